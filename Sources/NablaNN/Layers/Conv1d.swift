import NablaTensor

/// Applies a one-dimensional convolution over a batch of signals.
///
///     output[n, o, x] = bias[o] + Σ weight[o, c, i] · input[n, c, x·stride + i·dilation − padding]
///
/// - Shapes: input `[batch, in, length]` or `[in, length]`; weight `[out, in / groups, k]`.
/// - Defaults: `stride: 1, padding: 0, dilation: 1, groups: 1, bias: true`; uniform in `±1/√fan_in`.
/// - PyTorch: `torch.nn.Conv1d` with `padding_mode='zeros'`.
public final class Conv1d: Module {
  public let inChannels, outChannels, kernelSize, stride, padding, dilation, groups: Int

  public init(
    _ inChannels: Int, _ outChannels: Int, _ kernelSize: Int, stride: Int = 1, padding: Int = 0, dilation: Int = 1,
    groups: Int = 1, bias: Bool = true, dtype: DType = .defaultFloat
  ) throws {
    guard groups > 0 else { throw TensorError.other(.valueError, "groups must be a positive integer") }
    guard inChannels % groups == 0 else {
      throw TensorError.other(.valueError, "in_channels must be divisible by groups")
    }
    guard outChannels % groups == 0 else {
      throw TensorError.other(.valueError, "out_channels must be divisible by groups")
    }
    self.inChannels = inChannels
    self.outChannels = outChannels
    self.kernelSize = kernelSize
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
    self.groups = groups
    super.init()
    register(parameter: try Init.newParameter([outChannels, inChannels / groups, kernelSize], dtype), as: "weight")
    register(parameter: bias ? try Init.newParameter([outChannels], dtype) : nil, as: "bias")
    try resetParameters()
  }

  public var weight: Tensor? { parameter(named: "weight") }
  public var bias: Tensor? { parameter(named: "bias") }

  public override func resetParameters() throws {
    try Init.defaultWeightAndBias(required("weight"), bias)
  }

  public override func forward(_ input: Tensor) throws -> Tensor {
    try input.conv1d(
      required("weight"), bias: bias, stride: stride, padding: padding, dilation: dilation, groups: groups)
  }

  public override var extraRepr: String {
    var text = "\(inChannels), \(outChannels), kernel_size=(\(kernelSize),), stride=(\(stride),)"
    if padding != 0 { text += ", padding=(\(padding),)" }
    if dilation != 1 { text += ", dilation=(\(dilation),)" }
    if groups != 1 { text += ", groups=\(groups)" }
    if bias == nil { text += ", bias=False" }
    return text
  }
}
