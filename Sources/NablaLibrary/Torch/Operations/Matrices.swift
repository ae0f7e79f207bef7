import NablaTensor
import NablaVM

/// Products of matrices and vectors, and what is built of them.
enum MatrixOperations {
  static let table: [Operation] = products + algebra

  /// beta · input + alpha · product; with beta 0 the input does not count, NaN or not.
  private static func weighted(_ c: Call, _ product: Tensor, _ name: String) throws -> Tensor {
    let (beta, alpha) = (try c.scalar(3), try c.scalar(4))
    let base = try c.tensor(0).expand(product.shape)
    let scaled = try Arithmetic.scale(product, alpha)
    if beta.double == 0 { return try scaled.clone().named(name) }
    return try Arithmetic.scale(base, beta).add(scaled).named(name)
  }

  private static func checkTypes(_ c: Call) throws {
    let (x, first, second) = (try c.tensor(0).dtype, try c.tensor(1).dtype, try c.tensor(2).dtype)
    guard x == second else {
      throw TensorError.runtime(
        "self and mat2 must have the same dtype, but got \(x.scalarTypeName) and \(second.scalarTypeName)")
    }
    guard first == second else {
      throw TensorError.runtime(
        "mat1 and mat2 must have the same dtype, but got \(first.scalarTypeName) and \(second.scalarTypeName)")
    }
  }

  private static func checkBatches(_ c: Call) throws {
    guard try c.tensor(1).rank == 0 || c.tensor(2).rank == 0 else { return }
    throw TensorError.other(.indexError, "Dimension specified as \(c.operation.name == "addbmm" ? 1 : 0) but tensor has no dimensions")
  }

  private static let products: [Operation] = [
    .tensor("matmul", "(input, other)", "The matrix product.") { c in try c.tensor(0).matmul(c.tensor(1)) },
    .tensor("mm", "(input, mat2)", "The product of two matrices.") { c in try c.tensor(0).mm(c.tensor(1)) },
    .tensor("bmm", "(input, mat2)", "The products of matrices, pair by pair in a batch.") { c in
      try c.tensor(0).bmm(c.tensor(1))
    },
    .tensor("mv", "(input, vec)", "The product of a matrix and a vector.") { c in try c.tensor(0).mv(c.tensor(1)) },
    .tensor("dot", "(input, tensor)", "The sum of the products of two vectors' elements.") { c in
      try c.tensor(0).dot(c.tensor(1))
    },
    .tensor("vdot", "(input, other)", "The sum of the products of two vectors' elements.") { c in
      try c.tensor(0).dot(c.tensor(1)).named("VdotBackward0")
    },
    .tensor("inner", "(input, other)", "The sums of products over the last dimensions.") { c in
      let (a, b) = (try c.tensor(0), try c.tensor(1))
      if a.rank == 0 || b.rank == 0 { return try a.mul(b) }
      guard a.dtype == b.dtype else { throw TensorError.runtime("both inputs should have same dtype") }
      guard a.shape[a.rank - 1] == b.shape[b.rank - 1] else {
        throw TensorError.runtime("inner() the last dimension must match on both input tensors but got shapes "
          + "\(a.shape) and \(b.shape)")
      }
      return try Products.tensordot(a, b, [-1], [-1])
    },
    .tensor("outer", "(input, vec2)", "All products of two vectors' elements.") { c in
      try c.tensor(0).outer(c.tensor(1))
    },
    .tensor("ger", "(input, vec2)", "All products of two vectors' elements.") { c in
      try c.tensor(0).outer(c.tensor(1))
    },
    .tensor("addmm", "(input, mat1, mat2, *, beta=1, alpha=1)", "beta · input + alpha · (mat1 @ mat2).", .all) { c in
      try checkTypes(c)
      return try c.tensor(0).addmm(c.tensor(1), c.tensor(2), beta: c.scalar(3), alpha: c.scalar(4))
    },
    .tensor("addmv", "(input, mat, vec, *, beta=1, alpha=1)", "beta · input + alpha · (mat @ vec).", .all) { c in
      let ranks = (try c.tensor(1).rank, try c.tensor(2).rank, try c.tensor(0).rank)
      guard ranks.0 == 2, ranks.1 == 1, ranks.2 <= 1 else {
        throw TensorError.runtime("vector + matrix @ vector expected, got \(ranks.2), \(ranks.0), \(ranks.1)")
      }
      let types = (try c.tensor(0).dtype, try c.tensor(1).dtype, try c.tensor(2).dtype)
      guard types.0 == types.1, types.1 == types.2 else {
        throw TensorError.runtime("addmv input tensors must have the same dtype, but got \(types.0.scalarTypeName), "
          + "\(types.1.scalarTypeName), and \(types.2.scalarTypeName)")
      }
      return try weighted(c, c.tensor(1).mv(c.tensor(2)), "AddmvBackward0")
    },
    .tensor("addr", "(input, vec1, vec2, *, beta=1, alpha=1)", "beta · input + alpha · outer(vec1, vec2).", .all) { c in
      for (slot, name) in [(1, "vec1"), (2, "vec2")] where try c.tensor(slot).rank != 1 {
        throw TensorError.runtime("addr: Expected 1-D argument \(name), but got \(try c.tensor(slot).rank)-D")
      }
      return try weighted(c, c.tensor(1).outer(c.tensor(2)), "AddrBackward0")
    },
    .tensor("baddbmm", "(input, batch1, batch2, *, beta=1, alpha=1)", "beta · input + alpha · (batch1 @ batch2).", .all) {
      c in
      try checkBatches(c)
      let (a, b) = (try c.tensor(1), try c.tensor(2))
      let dtype = try c.tensor(0).dtype
      guard dtype == a.dtype, dtype == b.dtype else {
        throw TensorError.runtime("Input dtypes must be the same, got: input \(dtype.cTypeName), batch1: \(a.dtype.cTypeName), "
          + "batch2: \(b.dtype.cTypeName)")
      }
      if a.rank == 3, b.rank == 3, a.shape[0] != b.shape[0] || a.shape[2] != b.shape[1] {
        throw TensorError.runtime("Expected size for first two dimensions of batch2 tensor to be: [\(a.shape[0]), "
          + "\(a.shape[2])] but got: [\(b.shape[0]), \(b.shape[1])].")
      }
      return try weighted(c, a.bmm(b), "BaddbmmBackward0")
    },
    .tensor("einsum", "(equation, *operands)", "Sums of products over indices named by letters.", .function) { c in
      if c.isTensor(0) {
        guard case .object(let object) = c[1], let rest = Sequences.items(of: object) else { throw c.wrongType(0, "str") }
        return try Products.einsum(sublists: [c[0]] + rest, c)
      }
      return try Products.einsum(c.text(0), c.tensorsOrList(1))
    },
    .tensor("tensordot", "(a, b, dims=2)", "Sums of products over several dimensions.", .function) { c in
      guard try c.tensor(0).dtype == c.tensor(1).dtype else { throw TensorError.runtime("both inputs should have same dtype") }
      if case .int(let count) = c[2] {
        if count > 0, try c.tensor(0).rank == 0 || c.tensor(1).rank == 0 {
          throw TensorError.runtime("tensordot expects dims < ndim_a or ndim_b, but got dims=\(count)")
        }
        guard count >= 0 else {
          throw TensorError.runtime("tensordot expects dims >= 0, but got dims=\(count)")
        }
        return try Products.tensordot(c.tensor(0), c.tensor(1), Array(-min(count, 64)..<0), Array(0..<min(count, 64)))
      }
      guard case .object(let object) = c[2], let pair = Sequences.items(of: object), pair.count == 2 else {
        throw c.wrongType(2, "int or pair of lists of ints")
      }
      return try Products.tensordot(c.tensor(0), c.tensor(1), c.ints(of: pair[0], 2), c.ints(of: pair[1], 2))
    },
  ]

  private static let algebra: [Operation] = [
    .unary("trace", "The sum of the diagonal.", .both) { try $0.trace() },
    .tensor("dist", "(input, other, p=2)", "The norm of the difference.") { c in
      try c.tensor(0).sub(c.tensor(1)).norm(p: c.double(2)).named("DistBackward0")
    },
    .tensor("cdist", "(x1, x2, p=2.0, compute_mode=None)", "The distances of all pairs of rows.", .function) { c in
      try c.tensor(0).cdist(c.tensor(1), p: c.double(2))
    },
    .tensor("pdist", "(input, p=2.0)", "The distances of each row from those behind it.", [.function, .functional]) { c in
      try c.tensor(0).pdist(p: c.double(1))
    },
    .tensor("kron", "(input, other)", "The Kronecker product.") { c in try c.tensor(0).kron(c.tensor(1)) },
    .tensor("addbmm", "(input, batch1, batch2, *, beta=1, alpha=1)", "beta · input + alpha · Σ (batch1 @ batch2).", .all) {
      c in
      try checkTypes(c)
      try checkBatches(c)
      return try c.tensor(0).addbmm(c.tensor(1), c.tensor(2), beta: c.scalar(3), alpha: c.scalar(4))
    },
    .tensor("cosine_similarity", "(x1, x2, dim=1, eps=1e-08)", "The cosine of the angle between vectors.",
            [.function, .functional]) { c in
      try Products.cosineSimilarity(c.tensor(0), c.tensor(1), dim: c.dim(2), eps: c.double(3))
    },
  ]
}
