/// Examples of the methods of numbers.
extension Examples {
  static let int: Examples = """
    int: int('ff', 16) => 255
    as_integer_ratio: (5).as_integer_ratio() => (5, 1)
    bit_count: (13).bit_count() => 3
    bit_length: (255).bit_length() => 8
    conjugate: (5).conjugate() => 5
    from_bytes: int.from_bytes(b'\\x01\\x00', 'big') => 256
    to_bytes: (258).to_bytes(2, 'big') => b'\\x01\\x02'
    """

  static let bool: Examples = "bool: [bool(x) for x in (0, 1, '', 'a', [])] => [False, True, False, True, False]"

  static let float: Examples = """
    float: float('1e-3') => 0.001
    as_integer_ratio: (0.75).as_integer_ratio() => (3, 4)
    conjugate: (1.5).conjugate() => 1.5
    fromhex: float.fromhex('0x1.8p+1') => 3.0
    hex: (0.5).hex() => '0x1.0000000000000p-1'
    is_integer: (2.0).is_integer() => True
    """
}
