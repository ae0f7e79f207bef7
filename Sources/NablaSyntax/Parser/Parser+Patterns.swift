import NablaSource

/// The patterns of `case`.
extension Parser {
  /// A pattern, or several with commas: a sequence.
  mutating func openPattern() throws(Mistake) -> Pattern {
    let start = current.span.lower
    let first = try maybeStarPattern()
    guard kind == .comma else {
      if case .star = first.kind { return Pattern(.sequence([first]), first.span) }
      return first
    }
    var elements: [Pattern] = [first]
    while accept(.comma), startsPattern { elements.append(try maybeStarPattern()) }
    checkStarPatterns(elements, span(from: start))
    return Pattern(.sequence(elements), span(from: start))
  }

  private var startsPattern: Bool { kind.startsExpression || kind == .star }

  private mutating func checkStarPatterns(_ elements: [Pattern], _ span: Span) {
    var hasStar = false
    for element in elements {
      guard case .star = element.kind else { continue }
      if hasStar { postpone(.manyStarPatterns, span) }
      hasStar = true
    }
  }

  private mutating func maybeStarPattern() throws(Mistake) -> Pattern {
    guard kind == .star else { return try pattern() }
    let start = current.span.lower
    advance()
    let name = try identifier()
    return Pattern(.star(name.name == "_" ? nil : name), span(from: start))
  }

  /// `or_pattern ['as' name]`.
  private mutating func pattern() throws(Mistake) -> Pattern {
    try enter()
    let start = current.span.lower
    var alternatives: [Pattern] = [try closedPattern()]
    while accept(.bar) { alternatives.append(try closedPattern()) }
    var result = alternatives[0]
    if alternatives.count > 1 { result = Pattern(.or(alternatives), span(from: start)) }
    if accept(.keywordAs) {
      guard kind == .name else { throw mistakenPatternTarget() }
      if isName("_", at: index) { throw error(.wildcardTarget, current.span) }
      let name = try identifier()
      if kind == .dot || kind == .leftParenthesis || kind == .equal { throw unexpected() }
      result = Pattern(.as(result, name), span(from: start))
    }
    leave()
    return result
  }

  @inline(never)
  private mutating func mistakenPatternTarget() -> Mistake {
    let start = current.span.lower
    let target = trial { (parser) throws(Mistake) in try parser.expression() }
    return target == nil ? unexpected() : error(.patternTarget, span(from: start))
  }

  private mutating func closedPattern() throws(Mistake) -> Pattern {
    let start = current.span.lower
    switch kind {
    case .minus, .number:
      let value = try signedNumber()
      if kind == .plus || kind == .minus {
        advance()
        if kind == .failure { throw unexpected() }
        throw error(.complexPattern, span(from: start))
      }
      return Pattern(.value(value), value.span)
    case .string:
      let value = try strings()
      if case .formatted = value.kind { postpone(.patternValue, value.span) }
      return Pattern(.value(value), value.span)
    case .keywordNone, .keywordTrue, .keywordFalse:
      let value = try primary()
      return Pattern(.singleton(value), value.span)
    case .name: return try namePattern()
    case .leftParenthesis: return try parenthesizedPattern()
    case .leftBracket:
      advance()
      bracketDepth += 1
      let elements = try sequenceElements(.rightBracket)
      return Pattern(.sequence(elements), span(from: start))
    case .leftBrace: return try mappingPattern()
    default: throw unexpected()
    }
  }

  @inline(never)
  private mutating func signedNumber() throws(Mistake) -> Expression {
    let start = current.span.lower
    let isNegative = accept(.minus)
    guard kind == .number else { throw unexpected() }
    let token = current
    let literal = make(try number(token.span), token.span)
    advance()
    return isNegative ? make(.unary(.minus, literal), span(from: start)) : literal
  }

  /// `_`, a capture, a dotted name, or a class with its arguments.
  @inline(never)
  private mutating func namePattern() throws(Mistake) -> Pattern {
    let name = try identifier()
    if kind != .dot, kind != .leftParenthesis {
      if name.name == "_" { return Pattern(.wildcard, name.span) }
      return Pattern(.capture(name), name.span)
    }
    var value = make(.name(name.name), name.span)
    while accept(.dot) {
      let attribute = try identifier()
      value = make(.attribute(value, attribute), span(from: name.span.lower))
    }
    guard kind == .leftParenthesis else { return Pattern(.value(value), value.span) }
    return try classPattern(value)
  }

  @inline(never)
  private mutating func classPattern(_ value: Expression) throws(Mistake) -> Pattern {
    advance()
    bracketDepth += 1
    var positional: [Pattern] = []
    var keywords: [(name: Identifier, pattern: Pattern)] = []
    while kind != .rightParenthesis {
      if kind == .name, peek() == .equal {
        let name = try identifier()
        advance()
        keywords.append((name, try pattern()))
      } else {
        let start = current.span.lower
        positional.append(try pattern())
        if !keywords.isEmpty {
          while kind == .comma, peek() != .rightParenthesis {
            let isPattern = reads { (parser) throws(Mistake) in
              parser.advance()
              if parser.peek() == .equal { throw parser.unexpected() }
              _ = try parser.pattern()
            }
            if !isPattern { break }
          }
          throw error(.positionalPatternAfterKeyword, span(from: start))
        }
      }
      guard accept(.comma) else { break }
    }
    try expect(.rightParenthesis)
    bracketDepth -= 1
    return Pattern(
      .class(value, positional: positional, keywords: keywords), span(from: value.span.lower))
  }

  @inline(never)
  private mutating func parenthesizedPattern() throws(Mistake) -> Pattern {
    let start = current.span.lower
    advance()
    bracketDepth += 1
    let first = index
    let elements = try sequenceElements(.rightParenthesis)
    // One pattern without a comma is only grouped.
    if elements.count == 1, tokens[index - 2].kind != .comma || index - 2 < first {
      if case .star = elements[0].kind {} else { return elements[0] }
    }
    return Pattern(.sequence(elements), span(from: start))
  }

  private mutating func sequenceElements(_ closer: TokenKind) throws(Mistake) -> [Pattern] {
    var elements: [Pattern] = []
    let open = tokens[index - 1].span.lower
    while kind != closer {
      elements.append(try maybeStarPattern())
      guard accept(.comma) else { break }
    }
    try expect(closer)
    bracketDepth -= 1
    checkStarPatterns(elements, span(from: open))
    return elements
  }

  @inline(never)
  private mutating func mappingPattern() throws(Mistake) -> Pattern {
    let start = current.span.lower
    advance()
    bracketDepth += 1
    var entries: [(key: Expression, pattern: Pattern)] = []
    var rest: Identifier?
    while kind != .rightBrace {
      if accept(.doubleStar) {
        let name = try identifier()
        if name.name == "_" { throw error(.invalidSyntax, name.span) }
        rest = name
        _ = accept(.comma)
        break
      }
      let key = try mappingKey()
      try expect(.colon)
      entries.append((key, try pattern()))
      guard accept(.comma) else { break }
    }
    try expect(.rightBrace)
    bracketDepth -= 1
    var keys: Set<String> = []
    for entry in entries {
      guard let key = literalText(entry.key), !keys.insert(key).inserted else { continue }
      postpone(.repeatedKey(key), span(from: start))
    }
    return Pattern(.mapping(entries: entries, rest: rest), span(from: start))
  }

  /// How messages write a key that is a literal; nil for dotted names.
  private func literalText(_ key: Expression) -> String? {
    switch key.kind {
    case .string(let text):
      let quote = text.contains("'") && !text.contains("\"") ? "\"" : "'"
      return quote + text + quote
    case .integer, .float, .unary, .none, .true, .false: return file.text(of: key.span)
    default: return nil
    }
  }

  /// A literal or a dotted name.
  private mutating func mappingKey() throws(Mistake) -> Expression {
    switch kind {
    case .minus, .number: return try signedNumber()
    case .string: return try strings()
    case .keywordNone, .keywordTrue, .keywordFalse: return try primary()
    case .name where peek() == .dot:
      let name = try identifier()
      var value = make(.name(name.name), name.span)
      while accept(.dot) {
        let attribute = try identifier()
        value = make(.attribute(value, attribute), span(from: name.span.lower))
      }
      return value
    case .name:
      // Only a dot could make a key of it.
      advance()
      throw unexpected()
    default: throw unexpected()
    }
  }
}
