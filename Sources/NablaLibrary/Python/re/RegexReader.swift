import NablaVM

/// Reads a pattern, or a replacement template, by tokens: a character, or a backslash with the character behind it.
struct RegexReader {
  let text: [UInt32]
  /// Where the next token starts.
  var place = 0

  init(_ text: [UInt32]) { self.text = text }

  var isAtEnd: Bool { place >= text.count }
  /// The next character, a backslash for an escape.
  var next: UInt32? { place < text.count ? text[place] : nil }

  func error(_ message: String, at position: Int? = nil) -> RegexError {
    RegexError(message: message, position: position ?? place)
  }

  func isNext(_ character: Unicode.Scalar) -> Bool { next == character.value }

  mutating func match(_ character: Unicode.Scalar) -> Bool {
    guard isNext(character) else { return false }
    place += 1
    return true
  }

  /// The next token; `nil` at the end.
  mutating func get() throws -> ArraySlice<UInt32>? {
    guard place < text.count else { return nil }
    let start = place
    place += 1
    if text[start] == 0x5C {
      guard place < text.count else { throw error("bad escape (end of pattern)", at: text.count - 1) }
      place += 1
    }
    return text[start..<place]
  }

  mutating func getWhile(_ limit: Int, _ accepts: (UInt32) -> Bool) {
    var count = 0
    while count < limit, let next, accepts(next) {
      place += 1
      count += 1
    }
  }

  /// The text up to a closing character, which is passed.
  mutating func getUntil(_ end: Unicode.Scalar, _ what: String) throws -> String {
    let start = place
    while true {
      guard let token = try get() else {
        if start == place { throw error("missing \(what)") }
        throw error("missing \(end), unterminated name", at: start)
      }
      if token.count == 1, token.first == end.value {
        if place - 1 == start { throw error("missing \(what)", at: start) }
        return string(start..<(place - 1))
      }
    }
  }

  func string(_ range: Range<Int>) -> String { String(codePoints: text[range]) }

  static func isDigit(_ c: UInt32) -> Bool { c >= 48 && c <= 57 }
  static func isOctal(_ c: UInt32) -> Bool { c >= 48 && c <= 55 }
  static func isHex(_ c: UInt32) -> Bool { isDigit(c) || (c | 32 >= 97 && c | 32 <= 102) }
  static func isLetter(_ c: UInt32) -> Bool { c | 32 >= 97 && c | 32 <= 122 }
  static func isIdentifier(_ name: String) -> Bool {
    var scalars = name.unicodeScalars.makeIterator()
    guard let first = scalars.next(), CodePoint.isIdentifierStart(first) else { return false }
    while let scalar = scalars.next() { if !CodePoint.isIdentifierPart(scalar) { return false } }
    return true
  }
  /// `\n` and the other escapes that stand for one character everywhere.
  static func simpleEscape(_ letter: UInt32) -> UInt32? {
    switch Unicode.Scalar(letter) {
    case "a": 7
    case "f": 12
    case "n": 10
    case "r": 13
    case "t": 9
    case "v": 11
    case "\\": 92
    default: nil
    }
  }
}
