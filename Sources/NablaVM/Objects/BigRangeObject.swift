import NablaInteger

/// A `range` with a bound, or a length, beyond 64 bits. Of the same class as `RangeObject`, which the interpreter loop
/// knows; this one is for the rare rest, and computes with big integers throughout.
public final class BigRangeObject: Object {
  let start: BigInt
  let stop: BigInt
  let step: BigInt
  let count: BigInt

  /// `step` is not 0.
  init(start: BigInt, stop: BigInt, step: BigInt) {
    self.start = start
    self.stop = stop
    self.step = step
    let distance = step > 0 ? stop - start : start - stop
    count = distance > 0 ? (distance - 1) / step.magnitude + 1 : 0
    super.init(type: .range)
  }

  /// The range in the smallest form that holds it.
  static func make(start: BigInt, stop: BigInt, step: BigInt) -> Object {
    if let start = Int(exactly: start), let stop = Int(exactly: stop), let step = Int(exactly: step),
      let range = RangeObject(start: start, stop: stop, step: step)
    {
      return range
    }
    return BigRangeObject(start: start, stop: stop, step: step)
  }

  private func element(_ index: BigInt) -> BigInt { start + index * step }

  /// The position of a value; `nil` when it is none of the elements.
  func position(of value: BigInt) -> BigInt? {
    let distance = value - start
    guard distance.isZero || (distance < 0) == (step < 0) else { return nil }
    let (index, rest) = distance.quotientAndRemainder(dividingBy: step)
    return rest.isZero && index < count ? index : nil
  }

  public override func repr(_ vm: Interpreter) throws -> String {
    step == 1 ? "range(\(start), \(stop))" : "range(\(start), \(stop), \(step))"
  }
  public override func hash(_ vm: Interpreter) throws -> Int {
    let first = count > 0 ? Value(start) : .none
    return try vm.hash(.tuple([Value(count), first, count > 1 ? Value(step) : .none]))
  }
  public override func truth(_ vm: Interpreter) throws -> Bool { count > 0 }
  public override func length(_ vm: Interpreter) throws -> Int? {
    guard let count = Int(exactly: count) else {
      throw Raised(.overflowError, "Python int too large to convert to C ssize_t")
    }
    return count
  }

  public override func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    guard op == .equal || op == .notEqual else { return nil }
    let parts: (start: BigInt, step: BigInt, count: BigInt)
    if let other = other.as(BigRangeObject.self) {
      parts = (other.start, other.step, other.count)
    } else if let other = other.as(RangeObject.self) {
      parts = (BigInt(other.start), BigInt(other.step), BigInt(other.count))
    } else {
      return nil
    }
    let equal = count == parts.count
      && (count.isZero || (start == parts.start && (count == 1 || step == parts.step)))
    return .bool(equal == (op == .equal))
  }

  public override func item(_ key: Value, _ vm: Interpreter) throws -> Value {
    if let slice = key.as(SliceObject.self) {
      let part = try slice.indices(length: count, vm)
      return .object(
        BigRangeObject.make(start: element(part.start), stop: element(part.stop), step: step * part.step))
    }
    guard let index = try vm.indexOrNil(key)?.integer else {
      throw Raised(.typeError, "range indices must be integers or slices, not \(vm.typeName(of: key))")
    }
    let position = index < 0 ? index + count : index
    guard position >= 0, position < count else { throw Raised(.indexError, "range object index out of range") }
    return Value(element(position))
  }

  public override func contains(_ value: Value, _ vm: Interpreter) throws -> Bool? {
    if let integer = value.integer { return position(of: integer) != nil }
    if case .float(let number) = value {
      guard number.isFinite, number == number.rounded() else { return false }
      return position(of: BigInt(number)) != nil
    }
    return value.object?.type.isHeap == true ? nil : false
  }

  public override func iterator(_ vm: Interpreter) throws -> Object? { iterator(from: start, by: step) }
  func reversedIterator() -> Object { iterator(from: element(count - 1), by: -step) }

  private func iterator(from first: BigInt, by step: BigInt) -> Object {
    var next = first
    var remaining = count
    return ClosureIterator(type: .longRangeIterator) { _, _ in
      guard remaining > 0 else { return nil }
      remaining -= 1
      defer { next += step }
      return Value(next)
    }
  }
}

extension TypeObject {
  public static let longRangeIterator = TypeObject(NativeType.iterator("longrange_iterator"))
}

extension SliceObject {
  /// The slice applied to a sequence of any length: what `slice.indices` answers.
  func indices(length: BigInt, _ vm: Interpreter) throws -> (start: BigInt, stop: BigInt, step: BigInt) {
    func part(_ value: Value) throws -> BigInt? {
      if value.isNone { return nil }
      guard let index = try vm.indexOrNil(value)?.integer else {
        throw Raised(.typeError, "slice indices must be integers or None or have an __index__ method")
      }
      return index
    }
    let step = try part(self.step) ?? 1
    if step.isZero { throw Raised(.valueError, "slice step cannot be zero") }
    let (lowest, highest): (BigInt, BigInt) = step < 0 ? (-1, length - 1) : (0, length)
    func clamp(_ value: BigInt?, _ fallback: BigInt) -> BigInt {
      guard let value else { return fallback }
      return min(max(value < 0 ? value + length : value, lowest), highest)
    }
    return (
      clamp(try part(start), step < 0 ? highest : lowest), clamp(try part(stop), step < 0 ? lowest : highest), step
    )
  }
}
