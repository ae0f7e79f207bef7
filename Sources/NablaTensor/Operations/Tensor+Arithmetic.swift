import CKernels
import Glibc

func logOfDouble(_ x: Double) -> Double { log(x) }

/// How `div` rounds its quotient.
public enum RoundingMode: Sendable {
  case trunc
  case floor
}

/// Arithmetic of two operands, which broadcast and promote as PyTorch's.
extension Tensor {
  /// `self + alpha·other`.
  public func add(_ other: some Operand, alpha: Scalar = 1) throws -> Tensor {
    try Tensor.sum(self.operand, other.operand, alpha, negated: false)
  }

  /// `self − alpha·other`.
  public func sub(_ other: some Operand, alpha: Scalar = 1) throws -> Tensor {
    try Tensor.sum(self.operand, other.operand, alpha, negated: true)
  }

  /// `number − self`.
  public func rsub(_ number: Scalar) throws -> Tensor {
    let type = DType.result(self, number)
    if type == .bool { throw TensorError.boolSubtraction }
    if dtype == .bool || number.dtype == .bool {
      throw TensorError.other(
        .notImplementedError, "Subtraction, the `-` operator, with a bool tensor is not supported. If you are trying to "
          + "invert a mask, use the `~` or `logical_not()` operator instead.")
    }
    let result = try Elementwise.binary(NB_SUB, .scalar(number), operand, compute: type, result: type)
    result.record(.rsub, self, scalar: 1)
    return result
  }

  private static func sum(_ a: OperandValue, _ b: OperandValue, _ alpha: Scalar, negated: Bool) throws -> Tensor {
    let type = DType.result(a, b)
    if negated, a.isBool || b.isBool {
      if a.isBool, b.isBool { throw TensorError.boolSubtraction }
      throw TensorError.other(
        .notImplementedError, "Subtraction, the `-` operator, with a bool tensor is not supported. If you are trying to "
          + "invert a mask, use the `~` or `logical_not()` operator instead.")
    }
    if alpha.isFloat, !type.isFloat {
      throw TensorError.runtime("For integral input tensors, argument alpha must not be a floating point number.")
    }
    let result: Tensor
    if alpha.double == 1 {
      result = try Elementwise.binary(negated ? NB_SUB : NB_ADD, a, b, compute: type, result: type)
    } else {
      let scale = negated ? -alpha.double : alpha.double
      result = type.isHalf ? try halfSum(a, b, scale, type) : try Elementwise.binary(NB_ADD_SCALED, a, b, compute: type, result: type, alpha: scale)
    }
    switch (a, b) {
    case (.tensor(let a), .tensor(let b)): result.record(negated ? .sub : .add, a, b, scalar: alpha.double)
    case (.tensor(let a), _): result.record(negated ? .sub : .add, a, scalar: alpha.double)
    default: break
    }
    return result
  }

  /// In half precision PyTorch rounds the factor, its product and the sum.
  private static func halfSum(_ a: OperandValue, _ b: OperandValue, _ scale: Double, _ type: DType) throws -> Tensor {
    let factor = OperandValue.scalar(.float(rounded(scale, type)))
    let product = try Elementwise.binary(NB_MUL, b, factor, compute: type, result: type)
    return try Elementwise.binary(NB_ADD, a, product.operand, compute: type, result: type)
  }

  public func mul(_ other: some Operand) throws -> Tensor {
    let other = other.operand
    let type = DType.result(operand, other)
    let result = try Elementwise.binary(NB_MUL, operand, other, compute: type, result: type)
    switch other {
    case .tensor(let b):
      result.record(.mul, self, b, saved: [SavedTensor(input: self), SavedTensor(input: b)])
    case .scalar(let number):
      result.record(.mulScalar, self, scalar: number.double)
    }
    return result
  }

  /// True division: integers give floats.
  public func div(_ other: some Operand) throws -> Tensor {
    let other = other.operand
    let type = DType.result(operand, other).floating
    let result = try Elementwise.binary(NB_DIV, operand, other, compute: type, result: type)
    switch other {
    case .tensor(let b):
      result.record(.div, self, b, saved: [SavedTensor(input: self), SavedTensor(input: b)])
    case .scalar(let number):
      result.record(.divScalar, self, scalar: number.double)
    }
    return result
  }

  /// `number / self`.
  public func rdiv(_ number: Scalar) throws -> Tensor {
    let type = DType.result(self, number).floating
    let result = try Elementwise.binary(NB_DIV, .scalar(number), operand, compute: type, result: type)
    result.record(.rdiv, self, saved: [SavedTensor(input: self), SavedTensor(output: result)])
    return result
  }

  /// `torch.div` with `rounding_mode`.
  public func div(_ other: some Operand, rounding: RoundingMode?) throws -> Tensor {
    guard let rounding else { return try div(other) }
    let result = try Tensor.divided(rounding == .floor ? NB_FLOOR_DIVIDE : NB_TRUNC_DIVIDE, operand, other.operand)
    result.recordFlat(self, other.operand)
    return result
  }

  /// Python's `//`: rounded down.
  public func floorDivide(_ other: some Operand) throws -> Tensor {
    let result = try Tensor.divided(NB_FLOOR_DIVIDE, operand, other.operand)
    result.recordNoFloorDivide([self, other.operand.tensor].compactMap { $0 })
    return result
  }

  /// PyTorch has no gradient for `//`, not even zeros.
  private func recordNoFloorDivide(_ inputs: [Tensor]) {
    Autograd.record("NotImplemented", inputs: inputs, outputs: [self]) { _, _ in
      throw TensorError.runtime("derivative for aten::floor_divide is not implemented")
    }
  }

  /// `number // self`.
  public func rfloorDivide(_ number: Scalar) throws -> Tensor {
    let result = try Tensor.divided(NB_FLOOR_DIVIDE, .scalar(number), operand)
    result.recordNoFloorDivide([self])
    return result
  }

  /// Python's `%`: the sign of the divisor.
  public func remainder(_ other: some Operand) throws -> Tensor {
    try remaindered(NB_REMAINDER, .remainder, other.operand)
  }

  /// `number % self`.
  public func rremainder(_ number: Scalar) throws -> Tensor {
    let first = Tensor.scalar(number)
    let result = try GradMode.disabled { try first.to(DType.result(self, number)).remainder(detach()) }
    Autograd.record("NotImplemented", inputs: [self], outputs: [result]) { _, _ in
      throw TensorError.runtime("derivative for aten::remainder is not implemented")
    }
    return result
  }

  /// C's `fmod`: the sign of the dividend.
  public func fmod(_ other: some Operand) throws -> Tensor { try remaindered(NB_FMOD, .fmod, other.operand) }

  private func remaindered(_ op: nb_binary_op, _ rule: Rule, _ other: OperandValue) throws -> Tensor {
    let result = try Tensor.divided(op, operand, other)
    switch other {
    case .tensor(let b): result.record(rule, self, b, saved: [SavedTensor(input: self), SavedTensor(input: b)])
    case .scalar: result.record(op == NB_FMOD ? .fmodScalar : .remainderScalar, self)
    }
    return result
  }

  /// Integer division traps in hardware where a divisor is 0: looked for before.
  private static func divided(_ op: nb_binary_op, _ a: OperandValue, _ b: OperandValue) throws -> Tensor {
    let type = DType.result(a, b)
    if type == .bool {
      throw TensorError.notImplemented(
        kernel: op == NB_FMOD ? "fmod_cpu" : op == NB_REMAINDER ? "remainder_cpu" : op == NB_FLOOR_DIVIDE
          ? "div_floor_cpu" : "div_trunc_cpu", dtype: type)
    }
    if !type.isFloat {
      switch b {
      case .scalar(let number): if number.int == 0 { throw TensorError.zeroDivision }
      case .tensor(let divisor):
        if divisor.elementCount > 0, !(try divisor.detach().ne(0).all().item().bool) { throw TensorError.zeroDivision }
      }
    }
    return try Elementwise.binary(op, a, b, compute: type, result: type)
  }

  private func recordFlat(_ a: Tensor, _ b: OperandValue) {
    if case .tensor(let b) = b { record(.flat, a, b) } else { record(.flat, a) }
  }

  /// `self ** exponent`.
  public func pow(_ exponent: some Operand) throws -> Tensor {
    switch exponent.operand {
    case .scalar(let number):
      let type = DType.result(self, number)
      let result = try power(number, type)
      result.record(.powScalar, self, saved: [SavedTensor(input: self)], scalar: number.double)
      return result
    case .tensor(let b):
      let type = DType.result(self, b)
      if type == .bool { throw TensorError.notImplemented(kernel: "pow", dtype: type) }
      let result = try Elementwise.binary(NB_POW, operand, .tensor(b), compute: type, result: type)
      result.record(
        .pow, self, b, saved: [SavedTensor(input: self), SavedTensor(input: b), SavedTensor(output: result)])
      return result
    }
  }

  /// The common exponents without `pow`.
  private func power(_ exponent: Scalar, _ type: DType) throws -> Tensor {
    if type.isFloat {
      let x = dtype == type ? self : converted(to: type)
      switch exponent.double {
      case 0.5: return try Elementwise.unary(NB_SQRT, x, result: type)
      case -0.5: return try Elementwise.unary(NB_RSQRT, x, result: type)
      case 1: return x.copied()
      case 2: return try Elementwise.unary(NB_SQUARE, x, result: type)
      case 3: return try GradMode.disabled { try x.detach().mul(x.detach()).mul(x.detach()) }
      case -1: return try Elementwise.unary(NB_RECIPROCAL, x, result: type)
      default: break
      }
    } else if exponent.int < 0 {
      throw TensorError.negativeIntegerPower
    }
    return try Elementwise.binary(NB_POW, operand, .scalar(exponent), compute: type, result: type)
  }

  /// `number ** self`.
  public func rpow(_ number: Scalar) throws -> Tensor {
    let type = DType.result(self, number)
    let result = try Elementwise.binary(NB_POW, .scalar(number), operand, compute: type, result: type)
    result.record(.rpow, self, saved: [SavedTensor(input: self), SavedTensor(output: result)], scalar: number.double)
    return result
  }

  /// The greater of each pair; NaN where either is.
  public func maximum(_ other: some Operand) throws -> Tensor { try extreme(NB_MAXIMUM, .maximum, other.operand) }
  /// The lesser of each pair; NaN where either is.
  public func minimum(_ other: some Operand) throws -> Tensor { try extreme(NB_MINIMUM, .minimum, other.operand) }
  public func atan2(_ other: some Operand) throws -> Tensor { try floatBinary(NB_ATAN2, .atan2, other.operand) }
  public func hypot(_ other: some Operand) throws -> Tensor {
    let type = DType.result(operand, other.operand)
    guard type.isFloatingPoint else { throw TensorError.notImplemented(kernel: "hypot_cpu", dtype: type) }
    return try floatBinary(NB_HYPOT, .hypot, other.operand)
  }

  private func extreme(_ op: nb_binary_op, _ rule: Rule, _ other: OperandValue) throws -> Tensor {
    let type = DType.result(operand, other)
    let b = other.asTensor(type)
    let result = try Elementwise.binary(op, operand, .tensor(b), compute: type, result: type)
    result.record(rule, self, b, saved: [SavedTensor(input: self), SavedTensor(input: b)])
    return result
  }

  private func floatBinary(_ op: nb_binary_op, _ rule: Rule, _ other: OperandValue) throws -> Tensor {
    let type = DType.result(operand, other).floating
    let b = other.asTensor(type)
    let result = try Elementwise.binary(op, operand, .tensor(b), compute: type, result: type)
    result.record(
      rule, self, b, saved: [SavedTensor(input: self), SavedTensor(input: b), SavedTensor(output: result)])
    return result
  }
}

extension OperandValue {
  var isBool: Bool {
    switch self {
    case .tensor(let tensor): return tensor.dtype == .bool
    case .scalar(let number): return number.dtype == .bool
    }
  }

  /// A number as a tensor without dimensions.
  func asTensor(_ dtype: DType) -> Tensor {
    switch self {
    case .tensor(let tensor): return tensor
    case .scalar(let number): return Tensor.scalar(number, dtype: dtype)
    }
  }
}
