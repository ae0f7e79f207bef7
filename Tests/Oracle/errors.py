"""Holds the error suite, Tests/Errors/*.txt, against CPython 3.11.

    python3.11 Tests/Oracle/errors.py [FILE ...]                    checks, and lists the deliberate differences
    python3.11 Tests/Oracle/errors.py --record NABLA [FILE ...]     writes the expected lines anew

A chunk is a sentence, a wrong program, and what it must print on standard error:

    # %% a colon is missing behind a condition
    if x
        print(x)
    #>   File "program.py", line 1
    #>     if x
    #>         ^
    #> SyntaxError: expected ':'

`#>` lines are CPython's, to the byte; `#+` lines are what Nabla adds. Where a chunk is marked

    #! KIND: reason

its `#>` lines are Nabla's own and differ from CPython's on purpose. The kinds say what may differ: `carets` (only what
is marked in the line), `frames` (also which calls are listed), `words` (also the message), `place` (also the line), `refused`
(what CPython accepts). A mark where nothing differs is an error too.

`#: NAME` starts another file beside the program. In a chunk whose sentence ends in `[escapes]`, `<09>` is the byte with
that hexadecimal number and `<200 times (>` a repetition, in the program as in what is expected.
"""
import argparse
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "Errors"
KINDS = ["carets", "frames", "words", "place", "refused"]


class Chunk:
    def __init__(self, file, line, title):
        self.file, self.line, self.title = file, line, title
        self.body = []
        self.expected = []
        self.mark = None

    @property
    def escapes(self):
        return self.title.endswith("[escapes]")

    def files(self):
        files, name = {"program.py": []}, "program.py"
        for line in self.body:
            if line.startswith("#: "):
                name = line[3:]
                files[name] = []
            else:
                files[name].append(line)
        return {name: self.bytes("\n".join(lines).rstrip("\n") + "\n") for name, lines in files.items()}

    def bytes(self, text):
        data = text.encode()
        if self.escapes:
            data = re.sub(rb"<(\d+) times ([^>]*)>", lambda m: m[2] * int(m[1]), data)
            data = re.sub(rb"<([0-9A-F]{2})>", lambda m: bytes([int(m[1], 16)]), data)
        return data

    def escaped(self, text):
        if not self.escapes:
            return text
        text = re.sub(r"(.)\1{29,}", lambda m: f"<{len(m[0])} times {m[1]}>", text)
        text = re.sub(r"(.{2})\1{29,}", lambda m: f"<{len(m[0]) // 2} times {m[1]}>", text)
        return re.sub("[\x00-\x1f]", lambda m: f"<{ord(m[0]):02X}>", text)

    def wanted(self, own=True):
        """What must be printed: Nabla's text, or CPython's part of it."""
        lines = [line[3:] for line in self.expected if own or line.startswith("#>")]
        return self.bytes("".join(line + "\n" for line in lines)).decode(errors="replace")

    def run(self, command):
        with tempfile.TemporaryDirectory() as folder:
            for name, data in self.files().items():
                path = pathlib.Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            environment = {"PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8", "LANG": "C.UTF-8"}
            run = subprocess.run(
                command + ["program.py"], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                capture_output=True, timeout=60)
            text = run.stderr.decode(errors="replace").replace(folder + "/", "")
            return re.sub(r"0x[0-9a-f]{9,}", "0x7f0000000000", text), run.returncode


def parse(path):
    head, chunks = [], []
    for number, line in enumerate(path.read_text().split("\n"), 1):
        if line.startswith("# %% "):
            chunks.append(Chunk(path, number, line[5:].strip()))
        elif not chunks:
            head.append(line)
        elif line.startswith(("#>", "#+")):
            chunks[-1].expected.append(line if len(line) > 2 else line + " ")
        elif line.startswith("#! "):
            chunks[-1].mark = re.fullmatch(r"#! (\w+): (.+)", line).groups()
        else:
            chunks[-1].body.append(line)
    for chunk in chunks:
        while chunk.body and not chunk.body[-1].strip():
            chunk.body.pop()
    return head, chunks


def write(path, head, chunks):
    lines = ["\n".join(head).rstrip("\n"), ""] if "".join(head).strip() else []
    for chunk in chunks:
        lines += ["# %% " + chunk.title] + chunk.body
        if chunk.mark:
            lines.append("#! %s: %s" % chunk.mark)
        lines += [line.rstrip() for line in chunk.expected] + [""]
    path.write_text("\n".join(lines).rstrip("\n") + "\n")


def summary(text):
    """The lines that open places outside of CPython's own library; and the last line that starts with an exception's
    name."""
    places = [line for line in text.split("\n") if re.match(r'  File "(?!/|<)[^"]*", line \d+', line)]
    heads = [line for line in text.split("\n") if re.match(r"[A-Za-z_.]+(: .*)?$", line)]
    return places, heads[-1] if heads else ""


def difference(ours, theirs):
    """The kind of a difference between two texts, None where there is none."""
    if ours == theirs:
        return None
    (places, head), (their_places, their_head) = summary(ours), summary(theirs)
    if not theirs:
        return "refused"
    if [re.sub(", in .*", "", line) for line in places[-1:]] != [re.sub(", in .*", "", line) for line in their_places[-1:]]:
        return "place"
    if head != their_head:
        return "words"
    return "frames" if places != their_places else "carets"


def align(ours, theirs):
    """Our lines, marked as theirs or as added; None where theirs are not all there, in order, or carets are added."""
    result, rest = [], theirs.split("\n")[:-1]
    for line in ours.split("\n")[:-1]:
        if rest and rest[0] == line:
            rest.pop(0)
            result.append("#> " + line)
        elif not line.strip(" ^~"):
            return None
        else:
            result.append("#+ " + line)
    return None if rest else result


def check(chunk):
    theirs, code = chunk.run([sys.executable])
    if chunk.mark is None:
        ours = chunk.wanted(own=False)
        return ([] if ours == theirs else ["not CPython's:\n" + theirs]), None
    kind = difference(chunk.wanted(), theirs)
    if kind is None:
        return ["marked, but nothing differs"], None
    if KINDS.index(kind) > KINDS.index(chunk.mark[0]):
        return [f"differs in {kind}, marked {chunk.mark[0]}:\n" + theirs], None
    return [], theirs


def record(chunk, nabla):
    (theirs, _), (ours, code) = chunk.run([sys.executable]), chunk.run([nabla])
    if code < 0 or code > 130:
        return [f"crashed ({code}):\n" + ours]
    lines = align(ours, theirs)
    if not ours:
        return ["nothing is wrong"]
    if lines is None or (not theirs and ours):
        if chunk.mark is None:
            return [f"{difference(ours, theirs)}\n--- CPython\n{theirs}--- Nabla\n{ours}"]
        lines = ["#> " + line for line in ours.split("\n")[:-1]]
    chunk.expected = [line[:3] + chunk.escaped(line[3:]) for line in lines]
    return []


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--record", metavar="NABLA")
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    problems = count = differences = added = 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for path in options.files or sorted(FOLDER.glob("*.txt")):
            head, chunks = parse(path)
            count += len(chunks)
            if options.record:
                nabla = str(pathlib.Path(options.record).resolve())
                results = [(found, None) for found in pool.map(lambda chunk: record(chunk, nabla), chunks)]
                write(path, head, chunks)
            else:
                results = list(pool.map(check, chunks))
            for chunk, (found, theirs) in zip(chunks, results):
                added += any(line.startswith("#+") for line in chunk.expected)
                for problem in found:
                    problems += 1
                    shown = "\n".join(line[:160] for line in problem.split("\n"))
                    print(f"{path.name}:{chunk.line}: {chunk.title}: {shown}")
                if theirs is not None:
                    differences += 1
                    last = summary(theirs)[1] or "no error"
                    print(f"{path.name}:{chunk.line}: {chunk.title}\n    {chunk.mark[0]}: {chunk.mark[1]}\n    CPython: {last}")
    print(f"{count} chunks, {differences} deliberate differences, {added} with lines of Nabla's own, {problems} problems")
    sys.exit(problems > 0)


if __name__ == "__main__":
    main()
