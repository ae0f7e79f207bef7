def f():
    raise ValueError("bad") from KeyError("k")
x = [1, 2, 3]
print(x[0])
f()
