# more language
import_ok = True
def make_adder(n):
    def add(x):
        return x + n
    return add
adders = [make_adder(i) for i in range(3)]
print([a(10) for a in adders])
def counter():
    c = 0
    def inc(by=1):
        nonlocal c
        c += by
        return c
    def get(): return c
    return inc, get
inc, get = counter(); inc(); inc(5); print(get())
def g():
    with_lambda = [(lambda: k) for k in range(3)]
    return [f() for f in with_lambda]
print(g())
nested = [[(i, j) for j in range(2)] for i in range(2)]
print(nested)
print([[x for x in range(y)] for y in range(3)])
class Stack:
    items = [1, 2, 3]
    doubled = [i * 2 for i in items]
    size = len(doubled)
print(Stack.doubled, Stack.size)
def star(*, a=1, **k): return a, k
print(star(**{"a": 3, "z": 1}))
def vals():
    a, b = (yield), (yield)
    yield a + b
v = vals(); next(v); v.send(1); print(v.send(2))
def fibs():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
f = fibs(); print([next(f) for _ in range(10)])
e = enumerate("abc", 1)
for i, c in e: print(i, c, end=" ")
print()
for i, (a, b) in enumerate(zip([1, 2], "xy")): print(i, a, b)
print(list(reversed([1, 2])), sum([[1], [2]], []), "-".join(str(i) for i in range(3)))
def sideeffects():
    log = []
    def t(n, r): log.append(n); return r
    t(1, 0) or t(2, 1) and t(3, 0) or t(4, 5)
    x = {t(5, 'k'): t(6, 'v')}
    t(7, [0])[t(8, 0)] = t(9, 9)
    t("f", lambda *a, **k: 0)(t("a", 1), *t("b", [2]), k=t("c", 3))
    return log
print(sideeffects())
x = 5
def shadow(x=x):
    return x
x = 6
print(shadow())
try:
    for i in range(3):
        if i == 1: raise StopIteration("custom")
except StopIteration as s: print("SI", s.value)
def gen_err():
    yield 1
    raise StopIteration
try: list(gen_err())
except RuntimeError as r: print(r, repr(r.__cause__))
lst = [1, 2, 3, 4]
for v in lst:
    if v == 2: lst.remove(v)
print(lst)
d = {1: 1, 2: 2}
try:
    for k in d: d[k + 10] = 1
except RuntimeError as r: print(r)
print(1 if [] else 2 if {} else 3)
a = [0] * 3; i = 0
i, a[i] = 1, 9
print(i, a)
a, b = 1, 2; a, b = b, a + b; print(a, b)
def ret_multi(): return 1, *[2, 3]
print(ret_multi())
s = "héllo wörld"; print(s[1], s[-3:], len(s), s.upper(), s.split(), s[::-1])
print("a" "b" 'c', r"\n", b"ab"[0], '''multi
line''')
print({**{}, 'a': 1} | {'b': 2}, [1] + [2], (1,) * 3, "ab" * 2)
n = 0
while n < 10:
    n += 1
    if n % 2: continue
    if n > 6: break
print(n)
print((lambda x, /, y=2, *a, z, **k: (x, y, a, z, k))(1, z=3))
global_list = []
def app(x, acc=[]):
    acc.append(x); return acc
app(1); print(app(2))
class Ctx:
    def __enter__(self): return (1, 2)
    def __exit__(self, *a): return False
with Ctx() as (p, q): print(p, q)
with Ctx() as (p, q), Ctx() as r: print(r)
def trystack():
    for i in range(2):
        try:
            with Ctx() as (a, b):
                if i: return "returned"
        except Exception: pass
        finally: print("f", i)
print(trystack())
o = type("O", (), {})(); o.a = 1; o.a += 5; o.l = [1]; o.l[0] += 7; print(o.a, o.l)
print(max((len(w), w) for w in ["aa", "b", "ccc"]))
print([i for i in range(20) if i % 2 if i % 3], [*map(str, [1])])
print(f"{'nested ' + f'{1+1}'} {d[1]!s:>3} {3.14159:{'.2'}f} {x=} {x = !r:^5}")
assert (lambda: True)()
print(not None, ~True, -True, +False, True + True)
