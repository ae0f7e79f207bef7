import CKernels

/// Dropout: elements set to zero at random.
extension Tensor {
  /// Keeps each element with probability `1 − p` and scales what it keeps by `1 / (1 − p)`: `F.dropout`.
  ///
  /// The mask draws one double-precision uniform an element, kept where it is below `1 − p`: PyTorch's stream.
  /// Out of training, with `p` 0 and of nothing, the tensor itself comes back and nothing is drawn.
  public func dropout(p: Double = 0.5, training: Bool = true, generator: Generator = .global) throws -> Tensor {
    try Tensor.checkDropProbability(p)
    guard training, p > 0, elementCount > 0 else { return self }
    guard dtype.isFloatingPoint else { throw TensorError.cannotCast(from: .float32, to: dtype) }
    let mask = try Tensor.keepMask(shape, p: p, generator)
    // Drawn in the order of memory.
    return try masked(keep: mask.inOrder(of: self), p: p)
  }

  /// Keeps or drops whole channels: `F.dropout2d`.
  ///
  /// - Shapes: `[batch, channels, …]`; without a batch dimension, every first index counts as a channel.
  public func featureDropout(p: Double = 0.5, training: Bool = true, generator: Generator = .global) throws -> Tensor {
    try Tensor.checkDropProbability(p)
    guard training, p > 0, elementCount > 0 else { return self }
    guard rank >= 2 else {
      throw TensorError.runtime("Feature dropout requires at least 2 dimensions in the input")
    }
    guard dtype.isFloatingPoint else { throw TensorError.cannotCast(from: .float32, to: dtype) }
    var channels = Shape(repeating: 1, count: rank)
    channels[0] = shape[0]
    channels[1] = shape[1]
    let keep = try Tensor.keepMask(channels, p: p, generator)
    return try masked(keep: GradMode.disabled { try keep.expand(shape).contiguous() }, p: p)
  }

  private static func checkDropProbability(_ p: Double) throws {
    guard p >= 0, p <= 1 else {
      throw TensorError.other(
        .valueError, "dropout probability has to be between 0 and 1, but got \(Scalar.float(p))")
    }
  }

  /// A byte for each element, 1 where it stays. `p` 1 drops all and draws nothing, as in PyTorch.
  private static func keepMask(_ shape: Shape, p: Double, _ generator: Generator) throws -> Tensor {
    let mask = uninitialized(shape, .uint8)
    let bytes = mask.pointer.assumingMemoryBound(to: UInt8.self)
    let keep = 1 - p
    guard p < 1 else { return try mask.zeroInPlace() }
    for index in 0..<mask.elementCount { bytes[index] = generator.uniformDouble() < keep ? 1 : 0 }
    return mask
  }

  private func masked(keep mask: Tensor, p: Double) throws -> Tensor {
    let scale = p < 1 ? 1 / (1 - p) : 0
    /// Where the mask lies in another order than the elements.
    func apart(_ tensor: Tensor) throws -> Tensor {
      try tensor.mul(mask.to(tensor.dtype)).mul(Scalar.float(scale))
    }
    func apply(_ tensor: Tensor) throws -> Tensor {
      guard mask.isContiguous || tensor.strides == mask.strides else { return try apart(tensor) }
      let source = mask.isContiguous ? try tensor.contiguous() : tensor
      let result = Tensor.uninitialized(source.shape, source.dtype)
      result.layout.strides = mask.strides
      let (to, from, bytes, item) = (result.pointer, source.pointer, mask.pointer, source.dtype.itemSize)
      ElementKernel.forEachPiece(source.elementCount, source.dtype) { offset, count in
        nabla_masked_scale(
          source.dtype.real, to + offset, from + offset,
          (bytes + offset / item).assumingMemoryBound(to: UInt8.self), count, scale)
      }
      return result
    }
    let result = try GradMode.disabled { try apply(self) }
    Autograd.record("MulBackward0", inputs: [self], outputs: [result]) { _, gradients in
      guard let gradient = gradients[0] else { return [nil] }
      if GradMode.isEnabled { return [try gradient.masked(keep: mask, p: p)] }
      return [try apply(gradient)]
    }
    return result
  }
}
