import NablaSource

/// Expressions by precedence, from the comma down to `**`.
extension Parser {
  /// Binding powers of infix operators; 0 for all other tokens.
  @inline(__always)
  func power(_ kind: TokenKind) -> UInt8 {
    switch kind {
    case .keywordOr: return 1
    case .keywordAnd: return 2
    // 3 is `not`.
    case .less, .greater, .lessEqual, .greaterEqual, .equalEqual, .notEqual, .keywordIn, .keywordIs: return 4
    case .keywordNot: return peek() == .keywordIn ? 4 : 0
    case .bar: return 5
    case .caret: return 6
    case .ampersand: return 7
    case .leftShift, .rightShift: return 8
    case .plus, .minus: return 9
    case .star, .slash, .doubleSlash, .percent, .at: return 10
    default: return 0
    }
  }

  static let notPower: UInt8 = 3
  static let bitOrPower: UInt8 = 5

  // MARK: - With commas

  /// `star_expressions`: `a`, `a, b`, `a, *b` without parentheses. `named` also allows walruses in the elements.
  mutating func expressionList(named: Bool = false) throws(Mistake) -> Expression {
    let start = current.span.lower
    var last = index
    let first = try element(named: named)
    guard kind == .comma else {
      lastElement = last
      return first
    }
    var elements: [Expression] = [first]
    while accept(.comma), startsElement {
      last = index
      elements.append(try element(named: named))
    }
    lastElement = last
    return make(.tuple(elements), span(from: start))
  }

  var startsElement: Bool {
    kind.startsExpression || kind == .star || kind == .keywordAwait || kind == .failure
  }

  /// `star_expression` or, with `named`, `star_named_expression`.
  @inline(__always)
  mutating func element(named: Bool) throws(Mistake) -> Expression {
    if kind == .star { return try starred() }
    return named ? try namedExpression() : try expression()
  }

  /// `*value`, as an element.
  @inline(never)
  mutating func starred() throws(Mistake) -> Expression {
    let start = current.span.lower
    advance()
    let value = try operators(Parser.bitOrPower)
    return make(.starred(value), span(from: start))
  }

  // MARK: - Single expressions

  /// `expression` or `name := expression`.
  mutating func namedExpression() throws(Mistake) -> Expression {
    let first = index
    if kind == .name, peek() == .walrus {
      let name = try identifier()
      advance()
      if name.name == "__debug__" { postpone(.cannotAssign(name.name), name.span) }
      let value = try expression()
      let whole = span(from: name.span.lower)
      walruses.append(Walrus(target: name, span: whole))
      return make(.named(name, value), whole)
    }
    let result = try expression()
    if kind == .walrus { throw mistakenWalrus(result) }
    if kind == .equal { throw mistakenEqual(result, first: first) }
    return result
  }

  /// `expression`: a disjunction, a conditional, or a lambda.
  mutating func expression() throws(Mistake) -> Expression {
    if kind == .keywordLambda { return try lambda() }
    let first = index
    let body = try operators(1)
    if kind == .keywordIf {
      guard isTrial else { return try conditional(body, first: first) }
      // On trial, what is no conditional ends before its `if`.
      return trial { (parser) throws(Mistake) in try parser.conditional(body, first: first) } ?? body
    }
    if kind.startsExpression, let mistake = missingSeparator(after: body, first: first) { throw mistake }
    return body
  }

  @inline(never)
  mutating func conditional(_ body: Expression, first: Int) throws(Mistake) -> Expression {
    advance()
    let test = try operators(1)
    guard kind == .keywordElse else {
      if kind == .colon || kind == .failure { throw unexpected() }
      throw error(.expectedElse, Span(lower: tokens[first].span.lower, upper: previousEnd))
    }
    advance()
    try enter()
    let orElse = try expression()
    leave()
    return make(.conditional(body: body, test: test, orElse: orElse), span(from: tokens[first].span.lower))
  }

  @inline(never)
  private mutating func lambda() throws(Mistake) -> Expression {
    let start = current.span.lower
    advance()
    try enter()
    let parameters = try parameterList(of: .lambda)
    try expect(.colon)
    contexts.append(Context(kind: .lambda))
    let marks = (walruses.count, yields.count)
    let body = try expression()
    walruses.removeSubrange(marks.0...)
    yields.removeSubrange(marks.1...)
    let context = contexts.popLast()
    leave()
    let lambda = Lambda(
      scope: newScope(), parameters: parameters, body: body, isGenerator: context?.isGenerator ?? false)
    return make(.lambda(lambda), span(from: start))
  }

  /// `yield_expr`; at a `yield`.
  @inline(never)
  mutating func yieldExpression() throws(Mistake) -> Expression {
    let start = current.span.lower
    let keyword = current.span
    advance()
    let result: Expression
    if accept(.keywordFrom) {
      let value = try expression()
      result = make(.yieldFrom(value), span(from: start))
    } else if startsElement {
      let value = try expressionList()
      result = make(.yield(value), span(from: start))
    } else {
      result = make(.yield(nil), keyword)
    }
    noteYield(result.span)
    return result
  }

  // MARK: - Operators

  /// Pratt's loop: everything from `or` to `**` whose operators bind at least as strongly as `minimum`.
  mutating func operators(_ minimum: UInt8) throws(Mistake) -> Expression {
    try enter()
    let start = current.span.lower
    var left = try prefix(minimum)
    while true {
      let power = power(kind)
      guard power >= minimum, power > 0 else { break }
      switch power {
      case 1, 2: left = try boolean(left, power, from: start)
      case 4: left = try comparison(left, from: start)
      default:
        guard let symbol = binaryOperator(kind) else { throw unexpected() }
        let operatorSpan = current.span
        advance()
        let right = try operators(power + 1)
        left = make(.binary(left, symbol, right, operatorSpan: operatorSpan), span(from: start))
      }
    }
    leave()
    return left
  }

  @inline(never)
  private mutating func boolean(_ first: Expression, _ power: UInt8, from start: Int32) throws(Mistake)
    -> Expression
  {
    let keyword = kind
    var operands: [Expression] = [first]
    while accept(keyword) { operands.append(try operators(power + 1)) }
    return make(.boolean(keyword == .keywordOr ? .or : .and, operands), span(from: start))
  }

  @inline(never)
  private mutating func comparison(_ first: Expression, from start: Int32) throws(Mistake) -> Expression {
    var links: [Comparison] = []
    while power(kind) == 4 {
      let operatorStart = current.span.lower
      let symbol = comparisonOperator()
      let operatorSpan = span(from: operatorStart)
      let operand = try operators(Parser.bitOrPower)
      links.append(Comparison(operator: symbol, operatorSpan: operatorSpan, operand: operand))
    }
    return make(.compare(first, links), span(from: start))
  }

  private mutating func comparisonOperator() -> ComparisonOperator {
    let first = kind
    advance()
    switch first {
    case .less: return .less
    case .greater: return .greater
    case .lessEqual: return .lessOrEqual
    case .greaterEqual: return .greaterOrEqual
    case .equalEqual: return .equal
    case .notEqual: return .notEqual
    case .keywordIn: return .in
    case .keywordNot:
      advance()
      return .notIn
    default: return accept(.keywordNot) ? .isNot : .is
    }
  }

  private func binaryOperator(_ kind: TokenKind) -> BinaryOperator? {
    switch kind {
    case .bar: return .bitOr
    case .caret: return .bitXor
    case .ampersand: return .bitAnd
    case .leftShift: return .leftShift
    case .rightShift: return .rightShift
    case .plus: return .add
    case .minus: return .subtract
    case .star: return .multiply
    case .slash: return .divide
    case .doubleSlash: return .floorDivide
    case .percent: return .modulo
    case .at: return .matrixMultiply
    default: return nil
    }
  }

  /// `not`, signs, and a primary with its `**`.
  private mutating func prefix(_ minimum: UInt8) throws(Mistake) -> Expression {
    let start = current.span.lower
    let symbol: UnaryOperator
    switch kind {
    case .minus: symbol = .minus
    case .plus: symbol = .plus
    case .tilde: symbol = .invert
    case .keywordNot where minimum <= Parser.notPower:
      advance()
      let operand = try operators(Parser.notPower)
      return make(.unary(.not, operand), span(from: start))
    default:
      let base = try primary()
      guard kind == .doubleStar else { return base }
      let operatorSpan = current.span
      advance()
      try enter()
      let exponent = try prefix(UInt8.max)
      leave()
      return make(.binary(base, .power, exponent, operatorSpan: operatorSpan), span(from: start))
    }
    advance()
    try enter()
    let operand = try prefix(UInt8.max)
    leave()
    return make(.unary(symbol, operand), span(from: start))
  }
}
