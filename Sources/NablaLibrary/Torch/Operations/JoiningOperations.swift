import NablaTensor
import NablaVM

/// Joining and splitting under the names that say the dimension, and combinations of elements.
enum JoiningOperations {
  static let table: [Operation] = stacking + combining + splitting + diagonals

  private static func stack(_ name: String, _ summary: String, _ body: @escaping ([Tensor]) throws -> Tensor) -> Operation {
    .tensor(name, "(tensors)", summary, .function) { c in try body(c.tensors(0)) }
  }

  private static func atLeast(_ dimensions: Int) -> Operation {
    Operation("atleast_\(dimensions)d", "(*tensors)", "Tensors of at least \(dimensions) dimensions.", .function) { c in
      guard case .object(let object) = c[0], let given = Sequences.items(of: object) else { throw c.wrongType(0, "Tensor") }
      let isSingle = given.count == 1 && TensorObject.from(given[0]) != nil
      let results = try c.tensorsOrList(0).map { TensorObject.value(try $0.atLeast(dimensions: dimensions)) }
      return isSingle ? results[0] : .tuple(results)
    }
  }

  private static let stacking: [Operation] = [
    stack("hstack", "Tensors joined along the second dimension, the first for one-dimensional ones.", Tensor.hstack),
    stack("vstack", "Tensors joined along the first dimension, rows for one-dimensional ones.", Tensor.vstack),
    stack("row_stack", "Tensors joined along the first dimension, rows for one-dimensional ones.", Tensor.vstack),
    stack("dstack", "Tensors joined along the third dimension.", Tensor.dstack),
    stack("column_stack", "Tensors joined along the second dimension, columns for one-dimensional ones.",
          Tensor.columnStack),
    atLeast(1), atLeast(2), atLeast(3),
  ]

  private static let combining: [Operation] = [
    .tensor("block_diag", "(*tensors)", "Matrices along the diagonal of a larger one.", .function) { c in
      try Tensor.blockDiagonal(c.tensorsOrList(0))
    },
    .tensor("cartesian_prod", "(*tensors)", "Every choice of one element of each vector.", .function) { c in
      try Tensor.cartesianProduct(c.tensorsOrList(0))
    },
    .tensor("combinations", "(input, r=2, with_replacement=False)", "All choices of r elements.", .function) { c in
      try c.tensor(0).combinations(c.int(1), withReplacement: c.bool(2))
    },
    .tensor("vander", "(x, N=None, increasing=False)", "The powers of each element.", .function) { c in
      try c.tensor(0).vander(c.optionalInt(1), increasing: c.bool(2))
    },
  ]

  private static let splitting: [Operation] = [
    Operation("tensor_split", "(input, indices_or_sections, dim=0, *, indices=None, sections=None)",
              "Nearly equal parts, or parts between positions.", .both) { c in
      let slot = c.isGiven(3) ? 3 : c.isGiven(4) ? 4 : 1
      return parts(try cut(c.tensor(0), c, slot, dim: c.dim(2)))
    },
    named("hsplit", least: 1, axis: 1), named("vsplit", least: 2, axis: 0), named("dsplit", least: 3, axis: 2),
    Operation("split_with_sizes", "(input, split_sizes, dim=0)", "Parts of given sizes.", .both) { c in
      parts(try c.tensor(0).split(c.ints(1), dim: c.dim(2)).map { $0.renamedView("SplitWithSizesBackward0") })
    },
    Operation("unsafe_split", "(input, split_size, dim=0)", "Parts of one size.", .both) { c in
      parts(try c.tensor(0).split(c.int(1), dim: c.dim(2)))
    },
    Operation("unsafe_chunk", "(input, chunks, dim=0)", "A number of parts.", .both) { c in
      parts(try c.tensor(0).chunk(c.int(1), dim: c.dim(2)))
    },
    Operation("unsafe_split_with_sizes", "(input, split_sizes, dim=0)", "Parts of given sizes.", .both) { c in
      parts(try c.tensor(0).split(c.ints(1), dim: c.dim(2)))
    },
  ]

  private static func parts(_ tensors: [Tensor]) -> Value { .tuple(tensors.map(TensorObject.value)) }

  private static func cut(_ x: Tensor, _ c: Call, _ slot: Int, dim: Int) throws -> [Tensor] {
    if c.isTensor(slot) {
      let positions = try c.tensor(slot)
      guard positions.dtype == .int64, positions.rank <= 1 else {
        throw TensorError.runtime("tensor_split expected tensor_indices_or_sections to be a zero-dimensional or "
          + "one-dimensional tensor, but got a tensor with \(positions.rank) dims")
      }
      if positions.rank == 0 { return try x.tensorSplit(positions.item().int, dim: dim) }
      return try x.tensorSplit(at: positions.integers(), dim: dim)
    }
    return try c.isSequence(slot) ? x.tensorSplit(at: c.ints(slot), dim: dim) : x.tensorSplit(c.int(slot), dim: dim)
  }

  private static func named(_ name: String, least: Int, axis: Int) -> Operation {
    Operation(name, "(input, indices_or_sections)", "Parts along a dimension.", .both) { c in
      let x = try c.tensor(0)
      let sections = c.isSequence(1) ? nil : try c.int(1)
      let dim = try x.namedSplitAxis(name, least: least, axis: axis, sections: sections)
      return parts(try cut(x, c, 1, dim: dim))
    }
  }

  private static let diagonals: [Operation] = [
    .tensor("diag_embed", "(input, offset=0, dim1=-2, dim2=-1)", "The last dimension on the diagonal of matrices.") { c in
      try c.tensor(0).diagEmbed(offset: c.int(1), dim1: c.int(2), dim2: c.int(3))
    },
    .tensor("diagflat", "(input, offset=0)", "All elements on the diagonal of a matrix.") { c in
      try c.tensor(0).diagflat(c.int(1))
    },
    .tensor("diagonal_scatter", "(input, src, offset=0, dim1=0, dim2=1)", "A copy with another diagonal.") { c in
      try c.tensor(0).diagonalScatter(c.tensor(1), offset: c.int(2), dim1: c.int(3), dim2: c.int(4))
    },
    .tensor("select_scatter", "(input, src, dim, index)", "A copy with one position of a dimension replaced.") { c in
      try c.tensor(0).selectScatter(c.tensor(1), dim: c.dim(2), index: c.int(3))
    },
    .tensor("slice_scatter", "(input, src, dim=0, start=None, end=None, step=1)", "A copy with a slice replaced.") { c in
      try c.tensor(0).sliceScatter(
        c.tensor(1), dim: c.dim(2), start: c.optionalInt(3), end: c.optionalInt(4), step: c.int(5))
    },
    .tensor("as_strided", "(input, size, stride, storage_offset=None)", "A view with any shape and steps.") { c in
      try c.tensor(0).asStrided(
        Shape(checking: c.ints(1)), Shape(checking: c.ints(2)), storageOffset: c.optionalInt(3))
    },
    .tensor("as_strided_scatter", "(input, src, size, stride, storage_offset=None)",
            "A copy with the elements of a strided view replaced.") { c in
      try c.tensor(0).asStridedScatter(
        c.tensor(1), Shape(checking: c.ints(2)), Shape(checking: c.ints(3)), offset: c.optionalInt(4))
    },
    .tensor("sum_to_size", "(input, *size)", "The sum over the dimensions that a shape would be stretched in.", .method) {
      c in
      let (x, target) = (try c.tensor(0), try Shape(checking: c.shape(1)))
      guard x.shape.isBroadcast(of: target) else {
        throw TensorError.runtime("size {\(target)} is not expandable to size {\(x.shape)}.")
      }
      return try x.sum(to: target)
    },
  ]
}
