import NablaSource

/// Characters that look like others, quotes, and names that are none.
extension SyntaxHints {
  /// “quotes”, dashes, signs of mathematics: what word processors and web pages put in place of plain characters.
  func lookAlike() -> String? {
    guard error.message.hasPrefix("invalid character") || error.message.hasPrefix("invalid non-printable"),
      let character = file.text(of: error.span).unicodeScalars.first
    else { return nil }
    if let plain = SyntaxHints.plainCharacters[character] { return "Did you mean \(plain)?" }
    switch character.properties.generalCategory {
    case .spaceSeparator: return "It looks like a blank: put a plain one."
    case .format, .control: return "It cannot be seen: delete it, or type the line anew."
    default: return nil
    }
  }

  private static let plainCharacters: [Unicode.Scalar: String] = {
    var table: [Unicode.Scalar: String] = [:]
    let groups: [(String, String)] = [
      ("“”„‟«»″〝〞", "the plain quote \""), ("‘’‚‛′‹›´", "the plain quote '"), ("−–—‐‑‒―", "'-'"), ("×∗·•∙⋅", "'*'"),
      ("÷∕⁄", "'/'"), ("…", "'...'"), ("≠", "'!='"), ("≤⩽", "'<='"), ("≥⩾", "'>='"), ("→⇒➜", "'->'"), ("←", "'='"),
      ("（", "'('"), ("）", "')'"), ("［【", "'['"), ("］】", "']'"), ("｛", "'{'"), ("｝", "'}'"), ("，、", "','"),
      ("：∶", "':'"), ("；", "';'"), ("＝", "'='"), ("＋", "'+'"), ("－", "'-'"), ("＊", "'*'"), ("／", "'/'"), ("＜", "'<'"),
      ("＞", "'>'"), ("＂", "the plain quote \""), ("＇", "the plain quote '"), ("²", "'**2'"), ("³", "'**3'"),
      ("∧", "'and'"),
      ("∨", "'or'"), ("¬", "'not'"), ("∈", "'in'"), ("∉", "'not in'"), ("∞", "float('inf')"), ("√", "math.sqrt(...)"),
    ]
    for (characters, plain) in groups {
      for character in characters.unicodeScalars { table[character] = plain }
    }
    return table
  }()

  /// Quotes that end a string too early, or do not end it.
  func quotes() -> String? {
    if error.message.hasPrefix("unterminated string literal") {
      let line = file.text(ofLine: file.line(at: error.span.lower)) ?? ""
      if line.unicodeScalars.contains(where: { "“”‘’".unicodeScalars.contains($0) }) {
        return "A typographic quote does not end a string: put a plain one."
      }
      // What precedes in the line: a string that a letter follows at once.
      var index = place - 1
      while index > first {
        if kind(at: index) == .name, kind(at: index - 1) == .string,
          tokens[index - 1].span.upper == tokens[index].span.lower
        {
          let other = text(at: index - 1).last == "'" ? "an apostrophe into \"...\"" : "a quote into '...'"
          return "The string ends before '\(text(at: index))': put a text that holds \(other)."
        }
        index -= 1
      }
      let trimmed = line.reversed().drop { $0 == " " || $0 == ")" || $0 == "\t" }
      if let quote = trimmed.first, quote == "\"" || quote == "'", trimmed.dropFirst().first == "\\" {
        return "The backslash makes the quote behind it a part of the text: write '\\\\' for a backslash."
      }
      return nil
    }
    // "She said "hello"": two strings and a name between them that touches both.
    guard error.message.hasPrefix("invalid syntax") else { return nil }
    if kind() == .string, kind(-1) == .name, touchesNext(-1), text(-1).utf8.count <= 2 {
      return "A string cannot have the prefix '\(text(-1))'; there are 'f', 'r' and 'b'."
    }
    for index in max(first, place - 1)...max(first, place + 1)
    where kind(at: index) == .string && kind(at: index + 1) == .name
      && tokens[index].span.upper == tokens[index + 1].span.lower
    {
      return "The string ends before '\(text(at: index + 1))': put a backslash before a quote within a text."
    }
    return nil
  }

  /// `12px`, `1_`, `1e`.
  private func brokenNumber() -> String? {
    let bytes = file.bytes
    var lower = min(Int(error.span.lower), bytes.count)
    while lower > 0, isIdentifierByte(bytes[lower - 1]) || bytes[lower - 1] == 0x2E { lower -= 1 }
    var upper = min(Int(error.span.lower), bytes.count)
    while upper < bytes.count, isIdentifierByte(bytes[upper]) || bytes[upper] == 0x2E { upper += 1 }
    let word = bytes[lower..<upper]
    guard let letter = word.firstIndex(where: { !isDigit($0) }) else { return nil }
    switch bytes[letter] {
    case 0x5F: return "An underscore may only stand between digits."
    case 0x2E:
      return letter + 1 < upper && bytes[letter + 1] == 0x5F ? "An underscore may only stand between digits." : nil
    case 0x65 where letter + 1 == upper, 0x45 where letter + 1 == upper:
      return "The digits of the exponent are missing."
    default: return "A name cannot start with a digit; between a number and a name belongs an operator."
    }
  }

  /// `learning rate = 1`, `learning-rate = 1`, `2nd = 1`.
  func brokenName() -> String? {
    if error.message.hasPrefix("invalid decimal literal") { return brokenNumber() }
    if error.message.hasPrefix("cannot assign to expression here") {
      let target = file.text(of: error.span)
      let parts = target.split(separator: "-", omittingEmptySubsequences: false)
      let isName =
        parts.count > 1
        && parts.allSatisfy { part in
          part.first.map { $0.isLetter || $0 == "_" } == true
            && part.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
        }
      return isName ? "A name cannot hold '-'. Did you mean '\(parts.joined(separator: "_"))'?" : nil
    }
    guard isPlain, place == first + 1, kind() == .name, kind(-1) == .name, kind(1) == .equal,
      !SyntaxHints.types.contains(text(-1)), !SyntaxHints.declarations.contains(text(-1))
    else { return nil }
    return "A name cannot hold blanks. Did you mean '\(text(-1))_\(text())'?"
  }
}
