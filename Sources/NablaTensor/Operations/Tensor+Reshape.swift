/// Other shapes for the same elements.
extension Tensor {
  /// `view(shape)`: no copy; one size may be -1.
  ///
  /// - Throws: when sizes do not multiply up, or the elements do not lie so that no copy is needed.
  public func view(_ requested: Shape) throws -> Tensor {
    let target = try inferred(requested)
    guard let strides = layout.viewStrides(target) else {
      throw TensorError.viewNotContiguous(from: layout, requested: requested)
    }
    return view(
      Layout(shape: target, strides: strides, offset: layout.offset), .view, RuleAttributes(shape: shape))
  }

  /// `reshape(shape)`: a view where that is possible, a copy otherwise.
  public func reshape(_ requested: Shape) throws -> Tensor {
    let target = try inferred(requested)
    if let strides = layout.viewStrides(target) {
      return view(
        Layout(shape: target, strides: strides, offset: layout.offset), isContiguous ? .view : .reshapeAlias,
        RuleAttributes(shape: shape))
    }
    let copy = copied()
    let result = copy.alias(Layout(target))
    result.record(.unsafeView, self, attributes: RuleAttributes(shape: shape))
    return result
  }

  /// The sizes with -1 worked out.
  private func inferred(_ requested: Shape) throws -> Shape {
    var target = requested
    var unknown: Int?
    var known = 1
    for index in 0..<target.count {
      let size = target[index]
      if size == -1 {
        if unknown != nil { throw TensorError.twoInferredDimensions }
        unknown = index
      } else if size < 0 {
        throw TensorError.invalidShapeDimension(size, index: index, requested: requested)
      } else {
        let (product, overflow) = known.multipliedReportingOverflow(by: size)
        if overflow { throw TensorError.invalidShape(requested: requested, elements: elementCount, from: shape) }
        known = product
      }
    }
    let count = elementCount
    if let unknown {
      if known == 0 {
        guard count == 0 else { throw TensorError.invalidShape(requested: requested, elements: count, from: shape) }
        throw TensorError.runtime(
          "cannot reshape tensor of 0 elements into shape \(requested) because the unspecified dimension size -1 can "
            + "be any value and is ambiguous")
      }
      guard count % known == 0 else {
        throw TensorError.invalidShape(requested: requested, elements: count, from: shape)
      }
      target[unknown] = count / known
    } else if known != count {
      throw TensorError.invalidShape(requested: requested, elements: count, from: shape)
    }
    return target
  }

  /// `flatten(start, end)`.
  public func flatten(_ startDim: Int = 0, _ endDim: Int = -1) throws -> Tensor {
    let start = try shape.dimension(startDim)
    let end = try shape.dimension(endDim)
    guard start <= end else { throw TensorError.flattenOrder }
    if rank == 0 { return try reshape([1]) }
    if start == end { return self }
    var target = Shape()
    var product = 1
    for index in 0..<rank {
      if index < start || index > end {
        target.append(shape[index])
      } else {
        product *= shape[index]
        if index == end { target.append(product) }
      }
    }
    return try reshape(target)
  }

  /// `unflatten(dim, sizes)`; one size may be -1.
  public func unflatten(_ dim: Int, _ sizes: Shape) throws -> Tensor {
    let index = try shape.dimension(dim)
    var parts = sizes
    let size = rank == 0 ? 1 : shape[index]
    if let unknown = parts.firstIndex(of: -1) {
      var known = 1
      for part in parts where part != -1 { known = known.multipliedReportingOverflow(by: part).partialValue }
      if known > 0, size % known == 0 { parts[unknown] = size / known }
    }
    var product = 1
    for part in parts { product = product.multipliedReportingOverflow(by: part).partialValue }
    guard product == size, !parts.contains(where: { $0 < 0 }) else {
      throw TensorError.unflatten(sizes: sizes, dimension: index, size: size)
    }
    var target: [Int] = Array(shape)
    if !target.isEmpty { target.remove(at: index) }
    target.insert(contentsOf: parts, at: index)
    return try view(Shape(checking: target))
  }

  /// `expand(sizes)`: dimensions of size 1 stretch without a copy; -1 keeps a size.
  public func expand(_ sizes: Shape) throws -> Tensor {
    let extra = sizes.count - rank
    guard extra >= 0 else {
      throw TensorError.expandRank(type: dtype.tensorTypeName, sizes: shape, targets: sizes)
    }
    var target = sizes
    var steps = Shape(repeating: 0, count: sizes.count)
    for index in 0..<sizes.count {
      let own = index - extra
      if own < 0 {
        guard sizes[index] >= 0 else { throw TensorError.expandLeading(sizes[index], dimension: index) }
      } else if sizes[index] == -1 || sizes[index] == shape[own] {
        target[index] = shape[own]
        steps[index] = strides[own]
      } else {
        guard shape[own] == 1, sizes[index] >= 0 else {
          throw TensorError.expand(
            target: sizes[index], size: shape[own], dimension: index, targets: sizes, sizes: shape)
        }
      }
    }
    // What no memory could hold would only fail later, where it is computed with.
    try Tensor.checkAllocation(target, dtype, "expand")
    return view(Layout(shape: target, strides: steps, offset: layout.offset), .expand)
  }

  /// `unsqueeze(dim)`: a new dimension of size 1.
  public func unsqueeze(_ dim: Int) throws -> Tensor {
    guard rank < Shape.maxRank else { throw TensorError.tooManyDimensions(rank + 1) }
    guard dim >= -(rank + 1), dim <= rank else { throw TensorError.dimensionOutOfRange(dim, rank: rank + 1) }
    let index = dim < 0 ? dim + rank + 1 : dim
    var target = layout
    target.shape.insert(1, at: index)
    target.strides.insert(index < rank ? shape[index] * strides[index] : 1, at: index)
    return view(target, .unsqueeze, RuleAttributes(shape: shape))
  }

  /// `squeeze()`: without the dimensions of size 1, or those of `dims` that have it.
  public func squeeze(_ dims: [Int]? = nil) throws -> Tensor {
    let mask = dims.map { $0.isEmpty } ?? false ? 0 : try shape.dimensionMask(dims)
    var target = Layout(shape: [], strides: [], offset: layout.offset)
    for index in 0..<rank where shape[index] != 1 || mask & (1 << index) == 0 {
      target.shape.append(shape[index])
      target.strides.append(strides[index])
    }
    return view(target, .squeeze, RuleAttributes(shape: shape))
  }
}

extension Layout {
  /// The strides with which the same memory shows `target`'s shape, or nil where that needs a copy.
  ///
  /// Dimensions that follow one another in memory form a run; each run must be cut into whole target dimensions.
  func viewStrides(_ target: Shape) -> Shape? {
    if isContiguous || shape.contains(0) { return target.contiguousStrides }
    var result = Shape(repeating: 1, count: target.count)
    var next = target.count - 1
    var runSize = 1
    var runStep = 1
    var isFirst = true
    var index = rank - 1
    while index >= 0 {
      if isFirst {
        runStep = strides[index]
        isFirst = false
      }
      runSize *= shape[index]
      let endsRun = index == 0
        || (shape[index - 1] != 1 && strides[index - 1] != runSize &* runStep)
      if endsRun {
        var taken = 1
        while next >= 0, taken < runSize || target[next] == 1 {
          result[next] = taken * runStep
          taken *= target[next]
          next -= 1
        }
        if taken != runSize { return nil }
        if index > 0 {
          runSize = 1
          isFirst = true
        }
      }
      index -= 1
    }
    return next == -1 ? result : nil
  }
}
