import NablaSource

/// Primaries: atoms with the calls, subscripts and attributes behind them.
extension Parser {
  mutating func primary() throws(Mistake) -> Expression {
    let start = current.span.lower
    var result = try atom()
    while true {
      switch kind {
      case .dot:
        advance()
        let name = try identifier()
        result = make(.attribute(result, name), span(from: start))
      case .leftParenthesis:
        let open = current.span.lower
        let arguments = try argumentList()
        let call = Call(callee: result, arguments: arguments, argumentsSpan: span(from: open))
        result = make(.call(call), span(from: start))
      case .leftBracket:
        let open = current.span.lower
        let index = try subscriptIndex()
        result = make(.subscript(result, index, bracketSpan: span(from: open)), span(from: start))
      default: return result
      }
    }
  }

  private mutating func atom() throws(Mistake) -> Expression {
    let token = current
    let value: Expression.Kind
    switch kind {
    case .name: value = .name(text(token.span))
    case .number: value = try number(token.span)
    case .string: return try strings()
    case .leftParenthesis: return try parenthesized()
    case .leftBracket: return try list()
    case .leftBrace: return try braces()
    case .keywordNone: value = .none
    case .keywordTrue: value = .true
    case .keywordFalse: value = .false
    case .ellipsis: value = .ellipsis
    default: throw unexpected()
    }
    advance()
    return make(value, token.span)
  }

  // MARK: - Parentheses

  private mutating func open() {
    advance()
    bracketDepth += 1
  }

  private mutating func close(_ closer: TokenKind) throws(Mistake) {
    try expect(closer)
    bracketDepth -= 1
  }

  /// A tuple, a generator, or an expression in parentheses, which are then no part of it.
  @inline(never)
  private mutating func parenthesized() throws(Mistake) -> Expression {
    let start = current.span.lower
    open()
    if kind == .rightParenthesis {
      try close(.rightParenthesis)
      return make(.tuple([]), span(from: start))
    }
    if kind == .keywordYield {
      let result = try yieldExpression()
      if kind == .equal { throw unexpected() }
      try close(.rightParenthesis)
      return result
    }
    if kind == .doubleStar { throw doubleStarInGroup() }
    let marks = comprehensionMarks
    let first = try element(named: true)
    switch kind {
    case .keywordFor, .keywordAsync:
      let clauses = try comprehensionClauses(after: first)
      try close(.rightParenthesis)
      return comprehension(.generator, first, nil, clauses, span(from: start), marks)
    case .comma:
      var elements: [Expression] = [first]
      while accept(.comma), startsElement { elements.append(try element(named: true)) }
      try close(.rightParenthesis)
      return make(.tuple(elements), span(from: start))
    default:
      if case .starred = first.kind, kind == .rightParenthesis { throw error(.starredHere, first.span) }
      try close(.rightParenthesis)
      return first
    }
  }

  @inline(never)
  private mutating func list() throws(Mistake) -> Expression {
    let start = current.span.lower
    open()
    var elements: [Expression] = []
    let marks = comprehensionMarks
    while startsElement {
      elements.append(try element(named: true))
      if kind == .keywordFor || kind == .keywordAsync, let first = elements.first {
        if elements.count > 1 { throw forgottenTargetParentheses(elements, named: true) }
        let clauses = try comprehensionClauses(after: first)
        try close(.rightBracket)
        return comprehension(.list, first, nil, clauses, span(from: start), marks)
      }
      guard accept(.comma) else { break }
      if kind == .keywordFor, elements.count == 1 { throw forgottenTargetParentheses(elements, named: false) }
    }
    try close(.rightBracket)
    return make(.list(elements), span(from: start))
  }

  // MARK: - Braces

  @inline(never)
  private mutating func braces() throws(Mistake) -> Expression {
    let start = current.span.lower
    open()
    if kind == .rightBrace {
      try close(.rightBrace)
      return make(.dictionary([]), span(from: start))
    }
    if kind == .doubleStar { return try dictionary(start, firstKey: nil, comprehensionMarks) }
    let marks = comprehensionMarks
    var elements: [Expression] = []
    while startsElement {
      elements.append(try element(named: true))
      if elements.count == 1, kind == .colon, let key = elements.first {
        switch key.kind {
        case .starred: throw unexpected()
        case .named where tokens[max(index - 1, 0)].kind != .rightParenthesis: throw unexpected()
        default: return try dictionary(start, firstKey: key, marks)
        }
      }
      if kind == .keywordFor || kind == .keywordAsync, let first = elements.first {
        if elements.count > 1 { throw forgottenTargetParentheses(elements, named: true) }
        let clauses = try comprehensionClauses(after: first)
        try close(.rightBrace)
        return comprehension(.set, first, nil, clauses, span(from: start), marks)
      }
      guard accept(.comma) else { break }
      if kind == .keywordFor, elements.count == 1 { throw forgottenTargetParentheses(elements, named: false) }
    }
    try close(.rightBrace)
    return make(.set(elements), span(from: start))
  }

  /// From the first colon, or from a leading `**`.
  @inline(never)
  private mutating func dictionary(
    _ start: Int32, firstKey: Expression?, _ marks: ComprehensionMarks
  ) throws(Mistake) -> Expression {
    var items: [DictionaryItem] = []
    var key = firstKey
    while kind != .rightBrace {
      if key == nil, kind == .doubleStar {
        let stars = current.span
        advance()
        items.append(.unpack(try operators(Parser.bitOrPower)))
        if kind == .keywordFor { throw error(.mappingUnpackingInComprehension, stars) }
      } else {
        let name: Expression
        if let key { name = key } else { name = try laterKey() }
        guard kind == .colon else { throw missingColonInDictionary(after: name) }
        let colon = current.span
        advance()
        if kind == .star || kind == .rightBrace || kind == .comma { throw missingDictionaryValue(colon) }
        let value = try expression()
        if kind == .keywordFor || kind == .keywordAsync, items.isEmpty {
          let clauses = try comprehensionClauses(after: name)
          try close(.rightBrace)
          return comprehension(.dictionary, name, value, clauses, span(from: start), marks)
        }
        items.append(.pair(key: name, value: value))
      }
      key = nil
      guard accept(.comma) else { break }
    }
    try close(.rightBrace)
    return make(.dictionary(items), span(from: start))
  }

  /// A key behind the first item: an expression, of which a missing colon is explained rather than a missing comma.
  private mutating func laterKey() throws(Mistake) -> Expression {
    if kind == .keywordLambda { return try expression() }
    let first = index
    let body = try operators(1)
    return kind == .keywordIf ? try conditional(body, first: first) : body
  }

  // MARK: - Subscripts

  @inline(never)
  private mutating func subscriptIndex() throws(Mistake) -> Expression {
    open()
    let start = current.span.lower
    let first = try subscriptElement()
    var result = first
    var isTuple = kind == .comma
    if case .starred = first.kind { isTuple = true }
    if isTuple {
      var elements: [Expression] = [first]
      while accept(.comma), kind != .rightBracket { elements.append(try subscriptElement()) }
      result = make(.tuple(elements), span(from: start))
    }
    try close(.rightBracket)
    return result
  }

  /// `lower:upper:step`, `*value`, or an expression.
  private mutating func subscriptElement() throws(Mistake) -> Expression {
    let start = current.span.lower
    if kind == .star {
      advance()
      let value = try expression()
      return make(.starred(value), span(from: start))
    }
    var lower: Expression?
    if kind != .colon {
      let value = try namedExpression()
      guard kind == .colon else { return value }
      if case .named = value.kind, tokens[max(index - 1, 0)].kind != .rightParenthesis { throw unexpected() }
      lower = value
    }
    advance()
    var upper: Expression?
    var step: Expression?
    if startsElement, kind != .star { upper = try expression() }
    if accept(.colon), startsElement, kind != .star { step = try expression() }
    return make(.slice(lower: lower, upper: upper, step: step), span(from: start))
  }
}
