import NablaVM

/// `collections.deque`: a ring buffer, fast at both ends.
final class DequeObject: Container {
  private var storage: [Value] = []
  private var head = 0
  private(set) var count = 0
  /// The longest it may become; `nil` is no limit.
  var limit: Int?
  private(set) var changes = 0
  private let attributes: AttributeTable?

  init(type: TypeObject) {
    attributes = type.isHeap ? AttributeTable() : nil
    super.init(type: type)
  }

  override var ownAttributes: AttributeTable? { attributes }
  override func visitReferences(_ visit: (Object) -> Void) {
    for value in storage { value.visit(visit) }
    attributes?.visitReferences(visit)
  }
  override func clearReferences() { removeAll() }

  func removeAll() {
    storage = []
    head = 0
    count = 0
    changes &+= 1
  }

  private func place(_ index: Int) -> Int {
    let place = head + index
    return place >= storage.count ? place - storage.count : place
  }

  subscript(index: Int) -> Value {
    get { storage[place(index)] }
    set { storage[place(index)] = newValue }
  }

  var items: [Value] {
    get { (0..<count).map { self[$0] } }
    set {
      storage = newValue
      head = 0
      count = newValue.count
      changes &+= 1
    }
  }

  private func grow() {
    guard count == storage.count else { return }
    let old = items
    storage = old + [Value](repeating: .undefined, count: max(8, old.count))
    head = 0
  }

  func append(_ value: Value) {
    if limit == 0 { return }
    if let limit, count >= limit { _ = popFirst() }
    grow()
    storage[place(count)] = value
    count += 1
    changes &+= 1
  }

  func prepend(_ value: Value) {
    if limit == 0 { return }
    if let limit, count >= limit { _ = popLast() }
    grow()
    head = head == 0 ? storage.count - 1 : head - 1
    storage[head] = value
    count += 1
    changes &+= 1
  }

  func popFirst() -> Value? {
    guard count > 0 else { return nil }
    let value = storage[head]
    storage[head] = .undefined
    head = place(1)
    count -= 1
    changes &+= 1
    return value
  }

  func popLast() -> Value? {
    guard count > 0 else { return nil }
    let last = place(count - 1)
    let value = storage[last]
    storage[last] = .undefined
    count -= 1
    changes &+= 1
    return value
  }

  // MARK: the object protocol

  override func length(_ vm: Interpreter) throws -> Int? { count }
  override func hash(_ vm: Interpreter) throws -> Int { throw vm.unhashable(.object(self)) }
  override var matchesSequence: Bool { true }
  override func repr(_ vm: Interpreter) throws -> String {
    try vm.guardingRepr(of: self, recursive: "[...]") {
      let list = try items.map { try vm.repr($0) }.joined(separator: ", ")
      return "\(type.name)([\(list)]\(limit.map { ", maxlen=\($0)" } ?? ""))"
    }
  }

  private func position(_ key: Value, _ vm: Interpreter) throws -> Int {
    guard case .int(let index)? = try vm.indexOrNil(key) else {
      throw Raised(.typeError, "sequence index must be integer, not '\(vm.typeName(of: key))'")
    }
    let position = index < 0 ? index &+ count : index
    guard position >= 0, position < count else { throw Raised(.indexError, "deque index out of range") }
    return position
  }

  override func item(_ key: Value, _ vm: Interpreter) throws -> Value { self[try position(key, vm)] }
  override func setItem(_ key: Value, _ value: Value, _ vm: Interpreter) throws { self[try position(key, vm)] = value }
  override func deleteItem(_ key: Value, _ vm: Interpreter) throws {
    var copy = items
    copy.remove(at: try position(key, vm))
    items = copy
  }

  override func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    guard let other = other.as(DequeObject.self) else { return nil }
    return try vm.compare(op, .list(items), .list(other.items))
  }

  override func binary(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    switch op {
    case .add:
      guard let other = right.as(DequeObject.self) else {
        throw Raised(.typeError, "can only concatenate deque (not \"\(vm.typeName(of: right))\") to deque")
      }
      return .object(copy(items + other.items))
    case .multiply:
      guard let repeated = try vm.binary(.multiply, .list(items), right).as(ListObject.self) else { return nil }
      return .object(copy(repeated.items))
    default: return nil
    }
  }

  override func inPlace(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    guard op == .add else { return nil }
    for item in try vm.array(right) { append(item) }
    return .object(self)
  }

  func copy(_ items: [Value]) -> DequeObject {
    let result = DequeObject(type: type)
    result.limit = limit
    for item in items { result.append(item) }
    return result
  }

  override func iterator(_ vm: Interpreter) throws -> Object? {
    var index = 0
    let seen = changes
    return ClosureIterator(holding: [.object(self)]) { iterator, _ in
      guard let deque = iterator.held.first?.as(DequeObject.self) else { return nil }
      if deque.changes != seen { throw Raised(.runtimeError, "deque mutated during iteration") }
      guard index < deque.count else { return nil }
      index += 1
      return deque[index - 1]
    }
  }
}
