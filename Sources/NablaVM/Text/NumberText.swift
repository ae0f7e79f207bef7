import NablaInteger

/// Integers from and to text, in any base, with CPython's rules for underscores, prefixes and other scripts' digits.
public enum NumberText {
  /// CPython refuses longer decimal conversions, because their cost grows quadratically.
  public static let maximumDigits = 4300

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

  static func skipDigits(_ bytes: [UInt8], _ index: inout Int) -> Int {
    let start = index
    while index < bytes.count, isDigit(bytes[index]) { index += 1 }
    return index - start
  }

  /// Trims white space and maps decimal digits of every script to ASCII; `nil` when other characters remain.
  static func asciiNumber(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      } else if CodePoint.isSpace(scalar) {
        bytes.append(32)
      } else if let digit = CodePoint.decimalValue(scalar) {
        bytes.append(48 + UInt8(digit))
      } else {
        return nil
      }
    }
    func blank(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) || (28...31).contains(byte) }
    guard let first = bytes.firstIndex(where: { !blank($0) }), let last = bytes.lastIndex(where: { !blank($0) })
    else { return [] }
    return Array(bytes[first...last])
  }

  /// Plain decimal digits with or without a sign, as most texts of integers are; `nil` for all else.
  static func smallInteger(_ text: TextBytes) -> Int? {
    guard text.count > 0, text.count <= 18 else { return nil }
    let isNegative = text[0] == UInt8(ascii: "-")
    var index = isNegative || text[0] == UInt8(ascii: "+") ? 1 : 0
    guard index < text.count else { return nil }
    var value = 0
    while index < text.count {
      guard isDigit(text[index]) else { return nil }
      value = value &* 10 &+ Int(text[index] &- 48)
      index &+= 1
    }
    return isNegative ? -value : value
  }

  /// `int(text, base)`; `shown` is the argument's repr for the message.
  public static func parseInteger(_ text: String, base: Int, shown: @autoclosure () -> String) throws -> BigInt {
    guard base == 0 || (2...36).contains(base) else {
      throw TextError(.value, "int() base must be >= 2 and <= 36, or 0")
    }
    func invalid() -> TextError {
      TextError(.value, "invalid literal for int() with base \(base): \(String(shown().unicodeScalars.prefix(200)))")
    }
    guard let bytes = asciiNumber(text) else { throw invalid() }
    var index = 0
    var negative = false
    if let sign = bytes.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
      negative = sign == UInt8(ascii: "-")
      index = 1
    }
    let radix = try prefixedBase(bytes, &index, base, invalid)
    var digits: [UInt8] = []
    var previousUnderscore = index > 0 && index < bytes.count && bytes[index] == UInt8(ascii: "_")
      && bytes[index - 1] | 0x20 >= UInt8(ascii: "a")
    if previousUnderscore { index += 1 }
    if index >= bytes.count { throw invalid() }
    if bytes[index] == UInt8(ascii: "_") { throw invalid() }
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "_") {
        if previousUnderscore { throw invalid() }
        previousUnderscore = true
      } else {
        guard let value = digitValue(byte), value < radix else { throw invalid() }
        digits.append(byte)
        previousUnderscore = false
      }
      index += 1
    }
    if previousUnderscore { throw invalid() }
    // base 0 refuses "012", which once meant octal.
    if base == 0, radix == 10, digits.first == 48, digits.contains(where: { $0 != 48 }) { throw invalid() }
    return try value(of: digits, radix: radix, negative: negative)
  }

  private static func prefixedBase(
    _ bytes: [UInt8], _ index: inout Int, _ base: Int, _ invalid: () -> TextError
  ) throws -> Int {
    guard index + 1 < bytes.count, bytes[index] == 48 else { return base == 0 ? 10 : base }
    let prefixed: Int
    switch bytes[index + 1] | 0x20 {
    case UInt8(ascii: "x"): prefixed = 16
    case UInt8(ascii: "o"): prefixed = 8
    case UInt8(ascii: "b"): prefixed = 2
    default: return base == 0 ? 10 : base
    }
    guard base == 0 || base == prefixed else { return base }
    index += 2
    return prefixed
  }

  static func digitValue(_ byte: UInt8) -> Int? {
    switch byte {
    case 48...57: return Int(byte) - 48
    case 65...90: return Int(byte) - 55
    case 97...122: return Int(byte) - 87
    default: return nil
    }
  }

  private static func value(of digits: [UInt8], radix: Int, negative: Bool) throws -> BigInt {
    if radix & (radix - 1) != 0, digits.count > maximumDigits {
      throw TextError(
        .value,
        "Exceeds the limit (\(maximumDigits) digits) for integer string conversion: value has \(digits.count) digits; "
          + "use sys.set_int_max_str_digits() to increase the limit")
    }
    if digits.count <= 11 {
      var small = 0
      for byte in digits { small = small * radix + (digitValue(byte) ?? 0) }
      return BigInt(negative ? -small : small)
    }
    let magnitude = BigInt(String(decoding: digits, as: UTF8.self), radix: radix) ?? 0
    return negative ? -magnitude : magnitude
  }

  /// `str(value)` with CPython's limit.
  public static func decimal(_ value: BigInt) throws -> String {
    // 4300 decimal digits need at least 14,281 bits: only then is counting them worthwhile.
    if value.bitLength > 14_280 {
      let text = value.magnitude.description
      if text.utf8.count > maximumDigits {
        throw TextError(
          .value,
          "Exceeds the limit (\(maximumDigits) digits) for integer string conversion; "
            + "use sys.set_int_max_str_digits() to increase the limit")
      }
    }
    return value.description
  }
}
