import Glibc

/// Positions in sorted rows, bins, and repeated elements.
extension Tensor {
  /// `torch.searchsorted(boundaries, values, right)`: before which boundary each value belongs.
  ///
  /// - Shapes: boundaries `[…, n]` with the values' leading dimensions, or `[n]` for all of them.
  public static func searchsorted(_ boundaries: Tensor, _ values: Tensor, right: Bool = false, sorter: Tensor? = nil,
                                  dtype: DType = .int64) throws -> Tensor {
    guard boundaries.rank > 0 else {
      throw TensorError.runtime("torch.searchsorted(): boundaries tensor should have positive dimension, but got 0 "
        + "dimension")
    }
    if boundaries.dtype == .bool {
      throw TensorError.notImplemented(kernel: "searchsorted_out_cpu", dtype: boundaries.dtype)
    }
    let leading = boundaries.shape.dropLast()
    guard boundaries.rank == 1 || (values.rank == boundaries.rank && Array(values.shape.dropLast()) == Array(leading))
    else {
      throw TensorError.runtime(
        "torch.searchsorted(): boundaries tensor should be 1 dimension or the first N-1 dimensions of boundaries tensor "
          + "and input value tensor must match, but we got boundaries tensor \(boundaries.shape) and input value "
          + "tensor \(values.shape)")
    }
    var ordered = boundaries.detachedForReading
    if let sorter {
      guard sorter.shape == boundaries.shape else {
        throw TensorError.runtime("torch.searchsorted(): boundary and sorter must have the same size, but got boundary "
          + "tensor \(boundaries.shape)and got sorter tensor \(sorter.shape)")
      }
      guard sorter.dtype == .int64 else {
        throw TensorError.runtime("torch.searchsorted(): sorter must be a tensor of long dtype but got dtype "
          + sorter.dtype.scalarTypeName)
      }
      ordered = try ordered.gather(-1, sorter)
    }
    let result = uninitialized(values.shape, .int64)
    let target = result.pointer.assumingMemoryBound(to: Int.self)
    let length = boundaries.shape[boundaries.rank - 1]
    let perRow = boundaries.rank == 1 ? Swift.max(values.elementCount, 1) : Swift.max(values.shape.last ?? 1, 1)
    if boundaries.dtype.isFloat || values.dtype.isFloat {
      let (edges, numbers) = (ordered.doubles(), values.doubles())
      for (number, value) in numbers.enumerated() {
        let start = number / perRow * length
        // NaN counts as greater than everything.
        target[number] = place(length) { index in
          let edge = edges[start + index]
          if right { return edge.isNaN ? value.isNaN : (value.isNaN || edge <= value) }
          return edge.isNaN ? false : (value.isNaN || edge < value)
        }
      }
    } else {
      let (edges, numbers) = (ordered.integers(), values.integers())
      for (number, value) in numbers.enumerated() {
        let start = number / perRow * length
        target[number] = place(length) { right ? edges[start + $0] <= value : edges[start + $0] < value }
      }
    }
    return dtype == .int64 ? result : result.converted(to: dtype)
  }

  /// The first position in `0..<count` that does not belong to the left part.
  static func place(_ count: Int, _ isLeft: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if isLeft(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  var detachedForReading: Tensor { alias(layout) }

  /// `torch.histogram`: the weights of elements in bins, and the bins' edges. The last bin includes its upper edge.
  public func histogram(edges: Tensor, weight: Tensor? = nil, density: Bool = false) throws -> (Tensor, Tensor) {
    guard dtype == .float32 || dtype == .float64 else {
      throw TensorError.notImplemented(kernel: "histogramdd", dtype: dtype)
    }
    guard edges.dtype == dtype else {
      throw TensorError.runtime("torch.histogramdd(): input tensor and bins tensors should have the same dtype")
    }
    guard edges.rank == 1 else {
      throw TensorError.runtime("torch.histogramdd: bins tensor should have one dimension, but got \(edges.rank) "
        + "dimensions in the bins tensor for dimension 0")
    }
    guard edges.elementCount > 0 else {
      throw TensorError.runtime("torch.histogramdd: bins tensor should have at least 1 element, but got no elements in the bins tensor for dimension 0")
    }
    if let weight, weight.shape != shape {
      throw TensorError.runtime("torch.histogramdd(): if weight tensor is provided it should have the same shape as the "
        + "input tensor excluding its innermost dimension, but got input with shape \(shape) and weight with shape "
        + "\(weight.shape)")
    }
    let bounds = edges.doubles()
    let weights = weight?.doubles()
    var sums = [Double](repeating: 0, count: bounds.count - 1)
    for (number, value) in doubles().enumerated() {
      guard let first = bounds.first, let last = bounds.last, value >= first, value <= last else { continue }
      let bin = value == last ? bounds.count - 2 : Tensor.place(bounds.count) { bounds[$0] <= value } - 1
      if bin >= 0, bin < sums.count { sums[bin] += weights?[number] ?? 1 }
    }
    if density {
      let total = sums.reduce(0, +)
      for bin in sums.indices { sums[bin] /= total * (bounds[bin + 1] - bounds[bin]) }
    }
    return (try Tensor(sums).to(dtype), edges)
  }

  /// The edges of equal bins over the range of the elements, or a given one.
  public func histogramEdges(_ bins: Int, range: (Double, Double)?) throws -> Tensor {
    guard bins > 0 else { throw TensorError.runtime("torch.histogram(): bins must be > 0, but got \(bins) for dimension 0") }
    guard dtype == .float32 || dtype == .float64 else {
      throw TensorError.notImplemented(kernel: "histogramdd", dtype: dtype)
    }
    var (low, high) = range ?? (0, 1)
    if range == nil {
      let values = doubles()
      (low, high) = (values.min() ?? 0, values.max() ?? 1)
      if values.contains(where: { !$0.isFinite }) {
        throw TensorError.runtime("torch.histogramdd(): dimension 0's range [\(low), \(high)] is not finite")
      }
    }
    guard low <= high else { throw TensorError.runtime("torch.histogramdd(): min should not exceed max, but got min \(low) max \(high) for dimension 0") }
    if low == high { (low, high) = (low - 0.5, high + 0.5) }
    let (steps, isTooLarge) = bins.addingReportingOverflow(1)
    guard !isTooLarge else { throw TensorError.tooLarge(sizes: [bins]) }
    // Edges and counts, in double too.
    try Tensor.checkAllocation([steps, 6], .float64, "histogram")
    return try Tensor.linspace(low, high, steps: steps, dtype: dtype)
  }

  /// `torch.unique_consecutive`: runs of equal elements as one, which run each element belongs to, and their lengths.
  public func uniqueConsecutive(dim: Int? = nil) throws -> (values: Tensor, inverse: Tensor, counts: Tensor) {
    let axis = try dim.map { try shape.dimension($0) }
    let slices = try Tensor.slices(self, axis)
    return try grouped(slices, Array(0..<slices.count), axis)
  }

  /// `torch.unique(dim)`: the different slices along a dimension, in order.
  public func unique(dim: Int) throws -> (values: Tensor, inverse: Tensor, counts: Tensor) {
    let axis = try shape.dimension(dim)
    let slices = try Tensor.slices(self, axis)
    let order = slices.indices.sorted { a, b in
      for (x, y) in zip(slices[a], slices[b]) where x != y { return x.isBelow(y) }
      return a < b
    }
    return try grouped(slices, order, axis)
  }

  private static func slices(_ x: Tensor, _ axis: Int?) throws -> [[Scalar]] {
    guard let axis, x.rank > 0 else { return x.scalars().map { [$0] } }
    return try (0..<x.shape[axis]).map { try x.detachedForReading.select(axis, $0).scalars() }
  }

  private func grouped(_ slices: [[Scalar]], _ order: [Int],
                       _ axis: Int?) throws -> (values: Tensor, inverse: Tensor, counts: Tensor) {
    var (firsts, counts) = ([Int](), [Int]())
    var inverse = [Int](repeating: 0, count: slices.count)
    for (number, place) in order.enumerated() {
      if number > 0, slices[order[number - 1]] == slices[place] {
        counts[counts.count - 1] += 1
      } else {
        firsts.append(place)
        counts.append(1)
      }
      inverse[place] = firsts.count - 1
    }
    let source = axis == nil ? try detachedForReading.flatten() : detachedForReading
    let values = try source.rank == 0 ? source.reshape([1]) : source.indexSelect(axis ?? 0, Tensor(firsts))
    return (values, try axis == nil ? Tensor(inverse).reshape(shape) : Tensor(inverse), Tensor(counts))
  }

  /// `torch.unravel_index`: positions in a flattened tensor as one index tensor for each dimension.
  public func unravelIndex(_ target: [Int]) throws -> [Tensor] {
    guard dtype.isInteger else {
      throw TensorError.runtime("expected 'indices' to be an integer tensor, but got \(dtype.scalarTypeName)")
    }
    guard target.allSatisfy({ $0 >= 0 }) else {
      throw TensorError.other(.valueError, "'shape' cannot have negative values, but got \(target)")
    }
    var step = 1
    var parts: [Tensor] = []
    for size in target.reversed() {
      parts.append(try floorDivide(step).remainder(Swift.max(size, 1)))
      step = step.multipliedReportingOverflow(by: Swift.max(size, 1)).partialValue
      if step <= 0 { throw TensorError.tooLarge(sizes: Shape(target.prefix(Shape.maxRank))) }
    }
    return parts.reversed()
  }
}

extension Scalar {
  func isBelow(_ other: Scalar) -> Bool {
    if case .int(let a) = self, case .int(let b) = other { return a < b }
    return double < other.double || (other.double.isNaN && !double.isNaN)
  }
}
