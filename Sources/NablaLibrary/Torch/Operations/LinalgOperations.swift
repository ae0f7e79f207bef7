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
      guard try c.bool(2) else { return .tuple([lu, pivots].map(TensorObject.value)) }
      return .tuple([lu, pivots, info].map(TensorObject.value))
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
      try Tensor.choleskySolve(c.tensor(0), c.tensor(1), upper: c.bool(2))
    },
    .tensor("lu_solve", "(input, LU_data, LU_pivots)", "The solution of a system with LU factors.") { c in
      try Tensor.luSolve(c.tensor(1), c.tensor(2), c.tensor(0))
    },
    Operation("triangular_solve", "(input, A, upper=True, transpose=False, unitriangular=False)",
              "The solution of a triangular system.", .both) { c in
      let (b, a) = (try c.tensor(0), try c.tensor(1))
      let (upper, transposed) = (try c.bool(2), try c.bool(3))
      let matrix = transposed ? try a.transpose(-2, -1) : a
      let solution = try matrix.solveTriangular(b, upper: upper != transposed, unit: c.bool(4))
      return NamedResult.triangularSolve.value([solution, try a.clone()])
    },
  ]

  private static let functions: [Operation] = [
    .tensor("frobenius_norm", "(input, dim=(), keepdim=False)", "The square root of the sum of squares.", .function) { c in
      try c.tensor(0).vectorNorm(2, dim: c.dims(1), keepdim: c.bool(2))
    },
    .tensor("nuclear_norm", "(input, dim=(-2, -1), keepdim=False)", "The sum of the singular values.", .function) { c in
      try c.tensor(0).matrixNorm(.nuclear, dim: c.dims(1) ?? [-2, -1], keepdim: c.bool(2))
    },
    .tensor("fill", "(input, value)", "A tensor of one number in the shape of another.", .function) { c in
      let x = try c.tensor(0)
      return try x.mul(0).maskedFill(x.detach().onesLike(dtype: .bool), c.scalar(1)).named("FillBackward0")
    },
    .tensor("matrix_power", "(input, n)", "The n-th power of a square matrix.") { c in
      try c.tensor(0).matrixPower(c.int(1))
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
  ] + removed.map { name, replacement in
    Operation(name, "(*args, **kwargs)", "Removed from PyTorch: see torch.linalg.\(replacement).", .both) { _ in
      throw TensorError.runtime(
        "This function was deprecated since version 1.9 and is now removed.", fix: "`torch.linalg.\(replacement)`")
    }
  }

  /// What PyTorch keeps only to say that it is gone.
  private static let removed: [(String, String)] = [
    ("qr", "qr"), ("cholesky", "cholesky"), ("solve", "solve"), ("symeig", "eigh"), ("eig", "eig"), ("lstsq", "lstsq"),
    ("matrix_rank", "matrix_rank"),
  ]
}
