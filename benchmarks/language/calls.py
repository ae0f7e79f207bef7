# Plain calls: the 27th Fibonacci number by recursion, about 830,000 calls.
import time


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


started = time.perf_counter()
result = fib(27)
elapsed = time.perf_counter() - started
print(f"fib(27) = {result}")
print(f"seconds: {elapsed:.4f}")
