# Floating-point work: bodies that attract each other, a heat equation on a grid, numerical integrals and roots.
import math


def attract(bodies, steps, dt):
    for _ in range(steps):
        for i in range(len(bodies)):
            xi, yi, zi, vi, mi = bodies[i]
            for j in range(i + 1, len(bodies)):
                xj, yj, zj, vj, mj = bodies[j]
                dx = xi - xj
                dy = yi - yj
                dz = zi - zj
                distance = dx * dx + dy * dy + dz * dz + 0.01
                force = dt / (distance * math.sqrt(distance))
                vi[0] -= dx * mj * force
                vi[1] -= dy * mj * force
                vi[2] -= dz * mj * force
                vj[0] += dx * mi * force
                vj[1] += dy * mi * force
                vj[2] += dz * mi * force
        for body in bodies:
            v = body[3]
            body[0] += dt * v[0]
            body[1] += dt * v[1]
            body[2] += dt * v[2]
    return sum(body[4] * sum(v * v for v in body[3]) / 2 for body in bodies)


def heat(size, steps):
    grid = [[0.0] * size for _ in range(size)]
    for k in range(size):
        grid[0][k] = 100.0
    for _ in range(steps):
        new = [row[:] for row in grid]
        for y in range(1, size - 1):
            above, row, below = grid[y - 1], grid[y], grid[y + 1]
            for x in range(1, size - 1):
                new[y][x] = row[x] + 0.2 * (above[x] + below[x] + row[x - 1] + row[x + 1] - 4 * row[x])
        grid = new
    return grid[size // 2][size // 2]


def simpson(f, low, high, n):
    h = (high - low) / n
    total = f(low) + f(high)
    for i in range(1, n):
        total += (4 if i % 2 else 2) * f(low + i * h)
    return total * h / 3


def newton(f, derivative, x):
    count = 0
    while abs(f(x)) > 1e-12 and count < 100:
        x -= f(x) / derivative(x)
        count += 1
    return x


bodies = [[math.cos(k), math.sin(k), 0.1 * k, [0.0, 0.1 * k, -0.1], 1.0 + k] for k in range(5)]
print(round(attract(bodies, 2500, 0.001), 9))
print(round(heat(40, 60), 9))
print(round(simpson(lambda x: math.exp(-x * x), 0.0, 2.0, 40_000), 12))
print(sum(newton(lambda x: x**3 - k, lambda x: 3 * x**2, 1.0) for k in range(1, 2000)))
