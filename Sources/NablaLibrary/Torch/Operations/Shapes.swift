import NablaTensor
import NablaVM

/// Operations that rearrange elements: views where they can be, copies where they must.
enum ShapeOperations {
  static let table: [Operation] = reshaping + dimensions + joining + repeating + splitting

  private static let reshaping: [Operation] = [
    .tensor("view", "(input, *size)", "The same elements in another shape, without copying.", .method) { c in
      if case .object(let object) = c[1], let only = Sequences.items(of: object)?.first,
        let dtype = only.as(DTypeObject.self)
      {
        return try c.tensor(0).viewed(as: dtype.dtype)
      }
      return try c.tensor(0).view(Shape(checking: c.shape(1)))
    },
    .tensor("reshape", "(input, *shape)", "The same elements in another shape.") { c in
      try c.tensor(0).reshape(Shape(checking: c.shape(1)))
    },
    .tensor("view_as", "(input, other)", "The same elements in the shape of another tensor.", .method) { c in
      try c.tensor(0).view(c.tensor(1).shape)
    },
    .tensor("reshape_as", "(input, other)", "The same elements in the shape of another tensor.", .method) { c in
      try c.tensor(0).reshape(c.tensor(1).shape)
    },
    .tensor("flatten", "(input, start_dim=0, end_dim=-1)", "Dimensions start_dim to end_dim made one.") { c in
      try c.tensor(0).flatten(c.int(1), c.int(2))
    },
    .tensor("unflatten", "(input, dim, sizes)", "One dimension split into several.") { c in
      try c.tensor(0).unflatten(c.dim(1), Shape(checking: c.ints(2)))
    },
    .unary("ravel", "All elements in one dimension.", .both) { try $0.contiguous().view([-1]) },
    .tensor("contiguous", "(input, *, memory_format=None)", "The tensor with its elements in order in memory.", .method)
    { c in try c.tensor(0).contiguous() },
    .tensor("clone", "(input, *, memory_format=None)", "A copy, through which gradients flow.") { c in
      try isContiguousAsked(c, 1) ? c.tensor(0).clone() : c.tensor(0).clonePreservingOrder()
    },
  ]

  /// `memory_format=torch.contiguous_format`.
  static func isContiguousAsked(_ c: Call, _ slot: Int) -> Bool {
    (c[slot].as(MemoryFormatObject.self))?.isContiguous ?? false
  }

  private static let dimensions: [Operation] = [
    .tensor("unsqueeze", "(input, dim)", "A dimension of size 1 inserted at dim.", .all) { c in
      try c.tensor(0).unsqueeze(c.dim(1))
    },
    .tensor("squeeze", "(input, dim=None)", "Dimensions of size 1 removed.", .both) { c in
      guard let dims = try c.dims(1) else { return try c.tensor(0).squeeze() }
      return try c.tensor(0).squeeze(dims).renamedView(c.isSequence(1) ? "SqueezeBackward2" : "SqueezeBackward1")
    },
    .tensor("transpose", "(input, dim0, dim1)", "Two dimensions swapped.") { c in
      try c.tensor(0).transpose(c.int(1), c.int(2))
    },
    .tensor("swapaxes", "(input, axis0, axis1)", "Two dimensions swapped.") { c in
      try c.tensor(0).transpose(c.int(1), c.int(2))
    },
    .tensor("swapdims", "(input, dim0, dim1)", "Two dimensions swapped.") { c in
      try c.tensor(0).transpose(c.int(1), c.int(2))
    },
    .tensor("permute", "(input, *dims)", "The dimensions in another order.") { c in
      try c.tensor(0).permute(c.shape(1))
    },
    .tensor("movedim", "(input, source, destination)", "Dimensions moved, the others kept in order.") { c in
      try c.tensor(0).movedim(c.dims(1) ?? [], c.dims(2) ?? [])
    },
    .tensor("moveaxis", "(input, source, destination)", "Dimensions moved, the others kept in order.") { c in
      try c.tensor(0).movedim(c.dims(1) ?? [], c.dims(2) ?? [])
    },
    .unary("t", "The transpose of a matrix.", .both) { try $0.t() },
    .unary("adjoint", "The last two dimensions swapped.", .both) { $0.rank == 0 ? $0 : try $0.transpose(-2, -1) },
    .tensor("expand", "(input, *size)", "Dimensions of size 1 stretched, without copying.", .method) { c in
      try c.tensor(0).expand(Shape(checking: c.shape(1)))
    },
    .tensor("expand_as", "(input, other)", "Dimensions of size 1 stretched to another tensor's shape.", .method) { c in
      try c.tensor(0).expand(c.tensor(1).shape)
    },
    .tensor("broadcast_to", "(input, size)", "Dimensions of size 1 stretched to a shape.") { c in
      try c.tensor(0).expand(Shape(checking: c.ints(1)))
    },
    .tensor("narrow", "(input, dim, start, length)", "A stretch of one dimension.") { c in
      try c.tensor(0).narrow(c.dim(1), c.int(2), c.int(3))
    },
    .tensor("select", "(input, dim, index)", "One position of one dimension, which goes away.") { c in
      try c.tensor(0).select(c.dim(1), c.int(2))
    },
    .tensor("diagonal", "(input, offset=0, dim1=0, dim2=1)", "A diagonal, as a view.") { c in
      try c.tensor(0).diagonal(offset: c.int(1), dim1: c.int(2), dim2: c.int(3))
    },
    .tensor("unfold", "(input, dimension, size, step)", "All windows along a dimension, as a view.", .method) { c in
      try Composed.unfold(c.tensor(0), c.dim(1), size: c.int(2), step: c.int(3))
    },
  ]

  private static let joining: [Operation] = [
    .tensor("cat", "(tensors, dim=0, *, axis=None)", "Tensors joined along a dimension.", .function) { c in
      try Tensor.cat(c.tensors(0), dim: c.dim(1, axis: 2))
    },
    .tensor("concat", "(tensors, dim=0, *, axis=None)", "Tensors joined along a dimension.", .function) { c in
      try Tensor.cat(c.tensors(0), dim: c.dim(1, axis: 2))
    },
    .tensor("concatenate", "(tensors, dim=0, *, axis=None)", "Tensors joined along a dimension.", .function) { c in
      try Tensor.cat(c.tensors(0), dim: c.dim(1, axis: 2))
    },
    .tensor("stack", "(tensors, dim=0, *, axis=None)", "Tensors joined along a new dimension.", .function) { c in
      try Tensor.stack(c.tensors(0), dim: c.dim(1, axis: 2))
    },
    Operation("meshgrid", "(*tensors, indexing='ij')", "Grids of coordinates.", .function) { c in
      if try c.tensorsOrList(0).isEmpty { throw TensorError.runtime("meshgrid expects a non-empty TensorList") }
      return .tuple(try Tensor.meshgrid(c.tensorsOrList(0), xy: c.text(1) == "xy").map(TensorObject.value))
    },
    Operation("broadcast_tensors", "(*tensors)", "Tensors stretched to a common shape.", .function) { c in
      .tuple(try Tensor.broadcast(c.tensorsOrList(0)).map(TensorObject.value))
    },
  ]

  private static let repeating: [Operation] = [
    .tensor("repeat", "(input, *repeats)", "The tensor repeated along each dimension.", .method) { c in
      try c.tensor(0).repeated(c.shape(1))
    },
    .tensor("tile", "(input, *dims)", "The tensor repeated along each dimension, the last ones first.") { c in
      try c.tensor(0).tile(c.shape(1))
    },
    .tensor("repeat_interleave", "(input, repeats=None, dim=None, *, output_size=None)", "Each element repeated.") { c in
      if !c.isGiven(1) {
        let counts = try c.tensor(0)
        guard counts.rank == 1 else { throw TensorError.runtime("repeat_interleave only accept 1D vector as repeat") }
        return try Tensor.arange(0, .int(counts.elementCount)).repeatInterleave(counts, dim: 0)
      }
      if c.isTensor(1) { return try c.tensor(0).repeatInterleave(c.tensor(1), dim: c.optionalDim(2)) }
      return try c.tensor(0).repeatInterleave(c.int(1), dim: c.optionalDim(2))
    },
    .tensor("flip", "(input, *dims)", "The order of elements reversed along dimensions.") { c in
      try c.tensor(0).flip(c.shape(1))
    },
    .unary("fliplr", "The order of columns reversed.", .both) { x in
      guard x.rank >= 2 else { throw TensorError.runtime("Input must be >= 2-d.") }
      return try x.flip([1])
    },
    .unary("flipud", "The order of rows reversed.", .both) { x in
      guard x.rank >= 1 else { throw TensorError.runtime("Input must be >= 1-d.") }
      return try x.flip([0])
    },
    .tensor("roll", "(input, shifts, dims=None)", "Elements moved along dimensions, the last ones to the front.") { c in
      try c.tensor(0).roll(c.dims(1) ?? [], dims: c.dims(2))
    },
    .tensor("rot90", "(input, k=1, dims=(0, 1))", "The tensor turned by quarters.") { c in
      let dims = try c.ints(2)
      guard dims.count == 2 else {
        throw c.failure(.runtimeError, "expected total rotation dims == 2, but got dims = \(dims.count)")
      }
      let input = try c.tensor(0)
      guard input.rank >= 2 else {
        throw TensorError.runtime("expected total dims >= 2, but got total dims = \(input.rank)")
      }
      guard dims[0] != dims[1], abs(dims[0] &- dims[1]) != input.rank else {
        throw TensorError.runtime(
          "expected rotation dims to be different, but got dim0 = \(dims[0]) and dim1 = \(dims[1])")
      }
      switch ((try c.int(1) % 4) + 4) % 4 {
      case 1: return try input.flip([dims[1]]).transpose(dims[0], dims[1]).named("Rot90Backward0")
      case 2: return try input.flip(dims).named("Rot90Backward0")
      case 3: return try input.flip([dims[0]]).transpose(dims[0], dims[1]).named("Rot90Backward0")
      default: return try input.clone().named("Rot90Backward0")
      }
    },
    .tensor("tril", "(input, diagonal=0)", "The lower triangle, zeros above.", .all) { c in
      try c.tensor(0).tril(c.int(1))
    },
    .tensor("triu", "(input, diagonal=0)", "The upper triangle, zeros below.", .all) { c in
      try c.tensor(0).triu(c.int(1))
    },
    .tensor("diag", "(input, diagonal=0)", "The diagonal of a matrix, or the matrix with a diagonal.") { c in
      try c.tensor(0).diag(c.int(1))
    },
  ]

  private static let splitting: [Operation] = [
    Operation("split", "(input, split_size_or_sections, dim=0)", "The tensor cut into parts along a dimension.", .both)
    { c in
      let parts: [Tensor]
      if case .int(let size) = c[1] { parts = try c.tensor(0).split(size, dim: c.dim(2)) } else {
        parts = try c.tensor(0).split(c.ints(1), dim: c.dim(2)).map { $0.renamedView("SplitWithSizesBackward0") }
      }
      return .tuple(parts.map(TensorObject.value))
    },
    Operation("chunk", "(input, chunks, dim=0)", "The tensor cut into a number of parts along a dimension.", .both) {
      c in .tuple(try c.tensor(0).chunk(c.int(1), dim: c.dim(2)).map(TensorObject.value))
    },
    Operation("unbind", "(input, dim=0)", "The slices along a dimension, which goes away.", .both) { c in
      .tuple(try c.tensor(0).unbind(c.dim(1)).map(TensorObject.value))
    },
  ]
}
