/// Orders: `sort`, `topk`, `median`, `unique`. NaN counts as greater than everything.
extension Tensor {
  /// `sort(dim, descending)`: values and where they came from. Equals keep their order.
  public func sort(dim: Int = -1, descending: Bool = false) throws -> (values: Tensor, indices: Tensor) {
    let axis = try shape.dimension(dim)
    let positions = sortedPositions(axis, descending: descending)
    return try ordered(axis, positions, .sort)
  }

  public func argsort(dim: Int = -1, descending: Bool = false) throws -> Tensor {
    sortedPositions(try shape.dimension(dim), descending: descending)
  }

  /// `topk(k, dim, largest)`, in order.
  public func topk(_ k: Int, dim: Int = -1, largest: Bool = true) throws -> (values: Tensor, indices: Tensor) {
    if dtype == .bool {
      throw TensorError.other(.notImplementedError, "topk does not support bool dtypes on CPU")
    }
    let axis = try shape.dimension(dim)
    let size = rank == 0 ? 1 : shape[axis]
    guard k >= 0, k <= size else { throw TensorError.topkRange(k: k, size: size) }
    let all = sortedPositions(axis, descending: largest)
    if rank == 0 { return try ordered(axis, all, .topk) }
    let first = try GradMode.disabled { try all.narrow(axis, 0, k).contiguous().detach() }
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
      result.assign(dtype.isFloatingPoint ? Scalar.float(.nan) : Scalar.int(Int.min))
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
    var positions = sortedPositions(axis, descending: false)
    if rank > 0 {
      positions = try GradMode.disabled { () throws -> Tensor in
        let chosen = try positions.narrow(axis, number, 1)
        guard rule.name == Rule.medianDim.name, dtype.isFloatingPoint else { return try chosen.contiguous().detach() }
        let top = try positions.narrow(axis, shape[axis] - 1, 1)
        let isNaN = try detach().gather(axis, top.contiguous()).isnan()
        return try Tensor.where(isNaN, detach().isnan().to(.uint8).argmax(dim: axis, keepdim: true), chosen).detach()
      }
    }
    let values = try GradMode.disabled { rank == 0 ? copied() : try detach().gather(axis, positions) }
    return try finish(values, positions, axis, keepdim, rule)
  }

  private func ordered(_ axis: Int, _ positions: Tensor, _ rule: Rule) throws -> (values: Tensor, indices: Tensor) {
    let values = try GradMode.disabled { rank == 0 ? copied() : try detach().gather(axis, positions) }
    values.record(
      rule, self, saved: [SavedTensor(input: positions)], attributes: RuleAttributes(dims: [axis], shape: shape))
    return (values, positions)
  }

  /// For each line along a dimension, the positions in sorted order.
  private func sortedPositions(_ axis: Int, descending: Bool) -> Tensor {
    let out = Tensor.uninitialized(shape, .int64)
    if rank == 0 {
      out.assign(Scalar.int(0))
      return out
    }
    let (length, step, outStep) = (shape[axis], strides[axis], out.strides[axis])
    if elementCount == 0 { return out }
    var (lines, outLines) = (layout, out.layout)
    lines.shape[axis] = 1
    outLines.shape[axis] = 1
    let target = out.pointer.assumingMemoryBound(to: Int.self)
    var order = [Int](repeating: 0, count: length)
    func run<Element: Comparable>(_: Element.Type, _ isNaN: (Element) -> Bool) {
      let source = storage.pointer.assumingMemoryBound(to: Element.self)
      var keys = [Element]()
      keys.reserveCapacity(length)
      Tensor.walkTogether(lines.shape, lines, outLines, outLines) { start, outStart, _ in
        keys.removeAll(keepingCapacity: true)
        for number in 0..<length {
          keys.append(source[start + number * step])
          order[number] = number
        }
        keys.withUnsafeBufferPointer { keys in
          order.sort { a, b in
            let (x, y) = (keys[a], keys[b])
            if descending ? y < x : x < y { return true }
            if descending ? x < y : y < x { return false }
            let (nanX, nanY) = (isNaN(x), isNaN(y))
            if nanX != nanY { return descending ? nanX : nanY }
            return a < b
          }
        }
        for number in 0..<length { target[outStart + number * outStep] = order[number] }
      }
    }
    switch dtype {
    case .float32: run(Float.self) { $0.isNaN }
    case .float64: run(Double.self) { $0.isNaN }
    case .int64: run(Int64.self) { _ in false }
    case .int32: run(Int32.self) { _ in false }
    case .uint8, .bool: run(UInt8.self) { _ in false }
    }
    return out
  }

  /// `torch.unique` of all elements, sorted, with which of them each element is and how often each occurs.
  public func unique() throws -> (values: Tensor, inverse: Tensor, counts: Tensor) {
    let flat = try detach().flatten()
    let order = flat.sortedPositions(0, descending: false)
    let sorted = try flat.gather(0, order)
    let places = order.integers()
    let elements = sorted.scalars()
    var (starts, counts) = ([Int](), [Int]())
    var inverse = [Int](repeating: 0, count: elements.count)
    for number in 0..<elements.count {
      if let last = starts.last, elements[number] == elements[last] {
        counts[counts.count - 1] += 1
      } else {
        starts.append(number)
        counts.append(1)
      }
      inverse[places[number]] = starts.count - 1
    }
    let values = try sorted.indexSelect(0, Tensor(starts))
    return (values, try Tensor(inverse).reshape(shape), Tensor(counts))
  }
}
