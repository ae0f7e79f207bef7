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
    self.init(kind, arguments: [.string(message)])
    exception.details = details
  }

  /// With "Did you mean: 'x'?" where there is a suggestion.
  public init(_ kind: ExceptionKind, _ message: String, suggestion: String?) {
    self.init(kind, message)
    exception.suggestion = suggestion
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
}
