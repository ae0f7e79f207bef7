# A plain loop: three million turns of compare, add and add.
import time


def loop(n):
    i = total = 0
    while i < n:
        total += i
        i += 1
    return total


best = float("inf")
for repeat in range(3):
    started = time.perf_counter()
    result = loop(3_000_000)
    best = min(best, time.perf_counter() - started)
print(f"3,000,000 turns, sum {result}, {best * 1000:.1f} ms")
