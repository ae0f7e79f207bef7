extension Expression {
  /// Calls `visit` with each expression directly within this one, in source order (parameters' annotations and
  /// defaults, and the expressions of format specs, included).
  public func forEachChild(_ visit: (Expression) -> Void) {
    switch kind {
    case .name, .none, .true, .false, .ellipsis, .integer, .float, .string, .bytes: break
    case .formatted(let pieces): pieces.forEachExpression(visit)
    case .tuple(let elements), .list(let elements), .set(let elements), .boolean(_, let elements):
      elements.forEach(visit)
    case .dictionary(let items):
      for item in items {
        switch item {
        case .pair(let key, let value):
          visit(key)
          visit(value)
        case .unpack(let mapping): visit(mapping)
        }
      }
    case .comprehension(let comprehension):
      visit(comprehension.element)
      if let value = comprehension.value { visit(value) }
      for clause in comprehension.clauses {
        visit(clause.target)
        visit(clause.iterable)
        clause.conditions.forEach(visit)
      }
    case .unary(_, let operand), .starred(let operand), .yieldFrom(let operand), .named(_, let operand),
      .attribute(let operand, _):
      visit(operand)
    case .binary(let left, _, let right, _):
      visit(left)
      visit(right)
    case .compare(let first, let links):
      visit(first)
      for link in links { visit(link.operand) }
    case .conditional(let body, let test, let orElse):
      visit(body)
      visit(test)
      visit(orElse)
    case .lambda(let lambda):
      lambda.parameters.forEachExpression(visit)
      visit(lambda.body)
    case .call(let call):
      visit(call.callee)
      for argument in call.arguments { visit(argument.value) }
    case .subscript(let value, let index, _):
      visit(value)
      visit(index)
    case .slice(let lower, let upper, let step):
      if let lower { visit(lower) }
      if let upper { visit(upper) }
      if let step { visit(step) }
    case .yield(let value):
      if let value { visit(value) }
    }
  }
}

extension [FormattedPiece] {
  /// The expressions of all fields, those of nested format specs included.
  public func forEachExpression(_ visit: (Expression) -> Void) {
    for piece in self {
      guard case .field(let field) = piece else { continue }
      visit(field.expression)
      field.formatSpec?.forEachExpression(visit)
    }
  }
}

extension Parameters {
  /// Annotations and defaults.
  public func forEachExpression(_ visit: (Expression) -> Void) {
    func each(_ parameter: Parameter) {
      if let annotation = parameter.annotation { visit(annotation) }
      if let value = parameter.defaultValue { visit(value) }
    }
    positionalOnly.forEach(each)
    positional.forEach(each)
    if let variadic { each(variadic) }
    keywordOnly.forEach(each)
    if let keywords { each(keywords) }
  }
}
