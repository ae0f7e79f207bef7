"""Records what PyTorch 2.15 answers for the rows of Tests/NablaTensorTests/Rows+*.swift.

Usage: python Tests/Oracle/tensor_operations.py    (writes recorded/operations.txt)

The rows are read from the Swift files: expression and inputs. Each answer is one line:
expression, inputs, then for each tensor its dtype, shape and values with 9 digits, tab-separated.
"""
import pathlib
import re

import torch
import torch.nn.functional as F

here = pathlib.Path(__file__).resolve().parent.parent / "NablaTensorTests"


def sample(text, seed):
    match = re.fullmatch(r"(-|[0-9x]+)([+uib]?)(\d*)", text)
    sizes, kind, limit = match.groups()
    shape = () if sizes == "-" else tuple(int(size) for size in sizes.split("x"))
    count = 1
    for size in shape:
        count *= size
    raw = [((k + 1) * 7919 + seed * 104729) % 2001 for k in range(count)]
    if kind == "i":
        return torch.tensor([value % int(limit) for value in raw], dtype=torch.int64).reshape(shape)
    if kind == "b":
        return torch.tensor([value % 2 == 1 for value in raw], dtype=torch.bool).reshape(shape)
    if kind == "+":
        values = [value / 800 + 0.1 for value in raw]
    elif kind == "u":
        values = [value / 2225 + 0.05 for value in raw]
    else:
        values = [(value - 1000) / 400 for value in raw]
    return torch.tensor(values, dtype=torch.float64).float().reshape(shape)


def text(value):
    if isinstance(value, bool):
        return "1" if value else "0"
    return repr(value) if isinstance(value, int) else format(value, ".9g")


lines = []
for path in sorted(here.glob("Rows+*.swift")):
    for expression, inputs in re.findall(r'(?:row|flat)\("((?:[^"\\]|\\.)*)", "([^"]*)"\)', path.read_text()):
        names = {name: sample(part, seed + 1) for seed, (name, part) in enumerate(zip("abcd", inputs.split()))}
        result = eval(expression, {"torch": torch, "F": F}, names)
        parts = [expression, inputs]
        for tensor in result if isinstance(result, list) else [result]:
            parts.append(str(tensor.dtype).removeprefix("torch."))
            parts.append("x".join(str(size) for size in tensor.shape) or "-")
            parts.append(" ".join(text(value) for value in tensor.flatten().tolist()))
        lines.append("\t".join(parts))

path = pathlib.Path(__file__).parent / "recorded" / "operations.txt"
path.write_text(f"# PyTorch {torch.__version__}\n" + "\n".join(lines) + "\n")
print(len(lines), "rows")
