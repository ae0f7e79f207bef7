import CKernels

/// Rules of functions of one operand: x̄ = ȳ·f′(x). `x` is saved(0) where the slope is written in x, `y` where in y.
extension Rule {
  static let neg = Rule("NegBackward0") { _, g in [try g.neg()] }
  /// |x|′ = sign x.
  static let abs = Rule("AbsBackward0") { node, g in [try g.mul(node.saved(0).sign())] }
  static let sign = Rule("SignBackward0") { _, g in [try g.mul(0)] }
  static let floor = Rule("FloorBackward0") { _, g in [try g.mul(0)] }
  static let ceil = Rule("CeilBackward0") { _, g in [try g.mul(0)] }
  static let trunc = Rule("TruncBackward0") { _, g in [try g.mul(0)] }
  static let round = Rule("RoundBackward0") { _, g in [try g.mul(0)] }
  static let frac = Rule("FracBackward0") { _, g in [g] }
  /// y′ = [y > 0].
  static let relu = Rule("ReluBackward0") { node, g in
    let y = try node.saved(0)
    if GradMode.isEnabled { return [try g.thresholdGradient(y)] }
    return [try Elementwise.binary(NB_RELU_GRAD, g.operand, y.operand, compute: y.dtype, result: y.dtype)]
  }
  /// Numbers of half precision as float32, so that a rule of several steps is rounded once.
  private static func widened(_ gradient: Tensor, _ saved: Tensor) throws -> (Tensor, Tensor) {
    saved.dtype.isHalf ? (try gradient.to(.float32), try saved.to(.float32)) : (gradient, saved)
  }

  /// The gradient through `relu` is linear in ȳ, and flat in y.
  static let thresholdBackward = Rule("ThresholdBackwardBackward0") { node, g in
    let y = try node.saved(0)
    return [node.needs(0) ? try g.thresholdGradient(y) : nil, node.needs(1) ? try g.mul(0) : nil]
  }
  /// y′ = y·(1 − y).
  static let sigmoid = Rule("SigmoidBackward0") { node, g in
    let (g, y) = try widened(g, node.saved(0))
    if GradMode.isEnabled { return [try g.mul(y.rsub(1)).mul(y).named("SigmoidBackwardBackward0")] }
    return [try Elementwise.binary(NB_SIGMOID_GRAD, g.operand, y.operand, compute: y.dtype, result: y.dtype)]
  }
  /// y′ = 1 − y².
  static let tanh = Rule("TanhBackward0") { node, g in
    let (g, y) = try widened(g, node.saved(0))
    if GradMode.isEnabled { return [try g.mul(y.square().rsub(1)).named("TanhBackwardBackward0")] }
    return [try Elementwise.binary(NB_TANH_GRAD, g.operand, y.operand, compute: y.dtype, result: y.dtype)]
  }
  /// y′ = y.
  static let exp = Rule("ExpBackward0") { node, g in [try g.mul(node.saved(0))] }
  /// y′ = y·ln 2.
  static let exp2 = Rule("Exp2Backward0") { node, g in [try g.mul(node.saved(0)).mul(0.6931471805599453)] }
  /// y′ = y + 1.
  static let expm1 = Rule("Expm1Backward0") { node, g in [try g.mul(node.saved(0).add(1))] }
  /// y′ = 1/x.
  static let log = Rule("LogBackward0") { node, g in [try g.div(node.saved(0))] }
  /// y′ = 1/(x·ln 2).
  static let log2 = Rule("Log2Backward0") { node, g in [try g.div(node.saved(0).mul(0.6931471805599453))] }
  /// y′ = 1/(x·ln 10).
  static let log10 = Rule("Log10Backward0") { node, g in [try g.div(node.saved(0).mul(2.3025850929940456))] }
  /// y′ = 1/(1 + x).
  static let log1p = Rule("Log1PBackward0") { node, g in [try g.div(node.saved(0).add(1))] }
  /// y′ = 1/(2y).
  static let sqrt = Rule("SqrtBackward0") { node, g in [try g.div(node.saved(0).mul(2))] }
  /// y′ = −y³/2.
  static let rsqrt = Rule("RsqrtBackward0") { node, g in [try g.mul(node.saved(0).pow(3)).mul(-0.5)] }
  /// y′ = −y².
  static let reciprocal = Rule("ReciprocalBackward0") { node, g in [try g.neg().mul(node.saved(0).square())] }
  /// y′ = cos x.
  static let sin = Rule("SinBackward0") { node, g in [try g.mul(node.saved(0).cos())] }
  /// y′ = −sin x.
  static let cos = Rule("CosBackward0") { node, g in [try g.mul(node.saved(0).sin()).neg()] }
  /// y′ = 1 + y².
  static let tan = Rule("TanBackward0") { node, g in [try g.mul(node.saved(0).square().add(1))] }
  /// y′ = 1/√(1 − x²).
  static let asin = Rule("AsinBackward0") { node, g in [try g.mul(node.saved(0).square().rsub(1).rsqrt())] }
  /// y′ = −1/√(1 − x²).
  static let acos = Rule("AcosBackward0") { node, g in [try g.neg().mul(node.saved(0).square().rsub(1).rsqrt())] }
  /// y′ = 1/(1 + x²).
  static let atan = Rule("AtanBackward0") { node, g in [try g.div(node.saved(0).square().add(1))] }
  /// y′ = cosh x.
  static let sinh = Rule("SinhBackward0") { node, g in [try g.mul(node.saved(0).cosh())] }
  /// y′ = sinh x.
  static let cosh = Rule("CoshBackward0") { node, g in [try g.mul(node.saved(0).sinh())] }
  /// y′ = 1/√(x² + 1).
  static let asinh = Rule("AsinhBackward0") { node, g in [try g.mul(node.saved(0).square().add(1).rsqrt())] }
  /// y′ = 1/√(x² − 1).
  static let acosh = Rule("AcoshBackward0") { node, g in [try g.mul(node.saved(0).square().sub(1).rsqrt())] }
  /// y′ = 1/(1 − x²).
  static let atanh = Rule("AtanhBackward0") { node, g in [try g.div(node.saved(0).square().rsub(1))] }
  /// y′ = 2/√π · exp(−x²).
  static let erf = Rule("ErfBackward0") { node, g in
    [try g.mul(node.saved(0).square().neg().exp()).mul(1.1283791670955126)]
  }
  /// y′ = −2/√π · exp(−x²).
  static let erfc = Rule("ErfcBackward0") { node, g in
    [try g.mul(node.saved(0).square().neg().exp()).mul(-1.1283791670955126)]
  }
}

extension Tensor {
  /// This gradient where `y` is positive, 0 elsewhere.
  func thresholdGradient(_ y: Tensor) throws -> Tensor {
    let result = try GradMode.disabled { try Tensor.where(y.detach().gt(0), detach(), Scalar.float(0)) }
    result.record(.thresholdBackward, self, y, saved: [SavedTensor(input: y)])
    return result
  }
}
