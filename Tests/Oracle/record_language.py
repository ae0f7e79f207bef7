"""Records what CPython prints for each cell of the language's golden programs.

    python Tests/Oracle/record_language.py Tests/Golden/language/NAME.nbk ...

Rewrites the `#>` lines under each cell. A cell runs in the namespace of the cells before it; a line marked
`# error: ...` must raise that error. Run it with CPython 3.11; the files state what it printed.
"""
import contextlib
import io
import re
import sys

MARKER = re.compile(r"^# %%(\s|$)")


def cells(lines):
    current = []
    for line in lines:
        if MARKER.match(line) and current:
            yield current
            current = []
        current.append(line)
    if current:
        yield current


def run(source, namespace, name):
    output = io.StringIO()
    error = None
    with contextlib.redirect_stdout(output):
        try:
            exec(compile(source, name, "exec"), namespace)
        except Exception as raised:
            error = f"{type(raised).__name__}: {raised}"
    return output.getvalue(), error


def record(path):
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    namespace = {"__name__": "__main__"}
    result = []
    for cell in cells(lines):
        body = [line for line in cell if not line.startswith("#>")]
        while body and not body[-1].strip():
            body.pop()
        if "[markdown]" in body[0]:
            result += body + [""]
            continue
        output, error = run("\n".join(body), namespace, path)
        expected = [re.search(r"# error: (.*)$", line).group(1) for line in body if "# error: " in line]
        if error != (expected[0] if expected else None):
            sys.exit(f"{path}: {body[0]}: {error!r} instead of {expected}")
        result += body
        if output:
            result += [("#> " + line).rstrip() for line in output.rstrip("\n").split("\n")]
        result.append("")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(result).rstrip("\n") + "\n")


for path in sys.argv[1:]:
    record(path)
