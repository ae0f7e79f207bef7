import NablaSource

/// What a string literal's characters stand for: escapes, and line ends that all become "\n".
enum StringDecoder {
  static func text(_ range: Range<Int>, isRaw: Bool, _ file: SourceFile) throws(Mistake) -> String {
    let plain = file.bytes.withUnsafeBufferPointer { bytes -> String? in
      let part = UnsafeBufferPointer(rebasing: bytes[range])
      for byte in part where byte == 0x0D || (byte == 0x5C && !isRaw) { return nil }
      return String(decoding: part, as: UTF8.self)
    }
    if let plain { return plain }
    var decoder = TextDecoder(bytes: file.bytes, range: range, isRaw: isRaw)
    try decoder.run()
    return String(decoding: decoder.output, as: UTF8.self)
  }

  static func bytes(_ literal: StringLiteral, _ file: SourceFile) throws(Mistake) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(literal.content.count)
    let bytes = file.bytes
    let end = literal.content.upperBound
    var position = literal.content.lowerBound
    while position < end {
      let byte = bytes[position]
      if byte >= 0x80 { throw Mistake(Diagnostic(message: SyntaxMessage.nonASCIIBytes.text, span: literal.span)) }
      position += 1
      if byte == 0x0D {
        output.append(0x0A)
        if position < end, bytes[position] == 0x0A { position += 1 }
        continue
      }
      guard byte == 0x5C, !literal.isRaw, position < end else {
        output.append(byte)
        continue
      }
      let escaped = bytes[position]
      if let simple = simpleEscape(escaped) {
        output.append(simple)
        position += 1
      } else if escaped == 0x0A || escaped == 0x0D {
        position += 1
        if escaped == 0x0D, position < end, bytes[position] == 0x0A { position += 1 }
      } else if escaped &- 0x30 < 8 {
        output.append(UInt8(truncatingIfNeeded: octal(bytes, &position, end)))
      } else if escaped == 0x78 {
        let escapeStart = position - 1
        guard let value = hexadecimal(bytes, position + 1, end, count: 2) else {
          let message = SyntaxMessage.bytesEscape(escapeStart - literal.content.lowerBound).text
          throw Mistake(Diagnostic(message: message, span: Span(escapeStart, min(position + 1, end))))
        }
        output.append(UInt8(truncatingIfNeeded: value))
        position += 3
      } else {
        output.append(0x5C)
      }
    }
    return output
  }

  /// The value of a one-letter escape.
  static func simpleEscape(_ letter: UInt8) -> UInt8? {
    switch letter {
    case 0x5C, 0x27, 0x22: return letter
    case 0x61: return 0x07
    case 0x62: return 0x08
    case 0x66: return 0x0C
    case 0x6E: return 0x0A
    case 0x72: return 0x0D
    case 0x74: return 0x09
    case 0x76: return 0x0B
    default: return nil
    }
  }

  /// Up to three octal digits at the position.
  static func octal(_ bytes: [UInt8], _ position: inout Int, _ end: Int) -> UInt32 {
    var value: UInt32 = 0
    var count = 0
    while count < 3, position < end, bytes[position] &- 0x30 < 8 {
      value = value * 8 + UInt32(bytes[position] &- 0x30)
      position += 1
      count += 1
    }
    return value
  }

  /// Exactly this many hexadecimal digits (8 at most), or nil.
  static func hexadecimal(_ bytes: [UInt8], _ start: Int, _ end: Int, count: Int) -> UInt32? {
    guard start + count <= end else { return nil }
    var value: UInt32 = 0
    for byte in bytes[start..<start + count] {
      guard isHexDigit(byte) else { return nil }
      let digit = isDigit(byte) ? byte &- 0x30 : (byte | 0x20) &- 0x61 + 10
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}

/// Decodes a literal that holds escapes or foreign line ends, into UTF-8.
private struct TextDecoder {
  let bytes: [UInt8]
  let range: Range<Int>
  let isRaw: Bool
  var output: [UInt8] = []

  init(bytes: [UInt8], range: Range<Int>, isRaw: Bool) {
    self.bytes = bytes
    self.range = range
    self.isRaw = isRaw
    output.reserveCapacity(range.count)
  }

  mutating func run() throws(Mistake) {
    let end = range.upperBound
    var position = range.lowerBound
    while position < end {
      let byte = bytes[position]
      position += 1
      if byte == 0x0D {
        output.append(0x0A)
        if position < end, bytes[position] == 0x0A { position += 1 }
      } else if byte == 0x5C, !isRaw, position < end {
        try escape(&position)
      } else {
        output.append(byte)
      }
    }
  }

  /// With the position behind a backslash.
  private mutating func escape(_ position: inout Int) throws(Mistake) {
    let end = range.upperBound
    let letter = bytes[position]
    if let simple = StringDecoder.simpleEscape(letter) {
      output.append(simple)
      position += 1
      return
    }
    switch letter {
    case 0x0A: position += 1
    case 0x0D:
      position += 1
      if position < end, bytes[position] == 0x0A { position += 1 }
    case 0x30...0x37: append(StringDecoder.octal(bytes, &position, end))
    case 0x78: try hexadecimal(&position, count: 2, "truncated \\xXX escape")
    case 0x75: try hexadecimal(&position, count: 4, "truncated \\uXXXX escape")
    case 0x55: try hexadecimal(&position, count: 8, "truncated \\UXXXXXXXX escape")
    case 0x4E: try named(&position)
    default: output.append(0x5C)
    }
  }

  private mutating func append(_ value: UInt32) {
    guard let scalar = Unicode.Scalar(value) else { return }
    output.append(contentsOf: String(Character(scalar)).utf8)
  }

  private mutating func hexadecimal(
    _ position: inout Int, count: Int, _ problem: String
  ) throws(Mistake) {
    let digits = position + 1
    guard let value = StringDecoder.hexadecimal(bytes, digits, range.upperBound, count: count) else {
      var stop = digits
      while stop < range.upperBound, stop < digits + count, isHexDigit(bytes[stop]) { stop += 1 }
      throw failure(position - 1..<stop, problem)
    }
    let escape = position - 1..<digits + count
    if value > 0x10FFFF { throw failure(escape, "illegal Unicode character") }
    if Unicode.Scalar(value) == nil {
      let spelled = String(decoding: bytes[escape], as: UTF8.self)
      let span = Span(escape.lowerBound, escape.upperBound)
      throw Mistake(Diagnostic(message: SyntaxMessage.loneSurrogate(spelled).text, span: span))
    }
    append(value)
    position = digits + count
  }

  private mutating func named(_ position: inout Int) throws(Mistake) {
    let start = position - 1
    let end = range.upperBound
    var stop = position + 1
    guard stop < end, bytes[stop] == 0x7B else {
      throw failure(start..<min(stop, end), "malformed \\N character escape")
    }
    while stop < end, bytes[stop] != 0x7D { stop += 1 }
    guard stop < end, stop > position + 2 else {
      throw failure(start..<min(stop + 1, end), "malformed \\N character escape")
    }
    let name = String(decoding: bytes[position + 2..<stop], as: UTF8.self)
    guard let scalar = CharacterNames.scalar(named: name) else {
      throw failure(start..<stop + 1, "unknown Unicode character name")
    }
    append(scalar.value)
    position = stop + 1
  }

  /// Positions in the message are CPython's: it counts a character beyond ASCII as ten bytes, its `\U` escape.
  private func failure(_ escape: Range<Int>, _ problem: String) -> Mistake {
    var lower = 0
    for byte in bytes[range.lowerBound..<escape.lowerBound] {
      if byte < 0x80 { lower += 1 } else if byte >= 0xC0 { lower += 10 }
    }
    let positions = lower...lower + escape.count - 1
    let message = SyntaxMessage.stringEscape(codec: "unicodeescape", range: positions, problem: problem).text
    return Mistake(Diagnostic(message: message, span: Span(escape.lowerBound, escape.upperBound)))
  }
}
