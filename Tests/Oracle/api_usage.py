"""Says which of the names that public tutorials use work here, and why the others do not.

    nabla run Tests/Oracle/api_usage.py [FILE]

FILE is a list of names ranked by how many programs use each: sections `## torch`, `## tensor methods` and so on, in
them `name count` separated by ` · `. Without it the list beside the repository is read, where there is one; the page
this prints is not kept in the repository.
"""
import importlib
import os
import re
import sys

import numpy
import torch

# Counted by their spelling, but of other frameworks, of programs' own variables, or gone from PyTorch.
FOREIGN = set("""
    nn.Dense nn.Conv2D nn.MaxPool2D nn.GlobalAvgPool2D nn.Activation nn.BatchNorm nn.AvgPool2D nn.max_pool nn.Conv nn.relu
    nn.avg_pool torch.utils.data.shape torch.utils.data.append torch.utils.data.device torch.utils.data.get_dataloader
    torch.utils.data.mean torch.utils.data.std torch.utils.data.train_dataloader torch.utils.data.val_dataloader
    torch.utils.model_zoo._download_url_to_file torch.onnx._export optim.lr_scheduler.__name__ np.c_ Module.step
    Module.flatten_parameters Tensor.share_memory Tensor.cuda
""".split())
# What belongs to a GPU is here to say that there is none.
SECTIONS = {
    "torch": "", "torch.nn": "", "torch.nn.functional": "", "torch.optim": "", "tensor methods": "Tensor.",
    "tensor attributes": "Tensor", "nn.Module methods": "Module.", "np": "",
}
ROOTS = {
    "torch": torch, "nn": torch.nn, "F": torch.nn.functional, "optim": torch.optim, "np": numpy, "Tensor": torch.Tensor,
    "Module": torch.nn.Module,
}
MODULES = {"torch": "torch", "nn": "torch.nn", "F": "torch.nn.functional", "optim": "torch.optim", "np": "numpy"}


def find(path):
    """The value of a dotted name; an AttributeError or ImportError says why there is none."""
    root, *parts = path.split(".")
    value = ROOTS[root]
    known = MODULES.get(root)
    for part in parts:
        known = known and f"{known}.{part}"
        try:
            value = getattr(value, part)
        except AttributeError as error:
            if not known or "is not part of Nabla" in str(error):
                raise
            value = importlib.import_module(known)
    return value


def reason(error):
    text = str(error)
    return text.split("is not part of Nabla: ")[1] if "is not part of Nabla: " in text else "not here yet"


def main():
    beside = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "shared", "API-USAGE.md")
    path = sys.argv[1] if len(sys.argv) > 1 else beside
    if not os.path.exists(path):
        print(f"SKIPPED: there is no list of names at {path}")
        return
    with open(path) as file:
        text = file.read()
    # Of a net, not of the class: a tensor of whatever a program has trained.
    net = {"weight", "bias", "values", "indices"}
    total = works = files = working_files = 0
    missing = []
    for title, body in re.findall(r"## (.+)\n\n(.+)\n", text):
        if title not in SECTIONS:
            continue
        count = good = 0
        for entry in body.split(" · "):
            name, uses = entry.rsplit(" ", 1)
            name = SECTIONS[title] + name
            if name in FOREIGN or name.split(".")[-1] in net and title == "tensor attributes":
                continue
            count += 1
            files += int(uses)
            try:
                value = find(name)
                doc = getattr(value, "__doc__", None) or ""
                if callable(value) and doc.startswith("Left out of Nabla: "):
                    raise AttributeError("is not part of Nabla: " + doc[len("Left out of Nabla: "):].rstrip("."))
                good += 1
                working_files += int(uses)
            except (AttributeError, ImportError) as error:
                missing.append((int(uses), name, reason(error)))
        total += count
        works += good
        print(f"{title}: {good} of {count} names, {100 * good / count:.1f} %")
    print(f"all: {works} of {total} names, {100 * works / total:.1f} %; "
          f"weighted by use {100 * working_files / files:.1f} %")
    for uses, name, why in sorted(missing, key=lambda row: (-row[0], row[1])):
        print(f"  {name} ({uses}): {why}")


main()
