/// Rules of reductions: the gradient spreads over what was reduced.
extension Rule {
  /// y = Σ x: x̄ = ȳ everywhere.
  static let sum = Rule("SumBackward0") { node, g in [try g.spread(node)] }
  static let sumDims = Rule("SumBackward1") { node, g in [try g.spread(node)] }
  /// y = Σ x / n: x̄ = ȳ / n.
  static let mean = Rule("MeanBackward0") { node, g in [try g.div(node.reducedCount).spread(node)] }
  static let meanDims = Rule("MeanBackward1") { node, g in [try g.div(node.reducedCount).spread(node)] }

  /// y = Π x: x̄ = ȳ·y / x; where some x are 0, from the products of the others.
  static let prod = Rule("ProdBackward0") { node, g in [try g.productGradient(node)] }
  static let prodDim = Rule("ProdBackward1") { node, g in [try g.productGradient(node)] }
  /// y = Σ (x − μ)² / d: x̄ = ȳ·2(x − μ) / d.
  static let variance = Rule("VarBackward0") { node, g in
    let x = try node.saved(0)
    let centred = try x.sub(x.mean(dim: node.dims, keepdim: true))
    return [try g.spread(node).mul(centred).mul(2 / node.scalars[0])]
  }
  /// y = √var: x̄ = ȳ·(x − μ) / (d·y), 0 where y = 0.
  static let std = Rule("StdBackward0") { node, g in
    let x = try node.saved(0)
    let centred = try x.sub(x.mean(dim: node.dims, keepdim: true))
    let y = try node.saved(1)
    let scaled = try g.div(y.mul(node.scalars[0])).maskedFill(y.eq(0), 0)
    return [try scaled.spread(node).mul(centred)]
  }
  /// The gradient is shared equally among those that equal the extreme.
  static let amax = Rule("AmaxBackward0") { node, g in [try g.sharedAmongEquals(node)] }
  static let amin = Rule("AminBackward0") { node, g in [try g.sharedAmongEquals(node)] }
  static let max = Rule("MaxBackward1") { node, g in [try g.sharedAmongEquals(node)] }
  static let min = Rule("MinBackward1") { node, g in [try g.sharedAmongEquals(node)] }
  /// To the chosen positions.
  static let maxDim = Rule("MaxBackward0") { node, g in [try g.toPositions(node)] }
  static let minDim = Rule("MinBackward0") { node, g in [try g.toPositions(node)] }
  static let medianDim = Rule("MedianBackward1") { node, g in [try g.toPositions(node)] }
  static let kthvalue = Rule("KthvalueBackward0") { node, g in [try g.toPositions(node)] }
  static let median = Rule("MedianBackward0") { node, g in [try g.sharedAmongEquals(node)] }
  /// y = ‖x‖: for order 2 x̄ = ȳ·x / y (0 where y = 0), order 1 ȳ·sign x, ∞ shared among the greatest.
  static let norm = Rule("LinalgVectorNormBackward0") { node, g in
    let x = try node.saved(0)
    switch node.scalar {
    case 0: return [nil]
    case 1: return [try g.spread(node).mul(x.sign())]
    case 2:
      let y = try node.saved(1)
      let isZero = try y.eq(0)
      return [try g.div(Tensor.where(isZero, Scalar.float(1), y)).maskedFill(isZero, 0).spread(node).mul(x)]
    default:
      let y = try node.saved(1).spread(node)
      let isExtreme = try x.abs().eq(y).to(x.dtype)
      let share = try isExtreme.div(isExtreme.sum(dim: node.dims, keepdim: true))
      return [try g.spread(node).mul(share).mul(x.sign())]
    }
  }
  /// y = log Σ exp x: x̄ = ȳ·exp(x − y).
  static let logsumexp = Rule("LogsumexpBackward0") { node, g in
    let y = try node.saved(1)
    let finite = try Tensor.where(y.abs().eq(Double.infinity), Scalar.float(0), y)
    return [try g.spread(node).mul(node.saved(0).sub(finite.spread(node)).exp())]
  }
  /// yᵢ = Σ_{j ≤ i} x_j: the running sum from the other end.
  static let cumsum = Rule("CumsumBackward0") { node, g in
    if g.rank == 0 { return [g] }
    return [try g.flip(node.dims).cumsum(node.dims[0]).flip(node.dims)]
  }
  /// yᵢ = Π_{j ≤ i} x_j: x̄ = running sum of ȳ·y from the other end, divided by x.
  static let cumprod = Rule("CumprodBackward0") { node, g in
    let x = try node.saved(0)
    if g.rank == 0 { return [g] }
    let dim = node.dims[0]
    guard try x.detach().eq(0).any().item().bool else {
      return [try g.mul(node.saved(1)).flip([dim]).cumsum(dim).flip([dim]).div(x)]
    }
    // With zeros: each x as 1 in the products it takes part in.
    var parts: [Tensor] = []
    for index in 0..<x.shape[dim] {
      let before = try x.narrow(dim, 0, index).prod(dim: dim, keepdim: true)
      let after = try x.narrow(dim, index + 1, x.shape[dim] - index - 1)
      let one = try before.onesLike()
      let products = try Tensor.cat([one, after], dim: dim).cumprod(dim).mul(before)
      parts.append(try g.narrow(dim, index, x.shape[dim] - index).mul(products).sum(dim: [dim], keepdim: true))
    }
    return [try Tensor.cat(parts, dim: dim)]
  }
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

  /// The share of each element that equals the reduction's result.
  func sharedAmongEquals(_ node: RuleNode) throws -> Tensor {
    let x = try node.saved(0)
    let y = try node.saved(1).spread(node)
    let equal = try GradMode.disabled { try x.detach().eq(y.detach()).to(x.dtype) }
    let count = try GradMode.disabled { try equal.sum(dim: node.dims, keepdim: true) }
    return try spread(node).mul(equal.div(count))
  }

  /// Zero but at the positions that `max(dim)` and its like chose.
  func toPositions(_ node: RuleNode) throws -> Tensor {
    if node.shape.isEmpty { return self }
    let positions = try node.saved(0)
    let zeros = try Tensor.zeros(node.shape, dtype: dtype)
    return try zeros.scatter(node.dims[0], positions, restored(node.dims, keepdim: node.flag))
  }

  /// Each factor's share of a product.
  func productGradient(_ node: RuleNode) throws -> Tensor {
    let x = try node.saved(0)
    let zeros = try GradMode.disabled { try x.detach().eq(0) }
    let whole = try spread(node)
    guard try zeros.any().item().bool else { return try whole.mul(node.saved(1).spread(node)).div(x) }
    if x.rank == 0 { return self }
    // The product of all others: those before times those behind, along the dimensions as one.
    let moved = try x.movedim(node.dims, Array((x.rank - node.dims.count)..<x.rank))
    let kept = x.rank - node.dims.count
    let rows = try moved.reshape(Shape(Array(moved.shape.prefix(kept)) + [node.reducedCount]))
    let (last, count) = (kept, node.reducedCount)
    let ones = try rows.narrow(last, 0, 1).onesLike()
    let before = try Tensor.cat([ones, rows.narrow(last, 0, count - 1)], dim: last).cumprod(last)
    let fromEnd = try rows.flip([last]).narrow(last, 0, count - 1)
    let behind = try Tensor.cat([ones, fromEnd], dim: last).cumprod(last).flip([last])
    let others = try before.mul(behind).reshape(moved.shape)
    return try whole.mul(others.movedim(Array((x.rank - node.dims.count)..<x.rank), node.dims))
  }
}
