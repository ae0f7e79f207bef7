/// The operations of `SetOperations`.
enum SetOperations {
  static func repr(_ self_: SetObject, _ vm: Interpreter) throws -> String { vm.defaultRepr(of: self_) }
  static func hash(_ self_: SetObject, _ vm: Interpreter) throws -> Int { throw vm.unhashable(.object(self_)) }
  static func compare(_ self_: SetObject, _ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? { nil }
  static func binary(_ self_: SetObject, _ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? { nil }
  static func inPlace(_ self_: SetObject, _ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? { nil }
}
