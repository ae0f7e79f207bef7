import NablaBytecode

/// Frames that the loop enters for instructions other than calls: operators, properties and context managers written in
/// the language. Going on in the same loop spares the entry into another one, most of such a call's cost.
extension Interpreter {
  /// How a special frame was left.
  enum Leaving {
    /// It was the frame at which the loop began.
    case entry
    /// The result is where the caller wants it.
    case caller
    /// An operator's method answered `NotImplemented`.
    case notImplemented(Completion)
    /// The result is the next item of a loop.
    case item
    /// A generator under a `for` has returned.
    case iterationEnd
    /// A generator has returned where that raises `StopIteration`.
    case stop(Value)
    /// The caller wants to know whether it is true.
    case truth(Value, UnsafeMutablePointer<Value>)
  }

  /// Leaves a frame that has something `extra`.
  @inline(never) func leaveSpecially(
    with value: consuming Value, _ frame: UnsafeMutablePointer<Frame>
  ) throws -> Leaving {
    if let generator = frame.generator { return finish(generator, with: value, frame) }
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
    let completion = frame.pointee.extra.completion
    leaveFrame(frame)
    switch completion {
    case .orReflected, .orUnsupported:
      if value.isNotImplemented { return .notImplemented(completion) }
      result.set(value)
    case .item:
      result.set(value)
      return .item
    case .discard: break
    case .truth: return .truth(value, result)
    default: result.set(value)
    }
    return .caller
  }

  /// Enters a function on one or two values, which are copied to where its registers begin.
  func enterAside(
    _ function: FunctionObject, _ first: UnsafeMutablePointer<Value>, _ second: UnsafeMutablePointer<Value>?,
    result: UnsafeMutablePointer<Value>, completion: Completion = .store, _ c: inout Cursor
  ) throws {
    let base = c.frame.pointee.end
    guard stack.reserve(base + function.code.registerCount + 64) else { throw recursionError() }
    base.copy(first)
    if let second { (base + 1).copy(second) }
    try enterFunction(
      Unmanaged.passUnretained(function), Unmanaged.passUnretained(function.code), base: base, result: result, &c)
    c.frame.pointee.isSpecial = true
    c.frame.pointee.extra = FrameExtra(completion: completion, keepAlive: Unmanaged.holding(function))
  }

  // MARK: operators

  /// `r[a] = left op right`, where the operands are not two numbers of a kind.
  @inline(never) func operate(_ op: BinaryOperator, _ i: Instruction, _ cursor: Cursor) throws -> Cursor {
    var c = cursor
    c.frame.pointee.next = c.ip
    let (a, left, right) = (c.r + Int(i.a), c.r + Int(i.b), c.r + Int(i.c))
    if let result = mixed(op, left, right) {
      a.setTrivial(.float(result))
      return c
    }
    if case .int(let x) = left.pointee, case .int(let y) = right.pointee {
      if y == 0, let exception = zeroDivision(op) { return try raise(exception, at: c) }
      // Integers that floats have exactly: one division rounds as CPython's does.
      if op == .divide, x.magnitude < 1 << 53, y.magnitude < 1 << 53 {
        a.setTrivial(.float(Double(x) / Double(y)))
        return c
      }
    }
    if try operateOnText(op, left, right, into: a) || enterOperator(op, left, right, into: a, &c) { return c }
    a.set(try binary(op, left.pointee, right.pointee))
    return c
  }

  private func zeroDivision(_ op: BinaryOperator) -> ExceptionObject? {
    let message: String
    switch op {
    case .divide: message = "division by zero"
    case .floorDivide: message = "integer division or modulo by zero"
    case .modulo: message = "integer modulo by zero"
    default: return nil
    }
    return ExceptionObject(type: ExceptionKind.zeroDivisionError.type, argument: .string(message))
  }

  /// The same for `+=`.
  @inline(never) func operateInPlace(_ i: Instruction, _ cursor: Cursor) throws -> Cursor {
    var c = cursor
    c.frame.pointee.next = c.ip
    let (a, left, right) = (c.r + Int(i.a), c.r + Int(i.b), c.r + Int(i.c))
    if left.isObject,
      left.reference._withUnsafeGuaranteedRef({ $0.kind == .instance && $0.type.override(Names.inPlace(.add)) == nil }),
      try enterOperator(.add, left, right, into: a, &c)
    {
      return c
    }
    try addInPlace(left, right, into: a)
    return c
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
      try enterAside(function, left, right, result: a, completion: .orReflected, &c)
      return true
    }
    guard right.isObject, let function = operatorMethod(right, Names.reflected(op)) else { return false }
    try enterAside(function, right, left, result: a, completion: .orUnsupported, &c)
    return true
  }

  func operatorMethod(
    _ receiver: UnsafeMutablePointer<Value>, _ name: Name, parameters: Int = 2
  ) -> FunctionObject? {
    receiver.reference._withUnsafeGuaranteedRef { object in
      guard object.kind == .instance, case .object(let method)? = object.type.override(name), method.kind == .function
      else { return nil }
      let function = unsafeDowncast(method, to: FunctionObject.self)
      return function.code.plainCount == parameters ? function : nil
    }
  }

  /// Goes on with an operator whose first method answered `NotImplemented`; `c` stands behind the instruction.
  @inline(never) func resumeOperator(_ completion: Completion, _ c: Cursor) throws {
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
    if completion == .orReflected, type(of: left) !== type(of: right), let result = try reflected(op, left, right) {
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
}
