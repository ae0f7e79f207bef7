/// `dict`.
open class DictObject: Container {
  /// Where the entries lie. Those of a view of a namespace have their values only during an access through `table`.
  @exclusivity(unchecked) final var storage: HashTable

  public final var table: HashTable {
    @inline(__always) _read {
      if kind == .namespaceView {
        beginAccess()
        yield storage
        endAccess(changed: false)
      } else {
        yield storage
      }
    }
    @inline(__always) _modify {
      if kind == .namespaceView {
        beginAccess()
        yield &storage
        endAccess(changed: true)
      } else {
        yield &storage
      }
    }
  }

  public init(_ table: HashTable = HashTable()) {
    storage = table
    super.init(type: .dict, kind: .dict)
  }

  public init(type: TypeObject) {
    storage = HashTable()
    super.init(type: type, kind: type === TypeObject.dict ? .dict : .other)
  }

  init(kind: ObjectKind) {
    storage = HashTable()
    super.init(type: .dict, kind: kind)
  }

  /// An empty dictionary proper.
  @inline(__always) static func make() -> DictObject {
    let size = fieldsStart + MemoryLayout<HashTable>.size
    let memory = lay(layout(of: DictObject.self), size: size, type: ClassWord.dict, kind: .dict)
    (memory + fieldsStart).initializeMemory(as: HashTable.self, to: HashTable())
    return finish(memory, as: DictObject.self)
  }

  static func hasExpectedLayout() -> Bool {
    let dictionary = DictObject.make()
    dictionary["key"] = .int(1)
    return instanceSize(of: DictObject.self) == fieldsStart + MemoryLayout<HashTable>.size && dictionary.kind == .dict
      && dictionary.type === TypeObject.dict && dictionary.isContainer && dictionary.count == 1
      && dictionary.bare?.used == 1
  }

  /// What a view of a namespace does around an access to its entries.
  func beginAccess() {}
  func endAccess(changed: Bool) {}

  deinit { emptyStorage() }

  /// The entries' memory, where they can be read and written as they lie there; `nil` for an empty dictionary.
  @inline(__always) final var bare: BareTable? { BareTable(withUnsafeMutablePointer(to: &storage) { $0 }) }

  private final func emptyStorage() {
    if storage.count == 0 { return }
    Reaper.empty(&storage, leaving: HashTable()) { table in
      table.entries.flatMap { [$0.key, $0.value] }
    }
  }

  open override func visitReferences(_ visit: (Object) -> Void) {
    guard let bare else { return }
    for index in 0..<bare.used {
      bare.key(at: index).pointee.visit(visit)
      bare.value(at: index).pointee.visit(visit)
    }
  }
  open override func clearReferences() { emptyStorage() }

  open override func repr(_ vm: Interpreter) throws -> String { try DictOperations.repr(self, vm) }
  open override func hash(_ vm: Interpreter) throws -> Int { throw vm.unhashable(.object(self)) }
  open override func truth(_ vm: Interpreter) throws -> Bool { count > 0 }
  open override func length(_ vm: Interpreter) throws -> Int? { count }
  open override func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    try DictOperations.compare(self, op, other, vm)
  }
  open override func binary(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    try DictOperations.binary(self, op, right, vm)
  }
  open override func inPlace(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    try DictOperations.inPlace(self, op, right, vm)
  }
  open override func item(_ key: Value, _ vm: Interpreter) throws -> Value {
    if let value = try get(key, vm) { return value }
    if type.isHeap || type !== TypeObject.dict {
      let missing = type.lookup(Names.missing)
      if !missing.isUndefined { return try vm.call(missing, [.object(self), key]) }
    }
    throw Raised.missing(Raised(.keyError, argument: key), in: .object(self), at: key)
  }
  open override func setItem(_ key: Value, _ value: Value, _ vm: Interpreter) throws { try set(key, value, vm) }
  open override func deleteItem(_ key: Value, _ vm: Interpreter) throws {
    if try remove(key, vm) == nil { throw Raised.missing(Raised(.keyError, argument: key), in: .object(self), at: key) }
  }
  open override func contains(_ value: Value, _ vm: Interpreter) throws -> Bool? { try get(value, vm) != nil }
  open override func iterator(_ vm: Interpreter) throws -> Object? { DictIterator(self, .keys) }
}

// MARK: - Access

extension DictObject {
  public final var count: Int { kind == .namespaceView ? table.count : storage.count }

  /// The index of the key's entry; `nil` when there is none.
  @inline(__always) final func index(of key: Value, _ vm: Interpreter) throws -> Int? {
    try index(of: key, hash: try vm.hash(key), vm)
  }

  /// The same for a key that lies somewhere.
  @inline(__always) final func index(of key: UnsafeMutablePointer<Value>, _ vm: Interpreter) throws -> Int? {
    guard kind != .namespaceView, let hash = NumericHash.simple(key) else { return try index(of: key.pointee, vm) }
    guard let bare else { return nil }
    let index = bare.search(key.bits, hash: hash)
    if index != BareTable.unknown { return index == BareTable.absent ? nil : index }
    return try searchSlowly(key.pointee, hash: hash, vm)
  }

  @inline(__always) final func index(of key: Value, hash: Int, _ vm: Interpreter) throws -> Int? {
    if kind != .namespaceView {
      guard let bare else { return nil }
      let index = bare.search(key.bits, hash: hash)
      if index != BareTable.unknown { return index == BareTable.absent ? nil : index }
    }
    return try searchSlowly(key, hash: hash, vm)
  }

  @inline(never) private final func searchSlowly(_ key: Value, hash: Int, _ vm: Interpreter) throws -> Int? {
    try table.find(key, hash: hash, vm)
  }

  /// The value of an entry that was just found.
  @inline(__always) final func value(at index: Int) -> Value {
    if kind != .namespaceView, let bare { return bare.value(at: index).pointee }
    return table.entries[index].value
  }

  public final func get(_ key: Value, _ vm: Interpreter) throws -> Value? {
    guard let index = try index(of: key, vm) else { return nil }
    return value(at: index)
  }

  public final func set(_ key: Value, _ value: Value, _ vm: Interpreter) throws {
    let hash = try vm.hash(key)
    let index = try index(of: key, hash: hash, vm)
    if kind == .namespaceView { return setInView(key, value, hash: hash, at: index) }
    if let index {
      if let bare, bare.isUnique { return bare.value(at: index).copy(value.bits) }
      storage.setValue(at: index, value)
    } else {
      storage.insert(key, hash: hash, value)
    }
  }

  /// The same for a key and a value that lie somewhere.
  @inline(__always) final func set(
    _ key: UnsafeMutablePointer<Value>, _ value: UnsafeMutablePointer<Value>, _ vm: Interpreter
  ) throws {
    guard kind != .namespaceView, let hash = NumericHash.simple(key) else {
      return try set(key.pointee, value.pointee, vm)
    }
    let index = bare?.search(key.bits, hash: hash) ?? BareTable.absent
    if index == BareTable.unknown { return try set(key.pointee, value.pointee, vm) }
    if index == BareTable.absent { return storage.insert(key.pointee, hash: hash, value.pointee) }
    if let bare, bare.isUnique { return bare.value(at: index).copy(value.bits) }
    storage.setValue(at: index, value.pointee)
  }

  private final func setInView(_ key: Value, _ value: Value, hash: Int, at index: Int?) {
    if let index { table.setValue(at: index, value) } else { table.insert(key, hash: hash, value) }
  }

  /// The removed value; `nil` when there was none.
  @discardableResult public final func remove(_ key: Value, _ vm: Interpreter) throws -> Value? {
    guard let index = try index(of: key, vm) else { return nil }
    return kind == .namespaceView ? table.remove(at: index).value : storage.remove(at: index).value
  }

  /// By string key: never calls user code.
  public final subscript(_ key: String) -> Value? {
    get {
      let object = StrObject(key)
      return table.findString(key, hash: object.hashCode).map { table.entries[$0].value }
    }
    set {
      let object = StrObject(key)
      let index = table.findString(key, hash: object.hashCode)
      switch (index, newValue) {
      case (let index?, let value?): table.setValue(at: index, value)
      case (let index?, nil): _ = table.remove(at: index)
      case (nil, let value?): table.insert(.object(object), hash: object.hashCode, value)
      case (nil, nil): break
      }
    }
  }

  /// Key-value pairs in the order of insertion: a snapshot.
  public final var pairs: [(key: Value, value: Value)] {
    var result: [(key: Value, value: Value)] = []
    result.reserveCapacity(count)
    for entry in table.entries where entry.isLive { result.append((entry.key, entry.value)) }
    return result
  }
  public final var keys: [Value] { pairs.map(\.key) }
  public final var values: [Value] { pairs.map(\.value) }

  public final func removeAll() { if kind == .namespaceView { table = HashTable() } else { emptyStorage() } }

  public convenience init(_ pairs: [(String, Value)]) {
    self.init()
    for (key, value) in pairs { self[key] = value }
  }
}

/// Iterates over keys, values or items, and notices when the dictionary changes meanwhile.
public final class DictIterator: Container {
  public enum Part { case keys, values, items }

  @exclusivity(unchecked) var dictionary: DictObject?
  let part: Part
  @exclusivity(unchecked) var position = 0
  let changes: Int
  let count: Int

  public init(_ dictionary: DictObject, _ part: Part) {
    self.dictionary = dictionary
    self.part = part
    changes = dictionary.table.changes
    count = dictionary.count
    let type: TypeObject =
      switch part {
      case .keys: .dictIterator
      case .values: .dictValueIterator
      case .items: .dictItemIterator
      }
    super.init(type: type, kind: part == .items ? .pairIterator : .iterator)
  }

  public override var lengthHint: Int? {
    guard let dictionary, dictionary.count == count else { return 0 }
    return dictionary.table.entries.dropFirst(position).reduce(0) { $0 + ($1.isLive ? 1 : 0) }
  }

  public override var isIterator: Bool { true }
  public override func visitReferences(_ visit: (Object) -> Void) {
    if let dictionary { visit(dictionary) }
  }
  public override func clearReferences() { dictionary = nil }

  public override func next(_ vm: Interpreter) throws -> Value? {
    guard let dictionary, let index = try nextIndex(dictionary) else { return nil }
    if dictionary.kind == .namespaceView {
      let entry = dictionary.table.entries[index]
      return part == .keys ? entry.key : part == .values ? entry.value : .pair(entry.key, entry.value)
    }
    guard let bare = dictionary.bare else { return nil }
    switch part {
    case .keys: return bare.key(at: index).pointee
    case .values: return bare.value(at: index).pointee
    case .items: return .pair(bare.key(at: index).pointee, bare.value(at: index).pointee)
    }
  }
  override func nextPair(
    _ first: UnsafeMutablePointer<Value>, _ second: UnsafeMutablePointer<Value>, _ vm: Interpreter
  ) throws -> Bool? {
    guard let dictionary, let index = try nextIndex(dictionary) else { return false }
    if dictionary.kind == .namespaceView {
      let entry = dictionary.table.entries[index]
      first.set(entry.key)
      second.set(entry.value)
    } else if let bare = dictionary.bare {
      // What dies here may be what the dictionary holds next; nothing that dies runs code.
      let (key, value) = (bare.key(at: index).bits, bare.value(at: index).bits)
      value.retain()
      first.copy(key)
      second.take(value)
    }
    return true
  }

  /// The index of the next live entry.
  private func nextIndex(_ dictionary: DictObject) throws -> Int? {
    if dictionary.storage.changes != changes || dictionary.kind == .namespaceView { try checkChanges(dictionary) }
    if let bare = dictionary.bare {
      while position < bare.used {
        position &+= 1
        if !bare.key(at: position &- 1).pointee.isUndefined { return position &- 1 }
      }
    }
    self.dictionary = nil
    return nil
  }

  @inline(never) private func checkChanges(_ dictionary: DictObject) throws {
    if dictionary.table.changes == changes { return }
    if dictionary.count != count { throw Raised(.runtimeError, "dictionary changed size during iteration") }
    throw Raised(.runtimeError, "dictionary keys changed during iteration")
  }
}
