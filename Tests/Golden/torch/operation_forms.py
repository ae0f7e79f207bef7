"""What every row of operation_rows.py is checked for: its forms, and what it says to wrong arguments.

`forms(rows)` prints for each row the values, whether method, in-place form and `out=` give the same, results in all
types, of empty inputs and of inputs without dimensions, and whether gradients are central differences.

`wrong(rows)` makes each call wrong in many ways and prints the exceptions, calls that fail alike on one line.
"""
import torch
from differing_calls import DIFFERING
from operation_checks import HALVES, ROUNDED, TYPES, arranged, attempt, cast, flat, gradients, kind, same, samples, text, weighed


# Of equal elements, which one is found depends on how PyTorch happens to divide the work.
TIED = {"kthvalue"}


def is_sample(x):
    return isinstance(x, str) and (x == "-" or x[0] in "0123456789")


def inputs_of(x):
    """The samples that a row's arguments name, in order."""
    if is_sample(x):
        return [x]
    if isinstance(x, (list, tuple)):
        return [name for item in x for name in inputs_of(item)]
    return []


def filled(x, tensors):
    """The arguments with tensors in the places of samples; `tensors` is used up from its front."""
    if is_sample(x):
        return tensors.pop(0)
    if isinstance(x, list):
        return [filled(item, tensors) for item in x]
    return x


def call(function, arguments, keywords, tensors):
    left = list(tensors)
    return function(*[filled(x, left) for x in arguments], **keywords)


def function_of(name):
    place = torch
    for part in name.split("."):
        place = getattr(place, part, None)
    return place


def equal(a, b):
    a, b = flat(a), flat(b)
    return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b))


def said(function):
    """What becomes of a call: nothing, or its exception."""
    try:
        function()
        return None
    except (RuntimeError, IndexError, TypeError, ValueError, NotImplementedError, AttributeError) as error:
        return type(error).__name__ + ": " + str(error).split("\n")[0].rstrip()


def method_call(name, suffix, arguments, keywords, tensors):
    """The row as a method of its first tensor, which is taken out of the arguments."""
    left = list(tensors)
    whole = [filled(x, left) for x in arguments]
    place = [isinstance(x, torch.Tensor) for x in whole].index(True)
    x = whole.pop(place)
    return getattr(torch.Tensor, name + suffix)(x, *whole, **keywords), x


def other_forms(name, arguments, keywords, given):
    words = []
    function = function_of(name)
    wanted = call(function, arguments, keywords, given)
    if hasattr(torch.Tensor, name) and is_sample([x for x in arguments if isinstance(x, str)][0]):
        try:
            found, _ = method_call(name, "", arguments, keywords, given)
            words.append("method same" if found is wanted or equal(found, wanted) else "method DIFFERENT")
        except (RuntimeError, TypeError) as error:
            words.append("method " + type(error).__name__)
    if hasattr(torch.Tensor, name + "_"):
        for dtype in [torch.float32, torch.int64]:
            copies = [x.clone() for x in cast(given, dtype)]
            try:
                wanted_here = call(function, arguments, keywords, cast(given, dtype))
                found, x = method_call(name, "_", arguments, keywords, copies)
                right = found is x and equal(x, wanted_here.to(x.dtype))
                words.append("in place same" if right else "in place DIFFERENT")
            except (RuntimeError, TypeError, IndexError) as error:
                words.append("in place " + type(error).__name__)
    in_place = function_of(name + "_") if "." not in name else None
    if in_place is not None:
        copies = [x.clone() for x in given]
        try:
            found = call(in_place, arguments, keywords, copies)
            words.append("function in place same" if equal(found, wanted) else "function in place DIFFERENT")
        except (RuntimeError, TypeError, IndexError) as error:
            words.append("function in place " + type(error).__name__)
    results = flat(wanted)
    if results:
        for wide in [False, True]:
            outs = [torch.empty(0, dtype=torch.int64 if wide else x.dtype) for x in results]
            with_out = dict(keywords)
            with_out["out"] = outs[0] if isinstance(wanted, torch.Tensor) else tuple(outs)
            try:
                call(function, arguments, with_out, given)
                right = all(same(a.to(b.dtype), b) for a, b in zip(results, outs))
                words.append("out same" if right else "out DIFFERENT")
            except (RuntimeError, TypeError) as error:
                words.append("out " + type(error).__name__)
    return ", ".join(words)


def forms(rows, grad=True, second=True, stretched=True):
    for name, arguments, keywords in rows:
        function = function_of(name)
        names = inputs_of(arguments)

        def calculate(*tensors):
            return call(function, arguments, keywords, tensors)

        given = samples(" ".join(names), torch.float32)
        result = calculate(*given)
        results = flat(result)
        print(name, "; ".join(text(x).rstrip() for x in results) if results else result)
        for how in ["transposed", "stepped", "sliced"]:
            if not equal(results, attempt_all(calculate, [arranged(x, how) for x in given])):
                print("  different when", how)
        repeated = [arranged(x, "stretched") for x in given] if stretched else []
        if stretched and not equal(attempt_all(calculate, [x.contiguous() for x in repeated]), attempt_all(calculate, repeated)):
            print("  different when stretched")
        print("  forms:", other_forms(name, arguments, keywords, given))
        print("  types:", "; ".join(
            attempt(calculate, cast(given, dtype), kind if name in TIED or dtype in HALVES and name in ROUNDED else weighed)
            for dtype in TYPES + HALVES))
        print("  empty:", attempt(calculate, [x[:0] if x.dim() > 0 else x for x in given]),
              "| no columns:", attempt(calculate, [x[..., :0] if x.dim() > 0 else x for x in given]),
              "| no dimensions:", attempt(calculate, [x.flatten()[0] for x in given]))
        if grad and any(x.is_floating_point() and x.dtype == torch.float32 for x in results):
            print(" ", slopes(calculate, " ".join(names), second))


def slopes(function, names, second):
    try:
        return gradients(function, names, second)
    except RuntimeError as error:
        return str(error).split("\n")[0]


def attempt_all(function, inputs):
    try:
        return flat(function(*inputs))
    except RuntimeError:
        return []


def replaced(arguments, index, value):
    changed = list(arguments)
    changed[index] = value
    return changed


def wrong_calls(arguments, keywords, skip):
    """Pairs of a name and the changed arguments. The first `skip` arguments stay as they are."""
    made = [("nothing", arguments[:skip], {}), ("unknown keyword", arguments, dict(keywords, colour=1)),
            ("one more", list(arguments) + ["more"], keywords)]
    for index in range(skip, len(arguments)):
        x = arguments[index]
        where = f"argument {index + 1}"
        made.append((where + " a text", replaced(arguments, index, "text"), keywords))
        made.append((where + " None", replaced(arguments, index, None), keywords))
        if is_sample(x):
            made.append((where + " a list", replaced(arguments, index, [1.5, 2]), keywords))
            made.append((where + " too large", replaced(arguments, index, "5x7x2"), keywords))
            made.append((where + " of bools", replaced(arguments, index, x.rstrip("+ub").split("i")[0] + "b"), keywords))
            made.append((where + " of integers", replaced(arguments, index, x.rstrip("+ub").split("i")[0] + "i9"), keywords))
        elif isinstance(x, list):
            made.append((where + " empty", replaced(arguments, index, []), keywords))
            made.append((where + " of texts", replaced(arguments, index, ["text"]), keywords))
        elif isinstance(x, (int, float)):
            made.append((where + " -7", replaced(arguments, index, -7), keywords))
            made.append((where + " 9", replaced(arguments, index, 9), keywords))
            made.append((where + " 0.5", replaced(arguments, index, 0.5), keywords))
            made.append((where + " a tensor", replaced(arguments, index, "2x3"), keywords))
    for key in keywords:
        made.append((key + " a list", arguments, dict(keywords, **{key: [1.5]})))
    return made


def wrong_answers(rows):
    """What each wrong call says: its name, its form, its case, and the exception."""
    for name, arguments, keywords in rows:
        function = function_of(name)
        for form, skip, suffix in [("function", 0, ""), ("method", 1, ""), ("in place", 1, "_")]:
            if form != "function" and not (hasattr(torch.Tensor, name + suffix) and is_sample(arguments[0])):
                continue
            for case, changed, named in wrong_calls(arguments, keywords, skip):
                tensors = samples(" ".join(inputs_of(changed)), torch.float32)
                if form == "function":
                    words = said(lambda: call(function, changed, named, tensors))
                else:
                    words = said(lambda: method_call(name, suffix, changed, named, tensors))
                yield name, form, case, words


def wrong(rows):
    groups = {}
    for name, form, case, words in wrong_answers(rows):
        if words is None or f"{form}, {case}" in DIFFERING.get(name, ()):
            continue
        base = name.split(".")[-1]
        words = words.replace(base + "(", "NAME(").replace(base + "_(", "NAME_(").replace('"' + base + "_", '"NAME_')
        names = groups.setdefault(f"{form}, {case} | {words}", [])
        if name not in names:
            names.append(name)
    for words, names in groups.items():
        print(words)
        print("   ", " ".join(names))
