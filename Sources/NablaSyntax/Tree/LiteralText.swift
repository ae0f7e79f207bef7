/// Literals as `repr` would write their values.
enum LiteralText {
  static func float(_ value: Double) -> String {
    // Swift turns to exponents where Python does, but for whole numbers between 2^53 and 10^16.
    if value.magnitude < 1e16, value == value.rounded() { return String(Int(value)) + ".0" }
    var text = value.description
    if text.hasSuffix(".0"), text.contains("e") { text.removeLast(2) }
    return text.replacing(".0e", with: "e")
  }

  static func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let quote: Unicode.Scalar = scalars.contains("'") && !scalars.contains("\"") ? "\"" : "'"
    var result = String(Character(quote))
    for scalar in scalars {
      if scalar == quote || scalar == "\\" {
        result += "\\"
        result.unicodeScalars.append(scalar)
      } else if let short = shortEscape(scalar.value) {
        result += short
      } else if isPrintable(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        result += escape(scalar.value)
      }
    }
    result.unicodeScalars.append(quote)
    return result
  }

  static func quoted(_ bytes: [UInt8]) -> String {
    let quote: UInt8 = bytes.contains(0x27) && !bytes.contains(0x22) ? 0x22 : 0x27
    var result = "b" + String(Unicode.Scalar(quote))
    for byte in bytes {
      if byte == quote || byte == 0x5C {
        result += "\\" + String(Unicode.Scalar(byte))
      } else if let short = shortEscape(UInt32(byte)) {
        result += short
      } else if (0x20..<0x7F).contains(byte) {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        result += escape(UInt32(byte))
      }
    }
    return result + String(Unicode.Scalar(quote))
  }

  private static func shortEscape(_ code: UInt32) -> String? {
    switch code {
    case 0x0A: "\\n"
    case 0x0D: "\\r"
    case 0x09: "\\t"
    default: nil
    }
  }

  private static func escape(_ code: UInt32) -> String {
    let digits = String(code, radix: 16)
    let (letter, width) = code < 0x100 ? ("x", 2) : code < 0x10000 ? ("u", 4) : ("U", 8)
    return "\\" + letter + String(repeating: "0", count: max(width - digits.count, 0)) + digits
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return (0x20..<0x7F).contains(scalar.value) }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator, .spaceSeparator:
      return false
    default: return true
    }
  }
}
