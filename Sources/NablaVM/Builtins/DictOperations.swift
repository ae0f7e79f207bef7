/// The operations of `DictOperations`.
enum DictOperations {
  static func repr(_ self_: DictObject, _ vm: Interpreter) throws -> String { vm.defaultRepr(of: self_) }
  static func compare(_ self_: DictObject, _ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? { nil }
  static func binary(_ self_: DictObject, _ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? { nil }
  static func inPlace(_ self_: DictObject, _ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? { nil }
}
