# classes
class Base:
    count = 0
    def __init__(self): type(self).count += 1
    @classmethod
    def make(cls): return cls()
    @staticmethod
    def st(a, b=2): return a + b
    @property
    def p(self): return self._p
    @p.setter
    def p(self, v): self._p = v * 2
    def __eq__(self, o): return isinstance(o, Base)
    def __hash__(self): return 1
    def __lt__(self, o): return True
    def __add__(self, o): return "add"
    def __radd__(self, o): return "radd"
    def __iadd__(self, o): self.i = o; return self
    def __getitem__(self, k): return ("item", k)
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k)
    def __len__(self): return 3
    def __contains__(self, x): return x == 1
    def __call__(self, *a, **k): return (a, k)
    def __iter__(self): yield from (1, 2, 3)
    def __bool__(self): return False
    def __neg__(self): return "neg"
    def __str__(self): return "STR"
    def __format__(self, s): return "FMT" + s
    def __getattr__(self, n):
        if n.startswith("z"): return n
        raise AttributeError(n)
class Sub(Base):
    def __init__(self):
        super(Sub, self).__init__()
        super().__init__()
    def __rsub__(self, o): return "rsub"
s = Sub.make()
print(Base.count, Sub.count, Sub.st(1), s.st(5, b=6))
s.p = 4; print(s.p)
print(s == Base(), s != Base(), s < 1, s + 1, 1 + s, 1 - s, s[1:2], s[..., None], len(s), 1 in s, 2 in s, s(1, x=2))
s += 5; print(s.i); s[1] = 2; del s[1]
print(list(s), bool(s), -s, str(s), f"{s:>3}", f"{s}", s.zoo, not s)
try: s.yoo
except AttributeError as e: print("AE", e)
try: s < 1 and Base.nope
except AttributeError as e: print(e)
class A:
    def f(self): return "A"
class B(A):
    def f(self): return "B" + super().f()
class C(A):
    def f(self): return "C" + super().f()
class D(B, C):
    def f(self): return "D" + super().f()
print(D().f(), [c.__name__ for c in D.__mro__])
try:
    class X(A, B): pass
except TypeError as e: print(e)
class L(list):
    def __init__(self, *a): super().__init__(a); self.tag = 1
    def total(self): return sum(self)
l = L(1, 2, 3); l.append(4); print(l, l.total(), l.tag, len(l), isinstance(l, list), type(l).__name__)
class Di(dict):
    def __missing__(self, k): return k * 2
    def __getattr__(self, k): return self[k]
d = Di(a=1); print(d["a"], d["zz"], d.a, d)
class I(int):
    def double(self): return self * 2
print(I(5).double(), I(3) + 1, type(I(3) + 1).__name__, I(7))
class S(str):
    def shout(self): return self.upper() + "!"
print(S("hi").shout(), S("a") + "b")
class T(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
print(T(1, 2), T(1,2)[0])
class Meta:
    def __init_subclass__(cls, tag=None, **kw): super().__init_subclass__(**kw); cls.tag = tag
class M1(Meta, tag="x"): pass
print(M1.tag)
class Desc:
    def __set_name__(self, o, n): self.n = n
    def __get__(self, i, o=None): return self if i is None else i.__dict__.get(self.n, "none")
    def __set__(self, i, v): i.__dict__[self.n] = v + 1
class Has:
    x = Desc()
h = Has(); print(h.x); h.x = 4; print(h.x, h.__dict__, Has.x.n)
class P:
    __slots__ = ("a",)
    def __init__(self): self.a = 1
print(P().a)
class G:
    def __class_getitem__(cls, k): return (cls.__name__, k)
print(G[int])
class Pt:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
def m(v):
    match v:
        case 0: return "zero"
        case "a" | "b": return "ab"
        case Pt(0, y=yy): return f"pt0 {yy}"
        case Pt(x, y) if x == y: return "diag"
        case Pt(): return "pt"
        case {"k": k, **rest}: return (k, rest)
        case [1, *_, last]: return last
        case int() | float() as n: return ("num", n)
        case str(s): return s
        case None: return "none"
        case _: return "other"
print([m(v) for v in (0, "a", Pt(0, 5), Pt(2, 2), Pt(1, 2), {"k": 1, "z": 2}, [1, 2, 3], 4.5, "q", None, {1})])
class Cnt:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
print(list(Cnt()), max(Cnt()), [*Cnt()], dict(zip("ab", Cnt())))
x, *y = Cnt(); print(x, y)
class Old:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
print(list(Old()), 20 in Old())
class V:
    def __init__(self, x): self.x = x
    def __mul__(self, o): return V(self.x * o) if isinstance(o, int) else NotImplemented
    __rmul__ = __mul__
    def __matmul__(self, o): return "mm"
    def __repr__(self): return f"V({self.x})"
print(V(2) * 3, 3 * V(2), V(1) @ V(2))
try: V(1) * "a"
except TypeError as e: print(e)
try: V(1) + 1
except TypeError as e: print(e)
try: V(1) < V(2)
except TypeError as e: print(e)
print(V.__name__, V.__qualname__, V.__module__, V(1).__class__, type(V))
class Out:
    class In:
        def me(self): return type(self).__qualname__
print(Out.In().me(), Out.In.me.__qualname__)
class Priv:
    def __init__(self): self.__x = 3
    def get(self): return self.__x
print(Priv().get(), Priv().__dict__)
o = Has(); o.__dict__.update(q=1); print(o.q, vars(o)); o.r = 2; print(o.__dict__); del o.q
print(hasattr(o, "q"), getattr(o, "q", "dflt"))
setattr(o, "w", 9); print(o.w); delattr(o, "w")
try: o.w
except AttributeError as e: print(e)
try: P(1)
except TypeError as e: print(e)
class NoInit: pass
try: NoInit(1)
except TypeError as e: print(e)
print(isinstance(True, int), issubclass(D, (A, int)), isinstance(1, int | str))
print(callable(s), callable(1), type(1) is int, type(None))
k = type("Dyn", (A,), {"z": 5}); print(k().z, k().f(), k)
