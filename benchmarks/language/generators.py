# Generators: pipelines, recursion with `yield from`, expressions, and values sent in.
import time


def numbers(n):
    for i in range(n):
        yield i


def odd(items):
    for item in items:
        if item % 2:
            yield item


def running_mean():
    total = count = 0
    value = yield 0.0
    while True:
        total += value
        count += 1
        value = yield total / count


class Tree:
    def __init__(self, low, high):
        self.value = middle = (low + high) // 2
        self.left = Tree(low, middle) if low < middle else None
        self.right = Tree(middle + 1, high) if middle + 1 < high else None

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right


def pairs(n):
    return sum(x * y for x in range(n) for y in range(x))


started = time.perf_counter()
total = 0
for item in odd(numbers(400_000)):
    total += item
mean = running_mean()
next(mean)
for i in range(100_000):
    last = mean.send(i)
in_order = sum(Tree(0, 10_000))
products = pairs(500)
firsts = list(zip(numbers(100_000), odd(numbers(200_000))))
elapsed = time.perf_counter() - started
print(f"{total} {last} {in_order} {products} {len(firsts)}")
print(f"seconds: {elapsed:.4f}")
