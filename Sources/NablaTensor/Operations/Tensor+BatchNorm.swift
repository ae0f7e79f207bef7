import CKernels

/// Batch normalisation.
extension Tensor {
  /// Normalises each channel over the batch: `F.batch_norm`.
  ///
  ///     output = (input − mean) / √(variance + eps) · weight + bias
  ///
  /// In training mean and (biased) variance are the batch's, and the running ones move towards the batch's mean and
  /// unbiased variance by `momentum`, in place; otherwise the running ones are used.
  ///
  /// - Shapes: input `[batch, channels, …]`; the others `[channels]`.
  public func batchNorm(
    runningMean: Tensor?, runningVar: Tensor?, weight: Tensor? = nil, bias: Tensor? = nil, training: Bool = false,
    momentum: Double = 0.1, eps: Double = 1e-5
  ) throws -> Tensor {
    guard rank >= 2 else { throw TensorError.runtime("batch_norm: input must have at least 2 dimensions, got \(rank)") }
    let channels = shape[1]
    let size = shape.dropFirst(2).reduce(1, &*)
    let count = shape[0] * size
    try requireFloating("batch_norm")
    if training, count == 1 { throw TensorError.oneValuePerChannel(shape) }
    try checkChannelTensors(
      [("running_mean", runningMean), ("running_var", runningVar), ("weight", weight), ("bias", bias)], channels)
    if !training {
      guard runningMean != nil else { throw TensorError.runtime("running_mean must be defined in evaluation mode") }
      guard runningVar != nil else { throw TensorError.runtime("running_var must be defined in evaluation mode") }
    }
    let source = try GradMode.disabled { try contiguous() }
    let (batch, type) = (shape[0], dtype)
    let mean = ChannelValues(count: channels, type)
    // PyTorch's order of operations: the numbers per channel are rounded to the element type at every step.
    let inverse: [Double]
    if training {
      let deviations = ChannelValues(count: channels, type)
      BatchNormKernel.forChannels(channels, count) { from, to in
        nabla_channel_statistics(
          type.real, mean.pointer, deviations.pointer, source.pointer, batch, channels, size, from, to)
      }
      let squares = deviations.doubles
      try Tensor.moveRunning(runningMean, towards: mean.doubles, momentum, type, fused: false)
      try Tensor.moveRunning(
        runningVar, towards: squares.map { type.rounded($0 / Double(count - 1)) }, momentum, type, fused: true)
      inverse = squares.map { type.rounded(1 / (type.rounded($0 / Double(count)) + eps).squareRoot()) }
    } else {
      if let runningMean { mean.write(ChannelValues.read(runningMean)) }
      let least = type.rounded(eps)
      inverse = (runningVar.map(ChannelValues.read) ?? []).map {
        type.rounded(1 / type.rounded(type.rounded($0 + least).squareRoot()))
      }
    }
    let weights = weight.map(ChannelValues.read) ?? [Double](repeating: 1, count: channels)
    let biases = bias.map(ChannelValues.read) ?? [Double](repeating: 0, count: channels)
    let scale = ChannelValues(zip(inverse, weights).map { $0 * $1 }, type)
    // One rounding, as a fused multiply-add has: a product of two floats is exact in double precision.
    let shift = ChannelValues(zip(biases, zip(mean.doubles, scale.doubles)).map { $0 - $1.0 * $1.1 }, type)
    let result = Tensor.uninitialized(shape, type)
    BatchNormKernel.forChannels(channels, count) { from, to in
      nabla_channel_affine(
        type.real, result.pointer, source.pointer, scale.pointer, shift.pointer, batch, channels, size, from, to)
    }
    let kernel = BatchNormKernel(batch: batch, channels: channels, size: size, dtype: type, training: training)
    Autograd.record(
      "NativeBatchNormBackward0", inputs: [self, weight, bias], outputs: [result],
      saved: [self] + (weight.map { [$0] } ?? [])
    ) { node, gradients in
      guard let gradient = gradients[0] else { return [nil, nil, nil] }
      let input = try node.saved(0)
      let weights = weight == nil ? [Double](repeating: 1, count: channels) : ChannelValues.read(try node.saved(1))
      try Tensor.refuseSecondDerivative("native_batch_norm_backward", input, gradient)
      return try kernel.backward(
        gradient, input: input, mean: mean, inverse: inverse, weights: weights,
        wanted: (node.needs(0), node.needs(1), node.needs(2)))
    }
    return result
  }

  private func checkChannelTensors(_ tensors: [(String, Tensor?)], _ channels: Int) throws {
    for (name, tensor) in tensors {
      guard let tensor else { continue }
      guard tensor.rank == 1, tensor.elementCount == channels else {
        throw TensorError.normalizationSize(name, expected: channels, got: tensor.elementCount)
      }
      guard tensor.dtype.isFloatingPoint else {
        throw TensorError.runtime("expected scalar type \(dtype.scalarTypeName) but found "
          + tensor.dtype.scalarTypeName)
      }
    }
  }

  /// `momentum · value + (1 − momentum) · running`, both products rounded or, for variances, the first one fused.
  private static func moveRunning(
    _ running: Tensor?, towards values: [Double], _ momentum: Double, _ type: DType, fused: Bool
  ) throws {
    guard let running else { return }
    let (share, rest) = (type.rounded(momentum), type.rounded(1 - type.rounded(momentum)))
    let moved = zip(ChannelValues.read(running), values).map { before, value in
      let kept = type.rounded(rest * before)
      return fused ? kept + share * value : kept + type.rounded(share * value)
    }
    ChannelValues.write(moved, to: running)
    running.storage.bumpVersion()
  }
}

/// The backward pass of batch normalisation.
struct BatchNormKernel {
  let batch, channels, size: Int
  let dtype: DType
  let training: Bool

  /// Channels in pieces of some 32,000 elements.
  static func forChannels(_ channels: Int, _ perChannel: Int, _ body: (_ from: Int, _ to: Int) -> Void) {
    parallelFor(channels, grain: max((1 << 15) / max(perChannel, 1), 1)) { body($0.lowerBound, $0.upperBound) }
  }

  /// With x' the normalised input, N its count per channel and s = weight / √(variance + eps):
  ///
  ///     dweight = Σ g x'    dbias = Σ g    dx = s (g − dbias / N − x' dweight / N)
  ///
  /// and dx = s g where the statistics were not computed from the input.
  func backward(
    _ gradient: Tensor, input: Tensor, mean: ChannelValues, inverse: [Double], weights: [Double],
    wanted: (input: Bool, weight: Bool, bias: Bool)
  ) throws -> [Tensor?] {
    let (outer, source) = (try gradient.contiguous(), try input.contiguous())
    let count = Double(batch * size)
    var sum = [Double](repeating: 0, count: channels), dot = sum
    sum.withUnsafeMutableBufferPointer { sums in
      dot.withUnsafeMutableBufferPointer { dots in
        guard let sums = sums.baseAddress, let dots = dots.baseAddress else { return }
        BatchNormKernel.forChannels(channels, batch * size) { from, to in
          nabla_channel_gradient_sums(
            dtype.real, sums, dots, outer.pointer, source.pointer, mean.pointer, batch, channels, size, from, to)
        }
      }
    }
    var gradInput: Tensor?
    if wanted.input {
      let answer = Tensor.uninitialized(input.shape, dtype)
      let average = ChannelValues(sum.map { training ? $0 / count : 0 }, dtype)
      let slope = ChannelValues(zip(dot, inverse).map { dot, inverse in
        guard training else { return 0 }
        return dtype.rounded(dtype.rounded(dtype.rounded(dot) * inverse) * inverse) / count
      }, dtype)
      let (inverses, factors) = (ChannelValues(inverse, dtype), ChannelValues(weights, dtype))
      BatchNormKernel.forChannels(channels, batch * size) { from, to in
        nabla_channel_gradient(
          dtype.real, answer.pointer, outer.pointer, source.pointer, mean.pointer, average.pointer, slope.pointer,
          inverses.pointer, factors.pointer, batch, channels, size, from, to)
      }
      gradInput = answer
    }
    let gradWeight = wanted.weight ? ChannelValues(zip(dot, inverse).map { $0 * $1 }, dtype).tensor : nil
    return [gradInput, gradWeight, wanted.bias ? ChannelValues(sum, dtype).tensor : nil]
  }
}
