# Whole numbers: primes, digits, modular powers, Collatz, sorting by hand, matrices, bits, dates, big numbers.
def sieve(limit):
    flags = bytearray([1]) * (limit + 1)
    primes = []
    for number in range(2, limit + 1):
        if flags[number]:
            primes.append(number)
            for multiple in range(number * number, limit + 1, number):
                flags[multiple] = 0
    return primes


def smallest_factors(limit):
    factor = [0] * (limit + 1)
    for number in range(2, limit + 1):
        if not factor[number]:
            for multiple in range(number, limit + 1, number):
                if factor[multiple] == 0:
                    factor[multiple] = number
    return factor


def collatz(limit):
    best, longest = 0, 0
    for start in range(1, limit):
        n, length = start, 1
        while n != 1:
            if n % 2 == 0:
                n //= 2
            else:
                n = 3 * n + 1
            length += 1
        if length > longest:
            best, longest = start, length
    return best, longest


def merge_sort(items):
    if len(items) < 2:
        return items
    middle = len(items) // 2
    left, right = merge_sort(items[:middle]), merge_sort(items[middle:])
    merged = []
    i = k = 0
    while i < len(left) and k < len(right):
        if left[i] <= right[k]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[k])
            k += 1
    return merged + left[i:] + right[k:]


def quick_sort(items):
    if len(items) <= 1:
        return items
    pivot = items[len(items) // 2]
    return (
        quick_sort([x for x in items if x < pivot])
        + [x for x in items if x == pivot]
        + quick_sort([x for x in items if x > pivot])
    )


def multiply(a, b):
    return [[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]


def edit_distance(a, b):
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            current.append(min(previous[j] + 1, current[-1] + 1, previous[j - 1] + (x != y)))
        previous = current
    return previous[-1]


def knapsack(weights, values, room):
    best = [0] * (room + 1)
    for weight, value in zip(weights, values):
        for left in range(room, weight - 1, -1):
            if best[left - weight] + value > best[left]:
                best[left] = best[left - weight] + value
    return best[room]


def bits(n):
    count = 0
    while n:
        count += n & 1
        n >>= 1
    return count


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


state = 99
numbers = []
for _ in range(20_000):
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**31
    numbers.append(state % 10_000)
part = merge_sort(numbers[:6_000])
matrix = [[(i * j) % 10 for j in range(28)] for i in range(28)]
print(len(sieve(150_000)), sum(smallest_factors(60_000)) % 10_007, collatz(4_000), part[:3], quick_sort(numbers)[:3])
print(multiply(multiply(matrix, matrix), matrix)[3][4], edit_distance("kitten sitting" * 9, "sitting kitten" * 9))
print(knapsack([3, 4, 5, 9, 14] * 6, [3, 4, 4, 10, 15] * 6, 700), sum(bits(n) for n in range(20_000)))
print(fibonacci(1_500) % 10**9, pow(3, 2**40, 10**9 + 7), sum(int(d) for d in str(2**3_000)), divmod(-7, 3))
