"""Records how PyTorch 2.15 prints tensors.

Usage: python Tests/Oracle/tensor_printing.py    (writes recorded/printing.txt)

Each line: dtype, shape, values, print options (precision, threshold, edgeitems, linewidth, sci_mode), the text with
line breaks as \\n. Values of big tensors are `mod:k`: element i is (i % k) - k // 2, over 3 for floats.
"""
import pathlib
import random

import torch

random.seed(20)
lines = []
defaults = (4, 1000, 3, 80, None)


def show(tensor, values, options=defaults):
    precision, threshold, edgeitems, linewidth, sci = options
    torch.set_printoptions(precision=precision, threshold=threshold, edgeitems=edgeitems, linewidth=linewidth,
                           sci_mode=sci)
    shape = "x".join(str(size) for size in tensor.shape) or "-"
    text = repr(tensor).replace("\n", "\\n")
    lines.append("\t".join([str(tensor.dtype)[6:], shape, values, " ".join(str(option) for option in options), text]))


def small(dtype, shape, numbers, options=defaults):
    tensor = torch.tensor(numbers, dtype=dtype).reshape(shape)
    show(tensor, " ".join(format(number, ".17g") for number in tensor.flatten().tolist()), options)


shapes = [(), (1,), (3,), (2, 3), (3, 1), (2, 2, 2), (1, 3, 2), (12,), (2, 9), (30,), (2, 1, 2, 3)]
floats = [
    lambda: random.uniform(-1, 1), lambda: random.uniform(-1, 1) * 10 ** random.randint(-3, 3),
    lambda: random.uniform(-1, 1) * 10 ** random.randint(-9, 9), lambda: float(random.randint(-9, 99)),
    lambda: float(random.randint(-9, 9)) * 10 ** random.randint(0, 9), lambda: random.choice([0.0, -0.0, 1.0, 0.5]),
    lambda: random.choice([float("nan"), float("inf"), -float("inf"), 1.0, 2.5, 0.0]),
    lambda: random.choice([float("nan"), float("inf"), 1.0, -3.0]), lambda: random.uniform(0.00009, 0.05),
    lambda: random.uniform(0.9999, 1.0001), lambda: random.gauss(0, 1) * 1e-5, lambda: random.uniform(1e7, 2e8),
    lambda: random.choice([float("nan"), float("inf")]),
]
for maker in floats:
    for shape in shapes:
        count = 1
        for size in shape:
            count *= size
        for dtype in (torch.float32, torch.float64):
            small(dtype, shape, [maker() for _ in range(count)])
for dtype, low, high in [(torch.int64, -10**12, 10**12), (torch.int64, -5, 5), (torch.int32, -100, 100),
                         (torch.uint8, 0, 255), (torch.bool, 0, 1)]:
    for shape in shapes:
        count = 1
        for size in shape:
            count *= size
        small(dtype, shape, [random.randint(low, high) for _ in range(count)])
# Types that are only stored: the values are what they hold.
for maker in floats:
    for shape in [(), (3,), (2, 3), (12,), (2, 1, 2, 3)]:
        count = 1
        for size in shape:
            count *= size
        for dtype in (torch.float16, torch.bfloat16):
            small(dtype, shape, [maker() for _ in range(count)])
for dtype, low, high in [(torch.int8, -128, 127), (torch.int16, -32768, 32767)]:
    for shape in shapes:
        count = 1
        for size in shape:
            count *= size
        small(dtype, shape, [random.randint(low, high) for _ in range(count)])
for dtype in (torch.float16, torch.bfloat16, torch.int8, torch.int16, torch.uint8):
    for shape in [(0,), (2, 0)]:
        small(dtype, shape, [])
for dtype in (torch.float32, torch.float64, torch.int64, torch.int32, torch.bool):
    for shape in [(0,), (0, 3), (2, 0), (1, 0, 2)]:
        small(dtype, shape, [])
for options in [(2, 1000, 3, 80, None), (6, 1000, 3, 60, None), (4, 5, 2, 80, None), (3, 10, 1, 30, None),
                (4, 1000, 3, 80, True), (4, 1000, 3, 80, False), (4, 1000, 3, 200, None), (0, 1000, 3, 80, None)]:
    for maker in floats[:6]:
        for shape in [(5,), (3, 8), (2, 3, 7)]:
            count = 1
            for size in shape:
                count *= size
            small(torch.float32, shape, [maker() for _ in range(count)], options)
for dtype in (torch.float32, torch.int64, torch.bool):
    for shape in [(1001,), (1000,), (40, 40), (7, 200), (200, 7), (10, 11, 12), (3, 4, 100), (2, 3, 4, 60), (1, 2000)]:
        count = 1
        for size in shape:
            count *= size
        for k in (7, 1009):
            whole = torch.arange(count) % k - k // 2
            tensor = (whole / 3 if dtype == torch.float32 else whole.to(dtype)).reshape(shape)
            show(tensor, f"mod:{k}")
path = pathlib.Path(__file__).parent / "recorded" / "printing.txt"
path.write_text(f"# PyTorch {torch.__version__}\n" + "\n".join(lines) + "\n")
print(len(lines))
