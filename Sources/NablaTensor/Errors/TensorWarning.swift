/// What PyTorch warns of with `warnings.warn`: the host decides where it goes, and that each is said once.
public enum TensorWarning {
  /// Called with the text of a `UserWarning`; nothing is said while it is nil.
  nonisolated(unsafe) public static var handler: ((String) -> Void)?

  static func warn(_ message: @autoclosure () -> String) {
    if let handler { handler(message()) }
  }
}
