/// Distances between rows.
extension Tensor {
  /// `torch.cdist`: the p-norm distance of each row of this from each row of `other`.
  ///
  /// - Shapes: `[…, n, d]` and `[…, m, d]` give `[…, n, m]`; batches broadcast.
  public func cdist(_ other: Tensor, p: Double = 2) throws -> Tensor {
    guard rank >= 2 else { throw TensorError.runtime("cdist only supports at least 2D tensors, X1 got: \(rank)D") }
    guard other.rank >= 2 else { throw TensorError.runtime("cdist only supports at least 2D tensors, X2 got: \(other.rank)D") }
    guard columns == other.columns else {
      throw TensorError.runtime(
        "X1 and X2 must have the same number of columns. X1: \(columns) X2: \(other.columns)")
    }
    for (name, tensor) in [("X1", self), ("X2", other)] where !tensor.dtype.isFloat {
      throw TensorError.runtime(
        "cdist only supports floating-point dtypes, \(name) got: \(tensor.dtype.scalarTypeName)", fix: "`.float()` first")
    }
    guard p >= 0 else { throw TensorError.runtime("cdist only supports non-negative p values") }
    if p == 2, dtype.isFloatingPoint, dtype == other.dtype, rows > 25 || other.rows > 25 {
      return try euclidean(other)
    }
    let difference = try unsqueeze(-2).sub(other.unsqueeze(-3))
    guard difference.dtype.isFloatingPoint else {
      throw TensorError.runtime("cdist only supports floating-point dtypes, X1 got: \(dtype.scalarTypeName)")
    }
    return try difference.distance(p).named("CdistBackward0")
  }

  /// `torch.pdist`: the distances of each row from those behind it.
  public func pdist(p: Double = 2) throws -> Tensor {
    guard rank == 2 else { throw TensorError.runtime("pdist only supports 2D tensors, got: \(rank)D") }
    guard dtype.isFloatingPoint else { throw TensorError.runtime("pdist only supports floating-point dtypes") }
    guard p >= 0 else { throw TensorError.runtime("pdist only supports non-negative p values") }
    let count = rows
    var (first, second) = ([Int](), [Int]())
    for row in 0..<count {
      for other in (row + 1)..<Swift.max(count, row + 1) {
        first.append(row)
        second.append(other)
      }
    }
    let difference = try indexSelect(0, Tensor(first)).sub(indexSelect(0, Tensor(second)))
    return try difference.distance(p).named("PdistBackward0")
  }

  /// √(|a|² + |b|² − 2·a·b): a product of matrices instead of a difference for every pair.
  private func euclidean(_ other: Tensor) throws -> Tensor {
    let result = try GradMode.disabled { () throws -> Tensor in
      let (a, b) = (detach(), other.detach())
      let squares = try a.square().sum(dim: [-1], keepdim: true).add(b.square().sum(dim: [-1]).unsqueeze(-2))
      return try squares.sub(a.matmul(b.transpose(-2, -1)), alpha: 2).clamp(min: 0.0).sqrt().detach()
    }
    // With R = ȳ / y (0 where y is 0): ā = Σ_j R_ij·(a_i − b_j), b̄ = Σ_i R_ij·(b_j − a_i).
    Autograd.record("CdistBackward0", inputs: [self, other], outputs: [result], saved: [self, other], savedOutputs: [0]) {
      node, gradients in
      guard let g = gradients[0] else { return [nil, nil] }
      let (a, b, y) = (try node.saved(0), try node.saved(1), try node.saved(2))
      let isZero = try y.detach().eq(0)
      let ratio = try g.div(y.maskedFill(isZero, 1)).maskedFill(isZero, 0)
      return [
        node.needs(0) ? try ratio.sum(dim: [-1], keepdim: true).mul(a).sub(ratio.matmul(b)) : nil,
        node.needs(1) ? try ratio.sum(dim: [-2]).unsqueeze(-1).mul(b).sub(ratio.transpose(-2, -1).matmul(a)) : nil,
      ]
    }
    return result
  }

  /// The norm along the last dimension. Of order ∞ every extreme gets the whole gradient, where `norm` shares it out.
  private func distance(_ p: Double) throws -> Tensor {
    guard p == .infinity else { return try norm(p: p, dim: [-1]) }
    let result = try GradMode.disabled { try detach().norm(p: p, dim: [-1]) }
    Autograd.record("CdistBackward0", inputs: [self], outputs: [result], saved: [self], savedOutputs: [0]) {
      node, gradients in
      guard let g = gradients[0] else { return [nil] }
      let x = try node.saved(0)
      let isExtreme = try GradMode.disabled { try x.detach().abs().eq(node.saved(1).detach().unsqueeze(-1)) }
      return [try g.unsqueeze(-1).mul(x.detach().sign()).maskedFill(isExtreme.logicalNot(), 0)]
    }
    return result
  }

  /// `torch.trace`.
  public func trace() throws -> Tensor {
    guard rank == 2 else { throw TensorError.runtime("trace: expected a matrix, but got tensor with dim \(rank)") }
    if dtype == .bool { throw TensorError.notImplemented(kernel: "trace", dtype: dtype) }
    return try diagonal().sum().named("TraceBackward0")
  }

  /// `torch.addbmm`: beta·self + alpha·Σ of the products of a batch.
  public func addbmm(_ a: Tensor, _ b: Tensor, beta: Scalar = 1, alpha: Scalar = 1) throws -> Tensor {
    guard a.rank == 3, b.rank == 3 else {
      throw TensorError.runtime("batch\(a.rank == 3 ? 2 : 1) must be a 3D tensor")
    }
    guard a.shape[0] == b.shape[0] else {
      throw TensorError.runtime(
        "batch1 and batch2 must have same number of batches, got \(a.shape[0]) and \(b.shape[0])")
    }
    guard a.columns == b.rows else {
      throw TensorError.runtime("Incompatible matrix sizes for bmm (\(a.rows)x\(a.columns) and \(b.rows)x\(b.columns))")
    }
    let product = try a.bmm(b).sum(dim: [0], dtype: a.dtype)
    let scaled = alpha == 1 ? product : try product.mul(alpha)
    let base = try expand(product.shape)
    if beta.double == 0 { return try scaled.clone() }
    return try (beta == 1 ? base : base.mul(beta)).add(scaled).named("AddbmmBackward0")
  }

  /// `torch.kron`: each element times the whole other tensor.
  public func kron(_ other: Tensor) throws -> Tensor {
    let dims = Swift.max(rank, other.rank)
    guard dims * 2 <= Shape.maxRank else { throw TensorError.tooManyDimensions(dims * 2) }
    var (left, right, target) = (Shape(), Shape(), [Int]())
    for index in 0..<dims {
      let a = index - (dims - rank) >= 0 ? shape[index - (dims - rank)] : 1
      let b = index - (dims - other.rank) >= 0 ? other.shape[index - (dims - other.rank)] : 1
      left.append(a)
      left.append(1)
      right.append(1)
      right.append(b)
      target.append(a.multipliedReportingOverflow(by: b).partialValue)
    }
    return try reshape(left).mul(other.reshape(right)).reshape(Shape(target)).named("UnsafeViewBackward0")
  }
}
