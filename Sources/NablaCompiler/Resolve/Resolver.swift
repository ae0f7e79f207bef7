import NablaSource
import NablaSyntax

/// Decides, before anything runs, what every name means: a register, a cell, a global or a built-in.
///
/// Two passes. The first walks the tree and notes in each scope which names are bound, used and declared. The second
/// looks each used name up along the chain of scopes (skipping class bodies, as Python does) and threads variables of
/// enclosing functions through the closures of all functions in between.
final class Resolver {
  private(set) var scopes: [Scope?]
  /// Uses to look up once all bindings are known.
  private var uses: [(scope: Scope, name: String)] = []
  private var scope: Scope
  let file: SourceFile
  var warnings: [Diagnostic] = []

  /// Whether annotations are kept as text, so that their names mean nothing here.
  let postponesAnnotations: Bool

  private init(_ module: Module, postponesAnnotations: Bool) {
    self.postponesAnnotations = postponesAnnotations
    file = module.file
    scopes = [Scope?](repeating: nil, count: module.scopeCount)
    scope = Scope(kind: .module, parent: nil, className: nil)
    scopes[module.scope] = scope
  }

  /// The scopes of a module by their numbers, and what is suspicious in it.
  static func resolve(
    _ module: Module, postponesAnnotations: Bool
  ) throws(Diagnostic) -> (scopes: [Scope?], warnings: [Diagnostic]) {
    let resolver = Resolver(module, postponesAnnotations: postponesAnnotations)
    try resolver.visit(module.body)
    for (scope, name) in resolver.uses { scope.capture(name) }
    for case let scope? in resolver.scopes { scope.sortClosure() }
    for case let scope? in resolver.scopes {
      for (name, span) in scope.nonlocals.sorted(by: { $0.value.lower < $1.value.lower })
      where scope.owner(of: name) == nil {
        throw Diagnostic(message: "no binding for nonlocal '\(name)' found", span: span)
      }
    }
    return (resolver.scopes, resolver.warnings)
  }

  // MARK: names

  func use(_ name: String, _ span: Span) {
    let name = mangle(name, in: scope.className)
    scope.use(name, span)
    uses.append((scope, name))
  }

  func bind(_ name: String, _ span: Span) {
    let name = mangle(name, in: scope.className)
    scope.bind(name, span)
    uses.append((scope, name))
  }

  func unbind(_ name: String, _ span: Span) {
    let name = mangle(name, in: scope.className)
    scope.unbind(name, span)
    uses.append((scope, name))
  }

  /// A walrus binds in the nearest scope that is no comprehension.
  func bindWalrus(_ name: String, _ span: Span) {
    let name = mangle(name, in: scope.className)
    var target = scope
    while target.kind == .comprehension || target.kind == .generatorExpression, let parent = target.parent {
      target = parent
    }
    target.bind(name, span)
    uses.append((scope, name))
    scope.frame.hasWalrus = true
    target.frame.hasWalrus = true
  }

  func declare(global names: [Identifier], _ span: Span) throws(Diagnostic) {
    for name in names { try scope.declareGlobal(mangle(name.name, in: scope.className), span) }
  }

  func declare(nonlocal names: [Identifier], _ span: Span) throws(Diagnostic) {
    for name in names {
      try scope.declareNonlocal(mangle(name.name, in: scope.className), span)
      uses.append((scope, mangle(name.name, in: scope.className)))
    }
  }

  // MARK: scopes

  /// Runs `body` inside a new scope.
  func enter(
    _ id: ScopeID, _ kind: Scope.Kind, className: String? = nil, _ body: () throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    let outer = scope
    scope = Scope(kind: kind, parent: outer, className: className ?? outer.className)
    if scopes.indices.contains(id) { scopes[id] = scope }
    defer { scope = outer }
    try body()
  }

  func bindParameters(_ parameters: Parameters) {
    for parameter in parameters.slots {
      scope.bindParameter(mangle(parameter.name.name, in: scope.className), parameter.name.span)
    }
  }

  /// The implicit parameter of a generator expression: the first iterator.
  func bindHiddenParameter(_ span: Span) { scope.bindParameter(".0", span) }
}

extension Parameters {
  /// In the order of the source, which is the order of the registers.
  var slots: [Parameter] {
    var result = positionalOnly + positional
    if let variadic { result.append(variadic) }
    result += keywordOnly
    if let keywords { result.append(keywords) }
    return result
  }
}
