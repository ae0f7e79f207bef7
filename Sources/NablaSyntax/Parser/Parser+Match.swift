import NablaSource

/// The `match` statement. `match` and `case` are names everywhere else.
extension Parser {
  /// At the name `match`; nil (and nothing read) where it is an ordinary name.
  @inline(never)
  mutating func matchStatement() throws(Mistake) -> Statement.Kind? {
    guard let isCertain = looksLikeSubject(peek()) else { return nil }
    let keyword = current.span
    if !isCertain {
      let isHeader = wouldRead { (parser) throws(Mistake) in
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
      throw error(.expectedBlock(after: "'match' statement", line: line), firstCharacter, kind: "IndentationError")
    }
    var cases: [MatchCase] = []
    while kind != .dedent, kind != .endOfFile {
      guard isName("case", at: index) else { throw unexpected() }
      cases.append(try matchCase())
    }
    for (position, item) in cases.enumerated() {
      var names: Set<String> = []
      let mayMatchAll = item.guard != nil || position == cases.count - 1
      check(item.pattern, mayMatchAll: mayMatchAll, into: &names)
    }
    _ = accept(.dedent)
    trimEnd()
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

  private mutating func matchCase() throws(Mistake) -> MatchCase {
    let keyword = current.span
    advance()
    let pattern = try openPattern()
    let guardCondition = accept(.keywordIf) ? try namedExpression() : nil
    try expectColon()
    let body = try block(after: "'case' statement", at: keyword)
    return MatchCase(pattern: pattern, guard: guardCondition, body: body, span: span(from: keyword.lower))
  }

  // MARK: - What CPython's compiler checks

  private mutating func capture(_ name: Identifier, into names: inout Set<String>) {
    if !names.insert(name.name).inserted { postpone(.capturedTwice(name.name), name.span) }
  }

  /// Collects the names that a pattern captures. Only the last alternative, and the last case or one with a guard,
  /// may match everything.
  private mutating func check(_ pattern: Pattern, mayMatchAll: Bool = true, into names: inout Set<String>) {
    switch pattern.kind {
    case .value, .singleton, .star(nil): break
    case .wildcard:
      if !mayMatchAll { postpone(.unreachableAfterWildcard, pattern.span) }
    case .capture(let name):
      if !mayMatchAll { postpone(.unreachableAfterCapture(name.name), pattern.span) }
      capture(name, into: &names)
    case .star(.some(let name)): capture(name, into: &names)
    case .sequence(let elements):
      for element in elements { check(element, into: &names) }
    case .mapping(let entries, let rest):
      for entry in entries { check(entry.pattern, into: &names) }
      if let rest { capture(rest, into: &names) }
    case .class(_, let positional, let keywords):
      for element in positional { check(element, into: &names) }
      var attributes: Set<String> = []
      for keyword in keywords {
        if !attributes.insert(keyword.name.name).inserted {
          postpone(.repeatedAttribute(keyword.name.name), keyword.pattern.span)
        }
        check(keyword.pattern, into: &names)
      }
    case .as(let inner, let name):
      check(inner, mayMatchAll: mayMatchAll, into: &names)
      capture(name, into: &names)
    case .or(let alternatives): check(alternatives, mayMatchAll: mayMatchAll, into: &names)
    }
  }

  private mutating func check(_ alternatives: [Pattern], mayMatchAll: Bool, into names: inout Set<String>) {
    var first: Set<String>?
    for (position, alternative) in alternatives.enumerated() {
      var own: Set<String> = []
      check(alternative, mayMatchAll: mayMatchAll && position == alternatives.count - 1, into: &own)
      if let first, first != own { postpone(.alternativesDiffer, alternative.span) }
      first = first ?? own
    }
    for name in first ?? [] where !names.insert(name).inserted {
      postpone(.capturedTwice(name), alternatives.first?.span ?? .none)
    }
  }
}
