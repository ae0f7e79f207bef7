import NablaBytecode

extension Interpreter {
  /// Performs a raising instruction.
  @inline(never) func raise(_ i: Instruction, _ c: Cursor) throws -> Cursor {
    let a = c.r + Int(i.a)
    switch i.operation {
    case .raise, .raiseFrom:
      c.frame.pointee.next = c.ip
      let exception = try exception(from: a.pointee)
      if i.operation == .raiseFrom {
        let cause = c.r[Int(i.b)]
        if cause.isNone {
          exception.cause = nil
        } else if cause.as(ExceptionObject.self) != nil || cause.as(TypeObject.self) != nil {
          exception.cause = try self.exception(from: cause)
        } else {
          throw Raised(.typeError, "exception causes must derive from BaseException")
        }
        exception.suppressesContext = true
      }
      if exception.hasTraceback { setContext(of: exception) }
      return try raise(exception, at: c)
    case .raiseAgain:
      guard case .object(let object) = handled, let exception = object.asException else {
        throw Raised(.runtimeError, "No active exception to reraise")
      }
      return try raise(exception, at: c)
    case .reraise:
      guard case .object(let object) = a.pointee, let exception = object.asException else {
        throw Raised(.systemError, "no exception to raise again")
      }
      return try raise(exception, at: c)
    default:
      let type = ExceptionKind.assertionError.type
      let exception = i.b == 0 ? ExceptionObject(type: type) : ExceptionObject(type: type, argument: a.pointee)
      return try raise(exception, at: c)
    }
  }

  /// The exception in `a` is being handled now. What was until now is kept, except what a generator's caller handles:
  /// that may be another one when the generator has done with its own.
  @inline(never) func enterHandler(
    _ c: Cursor, _ a: UnsafeMutablePointer<Value>, saved: UnsafeMutablePointer<Value>
  ) {
    if !handled.isNone, let generator = c.frame.generator, handled.isIdentical(to: generator.outerHandled) {
      saved.clear()
    } else {
      saved.set(handled)
    }
    handled = a.pointee
  }

  /// A generator has done with its exception: what its caller handles is handled again.
  @inline(never) func leaveInnerHandler(_ c: Cursor) { handled = c.frame.generator?.outerHandled ?? .none }

  /// What `raise value` raises: an instance, or an instance of a class.
  func exception(from value: Value) throws -> ExceptionObject {
    guard case .object(let object) = value else {
      throw Raised(.typeError, "exceptions must derive from BaseException")
    }
    if object.kind == .type {
      let type = unsafeDowncast(object, to: TypeObject.self)
      if type.makesException { return ExceptionObject(type: type) }
      if type.isSubclass(of: baseException) {
        let made = try call(value)
        if let exception = made.as(ExceptionObject.self) { return exception }
        throw Raised(
          .typeError,
          "calling \(type.repr) should have returned an instance of BaseException, not \(typeName(of: made))")
      }
    } else if let exception = object.asException {
      return exception
    }
    throw Raised(.typeError, "exceptions must derive from BaseException")
  }

  /// Whether `except classes` catches the exception.
  func exceptionMatches(_ exception: Value, _ classes: Value) throws -> Bool {
    let type = type(of: exception)
    guard case .object(let object) = classes else { throw notCatchable() }
    if object.kind == .type { return try matches(type, unsafeDowncast(object, to: TypeObject.self)) }
    guard let tuple = object as? TupleObject else { throw notCatchable() }
    for candidate in tuple.items {
      guard case .object(let object) = candidate, object.kind == .type else { throw notCatchable() }
      if try matches(type, unsafeDowncast(object, to: TypeObject.self)) { return true }
    }
    return false
  }

  /// An exception is of its own class before anything is asked about that; any other has to be one of exceptions.
  private func matches(_ type: TypeObject, _ wanted: TypeObject) throws -> Bool {
    if type === wanted { return true }
    guard wanted.isSubclass(of: baseException) else { throw notCatchable() }
    return type.isSubclass(of: wanted)
  }

  private func notCatchable() -> Raised {
    Raised(.typeError, "catching classes that do not inherit from BaseException is not allowed")
  }
}
