/// Text to bytes and back: UTF-8, ASCII, Latin-1, Windows-1252, UTF-16 and UTF-32, and the escapes of literals.
public enum TextCoding {
  enum Encoding {
    case utf8, utf8WithMark, ascii, latin1, windows1252
    /// `big` is `nil` where a byte order mark tells the order.
    case utf16(big: Bool?), utf32(big: Bool?)
    case escapes(isRaw: Bool)
  }

  static func encoding(_ name: String) throws -> Encoding {
    let key = name.lowercased().map { $0 == "_" || $0 == " " ? "-" : $0 }
    switch String(key) {
    case "utf-8", "utf8", "u8", "cp65001": return .utf8
    case "utf-8-sig": return .utf8WithMark
    case "ascii", "us-ascii", "646": return .ascii
    case "latin-1", "latin1", "iso-8859-1", "iso8859-1", "l1", "8859": return .latin1
    case "cp1252", "windows-1252", "1252": return .windows1252
    case "utf-16", "utf16", "u16": return .utf16(big: nil)
    case "utf-16-le", "utf-16le": return .utf16(big: false)
    case "utf-16-be", "utf-16be": return .utf16(big: true)
    case "utf-32", "utf32", "u32": return .utf32(big: nil)
    case "utf-32-le", "utf-32le": return .utf32(big: false)
    case "utf-32-be", "utf-32be": return .utf32(big: true)
    case "unicode-escape", "unicodeescape": return .escapes(isRaw: false)
    case "raw-unicode-escape", "rawunicodeescape": return .escapes(isRaw: true)
    default: throw TextError(.lookup, "unknown encoding: \(name)")
    }
  }

  public static func encode(_ text: String, _ name: String, _ errors: String) throws -> [UInt8] {
    switch try encoding(name) {
    case .utf8: return Array(text.utf8)
    case .utf8WithMark: return [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    case .ascii: return try encode(text, "ascii", "ordinal not in range(128)", errors) { $0 < 128 ? UInt8($0) : nil }
    case .latin1: return try encode(text, "latin-1", "ordinal not in range(256)", errors) { UInt8(exactly: $0) }
    case .windows1252:
      return try encode(text, "charmap", "character maps to <undefined>", errors, Windows1252.byte)
    case .utf16(let big):
      let units = text.utf16.flatMap { bytes(of: UInt32($0), width: 2, big: big ?? false) }
      return big == nil ? [0xFF, 0xFE] + units : units
    case .utf32(let big):
      let units = text.unicodeScalars.flatMap { bytes(of: $0.value, width: 4, big: big ?? false) }
      return big == nil ? [0xFF, 0xFE, 0, 0] + units : units
    case .escapes(let isRaw): return TextEscapes.encode(text, isRaw: isRaw)
    }
  }

  private static func bytes(of value: UInt32, width: Int, big: Bool) -> [UInt8] {
    let little = (0..<width).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
    return big ? little.reversed() : little
  }

  /// Encodes with one byte a character; `byte` answers `nil` for those that have none.
  private static func encode(
    _ text: String, _ codec: String, _ reason: String, _ errors: String, _ byte: (UInt32) -> UInt8?
  ) throws -> [UInt8] {
    var result: [UInt8] = []
    let scalars = Array(text.unicodeScalars)
    var position = 0
    while position < scalars.count {
      let scalar = scalars[position]
      if let byte = byte(scalar.value) {
        result.append(byte)
        position += 1
        continue
      }
      switch errors {
      case "ignore": break
      case "replace": result.append(UInt8(ascii: "?"))
      case "backslashreplace": result.append(contentsOf: StrText.escape(scalar).utf8)
      case "xmlcharrefreplace": result.append(contentsOf: "&#\(scalar.value);".utf8)
      case "namereplace":
        let name = scalar.properties.name.map { "\\N{\($0)}" }
        result.append(contentsOf: (name ?? StrText.escape(scalar)).utf8)
      case "strict":
        // Neighbours that cannot be encoded either are reported together.
        var end = position + 1
        while end < scalars.count, byte(scalars[end].value) == nil { end += 1 }
        let place = end == position + 1
          ? "character '\(StrText.escape(scalar))' in position \(position)"
          : "characters in position \(position)-\(end - 1)"
        throw TextError(.unicodeEncode, "'\(codec)' codec can't encode \(place): \(reason)")
      default: throw TextError(.lookup, "unknown error handler name '\(errors)'")
      }
      position += 1
    }
    return result
  }

  public static func decode(_ bytes: [UInt8], _ name: String, _ errors: String) throws -> String {
    switch try encoding(name) {
    case .utf8: return try decodeUTF8(bytes[...], errors)
    case .utf8WithMark: return try decodeUTF8(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...], errors)
    case .latin1: return StrText.string(bytes.map { Unicode.Scalar($0) })
    case .ascii:
      return try decode(bytes, "ascii", "ordinal not in range(128)", errors) { $0 < 128 ? Unicode.Scalar($0) : nil }
    case .windows1252:
      return try decode(bytes, "charmap", "character maps to <undefined>", errors, Windows1252.scalar)
    case .utf16(let big):
      if big == nil, bytes.starts(with: [0xFE, 0xFF]) { return try decodeUTF16(bytes, from: 2, big: true, errors) }
      let hasMark = big == nil && bytes.starts(with: [0xFF, 0xFE])
      return try decodeUTF16(bytes, from: hasMark ? 2 : 0, big: big ?? false, errors)
    case .utf32(let big):
      if big == nil, bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
        return try decodeUTF32(bytes, from: 4, big: true, errors)
      }
      let hasMark = big == nil && bytes.starts(with: [0xFF, 0xFE, 0, 0])
      return try decodeUTF32(bytes, from: hasMark ? 4 : 0, big: big ?? false, errors)
    case .escapes(let isRaw):
      let codec = isRaw ? "rawunicodeescape" : "unicodeescape"
      return try TextEscapes.decode(bytes, isRaw: isRaw) { range, reason in
        try substitute(bytes[range], at: range.lowerBound, codec, reason, errors)
      }
    }
  }

  /// What stands for bytes that mean nothing, by the error handler.
  private static func substitute(
    _ bytes: ArraySlice<UInt8>, at position: Int, _ codec: String, _ reason: String, _ errors: String
  ) throws -> String {
    switch errors {
    case "ignore": return ""
    case "replace": return "\u{FFFD}"
    case "backslashreplace": return bytes.map { "\\x" + StrText.hex(UInt32($0), 2) }.joined()
    case "strict":
      let byte = StrText.hex(UInt32(bytes[bytes.startIndex]), 2)
      let place = bytes.count == 1
        ? "byte 0x\(byte) in position \(position)" : "bytes in position \(position)-\(position + bytes.count - 1)"
      throw TextError(.unicodeDecode, "'\(codec)' codec can't decode \(place): \(reason)")
    default: throw TextError(.lookup, "unknown error handler name '\(errors)'")
    }
  }

  private static func decode(
    _ bytes: [UInt8], _ codec: String, _ reason: String, _ errors: String, _ scalar: (UInt8) -> Unicode.Scalar?
  ) throws -> String {
    var result = String.UnicodeScalarView()
    for (position, byte) in bytes.enumerated() {
      if let scalar = scalar(byte) {
        result.append(scalar)
      } else {
        let part = bytes[position...position]
        result.append(contentsOf: try substitute(part, at: position, codec, reason, errors).unicodeScalars)
      }
    }
    return String(result)
  }

  private static func decodeUTF16(_ bytes: [UInt8], from start: Int, big: Bool, _ errors: String) throws -> String {
    let codec = big ? "utf-16-be" : "utf-16-le"
    func unit(_ index: Int) -> UInt32 {
      let (a, b) = (UInt32(bytes[index]), UInt32(bytes[index + 1]))
      return big ? a << 8 | b : b << 8 | a
    }
    var result = String.UnicodeScalarView()
    var index = start
    while index < bytes.count {
      var (length, reason) = (2, "illegal encoding")
      if index + 1 >= bytes.count {
        (length, reason) = (1, "truncated data")
      } else {
        let first = unit(index)
        if let scalar = Unicode.Scalar(first) {
          result.append(scalar)
          index += 2
          continue
        }
        if first < 0xDC00 {
          if index + 3 >= bytes.count {
            (length, reason) = (bytes.count - index, "unexpected end of data")
          } else if (0xDC00...0xDFFF).contains(unit(index + 2)),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + unit(index + 2) - 0xDC00)
          {
            result.append(scalar)
            index += 4
            continue
          } else {
            reason = "illegal UTF-16 surrogate"
          }
        }
      }
      let part = bytes[index..<(index + length)]
      result.append(contentsOf: try substitute(part, at: index, codec, reason, errors).unicodeScalars)
      index += length
    }
    return String(result)
  }

  private static func decodeUTF32(_ bytes: [UInt8], from start: Int, big: Bool, _ errors: String) throws -> String {
    let codec = big ? "utf-32-be" : "utf-32-le"
    var result = String.UnicodeScalarView()
    var index = start
    while index < bytes.count {
      let part = bytes[index..<min(index + 4, bytes.count)]
      var reason = "truncated data"
      if part.count == 4 {
        let value = (big ? Array(part) : part.reversed()).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        if let scalar = Unicode.Scalar(value) {
          result.append(scalar)
          index += 4
          continue
        }
        reason = value > 0x10FFFF
          ? "code point not in range(0x110000)" : "code point in surrogate code point range(0xd800, 0xe000)"
      }
      result.append(contentsOf: try substitute(part, at: index, codec, reason, errors).unicodeScalars)
      index += part.count
    }
    return String(result)
  }

  private static func decodeUTF8(_ bytes: ArraySlice<UInt8>, _ errors: String) throws -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var result = String.UnicodeScalarView()
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let (scalar, length, reason) = sequence(bytes, index)
      if let scalar {
        result.append(scalar)
      } else {
        let part = bytes[index..<(index + length)]
        let position = index - bytes.startIndex
        result.append(contentsOf: try substitute(part, at: position, "utf-8", reason, errors).unicodeScalars)
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
