import NablaSource

/// A line below a syntax error that says what to change, for the mistakes that beginners make.
///
/// The errors themselves are CPython's; what is added here is found afterwards, from the tokens around the place: the
/// spelling of another language, a misspelt keyword, a part that is missing. The rules are asked in order and the first
/// one that knows the mistake answers. A wrong hint is worse than none, so each rule asks for all that makes its
/// mistake certain.
struct SyntaxHints {
  let file: SourceFile
  let tokens: [Token]
  let error: Diagnostic

  /// The token at which the error is reported.
  let place: Int

  /// The first token of the statement that holds it.
  let first: Int

  /// The diagnostic with its hint, if there is one.
  static func explain(_ error: Diagnostic, _ tokens: [Token], _ file: SourceFile) -> Diagnostic {
    // Within an f-string the tokens around the place are not those of the field.
    guard error.notes.isEmpty, !error.isIncomplete, !error.message.hasPrefix("f-string"), !tokens.isEmpty,
      !error.message.hasSuffix("is not part of Nabla")
    else { return error }
    let hints = SyntaxHints(file: file, tokens: tokens, error: error)
    for rule in rules {
      guard let hint = rule(hints)() else { continue }
      var explained = error
      explained.notes.append(hint)
      return explained
    }
    return error
  }

  private static let rules: [(SyntaxHints) -> () -> String?] = [
    lookAlike, quotes, brokenName, joinedOperators, foreignOperator, comment, comparison, separator, separateOperator,
    arrow, choice, braces,
    keywordAsName, elseIf, loopHead, foreignDeclaration, foreignWord, misspeltHandler, misspeltKeyword,
    misspeltWithin, importForms, raiseForm, exceptForm, digits, walrus, missingPart,
  ]

  init(file: SourceFile, tokens: [Token], error: Diagnostic) {
    self.file = file
    self.tokens = tokens
    self.error = error
    // The tokens lie in order: the first that does not start before the error.
    var low = 0
    var high = tokens.count - 1
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].span.lower < error.span.lower { low = middle + 1 } else { high = middle }
    }
    place = low
    var start = low
    while start > 0, !tokens[start - 1].kind.endsStatement { start -= 1 }
    first = start
  }

  // MARK: - What the rules look at

  /// Whether CPython found nothing to say but that it is wrong here.
  var isPlain: Bool { error.message == SyntaxMessage.invalidSyntax.text || error.message.hasPrefix("expected '") }

  /// The kind of a token by its distance from the place; outside of the text there is its end.
  func kind(_ distance: Int = 0) -> TokenKind { kind(at: place + distance) }

  func kind(at index: Int) -> TokenKind { tokens.indices.contains(index) ? tokens[index].kind : .endOfFile }

  func text(_ distance: Int = 0) -> String { text(at: place + distance) }

  func text(at index: Int) -> String { tokens.indices.contains(index) ? file.text(of: tokens[index].span) : "" }

  /// Whether nothing stands between a token and the next one, by distance from the place.
  func touchesNext(_ distance: Int) -> Bool {
    let index = place + distance
    guard index >= 0, index + 1 < tokens.count else { return false }
    return tokens[index].span.upper == tokens[index + 1].span.lower
  }

  /// The index behind the statement's last token.
  var end: Int {
    var index = first
    while index < tokens.count, !kind(at: index).endsStatement, kind(at: index) != .endOfFile { index += 1 }
    return index
  }

  /// Whether the statement holds a token of this kind, from its start up to the place or to its end.
  func holds(_ wanted: TokenKind, behind start: Int = 0, beforePlace: Bool = false) -> Bool {
    let limit = beforePlace ? min(place, end) : end
    return first + start < limit && tokens[(first + start)..<limit].contains { $0.kind == wanted }
  }

  var endsWithColon: Bool { end > first && kind(at: end - 1) == .colon }

  /// Whether the statement starts with a keyword that opens a block.
  var opensBlock: Bool {
    switch kind(at: first) {
    case .keywordIf, .keywordElif, .keywordElse, .keywordFor, .keywordWhile, .keywordDef, .keywordClass, .keywordTry,
      .keywordExcept, .keywordFinally, .keywordWith:
      return true
    default: return false
    }
  }
}

extension TokenKind {
  fileprivate var endsStatement: Bool {
    switch self {
    case .newline, .indent, .dedent, .semicolon: return true
    default: return false
    }
  }
}
