/// The operations of `ListOperations`.
enum ListOperations {
  static func repr(_ self_: ListObject, _ vm: Interpreter) throws -> String { vm.defaultRepr(of: self_) }
  static func compare(_ self_: ListObject, _ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? { nil }
  static func binary(_ self_: ListObject, _ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? { nil }
  static func reflected(_ self_: ListObject, _ op: BinaryOperator, _ left: Value, _ vm: Interpreter) throws -> Value? { nil }
  static func inPlace(_ self_: ListObject, _ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? { nil }
  static func item(_ self_: ListObject, _ key: Value, _ vm: Interpreter) throws -> Value { throw vm.notSubscriptable(self_) }
  static func setItem(_ self_: ListObject, _ key: Value, _ value: Value, _ vm: Interpreter) throws { throw vm.noItemAssignment(self_) }
  static func deleteItem(_ self_: ListObject, _ key: Value, _ vm: Interpreter) throws { throw vm.noItemDeletion(self_) }
  static func contains(_ self_: ListObject, _ value: Value, _ vm: Interpreter) throws -> Bool? { nil }
}
