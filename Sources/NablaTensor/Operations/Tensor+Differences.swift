/// Differences, integrals and correlations along dimensions.
extension Tensor {
  /// `torch.diff(n, dim, prepend, append)`: each element less the one before, `n` times.
  public func diff(_ count: Int = 1, dim: Int = -1, prepend: Tensor? = nil, append: Tensor? = nil) throws -> Tensor {
    guard rank > 0 else { throw TensorError.runtime("diff expects input to be at least one-dimensional") }
    guard count >= 0 else { throw TensorError.runtime("order must be non-negative but got \(count)") }
    let axis = try shape.dimension(dim)
    for part in [prepend, append] {
      guard let part else { continue }
      guard part.rank == rank else {
        throw TensorError.runtime(
          "diff expects prepend or append to be the same dimension as input")
      }
      for index in 0..<rank where index != axis && part.shape[index] != shape[index] {
        throw TensorError.runtime(
          "diff expects the shape of tensor to prepend or append to match that of input except along the differencing "
            + "dimension; input.size(\(index)) = \(shape[index]), but got tensor.size(\(index)) = "
            + "\(part.shape[index])")
      }
    }
    var result = self
    if prepend != nil || append != nil { result = try Tensor.cat([prepend, self, append].compactMap { $0 }, dim: axis) }
    let size = result.shape[axis]
    if count == 0 { return try result.zerosLike() }
    for _ in 0..<Swift.min(count, size) {
      let length = result.shape[axis]
      if length == 0 { break }
      let (later, earlier) = (try result.narrow(axis, 1, length - 1), try result.narrow(axis, 0, length - 1))
      result = dtype == .bool ? try later.logicalXor(earlier) : try later.sub(earlier)
    }
    return result
  }

  /// `torch.trapezoid(y, dx)`: the area under the line through evenly spaced points.
  public func trapezoid(dx: Double = 1, dim: Int = -1) throws -> Tensor {
    let axis = try shape.dimension(dim)
    try refuseBool("trapezoid: received a bool input for `y`")
    try refuseScalar(dim)
    guard shape[axis] > 0 else { return try zerosAlong(axis) }
    let ends = try select(axis, 0).add(select(axis, -1))
    return try sum(dim: [axis]).sub(ends.mul(0.5)).mul(dx).named("MulBackward1")
  }

  /// `torch.trapezoid(y, x)`: through points at `x`, one-dimensional or broadcast.
  public func trapezoid(x: Tensor, dim: Int = -1) throws -> Tensor {
    let axis = try shape.dimension(dim)
    try refuseBool("trapezoid: received a bool input for `x` or `y`")
    try refuseScalar(dim)
    guard shape[axis] > 0 else { return try zerosAlong(axis) }
    return try trapezoids(x, axis, "trapezoid").sum(dim: [axis]).named("DivBackward1")
  }

  public func cumulativeTrapezoid(dx: Double = 1, dim: Int = -1) throws -> Tensor {
    let axis = try shape.dimension(dim)
    try refuseBool("cumulative_trapezoid: received a bool input for `y`")
    return try pairSums(axis).mul(dx / 2).cumsum(axis)
  }

  public func cumulativeTrapezoid(x: Tensor, dim: Int = -1) throws -> Tensor {
    let axis = try shape.dimension(dim)
    return try trapezoids(x, axis, "cumulative_trapezoid").cumsum(axis)
  }

  private func refuseBool(_ words: String) throws {
    if dtype == .bool { throw TensorError.other(.notImplementedError, "\(words), but bool is not supported") }
  }

  private func refuseScalar(_ dim: Int) throws {
    if rank == 0 {
      throw TensorError.other(.indexError, "Dimension specified as \(dim) but tensor has no dimensions")
    }
  }

  private func zerosAlong(_ axis: Int) throws -> Tensor {
    var target = shape
    if rank > 0 { target.remove(at: axis) }
    return try Tensor.zeros(target, dtype: dtype)
  }

  private func pairSums(_ axis: Int) throws -> Tensor {
    guard rank > 0 else { throw TensorError.other(.indexError, "slice() cannot be applied to a 0-dim tensor.") }
    let length = Swift.max(shape[axis] - 1, 0)
    return try narrow(axis, Swift.min(1, shape[axis]), length).add(narrow(axis, 0, length))
  }

  private func trapezoids(_ x: Tensor, _ axis: Int, _ name: String) throws -> Tensor {
    let widths: Tensor
    if x.rank == 1 {
      guard x.shape[0] == shape[axis] else {
        throw TensorError.runtime("\(name): There must be one `x` value for each sample point")
      }
      var view = Shape(repeating: 1, count: rank)
      view[axis] = Swift.max(shape[axis] - 1, 0)
      widths = try x.diff().reshape(view)
    } else {
      widths = try x.diff(dim: axis - rank)
    }
    return try pairSums(axis).mul(widths).mul(0.5)
  }

  /// `torch.cov`: of rows as variables, columns as observations.
  public func cov(correction: Int = 1, fweights: Tensor? = nil, aweights: Tensor? = nil) throws -> Tensor {
    guard rank <= 2 else {
      throw TensorError.runtime(
        "cov(): expected input to have two or fewer dimensions but got an input with \(rank) dimensions")
    }
    guard dtype != .bool else {
      throw TensorError.other(.notImplementedError, "cov(): bool dtype is not supported for input")
    }
    let rows = rank < 2 ? try reshape([1, -1]) : self
    let observations = rows.shape[1]
    var weights: Tensor?
    if let fweights {
      guard fweights.rank <= 1 else {
        throw TensorError.runtime("cov(): expected fweights to have one or fewer dimensions but got fweights with "
          + "\(fweights.rank) dimensions")
      }
      guard fweights.dtype.isInteger else {
        throw TensorError.runtime("cov(): expected fweights to have integral dtype but got fweights with "
          + "\(fweights.dtype.scalarTypeName) dtype")
      }
      guard fweights.elementCount == observations else {
        throw TensorError.runtime("cov(): expected fweights to have the same numel as there are observations in the "
          + "input but got \(fweights.elementCount) != \(observations)")
      }
      weights = fweights
    }
    if let aweights {
      guard aweights.rank <= 1, aweights.dtype.isFloatingPoint, aweights.elementCount == observations else {
        throw TensorError.runtime("cov(): expected aweights to have the same numel as there are observations in the "
          + "input but got \(aweights.elementCount) != \(observations)")
      }
      weights = try weights?.mul(aweights) ?? aweights
    }
    let total = try weights?.sum() ?? Tensor.scalar(.int(observations))
    let mean: Tensor
    if let weights {
      mean = try rows.mul(weights).sum(dim: [1], keepdim: true).div(total)
    } else {
      mean = try rows.sum(dim: [1], keepdim: true).div(total)
    }
    var norm: Tensor
    if correction != 0, let aweights, let weights {
      norm = try total.sub(weights.mul(aweights).sum().div(total).mul(correction))
    } else {
      norm = try total.sub(correction)
    }
    norm = try norm.to(dtype.floating).clamp(min: 0.0)
    let centred = try rows.to(dtype.floating).sub(mean)
    let scaled = try weights.map { try centred.mul($0) } ?? centred
    let result = try centred.mm(scaled.t().to(centred.dtype)).div(norm)
    return try result.squeeze()
  }

  /// `torch.corrcoef`: covariances over standard deviations, held within [-1, 1].
  public func corrcoef() throws -> Tensor {
    guard rank <= 2 else {
      throw TensorError.runtime(
        "corrcoef(): expected input to have two or fewer dimensions but got an input with \(rank) dimensions")
    }
    let covariances = try cov()
    if covariances.rank == 0 { return try covariances.div(covariances) }
    let deviations = try covariances.diag().sqrt()
    return try covariances.div(deviations.unsqueeze(1)).div(deviations.unsqueeze(0)).clamp(min: -1, max: 1)
  }
}
