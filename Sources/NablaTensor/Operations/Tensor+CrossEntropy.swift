import CKernels

/// Losses of classification.
extension Tensor {
  /// The negative log-likelihood of the targets' classes: `F.nll_loss`, of log-probabilities.
  ///
  /// - Shapes: input `[batch, classes, …]` or `[classes]`; target `[batch, …]` or a scalar, int64.
  public func nllLoss(
    _ target: Tensor, weight: Tensor? = nil, ignoreIndex: Int = -100, reduction: LossReduction = .mean
  ) throws -> Tensor {
    let view = try ClassRows(self, target: target.shape)
    guard target.dtype == .int64 || target.dtype == .uint8 else { throw TensorError.targetType(target.dtype) }
    try requireFloating("nll_loss_out_frame")
    let name = rank == 4 ? "NllLoss2DBackward0" : "NllLossBackward0"
    return try view.rows.classLoss(
      target, weight, ignoreIndex, reduction, name, lossShape: view.lossShape,
      forward: { rows, targets, weights, losses in
        nabla_nll(
          rows.dtype.real, losses.pointer, rows.pointer, targets.pointer, weights?.pointer, targets.count,
          targets.classes, Int64(targets.ignored))
      },
      backward: { _, targets, factors, answer in
        nabla_nll_backward(
          answer.dtype.real, answer.pointer, targets.pointer, factors.pointer, targets.count, targets.classes,
          Int64(targets.ignored))
      })
  }

  /// Cross entropy of logits: `F.cross_entropy`.
  ///
  ///     loss = −log(softmax(input)[target])
  ///
  /// - Parameters:
  ///   - target: class indices `[batch, …]`, or probabilities shaped like the input.
  ///   - weight: what each class counts.
  ///   - ignoreIndex: targets of this value count nothing.
  ///   - labelSmoothing: how much of the target is spread over all classes.
  public func crossEntropy(
    _ target: Tensor, weight: Tensor? = nil, ignoreIndex: Int = -100, reduction: LossReduction = .mean,
    labelSmoothing: Double = 0
  ) throws -> Tensor {
    guard labelSmoothing >= 0, labelSmoothing <= 1 else {
      throw TensorError.runtime("label_smoothing must be between 0.0 and 1.0. Got: "
        + "\(Scalar.float(labelSmoothing))")
    }
    if shape == target.shape {
      return try crossEntropyOfProbabilities(target, weight, ignoreIndex, reduction, labelSmoothing)
    }
    if dtype.isHalf, labelSmoothing == 0 {
      // The logarithms are stored, and so rounded, before they are picked from.
      let logs = try logSoftmax(dim: rank == 1 ? 0 : 1).to(.float32)
      let loss = try logs.nllLoss(target, weight: weight?.to(.float32), ignoreIndex: ignoreIndex, reduction: reduction)
      return try loss.to(dtype).named("NllLossBackward0")
    }
    guard dtype.isFloatingPoint else {
      throw TensorError.logitsType(
        rank <= 2 ? "log_softmax_lastdim_kernel_impl" : "log_softmax_kernel_impl", dtype,
        targetIsFloat: target.dtype.isFloatingPoint)
    }
    let view = try ClassRows(self, target: target.shape)
    guard target.dtype == .int64 || target.dtype == .uint8 else { throw TensorError.targetType(target.dtype) }
    guard labelSmoothing == 0 else {
      return try smoothedCrossEntropy(view, target, weight, ignoreIndex, reduction, labelSmoothing)
    }
    let type = dtype
    // The logarithm of each row's sum of exponentials, for the backward pass.
    let logSums = Tensor.uninitialized([view.rows.shape[0]], type)
    return try view.rows.classLoss(
      target, weight, ignoreIndex, reduction, rank == 4 ? "NllLoss2DBackward0" : "NllLossBackward0",
      lossShape: view.lossShape,
      forward: { rows, targets, weights, losses in
        let (to, sums, from, item) = (losses.pointer, logSums.pointer, rows.pointer, type.itemSize)
        parallelFor(targets.count, grain: Swift.max((1 << 13) / Swift.max(targets.classes, 1), 1)) { range in
          let row = range.lowerBound
          nabla_cross_entropy_rows(
            type.real, to + row * item, sums + row * item, from + row * targets.classes * item, targets.pointer + row,
            range.count, targets.classes, Int64(targets.ignored))
        }
        if let weights {
          let scaled = zip(ChannelValues.read(losses), targets.rowWeights(weights)).map { $0 * $1 }
          ChannelValues.write(scaled, to: losses)
        }
      },
      backward: { rows, targets, factors, answer in
        let (to, sums, from, item) = (answer.pointer, logSums.pointer, rows.pointer, type.itemSize)
        parallelFor(targets.count, grain: Swift.max((1 << 13) / Swift.max(targets.classes, 1), 1)) { range in
          let row = range.lowerBound, at = range.lowerBound * targets.classes * item
          nabla_cross_entropy_backward(
            type.real, to + at, from + at, sums + row * item, targets.pointer + row, factors.pointer + row * item,
            range.count, targets.classes)
        }
      })
  }

  /// The loss of rows of classes: checks, forward, reduction and the gradient's factors, shared by both losses.
  private func classLoss(
    _ target: Tensor, _ weight: Tensor?, _ ignored: Int, _ reduction: LossReduction, _ name: String, lossShape: Shape,
    forward: (_ rows: Tensor, _ targets: ClassTargets, _ weights: Tensor?, _ losses: Tensor) -> Void,
    backward: @escaping (_ rows: Tensor, _ targets: ClassTargets, _ factors: Tensor, _ answer: Tensor) -> Void
  ) throws -> Tensor {
    let classes = shape[1]
    if let weight {
      guard weight.rank == 1, weight.elementCount == classes else {
        throw TensorError.classWeight(classes: classes, weight: weight.shape)
      }
      guard weight.dtype == dtype else {
        throw TensorError.productTypes(
          "expected scalar type \(dtype.scalarTypeName) but found \(weight.dtype.scalarTypeName)", dtype, weight.dtype)
      }
    }
    let targets = try ClassTargets(target, classes: classes, ignored: ignored)
    let rows = try GradMode.disabled { try contiguous() }
    let weights = try weight.map { weight in try GradMode.disabled { try weight.contiguous() } }
    let losses = Tensor.uninitialized([targets.count], dtype)
    forward(rows, targets, weights, losses)
    let rowWeights = targets.rowWeights(weights)
    let total = rowWeights.reduce(0, +)
    let result: Tensor
    switch reduction {
    case .none: result = losses.alias(Layout(lossShape))
    case .sum, .mean:
      let sum = ChannelValues.read(losses).reduce(0, +)
      result = Tensor.uninitialized([], dtype)
      ChannelValues.write([reduction == .sum ? sum : sum / total], to: result)
    }
    Autograd.record(name, inputs: [self], outputs: [result], saved: [self]) { node, gradients in
      guard let gradient = gradients[0] else { return [nil] }
      let input = try node.saved(0)
      try Tensor.refuseSecondDerivative("nll_loss_backward", input, gradient)
      let rows = try input.contiguous()
      // d loss / d row = factor · (…): the row's weight times the gradient that arrived, over the total for a mean.
      let arrived = ChannelValues.read(try gradient.contiguous().reshape([gradient.elementCount]))
      let factors: [Double]
      switch reduction {
      case .none: factors = zip(rowWeights, arrived).map { $0 * $1 }
      case .sum: factors = rowWeights.map { $0 * (arrived.first ?? 0) }
      case .mean: factors = rowWeights.map { $0 * (arrived.first ?? 0) / total }
      }
      let answer = Tensor.uninitialized(rows.shape, rows.dtype)
      backward(rows, targets, ChannelValues(factors, rows.dtype).tensor, answer)
      return [answer]
    }
    return result
  }

  /// `(1 − s) · nll + s / classes · Σ −log p`, the second part weighted and averaged like the first.
  private func smoothedCrossEntropy(
    _ view: ClassRows, _ target: Tensor, _ weight: Tensor?, _ ignored: Int, _ reduction: LossReduction, _ smoothing: Double
  ) throws -> Tensor {
    let logits = view.rows
    let classes = logits.shape[1]
    let flat = try target.reshape([target.elementCount])
    let logProbabilities = try logits.logSoftmax(dim: 1)
    let plain = try logProbabilities.nllLoss(flat, weight: weight, ignoreIndex: ignored, reduction: reduction)
    let targets = try ClassTargets(flat, classes: classes, ignored: ignored)
    let counted = (0..<targets.count).map { targets.pointer[$0] == Int64(ignored) ? 0.0 : 1.0 }
    let mask = ChannelValues(counted, dtype).tensor
    let spread = try weight.map { try logProbabilities.mul($0) } ?? logProbabilities
    let smooth = try spread.sum(dim: [1], keepdim: false).neg().mul(mask)
    let reduced: Tensor
    switch reduction {
    case .none: reduced = smooth
    case .sum: reduced = try smooth.sum()
    case .mean: reduced = try smooth.sum().div(Scalar.float(targets.rowWeights(weight).reduce(0, +)))
    }
    let result = try plain.mul(Scalar.float(1 - smoothing)).add(reduced.mul(Scalar.float(smoothing / Double(classes))))
    return reduction == .none ? try result.reshape(view.lossShape) : result
  }

  private func crossEntropyOfProbabilities(
    _ target: Tensor, _ weight: Tensor?, _ ignored: Int, _ reduction: LossReduction, _ smoothing: Double
  ) throws -> Tensor {
    guard target.dtype.isFloatingPoint else {
      guard dtype.isFloatingPoint else {
        throw TensorError.logitsType("log_softmax_lastdim_kernel_impl", dtype, targetIsFloat: false)
      }
      throw TensorError.oneHotIntegers(target.dtype)
    }
    guard dtype.isFloatingPoint else {
      throw TensorError.logitsType("log_softmax_lastdim_kernel_impl", dtype, targetIsFloat: true)
    }
    guard ignored < 0 else { throw TensorError.runtime("ignore_index is not supported for floating point target") }
    let axis = rank == 1 ? 0 : 1
    guard rank > 0 else { throw TensorError.other(.valueError, "Expected 1 or more dimensions (got 0)") }
    let classes = shape[axis]
    if let weight, weight.rank != 1 || weight.elementCount != classes {
      throw TensorError.classWeight(classes: classes, weight: weight.shape)
    }
    var wanted = target
    if smoothing > 0 {
      wanted = try target.mul(Scalar.float(1 - smoothing)).add(Scalar.float(smoothing / Double(Swift.max(classes, 1))))
    }
    var parts = try logSoftmax(dim: axis).mul(wanted)
    if let weight {
      var sizes = Shape(repeating: 1, count: rank)
      sizes[axis] = classes
      parts = try parts.mul(weight.reshape(sizes))
    }
    let losses = try parts.neg()
    switch reduction {
    case .none: return try losses.sum(dim: [axis], keepdim: false)
    case .sum: return try losses.sum()
    case .mean: return try losses.sum().div(Scalar.float(Double(elementCount) / Double(Swift.max(classes, 1))))
    }
  }
}
