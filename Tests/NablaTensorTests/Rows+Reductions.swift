import NablaTensor

/// Reductions, running sums, orders.
enum ReductionRows {
  static let sums: [Row] = [
    row("a.sum()", "3x4x5") { x in [try x[0].sum()] },
    row("a.sum(0)", "3x4x5") { x in [try x[0].sum(dim: [0])] },
    row("a.sum((0, 2), keepdim=True)", "3x4x5") { x in [try x[0].sum(dim: [0, 2], keepdim: true)] },
    row("a.sum(-1)", "3x4x5") { x in [try x[0].sum(dim: [-1])] },
    flat("a.sum()", "3x4b") { x in [try x[0].sum()] },
    flat("a.sum(1)", "3x4i9") { x in [try x[0].sum(dim: [1])] },
    row("a.mean()", "3x4x5") { x in [try x[0].mean()] },
    row("a.mean((1, 2))", "3x4x5") { x in [try x[0].mean(dim: [1, 2])] },
    row("a.prod()", "2x3") { x in [try x[0].prod()] },
    row("a.prod(1)", "2x3") { x in [try x[0].prod(dim: 1)] },
    row("(a * torch.tensor([0, 1, 1])).prod(1)", "2x3") { x in
      [try x[0].mul(Tensor([0, 1, 1])).prod(dim: 1)]
    },
    row("a.var()", "3x4x5") { x in [try x[0].variance()] },
    row("a.var(1, correction=0)", "3x4x5") { x in [try x[0].variance(dim: [1], correction: 0)] },
    row("a.std()", "3x4x5") { x in [try x[0].std()] },
    row("a.std((0, 2), keepdim=True)", "3x4x5") { x in [try x[0].std(dim: [0, 2], keepdim: true)] },
    row("a.norm()", "3x4") { x in [try x[0].norm()] },
    row("a.norm(p=1, dim=0)", "3x4") { x in [try x[0].norm(p: 1, dim: [0])] },
    row("a.norm(p=3, dim=1)", "3x4") { x in [try x[0].norm(p: 3, dim: [1])] },
    row("a.norm(p=float('inf'), dim=1)", "3x4") { x in [try x[0].norm(p: .infinity, dim: [1])] },
    row("a.logsumexp(1)", "3x4") { x in [try x[0].logsumexp(dim: [1])] },
    row("a.logsumexp((0, 1), keepdim=True)", "3x4") { x in [try x[0].logsumexp(dim: [0, 1], keepdim: true)] },
    row("a.cumsum(0)", "3x4") { x in [try x[0].cumsum(0)] },
    row("a.cumsum(1)", "3x4") { x in [try x[0].cumsum(1)] },
    flat("a.cumsum(1)", "3x4b") { x in [try x[0].cumsum(1)] },
    row("a.cumprod(1)", "3x4") { x in [try x[0].cumprod(1)] },
    row("(a * torch.tensor([1, 0, 1, 1])).cumprod(1)", "3x4") { x in
      [try x[0].mul(Tensor([1, 0, 1, 1])).cumprod(1)]
    },
    flat("a.any()", "3x4b") { x in [try x[0].any()] },
    flat("a.all(1)", "3x4b") { x in [try x[0].all(dim: [1])] },
    flat("torch.count_nonzero(a, 0)", "3x4i3") { x in [try x[0].countNonzero(dim: [0])] },
  ]

  static let extremes: [Row] = [
    row("a.amax(1)", "3x4") { x in [try x[0].amax(dim: [1])] },
    row("a.amin((0, 1))", "3x4") { x in [try x[0].amin(dim: [0, 1])] },
    row("a.max()", "3x4") { x in [try x[0].max()] },
    row("a.min()", "3x4") { x in [try x[0].min()] },
    row("a.max(1)[0]", "3x4") { x in [try x[0].max(dim: 1).values] },
    row("a.min(0, keepdim=True)[0]", "3x4") { x in [try x[0].min(dim: 0, keepdim: true).values] },
    flat("list(a.max(1))", "3x4i5") { x in
      let result = try x[0].max(dim: 1)
      return [result.values, result.indices]
    },
    flat("a.argmax()", "3x4") { x in [try x[0].argmax()] },
    flat("a.argmax(1)", "3x4") { x in [try x[0].argmax(dim: 1)] },
    flat("a.argmin(0, keepdim=True)", "3x4") { x in [try x[0].argmin(dim: 0, keepdim: true)] },
    row("a.median()", "3x5") { x in [try x[0].median()] },
    row("a.median(1)[0]", "3x4") { x in [try x[0].median(dim: 1).values] },
    flat("list(a.median(0))", "3x4") { x in
      let result = try x[0].median(dim: 0)
      return [result.values, result.indices]
    },
    row("a.kthvalue(2, 1)[0]", "3x4") { x in [try x[0].kthvalue(2, dim: 1).values] },
    row("a.sort(1)[0]", "3x4") { x in [try x[0].sort(dim: 1).values] },
    flat("list(a.sort(0, descending=True))", "5x3i4") { x in
      let result = try x[0].sort(dim: 0, descending: true)
      return [result.values, result.indices]
    },
    flat("a.argsort(1)", "3x4") { x in [try x[0].argsort(dim: 1)] },
    row("a.topk(2, 1)[0]", "3x5") { x in [try x[0].topk(2, dim: 1).values] },
    flat("list(a.topk(3, 0, largest=False))", "5x3") { x in
      let result = try x[0].topk(3, dim: 0, largest: false)
      return [result.values, result.indices]
    },
    flat("list(torch.unique(a, return_inverse=True, return_counts=True))", "4x5i7") { x in
      let result = try x[0].unique()
      return [result.values, result.inverse, result.counts]
    },
    flat("torch.bincount(a, minlength=12)", "20i9") { x in [try x[0].bincount(minLength: 12)] },
    flat("torch.bincount(a, b)", "20i9 20") { x in [try x[0].bincount(weights: x[1])] },
    flat("torch.histc(a, 5, -2, 2)", "40") { x in [try x[0].histc(bins: 5, low: -2, high: 2)] },
    flat("F.one_hot(a, 5)", "2x3i5") { x in [try x[0].oneHot(5)] },
    flat("a.nonzero()", "3x4i2") { x in [try x[0].nonzero()] },
  ]

  /// Tensors without elements, and without dimensions.
  static let edges: [Row] = [
    row("a.exp()", "-") { x in [try x[0].exp()] },
    row("a.exp()", "0x3") { x in [try x[0].exp()] },
    row("a + b", "0x3 3") { x in [try x[0].add(x[1])] },
    row("a * b", "- -") { x in [try x[0].mul(x[1])] },
    row("a.sum()", "0x3") { x in [try x[0].sum()] },
    row("a.sum(0)", "0x3") { x in [try x[0].sum(dim: [0])] },
    row("a.sum(1)", "0x3") { x in [try x[0].sum(dim: [1])] },
    row("a.sum(0)", "-") { x in [try x[0].sum(dim: [0])] },
    flat("a.mean()", "0") { x in [try x[0].mean()] },
    row("a.mean(-1)", "-") { x in [try x[0].mean(dim: [-1])] },
    row("a.prod()", "0x3") { x in [try x[0].prod()] },
    flat("a.all()", "0b") { x in [try x[0].all()] },
    row("a.max()", "-") { x in [try x[0].max()] },
    row("a.max(0)[0]", "-") { x in [try x[0].max(dim: 0).values] },
    flat("a.argmax()", "-") { x in [try x[0].argmax()] },
    row("a.cumsum(0)", "-") { x in [try x[0].cumsum(0)] },
    row("a.cumsum(0)", "0x3") { x in [try x[0].cumsum(0)] },
    flat("list(a.sort())", "-") { x in
      let result = try x[0].sort()
      return [result.values, result.indices]
    },
    row("a.median()", "1") { x in [try x[0].median()] },
    row("a.reshape(3, 0, 2)", "0x3") { x in [try x[0].reshape([3, 0, 2])] },
    row("a.reshape(1, 1)", "-") { x in [try x[0].reshape([1, 1])] },
    row("a.T", "-") { x in [try x[0].reversedDimensions()] },
    row("a.flatten()", "-") { x in [try x[0].flatten()] },
    row("torch.cat([a, b])", "0 3") { x in [try Tensor.cat(x)] },
    row("torch.stack([a, b])", "- -") { x in [try Tensor.stack(x)] },
    row("a[b]", "0x3 0i2") { x in [try x[0].index([.tensor(x[1])])] },
    row("a[None, ...]", "-") { x in [try x[0].index([.newAxis, .ellipsis])] },
    row("a.repeat(2, 3)", "-") { x in [try x[0].repeated([2, 3])] },
    flat("a.nonzero()", "-") { x in [try x[0].nonzero()] },
    row("a.masked_select(b)", "- -b") { x in [try x[0].maskedSelect(x[1])] },
    row("a.norm()", "-") { x in [try x[0].norm()] },
    flat("a.var()", "1") { x in [try x[0].variance()] },
    row("a.logsumexp(0)", "-") { x in [try x[0].logsumexp(dim: [0])] },
  ]
}
