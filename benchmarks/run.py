#!/usr/bin/env python3
"""Runs the benchmarks under Nabla and CPython in turn, and prints how many times as fast Nabla is.

Each program measures its own work and prints `seconds: X` last; all it prints before that must be the same under both.
The two run alternately, so that a busy moment of the machine meets both, and the best time of each counts.

    python3 benchmarks/run.py [--repeats N] [--json FILE] [--nabla PATH] [NAME ...]
"""

import argparse
import json
import math
import os
import pathlib
import platform
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


class Group:
    """A folder of programs and the reference they are compared with."""

    def __init__(self, folder, title, reference):
        self.folder = folder
        self.title = title
        self.reference = reference

    def programs(self, wanted):
        files = sorted((HERE / self.folder).glob("*.py"))
        return [file for file in files if not wanted or file.stem in wanted]


GROUPS = [Group("language", f"the language against CPython {platform.python_version()}", [sys.executable])]


def run(command, program):
    """What the program printed, and the seconds it reports."""
    result = subprocess.run(
        [*command, str(program)], capture_output=True, text=True, timeout=600, env={**os.environ, "PYTHONHASHSEED": "0"}
    )
    lines = result.stdout.splitlines()
    if result.returncode != 0 or not lines or not lines[-1].startswith("seconds: "):
        sys.exit(f"{' '.join(command)} {program} failed:\n{result.stdout}{result.stderr}")
    return lines[:-1], float(lines[-1].removeprefix("seconds: "))


def measure(program, nabla, reference, repeats):
    best = {"nabla": math.inf, "reference": math.inf}
    for _ in range(repeats):
        ours, seconds = run([nabla], program)
        best["nabla"] = min(best["nabla"], seconds)
        theirs, seconds = run(reference, program)
        best["reference"] = min(best["reference"], seconds)
        if ours != theirs:
            sys.exit(f"{program} prints differently:\n  nabla      {ours}\n  reference  {theirs}")
    return {"program": program.stem, **best, "ratio": best["reference"] / best["nabla"]}


def main():
    parser = argparse.ArgumentParser(description="Compares Nabla's speed with CPython's.")
    parser.add_argument("names", nargs="*", help="programs to run (default: all)")
    parser.add_argument("--repeats", type=int, default=5, help="runs of each program under each engine (default: 5)")
    parser.add_argument("--json", metavar="FILE", help="also write the figures as JSON")
    binary = HERE.parent / ".build" / "release" / "nabla"
    parser.add_argument("--nabla", default=str(binary), help="the binary to measure")
    arguments = parser.parse_args()

    report = []
    for group in GROUPS:
        programs = group.programs(arguments.names)
        if not programs:
            continue
        print(f"{group.title}: times as fast (more is better)")
        rows = []
        for program in programs:
            row = measure(program, arguments.nabla, group.reference, arguments.repeats)
            rows.append(row)
            print(
                f"  {row['program']:<16} {row['ratio']:6.2f}   {row['nabla'] * 1000:8.1f} ms"
                f" against {row['reference'] * 1000:8.1f} ms",
                flush=True,
            )
        mean = math.exp(sum(math.log(row["ratio"]) for row in rows) / len(rows))
        slowest = min(rows, key=lambda row: row["ratio"])
        print(f"  {'geometric mean':<16} {mean:6.2f}   slowest: {slowest['program']} {slowest['ratio']:.2f}")
        report.append({"group": group.folder, "reference": group.title, "mean": mean, "programs": rows})
    if not report:
        sys.exit("no such program")
    if arguments.json:
        pathlib.Path(arguments.json).write_text(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()
