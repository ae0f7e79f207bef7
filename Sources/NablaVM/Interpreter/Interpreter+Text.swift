/// `repr`, `str` and `format` of any values.
extension Interpreter {
  public func repr(_ value: Value) throws -> String {
    switch value {
    case .none: return "None"
    case .undefined: return "<nothing>"
    case .bool(let value): return value ? "True" : "False"
    case .int(let value): return String(value)
    case .float: return try Numbers.repr(value, self)
    case .object(let object):
      if object.kind == .str { return try object.repr(self) }
      try enterNative(" while getting the repr of an object")
      defer { leaveNative() }
      guard let method = object.type.override(Names.repr) else { return try object.repr(self) }
      return try text(call(method, value), "__repr__")
    }
  }

  public func str(_ value: Value) throws -> String {
    guard case .object(let object) = value else { return try repr(value) }
    if object.kind == .str { return unsafeDowncast(object, to: StrObject.self).text }
    if object.type.isHeap {
      if let method = object.type.override(Names.str) { return try text(call(method, value), "__str__") }
      // An overridden `__repr__` counts only if no built-in ancestor prints itself in another way.
      if let method = object.type.override(Names.repr), !(object is StrObject), !(object is ExceptionObject) {
        return try text(call(method, [value]), "__str__")
      }
    }
    try enterNative(" while getting the str of an object")
    defer { leaveNative() }
    return try object.str(self)
  }

  /// `format(value, spec)`.
  public func format(_ value: Value, _ spec: String) throws -> String {
    guard case .object(let object) = value else {
      if value.isNone {
        if spec.isEmpty { return "None" }
        throw Raised(.typeError, "unsupported format string passed to NoneType.__format__")
      }
      return spec.isEmpty ? try repr(value) : try Numbers.format(value, spec, self)
    }
    if let method = object.type.override(Names.format) {
      return try text(call(method, [value, .string(spec)]), "__format__")
    }
    // Natives of other rooms may format themselves even without a specification, as tensors do.
    if spec.isEmpty, object.kind != .other { return try str(value) }
    return try object.format(spec, self)
  }

  private func text(_ value: Value, _ method: String) throws -> String {
    if let text = value.text { return text }
    if method == "__format__" {
      throw Raised(.typeError, "__format__ must return a str, not \(typeName(of: value))")
    }
    throw Raised(.typeError, "\(method) returned non-string (type \(typeName(of: value)))")
  }

  func defaultRepr(of object: Object) -> String {
    "<\(object.type.isHeap || object.type.module != "builtins" ? "\(object.type.module).\(object.type.qualifiedName)" : object.type.name) object at \(address(of: object))>"
  }

  func defaultFormat(of object: Object, _ spec: String) throws -> String {
    if spec.isEmpty { return try str(.object(object)) }
    throw Raised(.typeError, "unsupported format string passed to \(object.type.name).__format__")
  }

  /// Guards against objects that contain themselves: `body` runs unless the object's text is already being made.
  public func guardingRepr(of object: Object, recursive: String, _ body: () throws -> String) throws -> String {
    let key = ObjectIdentifier(object)
    if !representing.insert(key).inserted { return recursive }
    defer { representing.remove(key) }
    return try body()
  }
}
