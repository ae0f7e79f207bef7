/// A language exception on its way up through Swift code.
///
///     throw Raised(.typeError, "'\(vm.typeName(of: value))' object is not iterable")
///
/// `details` are the lines under the message (shapes, where they came from, what to change): printed below the
/// traceback, never part of `str(e)`, so that programs that look at messages see PyTorch's words alone.
public struct Raised: Error {
  public let exception: ExceptionObject

  public init(_ exception: ExceptionObject) { self.exception = exception }

  public init(_ kind: ExceptionKind, _ message: String, details: [String] = []) {
    exception = ExceptionObject(type: kind.type, argument: .string(message))
    if !details.isEmpty { exception.details = details }
  }

  /// With "Did you mean: 'x'?" where there is a suggestion.
  public init(_ kind: ExceptionKind, _ message: String, suggestion: String?) {
    self.init(kind, message)
    if let suggestion { exception.suggestion = suggestion }
  }

  public init(_ kind: ExceptionKind, argument: Value) {
    exception = ExceptionObject(type: kind.type, argument: argument)
  }

  public init(_ kind: ExceptionKind, arguments: [Value] = []) {
    exception = ExceptionObject(type: kind.type, arguments: arguments)
  }

  /// An element that is not there; a line below the traceback tells which there are.
  static func missing(_ raised: Raised, in container: Value, at index: Value) -> Raised {
    raised.exception.lookedUp = (container, index)
    return raised
  }

  public func isKind(_ kind: ExceptionKind) -> Bool { exception.type.isSubclass(of: kind.type) }

  /// What `error as? Raised` gives, without asking the runtime about conformances: an error lies in a box behind the
  /// box's header, its type and that type's conformance. `hasExpectedLayout` checks that.
  @inline(__always) static func unboxed(_ error: Error) -> Raised? {
    let box = unsafeBitCast(error, to: UnsafeRawPointer.self)
    if box.load(fromByteOffset: 16, as: UnsafeRawPointer.self) == unsafeBitCast(
      Raised.self as Any.Type, to: UnsafeRawPointer.self)
    {
      return box.load(fromByteOffset: 32, as: Raised.self)
    }
    return error as? Raised
  }

  static func hasExpectedLayout() -> Bool {
    let raised = Raised(.valueError)
    struct Other: Error {}
    return unboxed(raised as Error)?.exception === raised.exception && unboxed(Other()) == nil
  }
}
