import CReferences

/// `list`.
open class ListObject: Container {
  @exclusivity(unchecked) public final var items: [Value]

  public init(_ items: [Value]) {
    self.items = items
    super.init(type: .list, kind: .list)
  }

  public init(_ items: [Value], type: TypeObject) {
    self.items = items
    super.init(type: type, kind: type === TypeObject.list ? .list : .other)
  }

  deinit { Reaper.empty(&items) }

  /// A list proper.
  @inline(__always) static func make(_ items: consuming [Value]) -> ListObject {
    let memory: UnsafeMutableRawPointer
    if let pooled = nabla_pool_take(&nabla_lists, 1) {
      relay(pooled, kind: .list)
      memory = pooled
    } else {
      memory = allocate()
    }
    (memory + fieldsStart).initializeMemory(as: [Value].self, to: items)
    return finish(memory, as: ListObject.self)
  }

  @inline(never) private static func allocate() -> UnsafeMutableRawPointer {
    let memory = lay(layout(of: ListObject.self), size: fieldsStart + 8, type: ClassWord.list, kind: .list)
    if nabla_lists.layout == nil { open(&nabla_lists, after: memory) { ListObject.reclaim($0) } }
    return memory
  }

  /// The last reference to a list went: what `deinit` does otherwise, but the memory of a list proper is kept for another.
  private static func reclaim(_ memory: UnsafeMutableRawPointer) {
    let list = Unmanaged<ListObject>.fromOpaque(memory)
    guard list._withUnsafeGuaranteedRef({ $0.kind == .list }) else { return swift_nonatomic_release(memory) }
    list._withUnsafeGuaranteedRef { Collector.untrack($0) }
    let items = (memory + fieldsStart).assumingMemoryBound(to: [Value].self)
    Reaper.empty(&items.pointee)
    items.deinitialize(count: 1)
    nabla_pool_give(&nabla_lists, memory, 1)
  }

  static func hasExpectedLayout() -> Bool {
    let list = ListObject.make([.int(1), .string("two")])
    return instanceSize(of: ListObject.self) == fieldsStart + 8 && list.kind == .list && list.type === TypeObject.list
      && list.isContainer && list.items.count == 2 && list.items[1].text == "two"
  }

  /// Appends another reference to what the place holds.
  @inline(__always) final func append(_ source: UnsafeMutablePointer<Value>) {
    if !bareItems.append(source.bits) { grow(with: source) }
  }

  @inline(never) private final func grow(with source: UnsafeMutablePointer<Value>) {
    let old = bareItems
    let count = old.count
    if count > 0, !old.isUnique { return items.append(source.pointee) }
    let bits = source.bits
    bits.retain()
    // Lists of one or two are rare enough that the first room is for four.
    let larger = BareArray.make(count: count + 1, capacity: max(4, 2 * count)) { target in
      UnsafeMutableRawPointer(target).copyMemory(from: old.start, byteCount: count * MemoryLayout<Value>.stride)
      (target + count).write(bits)
    }
    if count > 0 { _ = old.abandon() }
    items = larger
  }

  open override func visitReferences(_ visit: (Object) -> Void) {
    let bare = bareItems
    for index in 0..<bare.count { bare.start[index].visit(visit) }
  }
  open override func clearReferences() {
    Reaper.empty(&items)
    items = []
  }

  public override var matchesSequence: Bool { true }
  open override func repr(_ vm: Interpreter) throws -> String { try ListOperations.repr(self, vm) }
  open override func hash(_ vm: Interpreter) throws -> Int { throw vm.unhashable(.object(self)) }
  open override func truth(_ vm: Interpreter) throws -> Bool { !items.isEmpty }
  open override func length(_ vm: Interpreter) throws -> Int? { items.count }
  open override func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    try ListOperations.compare(self, op, other, vm)
  }
  open override func binary(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    try ListOperations.binary(self, op, right, vm)
  }
  open override func reflected(_ op: BinaryOperator, _ left: Value, _ vm: Interpreter) throws -> Value? {
    try ListOperations.reflected(self, op, left, vm)
  }
  open override func inPlace(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    try ListOperations.inPlace(self, op, right, vm)
  }
  open override func item(_ key: Value, _ vm: Interpreter) throws -> Value { try ListOperations.item(self, key, vm) }
  open override func setItem(_ key: Value, _ value: Value, _ vm: Interpreter) throws {
    try ListOperations.setItem(self, key, value, vm)
  }
  open override func deleteItem(_ key: Value, _ vm: Interpreter) throws {
    try ListOperations.deleteItem(self, key, vm)
  }
  open override func contains(_ value: Value, _ vm: Interpreter) throws -> Bool? {
    try ListOperations.contains(self, value, vm)
  }
  open override func iterator(_ vm: Interpreter) throws -> Object? { SequenceIterator(.object(self)) }
}

final class ListInstance: ListObject {
  private let attributes = AttributeTable()
  override var ownAttributes: AttributeTable? { attributes }
  override func visitReferences(_ visit: (Object) -> Void) {
    super.visitReferences(visit)
    attributes.visitReferences(visit)
  }
  override func clearReferences() {
    super.clearReferences()
    attributes.removeAll()
  }
}
