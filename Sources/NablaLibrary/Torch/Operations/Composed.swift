import NablaTensor

/// Operations put together from others, so that their gradients come by themselves.
enum Composed {
  /// Times a factor, integers as floats.
  static func scaled(_ x: Tensor, _ factor: Double, _ name: String) throws -> Tensor {
    try x.to(x.dtype.floating).mul(factor).named(name)
  }

  /// 0, or π for negative elements; NaN stays.
  static func angle(_ x: Tensor) throws -> Tensor {
    let plain = try x.to(x.dtype.floating)
    let angles = try Tensor.where(plain.detach().lt(0), Double.pi, plain.detach().mul(0.0).to(plain.dtype))
    return try Tensor.where(plain.detach().isnan(), plain, angles.to(plain.dtype)).named("AngleBackward0")
  }

  /// Windows along a dimension, as a view: its step is the dimension's times `step`, the new last dimension's its own.
  static func unfold(_ x: Tensor, _ dim: Int, size: Int, step: Int) throws -> Tensor {
    if x.rank == 0, dim == 0 || dim == -1, size <= 1, size >= 0, step > 0 {
      return try x.asStrided([size], [1]).renamedView("UnfoldBackward0")
    }
    if x.rank == 0, dim == 0 || dim == -1, size > 1 {
      throw TensorError.runtime("maximum size for tensor at dimension 0 is 1 but size is \(size)")
    }
    let axis = dim < 0 ? dim + x.rank : dim
    guard axis >= 0, axis < x.rank else { throw TensorError.dimensionOutOfRange(dim, rank: x.rank) }
    let length = x.shape[axis]
    guard size >= 0, size <= length else {
      throw TensorError.runtime("maximum size for tensor at dimension \(axis) is \(length) but size is \(size)")
    }
    guard step > 0 else { throw TensorError.runtime("step is \(step) but must be > 0") }
    var (shape, strides) = (x.shape, x.strides)
    guard shape.count < Shape.maxRank else { throw TensorError.tooManyDimensions(shape.count + 1) }
    let inner = strides[axis]
    shape[axis] = (length - size) / step + 1
    strides[axis] = inner.multipliedReportingOverflow(by: step).partialValue
    shape.append(size)
    strides.append(inner)
    return try x.asStrided(shape, strides).renamedView("UnfoldBackward0")
  }

  /// A border of a constant, of mirrored or of repeated elements; pairs of sides from the last dimension backwards.
  static func pad(_ x: Tensor, _ sides: [Int], mode: String, value: Double) throws -> Tensor {
    guard sides.count % 2 == 0 else { throw TensorError.runtime("Padding length must be divisible by 2") }
    guard sides.count / 2 <= x.rank else {
      throw TensorError.runtime(
        "Padding length should be less than or equal to two times the input dimension but got padding length "
          + "\(sides.count) and input of dimension \(x.rank)")
    }
    var result = x
    for pair in 0..<(sides.count / 2) {
      let axis = x.rank - 1 - pair
      result = try padAxis(result, axis, sides[2 * pair], sides[2 * pair + 1], mode, value)
    }
    return result
  }

  private static func padAxis(
    _ x: Tensor, _ axis: Int, _ before: Int, _ after: Int, _ mode: String, _ value: Double
  ) throws -> Tensor {
    if before == 0, after == 0 { return x }
    var core = x
    let length = x.shape[axis]
    // Negative sides cut off.
    if before < 0 || after < 0 {
      core = try core.narrow(axis, max(-before, 0), length - max(-before, 0) - max(-after, 0))
    }
    let (left, right) = (max(before, 0), max(after, 0))
    guard mode != "constant" else {
      func border(_ width: Int) throws -> Tensor {
        var shape = core.shape
        shape[axis] = width
        return try Tensor.full(shape, .float(value), dtype: core.dtype)
      }
      var parts: [Tensor] = [core]
      if left > 0 { parts.insert(try border(left), at: 0) }
      if right > 0 { parts.append(try border(right)) }
      return parts.count == 1 ? core : try Tensor.cat(parts, dim: axis)
    }
    let size = core.shape[axis]
    var places: [Int] = []
    for position in -left..<(size + right) {
      switch mode {
      case "reflect":
        guard left < size, right < size else {
          throw TensorError.runtime(
            "Argument #4: Padding size should be less than the corresponding input dimension, but got: padding "
              + "(\(left), \(right)) at dimension \(axis) of input \(x.shape)")
        }
        let folded = abs(position)
        places.append(folded < size ? folded : 2 * (size - 1) - folded)
      case "replicate": places.append(min(max(position, 0), size - 1))
      case "circular": places.append(((position % size) + size) % size)
      default: throw TensorError.other(.notImplementedError, "Unrecognised padding mode \(mode)")
      }
    }
    return try core.indexSelect(axis, Tensor(places))
  }
}
