/// The line that starts a cell: `# %% A title [markdown] tags=["test"]`.
///
/// The grammar is the percent format's, as editors and converters of notebooks read it:
///
///     marker   = indent "#" space* "%%" "%"* (whitespace options)?
///              | indent "#" space* ("%%" | "<codecell>" | "In[" digits "]" ":"?)
///     options  = title? ("[markdown]" | "[md]" | "[raw]")? (key "=" value | key | json-object)*
///
/// The title ends before the word in front of the first `=`, or before the first `{`. A marker followed directly by a
/// letter (`# %%time`) is a commented cell magic, not a marker.
public struct CellMarker: Equatable {
  public enum Kind: String { case code, markdown, raw }

  public var kind: Kind = .code
  public var title = ""
  /// How many `%` follow the first two: `# %%% sub` has depth 1.
  public var depth = 0
  public var options: CellOptions = CellOptions()

  public init(kind: Kind = .code, title: String = "", depth: Int = 0, options: CellOptions = CellOptions()) {
    self.kind = kind
    self.title = title
    self.depth = depth
    self.options = options
  }

  /// Reads a line; `nil` when it starts no cell.
  public init?(line: String) {
    guard let (depth, text) = CellMarker.split(line) else { return nil }
    self.init(depth: depth, text: text)
  }

  /// The depth and the text of options of a marker line.
  private static func split(_ line: String) -> (depth: Int, text: String)? {
    let trimmed = line.drop { $0.isWhitespace }
    guard trimmed.first == "#" else { return nil }
    let body = trimmed.dropFirst().drop { $0.isWhitespace }
    if body.hasPrefix("%%") {
      let rest = body.dropFirst(2)
      let deeper = rest.prefix { $0 == "%" }
      let after = rest.dropFirst(deeper.count)
      if after.isEmpty { return deeper.isEmpty ? (0, "") : nil }
      guard let first = after.first, first.isWhitespace else { return nil }
      return (deeper.count, trim(after))
    }
    let word = trim(body)
    if word == "<codecell>" { return (0, "") }
    guard word.hasPrefix("In[") else { return nil }
    let inside = word.dropFirst(3).drop { $0 == " " || ("0"..."9").contains($0) }
    return inside == "]" || inside == "]:" ? (0, "") : nil
  }

  private init(depth: Int, text: String) {
    self.depth = depth
    let (left, right) = CellMarker.splitTitle(text)
    options = CellOptions(parsing: right)
    title = left
    for (mark, kind) in [("[markdown]", Kind.markdown), ("[md]", .markdown), ("[raw]", .raw)] {
      guard let range = title.range(ofText: mark) else { continue }
      self.kind = kind
      let rest = title[..<range.lowerBound] + title[range.upperBound...]
      title = CellMarker.trim(rest)
      break
    }
  }

  /// Where the title ends and the options begin.
  private static func splitTitle(_ text: String) -> (title: String, options: String) {
    let brace = text.firstIndex(of: "{")
    let equals = text.firstIndex(of: "=")
    if let equals, brace.map({ equals < $0 }) ?? true {
      // The word in front of the sign is the key, with or without blanks between.
      var start = equals
      while start > text.startIndex, text[text.index(before: start)].isWhitespace { start = text.index(before: start) }
      while start > text.startIndex, !text[text.index(before: start)].isWhitespace { start = text.index(before: start) }
      return (trim(text[..<start]), String(text[start...]))
    }
    if let brace { return (trim(text[..<brace]), String(text[brace...])) }
    // No sign at all: only trailing `.class` words are options.
    var words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    var classes: [String] = []
    while let last = words.last, last.hasPrefix("."), last.count > 1 { classes.insert(words.removeLast(), at: 0) }
    return (trim(words.joined(separator: " ")[...]), classes.joined(separator: " "))
  }

  static func trim(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  /// The line in its canonical form.
  public var line: String {
    var words = ["# %%" + String(repeating: "%", count: depth)]
    if !title.isEmpty { words.append(title) }
    if kind != .code { words.append("[\(kind.rawValue)]") }
    let options = self.options.text
    if !options.isEmpty { words.append(options) }
    return words.joined(separator: " ")
  }
}

extension String {
  /// The first place of a text inside this one.
  package func range(ofText needle: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(needle) { return start..<index(start, offsetBy: needle.count) }
      start = index(after: start)
    }
    return nil
  }
}
