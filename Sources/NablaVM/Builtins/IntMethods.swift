import NablaInteger

/// The methods and attributes of `int`.
enum IntMethods {
  static var all: [Native] {
    named
      + Slots.number(
        [.add, .subtract, .multiply, .divide, .floorDivide, .modulo, .power, .leftShift, .rightShift, .and, .or, .xor],
        [.negative, .positive, .invert])
      + [.slot("__index__", "(self, /)") { arguments, vm in try vm.indexOrNil(arguments[0]) ?? .none }]
  }

  private static func receiver(_ arguments: Arguments, _ vm: Interpreter) throws -> BigInt {
    guard let value = arguments[0].integer else {
      throw Raised(
        .typeError, "descriptor '\(arguments.functionName)' for 'int' objects doesn't apply to a "
          + "'\(vm.typeName(of: arguments[0]))' object")
    }
    return value
  }

  private static var named: [Native] {
    [
      Native("bit_length", "(self, /)", "The number of bits needed for the value.") { arguments, vm in
        .int(try receiver(arguments, vm).bitLength)
      },
      Native("bit_count", "(self, /)", "The number of one bits of the absolute value.") { arguments, vm in
        .int(try receiver(arguments, vm).magnitudeWords.reduce(0) { $0 + $1.nonzeroBitCount })
      },
      Native("conjugate", "(self, /)", "The value itself.") { arguments, vm in Value(try receiver(arguments, vm)) },
      Native("as_integer_ratio", "(self, /)", "The value and 1.") { arguments, vm in
        .tuple([Value(try receiver(arguments, vm)), .int(1)])
      },
      Native("__floor__", "(self, /)") { arguments, vm in Value(try receiver(arguments, vm)) },
      Native("__ceil__", "(self, /)") { arguments, vm in Value(try receiver(arguments, vm)) },
      Native("to_bytes", "(self, length=1, byteorder='big', *, signed=False)", "The value as bytes.") {
        arguments, vm in
        let value = try receiver(arguments, vm)
        let length = try arguments.int(1, vm)
        if length < 0 { throw Raised(.valueError, "length argument must be non-negative") }
        guard length <= 1 << 30 else { throw Raised(.memoryError) }
        let big = try isBigEndian(try arguments.string(2, vm))
        return .bytes(try bytes(of: value, length, big: big, signed: try arguments.bool(3, vm)))
      },
    ]
  }

  private static func isBigEndian(_ order: String) throws -> Bool {
    guard order == "big" || order == "little" else {
      throw Raised(.valueError, "byteorder must be either 'little' or 'big'")
    }
    return order == "big"
  }

  private static func bytes(of value: BigInt, _ length: Int, big: Bool, signed: Bool) throws -> [UInt8] {
    if value < 0, !signed { throw Raised(.overflowError, "can't convert negative int to unsigned") }
    let limit = BigInt(1) << (8 * length - (signed && length > 0 ? 1 : 0))
    guard value < limit, !signed || value >= -limit else { throw Raised(.overflowError, "int too big to convert") }
    var rest = value < 0 ? value + (BigInt(1) << (8 * length)) : value
    var result = [UInt8](repeating: 0, count: length)
    for index in 0..<length {
      result[index] = UInt8(truncatingIfNeeded: rest)
      rest >>= 8
    }
    return big ? result.reversed() : result
  }

  static var classMethods: [Native] {
    [
      Native("from_bytes", "(cls, bytes, byteorder='big', *, signed=False)", "The value that bytes spell.") {
        arguments, vm in
        let big = try isBigEndian(try arguments.string(2, vm))
        let source: [UInt8]
        if let bytes = arguments[1].byteSource {
          source = bytes
        } else if arguments[1].text != nil {
          throw Raised(.typeError, "cannot convert 'str' object to bytes")
        } else {
          source = try BytesMethods.bytes(from: arguments[1], vm)
        }
        var value = BigInt(0)
        for byte in big ? source : source.reversed() { value = (value << 8) | BigInt(byte) }
        if try arguments.bool(3, vm), let top = big ? source.first : source.last, top >= 128 {
          value -= BigInt(1) << (8 * source.count)
        }
        return Value(value)
      }
    ]
  }

  static var properties: [NativeProperty] {
    [
      NativeProperty("real", "The value itself.") { object, _ in .object(object).plainInteger },
      NativeProperty("imag", "0") { _, _ in .int(0) },
      NativeProperty("numerator", "The value itself.") { object, _ in .object(object).plainInteger },
      NativeProperty("denominator", "1") { _, _ in .int(1) },
    ]
  }
}

extension Value {
  /// As an `int` proper, in its canonical form.
  var plainInteger: Value { integer.map { Value($0) } ?? self }
}
