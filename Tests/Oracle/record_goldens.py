"""Records what CPython with PyTorch prints for the cells of Tests/Golden/{torch,nn,numpy} and of docs/language.nbk and docs/tensors.nbk.

    python Tests/Oracle/record_goldens.py [FILE.nbk ...]

A cell's output, and the value of its last expression, go into `#> ` lines under it; an exception's type and first line
go behind the line that raised it as `# error: `. One file is one session. Recorded with PyTorch 2.15.0.
"""
import ast
import contextlib
import io
import pathlib
import re
import sys
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Golden" / "torch"))
ROOT = pathlib.Path(__file__).resolve().parent.parent / "Golden"
MARK = re.compile(r"\s*# error: .*$")


def run(code, names, display):
    """Standard output, and the line and text of an exception."""
    out = io.StringIO()
    tree = ast.parse(code)
    last = tree.body.pop() if display and tree.body and isinstance(tree.body[-1], ast.Expr) else None
    error = None
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(tree, "<cell>", "exec"), names)
            if last is not None:
                value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)
                if value is not None:
                    print(repr(value))
        except Exception as exception:
            frames = [f for f in traceback.extract_tb(exception.__traceback__) if f.filename == "<cell>"]
            words = str(exception).split("\n")[0].rstrip()
            error = frames[-1].lineno, f"{type(exception).__name__}: {words}"
    return out.getvalue(), error


def record(path):
    names = {"__name__": "__main__"}
    result = []
    for cell in re.split(r"(?m)^(?=# %%)", path.read_text()):
        if not cell.strip():
            continue
        lines = [line for line in cell.rstrip().split("\n") if not line.startswith("#>")]
        if "[markdown]" in lines[0]:
            result.append("\n".join(lines))
            continue
        lines = [MARK.sub("", line) for line in lines]
        while lines and not lines[-1].strip():
            lines.pop()
        body = "\n".join(lines)
        output, error = run(body, names, True)
        if error:
            lines[error[0] - 1] += f"  # error: {error[1]}"
        lines += [("#> " + line).rstrip() for line in output.split("\n")[:-1]]
        result.append("\n".join(lines))
    path.write_text("\n\n".join(result) + "\n")


for name in sys.argv[1:] or sorted([*ROOT.glob("torch/*.nbk"), *ROOT.glob("nn/*.nbk"), *ROOT.glob("numpy/*.nbk"), *(ROOT.parent.parent / "docs" / name for name in ["language.nbk", "tensors.nbk"])]):
    record(pathlib.Path(name))
    print(name)
