import CKernels

/// Layer normalisation.
extension Tensor {
  /// Normalises over the last dimensions: `F.layer_norm`.
  ///
  ///     output = (input − mean) / √(variance + eps) · weight + bias
  ///
  /// - Shapes: input `[…, *normalizedShape]`; weight and bias `normalizedShape`.
  public func layerNorm(
    _ normalizedShape: Shape, weight: Tensor? = nil, bias: Tensor? = nil, eps: Double = 1e-5
  ) throws -> Tensor {
    guard normalizedShape.count > 0 else {
      throw TensorError.runtime("Expected normalized_shape to be at least 1-dimensional, i.e., containing at least one "
        + "element, but got normalized_shape = []")
    }
    for (name, tensor) in [("weight", weight), ("bias", bias)] {
      if let tensor, tensor.shape != normalizedShape {
        throw TensorError.runtime("Expected \(name) to be of same shape as normalized_shape, but got \(name) of shape "
          + "\(tensor.shape) and normalized_shape = \(normalizedShape)")
      }
      if let tensor, tensor.dtype != dtype {
        throw TensorError.productTypes(
          "expected scalar type \(dtype.scalarTypeName) but found \(tensor.dtype.scalarTypeName)", dtype, tensor.dtype)
      }
    }
    guard rank >= normalizedShape.count, Shape(shape.suffix(normalizedShape.count)) == normalizedShape else {
      throw TensorError.layerNormShape(normalized: normalizedShape, input: shape)
    }
    try requireFloating("LayerNormKernelImpl")
    let kernel = LayerNormKernel(
      rows: shape.dropLast(normalizedShape.count).reduce(1, &*), size: normalizedShape.elementCount, dtype: dtype)
    let (source, scale, shift) = try GradMode.disabled {
      (try contiguous(), try weight?.contiguous(), try bias?.contiguous())
    }
    let result = Tensor.uninitialized(shape, dtype)
    let mean = ChannelValues(count: kernel.rows, dtype), rstd = ChannelValues(count: kernel.rows, dtype)
    let item = dtype.itemSize
    kernel.forRows { rows in
      let at = rows.lowerBound * kernel.size * item
      nabla_layer_norm(
        dtype.real, result.pointer + at, mean.pointer + rows.lowerBound * item, rstd.pointer + rows.lowerBound * item,
        source.pointer + at, scale?.pointer, shift?.pointer, rows.count, kernel.size, eps)
    }
    Autograd.record(
      "NativeLayerNormBackward0", inputs: [self, weight, bias], outputs: [result],
      saved: [self] + (weight.map { [$0] } ?? [])
    ) { node, gradients in
      guard let gradient = gradients[0] else { return [nil, nil, nil] }
      let input = try node.saved(0)
      let scale = weight == nil ? nil : try node.saved(1).contiguous()
      try Tensor.refuseSecondDerivative("native_layer_norm_backward", input, gradient)
      return try kernel.backward(
        gradient, input: input, mean: mean, rstd: rstd, weight: scale, normalizedShape: normalizedShape,
        wanted: (node.needs(0), node.needs(1), node.needs(2)))
    }
    return result
  }
}

/// The backward pass of layer normalisation.
struct LayerNormKernel {
  let rows, size: Int
  let dtype: DType

  func forRows(_ body: (Range<Int>) -> Void) {
    parallelFor(rows, grain: max((1 << 14) / max(size, 1), 1), body)
  }

  func backward(
    _ gradient: Tensor, input: Tensor, mean: ChannelValues, rstd: ChannelValues, weight: Tensor?,
    normalizedShape: Shape, wanted: (input: Bool, weight: Bool, bias: Bool)
  ) throws -> [Tensor?] {
    let (outer, source) = (try gradient.contiguous(), try input.contiguous())
    let item = dtype.itemSize
    let gradInput = wanted.input ? Tensor.uninitialized(input.shape, dtype) : nil
    if let gradInput {
      forRows { rows in
        let at = rows.lowerBound * size * item, row = rows.lowerBound * item
        nabla_layer_norm_backward(
          dtype.real, gradInput.pointer + at, outer.pointer + at, source.pointer + at, mean.pointer + row,
          rstd.pointer + row, weight?.pointer, rows.count, size)
      }
    }
    guard wanted.weight || wanted.bias else { return [gradInput, nil, nil] }
    // Runs of rows are summed each for itself, then in their order: the same on any number of threads.
    let runs = min(max(rows / 64, 1), 16)
    let perRun = (rows + runs - 1) / runs
    let sums = try Tensor.zeros([runs, 2, size], dtype: dtype)
    parallelFor(runs, grain: 1) { range in
      for run in range {
        let first = min(run * perRun, rows), last = min(first + perRun, rows)
        let at = first * size * item
        let sum = sums.pointer + run * 2 * size * item
        nabla_layer_norm_parameters(
          dtype.real, sum, sum + size * item, outer.pointer + at, source.pointer + at, mean.pointer + first * item,
          rstd.pointer + first * item, last - first, size)
      }
    }
    for run in 1..<max(runs, 1) {
      nabla_accumulate(dtype.real, sums.pointer, sums.pointer + run * 2 * size * item, 2 * size)
    }
    func part(_ index: Int) -> Tensor {
      let tensor = Tensor.uninitialized(normalizedShape, dtype)
      tensor.pointer.copyMemory(from: sums.pointer + index * size * item, byteCount: size * item)
      return tensor
    }
    return [gradInput, wanted.weight ? part(0) : nil, wanted.bias ? part(1) : nil]
  }
}
