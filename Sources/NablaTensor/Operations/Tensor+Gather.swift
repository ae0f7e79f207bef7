/// Elements chosen by tensors of positions along one dimension.
extension Tensor {
  /// Calls `body` with matching storage positions of three layouts of one shape (two where the third is not needed).
  static func walkTogether(_ shape: Shape, _ a: Layout, _ b: Layout, _ c: Layout,
                           _ body: (Int, Int, Int) throws -> Void) rethrows {
    let count = shape.elementCount
    if count == 0 { return }
    var position = Shape(repeating: 0, count: shape.count)
    var (i, j, k) = (a.offset, b.offset, c.offset)
    for _ in 0..<count {
      try body(i, j, k)
      var index = shape.count - 1
      while index >= 0 {
        position[index] += 1
        i += a.strides[index]
        j += b.strides[index]
        k += c.strides[index]
        if position[index] < shape[index] { break }
        i -= a.strides[index] * shape[index]
        j -= b.strides[index] * shape[index]
        k -= c.strides[index] * shape[index]
        position[index] = 0
        index -= 1
      }
    }
  }

  /// The positions as contiguous int64, with the checks all of these share.
  private func checkedPositions(_ index: Tensor, _ axis: Int, _ operation: String) throws -> Tensor {
    guard index.dtype == .int64 || index.dtype == .int32 else { throw TensorError.gatherType(operation: operation) }
    guard Swift.max(index.rank, 1) == Swift.max(rank, 1) else { throw TensorError.gatherRank }
    let positions = index.dtype == .int64 && index.isContiguous ? index : index.converted(to: .int64)
    let size = rank == 0 ? 1 : shape[axis]
    let values = positions.pointer.assumingMemoryBound(to: Int.self)
    for number in 0..<positions.elementCount where values[number] < 0 || values[number] >= size {
      throw TensorError.gatherOutOfBounds(values[number], dimension: axis, size: size)
    }
    return positions
  }

  private func checkSizes(_ index: Tensor, _ axis: Int) throws {
    for dim in 0..<Swift.min(rank, index.rank) where dim != axis && index.shape[dim] > shape[dim] {
      throw TensorError.gatherSize(index: index.shape, at: dim, dimension: axis, input: shape)
    }
  }

  /// This layout seen along `shape`, with no step along `axis`: the position there comes from the index.
  private func frame(_ shape: Shape, _ axis: Int) -> Layout {
    if rank == 0 || shape.isEmpty {
      return Layout(shape: shape, strides: Shape(repeating: 0, count: shape.count), offset: layout.offset)
    }
    var steps = strides
    steps[axis] = 0
    return Layout(shape: shape, strides: steps, offset: layout.offset)
  }

  /// `gather(dim, index)`: `out[i][j] = self[index[i][j]][j]` for dim 0.
  public func gather(_ dim: Int, _ index: Tensor) throws -> Tensor {
    let axis = try shape.dimension(dim)
    guard index.dtype == .int64 || index.dtype == .int32 else { throw TensorError.gatherType(operation: "gather") }
    if index.elementCount > 0 { try checkSizes(index, axis) }
    let positions = try checkedPositions(index, axis, "gather")
    let result = Tensor.uninitialized(index.shape, dtype)
    let step = rank == 0 ? 1 : strides[axis]
    let values = positions.pointer.assumingMemoryBound(to: Int.self)
    let frame = frame(index.shape, axis)
    let flat = Layout(index.shape)
    let plan = RowPlan(self, positions, axis)
    func run<Element>(_: Element.Type) {
      let target = result.pointer.assumingMemoryBound(to: Element.self)
      if let plan {
        let source = pointer.assumingMemoryBound(to: Element.self)
        parallelFor(plan.outer * plan.count, grain: Swift.max(1, 16384 / plan.inner)) { range in
          for row in range {
            let from = row / plan.count * plan.size
            for place in row * plan.inner..<(row + 1) * plan.inner {
              target[place] = source[(from + values[place]) * plan.inner + place - row * plan.inner]
            }
          }
        }
        return
      }
      let source = storage.pointer.assumingMemoryBound(to: Element.self)
      Tensor.walkTogether(index.shape, frame, flat, flat) { from, number, _ in
        target[number] = source[from + values[number] * step]
      }
    }
    switch dtype.itemSize {
    case 2: run(UInt16.self)
    case 4: run(UInt32.self)
    case 8: run(UInt64.self)
    default: run(UInt8.self)
    }
    let attributes = RuleAttributes(dims: [axis], shape: shape)
    result.record(.gather, self, saved: [SavedTensor(input: positions)], attributes: attributes)
    return result
  }

  /// `take_along_dim(indices, dim)`: `gather` with broadcasting.
  public func takeAlongDim(_ index: Tensor, dim: Int? = nil) throws -> Tensor {
    guard let dim else { return try flatten().gather(0, index.flatten()) }
    let axis = try shape.dimension(dim)
    guard index.rank == rank else {
      throw TensorError.runtime(
        "torch.take_along_dim(): input and indices should have the same number of dimensions, but got \(rank) "
          + "dimensions for input, and \(index.rank) dimensions for indices")
    }
    guard rank > 0 else {
      throw TensorError.other(.indexError, "Dimension specified as \(dim) but tensor has no dimensions")
    }
    guard index.dtype == .int64 else {
      throw TensorError.runtime(
        "torch.take_along_dim(): dtype of indices should be Long but got \(index.dtype.scalarTypeName)", fix: "`.long()`")
    }
    var (own, other) = (shape, index.shape)
    own[axis] = 1
    other[axis] = 1
    var common = try Shape.broadcast(own, other)
    common[axis] = index.shape[axis]
    let wide = try index.expand(common)
    common[axis] = shape[axis]
    return try expand(common).gather(axis, wide)
  }

  /// `scatter(dim, index, source)`: `out[index[i][j]][j] = source[i][j]` for dim 0.
  public func scatter(_ dim: Int, _ index: Tensor, _ source: Tensor) throws -> Tensor {
    let axis = try shape.dimension(dim)
    guard dtype == source.dtype else {
      throw TensorError.runtime("scatter(): Expected self.dtype to be equal to src.dtype")
    }
    let positions = try checkedScatter(axis, index, source, "scatter")
    let result = copied()
    result.store(source, at: positions, axis, adds: false)
    result.record(
      .scatter, self, source, saved: [SavedTensor(input: positions)],
      attributes: RuleAttributes(dims: [axis], shape: source.shape))
    return result
  }

  /// `scatter(dim, index, value)`.
  public func scatter(_ dim: Int, _ index: Tensor, _ value: Scalar) throws -> Tensor {
    let axis = try shape.dimension(dim)
    let source = try Tensor.full(index.shape, value, dtype: dtype)
    let positions = try checkedScatter(axis, index, source, "scatter")
    let result = copied()
    result.store(source, at: positions, axis, adds: false)
    result.record(
      .scatterValue, self, saved: [SavedTensor(input: positions)], attributes: RuleAttributes(dims: [axis]))
    return result
  }

  /// `scatter_add(dim, index, source)`: adds where `scatter` stores.
  public func scatterAdd(_ dim: Int, _ index: Tensor, _ source: Tensor) throws -> Tensor {
    let axis = try shape.dimension(dim)
    guard dtype == source.dtype else {
      throw TensorError.runtime("scatter(): Expected self.dtype to be equal to src.dtype")
    }
    let positions = try checkedScatter(axis, index, source, "scatter_add")
    let result = copied()
    result.store(source, at: positions, axis, adds: true)
    result.record(
      .scatterAdd, self, source, saved: [SavedTensor(input: positions)],
      attributes: RuleAttributes(dims: [axis], shape: source.shape))
    return result
  }

  private func checkedScatter(_ axis: Int, _ index: Tensor, _ source: Tensor, _ operation: String) throws -> Tensor {
    guard index.dtype == .int64 || index.dtype == .int32 else { throw TensorError.gatherType(operation: "scatter") }
    guard index.elementCount == 0 || Swift.max(index.rank, 1) == Swift.max(rank, 1) else {
      throw TensorError.runtime("Index tensor must have the same number of dimensions as self tensor")
    }
    if index.elementCount > 0 {
      for dim in 0..<Swift.min(rank, index.rank) where dim != axis && index.shape[dim] > shape[dim] {
        throw TensorError.runtime(
          "Expected index \(index.shape) to be no larger than self \(shape) apart from dimension \(axis)"
            + (source.shape == index.shape ? "" : " and to be no larger size than src \(source.shape)"))
      }
      guard Swift.max(source.rank, 1) == Swift.max(index.rank, 1) else {
        throw TensorError.runtime("Index tensor must have the same number of dimensions as src tensor")
      }
      for dim in 0..<Swift.min(index.rank, source.rank) where index.shape[dim] > source.shape[dim] {
        throw TensorError.runtime(
          "Expected index \(index.shape) to be no larger than self \(shape) apart from dimension \(axis) and to be no "
            + "larger size than src \(source.shape)")
      }
    }
    return try checkedPositions(index, axis, operation)
  }

  /// Stores or adds elements of `source` at positions, into this fresh contiguous tensor.
  private func store(_ source: Tensor, at positions: Tensor, _ axis: Int, adds: Bool) {
    if adds, dtype.isHalf {
      let wide = converted(to: .float32)
      wide.store(source.converted(to: .float32), at: positions, axis, adds: true)
      return assign(wide)
    }
    let step = rank == 0 ? 1 : strides[axis]
    let values = positions.pointer.assumingMemoryBound(to: Int.self)
    let frame = frame(positions.shape, axis)
    let flat = Layout(positions.shape)
    var from = source.layout
    from.shape = positions.shape
    if source.rank != positions.rank { from.strides = positions.strides }
    let plan = source.isContiguous && source.shape == positions.shape ? RowPlan(self, positions, axis) : nil
    func run<Element>(_: Element.Type, _ combine: (Element, Element) -> Element) {
      if let plan {
        // Rows of different outer positions share no element; columns neither.
        let target = pointer.assumingMemoryBound(to: Element.self)
        let read = source.pointer.assumingMemoryBound(to: Element.self)
        func store(_ outer: Range<Int>, _ columns: Range<Int>) {
          for row in outer.lowerBound * plan.count..<outer.upperBound * plan.count {
            let to = row / plan.count * plan.size
            for column in columns {
              let place = row * plan.inner + column
              let cell = (to + values[place]) * plan.inner + column
              target[cell] = combine(target[cell], read[place])
            }
          }
        }
        let work = Swift.max(plan.count * plan.inner, 1)
        if plan.outer > 1 {
          parallelFor(plan.outer, grain: Swift.max(1, 16384 / work)) { store($0, 0..<plan.inner) }
        } else {
          parallelFor(plan.inner, grain: Swift.max(16, 16384 / Swift.max(plan.count, 1))) { store(0..<plan.outer, $0) }
        }
        return
      }
      let target = storage.pointer.assumingMemoryBound(to: Element.self)
      let read = source.storage.pointer.assumingMemoryBound(to: Element.self)
      Tensor.walkTogether(positions.shape, frame, from, flat) { to, from, number in
        let place = to + values[number] * step
        target[place] = combine(target[place], read[from])
      }
    }
    switch (dtype, adds) {
    case (.float32, true): run(Float.self) { $0 + $1 }
    case (.float64, true): run(Double.self) { $0 + $1 }
    case (.int64, true): run(Int64.self) { $0 &+ $1 }
    case (.int32, true): run(Int32.self) { $0 &+ $1 }
    case (.uint8, true): run(UInt8.self) { $0 &+ $1 }
    case (.bool, true): run(UInt8.self) { $0 | $1 }
    case (.int8, true): run(Int8.self) { $0 &+ $1 }
    case (.int16, true): run(Int16.self) { $0 &+ $1 }
    case (.int16, false), (.float16, _), (.bfloat16, _): run(UInt16.self) { $1 }
    case (.float32, false), (.int32, false): run(UInt32.self) { $1 }
    case (.float64, false), (.int64, false): run(UInt64.self) { $1 }
    default: run(UInt8.self) { $1 }
    }
  }

  /// `index_select(dim, index)`: whole slices in the order of `index`.
  public func indexSelect(_ dim: Int, _ index: Tensor) throws -> Tensor {
    let axis = try shape.dimension(dim)
    guard index.rank <= 1 else {
      throw TensorError.other(.indexError, "index_select(): Index is supposed to be a vector")
    }
    guard index.dtype == .int64 || index.dtype == .int32 else {
      throw TensorError.runtime("index_select(): Expected dtype int32 or int64 for index")
    }
    let size = rank == 0 ? 1 : shape[axis]
    let positions = index.dtype == .int64 && index.isContiguous ? index : index.converted(to: .int64)
    let values = positions.pointer.assumingMemoryBound(to: Int.self)
    let count = positions.elementCount
    for number in 0..<count where values[number] < 0 || values[number] >= size {
      if axis > 0 {
        throw TensorError.runtime("INDICES element is out of DATA bounds, id=\(values[number]) axis_dim=\(size)")
      }
      throw TensorError.selectedOutOfRange(index: values[number], size: size)
    }
    var target = shape
    if rank > 0 { target[axis] = count }
    try Tensor.checkAllocation(target, dtype, "index_select")
    let result = Tensor.uninitialized(target, dtype)
    if rank == 0 {
      result.assign(self)
    } else if axis == 0, isContiguous {
      let row = shape.elementCount / Swift.max(size, 1) * dtype.itemSize
      let (from, to) = (pointer, result.pointer)
      parallelFor(count, grain: Swift.max(1, 65536 / Swift.max(row, 1))) { range in
        for number in range { (to + number * row).copyMemory(from: from + values[number] * row, byteCount: row) }
      }
    } else {
      for number in 0..<count {
        var (from, to) = (layout, result.layout)
        from.offset += values[number] * strides[axis]
        from.shape[axis] = 1
        to.offset += number * to.strides[axis]
        to.shape[axis] = 1
        result.alias(to).assign(alias(from))
      }
    }
    result.record(
      .indexSelect, self, saved: [SavedTensor(input: positions)],
      attributes: RuleAttributes(dims: [axis], shape: shape))
    return result
  }

  /// `index_add(dim, index, source, alpha)`: adds slices of `source` at positions.
  public func indexAdd(_ dim: Int, _ index: Tensor, _ source: Tensor, alpha: Scalar = 1) throws -> Tensor {
    let axis = try shape.dimension(dim)
    let values = try checkedVector(index, axis, source, "index_add_")
    if rank == 0, source.rank <= 1, source.elementCount == 1, index.elementCount == 1 {
      guard index.integers()[0] == 0 else { throw TensorError.selectedOutOfRange(index: index.integers()[0], size: 1) }
      return try add(source.reshape([]).mul(alpha).to(dtype)).named("IndexAddBackward0")
    }
    if source.rank != rank || (0..<rank).contains(where: { $0 != axis && source.shape[$0] != shape[$0] }) {
      throw TensorError.runtime("source tensor shape must match self tensor shape, excluding the specified dimension. Got "
        + "self.shape = \(shape) source.shape = \(source.shape)")
    }
    guard source.rank == rank, rank > 0, source.shape[axis] == index.elementCount else {
      throw TensorError.runtime("index_add_(): Number of indices (\(index.elementCount)) should be equal to "
        + "source.size(dim): (\(source.rank > axis ? source.shape[axis] : 1)), for dim: \(axis)")
    }
    for position in values where position < 0 || position >= shape[axis] {
      if rank > 1 { throw TensorError.gatherOutOfBounds(position, dimension: axis, size: shape[axis]) }
      throw TensorError.selectedOutOfRange(index: position, size: shape[axis])
    }
    var view = Shape(repeating: 1, count: rank)
    view[axis] = index.elementCount
    let wide = try index.to(.int64).reshape(view).expand(source.shape)
    let scaled = alpha.double == 1 ? source : try source.mul(alpha).to(dtype)
    return try scatterAdd(axis, wide, scaled).named("IndexAddBackward0")
  }
}

/// A tensor and an index that lie in order and agree but for one dimension, as `[outer, size, inner]` and
/// `[outer, count, inner]`.
struct RowPlan {
  let outer, size, count, inner: Int

  init?(_ tensor: Tensor, _ index: Tensor, _ axis: Int) {
    guard tensor.rank > 0, tensor.rank == index.rank, tensor.isContiguous, index.isContiguous, index.elementCount > 0
    else { return nil }
    for dim in 0..<tensor.rank where dim != axis && tensor.shape[dim] != index.shape[dim] { return nil }
    outer = tensor.shape.prefix(axis).reduce(1, &*)
    inner = tensor.shape.dropFirst(axis + 1).reduce(1, &*)
    size = tensor.shape[axis]
    count = index.shape[axis]
  }
}
