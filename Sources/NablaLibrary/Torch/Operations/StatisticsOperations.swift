import NablaTensor
import NablaVM

/// Running extremes, differences, quantiles, correlations, counts in bins.
enum StatisticsOperations {
  static let table: [Operation] = running + differences + quantiles + correlations + bins

  private static let running: [Operation] = [
    Operation("cummax", "(input, dim)", "The largest element so far, and where it is.", .both) { c in
      let (values, indices) = try c.tensor(0).cummax(c.dim(1))
      return NamedResult.cummax.value([values, indices])
    },
    Operation("cummin", "(input, dim)", "The smallest element so far, and where it is.", .both) { c in
      let (values, indices) = try c.tensor(0).cummin(c.dim(1))
      return NamedResult.cummin.value([values, indices])
    },
    .tensor("logcumsumexp", "(input, dim)", "log of the sum of exponentials so far.") { c in
      try c.tensor(0).logcumsumexp(c.dim(1))
    },
  ]

  private static let differences: [Operation] = [
    .tensor("diff", "(input, n=1, dim=-1, prepend=None, append=None)", "Each element less the one before.") { c in
      try c.tensor(0).diff(c.int(1), dim: c.dim(2), prepend: c.optionalTensor(3), append: c.optionalTensor(4))
    },
    .tensor("trapezoid", "(y, x=None, *, dx=None, dim=-1)", "The area under the line through points.", .function, trapezoid),
    .tensor("trapz", "(y, x=None, *, dx=None, dim=-1)", "The area under the line through points.", .function, trapezoid),
    .tensor("cumulative_trapezoid", "(y, x=None, *, dx=None, dim=-1)", "The area under the line so far.", .function) { c in
      if c.isGiven(1) { return try c.tensor(0).cumulativeTrapezoid(x: c.tensor(1), dim: c.dim(3)) }
      return try c.tensor(0).cumulativeTrapezoid(dx: c.optionalDouble(2) ?? 1, dim: c.dim(3))
    },
    Operation("gradient", "(input, *, spacing=1, dim=None, edge_order=1)", "The slopes of a sampled function.", .function) {
      c in .tuple(try gradient(c).map(TensorObject.value))
    },
  ]

  private static func trapezoid(_ c: Call) throws -> Tensor {
    if c.isGiven(1) { return try c.tensor(0).trapezoid(x: c.tensor(1), dim: c.dim(3)) }
    return try c.tensor(0).trapezoid(dx: c.optionalDouble(2) ?? 1, dim: c.dim(3))
  }

  /// `spacing` is a number for all dimensions, a number for each, or the samples' places for each.
  private static func gradient(_ c: Call) throws -> [Tensor] {
    let x = try c.tensor(0)
    if x.dtype == .uint8 {
      throw TensorError.other(.notImplementedError, "torch.gradient does not support uint8 input.")
    }
    if x.dtype == .bool { _ = try x.sub(x) }
    if x.rank == 0, let dim = try c.dims(2)?.first {
      throw TensorError.other(.indexError, "Dimension specified as \(dim) but tensor has no dimensions")
    }
    let dims = try c.dims(2) ?? Array(0..<x.rank)
    let order = try c.int(3)
    var places: [Tensor]?
    var steps: [Double] = []
    if c.isSequence(1), case .object(let object) = c[1], let items = Sequences.items(of: object) {
      if let first = items.first, TensorObject.from(first) != nil { places = try c.tensors(1) } else {
        steps = try items.map { try c.vm.double($0) }
      }
      guard items.count == dims.count else {
        throw TensorError.runtime("torch.gradient expected spacing to be unspecified, a scalar, or a list of length equal to "
          + "'self.dim() = \(x.rank)', since dim argument was not given, but got a list of length \(items.count)")
      }
    } else if c.isTensor(1) {
      places = [try c.tensor(1)]
    } else {
      steps = Array(repeating: try c.double(1), count: dims.count)
    }
    return try dims.enumerated().map { number, dim in
      try x.gradient(
        dim: dim, spacing: number < steps.count ? steps[number] : 1,
        coordinates: places.map { $0[min(number, $0.count - 1)] }, edgeOrder: order)
    }
  }

  private static let quantiles: [Operation] = [
    quantile("quantile", "The q-th quantiles.", skipsNaN: false),
    quantile("nanquantile", "The q-th quantiles of the elements that are numbers.", skipsNaN: true),
    Operation("mode", "(input, dim=-1, keepdim=False)", "The most frequent element along a dimension, and where it is.",
              .both) { c in
      let (values, indices) = try c.tensor(0).mode(dim: c.dim(1), keepdim: c.bool(2))
      return NamedResult.mode.value([values, indices])
    },
    Operation("nanmedian", "(input, dim=None, keepdim=False)", "The median of the elements that are numbers.", .both) {
      c in
      guard let dim = try c.optionalDim(1) else { return TensorObject.value(try c.tensor(0).nanmedian()) }
      let (values, indices) = try c.tensor(0).nanmedian(dim: dim, keepdim: c.bool(2))
      return NamedResult.nanmedian.value([values, indices])
    },
    .tensor("nansum", "(input, dim=None, keepdim=False, *, dtype=None)", "The sum of the elements that are numbers.") {
      c in try c.tensor(0).nansum(dim: c.dims(1), keepdim: c.bool(2), dtype: c.dtype(3))
    },
    .tensor("nanmean", "(input, dim=None, keepdim=False, *, dtype=None)", "The mean of the elements that are numbers.") {
      c in try c.tensor(0).nanmean(dim: c.dims(1), keepdim: c.bool(2), dtype: c.dtype(3))
    },
    .unary("msort", "The elements in order along the first dimension.", .both) { try $0.sort(dim: 0).values },
  ]

  private static func quantile(_ name: String, _ summary: String, skipsNaN: Bool) -> Operation {
    .tensor(name, "(input, q, dim=None, keepdim=False, *, interpolation='linear')", summary) { c in
      let x = try c.tensor(0)
      let q = c.isTensor(1) ? try c.tensor(1) : Tensor.scalar(.float(try c.double(1)), dtype: x.dtype.isFloatingPoint ? x.dtype : .defaultFloat)
      if !c.isTensor(1), !(0...1).contains(try c.double(1)) {
        throw TensorError.runtime("quantile() q must be in the range [0, 1] but got \(try c.scalar(1))")
      }
      guard let interpolation = Tensor.Interpolation(rawValue: try c.text(4)) else {
        throw TensorError.runtime(
          "\(name)() interpolation must be one of linear, lower, higher, midpoint or nearest, but got \(try c.text(4))")
      }
      return try x.quantile(q, dim: c.optionalDim(2), keepdim: c.bool(3), interpolation, skipsNaN: skipsNaN)
    }
  }

  private static let correlations: [Operation] = [
    .tensor("cov", "(input, *, correction=1, fweights=None, aweights=None)", "The covariances of rows.") { c in
      try c.tensor(0).cov(correction: c.int(1), fweights: c.optionalTensor(2), aweights: c.optionalTensor(3))
    },
    .unary("corrcoef", "The correlations of rows.", .both) { try $0.corrcoef() },
    .tensor("renorm", "(input, p, dim, maxnorm)", "Slices along a dimension scaled down to a largest norm.", .all) { c in
      try c.tensor(0).renorm(p: c.double(1), dim: c.dim(2), maxNorm: c.double(3))
    },
  ]

  private static let bins: [Operation] = [
    Operation("histogram", "(input, bins=100, *, range=None, weight=None, density=False)",
              "The weights of elements in bins, and the bins' edges.", .both) { c in
      let x = try c.tensor(0)
      let range = c.isGiven(2) ? try c.doubles(2, 2) : nil
      let edges = c.isTensor(1)
        ? try c.tensor(1) : try x.histogramEdges(c.int(1), range: range.flatMap { $0.count == 2 ? ($0[0], $0[1]) : nil })
      let (counts, bounds) = try x.histogram(edges: edges, weight: c.optionalTensor(3), density: c.bool(4))
      Autograd.recordMissing("histogram", inputs: [x], outputs: [counts])
      return NamedResult.histogram.value([counts, bounds])
    },
    Operation("histogramdd", "(input, bins, *, range=None, weight=None, density=False)",
              "The weights of points in boxes, and the boxes' edges.", .function, histogramdd),
    .tensor("searchsorted",
            "(sorted_sequence, input, *, out_int32=False, right=False, side=None, sorter=None)",
            "Before which element of a sorted row each value belongs.", .function) { c in
      var right = try c.bool(3)
      if c.isGiven(4) {
        let side = try c.text(4)
        guard side == "left" || side == "right" else {
          throw TensorError.runtime("torch.searchsorted(): side can only be 'left' or 'right' but got \(side)")
        }
        guard !(right && side == "left") else {
          throw TensorError.runtime("torch.searchsorted(): side and right can't be set to opposites, got side of left while "
            + "right was True")
        }
        right = side == "right"
      }
      let values = c.isTensor(1) ? try c.tensor(1) : Tensor.scalar(try c.scalar(1))
      return try Tensor.searchsorted(
        c.tensor(0), values, right: right, sorter: c.optionalTensor(5), dtype: c.bool(2) ? .int32 : .int64)
    },
    .tensor("bucketize", "(input, boundaries, *, out_int32=False, right=False)", "The bin that each element falls into.",
            .function) { c in
      let boundaries = try c.tensor(1)
      guard boundaries.rank == 1 else {
        throw TensorError.runtime("boundaries tensor must be 1 dimension, but got dim(\(boundaries.rank))")
      }
      let values = c.isTensor(0) ? try c.tensor(0) : Tensor.scalar(try c.scalar(0))
      return try Tensor.searchsorted(boundaries, values, right: c.bool(3), dtype: c.bool(2) ? .int32 : .int64)
    },
    Operation("unique", "(input, sorted=True, return_inverse=False, return_counts=False, dim=None)",
              "The different elements, in ascending order.", .both) { c in
      let x = try c.tensor(0)
      if let dim = try c.optionalDim(4) {
        guard x.rank > 0 else {
          throw TensorError.other(.indexError, "Dimension specified as \(dim) but tensor has no dimensions")
        }
        let axis = dim < 0 ? dim + x.rank : dim
        if x.shape.indices.contains(where: { $0 != axis && x.shape[$0] == 0 }) {
          throw TensorError.runtime("There are 0 sized dimensions, and they aren't selected, so unique cannot be applied")
        }
      }
      let parts = try c.optionalDim(4).map { try x.unique(dim: $0) } ?? x.unique()
      return unique(parts, inverse: try c.bool(2), counts: try c.bool(3))
    },
    Operation("unique_consecutive", "(input, return_inverse=False, return_counts=False, dim=None)",
              "Runs of equal elements as one.", .both) { c in
      let parts = try c.tensor(0).uniqueConsecutive(dim: c.optionalDim(3))
      return unique(parts, inverse: try c.bool(1), counts: try c.bool(2))
    },
    Operation("unravel_index", "(indices, shape)", "Positions in a flattened tensor as one index for each dimension.",
              .function) { c in
      let sizes = c.isSequence(1) ? try c.ints(1) : [try c.int(1)]
      return .tuple(try c.tensor(0).unravelIndex(sizes).map(TensorObject.value))
    },
  ]

  /// `bins` are the edges of each coordinate, or how many of the same width there are.
  private static func histogramdd(_ c: Call) throws -> Value {
    let x = try c.tensor(0)
    guard x.rank >= 2 else {
      throw TensorError.runtime("torch.histogramdd: input tensor should have at least 2 dimensions, but got \(x.rank)")
    }
    let n = x.shape[x.rank - 1]
    var edges: [Tensor]
    if c.isSequence(1), case .object(let object) = c[1], let first = Sequences.items(of: object)?.first,
      TensorObject.from(first) != nil
    {
      edges = try c.tensors(1)
    } else {
      let counts = c.isSequence(1) ? try c.ints(1) : Array(repeating: try c.int(1), count: n)
      guard counts.count == n else {
        throw TensorError.runtime("torch.histogramdd: expected \(n) sequences of bin edges for a \(n)-dimensional histogram but "
          + "got \(counts.count)")
      }
      let range = c.isGiven(2) ? try c.doubles(2, 2 * n) : nil
      if let range, range.count != 2 * n {
        throw TensorError.runtime("torch.histogramdd: for a \(n)-dimensional histogram range should have \(2 * n) elements, but "
          + "got \(range.count)")
      }
      edges = try counts.enumerated().map { dim, count in
        try x.detach().select(-1, dim).histogramEdges(count, range: range.map { ($0[2 * dim], $0[2 * dim + 1]) })
      }
    }
    let counts = try x.detach().histogramdd(edges: edges, weight: c.optionalTensor(3), density: c.bool(4))
    return .tuple([TensorObject.value(counts), .tuple(edges.map(TensorObject.value))])
  }

  private static func unique(_ parts: (values: Tensor, inverse: Tensor, counts: Tensor), inverse: Bool,
                             counts: Bool) -> Value {
    var wanted = [parts.values]
    if inverse { wanted.append(parts.inverse) }
    if counts { wanted.append(parts.counts) }
    return wanted.count == 1 ? TensorObject.value(parts.values) : .tuple(wanted.map(TensorObject.value))
  }
}
