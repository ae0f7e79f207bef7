import NablaTensor

/// Activations that are put together from others.
enum Activations {
  /// max(0, x) + min(0, alpha · (exp(x / alpha) - 1))
  static func celu(_ x: Tensor, alpha: Double) throws -> Tensor {
    guard alpha != 0 else { throw TensorError.other(.zeroDivisionError, "ZeroDivisionError: alpha cannot be 0 for CELU") }
    guard x.dtype.isFloat else { throw TensorError.notImplemented(kernel: "elu_cpu", dtype: x.dtype) }
    let negative = try x.div(alpha).expm1().mul(alpha)
    return try Tensor.where(x.gt(0), x, negative)
  }

  static func threshold(_ x: Tensor, _ threshold: Scalar, _ value: Scalar) throws -> Tensor {
    guard x.dtype != .bool else { throw TensorError.notImplemented(kernel: "threshold_cpu", dtype: .bool) }
    return try Tensor.where(x.gt(threshold), x, value)
  }

  static func hardshrink(_ x: Tensor, _ bound: Double) throws -> Tensor {
    guard x.dtype.isFloat else { throw TensorError.notImplemented(kernel: "hardshrink_cpu", dtype: x.dtype) }
    return try Tensor.where(x.abs().gt(bound), x, 0.0)
  }

  static func softshrink(_ x: Tensor, _ bound: Double) throws -> Tensor {
    guard bound >= 0 else {
      throw TensorError.runtime("lambda must be greater or equal to 0, but found to be \(bound).")
    }
    let lowered = try Tensor.where(x.gt(bound), x.sub(bound), 0.0)
    return try Tensor.where(x.lt(-bound), x.add(bound), lowered)
  }

  /// One weight for all elements, or one for each channel (dimension 1).
  static func prelu(_ x: Tensor, _ weight: Tensor) throws -> Tensor {
    guard x.dtype == weight.dtype else {
      throw TensorError.runtime(
        "prelu: Type promoting not supported. Got \(x.dtype.scalarTypeName) and \(weight.dtype.scalarTypeName)")
    }
    guard x.dtype.isFloat else { throw TensorError.notImplemented(kernel: "prelu_cpu", dtype: x.dtype) }
    var slopes = weight
    if weight.elementCount != 1 {
      let channels = x.rank > 1 ? x.shape[1] : 1
      guard weight.elementCount == channels else {
        throw TensorError.runtime(
          "Mismatch of parameter numbers and input channel size. Found parameter numbers = \(weight.elementCount) and "
            + "channel size = \(channels).")
      }
      var sizes = Array(repeating: 1, count: x.rank)
      sizes[1] = channels
      slopes = try weight.view(Shape(checking: sizes))
    }
    return try Tensor.where(x.gt(0), x, x.mul(slopes))
  }

  static func glu(_ x: Tensor, dim: Int) throws -> Tensor {
    guard x.rank > 0 else { throw TensorError.runtime("glu does not support 0-dimensional tensors") }
    let axis = dim < 0 ? dim + x.rank : dim
    guard axis >= 0, axis < x.rank else { throw TensorError.dimensionOutOfRange(dim, rank: x.rank) }
    guard x.shape[axis] % 2 == 0 else {
      throw TensorError.runtime("Halving dimension must be even, but dimension \(axis) is size \(x.shape[axis])")
    }
    let halves = try x.chunk(2, dim: axis)
    guard halves.count == 2 else { return x }
    return try halves[0].mul(halves[1].sigmoid())
  }

  static func approximation(_ name: String) throws -> Tensor.GELUApproximation {
    guard let approximation = Tensor.GELUApproximation(rawValue: name) else {
      throw TensorError.runtime("approximate argument must be either none or tanh.")
    }
    return approximation
  }
}
