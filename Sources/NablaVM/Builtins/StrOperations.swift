/// The operations of `StrOperations`.
enum StrOperations {
  static func repr(_ self_: StrObject) -> String { "'" + self_.text + "'" }
  static func format(_ self_: StrObject, _ spec: String, _ vm: Interpreter) throws -> String { self_.text }
  static func compare(_ self_: StrObject, _ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? { nil }
  static func binary(_ self_: StrObject, _ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? { nil }
  static func reflected(_ self_: StrObject, _ op: BinaryOperator, _ left: Value, _ vm: Interpreter) throws -> Value? { nil }
  static func item(_ self_: StrObject, _ key: Value, _ vm: Interpreter) throws -> Value { throw vm.notSubscriptable(self_) }
  static func contains(_ self_: StrObject, _ value: Value, _ vm: Interpreter) throws -> Bool? { nil }
}
