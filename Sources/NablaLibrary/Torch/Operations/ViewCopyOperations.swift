import NablaTensor
import NablaVM

/// `transpose_copy` and its kin: what a view would show, copied.
enum ViewCopyOperations {
  static let table: [Operation] = [
    copied("alias_copy", "AliasBackward0_copy", "(input)") { try $0.tensor(0) },
    .tensor("detach_copy", "(input)", "A copy of what the view would show.", .function) { c in
      let copy = try c.tensor(0).detach().clone()
      Autograd.recordMissing("detach_copy", inputs: [try c.tensor(0)], outputs: [copy])
      return copy
    },
    copied("t_copy", "TBackward0_copy", "(input)") { try $0.tensor(0).t() },
    copied("transpose_copy", "TransposeBackward0_copy", "(input, dim0, dim1)") { c in try c.tensor(0).transpose(c.int(1), c.int(2)) },
    copied("permute_copy", "PermuteBackward0_copy", "(input, dims)") { c in try c.tensor(0).permute(c.ints(1)) },
    copied("view_copy", "ViewBackward0_copy", "(input, size)") { c in try c.tensor(0).reshape(Shape(checking: c.ints(1))) },
    copied("expand_copy", "ExpandBackward0_copy", "(input, size, *, implicit=False)") { c in try c.tensor(0).expand(Shape(checking: c.ints(1))) },
    copied("squeeze_copy", "SqueezeBackward0_copy", "(input, dim=None)") { c in try c.tensor(0).squeeze(c.dims(1)) },
    copied("unsqueeze_copy", "UnsqueezeBackward0_copy", "(input, dim)") { c in try c.tensor(0).unsqueeze(c.dim(1)) },
    copied("select_copy", "SelectBackward0_copy", "(input, dim, index)") { c in try c.tensor(0).select(c.dim(1), c.int(2)) },
    copied("slice_copy", "SliceBackward0_copy", "(input, dim=0, start=None, end=None, step=1)") { c in
      try c.tensor(0).slice(c.dim(1), start: c.optionalInt(2), end: c.optionalInt(3), step: c.int(4))
    },
    copied("diagonal_copy", "DiagonalBackward0_copy", "(input, offset=0, dim1=0, dim2=1)") { c in
      try c.tensor(0).diagonal(offset: c.int(1), dim1: c.int(2), dim2: c.int(3))
    },
    copied("narrow_copy", "NarrowCopyBackward0", "(input, dim, start, length)", .both) { c in
      try c.tensor(0).narrow(c.dim(1), c.int(2), c.int(3))
    },
    copied("unfold_copy", "UnfoldBackward0_copy", "(input, dimension, size, step)") { c in
      try Composed.unfold(c.tensor(0), c.dim(1), size: c.int(2), step: c.int(3))
    },
    copied("as_strided_copy", "AsStridedBackward0_copy", "(input, size, stride, storage_offset=None)") { c in
      try c.tensor(0).asStrided(Shape(checking: c.ints(1)), Shape(checking: c.ints(2)), storageOffset: c.optionalInt(3))
    },
    several("unbind_copy", "UnbindBackward0_copy", "(input, dim=0)") { c in try c.tensor(0).unbind(c.dim(1)) },
    several("split_copy", "SplitBackward0_copy", "(input, split_size, dim=0)") { c in try c.tensor(0).split(c.int(1), dim: c.dim(2)) },
    several("split_with_sizes_copy", "SplitWithSizesBackward0_copy", "(input, split_sizes, dim=0)") { c in
      try c.tensor(0).split(c.ints(1), dim: c.dim(2))
    },
  ]

  private static func copied(
    _ name: String, _ rule: String, _ signature: String, _ forms: Forms = .function,
    _ body: @escaping (Call) throws -> Tensor
  ) -> Operation {
    .tensor(name, signature, "A copy of what the view would show.", forms) { c in try body(c).clone().named(rule) }
  }

  private static func several(
    _ name: String, _ rule: String, _ signature: String, _ body: @escaping (Call) throws -> [Tensor]
  ) -> Operation {
    Operation(name, signature, "Copies of what the views would show.", .function) { c in
      .tuple(try body(c).map { TensorObject.value(try $0.clone().named(rule)) })
    }
  }
}
