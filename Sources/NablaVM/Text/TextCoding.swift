/// Text to bytes and back: UTF-8, ASCII, Latin-1, and UTF-16 and UTF-32 for reading foreign files.
public enum TextCoding {
  enum Encoding { case utf8, utf8WithMark, ascii, latin1, utf16, utf16Little, utf16Big }

  static func encoding(_ name: String) throws -> Encoding {
    let key = name.lowercased().map { $0 == "_" || $0 == " " ? "-" : $0 }
    switch String(key) {
    case "utf-8", "utf8", "u8", "cp65001": return .utf8
    case "utf-8-sig": return .utf8WithMark
    case "ascii", "us-ascii", "646": return .ascii
    case "latin-1", "latin1", "iso-8859-1", "iso8859-1", "l1", "8859": return .latin1
    case "utf-16", "utf16", "u16": return .utf16
    case "utf-16-le", "utf-16le": return .utf16Little
    case "utf-16-be", "utf-16be": return .utf16Big
    default: throw TextError(.lookup, "unknown encoding: \(name)")
    }
  }

  public static func encode(_ text: String, _ name: String, _ errors: String) throws -> [UInt8] {
    switch try encoding(name) {
    case .utf8: return Array(text.utf8)
    case .utf8WithMark: return [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    case .ascii: return try encode(text, "ascii", 128, errors)
    case .latin1: return try encode(text, "latin-1", 256, errors)
    case .utf16: return [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case .utf16Little: return text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case .utf16Big: return text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    }
  }

  private static func encode(_ text: String, _ codec: String, _ limit: UInt32, _ errors: String) throws -> [UInt8] {
    var result: [UInt8] = []
    for (position, scalar) in text.unicodeScalars.enumerated() {
      if scalar.value < limit {
        result.append(UInt8(scalar.value))
        continue
      }
      switch errors {
      case "ignore": continue
      case "replace": result.append(UInt8(ascii: "?"))
      case "backslashreplace": result.append(contentsOf: StrText.escape(scalar).utf8)
      case "xmlcharrefreplace": result.append(contentsOf: "&#\(scalar.value);".utf8)
      case "strict":
        throw TextError(
          .unicodeEncode,
          "'\(codec)' codec can't encode character '\(StrText.escape(scalar))' in position \(position): "
            + "ordinal not in range(\(limit))")
      default: throw TextError(.lookup, "unknown error handler name '\(errors)'")
      }
    }
    return result
  }

  public static func decode(_ bytes: [UInt8], _ name: String, _ errors: String) throws -> String {
    switch try encoding(name) {
    case .utf8: return try decodeUTF8(bytes[...], errors)
    case .utf8WithMark: return try decodeUTF8(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...], errors)
    case .latin1: return StrText.string(bytes.map { Unicode.Scalar($0) })
    case .ascii:
      var result = String.UnicodeScalarView()
      for (position, byte) in bytes.enumerated() {
        if byte < 128 {
          result.append(Unicode.Scalar(byte))
        } else if errors == "replace" {
          result.append("\u{FFFD}")
        } else if errors != "ignore" {
          throw TextError(
            .unicodeDecode,
            "'ascii' codec can't decode byte 0x\(StrText.hex(UInt32(byte), 2)) in position \(position): "
              + "ordinal not in range(128)")
        }
      }
      return String(result)
    case .utf16:
      if bytes.starts(with: [0xFE, 0xFF]) { return decodeUTF16(bytes[2...], big: true) }
      return decodeUTF16(bytes.starts(with: [0xFF, 0xFE]) ? bytes[2...] : bytes[...], big: false)
    case .utf16Little: return decodeUTF16(bytes[...], big: false)
    case .utf16Big: return decodeUTF16(bytes[...], big: true)
    }
  }

  private static func decodeUTF16(_ bytes: ArraySlice<UInt8>, big: Bool) -> String {
    var units: [UInt16] = []
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      let (a, b) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(big ? a << 8 | b : b << 8 | a)
      index += 2
    }
    return String(decoding: units, as: UTF16.self)
  }

  private static func decodeUTF8(_ bytes: ArraySlice<UInt8>, _ errors: String) throws -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var result = String.UnicodeScalarView()
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let (scalar, length, reason) = sequence(bytes, index)
      if let scalar {
        result.append(scalar)
      } else if errors == "replace" {
        result.append("\u{FFFD}")
      } else if errors != "ignore" {
        let byte = StrText.hex(UInt32(bytes[index]), 2)
        let first = index - bytes.startIndex
        let place = length == 1
          ? "byte 0x\(byte) in position \(first)" : "bytes in position \(first)-\(first + length - 1)"
        throw TextError(.unicodeDecode, "'utf-8' codec can't decode \(place): \(reason)")
      }
      index += length
    }
    return String(result)
  }

  /// The scalar at an index, or how many bytes are wrong there and why.
  private static func sequence(_ bytes: ArraySlice<UInt8>, _ start: Int) -> (Unicode.Scalar?, Int, String) {
    let lead = bytes[start]
    if lead < 0x80 { return (Unicode.Scalar(lead), 1, "") }
    let wanted: Int
    switch lead {
    case 0xC2...0xDF: wanted = 2
    case 0xE0...0xEF: wanted = 3
    case 0xF0...0xF4: wanted = 4
    default: return (nil, 1, "invalid start byte")
    }
    var value = UInt32(lead) & (wanted == 2 ? 0x1F : wanted == 3 ? 0x0F : 0x07)
    for offset in 1..<wanted {
      guard start + offset < bytes.endIndex else { return (nil, offset, "unexpected end of data") }
      let byte = bytes[start + offset]
      var range: ClosedRange<UInt8> = 0x80...0xBF
      if offset == 1 {
        switch lead {
        case 0xE0: range = 0xA0...0xBF
        case 0xED: range = 0x80...0x9F
        case 0xF0: range = 0x90...0xBF
        case 0xF4: range = 0x80...0x8F
        default: break
        }
      }
      guard range.contains(byte) else { return (nil, offset, "invalid continuation byte") }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    return (Unicode.Scalar(value), wanted, "")
  }
}
