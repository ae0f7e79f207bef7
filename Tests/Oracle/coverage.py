"""Writes docs/coverage.md: what PyTorch and NumPy document, what of it is here, what differs.

    nabla run Tests/Oracle/coverage.py > docs/coverage.md

A program of the language: it compares the names and parameters recorded from PyTorch and NumPy (recorded/names.txt, by
record_names.py) with the tables that this binary declares its functions in. A test holds the page against them.
"""
import importlib
import inspect
import os

from nabla import tables

TITLES = {
    "torch": "Functions, types and constants", "torch.Tensor": "Methods and attributes of a tensor",
    "torch.linalg": "Linear algebra", "torch.special": "Special functions", "torch.fft": "Fourier transforms",
    "torch.nn": "Layers and losses", "torch.nn.Module": "What every module can do", "torch.nn.functional": "Functions of nets",
    "torch.nn.init": "Initialisers", "torch.nn.utils": "Helpers of nets", "torch.optim": "Optimisers",
    "torch.optim.lr_scheduler": "Schedules of the learning rate", "torch.utils.data": "Datasets and loaders",
    "torch.autograd": "Gradients", "torch.autograd.functional": "Jacobians and Hessians",
    "torch.func": "Transforms of functions", "torch.distributions": "Distributions", "torch.accelerator": "Accelerators",
    "numpy": "Functions and types", "numpy.ndarray": "Methods and attributes of an array", "numpy.linalg": "Linear algebra",
    "numpy.random": "Random streams",
}
REFUSED = ("is not part of Nabla: ", "Left out of Nabla: ")


def read_names():
    """The recorded names: family -> [(name, kind, parameters or None)], and the line with the versions."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "recorded", "names.txt")
    families = {}
    with open(path) as file:
        versions = file.readline()[2:].strip()
        for line in file:
            family, name, kind, parameters = line.rstrip("\n").split("\t")
            found = None if parameters == "?" else [] if parameters == "-" else parameters.split()
            families.setdefault(family, []).append((name, kind, found))
    return versions, families


def owner_of(family):
    module, _, last = family.rpartition(".")
    if last in ("Tensor", "Module", "ndarray"):
        return getattr(importlib.import_module(module), last)
    try:
        return importlib.import_module(family)
    except ImportError as error:
        return str(error)


def refusal(text):
    """The reason that a text gives for leaving something out."""
    for mark in REFUSED:
        if mark in text:
            return text[text.index(mark) + len(mark):].rstrip(".")
    return None


def look_up(owner, name):
    """What is there under a name, and why not where there is nothing: (value, reason)."""
    if isinstance(owner, str):
        return None, refusal(owner) or ""
    try:
        value = getattr(owner, name)
    except (AttributeError, NotImplementedError) as error:
        return None, refusal(str(error)) or ""
    return value, refusal(getattr(value, "__doc__", None) or "") if callable(value) else None


def own_parameters(value):
    """The names of the parameters as this binary declares them; None where it takes anything."""
    if isinstance(value, type):
        made = value.__dict__.get("__init__") or value.__dict__.get("__new__") or value.__init__
        value = made
    try:
        parameters = list(inspect.signature(value).parameters.values())
    except (TypeError, ValueError):
        return None
    if any(p.kind == p.VAR_KEYWORD for p in parameters) or [p.name for p in parameters] in (["args"], ["cls", "args"]):
        return None
    return [p.name for p in parameters]


# PyTorch's word for a parameter, and what stands here for the same.
SAME = {"from": ["from_"], "self": ["input"], "input": ["self", "tensor", "x"], "boxed": [], "size": ["shape", "sizes"]}


def lacking(recorded, value):
    own = own_parameters(value)
    if recorded is None or own is None:
        return []
    return [name for name in recorded if name not in own and not any(same in own for same in SAME.get(name, []))]


def wrap(names, most=None):
    """Names for a cell of a table; of more than `most` the rest as a number."""
    shown = names if most is None or len(names) <= most + 2 else names[:most]
    text = ", ".join(f"`{name}`" for name in shown)
    return text if len(shown) == len(names) else f"{text} and {len(names) - len(shown)} more"


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def groups(family, names, values):
    """Names by the table that declares them, in the tables' order; the rest, and what is no function, at the end."""
    if family not in ("torch", "torch.Tensor", "torch.nn.functional"):
        return []
    left = dict.fromkeys(name for name in names if name not in values)
    found = []
    for title, operations in tables.operations().items():
        known = {entry[0] for entry in operations} | {entry[0] + "_" for entry in operations}
        here = [name for name in left if name in known]
        for name in here:
            del left[name]
        if here:
            found.append((title, here))
    left.update(dict.fromkeys(name for name in names if name in values))
    if left:
        found.append(("types, settings and the rest" if family == "torch" else "the rest", list(left)))
    return found


def section(family, entries):
    """The counts of a family and the text of its section."""
    owner = owner_of(family)
    here, refused, missing, parameters = [], {}, [], {}
    for name, kind, recorded in entries:
        value, reason = look_up(owner, name)
        if reason:
            refused.setdefault(reason, []).append(name)
        elif reason == "":
            missing.append(name)
        else:
            here.append(name)
            for parameter in lacking(recorded, value) if kind != "value" else []:
                parameters.setdefault(parameter, []).append(name)
    text = f"## {family}\n\n{TITLES[family]}: {len(here)} of {len(entries)} names are here.\n\n"
    by_group = groups(family, here, {name for name, kind, _ in entries if kind == "value"})
    if by_group:
        text += table(["here", "names"], [[title, wrap(names)] for title, names in by_group]) + "\n"
    elif here:
        text += f"Here: {wrap(here)}.\n\n"
    if parameters:
        rows = sorted(parameters.items(), key=lambda item: (-len(item[1]), item[0]))
        text += table(["parameter that is not here", "functions"], [[f"`{p}`", wrap(names, 12)] for p, names in rows]) + "\n"
    if refused:
        text += table(["left out, because", "names"], [[why, wrap(names)] for why, names in refused.items()]) + "\n"
    if missing:
        text += f"Not here: {wrap(missing)}.\n\n"
    return (len(entries), len(here), sum(map(len, refused.values())), len(missing), sum(map(len, parameters.values()))), text


def main():
    versions, families = read_names()
    declared = tables.operations()
    count = sum(map(len, declared.values()))
    rows, sections = [], []
    total = [0] * 5
    for family, entries in families.items():
        counts, text = section(family, entries)
        total = [a + b for a, b in zip(total, counts)]
        rows.append([f"[{family}](#{family.lower().replace('.', '')})", *map(str, counts), f"{100 * counts[1] // counts[0]} %"])
        sections.append(text)
    rows.append(["**all**", *map(str, total), f"{100 * total[1] // total[0]} %"])
    print("# Coverage\n")
    print(f"What {versions.replace(', ', ' and ')} document, what of it is here, and what differs. Made by")
    print("`nabla run Tests/Oracle/coverage.py > docs/coverage.md` from the tables in which the functions are declared and the")
    print("names that `Tests/Oracle/record_names.py` recorded; a test fails when this page says something else.\n")
    print(f"The tables declare {count} operations on tensors. `help(torch.NAME)` shows how each is called.\n")
    print("- *here*: the name works; a parameter that PyTorch has and Nabla lacks is listed in its family's section.")
    print("- *left out*: refused by name, with the reason, when a program asks for it.")
    print("- *not here*: unknown; asking for it is an `AttributeError`.\n")
    print(table(["family", "documented", "here", "left out", "not here", "missing parameters", "share"], rows))
    print("\n".join(sections).rstrip("\n"))


main()
