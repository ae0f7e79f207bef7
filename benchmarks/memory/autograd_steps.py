# Cycles made and dropped: a scalar autograd engine of closures takes 10,000 steps. Every operation makes a cycle (the
# node holds its closure, the closure holds the node), and none of them may pile up.
import sys


class Scalar:
    def __init__(self, data, sources=()):
        self.data = data
        self.grad = 0.0
        self.sources = sources
        self.propagate = lambda: None

    def __add__(self, other):
        out = Scalar(self.data + other.data, (self, other))

        def propagate():
            self.grad += out.grad
            other.grad += out.grad

        out.propagate = propagate
        return out

    def __mul__(self, other):
        out = Scalar(self.data * other.data, (self, other))

        def propagate():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out.propagate = propagate
        return out

    def backward(self):
        order = []
        seen = set()

        def visit(node):
            if node not in seen:
                seen.add(node)
                for source in node.sources:
                    visit(source)
                order.append(node)

        visit(self)
        self.grad = 1.0
        for node in reversed(order):
            node.propagate()


def resident():
    """The kilobytes of memory that the process has."""
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
    return 0


steps = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
weights = [Scalar(0.1 * i - 0.2) for i in range(4)]
for step in range(1, steps + 1):
    loss = Scalar(0.0)
    for i in range(4):
        x = Scalar((step * (i + 3)) % 7 / 7.0)
        error = weights[i] * x + weights[(i + 1) % 4] * x + Scalar(-0.5)
        loss = loss + error * error
    for weight in weights:
        weight.grad = 0.0
    loss.backward()
    for weight in weights:
        weight.data -= 0.01 * weight.grad
    if step in (1_000, 10_000):
        print(f"{step} steps: {resident()} kB")
