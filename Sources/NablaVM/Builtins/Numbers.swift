import BigInt

/// Arithmetic, comparison, hashing and text of `int`, `bool` and `float` in all combinations; `nil` is `NotImplemented`.
///
/// Integers come as `.int`, `.bool`, or an `IntObject` (beyond 64 bits, or of a subclass); results are canonical.
enum Numbers {
  static func binary(_ op: BinaryOperator, _ left: Value, _ right: Value, _ vm: Interpreter) throws -> Value? { nil }
  static func compare(_ op: Comparison, _ left: Value, _ right: Value, _ vm: Interpreter) throws -> Value? { nil }
  static func unary(_ op: UnaryOperator, _ value: Value, _ vm: Interpreter) throws -> Value? { nil }
  static func repr(_ value: Value, _ vm: Interpreter) throws -> String { "\(value)" }
  static func format(_ value: Value, _ spec: String, _ vm: Interpreter) throws -> String { try repr(value, vm) }
  /// A number as a double; `OverflowError` when an integer is too large.
  static func double(_ value: Value, _ vm: Interpreter) throws -> Double {
    if case .float(let number) = value { return number }
    return Double(value.integer ?? 0)
  }
  static func hash(_ value: Int) -> Int { value == -1 ? -2 : value }
  static func hash(_ value: BigInt) -> Int { 0 }
  static func hash(_ value: Double) -> Int { 0 }
}
