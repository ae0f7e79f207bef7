import NablaInteger

/// `divmod`, `round`, `pow` with a modulus, and conversions between numbers.
extension Numbers {
  /// `nil` when an operand is no number.
  static func divmod(_ left: Value, _ right: Value, _ vm: Interpreter) throws -> Value? {
    if case .int(let a) = left, case .int(let b) = right, b != 0, let result = IntegerMath.floorDivide(a, b) {
      return .pair(.int(result.quotient), .int(result.remainder))
    }
    guard let a = operand(left), let b = operand(right) else { return nil }
    if case .float = a {} else if case .float = b {} else {
      let (quotient, remainder) = try translating { try IntegerMath.floorDivide(big(a), big(b)) }
      return .pair(Value(quotient), Value(remainder))
    }
    let divisor = try double(b)
    if divisor == 0 { throw Raised(.zeroDivisionError, "float divmod()") }
    let (quotient, remainder) = IntegerMath.floorDivide(try double(a), divisor)
    return .pair(.float(quotient), .float(remainder))
  }

  /// `round(value, digits)`; `nil` when the value is no number.
  static func round(_ value: Value, _ digits: Value, _ vm: Interpreter) throws -> Value? {
    guard let number = operand(value) else { return nil }
    if case .float(let number) = number {
      if digits.isNone || digits.isUndefined {
        if let small = Int(exactly: number.rounded(.toNearestOrEven)) { return .int(small) }
        return Value(try translating { try FloatText.roundToInteger(number) })
      }
      let count = try vm.int(digits)
      return .float(try translating { try FloatText.round(number, digits: count) })
    }
    if digits.isNone || digits.isUndefined { return Value(big(number)) }
    let count = try vm.int(digits)
    if count >= 0 { return Value(big(number)) }
    let integer = big(number)
    // A unit with more digits than the number leaves nothing, and need not be computed.
    guard count > Int.min, -count <= integer.bitLength else { return .int(0) }
    let unit = BigInt(10).power(-count)
    let (quotient, remainder) = try translating { try IntegerMath.floorDivide(integer, unit) }
    let twice = remainder * 2
    let up = twice > unit || (twice == unit && quotient % 2 != 0)
    return Value((up ? quotient + 1 : quotient) * unit)
  }

  /// `pow(base, exponent, modulus)`.
  static func power(_ base: Value, _ exponent: Value, modulus: Value, _ vm: Interpreter) throws -> Value {
    guard let a = base.integer, let b = exponent.integer, let m = modulus.integer else {
      if operand(base) != nil, operand(exponent) != nil, operand(modulus) != nil {
        throw Raised(.typeError, "pow() 3rd argument not allowed unless all arguments are integers")
      }
      if let method = base.object?.type.override(Names.forward(.power)) {
        let result = try vm.call(method, [base, exponent, modulus])
        if !result.isNotImplemented { return result }
      }
      throw Raised(
        .typeError,
        "unsupported operand type(s) for ** or pow(): '\(vm.typeName(of: base))', "
          + "'\(vm.typeName(of: exponent))', '\(vm.typeName(of: modulus))'")
    }
    return Value(try translating { try IntegerMath.power(a, b, modulus: m) })
  }

  /// Towards zero, as an `int` proper.
  static func truncated(_ value: Value, _ vm: Interpreter) throws -> Value {
    switch operand(value) {
    case .int(let value): return .int(value)
    case .big(let value): return Value(value)
    case .float(let number):
      if let small = Int(exactly: number.rounded(.towardZero)) { return .int(small) }
      return Value(try translating { try FloatText.integer(number) })
    case nil: throw vm.unsupported("int()", value, value)
    }
  }

  /// `int(value)` and `int(text, base)`.
  static func makeInt(_ value: Value, base: Value, _ vm: Interpreter) throws -> Value {
    if base.isUndefined {
      if case .object(let object) = value, object.kind == .str,
        let small = NumberText.smallInteger(unsafeDowncast(object, to: StrObject.self).bytes)
      {
        return .int(small)
      }
      if operand(value) != nil, value.object?.type.override(Names.int) == nil { return try truncated(value, vm) }
    }
    let radix = base.isUndefined ? 10 : try vm.int(base)
    if let text = value.text {
      return Value(try translating { try NumberText.parseInteger(text, base: radix, shown: StrText.repr(text)) })
    }
    if let bytes = value.as(BytesObject.self) {
      let text = String(decoding: bytes.bytes, as: UTF8.self)
      return Value(
        try translating {
          try NumberText.parseInteger(text, base: radix, shown: StrText.repr(bytes: bytes.bytes))
        })
    }
    if !base.isUndefined { throw Raised(.typeError, "int() can't convert non-string with explicit base") }
    if let result = try vm.intOrNil(value) { return result }
    throw Raised(
      .typeError,
      "int() argument must be a string, a bytes-like object or a real number, not '\(vm.typeName(of: value))'")
  }

  /// `float(value)`.
  static func makeFloat(_ value: Value, _ vm: Interpreter) throws -> Double {
    if let text = value.text {
      if let number = FloatText.parse(text) { return number }
      throw Raised(.valueError, "could not convert string to float: \(StrText.repr(text))")
    }
    if let bytes = value.as(BytesObject.self) {
      if let number = FloatText.parse(String(decoding: bytes.bytes, as: UTF8.self)) { return number }
      throw Raised(.valueError, "could not convert string to float: \(StrText.repr(bytes: bytes.bytes))")
    }
    if let number = try vm.doubleOrNil(value) { return number }
    throw Raised(
      .typeError, "float() argument must be a string or a real number, not '\(vm.typeName(of: value))'")
  }
}
