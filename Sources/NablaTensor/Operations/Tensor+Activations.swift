import CKernels

/// Activations: one loop forward, one loop back.
extension Tensor {
  /// `x` where positive, `slope · x` elsewhere.
  public func leakyReLU(negativeSlope: Double = 0.01) throws -> Tensor {
    try requireFloating("leaky_relu_cpu")
    return try activation(
      "LeakyReluBackward0", "leaky_relu", isPiecewiseLinear: true,
      { nabla_leaky_relu($0, $1, $2, $3, negativeSlope) },
      { nabla_leaky_relu_backward($0, $1, $2, $3, $4, negativeSlope) })
  }

  /// `x` held between two limits.
  public func hardtanh(min low: Double = -1, max high: Double = 1) throws -> Tensor {
    guard low <= high else { throw TensorError.runtime("min_val must be less than or equal to max_val") }
    if dtype == .bool { throw TensorError.other(.notImplementedError, "Bool inputs not supported for hardtanh") }
    if dtype.isHalf { return try clamp(min: .float(low), max: .float(high)) }
    guard dtype.isFloatingPoint else { return try clamp(min: .int(Scalar.float(low).int), max: .int(Scalar.float(high).int)) }
    return try activation(
      "HardtanhBackward0", "hardtanh", isPiecewiseLinear: true,
      { nabla_hardtanh($0, $1, $2, $3, low, high) },
      { nabla_hardtanh_backward($0, $1, $2, $3, $4, low, high) })
  }

  /// `relu` cut off at 6.
  public func relu6() throws -> Tensor { try hardtanh(min: 0, max: 6) }

  /// `x` where positive, `alpha · (exp(x) − 1)` elsewhere.
  public func elu(alpha: Double = 1) throws -> Tensor { try scaledELU("EluBackward0", alpha: alpha, scale: 1) }

  /// The self-normalising ELU. Source: Klambauer et al. 2017, arXiv:1706.02515.
  public func selu() throws -> Tensor {
    try scaledELU("EluBackward0", alpha: 1.6732632423543772848170429916717, scale: 1.0507009873554804934193349852946)
  }

  private func scaledELU(_ name: String, alpha: Double, scale: Double) throws -> Tensor {
    try requireFloating("elu_cpu")
    return try activation(
      name, "elu", slope: { try Tensor.where($0.detach().gt(0), Scalar.float(scale), $0.exp().mul(alpha * scale)) },
      { nabla_elu($0, $1, $2, $3, alpha, scale) }, { nabla_elu_backward($0, $1, $2, $3, $4, alpha, scale) })
  }

  /// The approximation of `gelu`.
  public enum GELUApproximation: String, Sendable {
    case none
    case tanh
  }

  /// `x · Φ(x)`, with Φ the normal distribution. Source: Hendrycks and Gimpel 2016, arXiv:1606.08415.
  public func gelu(approximate: GELUApproximation = .none) throws -> Tensor {
    try requireFloating("GeluKernelImpl")
    return approximate == .none
      ? try activation("GeluBackward0", "gelu", slope: Tensor.geluSlope, nabla_gelu, nabla_gelu_backward)
      : try activation("GeluBackward0", "gelu", slope: Tensor.geluTanhSlope, nabla_gelu_tanh, nabla_gelu_tanh_backward)
  }

  /// `x · sigmoid(x)`
  public func silu() throws -> Tensor {
    try requireFloating("silu_cpu")
    return try activation("SiluBackward0", "silu", slope: Tensor.siluSlope, nabla_silu, nabla_silu_backward)
  }

  /// `log(1 + exp(beta · x)) / beta`, and `x` itself where `beta · x` exceeds the threshold.
  public func softplus(beta: Double = 1, threshold: Double = 20) throws -> Tensor {
    try requireFloating("softplus_cpu")
    return try activation(
      "SoftplusBackward0", "softplus", slope: { x in
        let scaled = try x.mul(beta)
        return try Tensor.where(scaled.detach().gt(threshold), Scalar.float(1), scaled.sigmoid())
      }, { nabla_softplus($0, $1, $2, $3, beta, threshold) },
      { nabla_softplus_backward($0, $1, $2, $3, $4, beta, threshold) })
  }

  /// `log(sigmoid(x))`
  public func logSigmoid() throws -> Tensor {
    try requireFloating("log_sigmoid_cpu")
    return try activation("LogSigmoidBackward0", "log_sigmoid", slope: { try $0.neg().sigmoid() }, nabla_logsigmoid, nabla_logsigmoid_backward)
  }

  /// `relu6(x + 3) / 6`
  public func hardsigmoid() throws -> Tensor {
    try requireFloating("hardsigmoid_cpu")
    return try activation(
      "HardsigmoidBackward0", "hardsigmoid", isPiecewiseLinear: true, nabla_hardsigmoid, nabla_hardsigmoid_backward)
  }

  /// `x · relu6(x + 3) / 6`
  public func hardswish() throws -> Tensor {
    try requireFloating("hardswish_cpu")
    return try activation("HardswishBackward0", "hardswish", nabla_hardswish, nabla_hardswish_backward)
  }

  /// `x · tanh(softplus(x))`. Source: Misra 2019, arXiv:1908.08681.
  public func mish() throws -> Tensor {
    try requireFloating("mish_cpu")
    return try activation("MishBackward0", "mish", slope: Tensor.mishSlope, nabla_mish, nabla_mish_backward)
  }

  private typealias Forward = (nabla_real, UnsafeMutableRawPointer?, UnsafeRawPointer?, Int) -> Void
  private typealias Backward =
    (nabla_real, UnsafeMutableRawPointer?, UnsafeRawPointer?, UnsafeRawPointer?, Int) -> Void
  private enum Saves { case input, output }

  /// Runs one loop and records the other.
  ///
  /// - Parameters:
  ///   - isPiecewiseLinear: the gradient's gradient is then the gradient with the same mask, so that it can be had by
  ///     the same loop.
  ///   - slope: the derivative by operations that can be differentiated again, for gradients of gradients.
  private func activation(
    _ name: String, _ function: String, saves: Saves = .input, isPiecewiseLinear: Bool = false,
    slope: ((Tensor) throws -> Tensor)? = nil, _ forward: Forward, _ backward: @escaping Backward
  ) throws -> Tensor {
    let result = try ElementKernel.map(self) { forward($0, $1, $2, $3) }
    guard Autograd.isRecording(self) else { return result }
    Autograd.record(
      name, inputs: [self], outputs: [result], saved: saves == .input ? [self] : [],
      savedOutputs: saves == .output ? [0] : []
    ) { node, gradients in
      guard let gradient = gradients[0] else { return [nil] }
      let kept = try node.saved(0)
      if GradMode.isEnabled, isPiecewiseLinear {
        let slopes = try GradMode.disabled {
          try ElementKernel.zip(Tensor.full(kept.shape, 1, dtype: kept.dtype), kept) { backward($0, $1, $2, $3, $4) }
        }
        return [try gradient.mul(slopes)]
      }
      if GradMode.isEnabled, let slope, gradient.requiresGrad || kept.requiresGrad {
        return [try gradient.mul(slope(kept))]
      }
      try Tensor.refuseSecondDerivative("\(function)_backward", gradient, kept)
      return [try ElementKernel.zip(gradient, kept) { backward($0, $1, $2, $3, $4) }]
    }
    return result
  }
}
