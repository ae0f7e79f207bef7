// Recorded from CPython 3.11 by Tests/Oracle/syntax_trees.py.

/// A source text and its tree as CPython reads it.
struct RecordedTree: Sendable {
  let source: String
  let tree: String

  static let all: [RecordedTree] = [
    RecordedTree(
      source: "x",
      tree: "{(Expr x)}"),
    RecordedTree(
      source: "x + y * z",
      tree: "{(Expr (Binary x + (Binary y * z)))}"),
    RecordedTree(
      source: "(x + y) * z",
      tree: "{(Expr (Binary (Binary x + y) * z))}"),
    RecordedTree(
      source: "a - b - c",
      tree: "{(Expr (Binary (Binary a - b) - c))}"),
    RecordedTree(
      source: "a ** -b ** c",
      tree: "{(Expr (Binary a ** (Unary - (Binary b ** c))))}"),
    RecordedTree(
      source: "-a ** b",
      tree: "{(Expr (Unary - (Binary a ** b)))}"),
    RecordedTree(
      source: "not a == b",
      tree: "{(Expr (Unary not (Compare a == b)))}"),
    RecordedTree(
      source: "a or b and not c or d",
      tree: "{(Expr (Or a (And b (Unary not c)) d))}"),
    RecordedTree(
      source: "a < b <= c != d is not e not in f in g is h",
      tree: "{(Expr (Compare a < b <= c != d is not e not in f in g is h))}"),
    RecordedTree(
      source: "a if b else c if d else e",
      tree: "{(Expr (IfElse a b (IfElse c d e)))}"),
    RecordedTree(
      source: "lambda: 0",
      tree: "{(Expr (Lambda () 0))}"),
    RecordedTree(
      source: "lambda a, b=1, /, c=2, *d, e, f=3, **g: (yield)",
      tree: "{(Expr (Lambda (a b=1 / c=2 *d e f=3 **g) (Yield)))}"),
    RecordedTree(
      source: "lambda *, a: a",
      tree: "{(Expr (Lambda (* a) a))}"),
    RecordedTree(
      source: "lambda *a, **k: (a, k)",
      tree: "{(Expr (Lambda (*a **k) (Tuple a k)))}"),
    RecordedTree(
      source: "a | b ^ c & d << e >> f + g - h * i / j // k % l @ m",
      tree: "{(Expr (Binary a | (Binary b ^ (Binary c & (Binary (Binary d << e) >> (Binary (Binary f + g) - (Binary (Binary (Binary (Binary (Binary h * i) / j) // k) % l) @ m)))))))}"),
    RecordedTree(
      source: "~a, +b, -c",
      tree: "{(Expr (Tuple (Unary ~ a) (Unary + b) (Unary - c)))}"),
    RecordedTree(
      source: "f()",
      tree: "{(Expr (Call f))}"),
    RecordedTree(
      source: "f(a, *b, c, k=1, *d, **e, l=2, **g)",
      tree: "{(Expr (Call f a *b c k=1 *d **e l=2 **g))}"),
    RecordedTree(
      source: "f(x for x in y)",
      tree: "{(Expr (Call f (Generator x (for x in y))))}"),
    RecordedTree(
      source: "f(a)(b).c[d](e)",
      tree: "{(Expr (Call (Subscript (Attribute (Call (Call f a) b) c) d) e))}"),
    RecordedTree(
      source: "f(a := 1, b)",
      tree: "{(Expr (Call f (Named a 1) b))}"),
    RecordedTree(
      source: "a[1]",
      tree: "{(Expr (Subscript a 1))}"),
    RecordedTree(
      source: "a[1:2]",
      tree: "{(Expr (Subscript a (Slice 1 2 <>)))}"),
    RecordedTree(
      source: "a[:]",
      tree: "{(Expr (Subscript a (Slice <> <> <>)))}"),
    RecordedTree(
      source: "a[::2], a[1::], a[:3:], a[1:2:3]",
      tree: "{(Expr (Tuple (Subscript a (Slice <> <> 2)) (Subscript a (Slice 1 <> <>)) (Subscript a (Slice <> 3 <>)) (Subscript a (Slice 1 2 3))))}"),
    RecordedTree(
      source: "a[1, 2:3, ...]",
      tree: "{(Expr (Subscript a (Tuple 1 (Slice 2 3 <>) ...)))}"),
    RecordedTree(
      source: "a[*b]",
      tree: "{(Expr (Subscript a (Tuple (Star b))))}"),
    RecordedTree(
      source: "a[*b, 1]",
      tree: "{(Expr (Subscript a (Tuple (Star b) 1)))}"),
    RecordedTree(
      source: "a[b := 1]",
      tree: "{(Expr (Subscript a (Named b 1)))}"),
    RecordedTree(
      source: "a[(1, 2)]",
      tree: "{(Expr (Subscript a (Tuple 1 2)))}"),
    RecordedTree(
      source: "()",
      tree: "{(Expr (Tuple))}"),
    RecordedTree(
      source: "(a)",
      tree: "{(Expr a)}"),
    RecordedTree(
      source: "(a,)",
      tree: "{(Expr (Tuple a))}"),
    RecordedTree(
      source: "(a, *b)",
      tree: "{(Expr (Tuple a (Star b)))}"),
    RecordedTree(
      source: "a, b",
      tree: "{(Expr (Tuple a b))}"),
    RecordedTree(
      source: "a,",
      tree: "{(Expr (Tuple a))}"),
    RecordedTree(
      source: "*a, b",
      tree: "{(Expr (Tuple (Star a) b))}"),
    RecordedTree(
      source: "[]",
      tree: "{(Expr (List))}"),
    RecordedTree(
      source: "[a, *b]",
      tree: "{(Expr (List a (Star b)))}"),
    RecordedTree(
      source: "{}",
      tree: "{(Expr (Dict))}"),
    RecordedTree(
      source: "{a}",
      tree: "{(Expr (Set a))}"),
    RecordedTree(
      source: "{a, *b}",
      tree: "{(Expr (Set a (Star b)))}"),
    RecordedTree(
      source: "{a: b, **c, d: e}",
      tree: "{(Expr (Dict a:b **c d:e))}"),
    RecordedTree(
      source: "[a for b in c]",
      tree: "{(Expr (ListComp a (for b in c)))}"),
    RecordedTree(
      source: "[a for b, *c in d if e if f for g in h]",
      tree: "{(Expr (ListComp a (for (Tuple b (Star c)) in d if e if f) (for g in h)))}"),
    RecordedTree(
      source: "{a for b in c}",
      tree: "{(Expr (SetComp a (for b in c)))}"),
    RecordedTree(
      source: "{a: b for c in d}",
      tree: "{(Expr (DictComp a:b (for c in d)))}"),
    RecordedTree(
      source: "(a for b in c)",
      tree: "{(Expr (Generator a (for b in c)))}"),
    RecordedTree(
      source: "(a := 1)",
      tree: "{(Expr (Named a 1))}"),
    RecordedTree(
      source: "[a := 1, b]",
      tree: "{(Expr (List (Named a 1) b))}"),
    RecordedTree(
      source: "None, True, False, ...",
      tree: "{(Expr (Tuple None True False ...))}"),
    RecordedTree(
      source: "0, 1_000, 0x_FF, 0o17, 0b101, 00, 9223372036854775807",
      tree: "{(Expr (Tuple 0 1000 255 15 5 0 9223372036854775807))}"),
    RecordedTree(
      source: "9223372036854775808",
      tree: "{(Expr bigint)}"),
    RecordedTree(
      source: "1.0, 1., .5, 1e3, 1_0.0_1e-1_0, 0e0",
      tree: "{(Expr (Tuple 1.0 1.0 0.5 1000.0 1.001e-09 0.0))}"),
    RecordedTree(
      source: "'a' \"b\" '''c''' r'd'",
      tree: "{(Expr \"abcd\")}"),
    RecordedTree(
      source: "'\\n\\t\\\\\\'\\\"\\a\\b\\f\\r\\v\\0\\101\\x41\\u00e9\\U0001F600\\q'",
      tree: "{(Expr \"\\n\\x09\\\\'\\\"\\x07\\x08\\x0c\\x0d\\x0b\\x00AAé😀\\\\q\")}"),
    RecordedTree(
      source: "'\\N{GREEK SMALL LETTER ALPHA}'",
      tree: "{(Expr \"α\")}"),
    RecordedTree(
      source: "r'\\n' R\"\\x\"",
      tree: "{(Expr \"\\\\n\\\\x\")}"),
    RecordedTree(
      source: "b'a\\x00\\377' rb'\\x' Br\"\\y\"",
      tree: "{(Expr b\"a\\x00\\xff\\\\x\\\\y\")}"),
    RecordedTree(
      source: "u'a' 'b'",
      tree: "{(Expr \"ab\")}"),
    RecordedTree(
      source: "f'a{b}c'",
      tree: "{(Expr (Format \"a\" {b} \"c\"))}"),
    RecordedTree(
      source: "f'{a!r}{b!s:>10}{c:{d}.{e}}'",
      tree: "{(Expr (Format {a !r} {b !s :(Format \">10\")} {c :(Format {d} \".\" {e})}))}"),
    RecordedTree(
      source: "f'{a=}{b = !s}{c=:>3}'",
      tree: "{(Expr (Format \"a=\" {a !r} \"b = \" {b !s} \"c=\" {c :(Format \">3\")}))}"),
    RecordedTree(
      source: "f'{{}}{{{a}}}'",
      tree: "{(Expr (Format \"{}{\" {a} \"}\"))}"),
    RecordedTree(
      source: "f'{a[\"b\"]:%H:%M}'",
      tree: "{(Expr (Format {(Subscript a \"b\") :(Format \"%H:%M\")}))}"),
    RecordedTree(
      source: "f'{lambda_}{(lambda: 1)()}{a if b else c}{ {1: 2}[1] }'",
      tree: "{(Expr (Format {lambda_} {(Call (Lambda () 1))} {(IfElse a b c)} {(Subscript (Dict 1:2) 1)}))}"),
    RecordedTree(
      source: "f'{a, b}{*c,}{x for x in y}'",
      tree: "{(Expr (Format {(Tuple a b)} {(Tuple (Star c))} {(Generator x (for x in y))}))}"),
    RecordedTree(
      source: "f'{a != b}{a == b}{a <= b}{a:=5}'",
      tree: "{(Expr (Format {(Compare a != b)} {(Compare a == b)} {(Compare a <= b)} {a :(Format \"=5\")}))}"),
    RecordedTree(
      source: "f'a' 'b' f'{c}' 'd'",
      tree: "{(Expr (Format \"ab\" {c} \"d\"))}"),
    RecordedTree(
      source: "f''",
      tree: "{(Expr (Format))}"),
    RecordedTree(
      source: "rf'\\d{a}\\n'",
      tree: "{(Expr (Format \"\\\\d\" {a} \"\\\\n\"))}"),
    RecordedTree(
      source: "f'\\{a}\\n'",
      tree: "{(Expr (Format \"\\\\\" {a} \"\\n\"))}"),
    RecordedTree(
      source: "'é' '日本語'",
      tree: "{(Expr \"é日本語\")}"),
    RecordedTree(
      source: "a = 1",
      tree: "{(Assign a = 1)}"),
    RecordedTree(
      source: "a = b = c, d = e",
      tree: "{(Assign a b (Tuple c d) = e)}"),
    RecordedTree(
      source: "a, *b = c",
      tree: "{(Assign (Tuple a (Star b)) = c)}"),
    RecordedTree(
      source: "[a, (b, c)] = d",
      tree: "{(Assign (List a (Tuple b c)) = d)}"),
    RecordedTree(
      source: "a.b, c[d] = e",
      tree: "{(Assign (Tuple (Attribute a b) (Subscript c d)) = e)}"),
    RecordedTree(
      source: "(a) = 1",
      tree: "{(Assign a = 1)}"),
    RecordedTree(
      source: "a += 1; b -= 1; c *= 1; d /= 1; e //= 1; f %= 1; g @= 1; h &= 1; i |= 1; j ^= 1; k <<= 1; l >>= 1; m **= 1",
      tree: "{(AugAssign a += 1) (AugAssign b -= 1) (AugAssign c *= 1) (AugAssign d /= 1) (AugAssign e //= 1) (AugAssign f %= 1) (AugAssign g @= 1) (AugAssign h &= 1) (AugAssign i |= 1) (AugAssign j ^= 1) (AugAssign k <<= 1) (AugAssign l >>= 1) (AugAssign m **= 1)}"),
    RecordedTree(
      source: "a.b += c, d",
      tree: "{(AugAssign (Attribute a b) += (Tuple c d))}"),
    RecordedTree(
      source: "a: int",
      tree: "{(AnnAssign a : int)}"),
    RecordedTree(
      source: "a: int = 1",
      tree: "{(AnnAssign a : int = 1)}"),
    RecordedTree(
      source: "(a): int = 1",
      tree: "{(AnnAssignPart a : int = 1)}"),
    RecordedTree(
      source: "a.b: int",
      tree: "{(AnnAssignPart (Attribute a b) : int)}"),
    RecordedTree(
      source: "a[b]: int = c",
      tree: "{(AnnAssignPart (Subscript a b) : int = c)}"),
    RecordedTree(
      source: "a: tuple = 1, 2",
      tree: "{(AnnAssign a : tuple = (Tuple 1 2))}"),
    RecordedTree(
      source: "pass",
      tree: "{Pass}"),
    RecordedTree(
      source: "del a",
      tree: "{(Delete a)}"),
    RecordedTree(
      source: "del a, b[c], d.e",
      tree: "{(Delete a (Subscript b c) (Attribute d e))}"),
    RecordedTree(
      source: "del (a, b)",
      tree: "{(Delete (Tuple a b))}"),
    RecordedTree(
      source: "del (a), b",
      tree: "{(Delete a b)}"),
    RecordedTree(
      source: "del a,",
      tree: "{(Delete a)}"),
    RecordedTree(
      source: "del [a, b]",
      tree: "{(Delete (List a b))}"),
    RecordedTree(
      source: "assert a",
      tree: "{(Assert a)}"),
    RecordedTree(
      source: "assert a, b",
      tree: "{(Assert a b)}"),
    RecordedTree(
      source: "raise",
      tree: "{(Raise)}"),
    RecordedTree(
      source: "raise a",
      tree: "{(Raise a)}"),
    RecordedTree(
      source: "raise a from b",
      tree: "{(Raise a from b)}"),
    RecordedTree(
      source: "import a",
      tree: "{(Import a)}"),
    RecordedTree(
      source: "import a.b.c as d, e",
      tree: "{(Import (a.b.c as d) e)}"),
    RecordedTree(
      source: "from a import b",
      tree: "{(ImportFrom a b)}"),
    RecordedTree(
      source: "from a.b import c as d, e",
      tree: "{(ImportFrom a.b (c as d) e)}"),
    RecordedTree(
      source: "from . import a",
      tree: "{(ImportFrom . a)}"),
    RecordedTree(
      source: "from .. a import b",
      tree: "{(ImportFrom ..a b)}"),
    RecordedTree(
      source: "from ...a import (b, c as d,)",
      tree: "{(ImportFrom ...a b (c as d))}"),
    RecordedTree(
      source: "from .... import *",
      tree: "{(ImportFrom .... *)}"),
    RecordedTree(
      source: "from a import *",
      tree: "{(ImportFrom a *)}"),
    RecordedTree(
      source: "a; b; c",
      tree: "{(Expr a) (Expr b) (Expr c)}"),
    RecordedTree(
      source: "a;",
      tree: "{(Expr a)}"),
    RecordedTree(
      source: "if a: b",
      tree: "{(If a {(Expr b)} {})}"),
    RecordedTree(
      source: "while a: break",
      tree: "{(While a {Break} {})}"),
    RecordedTree(
      source: "for a in b: continue",
      tree: "{(For a in b {Continue} {})}"),
    RecordedTree(
      source: "for a, b in c, d: pass",
      tree: "{(For (Tuple a b) in (Tuple c d) {Pass} {})}"),
    RecordedTree(
      source: "for (a, b) in c: pass",
      tree: "{(For (Tuple a b) in c {Pass} {})}"),
    RecordedTree(
      source: "for a in *b, c: pass",
      tree: "{(For a in (Tuple (Star b) c) {Pass} {})}"),
    RecordedTree(
      source: "with a: pass",
      tree: "{(With (a) {Pass})}"),
    RecordedTree(
      source: "with a as b, c as (d, e), f: pass",
      tree: "{(With (a as b) (c as (Tuple d e)) (f) {Pass})}"),
    RecordedTree(
      source: "with (a as b, c): pass",
      tree: "{(With (a as b) (c) {Pass})}"),
    RecordedTree(
      source: "with (a, b) as c: pass",
      tree: "{(With ((Tuple a b) as c) {Pass})}"),
    RecordedTree(
      source: "with (a), (b): pass",
      tree: "{(With (a) (b) {Pass})}"),
    RecordedTree(
      source: "with (a).b as c: pass",
      tree: "{(With ((Attribute a b) as c) {Pass})}"),
    RecordedTree(
      source: "match = case = _ = 1",
      tree: "{(Assign match case _ = 1)}"),
    RecordedTree(
      source: "match(a)",
      tree: "{(Expr (Call match a))}"),
    RecordedTree(
      source: "match[a]",
      tree: "{(Expr (Subscript match a))}"),
    RecordedTree(
      source: "match -a",
      tree: "{(Expr (Binary match - a))}"),
    RecordedTree(
      source: "match * a",
      tree: "{(Expr (Binary match * a))}"),
    RecordedTree(
      source: "match.a",
      tree: "{(Expr (Attribute match a))}"),
    RecordedTree(
      source: "print (a)",
      tree: "{(Expr (Call print a))}"),
    RecordedTree(
      source: "1if a else 2",
      tree: "{(Expr (IfElse 1 a 2))}"),
    RecordedTree(
      source: "é = ñ_1",
      tree: "{(Assign é = ñ_1)}"),
    RecordedTree(
      source: "async_ = await_ = 1",
      tree: "{(Assign async_ await_ = 1)}"),
    RecordedTree(
      source: "if a:\n  b\nelif c:\n  d\nelif e:\n  f\nelse:\n  g\n",
      tree: "{(If a {(Expr b)} {(If c {(Expr d)} {(If e {(Expr f)} {(Expr g)})})})}"),
    RecordedTree(
      source: "while a:\n\tb\n\tc\nelse:\n\td\n",
      tree: "{(While a {(Expr b) (Expr c)} {(Expr d)})}"),
    RecordedTree(
      source: "for a in b:\n  for c in d:\n    break\n  else:\n    continue\nelse: e\n",
      tree: "{(For a in b {(For c in d {Break} {Continue})} {(Expr e)})}"),
    RecordedTree(
      source: "try:\n  a\nexcept:\n  b\n",
      tree: "{(Try {(Expr a)} (Except {(Expr b)}) {} {})}"),
    RecordedTree(
      source: "try:\n  a\nexcept b:\n  c\nexcept (d, e) as f:\n  g\nelse:\n  h\nfinally:\n  i\n",
      tree: "{(Try {(Expr a)} (Except b {(Expr c)}) (Except (Tuple d e) as f {(Expr g)}) {(Expr h)} {(Expr i)})}"),
    RecordedTree(
      source: "try: a\nfinally: b\n",
      tree: "{(Try {(Expr a)} {} {(Expr b)})}"),
    RecordedTree(
      source: "def f(): pass\n",
      tree: "{(Def f () {Pass})}"),
    RecordedTree(
      source: "def f(a, b: int, c=1, d: int = 2, *e: int, g, h: int = 3, **i: int) -> int:\n  return a\n",
      tree: "{(Def f (a b:int c=1 d:int=2 *e:int g h:int=3 **i:int) -> int {(Return a)})}"),
    RecordedTree(
      source: "def f(a, /, b, *, c): return\n",
      tree: "{(Def f (a / b * c) {(Return)})}"),
    RecordedTree(
      source: "def f(a=1, /): yield a; yield; b = yield from c\n",
      tree: "{(Def f (a=1 /) {(Expr (Yield a)) (Expr (Yield)) (Assign b = (YieldFrom c))})}"),
    RecordedTree(
      source: "def f(): x = yield a, b\n",
      tree: "{(Def f () {(Assign x = (Yield (Tuple a b)))})}"),
    RecordedTree(
      source: "def f(*args: *Ts): pass\n",
      tree: "{(Def f (*args:(Star Ts)) {Pass})}"),
    RecordedTree(
      source: "def f(a, b,): return a, *b\n",
      tree: "{(Def f (a b) {(Return (Tuple a (Star b)))})}"),
    RecordedTree(
      source: "@a\n@b.c(d)\ndef f():\n  global x, y\n  def g():\n    nonlocal z\n    '''doc'''\n",
      tree: "{(Def f () @a @(Call (Attribute b c) d) {(Global x y) (Def g () {(Nonlocal z) (Expr \"doc\")})})}"),
    RecordedTree(
      source: "@a\nclass A: pass\n",
      tree: "{(Class A @a {Pass})}"),
    RecordedTree(
      source: "class A(B, *C, key=1, **kw):\n  '''doc'''\n  x: int = 1\n  def m(self): pass\n",
      tree: "{(Class A B *C key=1 **kw {(Expr \"doc\") (AnnAssign x : int = 1) (Def m (self) {Pass})})}"),
    RecordedTree(
      source: "class A(): pass\n",
      tree: "{(Class A {Pass})}"),
    RecordedTree(
      source: "class A:\n  def f(self):\n    class B:\n      pass\n    return B\n  x = 1\n",
      tree: "{(Class A {(Def f (self) {(Class B {Pass}) (Return B)}) (Assign x = 1)})}"),
    RecordedTree(
      source: "match a:\n  case 1: pass\n  case -1.5 | 'a' 'b' | b'c' | None | True: pass\n  case x.y.z: pass\n  case _: pass\n",
      tree: "{(Match a (Case (Value 1) {Pass}) (Case (Or (Value (Unary - 1.5)) (Value \"ab\") (Value b\"c\") (Is None) (Is True)) {Pass}) (Case (Value (Attribute (Attribute x y) z)) {Pass}) (Case _ {Pass}))}"),
    RecordedTree(
      source: "match a, b:\n  case c, *d: pass\n  case [e, *_, (1 | g.h as i)] if i > 1: pass\n  case (j,): pass\n  case (): pass\n  case (k): pass\n",
      tree: "{(Match (Tuple a b) (Case (Sequence c *d) {Pass}) (Case (Sequence e *_ (As (Or (Value 1) (Value (Attribute g h))) i)) if (Compare i > 1) {Pass}) (Case (Sequence j) {Pass}) (Case (Sequence) {Pass}) (Case k {Pass}))}"),
    RecordedTree(
      source: "match *a, b:\n  case *c,: pass\n",
      tree: "{(Match (Tuple (Star a) b) (Case (Sequence *c) {Pass}))}"),
    RecordedTree(
      source: "match a:\n  case {}: pass\n  case {'a': b, 1: c, x.y: [d], None: _, **e}: pass\n",
      tree: "{(Match a (Case (Mapping) {Pass}) (Case (Mapping \"a\":b 1:c (Attribute x y):(Sequence d) None:_ **e) {Pass}))}"),
    RecordedTree(
      source: "match a:\n  case A(): pass\n  case a.B(c, D(e), f=g, h=1,): pass\n  case x: pass\n",
      tree: "{(Match a (Case (Class A) {Pass}) (Case (Class (Attribute a B) c (Class D e) f=g h=(Value 1)) {Pass}) (Case x {Pass}))}"),
    RecordedTree(
      source: "match (a):\n  case (b): pass\n",
      tree: "{(Match a (Case b {Pass}))}"),
    RecordedTree(
      source: "match not a:\n  case b: pass\n",
      tree: "{(Match (Unary not a) (Case b {Pass}))}"),
    RecordedTree(
      source: "match a:\n  case (1 | 2) as b: pass\n",
      tree: "{(Match a (Case (As (Or (Value 1) (Value 2)) b) {Pass}))}"),
    RecordedTree(
      source: "x = [  # comment\n  1,\n\n  2,  # other\n]\n",
      tree: "{(Assign x = (List 1 2))}"),
    RecordedTree(
      source: "x = 1 + \\\n  2\nif a and \\\n   b:\n  c\n",
      tree: "{(Assign x = (Binary 1 + 2)) (If (And a b) {(Expr c)} {})}"),
    RecordedTree(
      source: "\n\n# comment\nif a:\n\n  # comment\n  b\n # odd comment\n  c\n\nd\n",
      tree: "{(If a {(Expr b) (Expr c)} {}) (Expr d)}"),
    RecordedTree(
      source: "if a: b; c\nd\n",
      tree: "{(If a {(Expr b) (Expr c)} {}) (Expr d)}"),
    RecordedTree(
      source: "x = '''a\nb\\\nc\r\nd'''\r\ny\r\n",
      tree: "{(Assign x = \"a\\nbc\\nd\") (Expr y)}"),
    RecordedTree(
      source: "if a:\n  b\n\u{c}c\n",
      tree: "{(If a {(Expr b)} {}) (Expr c)}"),
    RecordedTree(
      source: "with open(a) as b, \\\n     c: pass\n",
      tree: "{(With ((Call open a) as b) (c) {Pass})}"),
    RecordedTree(
      source: "f'''{\na\n}'''\n",
      tree: "{(Expr (Format {a}))}"),
    RecordedTree(
      source: "x: int; y = 2\n",
      tree: "{(AnnAssign x : int) (Assign y = 2)}"),
  ]
}
