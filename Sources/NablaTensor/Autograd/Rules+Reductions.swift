/// Rules of reductions: the gradient spreads over what was reduced.
extension Rule {
  /// y = Σ x: x̄ = ȳ everywhere.
  static let sum = Rule("SumBackward0") { node, g in [try g.spread(node)] }
  static let sumDims = Rule("SumBackward1") { node, g in [try g.spread(node)] }
  /// y = Σ x / n: x̄ = ȳ / n.
  static let mean = Rule("MeanBackward0") { node, g in [try g.div(node.reducedCount).spread(node)] }
  static let meanDims = Rule("MeanBackward1") { node, g in [try g.div(node.reducedCount).spread(node)] }
}

extension RuleNode {
  /// How many elements went into each result.
  var reducedCount: Int { dims.reduce(1) { $0 * shape[$1] } }
}

extension Tensor {
  /// Puts reduced dimensions back with size 1.
  func restored(_ dims: [Int], keepdim: Bool) throws -> Tensor {
    if keepdim { return self }
    var result = shape
    for dim in dims { result.insert(1, at: dim) }
    return try reshape(result)
  }

  /// The gradient of a reduction's result, stretched over its operand's shape.
  func spread(_ node: RuleNode) throws -> Tensor {
    try restored(node.dims, keepdim: node.flag).expand(node.shape)
  }
}
