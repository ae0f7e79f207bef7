/// Counts of points in boxes.
extension Tensor {
  /// `torch.histogramdd`: rows are points; `edges` are each coordinate's bounds in rising order.
  ///
  /// - Shapes: points `[…, n]`, weight `[…]`; n edges of sizes k₁ + 1 …; result `[k₁, …, kₙ]`.
  public func histogramdd(edges: [Tensor], weight: Tensor? = nil, density: Bool = false) throws -> Tensor {
    guard rank >= 2 else {
      throw TensorError.runtime("torch.histogramdd: input tensor should have at least 2 dimensions, but got \(rank)")
    }
    let n = shape[rank - 1]
    guard edges.count == n else {
      throw TensorError.runtime("torch.histogramdd: expected \(n) sequences of bin edges for a \(n)-dimensional histogram but "
        + "got \(edges.count)")
    }
    guard dtype.isFloatingPoint else { throw TensorError.notImplemented(kernel: "histogramdd", dtype: dtype) }
    for (dim, edge) in edges.enumerated() {
      guard edge.dtype == dtype else {
        throw TensorError.runtime("torch.histogramdd: input tensor and bins tensors should have the same dtype")
      }
      guard edge.rank == 1 else {
        throw TensorError.runtime("torch.histogramdd: bins tensor should have one dimension, but got \(edge.rank) dimensions in "
          + "the bins tensor for dimension \(dim)")
      }
      guard edge.elementCount > 0 else {
        throw TensorError.runtime("torch.histogramdd: bins tensor should have at least 1 element, but got no elements in the "
          + "bins tensor for dimension \(dim)")
      }
    }
    if let weight, weight.shape != Shape(shape.dropLast()) {
      throw TensorError.runtime("torch.histogramdd: if weight tensor is provided it should have the same shape as the input "
        + "tensor excluding its innermost dimension, but got input with shape \(shape) and weight with shape \(weight.shape)")
    }
    let bounds = edges.map { $0.doubles() }
    let sizes = try Shape(checking: bounds.map { $0.count - 1 })
    try Tensor.checkAllocation(sizes, .float64, "histogramdd")
    var sums = [Double](repeating: 0, count: sizes.elementCount)
    let (values, weights) = (doubles(), weight?.doubles())
    for point in 0..<(n > 0 ? values.count / n : 0) {
      guard let box = Tensor.box(values[point * n..<(point + 1) * n], bounds) else { continue }
      sums[box] += weights?[point] ?? 1
    }
    if density {
      let total = sums.reduce(0, +)
      for box in sums.indices {
        var (rest, volume) = (box, 1.0)
        for bound in bounds.reversed() {
          let place = rest % (bound.count - 1)
          rest /= bound.count - 1
          volume *= bound[place + 1] - bound[place]
        }
        sums[box] /= total * volume
      }
    }
    return try Tensor(sums).to(dtype).reshape(sizes)
  }

  /// The number of the box that a point lies in; none where it is beyond the bounds. The last bin has both of its ends.
  private static func box(_ point: ArraySlice<Double>, _ bounds: [[Double]]) -> Int? {
    var box = 0
    for (value, bound) in zip(point, bounds) {
      guard let first = bound.first, let last = bound.last, bound.count > 1, value >= first, value <= last else { return nil }
      let place = value == last ? bound.count - 2 : Tensor.place(bound.count) { bound[$0] <= value } - 1
      guard place >= 0, place < bound.count - 1 else { return nil }
      box = box * (bound.count - 1) + place
    }
    return box
  }
}
