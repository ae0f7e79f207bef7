import NablaTensor

/// Sets elements to zero at random in training and scales the others by `1 / (1 − p)`; passes everything in evaluation.
///
/// - Shapes: any; the output has the input's.
/// - Defaults: `p: 0.5, inplace: false`.
/// - Throws: a probability outside 0 to 1.
/// - PyTorch: `torch.nn.Dropout`, the same mask for the same seed.  Source: Srivastava et al. 2014.
public final class Dropout: Module {
  public let p: Scalar
  public let inplace: Bool

  public init(_ p: Scalar = 0.5, inplace: Bool = false) throws {
    try Dropout.check(p)
    self.p = p
    self.inplace = inplace
    super.init()
  }

  static func check(_ p: Scalar) throws {
    guard p.double >= 0, p.double <= 1 else {
      throw TensorError.other(.valueError, "dropout probability has to be between 0 and 1, but got \(p)")
    }
  }

  public override func forward(_ input: Tensor) throws -> Tensor {
    let result = try input.dropout(p: p.double, training: training)
    return inplace && result !== input ? try input.copyInPlace(result) : result
  }

  public override var extraRepr: String { "p=\(p), inplace=\(PythonText.bool(inplace))" }
}

/// Sets whole channels to zero at random in training.
///
/// - Shapes: `[batch, channels, height, width]`.
/// - Defaults: `p: 0.5, inplace: false`.
/// - PyTorch: `torch.nn.Dropout2d`.  Source: Tompson et al. 2015, arXiv:1411.4280.
public final class Dropout2d: Module {
  public let p: Scalar
  public let inplace: Bool

  public init(_ p: Scalar = 0.5, inplace: Bool = false) throws {
    try Dropout.check(p)
    self.p = p
    self.inplace = inplace
    super.init()
  }

  public override func forward(_ input: Tensor) throws -> Tensor {
    let result = try input.featureDropout(p: p.double, training: training)
    return inplace && result !== input ? try input.copyInPlace(result) : result
  }

  public override var extraRepr: String { "p=\(p), inplace=\(PythonText.bool(inplace))" }
}
