# Lazy pipelines: generators that read, filter, group and send; itertools; context managers made of generators.
import itertools
from contextlib import contextmanager
from functools import reduce


def lines(n):
    for k in range(n):
        yield f"{k % 24:02d}:{k % 60:02d} sensor{k % 9} {k * 37 % 1000 / 10}"


def parse(source):
    for line in source:
        time, name, value = line.split()
        yield name, int(time[:2]), float(value)


def smooth(values, keep=0.8):
    state = None
    for value in values:
        state = value if state is None else keep * state + (1 - keep) * value
        yield state


def chunks(items, size):
    chunk = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def averager():
    total, count, average = 0.0, 0, None
    while True:
        value = yield average
        total += value
        count += 1
        average = total / count


def walk(tree):
    if isinstance(tree, list):
        for branch in tree:
            yield from walk(branch)
    else:
        yield tree


class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.start <= 0:
            raise StopIteration
        self.start -= 1
        return self.start


@contextmanager
def counted(log, name):
    log.append("enter " + name)
    try:
        yield log
    finally:
        log.append("leave " + name)


sums = {}
for name, hour, value in parse(lines(30_000)):
    if hour >= 6:
        sums[name] = sums.get(name, 0.0) + value
last = None
for value in smooth(value for _, _, value in parse(lines(20_000))):
    last = value
sizes = [len(chunk) for chunk in chunks(range(50_000), 7)]
average = averager()
next(average)
for k in range(40_000):
    mean = average.send(k % 17)
tree = [[k, [k + 1, [k + 2, k + 3]], k + 4] for k in range(2_000)]
leaves = sum(walk(tree))
down = sum(Countdown(30_000))
log = []
for k in range(3_000):
    with counted(log, "a"):
        log.append("work") if k % 2 else None
groups = [(key, sum(1 for _ in items)) for key, items in itertools.groupby(range(30_000), key=lambda k: k // 1000)]
pairs = sum(a * b for a, b in itertools.combinations(range(150), 2))
joined = reduce(lambda a, b: a + b, itertools.chain(range(10_000), itertools.islice(itertools.count(5), 10_000)))
zipped = sum(a * b - c for a, b, c in zip(range(30_000), range(1, 30_001), itertools.cycle([1, 2, 3])))
first = next(k for k in itertools.count() if k * k > 10**8)
print({name: round(value, 3) for name, value in sorted(sums.items())}, round(last, 6), len(sizes), mean, leaves, down)
print(len(log), groups[3], pairs, joined, zipped, first, any(k > 20_000 for k in range(30_000)), all(range(1, 20_000)))
