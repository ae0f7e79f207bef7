/// The operations of `RangeOperations`.
enum RangeOperations {
  static func repr(_ self_: RangeObject) -> String { "range" }
  static func hash(_ self_: RangeObject, _ vm: Interpreter) throws -> Int { 0 }
  static func compare(_ self_: RangeObject, _ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? { nil }
  static func item(_ self_: RangeObject, _ key: Value, _ vm: Interpreter) throws -> Value { throw vm.notSubscriptable(self_) }
  static func contains(_ self_: RangeObject, _ value: Value, _ vm: Interpreter) throws -> Bool? { nil }
}
