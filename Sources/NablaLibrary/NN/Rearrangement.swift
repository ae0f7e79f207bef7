import NablaTensor

/// Images in other grids.
enum Rearrangement {
  /// `[n, c·r², h, w]` to `[n, c, h·r, w·r]`.
  static func pixelShuffle(_ x: Tensor, _ factor: Int) throws -> Tensor {
    guard factor > 0 else {
      throw TensorError.runtime("pixel_shuffle expects a positive upscale_factor, but got \(factor)")
    }
    let (square, isTooLarge) = factor.multipliedReportingOverflow(by: factor)
    guard x.rank >= 3, factor > 0, !isTooLarge, x.shape[x.rank - 3] % square == 0 else {
      throw TensorError.runtime(
        "pixel_shuffle expects its input's 'channel' dimension to be divisible by the square of upscale_factor, "
          + "but input.size(-3)=\(x.rank >= 3 ? x.shape[x.rank - 3] : 0) is not divisible by \(square)")
    }
    let leading = Array(x.shape.dropLast(3))
    let (channels, height, width) = (x.shape[x.rank - 3] / square, x.shape[x.rank - 2], x.shape[x.rank - 1])
    let flat = try x.reshape([leading.reduce(1, &*), channels, factor, factor, height, width])
    let moved = try flat.permute([0, 1, 4, 2, 5, 3])
    return try moved.reshape(Shape(checking: leading + [channels, height * factor, width * factor]))
  }

  /// Nearest neighbours or bilinear: rows and columns are picked, and mixed, by index.
  static func interpolate(_ x: Tensor, size: [Int]?, scale: [Double]?, mode: String, alignCorners: Bool) throws -> Tensor {
    guard x.rank == 4 else {
      throw TensorError.other(
        .notImplementedError, "Got \(x.rank)D input, but only 4D input (batch, channels, height, width) is supported")
    }
    guard size != nil || scale != nil else {
      throw TensorError.other(.valueError, "either size or scale_factor should be defined")
    }
    var result = x
    for axis in 0..<2 {
      let length = x.shape[2 + axis]
      let wanted = size.map { $0[axis] } ?? Int((Double(length) * (scale?[axis] ?? 1)).rounded(.down))
      guard wanted > 0 else { throw TensorError.runtime("Input and output sizes should be greater than 0") }
      let step = size == nil ? 1 / (scale?[axis] ?? 1) : Double(length) / Double(wanted)
      switch mode {
      case "nearest":
        let places = (0..<wanted).map { min(Int((Double($0) * step).rounded(.down)), length - 1) }
        result = try result.indexSelect(2 + axis, Tensor(places))
      case "bilinear":
        result = try blend(result, 2 + axis, length, wanted, step, alignCorners)
      default:
        throw TensorError.other(.notImplementedError, "interpolate: mode '\(mode)' is not part of Nabla")
      }
    }
    return result
  }

  private static func blend(
    _ x: Tensor, _ axis: Int, _ length: Int, _ wanted: Int, _ step: Double, _ alignCorners: Bool
  ) throws -> Tensor {
    var (low, high): ([Int], [Int]) = ([], [])
    var weights: [Double] = []
    for position in 0..<wanted {
      let place = alignCorners
        ? (wanted > 1 ? Double(position) * Double(length - 1) / Double(wanted - 1) : 0)
        : max((Double(position) + 0.5) * step - 0.5, 0)
      let below = min(Int(place), length - 1)
      low.append(below)
      high.append(min(below + 1, length - 1))
      weights.append(place - Double(below))
    }
    var shape = Shape(repeating: 1, count: x.rank)
    shape[axis] = wanted
    let weight = try Tensor(weights).to(x.dtype).view(shape)
    return try x.indexSelect(axis, Tensor(low)).lerp(x.indexSelect(axis, Tensor(high)), weight: weight)
  }
}
