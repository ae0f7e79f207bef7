import NablaInteger

/// The methods of `range` and `slice`.
enum RangeMethods {
  /// Ranges come in two sizes (see `BigRangeObject`); both are read through these.
  private static func parts(_ object: Object) -> (start: Value, stop: Value, step: Value)? {
    if let range = object as? RangeObject { return (.int(range.start), .int(range.stop), .int(range.step)) }
    if let range = object as? BigRangeObject { return (Value(range.start), Value(range.stop), Value(range.step)) }
    return nil
  }

  private static func define(
    _ name: String, _ signature: String, _ summary: String,
    _ body: @escaping (Object, Arguments, Interpreter) throws -> Value
  ) -> Native {
    Native(name, signature, summary) { arguments, vm in
      guard case .object(let object) = arguments[0], parts(object) != nil else {
        throw Raised(
          .typeError,
          "descriptor '\(name)' for 'range' objects doesn't apply to a '\(vm.typeName(of: arguments[0]))' object")
      }
      return try body(object, arguments, vm)
    }
  }

  private static func position(of value: BigInt, in range: Object) -> Value? {
    if let range = range as? RangeObject {
      return Int(exactly: value).flatMap { RangeOperations.position(of: $0, in: range) }.map(Value.int)
    }
    return (range as? BigRangeObject)?.position(of: value).map { Value($0) }
  }

  static var all: [Native] {
    [
      define("index", "(self, value, /)", "The position of a value; raises ValueError if it is not there.") {
        range, arguments, vm in
        if let value = arguments[1].integer {
          if let position = position(of: value, in: range) { return position }
          throw Raised(.valueError, "\(try vm.repr(arguments[1])) is not in range")
        }
        // Anything else is compared item by item.
        var index = 0
        var isFound = false
        try vm.iterate(.object(range)) { item in
          isFound = try vm.equals(item, arguments[1])
          if !isFound { index += 1 }
          return !isFound
        }
        if isFound { return .int(index) }
        throw Raised(.valueError, "sequence.index(x): x not in sequence")
      },
      define("count", "(self, value, /)", "How many items equal the value: 1 or 0.") { range, arguments, vm in
        .int(try vm.contains(.object(range), arguments[1]) ? 1 : 0)
      },
      Slots.length, Slots.item, Slots.contains, Slots.iterator,
    ] + Slots.equality
  }

  /// `range(...)`; the class stands before the arguments.
  static let new = Native.raw("__new__", "(cls, /, *args)") { arguments, vm in
    if !arguments.keywords.isEmpty { throw Raised(.typeError, "range() takes no keyword arguments") }
    if let range = quickly(arguments.base + 1, arguments.count - 1) { return .object(range) }
    return try make(Array(arguments.positional.dropFirst()), vm)
  }

  private static func quickly(_ parts: UnsafeMutablePointer<Value>, _ count: Int) -> RangeObject? {
    switch count {
    case 1:
      if case .int(let stop) = parts[0] { return RangeObject(start: 0, stop: stop, step: 1) }
    case 2:
      if case .int(let start) = parts[0], case .int(let stop) = parts[1] {
        return RangeObject(start: start, stop: stop, step: 1)
      }
    case 3:
      if case .int(let start) = parts[0], case .int(let stop) = parts[1], case .int(let step) = parts[2] {
        return RangeObject(start: start, stop: stop, step: step)
      }
    default: break
    }
    return nil
  }

  private static func make(_ parts: [Value], _ vm: Interpreter) throws -> Value {
    if parts.isEmpty { throw Raised(.typeError, "range expected at least 1 argument, got 0") }
    if parts.count > 3 { throw Raised(.typeError, "range expected at most 3 arguments, got \(parts.count)") }
    let numbers = try parts.map { part -> BigInt in
      guard let number = try vm.indexOrNil(part)?.integer else {
        throw Raised(.typeError, "'\(vm.typeName(of: part))' object cannot be interpreted as an integer")
      }
      return number
    }
    let step = numbers.count == 3 ? numbers[2] : 1
    if step.isZero { throw Raised(.valueError, "range() arg 3 must not be zero") }
    let (start, stop) = numbers.count == 1 ? (0, numbers[0]) : (numbers[0], numbers[1])
    return .object(BigRangeObject.make(start: start, stop: stop, step: step))
  }

  static var properties: [NativeProperty] {
    [
      NativeProperty("start", "The first integer.") { object, _ in parts(object)?.start ?? .none },
      NativeProperty("stop", "The end, exclusive.") { object, _ in parts(object)?.stop ?? .none },
      NativeProperty("step", "The difference between neighbours.") { object, _ in parts(object)?.step ?? .none },
    ]
  }

  static var slice: [Native] {
    [
      nativeMethod(
        of: SliceObject.self, "slice", "indices", "(self, len, /)",
        "The positions (start, stop, step) that the slice means in a sequence of a length."
      ) { slice, arguments, vm in
        guard let length = try vm.indexOrNil(arguments[1])?.integer else {
          throw Raised(
            .typeError, "'\(vm.typeName(of: arguments[1]))' object cannot be interpreted as an integer")
        }
        if length < 0 { throw Raised(.valueError, "length should not be negative") }
        let part = try slice.indices(length: length, vm)
        return .tuple([Value(part.start), Value(part.stop), Value(part.step)])
      }
    ]
  }

  static var sliceProperties: [NativeProperty] {
    func part(_ name: String, _ summary: String, _ read: @escaping (SliceObject) -> Value) -> NativeProperty {
      NativeProperty(name, summary) { object, _ in (object as? SliceObject).map(read) ?? .none }
    }
    return [
      part("start", "The first bound, or None.") { $0.start }, part("stop", "The end bound, or None.") { $0.stop },
      part("step", "The step, or None.") { $0.step },
    ]
  }
}
