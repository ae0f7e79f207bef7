def g():
    yield 1
    yield 1 / 0
total = sum(v for v in g())
