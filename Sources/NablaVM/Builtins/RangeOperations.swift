import NablaInteger

/// The operators of `range`.
enum RangeOperations {
  static func repr(_ range: RangeObject) -> String {
    range.step == 1 ? "range(\(range.start), \(range.stop))" : "range(\(range.start), \(range.stop), \(range.step))"
  }

  /// Ranges are equal when they have the same elements; so the hash goes by length, first element and step.
  static func hash(_ range: RangeObject, _ vm: Interpreter) throws -> Int {
    let first: Value = range.count > 0 ? .int(range.start) : .none
    let step: Value = range.count > 1 ? .int(range.step) : .none
    return try vm.hash(.tuple([.int(range.count), first, step]))
  }

  static func compare(_ range: RangeObject, _ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    guard op == .equal || op == .notEqual, let other = other.as(RangeObject.self) else { return nil }
    let equal = range.count == other.count
      && (range.count == 0 || (range.start == other.start && (range.count == 1 || range.step == other.step)))
    return .bool(equal == (op == .equal))
  }

  static func item(_ range: RangeObject, _ key: Value, _ vm: Interpreter) throws -> Value {
    guard let slice = key.as(SliceObject.self) else {
      let index = try SequenceOperations.wholeIndex(key, of: "range", vm)
      let position = index < 0 ? index &+ range.count : index
      guard position >= 0, position < range.count else { throw Raised(.indexError, "range object index out of range") }
      return .int(range.element(position))
    }
    let part = try slice.resolve(count: range.count, vm)
    let (step, overflow) = range.step.multipliedReportingOverflow(by: part.step)
    let (from, fromOverflow) = part.start.multipliedReportingOverflow(by: range.step)
    let (to, toOverflow) = part.stop.multipliedReportingOverflow(by: range.step)
    let (start, startOverflow) = range.start.addingReportingOverflow(from)
    let (stop, stopOverflow) = range.start.addingReportingOverflow(to)
    if !(overflow || fromOverflow || toOverflow || startOverflow || stopOverflow),
      let result = RangeObject(start: start, stop: stop, step: step)
    {
      return .object(result)
    }
    return try BigRangeObject(
      start: BigInt(range.start), stop: BigInt(range.stop), step: BigInt(range.step)
    ).item(key, vm)
  }

  static func position(of value: Int, in range: RangeObject) -> Int? {
    guard range.count > 0 else { return nil }
    let last = range.element(range.count - 1)
    guard range.step > 0 ? value >= range.start && value <= last : value <= range.start && value >= last
    else { return nil }
    let distance = range.step > 0 ? UInt(bitPattern: value &- range.start) : UInt(bitPattern: range.start &- value)
    guard distance % range.step.magnitude == 0 else { return nil }
    return Int(distance / range.step.magnitude)
  }

  static func contains(_ range: RangeObject, _ value: Value, _ vm: Interpreter) throws -> Bool {
    switch value {
    case .int(let value): return position(of: value, in: range) != nil
    case .bool(let value): return position(of: value ? 1 : 0, in: range) != nil
    case .float(let value):
      guard let whole = Int(exactly: value) else { return false }
      return position(of: whole, in: range) != nil
    case .object(let object):
      if object is IntObject || object is StrObject { return false }
      for index in 0..<range.count where try vm.equals(.int(range.element(index)), value) { return true }
      return false
    default: return false
    }
  }
}
