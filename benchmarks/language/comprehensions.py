# Comprehensions of all kinds, with conditions, nested, and over what built-in functions give.
import time


def work(n):
    squares = [i * i for i in range(n)]
    even = [value for value in squares if value % 2 == 0]
    table = {value: index for index, value in enumerate(even)}
    last_digits = {value % 10 for value in squares}
    grid = [[row * column for column in range(60)] for row in range(60)]
    flat = [cell for row in grid for cell in row if cell % 3]
    texts = [str(value) for value in flat]
    lengths = [len(text) for text in texts]
    total = sum(value for value in flat if value > 100)
    pairs = [(a, b) for a, b in zip(flat, lengths) if a > b]
    inverse = {index: value for value, index in table.items()}
    return len(table) + sum(last_digits) + total + sum(lengths) + len(pairs) + inverse[10] + max(a for a, b in pairs)


started = time.perf_counter()
result = 0
for _ in range(10):
    result += work(25_000)
elapsed = time.perf_counter() - started
print(f"total {result}")
print(f"seconds: {elapsed:.4f}")
