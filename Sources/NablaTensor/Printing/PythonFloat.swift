import Glibc

/// Numbers as C's `printf` and Python's `format` write them, without Foundation.
enum PythonFloat {
  /// `%.{precision}f` (or `e`, `g`).
  static func formatted(_ value: Double, _ precision: Int, _ conversion: Character) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    var buffer = [CChar](repeating: 0, count: 512)
    let format = "%.*\(conversion)"
    let digits = Int32(min(max(precision, 0), 100))
    let length = withVaList([digits, value]) { vsnprintf(&buffer, buffer.count, format, $0) }
    let text = buffer.prefix(max(0, min(Int(length), buffer.count - 1)))
    return String(decoding: text.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// `str(value)` of a Python float: the shortest digits that give the number back.
  static func general(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    for precision in 1...17 {
      let text = formatted(value, precision, "g")
      if strtod(text, nil) == value { return text }
    }
    return formatted(value, 17, "g")
  }
}
