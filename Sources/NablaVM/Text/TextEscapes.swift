/// The codecs `unicode_escape` and `raw_unicode_escape`: text as the inside of a string literal in ASCII or Latin-1.
enum TextEscapes {
  static func encode(_ text: String, isRaw: Bool) -> [UInt8] {
    var result: [UInt8] = []
    for scalar in text.unicodeScalars {
      if isRaw {
        let isPlain = scalar.value < 0x100
        result += isPlain ? [UInt8(truncatingIfNeeded: scalar.value)] : Array(StrText.escape(scalar).utf8)
      } else if scalar == "\\" {
        result += [0x5C, 0x5C]
      } else if (0x20..<0x7F).contains(scalar.value) {
        result.append(UInt8(truncatingIfNeeded: scalar.value))
      } else {
        result += Array(StrText.escape(scalar).utf8)
      }
    }
    return result
  }

  /// `substitute` says what stands for bytes that mean nothing: a range, and why.
  static func decode(
    _ bytes: [UInt8], isRaw: Bool, substitute: (Range<Int>, String) throws -> String
  ) throws -> String {
    var result = String.UnicodeScalarView()
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      guard byte == 0x5C else {
        result.append(Unicode.Scalar(byte))
        index += 1
        continue
      }
      let start = index
      guard index + 1 < bytes.count else {
        let rest = try isRaw ? "\\" : substitute(start..<start + 1, "\\ at end of string")
        result.append(contentsOf: rest.unicodeScalars)
        break
      }
      let letter = bytes[index + 1]
      index += 2
      let width = letter == 0x75 ? 4 : letter == 0x55 ? 8 : letter == 0x78 && !isRaw ? 2 : 0
      if width > 0 {
        var end = index
        while end < min(index + width, bytes.count), Character(Unicode.Scalar(bytes[end])).isHexDigit { end += 1 }
        let digits = String(decoding: bytes[index..<end], as: UTF8.self)
        let name = "\\" + String(Unicode.Scalar(letter)) + String(repeating: "X", count: width)
        if end - index < width {
          result.append(contentsOf: try substitute(start..<end, "truncated \(name) escape").unicodeScalars)
        } else if let code = UInt32(digits, radix: 16), code <= 0x10FFFF {
          // Half of a surrogate pair is no text here.
          result.append(Unicode.Scalar(code) ?? "\u{FFFD}")
        } else {
          result.append(contentsOf: try substitute(start..<end, "illegal Unicode character").unicodeScalars)
        }
        index = end
      } else if !isRaw, let simple = simple(letter) {
        result.append(contentsOf: simple.unicodeScalars)
      } else if !isRaw, (0x30...0x37).contains(letter) {
        var code = UInt32(letter) - 0x30
        var count = 1
        while count < 3, index < bytes.count, (0x30...0x37).contains(bytes[index]) {
          code = code * 8 + UInt32(bytes[index]) - 0x30
          index += 1
          count += 1
        }
        result.append(Unicode.Scalar(code) ?? "\u{FFFD}")
      } else {
        result.append("\\")
        result.append(Unicode.Scalar(letter))
      }
    }
    return String(result)
  }

  private static func simple(_ letter: UInt8) -> String? {
    switch letter {
    case 0x0A: ""
    case 0x5C: "\\"
    case 0x27: "'"
    case 0x22: "\""
    case 0x61: "\u{07}"
    case 0x62: "\u{08}"
    case 0x66: "\u{0C}"
    case 0x6E: "\n"
    case 0x72: "\r"
    case 0x74: "\t"
    case 0x76: "\u{0B}"
    default: nil
    }
  }
}
