/// The words of errors about convolution, pooling and normalisation.
extension TensorError {
  static func convolutionChannels(groups: Int, weight: Shape, input: Shape, expected: Int) -> TensorError {
    var fix: String?
    if input.count == 4, input[3] == expected, input[1] != expected {
      fix = "the last dimension is \(expected): if the channels come last, `x.permute(0, 3, 1, 2)` puts them second"
    } else {
      fix = "make the layer's in_channels \(input.count > 1 ? input[1] : 0), or give it \(expected) channels"
    }
    return .runtime(
      "Given groups=\(groups), weight of size \(weight), expected input\(input) to have \(expected) channels, but got "
        + "\(input.count > 1 ? input[1] : 0) channels instead",
      detail: ["the input is (batch, channels, height, width) = \(input.tupleDescription)"], fix: fix)
  }

  static func convolutionRank(_ input: Shape, dimensions: Int) -> TensorError {
    var fix = "an image is (channels, height, width), a batch of them (batch, channels, height, width)"
    if dimensions == 1 { fix = "a signal is (channels, length), a batch of them (batch, channels, length)" }
    if dimensions == 2, input.count == 2 { fix = "add the missing dimensions: `x.unsqueeze(0).unsqueeze(0)`" }
    return .runtime(
      "Expected \(dimensions + 1)D (unbatched) or \(dimensions + 2)D (batched) input to conv\(dimensions)d, but got "
        + "input of size: \(input)", fix: fix)
  }

  static func kernelLargerThanInput(padded: [Int], kernel: [Int]) -> TensorError {
    func times(_ sizes: [Int]) -> String { sizes.map(String.init).joined(separator: " x ") }
    return .runtime(
      "Calculated padded input size per channel: (\(times(padded))). Kernel size: (\(times(kernel))). Kernel size "
        + "can't be greater than actual input size",
      detail: ["each side must be at least as long as the kernel, padding included"],
      fix: "fewer or smaller poolings and strides before this layer, a smaller kernel, or padding")
  }

  static func convolutionBias(weight: Shape, bias: Shape) -> TensorError {
    .runtime("Given weight of size \(weight), expected bias to be 1-dimensional with \(weight[0]) elements, but got "
      + "bias of size \(bias) instead")
  }

  static func poolTooSmall(channels: Int, height: Int, width: Int, outputHeight: Int, outputWidth: Int) -> TensorError {
    .runtime(
      "Given input size: (\(channels)x\(height)x\(width)). Calculated output size: (\(channels)x\(outputHeight)x"
        + "\(outputWidth)). Output size is too small",
      fix: "the image is already smaller than the window: one pooling fewer, or larger images")
  }

  static func poolPadding(pad: Int, kernel: Int, dilation: Int) -> TensorError {
    .runtime("pad should be at most half of effective kernel size, but got pad=\(pad), kernel_size=\(kernel) and "
      + "dilation=\(dilation)")
  }

  static func oneValuePerChannel(_ input: Shape) -> TensorError {
    .other(
      .valueError, "Expected more than 1 value per channel when training, got input size torch.Size(\(input))",
      detail: ["the mean and variance of one value say nothing"],
      fix: "call `model.eval()` for single samples, or `drop_last=True` where the last batch has one")
  }

  static func normalizationSize(_ name: String, expected: Int, got: Int) -> TensorError {
    .runtime("\(name) should contain \(expected) elements not \(got)",
             detail: ["the input has \(expected) channels, the layer was made for \(got)"])
  }

  static func layerNormShape(normalized: Shape, input: Shape) -> TensorError {
    let wanted = normalized.map(String.init).joined(separator: ", ")
    return .runtime("Given normalized_shape=\(normalized), expected input with shape [*, \(wanted)], but got input of "
      + "size\(input)")
  }
}
