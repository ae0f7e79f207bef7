/// The operators of `bytes`.
enum BytesOperations {
  static func repr(_ bytes: [UInt8]) -> String { StrText.repr(bytes: bytes) }

  static func compare(_ bytes: BytesObject, _ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    guard let other = other.as(BytesObject.self) else { return nil }
    let (a, b) = (bytes.bytes, other.bytes)
    switch op {
    case .equal: return .bool(a == b)
    case .notEqual: return .bool(a != b)
    case .less: return .bool(a.lexicographicallyPrecedes(b))
    case .greater: return .bool(b.lexicographicallyPrecedes(a))
    case .lessOrEqual: return .bool(!b.lexicographicallyPrecedes(a))
    case .greaterOrEqual: return .bool(!a.lexicographicallyPrecedes(b))
    }
  }

  static func binary(_ bytes: BytesObject, _ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    switch op {
    case .add:
      guard let other = right.as(BytesObject.self) else {
        throw Raised(.typeError, "can't concat \(vm.typeName(of: right)) to bytes")
      }
      return .bytes(bytes.bytes + other.bytes)
    case .multiply:
      guard let times = try SequenceOperations.repetitions(right, count: bytes.bytes.count, vm) else {
        throw SequenceOperations.cannotMultiply(right, vm)
      }
      return .bytes(SequenceOperations.repeated(bytes.bytes, times))
    default: return nil
    }
  }

  static func reflected(_ bytes: BytesObject, _ op: BinaryOperator, _ left: Value, _ vm: Interpreter) throws -> Value? {
    guard op == .multiply else { return nil }
    guard let times = try SequenceOperations.repetitions(left, count: bytes.bytes.count, vm) else {
      throw SequenceOperations.cannotMultiply(left, vm)
    }
    return .bytes(SequenceOperations.repeated(bytes.bytes, times))
  }

  static func item(_ bytes: BytesObject, _ key: Value, _ vm: Interpreter) throws -> Value {
    if let slice = key.as(SliceObject.self) { return .bytes(try SequenceOperations.slice(bytes.bytes, slice, vm)) }
    let index = try SequenceOperations.wholeIndex(key, of: "byte", vm)
    let position = index < 0 ? index &+ bytes.bytes.count : index
    guard position >= 0, position < bytes.bytes.count else { throw Raised(.indexError, "index out of range") }
    return .int(Int(bytes.bytes[position]))
  }

  static func contains(_ bytes: BytesObject, _ value: Value, _ vm: Interpreter) throws -> Bool {
    if let other = value.as(BytesObject.self) { return firstIndex(of: other.bytes, in: bytes.bytes) != nil }
    guard let index = try vm.indexOrNil(value) else {
      throw Raised(.typeError, "a bytes-like object is required, not '\(vm.typeName(of: value))'")
    }
    guard case .int(let byte) = index, let byte = UInt8(exactly: byte) else {
      throw Raised(.valueError, "byte must be in range(0, 256)")
    }
    return bytes.bytes.contains(byte)
  }

  static func firstIndex(of needle: [UInt8], in bytes: [UInt8], from start: Int = 0) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      needle.withUnsafeBufferPointer { needle in
        start > bytes.count ? nil : StrText.firstOffset(of: needle, in: bytes, from: start, to: bytes.count)
      }
    }
  }
}
