import NablaSource

/// What may be assigned to, and what messages call the rest.
extension Parser {
  enum TargetUse {
    case assignment, deletion
  }

  /// The first part of an expression that cannot be a target, or nil.
  func invalidTarget(_ expression: Expression, _ use: TargetUse) -> Expression? {
    switch expression.kind {
    case .name, .attribute, .subscript: return nil
    case .tuple(let elements), .list(let elements):
      for element in elements {
        if let wrong = invalidTarget(element, use) { return wrong }
      }
      return nil
    case .starred(let value): return use == .deletion ? expression : invalidTarget(value, use)
    default: return expression
    }
  }

  /// Checks what CPython's compiler finds: where stars stand in targets, and `__debug__`.
  mutating func checkStars(inTarget target: Expression) {
    switch target.kind {
    case .starred: postpone(.starredTargetAlone, target.span)
    case .tuple(let elements), .list(let elements): checkStars(in: elements)
    case .name("__debug__"): postpone(.cannotAssign("__debug__"), target.span)
    case .attribute(_, let name) where name.name == "__debug__": postpone(.cannotAssign(name.name), name.span)
    default: break
    }
  }

  mutating func checkStars(in elements: [Expression]) {
    var hasStar = false
    for element in elements {
      if case .starred(let value) = element.kind {
        if hasStar { postpone(.manyStarredTargets, element.span) }
        hasStar = true
        checkStars(inTarget: value)
      } else {
        checkStars(inTarget: element)
      }
    }
  }

  /// A starred expression that stands alone where a value is wanted.
  mutating func checkValue(_ value: Expression) {
    if case .starred = value.kind { postpone(.starredAlone, value.span) }
  }

  /// CPython's name for a kind of expression.
  func describe(_ expression: Expression) -> String {
    switch expression.kind {
    case .name: return "name"
    case .none: return "None"
    case .true: return "True"
    case .false: return "False"
    case .ellipsis: return "ellipsis"
    case .integer, .float, .string, .bytes: return "literal"
    case .formatted: return "f-string expression"
    case .tuple: return "tuple"
    case .list: return "list"
    case .set: return "set display"
    case .dictionary: return "dict literal"
    case .comprehension(let comprehension):
      switch comprehension.kind {
      case .list: return "list comprehension"
      case .set: return "set comprehension"
      case .dictionary: return "dict comprehension"
      case .generator: return "generator expression"
      }
    case .unary, .binary, .boolean: return "expression"
    case .compare: return "comparison"
    case .conditional: return "conditional expression"
    case .named: return "named expression"
    case .lambda: return "lambda"
    case .call: return "function call"
    case .attribute: return "attribute"
    case .subscript: return "subscript"
    case .slice: return "slice"
    case .starred: return "starred"
    case .yield, .yieldFrom: return "yield expression"
    }
  }
}
