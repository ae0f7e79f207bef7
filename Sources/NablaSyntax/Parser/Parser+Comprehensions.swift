import NablaSource

/// The `for` clauses of comprehensions, and what must not stand in them.
extension Parser {
  /// How many walruses and yields there were where a comprehension's element began.
  struct ComprehensionMarks {
    var walruses: Int
    var yields: Int
  }

  var comprehensionMarks: ComprehensionMarks {
    ComprehensionMarks(walruses: walruses.count, yields: yields.count)
  }

  @inline(never)
  mutating func comprehensionClauses(after element: Expression) throws(Mistake) -> [ComprehensionClause] {
    if case .starred = element.kind { throw error(.unpackingInComprehension, element.span) }
    var clauses: [ComprehensionClause] = []
    while kind == .keywordFor || kind == .keywordAsync {
      if kind == .keywordAsync { throw refusalOfAsync() }
      let start = current.span.lower
      advance()
      let target = try forTarget()
      let iterable = try operators(1)
      var conditions: [Expression] = []
      while accept(.keywordIf) { conditions.append(try operators(1)) }
      clauses.append(
        ComprehensionClause(target: target, iterable: iterable, conditions: conditions, span: span(from: start)))
    }
    return clauses
  }

  /// Targets up to and including `in`, for loops and comprehensions alike.
  @inline(never)
  mutating func forTarget() throws(Mistake) -> Expression {
    let first = index
    let start = current.span.lower
    guard startsElement else { throw unexpected() }
    var elements: [Expression] = [try forTargetElement()]
    var isTuple = false
    while kind == .comma {
      isTuple = true
      advance()
      guard startsElement else { break }
      elements.append(try forTargetElement())
    }
    for element in elements {
      if let wrong = invalidTarget(element, .assignment) { throw error(.cannotAssign(describe(wrong)), wrong.span) }
    }
    guard kind == .keywordIn else { throw missingIn(first: first) }
    advance()
    guard isTuple || elements.count != 1 else {
      if case .starred = elements[0].kind { postpone(.starredTargetAlone, elements[0].span) }
      return elements[0]
    }
    checkStars(in: elements)
    return make(.tuple(elements), Span(lower: start, upper: tokens[max(index - 2, 0)].span.upper))
  }

  private mutating func forTargetElement() throws(Mistake) -> Expression {
    kind == .star ? try starred() : try operators(Parser.bitOrPower)
  }

  @inline(never)
  mutating func comprehension(
    _ kind: Comprehension.Kind, _ element: Expression, _ value: Expression?, _ clauses: [ComprehensionClause],
    _ span: Span, _ marks: ComprehensionMarks
  ) -> Expression {
    if walruses.count > marks.walruses { checkWalruses(since: marks.walruses, clauses) }
    if yields.count > marks.yields { checkYields(since: marks.yields, kind, clauses) }
    let comprehension = Comprehension(
      scope: newScope(), kind: kind, element: element, value: value, clauses: clauses)
    return make(.comprehension(comprehension), span)
  }

  private mutating func checkWalruses(since mark: Int, _ clauses: [ComprehensionClause]) {
    var targets: [Identifier] = []
    for clause in clauses { collectNames(clause.target, into: &targets) }
    for walrus in walruses[mark...] {
      let name = walrus.target.name
      let rebound = targets.filter { $0.name == name }
      if clauses.contains(where: { $0.iterable.span.contains(walrus.span) }) {
        postpone(.walrusInIterable, walrus.span)
      } else if let later = rebound.first(where: { $0.span.lower > walrus.span.lower }),
        clauses.contains(where: { $0.span.contains(walrus.span) })
      {
        postpone(.innerLoopRebinds(name), later.span)
      } else if !rebound.isEmpty {
        postpone(.walrusRebinds(name), walrus.target.span)
      } else if contexts.last?.kind == .classBody {
        postpone(.walrusInClassComprehension, walrus.span)
      }
    }
  }

  private mutating func checkYields(since mark: Int, _ kind: Comprehension.Kind, _ clauses: [ComprehensionClause]) {
    let name: String
    switch kind {
    case .list: name = "list comprehension"
    case .set: name = "set comprehension"
    case .dictionary: name = "dict comprehension"
    case .generator: name = "generator expression"
    }
    for span in yields[mark...] {
      // The first iterable is evaluated outside.
      if let first = clauses.first, first.iterable.span.contains(span) { continue }
      postpone(.yieldInside(name), span)
    }
  }

  private func collectNames(_ target: Expression, into names: inout [Identifier]) {
    switch target.kind {
    case .name(let name): names.append(Identifier(name, target.span))
    case .tuple(let elements), .list(let elements):
      for element in elements { collectNames(element, into: &names) }
    case .starred(let value): collectNames(value, into: &names)
    default: break
    }
  }

  /// Marks the function that is being read as a generator.
  mutating func noteYield(_ span: Span) {
    yields.append(span)
    let last = contexts.count - 1
    guard last >= 0 else { return }
    switch contexts[last].kind {
    case .function, .lambda: contexts[last].isGenerator = true
    case .module, .classBody: postpone(.yieldOutside, span)
    }
  }
}
