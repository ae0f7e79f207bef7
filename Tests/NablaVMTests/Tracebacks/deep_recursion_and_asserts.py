def f(n):
    if n == 0:
        raise RuntimeError
    return f(n - 1)
assert f(
    3
) == 1, "no"
