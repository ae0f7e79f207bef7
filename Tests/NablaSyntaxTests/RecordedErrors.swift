// Recorded from CPython 3.11 by Tests/Oracle/syntax_errors.py.

/// A wrong source text and CPython's error for it.
struct RecordedError: Sendable {
  let source: String
  let kind: String
  let message: String
  let line: Int

  /// 0 where CPython's place is not ours.
  let column: Int

  static let all: [RecordedError] = [
    RecordedError(
      source: "x = = 1",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 5),
    RecordedError(
      source: "x y",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 3),
    RecordedError(
      source: "a b c",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 3),
    RecordedError(
      source: "1 + * 2",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 5),
    RecordedError(
      source: "(a b)",
      kind: "SyntaxError", message: "invalid syntax. Perhaps you forgot a comma?", line: 1, column: 2),
    RecordedError(
      source: "[a, b c]",
      kind: "SyntaxError", message: "invalid syntax. Perhaps you forgot a comma?", line: 1, column: 5),
    RecordedError(
      source: "{a: b c}",
      kind: "SyntaxError", message: "invalid syntax. Perhaps you forgot a comma?", line: 1, column: 5),
    RecordedError(
      source: "f(a b, c)",
      kind: "SyntaxError", message: "invalid syntax. Perhaps you forgot a comma?", line: 1, column: 3),
    RecordedError(
      source: "f(a, b=1 c)",
      kind: "SyntaxError", message: "invalid syntax. Perhaps you forgot a comma?", line: 1, column: 8),
    RecordedError(
      source: "print 1",
      kind: "SyntaxError", message: "Missing parentheses in call to 'print'. Did you mean print(...)?", line: 1, column: 1),
    RecordedError(
      source: "print \"hello\", x",
      kind: "SyntaxError", message: "Missing parentheses in call to 'print'. Did you mean print(...)?", line: 1, column: 1),
    RecordedError(
      source: "exec \"code\"",
      kind: "SyntaxError", message: "Missing parentheses in call to 'exec'. Did you mean exec(...)?", line: 1, column: 1),
    RecordedError(
      source: "print(a b)",
      kind: "SyntaxError", message: "invalid syntax. Perhaps you forgot a comma?", line: 1, column: 7),
    RecordedError(
      source: "x print y",
      kind: "SyntaxError", message: "Missing parentheses in call to 'print'. Did you mean print(...)?", line: 1, column: 3),
    RecordedError(
      source: "if x = 3: pass",
      kind: "SyntaxError", message: "invalid syntax. Maybe you meant '==' or ':=' instead of '='?", line: 1, column: 4),
    RecordedError(
      source: "while x.y = 3: pass",
      kind: "SyntaxError", message: "cannot assign to attribute here. Maybe you meant '==' instead of '='?", line: 1, column: 7),
    RecordedError(
      source: "if f() = 3: pass",
      kind: "SyntaxError", message: "cannot assign to function call here. Maybe you meant '==' instead of '='?", line: 1, column: 4),
    RecordedError(
      source: "(x = 1)",
      kind: "SyntaxError", message: "invalid syntax. Maybe you meant '==' or ':=' instead of '='?", line: 1, column: 2),
    RecordedError(
      source: "[x = 1]",
      kind: "SyntaxError", message: "invalid syntax. Maybe you meant '==' or ':=' instead of '='?", line: 1, column: 2),
    RecordedError(
      source: "f() = 1",
      kind: "SyntaxError", message: "cannot assign to function call here. Maybe you meant '==' instead of '='?", line: 1, column: 1),
    RecordedError(
      source: "1 = x",
      kind: "SyntaxError", message: "cannot assign to literal here. Maybe you meant '==' instead of '='?", line: 1, column: 1),
    RecordedError(
      source: "a + 1 = 2",
      kind: "SyntaxError", message: "cannot assign to expression here. Maybe you meant '==' instead of '='?", line: 1, column: 1),
    RecordedError(
      source: "None = 1",
      kind: "SyntaxError", message: "cannot assign to None", line: 1, column: 1),
    RecordedError(
      source: "a, None = 1",
      kind: "SyntaxError", message: "cannot assign to None", line: 1, column: 4),
    RecordedError(
      source: "(a, f()) = 1",
      kind: "SyntaxError", message: "cannot assign to function call", line: 1, column: 5),
    RecordedError(
      source: "a, f() = 1",
      kind: "SyntaxError", message: "cannot assign to function call here. Maybe you meant '==' instead of '='?", line: 1, column: 4),
    RecordedError(
      source: "x = f() = 1",
      kind: "SyntaxError", message: "cannot assign to function call", line: 1, column: 5),
    RecordedError(
      source: "x = 1 = 2",
      kind: "SyntaxError", message: "cannot assign to literal", line: 1, column: 5),
    RecordedError(
      source: "[a, 1] = b",
      kind: "SyntaxError", message: "cannot assign to literal", line: 1, column: 5),
    RecordedError(
      source: "{a: 1} = b",
      kind: "SyntaxError", message: "cannot assign to dict literal here. Maybe you meant '==' instead of '='?", line: 1, column: 1),
    RecordedError(
      source: "\"a\" = b",
      kind: "SyntaxError", message: "cannot assign to literal here. Maybe you meant '==' instead of '='?", line: 1, column: 1),
    RecordedError(
      source: "f\"{a}\" = b",
      kind: "SyntaxError", message: "cannot assign to f-string expression here. Maybe you meant '==' instead of '='?", line: 1, column: 1),
    RecordedError(
      source: "a if b else c = d",
      kind: "SyntaxError", message: "cannot assign to conditional expression", line: 1, column: 1),
    RecordedError(
      source: "lambda: 1 = 2",
      kind: "SyntaxError", message: "cannot assign to lambda", line: 1, column: 1),
    RecordedError(
      source: "a < b = c",
      kind: "SyntaxError", message: "cannot assign to comparison", line: 1, column: 1),
    RecordedError(
      source: "a and b = c",
      kind: "SyntaxError", message: "cannot assign to expression", line: 1, column: 1),
    RecordedError(
      source: "... = 1",
      kind: "SyntaxError", message: "cannot assign to ellipsis here. Maybe you meant '==' instead of '='?", line: 1, column: 1),
    RecordedError(
      source: "*a, *b = c",
      kind: "SyntaxError", message: "multiple starred expressions in assignment", line: 1, column: 0),
    RecordedError(
      source: "*a = b",
      kind: "SyntaxError", message: "starred assignment target must be in a list or tuple", line: 1, column: 1),
    RecordedError(
      source: "*a",
      kind: "SyntaxError", message: "can't use starred expression here", line: 1, column: 1),
    RecordedError(
      source: "f() += 1",
      kind: "SyntaxError", message: "'function call' is an illegal expression for augmented assignment", line: 1, column: 1),
    RecordedError(
      source: "(a, b) += 1",
      kind: "SyntaxError", message: "'tuple' is an illegal expression for augmented assignment", line: 1, column: 1),
    RecordedError(
      source: "1 += 2",
      kind: "SyntaxError", message: "'literal' is an illegal expression for augmented assignment", line: 1, column: 1),
    RecordedError(
      source: "yield x",
      kind: "SyntaxError", message: "'yield' outside function", line: 1, column: 1),
    RecordedError(
      source: "x = yield = 1",
      kind: "SyntaxError", message: "assignment to yield expression not possible", line: 1, column: 5),
    RecordedError(
      source: "(a, b): int",
      kind: "SyntaxError", message: "only single target (not tuple) can be annotated", line: 1, column: 1),
    RecordedError(
      source: "[a]: int",
      kind: "SyntaxError", message: "only single target (not list) can be annotated", line: 1, column: 1),
    RecordedError(
      source: "a, b: int",
      kind: "SyntaxError", message: "only single target (not tuple) can be annotated", line: 1, column: 1),
    RecordedError(
      source: "f(): int",
      kind: "SyntaxError", message: "illegal target for annotation", line: 1, column: 1),
    RecordedError(
      source: "x := 1",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 3),
    RecordedError(
      source: "(f() := 1)",
      kind: "SyntaxError", message: "cannot use assignment expressions with function call", line: 1, column: 2),
    RecordedError(
      source: "(a.b := 1)",
      kind: "SyntaxError", message: "cannot use assignment expressions with attribute", line: 1, column: 2),
    RecordedError(
      source: "del f()",
      kind: "SyntaxError", message: "cannot delete function call", line: 1, column: 5),
    RecordedError(
      source: "del 1",
      kind: "SyntaxError", message: "cannot delete literal", line: 1, column: 5),
    RecordedError(
      source: "del (a, b + c)",
      kind: "SyntaxError", message: "cannot delete expression", line: 1, column: 9),
    RecordedError(
      source: "del *a",
      kind: "SyntaxError", message: "cannot delete starred", line: 1, column: 5),
    RecordedError(
      source: "for f() in x: pass",
      kind: "SyntaxError", message: "cannot assign to function call", line: 1, column: 5),
    RecordedError(
      source: "for 1 in x: pass",
      kind: "SyntaxError", message: "cannot assign to literal", line: 1, column: 5),
    RecordedError(
      source: "for x, 1 in y: pass",
      kind: "SyntaxError", message: "cannot assign to literal", line: 1, column: 8),
    RecordedError(
      source: "for x y in z: pass",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 7),
    RecordedError(
      source: "for x in y",
      kind: "SyntaxError", message: "expected ':'", line: 1, column: 11),
    RecordedError(
      source: "for x of y: pass",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 7),
    RecordedError(
      source: "[x for 1 in y]",
      kind: "SyntaxError", message: "cannot assign to literal", line: 1, column: 8),
    RecordedError(
      source: "[x for x y in z]",
      kind: "SyntaxError", message: "invalid syntax. Perhaps you forgot a comma?", line: 1, column: 8),
    RecordedError(
      source: "[x for x in]",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 12),
    RecordedError(
      source: "[*a for a in b]",
      kind: "SyntaxError", message: "iterable unpacking cannot be used in comprehension", line: 1, column: 2),
    RecordedError(
      source: "[a, b for a in b]",
      kind: "SyntaxError", message: "did you forget parentheses around the comprehension target?", line: 1, column: 2),
    RecordedError(
      source: "[a, for a in b]",
      kind: "SyntaxError", message: "did you forget parentheses around the comprehension target?", line: 1, column: 2),
    RecordedError(
      source: "{a, b for a in b}",
      kind: "SyntaxError", message: "did you forget parentheses around the comprehension target?", line: 1, column: 2),
    RecordedError(
      source: "{**a for a in b}",
      kind: "SyntaxError", message: "dict unpacking cannot be used in dict comprehension", line: 1, column: 2),
    RecordedError(
      source: "(*a)",
      kind: "SyntaxError", message: "cannot use starred expression here", line: 1, column: 2),
    RecordedError(
      source: "(**a)",
      kind: "SyntaxError", message: "cannot use double starred expression here", line: 1, column: 2),
    RecordedError(
      source: "{a: *b}",
      kind: "SyntaxError", message: "cannot use a starred expression in a dictionary value", line: 1, column: 5),
    RecordedError(
      source: "{a: }",
      kind: "SyntaxError", message: "expression expected after dictionary key and ':'", line: 1, column: 3),
    RecordedError(
      source: "{a: b, c: }",
      kind: "SyntaxError", message: "expression expected after dictionary key and ':'", line: 1, column: 9),
    RecordedError(
      source: "{a: b, c}",
      kind: "SyntaxError", message: "':' expected after dictionary key", line: 1, column: 8),
    RecordedError(
      source: "{**a, b}",
      kind: "SyntaxError", message: "':' expected after dictionary key", line: 1, column: 7),
    RecordedError(
      source: "f(**a, *b)",
      kind: "SyntaxError", message: "iterable argument unpacking follows keyword argument unpacking", line: 1, column: 8),
    RecordedError(
      source: "f(a=1, b)",
      kind: "SyntaxError", message: "positional argument follows keyword argument", line: 1, column: 9),
    RecordedError(
      source: "f(**a, b)",
      kind: "SyntaxError", message: "positional argument follows keyword argument unpacking", line: 1, column: 9),
    RecordedError(
      source: "f(a, b for b in c)",
      kind: "SyntaxError", message: "Generator expression must be parenthesized", line: 1, column: 6),
    RecordedError(
      source: "f(a for a in b, c)",
      kind: "SyntaxError", message: "Generator expression must be parenthesized", line: 1, column: 3),
    RecordedError(
      source: "f(a for a in b, )",
      kind: "SyntaxError", message: "Generator expression must be parenthesized", line: 1, column: 3),
    RecordedError(
      source: "f(a=b for b in c)",
      kind: "SyntaxError", message: "invalid syntax. Maybe you meant '==' or ':=' instead of '='?", line: 1, column: 3),
    RecordedError(
      source: "f(a.b=1)",
      kind: "SyntaxError", message: "expression cannot contain assignment, perhaps you meant \"==\"?", line: 1, column: 3),
    RecordedError(
      source: "f(True=1)",
      kind: "SyntaxError", message: "cannot assign to True", line: 1, column: 3),
    RecordedError(
      source: "f(1=2)",
      kind: "SyntaxError", message: "expression cannot contain assignment, perhaps you meant \"==\"?", line: 1, column: 3),
    RecordedError(
      source: "f(a+b=2)",
      kind: "SyntaxError", message: "expression cannot contain assignment, perhaps you meant \"==\"?", line: 1, column: 3),
    RecordedError(
      source: "f((a)=2)",
      kind: "SyntaxError", message: "expression cannot contain assignment, perhaps you meant \"==\"?", line: 1, column: 4),
    RecordedError(
      source: "f(a=1, a=2)",
      kind: "SyntaxError", message: "keyword argument repeated: a", line: 1, column: 8),
    RecordedError(
      source: "f(",
      kind: "SyntaxError", message: "'(' was never closed", line: 1, column: 2),
    RecordedError(
      source: "f(a",
      kind: "SyntaxError", message: "'(' was never closed", line: 1, column: 2),
    RecordedError(
      source: "f(a, [b",
      kind: "SyntaxError", message: "'[' was never closed", line: 1, column: 6),
    RecordedError(
      source: "x = {",
      kind: "SyntaxError", message: "'{' was never closed", line: 1, column: 5),
    RecordedError(
      source: ")",
      kind: "SyntaxError", message: "unmatched ')'", line: 1, column: 1),
    RecordedError(
      source: "x]",
      kind: "SyntaxError", message: "unmatched ']'", line: 1, column: 2),
    RecordedError(
      source: "(]",
      kind: "SyntaxError", message: "closing parenthesis ']' does not match opening parenthesis '('", line: 1, column: 2),
    RecordedError(
      source: "[)",
      kind: "SyntaxError", message: "closing parenthesis ')' does not match opening parenthesis '['", line: 1, column: 2),
    RecordedError(
      source: "{)",
      kind: "SyntaxError", message: "closing parenthesis ')' does not match opening parenthesis '{'", line: 1, column: 2),
    RecordedError(
      source: "(a, b]",
      kind: "SyntaxError", message: "closing parenthesis ']' does not match opening parenthesis '('", line: 1, column: 6),
    RecordedError(
      source: "a = (1, 2",
      kind: "SyntaxError", message: "'(' was never closed", line: 1, column: 5),
    RecordedError(
      source: "lambda x y: 1",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 10),
    RecordedError(
      source: "lambda (x, y): 1",
      kind: "SyntaxError", message: "Lambda expression parameters cannot be parenthesized", line: 1, column: 8),
    RecordedError(
      source: "def f(a=1, b): pass",
      kind: "SyntaxError", message: "non-default argument follows default argument", line: 1, column: 12),
    RecordedError(
      source: "def f(a, a): pass",
      kind: "SyntaxError", message: "duplicate argument 'a' in function definition", line: 1, column: 10),
    RecordedError(
      source: "def f((a, b)): pass",
      kind: "SyntaxError", message: "Function parameters cannot be parenthesized", line: 1, column: 7),
    RecordedError(
      source: "def f(/, a): pass",
      kind: "SyntaxError", message: "at least one argument must precede /", line: 1, column: 7),
    RecordedError(
      source: "def f(a, /, b, /): pass",
      kind: "SyntaxError", message: "/ may appear only once", line: 1, column: 16),
    RecordedError(
      source: "def f(*, a, /): pass",
      kind: "SyntaxError", message: "/ must be ahead of *", line: 1, column: 13),
    RecordedError(
      source: "def f(a, /*): pass",
      kind: "SyntaxError", message: "expected comma between / and *", line: 1, column: 11),
    RecordedError(
      source: "def f(a=): pass",
      kind: "SyntaxError", message: "expected default value expression", line: 1, column: 8),
    RecordedError(
      source: "def f(*): pass",
      kind: "SyntaxError", message: "named arguments must follow bare *", line: 1, column: 7),
    RecordedError(
      source: "def f(*, **k): pass",
      kind: "SyntaxError", message: "named arguments must follow bare *", line: 1, column: 7),
    RecordedError(
      source: "def f(*a=1): pass",
      kind: "SyntaxError", message: "var-positional argument cannot have default value", line: 1, column: 9),
    RecordedError(
      source: "def f(**a=1): pass",
      kind: "SyntaxError", message: "var-keyword argument cannot have default value", line: 1, column: 10),
    RecordedError(
      source: "def f(**a, b): pass",
      kind: "SyntaxError", message: "arguments cannot follow var-keyword argument", line: 1, column: 12),
    RecordedError(
      source: "def f(**a, *b): pass",
      kind: "SyntaxError", message: "arguments cannot follow var-keyword argument", line: 1, column: 12),
    RecordedError(
      source: "def f(*a, *b): pass",
      kind: "SyntaxError", message: "* argument may appear only once", line: 1, column: 11),
    RecordedError(
      source: "def f(a: pass",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 10),
    RecordedError(
      source: "def f: pass",
      kind: "SyntaxError", message: "expected '('", line: 1, column: 6),
    RecordedError(
      source: "def f() pass",
      kind: "SyntaxError", message: "expected ':'", line: 1, column: 9),
    RecordedError(
      source: "def f()",
      kind: "SyntaxError", message: "expected ':'", line: 1, column: 8),
    RecordedError(
      source: "def 1(): pass",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 5),
    RecordedError(
      source: "class A",
      kind: "SyntaxError", message: "expected ':'", line: 1, column: 8),
    RecordedError(
      source: "class A()",
      kind: "SyntaxError", message: "expected ':'", line: 1, column: 10),
    RecordedError(
      source: "class A: x = 1 y",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 16),
    RecordedError(
      source: "class 1: pass",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 7),
    RecordedError(
      source: "if x",
      kind: "SyntaxError", message: "expected ':'", line: 1, column: 5),
    RecordedError(
      source: "if x pass",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 6),
    RecordedError(
      source: "elif x: pass",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 1),
    RecordedError(
      source: "else: pass",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 1),
    RecordedError(
      source: "while x",
      kind: "SyntaxError", message: "expected ':'", line: 1, column: 8),
    RecordedError(
      source: "while",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 6),
    RecordedError(
      source: "with a",
      kind: "SyntaxError", message: "expected ':'", line: 1, column: 7),
    RecordedError(
      source: "with a as f(): pass",
      kind: "SyntaxError", message: "cannot assign to function call", line: 1, column: 11),
    RecordedError(
      source: "with (a, b)",
      kind: "SyntaxError", message: "expected ':'", line: 1, column: 12),
    RecordedError(
      source: "with a as b c: pass",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 13),
    RecordedError(
      source: "try",
      kind: "SyntaxError", message: "expected ':'", line: 1, column: 4),
    RecordedError(
      source: "try: pass",
      kind: "SyntaxError", message: "expected 'except' or 'finally' block", line: 1, column: 10),
    RecordedError(
      source: "try x",
      kind: "SyntaxError", message: "expected ':'", line: 1, column: 5),
    RecordedError(
      source: "match x",
      kind: "SyntaxError", message: "expected ':'", line: 1, column: 8),
    RecordedError(
      source: "assert",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 7),
    RecordedError(
      source: "assert x = 1",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 10),
    RecordedError(
      source: "import",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 7),
    RecordedError(
      source: "import a.",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 10),
    RecordedError(
      source: "import a as b.c",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 14),
    RecordedError(
      source: "from a import",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 14),
    RecordedError(
      source: "from a import b,",
      kind: "SyntaxError", message: "trailing comma not allowed without surrounding parentheses", line: 1, column: 17),
    RecordedError(
      source: "from a import (b, c",
      kind: "SyntaxError", message: "'(' was never closed", line: 1, column: 15),
    RecordedError(
      source: "from a import *, b",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 16),
    RecordedError(
      source: "from import a",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 6),
    RecordedError(
      source: "from __future__ import braces",
      kind: "SyntaxError", message: "not a chance", line: 1, column: 1),
    RecordedError(
      source: "import a b",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 10),
    RecordedError(
      source: "return",
      kind: "SyntaxError", message: "'return' outside function", line: 1, column: 1),
    RecordedError(
      source: "return 1",
      kind: "SyntaxError", message: "'return' outside function", line: 1, column: 1),
    RecordedError(
      source: "break",
      kind: "SyntaxError", message: "'break' outside loop", line: 1, column: 1),
    RecordedError(
      source: "continue",
      kind: "SyntaxError", message: "'continue' not properly in loop", line: 1, column: 1),
    RecordedError(
      source: "pass pass",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 6),
    RecordedError(
      source: "raise a from",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 13),
    RecordedError(
      source: "global",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 7),
    RecordedError(
      source: "global x y",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 10),
    RecordedError(
      source: "nonlocal 1",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 10),
    RecordedError(
      source: "not",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 4),
    RecordedError(
      source: "a not b",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 7),
    RecordedError(
      source: "a is",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 5),
    RecordedError(
      source: "a if b",
      kind: "SyntaxError", message: "expected 'else' after 'if' expression", line: 1, column: 1),
    RecordedError(
      source: "a if b else",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 12),
    RecordedError(
      source: "(a if b)",
      kind: "SyntaxError", message: "expected 'else' after 'if' expression", line: 1, column: 2),
    RecordedError(
      source: "a.",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 3),
    RecordedError(
      source: "a.1",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 2),
    RecordedError(
      source: "a..b",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 3),
    RecordedError(
      source: "a[",
      kind: "SyntaxError", message: "'[' was never closed", line: 1, column: 2),
    RecordedError(
      source: "a[]",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 3),
    RecordedError(
      source: "a[1:2:3:4]",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 8),
    RecordedError(
      source: "a[1 2]",
      kind: "SyntaxError", message: "invalid syntax. Perhaps you forgot a comma?", line: 1, column: 3),
    RecordedError(
      source: "a?",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 2),
    RecordedError(
      source: "a $ b",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 3),
    RecordedError(
      source: "a ! b",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 3),
    RecordedError(
      source: "a <> b",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 3),
    RecordedError(
      source: "!x",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 1),
    RecordedError(
      source: "`a`",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 1),
    RecordedError(
      source: "a ++",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 5),
    RecordedError(
      source: "a --",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 5),
    RecordedError(
      source: "x++",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 4),
    RecordedError(
      source: "i = i++",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 8),
    RecordedError(
      source: "&a",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 1),
    RecordedError(
      source: "a &&b",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 4),
    RecordedError(
      source: "a || b",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 4),
    RecordedError(
      source: "\"abc",
      kind: "SyntaxError", message: "unterminated string literal (detected at line 1)", line: 1, column: 1),
    RecordedError(
      source: "'abc",
      kind: "SyntaxError", message: "unterminated string literal (detected at line 1)", line: 1, column: 1),
    RecordedError(
      source: "x = \"abc + 1",
      kind: "SyntaxError", message: "unterminated string literal (detected at line 1)", line: 1, column: 5),
    RecordedError(
      source: "\"\"\"abc",
      kind: "SyntaxError", message: "unterminated triple-quoted string literal (detected at line 1)", line: 1, column: 1),
    RecordedError(
      source: "'''abc",
      kind: "SyntaxError", message: "unterminated triple-quoted string literal (detected at line 1)", line: 1, column: 1),
    RecordedError(
      source: "x = \"\"\"abc",
      kind: "SyntaxError", message: "unterminated triple-quoted string literal (detected at line 1)", line: 1, column: 5),
    RecordedError(
      source: "'\\x1'",
      kind: "SyntaxError", message: "(unicode error) 'unicodeescape' codec can't decode bytes in position 0-2: truncated \\xXX escape", line: 1, column: 0),
    RecordedError(
      source: "'\\u12'",
      kind: "SyntaxError", message: "(unicode error) 'unicodeescape' codec can't decode bytes in position 0-3: truncated \\uXXXX escape", line: 1, column: 0),
    RecordedError(
      source: "'\\U00110000'",
      kind: "SyntaxError", message: "(unicode error) 'unicodeescape' codec can't decode bytes in position 0-9: illegal Unicode character", line: 1, column: 0),
    RecordedError(
      source: "'\\N{no such name}'",
      kind: "SyntaxError", message: "(unicode error) 'unicodeescape' codec can't decode bytes in position 0-15: unknown Unicode character name", line: 1, column: 0),
    RecordedError(
      source: "'\\N'",
      kind: "SyntaxError", message: "(unicode error) 'unicodeescape' codec can't decode bytes in position 0-1: malformed \\N character escape", line: 1, column: 0),
    RecordedError(
      source: "b'\\x1'",
      kind: "SyntaxError", message: "(value error) invalid \\x escape at position 0", line: 1, column: 0),
    RecordedError(
      source: "b'é'",
      kind: "SyntaxError", message: "bytes can only contain ASCII literal characters", line: 1, column: 1),
    RecordedError(
      source: "b'a' 'b'",
      kind: "SyntaxError", message: "cannot mix bytes and nonbytes literals", line: 1, column: 0),
    RecordedError(
      source: "1a",
      kind: "SyntaxError", message: "invalid decimal literal", line: 1, column: 1),
    RecordedError(
      source: "1_a",
      kind: "SyntaxError", message: "invalid decimal literal", line: 1, column: 2),
    RecordedError(
      source: "1__0",
      kind: "SyntaxError", message: "invalid decimal literal", line: 1, column: 2),
    RecordedError(
      source: "0_",
      kind: "SyntaxError", message: "invalid decimal literal", line: 1, column: 2),
    RecordedError(
      source: "0x",
      kind: "SyntaxError", message: "invalid hexadecimal literal", line: 1, column: 2),
    RecordedError(
      source: "0xg",
      kind: "SyntaxError", message: "invalid hexadecimal literal", line: 1, column: 2),
    RecordedError(
      source: "0b2",
      kind: "SyntaxError", message: "invalid digit '2' in binary literal", line: 1, column: 3),
    RecordedError(
      source: "0b1_",
      kind: "SyntaxError", message: "invalid binary literal", line: 1, column: 4),
    RecordedError(
      source: "0o8",
      kind: "SyntaxError", message: "invalid digit '8' in octal literal", line: 1, column: 3),
    RecordedError(
      source: "0o",
      kind: "SyntaxError", message: "invalid octal literal", line: 1, column: 2),
    RecordedError(
      source: "012",
      kind: "SyntaxError", message: "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers", line: 1, column: 1),
    RecordedError(
      source: "00012_3",
      kind: "SyntaxError", message: "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers", line: 1, column: 1),
    RecordedError(
      source: "1e",
      kind: "SyntaxError", message: "invalid decimal literal", line: 1, column: 1),
    RecordedError(
      source: "1e+",
      kind: "SyntaxError", message: "invalid decimal literal", line: 1, column: 3),
    RecordedError(
      source: "1.0a",
      kind: "SyntaxError", message: "invalid decimal literal", line: 1, column: 3),
    RecordedError(
      source: "0b12",
      kind: "SyntaxError", message: "invalid digit '2' in binary literal", line: 1, column: 4),
    RecordedError(
      source: "0xfg",
      kind: "SyntaxError", message: "invalid hexadecimal literal", line: 1, column: 3),
    RecordedError(
      source: "1_000_",
      kind: "SyntaxError", message: "invalid decimal literal", line: 1, column: 6),
    RecordedError(
      source: "“a”",
      kind: "SyntaxError", message: "invalid character '“' (U+201C)", line: 1, column: 1),
    RecordedError(
      source: "a = “b”",
      kind: "SyntaxError", message: "invalid character '“' (U+201C)", line: 1, column: 5),
    RecordedError(
      source: "é€",
      kind: "SyntaxError", message: "invalid character '€' (U+20AC)", line: 1, column: 2),
    RecordedError(
      source: "a b",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 3),
    RecordedError(
      source: "a = b\\c",
      kind: "SyntaxError", message: "unexpected character after line continuation character", line: 1, column: 7),
    RecordedError(
      source: "a = b \\ c",
      kind: "SyntaxError", message: "unexpected character after line continuation character", line: 1, column: 8),
    RecordedError(
      source: "f'{a'",
      kind: "SyntaxError", message: "f-string: expecting '}'", line: 1, column: 0),
    RecordedError(
      source: "f'{a!x}'",
      kind: "SyntaxError", message: "f-string: invalid conversion character: expected 's', 'r', or 'a'", line: 1, column: 0),
    RecordedError(
      source: "f'{}'",
      kind: "SyntaxError", message: "f-string: empty expression not allowed", line: 1, column: 0),
    RecordedError(
      source: "f'{ }'",
      kind: "SyntaxError", message: "f-string: empty expression not allowed", line: 1, column: 0),
    RecordedError(
      source: "f'{!r}'",
      kind: "SyntaxError", message: "f-string: expression required before '!'", line: 1, column: 0),
    RecordedError(
      source: "f'{:x}'",
      kind: "SyntaxError", message: "f-string: expression required before ':'", line: 1, column: 0),
    RecordedError(
      source: "f'}'",
      kind: "SyntaxError", message: "f-string: single '}' is not allowed", line: 1, column: 0),
    RecordedError(
      source: "f'{a b}'",
      kind: "SyntaxError", message: "f-string: invalid syntax. Perhaps you forgot a comma?", line: 1, column: 0),
    RecordedError(
      source: "f'{a +}'",
      kind: "SyntaxError", message: "f-string: invalid syntax", line: 1, column: 0),
    RecordedError(
      source: "f'{a!}'",
      kind: "SyntaxError", message: "f-string: invalid conversion character: expected 's', 'r', or 'a'", line: 1, column: 0),
    RecordedError(
      source: "f'{a:{b'",
      kind: "SyntaxError", message: "f-string: expecting '}'", line: 1, column: 0),
    RecordedError(
      source: "f'{a[\"b}'",
      kind: "SyntaxError", message: "f-string: unterminated string", line: 1, column: 0),
    RecordedError(
      source: "f'{a)}'",
      kind: "SyntaxError", message: "f-string: unmatched ')'", line: 1, column: 0),
    RecordedError(
      source: "f'{(a]}'",
      kind: "SyntaxError", message: "f-string: closing parenthesis ']' does not match opening parenthesis '('", line: 1, column: 0),
    RecordedError(
      source: "f'{a\\n}'",
      kind: "SyntaxError", message: "f-string expression part cannot include a backslash", line: 1, column: 0),
    RecordedError(
      source: "f'{#}'",
      kind: "SyntaxError", message: "f-string expression part cannot include '#'", line: 1, column: 0),
    RecordedError(
      source: "f'{a:{b:{c}}}'",
      kind: "SyntaxError", message: "f-string: expressions nested too deeply", line: 1, column: 0),
    RecordedError(
      source: "f'{lambda x: 1}'",
      kind: "SyntaxError", message: "f-string: invalid syntax", line: 1, column: 0),
    RecordedError(
      source: "f'{*a}'",
      kind: "SyntaxError", message: "f-string: cannot use starred expression here", line: 1, column: 0),
    RecordedError(
      source: "f'{a = 1}'",
      kind: "SyntaxError", message: "f-string: expecting '}'", line: 1, column: 0),
    RecordedError(
      source: "f'{1a}'",
      kind: "SyntaxError", message: "invalid decimal literal", line: 1, column: 0),
    RecordedError(
      source: "(a, b) = 1 = c",
      kind: "SyntaxError", message: "cannot assign to literal", line: 1, column: 10),
    RecordedError(
      source: "x = (yield)",
      kind: "SyntaxError", message: "'yield' outside function", line: 1, column: 6),
    RecordedError(
      source: "class A: return 1",
      kind: "SyntaxError", message: "'return' outside function", line: 1, column: 10),
    RecordedError(
      source: "class A: yield 1",
      kind: "SyntaxError", message: "'yield' outside function", line: 1, column: 10),
    RecordedError(
      source: "def f(): break",
      kind: "SyntaxError", message: "'break' outside loop", line: 1, column: 10),
    RecordedError(
      source: "[(yield a) for a in b]",
      kind: "SyntaxError", message: "'yield' inside list comprehension", line: 1, column: 3),
    RecordedError(
      source: "[a := 1 for a in b]",
      kind: "SyntaxError", message: "assignment expression cannot rebind comprehension iteration variable 'a'", line: 1, column: 2),
    RecordedError(
      source: "[a for a in (b := c)]",
      kind: "SyntaxError", message: "assignment expression cannot be used in a comprehension iterable expression", line: 1, column: 14),
    RecordedError(
      source: "[a for a in b if (a := 1)]",
      kind: "SyntaxError", message: "assignment expression cannot rebind comprehension iteration variable 'a'", line: 1, column: 19),
    RecordedError(
      source: "[b for a in c if (d := a) for d in e]",
      kind: "SyntaxError", message: "comprehension inner loop cannot rebind assignment expression target 'd'", line: 1, column: 31),
    RecordedError(
      source: "class A: [b := a for a in c]",
      kind: "SyntaxError", message: "assignment expression within a comprehension cannot be used in a class body", line: 1, column: 11),
    RecordedError(
      source: "def f(): from a import *",
      kind: "SyntaxError", message: "import * only allowed at module level", line: 1, column: 24),
    RecordedError(
      source: "a: int = *b",
      kind: "SyntaxError", message: "can't use starred expression here", line: 1, column: 10),
    RecordedError(
      source: "else = 1",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 1),
    RecordedError(
      source: "class = 1",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 7),
    RecordedError(
      source: "True = 1",
      kind: "SyntaxError", message: "cannot assign to True", line: 1, column: 1),
    RecordedError(
      source: "__debug__ = 1",
      kind: "SyntaxError", message: "cannot assign to __debug__", line: 1, column: 1),
    RecordedError(
      source: "for = 1",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 5),
    RecordedError(
      source: "x = not",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 8),
    RecordedError(
      source: "x = lambda",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 11),
    RecordedError(
      source: "x = in",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 5),
    RecordedError(
      source: "import as",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 8),
    RecordedError(
      source: "with",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 5),
    RecordedError(
      source: "a = 1 if b else",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 16),
    RecordedError(
      source: "a = b c",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 7),
    RecordedError(
      source: "a = [1, 2, 3",
      kind: "SyntaxError", message: "'[' was never closed", line: 1, column: 5),
    RecordedError(
      source: "a = 5 if",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 9),
    RecordedError(
      source: "a = {1: 2, 3: 4",
      kind: "SyntaxError", message: "'{' was never closed", line: 1, column: 5),
    RecordedError(
      source: "if a:\nb\n",
      kind: "IndentationError", message: "expected an indented block after 'if' statement on line 1", line: 2, column: 1),
    RecordedError(
      source: "if a:\n",
      kind: "IndentationError", message: "expected an indented block after 'if' statement on line 1", line: 1, column: 6),
    RecordedError(
      source: "if a:\n  b\nelif c:\nd\n",
      kind: "IndentationError", message: "expected an indented block after 'elif' statement on line 3", line: 4, column: 1),
    RecordedError(
      source: "if a:\n  b\nelse:\nd\n",
      kind: "IndentationError", message: "expected an indented block after 'else' statement on line 3", line: 4, column: 1),
    RecordedError(
      source: "while a:\nb\n",
      kind: "IndentationError", message: "expected an indented block after 'while' statement on line 1", line: 2, column: 1),
    RecordedError(
      source: "for a in b:\nc\n",
      kind: "IndentationError", message: "expected an indented block after 'for' statement on line 1", line: 2, column: 1),
    RecordedError(
      source: "with a:\nb\n",
      kind: "IndentationError", message: "expected an indented block after 'with' statement on line 1", line: 2, column: 1),
    RecordedError(
      source: "with (a, b):\nc\n",
      kind: "IndentationError", message: "expected an indented block after 'with' statement on line 1", line: 2, column: 1),
    RecordedError(
      source: "with (a as b, c)\n  d\n",
      kind: "SyntaxError", message: "expected ':'", line: 1, column: 17),
    RecordedError(
      source: "try:\na\n",
      kind: "IndentationError", message: "expected an indented block after 'try' statement on line 1", line: 2, column: 1),
    RecordedError(
      source: "try:\n  a\nexcept:\nb\n",
      kind: "IndentationError", message: "expected an indented block after 'except' statement on line 3", line: 4, column: 1),
    RecordedError(
      source: "try:\n  a\nexcept A as b:\nc\n",
      kind: "IndentationError", message: "expected an indented block after 'except' statement on line 3", line: 4, column: 1),
    RecordedError(
      source: "try:\n  a\nfinally:\nb\n",
      kind: "IndentationError", message: "expected an indented block after 'finally' statement on line 3", line: 4, column: 1),
    RecordedError(
      source: "try:\n  a\nb\n",
      kind: "SyntaxError", message: "expected 'except' or 'finally' block", line: 3, column: 1),
    RecordedError(
      source: "try:\n  a\nexcept A, B:\n  c\n",
      kind: "SyntaxError", message: "multiple exception types must be parenthesized", line: 3, column: 8),
    RecordedError(
      source: "try:\n  a\nexcept A, B as c:\n  d\n",
      kind: "SyntaxError", message: "multiple exception types must be parenthesized", line: 3, column: 8),
    RecordedError(
      source: "try:\n  a\nexcept A\n  b\n",
      kind: "SyntaxError", message: "expected ':'", line: 3, column: 9),
    RecordedError(
      source: "try:\n  a\nexcept\n  b\n",
      kind: "SyntaxError", message: "expected ':'", line: 3, column: 7),
    RecordedError(
      source: "try:\n  a\nexcept:\n  b\nexcept A:\n  c\n",
      kind: "SyntaxError", message: "default 'except:' must be last", line: 3, column: 1),
    RecordedError(
      source: "try:\n  a\nelse:\n  b\n",
      kind: "SyntaxError", message: "expected 'except' or 'finally' block", line: 3, column: 1),
    RecordedError(
      source: "def f():\na\n",
      kind: "IndentationError", message: "expected an indented block after function definition on line 1", line: 2, column: 1),
    RecordedError(
      source: "class A:\na\n",
      kind: "IndentationError", message: "expected an indented block after class definition on line 1", line: 2, column: 1),
    RecordedError(
      source: "match a:\ncase b: pass\n",
      kind: "IndentationError", message: "expected an indented block after 'match' statement on line 1", line: 2, column: 1),
    RecordedError(
      source: "match a:\n  case b:\n  c\n",
      kind: "IndentationError", message: "expected an indented block after 'case' statement on line 2", line: 3, column: 3),
    RecordedError(
      source: "match a:\n  case b\n    c\n",
      kind: "SyntaxError", message: "expected ':'", line: 2, column: 9),
    RecordedError(
      source: "match a:\n  b\n",
      kind: "SyntaxError", message: "invalid syntax", line: 2, column: 3),
    RecordedError(
      source: "match a:\n  case b: pass\n  case c: pass\n",
      kind: "SyntaxError", message: "name capture 'b' makes remaining patterns unreachable", line: 2, column: 8),
    RecordedError(
      source: "match a:\n  case _: pass\n  case c: pass\n",
      kind: "SyntaxError", message: "wildcard makes remaining patterns unreachable", line: 2, column: 8),
    RecordedError(
      source: "match a:\n  case _ | b: pass\n",
      kind: "SyntaxError", message: "wildcard makes remaining patterns unreachable", line: 2, column: 8),
    RecordedError(
      source: "match a:\n  case b | 1: pass\n",
      kind: "SyntaxError", message: "name capture 'b' makes remaining patterns unreachable", line: 2, column: 8),
    RecordedError(
      source: "match a:\n  case 1 | b: pass\n",
      kind: "SyntaxError", message: "alternative patterns bind different names", line: 2, column: 12),
    RecordedError(
      source: "match a:\n  case b, b: pass\n",
      kind: "SyntaxError", message: "multiple assignments to name 'b' in pattern", line: 2, column: 11),
    RecordedError(
      source: "match a:\n  case *b, *c: pass\n",
      kind: "SyntaxError", message: "multiple starred names in sequence pattern", line: 2, column: 8),
    RecordedError(
      source: "match a:\n  case A(b=1, c): pass\n",
      kind: "SyntaxError", message: "positional patterns follow keyword patterns", line: 2, column: 15),
    RecordedError(
      source: "match a:\n  case A(b=1, b=2): pass\n",
      kind: "SyntaxError", message: "attribute name repeated in class pattern: b", line: 2, column: 17),
    RecordedError(
      source: "match a:\n  case b as _: pass\n",
      kind: "SyntaxError", message: "cannot use '_' as a target", line: 2, column: 13),
    RecordedError(
      source: "match a:\n  case b as c.d: pass\n",
      kind: "SyntaxError", message: "invalid syntax", line: 2, column: 14),
    RecordedError(
      source: "match a:\n  case b as 1: pass\n",
      kind: "SyntaxError", message: "invalid pattern target", line: 2, column: 13),
    RecordedError(
      source: "match a:\n  case {**b, 'c': d}: pass\n",
      kind: "SyntaxError", message: "invalid syntax", line: 2, column: 14),
    RecordedError(
      source: "match a:\n  case {b: c}: pass\n",
      kind: "SyntaxError", message: "invalid syntax", line: 2, column: 10),
    RecordedError(
      source: "match a:\n  case -b: pass\n",
      kind: "SyntaxError", message: "invalid syntax", line: 2, column: 9),
    RecordedError(
      source: "match a:\n  case f'{b}': pass\n",
      kind: "SyntaxError", message: "patterns may only match literals and attribute lookups", line: 2, column: 8),
    RecordedError(
      source: "a\n  b\n",
      kind: "IndentationError", message: "unexpected indent", line: 2, column: 0),
    RecordedError(
      source: "  a\n",
      kind: "IndentationError", message: "unexpected indent", line: 1, column: 0),
    RecordedError(
      source: "if a:\n    b\n  c\n",
      kind: "IndentationError", message: "unindent does not match any outer indentation level", line: 3, column: 4),
    RecordedError(
      source: "if a:\n  b\n    c\n",
      kind: "IndentationError", message: "unexpected indent", line: 3, column: 0),
    RecordedError(
      source: "if a:\n\tb\n        c\n",
      kind: "TabError", message: "inconsistent use of tabs and spaces in indentation", line: 3, column: 1),
    RecordedError(
      source: "if a:\n        b\n\tc\n",
      kind: "TabError", message: "inconsistent use of tabs and spaces in indentation", line: 3, column: 1),
    RecordedError(
      source: "@a\nb\n",
      kind: "SyntaxError", message: "invalid syntax", line: 2, column: 1),
    RecordedError(
      source: "@a\n",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 0),
    RecordedError(
      source: "@\ndef f(): pass\n",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 2),
    RecordedError(
      source: "class A:\n  @a\nb\n",
      kind: "IndentationError", message: "unexpected unindent", line: 3, column: 0),
    RecordedError(
      source: "x = (\n  1,\n  2\ny = 3\n",
      kind: "SyntaxError", message: "'(' was never closed", line: 1, column: 5),
    RecordedError(
      source: "f(a,\n  b\nfor x in y:\n  pass\n",
      kind: "SyntaxError", message: "'(' was never closed", line: 1, column: 2),
    RecordedError(
      source: "x = [1, 2\n\nprint(x)\n",
      kind: "SyntaxError", message: "'[' was never closed", line: 1, column: 5),
    RecordedError(
      source: "x = (1,\n     2]\n",
      kind: "SyntaxError", message: "closing parenthesis ']' does not match opening parenthesis '(' on line 1", line: 2, column: 7),
    RecordedError(
      source: "def f(\n",
      kind: "SyntaxError", message: "'(' was never closed", line: 1, column: 6),
    RecordedError(
      source: "a = 'b\nc = d'\n",
      kind: "SyntaxError", message: "unterminated string literal (detected at line 1)", line: 1, column: 5),
    RecordedError(
      source: "a = '''b\nc\n",
      kind: "SyntaxError", message: "unterminated triple-quoted string literal (detected at line 2)", line: 1, column: 5),
    RecordedError(
      source: "a = (b +\n",
      kind: "SyntaxError", message: "'(' was never closed", line: 1, column: 5),
    RecordedError(
      source: "a \\\n",
      kind: "SyntaxError", message: "unexpected EOF while parsing", line: 1, column: 4),
    RecordedError(
      source: "a = \\ \nb\n",
      kind: "SyntaxError", message: "unexpected character after line continuation character", line: 1, column: 6),
    RecordedError(
      source: "a = b c\nd = 'e\n",
      kind: "SyntaxError", message: "unterminated string literal (detected at line 2)", line: 2, column: 5),
    RecordedError(
      source: "a = b c\nd = (e\n",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 7),
    RecordedError(
      source: "a = b c\nd = e)\n",
      kind: "SyntaxError", message: "unmatched ')'", line: 2, column: 6),
    RecordedError(
      source: "def f():\n  x = 1\n  return\nreturn\n",
      kind: "SyntaxError", message: "'return' outside function", line: 4, column: 1),
    RecordedError(
      source: "while a:\n  def f():\n    break\n",
      kind: "SyntaxError", message: "'break' outside loop", line: 3, column: 5),
    RecordedError(
      source: "for a in b:\n  class C:\n    continue\n",
      kind: "SyntaxError", message: "'continue' not properly in loop", line: 3, column: 5),
    RecordedError(
      source: "a = 1\nfrom __future__ import annotations\n",
      kind: "SyntaxError", message: "from __future__ imports must occur at the beginning of the file", line: 2, column: 1),
    RecordedError(
      source: "from a import b,\nc\n",
      kind: "SyntaxError", message: "trailing comma not allowed without surrounding parentheses", line: 1, column: 17),
    RecordedError(
      source: "x = {\n  'a': 1,\n  'b' 2,\n}\n",
      kind: "SyntaxError", message: "':' expected after dictionary key", line: 3, column: 5),
    RecordedError(
      source: "x = {\n  'a': 1\n  'b': 2,\n}\n",
      kind: "SyntaxError", message: "invalid syntax. Perhaps you forgot a comma?", line: 2, column: 8),
    RecordedError(
      source: "f(\n  a=1\n  b=2,\n)\n",
      kind: "SyntaxError", message: "invalid syntax. Perhaps you forgot a comma?", line: 2, column: 5),
    RecordedError(
      source: "f(\n  a\n  b,\n)\n",
      kind: "SyntaxError", message: "invalid syntax. Perhaps you forgot a comma?", line: 2, column: 3),
    RecordedError(
      source: "print(\"a\"\nprint(\"b\")\n",
      kind: "SyntaxError", message: "'(' was never closed", line: 1, column: 6),
    RecordedError(
      source: "if a == 1\n  b\n",
      kind: "SyntaxError", message: "expected ':'", line: 1, column: 10),
    RecordedError(
      source: "if a == 1 {\n  b\n}\n",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 11),
    RecordedError(
      source: "def f(self, x)\n  return x\n",
      kind: "SyntaxError", message: "expected ':'", line: 1, column: 15),
    RecordedError(
      source: "def f(self, x):\n  retrun x\n",
      kind: "SyntaxError", message: "invalid syntax", line: 2, column: 10),
    RecordedError(
      source: "for i in range(10): print(i)\n  print(i)\n",
      kind: "IndentationError", message: "unexpected indent", line: 2, column: 0),
    RecordedError(
      source: "switch x:\n  case 1: pass\n",
      kind: "SyntaxError", message: "invalid syntax", line: 1, column: 8),
    RecordedError(
      source: "((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((()))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))",
      kind: "SyntaxError", message: "too many nested parentheses", line: 1, column: 201),
    RecordedError(
      source: "if a:\n if a:\n  if a:\n   if a:\n    if a:\n     if a:\n      if a:\n       if a:\n        if a:\n         if a:\n          if a:\n           if a:\n            if a:\n             if a:\n              if a:\n               if a:\n                if a:\n                 if a:\n                  if a:\n                   if a:\n                    if a:\n                     if a:\n                      if a:\n                       if a:\n                        if a:\n                         if a:\n                          if a:\n                           if a:\n                            if a:\n                             if a:\n                              if a:\n                               if a:\n                                if a:\n                                 if a:\n                                  if a:\n                                   if a:\n                                    if a:\n                                     if a:\n                                      if a:\n                                       if a:\n                                        if a:\n                                         if a:\n                                          if a:\n                                           if a:\n                                            if a:\n                                             if a:\n                                              if a:\n                                               if a:\n                                                if a:\n                                                 if a:\n                                                  if a:\n                                                   if a:\n                                                    if a:\n                                                     if a:\n                                                      if a:\n                                                       if a:\n                                                        if a:\n                                                         if a:\n                                                          if a:\n                                                           if a:\n                                                            if a:\n                                                             if a:\n                                                              if a:\n                                                               if a:\n                                                                if a:\n                                                                 if a:\n                                                                  if a:\n                                                                   if a:\n                                                                    if a:\n                                                                     if a:\n                                                                      if a:\n                                                                       if a:\n                                                                        if a:\n                                                                         if a:\n                                                                          if a:\n                                                                           if a:\n                                                                            if a:\n                                                                             if a:\n                                                                              if a:\n                                                                               if a:\n                                                                                if a:\n                                                                                 if a:\n                                                                                  if a:\n                                                                                   if a:\n                                                                                    if a:\n                                                                                     if a:\n                                                                                      if a:\n                                                                                       if a:\n                                                                                        if a:\n                                                                                         if a:\n                                                                                          if a:\n                                                                                           if a:\n                                                                                            if a:\n                                                                                             if a:\n                                                                                              if a:\n                                                                                               if a:\n                                                                                                if a:\n                                                                                                 if a:\n                                                                                                  if a:\n                                                                                                   if a:\n                                                                                                    if a:\n                                                                                                     b\n",
      kind: "IndentationError", message: "too many levels of indentation", line: 101, column: 1),
    RecordedError(
      source: "11111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111",
      kind: "SyntaxError", message: "Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.", line: 1, column: 0),
  ]
}
