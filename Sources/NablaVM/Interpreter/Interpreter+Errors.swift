/// Errors in CPython's words.
extension Interpreter {
  public func notSubscriptable(_ object: Object) -> Raised {
    if let type = object as? TypeObject { return Raised(.typeError, "type '\(type.name)' is not subscriptable") }
    return Raised(.typeError, "'\(object.type.name)' object is not subscriptable")
  }
  public func noItemAssignment(_ object: Object) -> Raised {
    Raised(.typeError, "'\(object.type.name)' object does not support item assignment")
  }
  /// CPython words it by the way it took: sequences are asked for positions in one place, for all else in another.
  public func noItemDeletion(_ object: Object, _ key: Value) throws -> Raised {
    let isSequence = object is StrObject || object is TupleObject || object is BytesObject || object is RangeObject
      || object is SetObject || object.type.isHeap
    let words = try isSequence && indexOrNil(key) != nil ? "doesn't" : "does not"
    return Raised(.typeError, "'\(object.type.name)' object \(words) support item deletion")
  }
  public func notAnIterator(_ object: Object) -> Raised {
    Raised(.typeError, "'\(object.type.name)' object is not an iterator")
  }
  public func notCallable(_ value: Value) -> Raised {
    Raised(.typeError, "'\(typeName(of: value))' object is not callable")
  }
  public func notIterable(_ value: Value) -> Raised {
    Raised(.typeError, "'\(typeName(of: value))' object is not iterable")
  }
  public func unhashable(_ value: Value) -> Raised {
    Raised(.typeError, "unhashable type: '\(typeName(of: value))'")
  }
  public func unsupported(_ symbol: String, _ left: Value, _ right: Value) -> Raised {
    Raised(
      .typeError,
      "unsupported operand type(s) for \(symbol): '\(typeName(of: left))' and '\(typeName(of: right))'")
  }
  public func recursionError(_ doing: String = "") -> Raised {
    Raised(.recursionError, "maximum recursion depth exceeded" + doing)
  }
}
