"""Records CPython's syntax trees for Tests/NablaSyntaxTests/RecordedTrees.swift.

    python3.11 Tests/Oracle/syntax_trees.py > Tests/NablaSyntaxTests/RecordedTrees.swift
    python3.11 Tests/Oracle/syntax_trees.py FILE...     # prints the trees of files, one a line

Writes `ast` trees in the form of SyntaxDump.swift.
"""
import ast
import sys
import warnings

LINES = r"""
x
x + y * z
(x + y) * z
a - b - c
a ** -b ** c
-a ** b
not a == b
a or b and not c or d
a < b <= c != d is not e not in f in g is h
a if b else c if d else e
lambda: 0
lambda a, b=1, /, c=2, *d, e, f=3, **g: (yield)
lambda *, a: a
lambda *a, **k: (a, k)
a | b ^ c & d << e >> f + g - h * i / j // k % l @ m
~a, +b, -c
f()
f(a, *b, c, k=1, *d, **e, l=2, **g)
f(x for x in y)
f(a)(b).c[d](e)
f(a := 1, b)
a[1]
a[1:2]
a[:]
a[::2], a[1::], a[:3:], a[1:2:3]
a[1, 2:3, ...]
a[*b]
a[*b, 1]
a[b := 1]
a[(1, 2)]
()
(a)
(a,)
(a, *b)
a, b
a,
*a, b
[]
[a, *b]
{}
{a}
{a, *b}
{a: b, **c, d: e}
[a for b in c]
[a for b, *c in d if e if f for g in h]
{a for b in c}
{a: b for c in d}
(a for b in c)
(a := 1)
[a := 1, b]
None, True, False, ...
0, 1_000, 0x_FF, 0o17, 0b101, 00, 9223372036854775807
9223372036854775808
1.0, 1., .5, 1e3, 1_0.0_1e-1_0, 0e0
'a' "b" '''c''' r'd'
'\n\t\\\'\"\a\b\f\r\v\0\101\x41\u00e9\U0001F600\q'
'\N{GREEK SMALL LETTER ALPHA}'
r'\n' R"\x"
b'a\x00\377' rb'\x' Br"\y"
u'a' 'b'
f'a{b}c'
f'{a!r}{b!s:>10}{c:{d}.{e}}'
f'{a=}{b = !s}{c=:>3}'
f'{{}}{{{a}}}'
f'{a["b"]:%H:%M}'
f'{lambda_}{(lambda: 1)()}{a if b else c}{ {1: 2}[1] }'
f'{a, b}{*c,}{x for x in y}'
f'{a != b}{a == b}{a <= b}{a:=5}'
f'a' 'b' f'{c}' 'd'
f''
rf'\d{a}\n'
f'\{a}\n'
'é' '日本語'
a = 1
a = b = c, d = e
a, *b = c
[a, (b, c)] = d
a.b, c[d] = e
(a) = 1
a += 1; b -= 1; c *= 1; d /= 1; e //= 1; f %= 1; g @= 1; h &= 1; i |= 1; j ^= 1; k <<= 1; l >>= 1; m **= 1
a.b += c, d
a: int
a: int = 1
(a): int = 1
a.b: int
a[b]: int = c
a: tuple = 1, 2
pass
del a
del a, b[c], d.e
del (a, b)
del (a), b
del a,
del [a, b]
assert a
assert a, b
raise
raise a
raise a from b
import a
import a.b.c as d, e
from a import b
from a.b import c as d, e
from . import a
from .. a import b
from ...a import (b, c as d,)
from .... import *
from a import *
a; b; c
a;
if a: b
while a: break
for a in b: continue
for a, b in c, d: pass
for (a, b) in c: pass
for a in *b, c: pass
with a: pass
with a as b, c as (d, e), f: pass
with (a as b, c): pass
with (a, b) as c: pass
with (a), (b): pass
with (a).b as c: pass
match = case = _ = 1
match(a)
match[a]
match -a
match * a
match.a
print (a)
1if a else 2
é = ñ_1
async_ = await_ = 1
"""

BLOCKS = [
    "if a:\n  b\nelif c:\n  d\nelif e:\n  f\nelse:\n  g\n",
    "while a:\n\tb\n\tc\nelse:\n\td\n",
    "for a in b:\n  for c in d:\n    break\n  else:\n    continue\nelse: e\n",
    "try:\n  a\nexcept:\n  b\n",
    "try:\n  a\nexcept b:\n  c\nexcept (d, e) as f:\n  g\nelse:\n  h\nfinally:\n  i\n",
    "try: a\nfinally: b\n",
    "def f(): pass\n",
    "def f(a, b: int, c=1, d: int = 2, *e: int, g, h: int = 3, **i: int) -> int:\n  return a\n",
    "def f(a, /, b, *, c): return\n",
    "def f(a=1, /): yield a; yield; b = yield from c\n",
    "def f(): x = yield a, b\n",
    "def f(*args: *Ts): pass\n",
    "def f(a, b,): return a, *b\n",
    "@a\n@b.c(d)\ndef f():\n  global x, y\n  def g():\n    nonlocal z\n    '''doc'''\n",
    "@a\nclass A: pass\n",
    "class A(B, *C, key=1, **kw):\n  '''doc'''\n  x: int = 1\n  def m(self): pass\n",
    "class A(): pass\n",
    "class A:\n  def f(self):\n    class B:\n      pass\n    return B\n  x = 1\n",
    "match a:\n  case 1: pass\n  case -1.5 | 'a' 'b' | b'c' | None | True: pass\n  case x.y.z: pass\n  case _: pass\n",
    "match a, b:\n  case c, *d: pass\n  case [e, *_, (1 | g.h as i)] if i > 1: pass\n  case (j,): pass\n"
    "  case (): pass\n  case (k): pass\n",
    "match *a, b:\n  case *c,: pass\n",
    "match a:\n  case {}: pass\n  case {'a': b, 1: c, x.y: [d], None: _, **e}: pass\n",
    "match a:\n  case A(): pass\n  case a.B(c, D(e), f=g, h=1,): pass\n  case x: pass\n",
    "match (a):\n  case (b): pass\n",
    "match not a:\n  case b: pass\n",
    "match a:\n  case (1 | 2) as b: pass\n",
    "x = [  # comment\n  1,\n\n  2,  # other\n]\n",
    "x = 1 + \\\n  2\nif a and \\\n   b:\n  c\n",
    "\n\n# comment\nif a:\n\n  # comment\n  b\n # odd comment\n  c\n\nd\n",
    "if a: b; c\nd\n",
    "x = '''a\nb\\\nc\r\nd'''\r\ny\r\n",
    "if a:\n  b\n\x0cc\n",
    "with open(a) as b, \\\n     c: pass\n",
    "f'''{\na\n}'''\n",
    "x: int; y = 2\n",
]


def quoted(b, text):
    if isinstance(b, str):
        b = b.encode('utf-8', 'surrogatepass')
    out = bytearray()
    for c in b:
        if c in (34, 92):
            out += bytes([92, c])
        elif c == 10:
            out += b'\\n'
        elif 32 <= c < 127 or (c >= 128 and text):
            out.append(c)
        else:
            out += b'\\x%02x' % c
    return '"' + out.decode('utf-8', 'surrogateescape') + '"'
BINARY = {'Add': '+', 'Sub': '-', 'Mult': '*', 'MatMult': '@', 'Div': '/', 'FloorDiv': '//', 'Mod': '%', 'Pow': '**', 'LShift': '<<', 'RShift': '>>', 'BitAnd': '&', 'BitOr': '|', 'BitXor': '^'}
UNARY = {'UAdd': '+', 'USub': '-', 'Invert': '~', 'Not': 'not'}
COMPARE = {'Eq': '==', 'NotEq': '!=', 'Lt': '<', 'LtE': '<=', 'Gt': '>', 'GtE': '>=', 'Is': 'is', 'IsNot': 'is not', 'In': 'in', 'NotIn': 'not in'}
kind = lambda x: type(x).__name__



def optional(e):
    return '<>' if e is None else expression(e)



def spaced(es):
    return ''.join((' ' + expression(e) for e in es))



def number(v):
    if v != v or v in (float('inf'), float('-inf')):
        return repr(v)
    return repr(v)



def expression(e):
    t = kind(e)
    if t == 'Name':
        return e.id
    if t == 'Constant':
        v = e.value
        if v is None or v is True or v is False:
            return str(v)
        if v is ...:
            return '...'
        if isinstance(v, int):
            return str(v) if v < 2 ** 63 else 'bigint'
        if isinstance(v, float):
            return number(v)
        if isinstance(v, str):
            return quoted(v, True)
        if isinstance(v, bytes):
            return 'b' + quoted(v, False)
        return 'COMPLEX'
    if t in ('Tuple', 'List', 'Set'):
        return '(' + t + spaced(e.elts) + ')'
    if t == 'BoolOp':
        return '(' + ('And' if kind(e.op) == 'And' else 'Or') + spaced(e.values) + ')'
    if t == 'Dict':
        return '(Dict' + ''.join((' **' + expression(v) if k is None else ' ' + expression(k) + ':' + expression(v) for k, v in zip(e.keys, e.values))) + ')'
    if t in ('ListComp', 'SetComp', 'GeneratorExp', 'DictComp'):
        name = {'GeneratorExp': 'Generator'}.get(t, t)
        head = expression(e.key) + ':' + expression(e.value) if t == 'DictComp' else expression(e.elt)
        return '(' + name + ' ' + head + ''.join((' (for ' + expression(g.target) + ' in ' + expression(g.iter) + ''.join((' if ' + expression(c) for c in g.ifs)) + ')' for g in e.generators)) + ')'
    if t == 'UnaryOp':
        return '(Unary ' + UNARY[kind(e.op)] + ' ' + expression(e.operand) + ')'
    if t == 'BinOp':
        return '(Binary ' + expression(e.left) + ' ' + BINARY[kind(e.op)] + ' ' + expression(e.right) + ')'
    if t == 'Compare':
        return '(Compare ' + expression(e.left) + ''.join((' ' + COMPARE[kind(o)] + ' ' + expression(c) for o, c in zip(e.ops, e.comparators))) + ')'
    if t == 'IfExp':
        return '(IfElse ' + expression(e.body) + ' ' + expression(e.test) + ' ' + expression(e.orelse) + ')'
    if t == 'NamedExpr':
        return '(Named ' + e.target.id + ' ' + expression(e.value) + ')'
    if t == 'Lambda':
        return '(Lambda ' + parameters(e.args) + ' ' + expression(e.body) + ')'
    if t == 'Slice':
        return '(Slice ' + optional(e.lower) + ' ' + optional(e.upper) + ' ' + optional(e.step) + ')'
    if t == 'Starred':
        return '(Star ' + expression(e.value) + ')'
    if t == 'Yield':
        return '(Yield' + ('' if e.value is None else ' ' + expression(e.value)) + ')'
    if t == 'YieldFrom':
        return '(YieldFrom ' + expression(e.value) + ')'
    if t == 'Call':
        return '(Call ' + expression(e.func) + arguments(e.args, e.keywords) + ')'
    if t == 'Attribute':
        return '(Attribute ' + expression(e.value) + ' ' + e.attr + ')'
    if t == 'Subscript':
        return '(Subscript ' + expression(e.value) + ' ' + expression(e.slice) + ')'
    if t == 'JoinedStr':
        return '(' + formatted(e.values) + ')'
    return 'UNKNOWN' + t



def formatted(vs):
    r = 'Format'
    for v in vs:
        if kind(v) == 'Constant':
            r += ' ' + quoted(v.value, True)
        else:
            r += ' {' + expression(v.value) + {-1: '', 115: ' !s', 114: ' !r', 97: ' !a'}[v.conversion]
            if v.format_spec is not None:
                r += ' :(' + formatted(v.format_spec.values) + ')'
            r += '}'
    return r



def arguments(args, kws):
    items = [(a.lineno, a.col_offset, a) for a in args] + [(k.lineno, k.col_offset, k) for k in kws]
    items.sort(key=lambda x: (x[0], x[1]))
    r = ''
    for _, _, a in items:
        if kind(a) == 'keyword':
            r += ' ' + (a.arg + '=' if a.arg else '**') + expression(a.value)
        elif kind(a) == 'Starred':
            r += ' *' + expression(a.value)
        else:
            r += ' ' + expression(a)
    return r



def parameter(a, d=None):
    r = a.arg
    if a.annotation is not None:
        r += ':' + expression(a.annotation)
    if d is not None:
        r += '=' + expression(d)
    return r



def parameters(a):
    pos = a.posonlyargs + a.args
    defs = [None] * (len(pos) - len(a.defaults)) + a.defaults
    parts = []
    for i, x in enumerate(pos):
        parts.append(parameter(x, defs[i]))
        if i + 1 == len(a.posonlyargs):
            parts.append('/')
    if a.vararg:
        parts.append('*' + parameter(a.vararg))
    elif a.kwonlyargs:
        parts.append('*')
    for x, d in zip(a.kwonlyargs, a.kw_defaults):
        parts.append(parameter(x, d))
    if a.kwarg:
        parts.append('**' + parameter(a.kwarg))
    return '(' + ' '.join(parts) + ')'



def block(b):
    return '{' + ' '.join((statement(s) for s in b)) + '}'



def alias(a):
    return ' ' + a.name if not a.asname else ' (%s as %s)' % (a.name, a.asname)



def statement(s):
    t = kind(s)
    if t in ('Pass', 'Break', 'Continue'):
        return t
    if t == 'Expr':
        return '(Expr ' + expression(s.value) + ')'
    if t == 'Assign':
        return '(Assign' + spaced(s.targets) + ' = ' + expression(s.value) + ')'
    if t == 'AnnAssign':
        return '(' + ('AnnAssign' if s.simple else 'AnnAssignPart') + ' ' + expression(s.target) + ' : ' + expression(s.annotation) + ('' if s.value is None else ' = ' + expression(s.value)) + ')'
    if t == 'AugAssign':
        return '(AugAssign ' + expression(s.target) + ' ' + BINARY[kind(s.op)] + '= ' + expression(s.value) + ')'
    if t == 'Delete':
        return '(Delete' + spaced(s.targets) + ')'
    if t == 'Return':
        return '(Return' + ('' if s.value is None else ' ' + expression(s.value)) + ')'
    if t == 'Raise':
        return '(Raise' + ('' if s.exc is None else ' ' + expression(s.exc)) + ('' if s.cause is None else ' from ' + expression(s.cause)) + ')'
    if t == 'Assert':
        return '(Assert ' + expression(s.test) + ('' if s.msg is None else ' ' + expression(s.msg)) + ')'
    if t in ('Global', 'Nonlocal'):
        return '(' + t + ''.join((' ' + x for x in s.names)) + ')'
    if t == 'Import':
        return '(Import' + ''.join(map(alias, s.names)) + ')'
    if t == 'ImportFrom':
        return '(ImportFrom ' + '.' * s.level + (s.module or '') + ''.join(map(alias, s.names)) + ')'
    if t == 'If':
        return '(If ' + expression(s.test) + ' ' + block(s.body) + ' ' + block(s.orelse) + ')'
    if t == 'While':
        return '(While ' + expression(s.test) + ' ' + block(s.body) + ' ' + block(s.orelse) + ')'
    if t == 'For':
        return '(For ' + expression(s.target) + ' in ' + expression(s.iter) + ' ' + block(s.body) + ' ' + block(s.orelse) + ')'
    if t == 'With':
        return '(With' + ''.join((' (' + expression(i.context_expr) + ('' if i.optional_vars is None else ' as ' + expression(i.optional_vars)) + ')' for i in s.items)) + ' ' + block(s.body) + ')'
    if t == 'Try':
        return '(Try ' + block(s.body) + ''.join((' (Except' + ('' if h.type is None else ' ' + expression(h.type)) + ('' if h.name is None else ' as ' + h.name) + ' ' + block(h.body) + ')' for h in s.handlers)) + ' ' + block(s.orelse) + ' ' + block(s.finalbody) + ')'
    if t == 'Match':
        return '(Match ' + expression(s.subject) + ''.join((' (Case ' + pattern(c.pattern) + ('' if c.guard is None else ' if ' + expression(c.guard)) + ' ' + block(c.body) + ')' for c in s.cases)) + ')'
    if t == 'FunctionDef':
        return '(Def ' + s.name + ' ' + parameters(s.args) + ('' if s.returns is None else ' -> ' + expression(s.returns)) + ''.join((' @' + expression(d) for d in s.decorator_list)) + ' ' + block(s.body) + ')'
    if t == 'ClassDef':
        return '(Class ' + s.name + arguments(s.bases, s.keywords) + ''.join((' @' + expression(d) for d in s.decorator_list)) + ' ' + block(s.body) + ')'
    return 'UNKNOWN' + t



def pattern(p):
    t = kind(p)
    if t == 'MatchValue':
        return '(Value ' + expression(p.value) + ')'
    if t == 'MatchSingleton':
        return '(Is ' + str(p.value) + ')'
    if t == 'MatchStar':
        return '*' + (p.name or '_')
    if t == 'MatchSequence':
        return '(Sequence' + ''.join((' ' + pattern(x) for x in p.patterns)) + ')'
    if t == 'MatchMapping':
        return '(Mapping' + ''.join((' ' + expression(k) + ':' + pattern(x) for k, x in zip(p.keys, p.patterns))) + (' **' + p.rest if p.rest else '') + ')'
    if t == 'MatchClass':
        return '(Class ' + expression(p.cls) + ''.join((' ' + pattern(x) for x in p.patterns)) + ''.join((' ' + k + '=' + pattern(x) for k, x in zip(p.kwd_attrs, p.kwd_patterns))) + ')'
    if t == 'MatchOr':
        return '(Or' + ''.join((' ' + pattern(x) for x in p.patterns)) + ')'
    if t == 'MatchAs':
        if p.pattern is None:
            return p.name or '_'
        return '(As ' + pattern(p.pattern) + ' ' + p.name + ')'



def dump(src):
    return block(ast.parse(src).body)


def swift(text):
    special = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
    return '"' + "".join(special.get(c, c if c.isprintable() else "\\u{%x}" % ord(c)) for c in text) + '"'


def main():
    warnings.simplefilter("ignore")
    if len(sys.argv) > 1:
        for name in sys.argv[1:]:
            print(dump(open(name, "rb").read()))
        return
    print("// Recorded from CPython %d.%d by Tests/Oracle/syntax_trees.py." % sys.version_info[:2])
    print()
    print("/// A source text and its tree as CPython reads it.")
    print("struct RecordedTree: Sendable {\n  let source: String\n  let tree: String\n")
    print("  static let all: [RecordedTree] = [")
    for source in LINES.strip("\n").split("\n") + BLOCKS:
        print("    RecordedTree(\n      source: %s,\n      tree: %s)," % (swift(source), swift(dump(source))))
    print("  ]\n}")


if __name__ == "__main__":
    main()
