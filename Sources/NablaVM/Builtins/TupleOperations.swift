/// The operators of `tuple`.
enum TupleOperations {
  static func repr(_ tuple: TupleObject, _ vm: Interpreter) throws -> String {
    try SequenceOperations.repr(tuple, { tuple.items }, "(", tuple.count == 1 ? ",)" : ")", vm)
  }

  static func hash(_ tuple: TupleObject, _ vm: Interpreter) throws -> Int {
    if let hash = NumericHash.tuple(tuple.start, count: tuple.count) { return hash }
    try vm.enterNative("")
    defer { vm.leaveNative() }
    return try NumericHash.tuple(tuple.items) { try vm.hash($0) }
  }

  static func compare(_ tuple: TupleObject, _ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    guard let other = other.as(TupleObject.self) else { return nil }
    if op == .equal || op == .notEqual, tuple.count != other.count { return .bool(op == .notEqual) }
    var index = 0
    while index < tuple.count, index < other.count {
      let (left, right) = (tuple[index], other[index])
      if try !SequenceOperations.isSame(left, right, vm) {
        switch op {
        case .equal: return .bool(false)
        case .notEqual: return .bool(true)
        default: return try vm.compare(op, left, right)
        }
      }
      index += 1
    }
    return .bool(op.holds(tuple.count, other.count))
  }

  static func binary(_ tuple: TupleObject, _ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    switch op {
    case .add:
      guard let other = right.as(TupleObject.self) else {
        if let object = right.object, object.takesSequences || object.type.override("__radd__") != nil { return nil }
        throw Raised(.typeError, "can only concatenate tuple (not \"\(vm.typeName(of: right))\") to tuple")
      }
      return .object(
        TupleObject.make(count: tuple.count + other.count) {
          SequenceOperations.copy(tuple.start, count: tuple.count, to: $0)
          SequenceOperations.copy(other.start, count: other.count, to: $0 + tuple.count)
        })
    case .multiply:
      if let object = right.object, object.takesSequences { return nil }
      guard let times = try SequenceOperations.repetitions(right, count: tuple.count, vm) else {
        if let object = right.object, object.type.override("__rmul__") != nil { return nil }
        throw SequenceOperations.cannotMultiply(right, vm)
      }
      return repeated(tuple, times)
    default: return nil
    }
  }

  static func reflected(_ tuple: TupleObject, _ op: BinaryOperator, _ left: Value, _ vm: Interpreter) throws
    -> Value?
  {
    guard op == .multiply else { return nil }
    guard let times = try SequenceOperations.repetitions(left, count: tuple.count, vm) else {
      throw SequenceOperations.cannotMultiply(left, vm)
    }
    return repeated(tuple, times)
  }

  static func item(_ tuple: TupleObject, _ key: Value, _ vm: Interpreter) throws -> Value {
    if let slice = key.as(SliceObject.self) { return .tuple(try SequenceOperations.slice(tuple.items, slice, vm)) }
    return tuple[try SequenceOperations.position(key, count: tuple.count, of: "tuple", in: .object(tuple), vm)]
  }

  static func contains(_ tuple: TupleObject, _ value: Value, _ vm: Interpreter) throws -> Bool {
    try SequenceOperations.firstIndex(of: value, in: tuple, vm) != nil
  }

  private static func repeated(_ tuple: TupleObject, _ times: Int) -> Value {
    .object(
      TupleObject.make(count: tuple.count * times) {
        SequenceOperations.fill($0, with: tuple.start, count: tuple.count, times: times)
      })
  }
}
