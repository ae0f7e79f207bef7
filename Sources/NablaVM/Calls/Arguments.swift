/// The arguments of one call, lying side by side on the register stack: positional ones first, then the keyword
/// arguments' values in the order of `keywords`.
///
/// A native declared with a signature never sees this raw form: its arguments are bound first, so that slot `i` holds
/// the value of its `i`-th parameter (a tuple for `*args`, a dict for `**kwargs`, the declared default where the
/// caller gave none, `.undefined` where the default is none that a literal can write).
@frozen public struct Arguments {
  public let base: UnsafeMutablePointer<Value>
  /// Positional arguments in the raw form, all parameters in the bound form.
  public let count: Int
  /// Names of the keyword arguments behind the positional ones; empty in the bound form.
  public let keywords: [Name]
  /// The function called, for its parameters' names in messages.
  @usableFromInline unowned(unsafe) let callee: NativeFunction?

  @inlinable public init(base: UnsafeMutablePointer<Value>, count: Int, keywords: [Name] = []) {
    self.base = base
    self.count = count
    self.keywords = keywords
    callee = nil
  }

  @inlinable init(bound base: UnsafeMutablePointer<Value>, count: Int, callee: NativeFunction) {
    self.base = base
    self.count = count
    keywords = []
    self.callee = callee
  }

  @inlinable public subscript(index: Int) -> Value { base[index] }

  /// The positional arguments as an array.
  public var positional: [Value] { Array(UnsafeBufferPointer(start: base, count: count)) }
  /// The keyword arguments of the raw form.
  public var named: [(name: Name, value: Value)] {
    keywords.enumerated().map { ($0.element, base[count + $0.offset]) }
  }

  /// The parameter was left out and has no default that a literal can write.
  @inlinable public func isOmitted(_ index: Int) -> Bool { base[index].isUndefined }
  @inlinable public func isNone(_ index: Int) -> Bool { base[index].isNone }
  /// Left out or `None`.
  @inlinable public func isAbsent(_ index: Int) -> Bool { base[index].isNone || base[index].isUndefined }
}

// MARK: - Typed access: errors in CPython's words

extension Arguments {
  /// The class that a `__new__` was called for, where that is a class of the language.
  var derivedClass: TypeObject? {
    guard case .object(let object) = base.pointee, object.kind == .type else { return nil }
    let type = unsafeDowncast(object, to: TypeObject.self)
    return type.isHeap ? type : nil
  }

  /// An `int` (or what has `__index__`) that fits 64 bits.
  public func int(_ index: Int, _ vm: Interpreter) throws -> Int {
    if case .int(let value) = base[index] { return value }
    return try vm.int(base[index])
  }

  public func optionalInt(_ index: Int, _ vm: Interpreter) throws -> Int? {
    isAbsent(index) ? nil : try int(index, vm)
  }

  /// A `float`, an `int`, or what has `__float__`.
  public func double(_ index: Int, _ vm: Interpreter) throws -> Double {
    if case .float(let value) = base[index] { return value }
    return try vm.double(base[index])
  }

  public func optionalDouble(_ index: Int, _ vm: Interpreter) throws -> Double? {
    isAbsent(index) ? nil : try double(index, vm)
  }

  public func string(_ index: Int, _ vm: Interpreter) throws -> String {
    if let text = base[index].text { return text }
    throw wrongType(index, "str", vm)
  }

  public func optionalString(_ index: Int, _ vm: Interpreter) throws -> String? {
    isAbsent(index) ? nil : try string(index, vm)
  }

  /// Any value's truth, as CPython's `p` format does.
  public func bool(_ index: Int, _ vm: Interpreter) throws -> Bool { try vm.truth(base[index]) }

  /// An object of a Swift class; `typeName` is what the message says it must be.
  public func object<T: Object>(_ index: Int, as type: T.Type, _ typeName: String, _ vm: Interpreter) throws -> T {
    if let object = base[index].as(type) { return object }
    throw wrongType(index, typeName, vm)
  }

  /// The receiver of a method: `self`, which the class's table guarantees to be a `T` unless a program calls the
  /// method through the class with something else.
  public func receiver<T: Object>(_ type: T.Type, _ vm: Interpreter) throws -> T {
    if case .object(let object) = base[0], let object = object as? T { return object }
    let owner = callee?.owner?.name ?? "object"
    throw Raised(
      .typeError,
      "descriptor '\(callee?.name ?? "?")' for '\(owner)' objects doesn't apply to a '\(vm.typeName(of: base[0]))' object")
  }

  /// The same, where objects of a kind are all of that class: most calls need no cast.
  @inline(__always) func receiver<T: Object>(_ type: T.Type, kind: ObjectKind, _ vm: Interpreter) throws -> T {
    if case .object(let object) = base[0], object.kind == kind { return unsafeDowncast(object, to: type) }
    return try receiver(type, vm)
  }

  /// The function called, where the arguments are bound to its parameters.
  public var function: NativeFunction? { callee }

  /// The same call with its arguments in another place.
  public func moved(to base: UnsafeMutablePointer<Value>) -> Arguments {
    callee.map { Arguments(bound: base, count: count, callee: $0) } ?? Arguments(base: base, count: count, keywords: keywords)
  }

  /// The function's name, for messages.
  public var functionName: String { callee?.name ?? "function" }

  public func wrongType(_ index: Int, _ expected: String, _ vm: Interpreter) -> Raised {
    let function = callee?.name ?? "function"
    let parameters = callee?.signature.parameters ?? []
    let hidden = ["self", "cls"].contains(parameters.first?.name.text) ? 1 : 0
    // An only argument is not numbered.
    var which = parameters.count - hidden == 1 ? "argument" : "argument \(index + 1 - hidden)"
    if index < parameters.count {
      let parameter = parameters[index]
      if parameter.kind != .positionalOnly { which = "argument '\(parameter.name.text)'" }
    }
    let given = base[index].isNone ? "None" : vm.typeName(of: base[index])
    return Raised(.typeError, "\(function)() \(which) must be \(expected), not \(given)")
  }
}
