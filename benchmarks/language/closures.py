# Functions as values: closures that count, compose, curry and remember, decorators, default and keyword arguments.
import functools
import time


def counter(start=0, step=1):
    value = start

    def next_value():
        nonlocal value
        value += step
        return value

    return next_value


def compose(*functions):
    def composed(x):
        for function in functions:
            x = function(x)
        return x

    return composed


def logged(function):
    calls = []

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        calls.append(len(args) + len(kwargs))
        return function(*args, **kwargs)

    wrapper.calls = calls
    return wrapper


@logged
def area(width, height=2, *, scale=1):
    return width * height * scale


def memoized(function):
    known = {}

    def remembered(n):
        if n not in known:
            known[n] = function(n)
        return known[n]

    return remembered


@memoized
def steps(n):
    return 0 if n == 1 else 1 + steps(n // 2 if n % 2 == 0 else 3 * n + 1)


started = time.perf_counter()
tick = counter(step=3)
total = 0
for _ in range(300_000):
    total += tick()
pipeline = compose(lambda x: x + 1, lambda x: x * 2, lambda x: x - 3)
for i in range(60_000):
    total += pipeline(i)
for i in range(50_000):
    total += area(i) + area(i, height=3) + area(i, 4, scale=2)
total += sum(map(lambda x: x % 5, range(200_000)))
total += len(list(filter(lambda x: x & 4, range(200_000))))
longest = max(range(1, 20_000), key=steps)
elapsed = time.perf_counter() - started
print(f"{total} {longest} {sum(area.calls)}")
print(f"seconds: {elapsed:.4f}")
