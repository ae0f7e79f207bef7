import NablaTensor

/// Element by element, `max(x, 0)`.
///
/// - Shapes: any. Defaults: `inplace: false`. PyTorch: `torch.nn.ReLU`.
public final class ReLU: InplaceActivation {
  public override func activate(_ input: Tensor) throws -> Tensor { try input.relu() }
}

/// Element by element, `min(max(x, 0), 6)`.
///
/// - Shapes: any. Defaults: `inplace: false`. PyTorch: `torch.nn.ReLU6`.
public final class ReLU6: InplaceActivation {
  public override func activate(_ input: Tensor) throws -> Tensor { try input.relu6() }
}

/// Element by element, `x · sigmoid(x)`.
///
/// - Shapes: any. Defaults: `inplace: false`. PyTorch: `torch.nn.SiLU`.
public final class SiLU: InplaceActivation {
  public override func activate(_ input: Tensor) throws -> Tensor { try input.silu() }
}

/// Element by element, `x · tanh(softplus(x))`.
///
/// - Shapes: any. Defaults: `inplace: false`. PyTorch: `torch.nn.Mish`.
public final class Mish: InplaceActivation {
  public override func activate(_ input: Tensor) throws -> Tensor { try input.mish() }
}

/// Element by element, the self-normalising `scale · (max(x, 0) + min(0, alpha · (exp(x) − 1)))`.
///
/// - Shapes: any. Defaults: `inplace: false`. PyTorch: `torch.nn.SELU`.  Source: arXiv:1706.02515.
public final class SELU: InplaceActivation {
  public override func activate(_ input: Tensor) throws -> Tensor { try input.selu() }
}

/// Element by element, `relu6(x + 3) / 6`.
///
/// - Shapes: any. Defaults: `inplace: false`. PyTorch: `torch.nn.Hardsigmoid`.
public final class Hardsigmoid: InplaceActivation {
  public override func activate(_ input: Tensor) throws -> Tensor { try input.hardsigmoid() }
}

/// Element by element, `x · relu6(x + 3) / 6`.
///
/// - Shapes: any. Defaults: `inplace: false`. PyTorch: `torch.nn.Hardswish`.
public final class Hardswish: InplaceActivation {
  public override func activate(_ input: Tensor) throws -> Tensor { try input.hardswish() }
}

/// Element by element, `x` where positive and `negativeSlope · x` elsewhere.
///
/// - Shapes: any. Defaults: `negativeSlope: 0.01, inplace: false`. PyTorch: `torch.nn.LeakyReLU`.
public final class LeakyReLU: InplaceActivation {
  public let negativeSlope: Scalar

  public init(_ negativeSlope: Scalar = 0.01, inplace: Bool = false) {
    self.negativeSlope = negativeSlope
    super.init(inplace: inplace)
  }

  public override func activate(_ input: Tensor) throws -> Tensor {
    try input.leakyReLU(negativeSlope: negativeSlope.double)
  }
  public override var settings: [String] { ["negative_slope=\(negativeSlope)"] }
}

/// Element by element, `x` where positive and `alpha · (exp(x) − 1)` elsewhere.
///
/// - Shapes: any. Defaults: `alpha: 1.0, inplace: false`. PyTorch: `torch.nn.ELU`.  Source: arXiv:1511.07289.
public final class ELU: InplaceActivation {
  public let alpha: Scalar

  public init(alpha: Scalar = 1.0, inplace: Bool = false) {
    self.alpha = alpha
    super.init(inplace: inplace)
  }

  public override func activate(_ input: Tensor) throws -> Tensor { try input.elu(alpha: alpha.double) }
  public override var settings: [String] { ["alpha=\(alpha)"] }
}

/// Element by element, `x` held between two limits.
///
/// - Shapes: any. Defaults: `min: -1.0, max: 1.0, inplace: false`. PyTorch: `torch.nn.Hardtanh`.
public final class Hardtanh: InplaceActivation {
  public let minimum, maximum: Scalar

  public init(min: Scalar = -1.0, max: Scalar = 1.0, inplace: Bool = false) {
    minimum = min
    maximum = max
    super.init(inplace: inplace)
  }

  public override func activate(_ input: Tensor) throws -> Tensor {
    try input.hardtanh(min: minimum.double, max: maximum.double)
  }
  public override var settings: [String] { ["min_val=\(minimum)", "max_val=\(maximum)"] }
}

/// Element by element, `x · Φ(x)` with Φ the normal distribution.
///
/// - Shapes: any. Defaults: `approximate: .none`. PyTorch: `torch.nn.GELU`.  Source: arXiv:1606.08415.
public final class GELU: Module {
  public let approximate: Tensor.GELUApproximation

  public init(approximate: Tensor.GELUApproximation = .none) {
    self.approximate = approximate
    super.init()
  }

  public override func forward(_ input: Tensor) throws -> Tensor { try input.gelu(approximate: approximate) }
  public override var extraRepr: String { "approximate='\(approximate.rawValue)'" }
}

/// Element by element, `log(1 + exp(beta · x)) / beta`, and `x` where `beta · x` exceeds the threshold.
///
/// - Shapes: any. Defaults: `beta: 1.0, threshold: 20.0`. PyTorch: `torch.nn.Softplus`.
public final class Softplus: Module {
  public let beta, threshold: Scalar

  public init(beta: Scalar = 1.0, threshold: Scalar = 20.0) {
    self.beta = beta
    self.threshold = threshold
    super.init()
  }

  public override func forward(_ input: Tensor) throws -> Tensor {
    try input.softplus(beta: beta.double, threshold: threshold.double)
  }
  public override var extraRepr: String { "beta=\(beta), threshold=\(threshold)" }
}

/// Element by element, `1 / (1 + exp(−x))`.
///
/// - Shapes: any. PyTorch: `torch.nn.Sigmoid`.
public final class Sigmoid: Module {
  public override func forward(_ input: Tensor) throws -> Tensor { try input.sigmoid() }
}

/// Element by element, `tanh(x)`.
///
/// - Shapes: any. PyTorch: `torch.nn.Tanh`.
public final class Tanh: Module {
  public override func forward(_ input: Tensor) throws -> Tensor { try input.tanh() }
}

/// Element by element, `log(sigmoid(x))`.
///
/// - Shapes: any. PyTorch: `torch.nn.LogSigmoid`.
public final class LogSigmoid: Module {
  public override func forward(_ input: Tensor) throws -> Tensor { try input.logSigmoid() }
}

/// `exp(x) / Σ exp(x)` along a dimension.
///
/// - Shapes: any. Defaults: `dim: nil`, which PyTorch chooses with a warning. PyTorch: `torch.nn.Softmax`.
public final class Softmax: Module {
  public let dim: Int?

  public init(dim: Int? = nil) {
    self.dim = dim
    super.init()
  }

  public override func forward(_ input: Tensor) throws -> Tensor {
    try input.softmax(dim: dim ?? input.implicitSoftmaxDimension("softmax"))
  }
  public override var extraRepr: String { "dim=\(dim.map(String.init) ?? "None")" }
}

/// `log(softmax(x))` along a dimension.
///
/// - Shapes: any. Defaults: `dim: nil`, which PyTorch chooses with a warning. PyTorch: `torch.nn.LogSoftmax`.
public final class LogSoftmax: Module {
  public let dim: Int?

  public init(dim: Int? = nil) {
    self.dim = dim
    super.init()
  }

  public override func forward(_ input: Tensor) throws -> Tensor {
    try input.logSoftmax(dim: dim ?? input.implicitSoftmaxDimension("log_softmax"))
  }
  public override var extraRepr: String { "dim=\(dim.map(String.init) ?? "None")" }
}
