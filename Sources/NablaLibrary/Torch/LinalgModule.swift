import NablaTensor
import NablaVM

/// `torch.linalg`, through LAPACK.
enum LinalgModule {
  static let module = NativeModule("torch.linalg", "Linear algebra.") { module, _ in
    let table = norms + factors + eigenvalues + solutions + products
    module.define(table.map { $0.function(takesOut: true) })
    module.set("LinAlgError", .object(errorType))
  }

  /// A matrix that is singular, not positive definite, or that an algorithm did not converge for.
  static let errorType = TypeObject(
    NativeType(
      "_LinAlgError", module: "torch._C", bases: { [ExceptionKind.runtimeError.type] },
      allocate: { type, _ in ExceptionObject(type: type) }))

  /// `ord`: a number, 'fro' or 'nuc'.
  static func order(_ c: Call, _ slot: Int) throws -> Tensor.NormOrder? {
    guard c.isGiven(slot) else { return nil }
    return c.isText(slot) ? try Tensor.NormOrder(c.text(slot)) : .number(try c.double(slot))
  }

  private static let norms: [Operation] = [
    .tensor("norm", "(A, ord=None, dim=None, keepdim=False, *, dtype=None)", "The norm of a vector or matrix.", .function)
    { c in try c.tensor(0).linalgNorm(order(c, 1), dim: c.dims(2), keepdim: c.bool(3), dtype: c.dtype(4)) },
    .tensor("vector_norm", "(x, ord=2, dim=None, keepdim=False, *, dtype=None)", "The norm of a vector.", .function) {
      c in try c.tensor(0).vectorNorm(c.double(1), dim: c.dims(2), keepdim: c.bool(3), dtype: c.dtype(4))
    },
    .tensor("matrix_norm", "(A, ord='fro', dim=(-2, -1), keepdim=False, *, dtype=None)", "The norm of a matrix.", .function)
    { c in
      try refuseHalves(c, c.isText(1) ? c.text(1) == "nuc" : c.isGiven(1) && abs(c.double(1)) == 2, "linalg.matrix_norm")
      return try c.tensor(0).matrixNorm(
        order(c, 1) ?? .frobenius, dim: c.dims(2) ?? [-2, -1], keepdim: c.bool(3), dtype: c.dtype(4))
    },
    .tensor("cond", "(A, p=None)", "How much a matrix magnifies errors.", .function) { c in
      try c.tensor(0).cond(order(c, 1))
    },
    .tensor("matrix_rank", "(A, tol=None, hermitian=False, *, atol=None, rtol=None)", "The rank of a matrix.", .function) {
      c in
      let x = try c.tensor(0)
      let atol = c.isGiven(1) ? try tolerance(c, 1, x) : try tolerance(c, 3, x)
      return try x.matrixRank(
        atol: atol, rtol: c.isGiven(1) ? Tensor.scalar(0.0, dtype: x.dtype) : tolerance(c, 4, x), hermitian: c.bool(2))
    },
    .unary("det", "The determinant of a square matrix.", .function) { try $0.det() },
    Operation("slogdet", "(A)", "The sign of the determinant and the logarithm of its size.", .function) { c in
      let (sign, logarithm) = try c.tensor(0).slogdet()
      return NamedResult.linalgSlogdet.value([sign, logarithm])
    },
  ]

  private static func tolerance(_ c: Call, _ slot: Int, _ x: Tensor) throws -> Tensor? {
    guard c.isGiven(slot) else { return nil }
    return c.isTensor(slot) ? try c.tensor(slot) : Tensor.scalar(.float(try c.double(slot)), dtype: x.dtype)
  }

  /// - Throws: for numbers of half precision, where what was asked for needs a factorisation. Not as an error of the
  ///   tensor half, after which the call would be tried again in float32.
  static func refuseHalves(_ c: Call, _ isFactored: Bool, _ function: String) throws {
    guard isFactored, try c.tensor(0).dtype.isHalf else { return }
    throw c.failure(
      .notImplementedError, "\(function): Low precision dtypes not supported. Got \(try c.tensor(0).dtype.scalarTypeName)")
  }

  private static let factors: [Operation] = [
    Operation("qr", "(A, mode='reduced')", "The QR decomposition.", .function) { c in
      let mode = try c.text(1)
      guard let kind = Tensor.FactorMode(rawValue: mode) else {
        throw TensorError.runtime(
          "qr received unrecognized mode '\(mode)' but expected one of 'reduced' (default), 'r', or 'complete'")
      }
      let (q, r) = try c.tensor(0).qr(kind)
      return NamedResult.linalgQR.value([q, r])
    },
    Operation("svd", "(A, full_matrices=True, *, driver=None)", "The singular value decomposition.", .function) { c in
      let (u, s, vh) = try c.tensor(0).svd(fullMatrices: c.bool(1))
      return NamedResult.linalgSVD.value([u, s, vh])
    },
    .tensor("svdvals", "(A, *, driver=None)", "The singular values.", .function) { c in try c.tensor(0).svdvals() },
    .tensor("cholesky", "(A, *, upper=False)", "The Cholesky factor.", .function) { c in
      try c.tensor(0).cholesky(upper: c.bool(1))
    },
    Operation("cholesky_ex", "(A, *, upper=False, check_errors=False)", "The Cholesky factor, and what went wrong.", .function)
    { c in
      if try c.bool(2) { _ = try c.tensor(0).cholesky(upper: c.bool(1)) }
      let (factor, info) = try c.tensor(0).choleskyEx(upper: c.bool(1))
      return NamedResult.linalgCholeskyEx.value([factor, try infos(info, c)])
    },
    Operation("lu", "(A, *, pivot=True)", "A = P · L · U.", .function) { c in
      let (p, l, u) = try c.tensor(0).lu()
      return NamedResult.linalgLU.value([p, l, u])
    },
    Operation("lu_factor", "(A, *, pivot=True)", "The LU factors in one matrix, and the pivots.", .function) { c in
      let (lu, pivots) = try c.tensor(0).luFactor()
      return NamedResult.linalgLUFactor.value([lu, pivots])
    },
    Operation("lu_factor_ex", "(A, *, pivot=True, check_errors=False)", "The LU factors, and what went wrong.", .function) {
      c in
      if try c.bool(2) { _ = try c.tensor(0).luFactor() }
      let (lu, pivots, info) = try c.tensor(0).luFactorEx()
      return NamedResult.linalgLUFactorEx.value([lu, pivots, info])
    },
    Operation("ldl_factor", "(A, *, hermitian=False)", "A = L · D · Lᵀ of a symmetric matrix, compact.", .function) { c in
      let (ld, pivots, info) = try c.tensor(0).ldlFactorEx()
      if let number = info.integers().firstIndex(where: { $0 > 0 }) {
        throw TensorError.other(
          .linAlgError, "torch.linalg.ldl_factor_ex: " + (try c.tensor(0).rank > 2 ? "(Batch element \(number)): " : "")
            + "The factorization could not be completed because D[\(info.integers()[number])] is zero.")
      }
      return NamedResult.linalgLDLFactor.value([ld, pivots])
    },
    Operation("ldl_factor_ex", "(A, *, hermitian=False, check_errors=False)", "The same, and what went wrong.", .function) { c in
      let (ld, pivots, info) = try c.tensor(0).ldlFactorEx()
      return NamedResult.linalgLDLFactorEx.value([ld, pivots, info])
    },
    .tensor("householder_product", "(A, tau)", "The product of Householder reflections.", .function) { c in
      try c.tensor(0).householderProduct(c.tensor(1))
    },
  ]

  private static func infos(_ info: [Int], _ c: Call) throws -> Tensor {
    try Tensor(info).to(.int32).reshape(Shape(checking: Array(c.tensor(0).shape.dropLast(2))))
  }

  private static let eigenvalues: [Operation] = [
    Operation("eigh", "(A, UPLO='L')", "Eigenvalues and eigenvectors of a symmetric matrix.", .function) { c in
      let (values, vectors) = try c.tensor(0).eigh(upper: upper(c))
      return NamedResult.linalgEigh.value([values, vectors])
    },
    .tensor("eigvalsh", "(A, UPLO='L')", "Eigenvalues of a symmetric matrix.", .function) { c in
      try c.tensor(0).eigvalsh(upper: upper(c))
    },
    Operation("eig", "(A)", "Eigenvalues and eigenvectors of a square matrix; real ones only.", .function) { c in
      let (values, vectors) = try c.tensor(0).eig()
      return NamedResult.linalgEig.value([values, vectors])
    },
    .tensor("eigvals", "(A)", "Eigenvalues of a square matrix; real ones only.", .function) { c in
      try c.tensor(0).eig("linalg.eigvals").values
    },
  ]

  private static func upper(_ c: Call) throws -> Bool {
    switch try c.text(1) {
    case "L", "l": return false
    case "U", "u": return true
    case let other: throw TensorError.runtime("Expected UPLO argument to be 'L' or 'U', but got \(other)")
    }
  }

  private static let solutions: [Operation] = [
    .unary("inv", "The inverse of a square matrix.", .function) { try $0.inverse() },
    Operation("inv_ex", "(A, *, check_errors=False)", "The inverse, and what went wrong.", .function) { c in
      if try c.bool(1) { _ = try c.tensor(0).inverse() }
      let (result, info) = try c.tensor(0).inverseEx()
      return NamedResult.linalgInvEx.value([result, try infos(info, c)])
    },
    .tensor("solve", "(A, B, *, left=True)", "X of A · X = B.", .function) { c in
      try c.tensor(0).solve(c.tensor(1), left: c.bool(2))
    },
    Operation("solve_ex", "(A, B, *, left=True, check_errors=False)", "X of A · X = B, and what went wrong.", .function) { c in
      if try c.bool(3) { _ = try c.tensor(0).solve(c.tensor(1), left: c.bool(2)) }
      let (result, info) = try c.tensor(0).solveEx(c.tensor(1), left: c.bool(2))
      return NamedResult.linalgSolveEx.value([result, try infos(info, c)])
    },
    .tensor("solve_triangular", "(A, B, *, upper, left=True, unitriangular=False)", "X of A · X = B, A triangular.", .function)
    { c in try c.tensor(0).solveTriangular(c.tensor(1), upper: c.bool(2), left: c.bool(3), unit: c.bool(4)) },
    .tensor("lu_solve", "(LU, pivots, B, *, left=True, adjoint=False)", "X of A · X = B with A's LU factors.", .function) {
      c in try Tensor.luSolve(c.tensor(0), c.tensor(1), c.tensor(2), left: c.bool(3), adjoint: c.bool(4))
    },
    Operation("lstsq", "(A, B, rcond=None, *, driver=None)", "X that makes the norm of A · X - B least.", .function) { c in
      let found = try c.tensor(0).lstsq(
        c.tensor(1), rcond: c.optionalDouble(2), driver: c.isGiven(3) ? c.text(3) : nil)
      return NamedResult.linalgLstsq.value([found.solution, found.residuals, found.rank, found.singularValues])
    },
    .tensor("pinv", "(A, rcond=None, hermitian=False, *, atol=None, rtol=None)", "The pseudo-inverse.", .function) { c in
      let x = try c.tensor(0)
      return try x.pinv(
        atol: tolerance(c, 3, x), rtol: c.isGiven(1) ? tolerance(c, 1, x) : tolerance(c, 4, x), hermitian: c.bool(2))
    },
    .tensor("ldl_solve", "(LD, pivots, B, *, hermitian=False)", "X of A · X = B with A's LDL factors.", .function) { c in
      try Tensor.ldlSolve(c.tensor(0), c.tensor(1), c.tensor(2))
    },
    .tensor("tensorinv", "(A, ind=2)", "The inverse with respect to tensordot.", .function) { c in
      try c.tensor(0).tensorInverse(c.int(1))
    },
    .tensor("tensorsolve", "(A, B, dims=None)", "X of tensordot(A, X) = B.", .function) { c in
      try c.tensor(0).tensorSolve(c.tensor(1), dims: c.isGiven(2) ? c.ints(2) : nil)
    },
  ]

  private static let products: [Operation] = [
    .tensor("matmul", "(A, B)", "The matrix product.", .function) { c in try c.tensor(0).matmul(c.tensor(1)) },
    .tensor("multi_dot", "(tensors)", "The product of several matrices.", .function) { c in
      try Tensor.multiDot(c.tensors(0))
    },
    .tensor("matrix_power", "(A, n)", "The n-th power of a square matrix.", .function) { c in
      try refuseHalves(c, c.int(1) < 0, "linalg.inv")
      return try c.tensor(0).matrixPower(c.int(1))
    },
    .unary("matrix_exp", "The exponential of a square matrix.", .function) { try $0.matrixExp() },
    .unary("matrix_sqrth", "The symmetric root of a symmetric positive matrix.", .function) { try $0.matrixSqrtH() },
    .tensor("vecdot", "(x, y, *, dim=-1)", "The sums of products along a dimension.", .function) { c in
      guard try c.tensor(0).dtype.isFloatingPoint else {
        throw TensorError.other(
          .notImplementedError, "linalg.vecdot: Expected a floating point or complex tensor as input. Got "
            + (try c.tensor(0).dtype.scalarTypeName))
      }
      guard try c.tensor(0).dtype == c.tensor(1).dtype else {
        throw TensorError.runtime("linalg.vecdot: Expected x and y to have the same dtype, but found x of type "
          + (try c.tensor(0).dtype.scalarTypeName) + " and y of type " + (try c.tensor(1).dtype.scalarTypeName) + " instead")
      }
      return try c.tensor(0).mul(c.tensor(1)).sum(dim: [c.dim(2)])
    },
    .tensor("cross", "(input, other, *, dim=-1)", "The cross product of vectors of three elements.", .function) { c in
      try c.tensor(0).cross(c.tensor(1), dim: c.dim(2))
    },
    .tensor("diagonal", "(A, *, offset=0, dim1=-2, dim2=-1)", "A diagonal, as a view.", .function) { c in
      try c.tensor(0).diagonal(offset: c.int(1), dim1: c.int(2), dim2: c.int(3))
    },
    .tensor("vander", "(x, *, N=None)", "The rising powers of each element.", .function) { c in
      let given = try c.tensor(0)
      let x = given.rank > 0 ? given : try given.reshape([1])
      if x.dtype == .bool || x.dtype.isHalf {
        throw c.failure(
          .notImplementedError, "linalg.vander supports floating point, complex, and integer tensors, but got "
            + x.dtype.scalarTypeName)
      }
      let columns = try c.optionalInt(1) ?? x.shape[x.rank - 1]
      guard columns > 1 else { throw TensorError.runtime("N must be greater than 1.") }
      let flat = try x.reshape([-1]).vander(columns, increasing: true)
      return try flat.reshape(Shape(checking: Array(x.shape) + [columns]))
    },
  ]
}
