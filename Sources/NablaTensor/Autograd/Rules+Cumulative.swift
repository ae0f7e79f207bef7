/// Rules of running extremes and of running sums of exponentials.
extension Rule {
  /// Back to the positions that were the extreme so far.
  static let cummax = Rule("CummaxBackward0") { node, g in [try g.backToPositions(node)] }
  static let cummin = Rule("CumminBackward0") { node, g in [try g.backToPositions(node)] }
  static let mode = Rule("ModeBackward0") { node, g in [try g.toPositions(node)] }
  static let nanmedian = Rule("NanmedianBackward0") { node, g in [try g.sharedAmongEquals(node)] }
  static let nanmedianDim = Rule("NanmedianBackward1") { node, g in [try g.toPositions(node)] }

  /// y = log Σ_{j ≤ i} exp x: x̄ = exp(x)·(running sum of ȳ·exp(−y) from the other end). The positive and the negative
  /// part of ȳ are summed apart, as logarithms, so that nothing overflows.
  static let logcumsumexp = Rule("LogcumsumexpBackward0") { node, g in
    let (x, y) = (try node.saved(0), try node.saved(1))
    if g.rank == 0 { return [g] }
    let dims = node.dims
    // To be differentiated again: all pairs i ≥ j at once, whose exponents are never positive.
    if GradMode.isEnabled {
      let (a, b, c) = (
        try x.movedim(dims, [-1]).unsqueeze(-2), try y.movedim(dims, [-1]).unsqueeze(-1),
        try g.movedim(dims, [-1]).unsqueeze(-1)
      )
      let exponents = try a.sub(b)
      let below = try exponents.detach().onesLike(dtype: .bool).tril()
      let shares = try exponents.maskedFill(below.logicalNot(), .float(-.infinity)).exp()
      return [try c.mul(shares).sum(dim: [-2]).movedim([-1], dims)]
    }
    func part(_ sizes: Tensor, _ isWanted: Tensor) throws -> Tensor {
      let logs = try Tensor.where(isWanted, Tensor.where(isWanted, sizes, Scalar.float(1)).log(), -Double.infinity)
      let sums = try logs.sub(y).flip(dims).logcumsumexp(dims[0]).flip(dims)
      return try sums.add(x).exp()
    }
    return [try part(g, g.gt(0)).sub(part(g.neg(), g.lt(0)))]
  }
}

extension Tensor {
  func backToPositions(_ node: RuleNode) throws -> Tensor {
    if node.shape.isEmpty { return self }
    return try Tensor.zeros(node.shape, dtype: dtype).scatterAdd(node.dims[0], node.saved(0), self)
  }
}
