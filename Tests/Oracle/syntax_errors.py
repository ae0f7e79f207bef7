"""Records CPython's syntax errors for Tests/NablaSyntaxTests/RecordedErrors.swift.

    python3.11 Tests/Oracle/syntax_errors.py > Tests/NablaSyntaxTests/RecordedErrors.swift

A column of 0 is not compared: CPython reports errors within strings at the token behind the string, unexpected
indents within the blanks, and some at no place at all; Nabla points at the mistake itself.
"""
import sys
import warnings

LINES = r"""
x = = 1
x y
a b c
1 + * 2
(a b)
[a, b c]
{a: b c}
f(a b, c)
f(a, b=1 c)
print 1
print "hello", x
exec "code"
print(a b)
x print y
if x = 3: pass
while x.y = 3: pass
if f() = 3: pass
(x = 1)
[x = 1]
f() = 1
1 = x
a + 1 = 2
None = 1
a, None = 1
(a, f()) = 1
a, f() = 1
x = f() = 1
x = 1 = 2
[a, 1] = b
{a: 1} = b
"a" = b
f"{a}" = b
a if b else c = d
lambda: 1 = 2
a < b = c
a and b = c
... = 1
*a, *b = c
*a = b
*a
f() += 1
(a, b) += 1
1 += 2
yield x
x = yield = 1
(a, b): int
[a]: int
a, b: int
f(): int
x := 1
(f() := 1)
(a.b := 1)
del f()
del 1
del (a, b + c)
del *a
for f() in x: pass
for 1 in x: pass
for x, 1 in y: pass
for x y in z: pass
for x in y
for x of y: pass
[x for 1 in y]
[x for x y in z]
[x for x in]
[*a for a in b]
[a, b for a in b]
[a, for a in b]
{a, b for a in b}
{**a for a in b}
(*a)
(**a)
{a: *b}
{a: }
{a: b, c: }
{a: b, c}
{**a, b}
f(**a, *b)
f(a=1, b)
f(**a, b)
f(a, b for b in c)
f(a for a in b, c)
f(a for a in b, )
f(a=b for b in c)
f(a.b=1)
f(True=1)
f(1=2)
f(a+b=2)
f((a)=2)
f(a=1, a=2)
f(
f(a
f(a, [b
x = {
)
x]
(]
[)
{)
(a, b]
a = (1, 2
lambda x y: 1
lambda (x, y): 1
def f(a=1, b): pass
def f(a, a): pass
def f((a, b)): pass
def f(/, a): pass
def f(a, /, b, /): pass
def f(*, a, /): pass
def f(a, /*): pass
def f(a=): pass
def f(*): pass
def f(*, **k): pass
def f(*a=1): pass
def f(**a=1): pass
def f(**a, b): pass
def f(**a, *b): pass
def f(*a, *b): pass
def f(a: pass
def f: pass
def f() pass
def f()
def 1(): pass
class A
class A()
class A: x = 1 y
class 1: pass
if x
if x pass
elif x: pass
else: pass
while x
while
with a
with a as f(): pass
with (a, b)
with a as b c: pass
try
try: pass
try x
match x
assert
assert x = 1
import
import a.
import a as b.c
from a import
from a import b,
from a import (b, c
from a import *, b
from import a
from __future__ import braces
import a b
return
return 1
break
continue
pass pass
raise a from
global
global x y
nonlocal 1
not
a not b
a is
a if b
a if b else
(a if b)
a.
a.1
a..b
a[
a[]
a[1:2:3:4]
a[1 2]
a?
a $ b
a ! b
a <> b
!x
`a`
a ++
a --
x++
i = i++
&a
a &&b
a || b
"abc
'abc
x = "abc + 1
""" + "\"\"\"abc\n'''abc\nx = \"\"\"abc\n" + r"""
'\x1'
'\u12'
'\U00110000'
'\N{no such name}'
'\N'
b'\x1'
b'é'
b'a' 'b'
1a
1_a
1__0
0_
0x
0xg
0b2
0b1_
0o8
0o
012
00012_3
1e
1e+
1.0a
0b12
0xfg
1_000_
“a”
a = “b”
é€
a b
a = b\c
a = b \ c
f'{a'
f'{a!x}'
f'{}'
f'{ }'
f'{!r}'
f'{:x}'
f'}'
f'{a b}'
f'{a +}'
f'{a!}'
f'{a:{b'
f'{a["b}'
f'{a)}'
f'{(a]}'
f'{a\n}'
f'{#}'
f'{a:{b:{c}}}'
f'{lambda x: 1}'
f'{*a}'
f'{a = 1}'
f'{1a}'
(a, b) = 1 = c
x = (yield)
class A: return 1
class A: yield 1
def f(): break
[(yield a) for a in b]
[a := 1 for a in b]
[a for a in (b := c)]
[a for a in b if (a := 1)]
[b for a in c if (d := a) for d in e]
class A: [b := a for a in c]
def f(): from a import *
a: int = *b
else = 1
class = 1
True = 1
__debug__ = 1
for = 1
x = not
x = lambda
x = in
import as
with
a = 1 if b else
a = b c
a = [1, 2, 3
a = 5 if
a = {1: 2, 3: 4
"""

BLOCKS = [
    "if a:\nb\n",
    "if a:\n",
    "if a:\n  b\nelif c:\nd\n",
    "if a:\n  b\nelse:\nd\n",
    "while a:\nb\n",
    "for a in b:\nc\n",
    "with a:\nb\n",
    "with (a, b):\nc\n",
    "with (a as b, c)\n  d\n",
    "try:\na\n",
    "try:\n  a\nexcept:\nb\n",
    "try:\n  a\nexcept A as b:\nc\n",
    "try:\n  a\nfinally:\nb\n",
    "try:\n  a\nb\n",
    "try:\n  a\nexcept A, B:\n  c\n",
    "try:\n  a\nexcept A, B as c:\n  d\n",
    "try:\n  a\nexcept A\n  b\n",
    "try:\n  a\nexcept\n  b\n",
    "try:\n  a\nexcept:\n  b\nexcept A:\n  c\n",
    "try:\n  a\nelse:\n  b\n",
    "def f():\na\n",
    "class A:\na\n",
    "match a:\ncase b: pass\n",
    "match a:\n  case b:\n  c\n",
    "match a:\n  case b\n    c\n",
    "match a:\n  b\n",
    "match a:\n  case b: pass\n  case c: pass\n",
    "match a:\n  case _: pass\n  case c: pass\n",
    "match a:\n  case _ | b: pass\n",
    "match a:\n  case b | 1: pass\n",
    "match a:\n  case 1 | b: pass\n",
    "match a:\n  case b, b: pass\n",
    "match a:\n  case *b, *c: pass\n",
    "match a:\n  case A(b=1, c): pass\n",
    "match a:\n  case A(b=1, b=2): pass\n",
    "match a:\n  case b as _: pass\n",
    "match a:\n  case b as c.d: pass\n",
    "match a:\n  case b as 1: pass\n",
    "match a:\n  case {**b, 'c': d}: pass\n",
    "match a:\n  case {b: c}: pass\n",
    "match a:\n  case -b: pass\n",
    "match a:\n  case f'{b}': pass\n",
    "a\n  b\n",
    "  a\n",
    "if a:\n    b\n  c\n",
    "if a:\n  b\n    c\n",
    "if a:\n\tb\n        c\n",
    "if a:\n        b\n\tc\n",
    "@a\nb\n",
    "@a\n",
    "@\ndef f(): pass\n",
    "class A:\n  @a\nb\n",
    "x = (\n  1,\n  2\ny = 3\n",
    "f(a,\n  b\nfor x in y:\n  pass\n",
    "x = [1, 2\n\nprint(x)\n",
    "x = (1,\n     2]\n",
    "def f(\n",
    "a = 'b\nc = d'\n",
    "a = '''b\nc\n",
    "a = (b +\n",
    "a \\\n",
    "a = \\ \nb\n",
    "a = b c\nd = 'e\n",
    "a = b c\nd = (e\n",
    "a = b c\nd = e)\n",
    "def f():\n  x = 1\n  return\nreturn\n",
    "while a:\n  def f():\n    break\n",
    "for a in b:\n  class C:\n    continue\n",
    "a = 1\nfrom __future__ import annotations\n",
    "from a import b,\nc\n",
    "x = {\n  'a': 1,\n  'b' 2,\n}\n",
    "x = {\n  'a': 1\n  'b': 2,\n}\n",
    "f(\n  a=1\n  b=2,\n)\n",
    "f(\n  a\n  b,\n)\n",
    "print(\"a\"\nprint(\"b\")\n",
    "if a == 1\n  b\n",
    "if a == 1 {\n  b\n}\n",
    "def f(self, x)\n  return x\n",
    "def f(self, x):\n  retrun x\n",
    "for i in range(10): print(i)\n  print(i)\n",
    "switch x:\n  case 1: pass\n",
    "(" * 201 + ")" * 201,
    "".join(" " * i + "if a:\n" for i in range(101)) + " " * 101 + "b\n",
    "1" * 4301,
]


def swift(text):
    special = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
    return '"' + "".join(special.get(c, c if c.isprintable() else "\\u{%x}" % ord(c)) for c in text) + '"'


ELSEWHERE = ["f-string", "(unicode error)", "(value error)", "unexpected indent", "cannot mix bytes",
             "multiple starred expressions in assignment"]


def column(source, error):
    elsewhere = source.startswith("f'") or any(error.msg.startswith(start) for start in ELSEWHERE)
    return 0 if elsewhere else error.offset


def main():
    warnings.simplefilter("ignore")
    print("// Recorded from CPython %d.%d by Tests/Oracle/syntax_errors.py." % sys.version_info[:2])
    print()
    print("/// A wrong source text and CPython's error for it.")
    print("struct RecordedError: Sendable {\n  let source: String\n  let kind: String\n  let message: String")
    print("  let line: Int\n\n  /// 0 where CPython's place is not ours.\n  let column: Int\n")
    print("  static let all: [RecordedError] = [")
    for source in [line for line in LINES.split("\n") if line] + BLOCKS:
        try:
            compile(source, "x.py", "exec")
        except SyntaxError as error:
            print("    RecordedError(\n      source: %s,\n      kind: %s, message: %s, line: %d, column: %d)," % (
                swift(source), swift(type(error).__name__), swift(error.msg), error.lineno, column(source, error)))
        else:
            print("no error:", repr(source), file=sys.stderr)
    print("  ]\n}")


if __name__ == "__main__":
    main()
