import Glibc
import NablaInteger

/// The operators with two operands.
extension Numbers {
  /// `nil` means `NotImplemented`: an operand is no number, or the operator is none of numbers.
  public static func binary(
    _ op: BinaryOperator, _ left: Value, _ right: Value, _ vm: Interpreter
  ) throws -> Value? {
    if case .bool(let a) = left, case .bool(let b) = right {
      switch op {
      case .and: return .bool(a && b)
      case .or: return .bool(a || b)
      case .xor: return .bool(a != b)
      default: break
      }
    }
    guard let a = operand(left), let b = operand(right) else { return nil }
    switch (a, b) {
    case (.float, _), (_, .float):
      switch op {
      case .add, .subtract, .multiply, .divide, .floorDivide, .modulo, .power:
        return try binary(op, try double(a), try double(b))
      default: return nil
      }
    case (.int(let a), .int(let b)):
      if let small = try binary(op, a, b) { return small }
    default: break
    }
    return try binary(op, big(a), big(b))
  }

  /// The sum or difference of an `int` beyond 64 bits and one within; `nil` for all other operations.
  @inline(__always) static func sumOfBig(_ op: BinaryOperator, _ left: Value, _ right: Value) -> Value? {
    guard case .object(let object) = left, object.kind == .int, case .int(let small) = right,
      op == .add || op == .subtract, small != Int.min
    else { return nil }
    return Value(unsafeDowncast(object, to: IntObject.self).value.adding(op == .add ? small : -small))
  }

  private static func binary(_ op: BinaryOperator, _ a: Double, _ b: Double) throws -> Value? {
    switch op {
    case .add: return .float(a + b)
    case .subtract: return .float(a - b)
    case .multiply: return .float(a * b)
    case .divide:
      if b == 0 { throw Raised(.zeroDivisionError, "float division by zero") }
      return .float(a / b)
    case .floorDivide:
      if b == 0 { throw Raised(.zeroDivisionError, "float floor division by zero") }
      return .float(IntegerMath.floorDivide(a, b).quotient)
    case .modulo:
      if b == 0 { throw Raised(.zeroDivisionError, "float modulo") }
      return .float(IntegerMath.floorDivide(a, b).remainder)
    case .power: return .float(try power(a, b))
    default: return nil
    }
  }

  static func power(_ a: Double, _ b: Double) throws -> Double {
    if a == 0, b < 0 { throw Raised(.zeroDivisionError, "0.0 cannot be raised to a negative power") }
    if a < 0, a.isFinite, b.isFinite, b != b.rounded() {
      throw Raised(
        .valueError, "negative number cannot be raised to a fractional power",
        details: ["Complex numbers, the result in Python, are not part of Nabla."])
    }
    let result = pow(a, b)
    if result.isInfinite, a.isFinite, b.isFinite {
      throw Raised(.overflowError, arguments: [.int(34), .string("Numerical result out of range")])
    }
    return result
  }

  /// Machine integers; `nil` where the result needs more, or the general path must raise.
  private static func binary(_ op: BinaryOperator, _ a: Int, _ b: Int) throws -> Value? {
    switch op {
    case .add:
      let (result, overflow) = a.addingReportingOverflow(b)
      return overflow ? nil : .int(result)
    case .subtract:
      let (result, overflow) = a.subtractingReportingOverflow(b)
      return overflow ? nil : .int(result)
    case .multiply:
      let (result, overflow) = a.multipliedReportingOverflow(by: b)
      return overflow ? nil : .int(result)
    case .divide:
      // Where floats hold both exactly, so does their quotient round as that of the integers.
      guard b != 0, a.magnitude <= 1 << 53, b.magnitude <= 1 << 53 else { return nil }
      return .float(Double(a) / Double(b))
    case .floorDivide: return b == 0 ? nil : IntegerMath.floorDivide(a, b).map { .int($0.quotient) }
    case .modulo: return b == 0 ? nil : IntegerMath.floorDivide(a, b).map { .int($0.remainder) }
    case .and: return .int(a & b)
    case .or: return .int(a | b)
    case .xor: return .int(a ^ b)
    case .rightShift: return b < 0 ? nil : .int(b > 63 ? (a < 0 ? -1 : 0) : a >> b)
    case .leftShift:
      guard b >= 0, b < 63 else { return nil }
      let result = a << b
      return result >> b == a ? .int(result) : nil
    case .power: return smallPower(a, b).map(Value.int)
    default: return nil
    }
  }

  private static func smallPower(_ base: Int, _ exponent: Int) -> Int? {
    guard exponent >= 0 else { return nil }
    var result = 1
    var factor = base
    var remaining = exponent
    while true {
      if remaining & 1 == 1 {
        let (product, overflow) = result.multipliedReportingOverflow(by: factor)
        if overflow { return nil }
        result = product
      }
      remaining >>= 1
      if remaining == 0 { return result }
      let (square, overflow) = factor.multipliedReportingOverflow(by: factor)
      if overflow { return nil }
      factor = square
    }
  }

  private static func binary(_ op: BinaryOperator, _ a: BigInt, _ b: BigInt) throws -> Value? {
    switch op {
    case .add: return Value(a + b)
    case .subtract: return Value(a - b)
    case .multiply: return Value(a * b)
    case .divide: return .float(try translating { try IntegerMath.trueDivide(a, b) })
    case .floorDivide: return Value(try translating { try IntegerMath.floorDivide(a, b).quotient })
    case .modulo:
      if b.isZero { throw Raised(.zeroDivisionError, "integer modulo by zero") }
      return Value(try translating { try IntegerMath.floorDivide(a, b).remainder })
    case .power:
      if b < 0 { return .float(try power(try double(.big(a)), try double(.big(b)))) }
      return Value(try translating { try IntegerMath.power(a, b) })
    case .and: return Value(a & b)
    case .or: return Value(a | b)
    case .xor: return Value(a ^ b)
    case .leftShift: return Value(try translating { try IntegerMath.shiftLeft(a, b) })
    case .rightShift: return Value(try translating { try IntegerMath.shiftRight(a, b) })
    case .matrixMultiply: return nil
    }
  }
}
