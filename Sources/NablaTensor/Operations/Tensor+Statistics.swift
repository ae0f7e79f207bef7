/// Quantiles, modes, and statistics that pass over NaN.
extension Tensor {
  /// `mode(dim)`: the most frequent value, the smallest of equally frequent ones, and where it last stands.
  public func mode(dim: Int = -1, keepdim: Bool = false) throws -> (values: Tensor, indices: Tensor) {
    let axis = try shape.dimension(dim)
    if rank > 0, shape[axis] == 0 { throw TensorError.emptyReduction(operation: "mode", dimension: axis) }
    let lines = try Lines(self, axis)
    let positions = try lines.position { line in
      lines.isFloat ? Tensor.mode(lines.floats(line)) : Tensor.mode(lines.integers(line))
    }
    let values = try GradMode.disabled { rank == 0 ? copied() : try detach().gather(axis, positions) }
    return try finish(values, positions, axis, keepdim, .mode)
  }

  private static func mode<Element: Comparable>(_ row: UnsafeBufferPointer<Element>) -> Int {
    let order = row.indices.sorted { row[$0] != row[$1] ? row[$0] < row[$1] : $0 < $1 }
    var (best, bestCount, count) = (order.first ?? 0, 0, 0)
    for (number, place) in order.enumerated() {
      count = number > 0 && row[order[number - 1]] == row[place] ? count + 1 : 1
      if count > bestCount || (count == bestCount && row[place] == row[best]) {
        (best, bestCount) = (place, count)
      }
    }
    return best
  }

  /// `nanmedian()`: of the elements that are numbers.
  public func nanmedian() throws -> Tensor {
    guard dtype.isFloatingPoint, elementCount > 0 else { return try median() }
    let result = try GradMode.disabled { try detach().flatten().nanmedian(dim: 0).values.detach() }
    result.record(
      .nanmedian, self, saved: [SavedTensor(input: self), SavedTensor(output: result)],
      attributes: RuleAttributes(dims: Array(0..<rank), shape: shape, flag: false))
    return result
  }

  public func nanmedian(dim: Int, keepdim: Bool = false) throws -> (values: Tensor, indices: Tensor) {
    guard dtype.isFloatingPoint else { return try median(dim: dim, keepdim: keepdim) }
    let axis = try shape.dimension(dim)
    if rank > 0, shape[axis] == 0 { throw TensorError.emptyReduction(operation: "median", dimension: axis) }
    let lines = try Lines(self, axis)
    let positions = try lines.position { line in
      let row = lines.floats(line)
      let order = row.indices.filter { !row[$0].isNaN }.sorted { row[$0] != row[$1] ? row[$0] < row[$1] : $0 < $1 }
      return order.isEmpty ? 0 : order[(order.count - 1) / 2]
    }
    let values = try GradMode.disabled { rank == 0 ? copied() : try detach().gather(axis, positions) }
    return try finish(values, positions, axis, keepdim, .nanmedianDim)
  }

  /// `nansum`: NaN counts as 0.
  public func nansum(dim: [Int]? = nil, keepdim: Bool = false, dtype: DType? = nil) throws -> Tensor {
    guard self.dtype.isFloatingPoint else { return try sum(dim: dim, keepdim: keepdim, dtype: dtype) }
    return try maskedFill(detach().isnan(), 0).sum(dim: dim, keepdim: keepdim, dtype: dtype).named("NansumBackward0")
  }

  /// `nanmean`: the mean of the elements that are numbers.
  public func nanmean(dim: [Int]? = nil, keepdim: Bool = false, dtype: DType? = nil) throws -> Tensor {
    guard self.dtype.isFloatingPoint else {
      throw TensorError.other(
        .notImplementedError, "nanmean(): expected input to have floating point or complex dtype but got "
        + self.dtype.scalarTypeName)
    }
    let count = try detach().isnan().logicalNot().sum(dim: dim, keepdim: keepdim)
    return try nansum(dim: dim, keepdim: keepdim, dtype: dtype).div(count)
  }

  /// Between the sorted elements around `q·(n − 1)`.
  public enum Interpolation: String, Sendable {
    case linear, lower, higher, midpoint, nearest
  }

  /// `quantile(q, dim)`; NaN where a line has one, or passed over with `skipsNaN`.
  ///
  /// - Shapes: q `[]` or `[k]`; the result is the input's without `dim`, `k` in front.
  public func quantile(_ q: Tensor, dim: Int? = nil, keepdim: Bool = false, _ interpolation: Interpolation = .linear,
                       skipsNaN: Bool = false) throws -> Tensor {
    let name = "quantile"
    guard elementCount > 0 else { throw TensorError.runtime("\(name)() input tensor must be non-empty") }
    guard q.rank < 2 else {
      throw TensorError.runtime("\(name)() q must be a scalar or 1D tensor")
    }
    guard dtype == .float32 || dtype == .float64 else {
      throw TensorError.runtime("\(name)() input tensor must be either float or double dtype")
    }
    guard q.dtype == dtype else {
      throw TensorError.runtime("\(name)() q tensor must be same dtype as the input tensor")
    }
    guard q.doubles().allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
      throw TensorError.runtime("\(name)() q values must be in the range [0, 1]")
    }
    let axis = try shape.dimension(dim ?? 0)
    var moved = dim == nil ? try flatten() : rank == 0 ? try reshape([1]) : try movedim([axis], [-1])
    if moved.rank == 0 { moved = try moved.reshape([1]) }
    let sorted = try moved.sort(dim: -1).values
    let last = sorted.shape[sorted.rank - 1] - 1
    let places = try GradMode.disabled { () throws -> Tensor in
      let isNaN = try sorted.detach().isnan()
      let fractions = try q.detach().to(.float64).reshape([-1])
      if skipsNaN {
        let counts = try isNaN.logicalNot().sum(dim: [-1], keepdim: true)
        return try counts.sub(1).clamp(min: 0).mul(fractions)
      }
      let ranks = try isNaN.any(dim: [-1], keepdim: true).zerosLike(dtype: .float64).add(fractions.mul(last))
      return try Tensor.where(isNaN.any(dim: [-1], keepdim: true), Double(last), ranks)
    }
    func pick(_ positions: Tensor) throws -> Tensor { try sorted.gather(-1, positions.to(.int64)) }
    var result: Tensor
    switch interpolation {
    case .lower: result = try pick(places.floor())
    case .higher: result = try pick(places.ceil())
    case .nearest: result = try pick(places.round())
    case .linear, .midpoint:
      let below = try places.floor()
      let low = try pick(below)
      let weights = interpolation == .midpoint ? try below.zerosLike().add(0.5) : try places.sub(below)
      result = try low.lerp(pick(places.ceil()), weight: weights.to(dtype))
    }
    // The quantiles in front, and the dimension put back where it was.
    result = try result.movedim([-1], [0])
    if keepdim {
      result = try dim == nil
        ? result.reshape(Shape([result.shape[0]] + [Int](repeating: 1, count: rank)))
        : rank == 0 ? result : result.unsqueeze(axis + 1)
    }
    return try (q.rank == 0 ? result.squeeze([0]) : result).named("SqueezeBackward4")
  }
}
