/// Taking text apart.
extension StrText {
  private static func piece(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
  }

  /// `text.split(separator, limit)` for a separator that is not empty; a negative limit splits everywhere.
  public static func split(_ text: String, separator: String, limit: Int = -1) -> [String] {
    var text = text
    var separator = separator
    return text.withUTF8 { bytes in
      separator.withUTF8 { needle in
        var pieces: [String] = []
        var start = 0
        while limit < 0 || pieces.count < limit,
          let found = firstOffset(of: needle, in: bytes, from: start, to: bytes.count)
        {
          pieces.append(piece(bytes, start, found))
          start = found + needle.count
        }
        pieces.append(piece(bytes, start, bytes.count))
        return pieces
      }
    }
  }

  public static func rsplit(_ text: String, separator: String, limit: Int = -1) -> [String] {
    var text = text
    var separator = separator
    return text.withUTF8 { bytes in
      separator.withUTF8 { needle in
        var pieces: [String] = []
        var end = bytes.count
        while limit < 0 || pieces.count < limit,
          let found = lastOffset(of: needle, in: bytes, from: 0, to: end)
        {
          pieces.append(piece(bytes, found + needle.count, end))
          end = found
        }
        pieces.append(piece(bytes, 0, end))
        return pieces.reversed()
      }
    }
  }

  /// `text.split()`: runs of white space separate, and none is left at the ends.
  public static func splitWords(_ text: String, limit: Int = -1) -> [String] {
    let view = text.unicodeScalars
    var words: [String] = []
    var index = view.startIndex
    while true {
      while index < view.endIndex, CodePoint.isSpace(view[index]) { index = view.index(after: index) }
      guard index < view.endIndex else { return words }
      let start = index
      if limit >= 0, words.count >= limit {
        words.append(String(view[start...]))
        return words
      }
      while index < view.endIndex, !CodePoint.isSpace(view[index]) { index = view.index(after: index) }
      words.append(String(view[start..<index]))
    }
  }

  public static func rsplitWords(_ text: String, limit: Int = -1) -> [String] {
    let view = text.unicodeScalars
    var words: [String] = []
    var end = view.endIndex
    func isSpaceBefore(_ index: String.Index) -> Bool { CodePoint.isSpace(view[view.index(before: index)]) }
    while true {
      while end > view.startIndex, isSpaceBefore(end) { end = view.index(before: end) }
      guard end > view.startIndex else { return words.reversed() }
      if limit >= 0, words.count >= limit {
        words.append(String(view[..<end]))
        return words.reversed()
      }
      var start = end
      while start > view.startIndex, !isSpaceBefore(start) { start = view.index(before: start) }
      words.append(String(view[start..<end]))
      end = start
    }
  }

  public static func splitLines(_ text: String, keepingEnds: Bool) -> [String] {
    let view = text.unicodeScalars
    var lines: [String] = []
    var start = view.startIndex
    var index = start
    while index < view.endIndex {
      guard CodePoint.isLineBreak(view[index]) else {
        index = view.index(after: index)
        continue
      }
      let end = index
      let isReturn = view[index] == "\r"
      index = view.index(after: index)
      if isReturn, index < view.endIndex, view[index] == "\n" { index = view.index(after: index) }
      lines.append(String(view[start..<(keepingEnds ? index : end)]))
      start = index
    }
    if start < view.endIndex { lines.append(String(view[start...])) }
    return lines
  }

  /// `nil` where the separator does not occur.
  public static func partition(_ text: String, _ separator: String, last: Bool) -> (String, String)? {
    let pieces = last ? rsplit(text, separator: separator, limit: 1) : split(text, separator: separator, limit: 1)
    return pieces.count == 2 ? (pieces[0], pieces[1]) : nil
  }

  public static func strip(
    _ text: String, _ characters: String? = nil, leading: Bool = true, trailing: Bool = true
  ) -> String {
    let view = text.unicodeScalars
    let set = characters.map { Set($0.unicodeScalars) }
    func drops(_ scalar: Unicode.Scalar) -> Bool { set.map { $0.contains(scalar) } ?? CodePoint.isSpace(scalar) }
    var start = view.startIndex
    var end = view.endIndex
    if leading { while start < end, drops(view[start]) { start = view.index(after: start) } }
    if trailing {
      while start < end {
        let previous = view.index(before: end)
        guard drops(view[previous]) else { break }
        end = previous
      }
    }
    return start == view.startIndex && end == view.endIndex ? text : String(view[start..<end])
  }

  public static func expandTabs(_ text: String, size: Int) throws -> String {
    var result = String.UnicodeScalarView()
    var column = 0
    for scalar in text.unicodeScalars {
      if scalar == "\t" {
        guard size > 0 else { continue }
        let (spaces, _) = size.subtractingReportingOverflow(column % size)
        guard spaces <= FormatSpec.longestWidth else { throw TextError(.overflow, "new string is too long") }
        result.append(contentsOf: repeatElement(" ", count: spaces))
        column += spaces
      } else {
        result.append(scalar)
        column = scalar == "\n" || scalar == "\r" ? 0 : column + 1
      }
    }
    return String(result)
  }
}
