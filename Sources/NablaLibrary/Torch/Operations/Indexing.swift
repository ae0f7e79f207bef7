import NablaTensor
import NablaVM

/// Operations that pick elements by index or by mask, and write them.
enum IndexingOperations {
  static let table: [Operation] = picking + writing + masks

  private static let picking: [Operation] = [
    .tensor("index_select", "(input, dim, index)", "The slices of one dimension that an index tensor names.") { c in
      try c.tensor(0).indexSelect(c.dim(1), c.tensor(2))
    },
    .tensor("gather", "(input, dim, index)", "The elements an index tensor names along one dimension.") { c in
      try c.tensor(0).gather(c.dim(1), c.tensor(2))
    },
    .tensor("take_along_dim", "(input, indices, dim=None)", "The elements an index tensor names along one dimension.") {
      c in
      try c.tensor(0).takeAlongDim(c.tensor(1), dim: c.optionalDim(2))
    },
    Operation("nonzero", "(input, *, as_tuple=False)", "The positions of the nonzero elements.", .both) { c in
      let positions = try c.tensor(0).nonzero()
      guard try c.bool(1) else { return TensorObject.value(positions) }
      return .tuple(try positions.unbind(1).map(TensorObject.value))
    },
    .unary("argwhere", "The positions of the nonzero elements.", .both) { try $0.nonzero() },
    .tensor("masked_select", "(input, mask)", "The elements where a mask is true.") { c in
      try c.tensor(0).maskedSelect(c.tensor(1))
    },
  ]

  private static let writing: [Operation] = [
    .tensor("scatter", "(input, dim, index, src=None, *, reduce=None, value=None)",
            "Elements written at positions along one dimension.", .all) { c in
      if c.isGiven(4) {
        // The old way of combining: the numbers of a list, or one number for all positions.
        let x = try c.tensor(0)
        let slot = c.isGiven(5) ? 5 : 3
        let source = c.isTensor(slot)
          ? try c.tensor(slot) : try Tensor.full(c.tensor(2).shape, c.scalar(slot), dtype: x.dtype)
        switch try c.text(4) {
        case "add": return try x.scatterAdd(c.dim(1), c.tensor(2), source)
        case "multiply": return try x.scatterReduce(c.dim(1), c.tensor(2), source, "prod")
        default: throw TensorError.runtime("reduce argument must be either add or multiply.")
        }
      }
      if c.isGiven(5) { return try c.tensor(0).scatter(c.dim(1), c.tensor(2), c.scalar(5)) }
      guard c.isTensor(3) else { return try c.tensor(0).scatter(c.dim(1), c.tensor(2), c.scalar(3)) }
      return try c.tensor(0).scatter(c.dim(1), c.tensor(2), c.tensor(3))
    },
    .tensor("scatter_add", "(input, dim, index, src)", "Elements added at positions along one dimension.", .all) { c in
      try c.tensor(0).scatterAdd(c.dim(1), c.tensor(2), c.tensor(3))
    },
    .tensor("index_add", "(input, dim, index, source, *, alpha=1)", "Slices added at positions of one dimension.", .all)
    { c in
      try c.tensor(0).indexAdd(c.dim(1), c.tensor(2), c.tensor(3), alpha: c.scalar(4))
    },
  ]

  private static let masks: [Operation] = [
    Operation("where", "(condition, input=None, other=None)",
              "Elements of input where a condition holds, of other elsewhere.", .function) { c in
      guard c.isGiven(1) || c.isGiven(2) else {
        return .tuple(try c.tensor(0).nonzero().unbind(1).map(TensorObject.value))
      }
      return TensorObject.value(try Tensor.where(c.tensor(0), c.operand(1), c.operand(2)))
    },
    .tensor("where", "(input, condition, other)", "The elements where a condition holds, of other elsewhere.", .method) {
      c in try Tensor.where(c.tensor(1), c.tensor(0), c.operand(2))
    },
    .tensor("masked_fill", "(input, mask, value)", "The tensor with a number where a mask is true.", .all) { c in
      let (x, mask) = (try c.tensor(0), try c.tensor(1))
      if mask.dtype != .bool { _ = try mask.lt(0).logicalAnd(x.lt(0)) }
      return c.isTensor(2) ? try c.tensor(0).maskedFill(c.tensor(1), c.tensor(2)) : try c.tensor(0).maskedFill(c.tensor(1), c.scalar(2))
    },
    .tensor("isin", "(elements, test_elements, *, assume_unique=False, invert=False)",
            "Whether each element occurs in another tensor.", .function) { c in
      for slot in 0...1 {
        if try c.tensor(slot).dtype == .bool {
          throw TensorError.other(.notImplementedError, "Unsupported input type encountered for isin(): Bool")
        }
      }
      let tests = try c.tensor(1).flatten()
      let found = try c.tensor(0).unsqueeze(-1).eq(tests).any(dim: [-1], keepdim: false)
      return try c.bool(3) ? found.logicalNot() : found
    },
    .tensor("one_hot", "(tensor, num_classes=-1)", "Rows with a one at each class.", .functional) { c in
      try c.tensor(0).oneHot(c.int(1))
    },
  ]
}
