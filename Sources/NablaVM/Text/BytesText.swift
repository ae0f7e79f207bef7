/// What the methods of `bytes` and `bytearray` compute, on plain arrays. Letters and white space are ASCII's.
enum BytesText {
  static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
  static func isUpper(_ byte: UInt8) -> Bool { (65...90).contains(byte) }
  static func isLower(_ byte: UInt8) -> Bool { (97...122).contains(byte) }
  static func isLetter(_ byte: UInt8) -> Bool { isUpper(byte) || isLower(byte) }
  static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  static func upper(_ byte: UInt8) -> UInt8 { isLower(byte) ? byte - 32 : byte }
  static func lower(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte + 32 : byte }

  // MARK: searching
  static func find(_ needle: [UInt8], in bytes: [UInt8], from start: Int = 0, to end: Int, last: Bool = false) -> Int? {
    guard start <= end else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      needle.withUnsafeBufferPointer { needle in
        last
          ? StrText.lastOffset(of: needle, in: bytes, from: start, to: end)
          : StrText.firstOffset(of: needle, in: bytes, from: start, to: end)
      }
    }
  }

  static func occurrences(of needle: [UInt8], in bytes: [UInt8], from start: Int, to end: Int) -> Int {
    guard start <= end else { return 0 }
    if needle.isEmpty { return end - start + 1 }
    var count = 0
    var position = start
    while let found = find(needle, in: bytes, from: position, to: end) {
      count += 1
      position = found + needle.count
    }
    return count
  }

  static func replace(_ bytes: [UInt8], _ old: [UInt8], _ new: [UInt8], limit: Int) -> [UInt8] {
    var result: [UInt8] = []
    var remaining = limit < 0 ? Int.max : limit
    var position = 0
    if old.isEmpty {
      // The new bytes go before each byte and at the end.
      for byte in bytes {
        if remaining > 0 {
          result += new
          remaining -= 1
        }
        result.append(byte)
      }
      return remaining > 0 ? result + new : result
    }
    while remaining > 0, let found = find(old, in: bytes, from: position, to: bytes.count) {
      result += bytes[position..<found]
      result += new
      position = found + old.count
      remaining -= 1
    }
    return result + bytes[position...]
  }

  // MARK: splitting
  static func split(_ bytes: [UInt8], separator: [UInt8], limit: Int, last: Bool) -> [[UInt8]] {
    var parts: [[UInt8]] = []
    var (start, end) = (0, bytes.count)
    while limit < 0 || parts.count < limit, let found = find(separator, in: bytes, from: start, to: end, last: last) {
      if last {
        parts.append(Array(bytes[(found + separator.count)..<end]))
        end = found
      } else {
        parts.append(Array(bytes[start..<found]))
        start = found + separator.count
      }
    }
    parts.append(Array(bytes[start..<end]))
    return last ? parts.reversed() : parts
  }

  /// Words between white space; the rest after `limit` splits is left as it is.
  static func splitWords(_ bytes: [UInt8], limit: Int) -> [[UInt8]] {
    var words: [[UInt8]] = []
    var rest = bytes[...].drop(while: isSpace)
    while !rest.isEmpty {
      if limit >= 0, words.count == limit {
        words.append(Array(rest))
        break
      }
      let word = rest.prefix { !isSpace($0) }
      words.append(Array(word))
      rest = rest[word.endIndex...].drop(while: isSpace)
    }
    return words
  }

  static func rsplitWords(_ bytes: [UInt8], limit: Int) -> [[UInt8]] {
    splitWords(bytes.reversed(), limit: limit).reversed().map { $0.reversed() }
  }

  static func lines(_ bytes: [UInt8], keepingEnds: Bool) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 10, bytes[end] != 13 { end += 1 }
      var next = min(end + 1, bytes.count)
      if end + 1 < bytes.count, bytes[end] == 13, bytes[end + 1] == 10 { next = end + 2 }
      lines.append(Array(bytes[start..<(keepingEnds ? next : end)]))
      start = next
    }
    return lines
  }

  // MARK: shaping
  static func strip(_ bytes: [UInt8], _ drops: (UInt8) -> Bool, left: Bool, right: Bool) -> [UInt8] {
    var rest = bytes[...]
    if left { rest = rest.drop(while: drops) }
    if right { while let end = rest.last, drops(end) { rest.removeLast() } }
    return Array(rest)
  }

  static func title(_ bytes: [UInt8]) -> [UInt8] {
    var insideWord = false
    return bytes.map { byte in
      defer { insideWord = isLetter(byte) }
      return insideWord ? lower(byte) : upper(byte)
    }
  }

  /// Whether upper-case letters only start words and lower-case ones only continue them, with at least one letter.
  static func isTitle(_ bytes: [UInt8]) -> Bool {
    var insideWord = false
    var seen = false
    for byte in bytes {
      if isUpper(byte), insideWord { return false }
      if isLower(byte), !insideWord { return false }
      insideWord = isLetter(byte)
      seen = seen || insideWord
    }
    return seen
  }

  static func zeroFilled(_ bytes: [UInt8], width: Int) -> [UInt8] {
    guard width > bytes.count else { return bytes }
    let zeros = [UInt8](repeating: 48, count: width - bytes.count)
    guard let first = bytes.first, first == 43 || first == 45 else { return zeros + bytes }
    return [first] + zeros + bytes.dropFirst()
  }

  /// `nil` when the result would not fit in memory.
  static func expandTabs(_ bytes: [UInt8], size: Int) -> [UInt8]? {
    var result: [UInt8] = []
    var column = 0
    for byte in bytes {
      if byte == 9 {
        guard size > 0 else { continue }
        let spaces = size - column % size
        guard spaces <= 1 << 32, result.count <= 1 << 32 else { return nil }
        result += [UInt8](repeating: 32, count: spaces)
        column += spaces
      } else {
        result.append(byte)
        column = byte == 10 || byte == 13 ? 0 : column + 1
      }
    }
    return result
  }

  /// Two digits a byte; groups of `group` bytes are counted from the end, or from the start where it is negative.
  static func hex(_ bytes: [UInt8], separator: String, group: Int) -> String {
    let size = Int(clamping: group.magnitude)
    guard !separator.isEmpty, size > 0 else { return bytes.map { StrText.hex(UInt32($0), 2) }.joined() }
    var text = ""
    for (index, byte) in bytes.enumerated() {
      let position = group > 0 ? bytes.count - index : index
      if index > 0, position % size == 0 { text += separator }
      text += StrText.hex(UInt32(byte), 2)
    }
    return text
  }

  /// Each byte as the code point of the same number: how byte templates pass through the text formatter.
  static func latin1(_ bytes: [UInt8]) -> String { StrText.string(bytes.map { Unicode.Scalar($0) }) }
  static func bytes(latin1 text: String) -> [UInt8] {
    text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
  }
}
