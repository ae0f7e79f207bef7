"""Reads the widths of NumPy's ziggurats off its draws, and prints by how many units of the last place they differ from
those that the recurrence in `Sources/NablaLibrary/NumPy/Ziggurat.swift` gives in doubles.

Usage: python Tests/Oracle/numpy_ziggurat.py    (prints the corrections of the normal and the exponential table)

A draw that is accepted at once is the product of its random bits and the width of its layer. The largest products of
each layer pin the width to one double.
"""
import math

import numpy as np

MULTIPLIER = 0x2360ED051FC65DA44385DF649FCCF645


def draws(draw, count, seed):
    """The first random bits of each draw, how many words it took, and the number."""
    generator = np.random.Generator(np.random.PCG64(seed))
    state = generator.bit_generator.state["state"]
    current, increment = state["state"], state["inc"]
    words = np.random.PCG64(seed).random_raw(2 * count)
    place = 0
    for _ in range(count):
        number = draw(generator)
        target, steps = generator.bit_generator.state["state"]["state"], 0
        while current != target:
            current = (current * MULTIPLIER + increment) % (1 << 128)
            steps += 1
        yield int(words[place]), steps, number
        place += steps


def pinned(samples):
    """The one double for each layer that all its products agree with."""
    widths = {}
    for layer, products in samples.items():
        bits, number = max(products)
        candidates = [number / bits]
        below = above = number / bits
        for _ in range(4):
            below, above = math.nextafter(below, 0), math.nextafter(above, 1)
            candidates += [below, above]
        fitting = [w for w in candidates if all(bits * w == number for bits, number in products)]
        if len(fitting) == 1:
            widths[layer] = fitting[0]
    return widths


def recurrence(edge, area, scale, density, inverse):
    """Widths from the tail's edge up."""
    x, widths = edge, [0.0] * 256
    widths[0], widths[255] = area / density(x) / scale, x / scale
    for layer in range(254, 0, -1):
        x = inverse(area / x + density(x))
        widths[layer] = x / scale
    return widths


def corrections(samples, widths):
    found = pinned(samples)
    return [round((found.get(n, w) - w) / math.ulp(w)) for n, w in enumerate(widths)]


normal, exponential = {}, {}
for bits, steps, number in draws(lambda g: g.standard_normal(), 300000, 3):
    layer = bits & 0xFF
    if steps == 1 or steps == 2 and layer == 1:
        normal.setdefault(layer, []).append((bits >> 9 & 0xFFFFFFFFFFFFF, abs(number)))
for bits, steps, number in draws(lambda g: g.standard_exponential(), 300000, 5):
    layer = bits >> 3 & 0xFF
    if steps == 1 or steps == 2 and layer == 1:
        exponential.setdefault(layer, []).append((bits >> 11, number))
print(corrections(normal, recurrence(
    3.6541528853610088, 0.004928673233974652, 2.0**52, lambda x: math.exp(-0.5 * x * x),
    lambda y: math.sqrt(-2 * math.log(y)))))
print(corrections(exponential, recurrence(
    7.69711747013104972, 0.003949659822581558, 2.0**53, lambda x: math.exp(-x), lambda y: -math.log(y))))
