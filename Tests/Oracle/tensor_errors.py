"""Records PyTorch 2.15's words for the mistakes of Tests/NablaTensorTests/ErrorTests.swift.

Usage: python Tests/Oracle/tensor_errors.py    (writes recorded/errors.txt)

Each line: expression, exception, message. `a` is torch.zeros(2, 3).
"""
import pathlib
import re

import torch

here = pathlib.Path(__file__).resolve().parent
names = {name: getattr(torch, name) for name in dir(torch)} | {"torch": torch, "bool": bool}
names["one_hot"] = torch.nn.functional.one_hot
lines = []
source = (here.parent / "NablaTensorTests" / "ErrorTests.swift").read_text()
for expression in re.findall(r'mistake\("((?:[^"\\]|\\.)*)"\)', source):
    try:
        exec(expression, names | {"a": torch.zeros(2, 3)})
        raise SystemExit(f"no error: {expression}")
    except Exception as error:
        lines.append("\t".join([expression, type(error).__name__, str(error)]))
(here / "recorded" / "errors.txt").write_text(f"# PyTorch {torch.__version__}\n" + "\n".join(lines) + "\n")
print(len(lines))
