import NablaSource

/// Explanations of mistakes: the counterparts of the `invalid_…` rules of CPython's grammar. Each is asked where the
/// parser has just failed; many read ahead on trial to see whether the mistake is the one they know.
extension Parser {
  // MARK: - Two expressions in a row

  /// `print x` and, within brackets, `a b`. Behind a disjunction that began at token `first`, at a token that could
  /// start another expression.
  @inline(never)
  mutating func missingSeparator(after left: Expression, first: Int) -> Mistake? {
    if isTrial { return nil }
    let isName = index == first + 1 && tokens[first].kind == .name
    let legacy = isName ? legacyStatement(at: first) : nil
    if legacy == nil, !isSoftKeyword(at: first),
      tokens[first].kind != .name || first + 1 >= tokens.count || tokens[first + 1].kind != .string,
      let end = expressionEnd(), bracketDepth > 0
    {
      return error(.forgotComma, Span(lower: left.span.lower, upper: end))
    }
    guard isName else { return nil }
    // CPython reads what follows any name as if the name were `print`, and reports the mistakes it finds there.
    let start = tokens[first].span.lower
    switch explainedList() {
    case .success(let end): return legacy.map { error(.missingParentheses($0), Span(lower: start, upper: end)) }
    case .failure(let mistake): return mistake
    }
  }

  /// Where the expression that starts here ends; nil where none does. Does not move.
  @inline(never)
  private mutating func expressionEnd() -> Int32? {
    var copy = self
    let end = copy.trial { (parser) throws(Mistake) -> Int32 in
      _ = try parser.expression()
      return parser.previousEnd
    }
    furthest = max(furthest, copy.index, copy.furthest)
    return end
  }

  private enum Reading {
    case success(Int32)

    /// Nil where the mistake is only "invalid syntax".
    case failure(Mistake?)
  }

  /// Reads an expression list from here on and tells where it ends, or which explained mistake is in it.
  @inline(never)
  private mutating func explainedList() -> Reading {
    var copy = self
    do throws(Mistake) {
      // `a a a a …`: each name asks about the rest, so this recursion is kept far from the limit.
      copy.nesting += 8
      try copy.enter()
      _ = try copy.expressionList()
      furthest = max(furthest, copy.index, copy.furthest)
      return .success(copy.previousEnd)
    } catch {
      furthest = max(furthest, copy.index, copy.furthest)
      let isPlain = error.message == SyntaxMessage.invalidSyntax.text || error.message == SyntaxMessage.tooDeep.text
      return .failure(isPlain ? nil : error)
    }
  }

  private func isSoftKeyword(at place: Int) -> Bool {
    isName("match", at: place) || isName("case", at: place) || isName("_", at: place)
  }

  /// At what is no `in` behind the targets of a `for`, which began at token `first`: CPython reads them again as
  /// expressions.
  @inline(never)
  mutating func missingIn(first: Int) -> Mistake {
    if isTrial || kind == .failure { return unexpected() }
    let plain = unexpected()
    var copy = self
    copy.index = first
    copy.kind = tokens[first].kind
    if case .failure(.some(let mistake)) = copy.explainedList() { return mistake }
    return plain
  }

  private func legacyStatement(at place: Int) -> String? {
    if isName("print", at: place) { return "print" }
    if isName("exec", at: place) { return "exec" }
    return nil
  }

  // MARK: - "=" where "==" was meant

  /// At a `:=` behind an expression that is no name.
  @inline(never)
  mutating func mistakenWalrus(_ left: Expression) -> Mistake {
    let hasValue = reads { (parser) throws(Mistake) in
      parser.advance()
      _ = try parser.expression()
    }
    return hasValue ? error(.walrusTarget(describe(left)), left.span) : unexpected()
  }

  /// At an `=` behind an expression that began at token `first`, where no assignment can stand.
  @inline(never)
  mutating func mistakenEqual(_ left: Expression, first: Int) -> Mistake {
    equalHint(left, first: first) ?? unexpected()
  }

  /// The hint at an `=`, when what follows looks like the right side of a comparison.
  @inline(never)
  mutating func equalHint(_ left: Expression, first: Int) -> Mistake? {
    if isTrial { return nil }
    let isName = index == first + 1 && tokens[first].kind == .name
    if !isName {
      switch left.kind {
      case .tuple, .list, .none, .true, .false: return nil
      case .comprehension(let comprehension) where comprehension.kind == .generator: return nil
      case .compare, .boolean, .unary(.not, _), .conditional, .lambda, .named, .yield, .yieldFrom, .starred:
        // Behind parentheses they are atoms.
        if tokens[first].span.lower == left.span.lower { return nil }
      default: break
      }
    }
    let right = trial { (parser) throws(Mistake) -> Int32 in
      parser.advance()
      _ = try parser.operators(Parser.bitOrPower)
      if parser.kind == .equal || parser.kind == .walrus { throw parser.unexpected() }
      return parser.previousEnd
    }
    guard let right else { return nil }
    if isName { return error(.maybeEquality, Span(lower: tokens[first].span.lower, upper: right)) }
    return error(.cannotAssignHere(describe(left)), left.span)
  }

  /// At the `=` behind an assignment's target that is none. `elements` are the starts of the target's elements.
  @inline(never)
  mutating func mistakenTarget(
    _ target: Expression, isFirst: Bool, lastElement: Expression, lastStart: Int
  ) -> Mistake {
    switch target.kind {
    case .yield, .yieldFrom: return error(.assignmentToYield, target.span)
    default: break
    }
    if isFirst, let hint = equalHint(lastElement, first: lastStart) { return hint }
    guard let wrong = invalidTarget(target, .assignment) else { return unexpected() }
    return error(.cannotAssign(describe(wrong)), wrong.span)
  }

  // MARK: - Brackets

  /// `[a, b for …]` and `[a, for …]`: at the `for`.
  @inline(never)
  mutating func forgottenTargetParentheses(_ elements: [Expression], named: Bool) -> Mistake {
    guard let first = elements.first, let last = elements.last else { return unexpected() }
    let comma = tokens[max(index - 1, 0)].span
    let isComprehension =
      trial { (parser) throws(Mistake) in try parser.comprehensionClauses(after: last) } != nil
    guard isComprehension else { return unexpected() }
    return error(.forgotTargetParentheses, first.span.through(named ? last.span : comma))
  }

  /// At a `**` behind an opening parenthesis.
  @inline(never)
  mutating func doubleStarInGroup() -> Mistake {
    let stars = current.span
    let isGroup = reads { (parser) throws(Mistake) in
      parser.advance()
      _ = try parser.expression()
      if parser.kind != .rightParenthesis { throw parser.unexpected() }
    }
    return isGroup ? error(.doubleStarredHere, stars) : unexpected()
  }

  func missingColonInDictionary(after key: Expression) -> Mistake {
    if kind == .failure { return unexpected() }
    return error(.keyExpectsColon, Span(lower: max(key.span.upper - 1, 0), upper: key.span.upper))
  }

  /// Behind a key's colon, at a star, a comma or the closing brace.
  @inline(never)
  mutating func missingDictionaryValue(_ colon: Span) -> Mistake {
    guard kind == .star else { return error(.expectedDictionaryValue, colon) }
    let star = current.span
    let hasValue = reads { (parser) throws(Mistake) in
      parser.advance()
      _ = try parser.operators(Parser.bitOrPower)
    }
    return hasValue ? error(.starredDictionaryValue, span(from: star.lower)) : unexpected()
  }

  /// Behind a positional argument that follows a keyword. CPython reads on through the arguments and then points at
  /// what follows.
  @inline(never)
  mutating func positionalAfterKeyword(_ message: SyntaxMessage) -> Mistake {
    while kind == .comma, peek() != .rightParenthesis {
      let isArgument = reads { (parser) throws(Mistake) in
        parser.advance()
        if parser.kind == .star || parser.kind == .doubleStar { parser.advance() }
        if parser.kind == .name, parser.peek() == .equal {
          parser.advance()
          parser.advance()
        }
        _ = try parser.expression()
      }
      if !isArgument { break }
    }
    return kind == .failure ? unexpected() : error(message, current.span)
  }

  // MARK: - What Nabla leaves out

  @inline(never)
  func refusalOfAsync() -> Mistake {
    let token = current
    guard kind == .keywordAsync else { return error(.notPartOfNabla("await"), token.span) }
    let next = tokens[min(index + 1, tokens.count - 1)]
    switch next.kind {
    case .keywordDef: return error(.notPartOfNabla("async def"), token.span.through(next.span))
    case .keywordFor: return error(.notPartOfNabla("async for"), token.span.through(next.span))
    case .keywordWith: return error(.notPartOfNabla("async with"), token.span.through(next.span))
    default: return error(.notPartOfNabla("async"), token.span)
    }
  }
}
