import NablaTensor
import NablaVM

/// A tensor or a Python number, which takes part in type promotion as weakly as PyTorch has it.
typealias Operand = OperandValue
// Both halves have a `Shape`; here it is the tensors'.
typealias Shape = NablaTensor.Shape

/// Arithmetic where either side may be a Python number.
enum Arithmetic {
  /// The operand a value stands for; `nil` for values that no tensor operator takes.
  @inline(__always) static func operand(_ value: Value) -> Operand? {
    switch value {
    case .float(let number): return .scalar(.float(number))
    case .int(let number): return .scalar(.int(number))
    case .bool(let flag): return .scalar(.bool(flag))
    case .object(let object):
      guard let tensor = object as? TensorObject else { return other(object) }
      return .tensor(tensor.tensor)
    case .none, .undefined: return nil
    }
  }

  /// A number of an array is as weak as one of the language; an array is a tensor.
  private static func other(_ object: Object) -> Operand? {
    guard let array = object as? ArrayObject else { return nil }
    guard array is ScalarObject, let number = try? array.tensor.item() else { return .tensor(array.tensor.detach()) }
    return .scalar(number)
  }

  /// The result of an operator; `nil` where it takes no numbers.
  static func combine(_ op: BinaryOperator, _ left: Operand, _ right: Operand) throws -> Tensor? {
    switch (left, right) {
    case (.tensor(let a), _):
      switch op {
      case .add: return try a.add(right)
      case .subtract: return try a.sub(right)
      case .multiply: return try a.mul(right)
      case .divide: return try a.div(right)
      case .floorDivide: return try a.floorDivide(right)
      case .modulo: return try a.remainder(right)
      case .power: return try a.pow(right)
      case .matrixMultiply:
        guard case .tensor(let b) = right else { return nil }
        return try a.matmul(b)
      case .and: return try a.bitwiseAnd(right)
      case .or: return try a.bitwiseOr(right)
      case .xor: return try a.bitwiseXor(right)
      case .leftShift: return try a.shiftLeft(right)
      case .rightShift: return try a.shiftRight(right)
      }
    case (.scalar(let number), .tensor(let b)):
      switch op {
      case .add: return try b.add(number)
      case .subtract: return try b.rsub(number)
      case .multiply: return try b.mul(number)
      case .divide: return try b.rdiv(number)
      case .floorDivide: return try b.rfloorDivide(number)
      case .modulo: return try b.rremainder(number)
      case .power: return try b.rpow(number)
      case .matrixMultiply: return nil
      case .and: return try b.bitwiseAnd(number)
      case .or: return try b.bitwiseOr(number)
      case .xor: return try b.bitwiseXor(number)
      case .leftShift: return try Tensor.scalar(number).shiftLeft(b)
      case .rightShift: return try Tensor.scalar(number).shiftRight(b)
      }
    case (.scalar(let number), .scalar):
      return try combine(op, .tensor(Tensor.scalar(number)), right)
    }
  }

  /// As `combine`, for operators that always have a result.
  static func apply(_ op: BinaryOperator, _ left: Operand, _ right: Operand) throws -> Tensor {
    guard let result = try combine(op, left, right) else {
      throw TensorError.other(.typeError, "unsupported operand type(s) for \(op.symbol)")
    }
    return result
  }

  static func compare(_ op: Comparison, _ left: Operand, _ right: Operand) throws -> Tensor {
    switch (left, right) {
    case (.tensor(let a), _):
      switch op {
      case .equal: return try a.eq(right)
      case .notEqual: return try a.ne(right)
      case .less: return try a.lt(right)
      case .lessOrEqual: return try a.le(right)
      case .greater: return try a.gt(right)
      case .greaterOrEqual: return try a.ge(right)
      }
    case (.scalar, .tensor): return try compare(op.swapped, right, left)
    case (.scalar(let number), .scalar): return try compare(op, .tensor(Tensor.scalar(number)), right)
    }
  }

  /// `x op= y`; `false` where there is no such operation in place and the program gets a new tensor.
  static func combineInPlace(_ op: BinaryOperator, _ target: Tensor, _ right: Operand) throws -> Bool {
    switch op {
    case .add: _ = try target.addInPlace(right)
    case .subtract: _ = try target.subInPlace(right)
    case .multiply: _ = try target.mulInPlace(right)
    case .divide: _ = try target.divInPlace(right)
    case .floorDivide, .modulo, .power, .and, .or, .xor, .leftShift, .rightShift:
      var others: [Tensor] = []
      if case .tensor(let other) = right { others.append(other) }
      _ = try target.replaceInPlace(others) { old in try combine(op, .tensor(old), right) ?? old }
    case .matrixMultiply: return false
    }
    return true
  }

  static func scale(_ tensor: Tensor, _ factor: Scalar) throws -> Tensor {
    if factor == .int(1) { return tensor }
    return try tensor.mul(factor)
  }
}
