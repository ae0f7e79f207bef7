/// `sorted` and `list.sort`.
///
/// Keys are looked at once: what they are decides how they compare. Numbers and strings are sorted as small plain
/// structures beside their positions, so that moving them counts no references, and only keys of other kinds are
/// compared by the interpreter. Swift's sort is a stable merge sort; reversed order exchanges the sides of the
/// comparison, which leaves equal elements in place.
enum Sorting {
  static func sorted(_ items: [Value], key: Value, reverse: Bool, _ vm: Interpreter) throws -> [Value] {
    if items.count < 2, key.isNone || key.isUndefined { return items }
    var keys = items
    if !key.isNone, !key.isUndefined {
      keys = []
      keys.reserveCapacity(items.count)
      for item in items { keys.append(try vm.call(key, item)) }
    }
    return try order(keys, reverse: reverse, vm).map { items[Int($0)] }
  }

  private struct Keyed<Key> {
    let key: Key
    let index: UInt32
  }

  /// The positions of the keys in order.
  private static func order(_ keys: [Value], reverse: Bool, _ vm: Interpreter) throws -> [UInt32] {
    if let ints = plain(keys, { if case .int(let key) = $0 { key } else { nil } }) {
      return ints.sorted { reverse ? $1.key < $0.key : $0.key < $1.key }.map(\.index)
    }
    if let floats = plain(keys, { if case .float(let key) = $0, !key.isNaN { key } else { nil } }) {
      return floats.sorted { reverse ? $1.key < $0.key : $0.key < $1.key }.map(\.index)
    }
    if let texts = plain(keys, { $0.textStart }) {
      func less(_ a: Keyed<UInt64>, _ b: Keyed<UInt64>) -> Bool {
        // Eight bytes decide nearly always.
        if a.key != b.key { return a.key < b.key }
        guard let a = keys[Int(a.index)].text, let b = keys[Int(b.index)].text else { return false }
        return StrText.less(a, b)
      }
      return texts.sorted { reverse ? less($1, $0) : less($0, $1) }.map(\.index)
    }
    return try (0..<UInt32(truncatingIfNeeded: keys.count)).sorted { a, b in
      try reverse ? less(keys[Int(b)], keys[Int(a)], vm) : less(keys[Int(a)], keys[Int(b)], vm)
    }
  }

  private static func plain<Key>(_ keys: [Value], _ key: (Value) -> Key?) -> [Keyed<Key>]? {
    var result: [Keyed<Key>] = []
    result.reserveCapacity(keys.count)
    for (index, value) in keys.enumerated() {
      guard let key = key(value) else { return nil }
      result.append(Keyed(key: key, index: UInt32(truncatingIfNeeded: index)))
    }
    return result
  }

  /// `left < right`, with tuples of numbers and strings compared on the spot.
  private static func less(_ left: Value, _ right: Value, _ vm: Interpreter) throws -> Bool {
    if case .object(let a) = left, case .object(let b) = right, a.kind == .tuple, b.kind == .tuple {
      let a = unsafeDowncast(a, to: TupleObject.self).items
      let b = unsafeDowncast(b, to: TupleObject.self).items
      var index = 0
      while index < a.count, index < b.count {
        guard let order = quickOrder(a[index], b[index]) else { return try vm.less(left, right) }
        if order != 0 { return order < 0 }
        index += 1
      }
      return a.count < b.count
    }
    return try vm.less(left, right)
  }

  /// -1, 0 or 1 for two numbers or two strings; `nil` where the interpreter has to compare.
  private static func quickOrder(_ left: Value, _ right: Value) -> Int? {
    switch (left, right) {
    case (.int(let a), .int(let b)): return a < b ? -1 : a > b ? 1 : 0
    case (.float(let a), .float(let b)): return a < b ? -1 : a > b ? 1 : a == b ? 0 : nil
    case (.object(let a), .object(let b)):
      guard a.kind == .str, b.kind == .str else { return nil }
      let x = unsafeDowncast(a, to: StrObject.self)
      let y = unsafeDowncast(b, to: StrObject.self)
      if x.isEqual(y) { return 0 }
      return StrText.less(x.text, y.text) ? -1 : 1
    default: return nil
    }
  }
}

extension Value {
  /// The first eight bytes of a `str` as a number that orders as they do (UTF-8 keeps the order of code points, and
  /// no byte that is missing counts less than zero); `nil` for other values.
  fileprivate var textStart: UInt64? {
    guard case .object(let object) = self, object.kind == .str else { return nil }
    var start: UInt64 = 0
    var shift: UInt64 = 56
    for byte in unsafeDowncast(object, to: StrObject.self).text.utf8.prefix(8) {
      start |= UInt64(byte) << shift
      shift &-= 8
    }
    return start
  }
}
