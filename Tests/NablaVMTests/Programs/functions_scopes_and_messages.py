def f(a, b=2, *args, c, d=4, **kw): return (a, b, args, c, d, kw)
print(f(1, c=3), f(1, 2, 3, 4, c=5, e=6), f(*(1, 2), **{"c": 3}))
def p(a, /, b, *, c): return a, b, c
print(p(1, 2, c=3), p(1, b=2, c=3))
def tr(fn, *a, **k):
    try: fn(*a, **k)
    except TypeError as e: print(e)
tr(f); tr(f, 1); tr(p, 1, 2, 3, c=4); tr(p, a=1, b=2, c=3); tr(p, 1, 2); tr(f, 1, a=2, c=3)
def q(x, y): pass
tr(q); tr(q, 1); tr(q, 1, 2, 3); tr(q, 1, 2, z=3); tr(q, 1, x=2)
def r(x=1): pass
tr(r, 1, 2); tr(r, y=1)
def z(): pass
tr(z, 1); tr(z, a=1)
def kk(*, a, b, c): pass
tr(kk); tr(kk, a=1)
tr(lambda x: x)
def cl():
    fs = [lambda i=i: i for i in range(3)]
    gs = [lambda: i for i in range(3)]
    return [x() for x in fs], [x() for x in gs]
print(cl())
x = 10
def sc():
    global x
    x = 11
    y = [x for x in range(3)]
    return x, y
print(sc(), x)
print([(i, j) for i in range(3) for j in range(i) if (i + j) % 2], {i: i*i for i in range(3)}, {c for c in "aab"} == {"a", "b"})
print(list(a + b for a, b in zip([1, 2], [3, 4])), sum(x for x in [1, 2]))
print([y := 5, y ** 2], (lambda *a, k=1: (a, k))(1, 2, k=3))
if (n := len("abc")) > 2: print(n)
print([last := v for v in range(3)], last)
a = b = [1]; a += [2]; print(b)
t = (1,); t += (2,); print(t)
i, (j, *k), l = 1, (2, 3, 4), 5; print(i, j, k, l)
[u, v] = "ab"; print(u, v)
u, v = v, u; print(u, v)
for a, (b, c) in [(1, (2, 3))]: print(a, b, c)
try: a, b = 1, 2, 3
except ValueError as e: print(e)
try: a, b, *c = [1]
except ValueError as e: print(e)
try: a, b = 5
except TypeError as e: print(e)
print(1 if x else 2, x and 0 or 5, None or "d", 1 < 2 > 0, 1 < 2 < 2, 3 in [1, 3] and "y")
lst = list(range(10)); lst[2:5] = [0]; del lst[0]; del lst[-2:]; print(lst, lst[::2], lst[::-1])
d = {"a": 1}; d["b"] = d.get("z", 0) + 1; d["a"] += 5; del d["b"]; print(d)
print(f"{3.14159:.2f} {42:>5} {'x'!r:>4} {1+1=} {d['a']:03d} {x:{n}d} {{}} {'a' 'b'}")
print("%d %s %.3f" % (1, "a", 2.5), "{} {0}".format if 0 else "{:>4}|{n}".format(1, n=2))
def dec(n):
    def d(fn):
        def w(*a, **k): return (n, fn(*a, **k))
        return w
    return d
@dec(1)
@dec(2)
def dd(x): return x
print(dd(5))
def gen(n):
    for i in range(n):
        got = yield i
        if got: print("got", got)
g = gen(3); print(next(g), g.send("v"), list(g), list(g))
print([*range(3), *"ab"], {**{"a": 1}, "b": 2}, (*[1], 2), {*[1, 1]})
while True:
    x += 1
    if x > 14: break
else: print("never")
for i in []: pass
else: print("empty else", i)
def rec(n): return 1 if n == 0 else n * rec(n - 1)
print(rec(30))
def docs():
    "doc here"
    x: int = 5
    y: str
    return x
print(docs.__doc__, docs(), docs.__name__)
def ann(a: int, b: "str" = 1) -> float: ...
print(ann.__annotations__, ann.__defaults__)
print(-7 // 2, -7 % 3, 7 % -3, 2 ** -1, 2 ** 200, 10 ** 20 // 3, -2 ** 2, ~5, 5 & 3, 5 | 3, 5 ^ 3, 1 << 70, 1e3, 1_000)
print(9223372036854775807 + 1, -9223372036854775808 - 1, 9223372036854775807 * 2, -9223372036854775808, 0xff, 0b11)
print(3.0 == 3, 1 == True, "a" < "b", [1, 2] < [1, 3], (1,) == (1,), None is None, float("nan") == float("nan"))
print(0.1 + 0.2, 1 / 3, 1e16, 1e-5, 5.0, -0.0, float("inf"), 3 * 1.5, 7 // 2.0, 7 % 2.5, 1.5 ** 2)
print(str(1.0), repr("it's"), [1.0, "a", None, True, (1,), {}], {"k": [1]}, set())
try: undefined_name
except NameError as e: print(e)
try: 1 + "a"
except TypeError as e: print(e)
try: "a" + 1
except TypeError as e: print(e)
try: [1][5]
except IndexError as e: print(e)
try: {}["k"]
except KeyError as e: print(e)
try: None.x
except AttributeError as e: print(e)
five = 5
try: five()
except TypeError as e: print(e)
nothing = None
try: nothing[0]
except TypeError as e: print(e)
try:
    for q in 5: pass
except TypeError as e: print(e)
try: len(5)
except TypeError as e: print(e)
try: {[]: 1}
except TypeError as e: print(e)
try: int("x")
except ValueError as e: print(e)
try: f(**{1: 2})
except TypeError as e: print(e)
try: f(*5)
except TypeError as e: print(e)
def outer():
    v = 1
    class K:
        w = v
        def get(self): return v + self.w
    v = 2
    return K().get()
print(outer())
class Scope:
    a = 1
    b = [a for _ in range(2)] if False else a
    c = [i for i in range(3)]
    def m(self): return __class__.__name__
print(Scope.b, Scope.c, Scope().m())
def fin():
    for i in range(2):
        for j in range(2):
            if j: break
            yield i, j
print(list(fin()))
print(sorted({"b": 1, "a": 2}), sorted([3, 1, 2], reverse=True), list(map(lambda v: v * 2, [1, 2])), list(filter(None, [0, 1])))
del x
try: x
except NameError as e: print(e)
def delloc():
    a = 1
    del a
    try: a
    except UnboundLocalError as e: print(e)
delloc()
print(any(i > 1 for i in range(3)), all([]), min(3, 1), max([1, 5], key=lambda v: -v), abs(-3), divmod(7, 2), round(2.5), round(2.675, 2))
print(*[1, 2], sep="-", end="!\n")
