import NablaBytecode

/// Frames that the loop enters for instructions other than calls: operators and properties written in the language, and
/// generators under a `for`. Going on in the same loop spares the entry into another one, most of such a call's cost.
extension Interpreter {
  /// How a special frame was left.
  enum Leaving {
    /// It was the frame at which the loop began.
    case entry
    /// The result is where the caller wants it.
    case caller
    /// An operator's method answered `NotImplemented`.
    case notImplemented(OperatorFallback)
    /// A generator under a `for` has returned.
    case iterationEnd
  }

  /// Leaves a frame that has something `extra`.
  @inline(never) func leaveSpecially(
    with value: consuming Value, _ frame: UnsafeMutablePointer<Frame>
  ) throws -> Leaving {
    if let generator = frame.generator {
      generator.state = .finished
      generator.result = value
      if frame.pointee.extra.isEntry {
        leaveFrame(frame)
        return .entry
      }
      leaveFrame(frame)
      generator.release()
      restoreHandled(generator)
      return .iterationEnd
    }
    if frame.pointee.extra.isEntry {
      leaveFrame(frame)
      return .entry
    }
    let result = frame.pointee.result
    if let instance = frame.pointee.extra.instance {
      if !value.isNone {
        throw Raised(.typeError, "__init__() should return None, not '\(typeName(of: value))'")
      }
      // The frame's reference becomes the result's.
      frame.pointee.extra.instance = nil
      leaveFrame(frame)
      result.take(Bits(payload: UInt(bitPattern: instance.toOpaque()), tag: ValueTag.object))
      return .caller
    }
    let fallback = frame.pointee.extra.fallback
    leaveFrame(frame)
    if fallback != .none, value.isNotImplemented { return .notImplemented(fallback) }
    result.set(value)
    return .caller
  }

  /// Enters a function on one or two values, which are copied to where its registers begin.
  private func enterAside(
    _ function: FunctionObject, _ first: UnsafeMutablePointer<Value>, _ second: UnsafeMutablePointer<Value>?,
    result: UnsafeMutablePointer<Value>, fallback: OperatorFallback = .none, _ c: inout Cursor
  ) throws {
    let base = c.frame.pointee.end
    guard stack.reserve(base + function.code.registerCount + 64) else { throw recursionError() }
    base.copy(first)
    if let second { (base + 1).copy(second) }
    try enterFunction(
      Unmanaged.passUnretained(function), Unmanaged.passUnretained(function.code), base: base, result: result, &c)
    c.frame.pointee.isSpecial = true
    c.frame.pointee.extra = FrameExtra(keepAlive: Unmanaged.holding(function), fallback: fallback)
  }

  // MARK: operators

  /// `r[a] = left op right`, where the operands are not two numbers of a kind.
  @inline(never) func operate(
    _ op: BinaryOperator, _ left: UnsafeMutablePointer<Value>, _ right: UnsafeMutablePointer<Value>,
    into a: UnsafeMutablePointer<Value>, _ c: inout Cursor
  ) throws {
    if let result = mixed(op, left, right) { return a.setTrivial(.float(result)) }
    if try enterOperator(op, left, right, into: a, &c) { return }
    a.set(try binary(op, left.pointee, right.pointee))
  }

  /// The same for `+=`.
  @inline(never) func operateInPlace(
    _ left: UnsafeMutablePointer<Value>, _ right: UnsafeMutablePointer<Value>, into a: UnsafeMutablePointer<Value>,
    _ c: inout Cursor
  ) throws {
    if left.isObject,
      left.reference._withUnsafeGuaranteedRef({ $0.kind == .instance && $0.type.override(Names.inPlace(.add)) == nil }),
      try enterOperator(.add, left, right, into: a, &c)
    {
      return
    }
    try addInPlace(left, right, into: a)
  }

  /// Enters the method that computes an operator when that is a function of the language and no other goes first.
  private func enterOperator(
    _ op: BinaryOperator, _ left: UnsafeMutablePointer<Value>, _ right: UnsafeMutablePointer<Value>,
    into a: UnsafeMutablePointer<Value>, _ c: inout Cursor
  ) throws -> Bool {
    if left.isObject {
      guard let function = operatorMethod(left, Names.forward(op)) else { return false }
      if right.isObject {
        let leftType = left.reference._withUnsafeGuaranteedRef { $0.classReference.toOpaque() }
        let isSimple = right.reference._withUnsafeGuaranteedRef {
          $0.classReference.toOpaque() == leftType || !$0.type.isHeap
        }
        if !isSimple { return false }
      }
      try enterAside(function, left, right, result: a, fallback: .reflected, &c)
      return true
    }
    guard right.isObject, let function = operatorMethod(right, Names.reflected(op)) else { return false }
    try enterAside(function, right, left, result: a, fallback: .unsupported, &c)
    return true
  }

  private func operatorMethod(_ receiver: UnsafeMutablePointer<Value>, _ name: Name) -> FunctionObject? {
    receiver.reference._withUnsafeGuaranteedRef { object in
      guard object.kind == .instance, case .object(let method)? = object.type.override(name), method.kind == .function
      else { return nil }
      let function = unsafeDowncast(method, to: FunctionObject.self)
      return function.code.plainCount == 2 ? function : nil
    }
  }

  /// Goes on with an operator whose first method answered `NotImplemented`; `c` stands behind the instruction.
  @inline(never) func resumeOperator(_ fallback: OperatorFallback, _ c: Cursor) throws {
    let i = (c.ip - 1).pointee
    let left = c.r[Int(i.b)]
    let right = c.r[Int(i.c)]
    let op: BinaryOperator
    switch i.operation {
    case .subtract: op = .subtract
    case .multiply: op = .multiply
    case .divide: op = .divide
    case .floorDivide: op = .floorDivide
    case .modulo: op = .modulo
    default: op = .add
    }
    if fallback == .reflected, type(of: left) !== type(of: right), let result = try reflected(op, left, right) {
      return (c.r + Int(i.a)).set(result)
    }
    throw unsupported(i.operation == .inPlaceAdd ? "+=" : op.symbol, left, right)
  }

  /// Enters `__getitem__`; `false` where the object has none that is written in the language.
  func enterItem(
    _ owner: UnsafeMutablePointer<Value>, _ key: UnsafeMutablePointer<Value>, into a: UnsafeMutablePointer<Value>,
    _ c: inout Cursor
  ) throws -> Bool {
    guard let function = operatorMethod(owner, Names.getitem) else { return false }
    try enterAside(function, owner, key, result: a, &c)
    return true
  }

  // MARK: attributes

  /// Enters the getter of a property; `false` when the attribute is none, or not as simple.
  func enterGetter(
    _ found: Value, of owner: UnsafeMutablePointer<Value>, into a: UnsafeMutablePointer<Value>, _ c: inout Cursor
  ) throws -> Bool {
    guard case .object(let object) = found, object.kind == .property,
      case .object(let getter) = unsafeDowncast(object, to: PropertyObject.self).getter, getter.kind == .function
    else { return false }
    let function = unsafeDowncast(getter, to: FunctionObject.self)
    guard function.code.plainCount == 1 else { return false }
    try enterAside(function, owner, nil, result: a, &c)
    return true
  }

  // MARK: iteration

  enum Advance {
    case item
    case pair
    case end
    /// The loop goes on in the generator's frame.
    case entered
  }

  /// The next item of the iterator in `source`. A pair that the instruction behind takes apart is never made.
  @inline(never) func advance(
    _ source: UnsafeMutablePointer<Value>, into target: UnsafeMutablePointer<Value>, _ c: inout Cursor
  ) throws -> Advance {
    let object = source.reference
    switch object._withUnsafeGuaranteedRef({ $0.kind }) {
    case .generator:
      let generator = object._withUnsafeGuaranteedRef { unsafeDowncast($0, to: GeneratorObject.self) }
      if generator.state == .created || generator.state == .suspended {
        try enterGenerator(generator, result: target, &c)
        return .entered
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
        if let found { return found ? .pair : .end }
      }
    default: break
    }
    return try object._withUnsafeGuaranteedRef { iterator in
      guard let value = try next(iterator) else { return .end }
      target.set(value)
      return .item
    }
  }

  private func enterGenerator(
    _ generator: GeneratorObject, result: UnsafeMutablePointer<Value>, _ c: inout Cursor
  ) throws {
    let code = Unmanaged.passUnretained(generator.function.code)
    let registers = c.frame.pointee.end
    let end = registers + code._withUnsafeGuaranteedRef { $0.registerCount }
    let frame = c.frame + 1
    guard frame < frames.limit, stack.reserve(end + 64) else { throw recursionError() }
    generator.restore(to: registers)
    if generator.state == .suspended { (registers + generator.resumeRegister).setTrivial(.none) }
    generator.state = .running
    generator.outerHandled = handled
    if !generator.handled.isNone { handled = generator.handled }
    generator.handled = .none
    top = end
    frames.next = frame + 1
    frame.initialize(
      to: Frame(
        code: code, function: Unmanaged.passUnretained(generator.function), registers: registers, end: end,
        next: generator.nextInstruction, result: result, isSpecial: true,
        extra: FrameExtra(generator: Unmanaged.passUnretained(generator))))
    showFrame(of: generator, at: frame)
    c = Cursor(frame)
  }

  /// Sets the frame of a generator under a `for` aside at a `yield`.
  @inline(never) func suspendIteration(_ c: Cursor, resumeRegister: Int) {
    guard let generator = c.frame.generator else { return }
    suspend(c, resumeRegister: resumeRegister)
    if !handled.isIdentical(to: generator.outerHandled) { generator.handled = handled }
    restoreHandled(generator)
  }

  /// What was being handled before a generator under a `for` was entered.
  func restoreHandled(_ generator: GeneratorObject) {
    handled = generator.outerHandled
    generator.outerHandled = .none
  }
}
