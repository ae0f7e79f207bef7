/// The open-addressing table under `set` and `frozenset`, laid out as CPython 3.11's `setobject.c` does: the order of
/// iteration is the order of the slots, so a set of small integers prints in the same order here and there.
///
/// Probing looks at up to nine neighbours before it jumps; the table grows when three fifths are filled, to four times
/// the number of elements (twice, past 50,000).
public struct SetTable {
  struct Slot {
    var key: Value
    var hash: Int
  }

  /// A free slot has an `.undefined` key and hash 0, a deleted one an `.undefined` key and hash -1 (never a hash).
  private(set) var slots = SetTable.emptySlots
  public private(set) var count = 0
  private var filled = 0
  public private(set) var changes = 0
  private static let linearProbes = 9

  public init() {}

  private static let emptySlots = [Slot](repeating: Slot(key: .undefined, hash: 0), count: 8)

  /// Where the key is, or else the free slot at which the search ended, inverted.
  @inline(__always) private func search(_ key: Value, hash: Int, _ vm: Interpreter) throws -> Int {
    let bits = key.bits
    let place = slots.withUnsafeBufferPointer { slots -> Int? in
      guard let first = slots.baseAddress else { return nil }
      return SetTable.probe(UnsafeMutablePointer(mutating: first), mask: slots.count - 1, bits, hash: hash)
    }
    if let place { return place }
    return try searchSlowly(key, hash: hash, vm)
  }

  /// The search that calls nothing; `nil` when only `__eq__` can tell.
  @inline(__always) private static func probe(
    _ slots: UnsafeMutablePointer<Slot>, mask: Int, _ key: Bits, hash: Int
  ) -> Int? {
    var perturbation = UInt(bitPattern: hash)
    var start = hash & mask
    while true {
      let last = start + linearProbes <= mask ? start + linearProbes : start
      var index = start
      while index <= last {
        let candidate = UnsafeMutableRawPointer(slots + index).assumingMemoryBound(to: Value.self)
        if slots[index].hash == hash, !candidate.pointee.isUndefined {
          guard let isEqual = candidate.bits.quicklyEquals(key) else { return nil }
          if isEqual { return index }
        } else if slots[index].hash == 0, candidate.pointee.isUndefined {
          return ~index
        }
        index &+= 1
      }
      perturbation >>= 5
      start = (start &* 5 &+ 1 &+ Int(bitPattern: perturbation)) & mask
    }
  }

  @inline(never) private func searchSlowly(_ key: Value, hash: Int, _ vm: Interpreter) throws -> Int {
    restart: while true {
      let mask = slots.count - 1
      var perturbation = UInt(bitPattern: hash)
      var start = hash & mask
      let seen = changes
      while true {
        let last = start + SetTable.linearProbes <= mask ? start + SetTable.linearProbes : start
        for index in start...last {
          if slots[index].key.isUndefined {
            if slots[index].hash == 0 { return ~index }
          } else if slots[index].hash == hash {
            let equal = try vm.equals(slots[index].key, key)
            if seen != changes { continue restart }
            if equal { return index }
          }
        }
        perturbation >>= 5
        start = (start &* 5 &+ 1 &+ Int(bitPattern: perturbation)) & mask
      }
    }
  }

  public func contains(_ key: Value, hash: Int, _ vm: Interpreter) throws -> Bool {
    try search(key, hash: hash, vm) >= 0
  }

  /// Whether it is new.
  @discardableResult public mutating func insert(_ key: Value, hash: Int, _ vm: Interpreter) throws -> Bool {
    let place = try search(key, hash: hash, vm)
    if place >= 0 { return false }
    slots.withUnsafeMutableBufferPointer { $0[~place] = Slot(key: key, hash: hash) }
    filled += 1
    count += 1
    changes &+= 1
    if filled * 5 >= (slots.count - 1) * 3 { resize(for: count > 50_000 ? count * 2 : count * 4) }
    return true
  }

  @discardableResult public mutating func remove(_ key: Value, hash: Int, _ vm: Interpreter) throws -> Bool {
    let index = try search(key, hash: hash, vm)
    if index < 0 { return false }
    erase(index)
    return true
  }

  private mutating func erase(_ index: Int) {
    slots[index] = Slot(key: .undefined, hash: -1)
    count -= 1
    changes &+= 1
  }

  /// The first element in slot order, removed.
  public mutating func popFirst() -> Value? {
    guard let index = slots.firstIndex(where: { !$0.key.isUndefined }) else { return nil }
    let key = slots[index].key
    erase(index)
    return key
  }

  public mutating func removeAll() {
    let steps = changes
    self = SetTable()
    changes = steps &+ 1
  }

  public var elements: [Value] { slots.compactMap { $0.key.defined } }
  /// Elements with their hashes: set algebra need not hash again.
  public var hashedElements: [(key: Value, hash: Int)] {
    slots.compactMap { $0.key.isUndefined ? nil : ($0.key, $0.hash) }
  }

  private mutating func resize(for wanted: Int) {
    var capacity = 8
    while capacity <= wanted { capacity *= 2 }
    let old = slots
    slots = [Slot](repeating: Slot(key: .undefined, hash: 0), count: capacity)
    filled = count
    let mask = capacity - 1
    for slot in old where !slot.key.isUndefined {
      var perturbation = UInt(bitPattern: slot.hash)
      var start = slot.hash & mask
      place: while true {
        let last = start + SetTable.linearProbes <= mask ? start + SetTable.linearProbes : start
        for index in start...last where slots[index].key.isUndefined {
          slots[index] = slot
          break place
        }
        perturbation >>= 5
        start = (start &* 5 &+ 1 &+ Int(bitPattern: perturbation)) & mask
      }
    }
    changes &+= 1
  }
}
