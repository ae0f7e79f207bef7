import NablaTensor

/// Applies an affine map to the last dimension.
///
///     output = input · weightᵀ + bias
///
/// - Shapes: input `[…, in]`; weight `[out, in]`; bias `[out]`; output `[…, out]`.
/// - Defaults: `bias: true`; weight and bias uniform in `±1/√in`.
/// - Throws: when the last dimension is not `in`, naming both and how to flatten.
/// - PyTorch: `torch.nn.Linear`.  Initialisation: He et al. 2015, arXiv:1502.01852, with slope √5.
public final class Linear: Module {
  public let inFeatures, outFeatures: Int

  public init(_ inFeatures: Int, _ outFeatures: Int, bias: Bool = true, dtype: DType = .defaultFloat) throws {
    self.inFeatures = inFeatures
    self.outFeatures = outFeatures
    super.init()
    register(parameter: try Init.newParameter([outFeatures, inFeatures], dtype), as: "weight")
    register(parameter: bias ? try Init.newParameter([outFeatures], dtype) : nil, as: "bias")
    try resetParameters()
  }

  public var weight: Tensor? { parameter(named: "weight") }
  public var bias: Tensor? { parameter(named: "bias") }

  public override func resetParameters() throws {
    try Init.defaultWeightAndBias(required("weight"), bias)
  }

  public override func forward(_ input: Tensor) throws -> Tensor {
    try input.linear(required("weight"), bias: bias)
  }

  public override var extraRepr: String {
    "in_features=\(inFeatures), out_features=\(outFeatures), bias=\(PythonText.bool(bias != nil))"
  }
}
