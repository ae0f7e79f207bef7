import NablaBytecode

extension Interpreter {
  /// Runs a generator to its next `yield`: the value, or `nil` when it has returned.
  func resume(_ generator: GeneratorObject, sending value: Value) throws -> Value? {
    switch generator.state {
    case .finished: return nil
    case .running: throw Raised(.valueError, "generator already executing")
    case .created, .suspended: return try run(generator, sending: value, raising: nil)
    }
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
    case .suspended: return try run(generator, sending: .none, raising: raised)
    }
  }

  private func run(_ generator: GeneratorObject, sending value: Value, raising: Raised?) throws -> Value? {
    let code = generator.function.code
    let registers = top
    try push(code.registerCount)
    generator.restore(to: registers)
    var raising = raising
    if generator.state == .suspended {
      registers[generator.resumeRegister] = value
      // Resting in `yield from`: the exception goes to the inner generator.
      let instruction = generator.nextInstruction.pointee
      if let error = raising, instruction.operation == .yieldFrom {
        generator.state = .running
        do {
          switch try delegate(error, to: registers[Int(instruction.b)]) {
          case .yielded(let value):
            generator.state = .suspended
            generator.save(from: registers)
            pop(to: registers)
            return value
          case .returned(let value):
            raising = nil
            registers[generator.resumeRegister] = value
            generator.nextInstruction += 1
          case .raisesHere: break
          }
        } catch let error as Raised {
          raising = error
        }
      }
      // The exception appears to be raised by the `yield` itself, which lies before the instruction to go on with.
      if raising != nil, instruction.operation == .yieldFrom { generator.nextInstruction += 1 }
    }
    generator.state = .running
    let outer = handled
    if !generator.handled.isNone { handled = generator.handled }
    generator.handled = .none
    defer { handled = outer }
    let entry = Entry(
      function: generator.function, code: code, registers: registers, generator: generator, raising: raising)
    let result: Value
    do {
      result = try run(entry)
    } catch {
      generator.state = .finished
      generator.release()
      throw error
    }
    if generator.state == .suspended {
      if !handled.isIdentical(to: outer) { generator.handled = handled }
      return result
    }
    generator.release()
    return nil
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

  /// Sets the frame aside at a `yield`.
  func suspend(_ c: Cursor, resumeRegister: Int) {
    let frame = c.frame
    guard let generator = frame.generator else { return }
    generator.nextInstruction = c.ip
    generator.resumeRegister = resumeRegister
    generator.state = .suspended
    generator.save(from: c.r)
    leaveFrame(frame)
  }

  /// One step of `yield from`: the value to hand out, or `nil` when the inner iterator is exhausted and its result is in
  /// `sent`.
  func delegate(_ sent: UnsafeMutablePointer<Value>, _ inner: UnsafeMutablePointer<Value>) throws -> Value? {
    guard case .object(let iterator) = inner.pointee else { throw notIterable(inner.pointee) }
    if let generator = iterator as? GeneratorObject {
      if let value = try resume(generator, sending: sent.pointee) { return value }
      sent.pointee = generator.result
      return nil
    }
    do {
      if sent.pointee.isNone {
        if iterator.type.isHeap, let method = iterator.type.override(Names.next) {
          return try call(method, [inner.pointee])
        }
        if let value = try next(iterator) { return value }
        sent.pointee = .none
        return nil
      }
      return try callMethod(inner.pointee, "send", [sent.pointee])
    } catch let raised as Raised where raised.isKind(.stopIteration) {
      sent.pointee = raised.exception.arguments.first ?? .none
      return nil
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
