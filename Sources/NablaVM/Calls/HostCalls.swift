/// What a host adds to calls of its natives that do not fit their signatures: other names of parameters, and the words of
/// its errors. Asked only after a call has failed.
public enum HostCalls {
  /// A call as it should have been written.
  public struct Rewritten {
    public let positional: [Value]
    public let named: [(name: Name, value: Value)]

    public init(positional: [Value], named: [(name: Name, value: Value)]) {
      self.positional = positional
      self.named = named
    }
  }

  nonisolated(unsafe) public static var rewrite: ((NativeFunction, Arguments) -> Rewritten?)?
  /// The words for a call that did not bind.
  nonisolated(unsafe) public static var message: ((NativeFunction, Arguments, Interpreter) -> String?)?
  /// Better words for an exception that a call with keywords ended in: its body does not know which they were.
  nonisolated(unsafe) public static var reworded: ((Error, NativeFunction, Arguments, Interpreter) -> Error?)?
}
