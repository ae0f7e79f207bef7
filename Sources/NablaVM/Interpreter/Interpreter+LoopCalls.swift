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
    try c.detour { try callOther(base, count: count, result: result, &$0) }
  }

  /// Natives, classes, functions whose arguments need binding.
  @inline(never) private func callOther(
    _ base: UnsafeMutablePointer<Value>, count: Int, result: UnsafeMutablePointer<Value>, _ c: inout Cursor
  ) throws {
    c.frame.pointee.next = c.ip
    guard case .object(let callee) = base.pointee else { throw notCallable(base.pointee) }
    switch callee.kind {
    case .function:
      let function = unsafeDowncast(callee, to: FunctionObject.self)
      return try bindAndEnter(function, base: base + 1, count: count, keywords: [], result: result, instance: nil, &c)
    case .native:
      let native = unsafeDowncast(callee, to: NativeFunction.self)
      return result.set(try callNative(native, inPlace: base + 1, count: count))
    case .type:
      let type = unsafeDowncast(callee, to: TypeObject.self)
      if !type.isHeap, let constructor = type.instancePlan.constructor {
        // The class stands in front of the arguments already.
        return result.set(try callNative(constructor, inPlace: base, count: count + 1))
      }
      if type.instancePlan.makesException {
        let exception = ExceptionObject(type: type, arguments: (0..<count).map { base[$0 + 1] })
        clear(base + 1, count)
        return result.set(.object(exception))
      }
      if type.isHeap, let initializer = type.instancePlan.initializer {
        let object = type.instancePlan.isPlain ? InstanceObject(type: type) : try allocate(type)
        if !type.instancePlan.isPlain, let exception = object as? ExceptionObject {
          exception.arguments = (0..<count).map { base[$0 + 1] }
        }
        // The receiver takes the class's place in front of the arguments.
        base.pointee = .object(object)
        return try bindAndEnter(
          initializer, base: base, count: count + 1, keywords: [], result: result,
          instance: Unmanaged.passRetained(object), &c)
      }
    case .boundMethod:
      let method = unsafeDowncast(callee, to: BoundMethod.self)
      if case .object(let object) = method.function, object.kind == .function {
        let function = unsafeDowncast(object, to: FunctionObject.self)
        // Likewise.
        base.pointee = method.receiver
        return try bindAndEnter(
          function, base: base, count: count + 1, keywords: [], result: result, instance: nil, &c)
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

  private func clear(_ base: UnsafeMutablePointer<Value>, _ count: Int) {
    for offset in 0..<count { (base + offset).clear() }
  }

  /// Binds the arguments in place and enters the function (a generator function's frame is set aside instead).
  private func bindAndEnter(
    _ function: FunctionObject, base: UnsafeMutablePointer<Value>, count: Int, keywords: [Name],
    result: UnsafeMutablePointer<Value>, instance: Unmanaged<Object>?, _ c: inout Cursor
  ) throws {
    let code = function.code
    let total = count + keywords.count
    let size = max(total, code.registerCount)
    guard stack.reserve(base + size + 64) else {
      instance?.release()
      throw recursionError()
    }
    if !code.isPlain || total != code.parameterCount || !keywords.isEmpty {
      // What lies above the arguments in this frame is stale; binding assigns over it.
      do {
        try Binding.bind(
          function.signature, defaults: function.defaults, base: base, count: count, keywords: keywords,
          function: function.qualifiedName + "()")
      } catch {
        instance?.release()
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
      instance?.release()
      throw error
    }
    // A function that nothing else in the frames below holds (called through a bound method, or as `__init__`) stays
    // alive through its frame.
    c.frame.pointee.isSpecial = true
    c.frame.pointee.extra = FrameExtra(instance: instance, keepAlive: Unmanaged.passRetained(function))
  }

  /// Calls with keywords, and with `*` and `**`.
  @inline(never) func callGeneral(_ i: Instruction, _ c: inout Cursor) throws {
    var base = c.r + Int(i.a)
    let result = c.r + Int(i.c)
    var count = Int(i.b)
    var keywords: [Name] = []
    if i.operation == .callUnpacked {
      c.frame.pointee.next = c.ip
      return try callUnpacked(base, hasKeywords: i.b != 0, result: result, &c)
    }
    let list = c.ip.pointee.wide
    c.ip += 1
    c.frame.pointee.next = c.ip
    keywords = c.frame.pointee.code._withUnsafeGuaranteedRef { $0.keywordLists[list] }
    if i.operation == .callMethodKeywords {
      if (base + 1).pointee.isUndefined {
        (base + 1).set(base.pointee)
        base += 1
      } else {
        count += 1
      }
    }
    let positional = count - keywords.count
    guard case .object(let callee) = base.pointee else { throw notCallable(base.pointee) }
    if callee.kind == .function {
      let function = unsafeDowncast(callee, to: FunctionObject.self)
      return try bindAndEnter(
        function, base: base + 1, count: positional, keywords: keywords, result: result, instance: nil, &c)
    }
    if callee.kind == .type, let initializer = unsafeDowncast(callee, to: TypeObject.self).instancePlan.initializer {
      let object = try allocate(unsafeDowncast(callee, to: TypeObject.self))
      (object as? ExceptionObject)?.arguments = (0..<positional).map { base[$0 + 1] }
      base.pointee = .object(object)
      return try bindAndEnter(
        initializer, base: base, count: positional + 1, keywords: keywords, result: result,
        instance: Unmanaged.passRetained(object), &c)
    }
    let value = try call(.object(callee), Arguments(base: base + 1, count: positional, keywords: keywords))
    clear(base + 1, count)
    result.set(value)
  }

  private func callUnpacked(
    _ base: UnsafeMutablePointer<Value>, hasKeywords: Bool, result: UnsafeMutablePointer<Value>, _ c: inout Cursor
  ) throws {
    let callee = base.pointee
    let positional = (base + 1).pointee.as(ListObject.self)?.items ?? []
    var keywords: [Name] = []
    var values: [Value] = []
    if hasKeywords, let dictionary = (base + 2).pointee.as(DictObject.self) {
      for (key, value) in dictionary.pairs {
        guard let text = key.text else { throw Raised(.typeError, "keywords must be strings") }
        keywords.append(Name(text))
        values.append(value)
      }
    }
    (base + 1).clear()
    (base + 2).clear()
    let total = positional.count + values.count
    if case .object(let object) = callee, object.kind == .function, stack.reserve(base + total + 128) {
      for (index, value) in positional.enumerated() { (base + 1 + index).set(value) }
      for (index, value) in values.enumerated() { (base + 1 + positional.count + index).set(value) }
      return try bindAndEnter(
        unsafeDowncast(object, to: FunctionObject.self), base: base + 1, count: positional.count, keywords: keywords,
        result: result, instance: nil, &c)
    }
    let start = top
    try push(total + 1)
    defer { pop(to: start) }
    for (index, value) in positional.enumerated() { start[index] = value }
    for (index, value) in values.enumerated() { start[positional.count + index] = value }
    let value = try call(callee, Arguments(base: start, count: positional.count, keywords: keywords))
    result.set(value)
  }
}
