import NablaTensor
import NablaVM

/// Writing at positions beyond `scatter` and `index_add`.
enum ScatterOperations {
  static let table: [Operation] = slices + elements

  private static let slices: [Operation] = [
    .tensor("index_copy", "(input, dim, index, source)", "Slices replaced at positions of one dimension.", .all) { c in
      try c.tensor(0).indexCopy(c.dim(1), c.tensor(2), c.tensor(3))
    },
    .tensor("index_fill", "(input, dim, index, value)", "Slices at positions of one dimension set to a number.", .all) { c in
      c.isTensor(3)
        ? try c.tensor(0).indexFill(c.dim(1), c.tensor(2), c.tensor(3))
        : try c.tensor(0).indexFill(c.dim(1), c.tensor(2), c.scalar(3))
    },
    .tensor("index_reduce", "(input, dim, index, source, reduce, *, include_self=True)",
            "Slices combined at positions of one dimension.", .all) { c in
      try c.tensor(0).indexReduce(c.dim(1), c.tensor(2), c.tensor(3), c.text(4), includeSelf: c.bool(5))
    },
    .tensor("index_put", "(input, indices, values, accumulate=False)", "Elements written at positions.") { c in
      try InPlaceMethods.checkPut(c)
      let result = try c.tensor(0).clone()
      try result.indexPutInPlace(InPlaceMethods.indices(c), c.tensor(2), accumulate: c.bool(3))
      return result
    },
  ]

  private static let elements: [Operation] = [
    .tensor("scatter_reduce", "(input, dim, index, src, reduce, *, include_self=True)",
            "Elements combined at positions along one dimension.", .all) { c in
      try c.tensor(0).scatterReduce(c.dim(1), c.tensor(2), c.tensor(3), c.text(4), includeSelf: c.bool(5))
    },
    .tensor("masked_scatter", "(input, mask, source)", "The elements of a source where a mask is true.", .all) { c in
      try c.tensor(0).maskedScatter(c.tensor(1), c.tensor(2))
    },
    .tensor("take", "(input, index)", "The elements at positions of the flattened tensor.") { c in
      try c.tensor(0).take(c.tensor(1))
    },
    .tensor("put", "(input, index, source, accumulate=False)", "Elements written at positions of the flattened tensor.",
            .all) { c in
      try c.tensor(0).put(c.tensor(1), c.tensor(2), accumulate: c.bool(3))
    },
    .tensor("nonzero_static", "(input, *, size, fill_value=-1)", "The positions of nonzero elements, cut or padded.") { c in
      let found = try c.tensor(0).nonzero()
      let (size, fill) = (try c.int(1), try c.int(2))
      guard size >= 0 else { throw TensorError.runtime("nonzero_static: 'size' must be an non-negative integer") }
      let rows = found.shape[0]
      if rows >= size { return try found.narrow(0, 0, size).clone() }
      return try Tensor.cat([found, Tensor.full([size - rows, found.shape[1]], .int(fill), dtype: .int64)], dim: 0)
    },
  ]
}
