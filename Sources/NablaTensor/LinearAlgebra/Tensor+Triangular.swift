/// Triangular systems and Cholesky factors.
extension Tensor {
  /// `torch.linalg.solve_triangular`: X of A·X = B (X·A = B with `left` false), where only one triangle of A is read.
  public func solveTriangular(_ other: Tensor, upper: Bool, left: Bool = true, unit: Bool = false) throws -> Tensor {
    try Lapack.check(self, "linalg.solve_triangular")
    guard other.rank >= 2 else {
      throw TensorError.runtime("linalg.solve_triangular: The input tensor B must have at least 2 dimensions.")
    }
    guard other.dtype == dtype else {
      throw TensorError.runtime("linalg.solve_triangular: Expected A and B to have the same dtype, but found A of type "
        + "\(dtype.scalarTypeName) and B of type \(other.dtype.scalarTypeName) instead")
    }
    guard left ? other.rows == rows : other.columns == rows else {
      throw TensorError.runtime("linalg.solve_triangular: Incompatible shapes of A and B for the equation "
        + "\(left ? "AX = B" : "XA = B") (\(rows)x\(columns) and \(other.rows)x\(other.columns))")
    }
    guard left else { return try mT.solveTriangular(other.mT, upper: !upper, unit: unit).mT }
    let (a, b) = try Tensor.commonBatch(self, other)
    let (n, rhs) = (try Lapack.size(a.rows), try Lapack.size(b.columns))
    let (matrix, result) = (a.columnMajorCopy(), b.columnMajorCopy())
    func run<Real: LapackReal>(_: Real.Type) {
      for number in 0..<a.matrixCount where n > 0 && rhs > 0 {
        let info = Real.trtrs(
          upper, false, unit, n, rhs, matrix.matrix(number, Real.self), result.matrix(number, Real.self))
        if info > 0 {
          // A zero on the diagonal: LAPACK leaves B alone, PyTorch divides by it.
          Tensor.divideOut(
            matrix.matrix(number, Real.self), result.matrix(number, Real.self), Int(n), Int(rhs), upper: upper)
        }
      }
    }
    Lapack.withType(dtype) { run(Float.self) } double: { run(Double.self) }
    // B̄ = A⁻ᵀ·X̄, Ā = −tri(B̄·Xᵀ).
    Autograd.record(
      "LinalgSolveTriangularBackward0", inputs: [a, b], outputs: [result], saved: [a], savedOutputs: [0]
    ) { node, gradients in
      guard let g = gradients[0] else { return [nil, nil] }
      let first = try node.saved(0).mT.solveTriangular(g, upper: !upper, unit: unit)
      guard node.needs(0) else { return [nil, first] }
      let product = try first.matmul(node.saved(1).mT).neg()
      return [upper ? try product.triu(unit ? 1 : 0) : try product.tril(unit ? -1 : 0), first]
    }
    return result
  }

  private static func divideOut<Real: LapackReal>(_ a: UnsafeMutablePointer<Real>, _ b: UnsafeMutablePointer<Real>,
                                                  _ n: Int, _ rhs: Int, upper: Bool) {
    for column in 0..<rhs {
      for step in 0..<n {
        let row = upper ? n - 1 - step : step
        var value = b[column * n + row]
        for done in (upper ? row + 1 : 0)..<(upper ? n : row) { value -= a[done * n + row] * b[column * n + done] }
        b[column * n + row] = value / a[row * n + row]
      }
    }
  }

  /// `torch.linalg.cholesky_ex`: L with A = L·Lᵀ, and which leading minor is not positive (from 1; 0: none).
  public func choleskyEx(upper: Bool = false) throws -> (Tensor, [Int]) {
    try Lapack.check(self, "linalg.cholesky")
    let n = try Lapack.size(rows)
    let result = columnMajorCopy()
    var info = [Int](repeating: 0, count: matrixCount)
    func run<Real: LapackReal>(_: Real.Type) {
      for number in info.indices where n > 0 {
        info[number] = Int(Real.potrf(upper, n, result.matrix(number, Real.self)))
      }
    }
    Lapack.withType(dtype) { run(Float.self) } double: { run(Double.self) }
    let factor = try GradMode.disabled { upper ? try result.triu() : try result.tril() }
    // Ā = L⁻ᵀ·Φ(Lᵀ·L̄)·L⁻¹, symmetric; Φ takes the lower triangle and half the diagonal.
    Autograd.record("LinalgCholeskyExBackward0", inputs: [self], outputs: [factor], savedOutputs: [0]) {
      node, gradients in
      guard let given = gradients[0] else { return [nil] }
      let l = upper ? try node.saved(0).mT : try node.saved(0)
      let g = upper ? try given.mT : given
      let product = try l.mT.matmul(g).tril()
      let phi = try product.sub(product.diagonal(offset: 0, dim1: -2, dim2: -1).mul(0.5).diagEmbed())
      let left = try l.mT.solveTriangular(phi, upper: true)
      let whole = try l.solveTriangular(left, upper: false, left: false)
      return [try whole.add(whole.mT).mul(0.5)]
    }
    return (factor, info)
  }

  /// `torch.linalg.cholesky`.
  public func cholesky(upper: Bool = false) throws -> Tensor {
    let (factor, info) = try choleskyEx(upper: upper)
    if let number = info.firstIndex(where: { $0 > 0 }) {
      throw Lapack.failure(
        "linalg.cholesky", self, number, "The factorization could not be completed because the input is not "
          + "positive-definite (the leading minor of order \(info[number]) is not positive-definite).")
    }
    return factor
  }

  /// `torch.cholesky_solve`: X of A·X = B with A's factor given.
  public static func choleskySolve(_ b: Tensor, _ factor: Tensor, upper: Bool = false) throws -> Tensor {
    guard b.rank >= 2 else { throw TensorError.runtime("b should have at least 2 dimensions, but has \(b.rank) dimensions instead") }
    guard factor.rank >= 2 else {
      throw TensorError.runtime("u should have at least 2 dimensions, but has \(factor.rank) dimensions instead")
    }
    let lower = upper ? try factor.mT : factor
    let half = try lower.solveTriangular(b, upper: false)
    return try lower.mT.solveTriangular(half, upper: true).named("CholeskySolveBackward0")
  }

  /// `torch.cholesky_inverse`: the inverse of the matrix whose factor is given.
  public func choleskyInverse(upper: Bool = false) throws -> Tensor {
    try Lapack.check(self, "cholesky_inverse")
    return try Tensor.choleskySolve(identity(rows), self, upper: upper).named("CholeskyInverseBackward0")
  }
}
