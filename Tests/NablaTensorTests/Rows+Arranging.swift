import NablaTensor

/// Views, joining, choosing by position.
enum ArrangingRows {
  static let views: [Row] = [
    row("a.reshape(4, 3)", "3x4") { x in [try x[0].reshape([4, 3])] },
    row("a.view(2, -1)", "3x4") { x in [try x[0].view([2, -1])] },
    row("a.t().reshape(-1)", "3x4") { x in [try x[0].t().reshape([-1])] },
    row("a.permute(2, 0, 1)", "2x3x4") { x in [try x[0].permute([2, 0, 1])] },
    row("a.transpose(0, -1)", "2x3x4") { x in [try x[0].transpose(0, -1)] },
    row("a.t()", "3x4") { x in [try x[0].t()] },
    row("a.T", "3x4") { x in [try x[0].reversedDimensions()] },
    row("a.mT", "2x3x4") { x in [try x[0].matrixTranspose()] },
    row("a.flatten(1)", "2x3x4") { x in [try x[0].flatten(1)] },
    row("a.unflatten(1, (2, -1))", "2x6") { x in [try x[0].unflatten(1, [2, -1])] },
    row("a.unsqueeze(1)", "2x3") { x in [try x[0].unsqueeze(1)] },
    row("a.squeeze()", "1x3x1") { x in [try x[0].squeeze()] },
    row("a.squeeze(0)", "1x3x1") { x in [try x[0].squeeze([0])] },
    row("a.expand(4, -1, 3)", "2x1") { x in [try x[0].expand([4, -1, 3])] },
    row("a.narrow(1, 1, 2)", "3x4") { x in [try x[0].narrow(1, 1, 2)] },
    row("a.select(1, -1)", "3x4") { x in [try x[0].select(1, -1)] },
    row("a[:, 1:7:2]", "3x8") { x in [try x[0].slice(1, start: 1, end: 7, step: 2)] },
    row("a.diagonal(1)", "3x4") { x in [try x[0].diagonal(offset: 1)] },
    row("a.diagonal(-1, 0, 2)", "3x2x4") { x in [try x[0].diagonal(offset: -1, dim1: 0, dim2: 2)] },
    row("a.movedim(0, 2)", "2x3x4") { x in [try x[0].movedim([0], [2])] },
    row("list(a.chunk(2, 1))", "2x5") { x in try x[0].chunk(2, dim: 1) },
    row("list(a.split(2))", "5x2") { x in try x[0].split(2) },
    row("list(a.split([1, 4]))", "5x2") { x in try x[0].split([1, 4]) },
    row("list(a.unbind(1))", "2x3") { x in try x[0].unbind(1) },
    row("a.as_strided((2, 2), (1, 2), 1)", "6") { x in [try x[0].asStrided([2, 2], [1, 2], storageOffset: 1)] },
  ]

  static let joining: [Row] = [
    row("torch.cat([a, b])", "2x3 1x3") { x in [try Tensor.cat(x)] },
    row("torch.cat([a, b, a], 1)", "2x3 2x1") { x in [try Tensor.cat([x[0], x[1], x[0]], dim: 1)] },
    flat("torch.cat([a, b])", "2i5 3") { x in [try Tensor.cat(x)] },
    row("torch.stack([a, b], 1)", "2x3 2x3") { x in [try Tensor.stack(x, dim: 1)] },
    row("a.repeat(2, 1, 3)", "2x3") { x in [try x[0].repeated([2, 1, 3])] },
    row("torch.tile(a, (2,))", "2x3") { x in [try x[0].tile([2])] },
    row("a.repeat_interleave(2)", "2x3") { x in [try x[0].repeatInterleave(2)] },
    row("a.repeat_interleave(3, dim=1)", "2x3") { x in [try x[0].repeatInterleave(3, dim: 1)] },
    row("a.repeat_interleave(torch.tensor([2, 0, 1]), dim=1)", "2x3") { x in
      [try x[0].repeatInterleave(Tensor([2, 0, 1]), dim: 1)]
    },
    row("a.flip(0, 1)", "2x3") { x in [try x[0].flip([0, 1])] },
    row("a.roll(1)", "2x3") { x in [try x[0].roll([1])] },
    row("a.roll((1, -1), (0, 1))", "3x4") { x in [try x[0].roll([1, -1], dims: [0, 1])] },
    row("a.tril()", "3x4") { x in [try x[0].tril()] },
    row("a.triu(1)", "2x3x4") { x in [try x[0].triu(1)] },
    row("a.diag()", "3") { x in [try x[0].diag()] },
    row("a.diag(1)", "3x4") { x in [try x[0].diag(1)] },
    row("torch.diag_embed(a)", "2x3") { x in [try x[0].diagEmbed()] },
    row("torch.outer(a, b)", "3 4") { x in [try x[0].outer(x[1])] },
    row("list(torch.meshgrid(a, b, indexing='xy'))", "3 2") { x in try Tensor.meshgrid(x, xy: true) },
    row("a.clone()", "2x3") { x in [try x[0].clone()] },
    row("a.double()", "2x3") { x in [try x[0].to(.float64)] },
  ]

  static let choosing: [Row] = [
    row("a.gather(1, b)", "3x4 3x2i4") { x in [try x[0].gather(1, x[1])] },
    row("torch.take_along_dim(a, b, 0)", "3x4 1x4i3") { x in [try x[0].takeAlongDim(x[1], dim: 0)] },
    row("a.scatter(1, torch.tensor([[0, 2], [1, 3]]), b)", "2x4 2x2") { x in
      [try x[0].scatter(1, Tensor([0, 2, 1, 3]).view([2, 2]), x[1])]
    },
    row("a.scatter(1, b, 5.)", "3x4 3x2i4") { x in [try x[0].scatter(1, x[1], 5.0)] },
    row("a.scatter_add(0, b, c)", "3x4 5x4i3 5x4") { x in [try x[0].scatterAdd(0, x[1], x[2])] },
    row("a.index_select(0, b)", "3x4 5i3") { x in [try x[0].indexSelect(0, x[1])] },
    row("a.index_select(1, b)", "3x4 5i3") { x in [try x[0].indexSelect(1, x[1])] },
    row("a.index_add(0, b, c)", "3x4 5i3 5x4") { x in [try x[0].indexAdd(0, x[1], x[2])] },
    row("a.masked_select(b)", "3x4 3x4b") { x in [try x[0].maskedSelect(x[1])] },
    row("a.masked_select(b)", "3x4 4b") { x in [try x[0].maskedSelect(x[1])] },
    row("a[1]", "3x4") { x in [try x[0].index([.int(1)])] },
    row("a[..., -1]", "3x4") { x in [try x[0].index([.ellipsis, .int(-1)])] },
    row("a[None, :, 1:, None]", "3x4") { x in
      [try x[0].index([.newAxis, .slice(nil, nil, nil), .slice(1, nil, nil), .newAxis])]
    },
    row("a[b]", "3x4 2x2i3") { x in [try x[0].index([.tensor(x[1])])] },
    row("a[:, b]", "3x4 2x2i3") { x in [try x[0].index([.slice(nil, nil, nil), .tensor(x[1])])] },
    row("a[b, c]", "3x4 5i3 5i4") { x in [try x[0].index([.tensor(x[1]), .tensor(x[2])])] },
    row("a[b, :, c]", "3x2x4 5i3 5i4") { x in
      [try x[0].index([.tensor(x[1]), .slice(nil, nil, nil), .tensor(x[2])])]
    },
    row("a[:, b, c]", "2x3x4 5i3 5i4") { x in
      [try x[0].index([.slice(nil, nil, nil), .tensor(x[1]), .tensor(x[2])])]
    },
    row("a[b, None, c]", "3x4 5i3 5i4") { x in [try x[0].index([.tensor(x[1]), .newAxis, .tensor(x[2])])] },
    row("a[b, 1:3]", "3x4 2x1i3") { x in [try x[0].index([.tensor(x[1]), .slice(1, 3, nil)])] },
    row("a[1, b]", "3x4x2 5i4") { x in [try x[0].index([.int(1), .tensor(x[1])])] },
    row("a[b]", "3x4 3b") { x in [try x[0].index([.tensor(x[1])])] },
    row("a[b]", "3x4 3x4b") { x in [try x[0].index([.tensor(x[1])])] },
    row("a[:, b]", "3x4 4b") { x in [try x[0].index([.slice(nil, nil, nil), .tensor(x[1])])] },
    row("a[b - 3]", "3x4 5i3") { x in [try x[0].index([.tensor(x[1].sub(3))])] },
    row("a[True]", "3x4") { x in [try x[0].index([.bool(true)])] },
  ]
}
