# Plain calls: the 27th Fibonacci number by recursion, about 830,000 calls.
import time


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


best = float("inf")
for repeat in range(3):
    started = time.perf_counter()
    result = fib(27)
    best = min(best, time.perf_counter() - started)
print(f"fib(27) = {result}, {best * 1000:.1f} ms")
