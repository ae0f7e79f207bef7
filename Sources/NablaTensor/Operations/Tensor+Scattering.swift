/// Writing at positions: whole slices, single elements, and combinations of what falls on one place.
extension Tensor {
  /// How `scatter_reduce` and `index_reduce` combine.
  public enum Combination: String, Sendable {
    case sum, prod, mean, amax, amin

    init(_ name: String) throws {
      guard let found = Combination(rawValue: name) else {
        throw TensorError.runtime("reduce argument must be either sum, prod, mean, amax or amin, got \(name)")
      }
      self = found
    }
  }

  /// `scatter_reduce(dim, index, source, reduce, include_self)`.
  public func scatterReduce(_ dim: Int, _ index: Tensor, _ source: Tensor, _ name: String,
                            includeSelf: Bool = true) throws -> Tensor {
    let reduction = try Combination(name)
    let axis = try shape.dimension(dim)
    if dtype == .bool, reduction == .mean {
      throw TensorError.notImplemented(kernel: "scatter_gather_tensor_cpu_reduce_mean", dtype: .bool)
    }
    guard dtype == source.dtype else {
      throw TensorError.runtime("scatter(): Expected self.dtype to be equal to src.dtype")
    }
    // The checks of `scatter`, and the sum itself.
    if reduction == .sum, includeSelf { return try scatterAdd(axis, index, source).named("ScatterReduceBackward0") }
    _ = try GradMode.disabled { try detach().scatterAdd(axis, index, source.detach()) }
    let positions = index.dtype == .int64 ? index : index.converted(to: .int64)
    let result = combined(axis, positions, source, reduction, includeSelf)
    record(scatterReduce: result, axis, positions, source, reduction, includeSelf)
    return result
  }

  private func combined(_ axis: Int, _ index: Tensor, _ source: Tensor, _ reduction: Combination,
                        _ includeSelf: Bool) -> Tensor {
    let places = index.isContiguous ? index : index.copied()
    let values = places.pointer.assumingMemoryBound(to: Int.self)
    let frame = Layout(shape)
    var steps = rank == 0 ? Shape(repeating: 0, count: index.rank) : frame.strides
    let step = rank == 0 ? 1 : steps[axis]
    if rank > 0 { steps[axis] = 0 }
    let target = Layout(shape: index.shape, strides: steps, offset: 0)
    var counts = [Int](repeating: includeSelf ? 1 : 0, count: elementCount)
    func run<Element: Comparable>(
      _: Element.Type, _ type: DType, add: (Element, Element) -> Element, multiply: (Element, Element) -> Element,
      divide: (Element, Int) -> Element, isNaN: (Element) -> Bool
    ) -> Tensor {
      let result = converted(to: type)
      let wide = source.converted(to: type)
      let (out, from) = (result.pointer.assumingMemoryBound(to: Element.self), wide.pointer.assumingMemoryBound(to: Element.self))
      var read = wide.layout
      read.shape = index.shape
      if wide.rank != index.rank { read.strides = Shape(repeating: 0, count: index.rank) }
      Tensor.walkTogether(index.shape, target, read, places.layout.relative(to: places.layout)) { to, place, number in
        let cell = to + values[number] * step
        let value = from[place]
        if counts[cell] == 0 {
          out[cell] = value
        } else {
          switch reduction {
          case .sum, .mean: out[cell] = add(out[cell], value)
          case .prod: out[cell] = multiply(out[cell], value)
          case .amax: if isNaN(value) || value > out[cell] { out[cell] = value }
          case .amin: if isNaN(value) || value < out[cell] { out[cell] = value }
          }
        }
        counts[cell] += 1
      }
      if reduction == .mean {
        for cell in counts.indices where counts[cell] > 1 { out[cell] = divide(out[cell], counts[cell]) }
      }
      return type == dtype ? result : result.converted(to: dtype)
    }
    if dtype.isFloat {
      return run(Double.self, .float64, add: +, multiply: *, divide: { $0 / Double($1) }, isNaN: \.isNaN)
    }
    return run(
      Int.self, .int64, add: &+, multiply: &*, divide: { Int((Double($0) / Double($1)).rounded(.down)) },
      isNaN: { _ in false })
  }

  private func record(scatterReduce result: Tensor, _ axis: Int, _ positions: Tensor, _ source: Tensor,
                      _ reduction: Combination, _ includeSelf: Bool) {
    Autograd.record(
      "ScatterReduceBackward0", inputs: [self, source], outputs: [result], saved: [self, source, positions],
      savedOutputs: [0]
    ) { node, gradients in
      guard let g = gradients[0] else { return [nil, nil] }
      let (x, s, index, y) = (try node.saved(0), try node.saved(1), try node.saved(2), try node.saved(3))
      var (first, second) = (g, g)
      switch reduction {
      case .sum: second = try g.gather(axis, index)
      case .mean:
        let ones = try includeSelf ? x.onesLike() : x.zerosLike()
        let counts = try GradMode.disabled { try ones.scatterAdd(axis, index, s.detach().onesLike()).clamp(min: 1.0) }
        first = try g.div(counts)
        second = try first.gather(axis, index)
      case .amax, .amin:
        let isSelf = try GradMode.disabled { try x.detach().eq(y.detach()).to(g.dtype) }
        let isSource = try GradMode.disabled { try s.detach().eq(y.detach().gather(axis, index)).to(g.dtype) }
        let equals = try GradMode.disabled {
          try (includeSelf ? isSelf : isSelf.zerosLike()).scatterAdd(axis, index, isSource).clamp(min: 1.0)
        }
        let share = try g.div(equals)
        first = try share.mul(isSelf)
        second = try share.gather(axis, index).mul(isSource)
      case .prod:
        let ones = try x.maskedFill(x.detach().eq(0), 1)
        first = try g.mul(ones.scatterReduce(axis, index, s, "prod", includeSelf: includeSelf)).div(ones)
        let zeros = try s.detach().eq(0)
        let zeroCounts = try GradMode.disabled {
          try x.zerosLike().scatterAdd(axis, index, zeros.to(x.dtype)).gather(axis, index)
        }
        let single = try zeros.logicalAnd(zeroCounts.eq(1))
        let others = try x.scatterReduce(axis, index, s.maskedFill(single, 1), "prod", includeSelf: includeSelf)
        let plain = try g.mul(y).gather(axis, index).div(s.maskedFill(zeros, 1))
        second = try Tensor.where(single, g.mul(others).gather(axis, index), plain)
      }
      if !includeSelf { first = try first.scatter(axis, index, Scalar.int(0)) }
      return [node.needs(0) ? first : nil, node.needs(1) ? try second.padded(to: s.shape) : nil]
    }
  }

  /// An index vector as positions for every element of `target`.
  private func spreadIndex(_ index: Tensor, _ axis: Int, _ target: Shape) throws -> Tensor {
    var view = Shape(repeating: 1, count: Swift.max(rank, 1))
    view[axis] = index.elementCount
    let wide = try index.to(.int64).reshape(view)
    return rank == 0 ? wide : try wide.expand(target)
  }

  private func checkIndex(_ index: Tensor, _ axis: Int, _ name: String) throws {
    if name == "index_fill_" {
      guard index.dtype == .int64 else {
        throw TensorError.other(.indexError, "index_fill_(): Expected dtype int64 for index.")
      }
      guard index.rank <= 1 else { throw TensorError.runtime("Index has to be a vector/scalar") }
    }
    guard index.rank <= 1 else { throw TensorError.other(.indexError, "\(name)(): Index should have dimension 1 or 0 (got \(index.rank))") }
    guard index.dtype == .int64 || (index.dtype == .int32 && name != "index_fill_" && name != "index_copy_") else {
      throw TensorError.other(
        name == "index_copy_" ? .runtimeError : .indexError,
        name == "index_copy_" ? "index_copy_(): Expected a long tensor for index, but got \(index.dtype.scalarTypeName)"
          : "\(name)(): Expected dtype int64 for index.")
    }
    let size = rank == 0 ? 1 : shape[axis]
    for position in index.integers() where position < -(name == "index_fill_" ? size : 0) || position >= size {
      throw TensorError.other(
        .indexError, (name == "index_fill_" ? "" : "\(name)(): ")
          + "index \(position) is out of bounds for dimension \(axis) with size \(size)")
    }
  }

  /// The positions of `index_add` and `index_reduce`.
  ///
  /// - Throws: where the index is no vector of integers, and where the types differ.
  func checkedVector(_ index: Tensor, _ axis: Int, _ source: Tensor, _ name: String) throws -> [Int] {
    guard index.rank <= 1 else {
      throw TensorError.other(
        .indexError, "\(name)(): Index is supposed to be a vector, but got dim: \(index.rank) with type: "
          + "\(index.dtype.scalarTypeName) and size: \(index.shape)")
    }
    guard index.dtype == .int64 || index.dtype == .int32 else {
      throw TensorError.runtime(
        "\(name)(): Expected dtype int32/int64 for index but got: \(index.dtype.scalarTypeName)", fix: "`.long()`")
    }
    guard dtype == source.dtype else {
      throw TensorError.runtime("\(name)(): self (\(dtype.scalarTypeName)) and source (\(source.dtype.scalarTypeName)) must "
        + "have the same scalar type")
    }
    return index.integers()
  }

  /// `index_copy(dim, index, source)`: slices replaced.
  public func indexCopy(_ dim: Int, _ index: Tensor, _ source: Tensor) throws -> Tensor {
    let axis = try shape.dimension(dim)
    guard dtype == source.dtype else {
      throw TensorError.runtime("index_copy_(): self and source expected to have the same dtype, but got (self) "
        + "\(dtype.scalarTypeName) and (source) \(source.dtype.scalarTypeName)")
    }
    guard index.rank <= 1 else {
      throw TensorError.other(.indexError, "index_copy_(): Index should have dimension 1 or 0 (got \(index.rank))")
    }
    if rank > 0, source.rank > 0, source.rank != rank {
      throw TensorError.other(
        .indexError, "index_copy_(): When source and destination are not scalars, their dimensionality must match. Source "
          + "dimensionality (\(source.rank)), destination dimensionality (\(rank))")
    }
    let count = source.rank == 0 ? 1 : axis < source.rank ? source.shape[axis] : 1
    guard count == index.elementCount else {
      throw TensorError.other(
        .indexError, "index_copy_(): Number of indices (\(index.elementCount)) should be equal to source.size(dim) (\(count))")
    }
    try checkIndex(index, axis, "index_copy_")
    if rank == 0 { return try source.reshape([]).clone().named("IndexCopyBackward0") }
    guard source.rank == rank else {
      throw TensorError.other(
        .indexError, "index_copy_(): When source and destination are not scalars, their dimensionality must match. Source "
          + "dimensionality (\(source.rank)), destination dimensionality (\(rank))")
    }
    return try scatter(axis, spreadIndex(index, axis, source.shape), source).named("IndexCopyBackward0")
  }

  /// `index_fill(dim, index, value)`.
  public func indexFill(_ dim: Int, _ index: Tensor, _ value: Scalar) throws -> Tensor {
    let axis = try shape.dimension(dim)
    try checkIndex(index, axis, "index_fill_")
    if rank == 0 { return try index.elementCount == 0 ? clone() : mul(0).add(value).to(dtype) }
    let size = shape[axis]
    let positions = Tensor(index.integers().map { $0 < 0 ? $0 + size : $0 })
    var target = shape
    target[axis] = index.elementCount
    return try scatter(axis, spreadIndex(positions, axis, target), value).named("IndexFillBackward0")
  }

  public func indexFill(_ dim: Int, _ index: Tensor, _ value: Tensor) throws -> Tensor {
    guard value.rank == 0 else {
      throw TensorError.runtime("index_fill_ only supports a 0-dimensional value tensor, but got tensor with "
        + "\(value.rank) dimension(s).")
    }
    let axis = try shape.dimension(dim)
    try checkIndex(index, axis, "index_fill_")
    let size = rank == 0 ? 1 : shape[axis]
    let chosen = try GradMode.disabled { () throws -> Tensor in
      var view = Shape(repeating: 1, count: rank)
      if rank > 0 { view[axis] = size }
      let flags = try Tensor.zeros([size], dtype: .int64).scatter(
        0, Tensor(index.integers().map { $0 < 0 ? $0 + size : $0 }), Scalar.int(1))
      return try flags.to(.bool).reshape(view)
    }
    return try Tensor.where(chosen, value.to(dtype), self).named("IndexFillBackward1")
  }

  /// `index_reduce(dim, index, source, reduce, include_self)`: slices combined.
  public func indexReduce(_ dim: Int, _ index: Tensor, _ source: Tensor, _ name: String,
                          includeSelf: Bool = true) throws -> Tensor {
    guard name != "sum", Combination(rawValue: name) != nil else {
      throw TensorError.runtime("index_reduce(): Expected reduce to be one of prod, mean, amax or amin but got \(name).")
    }
    let axis = try shape.dimension(dim)
    let positions = try checkedVector(index, axis, source, "index_reduce_")
    for position in positions where position < 0 || position >= (rank == 0 ? 1 : shape[axis]) {
      throw TensorError.selectedOutOfRange(index: position, size: rank == 0 ? 1 : shape[axis])
    }
    if rank > 0, source.rank != rank || (0..<rank).contains(where: { $0 != axis && source.shape[$0] != shape[$0] }) {
      throw TensorError.runtime("source tensor shape must match self tensor shape, excluding the specified dimension. Got "
        + "self.shape = \(shape) source.shape = \(source.shape)")
    }
    guard source.rank == rank, rank == 0 || source.shape[axis] == index.elementCount else {
      throw TensorError.runtime("index_reduce_(): Number of indices (\(index.elementCount)) should be equal to "
        + "source.size(dim): (\(source.rank > axis ? source.shape[axis] : 1)), for dim: \(axis)")
    }
    return try scatterReduce(axis, spreadIndex(index, axis, source.shape), source, name, includeSelf: includeSelf)
      .named("IndexReduceBackward0")
  }

  /// `masked_scatter(mask, source)`: the elements of `source` in order where the mask, broadcast, is set.
  public func maskedScatter(_ mask: Tensor, _ source: Tensor) throws -> Tensor {
    _ = try Shape.broadcast(mask.shape, shape)
    guard mask.dtype == .bool else {
      throw TensorError.runtime("masked_scatter_ only supports boolean masks, but got mask with dtype \(mask.dtype.scalarTypeName)")
    }
    guard dtype == source.dtype else {
      throw TensorError.runtime("masked_scatter: expected self and source to have same dtypes but got"
        + "\(dtype.scalarTypeName) and \(source.dtype.scalarTypeName)")
    }
    let common = try Shape.broadcast(mask.shape, shape)
    let (wide, flags) = (try expand(common), try mask.expand(common))
    if common.isEmpty {
      return try wide.reshape([1]).maskedScatter(flags.reshape([1]), source).reshape([])
    }
    let selection = try Selection(mask: flags)
    let count = selection.shape.elementCount
    guard count <= source.elementCount else {
      throw TensorError.runtime("Number of elements of source < number of ones in mask")
    }
    return try wide.putting(source.reshape([-1]).narrow(0, 0, count), at: selection, adds: false)
      .named("MaskedScatterBackward0")
  }

  /// Positions in the flattened tensor, negative ones counted from the end.
  private func flatPositions(_ index: Tensor) throws -> Tensor {
    let size = elementCount
    let positions = index.integers()
    for position in positions where position < -size || position >= size {
      throw TensorError.other(
        .indexError, "out of range: tried to access index \(position) on a tensor of \(size) elements.")
    }
    return Tensor(positions.map { $0 < 0 ? $0 + size : $0 })
  }

  /// `take(index)`: elements of the flattened tensor.
  public func take(_ index: Tensor) throws -> Tensor {
    guard index.dtype == .int64 else {
      throw TensorError.runtime("take(): Expected a long tensor for index, but got \(index.dtype.scalarTypeName)")
    }
    if elementCount == 0, index.elementCount > 0 {
      throw TensorError.other(.indexError, "take(): tried to take from an empty tensor")
    }
    return try flatten().indexSelect(0, flatPositions(index)).reshape(index.shape).named("TakeBackward0")
  }

  /// `put(index, source, accumulate)`: elements of the flattened tensor replaced or added to.
  public func put(_ index: Tensor, _ source: Tensor, accumulate: Bool = false) throws -> Tensor {
    guard index.dtype == .int64 else {
      throw TensorError.runtime("put_(): Expected a long tensor for index, but got \(index.dtype.scalarTypeName)")
    }
    guard dtype == source.dtype else {
      throw TensorError.runtime("put_(): self and source expected to have the same dtype, but got self.dtype = "
        + "\(dtype.scalarTypeName) and source.dtype = \(source.dtype.scalarTypeName)")
    }
    guard index.elementCount == source.elementCount else {
      throw TensorError.other(
        .indexError, "put_(): Expected source and index to have the same number of elements, but got source.numel() = "
          + "\(source.elementCount), index.numel() = \(index.elementCount)")
    }
    let (flat, positions, values) = (try flatten(), try flatPositions(index), try source.reshape([-1]))
    let result = accumulate ? try flat.scatterAdd(0, positions, values) : try flat.scatter(0, positions, values)
    return try result.reshape(shape).named("PutBackward0")
  }
}
