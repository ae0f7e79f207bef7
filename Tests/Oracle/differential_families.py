"""The snippets of differential.py: each family of operations with its arguments, right and wrong."""

FLOATS = ["float", "float", "float", "double"]
NUMBERS = FLOATS + ["int", "int32", "byte"]
ALL = NUMBERS + ["bool"]
INFINITY = "float('inf')"
LAYOUTS = ["plain", "plain", "transposed", "sliced", "stepped"]


class Maker:
    """The lines of one snippet."""

    def __init__(self, rng):
        self.rng = rng
        self.lines = []
        self.names = 0
        self.leaves = []

    def name(self, prefix="x"):
        self.names += 1
        return f"{prefix}{self.names}"

    def shape(self, rank=None, low=1, high=4):
        rng = self.rng
        if rank is None:
            rank = rng.choice([0, 1, 1, 2, 2, 2, 3, 3, 4])
        shape = [rng.randint(low, high) for _ in range(rank)]
        if rank and rng.random() < 0.04:
            shape[rng.randrange(rank)] = 0
        return shape

    def tensor(self, shape=None, kinds=FLOATS, grad=False, layouts=True):
        rng = self.rng
        shape = self.shape() if shape is None else shape
        kind = rng.choice(kinds)
        name = self.name()
        how = rng.choice(LAYOUTS) if layouts else "plain"
        code = f"make({tuple(shape)}, '{kind}', {rng.randint(1, 50)})"
        if how != "plain":
            code = f"layout({code}, '{how}')"
        if shape and layouts and rng.random() < 0.06:
            axis = rng.randrange(len(shape))
            narrow = shape[:axis] + [1] + shape[axis + 1:]
            code = f"make({tuple(narrow)}, '{kind}', {rng.randint(1, 50)}).expand({tuple(shape)})"
        self.lines.append(f"{name} = {code}")
        if grad and kind in ("float", "double", "positive", "unit"):
            self.lines.append(f"{name}.requires_grad_()")
            self.leaves.append(name)
        return name, shape, kind

    def dim(self, rank, wrong=0.03):
        rng = self.rng
        if rng.random() < wrong:
            return rng.choice([rank + 1, -rank - 2])
        return rng.randint(-max(rank, 1), max(rank, 1) - 1)

    def show(self, code):
        self.lines.append(f"y = {code}")
        self.lines.append("show(y)")

    def backward(self, code="y"):
        if not self.leaves:
            return
        self.lines.append(f"if isinstance({code}, torch.Tensor) and {code}.requires_grad:")
        self.lines.append(f"    ({code} * make({code}.shape, 'double', 7)).sum().backward()")
        for leaf in self.leaves:
            self.lines.append(f"    show({leaf}.grad)")


def broadcastable(rng, shape):
    result = [1 if rng.random() < 0.25 else size for size in shape]
    result = result[rng.randint(0, len(result)):] if result and rng.random() < 0.3 else result
    if result and rng.random() < 0.04:
        result[rng.randrange(len(result))] += 1
    return result


UNARY = """abs neg sign square sgn exp exp2 expm1 sin cos tan atan sinh cosh tanh asinh sigmoid erf erfc floor ceil round
trunc frac relu isnan isinf isfinite isneginf isposinf signbit logical_not sinc i0 deg2rad rad2deg angle positive
nan_to_num""".split()
POSITIVE = "log log2 log10 log1p sqrt rsqrt reciprocal lgamma digamma acosh".split()
UNIT = "asin acos atanh logit erfinv arcsin arccos arctanh".split()


def unary(m):
    rng = m.rng
    group = rng.random()
    if group < 0.6:
        op, kinds = rng.choice(UNARY), ALL
    elif group < 0.8:
        op, kinds = rng.choice(POSITIVE), ["positive", "positive", "float", "int"]
    else:
        op, kinds = rng.choice(UNIT), ["unit", "unit", "float", "int"]
    if op == "angle":
        kinds = FLOATS
    x, _, kind = m.tensor(kinds=kinds, grad=rng.random() < 0.4)
    m.show(f"torch.{op}({x})" if rng.random() < 0.6 else f"{x}.{op}()")
    m.backward()


def special(m):
    rng = m.rng
    op = rng.choice("""expit gammaln psi ndtr ndtri log_ndtr erfcx entr i0e i1 i1e bessel_j0 bessel_j1 bessel_y0 bessel_y1
    modified_bessel_k0 modified_bessel_k1 scaled_modified_bessel_k0 spherical_bessel_j0 exp2 expm1 sinc""".split())
    x, _, _ = m.tensor(kinds=["unit", "positive", "float", "double"], grad=rng.random() < 0.3)
    if op.startswith(("bessel", "modified", "scaled", "spherical")):
        m.lines = [line for line in m.lines if "requires_grad_" not in line]
        m.leaves = []
    m.show(f"torch.special.{op}({x})")
    m.backward()


BINARY = """add sub mul div maximum minimum atan2 hypot fmod remainder floor_divide true_divide eq ne lt le gt ge
logical_and logical_or logical_xor fmax fmin copysign pow logaddexp logaddexp2 xlogy float_power nextafter""".split()
INTEGER = "bitwise_and bitwise_or bitwise_xor gcd lcm bitwise_left_shift bitwise_right_shift".split()


def binary(m):
    rng = m.rng
    if rng.random() < 0.2:
        op, kinds = rng.choice(INTEGER), ["int", "int32", "byte", "bool", "index", "float"]
    else:
        op, kinds = rng.choice(BINARY), ALL
    positive = op in ("pow", "float_power", "floor_divide", "remainder", "fmod", "xlogy")
    x, shape, _ = m.tensor(kinds=kinds, grad=rng.random() < 0.3)
    other = broadcastable(rng, shape)
    second = ["positive", "unit"] if positive and op != "xlogy" else (["positive"] if positive else kinds)
    if op.endswith("shift"):
        second = ["index"]
    y, _, _ = m.tensor(other, kinds=second, grad=rng.random() < 0.3)
    m.show(f"torch.{op}({x}, {y})" if rng.random() < 0.6 else f"{x}.{op}({y})")
    m.backward()


def operators(m):
    rng = m.rng
    x, shape, kind = m.tensor(kinds=ALL, grad=rng.random() < 0.3)
    op = rng.choice("+ - * / // % ** < <= == != & | ^".split())
    if rng.random() < 0.5:
        number = rng.choice(["2", "3", "0.5", "-1.5", "True", "2.0", "7"])
        if op in "& | ^":
            number = rng.choice(["2", "3", "True"])
        code = f"{x} {op} {number}" if rng.random() < 0.6 or op in "& | ^" else f"{number} {op} {x}"
    else:
        y, _, _ = m.tensor(broadcastable(rng, shape), kinds=["positive"] if op in ("//", "%", "**") else ALL)
        code = f"{x} {op} {y}"
    m.show(code)
    m.backward()


def ternary(m):
    rng = m.rng
    op = rng.choice(["where", "lerp", "addcmul", "addcdiv", "clamp", "clamp2", "masked_fill", "wherenum", "isclose"])
    x, shape, kind = m.tensor(kinds=FLOATS if op in ("lerp", "addcdiv") else NUMBERS, grad=rng.random() < 0.3)
    if op == "where":
        c, _, _ = m.tensor(broadcastable(rng, shape), kinds=["bool"])
        y, _, _ = m.tensor(broadcastable(rng, shape), kinds=ALL, grad=rng.random() < 0.3)
        m.show(f"torch.where({c}, {x}, {y})")
    elif op == "wherenum":
        m.show(f"torch.where({x} > 0, {x}, {rng.choice(['0', '0.5', '-1'])})")
    elif op == "lerp":
        y, _, _ = m.tensor(shape, kinds=[kind], grad=rng.random() < 0.3)
        if rng.random() < 0.5:
            m.show(f"torch.lerp({x}, {y}, {rng.choice(['0.25', '0.75', '2'])})")
        else:
            w, _, _ = m.tensor(broadcastable(rng, shape), kinds=[kind])
            m.show(f"{x}.lerp({y}, {w})")
    elif op in ("addcmul", "addcdiv"):
        y, _, _ = m.tensor(broadcastable(rng, shape), kinds=[kind])
        z, _, _ = m.tensor(broadcastable(rng, shape), kinds=["positive"] if kind == "float" else [kind])
        value = "" if rng.random() < 0.4 else f", value={rng.choice(['2', '0.5'] if kind in FLOATS else ['2'])}"
        m.show(f"torch.{op}({x}, {y}, {z}{value})")
    elif op == "clamp":
        low = rng.choice(["-1", "0", "-0.5", "None"])
        high = rng.choice(["1", "2", "0.75", "None"])
        m.show(f"{x}.clamp({low}, {high})")
    elif op == "clamp2":
        y, _, _ = m.tensor(broadcastable(rng, shape), kinds=[kind], grad=rng.random() < 0.3)
        m.show(f"torch.clamp({x}, {rng.choice(['min', 'max'])}={y})")
    elif op == "isclose":
        m.show(f"torch.isclose({x}, {x} + {rng.choice(['1e-9', '1e-3', '1'])})")
    else:
        c, _, _ = m.tensor(broadcastable(rng, shape), kinds=["bool"])
        m.show(f"{x}.masked_fill({c}, {rng.choice(['7', '-0.5', INFINITY] if kind in FLOATS else ['7'])})")
    m.backward()


REDUCE = """sum mean prod amax amin std var any all logsumexp norm nansum nanmean count_nonzero max min argmax argmin median
cumsum cumprod logcumsumexp cummax cummin mode nanmedian sort argsort msort quantile aminmax var_mean std_mean""".split()


def reduction(m):
    rng = m.rng
    op = rng.choice(REDUCE)
    kinds = ALL if op in ("sum prod any all count_nonzero argmax argmin max min cumsum cumprod cummax cummin sort mode".split()
                          ) else FLOATS
    if rng.random() < 0.05:
        kinds = ALL
    x, shape, kind = m.tensor(kinds=kinds, grad=rng.random() < 0.35)
    rank = len(shape)
    dim = m.dim(rank)
    keep = ", keepdim=True" if rng.random() < 0.3 else ""
    dims = f"({', '.join(str(d) for d in sorted({rng.randrange(rank) for _ in range(2)}))},)" if rank else "0"
    if op in ("cumsum", "cumprod", "logcumsumexp", "cummax", "cummin"):
        code = f"torch.{op}({x}, {dim})"
    elif op in ("sort", "argsort"):
        code = f"torch.{op}({x}, dim={dim}, descending={rng.random() < 0.5}, stable=True)"
        if op == "argsort":
            code = f"torch.gather({x}, {dim}, {code})" if rank else code
    elif op == "msort":
        code = f"torch.msort({x})"
    elif op == "quantile":
        mode = rng.choice(["", ", interpolation='nearest'", ", interpolation='lower'", ", interpolation='midpoint'"])
        q = rng.choice(["0.3", "torch.tensor([0.25, 0.5], dtype=" + x + ".dtype)"])
        code = f"torch.quantile({x}, {q}, dim={rng.choice([dim, None])}{keep}{mode})"
    elif op in ("mode",):
        code = f"torch.mode({x}, {dim}{keep})"
    elif op in ("prod", "argmax", "argmin", "max", "min", "median", "nanmedian"):
        code = f"{x}.{op}({dim}{keep})" if rng.random() < 0.6 else f"{x}.{op}()"
    elif op == "norm":
        p = rng.choice(["2", "1", "float('inf')", "3", "0.5", "0", "-float('inf')"])
        code = f"torch.norm({x}, p={p}, dim={rng.choice([dim, dims])}{keep})"
    elif op in ("std", "var", "std_mean", "var_mean"):
        extra = rng.choice(["", ", correction=0", ", unbiased=False"])
        code = f"torch.{op}({x}, dim={rng.choice([dim, dims])}{keep}{extra})"
    elif op == "logsumexp":
        code = f"torch.logsumexp({x}, {rng.choice([dim, dims])}{keep})"
    elif op == "count_nonzero":
        code = f"torch.count_nonzero({x}, dim={dim})"
    elif op == "aminmax":
        code = f"torch.aminmax({x}, dim={dim}{keep})"
    elif op in ("amax", "amin", "any", "all"):
        code = rng.choice([f"{x}.{op}()", f"torch.{op}({x}, dim={rng.choice([dim, dims])}{keep})"])
    else:
        dtype = ", dtype=torch.float64" if rng.random() < 0.15 else ""
        code = rng.choice([f"{x}.{op}()", f"torch.{op}({x}, dim={rng.choice([dim, dims])}{keep}{dtype})"])
    m.lines.append(f"y = {code}")
    m.lines.append("show(y)")
    m.lines.append("y = y[0] if isinstance(y, tuple) else y")
    m.backward()


def shaping(m):
    rng = m.rng
    x, shape, _ = m.tensor(kinds=ALL, grad=rng.random() < 0.3)
    rank = len(shape)
    a, b = m.dim(rank), m.dim(rank)
    order = list(range(rank))
    rng.shuffle(order)
    size = 1
    for s in shape:
        size *= s
    choices = [
        f"{x}.reshape(-1)", f"{x}.unsqueeze({rng.randint(-rank - 1, rank)})", f"{x}.squeeze()", f"{x}.squeeze({a})",
        f"{x}.transpose({a}, {b})", f"{x}.swapaxes({a}, {b})", f"{x}.permute({tuple(order)})", f"{x}.flatten()",
        f"{x}.flatten({a}, {b})", f"torch.movedim({x}, {a}, {b})", f"{x}.flip({a})", f"{x}.roll({rng.randint(-3, 3)}, {a})",
        f"{x}.roll({rng.randint(-3, 3)})", f"torch.atleast_{rng.randint(1, 3)}d({x})", f"{x}.ravel()",
        f"{x}.repeat({tuple(rng.randint(1, 2) for _ in range(rank + rng.randint(0, 1)))})",
        f"torch.tile({x}, {tuple(rng.randint(1, 2) for _ in range(rng.randint(1, rank + 1)))})",
        f"{x}.repeat_interleave({rng.randint(1, 3)}, dim={a})", f"{x}.repeat_interleave(2)",
        f"{x}.unfold({a}, {rng.randint(1, 2)}, {rng.randint(1, 2)})", f"{x}.narrow({a}, 0, 1)", f"{x}.select({a}, 0)",
        f"torch.broadcast_to({x}, {tuple([2] + shape)})", f"{x}.expand({tuple([2] + shape)})", f"{x}.view({size or 0})",
        f"{x}.chunk({rng.randint(1, 3)}, {a})", f"{x}.split({rng.randint(1, 3)}, {a})", f"{x}.unbind({a})",
        f"torch.tensor_split({x}, {rng.choice(['2', '3', '(1, 2)', '[1]'])}, dim={a})", f"torch.rot90({x}, {rng.randint(-1, 3)}, (0, 1))",
        f"{x}.tril({rng.randint(-2, 2)})", f"{x}.triu({rng.randint(-2, 2)})", f"torch.diag({x}, {rng.randint(-1, 1)})",
        f"{x}.diagonal({rng.randint(-1, 1)}, {a}, {b})", f"torch.diag_embed({x}, {rng.randint(-1, 1)})", f"torch.diagflat({x})",
        f"torch.fliplr({x})", f"torch.flipud({x})", f"{x}.T" if rank == 2 else f"{x}.mT", f"{x}.t()",
        f"torch.diff({x}, dim={a})", f"torch.hsplit({x}, 2)", f"torch.vsplit({x}, 1)",
        f"{x}.unflatten({a}, (-1, {rng.randint(1, 2)}))", f"torch.swapdims({x}, {a}, {b})", f"torch.squeeze_copy({x})",
        f"{x}.as_strided(({rng.randint(1, 2)},), (1,))", f"torch.trapezoid({x}, dim={a})", f"torch.cumulative_trapezoid({x}, dim={a})",
    ]
    m.show(rng.choice(choices))
    m.backward()


def joining(m):
    rng = m.rng
    op = rng.choice("""cat stack hstack vstack dstack column_stack block_diag cartesian_prod combinations meshgrid outer kron
    broadcast_tensors vander row_stack atleast""".split())
    if op in ("cartesian_prod", "outer", "meshgrid", "combinations", "vander"):
        # PyTorch's vander writes in place into what its gradient needs.
        x, _, _ = m.tensor(m.shape(1), kinds=NUMBERS, grad=rng.random() < 0.3 and op != "vander")
        y, _, _ = m.tensor(m.shape(1), kinds=NUMBERS)
        code = {
            "cartesian_prod": f"torch.cartesian_prod({x}, {y})", "outer": f"torch.outer({x}, {y})",
            "meshgrid": f"torch.meshgrid({x}, {y}, indexing='{rng.choice(['ij', 'xy'])}')",
            "combinations": f"torch.combinations({x}, r={rng.randint(0, 3)}, with_replacement={rng.random() < 0.5})",
            "vander": f"torch.vander({x}, {rng.choice(['None', '2', '4'])}, {rng.random() < 0.5})",
        }[op]
    else:
        rank = rng.choice([1, 2, 2, 3, 0]) if op != "block_diag" else rng.choice([0, 1, 2])
        shape = m.shape(rank)
        # PyTorch's kron refuses some layouts.
        x, _, _ = m.tensor(shape, kinds=ALL, grad=rng.random() < 0.3, layouts=op != "kron")
        other = list(shape)
        if other and rng.random() < 0.3:
            other[rng.randrange(len(other))] += 1
        y, _, _ = m.tensor(other, kinds=ALL, layouts=op != "kron")
        if op in ("cat", "stack"):
            code = f"torch.{op}([{x}, {y}], dim={m.dim(rank)})"
        elif op in ("block_diag", "broadcast_tensors"):
            code = f"torch.{op}({x}, {y})"
        elif op == "atleast":
            code = f"torch.atleast_2d({x}, {y})"
        elif op == "kron":
            code = f"torch.kron({x}, {y})"
        else:
            code = f"torch.{op}(({x}, {y}))"
    m.show(code)
    m.backward()


def indexing(m):
    rng = m.rng
    x, shape, kind = m.tensor(m.shape(rng.choice([1, 2, 2, 3])), kinds=ALL, grad=rng.random() < 0.3)
    parts = []
    for size in shape:
        roll = rng.random()
        if roll < 0.3:
            parts.append(rng.choice([":", "1:", ":-1", "::2", "-2:"]))
        elif roll < 0.5:
            parts.append(str(rng.randint(-max(size, 1), max(size, 1) - 1)))
        elif roll < 0.65:
            parts.append("torch.tensor([" + ", ".join(str(rng.randint(0, max(size - 1, 0))) for _ in range(2)) + "])")
        elif roll < 0.75:
            parts.append("[" + ", ".join(str(rng.randint(0, max(size - 1, 0))) for _ in range(2)) + "]")
        elif roll < 0.82:
            parts.append("None")
        elif roll < 0.9:
            parts.append("...")
            break
        else:
            break
    key = ", ".join(parts) or "0"
    if rng.random() < 0.15:
        key = f"{x} > 0"
    if rng.random() < 0.45:
        value = rng.choice(["7", "0", "1.5", "True", f"torch.tensor(3.0)", f"{x}[{key}] * 2"])
        op = rng.choice(["=", "=", "+=", "*="])
        m.lines.append(f"z = {x}.clone()")
        m.lines.append(f"z[{key}] {op} {value}")
        m.show("z")
    else:
        m.show(f"{x}[{key}]")
    m.backward()


def gathering(m):
    rng = m.rng
    rank = rng.choice([1, 2, 2, 3])
    shape = m.shape(rank, low=3, high=4)
    x, _, kind = m.tensor(shape, kinds=NUMBERS, grad=rng.random() < 0.35)
    dim = m.dim(rank)
    vector, vshape, _ = m.tensor([rng.randint(1, 4)], kinds=["index"])
    # PyTorch has no gradient of a source that is larger than the index.
    sizes = [3 if rng.random() < 0.9 else 2 for _ in range(rank)]
    whole = rng.random() < 0.3
    index, _, _ = m.tensor(sizes if whole else [rng.randint(1, 3) for _ in range(rank)], kinds=["index"])
    source, _, _ = m.tensor(sizes, kinds=[kind], grad=whole)
    slices = list(shape)
    if -rank <= dim < rank:
        slices[dim] = vshape[0]
    part, _, _ = m.tensor(slices, kinds=[kind], grad=rng.random() < 0.3)
    mask, _, _ = m.tensor(broadcastable(rng, shape), kinds=["bool"])
    reduce = rng.choice(["sum", "prod", "mean", "amax", "amin"])
    include = rng.random() < 0.5
    m.show(rng.choice([
        f"torch.gather({x}, {dim}, {index})", f"{x}.scatter({dim}, {index}, {source})", f"{x}.scatter({dim}, {index}, 5)",
        f"{x}.scatter_add({dim}, {index}, {source})",
        f"{x}.scatter_reduce({dim}, {index}, {source}, '{reduce}', include_self={include})",
        f"torch.index_select({x}, {dim}, {vector})", f"{x}.index_fill({dim}, {vector}, 9)",
        f"{x}.index_add({dim}, {vector}, {part})", f"{x}.masked_select({mask})", f"torch.take({x}, {index})",
        f"torch.take_along_dim({x}, {index}, {dim})", f"{x}.masked_scatter({mask}, {x} * 2)",
        f"{x}.put({index}, {index} * {x}.flatten()[0])", f"torch.nonzero({x})", f"torch.argwhere({x} > 1)",
        f"{x}.index_reduce({dim}, {vector}, {part}, '{rng.choice(['prod', 'mean', 'amax', 'amin'])}', include_self={include})",
    ]))
    m.backward()


def products(m):
    rng = m.rng
    n, k, p, batch = (rng.randint(1, 4) for _ in range(4))
    if rng.random() < 0.05:
        k = 0
    kinds = FLOATS if rng.random() < 0.85 else ["int"]
    kind = [rng.choice(kinds)]
    g = rng.random() < 0.35
    off = 1 if rng.random() < 0.06 else 0
    op = rng.choice("mm mv dot bmm matmul matmul addmm baddbmm addmv addr outer inner tensordot einsum cdist cross vdot addbmm "
                    "linear trace".split())
    if op == "mm":
        x, y = m.tensor([n, k], kind, g)[0], m.tensor([k + off, p], kind)[0]
        code = f"torch.mm({x}, {y})"
    elif op == "mv":
        x, y = m.tensor([n, k], kind, g)[0], m.tensor([k + off], kind)[0]
        code = f"torch.mv({x}, {y})"
    elif op in ("dot", "vdot"):
        x, y = m.tensor([k], kind, g)[0], m.tensor([k + off], kind)[0]
        code = f"torch.{op}({x}, {y})"
    elif op == "bmm":
        x, y = m.tensor([batch, n, k], kind, g)[0], m.tensor([batch, k + off, p], kind)[0]
        code = f"torch.bmm({x}, {y})"
    elif op == "matmul":
        left = rng.choice([[k], [n, k], [batch, n, k], [1, n, k], [2, 1, n, k]])
        right = rng.choice([[k + off], [k, p], [batch, k, p], [1, k + off, p]])
        x, y = m.tensor(left, kind, g)[0], m.tensor(right, kind, rng.random() < 0.3)[0]
        code = f"{x} @ {y}"
    elif op == "addmm":
        c, x, y = m.tensor(rng.choice([[n, p], [p], [1]]), kind)[0], m.tensor([n, k], kind, g)[0], m.tensor([k + off, p], kind)[0]
        code = f"torch.addmm({c}, {x}, {y}, beta={rng.choice([1, 2, 0])}, alpha={rng.choice([1, 3])})"
    elif op in ("baddbmm", "addbmm"):
        shape = [batch, n, p] if op == "baddbmm" else [n, p]
        c, x, y = m.tensor(shape, kind)[0], m.tensor([batch, n, k], kind, g)[0], m.tensor([batch, k + off, p], kind)[0]
        code = f"torch.{op}({c}, {x}, {y}, beta={rng.choice([1, 2])})"
    elif op == "addmv":
        c, x, y = m.tensor([n], kind)[0], m.tensor([n, k], kind, g)[0], m.tensor([k + off], kind)[0]
        code = f"torch.addmv({c}, {x}, {y})"
    elif op == "addr":
        c, x, y = m.tensor([n, p], kind)[0], m.tensor([n], kind, g)[0], m.tensor([p + off], kind)[0]
        code = f"torch.addr({c}, {x}, {y}, alpha=2)"
    elif op == "outer":
        x, y = m.tensor([n], kind, g)[0], m.tensor([p], kind)[0]
        code = f"torch.outer({x}, {y})"
    elif op == "inner":
        x, y = m.tensor([n, k], kind, g)[0], m.tensor([p, k + off], kind)[0]
        code = f"torch.inner({x}, {y})"
    elif op == "tensordot":
        x, y = m.tensor([n, batch, k], kind, g)[0], m.tensor([batch, k + off, p], kind)[0]
        code = f"torch.tensordot({x}, {y}, dims={rng.choice(['2', '([1, 2], [0, 1])', '0'])})"
    elif op == "einsum":
        x, y = m.tensor([batch, n, k], kind, g)[0], m.tensor([batch, k + off, p], kind)[0]
        code = f"torch.einsum('{rng.choice(['bik,bkj->bij', 'bik,bkj->ij', 'bik,bkj->b', 'bik,bkj', '...ik,...kj->...ij'])}', {x}, {y})"
    elif op == "cdist":
        x, y = m.tensor([n, k], ["float"], g)[0], m.tensor([p, k + off], ["float"])[0]
        code = f"torch.cdist({x}, {y}, p={rng.choice(['2.', '1.', '3.', INFINITY])})"
    elif op == "cross":
        x, y = m.tensor([n, 3 + off], kind, g)[0], m.tensor([n, 3], kind)[0]
        code = f"torch.cross({x}, {y}, dim={rng.choice([1, -1])})"
    elif op == "linear":
        x, y = m.tensor([n, k], ["float"], g)[0], m.tensor([p, k + off], ["float"])[0]
        code = f"F.linear({x}, {y})"
    else:
        x = m.tensor([n, p], kind, g)[0]
        code = f"torch.trace({x})"
    m.show(code)
    m.backward()


def linalg(m):
    rng = m.rng
    n = rng.randint(1, 4)
    batch = rng.choice([[], [], [2]])
    g = rng.random() < 0.4
    kind = [rng.choice(["float", "double"])]
    x, _, _ = m.tensor(batch + [n, n], kind, False)
    # The samples run in straight lines, which makes matrices singular: bend them.
    m.lines.append(f"{x} = {x} + 0.3 * {x}.flip(-1).square() - 0.2 * {x}.flip(-2) ** 3")
    m.lines.append(f"a = {x} + 3 * torch.eye({n}, dtype={x}.dtype)")
    m.lines.append(f"s = {x} @ {x}.mT + torch.eye({n}, dtype={x}.dtype)")
    if g:
        m.lines += ["a = a.detach().requires_grad_()", "s = s.detach().requires_grad_()"]
        m.leaves = [rng.choice(["a", "s"])]
    v = m.leaves[0] if m.leaves else rng.choice(["a", "s"])
    b, _, _ = m.tensor(batch + [n, rng.randint(1, 3)], kind)
    w, _, _ = m.tensor(batch + [n, rng.randint(1, 5)], kind)
    m.lines.append(f"{w} = {w} + 0.3 * {w}.flip(-1).square() - 0.2 * {w}.flip(-2) ** 3")
    order = rng.choice(["'fro'", "'nuc'", "1", "-1", "2", "-2", "float('inf')", "-float('inf')", "None", "3"])
    m.show(rng.choice([
        f"torch.linalg.inv({v})", f"torch.linalg.det({v})", f"torch.det({w})", f"torch.linalg.slogdet({v})",
        f"torch.linalg.solve({v}, {b})", "torch.linalg.cholesky(s)", f"torch.linalg.eigvalsh(s)", f"torch.linalg.svdvals({w})",
        f"torch.linalg.matrix_rank({w})", f"torch.linalg.pinv({w})", f"torch.linalg.matrix_power({v}, {rng.randint(-2, 4)})",
        f"torch.linalg.cond({v}.detach(), {order})", f"torch.linalg.norm({v}, {order})", f"torch.linalg.matrix_norm({w}, {order if order != 'None' else 2})",
        f"torch.linalg.vector_norm({w}, {rng.choice(['2', '1', '0', '3', INFINITY])}, dim={rng.choice(['None', '-1', '(-2, -1)'])})",
        f"torch.linalg.lstsq({w}, {b}).solution", f"torch.linalg.lu({v})", f"torch.linalg.lu_factor({v})", f"torch.logdet(s)",
        f"torch.linalg.qr({w}).R.abs()", f"torch.linalg.solve_triangular({v}, {b}, upper={rng.random() < 0.5})",
        f"torch.linalg.matrix_exp({v})", f"torch.linalg.multi_dot([{v}, {v}])" if not batch else f"torch.linalg.vecdot({w}, {w})",
        "torch.cholesky_solve(" + b + ", torch.linalg.cholesky(s))", "torch.linalg.eigh(s).eigenvectors.abs()",
        f"torch.linalg.svd({w}, full_matrices=False).S", "torch.cholesky_inverse(torch.linalg.cholesky(s))",
        f"torch.linalg.inv({w})", f"torch.linalg.cholesky(-s)", f"torch.linalg.vander({w})",
    ]))
    m.lines.append("y = y[0] if isinstance(y, tuple) else y")
    m.backward()


def creating(m):
    rng = m.rng
    dtype = rng.choice(["", "", ", dtype=torch.float64", ", dtype=torch.int64", ", dtype=torch.int32", ", dtype=torch.bool", ", dtype=torch.uint8"])
    shape = tuple(m.shape())
    m.show(rng.choice([
        f"torch.zeros({shape}{dtype})", f"torch.ones({shape}{dtype})", f"torch.full({shape}, {rng.choice(['2', '1.5', 'True'])}{dtype})",
        f"torch.arange({rng.randint(-3, 3)}, {rng.randint(4, 9)}, {rng.choice(['1', '2', '0.5', '1.5'])}{dtype.replace('bool', 'int64').replace('uint8', 'int64')})",
        f"torch.linspace({rng.randint(-3, 3)}, {rng.randint(4, 9)}, {rng.randint(0, 7)}{dtype.replace('bool', 'float32').replace('uint8', 'int64')})",
        f"torch.logspace(0, 2, {rng.randint(1, 5)}{dtype.replace('bool', 'float32').replace('uint8', 'int64')})", f"torch.eye({rng.randint(0, 3)}, {rng.randint(1, 3)}{dtype})",
        f"torch.tensor({rng.choice(['[1, 2]', '[[1.5, 2], [3, 4]]', '[True, False]', '3', '[[]]', '[1, 2.5, True]', '[[1, 2], [3]]'])}{dtype})",
        f"torch.tril_indices({rng.randint(1, 4)}, {rng.randint(1, 4)}, {rng.randint(-1, 1)})",
        f"torch.triu_indices({rng.randint(1, 4)}, {rng.randint(1, 4)}, {rng.randint(-1, 1)})",
        f"torch.{rng.choice(['hann', 'hamming', 'blackman', 'bartlett', 'kaiser'])}_window({rng.randint(0, 6)}, {rng.random() < 0.5})",
        f"torch.zeros_like(torch.ones({shape}){dtype})", f"torch.full_like(torch.ones({shape}), 3{dtype})",
        f"torch.ones({shape}).new_full((2,), 4{dtype})", f"torch.as_tensor([1, 2]{dtype})", f"torch.ones({shape}).new_zeros(2, 3{dtype})",
        f"torch.range(1, 4{dtype.replace('bool', 'int64').replace('uint8', 'int64')})", f"torch.LongTensor([1, 2])", f"torch.FloatTensor([[1, 2]])", f"torch.scalar_tensor(3{dtype})",
    ]))


def counting(m):
    rng = m.rng
    x, shape, kind = m.tensor(m.shape(rng.choice([1, 1, 2])), kinds=["int", "index", "float", "bool"])
    b = "torch.tensor([-2.0, -0.5, 0.0, 1.0])"
    m.show(rng.choice([
        f"torch.unique({x}, return_inverse=True, return_counts=True)", f"torch.unique({x})", f"torch.unique_consecutive({x}, return_counts=True)",
        f"torch.bincount({x})", f"torch.bincount({x}.abs(), minlength=6)", f"torch.bucketize({x}, {b}, right={rng.random() < 0.5})",
        f"torch.searchsorted({b}, {x}.float())", f"torch.histc({x}.float(), bins=4, min=-2, max=2)",
        f"torch.histogram({x}.float(), bins=3)", f"torch.topk({x}.float(), 1, dim=-1)", f"torch.kthvalue({x}.float(), 1).values",
        f"torch.isin({x}, torch.tensor([0, 1]))", f"torch.unique({x}, dim=0)", f"torch.cov({x}.float())", f"torch.corrcoef({x}.float())",
        f"torch.gradient({x}.float())", f"torch.nonzero({x}, as_tuple=True)", f"torch.allclose({x}, {x})", f"torch.equal({x}, {x} + 1)",
    ]))


def inplace(m):
    rng = m.rng
    x, shape, kind = m.tensor(kinds=NUMBERS)
    m.lines.append(f"{x} = {x}.clone()")
    y, _, _ = m.tensor(broadcastable(rng, shape), kinds=NUMBERS)
    m.lines.append(rng.choice([
        f"{x}.add_({y})", f"{x}.mul_({y})", f"{x}.sub_({y}, alpha=2)", f"{x}.div_(2)", f"{x}.clamp_(-1, 1)", f"{x}.abs_()", f"{x}.neg_()",
        f"{x}.exp_()", f"{x}.sqrt_()", f"{x}.fill_(3)", f"{x}.zero_()", f"{x}.copy_({y})", f"{x}.masked_fill_({x} > 0, 2)",
        f"{x}.pow_(2)", f"{x}.floor_()", f"{x}.round_()", f"{x}.t_()", f"{x}.unsqueeze_(0)", f"{x}.squeeze_()", f"{x}.transpose_(0, -1)",
        f"{x} += {y}", f"{x} *= 2", f"{x} -= 1.5", f"{x} //= 2", f"{x} **= 2", f"{x} %= 3", f"{x}.fill_diagonal_(9)", f"{x}.tril_()",
        f"torch.add({x}, 1, out={x})", f"torch.mul({x}, {y}, out=torch.empty(0))", f"{x}.eq_({y})", f"{x}.lt_(1)", f"{x}.logical_not_()",
        f"{x}.cumsum_(0)", f"{x}.index_fill_(0, torch.tensor([0]), 5)", f"{x}.erf_()", f"{x}.sign_()", f"{x}.relu_()", f"{x}.remainder_(2)",
        f"{x}.resize_(1)", f"{x}.swapaxes_(0, -1)", f"{x}.lerp_({x}, 0.5)", f"{x}.addcmul_({x}, {x})", f"{x}.bitwise_and_(1)",
    ]))
    m.show(x)


def chained(m):
    """A few operations after one another, and the gradient through them."""
    rng = m.rng
    x, shape, _ = m.tensor(m.shape(2), kinds=["float", "double", "positive"], grad=True)
    code = x
    for _ in range(rng.randint(2, 5)):
        code = rng.choice([
            f"({code}).tanh()", f"({code}) * 2 - 1", f"({code}).exp().log1p()", f"({code}).t()", f"({code}).relu()", f"({code}).sigmoid()",
            f"({code}).softmax(-1)", f"({code}).log_softmax(0)", f"({code}).cumsum(0)", f"({code}).flip(0)", f"({code}).square().add(1).sqrt()",
            f"({code}) - ({code}).mean()", f"({code}) / (({code}).norm() + 1)", f"({code}).clamp(-1, 1)", f"({code}).roll(1, 0)",
            f"({code}).sort(-1)[0]", f"torch.where(({code}) > 0, ({code}), ({code}) * 0.1)", f"({code}) + ({code}).sum(0, keepdim=True)",
            f"({code}) @ ({code}).t() @ ({code})", f"({code}).abs().pow(1.5)", f"({code}).reshape(-1).reshape(({code}).shape)",
        ])
        if len(code) > 250:
            break
    m.show(f"({code}).{rng.choice(['sum()', 'mean()', 'std()', 'amax()', 'logsumexp((0, 1))', 'abs().sum()', 'prod()'])}")
    if rng.random() < 0.3:
        m.lines.append(f"g, = torch.autograd.grad(y, {x}, create_graph=True)")
        m.lines.append("show(g)")
        m.lines.append(f"if g.requires_grad:")
        m.lines.append(f"    show(torch.autograd.grad(g.square().sum(), {x}, allow_unused=True)[0])")
    else:
        m.lines.append("y.backward()")
        m.lines.append(f"show({x}.grad)")


def outs(m):
    """Results written into tensors that are there: of the right size and type, or of a wrong one."""
    rng = m.rng
    x, shape, kind = m.tensor(m.shape(2), kinds=NUMBERS)
    y, _, _ = m.tensor(broadcastable(rng, shape), kinds=[kind])
    size = rng.choice(["0", str(tuple(shape)), "1, 1"])
    dtype = rng.choice(["", f", dtype={x}.dtype", ", dtype=torch.float64", ", dtype=torch.int64"])
    m.lines.append(f"z = torch.empty({size}{dtype})")
    call = rng.choice([
        f"torch.add({x}, {y}, out=z)", f"torch.mul({x}, 2, out=z)", f"torch.exp({x}, out=z)", f"torch.sum({x}, dim=0, out=z)",
        f"torch.cat([{x}, {x}], 0, out=z)", f"torch.maximum({x}, {y}, out=z)", f"torch.matmul({x}, {x}.t(), out=z)",
        f"torch.cumsum({x}, 0, out=z)", f"torch.abs({x}, out=z)", f"torch.where({x} > 0, {x}, {y}, out=z)", f"torch.eq({x}, {y}, out=z)",
        f"torch.stack([{x}, {x}], out=z)", f"torch.argmax({x}, 0, out=z)", f"torch.clamp({x}, -1, 1, out=z)", f"torch.tril({x}, out=z)",
        f"torch.index_select({x}, 0, torch.tensor([0]), out=z)", f"torch.div({x}, 2, out=z)", f"torch.zeros(2, 2, out=z)",
        f"torch.arange(3, out=z)", f"torch.full((2,), 3.0, out=z)", f"torch.linspace(0, 1, 3, out=z)", f"torch.mean({x}, 0, out=z)",
    ])
    if rng.random() < 0.15:
        call = rng.choice([f"torch.sort({x}, out=(z, torch.empty(0, dtype=torch.long)))",
                           f"torch.max({x}, 0, out=(z, torch.empty(0, dtype=torch.long)))"])
    m.show(call)
    m.show("z")


def protocol(m):
    """Tensors where Python expects numbers, sequences and truth."""
    rng = m.rng
    x, shape, kind = m.tensor(m.shape(rng.choice([0, 0, 1, 1, 2])), kinds=ALL)
    m.show(rng.choice([
        f"float({x})", f"int({x})", f"bool({x})", f"len({x})", f"[v for v in {x}]", f"{x}.tolist()", f"{x}.item()", f"1 in {x}",
        f"abs({x})", f"-{x}", f"~{x}", f"+{x}", f"f'{{{x}}}'", f"f'{{{x}:.2f}}'", f"str({x}.shape)", f"{x}.size()", f"{x}.numel()",
        f"{x}.stride()", f"list({x}.size())", f"tuple({x}.shape)", f"{x}.dim()", f"[1, 2, 3, 4, 5, 6][{x}]", f"range({x})", f"sum({x})", f"max({x})",
        f"sorted({x})", f"{x} and True", f"not {x}", f"{x}.shape[0]", f"{x}.shape == torch.Size({shape})", f"math.sqrt({x})", f"round({x}.item(), 2)",
        f"{x}.is_floating_point()", f"{x}.type()", f"{x}.element_size()", f"{x}.is_contiguous()", f"zip({x}, {x}).__class__.__name__",
        f"torch.is_tensor({x})", f"{x}.double().dtype", f"{x}.to(torch.int32)", f"{x}.to(torch.bool)", f"{x}.byte()", f"{x} == {x}", f"hash({x}) == hash({x})",
        f"divmod({x}.item(), 2)", f"{x}.long() // 2", f"reversed({x})", f"{x}.ndim", f"{x}.nelement()", f"{x}.T", f"pow({x}, 2)", f"3 - {x}",
        f"[3] + {x}.tolist()", f"{x}.data", f"{x}.is_leaf", f"{x}.requires_grad", f"{x}.grad_fn", f"{x}.device", f"{x}.layout", f"{x}.itemsize", f"{x}.nbytes",
    ]))


def wrong(m):
    """Wrong arguments: types, counts, names, values."""
    rng = m.rng
    x, shape, kind = m.tensor(m.shape(2), kinds=FLOATS)
    m.show(rng.choice([
        f"torch.sum()", f"torch.sum('a')", f"{x}.sum('a')", f"{x}.reshape('a')", f"{x}.view(3, 'a')", f"torch.cat({x}, 'a')", f"torch.cat([{x}, 1])",
        f"torch.add({x}, 'a')", f"{x} + 'a'", f"{x} @ 2", f"{x}[1.5]", f"{x}['a']", f"{x}[0, 0, 0, 0]", f"torch.zeros('a')", f"torch.zeros(-1)",
        f"torch.zeros(2, 3.5)", f"torch.tensor('a')", f"torch.tensor([1, 'a'])", f"torch.tensor([[1], [2, 3]])", f"torch.full((2,), 'a')",
        f"torch.arange('a')", f"torch.arange(3, 1)", f"torch.linspace(0, 1, -1)", f"torch.eye(-1)", f"{x}.transpose(0)", f"{x}.transpose(0, 5)",
        f"{x}.permute(0)", f"{x}.permute(0, 0)", f"{x}.squeeze('a')", f"{x}.unsqueeze(9)", f"{x}.expand(1)", f"{x}.repeat()", f"{x}.split(-1)",
        f"{x}.chunk(0)", f"{x}.to('a')", f"{x}.to(3)", f"{x}.foo", f"torch.foo", f"{x}.add()", f"{x}.add_('a')", f"{x}.mul(None)", f"torch.mm({x}, 3)",
        f"torch.max({x}, 'a')", f"{x}.clamp()", f"{x}.masked_fill({x}, 1)", f"torch.where({x}, 1, 2)", f"{x}.gather(0, {x})", f"{x}.topk(100)", f"{x}.sort(5)",
        f"torch.stack([])", f"torch.cat([])", f"torch.stack({x}, {x})", f"{x}.item()", f"{x}.backward()", f"bool({x})", f"int({x})", f"{x}.flatten(1, 0)",
        f"torch.einsum('ij', {x}, {x})", f"torch.einsum('ij,jk', {x})", f"{x}.std('a')", f"{x}.softmax(9)", f"{x}.norm('x')", f"{x}.view(-1, -1)", f"{x}.view(7, 11)",
        f"torch.sqrt(2)", f"torch.exp('a')", f"torch.relu(1)", f"{x}.sum(dim=0, foo=1)", f"torch.tensor([1], dtype='a')", f"torch.randint(5)", f"{x}.new_zeros('a')",
        f"{x}.narrow(0, 0, 99)", f"{x}.select(0, 99)", f"{x}.roll('a')", f"{x}.flip(5)", f"{x}.cumsum()", f"torch.logsumexp({x})", f"{x}.index_select(0, 1)",
        f"{x}.unfold(0, 99, 1)", f"torch.dot({x}, {x})", f"{x}.T.T.t().foo()", f"{x}.requires_grad_().int().requires_grad_()",
    ]))


def recorded(m):
    """Writing in place while gradients are recorded: through views, indices, twice."""
    rng = m.rng
    x, shape, kind = m.tensor(m.shape(2, low=2), kinds=FLOATS, grad=True)
    m.lines.append(f"z = {x} * {rng.choice(['2', '-1', '1'])}")
    names = ["z"]
    for _ in range(rng.randint(1, 4)):
        v = rng.choice(names)
        choice = rng.random()
        if choice < 0.4:
            w = m.name("v")
            m.lines.append(f"{w} = " + rng.choice([
                f"{v}[0]", f"{v}.t()", f"{v}[..., 1:]", f"{v}.reshape(-1)", f"{v}.unsqueeze(0)", f"{v}.select(-1, 0)", f"{v}.detach()",
                f"{v}.flatten()", f"{v}.narrow(0, 0, 1)", f"{v}.view_as({v})", f"{v}.diagonal()", f"{v}.exp()", f"{v}.clone()", f"{v}.chunk(2)[0]",
            ]))
            names.append(w)
        else:
            m.lines.append(rng.choice([
                f"{v}.mul_(2)", f"{v}.add_(1)", f"{v}.zero_()", f"{v}.copy_({v} * 3)", f"{v}[0] = 1", f"{v}[0] *= 2", f"{v}.clamp_(-1, 1)",
                f"{v}.exp_()", f"{v} += {x}.sum()", f"{v}.sigmoid_()", f"{v}.masked_fill_({v} > 0, 0)", f"{v}.sub_({x}.mean())", f"{v}.fill_(2)",
                f"{v}.relu_()", f"{v}[{v} > 0] = 5", f"{v}.square_()", f"{v}.neg_()", f"{v}.index_fill_(0, torch.tensor([0]), 3)", f"{v}.pow_(2)",
            ]))
    m.show("z")
    m.lines.append(f"{rng.choice(names)}.square().sum().backward()")
    m.show(f"{x}.grad")


FAMILIES = {
    "recorded": recorded,
    "outs": outs, "protocol": protocol, "wrong": wrong,
    "unary": unary, "special": special, "binary": binary, "operators": operators, "ternary": ternary, "reduction": reduction,
    "shaping": shaping, "joining": joining, "indexing": indexing, "gathering": gathering, "products": products, "linalg": linalg,
    "creating": creating, "counting": counting, "inplace": inplace, "chained": chained,
}


def snippet(rng, family=None):
    name = family or rng.choice(list(FAMILIES))
    maker = Maker(rng)
    FAMILIES[name](maker)
    return name, maker.lines
