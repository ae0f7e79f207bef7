"""What every row of the tables in this folder is checked for, the same under both engines.

`check(name, function, inputs)` prints the values for float32 inputs, the types of the results for the other types of
input, what becomes of empty inputs and of inputs without dimensions, and whether

- results are the same for transposed, sliced, stepped and stretched inputs;
- gradients are central differences (in float64), and the gradients' gradients too.

Inputs are described as in Tests/Oracle/tensor_operations.py: "2x3" floats from -2.5 to 2.5, "2x3+" positive ones, "2x3u"
from 0.05 to 0.95, "2x3i5" integers from 0 to 4, "2x3b" bools, "-" no dimensions.
"""
import torch

TYPES = [torch.float64, torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8, torch.bool]
HALVES = [torch.float16, torch.bfloat16]


def parse(text):
    kind, limit = "f", 2
    sizes = text
    for mark in "+uib":
        if mark in text:
            place = text.index(mark)
            sizes, kind = text[:place], mark
            if text[place + 1:]:
                limit = int(text[place + 1:])
    shape = () if sizes == "-" else tuple(int(size) for size in sizes.split("x"))
    return shape, kind, limit


def sample(text, seed):
    shape, kind, limit = parse(text)
    count = 1
    for size in shape:
        count *= size
    raw = ((torch.arange(count) + 1) * 7919 + seed * 104729) % 2001
    if kind == "i":
        return (raw % limit).reshape(shape)
    if kind == "b":
        return (raw % 2 == 1).reshape(shape)
    raw = raw.double()
    if kind == "+":
        return (raw / 800 + 0.1).reshape(shape)
    if kind == "u":
        return (raw / 2225 + 0.05).reshape(shape)
    return ((raw - 1000) / 400).reshape(shape)


def samples(inputs, dtype):
    made = [sample(text, seed + 1) for seed, text in enumerate(inputs.split())]
    return [x.to(dtype) if x.is_floating_point() else x for x in made]


def flat(result):
    if isinstance(result, torch.Tensor):
        return [result]
    if not isinstance(result, (tuple, list)):
        return []
    return [x for x in result if isinstance(x, torch.Tensor)]


def number(value):
    if isinstance(value, float):
        return format(value + 0.0, ".4g")
    return str(value)


def text(x):
    values = x.detach().flatten().tolist()
    shown = " ".join(number(value) for value in values[:12])
    return f"{tuple(x.shape)} {str(x.dtype)[6:]}: {shown}{' ...' if len(values) > 12 else ''}"


def arranged(x, how):
    if how == "transposed":
        order = tuple(reversed(range(x.dim())))
        return x.permute(order).contiguous().permute(order)
    if how == "stepped":
        return torch.stack([x, x], -1)[..., 0]
    if how == "sliced" and x.dim() > 0:
        return torch.cat([x, x], -1)[..., :x.shape[-1]]
    if how == "stretched" and x.dim() > 0 and x.shape[0] > 0:
        return x[:1].expand(x.shape)
    return x


def same(a, b):
    if a.shape != b.shape or a.dtype != b.dtype:
        return False
    return torch.allclose(a.double(), b.double(), rtol=1e-5, atol=1e-6, equal_nan=True)


def attempt(function, inputs, show=lambda x: f"{str(x.dtype)[6:]}{list(x.shape)}"):
    try:
        result = function(*inputs)
        return " ".join(show(x) for x in flat(result)) or str(result)
    except (RuntimeError, IndexError, TypeError, ValueError) as error:
        return type(error).__name__


def cast(inputs, dtype):
    """The floats among the inputs as another type."""
    return [x.to(dtype) if x.is_floating_point() else x for x in inputs]


# Rows where PyTorch rounds halves between the steps of a calculation, not once at its end, or has no number at all
# (matrix_exp): of those only the types are compared.
ROUNDED = {
    "prod", "prod dim", "nansum dims", "addcmul", "renorm", "i0e", "special.i0e", "log_softmax", "special.log_softmax",
    "matrix_exp", "linalg.matrix_exp", "matrix_power 3", "addmm", "baddbmm", "addbmm", "index_add", "index_reduce",
    "scatter_reduce mean True", "cosine_similarity", "pairwise_distance",
}


def kind(x):
    return str(x.dtype)[6:]


def weighed(x):
    """A type, and one number that no two elements can change places in."""
    values = x.detach().double().flatten()
    return f"{str(x.dtype)[6:]} {number((values * (torch.arange(len(values)) % 7 + 1)).sum().item())}"


def weights(x):
    return (torch.arange(x.numel()) % 7 * 0.1 + 0.3).double().reshape(x.shape)


def total(function, inputs):
    result = torch.zeros((), dtype=torch.float64)
    for x in flat(function(*inputs)):
        if x.is_floating_point():
            result = result + (x * weights(x)).sum()
    return result


def central(function, x, step):
    """The slopes of a scalar function of `x`, which is changed and put back."""
    slopes = []
    places = x.data.view(-1)
    for index in range(x.numel()):
        before = places[index].item()
        places[index] = before + step
        high = function()
        places[index] = before - step
        low = function()
        places[index] = before
        slopes.append((high - low) / (2 * step))
    return torch.tensor(slopes, dtype=torch.float64).reshape(x.shape)


def close(a, b):
    return torch.allclose(a, b, rtol=2e-5, atol=2e-5)


def gradients(function, inputs, second):
    given = samples(inputs, torch.float64)
    sources = [x.contiguous().requires_grad_() for x in given if x.is_floating_point()]
    words = []
    analytic = torch.autograd.grad(total(function, given), sources, create_graph=second, allow_unused=True)
    for x, g in zip(sources, analytic):
        slopes = central(lambda: total(function, given).item(), x, 1e-6)
        found = torch.zeros_like(x) if g is None else g
        words.append("gradient" if close(found.detach(), slopes) else f"WRONG gradient {found.tolist()} for {slopes.tolist()}")
    if second:
        def slope():
            found = torch.autograd.grad(total(function, given), sources, create_graph=True, allow_unused=True)
            return sum((g * weights(g)).sum() for g in found if g is not None)
        whole = slope()
        if isinstance(whole, torch.Tensor) and whole.requires_grad:
            again = torch.autograd.grad(whole, sources, allow_unused=True)
            for x, g in zip(sources, again):
                slopes = central(lambda: slope().item(), x, 1e-5)
                found = torch.zeros_like(x) if g is None else g
                words.append("second" if close(found, slopes) else f"WRONG second {found.tolist()} for {slopes.tolist()}")
    return " ".join(words)


def check(name, function, inputs, types=True, grad=True, second=True, layouts=True, edges=True):
    given = samples(inputs, torch.float32)
    results = flat(function(*given))
    for x in results:
        print(name, text(x))
    if layouts:
        for how in ["transposed", "stepped", "sliced"]:
            again = flat(function(*[arranged(x, how) for x in given]))
            for a, b in zip(results, again):
                if not same(a, b):
                    print("  DIFFERENT when", how, text(b))
        stretched = [arranged(x, "stretched") for x in given]
        wanted = flat(function(*[x.contiguous() for x in stretched]))
        for a, b in zip(wanted, flat(function(*stretched))):
            if not same(a, b):
                print("  DIFFERENT when stretched", text(b))
    if types:
        print("  types:", "; ".join(
            attempt(function, cast(given, dtype)) for dtype in TYPES))
        print("  halves:", "; ".join(attempt(function, cast(given, dtype), kind if name in ROUNDED else weighed) for dtype in HALVES))
    if edges:
        rows = attempt(function, [x[:0] if x.dim() > 0 else x for x in given])
        columns = attempt(function, [x[..., :0] if x.dim() > 0 else x for x in given])
        scalar = attempt(function, [x.flatten()[0] for x in given])
        print("  empty:", rows, "| no columns:", columns, "| no dimensions:", scalar)
    if grad:
        print(" ", gradients(function, inputs, second))
