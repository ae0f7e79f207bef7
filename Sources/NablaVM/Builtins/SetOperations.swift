/// The operators of `set` and `frozenset`.
enum SetOperations {
  static func repr(_ set: SetObject, _ vm: Interpreter) throws -> String {
    let isPlain = set.type === TypeObject.set
    if set.count == 0 { return "\(set.type.name)()" }
    return try vm.guardingRepr(of: set, recursive: "\(set.type.name)(...)") {
      let items = try set.elements.map { try vm.repr($0) }.joined(separator: ", ")
      return isPlain ? "{\(items)}" : "\(set.type.name)({\(items)})"
    }
  }

  static func hash(_ set: SetObject, _ vm: Interpreter) throws -> Int {
    guard set.isFrozen else { throw vm.unhashable(.object(set)) }
    return NumericHash.unordered(set.table.hashedElements.map(\.hash))
  }

  static func compare(_ set: SetObject, _ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    guard let other = try operand(other, vm) else { return nil }
    switch op {
    case .equal: return .bool(try set.count == other.count && isSubset(set, other, vm))
    case .notEqual: return .bool(try set.count != other.count || !isSubset(set, other, vm))
    case .lessOrEqual: return .bool(try isSubset(set, other, vm))
    case .less: return .bool(try set.count < other.count && isSubset(set, other, vm))
    case .greaterOrEqual: return .bool(try isSubset(other, set, vm))
    case .greater: return .bool(try set.count > other.count && isSubset(other, set, vm))
    }
  }

  /// Operators take sets only (and the views of dictionaries); methods take any iterable.
  static func operand(_ value: Value, _ vm: Interpreter) throws -> SetObject? {
    if let set = value.as(SetObject.self) { return set }
    if let view = value.as(DictViewObject.self), view.part != .values { return try view.asSet(vm) }
    return nil
  }

  static func isSubset(_ set: SetObject, _ other: SetObject, _ vm: Interpreter) throws -> Bool {
    if set.count > other.count { return false }
    for element in set.table.hashedElements
    where try !other.table.contains(element.key, hash: element.hash, vm) { return false }
    return true
  }

  static func binary(_ set: SetObject, _ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    guard let other = try operand(right, vm) else { return nil }
    let type: TypeObject = set.isFrozen ? .frozenset : .set
    switch op {
    case .or: return .object(try union(set, other, type, vm))
    case .and: return .object(try intersection(set, other, type, vm))
    case .subtract: return .object(try difference(set, other, type, vm))
    case .xor: return .object(try symmetricDifference(set, other, type, vm))
    default: return nil
    }
  }

  static func inPlace(_ set: SetObject, _ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    guard !set.isFrozen, let other = try operand(right, vm) else { return nil }
    switch op {
    case .or: try unite(set, other, vm)
    case .and: set.table = try intersection(set, other, .set, vm).table
    case .subtract: try subtract(set, other, vm)
    case .xor: try toggle(set, other, vm)
    default: return nil
    }
    return .object(set)
  }

  // In-place forms change the very table, so that the order of what stays is CPython's.

  static func unite(_ set: SetObject, _ other: SetObject, _ vm: Interpreter) throws {
    for element in other.table.hashedElements { try set.table.insert(element.key, hash: element.hash, vm) }
  }

  static func subtract(_ set: SetObject, _ other: SetObject, _ vm: Interpreter) throws {
    for element in other.table.hashedElements { try set.table.remove(element.key, hash: element.hash, vm) }
  }

  static func toggle(_ set: SetObject, _ other: SetObject, _ vm: Interpreter) throws {
    for element in other.table.hashedElements {
      if try !set.table.remove(element.key, hash: element.hash, vm) {
        try set.table.insert(element.key, hash: element.hash, vm)
      }
    }
  }

  static func copy(_ set: SetObject, _ type: TypeObject) -> SetObject {
    let result = SetObject(type: type)
    result.table = set.table
    return result
  }

  static func union(_ set: SetObject, _ other: SetObject, _ type: TypeObject, _ vm: Interpreter) throws -> SetObject {
    let result = copy(set, type)
    for element in other.table.hashedElements { try result.table.insert(element.key, hash: element.hash, vm) }
    return result
  }

  /// Goes through the smaller set, as CPython does: the result's order depends on it.
  static func intersection(
    _ set: SetObject, _ other: SetObject, _ type: TypeObject, _ vm: Interpreter
  ) throws -> SetObject {
    let result = SetObject(type: type)
    let (small, large) = other.count > set.count ? (set, other) : (other, set)
    for element in small.table.hashedElements
    where try large.table.contains(element.key, hash: element.hash, vm) {
      try result.table.insert(element.key, hash: element.hash, vm)
    }
    return result
  }

  static func difference(
    _ set: SetObject, _ other: SetObject, _ type: TypeObject, _ vm: Interpreter
  ) throws -> SetObject {
    let result = SetObject(type: type)
    for element in set.table.hashedElements
    where try !other.table.contains(element.key, hash: element.hash, vm) {
      try result.table.insert(element.key, hash: element.hash, vm)
    }
    return result
  }

  static func symmetricDifference(
    _ set: SetObject, _ other: SetObject, _ type: TypeObject, _ vm: Interpreter
  ) throws -> SetObject {
    let result = copy(other, type)
    for element in set.table.hashedElements {
      if try !result.table.remove(element.key, hash: element.hash, vm) {
        try result.table.insert(element.key, hash: element.hash, vm)
      }
    }
    return result
  }
}
