import CKernels
import Glibc

/// Products, spreads, norms and extremes.
extension Tensor {
  /// `prod` over everything or along one dimension.
  public func prod(dim: Int? = nil, keepdim: Bool = false, dtype: DType? = nil) throws -> Tensor {
    let x = try dtype.map { try to($0) } ?? self
    let mask = try shape.dimensionMask(dim.map { [$0] })
    let type = dtype ?? (self.dtype.isFloat ? self.dtype : .int64)
    let result = x.reduce(NB_PROD, mask, keepdim: keepdim, start: 1, type: type)
    result.record(
      dim == nil ? .prod : .prodDim, x, saved: [SavedTensor(input: x), SavedTensor(output: result)],
      attributes: RuleAttributes(dims: Tensor.list(mask), shape: shape, flag: keepdim))
    return result
  }

  /// `var`, with `correction` taken from the count (1: Bessel's).
  public func variance(dim: [Int]? = nil, correction: Double = 1, keepdim: Bool = false) throws -> Tensor {
    try spreadMeasure(dim, correction, keepdim, isDeviation: false)
  }

  /// `std`.
  public func std(dim: [Int]? = nil, correction: Double = 1, keepdim: Bool = false) throws -> Tensor {
    try spreadMeasure(dim, correction, keepdim, isDeviation: true)
  }

  /// Two passes in double: the mean, then squared deviations from it.
  private func spreadMeasure(_ dim: [Int]?, _ correction: Double, _ keepdim: Bool, isDeviation: Bool) throws -> Tensor {
    guard dtype.isFloatingPoint else { throw TensorError.stdOfIntegers }
    let mask = try shape.dimensionMask(dim)
    let count = reducedCount(mask)
    let divisor = Swift.max(0, Double(count) - correction)
    let result = try GradMode.disabled { () throws -> Tensor in
      let means = Reduction.run(NB_SUM, self, mask: mask, start: 0)
      let sums = means.elementCount
      let mean = means.pointer.assumingMemoryBound(to: Double.self)
      for index in 0..<sums { mean[index] /= Double(count) }
      let out: Tensor
      if sums == 1, isContiguous {
        out = Tensor.uninitialized(means.shape, .float64)
        let total = out.pointer.assumingMemoryBound(to: Double.self)
        total[0] = 0
        if dtype == .float32 {
          nb_sum_squared_deviations_f32(elementCount, pointer.assumingMemoryBound(to: Float.self), 1, mean[0], total)
        } else {
          nb_sum_squared_deviations_f64(elementCount, pointer.assumingMemoryBound(to: Double.self), 1, mean[0], total)
        }
      } else {
        let center = means.alias(Layout(reducedShape(mask, keepdim: true)))
        let deviations = try converted(to: .float64).sub(center)
        out = Reduction.run(NB_SUM_SQUARES, deviations, mask: mask, start: 0)
      }
      let values = out.pointer.assumingMemoryBound(to: Double.self)
      for index in 0..<sums {
        values[index] /= divisor
        if isDeviation { values[index] = values[index].squareRoot() }
      }
      let flat = out.dtype == dtype ? out : out.converted(to: dtype)
      return keepdim ? flat.alias(Layout(reducedShape(mask, keepdim: true))) : flat
    }
    let attributes = RuleAttributes(dims: Tensor.list(mask), shape: shape, flag: keepdim)
    attributes.scalars = [divisor]
    result.record(
      isDeviation ? .std : .variance, self, saved: [SavedTensor(input: self), SavedTensor(output: result)],
      attributes: attributes)
    return result
  }

  /// `amax`: the gradient is shared equally among equals.
  public func amax(dim: [Int]? = nil, keepdim: Bool = false) throws -> Tensor {
    try extreme(NB_MAX, "amax", .amax, dim, keepdim, start: -.infinity)
  }

  public func amin(dim: [Int]? = nil, keepdim: Bool = false) throws -> Tensor {
    try extreme(NB_MIN, "amin", .amin, dim, keepdim, start: .infinity)
  }

  /// `max()` of all elements.
  public func max() throws -> Tensor { try extreme(NB_MAX, "max", .max, nil, false, start: -.infinity) }
  public func min() throws -> Tensor { try extreme(NB_MIN, "min", .min, nil, false, start: .infinity) }

  private func extreme(_ op: nb_reduce_op, _ name: String, _ rule: @autoclosure () -> Rule, _ dim: [Int]?,
                       _ keepdim: Bool, start: Double) throws -> Tensor {
    let mask = try shape.dimensionMask(dim)
    if elementCount == 0 {
      for index in 0..<rank where mask & (1 << index) != 0 && shape[index] == 0 {
        throw TensorError.emptyReduction(operation: name, dimension: dim?.isEmpty ?? true ? nil : index)
      }
    }
    let result = reduce(op, mask, keepdim: keepdim, start: start, type: dtype)
    result.record(
      rule(), self, saved: [SavedTensor(input: self), SavedTensor(output: result)],
      attributes: RuleAttributes(dims: Tensor.list(mask), shape: shape, flag: keepdim))
    return result
  }

  /// `torch.count_nonzero`.
  public func countNonzero(dim: [Int]? = nil) throws -> Tensor {
    reduce(NB_COUNT, try shape.dimensionMask(dim), keepdim: false, start: 0, type: .int64)
  }

  /// The norm of order `p` over dimensions: 2, 1, ±∞, 0 (how many are not 0), or any other.
  public func norm(p: Double = 2, dim: [Int]? = nil, keepdim: Bool = false) throws -> Tensor {
    guard dtype.isFloatingPoint else { throw TensorError.normOfIntegers(dtype) }
    let mask = try shape.dimensionMask(dim)
    let result: Tensor
    switch p {
    case 2:
      let sums = Reduction.run(NB_SUM_SQUARES, self, mask: mask, start: 0)
      let values = sums.pointer.assumingMemoryBound(to: Double.self)
      for index in 0..<sums.elementCount { values[index] = values[index].squareRoot() }
      let flat = sums.dtype == dtype ? sums : sums.converted(to: dtype)
      result = keepdim ? flat.alias(Layout(reducedShape(mask, keepdim: true))) : flat
    case 1: result = reduce(NB_SUM_ABS, mask, keepdim: keepdim, start: 0, type: dtype)
    case .infinity: result = reduce(NB_MAX_ABS, mask, keepdim: keepdim, start: 0, type: dtype)
    case -.infinity: result = reduce(NB_MIN_ABS, mask, keepdim: keepdim, start: .infinity, type: dtype)
    case 0: result = reduce(NB_COUNT, mask, keepdim: keepdim, start: 0, type: dtype)
    default:
      return try abs().pow(p).sum(dim: Tensor.list(mask), keepdim: keepdim).pow(1 / p)
        .named("LinalgVectorNormBackward0")
    }
    result.record(
      .norm, self, saved: [SavedTensor(input: self), SavedTensor(output: result)], scalar: p,
      attributes: RuleAttributes(dims: Tensor.list(mask), shape: shape, flag: keepdim))
    return result
  }

  /// `logsumexp`: log Σ exp x, without overflow.
  public func logsumexp(dim: [Int], keepdim: Bool = false) throws -> Tensor {
    let x = try to(dtype.floating)
    let mask = try shape.dimensionMask(dim)
    let result = try GradMode.disabled { () throws -> Tensor in
      let values = x.detach()
      if values.elementCount == 0 {
        return try values.exp().sum(dim: Tensor.list(mask), keepdim: keepdim).log()
      }
      let top = try values.amax(dim: Tensor.list(mask), keepdim: true)
      let finite = try Tensor.where(top.abs().eq(Double.infinity), Scalar.float(0), top)
      let sums = try values.sub(finite).exp().sum(dim: Tensor.list(mask), keepdim: true).log().add(finite)
      return keepdim ? sums : try sums.reshape(reducedShape(mask, keepdim: false)).detach()
    }
    result.record(
      .logsumexp, x, saved: [SavedTensor(input: x), SavedTensor(output: result)],
      attributes: RuleAttributes(dims: Tensor.list(mask), shape: shape, flag: keepdim))
    return result
  }
}
