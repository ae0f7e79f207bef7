import NablaSource

/// The `match` statement. `match` and `case` are names everywhere else.
extension Parser {
  /// At the name `match`; nil (and nothing read) where it is an ordinary name.
  mutating func matchStatement() throws(Diagnostic) -> Statement.Kind? {
    guard let isCertain = looksLikeSubject(peek()) else { return nil }
    let keyword = current.span
    if !isCertain {
      let isHeader = wouldRead { (parser) throws(Diagnostic) in
        parser.advance()
        _ = try parser.expressionList(named: true)
        try parser.expect(.colon)
        try parser.expect(.newline)
      }
      if !isHeader { return nil }
    }
    advance()
    let subject = try expressionList(named: true)
    try expectColon()
    try expect(.newline)
    guard accept(.indent) else {
      if kind == .failure { throw unexpected() }
      let line = file.line(at: keyword.lower)
      throw error(.expectedBlock(after: "'match' statement", line: line), current.span, kind: "IndentationError")
    }
    var cases: [MatchCase] = []
    while kind != .dedent, kind != .endOfFile {
      guard isName("case", at: index) else { throw unexpected() }
      if let last = cases.last, last.guard == nil { checkReachable(after: last.pattern) }
      cases.append(try matchCase())
    }
    if kind == .dedent {
      let end = previousEnd
      advance()
      previousEnd = end
    }
    return .match(subject: subject, cases: cases)
  }

  /// Whether a token behind `match` starts a subject: certainly, perhaps (the name could be called, indexed or
  /// subtracted from), or not at all (nil).
  private func looksLikeSubject(_ kind: TokenKind) -> Bool? {
    switch kind {
    case .name, .number, .string, .leftBrace, .tilde, .ellipsis, .keywordNone, .keywordTrue, .keywordFalse,
      .keywordLambda, .keywordAwait:
      return true
    case .leftParenthesis, .leftBracket, .minus, .plus, .star, .keywordNot: return false
    default: return nil
    }
  }

  private mutating func matchCase() throws(Diagnostic) -> MatchCase {
    let keyword = current.span
    advance()
    let pattern = try openPattern()
    let guardCondition = accept(.keywordIf) ? try namedExpression() : nil
    try expectColon()
    checkCaptures(of: pattern)
    let body = try block(after: "'case' statement", at: keyword)
    return MatchCase(pattern: pattern, guard: guardCondition, body: body, span: span(from: keyword.lower))
  }

  // MARK: - What CPython's compiler checks

  /// Only the last alternative, and the last case without a guard, may match everything.
  private mutating func checkReachable(after pattern: Pattern) {
    switch pattern.kind {
    case .wildcard: postpone(.unreachableAfterWildcard, pattern.span)
    case .capture(let name): postpone(.unreachableAfterCapture(name.name), pattern.span)
    case .as(let inner, _): checkReachable(after: inner)
    case .or(let alternatives):
      if let last = alternatives.last { checkReachable(after: last) }
    default: break
    }
  }

  private mutating func checkCaptures(of pattern: Pattern) {
    var names: Set<String> = []
    collectCaptures(pattern, into: &names)
  }

  private mutating func capture(_ name: Identifier, into names: inout Set<String>) {
    if !names.insert(name.name).inserted { postpone(.capturedTwice(name.name), name.span) }
  }

  private mutating func collectCaptures(_ pattern: Pattern, into names: inout Set<String>) {
    switch pattern.kind {
    case .value, .singleton, .wildcard, .star(nil): break
    case .capture(let name), .star(.some(let name)): capture(name, into: &names)
    case .sequence(let elements):
      for element in elements { collectCaptures(element, into: &names) }
    case .mapping(let entries, let rest):
      for entry in entries { collectCaptures(entry.pattern, into: &names) }
      if let rest { capture(rest, into: &names) }
    case .class(_, let positional, let keywords):
      for element in positional { collectCaptures(element, into: &names) }
      var attributes: Set<String> = []
      for keyword in keywords {
        if !attributes.insert(keyword.name.name).inserted {
          postpone(.repeatedAttribute(keyword.name.name), keyword.pattern.span)
        }
        collectCaptures(keyword.pattern, into: &names)
      }
    case .as(let inner, let name):
      collectCaptures(inner, into: &names)
      capture(name, into: &names)
    case .or(let alternatives):
      for alternative in alternatives.dropLast() { checkReachable(after: alternative) }
      var first: Set<String>?
      for alternative in alternatives {
        var own: Set<String> = []
        collectCaptures(alternative, into: &own)
        if let first, first != own { postpone(.alternativesDiffer, pattern.span) }
        first = first ?? own
      }
      for name in first ?? [] where !names.insert(name).inserted { postpone(.capturedTwice(name), pattern.span) }
    }
  }
}
