import NablaInteger

/// Values as Swift numbers, with CPython's errors.
extension Interpreter {
  /// An `int` through `__index__`, that fits 64 bits.
  public func int(_ value: Value) throws -> Int {
    switch value {
    case .int(let value): return value
    case .bool(let value): return value ? 1 : 0
    default:
      guard let index = try indexOrNil(value) else {
        throw Raised(.typeError, "'\(typeName(of: value))' object cannot be interpreted as an integer")
      }
      if case .int(let value) = index { return value }
      throw Raised(.overflowError, "Python int too large to convert to C ssize_t")
    }
  }

  /// `operator.index(value)`: an `int` of any size; `nil` when the type has none.
  public func indexOrNil(_ value: Value) throws -> Value? {
    switch value {
    case .int: return value
    case .bool(let value): return .int(value ? 1 : 0)
    case .object(let object):
      if let method = object.type.override(Names.index) {
        let result = try call(method, value)
        guard let integer = result.integer else {
          throw Raised(.typeError, "__index__ returned non-int (type \(typeName(of: result)))")
        }
        return Value(integer)
      }
      return try object.asIndex(self)
    default: return nil
    }
  }

  /// A `float`, or what converts without loss of kind: `int`, `__float__`, `__index__`.
  public func double(_ value: Value) throws -> Double {
    if let result = try doubleOrNil(value) { return result }
    throw Raised(.typeError, "must be real number, not \(typeName(of: value))")
  }

  public func doubleOrNil(_ value: Value) throws -> Double? {
    switch value {
    case .float(let value): return value
    case .int(let value): return Double(value)
    case .bool(let value): return value ? 1 : 0
    case .object(let object):
      if let method = object.type.override(Names.float) {
        let result = try call(method, value)
        if case .float(let number) = result { return number }
        if let instance = result.as(FloatInstance.self) { return instance.value }
        throw Raised(
          .typeError, "\(object.type.name).__float__ returned non-float (type \(typeName(of: result)))")
      }
      if let number = try object.asFloat(self) { return number }
      guard let index = try indexOrNil(value) else { return nil }
      return try Numbers.double(index, self)
    default: return nil
    }
  }
}
