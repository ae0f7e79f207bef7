import NablaTensor

/// Applies a two-dimensional convolution over a batch of images.
///
///     output[n, o, y, x] = bias[o] + Σ weight[o, c, i, j] · input[n, c, y·stride + i·dilation − padding, …]
///
/// - Shapes: input `[batch, in, height, width]` or `[in, height, width]`; weight `[out, in / groups, kh, kw]`; output
///   `[batch, out, h, w]` with `h = (height + 2·padding − dilation·(kh − 1) − 1) / stride + 1`.
/// - Defaults: `stride: 1, padding: 0, dilation: 1, groups: 1, bias: true`; weight and bias uniform in `±1/√fan_in`.
/// - Throws: when channel counts or sizes do not fit, naming them.
/// - PyTorch: `torch.nn.Conv2d` with `padding_mode='zeros'`.  Initialisation: He et al. 2015, arXiv:1502.01852.
public final class Conv2d: Module {
  public let inChannels, outChannels: Int
  public let kernelSize, stride, dilation: Pair
  public let padding: ConvolutionPadding
  public let groups: Int

  public init(
    _ inChannels: Int, _ outChannels: Int, _ kernelSize: Pair, stride: Pair = 1,
    padding: ConvolutionPadding = .size(0), dilation: Pair = 1, groups: Int = 1, bias: Bool = true,
    dtype: DType = .defaultFloat
  ) throws {
    guard groups > 0 else { throw TensorError.other(.valueError, "groups must be a positive integer") }
    guard inChannels % groups == 0 else {
      throw TensorError.other(.valueError, "in_channels must be divisible by groups",
                              detail: ["in_channels=\(inChannels), groups=\(groups)"])
    }
    guard outChannels % groups == 0 else {
      throw TensorError.other(.valueError, "out_channels must be divisible by groups",
                              detail: ["out_channels=\(outChannels), groups=\(groups)"])
    }
    if padding == .same, stride != 1 {
      throw TensorError.other(.valueError, "padding='same' is not supported for strided convolutions")
    }
    self.inChannels = inChannels
    self.outChannels = outChannels
    self.kernelSize = kernelSize
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
    self.groups = groups
    super.init()
    let shape: Shape = [outChannels, inChannels / groups, kernelSize.height, kernelSize.width]
    register(parameter: try Init.newParameter(shape, dtype), as: "weight")
    register(parameter: bias ? try Init.newParameter([outChannels], dtype) : nil, as: "bias")
    try resetParameters()
  }

  public var weight: Tensor? { parameter(named: "weight") }
  public var bias: Tensor? { parameter(named: "bias") }

  public override func resetParameters() throws {
    try Init.defaultWeightAndBias(required("weight"), bias)
  }

  public override func forward(_ input: Tensor) throws -> Tensor {
    try input.conv2d(
      required("weight"), bias: bias, stride: stride, padding: padding, dilation: dilation, groups: groups)
  }

  public override var extraRepr: String {
    var text = "\(inChannels), \(outChannels), kernel_size=\(PythonText.tuple(kernelSize)), "
    text += "stride=\(PythonText.tuple(stride))"
    switch padding {
    case .size(let size) where size != 0: text += ", padding=\(PythonText.tuple(size))"
    case .size: break
    case .same: text += ", padding=same"
    case .valid: text += ", padding=valid"
    }
    if dilation != 1 { text += ", dilation=\(PythonText.tuple(dilation))" }
    if groups != 1 { text += ", groups=\(groups)" }
    if bias == nil { text += ", bias=False" }
    return text
  }
}
