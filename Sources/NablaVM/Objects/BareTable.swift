import CReferences

/// The memory of a hash table, without the reference that reading the property which holds it would take: for as long as
/// nothing replaces it.
struct BareTable {
  private let memory: UnsafeMutableRawPointer

  static let absent = -1
  /// Only `__eq__` can tell.
  static let unknown = -2
  /// The mark of a slot whose entry was removed.
  static let deleted: Int32 = -2
  @inline(__always) static var fieldSize: Int { 48 }

  @inline(__always) init(_ memory: UnsafeMutableRawPointer) { self.memory = memory }
  @inline(__always) init(_ block: TableBlock) { memory = Unmanaged.passUnretained(block).toOpaque() }
  @inline(__always) init?(_ table: UnsafeMutablePointer<HashTable>) {
    guard let memory = UnsafeRawPointer(table).load(as: UnsafeMutableRawPointer?.self) else { return nil }
    self.memory = memory
  }

  @inline(__always) private func field(_ offset: Int) -> UnsafeMutablePointer<Int> {
    (memory + offset).assumingMemoryBound(to: Int.self)
  }

  /// Entries, live and deleted.
  @inline(__always) var used: Int {
    get { field(16).pointee }
    nonmutating set { field(16).pointee = newValue }
  }
  @inline(__always) var capacity: Int {
    get { field(24).pointee }
    nonmutating set { field(24).pointee = newValue }
  }
  /// Slots that are not free.
  @inline(__always) var filled: Int {
    get { field(32).pointee }
    nonmutating set { field(32).pointee = newValue }
  }
  @inline(__always) var mask: Int {
    get { field(40).pointee }
    nonmutating set { field(40).pointee = newValue }
  }

  @inline(__always) var entries: UnsafeMutablePointer<HashTable.Entry> {
    (memory + BareTable.fieldSize).assumingMemoryBound(to: HashTable.Entry.self)
  }
  @inline(__always) func key(at index: Int) -> UnsafeMutablePointer<Value> {
    UnsafeMutableRawPointer(entries + index).assumingMemoryBound(to: Value.self)
  }
  @inline(__always) func value(at index: Int) -> UnsafeMutablePointer<Value> { key(at: index) + 1 }
  /// -1 free, -2 deleted, otherwise an index into the entries.
  @inline(__always) var slots: UnsafeMutablePointer<Int32> {
    (memory + BareTable.fieldSize + capacity &* MemoryLayout<HashTable.Entry>.stride)
      .assumingMemoryBound(to: Int32.self)
  }

  @inline(__always) var isUnique: Bool { nabla_is_unique(memory) }
  @inline(__always) var hasRoom: Bool { used < capacity && filled < capacity }

  /// The slots in the order in which a hash tries them.
  struct Probe {
    private(set) var position: Int
    private var perturbation: UInt
    private let mask: Int

    @inline(__always) init(_ hash: Int, _ mask: Int) {
      position = hash & mask
      perturbation = UInt(bitPattern: hash)
      self.mask = mask
    }
    @inline(__always) mutating func advance() {
      perturbation >>= 5
      position = (position &* 5 &+ Int(bitPattern: perturbation) &+ 1) & mask
    }
  }

  /// The index of the key's entry, `absent` or `unknown`. Calls nothing.
  @inline(__always) func search(_ key: Bits, hash: Int) -> Int {
    let slots = slots
    let entries = entries
    var probe = Probe(hash, mask)
    while true {
      let index = Int(slots[probe.position])
      if index == BareTable.absent { return BareTable.absent }
      if index >= 0, entries[index].hash == hash {
        let candidate = self.key(at: index).bits
        if candidate.payload == key.payload, candidate.tag == key.tag { return index }
        guard let isEqual = candidate.quicklyEqualsOther(key) else { return BareTable.unknown }
        if isEqual { return index }
      }
      probe.advance()
    }
  }

  /// Lets a slot point to an entry that is about to be added.
  @inline(__always) func place(_ index: Int, hash: Int) {
    let slots = slots
    var probe = Probe(hash, mask)
    while slots[probe.position] >= 0 { probe.advance() }
    if slots[probe.position] == Int32(truncatingIfNeeded: BareTable.absent) { filled &+= 1 }
    slots[probe.position] = Int32(truncatingIfNeeded: index)
  }
}

// MARK: - Equality that calls nothing

extension Value {
  /// The value's memory, without a reference of its own.
  @inline(__always) var bits: Bits { unsafeBitCast(self, to: Bits.self) }
}

extension UnsafeMutablePointer where Pointee == Value {
  /// Releases an object; the memory counts as uninitialised afterwards.
  @inline(__always) func dropReference() {
    if isObject { nabla_release(UnsafeRawPointer(reference.toOpaque())) }
  }
}

extension Bits {
  @inline(__always) private var reference: Unmanaged<Object> {
    Unmanaged.fromOpaque(UnsafeRawPointer(bitPattern: payload).unsafelyUnwrapped)
  }

  /// `==`, identity first; `nil` when only the interpreter can tell.
  @inline(__always) func quicklyEquals(_ other: Bits) -> Bool? {
    payload == other.payload && tag == other.tag ? true : quicklyEqualsOther(other)
  }

  /// The same for values that are not identical.
  @inline(__always) func quicklyEqualsOther(_ other: Bits) -> Bool? {
    guard tag == other.tag else { return isText && !other.isObject || other.isText && !isObject ? false : nil }
    if tag == ValueTag.int { return false }
    return isObject ? Bits.areEqual(reference, other.reference) : nil
  }

  /// Whether it is a `str`, which equals nothing that is no object.
  @inline(__always) private var isText: Bool { isObject && reference._withUnsafeGuaranteedRef { $0.kind == .str } }

  @inline(never) private static func areEqual(_ left: Unmanaged<Object>, _ right: Unmanaged<Object>) -> Bool? {
    left._withUnsafeGuaranteedRef { a in
      right._withUnsafeGuaranteedRef { b in
        guard a.kind == b.kind else { return nil }
        switch a.kind {
        case .str: return unsafeDowncast(a, to: StrObject.self).isEqual(unsafeDowncast(b, to: StrObject.self))
        case .tuple: return areEqual(unsafeDowncast(a, to: TupleObject.self), unsafeDowncast(b, to: TupleObject.self))
        default: return nil
        }
      }
    }
  }

  /// Tuples of numbers and strings; what they nest is left to the interpreter, which minds the depth.
  private static func areEqual(_ left: TupleObject, _ right: TupleObject) -> Bool? {
    let count = left.count
    if count != right.count { return false }
    let (a, b) = (left.ownItems, right.ownItems)
    for index in 0..<count {
      let (x, y) = ((a + index).bits, (b + index).bits)
      if x.payload == y.payload, x.tag == y.tag { continue }
      guard x.tag == y.tag else { return nil }
      if x.tag == ValueTag.int { return false }
      guard x.isObject else { return nil }
      let isSame = x.reference._withUnsafeGuaranteedRef { one in
        y.reference._withUnsafeGuaranteedRef { other -> Bool? in
          guard one.kind == .str, other.kind == .str else { return nil }
          return unsafeDowncast(one, to: StrObject.self).isEqual(unsafeDowncast(other, to: StrObject.self))
        }
      }
      guard isSame == true else { return isSame }
    }
    return true
  }
}
