/// Approximations of low rank by random projections.
///
/// Source: Halko, Martinsson and Tropp 2009, arXiv:0909.4061, algorithms 4.4 and 5.1.
extension Tensor {
  /// `torch.svd_lowrank`: the first `q` singular values of A - M and their vectors.
  public func svdLowRank(_ q: Int = 6, iterations: Int = 2, minus m: Tensor? = nil) throws -> (u: Tensor, s: Tensor, v: Tensor) {
    guard rank >= 2 else { throw TensorError.runtime("svd_lowrank: The input tensor must have at least 2 dimensions.") }
    var a = try m.map { try sub($0.expand(shape)) } ?? self
    let isWide = rows < columns
    if isWide { a = try a.mT }
    let basis = try a.approximateBasis(q, iterations)
    let (u, s, vh) = try basis.mT.matmul(a).svd(fullMatrices: false)
    let (left, right) = (try basis.matmul(u), try vh.mT)
    return isWide ? (right, s, left) : (left, s, right)
  }

  /// Orthonormal columns that nearly span those of this matrix.
  private func approximateBasis(_ q: Int, _ iterations: Int) throws -> Tensor {
    let directions = try Tensor.randn([columns, q], dtype: dtype)
    var basis = try matmul(directions).qr().q
    for _ in 0..<Swift.max(iterations, 0) {
      basis = try mT.matmul(basis).qr().q
      basis = try matmul(basis).qr().q
    }
    return basis
  }

  /// `torch.pca_lowrank`: principal components of rows, less their mean where `center` says so.
  public func pcaLowRank(_ q: Int? = nil, center: Bool = true, iterations: Int = 2) throws -> (u: Tensor, s: Tensor, v: Tensor) {
    guard rank >= 2 else { throw TensorError.runtime("pca_lowrank: The input tensor must have at least 2 dimensions.") }
    let least = Swift.min(rows, columns)
    if let q, q < 0 || q > least {
      throw TensorError.other(
        .valueError, "q(=\(q)) must be non-negative integer and not greater than min(m, n)=\(least)")
    }
    guard iterations >= 0 else {
      throw TensorError.other(.valueError, "niter(=\(iterations)) must be non-negative integer")
    }
    let count = q ?? Swift.min(6, least)
    guard center else { return try svdLowRank(count, iterations: iterations) }
    return try sub(mean(dim: [-2], keepdim: true)).svdLowRank(count, iterations: iterations)
  }
}
