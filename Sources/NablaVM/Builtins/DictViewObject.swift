/// `dict.keys()`, `.values()` and `.items()`: they show the dictionary as it is now.
public final class DictViewObject: Container {
  private(set) var dictionary: DictObject
  let part: DictIterator.Part

  init(_ dictionary: DictObject, _ part: DictIterator.Part) {
    self.dictionary = dictionary
    self.part = part
    let type: TypeObject =
      switch part {
      case .keys: .dictKeys
      case .values: .dictValues
      case .items: .dictItems
      }
    super.init(type: type)
  }

  public override func visitReferences(_ visit: (Object) -> Void) { visit(dictionary) }
  public override func clearReferences() { dictionary = DictObject() }

  /// The elements, in order.
  var elements: [Value] {
    switch part {
    case .keys: dictionary.keys
    case .values: dictionary.values
    case .items: dictionary.pairs.map { .pair($0.key, $0.value) }
    }
  }

  func asSet(_ vm: Interpreter) throws -> SetObject { try SetObject(elements, vm) }

  public override func repr(_ vm: Interpreter) throws -> String {
    try vm.guardingRepr(of: self, recursive: "...") {
      "\(type.name)([\(try elements.map { try vm.repr($0) }.joined(separator: ", "))])"
    }
  }
  public override func length(_ vm: Interpreter) throws -> Int? { dictionary.count }
  public override func iterator(_ vm: Interpreter) throws -> Object? { DictIterator(dictionary, part) }

  public override func contains(_ value: Value, _ vm: Interpreter) throws -> Bool? {
    switch part {
    case .keys: return try dictionary.get(value, vm) != nil
    case .values: return nil
    case .items:
      guard let pair = value.as(TupleObject.self), pair.count == 2,
        let found = try dictionary.get(pair[0], vm)
      else { return false }
      return try SequenceOperations.isSame(found, pair[1], vm)
    }
  }

  public override func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    guard part != .values, let size = try setSize(of: other, vm) else { return nil }
    // Values need no hash: each side is asked whether it contains what the other has.
    func includes(_ outer: Value, _ inner: Value) throws -> Bool {
      for item in try vm.array(inner) where try !vm.contains(outer, item) { return false }
      return true
    }
    let (count, mine) = (dictionary.count, Value.object(self))
    switch op {
    case .equal: return .bool(try count == size && includes(other, mine))
    case .notEqual: return .bool(try count != size || !includes(other, mine))
    case .lessOrEqual: return .bool(try count <= size && includes(other, mine))
    case .less: return .bool(try count < size && includes(other, mine))
    case .greaterOrEqual: return .bool(try count >= size && includes(mine, other))
    case .greater: return .bool(try count > size && includes(mine, other))
    }
  }

  /// The number of elements of a set, or of a view that is like one.
  private func setSize(of value: Value, _ vm: Interpreter) throws -> Int? {
    if let set = value.as(SetObject.self) { return set.count }
    if let view = value.as(DictViewObject.self), view.part != .values { return view.dictionary.count }
    return nil
  }
  public override func hash(_ vm: Interpreter) throws -> Int {
    part == .values ? identityHash : try { throw vm.unhashable(.object(self)) }()
  }

  /// Set algebra with any iterable on the other side.
  public override func binary(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    guard part != .values, [.and, .or, .xor, .subtract].contains(op) else { return nil }
    guard let items = try vm.itemsIfIterable(right) else { throw vm.notIterable(right) }
    return try SetOperations.binary(try asSet(vm), op, .object(try SetObject(items, vm)), vm)
  }
  public override func reflected(_ op: BinaryOperator, _ left: Value, _ vm: Interpreter) throws -> Value? {
    guard part != .values, [.and, .or, .xor, .subtract].contains(op) else { return nil }
    guard let items = try vm.itemsIfIterable(left) else { return nil }
    return try SetOperations.binary(try SetObject(items, vm), op, .object(try asSet(vm)), vm)
  }
}
