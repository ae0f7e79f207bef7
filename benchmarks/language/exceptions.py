# Exceptions: blocks that nothing happens in, errors raised and caught near and far, `finally` and `with`.
import time


class Odd(Exception):
    pass


class Guard:
    def __init__(self):
        self.entered = 0

    def __enter__(self):
        self.entered += 1
        return self

    def __exit__(self, kind, error, trace):
        return kind is Odd


def check(n):
    if n % 3 == 0:
        raise Odd(n)
    return n


def deep(n, depth):
    if depth == 0:
        return check(n)
    return deep(n, depth - 1)


def parse(texts):
    total = bad = 0
    for text in texts:
        try:
            total += int(text)
        except ValueError:
            bad += 1
        finally:
            total += 1
    return total, bad


def quiet(n):
    total = 0
    for i in range(n):
        try:
            total += i
        except ZeroDivisionError:
            total = 0
    return total


def caught(n):
    found = 0
    for i in range(n):
        try:
            deep(i, 4)
        except (KeyError, Odd) as error:
            found += error.args[0]
    return found


def guarded(n):
    guard = Guard()
    for i in range(n):
        with guard:
            check(i)
    return guard.entered


texts = [str(i) if i % 4 else "x" + str(i) for i in range(60_000)]
missing = {}
started = time.perf_counter()
total, bad = parse(texts)
total += quiet(500_000)
total += caught(60_000)
total += guarded(60_000)
for i in range(30_000):
    try:
        total += missing[i]
    except KeyError:
        total += 1
elapsed = time.perf_counter() - started
print(f"{total} {bad}")
print(f"seconds: {elapsed:.4f}")
