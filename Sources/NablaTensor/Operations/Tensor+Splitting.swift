/// Splitting into nearly equal parts, and at positions.
extension Tensor {
  /// `tensor_split(sections, dim)`: that many parts, the first ones longer by one where it does not come out even.
  public func tensorSplit(_ sections: Int, dim: Int = 0) throws -> [Tensor] {
    let axis = try splitAxis(dim)
    guard sections > 0 else {
      throw TensorError.runtime("number of sections must be larger than 0, got \(sections)")
    }
    let (least, longer) = (shape[axis] / sections, shape[axis] % sections)
    try Tensor.checkParts(sections, "tensor_split")
    var start = 0
    return try (0..<sections).map { number in
      let length = least + (number < longer ? 1 : 0)
      defer { start += length }
      return try slice(axis, start: start, end: start + length)
    }
  }

  /// `tensor_split(indices, dim)`: cut at positions, which may count from the end.
  public func tensorSplit(at positions: [Int], dim: Int = 0) throws -> [Tensor] {
    let axis = try splitAxis(dim)
    var start = 0
    var parts: [Tensor] = []
    for position in positions {
      parts.append(try slice(axis, start: start, end: position))
      start = position
    }
    parts.append(try slice(axis, start: start))
    return parts
  }

  /// Each part is an object, also where it has no elements.
  static func checkParts(_ count: Int, _ operation: String) throws {
    try checkAllocation([count, 32], .int64, operation)
  }

  private func splitAxis(_ dim: Int) throws -> Int {
    guard rank > 0 else {
      throw TensorError.runtime("tensor_split expected at least a 1-dimensional tensor, but got a tensor with 0 dims")
    }
    return try shape.dimension(dim)
  }

  /// Where `hsplit`, `vsplit` and `dsplit` cut.
  ///
  /// - Throws: too few dimensions, and a number of parts that does not divide the size.
  public func namedSplitAxis(_ name: String, least: Int, axis: Int, sections: Int?) throws -> Int {
    guard rank >= least else {
      throw TensorError.runtime("torch.\(name) requires a tensor with at least \(least) dimension, but got a tensor with "
        + "\(rank) dimensions!")
    }
    let dim = name == "hsplit" && rank == 1 ? 0 : axis
    if let sections, sections == 0 || shape[dim] % sections != 0 {
      throw TensorError.runtime("torch.\(name) attempted to split along dimension \(dim), but the size of the dimension "
        + "\(shape[dim]) is not divisible by the split_size \(sections)!")
    }
    return dim
  }
}

/// Copies with a part replaced: what writing through a view does, out of place.
extension Tensor {
  private func replacing(_ source: Tensor, _ name: String, _ part: (Tensor) throws -> Tensor) throws -> Tensor {
    let result = try clone()
    let view = try part(result)
    guard view.shape == source.shape else {
      throw TensorError.runtime(
        "expected src to have a size equal to the slice of self. src size = \(source.shape), slice size = "
          + "\(view.shape)")
    }
    try view.copyInPlace(source)
    return result.named(name)
  }

  public func selectScatter(_ source: Tensor, dim: Int, index: Int) throws -> Tensor {
    try replacing(source, "SelectScatterBackward0") { try $0.select(dim, index) }
  }

  public func sliceScatter(_ source: Tensor, dim: Int = 0, start: Int? = nil, end: Int? = nil,
                           step: Int = 1) throws -> Tensor {
    try replacing(source, "SliceScatterBackward0") { try $0.slice(dim, start: start, end: end, step: step) }
  }

  public func diagonalScatter(_ source: Tensor, offset: Int = 0, dim1: Int = 0, dim2: Int = 1) throws -> Tensor {
    try replacing(source, "DiagonalScatterBackward0") { try $0.diagonal(offset: offset, dim1: dim1, dim2: dim2) }
  }

  public func asStridedScatter(_ source: Tensor, _ size: Shape, _ stride: Shape, offset: Int? = nil) throws -> Tensor {
    try replacing(source, "AsStridedScatterBackward0") { try $0.asStrided(size, stride, storageOffset: offset) }
  }
}

/// Views that replace the tensor itself.
extension Tensor {
  /// Takes over the layout and history of a view of this tensor: `unsqueeze_`, `t_`, `transpose_`.
  public func becomeView(_ make: (Tensor) throws -> Tensor) throws {
    try checkWritable()
    let view = try make(self)
    guard view.storage === storage else { return }
    let node = view.gradFn
    if GradMode.isEnabled, requiresGrad, isLeaf { throw TensorError.leafInPlace(isView: viewBase != nil) }
    layout = view.layout
    if let node { setHistory(node, output: view.meta?.outputNumber ?? 0) }
    storage.bumpVersion()
    viewVersion = storage.version
  }

  /// `resize_(sizes)`: the same memory where it is large enough, else larger memory with the elements that were there.
  public func resizeInPlace(_ target: Shape) throws {
    try Tensor.checkAllocation(target, dtype, "resize_")
    guard !requiresGrad else { throw TensorError.runtime("cannot resize variables that require grad") }
    let needed = target.elementCount * dtype.itemSize + layout.offset * dtype.itemSize
    if needed > storage.byteCount {
      let fresh = Storage(byteCount: needed)
      fresh.pointer.initializeMemory(as: UInt8.self, repeating: 0, count: needed)
      fresh.pointer.copyMemory(from: storage.pointer, byteCount: storage.byteCount)
      storage = fresh
      viewBase = nil
    }
    layout = Layout(shape: target, strides: target.contiguousStrides, offset: layout.offset)
    storage.bumpVersion()
  }

  /// `out=`: takes over a result's elements, and its shape where it has another one.
  ///
  /// - Returns: the shape it had, when that was not empty and another one.
  @discardableResult
  public func becomeResult(_ result: Tensor, of operation: String) throws -> Shape? {
    if requiresGrad || result.requiresGrad {
      throw TensorError.runtime(
        "\(operation)(): functions with out=... arguments don't support automatic differentiation, but one of the "
          + "arguments requires grad.")
    }
    guard result.dtype.canCast(to: dtype) else { throw TensorError.cannotCast(from: result.dtype, to: dtype) }
    try checkWritable()
    let before = shape
    if before != result.shape {
      try resizeInPlace(result.shape)
    } else if layout.overlaps {
      throw TensorError.inPlaceOverlap
    }
    assign(result)
    storage.bumpVersion()
    return before == result.shape || before.elementCount == 0 ? nil : before
  }
}
