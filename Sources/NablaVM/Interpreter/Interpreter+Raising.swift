import NablaBytecode

extension Interpreter {
  /// What a raising instruction throws.
  @inline(never) func raise(_ i: Instruction, _ r: UnsafeMutablePointer<Value>) throws -> Raised {
    let a = r + Int(i.a)
    switch i.operation {
    case .raise, .raiseFrom:
      let exception = try exception(from: a.pointee)
      if i.operation == .raiseFrom {
        let cause = r[Int(i.b)]
        if cause.isNone {
          exception.cause = nil
        } else if cause.as(ExceptionObject.self) != nil || cause.as(TypeObject.self) != nil {
          exception.cause = try self.exception(from: cause)
        } else {
          throw Raised(.typeError, "exception causes must derive from BaseException")
        }
        exception.suppressesContext = true
      }
      setContext(of: exception)
      return Raised(exception)
    case .raiseAgain:
      guard let exception = handled.as(ExceptionObject.self) else {
        return Raised(.runtimeError, "No active exception to reraise")
      }
      return Raised(exception)
    case .reraise:
      guard let exception = a.pointee.as(ExceptionObject.self) else {
        return Raised(.systemError, "no exception to raise again")
      }
      return Raised(exception)
    default:
      return Raised(.assertionError, arguments: i.b == 0 ? [] : [a.pointee])
    }
  }

  /// Whether `except classes` catches the exception.
  func exceptionMatches(_ exception: Value, _ classes: Value) throws -> Bool {
    let type = type(of: exception)
    let message = "catching classes that do not inherit from BaseException is not allowed"
    func matches(_ candidate: Value) throws -> Bool {
      guard let wanted = candidate.as(TypeObject.self), wanted.isSubclass(of: ExceptionKind.baseException.type) else {
        throw Raised(.typeError, message)
      }
      return type.isSubclass(of: wanted)
    }
    guard let tuple = classes.as(TupleObject.self) else { return try matches(classes) }
    for candidate in tuple.items where try matches(candidate) { return true }
    return false
  }
}
