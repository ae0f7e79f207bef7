import NablaTensor
import NablaVM

/// Linear algebra under `torch`'s own names.
enum LinalgOperations {
  static let table: [Operation] = determinants + factors + solutions + functions

  private static let determinants: [Operation] = [
    .unary("det", "The determinant of a square matrix.", .both) { try $0.det() },
    .unary("logdet", "The logarithm of the determinant.", .both) { try $0.logdet() },
    Operation("slogdet", "(input)", "The sign of the determinant and the logarithm of its size.", .both) { c in
      let (sign, logarithm) = try c.tensor(0).slogdet()
      return NamedResult.slogdet.value([sign, logarithm])
    },
    .unary("inverse", "The inverse of a square matrix.", .both) { try $0.inverse() },
    .tensor("pinverse", "(input, rcond=1e-15)", "The pseudo-inverse.") { c in
      try c.tensor(0).pinv(rtol: Tensor.scalar(.float(c.double(1)), dtype: c.tensor(0).dtype))
    },
  ]

  private static let factors: [Operation] = [
    Operation("svd", "(input, some=True, compute_uv=True)", "The singular value decomposition.", .both) { c in
      let (u, s, vh) = try c.tensor(0).svd(fullMatrices: !c.bool(1))
      guard try c.bool(2) else {
        let x = try c.tensor(0)
        let (m, n) = (x.shape[x.rank - 2], x.shape[x.rank - 1])
        let batch = Array(x.shape.dropLast(2))
        return NamedResult.svd.value([
          try Tensor.zeros(Shape(checking: batch + [m, m]), dtype: x.dtype), try x.svdvals(),
          try Tensor.zeros(Shape(checking: batch + [n, n]), dtype: x.dtype),
        ])
      }
      return NamedResult.svd.value([u, s, try vh.transpose(-2, -1)])
    },
    Operation("geqrf", "(input)", "The QR decomposition as Householder reflections.", .both) { c in
      let (a, tau) = try c.tensor(0).geqrf()
      return NamedResult.geqrf.value([a, tau])
    },
    .tensor("orgqr", "(input, input2)", "The product of Householder reflections.") { c in
      try c.tensor(0).householderProduct(c.tensor(1))
    },
    Operation("lu", "(A, pivot=True, get_infos=False, out=None)", "The LU factors in one matrix, and the pivots.", .both) {
      c in
      let (lu, pivots, info) = try c.tensor(0).luFactorEx()
      let made = Value.tuple((try c.bool(2) ? [lu, pivots, info] : [lu, pivots]).map(TensorObject.value))
      return c.isGiven(3) ? try OutForm.write(made, c, 3) : made
    },
    Operation("lu_unpack", "(LU_data, LU_pivots, unpack_data=True, unpack_pivots=True)",
              "The permutation and the triangles of LU factors.", .function) { c in
      let (p, l, u) = try Tensor.luUnpack(c.tensor(0), c.tensor(1))
      let empty = try Tensor.zeros([0], dtype: p.dtype)
      let (data, pivots) = (try c.bool(2), try c.bool(3))
      return NamedResult.luUnpack.value([pivots ? p : empty, data ? l : empty, data ? u : empty])
    },
    .tensor("cholesky_inverse", "(input, upper=False)", "The inverse of the matrix with a Cholesky factor.") { c in
      try c.tensor(0).choleskyInverse(upper: c.bool(1))
    },
  ]

  private static let solutions: [Operation] = [
    .tensor("cholesky_solve", "(input, input2, upper=False)", "The solution of a system with a Cholesky factor.") { c in
      try checkSystem(c)
      return try Tensor.choleskySolve(c.tensor(0), c.tensor(1), upper: c.bool(2))
    },
    .tensor("lu_solve", "(input, LU_data, LU_pivots)", "The solution of a system with LU factors.") { c in
      try Tensor.luSolve(c.tensor(1), c.tensor(2), c.tensor(0))
    },
    Operation("triangular_solve", "(input, A, upper=True, transpose=False, unitriangular=False)",
              "The solution of a triangular system.", .both) { c in
      try checkSystem(c)
      let (b, a) = (try c.tensor(0), try c.tensor(1))
      let (upper, transposed) = (try c.bool(2), try c.bool(3))
      let matrix = transposed ? try a.transpose(-2, -1) : a
      let solution = try matrix.solveTriangular(b, upper: upper != transposed, unit: c.bool(4))
      return NamedResult.triangularSolve.value([solution, try a.clone()])
    },
  ]

  /// - Throws: PyTorch's words of its older functions for types and sizes that do not belong together.
  private static func checkSystem(_ c: Call) throws {
    let (b, a) = (try c.tensor(0), try c.tensor(1))
    if a.rank >= 2, a.shape[a.rank - 2] != a.shape[a.rank - 1] {
      throw TensorError.runtime("A must be batches of square matrices, but they are \(a.shape[a.rank - 2]) by "
        + "\(a.shape[a.rank - 1]) matrices")
    }
    guard a.dtype == b.dtype else {
      throw TensorError.runtime("Expected b and A to have the same dtype, but found b of type \(b.dtype.scalarTypeName) and A "
        + "of type \(a.dtype.scalarTypeName) instead.")
    }
    guard a.dtype.isFloatingPoint else {
      throw TensorError.notImplemented(kernel: "\(c.operation.name)_cpu", dtype: a.dtype)
    }
  }

  private static let functions: [Operation] = [
    .tensor("frobenius_norm", "(input, dim=(), keepdim=False)", "The square root of the sum of squares.", .function) { c in
      guard try c.tensor(0).dtype.isFloat else {
        throw TensorError.other(
          .notImplementedError, "norm(): input dtype should be either floating point or complex. Got "
            + (try c.tensor(0).dtype.scalarTypeName) + " instead.")
      }
      return try c.tensor(0).vectorNorm(2, dim: c.dims(1), keepdim: c.bool(2))
    },
    .tensor("nuclear_norm", "(input, dim=(-2, -1), keepdim=False)", "The sum of the singular values.", .function) { c in
      try c.tensor(0).matrixNorm(.nuclear, dim: c.dims(1) ?? [-2, -1], keepdim: c.bool(2))
    },
    .tensor("fill", "(input, value)", "A tensor of one number in the shape of another.", .function) { c in
      let x = try c.tensor(0)
      if c.isTensor(1), try c.tensor(1).rank > 0 {
        throw TensorError.runtime(
          "fill_ only supports 0-dimension value tensor but got tensor with \(try c.tensor(1).rank) dimensions.")
      }
      return try x.maskedFill(x.detach().onesLike(dtype: .bool), c.scalar(1)).named("FillBackward0")
    },
    .tensor("matrix_power", "(input, n)", "The n-th power of a square matrix.") { c in
      try LinalgModule.refuseHalves(c, c.int(1) < 0, "linalg.inv")
      return try c.tensor(0).matrixPower(c.int(1))
    },
    Operation("svd_lowrank", "(A, q=6, niter=2, M=None)", "The greatest singular values, by random projections.", .function) {
      c in
      let found = try c.tensor(0).svdLowRank(
        c.optionalInt(1) ?? 6, iterations: c.optionalInt(2) ?? 2, minus: c.optionalTensor(3))
      return .tuple([found.u, found.s, found.v].map(TensorObject.value))
    },
    Operation("pca_lowrank", "(A, q=None, center=True, niter=2)", "Principal components, by random projections.", .function) {
      c in
      let found = try c.tensor(0).pcaLowRank(c.optionalInt(1), center: c.bool(2), iterations: c.int(3))
      return .tuple([found.u, found.s, found.v].map(TensorObject.value))
    },
    .unary("matrix_exp", "The exponential of a square matrix.", .both) { try $0.matrixExp() },
    .tensor("chain_matmul", "(*matrices)", "The product of several matrices.", .function) { c in
      let parts = try c.tensorsOrList(0)
      return parts.count == 1 ? parts[0] : try Tensor.multiDot(parts)
    },
    .tensor("cross", "(input, other, dim=None)", "The cross product of vectors of three elements.") { c in
      let (a, b) = (try c.tensor(0), try c.tensor(1))
      if let dim = try c.optionalDim(2) { return try a.cross(b, dim: dim) }
      Warnings.say(
        "Using torch.cross without specifying the dim arg is deprecated.\nPlease either pass the dim explicitly or simply "
          + "use torch.linalg.cross.\nThe default value of dim will change to agree with that of linalg.cross in a future "
          + "release.", c.vm)
      guard let first = a.shape.firstIndex(of: 3) else { throw TensorError.runtime("no dimension of size 3 in input") }
      return try a.cross(b, dim: first)
    },
  ] + removed.map { name, replacement, signature in
    Operation(name, signature, "Removed from PyTorch: see torch.linalg.\(replacement).", .both) { _ in
      throw TensorError.runtime(
        "This function was deprecated since version 1.9 and is now removed.", fix: "`torch.linalg.\(replacement)`")
    }
  }

  /// What PyTorch keeps only to say that it is gone.
  private static let removed: [(name: String, replacement: String, signature: String)] = [
    ("qr", "qr", "(input, some=True)"), ("cholesky", "cholesky", "(input, upper=False)"), ("solve", "solve", "(input, A)"),
    ("symeig", "eigh", "(input, eigenvectors=False, upper=True)"), ("eig", "eig", "(input, eigenvectors=False)"),
    ("lstsq", "lstsq", "(input, A)"), ("matrix_rank", "matrix_rank", "(input, tol=None, symmetric=False)"),
  ]
}
