/// Examples of the built-in functions, and of the classes that have no table of their own.
extension Examples {
  static let builtins: Examples = """
    abs: abs(-3) => 3
    all: all([True, 1, 'x']) => True
    any: any(x > 2 for x in [1, 2, 3]) => True
    ascii: ascii('é') => "'\\\\xe9'"
    bin: bin(10) => '0b1010'
    callable: callable(len) => True
    chr: chr(955) => 'λ'
    delattr: f = lambda: 0; f.tag = 1; delattr(f, 'tag'); hasattr(f, 'tag') => False
    dir: 'append' in dir([]) => True
    divmod: divmod(17, 5) => (3, 2)
    exit: callable(exit) => True
    format: format(3.14159, '.2f') => '3.14'
    getattr: getattr('abc', 'upper')() => 'ABC'
    globals: 'len' in globals() => False
    hasattr: hasattr([], 'append') => True
    hash: hash(1) == hash(1.0) => True
    help: callable(help) => True
    hex: hex(255) => '0xff'
    id: x = []; id(x) == id(x) => True
    input: callable(input) => True
    isinstance: isinstance(True, (int, str)) => True
    issubclass: issubclass(bool, int) => True
    iter: next(iter('abc')) => 'a'
    len: len('hello') => 5
    locals: (lambda x: locals())(1) => {'x': 1}
    max: max(['a', 'ccc', 'bb'], key=len) => 'ccc'
    min: min([], default=0) => 0
    next: next(iter([]), 'end') => 'end'
    oct: oct(8) => '0o10'
    open: open('/dev/null').read() => ''
    ord: ord('A') => 65
    pow: pow(3, -1, 7) => 5
    print: print('a', 1, sep='-') => a-1
    quit: callable(quit) => True
    repr: repr('a\\n') => "'a\\\\n'"
    round: [round(2.5), round(3.5), round(1.2345, 2)] => [2, 4, 1.23]
    setattr: f = lambda: 0; setattr(f, 'tag', 1); f.tag => 1
    sorted: sorted([3, 1, 2], reverse=True) => [3, 2, 1]
    sum: sum([1, 2, 3], 10) => 16
    vars: f = lambda: 0; f.tag = 1; vars(f) => {'tag': 1}
    """

  static let object: Examples = "object: isinstance([], object) => True"
  static let type: Examples = "type: type(5).__name__ => 'int'"
  static let property: Examples = """
    property: C = type('C', (), {'two': property(lambda self: 2)}); C().two => 2
    """
  static let staticMethod: Examples = """
    staticmethod: C = type('C', (), {'f': staticmethod(lambda: 1)}); C.f() => 1
    """
  static let classMethod: Examples = """
    classmethod: C = type('C', (), {'f': classmethod(lambda cls: cls.__name__)}); C.f() => 'C'
    """
  static let superType: Examples = "super: super(bool, True).__init__() is None => True"
  static let enumerate: Examples = "enumerate: list(enumerate('ab', start=1)) => [(1, 'a'), (2, 'b')]"
  static let zip: Examples = "zip: list(zip('ab', [1, 2])) => [('a', 1), ('b', 2)]"
  static let map: Examples = "map: list(map(len, ['a', 'bb'])) => [1, 2]"
  static let filter: Examples = "filter: list(filter(str.isalpha, 'a1b2')) => ['a', 'b']"
  static let reversed: Examples = "reversed: list(reversed([1, 2, 3])) => [3, 2, 1]"
}
