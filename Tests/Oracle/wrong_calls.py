"""Compares what Nabla and PyTorch say to the wrong calls of Tests/Golden/torch/operation_rows.py.

    python Tests/Oracle/wrong_calls.py NABLA [--write]

Prints how many say the same, exception and first line, and those that do not. With --write, the names and cases of those
go into differing_calls.py, which the notebooks leave out; the rest is what they check.
"""
import pathlib
import subprocess
import sys

GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "Golden" / "torch"
PROGRAM = """
import operation_rows
from operation_forms import wrong_answers
for family in "ELEMENTS PIECEWISE PAIRS REDUCTIONS SHAPES ONLY_WRONG POSITIONS PRODUCTS MATRICES SINGULAR SPECIAL".split():
    for number, (name, form, case, words) in enumerate(wrong_answers(getattr(operation_rows, family))):
        print(family, number, name, "|", form + ", " + case, "|", words)
"""


def answers(*command):
    program = GOLDEN / "wrong_calls_program.py"
    program.write_text(PROGRAM)
    try:
        found = subprocess.run([*command, str(program)], capture_output=True, text=True, cwd=GOLDEN)
    finally:
        program.unlink()
    if found.returncode != 0:
        sys.exit(found.stderr[-2000:])
    return [x.split(" | ", 2) for x in found.stdout.split("\n") if x]


wanted, got = answers(sys.executable, "-W", "ignore"), answers(str(pathlib.Path(sys.argv[1]).resolve()))
differing = {}
equal = 0
for (name, case, words), (_, _, others) in zip(wanted, got, strict=True):
    if words == others:
        equal += 1
    else:
        differing.setdefault(name.split()[-1], []).append(case)
        print(f"{name.split()[-1]} | {case}\n  PyTorch: {words}\n  Nabla:   {others}")
print(f"{equal} of {len(wanted)} wrong calls say the same")
if "--write" in sys.argv:
    lines = []
    for name, cases in sorted(differing.items()):
        line = f'    "{name}": ['
        for case in dict.fromkeys(cases):
            word = f'"{case}", '
            if len(line) + len(word) > 118:
                lines.append(line.rstrip())
                line = "        "
            line += word
        lines.append(line.rstrip(", ") + "],")
    (GOLDEN / "differing_calls.py").write_text(
        '"""Wrong calls to which Nabla says something else than PyTorch, by name: written by Tests/Oracle/wrong_calls.py.\n\n'
        "Functions that PyTorch has in Python complain of whatever line of theirs stumbles first. `None` stands for all\n"
        "dimensions wherever a dimension may be left out. Where several arguments are wrong, another is named. In the rest\n"
        'the words differ.\n"""\n'
        "DIFFERING = {\n" + "\n".join(lines) + "\n}\n")
