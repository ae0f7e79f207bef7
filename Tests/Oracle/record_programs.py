"""Records what CPython 3.11 prints for the programs of NablaVMTests.

    python3.11 Tests/Oracle/record_programs.py

For each Programs/X.py writes X.txt with its standard output, for each Tracebacks/X.py its standard error. Programs run
under their bare file name, as the tests run them.
"""
import pathlib
import subprocess
import sys

tests = pathlib.Path(__file__).resolve().parent.parent / "NablaVMTests"
for folder, stream in (("Programs", "stdout"), ("Tracebacks", "stderr")):
    for program in sorted((tests / folder).glob("*.py")):
        run = subprocess.run(
            [sys.executable, program.name], cwd=program.parent, capture_output=True, text=True, timeout=60)
        text = getattr(run, stream).replace(str(program.parent) + "/", "")
        program.with_suffix(".txt").write_text(text)
        print(program.name, len(text))
