import NablaTensor

/// Normalises each item over its last dimensions.
///
///     output = (input − mean) / √(variance + eps) · weight + bias
///
/// - Shapes: input `[…, *normalizedShape]`; weight and bias `normalizedShape`.
/// - Defaults: `eps: 1e-5, elementwiseAffine: true, bias: true`; weight 1, bias 0.
/// - Throws: when the input's last dimensions are not `normalizedShape`, naming both.
/// - PyTorch: `torch.nn.LayerNorm`.  Source: Ba et al. 2016, arXiv:1607.06450.
public final class LayerNorm: Module {
  public let normalizedShape: Shape
  public let eps: Scalar
  public let elementwiseAffine, hasBias: Bool

  public init(
    _ normalizedShape: Shape, eps: Scalar = 1e-5, elementwiseAffine: Bool = true, bias: Bool = true,
    dtype: DType = .defaultFloat
  ) throws {
    self.normalizedShape = normalizedShape
    self.eps = eps
    self.elementwiseAffine = elementwiseAffine
    hasBias = elementwiseAffine && bias
    super.init()
    register(parameter: elementwiseAffine ? try Init.newParameter(normalizedShape, dtype) : nil, as: "weight")
    register(parameter: hasBias ? try Init.newParameter(normalizedShape, dtype) : nil, as: "bias")
    try resetParameters()
  }

  public var weight: Tensor? { parameter(named: "weight") }
  public var bias: Tensor? { parameter(named: "bias") }

  public override func resetParameters() throws {
    if let weight { try Init.ones(weight) }
    if let bias { try Init.zeros(bias) }
  }

  public override func forward(_ input: Tensor) throws -> Tensor {
    try input.layerNorm(normalizedShape, weight: weight, bias: bias, eps: eps.double)
  }

  public override var extraRepr: String {
    "\(normalizedShape.tupleDescription), eps=\(eps), elementwise_affine=\(PythonText.bool(elementwiseAffine)), "
      + "bias=\(PythonText.bool(hasBias))"
  }
}
