/// The operations of `TupleOperations`.
enum TupleOperations {
  static func repr(_ self_: TupleObject, _ vm: Interpreter) throws -> String { vm.defaultRepr(of: self_) }
  static func hash(_ self_: TupleObject, _ vm: Interpreter) throws -> Int { 0 }
  static func compare(_ self_: TupleObject, _ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? { nil }
  static func binary(_ self_: TupleObject, _ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? { nil }
  static func reflected(_ self_: TupleObject, _ op: BinaryOperator, _ left: Value, _ vm: Interpreter) throws -> Value? { nil }
  static func item(_ self_: TupleObject, _ key: Value, _ vm: Interpreter) throws -> Value { throw vm.notSubscriptable(self_) }
  static func contains(_ self_: TupleObject, _ value: Value, _ vm: Interpreter) throws -> Bool? { nil }
}
