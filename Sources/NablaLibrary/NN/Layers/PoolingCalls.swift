import NablaTensor
import NablaVM

/// Pooling as layers and functions share it; the one-dimensional forms are images of height 1.
enum PoolingCalls {
  static func max2d(
    _ input: Tensor, kernel: Pair, stride: Pair?, padding: Pair, dilation: Pair, ceilMode: Bool, indices: Bool
  ) throws -> (Tensor, Tensor?) {
    guard indices else {
      return (
        try input.maxPool2d(kernel: kernel, stride: stride, padding: padding, dilation: dilation, ceilMode: ceilMode), nil
      )
    }
    let (values, places) = try input.maxPool2dWithIndices(
      kernel: kernel, stride: stride, padding: padding, dilation: dilation, ceilMode: ceilMode)
    return (values, places)
  }

  static func max1d(
    _ input: Tensor, kernel: Int, stride: Int?, padding: Int, dilation: Int, ceilMode: Bool
  ) throws -> Tensor {
    try input.unsqueeze(-2).maxPool2d(
      kernel: Pair(1, kernel), stride: stride.map { Pair(1, $0) }, padding: Pair(0, padding), dilation: Pair(1, dilation),
      ceilMode: ceilMode).squeeze([-2])
  }

  static func average1d(
    _ input: Tensor, kernel: Int, stride: Int?, padding: Int, ceilMode: Bool, countIncludePad: Bool
  ) throws -> Tensor {
    try input.unsqueeze(-2).avgPool2d(
      kernel: Pair(1, kernel), stride: stride.map { Pair(1, $0) }, padding: Pair(0, padding), ceilMode: ceilMode,
      countIncludePad: countIncludePad).squeeze([-2])
  }

  static func adaptiveAverage1d(_ input: Tensor, _ width: Int) throws -> Tensor {
    try input.unsqueeze(-2).adaptiveAvgPool2d(height: 1, width: width).squeeze([-2])
  }

  /// `output_size=7`, `(7, 5)` or `(7, None)`; `None` keeps a side.
  static func outputSides(_ value: Value) throws -> (Int?, Int?) {
    switch value {
    case .int(let side): return (side, side)
    case .none: return (nil, nil)
    case .object(let object):
      if let items = Sequences.items(of: object), items.count == 2 { return (side(items[0]), side(items[1])) }
    default: break
    }
    throw Raised(.typeError, "adaptive_avg_pool2d(): argument 'output_size' must be tuple of ints")
  }

  private static func side(_ value: Value) -> Int? {
    if case .int(let number) = value { return number }
    return nil
  }
}
