/// Functions that make one value of an iterable: `sum`, `min` and `max`.
extension Builtins {
  static func sum(_ source: Value, _ start: Value, _ vm: Interpreter) throws -> Value {
    if case .object(let object) = start {
      if object is StrObject { throw Raised(.typeError, "sum() can't sum strings [use ''.join(seq) instead]") }
      if object is BytesObject {
        throw Raised(.typeError, "sum() can't sum \(object.type.name) [use b''.join(seq) instead]")
      }
    }
    var total = start
    var first = 0
    if case .object(let object) = source {
      switch object.kind {
      case .list:
        let items = unsafeDowncast(object, to: ListObject.self).bareItems
        first = addNumbers(items.start, items.count, to: &total)
        if first == items.count { return total }
      case .tuple:
        let tuple = unsafeDowncast(object, to: TupleObject.self)
        first = addNumbers(tuple.ownItems, tuple.count, to: &total)
        if first == tuple.count { return total }
      default: break
      }
    }
    // What is left is added by the interpreter, which may run code that changes the source.
    var index = 0
    try vm.iterate(source) { item in
      index += 1
      if index > first { try add(item, to: &total, vm) }
      return true
    }
    return total
  }

  @inline(__always) private static func add(_ item: Value, to total: inout Value, _ vm: Interpreter) throws {
    switch (total, item) {
    case (.int(let a), .int(let b)):
      let (sum, overflow) = a.addingReportingOverflow(b)
      total = overflow ? try vm.binary(.add, total, item) : .int(sum)
    case (.float(let a), .float(let b)): total = .float(a + b)
    default: total = try vm.binary(.add, total, item)
    }
  }

  /// Adds the numbers that a sequence begins with, as long as they are of the kind the total has; how many those were.
  private static func addNumbers(_ items: UnsafeMutablePointer<Value>, _ count: Int, to total: inout Value) -> Int {
    var index = 0
    if case .int(var sum) = total {
      while index < count {
        let (next, overflow): (Int, Bool)
        switch items[index] {
        case .int(let number): (next, overflow) = sum.addingReportingOverflow(number)
        case .bool(let isTrue): (next, overflow) = sum.addingReportingOverflow(isTrue ? 1 : 0)
        default: (next, overflow) = (0, true)
        }
        if overflow { break }
        sum = next
        index += 1
      }
      total = .int(sum)
      if index == count { return index }
      guard case .float(let number) = items[index], sum.magnitude <= 1 << 53 else { return index }
      total = .float(Double(sum) + number)
      index += 1
    }
    if case .float(var sum) = total {
      loop: while index < count {
        switch items[index] {
        case .float(let number): sum += number
        case .int(let number) where number.magnitude <= 1 << 53: sum += Double(number)
        default: break loop
        }
        index += 1
      }
      total = .float(sum)
    }
    return index
  }

  // MARK: min and max

  /// Takes its arguments as they come, since most calls name nothing; one that does goes through the signature.
  static func extreme(_ name: String, _ op: Comparison, _ summary: String) -> Native {
    let signature = "(*args, key=None, default=<none>)"
    let bound = Native(name, signature, summary) { arguments, vm in
      let positional = arguments[0].as(TupleObject.self) ?? .empty
      return try positional.withItems { items in
        try extreme(name, op, items, key: arguments[1], default: arguments[2].defined, vm)
      }
    }
    var function: NativeFunction?
    return .raw(name, signature, summary) { arguments, vm in
      if arguments.keywords.isEmpty, arguments.count > 0 {
        let items = UnsafeBufferPointer(start: UnsafePointer(arguments.base), count: arguments.count)
        return try extreme(name, op, items, key: .none, default: nil, vm)
      }
      let general = function ?? NativeFunction(bound)
      function = general
      return try vm.callNative(general, arguments)
    }
  }

  private static func extreme(
    _ name: String, _ op: Comparison, _ arguments: UnsafeBufferPointer<Value>, key: Value, default fallback: Value?,
    _ vm: Interpreter
  ) throws -> Value {
    if arguments.isEmpty { throw Raised(.typeError, "\(name) expected at least 1 argument, got 0") }
    if arguments.count > 1, fallback != nil {
      throw Raised(
        .typeError, "Cannot specify a default for \(name)() with multiple positional arguments")
    }
    var best = Extreme(op: op, key: key)
    if arguments.count > 1 {
      for item in arguments { try best.offer(item, vm) }
    } else {
      try vm.iterate(arguments[0]) { item in
        try best.offer(item, vm)
        return true
      }
    }
    if let value = best.value.defined { return value }
    if let fallback { return fallback }
    throw Raised(.valueError, "\(name)() arg is an empty sequence")
  }

  /// The first of the best items so far.
  private struct Extreme {
    let op: Comparison
    let key: Value
    private(set) var value = Value.undefined
    private var valueKey = Value.undefined

    init(op: Comparison, key: Value) {
      self.op = op
      self.key = key
    }

    @inline(__always) mutating func offer(_ item: Value, _ vm: Interpreter) throws {
      let itemKey = key.isNone ? item : try vm.call(key, item)
      if value.isUndefined {
        value = item
        valueKey = itemKey
      } else if try isBetter(itemKey, vm) {
        value = item
        valueKey = itemKey
      }
    }

    @inline(__always) private func isBetter(_ itemKey: Value, _ vm: Interpreter) throws -> Bool {
      switch (itemKey, valueKey) {
      case (.int(let a), .int(let b)): return op == .less ? a < b : a > b
      case (.float(let a), .float(let b)): return op == .less ? a < b : a > b
      default: return try vm.truth(vm.compare(op, itemKey, valueKey))
      }
    }
  }
}
