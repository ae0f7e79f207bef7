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
    exception = ExceptionObject(type: kind.type, arguments: [.string(message)])
    exception.details = details
  }
}
