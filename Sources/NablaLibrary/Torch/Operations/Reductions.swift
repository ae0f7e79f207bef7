import NablaTensor
import NablaVM

/// Operations that fold elements together, along some dimensions or all.
enum ReductionOperations {
  static let table: [Operation] = sums + extremes + statistics + orderings + cumulative

  private static let sums: [Operation] = [
    .tensor("sum", "(input, dim=None, keepdim=False, *, dtype=None, axis=None)", "The sum of the elements.") { c in
      try c.tensor(0).sum(dim: c.dims(1, axis: 4), keepdim: c.bool(2), dtype: c.dtype(3))
    },
    .tensor("mean", "(input, dim=None, keepdim=False, *, dtype=None, axis=None)", "The mean of the elements.") { c in
      try c.tensor(0).mean(dim: c.dims(1, axis: 4), keepdim: c.bool(2), dtype: c.dtype(3))
    },
    .tensor("prod", "(input, dim=None, keepdim=False, *, dtype=None)", "The product of the elements.") { c in
      try c.tensor(0).prod(dim: c.optionalDim(1), keepdim: c.bool(2), dtype: c.dtype(3))
    },
    .tensor("logsumexp", "(input, dim, keepdim=False)", "log of the sum of the exponentials, without overflow.") { c in
      try c.tensor(0).logsumexp(dim: c.dims(1) ?? [], keepdim: c.bool(2))
    },
    .tensor("any", "(input, dim=None, keepdim=False)", "Whether any element is nonzero.") { c in
      try c.tensor(0).any(dim: c.dims(1), keepdim: c.bool(2))
    },
    .tensor("all", "(input, dim=None, keepdim=False)", "Whether all elements are nonzero.") { c in
      try c.tensor(0).all(dim: c.dims(1), keepdim: c.bool(2))
    },
    .tensor("count_nonzero", "(input, dim=None)", "The number of nonzero elements.") { c in
      try c.tensor(0).countNonzero(dim: c.dims(1))
    },
  ]

  private static let extremes: [Operation] = [
    Operation("max", "(input, dim=None, keepdim=False, *, other=None, axis=None)",
              "The largest element; with dim, (values, indices) along it; with a second tensor, the larger of each pair.",
              .both) { c in try extreme(c, largest: true) },
    Operation("min", "(input, dim=None, keepdim=False, *, other=None, axis=None)",
              "The smallest element; with dim, (values, indices) along it; with a second tensor, the smaller of each pair.",
              .both) { c in try extreme(c, largest: false) },
    .tensor("amax", "(input, dim=(), keepdim=False)", "The largest element along dimensions.") { c in
      try c.tensor(0).amax(dim: c.dims(1), keepdim: c.bool(2))
    },
    .tensor("amin", "(input, dim=(), keepdim=False)", "The smallest element along dimensions.") { c in
      try c.tensor(0).amin(dim: c.dims(1), keepdim: c.bool(2))
    },
    Operation("aminmax", "(input, *, dim=None, keepdim=False)", "The smallest and the largest element.", .both) { c in
      let x = try c.tensor(0)
      let dims = try c.dims(1)
      return NamedResult.aminmax.value(
        [try x.amin(dim: dims, keepdim: c.bool(2)), try x.amax(dim: dims, keepdim: c.bool(2))].map {
          $0.named("AminmaxBackward0")
        })
    },
    .tensor("argmax", "(input, dim=None, keepdim=False, *, axis=None)", "Where the largest element is.") { c in
      try c.tensor(0).argmax(dim: c.optionalDim(1, axis: 3), keepdim: c.bool(2))
    },
    .tensor("argmin", "(input, dim=None, keepdim=False, *, axis=None)", "Where the smallest element is.") { c in
      try c.tensor(0).argmin(dim: c.optionalDim(1, axis: 3), keepdim: c.bool(2))
    },
  ]

  private static let statistics: [Operation] = [
    .tensor("std", "(input, dim=None, unbiased=True, keepdim=False, *, correction=None)", "The standard deviation.") {
      c in try c.tensor(0).std(dim: dims(c), correction: correction(c), keepdim: c.bool(3))
    },
    .tensor("var", "(input, dim=None, unbiased=True, keepdim=False, *, correction=None)", "The variance.") { c in
      try c.tensor(0).variance(dim: dims(c), correction: correction(c), keepdim: c.bool(3))
    },
    Operation("std_mean", "(input, dim=None, unbiased=True, keepdim=False, *, correction=None)",
              "The standard deviation and the mean.", .function) { c in
      try requireFloats(c)
      let keep = try c.bool(3)
      let deviation = try c.tensor(0).std(dim: dims(c), correction: correction(c), keepdim: keep)
      return .tuple(
        [deviation, try c.tensor(0).mean(dim: dims(c), keepdim: keep)].map {
          TensorObject.value($0.named("StdMeanBackward0"))
        })
    },
    Operation("var_mean", "(input, dim=None, unbiased=True, keepdim=False, *, correction=None)",
              "The variance and the mean.", .function) { c in
      try requireFloats(c)
      let keep = try c.bool(3)
      let variance = try c.tensor(0).variance(dim: dims(c), correction: correction(c), keepdim: keep)
      return .tuple(
        [variance, try c.tensor(0).mean(dim: dims(c), keepdim: keep)].map {
          TensorObject.value($0.named("VarMeanBackward0"))
        })
    },
    .tensor("norm", "(input, p='fro', dim=None, keepdim=False, dtype=None)", "The norm of the elements.") { c in
      var p = 2.0
      if c.isText(1), try c.text(1) != "fro" {
        return try c.tensor(0).matrixNorm(
          Tensor.NormOrder(c.text(1)), dim: c.dims(2) ?? [-2, -1], keepdim: c.bool(3), dtype: c.dtype(4))
      }
      if c.isGiven(1), !c.isText(1) { p = try c.double(1) }
      return try c.tensor(0).vectorNorm(p, dim: c.dims(2), keepdim: c.bool(3), dtype: c.dtype(4))
    },
    Operation("median", "(input, dim=None, keepdim=False)", "The lower of the middle elements.", .both) { c in
      guard let dim = try c.optionalDim(1) else { return TensorObject.value(try c.tensor(0).median()) }
      let (values, indices) = try c.tensor(0).median(dim: dim, keepdim: c.bool(2))
      return NamedResult.median.value([values, indices])
    },
    .tensor("bincount", "(input, weights=None, minlength=0)", "How often each whole number occurs.") { c in
      try c.tensor(0).bincount(weights: c.optionalTensor(1), minLength: c.int(2))
    },
    .tensor("histc", "(input, bins=100, min=0, max=0)", "The counts of elements in bins of equal width.") { c in
      try c.tensor(0).histc(bins: c.int(1), low: c.double(2), high: c.double(3))
    },
  ]

  private static let orderings: [Operation] = [
    Operation("sort", "(input, dim=-1, descending=False, *, stable=False)",
              "The elements in order along a dimension, and where each came from.", .both) { c in
      let (values, indices) = try c.tensor(0).sort(dim: c.dim(1), descending: c.bool(2))
      return NamedResult.sort.value([try c.bool(3) ? values.named("SortBackward1") : values, indices])
    },
    .tensor("argsort", "(input, dim=-1, descending=False, *, stable=False)", "The order of the elements.") { c in
      try c.tensor(0).argsort(dim: c.dim(1), descending: c.bool(2))
    },
    Operation("topk", "(input, k, dim=-1, largest=True, sorted=True)",
              "The k largest elements along a dimension, and where they are.", .both) { c in
      let (values, indices) = try c.tensor(0).topk(c.int(1), dim: c.dim(2), largest: c.bool(3))
      return NamedResult.topk.value([values, indices])
    },
    Operation("kthvalue", "(input, k, dim=-1, keepdim=False)",
              "The k-th smallest element along a dimension, and where it is.", .both) { c in
      let (values, indices) = try c.tensor(0).kthvalue(c.int(1), dim: c.dim(2), keepdim: c.bool(3))
      return NamedResult.kthvalue.value([values, indices])
    },
  ]

  private static let cumulative: [Operation] = [
    .tensor("cumsum", "(input, dim, *, dtype=None)", "The sums of the elements up to each.", .all) { c in
      try c.tensor(0).cumsum(c.dim(1), dtype: c.dtype(2))
    },
    .tensor("cumprod", "(input, dim, *, dtype=None)", "The products of the elements up to each.", .all) { c in
      try c.tensor(0).cumprod(c.dim(1), dtype: c.dtype(2))
    },
  ]

  /// `max(x)`, `max(x, dim)` and `max(x, other)` share a name in PyTorch.
  private static func extreme(_ c: Call, largest: Bool) throws -> Value {
    let input = try c.tensor(0)
    let other = c.isTensor(3) ? 3 : 1
    if c.isTensor(other), try c.tensor(other).rank > 0 || c.tensor(other).dtype.isFloatingPoint {
      let second = try c.tensor(other)
      return TensorObject.value(largest ? try input.maximum(second) : try input.minimum(second))
    }
    guard let dim = try c.optionalDim(1, axis: 4) else {
      return TensorObject.value(largest ? try input.max() : try input.min())
    }
    let keep = try c.bool(2)
    let (values, indices) = largest ? try input.max(dim: dim, keepdim: keep) : try input.min(dim: dim, keepdim: keep)
    return (largest ? NamedResult.max : NamedResult.min).value([values, indices])
  }

  private static func requireFloats(_ c: Call) throws {
    guard try !c.tensor(0).dtype.isFloatingPoint else { return }
    throw TensorError.other(
      .notImplementedError, "\(c.operation.name) only support floating point and complex dtypes", fix: "`.float()` first")
  }

  /// The second argument may be `unbiased` itself: `x.std(False)`.
  private static func dims(_ c: Call) throws -> [Int]? {
    if case .bool = c[1] { return nil }
    return try c.dims(1)
  }

  private static func correction(_ c: Call) throws -> Double {
    if c.isGiven(4) { return try c.double(4) }
    if case .bool(let unbiased) = c[1] { return unbiased ? 1 : 0 }
    return try c.bool(2) ? 1 : 0
  }
}
