/// The options of a cell: `tags=["test"] timeout=30 hidden`, in the order written.
public struct CellOptions: Equatable {
  public struct Entry: Equatable {
    public var key: String
    /// `nil` for a bare word.
    public var value: Datum?

    public init(key: String, value: Datum? = nil) {
      self.key = key
      self.value = value
    }
  }

  public var entries: [Entry] = []
  /// Text that is no option, kept word for word: never an error, never lost.
  public var unparsed = ""

  public init(_ entries: [Entry] = []) { self.entries = entries }

  public var isEmpty: Bool { entries.isEmpty && unparsed.isEmpty }

  public subscript(key: String) -> Datum? { entries.first { $0.key == key }?.value }

  public func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

  public mutating func set(_ key: String, _ value: Datum?) {
    if let index = entries.firstIndex(where: { $0.key == key }) {
      entries[index].value = value
    } else {
      entries.append(Entry(key: key, value: value))
    }
  }

  /// The words under `tags`.
  public var tags: [String] { self["tags"]?.strings ?? [] }

  public func isTagged(_ tag: String) -> Bool { tags.contains(tag) }

  // MARK: reading

  /// Reads `key=value` pairs, bare words and `.class` words, or one object in braces.
  ///
  /// Values may hold blanks and signs of their own, so the pairs are taken from the right: the last `=` whose right side
  /// is a whole literal ends the last pair, and so on leftwards.
  public init(parsing text: String) {
    let text = CellMarker.trim(text[...])
    guard !text.isEmpty else { return }
    if text.hasPrefix("{") {
      if case .object(let members)? = Datum(parsing: text) {
        entries = members.map { Entry(key: $0.key, value: $0.value) }
      } else {
        unparsed = text
      }
      return
    }
    // Trying each sign from the right takes quadratic time; nobody writes options this long.
    guard text.utf8.count < 20_000, let found = CellOptions.pairs(text) else {
      unparsed = text
      return
    }
    entries = found
  }

  private static func pairs(_ text: String) -> [Entry]? {
    var rest = text[...]
    var found: [Entry] = []
    while true {
      rest = trimmed(rest)
      guard !rest.isEmpty else { return found.reversed() }
      if let (before, entry) = lastPair(rest) {
        found.append(entry)
        rest = before
      } else if let (before, entry) = lastWord(rest) {
        found.append(entry)
        rest = before
      } else {
        return nil
      }
    }
  }

  /// The pair that ends the text, and the text before it.
  private static func lastPair(_ text: Substring) -> (Substring, Entry)? {
    var index = text.endIndex
    while let sign = text[..<index].lastIndex(of: "=") {
      if let value = Datum(parsing: String(text[text.index(after: sign)...])) {
        let left = trimmed(text[..<sign])
        let start = left.lastIndex(where: \.isWhitespace).map { left.index(after: $0) } ?? left.startIndex
        let key = String(left[start...])
        if isKey(key) { return (left[..<start], Entry(key: key, value: value)) }
      }
      index = sign
    }
    return nil
  }

  /// The bare word that ends the text, and the text before it.
  private static func lastWord(_ text: Substring) -> (Substring, Entry)? {
    let start = text.lastIndex(where: \.isWhitespace).map { text.index(after: $0) } ?? text.startIndex
    let word = String(text[start...])
    guard isKey(word) else { return nil }
    return (text[..<start], Entry(key: word, value: nil))
  }

  private static func isKey(_ text: String) -> Bool {
    guard let first = text.first, first.isLetter || first == "_" || first == "." else { return false }
    return text.dropFirst().allSatisfy { $0.isLetter || $0.isNumber || "_-.:".contains($0) }
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }

  // MARK: writing

  /// What notebooks carry for one machine or one moment, and a text file should not.
  private static let transient: Set<String> = [
    "collapsed", "scrolled", "autoscroll", "trusted", "ExecuteTime", "execution",
  ]

  public var text: String {
    var words: [String] = []
    for entry in entries where !CellOptions.transient.contains(entry.key) {
      if let value = entry.value { words.append(entry.key + "=" + value.json()) } else { words.append(entry.key) }
    }
    if !unparsed.isEmpty { words.append(unparsed) }
    return words.joined(separator: " ")
  }
}
