# Floats in registers: how long the points of a grid stay near the origin.
import time


def escape(cx, cy, limit):
    x = y = 0.0
    for turn in range(limit):
        xx = x * x
        yy = y * y
        if xx + yy > 4.0:
            return turn
        y = 2.0 * x * y + cy
        x = xx - yy + cx
    return limit


def picture(width, height, limit):
    total = 0
    for row in range(height):
        cy = 2.0 * row / height - 1.0
        for column in range(width):
            total += escape(3.0 * column / width - 2.0, cy, limit)
    return total


started = time.perf_counter()
result = picture(120, 90, 200)
elapsed = time.perf_counter() - started
print(f"turns in all: {result}")
print(f"seconds: {elapsed:.4f}")
