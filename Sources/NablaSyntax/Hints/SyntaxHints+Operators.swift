import NablaSource

/// Operators and other signs of other languages.
extension SyntaxHints {
  /// `&&`, `||`, `===`, `!==`, `++`, `--`: two signs that touch.
  func joinedOperators() -> String? {
    guard isPlain || error.message.hasPrefix("invalid syntax") else { return nil }
    if kind() == .newline || kind() == .endOfFile, touchesNext(-2), kind(-2) == kind(-1), place - 3 >= first {
      let name = text(-3)
      if kind(-1) == .plus { return "Did you mean '\(name) += 1'?" }
      if kind(-1) == .minus { return "Did you mean '\(name) -= 1'?" }
    }
    guard touchesNext(-1) else { return nil }
    switch (kind(-1), kind()) {
    case (.ampersand, .ampersand): return "Did you mean 'and'?"
    case (.bar, .bar): return "Did you mean 'or'?"
    case (.equalEqual, .equal): return "Did you mean '=='?"
    case (.notEqual, .equal): return "Did you mean '!='?"
    default: return nil
    }
  }

  /// `!x`, `<>`, `?`, `$x` and backquotes.
  func foreignOperator() -> String? {
    guard isPlain, kind() == .unknown else { return nil }
    switch text() {
    case "<>": return "Did you mean '!='?"
    case "!" where place > first: return "Did you mean 'not'?"
    case "$": return "A name needs no '$'."
    case "`": return "Did you mean quotes, or repr(...)?"
    case "?" where kind(1) == .newline || kind(1) == .endOfFile:
      return "Did you mean 'help(\(text(-1)))'? 'x?' is for the prompt."
    default: return nil
    }
  }

  /// `// text` and `/* text */`.
  func comment() -> String? {
    guard error.message.hasPrefix("invalid syntax") else { return nil }
    let startsHere =
      place == first && (kind() == .doubleSlash || kind() == .slash && kind(1) == .star && touchesNext(0))
    let startsBefore =
      place > first + 1 && kind() == .name && kind(-1) == .name && holds(.doubleSlash, beforePlace: true)
    return startsHere || startsBefore ? "A comment starts with '#'." : nil
  }

  /// `if a and b = 2`: an `=` where CPython has no words for it.
  func comparison() -> String? {
    let holdsCondition =
      holds(.keywordIf, beforePlace: true) || holds(.keywordWhile, beforePlace: true)
      || holds(.keywordElif, beforePlace: true)
    if isPlain, kind() == .equal, holdsCondition { return "Did you mean '=='?" }
    if error.message == SyntaxMessage.expectedElse.text {
      let behind = tokens.first { $0.span.lower >= error.span.upper }
      return behind?.kind == .equal ? "Did you mean '=='?" : nil
    }
    return nil
  }

  /// `for i in x;`.
  func separator() -> String? {
    isPlain && kind() == .semicolon && opensBlock ? "Did you mean ':'?" : nil
  }

  /// `x + = 1`.
  func separateOperator() -> String? {
    guard isPlain, kind() == .equal, place > first + 1 else { return nil }
    switch kind(-1) {
    case .plus, .minus, .star, .slash, .doubleStar, .doubleSlash, .percent, .at, .ampersand, .bar, .caret, .leftShift,
      .rightShift:
      return "Did you mean '\(text(-1))='? Its signs stand together."
    case .less, .greater: return "Did you mean '\(text(-1))='? Its signs stand together."
    default: return nil
    }
  }

  /// `=>` and `->` for anonymous functions, and `=>` for `>=`.
  func arrow() -> String? {
    let isFat = kind() == .greater && kind(-1) == .equal && touchesNext(-1)
    guard isPlain, isFat || kind() == .arrow, kind(at: first) != .keywordDef else { return nil }
    let isAssigned = first + 1 < place - 1 && kind(at: first + 1) == .equal
    if isAssigned || !isFat { return "A function without a name is written 'lambda x: ...'." }
    return "Did you mean '>='?"
  }

  /// `a ? b : c`.
  func choice() -> String? {
    guard isPlain, kind() == .unknown, text() == "?", holds(.colon, behind: place - first) else { return nil }
    return "A choice is written 'a if condition else b'."
  }

  /// `if x {` and a `}` on a line of its own.
  func braces() -> String? {
    if kind() == .leftBrace, opensBlock, isPlain { return "A block starts with ':' and is indented; it has no braces." }
    if error.message == LexicalMessage.unmatched(0x7D), place == first {
      return "A block ends where its indentation ends; it has no braces."
    }
    return nil
  }

  /// `x := 1` as a statement.
  func walrus() -> String? {
    guard isPlain, kind() == .walrus, place == first + 1 else { return nil }
    return "Did you mean '='? ':=' stands within expressions, in parentheses."
  }

  /// `1 000`, `0..3`.
  func digits() -> String? {
    guard error.message.hasPrefix("invalid syntax") else { return nil }
    // The error may be placed at the first of two numbers in a row, or at the second.
    for index in [place, place + 1]
    where index > first && kind(at: index) == .number && kind(at: index - 1) == .number {
      let (left, right) = (text(at: index - 1), text(at: index))
      if left.hasSuffix("."), right.hasPrefix(".") {
        return "Did you mean 'range(\(left.dropLast()), \(right.dropFirst()))'?"
      }
      if right.count == 3, (left + right).allSatisfy(\.isNumber) {
        return "Did you mean '\(left)_\(right)'? Digits are grouped by '_'."
      }
    }
    return nil
  }
}
