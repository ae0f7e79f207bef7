import Glibc

extension FloatText {
  /// `float(text)`, or `nil` where CPython raises "could not convert string to float".
  public static func parse(_ text: String) -> Double? {
    guard let ascii = NumberText.asciiNumber(text) else { return nil }
    guard let bytes = withoutUnderscores(ascii), isFloatLiteral(bytes) else { return nil }
    return strtod(String(decoding: bytes, as: UTF8.self), nil)
  }

  /// Underscores may only stand between digits.
  private static func withoutUnderscores(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.contains(UInt8(ascii: "_")) else { return bytes }
    var result: [UInt8] = []
    var previousIsDigit = false
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "_") {
        guard previousIsDigit, index + 1 < bytes.count, NumberText.isDigit(bytes[index + 1]) else { return nil }
        previousIsDigit = false
      } else {
        result.append(byte)
        previousIsDigit = NumberText.isDigit(byte)
      }
    }
    return result
  }

  /// `strtod` also reads hexadecimal, `nan(...)` and prefixes of anything: only Python's grammar may reach it.
  private static func isFloatLiteral(_ bytes: [UInt8]) -> Bool {
    var index = 0
    if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") { index += 1 }
    let word = String(decoding: bytes[index...], as: UTF8.self).lowercased()
    if word == "nan" || word == "inf" || word == "infinity" { return true }
    let whole = NumberText.skipDigits(bytes, &index)
    var decimals = 0
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      decimals = NumberText.skipDigits(bytes, &index)
    }
    guard whole + decimals > 0 else { return false }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") { index += 1 }
      guard NumberText.skipDigits(bytes, &index) > 0 else { return false }
    }
    return index == bytes.count
  }
}
