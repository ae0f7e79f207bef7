/// The operations of `BytesOperations`.
enum BytesOperations {
  static func repr(_ bytes: [UInt8]) -> String { "b''" }
  static func compare(_ self_: BytesObject, _ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? { nil }
  static func binary(_ self_: BytesObject, _ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? { nil }
  static func reflected(_ self_: BytesObject, _ op: BinaryOperator, _ left: Value, _ vm: Interpreter) throws -> Value? { nil }
  static func item(_ self_: BytesObject, _ key: Value, _ vm: Interpreter) throws -> Value { throw vm.notSubscriptable(self_) }
  static func contains(_ self_: BytesObject, _ value: Value, _ vm: Interpreter) throws -> Bool? { nil }
}
