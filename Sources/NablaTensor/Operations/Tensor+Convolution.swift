import CKernels

/// Convolution over images and signals.
extension Tensor {
  /// Applies a two-dimensional convolution: `F.conv2d`.
  ///
  ///     output[n, o, y, x] = bias[o] + Σ weight[o, c, i, j] · input[n, c, y·stride + i·dilation − padding, …]
  ///
  /// - Shapes: input `[batch, in, height, width]` or `[in, height, width]`; weight `[out, in / groups, kh, kw]`; bias
  ///   `[out]`; output `[batch, out, h, w]` with `h = (height + 2·padding − dilation·(kh − 1) − 1) / stride + 1`.
  /// - Throws: in PyTorch's words, when channels, sizes or types do not fit.
  public func conv2d(
    _ weight: Tensor, bias: Tensor? = nil, stride: Pair = 1, padding: ConvolutionPadding = .size(0),
    dilation: Pair = 1, groups: Int = 1
  ) throws -> Tensor {
    guard rank == 3 || rank == 4 else { throw TensorError.convolutionRank(shape, dimensions: 2) }
    guard weight.rank == 4 else {
      throw TensorError.runtime("expected a 4-dimensional weight for conv2d, but got weight of size \(weight.shape)")
    }
    if rank == 3 {
      return try unsqueeze(0).conv2d(
        weight, bias: bias, stride: stride, padding: padding, dilation: dilation, groups: groups).squeeze([0])
    }
    var window = Window2D(
      kernel: Pair(weight.shape[2], weight.shape[3]), stride: stride, padding: 0, dilation: dilation)
    switch padding {
    case .size(let size): window.padding = size
    case .valid: break
    case .same: return try conv2dSame(weight, bias: bias, window: window, groups: groups)
    }
    return try convolve(weight, bias: bias, window: window, groups: groups, dimensions: 2)
  }

  /// Applies a one-dimensional convolution: `F.conv1d`.
  ///
  /// - Shapes: input `[batch, in, length]` or `[in, length]`; weight `[out, in / groups, k]`.
  public func conv1d(
    _ weight: Tensor, bias: Tensor? = nil, stride: Int = 1, padding: Int = 0, dilation: Int = 1, groups: Int = 1
  ) throws -> Tensor {
    guard rank == 2 || rank == 3 else { throw TensorError.convolutionRank(shape, dimensions: 1) }
    guard weight.rank == 3 else {
      throw TensorError.runtime("expected a 3-dimensional weight for conv1d, but got weight of size \(weight.shape)")
    }
    let signal = rank == 2 ? try unsqueeze(0) : self
    let window = Window2D(
      kernel: Pair(1, weight.shape[2]), stride: Pair(1, stride), padding: Pair(0, padding), dilation: Pair(1, dilation))
    let result = try signal.unsqueeze(2).convolve(
      weight.unsqueeze(2), bias: bias, window: window, groups: groups, dimensions: 1).squeeze([2])
    return rank == 2 ? try result.squeeze([0]) : result
  }

  /// Padding that keeps the size; an odd total goes to the right and bottom.
  private func conv2dSame(_ weight: Tensor, bias: Tensor?, window: Window2D, groups: Int) throws -> Tensor {
    guard window.stride == 1 else {
      throw TensorError.runtime("padding='same' is not supported for strided convolutions")
    }
    guard window.isReasonable, window.dilation.least > 0 else {
      throw TensorError.runtime("dilation should be greater than zero")
    }
    let tall = window.dilation.height * (window.kernel.height - 1)
    let wide = window.dilation.width * (window.kernel.width - 1)
    var symmetric = window
    symmetric.padding = Pair(tall / 2, wide / 2)
    guard tall % 2 != 0 || wide % 2 != 0 else {
      return try convolve(weight, bias: bias, window: symmetric, groups: groups, dimensions: 2)
    }
    var sizes = shape
    sizes[2] += tall % 2
    sizes[3] += wide % 2
    // One row or column of zeros more at the end.
    let padded = try Tensor.zeros(sizes, dtype: dtype)
    _ = try padded.narrow(2, 0, shape[2]).narrow(3, 0, shape[3]).copyInPlace(self)
    return try padded.convolve(weight, bias: bias, window: symmetric, groups: groups, dimensions: 2)
  }

  private func convolve(
    _ weight: Tensor, bias: Tensor?, window: Window2D, groups: Int, dimensions: Int
  ) throws -> Tensor {
    let (outputHeight, outputWidth) = try checkConvolution(
      weight, bias: bias, window: window, groups: groups, dimensions: dimensions)
    let outputShape: Shape = [shape[0], weight.shape[0], outputHeight, outputWidth]
    try Tensor.checkAllocation(outputShape, dtype, "conv2d")
    let kernel = ConvolutionKernel(
      dtype: dtype, batch: shape[0], groups: groups, outChannels: weight.shape[0],
      window: window.over(
        channels: weight.shape[1], height: shape[2], width: shape[3], outputHeight: outputHeight,
        outputWidth: outputWidth))
    let (input, weights) = try GradMode.disabled { (try contiguous(), try weight.contiguous()) }
    let bias1 = try bias.map { bias in try GradMode.disabled { try bias.contiguous() } }
    let result = Tensor.uninitialized(outputShape, dtype)
    if result.elementCount > 0 {
      kernel.forward(
        output: result.pointer, input: input.pointer, weight: weights.pointer, bias: bias1.map { $0.pointer })
    }
    Autograd.record(
      "ConvolutionBackward0", inputs: [self, weight, bias], outputs: [result], saved: [self, weight]
    ) { node, gradients in
      guard let gradient = gradients[0] else { return [nil, nil, nil] }
      let (input, weight) = (try node.saved(0), try node.saved(1))
      try Tensor.refuseSecondDerivative("convolution_backward", input, weight, gradient)
      return try kernel.gradients(
        gradient, input: input, weight: weight, wanted: (node.needs(0), node.needs(1), node.needs(2)))
    }
    return result
  }

  /// PyTorch's checks in PyTorch's order. Gives the output's height and width.
  private func checkConvolution(
    _ weight: Tensor, bias: Tensor?, window: Window2D, groups: Int, dimensions: Int
  ) throws -> (Int, Int) {
    // What messages show: the sizes without the dimension that a signal is given to become an image.
    func shown(_ sizes: Shape) -> Shape {
      var sizes = sizes
      if dimensions == 1 { sizes.remove(at: 2) }
      return sizes
    }
    if let bias, dtype != bias.dtype {
      throw TensorError.productTypes(
        "Input type (\(dtype.cTypeName)) and bias type (\(bias.dtype.cTypeName)) should be the same", dtype, bias.dtype)
    }
    guard groups > 0 else { throw TensorError.runtime("non-positive groups is not supported") }
    guard window.padding.least >= 0 else { throw TensorError.runtime("negative padding is not supported") }
    guard window.stride.least > 0 else { throw TensorError.runtime("non-positive stride is not supported") }
    guard window.dilation.least > 0 else {
      let sizes = dimensions == 1 ? "[\(window.dilation.width)]" : "[\(window.dilation.height), \(window.dilation.width)]"
      throw TensorError.runtime("dilation should be greater than zero, but got \(sizes)")
    }
    guard window.isReasonable else { throw TensorError.runtime("convolution sizes are out of range") }
    let weightShape = shown(weight.shape)
    guard weight.shape[0] >= groups, weight.shape[0] % groups == 0 else {
      throw TensorError.runtime("Given groups=\(groups), expected weight to be divisible by \(groups) at dimension 0, "
        + "but got weight of size [\(weightShape)] instead")
    }
    guard shape[1] == weight.shape[1] &* groups else {
      throw TensorError.convolutionChannels(
        groups: groups, weight: weightShape, input: shown(shape), expected: weight.shape[1] &* groups)
    }
    if let bias, bias.rank != 1 || bias.shape[0] != weight.shape[0] {
      throw TensorError.convolutionBias(weight: weightShape, bias: bias.shape)
    }
    let padded = [shape[2] + 2 * window.padding.height, shape[3] + 2 * window.padding.width]
    let reach = [
      window.dilation.height * (window.kernel.height - 1) + 1, window.dilation.width * (window.kernel.width - 1) + 1,
    ]
    guard padded[0] >= reach[0], padded[1] >= reach[1], window.kernel.least > 0 else {
      throw TensorError.kernelLargerThanInput(
        padded: dimensions == 1 ? [padded[1]] : padded, kernel: dimensions == 1 ? [reach[1]] : reach)
    }
    if dtype != weight.dtype, dtype.isHalf || weight.dtype.isHalf {
      throw TensorError.runtime(
        "Input type (\(dtype.tensorTypeName)) and weight type (\(weight.dtype.tensorTypeName)) should be the same or input "
          + "should be a MKLDNN tensor and weight is a dense tensor", fix: "`.to(torch.\(weight.dtype.name))` of the input")
    }
    guard !dtype.isOnlyStored else { throw TensorError.notImplemented(kernel: "slow_conv2d_cpu", dtype: dtype) }
    guard dtype == weight.dtype else {
      throw TensorError.productTypes(
        "expected scalar type \(dtype.scalarTypeName) but found \(weight.dtype.scalarTypeName)", dtype, weight.dtype)
    }
    try requireFloating("slow_conv2d_cpu")
    return (
      Window2D.places(
        shape[2], kernel: window.kernel.height, stride: window.stride.height, padding: window.padding.height,
        dilation: window.dilation.height),
      Window2D.places(
        shape[3], kernel: window.kernel.width, stride: window.stride.width, padding: window.padding.width,
        dilation: window.dilation.width)
    )
  }
}

extension ConvolutionKernel {
  /// The gradients that are wanted, as tensors.
  func gradients(
    _ gradient: Tensor, input: Tensor, weight: Tensor, wanted: (input: Bool, weight: Bool, bias: Bool)
  ) throws -> [Tensor?] {
    let (outer, image, weights) = (try gradient.contiguous(), try input.contiguous(), try weight.contiguous())
    let gradInput = wanted.input ? Tensor.uninitialized(input.shape, dtype) : nil
    let gradWeight = wanted.weight ? Tensor.uninitialized(weight.shape, dtype) : nil
    let gradBias = wanted.bias ? Tensor.uninitialized([outChannels], dtype) : nil
    backward(
      gradInput: gradInput?.pointer, gradWeight: gradWeight?.pointer, gradBias: gradBias?.pointer,
      gradOutput: outer.pointer, input: image.pointer, weight: weights.pointer)
    return [gradInput, gradWeight, gradBias]
  }
}
