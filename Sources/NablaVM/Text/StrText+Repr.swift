/// `repr` and `ascii` of text, and `repr` of bytes.
extension StrText {
  public static func repr(_ text: String) -> String { quoted(text, printable: CodePoint.isPrintable) }
  public static func ascii(_ text: String) -> String {
    quoted(text) { $0.isASCII && CodePoint.isPrintable($0) }
  }

  /// `ascii()` of an object: its repr with other characters escaped.
  public static func escapingNonASCII(_ repr: String) -> String {
    if isASCII(repr) { return repr }
    var result = ""
    for scalar in repr.unicodeScalars {
      if scalar.isASCII { result.unicodeScalars.append(scalar) } else { result += escape(scalar) }
    }
    return result
  }

  private static func quoted(_ text: String, printable: (Unicode.Scalar) -> Bool) -> String {
    var single = false
    var double = false
    for byte in text.utf8 {
      if byte == UInt8(ascii: "'") { single = true }
      if byte == UInt8(ascii: "\"") { double = true }
    }
    let quote: Unicode.Scalar = single && !double ? "\"" : "'"
    var result = String.UnicodeScalarView()
    result.append(quote)
    for scalar in text.unicodeScalars {
      if scalar == quote || scalar == "\\" {
        result.append("\\")
        result.append(scalar)
      } else if printable(scalar) {
        result.append(scalar)
      } else {
        result.append(contentsOf: escape(scalar).unicodeScalars)
      }
    }
    result.append(quote)
    return String(result)
  }

  static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    default: break
    }
    if scalar.value < 0x100 { return "\\x" + hex(scalar.value, 2) }
    if scalar.value < 0x10000 { return "\\u" + hex(scalar.value, 4) }
    return "\\U" + hex(scalar.value, 8)
  }

  static func hex(_ value: UInt32, _ width: Int) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  /// A `bytearray` escapes the single quote always, `bytes` only where it delimits.
  public static func repr(bytes: [UInt8], escapingSingleQuotes: Bool = false) -> String {
    let quote: UInt8 = bytes.contains(39) && !bytes.contains(34) ? 34 : 39
    var result: [UInt8] = [UInt8(ascii: "b"), quote]
    for byte in bytes {
      switch byte {
      case 39 where escapingSingleQuotes: result.append(contentsOf: "\\'".utf8)
      case quote, UInt8(ascii: "\\"): result.append(contentsOf: [UInt8(ascii: "\\"), byte])
      case 9: result.append(contentsOf: "\\t".utf8)
      case 10: result.append(contentsOf: "\\n".utf8)
      case 13: result.append(contentsOf: "\\r".utf8)
      case 32..<127: result.append(byte)
      default: result.append(contentsOf: ("\\x" + hex(UInt32(byte), 2)).utf8)
      }
    }
    result.append(quote)
    return String(decoding: result, as: UTF8.self)
  }
}
