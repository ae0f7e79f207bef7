import NablaNN
import NablaTensor
import NablaVM

/// Convolutions.
enum ConvolutionLayers {
  static let all: [LayerType] = [conv1d, conv2d]

  private static let signature =
    "(in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, "
    + "padding_mode='zeros', device=None, dtype=None)"

  static let conv1d = LayerType(
    "Conv1d", signature, "Applies a convolution over sequences.", module: "conv", operation: "conv1d", extra: extra,
    initialize: { layer, c in
      try configure(layer, c, rank: 1)
      let padding = layer.sides("padding", 1).first ?? 0
      let made = try Conv1d(
        c.size(0), c.size(1), c.sides(2, 1)[0], stride: c.sides(3, 1)[0], padding: padding, dilation: c.sides(5, 1)[0],
        groups: c.int(6), bias: c.bool(7), dtype: c.dtype(10) ?? .defaultFloat)
      try layer.register(parameter: "weight", made.weight)
      try layer.register(parameter: "bias", made.bias)
    },
    forward: { layer, c in
      let input = try padded(c.tensor(0), layer, rank: 1)
      let padding = isZeros(layer) ? layer.sides("padding", 1).first ?? 0 : 0
      return TensorObject.value(
        try input.conv1d(
          layer.required("weight"), bias: layer.tensor("bias"), stride: layer.sides("stride", 1).first ?? 1,
          padding: padding, dilation: layer.sides("dilation", 1).first ?? 1, groups: layer.int("groups")))
    })

  static let conv2d = LayerType(
    "Conv2d", signature, "Applies a convolution over a batch of images.", module: "conv", operation: "conv2d",
    extra: extra,
    initialize: { layer, c in
      try configure(layer, c, rank: 2)
      let made = try Conv2d(
        c.size(0), c.size(1), c.pair(2), stride: c.pair(3), padding: c.convolutionPadding(4), dilation: c.pair(5),
        groups: c.int(6), bias: c.bool(7), dtype: c.dtype(10) ?? .defaultFloat)
      try layer.register(parameter: "weight", made.weight)
      try layer.register(parameter: "bias", made.bias)
    },
    forward: { layer, c in
      let input = try padded(c.tensor(0), layer, rank: 2)
      let padding = isZeros(layer) ? layer.convolutionPadding("padding") : .size(0)
      return TensorObject.value(
        try input.conv2d(
          layer.required("weight"), bias: layer.tensor("bias"), stride: layer.pair("stride", 1), padding: padding,
          dilation: layer.pair("dilation", 1), groups: layer.int("groups")))
    })

  private static func configure(_ layer: NNModuleObject, _ c: Call, rank: Int) throws {
    try c.device(9)
    layer.set("in_channels", try c.size(0))
    layer.set("out_channels", try c.size(1))
    layer.set("kernel_size", try c.sides(2, rank))
    layer.set("stride", try c.sides(3, rank))
    if c.isText(4) { layer.set("padding", c[4]) } else { layer.set("padding", try c.sides(4, rank)) }
    layer.set("dilation", try c.sides(5, rank))
    layer.set("transposed", .bool(false))
    layer.set("output_padding", Array(repeating: 0, count: rank))
    layer.set("groups", try c.int(6))
    let mode = try c.text(8)
    guard ["zeros", "reflect", "replicate", "circular"].contains(mode) else {
      throw c.failure(
        .valueError,
        "padding_mode must be one of {'zeros', 'reflect', 'replicate', 'circular'}, but got padding_mode='\(mode)'")
    }
    layer.set("padding_mode", c[8])
  }

  private static func isZeros(_ layer: NNModuleObject) -> Bool { layer.text("padding_mode") == "zeros" }

  /// Other paddings than zeros are laid around the input first.
  private static func padded(_ input: Tensor, _ layer: NNModuleObject, rank: Int) throws -> Tensor {
    if isZeros(layer) { return input }
    let sides = layer.sides("padding", rank)
    return try Composed.pad(input, sides.reversed().flatMap { [$0, $0] }, mode: layer.text("padding_mode"), value: 0)
  }

  private static func extra(_ layer: NNModuleObject, _ vm: Interpreter) throws -> String {
    let rank = layer.sides("kernel_size", 1).count
    var text = "\(layer.int("in_channels")), \(layer.int("out_channels")), "
      + (try LayerText.attributes(layer, vm, ["kernel_size", "stride"]))
    let named = layer.text("padding")
    if !named.isEmpty { text += ", padding=\(named)" } else if layer.sides("padding", rank).contains(where: { $0 != 0 }) {
      text += ", " + (try LayerText.attributes(layer, vm, ["padding"]))
    }
    if layer.sides("dilation", rank).contains(where: { $0 != 1 }) {
      text += ", " + (try LayerText.attributes(layer, vm, ["dilation"]))
    }
    if layer.int("groups") != 1 { text += ", groups=\(layer.int("groups"))" }
    if layer.tensor("bias") == nil { text += ", bias=False" }
    if !isZeros(layer) { text += ", padding_mode=\(layer.text("padding_mode"))" }
    return text
  }
}
