import CKernels

/// Maxima and means of windows.
extension Tensor {
  /// The largest value of each window: `F.max_pool2d`.
  ///
  /// - Shapes: `[batch, channels, height, width]` or without the batch; stride defaults to the kernel.
  public func maxPool2d(
    kernel: Pair, stride: Pair? = nil, padding: Pair = 0, dilation: Pair = 1, ceilMode: Bool = false
  ) throws -> Tensor {
    try pooledMaxima(kernel, stride, padding, dilation, ceilMode, wantsIndices: false).0
  }

  /// The largest values and where in their plane they were (`row · width + column`), as int64.
  public func maxPool2dWithIndices(
    kernel: Pair, stride: Pair? = nil, padding: Pair = 0, dilation: Pair = 1, ceilMode: Bool = false
  ) throws -> (values: Tensor, indices: Tensor) {
    let (values, indices) = try pooledMaxima(kernel, stride, padding, dilation, ceilMode, wantsIndices: true)
    return (values, indices ?? values)
  }

  private func pooledMaxima(
    _ kernel: Pair, _ stride: Pair?, _ padding: Pair, _ dilation: Pair, _ ceilMode: Bool, wantsIndices: Bool
  ) throws -> (Tensor, Tensor?) {
    let window = Window2D(kernel: kernel, stride: stride ?? kernel, padding: padding, dilation: dilation)
    let geometry = try checkPool(window, ceilMode: ceilMode, isMaximum: true)
    guard dtype.isFloatingPoint else {
      guard dtype != .bool else { throw TensorError.notImplemented(kernel: "max_pool2d", dtype: dtype) }
      // Through doubles, whose 53 bits hold what images and counts hold.
      let (values, indices) = try to(.float64).pooledMaxima(
        kernel, stride, padding, dilation, ceilMode, wantsIndices: wantsIndices)
      return (try values.to(dtype), indices)
    }
    let source = try GradMode.disabled { try contiguous() }
    let result = Tensor.uninitialized(geometry.outputShape, dtype)
    let isSmall = kernel.height * kernel.width <= 256
    // The winner of each window, one byte or four: not a tensor of the language, so uint8 or int32 stands for both.
    let winners = Tensor.uninitialized(geometry.outputShape, isSmall ? .uint8 : .int32)
    let (to, marks, from, real) = (result.pointer, winners.pointer, source.pointer, dtype.real)
    geometry.forEachPlane { planes in
      let (out, into, mark) = geometry.offsets(planes, dtype)
      let markOffset = mark * winners.dtype.itemSize
      if isSmall {
        nabla_max_pool_u8(
          real, to + out, (marks + markOffset).assumingMemoryBound(to: UInt8.self), from + into, planes.count,
          geometry.window)
      } else {
        nabla_max_pool_i32(
          real, to + out, (marks + markOffset).assumingMemoryBound(to: Int32.self), from + into, planes.count,
          geometry.window)
      }
    }
    let inputShape = shape
    Autograd.record(
      "MaxPool2DWithIndicesBackward0", inputs: [self], outputs: [result], saved: [winners]
    ) { node, gradients in
      guard let gradient = gradients[0] else { return [nil] }
      try Tensor.refuseSecondDerivative("max_pool2d_with_indices_backward", gradient)
      let winners = try node.saved(0)
      let outer = try gradient.contiguous()
      let answer = Tensor.uninitialized(inputShape, outer.dtype)
      let (to, from, marks) = (answer.pointer, outer.pointer, winners.pointer)
      geometry.forEachPlane { planes in
        let (out, into, mark) = geometry.offsets(planes, outer.dtype)
        let markOffset = mark * winners.dtype.itemSize
        if isSmall {
          nabla_max_pool_backward_u8(
            outer.dtype.real, to + into, from + out, (marks + markOffset).assumingMemoryBound(to: UInt8.self),
            planes.count, geometry.window)
        } else {
          nabla_max_pool_backward_i32(
            outer.dtype.real, to + into, from + out, (marks + markOffset).assumingMemoryBound(to: Int32.self),
            planes.count, geometry.window)
        }
      }
      return [answer]
    }
    guard wantsIndices else { return (result, nil) }
    let positions = Tensor.uninitialized(geometry.outputShape, .int64)
    let into = positions.pointer.assumingMemoryBound(to: Int64.self)
    if isSmall {
      nabla_winner_positions_u8(into, marks.assumingMemoryBound(to: UInt8.self), geometry.planes, geometry.window)
    } else {
      nabla_winner_positions_i32(into, marks.assumingMemoryBound(to: Int32.self), geometry.planes, geometry.window)
    }
    return (result, positions)
  }

  /// The mean of each window: `F.avg_pool2d`.
  public func avgPool2d(
    kernel: Pair, stride: Pair? = nil, padding: Pair = 0, ceilMode: Bool = false, countIncludePad: Bool = true,
    divisorOverride: Int? = nil
  ) throws -> Tensor {
    let window = Window2D(kernel: kernel, stride: stride ?? kernel, padding: padding)
    guard divisorOverride != 0 else { throw TensorError.runtime("divisor must be not zero") }
    let geometry = try checkPool(window, ceilMode: ceilMode, isMaximum: false)
    try requireFloating("avg_pool2d_out_frame")
    let counting: Int32 = countIncludePad ? 1 : 0
    let divisor = divisorOverride ?? 0
    return try pooled("AvgPool2DBackward0", geometry, forward: { real, out, input, planes in
      nabla_avg_pool(real, out, input, planes, geometry.window, counting, divisor)
    }, backward: { real, gradIn, gradOut, planes in
      nabla_avg_pool_backward(real, gradIn, gradOut, planes, geometry.window, counting, divisor)
    })
  }

  /// Means of as many windows as the output has places: `F.adaptive_avg_pool2d`. A nil keeps the input's side.
  public func adaptiveAvgPool2d(height: Int?, width: Int?) throws -> Tensor {
    guard rank == 3 || rank == 4 else {
      throw TensorError.runtime("adaptive_avg_pool2d(): Expected 3D or 4D tensor, but got \(shape)")
    }
    let (oh, ow) = (height ?? shape[rank - 2], width ?? shape[rank - 1])
    guard oh >= 0, ow >= 0 else {
      throw TensorError.runtime("adaptive_avg_pool2d: elements of output_size must be greater than or equal to 0 but "
        + "received {\(oh), \(ow)}")
    }
    try requireFloating("adaptive_avg_pool2d")
    let (ih, iw) = (shape[rank - 2], shape[rank - 1])
    guard ih > 0, iw > 0 else {
      throw TensorError.runtime("adaptive_avg_pool2d(): Expected input to have non-zero size for non-batch dimensions, "
        + "but input has sizes \(shape) with dimension \(ih > 0 ? rank - 1 : rank - 2) being empty")
    }
    var outputShape = shape
    outputShape[rank - 2] = oh
    outputShape[rank - 1] = ow
    try Tensor.checkAllocation(outputShape, dtype, "adaptive_avg_pool2d")
    var window = nabla_window()
    (window.height, window.width, window.outputHeight, window.outputWidth) = (ih, iw, oh, ow)
    let geometry = PoolGeometry(
      planes: shape.dropLast(2).reduce(1, &*), outputShape: outputShape, window: window)
    let name = oh == 1 && ow == 1 ? "MeanBackward1" : "AdaptiveAvgPool2DBackward0"
    return try pooled(name, geometry, forward: { real, out, input, planes in
      nabla_adaptive_avg_pool(real, out, input, planes, ih, iw, oh, ow)
    }, backward: { real, gradIn, gradOut, planes in
      nabla_adaptive_avg_pool_backward(real, gradIn, gradOut, planes, ih, iw, oh, ow)
    })
  }

  private func pooled(
    _ name: String, _ geometry: PoolGeometry,
    forward: (nabla_real, UnsafeMutableRawPointer, UnsafeRawPointer, Int) -> Void,
    backward: @escaping (nabla_real, UnsafeMutableRawPointer, UnsafeRawPointer, Int) -> Void
  ) throws -> Tensor {
    let source = try GradMode.disabled { try contiguous() }
    let result = Tensor.uninitialized(geometry.outputShape, dtype)
    let (to, from, type) = (result.pointer, UnsafeRawPointer(source.pointer), dtype)
    geometry.forEachPlane { planes in
      let (out, into, _) = geometry.offsets(planes, type)
      forward(type.real, to + out, from + into, planes.count)
    }
    let inputShape = shape
    Autograd.record(name, inputs: [self], outputs: [result]) { _, gradients in
      guard let gradient = gradients[0] else { return [nil] }
      try Tensor.refuseSecondDerivative("avg_pool2d_backward", gradient)
      let outer = try gradient.contiguous()
      let answer = Tensor.uninitialized(inputShape, outer.dtype)
      let (to, from) = (answer.pointer, UnsafeRawPointer(outer.pointer))
      geometry.forEachPlane { planes in
        let (out, into, _) = geometry.offsets(planes, outer.dtype)
        backward(outer.dtype.real, to + into, from + out, planes.count)
      }
      return [answer]
    }
    return result
  }

  private func checkPool(_ window: Window2D, ceilMode: Bool, isMaximum: Bool) throws -> PoolGeometry {
    guard window.stride.height != 0, window.stride.width != 0 else {
      throw TensorError.runtime("stride should not be zero")
    }
    guard window.kernel.least > 0 else {
      throw TensorError.runtime("kernel size should be greater than zero, but got kH: \(window.kernel.height) kW: "
        + "\(window.kernel.width)")
    }
    guard window.stride.least > 0 else {
      throw TensorError.runtime("stride should be greater than zero, but got dH: \(window.stride.height) dW: "
        + "\(window.stride.width)")
    }
    guard window.dilation.least > 0 else {
      throw TensorError.runtime("dilation should be greater than zero, but got dilationH: \(window.dilation.height) "
        + "dilationW: \(window.dilation.width)")
    }
    guard window.isReasonable else { throw TensorError.runtime("pooling sizes are out of range") }
    guard rank == 3 || rank == 4 else {
      if isMaximum || rank >= 3 {
        throw TensorError.runtime(
          "non-empty 3D or 4D (batch mode) tensor expected for input",
          detail: ["the input has shape \(shape.tupleDescription)"])
      }
      throw TensorError.dimensionOutOfRange(-3, rank: rank)
    }
    guard shape.dropFirst(rank - 3).allSatisfy({ $0 > 0 }) else {
      throw TensorError.runtime("Expected 3D or 4D (batch mode) tensor with optional 0 dim batch size for input, but "
        + "got:\(shape)")
    }
    for (pad, kernel, dilation) in [
      (window.padding.height, window.kernel.height, window.dilation.height),
      (window.padding.width, window.kernel.width, window.dilation.width),
    ] {
      guard pad >= 0 else { throw TensorError.runtime("pad must be non-negative, but got pad: \(pad)") }
      guard pad <= (dilation * (kernel - 1) + 1) / 2 else {
        throw TensorError.poolPadding(pad: pad, kernel: kernel, dilation: dilation)
      }
    }
    let (height, width) = (shape[rank - 2], shape[rank - 1])
    let outputHeight = Window2D.places(
      height, kernel: window.kernel.height, stride: window.stride.height, padding: window.padding.height,
      dilation: window.dilation.height, ceiling: ceilMode)
    let outputWidth = Window2D.places(
      width, kernel: window.kernel.width, stride: window.stride.width, padding: window.padding.width,
      dilation: window.dilation.width, ceiling: ceilMode)
    guard outputHeight >= 1, outputWidth >= 1 else {
      throw TensorError.poolTooSmall(
        channels: shape[rank - 3], height: height, width: width, outputHeight: outputHeight, outputWidth: outputWidth)
    }
    var outputShape = shape
    outputShape[rank - 2] = outputHeight
    outputShape[rank - 1] = outputWidth
    return PoolGeometry(
      planes: shape.dropLast(2).reduce(1, &*), outputShape: outputShape,
      window: window.over(
        channels: 1, height: height, width: width, outputHeight: outputHeight, outputWidth: outputWidth))
  }
}

/// What a pooling works on: planes, each with its window.
struct PoolGeometry {
  var planes: Int
  var outputShape: Shape
  var window: nabla_window

  private var inputPlane: Int { window.height * window.width }
  private var outputPlane: Int { window.outputHeight * window.outputWidth }

  func forEachPlane(_ body: (Range<Int>) -> Void) {
    parallelFor(planes, grain: max((1 << 14) / max(inputPlane, 1), 1), body)
  }

  /// Where the planes begin: in the output and the input in bytes, in the output in elements.
  func offsets(_ range: Range<Int>, _ dtype: DType) -> (output: Int, input: Int, elements: Int) {
    (range.lowerBound * outputPlane * dtype.itemSize, range.lowerBound * inputPlane * dtype.itemSize,
     range.lowerBound * outputPlane)
  }
}
