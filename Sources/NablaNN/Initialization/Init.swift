import NablaTensor

/// Initial values of parameters: `torch.nn.init`, drawing from the generator in the same order.
///
/// Every function writes into its tensor without recording and gives it back.
public enum Init {
  /// Which count scales an initialisation: what flows into a unit, or out of it.
  public enum FanMode: String, Sendable {
    case fanIn = "fan_in"
    case fanOut = "fan_out"
  }

  @discardableResult
  public static func uniform(_ tensor: Tensor, from low: Double = 0, to high: Double = 1) throws -> Tensor {
    try GradMode.disabled { try tensor.uniformInPlace(low, high) }
  }

  @discardableResult
  public static func normal(_ tensor: Tensor, mean: Double = 0, std: Double = 1) throws -> Tensor {
    try GradMode.disabled { try tensor.normalInPlace(mean, std) }
  }

  @discardableResult
  public static func constant(_ tensor: Tensor, _ value: Scalar) throws -> Tensor {
    try GradMode.disabled { try tensor.fillInPlace(value) }
  }

  @discardableResult
  public static func ones(_ tensor: Tensor) throws -> Tensor { try constant(tensor, 1) }

  @discardableResult
  public static func zeros(_ tensor: Tensor) throws -> Tensor { try constant(tensor, 0) }

  /// Ones on the diagonal of a matrix.
  @discardableResult
  public static func eye(_ tensor: Tensor) throws -> Tensor {
    guard tensor.rank == 2 else { throw valueError("Only tensors with 2 dimensions are supported") }
    return try GradMode.disabled {
      try tensor.fillInPlace(0)
      for index in 0..<min(tensor.shape[0], tensor.shape[1]) {
        _ = try tensor.select(0, index).select(0, index).fillInPlace(1)
      }
      return tensor
    }
  }

  /// Uniform in `±gain · √(6 / (fan_in + fan_out))`. Source: Glorot and Bengio 2010.
  @discardableResult
  public static func xavierUniform(_ tensor: Tensor, gain: Double = 1) throws -> Tensor {
    let (fanIn, fanOut) = try fans(tensor)
    let std = gain * (2.0 / Double(fanIn &+ fanOut)).squareRoot()
    let bound = (3.0).squareRoot() * std
    return try uniform(tensor, from: -bound, to: bound)
  }

  /// Normal with deviation `gain · √(2 / (fan_in + fan_out))`. Source: Glorot and Bengio 2010.
  @discardableResult
  public static func xavierNormal(_ tensor: Tensor, gain: Double = 1) throws -> Tensor {
    let (fanIn, fanOut) = try fans(tensor)
    return try normal(tensor, std: gain * (2.0 / Double(fanIn &+ fanOut)).squareRoot())
  }

  /// Uniform in `±gain · √(3 / fan)`. Source: He et al. 2015, arXiv:1502.01852.
  @discardableResult
  public static func kaimingUniform(
    _ tensor: Tensor, a: Double = 0, mode: FanMode = .fanIn, nonlinearity: String = "leaky_relu"
  ) throws -> Tensor {
    guard !tensor.shape.contains(0) else { return tensor }
    let std = try calculateGain(nonlinearity, parameter: a) / Double(fan(tensor, mode)).squareRoot()
    let bound = (3.0).squareRoot() * std
    return try uniform(tensor, from: -bound, to: bound)
  }

  /// Normal with deviation `gain / √fan`. Source: He et al. 2015, arXiv:1502.01852.
  @discardableResult
  public static func kaimingNormal(
    _ tensor: Tensor, a: Double = 0, mode: FanMode = .fanIn, nonlinearity: String = "leaky_relu"
  ) throws -> Tensor {
    guard !tensor.shape.contains(0) else { return tensor }
    return try normal(
      tensor, std: try calculateGain(nonlinearity, parameter: a) / Double(fan(tensor, mode)).squareRoot())
  }

  /// What a nonlinearity multiplies deviations by, so that they stay the same through the layers.
  public static func calculateGain(_ nonlinearity: String, parameter: Double? = nil) throws -> Double {
    switch nonlinearity {
    case "linear", "conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d", "sigmoid":
      return 1
    case "tanh": return 5.0 / 3
    case "relu": return (2.0).squareRoot()
    case "leaky_relu":
      let slope = parameter ?? 0.01
      return (2.0 / (1 + slope * slope)).squareRoot()
    case "selu": return 3.0 / 4
    default: throw valueError("Unsupported nonlinearity \(nonlinearity)")
    }
  }

  /// How many values flow into a unit, and out of it: `[out, in, *window]`.
  public static func fans(_ tensor: Tensor) throws -> (fanIn: Int, fanOut: Int) {
    guard tensor.rank >= 2 else {
      throw valueError("Fan in and fan out can not be computed for tensor with fewer than 2 dimensions")
    }
    // A tensor without elements may have sizes whose products overflow.
    let window = tensor.shape.dropFirst(2).reduce(1, &*)
    return (tensor.shape[1] &* window, tensor.shape[0] &* window)
  }

  private static func fan(_ tensor: Tensor, _ mode: FanMode) throws -> Int {
    let (fanIn, fanOut) = try fans(tensor)
    return mode == .fanIn ? fanIn : fanOut
  }

  private static func valueError(_ message: String) -> TensorError { .other(.valueError, message) }

  // MARK: What layers use

  /// An uninitialised parameter.
  static func newParameter(_ shape: Shape, _ dtype: DType) throws -> Tensor {
    try Tensor.empty(shape, dtype: dtype).setRequiresGrad()
  }

  /// What linear and convolution layers start with: weight, then bias, uniform in `±1/√fan_in`.
  static func defaultWeightAndBias(_ weight: Tensor, _ bias: Tensor?) throws {
    try kaimingUniform(weight, a: (5.0).squareRoot())
    guard let bias else { return }
    let (fanIn, _) = try fans(weight)
    guard fanIn > 0 else { return }
    let bound = 1 / Double(fanIn).squareRoot()
    try uniform(bias, from: -bound, to: bound)
  }
}
