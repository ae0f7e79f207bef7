import NablaTensor
import NablaVM

/// Operations that pick elements by index or by mask, and write them.
enum IndexingOperations {
  static let table: [Operation] = picking + writing + masks

  private static let picking: [Operation] = [
    .tensor("index_select", "(input, dim, index)", "The slices of one dimension that an index tensor names.") { c in
      try c.tensor(0).indexSelect(dim: c.dim(1), index: c.tensor(2))
    },
    .tensor("gather", "(input, dim, index)", "The elements an index tensor names along one dimension.") { c in
      try c.tensor(0).gather(dim: c.dim(1), index: c.tensor(2))
    },
    .tensor("take", "(input, index)", "The elements at positions of the flattened tensor.") { c in
      let index = try c.tensor(1)
      return try c.tensor(0).flatten().indexSelect(dim: 0, index: index.flatten()).reshape(index.shape.array)
    },
    .tensor("take_along_dim", "(input, indices, dim=None)", "The elements an index tensor names along one dimension.") {
      c in
      guard let dim = try c.optionalDim(2) else {
        return try c.tensor(0).flatten().gather(dim: 0, index: c.tensor(1).flatten())
      }
      return try c.tensor(0).gather(dim: dim, index: c.tensor(1))
    },
    Operation("nonzero", "(input, *, as_tuple=False)", "The positions of the nonzero elements.", .both) { c in
      let positions = try c.tensor(0).nonzero()
      guard try c.bool(1) else { return TensorObject.value(positions) }
      return .tuple(try positions.unbind(dim: 1).map(TensorObject.value))
    },
    .unary("argwhere", "The positions of the nonzero elements.", .both) { try $0.nonzero() },
    .tensor("masked_select", "(input, mask)", "The elements where a mask is true.") { c in
      try c.tensor(0).maskedSelect(c.tensor(1))
    },
  ]

  private static let writing: [Operation] = [
    .tensor("scatter", "(input, dim, index, src, *, reduce=None)", "Elements written at positions along one dimension.",
            .all) { c in
      let source = c.isTensor(3) ? try c.tensor(3) : try Tensor.full(c.tensor(2).shape, c.scalar(3), dtype: c.tensor(0).dtype)
      if c.isGiven(4), try c.text(4) == "add" {
        return try c.tensor(0).scatterAdd(dim: c.dim(1), index: c.tensor(2), source: source)
      }
      return try c.tensor(0).scatter(dim: c.dim(1), index: c.tensor(2), source: source)
    },
    .tensor("scatter_add", "(input, dim, index, src)", "Elements added at positions along one dimension.", .all) { c in
      try c.tensor(0).scatterAdd(dim: c.dim(1), index: c.tensor(2), source: c.tensor(3))
    },
    .tensor("index_add", "(input, dim, index, source, *, alpha=1)", "Slices added at positions of one dimension.", .all)
    { c in
      let source = try Arithmetic.mul(.tensor(c.tensor(3)), .scalar(c.scalar(4)))
      return try c.tensor(0).indexAdd(dim: c.dim(1), index: c.tensor(2), source: source)
    },
    .tensor("index_fill", "(input, dim, index, value)", "Slices of one dimension set to a number.", .all) { c in
      try c.tensor(0).indexFill(dim: c.dim(1), index: c.tensor(2), value: c.scalar(3))
    },
    .tensor("index_copy", "(input, dim, index, source)", "Slices written at positions of one dimension.", .all) { c in
      try c.tensor(0).indexCopy(dim: c.dim(1), index: c.tensor(2), source: c.tensor(3))
    },
  ]

  private static let masks: [Operation] = [
    Operation("where", "(condition, input=None, other=None)",
              "Elements of input where a condition holds, of other elsewhere.", .function) { c in
      guard c.isGiven(1) || c.isGiven(2) else {
        return .tuple(try c.tensor(0).nonzero().unbind(dim: 1).map(TensorObject.value))
      }
      return TensorObject.value(try Arithmetic.select(c.tensor(0), c.operand(1), c.operand(2)))
    },
    .tensor("where", "(input, condition, other)", "The elements where a condition holds, of other elsewhere.", .method) {
      c in try Arithmetic.select(c.tensor(1), .tensor(c.tensor(0)), c.operand(2))
    },
    .tensor("masked_fill", "(input, mask, value)", "The tensor with a number where a mask is true.", .all) { c in
      try c.tensor(0).maskedFill(c.tensor(1), c.scalar(2))
    },
    .tensor("isin", "(elements, test_elements, *, assume_unique=False, invert=False)",
            "Whether each element occurs in another tensor.", .function) { c in
      let tests = try c.tensor(1).flatten()
      let found = try c.tensor(0).unsqueeze(-1).eq(tests).any(dims: [-1], keepDim: false)
      return try c.bool(3) ? found.logicalNot() : found
    },
    .tensor("one_hot", "(tensor, num_classes=-1)", "Rows with a one at each class.", .functional) { c in
      try c.tensor(0).oneHot(numClasses: c.int(1))
    },
    .tensor("bucketize", "(input, boundaries, *, out_int32=False, right=False)",
            "The index of the bucket each element falls in.", .function) { c in
      try c.tensor(1).searchsorted(c.tensor(0), right: c.bool(3))
    },
    .tensor("searchsorted", "(sorted_sequence, input, *, out_int32=False, right=False)",
            "Where each element would be inserted in order.", .function) { c in
      try c.tensor(0).searchsorted(c.tensor(1), right: c.bool(3))
    },
  ]
}
