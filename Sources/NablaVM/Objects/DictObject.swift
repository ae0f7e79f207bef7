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

  /// What a view of a namespace does around an access to its entries.
  func beginAccess() {}
  func endAccess(changed: Bool) {}

  deinit { emptyStorage() }

  private final func emptyStorage() {
    if storage.count == 0 { return }
    var values: [Value] = []
    values.reserveCapacity(2 * storage.count)
    for entry in storage.entries {
      if case .object = entry.key { values.append(entry.key) }
      if case .object = entry.value { values.append(entry.value) }
    }
    storage = HashTable()
    Reaper.empty(&values)
  }

  open override func visitReferences(_ visit: (Object) -> Void) {
    for entry in storage.entries {
      entry.key.visit(visit)
      entry.value.visit(visit)
    }
  }
  open override func clearReferences() { emptyStorage() }

  open override func repr(_ vm: Interpreter) throws -> String { try DictOperations.repr(self, vm) }
  open override func hash(_ vm: Interpreter) throws -> Int { throw vm.unhashable(.object(self)) }
  open override func truth(_ vm: Interpreter) throws -> Bool { table.count > 0 }
  open override func length(_ vm: Interpreter) throws -> Int? { table.count }
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
    throw Raised.missing(Raised(.keyError, arguments: [key]), in: .object(self), at: key)
  }
  open override func setItem(_ key: Value, _ value: Value, _ vm: Interpreter) throws { try set(key, value, vm) }
  open override func deleteItem(_ key: Value, _ vm: Interpreter) throws {
    if try remove(key, vm) == nil { throw Raised.missing(Raised(.keyError, arguments: [key]), in: .object(self), at: key) }
  }
  open override func contains(_ value: Value, _ vm: Interpreter) throws -> Bool? { try get(value, vm) != nil }
  open override func iterator(_ vm: Interpreter) throws -> Object? { DictIterator(self, .keys) }
}

// MARK: - Access

extension DictObject {
  public final var count: Int { table.count }

  @inline(__always) final func index(of key: Value, _ vm: Interpreter) throws -> Int? {
    try table.find(key, hash: try vm.hash(key), vm)
  }

  public final func get(_ key: Value, _ vm: Interpreter) throws -> Value? {
    guard let index = try index(of: key, vm) else { return nil }
    return table.entries[index].value
  }

  public final func set(_ key: Value, _ value: Value, _ vm: Interpreter) throws {
    let hash = try vm.hash(key)
    if let index = try table.find(key, hash: hash, vm) {
      table.setValue(at: index, value)
    } else {
      table.insert(key, hash: hash, value)
    }
  }

  /// The removed value; `nil` when there was none.
  @discardableResult public final func remove(_ key: Value, _ vm: Interpreter) throws -> Value? {
    guard let index = try table.find(key, hash: try vm.hash(key), vm) else { return nil }
    return table.remove(at: index).value
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

  public final func removeAll() { if kind == .namespaceView { table = HashTable() } else { clearReferences() } }

  public convenience init(_ pairs: [(String, Value)]) {
    self.init()
    for (key, value) in pairs { self[key] = value }
  }
}

/// Iterates over keys, values or items, and notices when the dictionary changes meanwhile.
public final class DictIterator: Container {
  public enum Part { case keys, values, items }

  var dictionary: DictObject?
  let part: Part
  var position = 0
  var changes: Int
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
    guard let index = try nextIndex(), let dictionary else { return nil }
    let entry = dictionary.table.entries[index]
    switch part {
    case .keys: return entry.key
    case .values: return entry.value
    case .items: return .tuple([entry.key, entry.value])
    }
  }
  override func nextPair(
    _ first: UnsafeMutablePointer<Value>, _ second: UnsafeMutablePointer<Value>, _ vm: Interpreter
  ) throws -> Bool? {
    guard let index = try nextIndex(), let dictionary else { return false }
    let entry = dictionary.table.entries[index]
    first.set(entry.key)
    second.set(entry.value)
    return true
  }

  /// The index of the next live entry.
  private func nextIndex() throws -> Int? {
    guard let dictionary else { return nil }
    if dictionary.table.changes != changes {
      if dictionary.count != count { throw Raised(.runtimeError, "dictionary changed size during iteration") }
      throw Raised(.runtimeError, "dictionary keys changed during iteration")
    }
    while position < dictionary.table.entries.count {
      position += 1
      if dictionary.table.entries[position - 1].isLive { return position - 1 }
    }
    self.dictionary = nil
    return nil
  }
}
