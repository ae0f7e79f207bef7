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
  private(set) var slots: [Slot] = [Slot](repeating: Slot(key: .undefined, hash: 0), count: 8)
  public private(set) var count = 0
  private var filled = 0
  public private(set) var changes = 0
  private static let linearProbes = 9

  public init() {}

  /// Where the key is (`found`), or the free slot at which the search ended.
  private func search(_ key: Value, hash: Int, _ vm: Interpreter) throws -> (index: Int, found: Bool) {
    restart: while true {
      let mask = slots.count - 1
      var perturbation = UInt(bitPattern: hash)
      var start = hash & mask
      let seen = changes
      while true {
        let last = start + SetTable.linearProbes <= mask ? start + SetTable.linearProbes : start
        for index in start...last {
          if slots[index].key.isUndefined {
            if slots[index].hash == 0 { return (index, false) }
          } else if slots[index].hash == hash {
            let candidate = slots[index].key
            switch HashTable.quicklyEqual(candidate, key) {
            case .some(true): return (index, true)
            case .some(false): break
            case .none:
              let equal = try vm.equals(candidate, key)
              if seen != changes { continue restart }
              if equal { return (index, true) }
            }
          }
        }
        perturbation >>= 5
        start = (start &* 5 &+ 1 &+ Int(bitPattern: perturbation)) & mask
      }
    }
  }

  public func contains(_ key: Value, hash: Int, _ vm: Interpreter) throws -> Bool {
    try search(key, hash: hash, vm).found
  }

  /// Whether it is new.
  @discardableResult public mutating func insert(_ key: Value, hash: Int, _ vm: Interpreter) throws -> Bool {
    let (index, found) = try search(key, hash: hash, vm)
    if found { return false }
    slots[index] = Slot(key: key, hash: hash)
    filled += 1
    count += 1
    changes &+= 1
    if filled * 5 >= (slots.count - 1) * 3 { resize(for: count > 50_000 ? count * 2 : count * 4) }
    return true
  }

  @discardableResult public mutating func remove(_ key: Value, hash: Int, _ vm: Interpreter) throws -> Bool {
    let (index, found) = try search(key, hash: hash, vm)
    if !found { return false }
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
