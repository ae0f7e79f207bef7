/// `tuple`.
open class TupleObject: Container {
  /// Never changed once a program has seen the tuple.
  @exclusivity(unchecked) public final private(set) var items: [Value]

  public init(_ items: [Value]) {
    self.items = items
    super.init(type: .tuple, kind: .tuple)
  }

  /// An instance of a subclass (`namedtuple`'s too).
  public init(_ items: [Value], type: TypeObject) {
    self.items = items
    super.init(type: type, kind: type === TypeObject.tuple ? .tuple : .other)
  }

  @inline(__always) final var bareItems: BareArray { BareArray(withUnsafeMutablePointer(to: &items) { $0 }) }

  deinit { Reaper.empty(&items) }

  /// The one empty tuple.
  public static let empty = TupleObject([])

  open override func visitReferences(_ visit: (Object) -> Void) {
    for item in items { item.visit(visit) }
  }
  open override func clearReferences() {
    Reaper.empty(&items)
  }

  public override var matchesSequence: Bool { true }
  open override func repr(_ vm: Interpreter) throws -> String { try TupleOperations.repr(self, vm) }
  open override func hash(_ vm: Interpreter) throws -> Int { try TupleOperations.hash(self, vm) }
  open override func truth(_ vm: Interpreter) throws -> Bool { !items.isEmpty }
  open override func length(_ vm: Interpreter) throws -> Int? { items.count }
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

final class TupleInstance: TupleObject {
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
