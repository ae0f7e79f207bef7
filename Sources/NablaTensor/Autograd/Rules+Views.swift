/// Rules of views and of writes through them.
extension Rule {
  /// y is the elements of x at the positions of a layout: x̄ is zero but there, where ȳ is added.
  static let asStrided = Rule("AsStridedBackward0") { node, g in
    guard let layout = node.attributes?.layout else { return [nil] }
    return [try g.stridedScatter(shape: node.shape, strides: node.numbers, layout: layout)]
  }

  /// y = x with the elements at a layout's positions replaced by v: v̄ = ȳ there, x̄ = ȳ elsewhere.
  static let copySlices = Rule("CopySlices") { node, g in
    guard let layout = node.attributes?.layout else { return [nil, nil] }
    let part = try g.stridedGather(strides: node.numbers, layout: layout)
    return [node.needs(0) ? try g.stridedErase(strides: node.numbers, layout: layout) : nil, part]
  }

  /// Zero at some positions: so is the gradient.
  static let stridedErase = Rule("AsStridedEraseBackward0") { node, g in
    guard let layout = node.attributes?.layout else { return [nil] }
    return [try g.stridedErase(strides: node.numbers, layout: layout)]
  }

  /// The gradient of `stridedScatter`: the elements at the layout's positions.
  static let stridedScatter = Rule("AsStridedScatterBackward0") { node, g in
    guard let layout = node.attributes?.layout else { return [nil] }
    return [try g.stridedGather(strides: node.numbers, layout: layout)]
  }

  static let stridedGather = Rule("AsStridedCopyBackward0") { node, g in
    guard let layout = node.attributes?.layout else { return [nil] }
    return [try g.stridedScatter(shape: node.shape, strides: node.numbers, layout: layout)]
  }
}

/// Rules of the views with names: the gradient is arranged back. Shapes are the operand's.
extension Rule {
  static let view = Rule("ViewBackward0") { node, g in [try g.reshape(node.shape)] }
  static let reshapeAlias = Rule("ReshapeAliasBackward0") { node, g in [try g.reshape(node.shape)] }
  static let unsafeView = Rule("UnsafeViewBackward0") { node, g in [try g.reshape(node.shape)] }
  static let alias = Rule("AliasBackward0") { _, g in [g] }
  /// Stretched dimensions are summed by the engine.
  static let expand = Rule("ExpandBackward0") { _, g in [g] }
  static let squeeze = Rule("SqueezeBackward0") { node, g in [try g.reshape(node.shape)] }
  static let unsqueeze = Rule("UnsqueezeBackward0") { node, g in [try g.reshape(node.shape)] }
  /// The inverse permutation.
  static let permute = Rule("PermuteBackward0") { node, g in
    var inverse = node.dims
    for (index, dim) in node.dims.enumerated() { inverse[dim] = index }
    return [try g.permute(inverse)]
  }
  static let transpose = Rule("TransposeBackward0") { node, g in [try g.transpose(node.dims[0], node.dims[1])] }
  static let t = Rule("TBackward0") { _, g in [try g.t()] }
  /// Zero but at the chosen position.
  static let select = Rule("SelectBackward0") { node, g in [try g.selectGradient(node)] }
  static let unbind = Rule("UnbindBackward0") { node, g in [try g.selectGradient(node)] }
  /// Zero but in the slice.
  static let slice = Rule("SliceBackward0") { node, g in [try g.sliceGradient(node)] }
  static let split = Rule("SplitBackward0") { node, g in [try g.sliceGradient(node)] }
  /// Zero but on the diagonal.
  static let diagonal = Rule("DiagonalBackward0") { node, g in [try g.diagonalGradient(node)] }
}

extension Tensor {
  func selectGradient(_ node: RuleNode) throws -> Tensor {
    let base = Layout(node.shape)
    var layout = base
    layout.offset += node.numbers[1] * base.strides[node.numbers[0]]
    layout.shape.remove(at: node.numbers[0])
    layout.strides.remove(at: node.numbers[0])
    return try stridedScatter(shape: node.shape, strides: [], layout: layout)
  }

  func sliceGradient(_ node: RuleNode) throws -> Tensor {
    let (dim, first, step) = (node.numbers[0], node.numbers[1], node.numbers[3])
    var layout = Layout(node.shape)
    layout.offset += first * layout.strides[dim]
    layout.shape[dim] = shape[dim]
    if shape[dim] > 1 { layout.strides[dim] *= step }
    return try stridedScatter(shape: node.shape, strides: [], layout: layout)
  }

  func diagonalGradient(_ node: RuleNode) throws -> Tensor {
    let template = Tensor(storage: storage, layout: Layout(node.shape), dtype: dtype)
    let diagonal = try GradMode.disabled {
      try template.diagonal(offset: node.numbers[0], dim1: node.numbers[1], dim2: node.numbers[2])
    }
    return try stridedScatter(shape: node.shape, strides: [], layout: diagonal.layout)
  }
}

extension Tensor {
  /// A zero tensor of `shape` with this tensor's elements added at the positions of `layout`, which counts in a buffer
  /// with the given strides (none: contiguous).
  func stridedScatter(shape: Shape, strides: [Int], layout: Layout) throws -> Tensor {
    let baseLayout = strides.isEmpty ? Layout(shape) : Layout(shape: shape, strides: Shape(strides), offset: 0)
    let extent = Swift.max(baseLayout.extent, layout.extent + layout.offset)
    let buffer = Tensor.uninitialized([extent], dtype)
    buffer.assign(Scalar.int(0))
    let target = buffer.alias(layout)
    if layout.overlaps {
      target.addOverlapping(self)
    } else {
      target.assign(self)
    }
    let result = strides.isEmpty ? buffer.alias(baseLayout) : buffer.alias(baseLayout).copied()
    let attributes = RuleAttributes(shape: shape, layout: layout)
    attributes.numbers = strides
    result.record(.stridedScatter, self, attributes: attributes)
    return result
  }

  /// The elements at the positions of `layout` in this tensor, whose memory is taken as having the given strides.
  func stridedGather(strides: [Int], layout: Layout) throws -> Tensor {
    let result: Tensor
    if strides.isEmpty {
      let source = isContiguous ? self : copied()
      var place = layout
      place.offset += source.layout.offset
      result = source.alias(place).copied()
    } else {
      let baseLayout = Layout(shape: shape, strides: Shape(strides), offset: 0)
      let buffer = Tensor.uninitialized([Swift.max(baseLayout.extent, layout.extent + layout.offset)], dtype)
      buffer.alias(baseLayout).assign(self)
      result = buffer.alias(layout).copied()
    }
    let attributes = RuleAttributes(shape: shape, layout: layout)
    attributes.numbers = strides
    result.record(.stridedGather, self, attributes: attributes)
    return result
  }

  /// A copy with zeros at the positions of `layout`, counted as in `stridedGather`.
  func stridedErase(strides: [Int], layout: Layout) throws -> Tensor {
    let baseLayout = strides.isEmpty ? Layout(shape) : Layout(shape: shape, strides: Shape(strides), offset: 0)
    let buffer = Tensor.uninitialized([Swift.max(baseLayout.extent, layout.extent + layout.offset)], dtype)
    let result = buffer.alias(baseLayout)
    result.assign(self)
    buffer.alias(layout).assign(Scalar.int(0))
    let attributes = RuleAttributes(shape: shape, layout: layout)
    attributes.numbers = strides
    result.record(.stridedErase, self, attributes: attributes)
    return result
  }

  /// Adds `source` where several positions may be one element: one after the other.
  private func addOverlapping(_ source: Tensor) {
    let source = source.isContiguous ? source : source.copied()
    var index = 0
    forEachOffset(layout) { offset in
      switch dtype {
      case .float64:
        let base = storage.pointer.assumingMemoryBound(to: Double.self)
        base[offset] += source.pointer.assumingMemoryBound(to: Double.self)[index]
      case .float32:
        let base = storage.pointer.assumingMemoryBound(to: Float.self)
        base[offset] += source.pointer.assumingMemoryBound(to: Float.self)[index]
      case .float16, .bfloat16:
        let base = storage.pointer.assumingMemoryBound(to: UInt16.self)
        let other = source.pointer.assumingMemoryBound(to: UInt16.self)[index]
        let sum = HalfPrecision.float(base[offset], dtype) + HalfPrecision.float(other, dtype)
        base[offset] = dtype == .float16 ? HalfPrecision.float16(sum) : HalfPrecision.bfloat16(sum)
      default: break
      }
      index += 1
    }
  }
}

/// Calls `body` with the storage position of every element, in row-major order.
func forEachOffset(_ layout: Layout, _ body: (Int) -> Void) {
  let count = layout.elementCount
  if count == 0 { return }
  var position = Shape(repeating: 0, count: layout.rank)
  var offset = layout.offset
  for _ in 0..<count {
    body(offset)
    var index = layout.rank - 1
    while index >= 0 {
      position[index] += 1
      offset += layout.strides[index]
      if position[index] < layout.shape[index] { break }
      offset -= layout.strides[index] * layout.shape[index]
      position[index] = 0
      index -= 1
    }
  }
}
