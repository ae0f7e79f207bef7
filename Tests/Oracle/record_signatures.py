"""Records the parameters of PyTorch's functions and methods, by which Nabla words calls that fit none of them.

    python Tests/Oracle/record_signatures.py NABLA

A line is a name and its parameters: a letter for the type, `?` where None will do, the name, `=` where there is a default.
Signatures of one name stand apart by `;`, deprecated ones begin with `!`. Methods are listed where they are not their
function without its first parameter, in-place methods where they are not their method. Recorded with PyTorch 2.15.0; the
parameters' types are in the library itself, which signatures a name has in its type stubs.
"""
import ast
import pathlib
import re
import subprocess
import sys

import torch

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TARGET = ROOT / "Sources/NablaLibrary/Torch/Calls"
HOME = pathlib.Path(torch.__file__).parent
TYPES = {
    "Tensor": "T", "Scalar": "N", "int64_t": "i", "SymInt": "i", "double": "f", "bool": "b", "IntArrayRef": "I",
    "SymIntArrayRef": "I", "TensorList": "L", "ITensorListRef": "L", "ScalarType": "D", "c10::string_view": "s",
    "std::string": "s", "Generator": "G", "Layout": "y", "Device": "d", "MemoryFormat": "m", "ArrayRef<double>": "F",
    "ArrayRef<Scalar>": "A", "c10::List<::std::optional<Tensor>>": "P", "DimnameList": "M", "Dimname": "M", "Storage": "S",
    "PyObject*": "O", "Stream": "O", "DataPtr": "O", "Device?": "d",
}


def strings():
    out = subprocess.run(["strings", "-n", "4", str(HOME / "lib/libtorch_python.so")], capture_output=True, text=True).stdout
    return [x for x in out.split("\n") if re.fullmatch(r"_?[A-Za-z0-9_]+\([^()]*\)(\|[a-z]+)?", x)]


def encoded(signature):
    """One of PyTorch's own strings in the short form; None for what has types of no use here."""
    inside, mark = re.fullmatch(r"[^(]*\((.*)\)(\|[a-z]+)?", signature).groups()
    words = []
    for text in [x for x in inside.split(", ") if x]:
        if text == "*":
            words.append("*")
            continue
        kind, _, name = text.partition(" ")
        name, has_default, default = name.partition("=")
        none = kind.endswith("?") or default == "None"
        kind = kind.rstrip("?")
        sized = re.search(r"\[\d+\]$", kind)
        letter = TYPES.get(re.sub(r"\[\d+\]$", "", kind))
        if letter is None:
            return None
        if letter == "I" and sized:
            letter = "J"
        words.append(letter + ("?" if none else "") + " " + name + ("=" if has_default else ""))
    return ("!" if mark else "") + ",".join(words)


def names_in(code):
    return [re.sub(r"^[!]?[A-Za-z]\??\s", "", x).rstrip("=") for x in code.split(",") if x and x not in "!*"]


def stubs(path, class_name=None):
    """The parameters' names of each definition of a name."""
    body = ast.parse(path.read_text()).body
    if class_name:
        body = next(x for x in body if isinstance(x, ast.ClassDef) and x.name == class_name).body
    found = {}
    for node in body:
        if isinstance(node, ast.FunctionDef):
            a = node.args
            names = [x.arg for x in a.posonlyargs + a.args + ([a.vararg] if a.vararg else []) + a.kwonlyargs]
            found.setdefault(node.name, []).append(names)
    return found


def is_of_function(code):
    return re.search(r" (input|self)\b", code) is not None


def table(stubs_of, names, both, is_method, all_strings):
    """The signatures of each name. The library shares the ends of strings, so that one may stand at the end of another:
    the stubs tell which of those are there."""
    exact, tails = {}, {}
    for text in all_strings:
        code = encoded(text)
        if code is None:
            continue
        head = text.split("(")[0]
        exact.setdefault(head, []).append(code)
        for start in range(1, len(head)):
            tails.setdefault(head[start:], []).append(code)
    lines = {}
    for name in names:
        suits = [x for x in exact.get(name, []) if name not in both or is_of_function(x) != is_method]
        found = list(dict.fromkeys(suits))
        stubbed = [[x for x in wanted if not is_method or x != "self"] for wanted in stubs_of.get(name, [])]
        for wanted in stubbed:
            if sum(names_in(x) == wanted for x in found) >= stubbed.count(wanted):
                continue
            for code in tails.get(name, []):
                if names_in(code) == wanted and is_of_function(code) != is_method and code not in found:
                    found.append(code)
                    break
        if found:
            lines[name] = ";".join(found)
    return lines


def as_method(code):
    parts = []
    for one in code.split(";"):
        words = [x for x in one.split(",") if not re.fullmatch(r"!?[A-Z]\?? (input|self)|[TL]\?? out=", x)]
        if words and words[-1] == "*":
            words.pop()
        parts.append(("!" if one.startswith("!") and words and not words[0].startswith("!") else "") + ",".join(words))
    return ";".join(parts)


def nabla_names(binary, place):
    code = f"import torch\nfor n in dir({place}):\n    print(n)"
    return [x for x in subprocess.run([binary, "-c", code], capture_output=True, text=True).stdout.split() if x[0] != "_"]


def main():
    everything = strings()
    names, of_tensors = nabla_names(sys.argv[1], "torch"), nabla_names(sys.argv[1], "torch.Tensor")
    both = {x for x in dir(torch.Tensor)}
    functions = table(stubs(HOME / "_C/_VariableFunctions.pyi"), names, both, False, everything)
    for prefix, place in [("linalg", "torch.linalg"), ("special", "torch.special")]:
        for name in nabla_names(sys.argv[1], place):
            found = [encoded(x) for x in everything if x.startswith(f"{prefix}_{name}(")]
            if found:
                functions[f"{prefix}_{name}"] = ";".join(x for x in found if x is not None)
    methods = table(stubs(HOME / "_C/__init__.pyi", "TensorBase"), of_tensors, both, True, everything)
    own = {n: c for n, c in methods.items() if as_method(functions.get(n, "-")) != c}
    own = {n: c for n, c in own.items() if not (n.endswith("_") and methods.get(n[:-1]) == c)}
    # The library shares the ends of strings, so that a method's may be missing: its function tells it.
    for title, lines in [("functions", functions), ("methods", own)]:
        print(title, len(lines), sum(len(n) + len(c) for n, c in lines.items()))
    of_modules = {n: c for n, c in functions.items() if n.startswith(("linalg_", "special_"))}
    of_torch = {n: c for n, c in functions.items() if n not in of_modules}
    write("FunctionsToL", "functionsToL", {n: c for n, c in of_torch.items() if n < "m"})
    write("FunctionsFromM", "functionsFromM", {n: c for n, c in of_torch.items() if n >= "m"})
    write("Modules", "functionsOfModules", of_modules)
    write("Methods", "methods", own)


def write(file, name, lines):
    text = "\n".join(f"    {n} {c}" if len(n + c) < 114 else wrapped(n, c) for n, c in sorted(lines.items()))
    TARGET.mkdir(exist_ok=True)
    (TARGET / f"TorchSignatures+{file}.swift").write_text(
        f"extension TorchSignatures {{\n  /// Recorded by Tests/Oracle/record_signatures.py.\n  static let {name} = \"\"\"\n{text}\n    \"\"\"\n}}\n")


def wrapped(name, code):
    """A long line goes on behind a backslash."""
    lines, current = [], "    " + name + " "
    for word in re.split(r"(?<=[,;])", code):
        if len(current) + len(word) > 116:
            lines.append(current + "\\")
            current = "      "
        current += word
    return "\n".join(lines + [current])


main()
