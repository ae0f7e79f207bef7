import CKernels

/// Softmax and its logarithm along a dimension.
extension Tensor {
  /// `exp(x) / Σ exp(x)` along `dim`.
  public func softmax(dim: Int, dtype wanted: DType? = nil) throws -> Tensor {
    try alongDimension(
      dim, wanted, "softmax", "SoftmaxBackward0", forward: nabla_softmax, backward: nabla_softmax_backward
    ) { gradient, output, dim in
      // y (g − Σ g y)
      let weighted = try gradient.mul(output)
      return try weighted.sub(output.mul(weighted.sum(dim: [dim], keepdim: true)))
        .named("SoftmaxBackwardDataBackward0")
    }
  }

  /// `log(softmax(x))`, computed without the quotient.
  public func logSoftmax(dim: Int, dtype wanted: DType? = nil) throws -> Tensor {
    try alongDimension(
      dim, wanted, "log_softmax", "LogSoftmaxBackward0", forward: nabla_log_softmax,
      backward: nabla_log_softmax_backward
    ) { gradient, output, dim in
      // g − exp(y) Σ g
      try gradient.sub(output.exp().mul(gradient.sum(dim: [dim], keepdim: true)))
        .named("LogSoftmaxBackwardDataBackward0")
    }
  }

  /// The dimension that `F.softmax` without `dim` takes, with PyTorch's warning.
  public func implicitSoftmaxDimension(_ function: String) -> Int {
    TensorWarning.warn("Implicit dimension choice for \(function) has been deprecated. Change the call to include "
      + "dim=X as an argument.")
    return rank == 0 || rank == 1 || rank == 3 ? 0 : 1
  }

  private typealias Forward = (nabla_real, UnsafeMutableRawPointer?, UnsafeRawPointer?, Int, Int, Int) -> Void
  private typealias Backward =
    (nabla_real, UnsafeMutableRawPointer?, UnsafeRawPointer?, UnsafeRawPointer?, Int, Int, Int) -> Void

  private func alongDimension(
    _ dim: Int, _ wanted: DType?, _ function: String, _ name: String, forward: Forward, backward: @escaping Backward,
    differentiable: @escaping (_ gradient: Tensor, _ output: Tensor, _ dim: Int) throws -> Tensor
  ) throws -> Tensor {
    if let wanted, wanted != dtype {
      return try to(wanted).alongDimension(
        dim, nil, function, name, forward: forward, backward: backward, differentiable: differentiable)
    }
    if dtype.isHalf {
      let wide = try GradMode.disabled {
        try to(.float32).alongDimension(
          dim, nil, function, name, forward: forward, backward: backward, differentiable: differentiable)
      }
      let result = try GradMode.disabled { try wide.to(dtype) }
      let axis = dim < 0 ? dim + Swift.max(rank, 1) : dim
      // The result that was stored is what the gradient is made of.
      Autograd.record(name, inputs: [self], outputs: [result], savedOutputs: [0]) { node, gradients in
        guard let gradient = gradients[0] else { return [nil] }
        return [try differentiable(gradient.to(.float32), node.saved(0).to(.float32), axis)]
      }
      return result
    }
    let axis = dim < 0 ? dim + Swift.max(rank, 1) : dim
    guard axis >= 0, axis < Swift.max(rank, 1) else { throw TensorError.dimensionOutOfRange(dim, rank: rank) }
    try requireFloating(axis == Swift.max(rank, 1) - 1 ? "\(function)_lastdim_kernel_impl" : "\(function)_kernel_impl")
    let split = AxisSplit(shape, axis: axis)
    let source = try contiguous()
    let result = Tensor.uninitialized(shape, dtype)
    split.forEachBlock(dtype) { offset, outer in
      forward(dtype.real, result.pointer + offset, source.pointer + offset, outer, split.size, split.inner)
    }
    Autograd.record(name, inputs: [self], outputs: [result], savedOutputs: [0]) { node, gradients in
      guard let gradient = gradients[0] else { return [nil] }
      let output = try node.saved(0)
      if GradMode.isEnabled { return [try differentiable(gradient, output, axis)] }
      let incoming = try gradient.contiguous()
      let answer = Tensor.uninitialized(output.shape, output.dtype)
      split.forEachBlock(output.dtype) { offset, outer in
        backward(
          output.dtype.real, answer.pointer + offset, incoming.pointer + offset, output.pointer + offset, outer,
          split.size, split.inner)
      }
      return [answer]
    }
    return result
  }
}

/// A shape read as `[outer, size, inner]` around one of its dimensions.
struct AxisSplit {
  let outer, size, inner: Int

  init(_ shape: Shape, axis: Int) {
    var (before, after) = (1, 1)
    for index in 0..<shape.count {
      if index < axis { before &*= shape[index] }
      if index > axis { after &*= shape[index] }
    }
    outer = before
    size = shape.count == 0 ? 1 : shape[axis]
    inner = after
  }

  /// Pieces of `outer`, as an offset in bytes and a count.
  func forEachBlock(_ dtype: DType, _ body: (_ byteOffset: Int, _ outer: Int) -> Void) {
    let length = size * inner
    guard length > 0 else { return }
    parallelFor(outer, grain: max(4096 / length, 1)) { body($0.lowerBound * length * dtype.itemSize, $0.count) }
  }
}
