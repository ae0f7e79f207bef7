import Glibc

/// Gamma and Dirichlet numbers in PyTorch's order of draws, and how a draw moves with its parameter.
extension Generator {
  /// A standard gamma number by Marsaglia and Tsang's rejection (doi:10.1145/358407.358414): the cube of a normal number,
  /// shifted, is accepted nearly always. A shape below 1 is drawn at one more and scaled down by a power of a uniform.
  ///
  /// - Parameters:
  ///   - third: 1/3 less than the shape as the element's type rounds it, `inverse` 1/shape likewise.
  func gamma(_ shape: Double, third: (Double) -> Double, inverse: (Double) -> Double) -> Double {
    // PyTorch would never come back from what is no shape.
    guard shape >= 0, shape < .infinity else { return .nan }
    if shape == 0 { return 0 }
    var (alpha, scale) = (shape, 1.0)
    if alpha < 1 {
      scale = Glibc.pow(1 - uniformDouble(), inverse(alpha))
      alpha += 1
    }
    let d = third(alpha)
    let c = 1 / (9 * d).squareRoot()
    let squeeze = Double(Float(0.0331))
    while true {
      var (x, y) = (0.0, 0.0)
      repeat {
        x = normal()
        y = 1 + c * x
      } while y <= 0
      let v = y * y * y
      let u = 1 - uniformDouble()
      let xx = x * x
      if u < 1 - squeeze * xx * xx { return scale * d * v }
      if Glibc.log(u) < 0.5 * xx + d * (1 - v + Glibc.log(v)) { return scale * d * v }
    }
  }

  func gamma(_ shape: Double) -> Double {
    gamma(shape, third: { $0 - Double(Float(1) / Float(3)) }, inverse: { 1 / $0 })
  }

  /// As for a float32 tensor, whose shape is rounded at each step.
  func gammaOfFloat(_ shape: Double) -> Double {
    gamma(
      shape, third: { Double(Float($0) - Float(1) / Float(3)) }, inverse: { Double(1 / Float($0)) })
  }
}

extension Tensor {
  /// `torch._standard_gamma(concentrations)`: a gamma number for each, none below the smallest normal number.
  ///
  ///     d x / d a = −(∂P(a, x) / ∂a) / p(x; a)        P the distribution function, p the density
  ///
  /// - Throws: for elements that are no float32 or float64.
  public func standardGamma(generator: Generator = .global) throws -> Tensor {
    guard dtype.isFloatingPoint else { throw TensorError.notImplemented(kernel: "gamma_cpu", dtype: dtype) }
    let shapes = doubles()
    let result = Tensor.uninitialized(shape, dtype)
    let least = dtype == .float64 ? Double.leastNormalMagnitude : Double(Float.leastNormalMagnitude)
    let isDouble = dtype == .float64
    result.fillElements {
      let drawn = isDouble ? generator.gamma(shapes[$0]) : generator.gammaOfFloat(shapes[$0])
      return drawn < least ? least : drawn
    }
    Autograd.record("StandardGammaBackward0", inputs: [self], outputs: [result], saved: [self], savedOutputs: [0]) {
      node, gradients in
      guard let gradient = gradients[0] else { return [nil] }
      return [try gradient.mul(node.saved(0).standardGammaGradient(at: node.saved(1)))]
    }
    return result
  }

  /// `torch._standard_gamma_grad(concentrations, draws)`.
  public func standardGammaGradient(at draws: Tensor) throws -> Tensor {
    guard dtype == draws.dtype, dtype.isFloatingPoint else {
      throw TensorError.notImplemented(kernel: "_standard_gamma_grad_cpu", dtype: dtype)
    }
    let pair = try Tensor.broadcast([self.detach(), draws.detach()])
    guard pair.count == 2 else { throw TensorError.runtime("_standard_gamma_grad: expected two tensors") }
    let (shapes, points) = (pair[0].doubles(), pair[1].doubles())
    let result = Tensor.uninitialized(pair[0].shape, dtype)
    result.fillElements { GammaSlopes.gamma(shapes[$0], points[$0]) }
    Autograd.record("NotImplemented", inputs: [self, draws], outputs: [result]) { _, _ in
      throw TensorError.runtime("derivative for _standard_gamma_grad is not implemented")
    }
    return result
  }

  /// `torch._sample_dirichlet(concentrations)`: gamma numbers scaled to a sum of 1 along the last dimension.
  ///
  /// - Throws: for elements that are no float32 or float64.
  public func sampleDirichlet(generator: Generator = .global) throws -> Tensor {
    guard dtype.isFloatingPoint else { throw TensorError.notImplemented(kernel: "dirichlet", dtype: dtype) }
    let shapes = doubles()
    let draws = Tensor.uninitialized(shape, .float64)
    draws.fillElements {
      let drawn = generator.gamma(shapes[$0])
      return drawn < Double.leastNormalMagnitude ? Double.leastNormalMagnitude : drawn
    }
    let scaled = try draws.div(draws.sum(dim: [-1], keepdim: true)).doubles()
    let result = Tensor.uninitialized(shape, dtype)
    let isDouble = dtype == .float64
    let least = isDouble ? Double.leastNormalMagnitude : Double(Float.leastNormalMagnitude)
    let most = isDouble ? 1.0.nextDown : Double(Float(1).nextDown)
    result.fillElements { scaled[$0].isNaN ? .nan : Swift.min(Swift.max(scaled[$0], least), most) }
    return result
  }

  /// `torch._dirichlet_grad(draws, concentrations, totals)`: how a draw of Beta(a, total − a) moves with a, over 1 − draw.
  public static func dirichletGradient(_ draws: Tensor, _ concentrations: Tensor, _ totals: Tensor) throws -> Tensor {
    let tensors = try broadcast([draws.detach(), concentrations.detach(), totals.detach()])
    guard tensors.count == 3, draws.dtype.isFloatingPoint, concentrations.dtype == draws.dtype,
      totals.dtype == draws.dtype
    else { throw TensorError.notImplemented(kernel: "_dirichlet_grad_cpu", dtype: draws.dtype) }
    let (x, alpha, total) = (tensors[0].doubles(), tensors[1].doubles(), tensors[2].doubles())
    let result = uninitialized(tensors[0].shape, draws.dtype)
    result.fillElements { GammaSlopes.beta(x[$0], alpha[$0], total[$0] - alpha[$0]) }
    return result
  }
}
