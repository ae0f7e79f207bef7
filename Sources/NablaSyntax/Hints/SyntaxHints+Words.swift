import NablaSource

/// Words: keywords where names belong, misspelt ones, and those of other languages.
extension SyntaxHints {
  /// `class = 1`, `def f(from)`, `x.class`.
  func keywordAsName() -> String? {
    guard isPlain || error.message.hasPrefix("invalid syntax") else { return nil }
    func hint(_ index: Int) -> String {
      "'\(text(at: index))' is a keyword and cannot be a name. Did you mean '\(text(at: index))_'?"
    }
    if kind() == .equal, kind(-1).isReserved, place - 1 == first || kind(-2) == .comma || kind(-2) == .leftParenthesis {
      return hint(place - 1)
    }
    guard kind().isReserved, place > first else { return nil }
    switch kind(-1) {
    case .dot, .keywordDef, .keywordClass, .keywordAs, .keywordGlobal, .keywordNonlocal: return hint(place)
    case .keywordImport: return kind() == .keywordFrom ? nil : hint(place)
    case .keywordFor: return kind(1) == .keywordIn ? hint(place) : nil
    case .leftParenthesis, .comma:
      let isParameter =
        kind(at: first) == .keywordDef && (kind(1) == .comma || kind(1) == .rightParenthesis || kind(1) == .equal)
      return isParameter || kind(1) == .equal ? hint(place) : nil
    default: return nil
    }
  }

  /// `else if`, and a condition behind `else`.
  func elseIf() -> String? {
    guard isPlain, place == first + 1, kind(-1) == .keywordElse else { return nil }
    if kind() == .keywordIf { return "Did you mean 'elif'?" }
    return kind().startsExpression ? "'else' has no condition. Did you mean 'elif'?" : nil
  }

  /// A `for` whose `in` is missing or is another word.
  func loopHead() -> String? {
    guard kind(at: first) == .keywordFor, error.message.hasPrefix("invalid syntax") else { return nil }
    if kind(at: first + 1) == .leftParenthesis,
      error.message != SyntaxMessage.invalidSyntax.text || kind() == .semicolon
    {
      return "A loop goes over values: 'for i in range(3):'."
    }
    guard place > first + 1, !holds(.keywordIn, beforePlace: true), isPlain else { return nil }
    if kind() == .name, text() == "of" || Spelling.closest(to: text(), among: ["in"]) != nil {
      return "Did you mean 'in'?"
    }
    if kind().startsExpression { return "'in' is missing behind '\(text(-1))'." }
    return "A loop goes over values: 'for i in range(3):'."
  }

  static let types: Set<String> = [
    "int", "float", "double", "bool", "boolean", "string", "str", "char", "long", "void", "auto", "String",
  ]
  static let declarations: Set<String> = ["var", "let", "const", "val", "dim", "local", "my"]

  /// `var x = 1`, `int x = 1`, `int f(x):`, `def f(int x)`.
  func foreignDeclaration() -> String? {
    guard isPlain || error.message == SyntaxMessage.forgotComma.text, kind() == .name || kind(1) == .name else {
      return nil
    }
    let name = kind(-1) == .name && kind() == .name ? place : place + 1
    let word = text(at: name - 1)
    guard kind(at: name) == .name, kind(at: name - 1) == .name else { return nil }
    if kind(at: first) == .keywordDef, SyntaxHints.types.contains(word) {
      return "A parameter's type stands behind it: '\(text(at: name)): \(word)'."
    }
    guard name == first + 1 else { return nil }
    if SyntaxHints.types.contains(word), kind(at: name + 1) == .leftParenthesis {
      return "A function is defined by 'def \(text(at: name))(...):'."
    }
    if SyntaxHints.types.contains(word) || SyntaxHints.declarations.contains(word),
      kind(at: name + 1) != .leftParenthesis
    {
      return "A variable is made by assigning to it: '\(text(at: name)) = ...'."
    }
    return nil
  }

  /// Words that start statements elsewhere.
  private static let statements: [String: String] = [
    "function": "Did you mean 'def'?", "func": "Did you mean 'def'?", "fn": "Did you mean 'def'?",
    "fun": "Did you mean 'def'?",
    "sub": "Did you mean 'def'?", "switch": "Did you mean 'match'?", "foreach": "Did you mean 'for'?",
    "unless": "Did you mean 'if not'?", "until": "Did you mean 'while not'?", "throw": "Did you mean 'raise'?",
    "catch": "Did you mean 'except'?", "elseif": "Did you mean 'elif'?", "elsif": "Did you mean 'elif'?",
    "include": "Did you mean 'import'?", "require": "Did you mean 'import'?", "struct": "Did you mean 'class'?",
    "interface": "Did you mean 'class'?", "echo": "Did you mean 'print(...)'?", "puts": "Did you mean 'print(...)'?",
    "delete": "Did you mean 'del'?", "default": "Did you mean 'case _:'?",
    "end": "A block ends where its indentation ends; it has no 'end'.",
  ]

  func foreignWord() -> String? {
    guard isPlain || error.message == SyntaxMessage.forgotComma.text else { return nil }
    if kind() == .name, opensBlock, text() == "then" || text() == "do" { return "Did you mean ':'?" }
    if kind(-1) == .name, text(-1) == "new", kind() == .name {
      return "An object is made by calling its class: '\(text())(...)'."
    }
    guard kind(at: first) == .name, place <= first + 2, let hint = SyntaxHints.statements[text(at: first)] else {
      return nil
    }
    return place == first && text() != "default" ? nil : hint
  }

  // MARK: - Misspelt keywords

  private static let blocks = [
    "def", "class", "if", "elif", "else", "for", "while", "with", "try", "except", "finally", "match", "case",
  ]
  private static let lines = [
    "return", "import", "from", "raise", "assert", "del", "global", "nonlocal", "yield", "not", "lambda",
  ]

  /// A statement that went wrong right behind its first word: a keyword that may have been meant.
  func misspeltKeyword() -> String? {
    guard isPlain, kind(at: first) == .name else { return nil }
    if text(at: first) == "case", !tokens.indices.contains(where: { kind(at: $0) == .name && text(at: $0) == "match" })
    {
      return "'case' stands in the block of a 'match'."
    }
    if text(at: first) == "case" || text(at: first) == "match" { return nil }
    let next = kind(at: first + 1)
    guard next == .colon ? place <= first + 2 : (next.startsExpression || next == .star) && place == first + 1 else {
      return nil
    }
    var candidates = endsWithColon ? SyntaxHints.blocks + SyntaxHints.lines : SyntaxHints.lines + SyntaxHints.blocks
    // Of two keywords as near, the one that goes with the rest of the line.
    if holds(.keywordImport, behind: 1) { candidates.insert("from", at: 0) }
    if holds(.keywordIn, behind: 1), endsWithColon { candidates.insert("for", at: 0) }
    return Spelling.closest(to: text(at: first), among: candidates).map { "Did you mean '\($0)'?" }
  }

  /// What follows the block of `try` and is neither `except` nor `finally`, but nearly.
  func misspeltHandler() -> String? {
    guard error.message == SyntaxMessage.expectedExceptOrFinally.text, kind() == .name else { return nil }
    if text() == "catch" || text() == "rescue" { return "Did you mean 'except'?" }
    return Spelling.closest(to: text(), among: ["except", "finally", "else"]).map { "Did you mean '\($0)'?" }
  }

  /// A misspelt keyword within a line: `lamda x: x`, `for i im x`, `if nto x`.
  func misspeltWithin() -> String? {
    guard isPlain || error.message == SyntaxMessage.forgotComma.text else { return nil }
    // Where two expressions stand side by side, either word may be the keyword.
    for index in [place, place - 1, place + 1] where index > first && kind(at: index) == .name {
      let word = text(at: index)
      guard word.utf8.count > 1, kind(at: index - 1) != .dot else { continue }
      let isInfix = kind(at: index - 1).endsExpression
      let candidates =
        isInfix
        ? ["in", "and", "or", "is", "if", "else", "for", "not", "as", "import"] : ["lambda", "not", "yield", "await"]
      if !isInfix, !kind(at: index + 1).startsExpression { continue }
      if let keyword = Spelling.closest(to: word, among: candidates) { return "Did you mean '\(keyword)'?" }
    }
    return nil
  }
}

extension TokenKind {
  /// A keyword other than those that are values.
  var isReserved: Bool { isKeyword && self != .keywordTrue && self != .keywordFalse && self != .keywordNone }
}
