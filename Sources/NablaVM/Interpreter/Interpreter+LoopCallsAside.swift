import NablaBytecode

/// Calls in generators. Their registers do not lie on the stack, so a callee's frame cannot be laid over the arguments,
/// nor can they be bound where they are: they move to the stack first. Natives that take them as they are read them in
/// place.
extension Interpreter {
  @inline(never) func callAside(_ i: Instruction, _ cursor: Cursor) throws -> Cursor {
    var c = cursor
    var base = c.r + Int(i.a)
    var count = Int(i.b)
    if i.operation == .callMethodAside {
      // What `loadMethod` found is a method with its receiver, or anything else and nothing.
      if (base + 1).pointee.isUndefined {
        (base + 1).take(base.takeOut())
        base += 1
      } else {
        count += 1
      }
    }
    c.frame.pointee.next = c.ip
    try callAside(base, count: count, result: c.r + Int(i.c), &c)
    return c
  }

  @inline(__always) private func callAside(
    _ base: UnsafeMutablePointer<Value>, count: Int, result: UnsafeMutablePointer<Value>, _ c: inout Cursor
  ) throws {
    guard base.isObject else { throw notCallable(base.pointee) }
    let callee = base.reference
    switch callee._withUnsafeGuaranteedRef({ $0.kind }) {
    case .function:
      let function = Unmanaged<FunctionObject>.fromOpaque(callee.toOpaque())
      let code = function._withUnsafeGuaranteedRef { Unmanaged.passUnretained($0.code) }
      if code._withUnsafeGuaranteedRef({ $0.plainCount == count }) {
        let target = c.frame.pointee.end
        guard stack.reserve(target + count + 64) else { throw recursionError() }
        for index in 0..<count { (target + index).take((base + 1 + index).takeOut()) }
        do {
          return try enterFunction(function, code, base: target, result: result, &c)
        } catch {
          clear(target, count)
          throw error
        }
      }
    case .native:
      let native = Unmanaged<NativeFunction>.fromOpaque(callee.toOpaque())
      let resumption = native._withUnsafeGuaranteedRef { $0.resumption }
      if resumption != .none {
        if let next = try enterResumption(resumption, base + 1, count: count, result: result, c) {
          c = next
          return
        }
      } else if native._withUnsafeGuaranteedRef({ $0.isDirect(count) }) {
        return try callNative(native, base + 1, count: count, result: result)
      }
    default: break
    }
    try aside(base, count: count + 1, &c) { base, c throws in
      try callOther(base, count: count, result: result, &c)
    }
  }

  /// Carries out a call whose callee and arguments, `count` registers, lie in a generator's memory: a reference to the
  /// callee and the arguments themselves on the stack.
  func aside(
    _ base: UnsafeMutablePointer<Value>, count: Int, _ c: inout Cursor,
    _ call: (UnsafeMutablePointer<Value>, inout Cursor) throws -> Void
  ) throws {
    let frame = c.frame
    let target = frame.pointee.end
    guard stack.reserve(target + count + 64) else { throw recursionError() }
    target.copy(base)
    for index in 1..<max(count, 1) { (target + index).take((base + index).takeOut()) }
    // Natives find what is free above.
    let saved = top
    top = target + count
    do {
      try call(target, &c)
    } catch {
      top = saved
      clear(target, count)
      throw error
    }
    if c.frame == frame { top = saved }
    // A frame laid over it has made it its first argument, or what it constructs.
    if c.frame == frame || c.r != target { target.dropObject() }
  }
}
