import NablaBytecode

/// Generators resumed by natives: each time in a run of the loop of its own.
extension Interpreter {
  /// Runs a generator to its next `yield`: the value, or `nil` when it has returned.
  func resume(_ generator: GeneratorObject, sending value: Value) throws -> Value? {
    switch generator.state {
    case .finished:
      generator.result = .none
      return nil
    case .running: throw Raised(.valueError, "generator already executing")
    case .created, .suspended: break
    }
    let frame = try enter(generator, sending: value)
    let result = try run(from: frame)
    return generator.state == .suspended ? result : nil
  }

  /// Raises an exception where the generator rests.
  func resume(_ generator: GeneratorObject, raising raised: Raised) throws -> Value? {
    switch generator.state {
    case .finished: throw raised
    case .running: throw Raised(.valueError, "generator already executing")
    case .created:
      generator.state = .finished
      generator.release()
      throw raised
    case .suspended: break
    }
    let frame = try enter(generator, sending: .none)
    var raising: Raised? = raised
    // Resting in `yield from`: the exception goes to the inner generator.
    let instruction = frame.pointee.next.pointee
    if instruction.operation == .yieldFrom {
      let registers = frame.pointee.registers
      let own = handled
      handled = generator.outerHandled
      do {
        let delegated = try delegate(raised, to: registers[Int(instruction.b)])
        handled = own
        switch delegated {
        case .yielded(let value):
          rest(Cursor(frame), at: instruction, next: frame.pointee.next)
          return value
        case .returned(let value):
          raising = nil
          registers[generator.resumeRegister] = value
        case .raisesHere: break
        }
      } catch {
        handled = own
        raising = error as? Raised ?? raised
      }
      // The exception appears to be raised by the `yield from` itself, which lies before the instruction to go on with.
      frame.pointee.next += 1
    }
    var cursor = Cursor(frame)
    let result = try raising.map { try run(after: $0, &cursor, entry: frame) } ?? run(from: frame)
    return generator.state == .suspended ? result : nil
  }

  @inline(__always) private func enter(
    _ generator: GeneratorObject, sending value: consuming Value
  ) throws -> UnsafeMutablePointer<Frame> {
    guard hasRoomToNest else { throw recursionError() }
    let frame = frames.next
    try lay(generator, end: top, at: frame, sending: value, result: top)
    frame.pointee.extra.isEntry = true
    return frame
  }

  private enum Delegated {
    case yielded(Value)
    case returned(Value)
    /// The inner iterator has no part in it: the exception appears at the `yield from`.
    case raisesHere
  }

  /// Hands an exception to what `yield from` delegates to.
  private func delegate(_ error: Raised, to inner: Value) throws -> Delegated {
    if let generator = inner.as(GeneratorObject.self) {
      if error.isKind(.generatorExit) {
        try close(generator)
        return .raisesHere
      }
      if let value = try resume(generator, raising: error) { return .yielded(value) }
      return .returned(generator.result)
    }
    if error.isKind(.generatorExit) {
      if let close = try attributeOrNil(of: inner, "close") { _ = try call(close) }
      return .raisesHere
    }
    guard let method = try attributeOrNil(of: inner, "throw") else { return .raisesHere }
    do {
      return .yielded(try call(method, [.object(error.exception)]))
    } catch let raised as Raised where raised.isKind(.stopIteration) {
      return .returned(raised.exception.arguments.first ?? .none)
    }
  }

  func close(_ generator: GeneratorObject) throws {
    guard generator.state == .suspended else {
      if generator.state == .created {
        generator.state = .finished
        generator.release()
      }
      return
    }
    do {
      if try resume(generator, raising: Raised(.generatorExit)) != nil {
        throw Raised(.runtimeError, "generator ignored GeneratorExit")
      }
    } catch let raised as Raised where raised.isKind(.generatorExit) || raised.isKind(.stopIteration) {}
  }
}

// MARK: - Frames of generators

extension Interpreter {
  /// Lays a generator's frame: over its own registers, with those of what it calls from `end` on.
  @inline(__always) func lay(
    _ generator: GeneratorObject, end: UnsafeMutablePointer<Value>, at frame: UnsafeMutablePointer<Frame>,
    sending value: consuming Value, result: UnsafeMutablePointer<Value>
  ) throws {
    guard frame < frames.limit, stack.reserve(end + 64), let registers = generator.takeRegisters() else {
      throw recursionError()
    }
    if generator.state == .suspended { (registers + generator.resumeRegister).set(value) }
    generator.state = .running
    if !handled.isNone || !generator.handled.isNone { enterHandled(of: generator) }
    top = end
    frames.next = frame + 1
    frame.lay(
      generator.code, Unmanaged.passUnretained(generator.function), registers, end: end,
      next: generator.nextInstruction, result: result)
    frame.pointee.extra.generator = Unmanaged.passUnretained(generator)
    if generator.frameObject != nil { showFrame(of: generator, at: frame) }
  }

  /// Sets the frame of a generator aside at a `yield`.
  @inline(__always) func rest(_ c: Cursor, at i: Instruction, next: UnsafeMutablePointer<Instruction>) {
    let frame = c.frame
    guard let reference = frame.pointee.extra.generator else { return }
    reference._withUnsafeGuaranteedRef { generator in
      generator.nextInstruction = next
      generator.resumeRegister = Int(i.a)
      generator.state = .suspended
      settle(frame)
      // Behind the variables, temporaries are taken as on a stack: what the `yield` uses lies highest.
      generator.rest(keeping: max(c.code._withUnsafeGuaranteedRef { $0.localCount }, Int(max(i.a, i.b)) + 1))
      if !handled.isNone || !generator.outerHandled.isNone { leaveHandled(of: generator) }
    }
    frames.next = frame
    top = frame.pointee.end
    frame.pointee.extra.spare?.dropObject()
    if frame.pointee.extra.ownsGenerator { reference.letGo() }
  }

  /// Leaves the frame of a generator that has returned.
  func finish(
    _ generator: GeneratorObject, with value: consuming Value, _ frame: UnsafeMutablePointer<Frame>
  ) -> Leaving {
    let extra = frame.pointee.extra
    let result = frame.pointee.result
    generator.state = .finished
    if let spare = extra.spare { value = spare.moveOut() }
    if !handled.isNone || !generator.outerHandled.isNone { restoreHandled(generator) }
    leaveFrame(frame)
    generator.release()
    if extra.isEntry {
      generator.result = value
      return .entry
    }
    switch extra.completion {
    case .iterate: return .iterationEnd
    case .resume where extra.spare == nil: return .stop(value)
    default:
      result.set(value)
      return .caller
    }
  }

  @inline(never) private func enterHandled(of generator: GeneratorObject) {
    generator.outerHandled = handled
    if !generator.handled.isNone { handled = generator.handled }
    generator.handled = .none
  }

  @inline(never) private func leaveHandled(of generator: GeneratorObject) {
    if !handled.isIdentical(to: generator.outerHandled) { generator.handled = handled }
    restoreHandled(generator)
  }

  /// What was being handled before the generator was entered.
  func restoreHandled(_ generator: GeneratorObject) {
    handled = generator.outerHandled
    generator.outerHandled = .none
  }
}
