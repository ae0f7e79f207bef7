import NablaSource

/// Lines of simple statements.
extension Parser {
  /// Reads a compound statement, or a line of simple ones. Returns whether the line ended with a semicolon.
  mutating func statement(into body: inout [Statement]) throws(Mistake) -> Bool {
    if !walruses.isEmpty { walruses.removeAll(keepingCapacity: true) }
    if !yields.isEmpty { yields.removeAll(keepingCapacity: true) }
    if let compound = try compoundStatement() {
      body.append(compound)
      return false
    }
    return try simpleStatements(into: &body)
  }

  /// `a; b; c` up to the end of the line.
  mutating func simpleStatements(into body: inout [Statement]) throws(Mistake) -> Bool {
    while true {
      body.append(try simpleStatement())
      if accept(.semicolon) {
        if accept(.newline) { return true }
        continue
      }
      try expect(.newline)
      return false
    }
  }

  private mutating func simpleStatement() throws(Mistake) -> Statement {
    let start = current.span.lower
    let token = current
    let result: Statement.Kind
    switch kind {
    case .keywordPass:
      advance()
      result = .pass
    case .keywordBreak:
      advance()
      if contexts.last?.loops == 0 { postpone(.breakOutside, token.span) }
      result = .break
    case .keywordContinue:
      advance()
      if contexts.last?.loops == 0 { postpone(.continueOutside, token.span) }
      result = .continue
    case .keywordReturn: result = try returnStatement()
    case .keywordRaise: result = try raiseStatement()
    case .keywordDel: result = try deleteStatement()
    case .keywordAssert: result = try assertStatement()
    case .keywordGlobal:
      advance()
      result = .global(try nameList())
    case .keywordNonlocal:
      advance()
      result = .nonlocal(try nameList())
    case .keywordImport: result = try importStatement()
    case .keywordFrom: result = try importFromStatement()
    default: result = try expressionStatement()
    }
    return Statement(result, span(from: start))
  }

  // MARK: - Keyword statements

  @inline(never)
  private mutating func returnStatement() throws(Mistake) -> Statement.Kind {
    let start = current.span.lower
    advance()
    var value: Expression?
    if startsElement {
      let list = try expressionList()
      checkValue(list)
      value = list
    }
    if contexts.last?.kind != .function { postpone(.returnOutside, span(from: start)) }
    return .return(value)
  }

  @inline(never)
  private mutating func raiseStatement() throws(Mistake) -> Statement.Kind {
    advance()
    guard kind.startsExpression || kind == .failure || kind == .keywordAwait else {
      return .raise(exception: nil, cause: nil)
    }
    let exception = try expression()
    let cause = accept(.keywordFrom) ? try expression() : nil
    return .raise(exception: exception, cause: cause)
  }

  @inline(never)
  private mutating func assertStatement() throws(Mistake) -> Statement.Kind {
    advance()
    let test = try expression()
    let message = accept(.comma) ? try expression() : nil
    return .assert(test: test, message: message)
  }

  @inline(never)
  private mutating func deleteStatement() throws(Mistake) -> Statement.Kind {
    advance()
    let first = index
    let list = try expressionList()
    let isParenthesizedTuple = lastElement == first && tokens[max(index - 1, 0)].kind != .comma
    if let wrong = invalidTarget(list, .deletion) { throw error(.cannotDelete(describe(wrong)), wrong.span) }
    // `del a, b` deletes two things; `del (a, b)` one tuple of them, to the same effect.
    if case .tuple(let elements) = list.kind, !isParenthesizedTuple {
      return .delete(elements)
    }
    return .delete([list])
  }

  private mutating func nameList() throws(Mistake) -> [Identifier] {
    var names: [Identifier] = [try identifier()]
    while accept(.comma) { names.append(try identifier()) }
    return names
  }

  // MARK: - Imports

  private mutating func dottedName() throws(Mistake) -> [Identifier] {
    var path: [Identifier] = [try identifier()]
    while accept(.dot) { path.append(try identifier()) }
    return path
  }

  private mutating func alias() throws(Mistake) -> Identifier? { accept(.keywordAs) ? try identifier() : nil }

  @inline(never)
  private mutating func importStatement() throws(Mistake) -> Statement.Kind {
    advance()
    var aliases: [ImportAlias] = []
    repeat {
      let start = current.span.lower
      let path = try dottedName()
      let alias = try alias()
      aliases.append(ImportAlias(path: path, alias: alias, span: span(from: start)))
    } while accept(.comma)
    return .import(aliases)
  }

  @inline(never)
  private mutating func importFromStatement() throws(Mistake) -> Statement.Kind {
    advance()
    let start = current.span.lower
    var level = 0
    while kind == .dot || kind == .ellipsis {
      level += kind == .dot ? 1 : 3
      advance()
    }
    let path = level > 0 && kind == .keywordImport ? [] : try dottedName()
    let moduleSpan = span(from: start)
    try expect(.keywordImport)
    if kind == .star {
      if contexts.last?.kind != .module { postpone(.starImportInside, current.span) }
      advance()
      return .importFrom(ImportFrom(level: level, path: path, names: [], importsAll: true, moduleSpan: moduleSpan))
    }
    let isParenthesized = accept(.leftParenthesis)
    if isParenthesized { bracketDepth += 1 }
    var names: [ImportAlias] = []
    repeat {
      if !names.isEmpty {
        if isParenthesized, kind == .rightParenthesis { break }
        if !isParenthesized, kind == .newline { throw error(.trailingComma, current.span) }
      }
      let start = current.span.lower
      let name = try identifier()
      let alias = try alias()
      names.append(ImportAlias(path: [name], alias: alias, span: span(from: start)))
    } while accept(.comma)
    if isParenthesized {
      try expect(.rightParenthesis)
      bracketDepth -= 1
    }
    return .importFrom(ImportFrom(level: level, path: path, names: names, importsAll: false, moduleSpan: moduleSpan))
  }

  /// `from __future__ import …` must come first, and only knows a few names.
  mutating func checkFutureImports(_ body: [Statement]) throws(Mistake) {
    var isAllowed = true
    for (position, statement) in body.enumerated() {
      switch statement.kind {
      case .importFrom(let item) where item.level == 0 && item.dottedName == "__future__":
        if !isAllowed { throw error(.lateFuture, statement.span) }
        for name in item.names {
          guard let feature = name.path.first?.name, !Parser.futureFeatures.contains(feature) else { continue }
          throw error(.unknownFuture(feature), statement.span)
        }
      case .expression(let value):
        if position > 0 { isAllowed = false } else if case .string = value.kind { continue } else { isAllowed = false }
      default: isAllowed = false
      }
    }
  }

  private static let futureFeatures: Set<String> = [
    "nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function",
    "unicode_literals", "generator_stop", "annotations",
  ]

  // MARK: - Expressions and assignments

  /// An expression, or an assignment of one of the three kinds.
  @inline(never)
  private mutating func expressionStatement() throws(Mistake) -> Statement.Kind {
    let first = index
    let value = try valueOrYield()
    switch kind {
    case .equal: return try assignment(value, first: first)
    case .colon: return try annotatedAssignment(value, first: first)
    default:
      if let symbol = augmentedOperator(kind) { return try augmentedAssignment(value, symbol) }
      if kind == .walrus {
        if case .name = value.kind { throw unexpected() }
        throw mistakenWalrus(value)
      }
      checkValue(value)
      return .expression(value)
    }
  }

  private mutating func valueOrYield() throws(Mistake) -> Expression {
    if kind == .keywordYield { return try yieldExpression() }
    return try expressionList()
  }

  @inline(never)
  private mutating func assignment(_ firstTarget: Expression, first: Int) throws(Mistake) -> Statement.Kind {
    var targets: [Expression] = []
    var value = firstTarget
    var start = first
    while kind == .equal {
      if isYield(value) || invalidTarget(value, .assignment) != nil {
        var element = value
        let isParenthesized = lastElement == start && tokens[max(index - 1, 0)].kind != .comma
        if case .tuple(let elements) = value.kind, !isParenthesized, let last = elements.last { element = last }
        throw mistakenTarget(value, isFirst: targets.isEmpty, lastElement: element, lastStart: lastElement)
      }
      checkStars(inTarget: value)
      targets.append(value)
      advance()
      start = index
      value = try valueOrYield()
    }
    checkValue(value)
    return .assign(targets: targets, value: value)
  }

  private func isYield(_ value: Expression) -> Bool {
    switch value.kind {
    case .yield, .yieldFrom: return true
    default: return false
    }
  }

  @inline(never)
  private mutating func annotatedAssignment(_ target: Expression, first: Int) throws(Mistake) -> Statement.Kind {
    let isParenthesized = tokens[first].span.lower < target.span.lower
    let wrong: SyntaxMessage?
    switch target.kind {
    case .name, .attribute, .subscript: wrong = nil
    case .list: wrong = .annotationOfMany("list")
    case .tuple: wrong = .annotationOfMany("tuple")
    case .yield, .yieldFrom: throw unexpected()
    default: wrong = .annotationTarget
    }
    if let wrong {
      let isAnnotation = reads { (parser) throws(Mistake) in
        parser.advance()
        _ = try parser.expression()
      }
      var span = target.span
      if case .tuple(let elements) = target.kind, tokens[first].kind != .leftParenthesis, let head = elements.first {
        span = head.span
      }
      throw isAnnotation ? error(wrong, span) : unexpected()
    }
    advance()
    let annotation = try expression()
    let value = accept(.equal) ? try valueOrYield() : nil
    if let value { checkValue(value) }
    checkStars(inTarget: target)
    var isSimple = false
    if case .name = target.kind { isSimple = !isParenthesized }
    return .annotatedAssign(target: target, annotation: annotation, value: value, isSimple: isSimple)
  }

  @inline(never)
  private mutating func augmentedAssignment(
    _ target: Expression, _ symbol: BinaryOperator
  ) throws(Mistake) -> Statement.Kind {
    let operatorSpan = current.span
    switch target.kind {
    case .name, .attribute, .subscript: break
    default:
      let isAssignment = reads { (parser) throws(Mistake) in
        parser.advance()
        _ = try parser.valueOrYield()
      }
      throw isAssignment ? error(.augmentedTarget(describe(target)), target.span) : unexpected()
    }
    checkStars(inTarget: target)
    advance()
    let value = try valueOrYield()
    checkValue(value)
    return .augmentedAssign(target: target, operator: symbol, operatorSpan: operatorSpan, value: value)
  }

  private func augmentedOperator(_ kind: TokenKind) -> BinaryOperator? {
    switch kind {
    case .plusEqual: return .add
    case .minusEqual: return .subtract
    case .starEqual: return .multiply
    case .atEqual: return .matrixMultiply
    case .slashEqual: return .divide
    case .percentEqual: return .modulo
    case .ampersandEqual: return .bitAnd
    case .barEqual: return .bitOr
    case .caretEqual: return .bitXor
    case .leftShiftEqual: return .leftShift
    case .rightShiftEqual: return .rightShift
    case .doubleStarEqual: return .power
    case .doubleSlashEqual: return .floorDivide
    default: return nil
    }
  }
}
