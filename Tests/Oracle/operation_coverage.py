"""Counts the operations of Nabla's tables that a golden notebook calls, and lists those that none does.

    python Tests/Oracle/operation_coverage.py NABLA

The names are those of `torch`, `torch.Tensor`, `torch.linalg` and `torch.special` that both Nabla and PyTorch have. The
notebooks run under CPython, and every call of PyTorch's functions is noted: a name counts when it was called, not when
it is written somewhere.
"""
import contextlib
import io
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent / "Golden"
sys.path.insert(0, str(ROOT / "torch"))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import torch

PLACES = {"torch": torch, "Tensor": torch.Tensor, "linalg": torch.linalg, "special": torch.special}

# No operations on tensors: settings, questions about the process, types, and what belongs to one machine.
OTHERS = set("""
torch.set_num_threads torch.get_num_threads torch.set_num_interop_threads torch.get_num_interop_threads torch.compile
torch.set_float32_matmul_precision torch.get_float32_matmul_precision torch.use_deterministic_algorithms
torch.are_deterministic_algorithms_enabled torch.set_default_device torch.get_default_device torch.seed
torch.is_anomaly_enabled torch.is_anomaly_check_nan_enabled torch.is_storage torch.is_distributed torch.typename
Tensor.data_ptr Tensor.share_memory_ Tensor.is_shared Tensor.pin_memory Tensor.is_pinned Tensor.cuda torch.from_file Tensor.is_distributed
""".split())


def names(binary):
    """Names that both have and that can be called, `torch.abs` and the like."""
    found = []
    for label, place in PLACES.items():
        shown = "torch" if label == "torch" else "torch." + label
        code = f"import torch\nfor n in dir({shown}):\n    if callable(getattr({shown}, n)):\n        print(n)"
        listed = subprocess.run([binary, "-c", code], capture_output=True, text=True, check=True).stdout.split()
        for name in listed:
            whole = f"{label}.{name}"
            value = getattr(place, name, None)
            if name[0] != "_" and not isinstance(value, type) and callable(value) and whole not in OTHERS:
                found.append(whole)
    return found


def is_refused(binary, name):
    """Whether Nabla leaves it out by name."""
    if name in CALLED:
        return False
    label, function = name.split(".")
    place = "torch.zeros(2)" if label == "Tensor" else "torch" if label == "torch" else "torch." + label
    found = subprocess.run([binary, "-c", f"import torch\n{place}.{function}()"], capture_output=True, text=True)
    return "is left out of Nabla" in found.stderr


CALLED = set()
OF_PYTHON = {"functional.py": "torch", "_tensor.py": "Tensor", "_lowrank.py": "torch", "_linalg_utils.py": "torch",
             "_tensor_str.py": "torch", "__init__.py": "torch", "random.py": "torch"}


# Functions that stand behind another name.
WRAPPED = {"_return_output": "unique", "_unique_impl": "unique", "_lu_no_infos": "lu", "_lu_with_infos": "lu",
           "_symeig": "symeig"}


def note(frame, event, argument):
    if event == "c_call":
        owner = getattr(argument, "__self__", None)
        name = argument.__name__
        if isinstance(owner, torch.Tensor):
            CALLED.add("Tensor." + name)
        elif isinstance(owner, type) and owner.__name__ == "_VariableFunctionsClass" or owner is torch._C._VariableFunctions:
            CALLED.add("torch." + name)
        else:
            for prefix in ["linalg", "special"]:
                if name.startswith(prefix + "_"):
                    CALLED.add(f"{prefix}.{name[len(prefix) + 1:]}")
            CALLED.add("torch." + name)
    elif event == "call":
        place = pathlib.Path(frame.f_code.co_filename)
        if "torch" in place.parts and place.name in OF_PYTHON:
            label, name = OF_PYTHON[place.name], frame.f_code.co_name
            CALLED.add(f"{label}.{WRAPPED.get(name, name)}")


def run(path):
    names = {"__name__": "__main__"}
    for cell in re.split(r"(?m)^(?=# %%)", path.read_text()):
        if not cell.strip() or "[markdown]" in cell.split("\n")[0]:
            continue
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            try:
                sys.setprofile(note)
                exec(compile(cell, "<cell>", "exec"), names)
            except Exception:
                pass
            finally:
                sys.setprofile(None)


def main():
    wanted = names(sys.argv[1])
    for path in sorted([*ROOT.glob("torch/*.nbk"), *ROOT.glob("nn/*.nbk")]):
        run(path)
    wanted = [x for x in wanted if not is_refused(sys.argv[1], x)]
    for label in PLACES:
        of_place = [x for x in wanted if x.startswith(label + ".")]
        missing = [x for x in of_place if x not in CALLED]
        print(f"{label}: {len(of_place) - len(missing)} of {len(of_place)}", *missing)


main()
