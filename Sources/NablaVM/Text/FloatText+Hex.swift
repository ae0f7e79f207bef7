import Glibc

/// Hexadecimal floats, as `float.fromhex` reads them: `[sign] ["0x"] digits ["." digits] ["p" exponent]`.
extension FloatText {
  static func parse(hex text: String) throws -> Double {
    let malformed = TextError(.value, "invalid hexadecimal floating-point string")
    let tooLarge = TextError(.overflow, "hexadecimal value too large to represent as a float")
    var rest = Array(StrText.strip(text).utf8.map { BytesText.lower($0) })[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    func signed(_ number: Double) -> Double { isNegative ? -number : number }
    switch String(decoding: rest, as: UTF8.self) {
    case "inf", "infinity": return signed(.infinity)
    case "nan": return signed(.nan)
    default: break
    }
    if rest.starts(with: "0x".utf8) { rest = rest.dropFirst(2) }

    // The first 16 significant digits fill 64 bits; of what follows only whether it is zero matters for rounding.
    var significand: UInt64 = 0
    var exponent = 0
    var sawDigit = false
    var sawPoint = false
    while let byte = rest.first {
      if byte == UInt8(ascii: "."), !sawPoint {
        sawPoint = true
      } else if let digit = NumberText.digitValue(byte), digit < 16 {
        sawDigit = true
        if significand >> 60 == 0 {
          significand = significand << 4 | UInt64(digit)
          if sawPoint { exponent -= 4 }
        } else {
          if digit != 0 { significand |= 1 }
          if !sawPoint { exponent += 4 }
        }
      } else {
        break
      }
      rest = rest.dropFirst()
    }
    guard sawDigit else { throw malformed }
    if rest.first == UInt8(ascii: "p") {
      rest = rest.dropFirst()
      let exponentIsNegative = rest.first == UInt8(ascii: "-")
      if exponentIsNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
      guard !rest.isEmpty else { throw malformed }
      var value = 0
      while let byte = rest.first, BytesText.isDigit(byte) {
        // Far beyond any exponent a double has, more digits change nothing.
        value = min(value * 10 + Int(byte - 48), 1 << 40)
        rest = rest.dropFirst()
      }
      exponent += exponentIsNegative ? -value : value
    }
    guard rest.isEmpty else { throw malformed }
    guard significand != 0 else { return signed(0) }

    // The lowest bit that the result can hold is the 53rd from the top, or that of the smallest subnormal.
    let top = 64 - significand.leadingZeroBitCount
    let lowest = max(exponent + top - 53, -1074)
    let drop = lowest - exponent
    if drop > 0 {
      guard drop <= 64 else { return signed(0) }
      let half = UInt64(1) << UInt64(drop - 1)
      let kept = drop == 64 ? 0 : significand >> UInt64(drop)
      let remainder = drop == 64 ? significand : significand & (half << 1 &- 1)
      let up = remainder > half || (remainder == half && kept & 1 == 1)
      significand = kept + (up ? 1 : 0)
      exponent = lowest
    }
    guard exponent < 1100 else { throw tooLarge }
    let result = scalbn(Double(significand), Int32(exponent))
    guard result.isFinite else { throw tooLarge }
    return signed(result)
  }
}
