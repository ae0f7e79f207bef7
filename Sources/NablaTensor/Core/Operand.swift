/// What an operation takes beside its tensor: another tensor, or a number.
///
///     try x.mul(y)      // a tensor
///     try x.mul(0.5)    // a number: weaker in type promotion
public protocol Operand {
  var operand: OperandValue { get }
}

public enum OperandValue: Operand {
  case tensor(Tensor)
  case scalar(Scalar)

  public var operand: OperandValue { self }

  var tensor: Tensor? {
    if case .tensor(let tensor) = self { return tensor }
    return nil
  }
}

extension Tensor: Operand {
  public var operand: OperandValue { .tensor(self) }
}
extension Scalar: Operand {
  public var operand: OperandValue { .scalar(self) }
}
extension Int: Operand {
  public var operand: OperandValue { .scalar(.int(self)) }
}
extension Double: Operand {
  public var operand: OperandValue { .scalar(.float(self)) }
}
extension Bool: Operand {
  public var operand: OperandValue { .scalar(.bool(self)) }
}

extension DType {
  /// The common type of two operands (`torch.result_type`).
  static func result(_ a: OperandValue, _ b: OperandValue) -> DType {
    switch (a, b) {
    case (.tensor(let a), .tensor(let b)): return result(a, b)
    case (.tensor(let a), .scalar(let b)): return result(a, b)
    case (.scalar(let a), .tensor(let b)): return result(b, a)
    case (.scalar(let a), .scalar(let b)): return promote(a.dtype, b.dtype)
    }
  }

  var code: Int32 { Int32(rawValue) }
}

extension Scalar {
  /// Calls `body` with the number stored as an element of `dtype`.
  @inline(__always)
  func withElement<Result>(_ dtype: DType, _ body: (UnsafeRawPointer) throws -> Result) rethrows -> Result {
    var bits: UInt64 = 0
    switch dtype {
    case .float32: bits = UInt64(Float(double).bitPattern)
    case .float64: bits = double.bitPattern
    case .int64: bits = UInt64(bitPattern: Int64(int))
    case .int32: bits = UInt64(UInt32(truncatingIfNeeded: int))
    case .uint8: bits = UInt64(UInt8(truncatingIfNeeded: int))
    case .bool: bits = bool ? 1 : 0
    case .int8: bits = UInt64(UInt8(truncatingIfNeeded: int))
    case .int16: bits = UInt64(UInt16(truncatingIfNeeded: int))
    case .float16: bits = UInt64(HalfPrecision.float16(Float(double)))
    case .bfloat16: bits = UInt64(HalfPrecision.bfloat16(Float(double)))
    }
    return try withUnsafePointer(to: bits) { try body(UnsafeRawPointer($0)) }
  }
}
