import CKernels

/// Losses that compare a prediction with a target element by element.
extension Tensor {
  /// `(input − target)²`: `F.mse_loss`.
  public func mseLoss(_ target: Tensor, reduction: LossReduction = .mean) throws -> Tensor {
    let (x, t) = try comparable(target, "mse_loss")
    try x.requireFloating("mse_cpu")
    return try elementLoss(
      "MseLossBackward0", x, t, reduction, isSymmetric: true, forward: nabla_mse, backward: nabla_mse_backward
    ) { gradient, x, t, scale in try x.sub(t).mul(Scalar.float(2 * scale)).mul(gradient) }
  }

  /// `|input − target|`: `F.l1_loss`.
  public func l1Loss(_ target: Tensor, reduction: LossReduction = .mean) throws -> Tensor {
    let (x, t) = try comparable(target, "l1_loss")
    return try reduction.apply(x.sub(t).abs())
  }

  /// `½ d² / beta` where `d = |input − target|` is below `beta`, `d − ½ beta` beyond: `F.smooth_l1_loss`.
  public func smoothL1Loss(_ target: Tensor, reduction: LossReduction = .mean, beta: Double = 1) throws -> Tensor {
    guard beta >= 0 else { throw TensorError.runtime("smooth_l1_loss does not support negative values for beta.") }
    let (x, t) = try comparable(target, "smooth_l1_loss")
    if beta == 0 { return try reduction.apply(x.sub(t).abs()) }
    try x.requireFloating("smooth_l1_cpu")
    return try elementLoss(
      "SmoothL1LossBackward0", x, t, reduction, isSymmetric: true,
      forward: { nabla_smooth_l1($0, $1, $2, $3, $4, beta) },
      backward: { nabla_smooth_l1_backward($0, $1, $2, $3, $4, $5, $6, $7, beta) })
  }

  /// `½ d²` where `d = |input − target|` is at most `delta`, `delta · (d − ½ delta)` beyond: `F.huber_loss`.
  public func huberLoss(_ target: Tensor, reduction: LossReduction = .mean, delta: Double = 1) throws -> Tensor {
    guard delta > 0 else { throw TensorError.runtime("huber_loss does not support non-positive values for delta.") }
    let (x, t) = try comparable(target, "huber_loss")
    try x.requireFloating("huber_cpu")
    return try elementLoss(
      "HuberLossBackward0", x, t, reduction, isSymmetric: true,
      forward: { nabla_huber($0, $1, $2, $3, $4, delta) },
      backward: { nabla_huber_backward($0, $1, $2, $3, $4, $5, $6, $7, delta) })
  }

  /// `−target · log(input) − (1 − target) · log(1 − input)` of probabilities: `F.binary_cross_entropy`.
  public func binaryCrossEntropy(
    _ target: Tensor, weight: Tensor? = nil, reduction: LossReduction = .mean
  ) throws -> Tensor {
    guard shape == target.shape else { throw TensorError.differentSizes(target: target.shape, input: shape) }
    guard dtype == target.dtype else {
      throw TensorError.runtime(
        "Found dtype \(target.dtype.scalarTypeName) but expected \(dtype.scalarTypeName)", fix: "`target.float()`")
    }
    try requireFloating("binary_cross_entropy")
    for (name, tensor) in [("input", self), ("target", target)] {
      let values = try GradMode.disabled { try tensor.contiguous() }
      guard nabla_all_in_unit(dtype.real, values.pointer, values.elementCount) != 0 else {
        throw TensorError.notProbability(name)
      }
    }
    let losses = try elementLoss(
      "BinaryCrossEntropyBackward0", self, target, weight == nil ? reduction : .none, isSymmetric: false,
      forward: nabla_bce, backward: nabla_bce_backward)
    return try weight.map { try reduction.apply(losses.mul($0)) } ?? losses
  }

  /// Binary cross entropy of logits, without overflow: `F.binary_cross_entropy_with_logits`.
  ///
  /// - Parameter posWeight: what the positive part counts, broadcast over the input.
  public func binaryCrossEntropyWithLogits(
    _ target: Tensor, weight: Tensor? = nil, reduction: LossReduction = .mean, posWeight: Tensor? = nil
  ) throws -> Tensor {
    guard shape == target.shape else { throw TensorError.sameSizes(target: target.shape, input: shape) }
    guard target.dtype.isFloatingPoint else { throw TensorError.cannotCast(from: dtype.floating, to: target.dtype) }
    let x = dtype == target.dtype ? self : try to(DType.promote(dtype, target.dtype))
    let t = target.dtype == x.dtype ? target : try target.to(x.dtype)
    try x.requireFloating("binary_cross_entropy_with_logits")
    var losses: Tensor
    if let posWeight {
      // (1 − t) x − (1 + (p − 1) t) log σ(x)
      let factor = try posWeight.sub(Scalar.int(1)).mul(t).add(Scalar.int(1))
      losses = try t.neg().add(Scalar.int(1)).mul(x).sub(factor.mul(x.logSigmoid()))
    } else {
      losses = try elementLoss(
        "BinaryCrossEntropyWithLogitsBackward0", x, t, weight == nil ? reduction : .none, isSymmetric: false,
        forward: nabla_bce_logits, backward: nabla_bce_logits_backward)
      if weight == nil { return losses }
    }
    if let weight { losses = try losses.mul(weight) }
    return try reduction.apply(losses)
  }

  /// `target · (log(target) − input)` of log-probabilities: `F.kl_div`. With `batchMean` the sum is divided by the
  /// batch, as the divergence is defined.
  public func klDiv(
    _ target: Tensor, reduction: LossReduction = .mean, batchMean: Bool = false, logTarget: Bool = false
  ) throws -> Tensor {
    if reduction == .mean, !batchMean {
      TensorWarning.warn("reduction: 'mean' divides the total loss by both the batch size and the support size."
        + "'batchmean' divides only by the batch size, and aligns with the KL div math definition.'mean' will be "
        + "changed to behave the same as 'batchmean' in the next major release.")
    }
    let losses: Tensor
    if logTarget {
      losses = try target.exp().mul(target.sub(self))
    } else {
      // 0 log 0 is 0.
      let safe = try target.clamp(min: .float(1e-300))
      losses = try target.mul(safe.log()).sub(target.mul(self))
    }
    guard batchMean, rank > 0 else { return try reduction.apply(losses) }
    return try losses.sum().div(Scalar.int(Swift.max(shape[0], 1)))
  }

  /// Both operands in one type and shape, with PyTorch's warning where they had to be broadcast.
  private func comparable(_ target: Tensor, _ function: String) throws -> (Tensor, Tensor) {
    var (x, t) = (self, target)
    let type = DType.result(x, t)
    if x.dtype != type { x = try x.to(type) }
    if t.dtype != type { t = try t.to(type) }
    guard x.shape != t.shape else { return (x, t) }
    TensorWarning.warn("Using a target size (torch.Size(\(t.shape))) that is different to the input size "
      + "(torch.Size(\(x.shape))). This will likely lead to incorrect results due to broadcasting. Please ensure they "
      + "have the same size.")
    let broadcast = try Shape.broadcast(x.shape, t.shape)
    return (try x.expand(broadcast), try t.expand(broadcast))
  }

  typealias LossForward =
    (nabla_real, UnsafeMutableRawPointer?, UnsafeRawPointer?, UnsafeRawPointer?, Int) -> Void
  typealias LossBackward =
    (nabla_real, UnsafeMutableRawPointer?, UnsafeRawPointer?, Int, Double, UnsafeRawPointer?, UnsafeRawPointer?, Int)
    -> Void

  /// One loop for the losses, a reduction, and one loop for the gradient of both.
  ///
  /// - Parameter isSymmetric: the target's gradient is the input's, negated; otherwise there is none.
  private func elementLoss(
    _ name: String, _ x: Tensor, _ t: Tensor, _ reduction: LossReduction, isSymmetric: Bool, forward: LossForward,
    backward: @escaping LossBackward,
    differentiable: ((_ gradient: Tensor, _ x: Tensor, _ t: Tensor, _ scale: Double) throws -> Tensor)? = nil
  ) throws -> Tensor {
    if !isSymmetric, GradMode.isEnabled, t.requiresGrad {
      throw TensorError.runtime("the derivative for 'target' is not implemented", fix: "`target.detach()`")
    }
    let result = try GradMode.disabled {
      try reduction.apply(ElementKernel.zip(x, t) { forward($0, $1, $2, $3, $4) })
    }
    let scale = reduction == .mean ? 1 / Double(x.elementCount) : 1
    Autograd.record(name, inputs: [x, t], outputs: [result], saved: [x, t]) { node, gradients in
      guard let gradient = gradients[0] else { return [nil, nil] }
      let (x, t) = (try node.saved(0), try node.saved(1))
      let answer: Tensor
      if GradMode.isEnabled, let differentiable {
        answer = try differentiable(gradient, x, t, scale)
      } else {
        try Tensor.refuseSecondDerivative("\(name.dropLast(9))_backward", x, t, gradient)
        let (input, target, outer) = (try x.contiguous(), try t.contiguous(), try gradient.contiguous())
        answer = Tensor.uninitialized(x.shape, x.dtype)
        let stride = outer.rank == 0 && x.rank > 0 ? 0 : 1
        ElementKernel.forEachPiece(x.elementCount, x.dtype) { offset, count in
          backward(
            x.dtype.real, answer.pointer + offset, outer.pointer + offset * stride, stride, scale,
            input.pointer + offset, target.pointer + offset, count)
        }
      }
      return [node.needs(0) ? answer : nil, node.needs(1) ? try answer.neg() : nil]
    }
    return result
  }
}
