# A plain loop over integers: turns of compare, multiply, add, remainder and shift.
import time


def loop(n):
    i = total = 0
    while i < n:
        total += i * 3 % 7
        if i & 1:
            total ^= i >> 2
        i += 1
    return total


started = time.perf_counter()
result = loop(1_500_000)
elapsed = time.perf_counter() - started
print(f"sum {result}")
print(f"seconds: {elapsed:.4f}")
