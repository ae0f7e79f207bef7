/// `repr`, `str` and the float conversions of both formatting languages.
extension FloatText {
  public static func repr(_ value: Double) -> String {
    format(value, type: "r", precision: 0, alternate: false, addPointZero: true)
  }

  /// The layout of one number, after CPython's `format_float_short`.
  ///
  /// `type` is one of `e f g E F G r`; `r` means shortest digits and ignores `precision`. `alternate` keeps trailing
  /// zeros and the point; `addPointZero` makes whole numbers end in `.0` (and `g` switch to an exponent earlier).
  public static func format(
    _ value: Double, type: Character, precision: Int, alternate: Bool, addPointZero: Bool = false,
    alwaysSign: Bool = false
  ) -> String {
    let upper = type.isUppercase
    var sign = value.sign == .minus ? "-" : (alwaysSign ? "+" : "")
    if value.isNaN { sign = alwaysSign ? "+" : "" }
    guard value.isFinite else {
      let word = value.isNaN ? "nan" : "inf"
      return sign + (upper ? word.uppercased() : word)
    }
    let magnitude = value.magnitude
    var bytes: [UInt8]
    switch type {
    case "f", "F":
      bytes = fixed(magnitude, decimals: precision)
      if alternate && precision == 0 { bytes.append(UInt8(ascii: ".")) }
    case "e", "E":
      bytes = exponential(
        rounded(magnitude, significant: precision + 1), alternate: alternate, upper: upper, decimals: precision)
    case "g", "G":
      let wanted = max(precision, 1)
      let digits = magnitude == 0 ? Digits(digits: [48], point: 1) : rounded(magnitude, significant: wanted)
      bytes = general(
        digits, limit: wanted - (addPointZero ? 1 : 0), keepingZeros: alternate ? wanted : nil,
        addPointZero: addPointZero, upper: upper)
    default:
      bytes = general(shortest(magnitude), limit: 16, keepingZeros: nil, addPointZero: addPointZero, upper: upper)
    }
    return sign + String(decoding: bytes, as: UTF8.self)
  }

  /// The `g` and `r` layouts: an exponent when the point would lie more than `limit` digits to the right or more than
  /// four zeros to the left. `keepingZeros` is the number of digits to show under `#`.
  private static func general(
    _ source: Digits, limit: Int, keepingZeros: Int?, addPointZero: Bool, upper: Bool
  ) -> [UInt8] {
    let zero = UInt8(ascii: "0")
    var digits = source.digits
    let point = source.point
    if let keepingZeros {
      while digits.count < keepingZeros { digits.append(zero) }
    } else {
      while digits.count > 1, digits.last == zero { digits.removeLast() }
    }
    if point <= -4 || point > limit {
      return exponential(
        Digits(digits: digits, point: point), alternate: keepingZeros != nil, upper: upper, decimals: digits.count - 1)
    }
    var result: [UInt8] = []
    if point <= 0 {
      result.append(contentsOf: [zero, UInt8(ascii: ".")])
      result.append(contentsOf: repeatElement(zero, count: -point))
      result.append(contentsOf: digits)
      return result
    }
    if digits.count <= point {
      result.append(contentsOf: digits)
      result.append(contentsOf: repeatElement(zero, count: point - digits.count))
      if addPointZero {
        result.append(contentsOf: [UInt8(ascii: "."), zero])
      } else if keepingZeros != nil {
        result.append(UInt8(ascii: "."))
      }
      return result
    }
    result.append(contentsOf: digits[..<point])
    result.append(UInt8(ascii: "."))
    result.append(contentsOf: digits[point...])
    return result
  }

  private static func exponential(_ source: Digits, alternate: Bool, upper: Bool, decimals: Int) -> [UInt8] {
    var result: [UInt8] = [source.digits.first ?? 48]
    if decimals > 0 || alternate { result.append(UInt8(ascii: ".")) }
    if decimals > 0 { result.append(contentsOf: source.digits.dropFirst().prefix(decimals)) }
    let exponent = source.point - 1
    result.append(UInt8(ascii: upper ? "E" : "e"))
    result.append(UInt8(ascii: exponent < 0 ? "-" : "+"))
    let magnitude = exponent.magnitude
    if magnitude < 10 { result.append(UInt8(ascii: "0")) }
    result.append(contentsOf: String(magnitude).utf8)
    return result
  }
}
