import NablaTensor
import NablaVM

/// Products of matrices and vectors, and what is built of them.
enum MatrixOperations {
  static let table: [Operation] = products + algebra

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
      try c.tensor(0).dot(c.tensor(1))
    },
    .tensor("inner", "(input, other)", "The sums of products over the last dimensions.") { c in
      let (a, b) = (try c.tensor(0), try c.tensor(1))
      return a.rank == 0 || b.rank == 0 ? try a.mul(b) : try a.matmul(b.rank == 1 ? b : b.transpose(-2, -1))
    },
    .tensor("outer", "(input, vec2)", "All products of two vectors' elements.") { c in
      try c.tensor(0).outer(c.tensor(1))
    },
    .tensor("ger", "(input, vec2)", "All products of two vectors' elements.") { c in
      try c.tensor(0).outer(c.tensor(1))
    },
    .tensor("addmm", "(input, mat1, mat2, *, beta=1, alpha=1)", "beta · input + alpha · (mat1 @ mat2).", .all) { c in
      let product = try Arithmetic.scale(c.tensor(1).mm(c.tensor(2)), c.scalar(4))
      return try Arithmetic.scale(c.tensor(0), c.scalar(3)).add(product)
    },
    .tensor("addmv", "(input, mat, vec, *, beta=1, alpha=1)", "beta · input + alpha · (mat @ vec).", .all) { c in
      let product = try Arithmetic.scale(c.tensor(1).mv(c.tensor(2)), c.scalar(4))
      return try Arithmetic.scale(c.tensor(0), c.scalar(3)).add(product)
    },
    .tensor("addr", "(input, vec1, vec2, *, beta=1, alpha=1)", "beta · input + alpha · outer(vec1, vec2).", .all) { c in
      let product = try Arithmetic.scale(c.tensor(1).outer(c.tensor(2)), c.scalar(4))
      return try Arithmetic.scale(c.tensor(0), c.scalar(3)).add(product)
    },
    .tensor("baddbmm", "(input, batch1, batch2, *, beta=1, alpha=1)", "beta · input + alpha · bmm(batch1, batch2).",
            .all) { c in
      let product = try Arithmetic.scale(c.tensor(1).bmm(c.tensor(2)), c.scalar(4))
      return try Arithmetic.scale(c.tensor(0), c.scalar(3)).add(product)
    },
    .tensor("einsum", "(equation, *operands)", "Sums of products over indices named by letters.", .function) { c in
      try Products.einsum(c.text(0), c.tensorsOrList(1))
    },
    .tensor("tensordot", "(a, b, dims=2)", "Sums of products over several dimensions.", .function) { c in
      if case .int(let count) = c[2] {
        let a = try c.tensor(0)
        return try Products.tensordot(a, c.tensor(1), Array(max(a.rank - count, 0)..<a.rank), Array(0..<max(count, 0)))
      }
      guard case .object(let object) = c[2], let pair = Sequences.items(of: object), pair.count == 2 else {
        throw c.wrongType(2, "int or pair of lists of ints")
      }
      return try Products.tensordot(c.tensor(0), c.tensor(1), c.ints(of: pair[0], 2), c.ints(of: pair[1], 2))
    },
  ]

  private static let algebra: [Operation] = [
    .unary("trace", "The sum of the diagonal.", .both) { try $0.diagonal(offset: 0, dim1: 0, dim2: 1).sum() },
    .tensor("dist", "(input, other, p=2)", "The norm of the difference.") { c in
      try c.tensor(0).sub(c.tensor(1)).norm(p: c.double(2))
    },
    .tensor("cdist", "(x1, x2, p=2.0)", "The distances of all pairs of rows.", .function) { c in
      let difference = try c.tensor(0).unsqueeze(-2).sub(c.tensor(1).unsqueeze(-3))
      return try difference.norm(p: c.double(2), dim: [-1], keepdim: false)
    },
    .tensor("kron", "(input, other)", "The Kronecker product.") { c in
      let (a, b) = (try c.tensor(0), try c.tensor(1))
      guard a.rank == 2, b.rank == 2 else { return try a.outer(b).flatten() }
      let product = try a.reshape([a.shape[0], 1, a.shape[1], 1]).mul(b.reshape([1, b.shape[0], 1, b.shape[1]]))
      return try product.reshape([a.shape[0] * b.shape[0], a.shape[1] * b.shape[1]])
    },
    .tensor("cosine_similarity", "(x1, x2, dim=1, eps=1e-08)", "The cosine of the angle between vectors.",
            [.function, .functional]) { c in
      try Products.cosineSimilarity(c.tensor(0), c.tensor(1), dim: c.dim(2), eps: c.double(3))
    },
  ]
}
