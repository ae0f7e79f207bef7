# Lists of lists: a matrix product in three loops, as it is first taught.
import time


def product(a, b):
    rows, inner, columns = len(a), len(b), len(b[0])
    result = [[0.0] * columns for _ in range(rows)]
    for i in range(rows):
        for j in range(columns):
            total = 0.0
            for k in range(inner):
                total += a[i][k] * b[k][j]
            result[i][j] = total
    return result


n = 100
a = [[(i * 7 + j * 3) % 11 / 10 for j in range(n)] for i in range(n)]
b = [[(i * 5 + j * 2) % 13 / 10 for j in range(n)] for i in range(n)]
started = time.perf_counter()
c = product(a, b)
elapsed = time.perf_counter() - started
print(f"trace {sum(c[i][i] for i in range(n)):.6f}")
print(f"seconds: {elapsed:.4f}")
