import NablaSource

/// Functions and classes, with their decorators.
extension Parser {
  @inline(never)
  mutating func decorated() throws(Mistake) -> Statement {
    var decorators: [Expression] = []
    while accept(.at) {
      decorators.append(try namedExpression())
      try expect(.newline)
    }
    let start = current.span.lower
    let result: Statement.Kind
    switch kind {
    case .keywordDef: result = .function(try functionDefinition(decorators))
    case .keywordClass: result = .class(try classDefinition(decorators))
    default: throw unexpected()
    }
    return Statement(result, span(from: start))
  }

  @inline(never)
  mutating func functionDefinition(_ decorators: [Expression]) throws(Mistake) -> FunctionDefinition {
    let keyword = current.span
    advance()
    let name = try identifier()
    guard kind == .leftParenthesis else {
      throw kind == .failure ? unexpected() : error(.expected("("), current.span)
    }
    advance()
    bracketDepth += 1
    let parameters = try parameterList(of: .function)
    try expect(.rightParenthesis)
    bracketDepth -= 1
    let returns = accept(.arrow) ? try expression() : nil
    try demand(.colon, ":")
    let header = span(from: keyword.lower)
    contexts.append(Context(kind: .function))
    let body = try block(after: "function definition", at: keyword)
    let context = contexts.popLast()
    return FunctionDefinition(
      scope: newScope(), name: name, parameters: parameters, returns: returns, body: body, decorators: decorators,
      headerSpan: header, isGenerator: context?.isGenerator ?? false)
  }

  /// The metaclasses of the standard library, which programs name to make an abstract class or an enumeration; their own
  /// are not part of the language.
  private func isStandardMetaclass(_ value: Expression) -> Bool {
    switch value.kind {
    case .name(let name): ["ABCMeta", "EnumMeta", "EnumType", "ProtocolMeta", "type"].contains(name)
    case .attribute(_, let name): ["ABCMeta", "EnumMeta", "EnumType"].contains(name.name)
    default: false
    }
  }

  /// The `for` of a generator expression that shares the parentheses of a class's arguments, where none can stand.
  private func bareGenerator(_ arguments: [Argument], open: Int) -> Span? {
    guard arguments.count == 1, let argument = arguments.first, case .comprehension(let item) = argument.value.kind,
      argument.span.lower == tokens[open].span.lower, let clause = item.clauses.first
    else { return nil }
    return Span(lower: clause.span.lower, upper: clause.span.lower + 3)
  }

  @inline(never)
  mutating func classDefinition(_ decorators: [Expression]) throws(Mistake) -> ClassDefinition {
    let keyword = current.span
    advance()
    let name = try identifier()
    var arguments: [Argument] = []
    if kind == .leftParenthesis {
      let open = index
      arguments = try argumentList()
      if let generator = bareGenerator(arguments, open: open) { throw error(.invalidSyntax, generator) }
    }
    for argument in arguments {
      if case .keyword(let name) = argument.kind, name.name == "metaclass", !isStandardMetaclass(argument.value) {
        throw error(.notPartOfNabla("metaclass"), name.span)
      }
    }
    try expectColon()
    let header = span(from: keyword.lower)
    contexts.append(Context(kind: .classBody))
    let body = try block(after: "class definition", at: keyword)
    contexts.removeLast()
    return ClassDefinition(
      scope: newScope(), name: name, arguments: arguments, body: body, decorators: decorators, headerSpan: header)
  }
}
