/// The operators of `tuple`.
enum TupleOperations {
  static func repr(_ tuple: TupleObject, _ vm: Interpreter) throws -> String {
    try SequenceOperations.repr(tuple, { tuple.items }, "(", tuple.items.count == 1 ? ",)" : ")", vm)
  }

  static func hash(_ tuple: TupleObject, _ vm: Interpreter) throws -> Int {
    try vm.enterNative("")
    defer { vm.leaveNative() }
    return try NumericHash.tuple(tuple.items) { try vm.hash($0) }
  }

  static func compare(_ tuple: TupleObject, _ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    guard let other = other.as(TupleObject.self) else { return nil }
    return try SequenceOperations.compare(op, { tuple.items }, { other.items }, vm)
  }

  static func binary(_ tuple: TupleObject, _ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    switch op {
    case .add:
      guard let other = right.as(TupleObject.self) else {
        if let object = right.object, object.type.override("__radd__") != nil { return nil }
        throw Raised(.typeError, "can only concatenate tuple (not \"\(vm.typeName(of: right))\") to tuple")
      }
      return .tuple(tuple.items + other.items)
    case .multiply:
      guard let times = try SequenceOperations.repetitions(right, count: tuple.items.count, vm) else {
        if let object = right.object, object.type.override("__rmul__") != nil { return nil }
        throw SequenceOperations.cannotMultiply(right, vm)
      }
      return .tuple(SequenceOperations.repeated(tuple.items, times))
    default: return nil
    }
  }

  static func reflected(_ tuple: TupleObject, _ op: BinaryOperator, _ left: Value, _ vm: Interpreter) throws
    -> Value?
  {
    guard op == .multiply else { return nil }
    guard let times = try SequenceOperations.repetitions(left, count: tuple.items.count, vm) else {
      throw SequenceOperations.cannotMultiply(left, vm)
    }
    return .tuple(SequenceOperations.repeated(tuple.items, times))
  }

  static func item(_ tuple: TupleObject, _ key: Value, _ vm: Interpreter) throws -> Value {
    if let slice = key.as(SliceObject.self) { return .tuple(try SequenceOperations.slice(tuple.items, slice, vm)) }
    return tuple.items[try SequenceOperations.position(key, count: tuple.items.count, of: "tuple", in: .object(tuple), vm)]
  }

  static func contains(_ tuple: TupleObject, _ value: Value, _ vm: Interpreter) throws -> Bool {
    try SequenceOperations.contains({ tuple.items }, value, vm)
  }
}
