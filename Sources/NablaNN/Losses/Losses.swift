import NablaTensor

/// The base of losses: called with a prediction and its target, `loss(output, target)`.
open class Loss: Module {
  public let reduction: LossReduction

  public init(reduction: LossReduction = .mean) {
    self.reduction = reduction
    super.init()
  }

  /// Computes the loss. Subclasses give this.
  open func forward(_ input: Tensor, _ target: Tensor) throws -> Tensor {
    throw TensorError.other(
      .notImplementedError, "Module [\(typeName)] is missing the required \"forward\" function")
  }

  public final func callAsFunction(_ input: Tensor, _ target: Tensor) throws -> Tensor { try forward(input, target) }
}

/// Cross entropy of logits and classes.
///
///     loss = −log(softmax(input)[target])
///
/// - Shapes: input `[batch, classes, …]`; target `[batch, …]` of int64, or probabilities shaped like the input.
/// - Defaults: no weights, `ignoreIndex: -100, reduction: .mean, labelSmoothing: 0`.
/// - Throws: targets of the wrong type, shape or range, saying what was meant.
/// - PyTorch: `torch.nn.CrossEntropyLoss`.
public final class CrossEntropyLoss: Loss {
  public let ignoreIndex: Int
  public let labelSmoothing: Double

  public init(
    weight: Tensor? = nil, ignoreIndex: Int = -100, reduction: LossReduction = .mean, labelSmoothing: Double = 0
  ) {
    self.ignoreIndex = ignoreIndex
    self.labelSmoothing = labelSmoothing
    super.init(reduction: reduction)
    register(buffer: weight, as: "weight")
  }

  public override func forward(_ input: Tensor, _ target: Tensor) throws -> Tensor {
    try input.crossEntropy(
      target, weight: buffer(named: "weight"), ignoreIndex: ignoreIndex, reduction: reduction,
      labelSmoothing: labelSmoothing)
  }
}

/// The negative log-likelihood of classes, of log-probabilities.
///
///     loss = −input[target]
///
/// - Shapes: as `CrossEntropyLoss` with classes. Defaults: no weights, `ignoreIndex: -100, reduction: .mean`.
/// - PyTorch: `torch.nn.NLLLoss`.
public final class NLLLoss: Loss {
  public let ignoreIndex: Int

  public init(weight: Tensor? = nil, ignoreIndex: Int = -100, reduction: LossReduction = .mean) {
    self.ignoreIndex = ignoreIndex
    super.init(reduction: reduction)
    register(buffer: weight, as: "weight")
  }

  public override func forward(_ input: Tensor, _ target: Tensor) throws -> Tensor {
    try input.nllLoss(target, weight: buffer(named: "weight"), ignoreIndex: ignoreIndex, reduction: reduction)
  }
}

/// The mean of `(input − target)²`.
///
/// - Shapes: two of one shape. Defaults: `reduction: .mean`. PyTorch: `torch.nn.MSELoss`.
public final class MSELoss: Loss {
  public override func forward(_ input: Tensor, _ target: Tensor) throws -> Tensor {
    try input.mseLoss(target, reduction: reduction)
  }
}

/// The mean of `|input − target|`.
///
/// - Shapes: two of one shape. Defaults: `reduction: .mean`. PyTorch: `torch.nn.L1Loss`.
public final class L1Loss: Loss {
  public override func forward(_ input: Tensor, _ target: Tensor) throws -> Tensor {
    try input.l1Loss(target, reduction: reduction)
  }
}

/// Squares near zero, absolute values beyond `beta`.
///
/// - Shapes: two of one shape. Defaults: `reduction: .mean, beta: 1`. PyTorch: `torch.nn.SmoothL1Loss`.
public final class SmoothL1Loss: Loss {
  public let beta: Double

  public init(reduction: LossReduction = .mean, beta: Double = 1) {
    self.beta = beta
    super.init(reduction: reduction)
  }

  public override func forward(_ input: Tensor, _ target: Tensor) throws -> Tensor {
    try input.smoothL1Loss(target, reduction: reduction, beta: beta)
  }
}

/// Squares up to `delta`, lines beyond.
///
/// - Shapes: two of one shape. Defaults: `reduction: .mean, delta: 1`. PyTorch: `torch.nn.HuberLoss`.
public final class HuberLoss: Loss {
  public let delta: Double

  public init(reduction: LossReduction = .mean, delta: Double = 1) {
    self.delta = delta
    super.init(reduction: reduction)
  }

  public override func forward(_ input: Tensor, _ target: Tensor) throws -> Tensor {
    try input.huberLoss(target, reduction: reduction, delta: delta)
  }
}

/// Binary cross entropy of probabilities.
///
///     loss = −target · log(input) − (1 − target) · log(1 − input)
///
/// - Shapes: two of one shape, input within 0 to 1. Defaults: no weights, `reduction: .mean`.
/// - PyTorch: `torch.nn.BCELoss`.
public final class BCELoss: Loss {
  public init(weight: Tensor? = nil, reduction: LossReduction = .mean) {
    super.init(reduction: reduction)
    register(buffer: weight, as: "weight")
  }

  public override func forward(_ input: Tensor, _ target: Tensor) throws -> Tensor {
    try input.binaryCrossEntropy(target, weight: buffer(named: "weight"), reduction: reduction)
  }
}

/// Binary cross entropy of logits, without overflow.
///
/// - Shapes: two of one shape. Defaults: no weights, `reduction: .mean`.
/// - PyTorch: `torch.nn.BCEWithLogitsLoss`.
public final class BCEWithLogitsLoss: Loss {
  public init(weight: Tensor? = nil, reduction: LossReduction = .mean, posWeight: Tensor? = nil) {
    super.init(reduction: reduction)
    register(buffer: weight, as: "weight")
    register(buffer: posWeight, as: "pos_weight")
  }

  public override func forward(_ input: Tensor, _ target: Tensor) throws -> Tensor {
    try input.binaryCrossEntropyWithLogits(
      target, weight: buffer(named: "weight"), reduction: reduction, posWeight: buffer(named: "pos_weight"))
  }
}
