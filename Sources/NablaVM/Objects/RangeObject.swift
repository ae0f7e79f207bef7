/// `range`, within 64 bits (see `BigRangeObject` for the others).
public final class RangeObject: Object {
  public let start: Int
  public let stop: Int
  public let step: Int
  public let count: Int

  /// `nil` when the range is too long to count.
  public init?(start: Int, stop: Int, step: Int) {
    guard step != 0, let count = RangeObject.count(start, stop, step) else { return nil }
    self.start = start
    self.stop = stop
    self.step = step
    self.count = count
    super.init(type: .range, kind: .range)
  }

  private static func count(_ start: Int, _ stop: Int, _ step: Int) -> Int? {
    if step > 0 ? start >= stop : start <= stop { return 0 }
    let distance = step > 0 ? UInt(bitPattern: stop &- start) : UInt(bitPattern: start &- stop)
    return Int(exactly: (distance - 1) / step.magnitude + 1)
  }

  /// The element at an index in range.
  public func element(_ index: Int) -> Int { start &+ index &* step }

  /// All elements; `nil` where they are very many, and whoever wants them should be able to stop.
  var items: [Value]? {
    if count > 1 << 24 { return nil }
    return BareArray.make(count: count) { target in
      for index in 0..<count { (target + index).initialize(to: .int(element(index))) }
    }
  }

  public override var matchesSequence: Bool { true }
  public override func repr(_ vm: Interpreter) throws -> String { RangeOperations.repr(self) }
  public override func hash(_ vm: Interpreter) throws -> Int { try RangeOperations.hash(self, vm) }
  public override func truth(_ vm: Interpreter) throws -> Bool { count > 0 }
  public override func length(_ vm: Interpreter) throws -> Int? { count }
  public override func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    try RangeOperations.compare(self, op, other, vm)
  }
  public override func item(_ key: Value, _ vm: Interpreter) throws -> Value { try RangeOperations.item(self, key, vm) }
  public override func contains(_ value: Value, _ vm: Interpreter) throws -> Bool? {
    try RangeOperations.contains(self, value, vm)
  }
  public override func iterator(_ vm: Interpreter) throws -> Object? {
    RangeIterator(next: start, step: step, remaining: count)
  }
}

public final class RangeIterator: Object {
  @exclusivity(unchecked) @usableFromInline var nextValue: Int
  @usableFromInline let step: Int
  @exclusivity(unchecked) @usableFromInline var remaining: Int
  public override var lengthHint: Int? { remaining }

  public init(next: Int, step: Int, remaining: Int) {
    nextValue = next
    self.step = step
    self.remaining = remaining
    super.init(type: .rangeIterator, kind: .rangeIterator)
  }

  public override var isIterator: Bool { true }
  public override func next(_ vm: Interpreter) throws -> Value? {
    guard remaining > 0 else { return nil }
    remaining &-= 1
    let value = nextValue
    nextValue = value &+ step
    return .int(value)
  }
}
