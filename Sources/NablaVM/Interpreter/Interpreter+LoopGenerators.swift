import NablaBytecode

/// Iteration, and generators that the loop enters itself: under a `for`, by `next` and `send`, and by `yield from`.
/// Going on in the same loop spares the entry into another one, most of what resuming costs.
extension Interpreter {
  /// `forIterate`: stores the next item of the iterator and skips the jump behind, or takes it at the end; or goes on
  /// in the frame that makes the item. A pair that the instruction behind takes apart is never made.
  ///
  /// The cursor comes back in processor registers. Writing it to memory in words, where the loop reads it in pairs of
  /// words, costs more than all else here.
  @inline(never) func advance(_ i: Instruction, _ cursor: Cursor) throws -> Cursor {
    var c = cursor
    let source = c.r + Int(i.a)
    let target = c.r + Int(i.b)
    let object = source.reference
    switch object._withUnsafeGuaranteedRef({ $0.kind }) {
    case .generator:
      let generator = Unmanaged<GeneratorObject>.fromOpaque(object.toOpaque())
      if generator._withUnsafeGuaranteedRef({ $0.canResume }) {
        return try enter(generator, sending: .none, for: .iterate, result: target, c)
      }
    case .pairIterator:
      let unpack = c.ip[1]
      // Only a temporary may be left out.
      if unpack.operation == .unpack, unpack.b == 2, c.r + Int(unpack.c) == target,
        target >= c.r + c.code._withUnsafeGuaranteedRef({ $0.localCount })
      {
        let first = c.r + Int(unpack.a)
        let found = try object._withUnsafeGuaranteedRef { iterator in
          try iterator.nextPair(first, first + 1, self)
        }
        if found == true {
          c.ip += 2
          return c
        }
        if found == false {
          endIteration(&c)
          return c
        }
      }
    case .instance:
      if let function = operatorMethod(source, nextName, parameters: 1) {
        try enterAside(function, source, nil, result: target, completion: .item, &c)
        return c
      }
    default: break
    }
    if let value = try object._withUnsafeGuaranteedRef({ try next($0) }) {
      target.set(value)
      c.skipJump()
    } else {
      endIteration(&c)
    }
    return c
  }

  /// The iterator of the `forIterate` before the cursor has come to its end.
  @inline(__always) func endIteration(_ c: inout Cursor) {
    (c.r + Int((c.ip - 1).pointee.a)).clear()
    c.takeJump()
  }

  /// Goes on in a generator's frame.
  @inline(__always) private func enter(
    _ generator: Unmanaged<GeneratorObject>, sending value: consuming Value, for completion: Completion,
    result: UnsafeMutablePointer<Value>, _ c: Cursor
  ) throws -> Cursor {
    let frame = c.frame + 1
    c.frame.pointee.next = c.ip
    try lay(generator.value, end: c.frame.pointee.end, at: frame, sending: value, result: result)
    frame.pointee.extra.completion = completion
    return Cursor(frame)
  }

  /// Enters the generator that a call of `next`, `__next__` or `send` resumes, with its arguments at `base`; `nil`
  /// when the call is another one or wrong.
  @inline(never) func enterResumption(
    _ resumption: Resumption, _ base: UnsafeMutablePointer<Value>, count: Int, result: UnsafeMutablePointer<Value>,
    _ cursor: Cursor
  ) throws -> Cursor? {
    guard count > 0, base.isObject, base.reference._withUnsafeGuaranteedRef({ $0.kind == .generator }) else {
      return nil
    }
    let generator = Unmanaged<GeneratorObject>.fromOpaque(base.reference.toOpaque())
    guard generator._withUnsafeGuaranteedRef({ $0.canResume }) else { return nil }
    var spare: UnsafeMutablePointer<Value>?
    var sent: UnsafeMutablePointer<Value>?
    switch resumption {
    case .none: return nil
    case .next where count == 1, .nextOrDefault where count == 1: break
    case .nextOrDefault where count == 2: spare = base + 1
    case .send where count == 2:
      sent = base + 1
      // What is sent to one that has not begun has nowhere to go.
      if generator._withUnsafeGuaranteedRef({ $0.state == .created }), !base[1].isNone { return nil }
    default: return nil
    }
    let c = try enter(generator, sending: sent.map { $0.moveOut() } ?? .none, for: .resume, result: result, cursor)
    // The reference moves from the argument's register to the frame.
    base.initialize(to: .undefined)
    c.frame.pointee.extra.ownsGenerator = true
    c.frame.pointee.extra.spare = spare
    return c
  }

  /// `yield` in the frame that a native resumed: the value.
  @inline(never) func handBack(_ i: Instruction, _ c: Cursor) -> Value {
    let value = c.yielded(Int(i.b))
    rest(c, at: i, next: c.ip)
    return value
  }

  /// `yield`: gives whoever resumed the generator its value. `nil` where that was a native, to which the loop returns
  /// what is then in `handedOut`.
  @inline(never) func handOut(_ i: Instruction, _ c: Cursor) -> Cursor? { handOut(c.yieldedBits(Int(i.b)), at: i, c) }

  /// - Parameter value: with a reference of its own.
  @inline(__always) private func handOut(_ value: Bits, at i: Instruction, _ cursor: Cursor) -> Cursor? {
    var instruction = i
    var c = cursor
    while true {
      let target = c.frame.pointee.result
      let completion = c.frame.pointee.extra.completion
      let isEntry = c.frame.pointee.extra.isEntry
      rest(c, at: instruction, next: c.ip)
      if isEntry {
        withUnsafeMutablePointer(to: &handedOut) { $0.take(value) }
        return nil
      }
      c = Cursor(c.frame - 1)
      switch completion {
      case .iterate:
        target.take(value)
        c.skipJump()
        return c
      case .delegate:
        // The value goes on to whoever resumed this one. Resumption performs the `yield from` again.
        c.ip -= 1
        instruction = c.ip.pointee
      default:
        target.take(value)
        return c
      }
    }
  }

  /// One step of `yield from`; `nil` where a native is to get a value (see `handOut`).
  @inline(never) func delegate(_ i: Instruction, _ c: Cursor) throws -> Cursor? {
    let sent = c.r + Int(i.a)
    let inner = c.r + Int(i.b)
    guard inner.isObject else { throw notIterable(inner.pointee) }
    if inner.reference._withUnsafeGuaranteedRef({ $0.kind == .generator }) {
      let generator = Unmanaged<GeneratorObject>.fromOpaque(inner.reference.toOpaque())
      if generator._withUnsafeGuaranteedRef({ $0.canResume }) {
        if generator._withUnsafeGuaranteedRef({ $0.state == .created }), !sent.pointee.isNone {
          throw Raised(.typeError, "can't send non-None value to a just-started generator")
        }
        return try enter(generator, sending: sent.moveOut(), for: .delegate, result: sent, c)
      }
      if generator._withUnsafeGuaranteedRef({ $0.state == .running }) {
        throw Raised(.valueError, "generator already executing")
      }
      sent.setTrivial(.none)
      return c
    }
    guard let value = try step(inner, sent) else { return c }
    var again = c
    again.ip -= 1
    sent.set(value)
    return handOut(sent.takeOut(), at: i, again)
  }

  /// The next value of an iterator that is no generator; `nil` at its end, when its result is in `sent`.
  private func step(_ inner: UnsafeMutablePointer<Value>, _ sent: UnsafeMutablePointer<Value>) throws -> Value? {
    do {
      if sent.pointee.isNone, case .object(let iterator) = inner.pointee {
        if iterator.type.isHeap, let method = iterator.type.override(Names.next) {
          return try call(method, inner.pointee)
        }
        if let value = try next(iterator) { return value }
        sent.setTrivial(.none)
        return nil
      }
      return try callMethod(inner.pointee, "send", [sent.pointee])
    } catch let raised as Raised where raised.isKind(.stopIteration) {
      sent.set(raised.exception.arguments.first ?? .none)
      return nil
    }
  }
}

/// Which call resumes a generator.
enum Resumption: UInt8 {
  case none
  case next
  case nextOrDefault
  case send
}

extension Cursor {
  /// What a `yield` hands out: a temporary is given away, a variable keeps its value.
  @inline(__always) func yielded(_ index: Int) -> Value {
    let register = r + index
    return index < code._withUnsafeGuaranteedRef { $0.localCount } ? register.pointee : register.moveOut()
  }

  /// The same as bits with a reference of their own.
  @inline(__always) func yieldedBits(_ index: Int) -> Bits {
    let register = r + index
    if index >= code._withUnsafeGuaranteedRef({ $0.localCount }) { return register.takeOut() }
    let bits = register.bits
    bits.retain()
    return bits
  }
}
