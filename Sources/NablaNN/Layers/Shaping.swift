import NablaTensor

/// Joins dimensions `startDim` to `endDim` into one.
///
/// - Shapes: `[batch, a, b, …]` to `[batch, a·b·…]` with the defaults.
/// - Defaults: `startDim: 1, endDim: -1`.
/// - PyTorch: `torch.nn.Flatten`.
public final class Flatten: Module {
  public let startDim, endDim: Int

  public init(_ startDim: Int = 1, _ endDim: Int = -1) {
    self.startDim = startDim
    self.endDim = endDim
    super.init()
  }

  public override func forward(_ input: Tensor) throws -> Tensor { try input.flatten(startDim, endDim) }
  public override var extraRepr: String { "start_dim=\(startDim), end_dim=\(endDim)" }
}

/// Splits one dimension into several.
///
/// - Shapes: dimension `dim` becomes `sizes`, one of which may be -1.
/// - PyTorch: `torch.nn.Unflatten`.
public final class Unflatten: Module {
  public let dim: Int
  public let sizes: Shape

  public init(_ dim: Int, _ sizes: Shape) {
    self.dim = dim
    self.sizes = sizes
    super.init()
  }

  public override func forward(_ input: Tensor) throws -> Tensor { try input.unflatten(dim, sizes) }
  public override var extraRepr: String { "dim=\(dim), unflattened_size=\(sizes.tupleDescription)" }
}

/// Gives its input back.
///
/// - PyTorch: `torch.nn.Identity`.
public final class Identity: Module {
  public override func forward(_ input: Tensor) throws -> Tensor { input }
}
