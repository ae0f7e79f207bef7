/// A `NativeProperty` in a class's table.
public final class NativePropertyObject: Object {
  public let property: NativeProperty
  public private(set) unowned(unsafe) var owner: TypeObject

  init(_ property: NativeProperty, owner: TypeObject) {
    self.property = property
    self.owner = owner
    super.init(type: .getsetDescriptor, kind: .nativeProperty)
  }

  public override func attribute(_ name: Name, _ vm: Interpreter) throws -> Value? {
    if name == Names.doc { return property.summary.isEmpty ? Value.none : .string(property.summary) }
    if name == Names.name { return .string(property.name) }
    return try super.attribute(name, vm)
  }
  public override func repr(_ vm: Interpreter) throws -> String {
    "<attribute '\(property.name)' of '\(owner.name)' objects>"
  }
}

/// `staticmethod`.
public final class StaticMethod: Container {
  public private(set) var function: Value

  public init(_ function: Value) {
    self.function = function
    super.init(type: .staticMethod, kind: .staticMethod)
  }

  public override func visitReferences(_ visit: (Object) -> Void) { function.visit(visit) }
  public override func clearReferences() { function = .none }
  public override func attribute(_ name: Name, _ vm: Interpreter) throws -> Value? {
    switch name {
    case Names.func, Names.wrapped: function
    case Names.get: try super.attribute(name, vm)
    default: try vm.attributeOrNil(of: function, name)
    }
  }
  public override var isCallable: Bool { true }
  public override func call(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    try vm.call(function, arguments)
  }
}

/// `classmethod`.
public final class ClassMethod: Container {
  public private(set) var function: Value

  public init(_ function: Value) {
    self.function = function
    super.init(type: .classMethod, kind: .classMethod)
  }

  public override func visitReferences(_ visit: (Object) -> Void) { function.visit(visit) }
  public override func clearReferences() { function = .none }
  public override func attribute(_ name: Name, _ vm: Interpreter) throws -> Value? {
    switch name {
    case Names.func, Names.wrapped: function
    case Names.get: try super.attribute(name, vm)
    default: try vm.attributeOrNil(of: function, name)
    }
  }
}

/// `super()`: looks attributes up behind a class in the resolution order of the object's class, and binds them to it.
public final class SuperObject: Container {
  public let start: TypeObject
  public private(set) var receiver: Value
  /// The class whose resolution order counts: the receiver's, or the receiver itself in class methods.
  public let origin: TypeObject

  public init(start: TypeObject, receiver: Value, origin: TypeObject) {
    self.start = start
    self.receiver = receiver
    self.origin = origin
    super.init(type: .superType, kind: .superObject)
  }

  public override func visitReferences(_ visit: (Object) -> Void) {
    visit(start)
    visit(origin)
    receiver.visit(visit)
  }
  public override func clearReferences() { receiver = .none }

  /// Whether it was made in a class method.
  private var isOfClass: Bool { receiver.isIdentical(to: .object(origin)) }

  /// Puts a method and its receiver where a call wants them, without binding; `false` when the attribute is none.
  func method(_ name: Name, into target: UnsafeMutablePointer<Value>) -> Bool {
    if isOfClass || receiver.isUndefined || name == Names.class { return false }
    let found = origin.lookup(name, after: start)
    guard case .object(let object) = found, object.isMethod else { return false }
    (target + 1).set(receiver)
    target.set(found)
    return true
  }

  public override func attribute(_ name: Name, _ vm: Interpreter) throws -> Value? {
    switch name {
    case Names.class: return .object(TypeObject.superType)
    case Names.thisClass: return .object(start)
    case Names.boundSelf: return receiver.defined ?? Value.none
    case Names.selfClass: return receiver.isUndefined ? Value.none : .object(origin)
    default: if receiver.isUndefined { return try super.attribute(name, vm) }
    }
    let found = origin.lookup(name, after: start)
    if found.isUndefined { return nil }
    return try vm.bind(found, to: isOfClass ? nil : receiver, of: origin)
  }
  public override func repr(_ vm: Interpreter) throws -> String {
    "<super: <class '\(start.name)'>, \(receiver.isUndefined ? "NULL" : "<\(origin.name) object>")>"
  }
}
