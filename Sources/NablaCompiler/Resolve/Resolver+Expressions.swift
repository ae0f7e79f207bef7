import NablaSource
import NablaSyntax

extension Resolver {
  func visit(_ expression: Expression) throws(Diagnostic) {
    // Left spines may be very deep: their nodes are walked in a loop.
    for node in expression.leftSpine { try visitNode(node) }
  }

  /// A node without its left child.
  private func visitNode(_ node: Expression) throws(Diagnostic) {
    warnOfMistakes(in: node)
    switch node.kind {
    case .name(let name): use(name, node.span)
    case .binary(_, _, let right, _): try visit(right)
    case .call(let call):
      if case .name("super") = call.callee.kind, call.arguments.isEmpty { use("__class__", node.span) }
      for argument in call.arguments { try visit(argument.value) }
    case .attribute: break
    case .subscript(_, let index, _): try visit(index)
    case .named(let name, let value):
      try visit(value)
      bindWalrus(name.name, name.span)
    case .lambda(let lambda):
      try visitDefaults(lambda.parameters)
      try enter(lambda.scope, .lambda) { () throws(Diagnostic) in
        bindParameters(lambda.parameters)
        try visit(lambda.body)
      }
    case .comprehension(let comprehension): try visit(comprehension, node.span)
    default:
      var failure: Diagnostic?
      node.forEachChild { child in
        if failure != nil { return }
        do throws(Diagnostic) { try self.visit(child) } catch { failure = error }
      }
      if let failure { throw failure }
    }
  }

  private func visit(_ comprehension: Comprehension, _ span: Span) throws(Diagnostic) {
    guard let first = comprehension.clauses.first else { return }
    try visit(first.iterable)
    let kind: Scope.Kind = comprehension.kind == .generator ? .generatorExpression : .comprehension
    try enter(comprehension.scope, kind) { () throws(Diagnostic) in
      if kind == .generatorExpression { bindHiddenParameter(span) }
      for (index, clause) in comprehension.clauses.enumerated() {
        if index > 0 { try visit(clause.iterable) }
        try visitTarget(clause.target)
        for condition in clause.conditions { try visit(condition) }
      }
      try visit(comprehension.element)
      if let value = comprehension.value { try visit(value) }
    }
  }
}
