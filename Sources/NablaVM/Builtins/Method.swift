/// A method of a built-in type: its first argument is checked once, here, and arrives as the Swift class. A `kind` that
/// only objects of that class have spares most calls the cast.
public func nativeMethod<Receiver: Object>(
  of type: Receiver.Type, kind: ObjectKind? = nil, _ owner: String, _ name: String, _ signature: String, _ summary: String,
  _ body: @escaping (Receiver, Arguments, Interpreter) throws -> Value
) -> Native {
  Native(name, signature, summary) { arguments, vm in
    if case .object(let object) = arguments[0], object.kind == kind {
      return try body(unsafeDowncast(object, to: Receiver.self), arguments, vm)
    }
    guard case .object(let object) = arguments[0], let receiver = object as? Receiver else {
      throw Raised(
        .typeError,
        "descriptor '\(name)' for '\(owner)' objects doesn't apply to a '\(vm.typeName(of: arguments[0]))' object")
    }
    return try body(receiver, arguments, vm)
  }
}

/// Reading arguments with CPython's messages.
extension Interpreter {
  /// All items; `nil` when the value is not iterable.
  public func itemsIfIterable(_ value: Value) throws -> [Value]? {
    if let list = value.as(ListObject.self), list.kind == .list { return list.items }
    if let tuple = value.as(TupleObject.self), tuple.kind == .tuple { return tuple.items }
    guard let iterator = try iteratorOrNil(value) else { return nil }
    var items: [Value] = []
    while let item = try next(iterator) { items.append(item) }
    return items
  }

  /// `int(value)` of what is no text: `__int__`, then `__index__`; `nil` when it has neither.
  public func intOrNil(_ value: Value) throws -> Value? {
    guard let object = value.object else { return try indexOrNil(value) }
    if let method = object.type.override(Names.int) {
      let result = try call(method, [value])
      guard let integer = result.integer else {
        throw Raised(.typeError, "__int__ returned non-int (type \(typeName(of: result)))")
      }
      return Value(integer)
    }
    if let result = try object.asInt(self) { return result }
    return try indexOrNil(value)
  }

  /// A position for searching: `None` or omitted means "to the end", and values beyond 64 bits are cut.
  public func boundArgument(_ value: Value, orNone: Bool = true) throws -> Int? {
    switch value {
    case .undefined: return nil
    case .none where orNone: return nil
    case .int(let index): return index
    default:
      guard let index = try indexOrNil(value) else {
        throw Raised(
          .typeError, "slice indices must be integers or \(orNone ? "None or " : "")have an __index__ method")
      }
      if case .int(let small) = index { return small }
      return (index.integer ?? 0) < 0 ? Int.min : Int.max
    }
  }

  /// A `str` argument.
  public func textArgument(_ value: Value, _ message: @autoclosure () -> String = "must be str") throws -> String {
    guard let text = value.text else {
      throw Raised(.typeError, "\(message()), not \(typeName(of: value))")
    }
    return text
  }
}
