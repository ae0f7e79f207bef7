/// `set` and, with the type `.frozenset`, `frozenset`.
open class SetObject: Container {
  @exclusivity(unchecked) public final var table = SetTable()

  public init(type: TypeObject = .set) {
    super.init(type: type, kind: type === TypeObject.set || type === TypeObject.frozenset ? .set : .other)
  }

  public convenience init(_ elements: [Value], type: TypeObject = .set, _ vm: Interpreter) throws {
    self.init(type: type)
    for element in elements { try insert(element, vm) }
  }

  deinit { emptyTable() }

  public final var isFrozen: Bool { type.isSubclass(of: .frozenset) }

  open override func visitReferences(_ visit: (Object) -> Void) {
    for slot in table.slots { slot.key.visit(visit) }
  }
  open override func clearReferences() {
    emptyTable()
  }

  final func emptyTable() {
    if table.count > 0 { Reaper.empty(&table, leaving: SetTable()) { $0.elements } }
  }

  public final var count: Int { table.count }
  public final var elements: [Value] { table.elements }
  public final func contains(_ value: Value, in vm: Interpreter) throws -> Bool {
    let key = try lookupKey(value, vm)
    return try table.contains(key, hash: try vm.hash(key), vm)
  }
  @discardableResult public final func insert(_ value: Value, _ vm: Interpreter) throws -> Bool {
    try table.insert(value, hash: try vm.hash(value), vm)
  }
  @discardableResult public final func remove(_ value: Value, _ vm: Interpreter) throws -> Bool {
    let key = try lookupKey(value, vm)
    return try table.remove(key, hash: try vm.hash(key), vm)
  }

  /// A set is looked for as the frozenset of its elements, since it has no hash itself.
  private func lookupKey(_ value: Value, _ vm: Interpreter) throws -> Value {
    guard case .object(let object) = value, object.kind == .set || object.kind == .other,
      let set = object as? SetObject, !set.isFrozen, set.type.override(Names.hash) == nil
    else { return value }
    return .object(SetOperations.copy(set, .frozenset))
  }

  open override func repr(_ vm: Interpreter) throws -> String { try SetOperations.repr(self, vm) }
  open override func hash(_ vm: Interpreter) throws -> Int { try SetOperations.hash(self, vm) }
  open override func truth(_ vm: Interpreter) throws -> Bool { table.count > 0 }
  open override func length(_ vm: Interpreter) throws -> Int? { table.count }
  open override func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    try SetOperations.compare(self, op, other, vm)
  }
  open override func binary(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    try SetOperations.binary(self, op, right, vm)
  }
  open override func inPlace(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    try SetOperations.inPlace(self, op, right, vm)
  }
  open override func contains(_ value: Value, _ vm: Interpreter) throws -> Bool? { try contains(value, in: vm) }
  open override func iterator(_ vm: Interpreter) throws -> Object? { SetIterator(self) }
}

final class SetInstance: SetObject {
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

public final class SetIterator: Container {
  var source: SetObject?
  var position = 0
  let changes: Int

  init(_ source: SetObject) {
    self.source = source
    changes = source.table.changes
    super.init(type: .setIterator, kind: .iterator)
  }

  public override var isIterator: Bool { true }
  public override var lengthHint: Int? {
    guard let source, source.table.changes == changes else { return 0 }
    return source.table.slots.dropFirst(position).reduce(0) { $0 + ($1.key.isUndefined ? 0 : 1) }
  }
  public override func visitReferences(_ visit: (Object) -> Void) {
    if let source { visit(source) }
  }
  public override func clearReferences() { source = nil }

  public override func next(_ vm: Interpreter) throws -> Value? {
    guard let source else { return nil }
    if source.table.changes != changes { throw Raised(.runtimeError, "Set changed size during iteration") }
    let next = source.table.slots.withUnsafeBufferPointer { slots -> Value? in
      while position < slots.count {
        position &+= 1
        if !slots[position &- 1].key.isUndefined { return slots[position &- 1].key }
      }
      return nil
    }
    if next == nil { self.source = nil }
    return next
  }
}
