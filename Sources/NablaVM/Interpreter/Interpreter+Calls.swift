/// Calls from Swift into the language, and of natives.
extension Interpreter {
  /// `callable(*arguments, **keywords)`.
  public func call(_ callable: Value, _ arguments: [Value] = [], keywords: [(Name, Value)] = []) throws -> Value {
    let base = top
    let total = arguments.count + keywords.count
    try push(total)
    defer { pop(to: base) }
    for (index, value) in arguments.enumerated() { base[index] = value }
    for (index, pair) in keywords.enumerated() { base[arguments.count + index] = pair.1 }
    let names = keywords.isEmpty ? [] : keywords.map(\.0)
    return try call(callable, Arguments(base: base, count: arguments.count, keywords: names))
  }

  /// `callable(first)`, without an array.
  public func call(_ callable: Value, _ first: Value) throws -> Value {
    if let function = plainFunction(callable, parameters: 1) {
      let base = try claimRegisters(of: function)
      base.set(first)
      return try run(function: function, code: function.code, registers: base)
    }
    if case .object(let object) = callable, object.kind == .native {
      let native = unsafeDowncast(object, to: NativeFunction.self)
      if native.isDirect(1) {
        let base = top
        try push(1)
        defer { pop(to: base) }
        base.set(first)
        return try native.body(Arguments(bound: base, count: 1, callee: native), self)
      }
    }
    return try call(callable, [first])
  }

  /// `callable(first, second)`, without an array.
  public func call(_ callable: Value, _ first: Value, _ second: Value) throws -> Value {
    if let function = plainFunction(callable, parameters: 2) {
      let base = try claimRegisters(of: function)
      base.set(first)
      (base + 1).set(second)
      return try run(function: function, code: function.code, registers: base)
    }
    return try call(callable, [first, second])
  }

  /// A function of the language that takes exactly so many arguments.
  @inline(__always) private func plainFunction(_ callable: Value, parameters: Int) -> FunctionObject? {
    guard case .object(let object) = callable, object.kind == .function else { return nil }
    let function = unsafeDowncast(object, to: FunctionObject.self)
    return function.code.plainCount == parameters ? function : nil
  }

  @inline(__always) private func claimRegisters(of function: FunctionObject) throws -> UnsafeMutablePointer<Value> {
    let base = top
    let code = function.code
    guard stack.reserve(base + code.registerCount + 64) else { throw recursionError() }
    for index in code.parameterCount..<max(code.localCount, code.parameterCount) { (base + index).clear() }
    return base
  }

  /// Calls with arguments that lie on the register stack, or anywhere; they are left as they are.
  public func call(_ callable: Value, _ arguments: Arguments) throws -> Value {
    guard case .object(let object) = callable else { throw notCallable(callable) }
    switch object.kind {
    case .function: return try callFunction(unsafeDowncast(object, to: FunctionObject.self), arguments)
    case .native: return try callNative(unsafeDowncast(object, to: NativeFunction.self), arguments)
    default:
      try enterNative("")
      defer { leaveNative() }
      if let method = object.type.override(Names.call) { return try call(method, prepending: callable, arguments) }
      return try object.call(arguments, self)
    }
  }

  /// `callable(first, *arguments)`: how methods get their receiver.
  public func call(_ callable: Value, prepending first: Value, _ arguments: Arguments) throws -> Value {
    let base = top
    let total = arguments.count + arguments.keywords.count
    try push(total + 1)
    defer { pop(to: base) }
    base[0] = first
    for index in 0..<total { base[index + 1] = arguments.base[index] }
    return try call(callable, Arguments(base: base, count: arguments.count + 1, keywords: arguments.keywords))
  }

  /// `value.name(*arguments)`.
  public func callMethod(
    _ value: Value, _ name: Name, _ arguments: [Value] = [], keywords: [(Name, Value)] = []
  ) throws -> Value {
    let found = type(of: value).lookup(name)
    if case .object(let function) = found, !isShadowed(value, name) {
      // The common case: no bound method is made.
      if function.kind == .function
        || (function.kind == .native && unsafeDowncast(function, to: NativeFunction.self).bindsReceiver)
      {
        return try call(found, [value] + arguments, keywords: keywords)
      }
    }
    return try call(attribute(of: value, name), arguments, keywords: keywords)
  }

  private func isShadowed(_ value: Value, _ name: Name) -> Bool {
    guard case .object(let object) = value else { return false }
    if object.type.isHeap, object.type.traits.hasGetattribute { return true }
    if let instance = object as? InstanceObject { return instance.ownAttribute(name) != nil }
    return object.ownValue(name) != nil || object.kind == .type
  }

  // MARK: natives

  func callNative(_ function: NativeFunction, _ arguments: Arguments) throws -> Value {
    if function.isSlot, function.bindsReceiver { try checkReceiver(function, arguments) }
    if function.isConstructor { try checkClass(function, arguments) }
    if arguments.count == function.plainCount, arguments.keywords.isEmpty {
      return try function.body(Arguments(bound: arguments.base, count: arguments.count, callee: function), self)
    }
    if function.native.isRaw { return try function.body(arguments, self) }
    let signature = function.signature
    let parameters = signature.parameters.count
    let base = top
    let total = arguments.count + arguments.keywords.count
    try push(max(total, parameters))
    defer { pop(to: base) }
    for index in 0..<total { base[index] = arguments.base[index] }
    do {
      try Binding.bind(
        signature, defaults: nil, base: base, count: arguments.count, keywords: arguments.keywords,
        function: function.qualifiedName + "()")
    } catch {
      if let rewritten = HostCalls.rewrite?(function, arguments) { return try callNative(function, rewritten) }
      if let message = HostCalls.message?(function, arguments, self) { throw Raised(.typeError, message) }
      throw NativeArity.error(function, arguments) ?? error
    }
    do { return try function.body(Arguments(bound: base, count: parameters, callee: function), self) } catch {
      guard !arguments.keywords.isEmpty, let better = HostCalls.reworded?(error, function, arguments, self) else { throw error }
      throw better
    }
  }

  private func callNative(_ function: NativeFunction, _ call: HostCalls.Rewritten) throws -> Value {
    let values = call.positional + call.named.map(\.value)
    let base = top
    try push(max(values.count, 1))
    defer { pop(to: base) }
    for (index, value) in values.enumerated() { base[index] = value }
    return try callNative(
      function, Arguments(base: base, count: call.positional.count, keywords: call.named.map(\.name)))
  }

  /// A dunder method called by its name, on something of another class.
  private func checkReceiver(_ function: NativeFunction, _ arguments: Arguments) throws {
    guard let owner = function.owner, owner !== TypeObject.object, arguments.count > 0,
      !type(of: arguments[0]).isSubclass(of: owner)
    else { return }
    throw Raised(
      .typeError,
      "descriptor '\(function.name)' requires a '\(owner.name)' object but received a '\(typeName(of: arguments[0]))'")
  }

  /// `int.__new__(str)` would make something that is no `str`.
  private func checkClass(_ function: NativeFunction, _ arguments: Arguments) throws {
    guard let owner = function.owner, arguments.count > 0, let type = arguments[0].as(TypeObject.self) else { return }
    let name = type.name
    if type === owner || (type.isSubclass(of: owner) && (owner !== TypeObject.object || type.nativeBase === owner)) {
      return
    }
    if !type.isSubclass(of: owner) {
      throw Raised(.typeError, "\(owner.name).__new__(\(name)): \(name) is not a subtype of \(owner.name)")
    }
    let base = type.nativeBase.name
    throw Raised(.typeError, "\(owner.name).__new__(\(name)) is not safe, use \(base).__new__()")
  }

  /// Calls a native with positional arguments that lie in the registers of the frame that runs, above which nothing
  /// is in use: what is missing is filled in behind them. The registers are emptied.
  func callNative(_ function: NativeFunction, inPlace base: UnsafeMutablePointer<Value>, count: Int) throws -> Value {
    var used = count
    let saved = top
    defer {
      for offset in 0..<used { (base + offset).dropObject() }
      top = saved
    }
    if function.isConstructor { try checkClass(function, Arguments(base: base, count: count)) }
    if !function.native.isRaw, !function.isSlot {
      let signature = function.signature
      let parameters = signature.names.count
      if count == function.plainCount {
        return try function.body(Arguments(bound: base, count: count, callee: function), self)
      }
      if stack.reserve(base + max(count, parameters) + 64),
        Binding.bindInPlace(signature, nil, base: base, count: count, keywords: [])
      {
        used = max(count, parameters)
        if top < base + used { top = base + used }
        return try function.body(Arguments(bound: base, count: parameters, callee: function), self)
      }
    }
    return try callNative(function, Arguments(base: base, count: count))
  }

  // MARK: functions of the language

  func callFunction(_ function: FunctionObject, _ arguments: Arguments) throws -> Value {
    let code = function.code
    let base = top
    let total = arguments.count + arguments.keywords.count
    try push(max(total, code.registerCount))
    for index in 0..<total { base[index] = arguments.base[index] }
    if !code.isPlain || total != code.parameterCount || !arguments.keywords.isEmpty {
      do {
        try Binding.bind(
          function.signature, defaults: function.defaults, base: base, count: arguments.count,
          keywords: arguments.keywords, function: function.qualifiedName + "()")
      } catch {
        pop(to: base, used: max(total, code.registerCount))
        throw error
      }
      if code.isGenerator {
        defer { pop(to: base) }
        return .object(GeneratorObject(function, registers: base))
      }
    }
    return try run(function: function, code: code, registers: base)
  }

  // MARK: room on the register stack

  /// Claims registers at `top`, emptied of what was left there.
  func push(_ count: Int) throws {
    guard stack.reserve(top + count + 64) else { throw recursionError() }
    let end = top + count
    while top < end {
      top.clear()
      top += 1
    }
  }

  func pop(to base: UnsafeMutablePointer<Value>) {
    var register = base
    while register < top {
      register.dropObject()
      register += 1
    }
    top = base
  }

  func pop(to base: UnsafeMutablePointer<Value>, used: Int) {
    top = base + used
    pop(to: base)
  }
}
