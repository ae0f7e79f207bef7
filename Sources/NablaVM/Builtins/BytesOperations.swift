/// The operators of `bytes` and, as far as they change nothing, of `bytearray`.
enum BytesOperations {
  static func compare(_ a: [UInt8], _ op: Comparison, _ other: Value) -> Value? {
    guard let b = other.byteSource else { return nil }
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
      guard let other = right.byteSource else {
        if let object = right.object, object.type.override("__radd__") != nil { return nil }
        throw Raised(.typeError, "can't concat \(vm.typeName(of: right)) to \(bytes.type.name)")
      }
      return bytes.like(bytes.bytes + other)
    case .multiply:
      guard let times = try SequenceOperations.repetitions(right, count: bytes.bytes.count, vm) else {
        throw SequenceOperations.cannotMultiply(right, vm)
      }
      return bytes.like(SequenceOperations.repeated(bytes.bytes, times))
    case .modulo: return bytes.like(try PercentFormatting.format(bytes: bytes.bytes, right, vm))
    default: return nil
    }
  }

  static func reflected(_ bytes: BytesObject, _ op: BinaryOperator, _ left: Value, _ vm: Interpreter) throws -> Value? {
    guard op == .multiply else { return nil }
    guard let times = try SequenceOperations.repetitions(left, count: bytes.bytes.count, vm) else {
      throw SequenceOperations.cannotMultiply(left, vm)
    }
    return bytes.like(SequenceOperations.repeated(bytes.bytes, times))
  }

  static func item(_ bytes: BytesObject, _ key: Value, _ vm: Interpreter) throws -> Value {
    if let slice = key.as(SliceObject.self) { return bytes.like(try SequenceOperations.slice(bytes.bytes, slice, vm)) }
    let isArray = bytes is ByteArrayObject
    let index = try SequenceOperations.wholeIndex(key, of: isArray ? "bytearray" : "byte", vm)
    let position = index < 0 ? index &+ bytes.bytes.count : index
    guard position >= 0, position < bytes.bytes.count else {
      throw Raised(.indexError, isArray ? "bytearray index out of range" : "index out of range")
    }
    return .int(Int(bytes.bytes[position]))
  }

  /// A value that must be one byte.
  static func byte(_ value: Value, _ vm: Interpreter) throws -> UInt8 {
    guard let index = try vm.indexOrNil(value) else {
      throw Raised(.typeError, "'\(vm.typeName(of: value))' object cannot be interpreted as an integer")
    }
    guard case .int(let number) = index, let byte = UInt8(exactly: number) else {
      throw Raised(.valueError, "byte must be in range(0, 256)")
    }
    return byte
  }

  static func contains(_ bytes: [UInt8], _ value: Value, _ vm: Interpreter) throws -> Bool {
    if let other = value.byteSource { return BytesText.find(other, in: bytes, to: bytes.count) != nil }
    guard try vm.indexOrNil(value) != nil else {
      throw Raised(.typeError, "a bytes-like object is required, not '\(vm.typeName(of: value))'")
    }
    return bytes.contains(try byte(value, vm))
  }

  /// Reads by position, since a `bytearray` may change meanwhile.
  static func iterator(_ bytes: BytesObject) -> Object {
    var index = 0
    let type: TypeObject = bytes is ByteArrayObject ? .byteArrayIterator : .bytesIterator
    return ClosureIterator(type: type, holding: [.object(bytes)]) { iterator, _ in
      guard let bytes = iterator.held.first?.as(BytesObject.self), index < bytes.bytes.count else { return nil }
      index += 1
      return .int(Int(bytes.bytes[index - 1]))
    }
  }
}

extension TypeObject {
  public static let bytesIterator = TypeObject(NativeType.iterator("bytes_iterator"))
  public static let byteArrayIterator = TypeObject(NativeType.iterator("bytearray_iterator"))
}
