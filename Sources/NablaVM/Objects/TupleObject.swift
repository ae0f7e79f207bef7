import CReferences

/// `tuple`: a count and, in the same allocation, the items.
///
/// Instances are made by `make`, never by an initialiser: Swift's own allocates no more than the declared fields.
/// Classes derived from `tuple` have fields of their own where the items would lie; see `DerivedTuple`.
open class TupleObject: Container {
  /// Never changed once a program has seen the tuple, but by the collector, which breaks it up.
  @exclusivity(unchecked) public final fileprivate(set) var count: Int

  fileprivate init(count: Int, type: TypeObject) {
    self.count = count
    super.init(type: type, kind: .other)
  }

  deinit {
    if kind == .tuple, count > 0 { Reaper.empty(ownItems, count: count) }
  }

  /// The items of a tuple proper.
  @inline(__always) final var ownItems: UnsafeMutablePointer<Value> {
    (Unmanaged.passUnretained(self).toOpaque() + TupleObject.fieldSize).assumingMemoryBound(to: Value.self)
  }

  /// Where the items lie: for as long as the tuple lives.
  @inline(__always) final var start: UnsafeMutablePointer<Value> {
    kind == .tuple ? ownItems : unsafeDowncast(self, to: DerivedTuple.self).storage
  }

  @inline(__always) public final subscript(index: Int) -> Value {
    precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
    return start[index]
  }

  /// The item of a tuple proper at an index, which may count from the end; `nil` beyond.
  @inline(__always) final func bits(at index: Int) -> Bits? {
    let position = index < 0 ? index &+ count : index
    guard UInt(bitPattern: position) < UInt(bitPattern: count) else { return nil }
    return (ownItems + position).bits
  }

  /// A copy as an array.
  public final var items: [Value] { withItems { Array($0) } }

  /// All items, while `body` runs.
  @inline(__always) final func withItems<Result>(
    _ body: (UnsafeBufferPointer<Value>) throws -> Result
  ) rethrows -> Result {
    try withExtendedLifetime(self) { try body(UnsafeBufferPointer(start: start, count: count)) }
  }

  open override func visitReferences(_ visit: (Object) -> Void) {
    let start = start
    for index in 0..<count { start[index].visit(visit) }
  }
  open override func clearReferences() {
    let (start, count) = (start, count)
    self.count = 0
    Reaper.empty(start, count: count)
  }

  public override var matchesSequence: Bool { true }
  open override func repr(_ vm: Interpreter) throws -> String { try TupleOperations.repr(self, vm) }
  open override func hash(_ vm: Interpreter) throws -> Int { try TupleOperations.hash(self, vm) }
  open override func truth(_ vm: Interpreter) throws -> Bool { count > 0 }
  open override func length(_ vm: Interpreter) throws -> Int? { count }
  open override func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    try TupleOperations.compare(self, op, other, vm)
  }
  open override func binary(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    try TupleOperations.binary(self, op, right, vm)
  }
  open override func reflected(_ op: BinaryOperator, _ left: Value, _ vm: Interpreter) throws -> Value? {
    try TupleOperations.reflected(self, op, left, vm)
  }
  open override func item(_ key: Value, _ vm: Interpreter) throws -> Value { try TupleOperations.item(self, key, vm) }
  open override func contains(_ value: Value, _ vm: Interpreter) throws -> Bool? {
    try TupleOperations.contains(self, value, vm)
  }
  open override func iterator(_ vm: Interpreter) throws -> Object? { SequenceIterator(.object(self)) }
}

// MARK: - Making tuples

extension TupleObject {
  /// What precedes the items of a tuple proper.
  @inline(__always) private static var fieldSize: Int { 56 }

  /// The one empty tuple.
  public static let empty = allocate(0)

  /// A tuple whose items the caller initialises, all of them, before anything else happens.
  @inline(__always) static func allocate(_ count: Int) -> TupleObject {
    if let memory = nabla_pool_take(&nabla_tuples, count) {
      relay(memory, kind: .tuple)
      return finish(memory, as: TupleObject.self)
    }
    return allocateAnew(count)
  }

  @inline(never) private static func allocateAnew(_ count: Int) -> TupleObject {
    let memory = lay(
      layout(of: TupleObject.self), size: fieldSize + count * MemoryLayout<Value>.stride, type: ClassWord.tuple,
      kind: .tuple)
    memory.storeBytes(of: count, toByteOffset: fieldsStart, as: Int.self)
    if nabla_tuples.layout == nil { open(&nabla_tuples, after: memory) { TupleObject.reclaim($0) } }
    return finish(memory, as: TupleObject.self)
  }

  /// The last reference to a tuple proper went: what `deinit` does otherwise, but the memory is kept for another.
  private static func reclaim(_ memory: UnsafeMutableRawPointer) {
    let count = memory.load(fromByteOffset: fieldsStart, as: Int.self)
    let items = (memory + fieldSize).assumingMemoryBound(to: Value.self)
    Unmanaged<TupleObject>.fromOpaque(memory)._withUnsafeGuaranteedRef { Collector.untrack($0) }
    for index in 0..<count where (items + index).isObject {
      Reaper.empty(items, count: count)
      break
    }
    nabla_pool_give(&nabla_tuples, memory, count)
  }

  static func make(_ items: [Value]) -> TupleObject {
    items.isEmpty ? empty : items.withUnsafeBufferPointer { make(copying: $0) }
  }

  static func make(copying items: UnsafeBufferPointer<Value>) -> TupleObject {
    guard let first = items.baseAddress, items.count > 0 else { return empty }
    let tuple = allocate(items.count)
    for index in 0..<items.count {
      let bits = (UnsafeMutablePointer(mutating: first) + index).bits
      bits.retain()
      (tuple.ownItems + index).write(bits)
    }
    return tuple
  }

  /// A tuple of `count` items that `fill` initialises.
  @inline(__always) static func make(count: Int, _ fill: (UnsafeMutablePointer<Value>) -> Void) -> TupleObject {
    if count == 0 { return empty }
    let tuple = allocate(count)
    fill(tuple.ownItems)
    return tuple
  }

  /// Takes the items out of registers, which are emptied.
  @inline(__always) static func make(taking registers: UnsafeMutablePointer<Value>, _ count: Int) -> TupleObject {
    if count == 0 { return empty }
    let tuple = allocate(count)
    let items = tuple.ownItems
    for index in 0..<count { (items + index).write((registers + index).takeOut()) }
    return tuple
  }

  @inline(__always) static func pair(_ first: consuming Value, _ second: consuming Value) -> TupleObject {
    let tuple = allocate(2)
    let items = tuple.ownItems
    items.initialize(to: first)
    (items + 1).initialize(to: second)
    return tuple
  }

  /// Whether instances lie as this file assumes.
  static func hasExpectedLayout() -> Bool {
    let pair = TupleObject.pair(.int(1), .string("two"))
    let other = TupleObject.pair(.none, .none)
    return instanceSize(of: TupleObject.self) == fieldSize
      && instanceSize(of: Container.self) == fieldsStart
      && pair.count == 2 && pair[1].text == "two" && pair.type === TypeObject.tuple && pair.kind == .tuple
      && pair.isContainer && !pair.isReachable && pair.generation == 0 && pair.unexplained == 0
      && other.previousContainer == nil && other.nextContainer?.takeUnretainedValue() === pair
      && pair.previousContainer?.takeUnretainedValue() === other && empty.items.isEmpty
  }
}

extension Value {
  @inline(__always) static func pair(_ first: consuming Value, _ second: consuming Value) -> Value {
    .object(TupleObject.pair(first, second))
  }
}

// MARK: - Derived classes

/// Instances of classes derived from `tuple`: their items lie in memory of their own.
open class DerivedTuple: TupleObject {
  fileprivate final let storage: UnsafeMutablePointer<Value>

  public init(_ items: [Value], type: TypeObject) {
    storage = .allocate(capacity: max(items.count, 1))
    _ = UnsafeMutableBufferPointer(start: storage, count: items.count).initialize(from: items)
    super.init(count: items.count, type: type)
  }

  deinit {
    Reaper.empty(storage, count: count)
    storage.deallocate()
  }
}

final class TupleInstance: DerivedTuple {
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
