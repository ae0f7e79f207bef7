/// Views that order or choose dimensions and positions.
extension Tensor {
  /// `permute(dims)`.
  public func permute(_ dims: [Int]) throws -> Tensor {
    guard dims.count == rank else { throw TensorError.permutationLength(rank: rank, dims: dims.count) }
    let order = try dims.map { try shape.dimension($0) }
    guard Set(order).count == order.count else { throw TensorError.repeatedPermutation }
    var target = layout
    for (index, dim) in order.enumerated() {
      target.shape[index] = shape[dim]
      target.strides[index] = strides[dim]
    }
    return view(target, .permute, RuleAttributes(dims: order))
  }

  /// `transpose(a, b)`.
  public func transpose(_ first: Int, _ second: Int) throws -> Tensor {
    let a = try shape.dimension(first)
    let b = try shape.dimension(second)
    var target = layout
    if rank > 0 {
      target.shape.swapAt(a, b)
      target.strides.swapAt(a, b)
    }
    return view(target, .transpose, RuleAttributes(dims: [a, b]))
  }

  /// `t()`: the transpose of a matrix; vectors and scalars stay.
  public func t() throws -> Tensor {
    guard rank <= 2 else { throw TensorError.transposeRank(rank: rank) }
    if rank < 2 { return view(layout, .alias) }
    var target = layout
    target.shape.swapAt(0, 1)
    target.strides.swapAt(0, 1)
    return view(target, .t)
  }

  /// `.T`: all dimensions reversed.
  public func reversedDimensions() throws -> Tensor { try permute(Array((0..<rank).reversed())) }

  /// `.mT`: the last two dimensions swapped.
  public func matrixTranspose() throws -> Tensor {
    guard rank >= 2 else { throw TensorError.notAMatrix(attribute: "mT", rank: rank) }
    return try transpose(-2, -1)
  }

  /// `movedim(source, destination)`.
  public func movedim(_ source: [Int], _ destination: [Int]) throws -> Tensor {
    guard source.count == destination.count else {
      throw TensorError.runtime(
        "movedim: Invalid source or destination dims: source (\(Shape(source.prefix(8))) dims) should contain the same "
          + "number of dims as destination (\(Shape(destination.prefix(8))) dims)")
    }
    let from = try source.map { try shape.dimension($0) }
    let to = try destination.map { try shape.dimension($0) }
    guard Set(from).count == from.count, Set(to).count == to.count else {
      throw TensorError.runtime("movedim: repeated dim in `source` or `destination`")
    }
    if rank == 0 { return view(layout, .alias) }
    var order = [Int](repeating: -1, count: rank)
    for (a, b) in zip(from, to) { order[b] = a }
    var rest = (0..<rank).filter { !from.contains($0) }.makeIterator()
    for index in 0..<rank where order[index] < 0 { order[index] = rest.next() ?? 0 }
    return try permute(order)
  }

  /// `select(dim, index)`: one position; the dimension goes.
  public func select(_ dim: Int, _ index: Int) throws -> Tensor {
    guard rank > 0 else {
      throw TensorError.other(.indexError, "select() cannot be applied to a 0-dim tensor.")
    }
    let dim = try shape.dimension(dim)
    let size = shape[dim]
    guard index >= -size, index < size else {
      throw TensorError.selectOutOfRange(index, shape: shape, dimension: dim)
    }
    let position = index < 0 ? index + size : index
    var target = layout
    target.offset += position * strides[dim]
    target.shape.remove(at: dim)
    target.strides.remove(at: dim)
    return view(target, .select, RuleAttributes(numbers: [dim, position], shape: shape))
  }

  /// `x[start:end:step]` along a dimension, with Python's rules for what is out of range.
  public func slice(_ dim: Int, start: Int? = nil, end: Int? = nil, step: Int = 1) throws -> Tensor {
    guard rank > 0 else {
      throw TensorError.other(.indexError, "slice() cannot be applied to a 0-dim tensor.")
    }
    let dim = try shape.dimension(dim)
    guard step > 0 else { throw TensorError.sliceStep(step) }
    let size = shape[dim]
    func bounded(_ position: Int) -> Int {
      let counted = position < 0 ? position &+ size : position
      return Swift.min(Swift.max(counted, 0), size)
    }
    let first = bounded(start ?? 0)
    let last = Swift.max(bounded(end ?? size), first)
    var target = layout
    target.offset += first * strides[dim]
    target.shape[dim] = last == first ? 0 : 1 + (last - first - 1) / step
    target.strides[dim] = strides[dim].multipliedReportingOverflow(by: step).partialValue
    if target.shape[dim] <= 1 { target.strides[dim] = strides[dim] }
    return view(target, .slice, RuleAttributes(numbers: [dim, first, last, step], shape: shape))
  }

  /// `narrow(dim, start, length)`.
  public func narrow(_ dim: Int, _ start: Int, _ length: Int) throws -> Tensor {
    guard rank > 0 else { throw TensorError.runtime("narrow() cannot be applied to a 0-dim tensor.") }
    let dim = try shape.dimension(dim)
    guard length >= 0 else { throw TensorError.narrowNegative }
    let size = shape[dim]
    guard start >= -size, start <= size else { throw TensorError.narrowStart(start, size: size) }
    let first = start < 0 ? start + size : start
    guard length <= size - first else { throw TensorError.narrowBeyond(start: first, length: length, size: size) }
    return try slice(dim, start: first, end: first + length)
  }

  /// `diagonal(offset, dim1, dim2)`: becomes the last dimension.
  public func diagonal(offset: Int = 0, dim1: Int = 0, dim2: Int = 1) throws -> Tensor {
    let a = try shape.dimension(dim1)
    let b = try shape.dimension(dim2)
    guard a != b else { throw TensorError.sameDiagonal(dim1, dim2) }
    var target = layout
    let (rows, columns) = (shape[a], shape[b])
    let clamped = Swift.min(Swift.max(offset, -rows), columns)
    let size = Swift.max(0, clamped >= 0 ? Swift.min(rows, columns - clamped) : Swift.min(rows + clamped, columns))
    if size > 0 { target.offset += clamped >= 0 ? clamped * strides[b] : -clamped * strides[a] }
    let step = strides[a] + strides[b]
    target.shape.remove(at: Swift.max(a, b))
    target.shape.remove(at: Swift.min(a, b))
    target.strides.remove(at: Swift.max(a, b))
    target.strides.remove(at: Swift.min(a, b))
    target.shape.append(size)
    target.strides.append(step)
    return view(target, .diagonal, RuleAttributes(numbers: [offset, a, b], shape: shape))
  }

  /// `split(sizes, dim)`.
  public func split(_ sizes: [Int], dim: Int = 0) throws -> [Tensor] {
    guard rank > 0 else { throw TensorError.runtime("split expects at least a 1-dimensional tensor") }
    let index = try shape.dimension(dim)
    var total = 0
    for size in sizes {
      guard size >= 0 else {
        throw TensorError.runtime(
          "split_with_sizes expects split_sizes have only non-negative entries, but got split_sizes=\(sizes)")
      }
      total = total.addingReportingOverflow(size).partialValue
    }
    guard total == shape[index] else {
      throw TensorError.splitSizes(sizes, dimension: index, size: shape[index])
    }
    var start = 0
    var parts: [Tensor] = []
    for (number, size) in sizes.enumerated() {
      var target = layout
      target.offset += start * strides[index]
      target.shape[index] = size
      let attributes = RuleAttributes(numbers: [index, start, start + size, 1], shape: shape)
      let part = view(target, .split, attributes)
      part.viewNumber = number
      parts.append(part)
      start += size
    }
    return parts
  }

  /// `split(size, dim)`: parts of one size, the last one perhaps shorter.
  public func split(_ size: Int, dim: Int = 0) throws -> [Tensor] {
    guard rank > 0 else { throw TensorError.runtime("split expects at least a 1-dimensional tensor") }
    let whole = shape[try shape.dimension(dim)]
    guard size > 0 || (size == 0 && whole == 0) else { throw TensorError.splitSize(size, dimensionSize: whole) }
    if whole == 0 { return try split([0], dim: dim) }
    try Tensor.checkParts(whole / size, "split")
    var sizes: [Int] = []
    var rest = whole
    while rest > 0 {
      sizes.append(Swift.min(size, rest))
      rest -= Swift.min(size, rest)
    }
    return try split(sizes, dim: dim)
  }

  /// `chunk(count, dim)`: that many parts, or fewer, of equal size but the last.
  public func chunk(_ count: Int, dim: Int = 0) throws -> [Tensor] {
    guard rank > 0 else { throw TensorError.runtime("chunk expects at least a 1-dimensional tensor") }
    guard count > 0 else { throw TensorError.chunks(count) }
    let whole = shape[try shape.dimension(dim)]
    if whole == 0 { return try split([Int](repeating: 0, count: Swift.min(count, 1 << 16)), dim: dim) }
    return try split(1 + (whole - 1) / count, dim: dim)
  }

  /// `unbind(dim)`: a view of each position.
  public func unbind(_ dim: Int = 0) throws -> [Tensor] {
    guard rank > 0 else {
      throw TensorError.dimensionOutOfRange(dim, rank: 0)
    }
    let index = try shape.dimension(dim)
    if shape.contains(0) { try Tensor.checkParts(shape[index], "unbind") }
    return try (0..<shape[index]).map { position in
      let part = try select(index, position)
      part.viewNumber = position
      part.viewIsOfUnbind = true
      part.renameRule(.unbind)
      return part
    }
  }

  /// Gives a fresh view's node another name of the same rule.
  private func renameRule(_ rule: Rule) {
    guard let node = meta?.node as? RuleNode else { return }
    setHistory(
      RuleNode(rule, edges: node.edges, output: node.output, saved: [], scalar: 0, attributes: node.attributes))
  }
}
