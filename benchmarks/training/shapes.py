# Objects with operators: vectors, fractions, polynomials, a linked list, a stack machine, slots, enums, comparisons.
import enum
from functools import total_ordering
from math import gcd


class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    __rmul__ = __mul__

    def __eq__(self, other):
        return isinstance(other, Vector) and (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __abs__(self):
        return (self.x**2 + self.y**2) ** 0.5


@total_ordering
class Ratio:
    def __init__(self, top, bottom=1):
        divisor = gcd(top, bottom)
        self.top = top // divisor
        self.bottom = bottom // divisor

    def __add__(self, other):
        other = other if isinstance(other, Ratio) else Ratio(other)
        return Ratio(self.top * other.bottom + other.top * self.bottom, self.bottom * other.bottom)

    __radd__ = __add__

    def __lt__(self, other):
        return self.top * other.bottom < other.top * self.bottom

    def __eq__(self, other):
        return self.top == other.top and self.bottom == other.bottom


class Polynomial:
    def __init__(self, *coefficients):
        self.coefficients = list(coefficients)

    def __call__(self, x):
        value = 0
        for c in reversed(self.coefficients):
            value = value * x + c
        return value

    def __mul__(self, other):
        out = [0] * (len(self) + len(other) - 1)
        for i, a in enumerate(self.coefficients):
            for j, b in enumerate(other.coefficients):
                out[i + j] += a * b
        return Polynomial(*out)

    def __len__(self):
        return len(self.coefficients)

    def __getitem__(self, power):
        return self.coefficients[power]


class Op(enum.Enum):
    PUSH = 1
    ADD = 2
    MUL = 3
    DUP = 4
    JUMP = 5


class Machine:
    def __init__(self, program):
        self.program = program
        self.stack = []
        self.table = {Op.PUSH: self.push, Op.ADD: self.add, Op.MUL: self.mul, Op.DUP: self.dup}

    def push(self, value):
        self.stack.append(value)

    def add(self, _):
        self.stack.append(self.stack.pop() + self.stack.pop())

    def mul(self, _):
        stack = self.stack
        b, a = stack.pop(), stack.pop()
        stack.append(a * b % 1_000_003)

    def dup(self, _):
        self.stack.append(self.stack[-1])

    def run(self, times):
        for _ in range(times):
            for op, argument in self.program:
                self.table[op](argument)
        return self.stack.pop()


class Cell:
    def __init__(self, value, rest=None):
        self.value = value
        self.rest = rest

    def __iter__(self):
        cell = self
        while cell is not None:
            yield cell.value
            cell = cell.rest


position = Vector(0.0, 0.0)
for k in range(15_000):
    position = position + 0.5 * Vector(k, -k) - Vector(1, 2) * 0.25
points = {Vector(k % 50, k % 40) for k in range(5_000)}
ratio = sum((Ratio(1, k * (k + 1)) for k in range(1, 1_500)), Ratio(0))
smallest = min(Ratio(k * 17 % 101 + 1, k * 29 % 103 + 1) for k in range(3_000))
polynomial = Polynomial(1, 2, 3)
for _ in range(40):
    polynomial = Polynomial(*(polynomial * Polynomial(1, -1, 1))[:30])
values = sum(polynomial(x) % 97 for x in range(2_000))
machine = Machine([(Op.PUSH, 3), (Op.DUP, None), (Op.MUL, None), (Op.PUSH, 1), (Op.ADD, None)])
top = machine.run(6_000)
head = None
for k in range(30_000):
    head = Cell(k, head)
print(abs(position), len(points), ratio.top, ratio.bottom, smallest.top, smallest.bottom, values, top, sum(head))
