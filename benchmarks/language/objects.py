# Attributes and methods: particles that move, inheritance, properties, operators and a linked list.
import time


class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def scaled(self, factor):
        return Vector(self.x * factor, self.y * factor)


class Body:
    count = 0

    def __init__(self, position, velocity):
        self.position = position
        self.velocity = velocity
        self.steps = 0
        Body.count += 1

    def step(self, dt):
        self.position = self.position + self.velocity.scaled(dt)
        self.steps += 1

    @property
    def energy(self):
        v = self.velocity
        return 0.5 * self.mass() * (v.x * v.x + v.y * v.y)

    def mass(self):
        return 1.0


class Heavy(Body):
    def __init__(self, position, velocity, weight):
        super().__init__(position, velocity)
        self.weight = weight

    def mass(self):
        return self.weight


class Node:
    def __init__(self, value, link):
        self.value = value
        self.link = link


def simulate(steps):
    bodies = [Body(Vector(i, i), Vector(1.0, i * 0.5)) for i in range(10)]
    bodies += [Heavy(Vector(i, -i), Vector(0.5, i * 0.25), i + 1.0) for i in range(10)]
    total = 0.0
    for _ in range(steps):
        for body in bodies:
            body.step(0.01)
            total += body.energy
    return total + sum(body.position.x for body in bodies)


def chain(length):
    head = None
    for value in range(length):
        head = Node(value, head)
    total = 0
    while head is not None:
        total += head.value
        head = head.link
    return total


started = time.perf_counter()
energy = simulate(2_000)
total = chain(100_000)
elapsed = time.perf_counter() - started
print(f"{energy:.6f} {total} {Body.count}")
print(f"seconds: {elapsed:.4f}")
