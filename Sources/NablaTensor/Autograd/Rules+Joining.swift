/// Rules of joining, repeating and reordering.
extension Rule {
  /// Each input gets its part.
  static let cat = Rule("CatBackward0") { node, g in
    let bounds = node.numbers
    return try node.edges.indices.map { index in
      guard node.needs(index) else { return nil }
      let length = bounds[index + 1] - bounds[index]
      let part = try g.narrow(node.dims[0], bounds[index], length)
      return node.scalars[index] == 1 ? try Tensor.zeros([0], dtype: g.dtype) : part
    }
  }
  static let stack = Rule("StackBackward0") { node, g in
    try node.edges.indices.map { node.needs($0) ? try g.select(node.dims[0], $0) : nil }
  }
  /// The copies' gradients are added.
  static let `repeat` = Rule("RepeatBackward0") { node, g in
    let sizes = node.numbers
    var padded = node.shape
    while padded.count < sizes.count { padded.insert(1, at: 0) }
    if g.elementCount == 0 { return [try Tensor.zeros(node.shape, dtype: g.dtype)] }
    var result = g
    for dim in 0..<sizes.count where sizes[dim] != 1 {
      let parts = try result.split(padded[dim], dim: dim)
      result = try Tensor.stack(parts).sum(dim: [0])
    }
    return [try result.reshape(node.shape)]
  }
  static let flip = Rule("FlipBackward0") { node, g in [try g.flip(node.dims)] }
  static let roll = Rule("RollBackward0") { node, g in [try g.roll(node.numbers.map { 0 &- $0 }, dims: node.dims)] }
  static let tril = Rule("TrilBackward0") { node, g in [try g.tril(node.numbers[0])] }
  static let triu = Rule("TriuBackward0") { node, g in [try g.triu(node.numbers[0])] }
  static let diagEmbed = Rule("DiagEmbedBackward0") { node, g in
    [try g.diagonal(offset: node.numbers[0], dim1: node.numbers[1], dim2: node.numbers[2])]
  }
}
