import CKernels

/// Functions of each element that give floats; integers are converted first.
extension Tensor {
  /// `op` in the floating type that belongs to this tensor, recorded with what its rule needs: operand or result.
  private func floatFunction(_ op: nb_unary_op, _ rule: @autoclosure () -> Rule, savesResult: Bool) throws -> Tensor {
    let type = dtype.floating
    let x = dtype == type ? self : try to(type)
    let result = try Elementwise.unary(op, x, result: type)
    result.record(rule(), x, saved: [savesResult ? SavedTensor(output: result) : SavedTensor(input: x)])
    return result
  }

  public func exp() throws -> Tensor { try floatFunction(NB_EXP, .exp, savesResult: true) }
  public func exp2() throws -> Tensor { try floatFunction(NB_EXP2, .exp2, savesResult: true) }
  public func expm1() throws -> Tensor { try floatFunction(NB_EXPM1, .expm1, savesResult: true) }
  public func log() throws -> Tensor { try floatFunction(NB_LOG, .log, savesResult: false) }
  public func log2() throws -> Tensor { try floatFunction(NB_LOG2, .log2, savesResult: false) }
  public func log10() throws -> Tensor { try floatFunction(NB_LOG10, .log10, savesResult: false) }
  public func log1p() throws -> Tensor { try floatFunction(NB_LOG1P, .log1p, savesResult: false) }
  public func sqrt() throws -> Tensor { try floatFunction(NB_SQRT, .sqrt, savesResult: true) }
  public func rsqrt() throws -> Tensor { try floatFunction(NB_RSQRT, .rsqrt, savesResult: true) }
  public func sin() throws -> Tensor { try floatFunction(NB_SIN, .sin, savesResult: false) }
  public func cos() throws -> Tensor { try floatFunction(NB_COS, .cos, savesResult: false) }
  public func tan() throws -> Tensor { try floatFunction(NB_TAN, .tan, savesResult: true) }
  public func asin() throws -> Tensor { try floatFunction(NB_ASIN, .asin, savesResult: false) }
  public func acos() throws -> Tensor { try floatFunction(NB_ACOS, .acos, savesResult: false) }
  public func atan() throws -> Tensor { try floatFunction(NB_ATAN, .atan, savesResult: false) }
  public func sinh() throws -> Tensor { try floatFunction(NB_SINH, .sinh, savesResult: false) }
  public func cosh() throws -> Tensor { try floatFunction(NB_COSH, .cosh, savesResult: false) }
  public func tanh() throws -> Tensor { try floatFunction(NB_TANH, .tanh, savesResult: true) }
  public func asinh() throws -> Tensor { try floatFunction(NB_ASINH, .asinh, savesResult: false) }
  public func acosh() throws -> Tensor { try floatFunction(NB_ACOSH, .acosh, savesResult: false) }
  public func atanh() throws -> Tensor { try floatFunction(NB_ATANH, .atanh, savesResult: false) }
  public func sigmoid() throws -> Tensor { try floatFunction(NB_SIGMOID, .sigmoid, savesResult: true) }
  public func erf() throws -> Tensor { try floatFunction(NB_ERF, .erf, savesResult: false) }
  public func erfc() throws -> Tensor { try floatFunction(NB_ERFC, .erfc, savesResult: false) }
  public func reciprocal() throws -> Tensor { try floatFunction(NB_RECIPROCAL, .reciprocal, savesResult: true) }
}

/// Functions of each element that keep the type.
extension Tensor {
  public func neg() throws -> Tensor {
    if dtype == .bool { throw TensorError.boolNegation }
    let result = try Elementwise.unary(NB_NEG, self, result: dtype)
    result.record(.neg, self)
    return result
  }

  public func abs() throws -> Tensor {
    if dtype == .bool { throw TensorError.notImplemented(kernel: "abs_cpu", dtype: dtype) }
    let result = try Elementwise.unary(NB_ABS, self, result: dtype)
    result.record(.abs, self, saved: [SavedTensor(input: self)])
    return result
  }

  /// −1, 0 or 1; 0 for NaN.
  public func sign() throws -> Tensor {
    let result = try Elementwise.unary(NB_SIGN, self, result: dtype)
    result.record(.sign, self)
    return result
  }

  public func square() throws -> Tensor {
    if dtype == .bool { return try to(.int64).square() }
    let result = try Elementwise.unary(NB_SQUARE, self, result: dtype)
    result.record(.powScalar, self, saved: [SavedTensor(input: self)], scalar: 2)
    return result
  }

  /// `max(x, 0)`, NaN stays.
  public func relu() throws -> Tensor {
    if dtype == .bool { throw TensorError.other(.notImplementedError, "Boolean inputs not supported for relu") }
    let result = try Elementwise.unary(NB_RELU, self, result: dtype)
    result.record(.relu, self, saved: [SavedTensor(output: result)])
    return result
  }

  public func floor() throws -> Tensor { try rounded(NB_FLOOR, .floor, "floor") }
  public func ceil() throws -> Tensor { try rounded(NB_CEIL, .ceil, "ceil") }
  public func trunc() throws -> Tensor { try rounded(NB_TRUNC, .trunc, "trunc") }

  /// Halves go to the even neighbour.
  public func round() throws -> Tensor { try rounded(NB_ROUND, .round, "round") }

  /// Rounded at a decimal place; a negative one is to the left of the point.
  public func round(decimals: Int) throws -> Tensor {
    if decimals == 0 { return try round() }
    guard dtype.isFloat else { throw TensorError.notImplemented(kernel: "round_cpu", dtype: dtype) }
    // Powers of ten have few digits in half precision.
    if dtype.isHalf { return try to(.float32).round(decimals: decimals).to(dtype).named("RoundBackward1") }
    var scale = 1.0
    for _ in 0..<Swift.min(decimals.magnitude, 400) { scale *= 10 }
    let result = try GradMode.disabled {
      decimals > 0
        ? try detach().mul(scale).rounded(NB_ROUND, .round, "round").div(scale)
        : try detach().div(scale).rounded(NB_ROUND, .round, "round").mul(scale)
    }
    result.record(.round, self)
    return result
  }

  /// What is behind the point, with the sign.
  public func frac() throws -> Tensor {
    guard dtype.isFloatingPoint else { throw TensorError.notImplemented(kernel: "frac_cpu", dtype: dtype) }
    let result = try Elementwise.unary(NB_FRAC, self, result: dtype)
    result.record(.frac, self)
    return result
  }

  private func rounded(_ op: nb_unary_op, _ rule: @autoclosure () -> Rule, _ name: String) throws -> Tensor {
    if dtype == .bool { throw TensorError.notImplemented(kernel: "\(name)_vml_cpu", dtype: dtype) }
    if !dtype.isFloat { return copied() }
    let result = try Elementwise.unary(op, self, result: dtype)
    result.record(rule(), self)
    return result
  }
}

/// Questions about each element: bool results.
extension Tensor {
  public func isnan() throws -> Tensor { try question(NB_ISNAN, ofIntegers: false) }
  public func isinf() throws -> Tensor { try question(NB_ISINF, ofIntegers: false) }
  public func isfinite() throws -> Tensor { try question(NB_ISFINITE, ofIntegers: true) }
  public func logicalNot() throws -> Tensor { try Elementwise.unary(NB_LOGICAL_NOT, self, result: .bool) }

  private func question(_ op: nb_unary_op, ofIntegers answer: Bool) throws -> Tensor {
    guard dtype.isFloat else { return try Tensor.full(shape, .bool(answer)) }
    return try Elementwise.unary(op, self, result: .bool)
  }

  /// `~x`: the bits of integers, the truth of bools.
  public func bitwiseNot() throws -> Tensor {
    if dtype.isFloat { throw TensorError.invertFloat }
    return try Elementwise.unary(NB_BITWISE_NOT, self, result: dtype)
  }
}
