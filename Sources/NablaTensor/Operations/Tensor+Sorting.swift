/// Orders: `sort`, `topk`, `median`, `unique`. NaN counts as greater than everything.
extension Tensor {
  /// `sort(dim, descending)`: values and where they came from. Equals keep their order.
  public func sort(dim: Int = -1, descending: Bool = false) throws -> (values: Tensor, indices: Tensor) {
    let axis = try shape.dimension(dim)
    let positions = try rankedPositions(axis, descending: descending)
    // In the order in memory of what is sorted.
    let sorted = try ordered(axis, positions, .sort, movedTo: self)
    return (sorted.values, positions.moved(toOrderOf: self))
  }

  public func argsort(dim: Int = -1, descending: Bool = false) throws -> Tensor {
    try rankedPositions(shape.dimension(dim), descending: descending)
  }

  /// `topk(k, dim, largest)`, in order.
  public func topk(_ k: Int, dim: Int = -1, largest: Bool = true) throws -> (values: Tensor, indices: Tensor) {
    if dtype == .bool {
      throw TensorError.other(.notImplementedError, "topk does not support bool dtypes on CPU")
    }
    let axis = try shape.dimension(dim)
    let size = rank == 0 ? 1 : shape[axis]
    guard k >= 0, k <= size else { throw TensorError.topkRange(k: k, size: size) }
    let first = try rankedPositions(axis, descending: largest, .first(k))
    return try ordered(axis, first, .topk)
  }

  /// `kthvalue(k, dim)`: the k-th smallest, counted from 1.
  public func kthvalue(_ k: Int, dim: Int = -1, keepdim: Bool = false) throws -> (values: Tensor, indices: Tensor) {
    if dtype == .bool { throw TensorError.notImplemented(kernel: "kthvalue_cpu", dtype: dtype) }
    let axis = try shape.dimension(dim)
    let size = rank == 0 ? 1 : shape[axis]
    if size == 0 { throw TensorError.emptyReduction(operation: "kthvalue", dimension: axis) }
    guard k >= 1, k <= size else {
      throw TensorError.runtime("kthvalue(): selected number k out of range for dimension \(axis)")
    }
    return try atRank(axis, k - 1, keepdim, .kthvalue)
  }

  /// `median()` of all elements: the lower of the middle two; NaN if any element is.
  public func median() throws -> Tensor {
    if dtype == .bool { throw TensorError.notImplemented(kernel: "median_cpu", dtype: dtype) }
    let values = try detach().flatten()
    guard values.elementCount > 0 else {
      let result = Tensor.uninitialized([], dtype)
      result.assign(dtype.isFloat ? Scalar.float(.nan) : Scalar.int(Int.min))
      return result
    }
    let result = try GradMode.disabled {
      try values.median(dim: 0).values.detach()
    }
    result.record(
      .median, self, saved: [SavedTensor(input: self), SavedTensor(output: result)],
      attributes: RuleAttributes(dims: Array(0..<rank), shape: shape, flag: false))
    return result
  }

  /// `median(dim)`: values and indices.
  public func median(dim: Int, keepdim: Bool = false) throws -> (values: Tensor, indices: Tensor) {
    if dtype == .bool { throw TensorError.notImplemented(kernel: "median_out", dtype: dtype) }
    let axis = try shape.dimension(dim)
    let size = rank == 0 ? 1 : shape[axis]
    guard size > 0 else { throw TensorError.emptyReduction(operation: "median", dimension: axis) }
    return try atRank(axis, (size - 1) / 2, keepdim, .medianDim)
  }

  /// The element of a rank along a dimension; for medians the NaN where there is one.
  private func atRank(_ axis: Int, _ number: Int, _ keepdim: Bool,
                      _ rule: Rule) throws -> (values: Tensor, indices: Tensor) {
    var positions = try rankedPositions(axis, descending: false, .rank(number))
    if rank > 0, rule.name == Rule.medianDim.name, dtype.isFloat {
      positions = try GradMode.disabled { () throws -> Tensor in
        let flags = try detach().isnan()
        let isNaN = try flags.any(dim: [axis], keepdim: true)
        guard try isNaN.any().item().bool else { return positions }
        return try Tensor.where(isNaN, flags.to(.uint8).argmax(dim: axis, keepdim: true), positions).detach()
      }
    }
    let values = try GradMode.disabled { rank == 0 ? copied() : try detach().gather(axis, positions) }
    return try finish(values, positions, axis, keepdim, rule)
  }

  private func ordered(
    _ axis: Int, _ positions: Tensor, _ rule: Rule, movedTo other: Tensor? = nil
  ) throws -> (values: Tensor, indices: Tensor) {
    var values = try GradMode.disabled { rank == 0 ? copied() : try detach().gather(axis, positions) }
    if let other { values = values.moved(toOrderOf: other) }
    values.record(
      rule, self, saved: [SavedTensor(input: positions)], attributes: RuleAttributes(dims: [axis], shape: shape))
    return (values, positions)
  }

  /// `torch.unique` of all elements, sorted, with which of them each element is and how often each occurs.
  public func unique() throws -> (values: Tensor, inverse: Tensor, counts: Tensor) {
    let flat = try detach().flatten()
    let order = try flat.rankedPositions(0, descending: false)
    let sorted = try flat.gather(0, order)
    let places = order.integers()
    var (starts, counts) = ([Int](), [Int]())
    var inverse = [Int](repeating: 0, count: places.count)
    func group<Element: Equatable>(_ elements: [Element]) {
      for number in elements.indices {
        if number > 0, elements[number] == elements[number - 1] {
          counts[counts.count - 1] += 1
        } else {
          starts.append(number)
          counts.append(1)
        }
        inverse[places[number]] = starts.count - 1
      }
    }
    if dtype.isFloat { group(sorted.doubles()) } else { group(sorted.integers()) }
    let values = try sorted.indexSelect(0, Tensor(starts))
    return (values, try Tensor(inverse).reshape(shape), Tensor(counts))
  }
}
