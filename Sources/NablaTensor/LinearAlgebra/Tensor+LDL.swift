/// Symmetric matrices that need not be definite, and roots of those that are.
extension Tensor {
  /// `torch.linalg.ldl_factor_ex`: A = L·D·Lᵀ in LAPACK's compact form, D of blocks of one or two, and the pivots.
  public func ldlFactorEx() throws -> (ld: Tensor, pivots: Tensor, info: Tensor) {
    try Lapack.check(self, "torch.linalg.ldl_factor_ex")
    let (ld, n) = (columnMajorCopy(), try Lapack.size(rows))
    let pivots = Tensor.uninitialized(batched(rows), .int32)
    var info = [Int](repeating: 0, count: matrixCount)
    func run<Real: LapackReal>(_: Real.Type) {
      for number in info.indices where n > 0 {
        info[number] = Int(
          Lapack.withWork(Real.self) { Real.sytrf(n, ld.matrix(number, Real.self), pivots.line(number, Int32.self), $0, $1) })
      }
    }
    Lapack.withType(dtype) { run(Float.self) } double: { run(Double.self) }
    let lower = try GradMode.disabled { try ld.tril().detach() }
    if Autograd.isRecording(self) {
      Autograd.record("NotImplemented", inputs: [self], outputs: [lower]) { _, _ in
        throw TensorError.runtime("derivative for aten::linalg_ldl_factor_ex is not implemented")
      }
    }
    return (lower, pivots, try Tensor(info).to(.int32).reshape(batchShape))
  }

  /// `torch.linalg.ldl_solve`: X of A·X = B by the factors of a symmetric A.
  public static func ldlSolve(_ ld: Tensor, _ pivots: Tensor, _ b: Tensor) throws -> Tensor {
    try Lapack.check(ld, "torch.linalg.ldl_solve", name: "LD")
    guard b.rank >= 2 else {
      throw TensorError.runtime("torch.linalg.ldl_solve: Expected B to have at least 2 dimensions, but it has \(b.rank) dimensions instead")
    }
    guard pivots.shape == Shape(ld.shape.dropLast(1)) else {
      throw TensorError.runtime("torch.linalg.ldl_solve: Expected LD.shape[:-1] and pivots.shape to be the same, but got "
        + "pivots with shape \(pivots.shape) instead")
    }
    guard pivots.dtype.isInteger else {
      throw TensorError.runtime("torch.linalg.ldl_solve: Expected pivots to be integers. Got \(pivots.dtype.scalarTypeName)")
    }
    guard ld.dtype == b.dtype else {
      throw TensorError.runtime("torch.linalg.ldl_solve: LD dtype\(ld.dtype.scalarTypeName)does not match b dtype"
        + b.dtype.scalarTypeName)
    }
    guard ld.rows == b.rows else {
      throw TensorError.runtime("torch.linalg.ldl_solve: Incompatible shapes of LD and B for the equation AX = B "
        + "(\(ld.rows)x\(ld.columns) and \(b.rows)x\(b.columns))")
    }
    let (factors, right) = try commonBatch(ld.detach(), b.detach())
    let places = try pivots.to(.int32).expand(factors.batched(ld.rows)).contiguous()
    try checkPivots(places, ld.rows)
    let (matrices, solution) = (factors.columnMajorCopy(), right.columnMajorCopy())
    let (n, count) = (try Lapack.size(ld.rows), try Lapack.size(right.columns))
    func run<Real: LapackReal>(_: Real.Type) {
      for number in 0..<matrices.matrixCount where n > 0 && count > 0 {
        _ = Real.sytrs(
          n, count, matrices.matrix(number, Real.self), places.line(number, Int32.self), solution.matrix(number, Real.self))
      }
    }
    Lapack.withType(ld.dtype) { run(Float.self) } double: { run(Double.self) }
    if Autograd.isRecording(ld, b) {
      Autograd.record("NotImplemented", inputs: [ld, b], outputs: [solution]) { _, _ in
        throw TensorError.runtime("derivative for aten::linalg_ldl_solve is not implemented")
      }
    }
    return solution
  }

  /// LAPACK follows pivots without looking: those that lead out of the matrix are refused, and blocks of two that begin
  /// in its last row.
  private static func checkPivots(_ pivots: Tensor, _ size: Int) throws {
    let values = pivots.integers()
    for start in stride(from: 0, to: size > 0 ? values.count : 0, by: Swift.max(size, 1)) {
      var row = 0
      while row < size {
        let value = values[start + row]
        guard value != 0, value.magnitude <= UInt(size), value > 0 || row + 1 < size else {
          throw TensorError.runtime("torch.linalg.ldl_solve: pivots must be between 1 and LD.size(-2) inclusive")
        }
        row += value > 0 ? 1 : 2
      }
    }
  }

  /// `torch.linalg.matrix_sqrth`: the symmetric root of a symmetric positive matrix.
  public func matrixSqrtH() throws -> Tensor {
    let (values, vectors) = try eigh(upper: false)
    return try vectors.mul(values.sqrt().unsqueeze(-2)).matmul(vectors.mT)
  }
}
