import CReferences

/// The insertion-ordered open-addressing table under `dict` (as CPython has laid it out since 3.6): entries in the order
/// of insertion, and behind them in the same memory a power-of-two array of indices into the entries.
///
/// Keys compare by identity, then as strings or integers without calling anything, and only then through the
/// interpreter, whose `__eq__` may throw or change this very table; the search starts over when it did.
///
/// A copy shares the memory until one of both changes.
public struct HashTable {
  public struct Entry {
    public var key: Value
    public var value: Value
    public var hash: Int
    /// Deleted entries stay, marked by an `.undefined` key, until the next rebuild.
    @inlinable public var isLive: Bool { !key.isUndefined }
  }

  /// The first field, so that `BareTable` finds it; `nil` until something is inserted.
  private var block: TableBlock?
  /// Live entries.
  public private(set) var count = 0
  /// Grows with every change of the keys; iterators notice by it.
  public private(set) var changes = 0

  public init() {}

  public init(minimumCapacity: Int) {
    if minimumCapacity > 5 { rebuild(slots: minimumCapacity + minimumCapacity / 2 + 1) }
  }

  @inline(__always) private var bare: BareTable? { block.map { BareTable($0) } }
}

// MARK: - Searching

extension HashTable {
  /// The index of the key's entry.
  @inline(__always) public func find(_ key: Value, hash: Int, _ vm: Interpreter) throws -> Int? {
    guard let bare else { return nil }
    let index = bare.search(key.bits, hash: hash)
    if index == BareTable.unknown { return try findSlowly(key, hash: hash, vm) }
    return index == BareTable.absent ? nil : index
  }

  private func findSlowly(_ key: Value, hash: Int, _ vm: Interpreter) throws -> Int? {
    search: while let bare {
      var probe = BareTable.Probe(hash, bare.mask)
      let seen = changes
      while true {
        let index = Int(bare.slots[probe.position])
        if index == BareTable.absent { return nil }
        if index >= 0, bare.entries[index].hash == hash {
          let candidate = bare.entries[index].key
          switch candidate.bits.quicklyEquals(key.bits) {
          case .some(true): return index
          case .some(false): break
          case .none:
            let equal = try vm.equals(candidate, key)
            if seen != changes { continue search }
            if equal { return index }
          }
        }
        probe.advance()
      }
    }
    return nil
  }

  /// The index of a string key's entry: the same search, which cannot throw as long as keys are strings too.
  public func findString(_ text: String, hash: Int) -> Int? {
    guard let bare else { return nil }
    var probe = BareTable.Probe(hash, bare.mask)
    while true {
      let index = Int(bare.slots[probe.position])
      if index == BareTable.absent { return nil }
      if index >= 0, bare.entries[index].hash == hash, let candidate = bare.entries[index].key.text,
        hasSameBytes(candidate, text)
      {
        return index
      }
      probe.advance()
    }
  }

  /// The entries in order, dead ones too: a snapshot, which a change of the table leaves as it was.
  public struct Entries: RandomAccessCollection {
    fileprivate let block: TableBlock?
    public let endIndex: Int
    public var startIndex: Int { 0 }
    public subscript(index: Int) -> Entry {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: endIndex))
      return BareTable(block.unsafelyUnwrapped).entries[index]
    }
  }

  public var entries: Entries { Entries(block: block, endIndex: bare?.used ?? 0) }
}

// MARK: - Changing

extension HashTable {
  public mutating func setValue(at index: Int, _ value: consuming Value) {
    makeUnique()
    guard let bare else { return }
    bare.value(at: index).set(value)
  }

  /// Adds a key that is not there.
  public mutating func insert(_ key: consuming Value, hash: Int, _ value: consuming Value) {
    if let bare, bare.hasRoom { makeUnique() } else { grow() }
    guard let bare else { return }
    let used = bare.used
    bare.place(used, hash: hash)
    (bare.entries + used).initialize(to: Entry(key: key, value: value, hash: hash))
    bare.used = used &+ 1
    count &+= 1
    changes &+= 1
  }

  /// Removes the entry and answers it.
  public mutating func remove(at index: Int) -> Entry {
    makeUnique()
    guard let bare else { return Entry(key: .undefined, value: .undefined, hash: 0) }
    let entry = (bare.entries + index).move()
    var probe = BareTable.Probe(entry.hash, bare.mask)
    while bare.slots[probe.position] != Int32(truncatingIfNeeded: index) { probe.advance() }
    bare.slots[probe.position] = BareTable.deleted
    (bare.entries + index).initialize(to: Entry(key: .undefined, value: .undefined, hash: 0))
    count -= 1
    changes &+= 1
    // Trailing holes go at once, so that a dictionary used as a stack does not grow.
    while bare.used > 0, !bare.entries[bare.used - 1].isLive { bare.used -= 1 }
    return entry
  }

  public mutating func removeAll() {
    let steps = changes
    self = HashTable()
    changes = steps &+ 1
  }

  @inline(__always) private mutating func makeUnique() {
    if let bare, !bare.isUnique { copyBlock(bare) }
  }

  @inline(never) private mutating func copyBlock(_ bare: BareTable) {
    let copy = TableBlock.make(slots: bare.mask + 1, capacity: bare.capacity)
    let target = BareTable(copy)
    target.entries.initialize(from: bare.entries, count: bare.used)
    target.used = bare.used
    target.filled = bare.filled
    target.slots.update(from: bare.slots, count: bare.mask + 1)
    block = copy
  }

  /// Most dictionaries stay small: the first memory has room for three entries, and for five next.
  @inline(never) private mutating func grow() {
    guard let bare else { return block = TableBlock.make(slots: 8, capacity: 3) }
    rebuild(slots: bare.capacity == 3 ? 8 : count * 3)
  }

  /// New memory, without the entries that were deleted.
  @inline(never) private mutating func rebuild(slots wanted: Int) {
    var slots = 8
    while slots < wanted { slots *= 2 }
    let larger = TableBlock.make(slots: slots)
    let target = BareTable(larger)
    var used = 0
    if let bare {
      let isUnique = bare.isUnique
      for index in 0..<bare.used where !bare.key(at: index).pointee.isUndefined {
        if isUnique {
          (target.entries + used).moveInitialize(from: bare.entries + index, count: 1)
        } else {
          (target.entries + used).initialize(to: bare.entries[index])
        }
        target.place(used, hash: target.entries[used].hash)
        used += 1
      }
      // What was moved is no longer the old memory's to release, and what was not is nothing.
      if isUnique { bare.used = 0 }
    }
    target.used = used
    block = larger
    changes &+= 1
  }
}

// MARK: - Memory

/// The memory of a table: four numbers, the entries, and behind the room for those the slots. Only `BareTable` looks
/// inside.
final class TableBlock {
  private var used = 0
  private var capacity = 0
  private var filled = 0
  private var mask = 0

  private init() {}

  deinit {
    let bare = BareTable(self)
    for index in 0..<bare.used {
      bare.key(at: index).dropReference()
      bare.value(at: index).dropReference()
    }
  }

  /// Two thirds of the slots have entries at most.
  static func make(slots: Int) -> TableBlock { make(slots: slots, capacity: slots * 2 / 3) }

  static func make(slots: Int, capacity: Int) -> TableBlock {
    let size = BareTable.fieldSize + capacity * MemoryLayout<HashTable.Entry>.stride
    let memory = nabla_allocate(
      Object.layout(of: TableBlock.self), size + slots * MemoryLayout<Int32>.stride)
    let bare = BareTable(memory)
    bare.used = 0
    bare.capacity = capacity
    bare.filled = 0
    bare.mask = slots - 1
    UnsafeMutableRawPointer(bare.slots).initializeMemory(as: UInt8.self, repeating: 0xFF, count: slots * 4)
    return Unmanaged<TableBlock>.fromOpaque(memory).takeRetainedValue()
  }

  static func hasExpectedLayout() -> Bool {
    var table = HashTable()
    table.insert(.string("key"), hash: 5, .int(1))
    let other = table
    table.insert(.int(6), hash: 6, .none)
    return Object.instanceSize(of: TableBlock.self) == BareTable.fieldSize
      && MemoryLayout<HashTable.Entry>.stride == 40 && withUnsafeMutablePointer(to: &table) { BareTable($0) != nil }
      && table.findString("key", hash: 5) == 0 && table.entries.count == 2 && other.entries.count == 1
  }
}
