/// Rules of choosing by position: what was read from several times sums its gradients.
extension Rule {
  static let gather = Rule("GatherBackward0") { node, g in
    [try Tensor.zeros(node.shape, dtype: g.dtype).scatterAdd(node.dims[0], node.saved(0), g)]
  }
  /// What was overwritten has no part in the result.
  static let scatter = Rule("ScatterBackward0") { node, g in
    let positions = try node.saved(0)
    return [
      node.needs(0) ? try g.scatter(node.dims[0], positions, Scalar.int(0)) : nil,
      node.needs(1) ? try g.gather(node.dims[0], positions).padded(to: node.shape) : nil,
    ]
  }
  static let scatterValue = Rule("ScatterBackward1") { node, g in
    [try g.scatter(node.dims[0], node.saved(0), Scalar.int(0))]
  }
  static let scatterAdd = Rule("ScatterAddBackward0") { node, g in
    [g, node.needs(1) ? try g.gather(node.dims[0], node.saved(0)).padded(to: node.shape) : nil]
  }
  static let indexSelect = Rule("IndexSelectBackward0") { node, g in
    [try Tensor.zeros(node.shape, dtype: g.dtype).addingSlices(node.dims[0], node.saved(0), g)]
  }
  /// y = x[…]: x̄ is zero but where it was read.
  static let index = Rule("IndexBackward0") { node, g in
    guard let selection = node.attributes?.selection else { return [nil] }
    return [try Tensor.zeros(node.shape, dtype: g.dtype).putting(g, at: selection, adds: true)]
  }
  /// y = x with v at positions.
  static let indexPut = Rule("IndexPutBackward0") { node, g in
    guard let selection = node.attributes?.selection else { return [nil, nil] }
    let covered = node.flag
    return [
      node.needs(0) ? (covered ? g : try g.putting(Tensor.scalar(0, dtype: g.dtype), at: selection, adds: false)) : nil,
      node.needs(1) ? try g.taking(selection) : nil,
    ]
  }
  static let maskedSelect = Rule("MaskedSelectBackward0") { node, g in
    let mask = try node.saved(0)
    let zeros = try Tensor.zeros(mask.shape, dtype: g.dtype)
    return [try zeros.putting(g, at: Selection(mask: mask), adds: false)]
  }
  /// y is x in another order: back to where it came from.
  static let sort = Rule("SortBackward0") { node, g in
    if node.shape.isEmpty { return [g] }
    return [try Tensor.zeros(node.shape, dtype: g.dtype).scatter(node.dims[0], node.saved(0), g)]
  }
  static let topk = Rule("TopkBackward0") { node, g in
    if node.shape.isEmpty { return [g] }
    return [try Tensor.zeros(node.shape, dtype: g.dtype).scatter(node.dims[0], node.saved(0), g)]
  }
}

extension Tensor {
  /// With zeros behind, up to the sizes of `shape`.
  func padded(to shape: Shape) throws -> Tensor {
    if self.shape == shape { return self }
    var result = self
    for dim in 0..<rank where shape[dim] > result.shape[dim] {
      var missing = result.shape
      missing[dim] = shape[dim] - missing[dim]
      result = try Tensor.cat([result, Tensor.zeros(missing, dtype: dtype)], dim: dim)
    }
    return result
  }

  /// Adds slices of `source` at positions along a dimension.
  func addingSlices(_ dim: Int, _ positions: Tensor, _ source: Tensor) throws -> Tensor {
    if rank == 0 { return try add(source.reshape(shape)) }
    var view = Shape(repeating: 1, count: rank)
    view[dim] = positions.elementCount
    return try scatterAdd(dim, positions.reshape(view).expand(source.shape), source)
  }
}
