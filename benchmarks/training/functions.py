# Functions as values: closures, decorators with and without arguments, caches, partial application, keyword arguments.
import functools
import operator
import time


def timed(label):
    def decorate(function):
        calls = 0

        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            nonlocal calls
            calls += 1
            wrapper.calls = calls
            return function(*args, **kwargs)

        wrapper.label = label
        return wrapper

    return decorate


@timed("sum")
def weighted(a, b=2, *rest, scale=1, **options):
    total = a + b
    for value in rest:
        total += value
    return total * scale + len(options)


@functools.lru_cache(maxsize=None)
def ways(amount, coins):
    if amount == 0:
        return 1
    if amount < 0 or not coins:
        return 0
    return ways(amount - coins[0], coins) + ways(amount, coins[1:])


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def hanoi(n, a="a", b="b", c="c"):
    if n == 0:
        return 0
    return hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)


def queens(n, row=0, columns=0, left=0, right=0):
    if row == n:
        return 1
    count = 0
    free = ~(columns | left | right) & ((1 << n) - 1)
    while free:
        bit = free & -free
        free ^= bit
        count += queens(n, row + 1, columns | bit, (left | bit) << 1, (right | bit) >> 1)
    return count


def make_account(balance):
    def deposit(amount):
        nonlocal balance
        balance += amount
        return balance

    def withdraw(amount):
        nonlocal balance
        if amount > balance:
            return None
        balance -= amount
        return balance

    return {"deposit": deposit, "withdraw": withdraw}


total = 0
for k in range(25_000):
    total += weighted(k) + weighted(k, 3, 4, 5) + weighted(a=k, scale=2) + weighted(k, extra=1)
account = make_account(100)
for k in range(40_000):
    account["deposit"](k % 7)
    account["withdraw"](3)
double = functools.partial(operator.mul, 2)
steps = [double, lambda x: x + 1, abs, str, len]
lengths = 0
for k in range(20_000):
    value = k
    for step in steps:
        value = step(value)
    lengths += value
ordered = sorted(range(20_000), key=lambda k: (k % 100, -k))
best = max(ordered, key=lambda k: k * 7919 % 10_007)
mapped = list(map(lambda a, b: a * b, range(20_000), range(20_000)))
kept = sum(filter(lambda k: k % 3 == 0, mapped))
print(total, weighted.calls, account["deposit"](0), lengths, ordered[:3], best, kept)
print(ways(200, (50, 25, 10, 5, 1)), ackermann(2, 150), hanoi(13), queens(7), callable(time.time))
