import NablaSource
import NablaSyntax

extension Resolver {
  func visit(_ statements: [Statement]) throws(Diagnostic) {
    for statement in statements { try visit(statement) }
  }

  private func visit(_ statement: Statement) throws(Diagnostic) {
    switch statement.kind {
    case .expression(let value): try visit(value)
    case .assign(let targets, let value):
      try visit(value)
      for target in targets { try visitTarget(target) }
    case .annotatedAssign(let target, let annotation, let value, _):
      if !postponesAnnotations { try visit(annotation) }
      if let value { try visit(value) }
      try visitTarget(target)
    case .augmentedAssign(let target, _, _, let value):
      if case .name(let name) = target.kind { use(name, target.span) }
      try visit(value)
      try visitTarget(target)
    case .delete(let targets): for target in targets { try visitDeletion(target) }
    case .pass, .break, .continue: break
    case .return(let value): if let value { try visit(value) }
    case .raise(let exception, let cause):
      if let exception { try visit(exception) }
      if let cause { try visit(cause) }
    case .assert(let test, let message):
      warnOfAssertion(test)
      try visit(test)
      if let message { try visit(message) }
    case .global(let names): try declare(global: names, statement.span)
    case .nonlocal(let names): try declare(nonlocal: names, statement.span)
    case .import(let aliases):
      for alias in aliases {
        if let bound = alias.alias ?? alias.path.first { bind(bound.name, bound.span) }
      }
    case .importFrom(let from):
      for alias in from.names {
        if let bound = alias.alias ?? alias.path.first { bind(bound.name, bound.span) }
      }
    case .if(let clauses, let orElse):
      for clause in clauses {
        try visit(clause.test)
        try visit(clause.body)
      }
      try visit(orElse ?? [])
    case .while(let test, let body, let orElse):
      try visit(test)
      try visit(body)
      try visit(orElse ?? [])
    case .for(let target, let iterable, let body, let orElse):
      try visit(iterable)
      try visitTarget(target)
      try visit(body)
      try visit(orElse ?? [])
    case .with(let items, let body):
      for item in items {
        try visit(item.context)
        if let target = item.target { try visitTarget(target) }
      }
      try visit(body)
    case .try(let statement): try visit(statement)
    case .match(let subject, let cases):
      try visit(subject)
      for clause in cases {
        try visit(clause.pattern)
        if let condition = clause.guard { try visit(condition) }
        try visit(clause.body)
      }
    case .function(let definition): try visit(definition)
    case .class(let definition): try visit(definition)
    }
  }

  private func visit(_ statement: Try) throws(Diagnostic) {
    try visit(statement.body)
    for handler in statement.handlers {
      if let type = handler.type { try visit(type) }
      if let name = handler.name { unbind(name.name, name.span) }
      try visit(handler.body)
    }
    try visit(statement.orElse ?? [])
    try visit(statement.finally ?? [])
  }

  private func visit(_ definition: FunctionDefinition) throws(Diagnostic) {
    for decorator in definition.decorators { try visit(decorator) }
    try visitDefaults(definition.parameters)
    if !postponesAnnotations, let returns = definition.returns { try visit(returns) }
    bind(definition.name.name, definition.name.span)
    try enter(definition.scope, .function) { () throws(Diagnostic) in
      bindParameters(definition.parameters)
      try visit(definition.body)
    }
  }

  func visitDefaults(_ parameters: Parameters) throws(Diagnostic) {
    for parameter in parameters.slots {
      if !postponesAnnotations, let annotation = parameter.annotation { try visit(annotation) }
      if let value = parameter.defaultValue { try visit(value) }
    }
  }

  private func visit(_ definition: ClassDefinition) throws(Diagnostic) {
    for decorator in definition.decorators { try visit(decorator) }
    for argument in definition.arguments { try visit(argument.value) }
    bind(definition.name.name, definition.name.span)
    try enter(definition.scope, .classBody, className: definition.name.name) { () throws(Diagnostic) in
      try visit(definition.body)
    }
  }

  // MARK: targets

  func visitTarget(_ target: Expression) throws(Diagnostic) {
    switch target.kind {
    case .name(let name): bind(name, target.span)
    case .tuple(let elements), .list(let elements): for element in elements { try visitTarget(element) }
    case .starred(let inner): try visitTarget(inner)
    default: try visit(target)
    }
  }

  private func visitDeletion(_ target: Expression) throws(Diagnostic) {
    switch target.kind {
    case .name(let name): unbind(name, target.span)
    case .tuple(let elements), .list(let elements): for element in elements { try visitDeletion(element) }
    default: try visit(target)
    }
  }

  private func visit(_ pattern: Pattern) throws(Diagnostic) {
    switch pattern.kind {
    case .value(let value), .singleton(let value): try visit(value)
    case .wildcard: break
    case .capture(let name): bind(name.name, name.span)
    case .star(let name): if let name { bind(name.name, name.span) }
    case .sequence(let patterns), .or(let patterns): for pattern in patterns { try visit(pattern) }
    case .mapping(let entries, let rest):
      for entry in entries {
        try visit(entry.key)
        try visit(entry.pattern)
      }
      if let rest { bind(rest.name, rest.span) }
    case .class(let type, let positional, let keywords):
      try visit(type)
      for pattern in positional { try visit(pattern) }
      for keyword in keywords { try visit(keyword.pattern) }
    case .as(let inner, let name):
      try visit(inner)
      bind(name.name, name.span)
    }
  }
}
