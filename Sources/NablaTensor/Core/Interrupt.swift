/// How the host stops long computations: it sets a check that throws, which the engine calls between operations.
public enum Interrupt {
  /// Throws what should end the computation (a `KeyboardInterrupt`); nil when nothing can interrupt.
  nonisolated(unsafe) public static var handler: (() throws -> Void)?

  @inline(__always)
  static func check() throws {
    if let handler { try handler() }
  }
}
