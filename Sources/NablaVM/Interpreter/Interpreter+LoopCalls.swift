import NablaBytecode

/// Calls made by the loop.
extension Interpreter {
  /// Calls what is in `base` with the `count` arguments behind it. A function of the language gets a frame laid over its
  /// arguments, and the loop goes on there; anything else has returned its value in `result` afterwards.
  @inline(__always) func call(
    _ base: UnsafeMutablePointer<Value>, count: Int, result: UnsafeMutablePointer<Value>, _ c: inout Cursor
  ) throws {
    guard base.isObject else {
      c.frame.pointee.next = c.ip
      throw notCallable(base.pointee)
    }
    let callee = base.reference
    if callee._withUnsafeGuaranteedRef({ $0.kind == .function }) {
      let function = Unmanaged<FunctionObject>.fromOpaque(callee.toOpaque())
      let code = function._withUnsafeGuaranteedRef { Unmanaged.passUnretained($0.code) }
      if code._withUnsafeGuaranteedRef({ $0.plainCount == count }) {
        return try enterFunction(function, code, base: base + 1, result: result, &c)
      }
    }
    c.frame.pointee.next = c.ip
    if callee._withUnsafeGuaranteedRef({ $0.kind == .native }) {
      let native = Unmanaged<NativeFunction>.fromOpaque(callee.toOpaque())
      let resumption = native._withUnsafeGuaranteedRef { $0.resumption }
      if resumption == .none { return try callNative(native, base + 1, count: count, result: result) }
      if let next = try enterResumption(resumption, base + 1, count: count, result: result, c) {
        c = next
        return
      }
    }
    c = try callOther(base, count: count, result: result, from: c)
  }

  /// A native that does not move the cursor.
  @inline(never) func callNative(
    _ reference: Unmanaged<NativeFunction>, _ base: UnsafeMutablePointer<Value>, count: Int,
    result: UnsafeMutablePointer<Value>
  ) throws {
    try reference._withUnsafeGuaranteedRef { native in
      if let shortcut = native.shortcut, let value = try shortcut(base, count, self) {
        clear(base, count)
        return result.set(value)
      }
      try callNative(native, isDirect: native.isDirect(count), base, count: count, result)
    }
  }

  /// The cursor comes and goes in machine registers.
  @inline(never) private func callOther(
    _ base: UnsafeMutablePointer<Value>, count: Int, result: UnsafeMutablePointer<Value>, from cursor: Cursor
  ) throws -> Cursor {
    var c = cursor
    try callOther(base, count: count, result: result, &c)
    return c
  }

  /// Natives, classes, functions whose arguments need binding.
  func callOther(
    _ base: UnsafeMutablePointer<Value>, count: Int, result: UnsafeMutablePointer<Value>, _ c: inout Cursor
  ) throws {
    c.frame.pointee.next = c.ip
    guard case .object(let callee) = base.pointee else { throw notCallable(base.pointee) }
    switch callee.kind {
    case .native:
      let native = unsafeDowncast(callee, to: NativeFunction.self)
      return try callNative(native, isDirect: native.isDirect(count), base + 1, count: count, result)
    case .function:
      // Its register keeps the function alive.
      return try bindAndEnter(
        unsafeDowncast(callee, to: FunctionObject.self), base: base + 1, count: count, keywords: [], result: result,
        instance: nil, isHeld: true, &c)
    case .type:
      let type = unsafeDowncast(callee, to: TypeObject.self)
      if type === TypeObject.superType, count == 2, case .object(let start) = base[1], start.kind == .type,
        !base[2].isNone
      {
        let object = try makeSuper(unsafeDowncast(start, to: TypeObject.self), base[2])
        clear(base + 1, 2)
        return result.set(.object(object))
      }
      if type.makesException {
        let exception = count == 1
          ? ExceptionObject(type: type, argument: base[1])
          : ExceptionObject(type: type, arguments: (0..<count).map { base[$0 + 1] })
        clear(base + 1, count)
        return result.set(.object(exception))
      }
      let plan = type.instancePlan
      if let constructor = plan.constructor {
        // The class stands in front of the arguments already, and is one that the constructor makes.
        let isDirect = constructor.plainCount == count + 1 || constructor.takesAny
        return try callNative(constructor, isDirect: isDirect, base, count: count + 1, result)
      }
      if let initializer = plan.initializer {
        let object = plan.isPlain ? InstanceObject.make(type) : try allocate(type)
        if !plan.isPlain, let exception = object as? ExceptionObject {
          exception.arguments = (0..<count).map { base[$0 + 1] }
        }
        // The receiver takes the class's place in front of the arguments.
        base.set(.object(object))
        return try bindAndEnter(
          initializer, base: base, count: count + 1, keywords: [], result: result,
          instance: Unmanaged.holding(object), &c)
      }
    case .boundMethod:
      let method = unsafeDowncast(callee, to: BoundMethod.self)
      if case .object(let object) = method.function {
        if object.kind == .function {
          let function = unsafeDowncast(object, to: FunctionObject.self)
          // Likewise.
          base.set(method.receiver)
          return try bindAndEnter(
            function, base: base, count: count + 1, keywords: [], result: result, instance: nil, &c)
        }
        if object.kind == .native {
          let native = unsafeDowncast(object, to: NativeFunction.self)
          base.set(method.receiver)
          return try callNative(
            native, isDirect: native.isDirect(count + 1), base, count: count + 1, result)
        }
      }
    case .instance:
      // `__call__` gets the object, which stands in front of the arguments already.
      if case .object(let object)? = callee.type.override(Names.call), object.kind == .function {
        return try bindAndEnter(
          unsafeDowncast(object, to: FunctionObject.self), base: base, count: count + 1, keywords: [], result: result,
          instance: nil, &c)
      }
    default: break
    }
    let value = try call(.object(callee), Arguments(base: base + 1, count: count))
    clear(base + 1, count)
    result.set(value)
  }

  /// A native with exactly its parameters goes straight to its Swift function; others are bound first.
  @inline(__always) private func callNative(
    _ native: NativeFunction, isDirect: Bool, _ base: UnsafeMutablePointer<Value>, count: Int,
    _ result: UnsafeMutablePointer<Value>
  ) throws {
    guard isDirect else { return result.set(try callNative(native, inPlace: base, count: count)) }
    let saved = top
    do {
      let value = try native.body(Arguments(bound: base, count: count, callee: native), self)
      clear(base, count)
      top = saved
      result.set(value)
    } catch {
      clear(base, count)
      top = saved
      throw error
    }
  }

  @inline(__always) func clear(_ base: UnsafeMutablePointer<Value>, _ count: Int) {
    for offset in 0..<count { (base + offset).dropObject() }
  }

  /// Binds the arguments in place and enters the function (a generator function's frame is set aside instead).
  func bindAndEnter(
    _ function: FunctionObject, base: UnsafeMutablePointer<Value>, count: Int, keywords: [Name],
    result: UnsafeMutablePointer<Value>, instance: Unmanaged<Object>?, isHeld: Bool = false, _ c: inout Cursor
  ) throws {
    let code = function.code
    let total = count + keywords.count
    let size = max(total, code.registerCount)
    guard stack.reserve(base + size + 64) else {
      instance?.letGo()
      throw recursionError()
    }
    if !code.takesPlainly || total != code.parameterCount || !keywords.isEmpty {
      // What lies above the arguments in this frame is stale; binding assigns over it.
      do {
        try Binding.bind(
          function.signature, defaults: function.defaults, base: base, count: count, keywords: keywords,
          function: function.qualifiedName + "()")
      } catch {
        instance?.letGo()
        clear(base, total)
        throw error
      }
    }
    if code.isGenerator {
      let generator = GeneratorObject(function, registers: base)
      clear(base, code.parameterCount)
      result.set(.object(generator))
      return
    }
    do {
      try enterFunction(
        Unmanaged.passUnretained(function), Unmanaged.passUnretained(code), base: base, result: result, &c)
    } catch {
      instance?.letGo()
      throw error
    }
    if isHeld { return }
    // A function that nothing else in the frames below holds (called through a bound method, or as `__init__`) stays
    // alive through its frame.
    c.frame.pointee.isSpecial = true
    c.frame.pointee.extra = FrameExtra(instance: instance, keepAlive: Unmanaged.holding(function))
  }
}
