import NablaTensor
import NablaVM

/// Pooling, padding and resizing layers.
enum PoolingLayers {
  static let all: [LayerType] = [maxPool2d, maxPool1d, avgPool2d, avgPool1d, adaptiveAvgPool2d, adaptiveAvgPool1d]

  private static let maxSignature =
    "(kernel_size, stride=None, padding=0, dilation=1, return_indices=False, ceil_mode=False)"

  static let maxPool2d = LayerType(
    "MaxPool2d", maxSignature, "Takes the largest value of each window.", module: "pooling", operation: "max_pool2d",
    extra: maxExtra, initialize: configureMax,
    forward: { layer, c in
      let (values, indices) = try PoolingCalls.max2d(
        c.tensor(0), kernel: layer.pair("kernel_size", 1), stride: layer.optionalPair("stride"),
        padding: layer.pair("padding", 0), dilation: layer.pair("dilation", 1), ceilMode: layer.bool("ceil_mode"),
        indices: layer.bool("return_indices"))
      guard let indices else { return TensorObject.value(values) }
      return .tuple([TensorObject.value(values), TensorObject.value(indices)])
    })

  static let maxPool1d = LayerType(
    "MaxPool1d", maxSignature, "Takes the largest value of each window.", module: "pooling", operation: "max_pool1d",
    extra: maxExtra, initialize: configureMax,
    forward: { layer, c in
      TensorObject.value(
        try PoolingCalls.max1d(
          c.tensor(0), kernel: layer.sides("kernel_size", 1).first ?? 1, stride: layer.sides("stride", 1).first,
          padding: layer.sides("padding", 1).first ?? 0, dilation: layer.sides("dilation", 1).first ?? 1,
          ceilMode: layer.bool("ceil_mode")))
    })

  static let avgPool2d = LayerType(
    "AvgPool2d",
    "(kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None)",
    "Takes the mean of each window.", module: "pooling", operation: "avg_pool2d",
    extra: { layer, vm in try LayerText.attributes(layer, vm, ["kernel_size", "stride", "padding"]) },
    initialize: { layer, c in
      _ = try c.pair(0)
      layer.set("kernel_size", c[0])
      layer.set("stride", c.isGiven(1) ? c[1] : c[0])
      for (offset, name) in ["padding", "ceil_mode", "count_include_pad", "divisor_override"].enumerated() {
        layer.set(Name(name), c[2 + offset])
      }
    },
    forward: { layer, c in
      TensorObject.value(
        try c.tensor(0).avgPool2d(
          kernel: layer.pair("kernel_size", 1), stride: layer.optionalPair("stride"), padding: layer.pair("padding", 0),
          ceilMode: layer.bool("ceil_mode"), countIncludePad: layer.bool("count_include_pad"),
          divisorOverride: layer.optionalInt("divisor_override")))
    })

  static let avgPool1d = LayerType(
    "AvgPool1d", "(kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True)",
    "Takes the mean of each window.", module: "pooling", operation: "avg_pool1d",
    extra: { layer, vm in try LayerText.attributes(layer, vm, ["kernel_size", "stride", "padding"]) },
    initialize: { layer, c in
      layer.set("kernel_size", try c.sides(0, 1))
      layer.set("stride", try c.isGiven(1) ? c.sides(1, 1) : c.sides(0, 1))
      layer.set("padding", try c.sides(2, 1))
      layer.set("ceil_mode", c[3])
      layer.set("count_include_pad", c[4])
    },
    forward: { layer, c in
      TensorObject.value(
        try PoolingCalls.average1d(
          c.tensor(0), kernel: layer.sides("kernel_size", 1).first ?? 1, stride: layer.sides("stride", 1).first,
          padding: layer.sides("padding", 1).first ?? 0, ceilMode: layer.bool("ceil_mode"),
          countIncludePad: layer.bool("count_include_pad")))
    })

  static let adaptiveAvgPool2d = LayerType(
    "AdaptiveAvgPool2d", "(output_size)", "Takes means of as many windows as asked for.", module: "pooling",
    operation: "adaptive_avg_pool2d",
    extra: { layer, vm in try LayerText.attributes(layer, vm, ["output_size"]) },
    initialize: { layer, c in
      _ = try PoolingCalls.outputSides(c[0])
      layer.set("output_size", c[0])
    },
    forward: { layer, c in
      let (height, width) = try PoolingCalls.outputSides(layer.value("output_size"))
      return TensorObject.value(try c.tensor(0).adaptiveAvgPool2d(height: height, width: width))
    })

  static let adaptiveAvgPool1d = LayerType(
    "AdaptiveAvgPool1d", "(output_size)", "Takes means of as many windows as asked for.", module: "pooling",
    operation: "adaptive_avg_pool1d",
    extra: { layer, vm in try LayerText.attributes(layer, vm, ["output_size"]) },
    initialize: { layer, c in layer.set("output_size", c[0]) },
    forward: { layer, c in
      TensorObject.value(try PoolingCalls.adaptiveAverage1d(c.tensor(0), layer.sides("output_size", 1).first ?? 1))
    })

  private static func configureMax(_ layer: NNModuleObject, _ c: Call) throws {
    _ = try c.sides(0, 2)
    layer.set("kernel_size", c[0])
    layer.set("stride", c.isGiven(1) ? c[1] : c[0])
    for (offset, name) in ["padding", "dilation", "return_indices", "ceil_mode"].enumerated() {
      layer.set(Name(name), c[2 + offset])
    }
  }

  private static func maxExtra(_ layer: NNModuleObject, _ vm: Interpreter) throws -> String {
    try LayerText.attributes(layer, vm, ["kernel_size", "stride", "padding", "dilation", "ceil_mode"])
  }
}
