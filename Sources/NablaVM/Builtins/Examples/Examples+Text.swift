/// Examples of the methods of text and bytes.
extension Examples {
  static let str: Examples = """
    str: str(2.50) => '2.5'
    capitalize: 'hello World'.capitalize() => 'Hello world'
    casefold: 'Straße'.casefold() == 'STRASSE'.casefold() => True
    center: 'ab'.center(6, '*') => '**ab**'
    count: 'banana'.count('an') => 2
    encode: 'é'.encode('utf-8') => b'\\xc3\\xa9'
    endswith: 'net.py'.endswith(('.py', '.nbk')) => True
    expandtabs: 'a\\tb'.expandtabs(4) => 'a   b'
    find: 'banana'.find('an', 2) => 3
    format: '{} of {total:,}'.format(5, total=60000) => '5 of 60,000'
    format_map: '{x}'.format_map({'x': 1}) => '1'
    index: 'banana'.index('n') => 2
    isalnum: 'a1'.isalnum() => True
    isalpha: 'a1'.isalpha() => False
    isascii: 'é'.isascii() => False
    isdecimal: '12'.isdecimal() => True
    isdigit: '²'.isdigit() => True
    isidentifier: '2x'.isidentifier() => False
    islower: 'abc'.islower() => True
    isnumeric: '½'.isnumeric() => True
    isprintable: 'a\\n'.isprintable() => False
    isspace: ' \\t'.isspace() => True
    istitle: 'Hello World'.istitle() => True
    isupper: 'ABC'.isupper() => True
    join: ', '.join(['a', 'b', 'c']) => 'a, b, c'
    ljust: 'ab'.ljust(5, '.') => 'ab...'
    lower: 'ABC'.lower() => 'abc'
    lstrip: '  ab '.lstrip() => 'ab '
    maketrans: 'abc'.translate(str.maketrans('ab', 'xy')) => 'xyc'
    partition: 'key=value'.partition('=') => ('key', '=', 'value')
    removeprefix: 'test_add'.removeprefix('test_') => 'add'
    removesuffix: 'net.pt'.removesuffix('.pt') => 'net'
    replace: 'banana'.replace('a', 'o', 2) => 'bonona'
    rfind: 'banana'.rfind('an') => 3
    rindex: 'banana'.rindex('n') => 4
    rjust: '7'.rjust(3) => '  7'
    rpartition: 'a.b.c'.rpartition('.') => ('a.b', '.', 'c')
    rsplit: 'a,b,c'.rsplit(',', 1) => ['a,b', 'c']
    rstrip: 'line\\n'.rstrip() => 'line'
    split: 'a b  c'.split() => ['a', 'b', 'c']
    splitlines: 'one\\ntwo'.splitlines() => ['one', 'two']
    startswith: 'net.py'.startswith('net') => True
    strip: '..ab.'.strip('.') => 'ab'
    swapcase: 'Ab'.swapcase() => 'aB'
    title: 'hello world'.title() => 'Hello World'
    translate: 'abc'.translate({97: 'A', 98: None}) => 'Ac'
    upper: 'abc'.upper() => 'ABC'
    zfill: '-7'.zfill(4) => '-007'
    """

  static let bytes: Examples = """
    bytes: bytes([72, 105]) => b'Hi'
    capitalize: b'hello'.capitalize() => b'Hello'
    center: b'ab'.center(6, b'*') => b'**ab**'
    count: b'banana'.count(b'an') => 2
    decode: b'caf\\xc3\\xa9'.decode() => 'café'
    endswith: b'a.png'.endswith(b'.png') => True
    expandtabs: b'a\\tb'.expandtabs(4) => b'a   b'
    find: b'banana'.find(b'an', 2) => 3
    fromhex: bytes.fromhex('48 69') => b'Hi'
    hex: b'Hi!'.hex(' ') => '48 69 21'
    index: b'banana'.index(110) => 2
    isalnum: b'a1'.isalnum() => True
    isalpha: b'a1'.isalpha() => False
    isascii: b'\\xff'.isascii() => False
    isdigit: b'12'.isdigit() => True
    islower: b'abc'.islower() => True
    isspace: b' \\t'.isspace() => True
    istitle: b'Hello World'.istitle() => True
    isupper: b'ABC'.isupper() => True
    join: b', '.join([b'a', b'b']) => b'a, b'
    ljust: b'ab'.ljust(4, b'.') => b'ab..'
    lower: b'ABC'.lower() => b'abc'
    lstrip: b'  ab '.lstrip() => b'ab '
    maketrans: b'abc'.translate(bytes.maketrans(b'ab', b'xy')) => b'xyc'
    partition: b'k=v'.partition(b'=') => (b'k', b'=', b'v')
    removeprefix: b'test_add'.removeprefix(b'test_') => b'add'
    removesuffix: b'net.pt'.removesuffix(b'.pt') => b'net'
    replace: b'banana'.replace(b'a', b'o', 2) => b'bonona'
    rfind: b'banana'.rfind(b'an') => 3
    rindex: b'banana'.rindex(b'n') => 4
    rjust: b'7'.rjust(3, b'0') => b'007'
    rpartition: b'a.b.c'.rpartition(b'.') => (b'a.b', b'.', b'c')
    rsplit: b'a,b,c'.rsplit(b',', 1) => [b'a,b', b'c']
    rstrip: b'line\\n'.rstrip() => b'line'
    split: b'a b  c'.split() => [b'a', b'b', b'c']
    splitlines: b'one\\ntwo'.splitlines() => [b'one', b'two']
    startswith: b'\\x89PNG'.startswith(b'\\x89') => True
    strip: b'..ab.'.strip(b'.') => b'ab'
    swapcase: b'Ab'.swapcase() => b'aB'
    title: b'hello world'.title() => b'Hello World'
    translate: b'abc'.translate(None, delete=b'b') => b'ac'
    upper: b'abc'.upper() => b'ABC'
    zfill: b'-7'.zfill(4) => b'-007'
    """

  static let bytearray: Examples = """
    bytearray: bytearray(b'Hi') => bytearray(b'Hi')
    append: a = bytearray(b'H'); a.append(105); a => bytearray(b'Hi')
    clear: a = bytearray(b'Hi'); a.clear(); len(a) => 0
    copy: bytearray(b'Hi').copy() => bytearray(b'Hi')
    extend: a = bytearray(b'H'); a.extend([105, 33]); a => bytearray(b'Hi!')
    insert: a = bytearray(b'H!'); a.insert(1, 105); a => bytearray(b'Hi!')
    pop: bytearray(b'Hi').pop() => 105
    remove: a = bytearray(b'Hi'); a.remove(72); a => bytearray(b'i')
    reverse: a = bytearray(b'abc'); a.reverse(); a => bytearray(b'cba')
    fromhex: bytearray.fromhex('48 69') => bytearray(b'Hi')
    """ + bytes

  static let memoryview: Examples = """
    memoryview: a = bytearray(b'abc'); m = memoryview(a); m[0] = 65; a => bytearray(b'Abc')
    hex: memoryview(b'Hi').hex() => '4869'
    release: a = bytearray(b'ab'); m = memoryview(a); m.release(); a.append(99); a => bytearray(b'abc')
    tobytes: memoryview(b'banana')[::2].tobytes() => b'bnn'
    tolist: memoryview(b'Hi').tolist() => [72, 105]
    """
}
