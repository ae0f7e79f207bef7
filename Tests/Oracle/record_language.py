"""Records what CPython prints for each cell of the language's golden programs.

    python Tests/Oracle/record_language.py Tests/Golden/language/NAME.nbk ...
    python Tests/Oracle/record_language.py --check [NAME.nbk ...]

Rewrites the `#>` lines under each cell. A cell runs in the namespace of the cells before it; a line marked
`# error: ...` must raise that error. With `--check` nothing is written: every cell (of all files of the folder, unless
some are named) runs again, and any difference from what the file states is shown and ends with exit code 1. Run it
with CPython 3.11; the files state what it printed.
"""
import argparse
import contextlib
import difflib
import glob
import io
import os
import re
import sys
import warnings

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "Golden", "language")

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


def recorded(path, text):
    """The file's text with the outputs that CPython gives, and the cells whose error is not the one stated."""
    namespace = {"__name__": "__main__"}
    result = []
    failures = []
    for cell in cells(text.split("\n")):
        body = [line for line in cell if not line.startswith("#>")]
        while body and not body[-1].strip():
            body.pop()
        if not body:
            continue
        if "[markdown]" in body[0]:
            result += body + [""]
            continue
        output, error = run("\n".join(body), namespace, path)
        expected = [re.search(r"# error: (.*)$", line).group(1) for line in body if "# error: " in line]
        if error != (expected[0] if expected else None):
            failures.append(f"{path}: {body[0]}: {error!r} instead of {expected}")
        result += body
        if output:
            result += [("#> " + line).rstrip() for line in output.rstrip("\n").split("\n")]
        result.append("")
    return "\n".join(result).rstrip("\n") + "\n", failures


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def record(path):
    text, failures = recorded(path, read(path))
    if failures:
        sys.exit("\n".join(failures))
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def check(path):
    """Whether the file states what CPython does; shows where it does not."""
    stated = read(path)
    text, failures = recorded(path, stated)
    difference = list(difflib.unified_diff(stated.split("\n"), text.split("\n"), path, "CPython", lineterm="", n=2))
    for line in failures + difference:
        print(line)
    return not failures and not difference


def main():
    parser = argparse.ArgumentParser(description="Records or checks the language's golden programs.")
    parser.add_argument("--check", action="store_true", help="compare only, with exit code 1 on any difference")
    parser.add_argument("files", nargs="*", help="notebooks; with --check all of the folder by default")
    arguments = parser.parse_args()
    if sys.version_info[:2] != (3, 11):
        sys.exit("the files state what CPython 3.11 prints")
    warnings.simplefilter("ignore", SyntaxWarning)
    if not arguments.check:
        for path in arguments.files:
            record(path)
        return
    files = arguments.files or sorted(glob.glob(os.path.join(FOLDER, "*.nbk")))
    wrong = [path for path in files if not check(path)]
    print(f"{len(files)} files, {len(wrong)} that differ")
    sys.exit(1 if wrong else 0)


main()
