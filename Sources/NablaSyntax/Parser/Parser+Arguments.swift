import NablaSource

/// Arguments of calls and class definitions, in their parentheses.
extension Parser {
  /// At the opening parenthesis; ends behind the closing one.
  @inline(never)
  mutating func argumentList() throws(Mistake) -> [Argument] {
    let open = current.span.lower
    advance()
    bracketDepth += 1
    var arguments: [Argument] = []
    var hasKeyword = false
    var hasMapping = false
    var names: Set<String> = []
    while kind != .rightParenthesis {
      let start = current.span.lower
      switch kind {
      case .star:
        if hasMapping {
          throw error(.iterableAfterMapping, current.span)
        }
        advance()
        let value = try expression()
        if kind == .keywordFor { throw error(.unpackingInComprehension, span(from: start)) }
        arguments.append(Argument(kind: .unpack, value: value, span: span(from: start)))
      case .doubleStar:
        advance()
        hasMapping = true
        let value = try expression()
        arguments.append(Argument(kind: .unpackMapping, value: value, span: span(from: start)))
      case .name where peek() == .equal:
        let name = try identifier()
        let equal = current.span
        advance()
        hasKeyword = true
        if name.name == "__debug__" { postpone(.cannotAssign(name.name), name.span) }
        let value = try expression()
        if kind == .keywordFor {
          let isComprehension = reads { (parser) throws(Mistake) in
            _ = try parser.comprehensionClauses(after: value)
          }
          throw isComprehension ? error(.maybeEquality, name.span.through(equal)) : unexpected()
        }
        let argument = Argument(kind: .keyword(name), value: value, span: span(from: start))
        if !names.insert(name.name).inserted { postpone(.repeatedKeyword(name.name), argument.span) }
        arguments.append(argument)
      default:
        let marks = comprehensionMarks
        let value = try positionalArgument()
        if kind == .keywordFor || kind == .keywordAsync {
          let clauses = try comprehensionClauses(after: value)
          guard arguments.isEmpty, kind == .rightParenthesis else {
            if kind == .rightParenthesis || kind == .comma {
              throw error(.unparenthesizedGenerator, span(from: start))
            }
            throw unexpected()
          }
          advance()
          bracketDepth -= 1
          let generator = comprehension(.generator, value, nil, clauses, span(from: open), marks)
          return [Argument(kind: .positional, value: generator, span: generator.span)]
        }
        arguments.append(Argument(kind: .positional, value: value, span: span(from: start)))
        if hasKeyword || hasMapping {
          throw positionalAfterKeyword(hasMapping ? .positionalAfterMapping : .positionalAfterKeyword)
        }
      }
      guard accept(.comma) else { break }
    }
    try expect(.rightParenthesis)
    bracketDepth -= 1
    return arguments
  }

  /// A positional argument: an expression, perhaps a walrus.
  @inline(never)
  private mutating func positionalArgument() throws(Mistake) -> Expression {
    if kind == .name, peek() == .walrus { return try namedExpression() }
    let first = index
    let value = try expression()
    switch kind {
    case .walrus: throw unexpected()
    case .equal:
      let equal = current.span
      if index == first + 1, [.keywordTrue, .keywordFalse, .keywordNone].contains(tokens[first].kind) {
        throw error(.cannotAssign(describe(value)), value.span.through(equal))
      }
      throw error(.cannotAssignArgument, value.span.through(equal))
    default: return value
    }
  }
}
