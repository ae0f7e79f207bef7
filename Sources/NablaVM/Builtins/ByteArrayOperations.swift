/// What changes a `bytearray`.
enum ByteArrayOperations {
  static func setItem(_ array: ByteArrayObject, _ key: Value, _ value: Value, _ vm: Interpreter) throws {
    guard let slice = key.as(SliceObject.self) else {
      let position = try SequenceOperations.position(
        key, count: array.bytes.count, of: "bytearray", in: .object(array), vm)
      let byte = try BytesOperations.byte(value, vm)
      // Asking the value for its index may have run code that made the array shorter.
      guard position < array.bytes.count else { throw Raised(.indexError, "bytearray index out of range") }
      array.bytes[position] = byte
      return
    }
    let new = try replacement(value, vm)
    let range = try slice.resolve(count: array.bytes.count, vm)
    if range.step == 1 {
      let place = range.start..<(range.start + range.count)
      if new.count == range.count {
        array.bytes.replaceSubrange(place, with: new)
      } else {
        try array.resize { $0.replaceSubrange(place, with: new) }
      }
      return
    }
    guard new.count == range.count else {
      throw Raised(
        .valueError, "attempt to assign bytes of size \(new.count) to extended slice of size \(range.count)")
    }
    for (index, byte) in new.enumerated() { array.bytes[range.start &+ index &* range.step] = byte }
  }

  /// The bytes that are to stand in a slice.
  private static func replacement(_ value: Value, _ vm: Interpreter) throws -> [UInt8] {
    if let source = value.byteSource { return source }
    if value.text == nil, try vm.indexOrNil(value) == nil, try vm.iteratorOrNil(value) != nil {
      return try items(value, vm)
    }
    throw Raised(.typeError, "can assign only bytes, buffers, or iterables of ints in range(0, 256)")
  }

  /// Integers of an iterable, each a byte.
  static func items(_ value: Value, _ vm: Interpreter) throws -> [UInt8] {
    var result: [UInt8] = []
    try vm.iterate(value) { item in
      result.append(try BytesOperations.byte(item, vm))
      return true
    }
    return result
  }

  static func deleteItem(_ array: ByteArrayObject, _ key: Value, _ vm: Interpreter) throws {
    guard let slice = key.as(SliceObject.self) else {
      let position = try SequenceOperations.position(
        key, count: array.bytes.count, of: "bytearray", in: .object(array), vm)
      try array.resize { $0.remove(at: position) }
      return
    }
    let range = try slice.resolve(count: array.bytes.count, vm)
    if range.count == 0 { return }
    var doomed = [Bool](repeating: false, count: array.bytes.count)
    for index in 0..<range.count { doomed[range.start &+ index &* range.step] = true }
    try array.resize { bytes in bytes = bytes.indices.lazy.filter { !doomed[$0] }.map { bytes[$0] } }
  }

  static func extend(_ array: ByteArrayObject, _ source: Value, _ vm: Interpreter) throws {
    var new = source.byteSource
    if new == nil {
      guard try vm.iteratorOrNil(source) != nil else {
        throw Raised(.typeError, "can't extend bytearray with \(vm.typeName(of: source))")
      }
      new = try items(source, vm)
    }
    try array.resize { $0 += new ?? [] }
  }

  static func inPlace(
    _ array: ByteArrayObject, _ op: BinaryOperator, _ right: Value, _ vm: Interpreter
  ) throws -> Value? {
    switch op {
    case .add:
      guard let other = right.byteSource else {
        throw Raised(.typeError, "can't concat \(vm.typeName(of: right)) to bytearray")
      }
      try array.resize { $0 += other }
    case .multiply:
      guard let times = try SequenceOperations.repetitions(right, count: array.bytes.count, vm) else {
        throw SequenceOperations.cannotMultiply(right, vm)
      }
      try array.resize { $0 = SequenceOperations.repeated($0, times) }
    default: return nil
    }
    return .object(array)
  }
}
