/// `property`.
public final class PropertyObject: InstanceObject {
  public private(set) var getter: Value
  public private(set) var setter: Value
  public private(set) var deleter: Value
  public private(set) var documentation: Value
  var name: String?

  public init(
    getter: Value, setter: Value = .none, deleter: Value = .none, documentation: Value = .none,
    type: TypeObject = .property
  ) {
    self.getter = getter
    self.setter = setter
    self.deleter = deleter
    self.documentation = documentation
    // A subclass with a protocol of its own is any descriptor; else the machine reads and writes through its functions.
    let isOwn = type.isHeap && [Names.get, Names.set, Names.delete].contains { name in
      type.lookup(name).object?.kind != .native
    }
    super.init(type: type, kind: isOwn ? .other : .property)
  }

  /// What `__init__` is given.
  func set(getter: Value, setter: Value, deleter: Value, documentation: Value) {
    self.getter = getter
    self.setter = setter
    self.deleter = deleter
    self.documentation = documentation
  }

  /// The same property with another function; a subclass makes it by a call, as CPython does.
  func replacing(
    getter: Value? = nil, setter: Value? = nil, deleter: Value? = nil, _ vm: Interpreter
  ) throws -> Value {
    let parts = [getter ?? self.getter, setter ?? self.setter, deleter ?? self.deleter, documentation]
    if type.isHeap { return try vm.call(.object(type), parts) }
    return .object(
      PropertyObject(getter: parts[0], setter: parts[1], deleter: parts[2], documentation: documentation))
  }

  /// The value for a receiver of a class.
  func read(_ receiver: Value, of type: TypeObject, _ vm: Interpreter) throws -> Value {
    if getter.isNone {
      throw Raised(.attributeError, "property '\(name ?? "?")' of '\(type.name)' object has no getter")
    }
    return try vm.call(getter, receiver)
  }

  public override func visitReferences(_ visit: (Object) -> Void) {
    super.visitReferences(visit)
    for value in [getter, setter, deleter, documentation] { value.visit(visit) }
  }
  public override func clearReferences() {
    super.clearReferences()
    getter = .none
    setter = .none
    deleter = .none
  }

  public override func attribute(_ name: Name, _ vm: Interpreter) throws -> Value? {
    switch name {
    case "fget": return getter
    case "fset": return setter
    case "fdel": return deleter
    case Names.doc:
      return documentation.isNone ? try vm.attributeOrNil(of: getter, Names.doc) ?? Value.none : documentation
    default: return try super.attribute(name, vm)
    }
  }

  public override func setAttribute(_ name: Name, _ value: Value, _ vm: Interpreter) throws {
    if name == Names.doc {
      documentation = value
    } else if ["fget", "fset", "fdel"].contains(name) {
      throw Raised(.attributeError, "readonly attribute")
    } else if type.isHeap {
      try super.setAttribute(name, value, vm)
    } else {
      throw vm.noAttribute(.object(self), name)
    }
  }
}
