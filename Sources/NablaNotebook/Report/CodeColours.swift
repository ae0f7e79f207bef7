/// Light colouring of source in reports: comments, strings, numbers, keywords, and names that are being defined.
///
/// It looks at characters, not at grammar, so that a cell with a syntax error is shown as well as any other.
package enum CodeColours {
  private static let keywords: Set<String> = [
    "and", "as", "assert", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for",
    "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try",
    "while", "with", "yield", "match", "case",
  ]
  private static let constants: Set<String> = ["True", "False", "None", "self", "super"]

  package static func html(_ source: String) -> String {
    let text = Array(source.unicodeScalars)
    var out = ""
    var index = 0
    var previousWord = ""
    func piece(_ range: Range<Int>) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: text[range])
      return Markup.escaped(String(view))
    }
    func mark(_ range: Range<Int>, _ style: String) { out += "<span class=\"\(style)\">\(piece(range))</span>" }
    while index < text.count {
      let start = index
      let scalar = text[index]
      if scalar == "#" {
        while index < text.count, text[index] != "\n" { index += 1 }
        mark(start..<index, "c")
      } else if scalar == "\"" || scalar == "'" {
        index = endOfString(text, index)
        mark(start..<index, "s")
        previousWord = ""
      } else if isWordStart(scalar) {
        while index < text.count, isWordPart(text[index]) { index += 1 }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: text[start..<index])
        let word = String(view)
        let isPrefix = word.count <= 2 && word.lowercased().allSatisfy { "rbfu".contains($0) }
        if isPrefix, index < text.count, text[index] == "\"" || text[index] == "'" {
          index = endOfString(text, index)
          mark(start..<index, "s")
        } else if keywords.contains(word), !isSoftKeywordAsName(word, text, index) {
          mark(start..<index, "k")
        } else if constants.contains(word) {
          mark(start..<index, "n")
        } else if previousWord == "def" || previousWord == "class" {
          mark(start..<index, "d")
        } else {
          out += piece(start..<index)
        }
        previousWord = word
      } else if ("0"..."9").contains(scalar) {
        while index < text.count, isWordPart(text[index]) || text[index] == "." { index += 1 }
        mark(start..<index, "n")
        previousWord = ""
      } else {
        index += 1
        out += piece(start..<index)
        if scalar != " " { previousWord = "" }
      }
    }
    return out
  }

  /// `match` and `case` are names wherever they are assigned, called or passed.
  private static func isSoftKeywordAsName(_ word: String, _ text: [Unicode.Scalar], _ end: Int) -> Bool {
    guard word == "match" || word == "case" else { return false }
    return end >= text.count || text[end] != " " || (end + 1 < text.count && text[end + 1] == "=")
  }

  private static func isWordStart(_ scalar: Unicode.Scalar) -> Bool { scalar == "_" || scalar.properties.isXIDStart }
  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool { scalar == "_" || scalar.properties.isXIDContinue }

  private static func endOfString(_ text: [Unicode.Scalar], _ start: Int) -> Int {
    let quote = text[start]
    let isTriple = start + 2 < text.count && text[start + 1] == quote && text[start + 2] == quote
    var index = start + (isTriple ? 3 : 1)
    while index < text.count {
      if text[index] == "\\" {
        index += 2
      } else if isTriple {
        if text[index] == quote, index + 2 < text.count, text[index + 1] == quote, text[index + 2] == quote {
          return index + 3
        }
        index += 1
      } else if text[index] == quote {
        return index + 1
      } else if text[index] == "\n" {
        return index
      } else {
        index += 1
      }
    }
    return min(index, text.count)
  }
}
