# A scalar autograd engine in plain classes and closures, and a small net of tanh neurons trained with it.
import math
import random
import time


class Scalar:
    def __init__(self, data, sources=()):
        self.data = data
        self.grad = 0.0
        self.sources = sources
        self.propagate = None

    def __add__(self, other):
        if not isinstance(other, Scalar):
            other = Scalar(other)
        out = Scalar(self.data + other.data, (self, other))

        def propagate():
            self.grad += out.grad
            other.grad += out.grad

        out.propagate = propagate
        return out

    def __mul__(self, other):
        if not isinstance(other, Scalar):
            other = Scalar(other)
        out = Scalar(self.data * other.data, (self, other))

        def propagate():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out.propagate = propagate
        return out

    def __sub__(self, other):
        return self + other * -1.0

    def __radd__(self, other):
        return self + other

    def tanh(self):
        t = math.tanh(self.data)
        out = Scalar(t, (self,))

        def propagate():
            self.grad += (1.0 - t * t) * out.grad

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
            if node.propagate is not None:
                node.propagate()


class Neuron:
    def __init__(self, inputs):
        self.weights = [Scalar(random.uniform(-1, 1)) for _ in range(inputs)]
        self.bias = Scalar(0.0)

    def __call__(self, inputs):
        total = self.bias
        for weight, value in zip(self.weights, inputs):
            total = total + weight * value
        return total.tanh()

    def parameters(self):
        return self.weights + [self.bias]


class Net:
    def __init__(self, sizes):
        self.layers = [[Neuron(inputs) for _ in range(outputs)] for inputs, outputs in zip(sizes, sizes[1:])]

    def __call__(self, values):
        for layer in self.layers:
            values = [neuron(values) for neuron in layer]
        return values[0]

    def parameters(self):
        return [p for layer in self.layers for neuron in layer for p in neuron.parameters()]


random.seed(1)
net = Net([2, 8, 8, 1])
points = [([math.cos(i), math.sin(i * 1.7)], 1.0 if math.cos(i) * math.sin(i * 1.7) > 0 else -1.0) for i in range(16)]
parameters = net.parameters()
started = time.perf_counter()
for step in range(15):
    loss = Scalar(0.0)
    for inputs, wanted in points:
        difference = net(inputs) - wanted
        loss = loss + difference * difference
    for parameter in parameters:
        parameter.grad = 0.0
    loss.backward()
    for parameter in parameters:
        parameter.data -= 0.01 * parameter.grad
elapsed = time.perf_counter() - started
print(f"{len(parameters)} parameters, loss {loss.data:.6f}")
print(f"seconds: {elapsed:.4f}")
