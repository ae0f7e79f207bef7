import NablaSource

/// Statements with blocks.
extension Parser {
  /// Reads a compound statement; nil where none starts.
  mutating func compoundStatement() throws(Mistake) -> Statement? {
    let start = current.span.lower
    let result: Statement.Kind
    switch kind {
    case .keywordIf: result = try ifStatement()
    case .keywordWhile: result = try whileStatement()
    case .keywordFor: result = try forStatement()
    case .keywordTry: result = try tryStatement()
    case .keywordWith: result = try withStatement()
    case .keywordDef: result = .function(try functionDefinition([]))
    case .keywordClass: result = .class(try classDefinition([]))
    case .at: return try decorated()
    case .keywordAsync: throw refusalOfAsync()
    case .name:
      guard isName("match", at: index), let match = try matchStatement() else { return nil }
      result = match
    default: return nil
    }
    return Statement(result, span(from: start))
  }

  // MARK: - Blocks

  /// The colon of a header that is only missed, by its name, at the end of the line.
  mutating func expectColon() throws(Mistake) {
    if kind == .newline { throw error(.expected(":"), current.span) }
    try expect(.colon)
  }

  /// A block behind its colon: an indented one, or simple statements on the same line. `header` ("'if' statement") and
  /// the place of its keyword are for the error when there is none.
  mutating func block(after header: String, at keyword: Span) throws(Mistake) -> [Statement] {
    var body: [Statement] = []
    guard accept(.newline) else {
      _ = try simpleStatements(into: &body)
      trimEnd()
      return body
    }
    guard accept(.indent) else {
      if kind == .failure { throw unexpected() }
      let line = file.line(at: keyword.lower)
      throw error(.expectedBlock(after: header, line: line), firstCharacter, kind: "IndentationError")
    }
    while kind != .dedent, kind != .endOfFile { _ = try statement(into: &body) }
    _ = accept(.dedent)
    trimEnd()
    return body
  }

  /// Statements end with their last token, not with the line end or the dedent behind it.
  mutating func trimEnd() {
    var place = index - 1
    while place >= 0 {
      switch tokens[place].kind {
      case .newline, .dedent, .indent: place -= 1
      default:
        previousEnd = tokens[place].span.upper
        return
      }
    }
  }

  @inline(never)
  private mutating func elseBlock() throws(Mistake) -> [Statement]? {
    guard kind == .keywordElse else { return nil }
    let keyword = current.span
    advance()
    try demand(.colon, ":")
    return try block(after: "'else' statement", at: keyword)
  }

  private mutating func loopBody(after header: String, at keyword: Span) throws(Mistake) -> [Statement] {
    let last = contexts.count - 1
    contexts[last].loops += 1
    let body = try block(after: header, at: keyword)
    contexts[last].loops -= 1
    return body
  }

  // MARK: - Branches and loops

  @inline(never)
  private mutating func ifStatement() throws(Mistake) -> Statement.Kind {
    var clauses: [IfClause] = []
    while true {
      let keyword = current.span
      let name = kind == .keywordIf ? "'if' statement" : "'elif' statement"
      advance()
      let test = try namedExpression()
      try expectColon()
      let body = try block(after: name, at: keyword)
      clauses.append(IfClause(test: test, body: body, span: span(from: keyword.lower)))
      if kind != .keywordElif { break }
    }
    return .if(clauses: clauses, orElse: try elseBlock())
  }

  @inline(never)
  private mutating func whileStatement() throws(Mistake) -> Statement.Kind {
    let keyword = current.span
    advance()
    let test = try namedExpression()
    try expectColon()
    let body = try loopBody(after: "'while' statement", at: keyword)
    return .while(test: test, body: body, orElse: try elseBlock())
  }

  @inline(never)
  private mutating func forStatement() throws(Mistake) -> Statement.Kind {
    let keyword = current.span
    advance()
    let target = try forTarget()
    let iterable = try expressionList()
    checkValue(iterable)
    try expectColon()
    let body = try loopBody(after: "'for' statement", at: keyword)
    return .for(target: target, iterable: iterable, body: body, orElse: try elseBlock())
  }

  // MARK: - with

  @inline(never)
  private mutating func withStatement() throws(Mistake) -> Statement.Kind {
    let keyword = current.span
    advance()
    var items: [WithItem] = []
    // Parentheses around the items look like a tuple or a group until the colon behind them.
    if kind == .leftParenthesis, let list = trial({ (parser) throws(Mistake) in try parser.parenthesizedItems() }) {
      items = list
    } else {
      repeat { items.append(try withItem()) } while accept(.comma)
    }
    try expectColon()
    return .with(items: items, body: try block(after: "'with' statement", at: keyword))
  }

  @inline(never)
  private mutating func parenthesizedItems() throws(Mistake) -> [WithItem] {
    try expect(.leftParenthesis)
    bracketDepth += 1
    var items: [WithItem] = []
    repeat {
      if kind == .rightParenthesis, !items.isEmpty { break }
      items.append(try withItem())
    } while accept(.comma)
    try expect(.rightParenthesis)
    bracketDepth -= 1
    if kind != .colon, kind != .newline { throw unexpected() }
    return items
  }

  private mutating func withItem() throws(Mistake) -> WithItem {
    let start = current.span.lower
    let context = try expression()
    guard accept(.keywordAs) else { return WithItem(context: context, target: nil, span: span(from: start)) }
    let target = kind == .star ? try starred() : try operators(Parser.bitOrPower)
    if let wrong = invalidTarget(target, .assignment) {
      guard kind == .comma || kind == .rightParenthesis || kind == .colon else { throw unexpected() }
      throw error(.cannotAssign(describe(wrong)), wrong.span)
    }
    checkStars(inTarget: target)
    return WithItem(context: context, target: target, span: span(from: start))
  }

  // MARK: - try

  @inline(never)
  private mutating func tryStatement() throws(Mistake) -> Statement.Kind {
    let keyword = current.span
    advance()
    try demand(.colon, ":")
    let body = try block(after: "'try' statement", at: keyword)
    var handlers: [ExceptHandler] = []
    var isGroup = false
    while kind == .keywordExcept {
      if let last = handlers.last, last.type == nil { postpone(.defaultExceptNotLast, last.span) }
      let isStarred = tokens.indices.contains(index + 1) && tokens[index + 1].kind == .star
      if !handlers.isEmpty, isStarred != isGroup { postpone(.mixedExceptHandlers, current.span) }
      isGroup = isStarred
      handlers.append(try exceptHandler())
    }
    var orElse: [Statement]?
    if !handlers.isEmpty { orElse = try elseBlock() }
    var finally: [Statement]?
    if kind == .keywordFinally {
      let keyword = current.span
      advance()
      try demand(.colon, ":")
      finally = try block(after: "'finally' statement", at: keyword)
    }
    if handlers.isEmpty, finally == nil {
      throw kind == .failure ? unexpected() : error(.expectedExceptOrFinally, place)
    }
    return .try(Try(body: body, handlers: handlers, orElse: orElse, finally: finally, isGroup: isGroup))
  }

  @inline(never)
  private mutating func exceptHandler() throws(Mistake) -> ExceptHandler {
    let keyword = current.span
    advance()
    if accept(.star), kind == .colon { throw error(.expectedExceptionTypes, current.span) }
    var type: Expression?
    var name: Identifier?
    if kind != .colon, kind != .newline {
      let first = index
      let value = try expression()
      if kind == .comma { throw manyExceptTypes(first: first) }
      type = value
      if accept(.keywordAs) { name = try identifier() }
    }
    try expectColon()
    let body = try block(after: "'except' statement", at: keyword)
    return ExceptHandler(type: type, name: name, body: body, span: span(from: keyword.lower))
  }

  /// At the comma of `except A, B:`.
  private mutating func manyExceptTypes(first: Int) -> Mistake {
    let start = tokens[first].span.lower
    let isList = reads { (parser) throws(Mistake) in
      parser.advance()
      repeat { _ = try parser.expression() } while parser.accept(.comma) && parser.kind != .colon
      if parser.accept(.keywordAs) { _ = try parser.identifier() }
      if parser.kind != .colon { throw parser.unexpected() }
    }
    return isList ? error(.multipleExceptTypes, span(from: start)) : unexpected()
  }
}
