import Nabla

extension Notebook {
  /// Reads a text in the percent format. Every text is a notebook: one without markers is a single code cell.
  public init(parsing text: String) {
    var text = text
    if text.hasPrefix("\u{feff}") { text.removeFirst() }
    let bytes = Array(text.utf8)
    var lines = Notebook.lines(of: bytes)
    var reader = Notebook()
    reader.endsWithNewline = bytes.isEmpty || lines.last == ""
    if lines.last == "" { lines.removeLast() }

    var start = 0
    if let end = Notebook.headerEnd(lines) {
      reader.header = Header(lines: Array(lines[..<end]))
      start = end
    }

    let states = LineStates(Array(lines[start...]))
    var openings: [(line: Int, marker: CellMarker)] = []
    for index in start..<lines.count where states[index - start] == .fresh {
      if let marker = CellMarker(line: lines[index]) { openings.append((index, marker)) }
    }

    let firstMarker = openings.first?.line ?? lines.count
    let preamble = Array(lines[start..<firstMarker])
    if preamble.allSatisfy({ $0.isBlank }) {
      reader.gap = preamble
    } else {
      // What stands before the first marker is a code cell without one.
      let blanks = preamble.prefix { $0.isBlank }.count
      reader.gap = Array(preamble[..<blanks])
      reader.cells.append(
        Cell(
          marker: nil, source: Notebook.trimmedBody(preamble[blanks...]).joined(separator: "\n"),
          firstLine: start + blanks + 1, verbatim: Array(preamble[blanks...])))
    }
    for (number, opening) in openings.enumerated() {
      let end = number + 1 < openings.count ? openings[number + 1].line : lines.count
      let body = Notebook.trimmedBody(lines[(opening.line + 1)..<end])
      let (source, skipped) = Notebook.source(of: body, kind: opening.marker.kind)
      reader.cells.append(
        Cell(
          marker: opening.marker, source: source, firstLine: opening.line + 2 + skipped,
          verbatim: Array(lines[opening.line..<end])))
    }
    self = reader
  }

  /// The lines of a text, whose ends may be LF, CR LF or CR.
  static func lines(of bytes: [UInt8]) -> [String] {
    var lines: [String] = []
    var start = 0
    var index = 0
    while index < bytes.count {
      if bytes[index] == 10 || bytes[index] == 13 {
        lines.append(String(decoding: bytes[start..<index], as: UTF8.self))
        if bytes[index] == 13, index + 1 < bytes.count, bytes[index + 1] == 10 { index += 1 }
        start = index + 1
      }
      index += 1
    }
    lines.append(String(decoding: bytes[start...], as: UTF8.self))
    return lines
  }

  /// The line behind the closing fence of a header that starts at the first line.
  private static func headerEnd(_ lines: [String]) -> Int? {
    func isFence(_ line: String) -> Bool { Comment.uncommented(line).trimmed == "---" && line.hasPrefix("#") }
    guard let first = lines.first, isFence(first) else { return nil }
    for index in 1..<max(1, lines.count) {
      if isFence(lines[index]) { return index + 1 }
      if !lines[index].hasPrefix("#") { return nil }
    }
    return nil
  }

  /// A cell ends one blank line before the next marker, or two where the last two are blank.
  private static func trimmedBody(_ lines: ArraySlice<String>) -> [String] {
    var lines = Array(lines)
    for _ in 0..<2 where lines.last?.isBlank == true { lines.removeLast() }
    return lines
  }

  /// The source of a cell's lines, and how many lines stand before its first: text cells are commented out, or are
  /// one triple-quoted string.
  private static func source(of lines: [String], kind: Cell.Kind) -> (source: String, skipped: Int) {
    guard kind != .code else { return (lines.joined(separator: "\n"), 0) }
    let text = lines.joined(separator: "\n")
    let opening = text.hasPrefix("r") ? String(text.dropFirst()) : text
    for quotes in ["\"\"\"", "'''"] where opening.hasPrefix(quotes) && opening.trimmed.hasSuffix(quotes) {
      let trimmed = opening.trimmed
      guard trimmed.count >= 6 else { continue }
      var inside = String(trimmed.dropFirst(3).dropLast(3))
      let skipped = inside.hasPrefix("\n") ? 1 : 0
      if skipped == 1 { inside.removeFirst() }
      if inside.hasSuffix("\n") { inside.removeLast() }
      return (inside, skipped)
    }
    return (lines.map(Comment.uncommented).joined(separator: "\n"), 0)
  }
}

extension String {
  /// Nothing but blanks.
  var isBlank: Bool { allSatisfy(\.isWhitespace) }

  /// Without the blanks at both ends.
  var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
