import NablaTensor

/// Takes the largest value of each window.
///
///     output[n, c, y, x] = max over i, j of input[n, c, y·stride + i·dilation − padding, …]
///
/// - Shapes: `[batch, channels, height, width]` to `[batch, channels, h, w]` with
///   `h = (height + 2·padding − dilation·(k − 1) − 1) / stride + 1`, rounded up with `ceilMode`.
/// - Defaults: `stride` the kernel's size, `padding: 0, dilation: 1, ceilMode: false`.
/// - Throws: when the image is smaller than the window, naming both sizes.
/// - PyTorch: `torch.nn.MaxPool2d`.
public final class MaxPool2d: Module {
  public let kernelSize, stride, padding, dilation: Pair
  public let ceilMode: Bool

  public init(
    _ kernelSize: Pair, stride: Pair? = nil, padding: Pair = 0, dilation: Pair = 1, ceilMode: Bool = false
  ) {
    self.kernelSize = kernelSize
    self.stride = stride ?? kernelSize
    self.padding = padding
    self.dilation = dilation
    self.ceilMode = ceilMode
    super.init()
  }

  public override func forward(_ input: Tensor) throws -> Tensor {
    try input.maxPool2d(kernel: kernelSize, stride: stride, padding: padding, dilation: dilation, ceilMode: ceilMode)
  }

  public override var extraRepr: String {
    "kernel_size=\(PythonText.compact(kernelSize)), stride=\(PythonText.compact(stride)), "
      + "padding=\(PythonText.compact(padding)), dilation=\(PythonText.compact(dilation)), "
      + "ceil_mode=\(PythonText.bool(ceilMode))"
  }
}

/// Takes the mean of each window.
///
/// - Shapes: as `MaxPool2d`.
/// - Defaults: `stride` the kernel's size, `padding: 0, ceilMode: false, countIncludePad: true`, the divisor the number
///   of places.
/// - PyTorch: `torch.nn.AvgPool2d`.
public final class AvgPool2d: Module {
  public let kernelSize, stride, padding: Pair
  public let ceilMode, countIncludePad: Bool
  public let divisorOverride: Int?

  public init(
    _ kernelSize: Pair, stride: Pair? = nil, padding: Pair = 0, ceilMode: Bool = false, countIncludePad: Bool = true,
    divisorOverride: Int? = nil
  ) {
    self.kernelSize = kernelSize
    self.stride = stride ?? kernelSize
    self.padding = padding
    self.ceilMode = ceilMode
    self.countIncludePad = countIncludePad
    self.divisorOverride = divisorOverride
    super.init()
  }

  public override func forward(_ input: Tensor) throws -> Tensor {
    try input.avgPool2d(
      kernel: kernelSize, stride: stride, padding: padding, ceilMode: ceilMode, countIncludePad: countIncludePad,
      divisorOverride: divisorOverride)
  }

  public override var extraRepr: String {
    "kernel_size=\(PythonText.compact(kernelSize)), stride=\(PythonText.compact(stride)), "
      + "padding=\(PythonText.compact(padding))"
  }
}

/// Takes means of as many windows as the output has places, whatever the input's size.
///
/// - Shapes: `[batch, channels, height, width]` to `[batch, channels, h, w]` with the given sides; nil keeps one.
/// - PyTorch: `torch.nn.AdaptiveAvgPool2d`.
public final class AdaptiveAvgPool2d: Module {
  public let height, width: Int?
  /// Whether one number was given for both sides, which is how it prints.
  private let isSingle: Bool

  public init(_ side: Int?) {
    height = side
    width = side
    isSingle = true
    super.init()
  }

  public init(_ height: Int?, _ width: Int?) {
    self.height = height
    self.width = width
    isSingle = false
    super.init()
  }

  public override func forward(_ input: Tensor) throws -> Tensor {
    try input.adaptiveAvgPool2d(height: height, width: width)
  }

  public override var extraRepr: String {
    func side(_ size: Int?) -> String { size.map(String.init) ?? "None" }
    return "output_size=" + (isSingle ? side(height) : "(\(side(height)), \(side(width)))")
  }
}
