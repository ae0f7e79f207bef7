/// `slice`: its three parts as given, `None` where omitted.
public final class SliceObject: Container {
  public private(set) var start: Value
  public private(set) var stop: Value
  public private(set) var step: Value

  public init(start: Value, stop: Value, step: Value) {
    self.start = start
    self.stop = stop
    self.step = step
    super.init(type: .slice, kind: .slice)
  }

  public override func visitReferences(_ visit: (Object) -> Void) {
    start.visit(visit)
    stop.visit(visit)
    step.visit(visit)
  }
  public override func clearReferences() {
    start = .none
    stop = .none
    step = .none
  }

  /// The slice applied to a sequence of a length, as `slice.indices` computes it: positions `start`, `start + step`, …,
  /// `count` of them.
  public struct Resolved {
    public let start: Int
    public let stop: Int
    public let step: Int
    public let count: Int
  }

  public func resolve(count length: Int, _ vm: Interpreter) throws -> Resolved {
    let step = try part(self.step, vm) ?? 1
    if step == 0 { throw Raised(.valueError, "slice step cannot be zero") }
    return SliceObject.resolve(try part(start, vm), try part(stop, vm), step, count: length)
  }

  /// The same for bounds and a step that lie side by side; `nil` where one is no integer, or the step is zero.
  @inline(__always) static func resolve(_ parts: UnsafeMutablePointer<Value>, count length: Int) -> Resolved? {
    func bound(_ value: Value) -> (isPlain: Bool, value: Int?) {
      switch value {
      case .none: (true, nil)
      case .int(let value): (true, value)
      default: (false, nil)
      }
    }
    let (start, stop, step) = (bound(parts[0]), bound(parts[1]), bound(parts[2]))
    guard start.isPlain, stop.isPlain, step.isPlain, step.value != 0 else { return nil }
    return resolve(start.value, stop.value, step.value ?? 1, count: length)
  }

  @inline(__always) private static func resolve(
    _ start: Int?, _ stop: Int?, _ step: Int, count length: Int
  ) -> Resolved {
    let lowest = step < 0 ? -1 : 0
    let highest = step < 0 ? length - 1 : length
    func clamp(_ value: Int?, _ fallback: Int) -> Int {
      guard var value else { return fallback }
      if value < 0 { value = value.addingReportingOverflow(length).partialValue }
      return min(max(value, lowest), highest)
    }
    let start = clamp(start, step < 0 ? highest : lowest)
    let stop = clamp(stop, step < 0 ? lowest : highest)
    var count = 0
    if step == 1 {
      count = max(0, stop - start)
    } else if step > 0, start < stop {
      count = (stop - start - 1) / step + 1
    } else if step < 0, start > stop {
      count = Int(truncatingIfNeeded: UInt(start - stop - 1) / step.magnitude) + 1
    }
    return Resolved(start: start, stop: stop, step: step == Int.min ? -Int.max : step, count: count)
  }

  /// Values beyond 64 bits are cut to its ends: no sequence is that long.
  private func part(_ value: Value, _ vm: Interpreter) throws -> Int? {
    if value.isNone { return nil }
    if case .int(let value) = value { return value }
    guard let index = try vm.indexOrNil(value) else {
      throw Raised(.typeError, "slice indices must be integers or None or have an __index__ method")
    }
    if case .int(let value) = index { return value }
    return (index.integer ?? 0) < 0 ? Int.min : Int.max
  }

  public override func repr(_ vm: Interpreter) throws -> String {
    "slice(\(try vm.repr(start)), \(try vm.repr(stop)), \(try vm.repr(step)))"
  }
  public override func hash(_ vm: Interpreter) throws -> Int { throw vm.unhashable(.object(self)) }
  public override func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    guard let other = other.as(SliceObject.self) else { return nil }
    return try vm.compare(op, .tuple([start, stop, step]), .tuple([other.start, other.stop, other.step]))
  }
}
