"""Holds Tests/Explanations/*.txt, wrong programs with tensors, against PyTorch.

    PYTHON Tests/Oracle/explanations.py [FILE ...]                    checks, PYTHON having PyTorch
    PYTHON Tests/Oracle/explanations.py --record NABLA [FILE ...]     writes the expected lines anew

The format is that of errors.py. `#>` is PyTorch's last line, the one that people search for; `#+` lines are Nabla's:
the traceback, whose frames inside PyTorch Nabla does not have, and the explanation. Programs without a `#>` line run
through in PyTorch without a word: what Nabla prints is a hint.
"""
import argparse
import pathlib
import re
import sys

from errors import parse, write

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "Explanations"


def headline(text):
    """The line that names the exception; later lines of a long message are not looked at."""
    lines = [line for line in text.split("\n") if re.match(r"[A-Za-z_.]+(Error|Exception|Warning|Interrupt): ?", line)]
    return re.sub(r"^torch\._C\._", "torch.", lines[-1]) if lines else None


def agree(ours, theirs):
    """PyTorch names the module of some exceptions differently; a suggestion at the end is Nabla's."""
    return ours == theirs or ours is not None and theirs is not None and ours.startswith(theirs)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--record", metavar="NABLA")
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    problems = count = 0
    for path in options.files or sorted(FOLDER.glob("*.txt")):
        head, chunks = parse(path)
        for chunk in chunks:
            count += 1
            theirs, _ = chunk.run([sys.executable, "-W", "ignore"])
            line = headline(theirs)
            if options.record:
                ours, code = chunk.run([str(pathlib.Path(options.record).resolve())])
                if code < 0 or code > 130:
                    print(f"{path.name}:{chunk.line}: {chunk.title}: crashed ({code})")
                chunk.expected = [
                    ("#> " if line is not None and agree(text, line) else "#+ ") + text for text in ours.split("\n")[:-1]]
            told = [text[3:] for text in chunk.expected if text.startswith("#>")]
            if line is None and told or line is not None and not any(agree(text, line) for text in told):
                problems += 1
                print(f"{path.name}:{chunk.line}: {chunk.title}: PyTorch says {line!r}, here {headline(chunk.wanted())!r}")
            if not chunk.expected:
                problems += 1
                print(f"{path.name}:{chunk.line}: {chunk.title}: nothing is told")
        if options.record:
            write(path, head, chunks)
    print(f"{count} programs, {problems} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
