"""Records the public names of PyTorch and NumPy with their parameters, for the coverage page.

    python Tests/Oracle/record_names.py        (writes recorded/names.txt)

Each line: family, name, kind, parameters. A name is public when the module offers it without an underscore and it
carries documentation. Parameters are the union over all signatures of a function, read from PyTorch's type stubs, from
Python's own signatures, or from the first line of the documentation; `?` stands where none of the three has them.
"""
import ast
import importlib
import inspect
import pathlib
import re
import warnings

import numpy
import torch

warnings.simplefilter("ignore")
FAMILIES = [
    "torch", "torch.Tensor", "torch.linalg", "torch.special", "torch.fft", "torch.nn", "torch.nn.Module",
    "torch.nn.functional", "torch.nn.init", "torch.nn.utils", "torch.optim", "torch.optim.lr_scheduler",
    "torch.utils.data", "torch.autograd", "torch.autograd.functional", "torch.func", "torch.distributions",
    "torch.accelerator", "numpy", "numpy.ndarray", "numpy.linalg", "numpy.random",
]
# Documented on pages of their own, with no docstring on the object.
PAGES = {
    "Tensor", "Size", "Generator", "dtype", "device", "layout", "memory_format", "finfo", "iinfo", "FloatTensor",
    "DoubleTensor", "HalfTensor", "BFloat16Tensor", "ByteTensor", "CharTensor", "ShortTensor", "IntTensor", "LongTensor",
    "BoolTensor", "celu", "selu", "relu", "rrelu", "layer_norm", "rms_norm", "group_norm", "dropout", "embedding",
    "log_softmax", "masked_fill", "clamp_min", "clamp_max", "scalar_tensor", "detach", "fill",
}
# The compiler's own parts, which carry a docstring by accident.
MACHINERY = {
    "AggregationType", "DispatchKey", "Event", "ScriptClass", "ScriptFunction", "Tag", "compiled_with_cxx11_abi", "fork",
    "import_ir_module", "import_ir_module_from_buffer", "init_num_threads", "merge_type_from_type_comment", "parse_ir",
    "parse_schema", "parse_type_comment", "unify_type_list", "wait", "while_loop", "cond", "hash_tensor",
    "thread_safe_generator",
}
STUBS = pathlib.Path(torch.__file__).parent / "_C"


def stub_parameters(file, class_name=None):
    """Parameters by function, over all overloads of a type stub."""
    tree = ast.parse((STUBS / file).read_text())
    body = tree.body
    if class_name:
        body = next(node.body for node in body if isinstance(node, ast.ClassDef) and node.name == class_name)
    found = {}
    for node in body:
        if isinstance(node, ast.FunctionDef):
            arguments = node.args
            names = [a.arg for a in arguments.posonlyargs + arguments.args + arguments.kwonlyargs]
            if arguments.vararg:
                names.insert(len(arguments.posonlyargs + arguments.args), arguments.vararg.arg)
            known = found.setdefault(node.name, [])
            known += [name for name in names if name not in known and name not in ("self", "names")]
    return found


FUNCTIONS = stub_parameters("_VariableFunctions.pyi") | stub_parameters("_nn.pyi")
METHODS = stub_parameters("__init__.pyi", "TensorBase")


def from_documentation(text):
    """Of `linalg.svd(A, full_matrices=True, *, driver=None, out=None) -> (Tensor, Tensor, Tensor)`."""
    match = re.search(r"^\s*[\w.]+\((.*?)\)\s*(->.*)?$", text if isinstance(text, str) else "", re.MULTILINE)
    if not match:
        return None
    text = re.sub(r"[\[\]]", "", match[1]) if "=" not in match[1] else match[1]
    try:
        arguments = ast.parse(f"lambda {re.sub(r'->.*', '', text)}: 0", mode="eval").body.args
    except SyntaxError:
        return None
    names = [a.arg for a in arguments.posonlyargs + arguments.args]
    return names + ([arguments.vararg.arg] if arguments.vararg else []) + [a.arg for a in arguments.kwonlyargs]


def parameters(family, name, value):
    if family == "torch" and name in FUNCTIONS:
        return FUNCTIONS[name]
    if family == "torch.Tensor" and name in METHODS:
        return METHODS[name]
    try:
        signature = inspect.signature(value)
        found = [p.name for p in signature.parameters.values() if p.kind is not p.VAR_KEYWORD]
        if found != ["args"] or not family.startswith("torch"):
            return [name for name in found if name != "self"]
    except (ValueError, TypeError):
        pass
    return from_documentation(value.__doc__) or (FUNCTIONS.get(name) if family == "torch.nn.functional" else None)


def line(family, name, value):
    kind = "class" if isinstance(value, type) else "function" if callable(value) else "value"
    if kind == "value" or isinstance(value, (property, type(torch.Tensor.shape))):
        return "\t".join([family, name, "value", "?"])
    names = parameters(family, name, value)
    names = "?" if names is None else " ".join(n for n in names if not n.startswith("_")) or "-"
    return "\t".join([family, name, kind, names])


HELPERS = {
    "boolean_dispatch", "has_torch_function", "has_torch_function_unary", "has_torch_function_variadic",
    "handle_torch_function", "assert_int_or_pair", "grad", "DType", "BroadcastingList1", "BroadcastingList2",
    "BroadcastingList3", "Callable", "Optional", "Union", "Any", "TypeVar", "TYPE_CHECKING", "Literal", "overload",
    "is_tensor_like", "handle_torch_function", "cast", "deprecated", "TypeAlias", "TypeIs", "ParamSpec", "final",
    "override", "ABC", "Sequence", "Iterable", "Tensor",
}


def is_offered(family, owner, name, value):
    """Whether a module documents the name itself; what it has merely imported belongs elsewhere."""
    if inspect.ismodule(value):
        return False
    if not callable(value):
        kinds = (torch.dtype, torch.layout, torch.memory_format, float)
        return family in ("torch", "numpy") and (isinstance(value, kinds) or name == "newaxis")
    listed = getattr(owner, "__all__", None)
    if family == "torch":
        return (name in PAGES or bool(value.__doc__)) and name not in MACHINERY
    if listed:
        return name in listed and (bool(value.__doc__) or isinstance(value, type))
    return bool(value.__doc__) and (name not in HELPERS or (family, name) == ("torch.func", "grad"))


lines = []
for family in FAMILIES:
    parts = family.split(".")
    is_class = parts[-1] in ("Tensor", "Module", "ndarray")
    owner = importlib.import_module(".".join(parts[:-1]) if is_class else family)
    owner = getattr(owner, parts[-1]) if is_class else owner
    for name in sorted(n for n in dir(owner) if not n.startswith("_")):
        value = getattr(owner, name)
        if is_class or is_offered(family, owner, name, value):
            lines.append(line(family, name, value))
path = pathlib.Path(__file__).parent / "recorded" / "names.txt"
path.write_text(f"# PyTorch {torch.__version__.split('+')[0]}, NumPy {numpy.__version__}\n" + "\n".join(lines) + "\n")
print(len(lines))
