/// The operators of `list`.
enum ListOperations {
  static func repr(_ list: ListObject, _ vm: Interpreter) throws -> String {
    try SequenceOperations.repr(list, { list.items }, "[", "]", vm)
  }

  static func compare(_ list: ListObject, _ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    guard let other = other.as(ListObject.self) else { return nil }
    return try SequenceOperations.compare(op, list, other, vm)
  }

  static func binary(_ list: ListObject, _ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    switch op {
    case .add:
      guard let other = right.as(ListObject.self) else {
        // A class of the language may know how to add itself to a list.
        if let object = right.object, object.takesSequences || object.type.override("__radd__") != nil { return nil }
        throw Raised(.typeError, "can only concatenate list (not \"\(vm.typeName(of: right))\") to list")
      }
      return .list(SequenceOperations.concatenated(list.items, other.items))
    case .multiply:
      if let object = right.object, object.takesSequences { return nil }
      guard let times = try SequenceOperations.repetitions(right, count: list.items.count, vm) else {
        if let object = right.object, object.type.override("__rmul__") != nil { return nil }
        throw SequenceOperations.cannotMultiply(right, vm)
      }
      return .list(SequenceOperations.repeated(list.items, times))
    default: return nil
    }
  }

  static func reflected(_ list: ListObject, _ op: BinaryOperator, _ left: Value, _ vm: Interpreter) throws -> Value? {
    guard op == .multiply else { return nil }
    guard let times = try SequenceOperations.repetitions(left, count: list.items.count, vm) else {
      throw SequenceOperations.cannotMultiply(left, vm)
    }
    return .list(SequenceOperations.repeated(list.items, times))
  }

  static func inPlace(_ list: ListObject, _ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    switch op {
    case .add:
      try extend(list, right, vm)
      return .object(list)
    case .multiply:
      guard let times = try SequenceOperations.repetitions(right, count: list.items.count, vm) else {
        throw SequenceOperations.cannotMultiply(right, vm)
      }
      list.items = SequenceOperations.repeated(list.items, times)
      return .object(list)
    default: return nil
    }
  }

  /// Appends item by item, so that what came before an error stays, as in CPython.
  static func extend(_ list: ListObject, _ source: Value, _ vm: Interpreter) throws {
    if let other = source.as(ListObject.self), other.kind == .list {
      list.items.append(contentsOf: other.items)
    } else if let other = source.as(TupleObject.self), other.kind == .tuple {
      list.items.append(contentsOf: other.items)
    } else {
      try vm.iterate(source) { list.items.append($0); return true }
    }
  }

  static func item(_ list: ListObject, _ key: Value, _ vm: Interpreter) throws -> Value {
    if let slice = key.as(SliceObject.self) { return .list(try SequenceOperations.slice(list.items, slice, vm)) }
    return list.items[try SequenceOperations.position(key, count: list.items.count, of: "list", in: .object(list), vm)]
  }

  private static func assignmentPosition(_ list: ListObject, _ key: Value, _ vm: Interpreter) throws -> Int {
    let index = try SequenceOperations.wholeIndex(key, of: "list", vm)
    let position = index < 0 ? index &+ list.items.count : index
    guard position >= 0, position < list.items.count else {
      throw Raised(.indexError, "list assignment index out of range")
    }
    return position
  }

  static func setItem(_ list: ListObject, _ key: Value, _ value: Value, _ vm: Interpreter) throws {
    if let slice = key.as(SliceObject.self) { return try setSlice(list, slice, value, vm) }
    let position = try assignmentPosition(list, key, vm)
    let old = list.items[position]
    list.items[position] = value
    _ = old
  }

  private static func setSlice(_ list: ListObject, _ slice: SliceObject, _ value: Value, _ vm: Interpreter) throws {
    guard let items = try vm.itemsIfIterable(value) else {
      let message = try slice.step.isNone || vm.indexOrNil(slice.step)?.isOne == true
        ? "can only assign an iterable" : "must assign iterable to extended slice"
      throw Raised(.typeError, message)
    }
    let range = try slice.resolve(count: list.items.count, vm)
    if range.step == 1, range.count != items.count {
      let end = range.start + range.count
      let old = Array(list.items[range.start..<end])
      list.items.replaceSubrange(range.start..<end, with: items)
      _ = old
      return
    }
    guard items.count == range.count else {
      throw Raised(
        .valueError,
        "attempt to assign sequence of size \(items.count) to extended slice of size \(range.count)")
    }
    // As many items as there are places. Nothing that dies on the way runs code.
    list.items.withUnsafeMutableBufferPointer { target in
      items.withUnsafeBufferPointer { source in
        guard let first = target.baseAddress, let source = source.baseAddress else { return }
        var place = first + range.start
        for index in 0..<range.count {
          place.copy(UnsafeMutablePointer(mutating: source) + index)
          place += range.step
        }
      }
    }
  }

  static func deleteItem(_ list: ListObject, _ key: Value, _ vm: Interpreter) throws {
    guard let slice = key.as(SliceObject.self) else {
      let old = list.items.remove(at: try assignmentPosition(list, key, vm))
      _ = old
      return
    }
    let range = try slice.resolve(count: list.items.count, vm)
    if range.count == 0 { return }
    let old = list.items
    if range.step == 1 {
      list.items.removeSubrange(range.start..<(range.start + range.count))
    } else {
      var doomed = Set<Int>(minimumCapacity: range.count)
      for index in 0..<range.count { doomed.insert(range.start &+ index &* range.step) }
      list.items = old.indices.lazy.filter { !doomed.contains($0) }.map { old[$0] }
    }
    _ = old
  }

  static func contains(_ list: ListObject, _ value: Value, _ vm: Interpreter) throws -> Bool {
    try SequenceOperations.firstIndex(of: value, in: list, vm) != nil
  }
}

extension Value {
  var isOne: Bool { if case .int(1) = self { return true } else { return false } }
}
