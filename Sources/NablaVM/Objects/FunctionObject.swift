/// A function written in the language: code, the module it belongs to, and what it closes over.
public final class FunctionObject: Container {
  public let code: LinkedCode
  /// In the order of `code.signature`'s parameters; `.undefined` where there is no default.
  @exclusivity(unchecked) public internal(set) var defaults: [Value]
  @exclusivity(unchecked) @usableFromInline var closure: [CellObject]
  public var name: String
  public var qualifiedName: String
  /// `__dict__`, made when first needed.
  private var lazyAttributes: AttributeTable?
  /// `__doc__`, `__module__` and `__annotations__`, where they are not what the code says.
  private var lazySpecials: AttributeTable?
  /// After a program set `__defaults__` or `__kwdefaults__`.
  private var ownSignature: Signature?

  init(code: LinkedCode, defaults: [Value], closure: [CellObject]) {
    self.code = code
    self.defaults = defaults
    self.closure = closure
    name = code.name
    qualifiedName = code.qualifiedName
    super.init(type: .function, kind: .function)
  }

  deinit {
    Reaper.empty(&defaults)
    Reaper.empty(&closure)
  }

  public var signature: Signature { ownSignature ?? code.signature }

  public override var ownAttributes: AttributeTable? {
    if let lazyAttributes { return lazyAttributes }
    let table = AttributeTable()
    lazyAttributes = table
    return table
  }

  public override func visitReferences(_ visit: (Object) -> Void) {
    for value in defaults { value.visit(visit) }
    for cell in closure { visit(cell) }
    lazyAttributes?.visitReferences(visit)
    lazySpecials?.visitReferences(visit)
  }
  public override func clearReferences() {
    // The closure stays as long as code could run; emptying the cells breaks every cycle through it.
    defaults = defaults.map { $0.isUndefined ? .undefined : .none }
    lazyAttributes?.removeAll()
    lazySpecials?.removeAll()
  }

  public override func attribute(_ name: Name, _ vm: Interpreter) throws -> Value? {
    if let value = try functionAttribute(name, vm) { return value }
    return try vm.genericAttribute(of: self, name)
  }
  public override func setAttribute(_ name: Name, _ value: Value, _ vm: Interpreter) throws {
    if try setFunctionAttribute(name, value, vm) { return }
    try vm.genericSetAttribute(of: self, name, value)
  }
  public override func repr(_ vm: Interpreter) throws -> String {
    "<function \(qualifiedName) at \(vm.address(of: self))>"
  }
  public override var isCallable: Bool { true }
  public override func call(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    try vm.callFunction(self, arguments)
  }

  // MARK: what is not in `__dict__`

  func special(_ name: Name) -> Value? { lazySpecials?.get(name).defined }

  func setSpecial(_ name: Name, _ value: Value) {
    let table = lazySpecials ?? AttributeTable()
    lazySpecials = table
    table.set(name, value)
  }

  /// New defaults, by parameter, `.undefined` where there is none.
  func setDefaults(_ values: [Value]) {
    defaults = values
    ownSignature = Signature(
      zip(code.signature.parameters, values).map { parameter, value in
        var parameter = parameter
        parameter.hasDefault = !value.isUndefined
        return parameter
      })
  }
}

/// A variable shared between a function and those defined inside it.
public final class CellObject: Container {
  @exclusivity(unchecked) @usableFromInline var value: Value

  init(_ value: Value = .undefined) {
    self.value = value
    super.init(type: .cell, kind: .cell)
  }

  /// Where the value lies, for as long as the cell lives.
  @inline(__always) var contents: UnsafeMutablePointer<Value> { withUnsafeMutablePointer(to: &value) { $0 } }

  deinit { Reaper.empty(&value) }

  public override func visitReferences(_ visit: (Object) -> Void) { value.visit(visit) }
  public override func clearReferences() { value = .undefined }

  public override func attribute(_ name: Name, _ vm: Interpreter) throws -> Value? {
    guard name == Names.cellContents else { return try super.attribute(name, vm) }
    if value.isUndefined { throw Raised(.valueError, "Cell is empty") }
    return value
  }
  public override func setAttribute(_ name: Name, _ value: Value, _ vm: Interpreter) throws {
    guard name == Names.cellContents else { return try super.setAttribute(name, value, vm) }
    self.value = value
  }
  public override func repr(_ vm: Interpreter) throws -> String {
    let place = vm.address(of: self)
    guard let value = value.defined else { return "<cell at \(place): empty>" }
    return "<cell at \(place): \(vm.typeName(of: value)) object at \(vm.address(of: vm.boxed(value)))>"
  }
}

/// A function or method bound to the object it was read from.
public final class BoundMethod: Container {
  public private(set) var function: Value
  public private(set) var receiver: Value

  public init(function: Value, receiver: Value) {
    self.function = function
    self.receiver = receiver
    let native = function.as(NativeFunction.self)
    super.init(type: native.map { $0.isSlot ? .methodWrapper : .builtinFunction } ?? .method, kind: .boundMethod)
  }

  deinit { Reaper.empty(&receiver) }

  public override func visitReferences(_ visit: (Object) -> Void) {
    function.visit(visit)
    receiver.visit(visit)
  }
  public override func clearReferences() { receiver = .none }

  public override func attribute(_ name: Name, _ vm: Interpreter) throws -> Value? {
    switch name {
    case Names.boundSelf: return receiver
    case Names.func: return function
    default: return try vm.attributeOrNil(of: function, name)
    }
  }
  public override func repr(_ vm: Interpreter) throws -> String {
    if let native = function.as(NativeFunction.self) {
      let words = native.isSlot ? "method-wrapper '\(native.name)'" : "built-in method \(native.name)"
      return "<\(words) of \(vm.typeName(of: receiver)) object at \(vm.address(of: vm.boxed(receiver)))>"
    }
    let name = try vm.attributeOrNil(of: function, Names.qualname)?.text ?? "?"
    return "<bound method \(name) of \(try vm.repr(receiver))>"
  }
  public override func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    guard op == .equal || op == .notEqual, let other = other.as(BoundMethod.self) else { return nil }
    let same = function.isIdentical(to: other.function) && receiver.isIdentical(to: other.receiver)
    return .bool(same == (op == .equal))
  }
  public override func hash(_ vm: Interpreter) throws -> Int {
    vm.identity(of: receiver) &* 31 &+ (function.object?.identity ?? 0)
  }
  public override var isCallable: Bool { true }
  public override func call(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    try vm.call(function, prepending: receiver, arguments)
  }
}
