# exceptions
def f():
    try:
        return 1
    finally:
        print("cleanup")
print(f())
def g():
    for i in range(3):
        try:
            break
        finally:
            print("b", i)
    while True:
        try:
            try:
                raise KeyError("k")
            finally:
                print("inner")
        except KeyError as e:
            print("caught", e)
            break
        else:
            print("no")
    try:
        pass
    except ValueError:
        pass
    else:
        print("else")
    finally:
        print("fin")
g()
def h():
    try:
        raise ValueError("x")
    except ValueError:
        return "handler"
    finally:
        print("hf")
print(h())
def k():
    try:
        raise ValueError(1)
    finally:
        return 5
print(k())
try:
    try:
        raise ValueError("a")
    except ValueError as e:
        raise TypeError("b")
except TypeError as e:
    print(repr(e.__context__), e.__cause__, e.__suppress_context__)
try:
    try:
        1/0
    except ZeroDivisionError:
        raise
except ZeroDivisionError as e:
    print("re", e)
try:
    raise
except RuntimeError as e: print(e)
class CM:
    def __init__(self, n, swallow=False): self.n = n; self.s = swallow
    def __enter__(self): print("enter", self.n); return self
    def __exit__(self, t, v, tb): print("exit", self.n, t and t.__name__, v); return self.s
with CM(1) as a, CM(2, True) as b:
    print(a.n, b.n)
    raise ValueError("in with")
def w():
    with CM(3):
        return "ret"
print(w())
for i in range(2):
    with CM(i): continue
try:
    with CM(4): raise KeyError(4)
except KeyError as e: print("out", e)
try: e
except NameError as x: print(x)
class MyErr(Exception):
    def __init__(self, a, b): super().__init__(a); self.b = b
try: raise MyErr("m", 2)
except MyErr as e: print(e, e.b, e.args)
try: raise MyErr
except TypeError as e: print(e)
try: raise ValueError("x") from None
except ValueError as e: print(e.__cause__, e.__suppress_context__)
try: assert 1 == 2, "msg"
except AssertionError as e: print(repr(e))
try: assert 0
except AssertionError as e: print(repr(e))
def nest():
    try:
        try:
            return 1
        finally:
            print("a")
    finally:
        print("b")
print(nest())
def gen():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("closed"); raise
    finally: print("gfin")
it = gen(); next(it); it.close()
def g2():
    r = yield from g3()
    print("r", r)
    yield 9
def g3():
    x = yield 1
    print("x", x)
    try: yield 2
    except ValueError as e: print("thrown", e)
    return "res"
q = g2(); print(next(q), q.send("s"), q.throw(ValueError("v")))
try: next(q)
except StopIteration as e: print("stop", e.value)
def g4():
    return 7
    yield
try: next(g4())
except StopIteration as e: print(e.value)
def deep(n):
    try:
        if n == 0: raise ValueError("deep")
        deep(n-1)
    finally:
        pass
try: deep(3)
except ValueError as e: print(e)
def unb():
    print(zz)
    zz = 1
try: unb()
except UnboundLocalError as e: print(e)
def fr():
    def inner(): return later
    try: inner()
    except NameError as e: print(e)
    later = 1
    return inner()
print(fr())
try:
    try: raise KeyError(1)
    except (ValueError, KeyError) as e: print(type(e).__name__)
    raise IndexError
except LookupError as e: print(repr(e))
def loop_finally():
    out = []
    for i in range(4):
        try:
            if i == 1: continue
            if i == 3: break
            out.append(i)
        finally: out.append(('f', i))
    return out
print(loop_finally())
