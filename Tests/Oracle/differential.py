"""Runs random programs under PyTorch and under Nabla and compares what they print.

    python Tests/Oracle/differential.py --nabla .build/release/nabla [--count 3000] [--seed 1] [--family NAME] [--keep DIR]

A snippet makes tensors (of all types and layouts: contiguous, transposed, sliced, stretched, empty, without
dimensions), calls a few operations on them, right ones and wrong ones, and prints. Snippets are functions of one file,
so that each engine starts once for a few hundred of them. Outputs are equal when their words are and their numbers
agree to 4 digits. Prints the share of equal ones, then the rest, the shortest first.
"""
import argparse
import collections
import itertools
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import differential_families as families

HEAD = '''
import math
import torch
import torch.nn.functional as F

def make(shape, kind, seed):
    n = 1
    for s in shape:
        n *= s
    raw = (torch.arange(n) * 7919 + seed * 104729) % 2001
    if kind == "float":
        return ((raw - 1000) / 400).reshape(shape)
    if kind == "double":
        return ((raw - 1000).double() / 400).reshape(shape)
    if kind == "positive":
        return (raw / 800 + 0.1).reshape(shape)
    if kind == "unit":
        return (raw / 2225 + 0.05).reshape(shape)
    if kind == "int":
        return (raw % 10 - 4).reshape(shape)
    if kind == "int32":
        return (raw % 10 - 4).int().reshape(shape)
    if kind == "index":
        return (raw % 3).reshape(shape)
    if kind == "byte":
        return (raw % 10).byte().reshape(shape)
    return (raw % 2 == 1).reshape(shape)

def layout(x, how):
    if how == "transposed" and x.dim() > 1:
        return x.transpose(0, -1).contiguous().transpose(0, -1)
    if how == "sliced" and x.dim() > 0:
        return torch.cat([x, x], -1)[..., :x.shape[-1]]
    if how == "stepped" and x.dim() > 0:
        return torch.stack([x, x], -1)[..., 0]
    return x

def show(x):
    if isinstance(x, (tuple, list)) and len(x) > 0 and isinstance(x[0], torch.Tensor):
        for y in x:
            show(y)
    elif isinstance(x, torch.Tensor):
        print(x, tuple(x.shape), x.dtype)
    else:
        print(x)

def run(number, snippet):
    print("###", number)
    try:
        snippet()
    except Exception as error:
        print("!", type(error).__name__, str(error).split("\\n")[0])
'''

NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*(?:e[-+]?\d+)?|\.\d+|inf|nan)(?![A-Za-z_])")


def agree(a, b):
    """Whether two outputs have the same words and the same numbers to 4 digits."""
    if a == b:
        return True
    a, b = " ".join(a.split()), " ".join(b.split())
    if NUMBER.sub("#", a).replace(" ", "") != NUMBER.sub("#", b).replace(" ", ""):
        return False
    for x, y in zip(NUMBER.findall(a), NUMBER.findall(b)):
        if x == y:
            continue
        p, q = float(x), float(y)
        if p != p and q != q:
            continue
        if not abs(p - q) <= max(1.2e-4, 2e-4 * max(abs(p), abs(q))):
            return False
    return True


def differing(a, b):
    """The pairs of lines that do not agree."""
    for x, y in itertools.zip_longest(a.rstrip("\n").split("\n"), b.rstrip("\n").split("\n"), fillvalue="(nothing)"):
        if not agree(x, y):
            yield x, y


def outputs(command, path):
    done = subprocess.run(command + [path], capture_output=True, text=True, timeout=600)
    parts = re.split(r"(?m)^### (\d+)\n", done.stdout)
    found = {int(number): text for number, text in zip(parts[1::2], parts[2::2])}
    return found, done


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--nabla", default=".build/release/nabla")
    arguments.add_argument("--count", type=int, default=3000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--family")
    arguments.add_argument("--keep", help="a folder for the programs")
    arguments.add_argument("--show", type=int, default=40)
    options = arguments.parse_args()
    rng = random.Random(options.seed)
    snippets = []
    while len(snippets) < options.count:
        name, lines = families.snippet(rng, options.family)
        snippets.append((name, lines))
    folder = pathlib.Path(options.keep or tempfile.mkdtemp())
    folder.mkdir(exist_ok=True)
    equal, rest, by_family = 0, [], collections.Counter()
    for start in range(0, len(snippets), 300):
        chunk = list(enumerate(snippets))[start:start + 300]
        text = [HEAD]
        for number, (name, lines) in chunk:
            text.append(f"def s{number}():  # {name}")
            text += ["    " + line for line in lines]
            text.append(f"run({number}, s{number})")
        path = folder / f"programs_{start}.py"
        path.write_text("\n".join(text) + "\n")
        theirs, _ = outputs([sys.executable, "-W", "ignore"], str(path))
        ours, done = outputs([options.nabla], str(path))
        if done.returncode != 0:
            print("nabla ended with", done.returncode, done.stderr.strip().split("\n")[-1][:300])
        for number, (name, lines) in chunk:
            a, b = theirs.get(number), ours.get(number, "(nothing)\n")
            if a is None:
                print("PyTorch printed nothing for", number)
            elif agree(a, b):
                equal += 1
            else:
                by_family[name] += 1
                rest.append((len("".join(lines)), name, lines, a, b))
    print(f"{equal} of {len(snippets)} equal to 4 digits: {100 * equal / len(snippets):.2f} %")
    for name, count in by_family.most_common():
        print(f"  {count:4} {name}")
    for _, name, lines, a, b in sorted(rest)[:options.show]:
        print("-" * 60, name)
        print("\n".join(lines))
        for x, y in itertools.islice(differing(a, b), 3):
            print("PyTorch:", x.strip()[:300])
            print("Nabla:  ", y.strip()[:300])


main()
