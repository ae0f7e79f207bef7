def inner(a, b):
    return a + b

def outer(x):
    y = inner(x, "s")
    return y

class K:
    def go(self):
        return self.missing.thing

try:
    outer(1)
except TypeError as e:
    try:
        K().go()
    except AttributeError:
        outer(2)
