import NablaTensor

/// Normalises each channel over the batch.
///
///     output = (input − mean) / √(variance + eps) · weight + bias
///
/// In training the mean and variance are the batch's, and the running ones follow by `momentum`; in evaluation the
/// running ones are used.
///
/// - Shapes: `[batch, channels, …]`; weight, bias and statistics `[channels]`.
/// - Defaults: `eps: 1e-5, momentum: 0.1` (nil: a plain average of all batches), `affine: true`,
///   `trackRunningStats: true`; weight 1, bias 0.
/// - Throws: other ranks, other channel counts, a single value per channel in training.
/// - PyTorch: the base of `torch.nn.BatchNorm1d` and `BatchNorm2d`.  Source: Ioffe and Szegedy 2015, arXiv:1502.03167.
open class BatchNorm: Module {
  public let numFeatures: Int
  public let eps: Scalar
  public let momentum: Scalar?
  public let affine, hasBias, trackRunningStats: Bool

  public init(
    _ numFeatures: Int, eps: Scalar = 1e-5, momentum: Scalar? = 0.1, affine: Bool = true, bias: Bool = true,
    trackRunningStats: Bool = true, dtype: DType = .defaultFloat
  ) throws {
    self.numFeatures = numFeatures
    self.eps = eps
    self.momentum = momentum
    self.affine = affine
    hasBias = affine && bias
    self.trackRunningStats = trackRunningStats
    super.init()
    register(parameter: affine ? try Init.newParameter([numFeatures], dtype) : nil, as: "weight")
    register(parameter: hasBias ? try Init.newParameter([numFeatures], dtype) : nil, as: "bias")
    register(buffer: trackRunningStats ? try Tensor.zeros([numFeatures], dtype: dtype) : nil, as: "running_mean")
    register(buffer: trackRunningStats ? try Tensor.ones([numFeatures], dtype: dtype) : nil, as: "running_var")
    register(buffer: trackRunningStats ? try Tensor.zeros([], dtype: .int64) : nil, as: "num_batches_tracked")
    try resetParameters()
  }

  public var weight: Tensor? { parameter(named: "weight") }
  public var bias: Tensor? { parameter(named: "bias") }
  public var runningMean: Tensor? { buffer(named: "running_mean") }
  public var runningVar: Tensor? { buffer(named: "running_var") }

  /// Statistics as at the start.
  public func resetRunningStats() throws {
    if let runningMean { try Init.zeros(runningMean) }
    if let runningVar { try Init.ones(runningVar) }
    if let batches = buffer(named: "num_batches_tracked") { try Init.zeros(batches) }
  }

  public override func resetParameters() throws {
    try resetRunningStats()
    if let weight { try Init.ones(weight) }
    if let bias { try Init.zeros(bias) }
  }

  /// The ranks this layer takes, and PyTorch's words for them.
  open var inputRanks: (allowed: ClosedRange<Int>, words: String) { (2...Shape.maxRank, "at least 2D") }

  public override func forward(_ input: Tensor) throws -> Tensor {
    guard inputRanks.allowed.contains(input.rank) else {
      throw TensorError.other(.valueError, "expected \(inputRanks.words) input (got \(input.rank)D input)")
    }
    var factor = momentum?.double ?? 0
    if training, trackRunningStats, let batches = buffer(named: "num_batches_tracked") {
      try GradMode.disabled { _ = try batches.addInPlace(1) }
      if momentum == nil { factor = 1 / (try batches.item().double) }
    }
    let usesBatch = training || (runningMean == nil && runningVar == nil)
    let keeps = !training || trackRunningStats
    return try input.batchNorm(
      runningMean: keeps ? runningMean : nil, runningVar: keeps ? runningVar : nil, weight: weight, bias: bias,
      training: usesBatch, momentum: factor, eps: eps.double)
  }

  public override var extraRepr: String {
    "\(numFeatures), eps=\(eps), momentum=\(momentum.map { "\($0)" } ?? "None"), affine=\(PythonText.bool(affine)), "
      + "bias=\(PythonText.bool(hasBias)), track_running_stats=\(PythonText.bool(trackRunningStats))"
  }
}

/// Batch normalisation of vectors or signals; see `BatchNorm`.
///
/// - Shapes: `[batch, channels]` or `[batch, channels, length]`.
/// - PyTorch: `torch.nn.BatchNorm1d`.
public final class BatchNorm1d: BatchNorm {
  public override var inputRanks: (allowed: ClosedRange<Int>, words: String) { (2...3, "2D or 3D") }
}

/// Batch normalisation of images; see `BatchNorm`.
///
/// - Shapes: `[batch, channels, height, width]`.
/// - PyTorch: `torch.nn.BatchNorm2d`.
public final class BatchNorm2d: BatchNorm {
  public override var inputRanks: (allowed: ClosedRange<Int>, words: String) { (4...4, "4D") }
}
