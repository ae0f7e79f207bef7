import NablaSource
import NablaSyntax

/// Visits all nodes of a tree, parents before children.
enum SyntaxWalk {
  static func expressions(
    of module: Module, _ visit: (Expression) -> Void, statement: (Statement) -> Void = { _ in }
  ) {
    block(module.body, visit, statement)
  }

  private static func block(
    _ body: [Statement], _ visit: (Expression) -> Void, _ visitStatement: (Statement) -> Void
  ) {
    for item in body {
      visitStatement(item)
      for expression in expressions(in: item) { walk(expression, visit) }
      for inner in blocks(in: item) { block(inner, visit, visitStatement) }
    }
  }

  static func walk(_ expression: Expression, _ visit: (Expression) -> Void) {
    visit(expression)
    expression.forEachChild { walk($0, visit) }
  }

  /// The expressions directly in a statement.
  static func expressions(in statement: Statement) -> [Expression] {
    switch statement.kind {
    case .pass, .break, .continue, .global, .nonlocal, .import, .importFrom, .try: return handlers(statement)
    case .expression(let value): return [value]
    case .assign(let targets, let value): return targets + [value]
    case .annotatedAssign(let target, let annotation, let value, _):
      return [target, annotation] + [value].compactMap { $0 }
    case .augmentedAssign(let target, _, _, let value): return [target, value]
    case .delete(let targets): return targets
    case .return(let value): return [value].compactMap { $0 }
    case .raise(let exception, let cause): return [exception, cause].compactMap { $0 }
    case .assert(let test, let message): return [test] + [message].compactMap { $0 }
    case .if(let clauses, _): return clauses.map(\.test)
    case .while(let test, _, _): return [test]
    case .for(let target, let iterable, _, _): return [target, iterable]
    case .with(let items, _): return items.flatMap { [$0.context] + [$0.target].compactMap { $0 } }
    case .match(let subject, let cases):
      return [subject] + cases.flatMap { expressions(in: $0.pattern) + [$0.guard].compactMap { $0 } }
    case .function(let function):
      var result: [Expression] = []
      function.parameters.forEachExpression { result.append($0) }
      return result + [function.returns].compactMap { $0 }
    case .class(let type): return type.arguments.map(\.value)
    }
  }

  private static func handlers(_ statement: Statement) -> [Expression] {
    guard case .try(let item) = statement.kind else { return [] }
    return item.handlers.compactMap(\.type)
  }

  static func expressions(in pattern: Pattern) -> [Expression] {
    switch pattern.kind {
    case .value(let value), .singleton(let value): return [value]
    case .wildcard, .capture, .star: return []
    case .sequence(let elements), .or(let elements): return elements.flatMap(expressions)
    case .mapping(let entries, _): return entries.flatMap { [$0.key] + expressions(in: $0.pattern) }
    case .class(let type, let positional, let keywords):
      return [type] + positional.flatMap(expressions) + keywords.flatMap { expressions(in: $0.pattern) }
    case .as(let inner, _): return expressions(in: inner)
    }
  }

  static func blocks(in statement: Statement) -> [[Statement]] {
    switch statement.kind {
    case .if(let clauses, let orElse): return clauses.map(\.body) + [orElse].compactMap { $0 }
    case .while(_, let body, let orElse), .for(_, _, let body, let orElse):
      return [body] + [orElse].compactMap { $0 }
    case .with(_, let body): return [body]
    case .try(let item):
      return [item.body] + item.handlers.map(\.body) + [item.orElse, item.finally].compactMap { $0 }
    case .match(_, let cases): return cases.map(\.body)
    case .function(let function): return [function.body]
    case .class(let type): return [type.body]
    default: return []
    }
  }
}
