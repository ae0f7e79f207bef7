/// What a module's or a class's statements say about annotations.
extension [Statement] {
  /// Whether a name is annotated, also within `if`, loops and their like: the body then has `__annotations__`.
  public var annotatesNames: Bool { contains { $0.annotatesNames } }

  /// Whether `from __future__ import` names the feature. The parser has made sure that it stands at the beginning.
  public func importsFuture(_ feature: String) -> Bool {
    contains { statement in
      guard case .importFrom(let item) = statement.kind, item.level == 0, item.dottedName == "__future__" else {
        return false
      }
      return item.names.contains { $0.dottedName == feature }
    }
  }
}

extension Statement {
  fileprivate var annotatesNames: Bool {
    switch kind {
    case .annotatedAssign(_, _, _, let isSimple): isSimple
    case .if(let clauses, let orElse): clauses.contains { $0.body.annotatesNames } || orElse?.annotatesNames ?? false
    case .while(_, let body, let orElse), .for(_, _, let body, let orElse):
      body.annotatesNames || orElse?.annotatesNames ?? false
    case .with(_, let body): body.annotatesNames
    case .try(let item):
      item.body.annotatesNames || item.handlers.contains { $0.body.annotatesNames }
        || item.orElse?.annotatesNames ?? false || item.finally?.annotatesNames ?? false
    case .match(_, let cases): cases.contains { $0.body.annotatesNames }
    default: false
    }
  }
}
