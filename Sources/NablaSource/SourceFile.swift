/// One unit of source text: a file, a notebook's cell, a line typed at a prompt.
///
/// The text is kept as UTF-8 bytes; every position in the language half is an offset into them. A notebook's cell sets
/// `firstLine` to the line at which it starts in its file, so that messages give the file's own line numbers.
public final class SourceFile: Sendable {
  /// As messages show it: `File "name", line 3`.
  public let name: String

  /// The text. Always valid UTF-8: what was not, is replaced by U+FFFD (see `hadInvalidUTF8`).
  public let bytes: [UInt8]

  /// The number of the text's first line in messages; 1 unless the text is a part of a larger file.
  public let firstLine: Int

  /// The offset at which each line starts. The first entry is 0; there is at least one line.
  public let lineStarts: [Int32]

  /// The first byte that was no UTF-8 and was replaced while reading, and its offset. The parser refuses such a file.
  public let invalidByte: (byte: UInt8, offset: Int32)?

  public var hadInvalidUTF8: Bool { invalidByte != nil }

  /// Whether the text is so long that spans cannot address it (2 GiB). The parser refuses such a file, and its text
  /// is empty.
  public let isTooLong: Bool

  public convenience init(name: String, text: String, firstLine: Int = 1) {
    self.init(name: name, validBytes: Array(text.utf8), firstLine: firstLine, invalidByte: nil)
  }

  /// From raw bytes, as read from disk.
  public convenience init(name: String, bytes: [UInt8], firstLine: Int = 1) {
    // Validation by the standard library; the copy is made only where something had to be repaired.
    let isValid = bytes.withUnsafeBufferPointer { buffer in
      buffer.allSatisfy { $0 < 0x80 } || String(validating: buffer, as: UTF8.self) != nil
    }
    if isValid {
      self.init(name: name, validBytes: bytes, firstLine: firstLine, invalidByte: nil)
    } else {
      let repaired = Array(String(decoding: bytes, as: UTF8.self).utf8)
      self.init(name: name, validBytes: repaired, firstLine: firstLine, invalidByte: SourceFile.firstInvalid(bytes))
    }
  }

  private init(name: String, validBytes: [UInt8], firstLine: Int, invalidByte: (byte: UInt8, offset: Int32)?) {
    let tooLong = validBytes.count >= Int(Int32.max)
    let bytes: [UInt8] = tooLong ? [] : validBytes
    self.name = name
    self.bytes = bytes
    self.firstLine = firstLine
    self.invalidByte = invalidByte
    self.isTooLong = tooLong
    self.lineStarts = SourceFile.findLines(bytes)
  }

  /// Where decoding stops for the first time. What precedes is unchanged by the repair, so offsets agree.
  private static func firstInvalid(_ bytes: [UInt8]) -> (byte: UInt8, offset: Int32) {
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while case .valid(let scalar) = parser.parseScalar(from: &iterator) { offset += scalar.count }
    return (offset < bytes.count ? bytes[offset] : 0, Int32(truncatingIfNeeded: offset))
  }

  /// Lines end at "\n", "\r\n" or a lone "\r", as CPython reads its sources.
  private static func findLines(_ bytes: [UInt8]) -> [Int32] {
    var starts: [Int32] = [0]
    bytes.withUnsafeBufferPointer { text in
      var index = 0
      while index < text.count {
        let byte = text[index]
        index += 1
        if byte == 0x0A {
          starts.append(Int32(truncatingIfNeeded: index))
        } else if byte == 0x0D {
          if index < text.count, text[index] == 0x0A { index += 1 }
          starts.append(Int32(truncatingIfNeeded: index))
        }
      }
    }
    return starts
  }
}

// MARK: - Places

extension SourceFile {
  public var lineCount: Int { lineStarts.count }

  /// The index (from 0, without `firstLine`) of the line that holds an offset. Offsets out of range are clamped.
  public func lineIndex(at offset: Int32) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The line number to show for an offset: from `firstLine`.
  public func line(at offset: Int32) -> Int { firstLine + lineIndex(at: offset) }

  /// Line and column of an offset; the column counts code points from 1.
  public func location(at offset: Int32) -> Location {
    let index = lineIndex(at: offset)
    let start = Int(lineStarts[index])
    let end = min(max(Int(offset), start), bytes.count)
    return Location(line: firstLine + index, column: countCodePoints(start, end) + 1)
  }

  /// Where a span starts.
  public func location(of span: Span) -> Location { location(at: span.lower) }

  func countCodePoints(_ lower: Int, _ upper: Int) -> Int {
    var count = 0
    for index in lower..<max(lower, upper) where bytes[index] & 0xC0 != 0x80 { count += 1 }
    return count
  }
}

// MARK: - Text

extension SourceFile {
  /// The whole text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The text under a span, cut to the file.
  public func text(of span: Span) -> String {
    let lower = min(max(0, Int(span.lower)), bytes.count)
    let upper = min(max(lower, Int(span.upper)), bytes.count)
    return String(decoding: bytes[lower..<upper], as: UTF8.self)
  }

  /// The span of a line by its index from 0, without its line end; nil when there is no such line.
  public func span(ofLineAt index: Int) -> Span? {
    guard lineStarts.indices.contains(index) else { return nil }
    let lower = Int(lineStarts[index])
    var upper = index + 1 < lineStarts.count ? Int(lineStarts[index + 1]) : bytes.count
    while upper > lower, bytes[upper - 1] == 0x0A || bytes[upper - 1] == 0x0D { upper -= 1 }
    return Span(lower, upper)
  }

  /// The text of a line by the number that messages show (from `firstLine`), without its line end.
  public func text(ofLine number: Int) -> String? {
    let (index, overflow) = number.subtractingReportingOverflow(firstLine)
    guard !overflow, let span = span(ofLineAt: index) else { return nil }
    return text(of: span)
  }
}
