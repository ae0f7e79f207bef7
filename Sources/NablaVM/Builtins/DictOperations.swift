/// The operators of `dict`.
enum DictOperations {
  static func repr(_ dict: DictObject, _ vm: Interpreter) throws -> String {
    if dict.count == 0 { return "{}" }
    return try vm.guardingRepr(of: dict, recursive: "{...}") {
      var text = "{"
      for (index, pair) in dict.pairs.enumerated() {
        if index > 0 { text += ", " }
        text += try vm.repr(pair.key)
        text += ": "
        text += try vm.repr(pair.value)
      }
      return text + "}"
    }
  }

  static func compare(_ dict: DictObject, _ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    guard op == .equal || op == .notEqual, let other = other.as(DictObject.self) else { return nil }
    return .bool(try isEqual(dict, other, vm) == (op == .equal))
  }

  private static func isEqual(_ dict: DictObject, _ other: DictObject, _ vm: Interpreter) throws -> Bool {
    if dict === other { return true }
    if dict.count != other.count { return false }
    for pair in dict.pairs {
      guard let value = try other.get(pair.key, vm), try SequenceOperations.isSame(pair.value, value, vm)
      else { return false }
    }
    return true
  }

  static func binary(_ dict: DictObject, _ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    guard op == .or, let other = right.as(DictObject.self) else { return nil }
    // A built-in class derived from `dict` has its own idea of merging, as the right operand too.
    if other.type !== TypeObject.dict, !other.type.isHeap { return nil }
    let result = DictObject(dict.table)
    try merge(result, other, vm)
    return .object(result)
  }

  static func inPlace(_ dict: DictObject, _ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    guard op == .or else { return nil }
    try update(dict, right, vm)
    return .object(dict)
  }

  static func merge(_ dict: DictObject, _ other: DictObject, _ vm: Interpreter) throws {
    for entry in other.table.entries where entry.isLive {
      if let index = try dict.table.find(entry.key, hash: entry.hash, vm) {
        dict.table.setValue(at: index, entry.value)
      } else {
        dict.table.insert(entry.key, hash: entry.hash, entry.value)
      }
    }
  }

  /// From a mapping (whatever has `keys`) or an iterable of pairs.
  static func update(_ dict: DictObject, _ source: Value, _ vm: Interpreter) throws {
    if let other = source.as(DictObject.self), other.kind == .dict { return try merge(dict, other, vm) }
    if let keys = try vm.attributeOrNil(of: source, "keys") {
      try vm.iterate(try vm.call(keys, [])) { key in
        try dict.set(key, try vm.item(source, key), vm)
        return true
      }
      return
    }
    var index = 0
    try vm.iterate(source) { element in
      guard let pair = try vm.itemsIfIterable(element) else {
        throw Raised(.typeError, "cannot convert dictionary update sequence element #\(index) to a sequence")
      }
      guard pair.count == 2 else {
        throw Raised(
          .valueError, "dictionary update sequence element #\(index) has length \(pair.count); 2 is required")
      }
      try dict.set(pair[0], pair[1], vm)
      index += 1
      return true
    }
  }
}
