/// The insertion-ordered open-addressing table under `dict` (as CPython has laid it out since 3.6): entries in the order
/// of insertion, and beside them a power-of-two array of indices into the entries.
///
/// Keys compare by identity, then as strings or integers without calling anything, and only then through the
/// interpreter, whose `__eq__` may throw or change this very table; the search starts over when it did.
public struct HashTable {
  public struct Entry {
    public var key: Value
    public var value: Value
    public var hash: Int
    /// Deleted entries stay, marked by an `.undefined` key, until the next rebuild.
    @inlinable public var isLive: Bool { !key.isUndefined }
  }

  public private(set) var entries: [Entry] = []
  /// -1 free, -2 deleted, otherwise an index into `entries`.
  private var slots: [Int32] = []
  /// Live entries.
  public private(set) var count = 0
  /// Slots that are not free.
  private var filled = 0
  /// Grows with every change of the keys; iterators notice by it.
  public private(set) var changes = 0

  public init() {}

  public init(minimumCapacity: Int) {
    if minimumCapacity > 5 { rebuild(for: minimumCapacity) }
  }
}

extension HashTable {
  /// The index of the key's entry.
  public func find(_ key: Value, hash: Int, _ vm: Interpreter) throws -> Int? {
    if slots.isEmpty { return nil }
    switch findQuickly(key, hash: hash) {
    case .found(let index): return index
    case .absent: return nil
    case .unknown: return try findSlowly(key, hash: hash, vm)
    }
  }

  private enum Search {
    case found(Int)
    case absent
    /// Only `__eq__` can tell.
    case unknown
  }

  /// The search that calls nothing, on the bare memory of both arrays.
  private func findQuickly(_ key: Value, hash: Int) -> Search {
    slots.withUnsafeBufferPointer { slots in
      entries.withUnsafeBufferPointer { entries in
        guard let slots = slots.baseAddress, let first = entries.baseAddress else { return .absent }
        let mask = self.slots.count - 1
        var position = hash & mask
        var perturbation = UInt(bitPattern: hash)
        while true {
          let index = Int(slots[position])
          if index == -1 { return .absent }
          if index >= 0, first[index].hash == hash {
            switch HashTable.quicklyEqual(first[index].key, key) {
            case .some(true): return .found(index)
            case .some(false): break
            case .none: return .unknown
            }
          }
          perturbation >>= 5
          position = (position &* 5 &+ Int(bitPattern: perturbation) &+ 1) & mask
        }
      }
    }
  }

  private func findSlowly(_ key: Value, hash: Int, _ vm: Interpreter) throws -> Int? {
    search: while true {
      let mask = slots.count - 1
      var position = hash & mask
      var perturbation = UInt(bitPattern: hash)
      let seen = changes
      while true {
        let index = Int(slots[position])
        if index == -1 { return nil }
        if index >= 0, entries[index].hash == hash {
          let candidate = entries[index].key
          switch HashTable.quicklyEqual(candidate, key) {
          case .some(true): return index
          case .some(false): break
          case .none:
            let equal = try vm.equals(candidate, key)
            if seen != changes { continue search }
            if equal { return index }
          }
        }
        perturbation >>= 5
        position = (position &* 5 &+ Int(bitPattern: perturbation) &+ 1) & mask
      }
    }
  }

  /// `nil` when only the interpreter can tell.
  @inline(__always) static func quicklyEqual(_ left: Value, _ right: Value) -> Bool? {
    switch (left, right) {
    case (.int(let a), .int(let b)): return a == b
    case (.object(let a), .object(let b)):
      if a === b { return true }
      guard a.kind == b.kind else { return nil }
      if a.kind == .str {
        return unsafeDowncast(a, to: StrObject.self).isEqual(unsafeDowncast(b, to: StrObject.self))
      }
      return a.kind == .tuple ? quicklyEqualTuples(a, b) : nil
    case (.none, .none): return true
    case (.none, .int), (.int, .none): return false
    default: return nil
    }
  }

  /// Tuples of numbers and strings; what they nest is left to the interpreter, which minds the depth.
  private static func quicklyEqualTuples(_ left: Object, _ right: Object) -> Bool? {
    let a = unsafeDowncast(left, to: TupleObject.self).items
    let b = unsafeDowncast(right, to: TupleObject.self).items
    if a.count != b.count { return false }
    for index in a.indices {
      switch (a[index], b[index]) {
      case (.int(let x), .int(let y)):
        if x != y { return false }
      case (.object(let x), .object(let y)):
        if x === y { continue }
        guard x.kind == .str, y.kind == .str else { return nil }
        if !unsafeDowncast(x, to: StrObject.self).isEqual(unsafeDowncast(y, to: StrObject.self)) { return false }
      case (.none, .none): continue
      default: return nil
      }
    }
    return true
  }

  /// The index of a string key's entry: the same search, which cannot throw as long as keys are strings too.
  public func findString(_ text: String, hash: Int) -> Int? {
    if slots.isEmpty { return nil }
    let mask = slots.count - 1
    var position = hash & mask
    var perturbation = UInt(bitPattern: hash)
    while true {
      let index = Int(slots[position])
      if index == -1 { return nil }
      if index >= 0, entries[index].hash == hash, let candidate = entries[index].key.text,
        hasSameBytes(candidate, text)
      {
        return index
      }
      perturbation >>= 5
      position = (position &* 5 &+ Int(bitPattern: perturbation) &+ 1) & mask
    }
  }

  public mutating func setValue(at index: Int, _ value: Value) { entries[index].value = value }

  /// Adds a key that is not there.
  public mutating func insert(_ key: Value, hash: Int, _ value: Value) {
    if (filled + 1) * 3 > slots.count * 2 { rebuild(for: (count + 1) * 2) }
    let mask = slots.count - 1
    var position = hash & mask
    var perturbation = UInt(bitPattern: hash)
    while slots[position] >= 0 {
      perturbation >>= 5
      position = (position &* 5 &+ Int(bitPattern: perturbation) &+ 1) & mask
    }
    if slots[position] == -1 { filled += 1 }
    slots[position] = Int32(truncatingIfNeeded: entries.count)
    entries.append(Entry(key: key, value: value, hash: hash))
    count += 1
    changes &+= 1
  }

  /// Removes the entry and answers it.
  public mutating func remove(at index: Int) -> Entry {
    let entry = entries[index]
    let mask = slots.count - 1
    var position = entry.hash & mask
    var perturbation = UInt(bitPattern: entry.hash)
    while slots[position] != Int32(truncatingIfNeeded: index) {
      perturbation >>= 5
      position = (position &* 5 &+ Int(bitPattern: perturbation) &+ 1) & mask
    }
    slots[position] = -2
    entries[index] = Entry(key: .undefined, value: .undefined, hash: 0)
    count -= 1
    changes &+= 1
    // Trailing holes go at once, so that a dictionary used as a stack does not grow.
    while let last = entries.last, !last.isLive { entries.removeLast() }
    return entry
  }

  public mutating func removeAll() {
    let steps = changes
    self = HashTable()
    changes = steps &+ 1
  }

  private mutating func rebuild(for wanted: Int) {
    var capacity = 8
    while capacity * 2 < wanted * 3 { capacity *= 2 }
    if count != entries.count { entries.removeAll { !$0.isLive } }
    slots = [Int32](repeating: -1, count: capacity)
    let mask = capacity - 1
    for (index, entry) in entries.enumerated() {
      var position = entry.hash & mask
      var perturbation = UInt(bitPattern: entry.hash)
      while slots[position] >= 0 {
        perturbation >>= 5
        position = (position &* 5 &+ Int(bitPattern: perturbation) &+ 1) & mask
      }
      slots[position] = Int32(truncatingIfNeeded: index)
    }
    filled = entries.count
    changes &+= 1
  }
}
