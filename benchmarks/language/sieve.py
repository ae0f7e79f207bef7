# Work on one long list: the sieve of Eratosthenes, then a sum over what is left.
import time


def primes_below(n):
    is_prime = [True] * n
    is_prime[0] = is_prime[1] = False
    p = 2
    while p * p < n:
        if is_prime[p]:
            for multiple in range(p * p, n, p):
                is_prime[multiple] = False
        p += 1
    found = []
    for number, flag in enumerate(is_prime):
        if flag:
            found.append(number)
    return found


started = time.perf_counter()
primes = primes_below(1_000_000)
elapsed = time.perf_counter() - started
print(f"{len(primes)} primes, the last is {primes[-1]}")
print(f"seconds: {elapsed:.4f}")
