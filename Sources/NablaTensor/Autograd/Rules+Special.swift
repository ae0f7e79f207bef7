/// Rules of special functions. `x` is saved(0), the result saved(1); of two operands the result is saved(2).
extension Rule {
  private static let inverseRootPi = 0.5641895835477563
  private static let inverseRootTwoPi = 0.3989422804014327

  static let lgamma = Rule("LgammaBackward0") { node, g in [try g.mul(node.saved(0).digamma())] }
  static let digamma = Rule("DigammaBackward0") { node, g in [try g.mul(node.saved(0).polygamma(1))] }
  static let polygamma = Rule("PolygammaBackward0") { node, g in
    [try g.mul(node.saved(0).polygamma(node.numbers[0] &+ 1))]
  }
  /// y′ = 1 / (x·(1 − x)) within bounds; what it is beyond them stands behind the bounds.
  static let logit = Rule("LogitBackward0") { node, g in
    let (x, bounds) = (try node.saved(0), node.scalars)
    let inside = try x.detach().ge(bounds[0]).logicalAnd(x.detach().le(bounds[1]))
    return [try Tensor.where(inside, g.div(x.mul(x.rsub(1))), Scalar.float(bounds[2]))]
  }
  /// y′ = √π/2 · exp(y²).
  static let erfinv = Rule("ErfinvBackward0") { node, g in
    [try g.mul(node.saved(1).square().exp()).mul(0.5 / inverseRootPi)]
  }
  /// y′ = 2x·y − 2/√π.
  static let erfcx = Rule("SpecialErfcxBackward0") { node, g in
    [try g.mul(node.saved(0).mul(node.saved(1)).mul(2).sub(2 * inverseRootPi))]
  }
  /// The normal density.
  static let ndtr = Rule("MulBackward1") { node, g in
    [try g.mul(node.saved(0).square().mul(-0.5).exp()).mul(inverseRootTwoPi)]
  }
  static let ndtri = Rule("SpecialNdtriBackward0") { node, g in
    [try g.mul(node.saved(1).square().mul(0.5).exp()).div(inverseRootTwoPi)]
  }
  /// φ(x) / Φ(x), as a quotient that does not vanish far out.
  static let logNdtr = Rule("SpecialLogNdtrBackward0") { node, g in
    [try g.mul(node.saved(0).mul(-0.7071067811865476).erfcx().reciprocal()).mul(1.4142135623730951 * inverseRootPi)]
  }
  static let i0 = Rule("I0Backward0") { node, g in [try g.mul(node.saved(0).i1())] }
  static let i0e = Rule("SpecialI0EBackward0") { node, g in
    let x = try node.saved(0)
    return [try g.mul(x.i1e().sub(x.sign().mul(node.saved(1))))]
  }
  /// y′ = I₀ − y/x, 1/2 at 0.
  static let i1 = Rule("SpecialI1Backward0") { node, g in
    let x = try node.saved(0)
    let isZero = try x.eq(0)
    let safe = try Tensor.where(isZero, Scalar.float(1), x)
    return [try g.mul(Tensor.where(isZero, Scalar.float(0.5), x.i0().sub(node.saved(1).div(safe))))]
  }
  static let i1e = Rule("SpecialI1EBackward0") { node, g in
    let x = try node.saved(0)
    let isZero = try x.eq(0)
    let safe = try Tensor.where(isZero, Scalar.float(1), x)
    let slope = try x.i0e().sub(node.saved(1).mul(x.sign().add(safe.reciprocal())))
    return [try g.mul(Tensor.where(isZero, Scalar.float(0.5), slope))]
  }
  /// j0′ = −j1, j1′ = j0 − j1/x, and the like for the second kind and the modified ones.
  static func bessel(_ kind: Tensor.Bessel) -> Rule? {
    func zeroth(_ name: String, _ other: Tensor.Bessel, _ sign: Double) -> Rule {
      Rule(name) { node, g in [try g.mul(node.saved(0).bessel(other)).mul(sign)] }
    }
    // Half at 0, where the quotient has no value.
    func first(_ name: String, _ lower: Tensor.Bessel, _ own: Tensor.Bessel, _ sign: Double) -> Rule {
      Rule(name) { node, g in
        let x = try node.saved(0)
        let isZero = try x.detach().eq(0)
        let safe = try Tensor.where(isZero, Scalar.float(1), x)
        let slope = try x.bessel(lower).mul(sign).sub(x.bessel(own).div(safe))
        return [try g.mul(Tensor.where(isZero, Scalar.float(0.5), slope))]
      }
    }
    switch kind {
    case .j0: return zeroth("SpecialBesselJ0Backward0", .j1, -1)
    case .j1: return first("SpecialBesselJ1Backward0", .j0, .j1, 1)
    case .y0: return zeroth("SpecialBesselY0Backward0", .y1, -1)
    case .y1: return first("SpecialBesselY1Backward0", .y0, .y1, 1)
    case .i0: return zeroth("SpecialModifiedBesselI0Backward0", .i1, 1)
    case .i1: return first("SpecialModifiedBesselI1Backward0", .i0, .i1, 1)
    case .k0: return zeroth("SpecialModifiedBesselK0Backward0", .k1, -1)
    case .k1: return first("SpecialModifiedBesselK1Backward0", .k0, .k1, -1)
    case .scaledK0, .scaledK1, .sphericalJ0: return nil
    }
  }
  /// y′ = (cos πx − y) / x, 0 at 0.
  static let sinc = Rule("SincBackward0") { node, g in
    let x = try node.saved(0)
    let isZero = try x.eq(0)
    let safe = try Tensor.where(isZero, Scalar.float(1), x)
    let scaled = try x.mul(Double.pi)
    let slope = try scaled.cos().div(safe).sub(scaled.sin().div(safe.square().mul(Double.pi)))
    return [try g.mul(slope.maskedFill(isZero, 0))]
  }
  static let entr = Rule("SpecialEntrBackward0") { node, g in [try g.mul(node.saved(0).log().add(1).neg())] }

  /// y = a·log b: ā = ȳ·log b (0 where both are 0), b̄ = ȳ·a / b.
  static let xlogy = Rule("XlogyBackward0") { node, g in
    let (a, b) = (try node.saved(0), try node.saved(1))
    return [
      node.needs(0) ? try g.mul(b.log().maskedFill(a.eq(0).logicalAnd(b.le(0)), 0)) : nil,
      node.needs(1) ? try g.mul(a).div(b) : nil,
    ]
  }
  static let xlog1py = Rule("SpecialXlog1PyBackward0") { node, g in
    let (a, b) = (try node.saved(0), try node.saved(1))
    return [
      node.needs(0) ? try g.mul(b.log1p().maskedFill(a.eq(0).logicalAnd(b.le(-1)), 0)) : nil,
      node.needs(1) ? try g.mul(a).div(b.add(1)) : nil,
    ]
  }
  /// Each exponential's share of the sum.
  static let logaddexp = Rule("LogaddexpBackward0") { node, g in
    let (a, b) = (try node.saved(0), try node.saved(1))
    return [
      node.needs(0) ? try g.mul(a.sub(b).sigmoid()) : nil, node.needs(1) ? try g.mul(b.sub(a).sigmoid()) : nil,
    ]
  }
  static let logaddexp2 = Rule("Logaddexp2Backward0") { node, g in
    let (a, b) = (try node.saved(0), try node.saved(1))
    let scale = 0.6931471805599453
    return [
      node.needs(0) ? try g.mul(a.sub(b).mul(scale).sigmoid()) : nil,
      node.needs(1) ? try g.mul(b.sub(a).mul(scale).sigmoid()) : nil,
    ]
  }
  /// ā = ȳ·y / a, 0 where a is 0.
  static let copysign = Rule("CopysignBackward0") { node, g in
    let a = try node.saved(0)
    let isZero = try a.eq(0)
    let ratio = try node.saved(2).div(Tensor.where(isZero, Scalar.float(1), a)).maskedFill(isZero, 0)
    return [try g.mul(ratio), node.needs(1) ? try g.mul(0) : nil]
  }
  /// What was replaced is a constant.
  static let nanToNum = Rule("NanToNumBackward0") { node, g in
    [try g.maskedFill(node.saved(0).detach().isfinite().logicalNot(), 0)]
  }
  /// As good as constant in the direction.
  static let nextafter = Rule("NextafterBackward0") { node, g in [g, node.needs(1) ? try g.mul(0) : nil] }
  static let fmax = Rule("FmaxBackward0") { node, g in
    let (a, b) = (try node.saved(0), try node.saved(1))
    let first = try a.ge(b).logicalOr(b.isnan())
    return [node.needs(0) ? try g.maskedFill(first.logicalNot(), 0) : nil, node.needs(1) ? try g.maskedFill(first, 0) : nil]
  }
  static let fmin = Rule("FminBackward0") { node, g in
    let (a, b) = (try node.saved(0), try node.saved(1))
    let first = try a.le(b).logicalOr(b.isnan())
    return [node.needs(0) ? try g.maskedFill(first.logicalNot(), 0) : nil, node.needs(1) ? try g.maskedFill(first, 0) : nil]
  }
  /// The density of the gamma distribution; the order has no gradient, in PyTorch neither.
  static let igamma = Rule("IgammaBackward0") { node, g in [nil, try g.mul(gammaDensity(node, "igamma"))] }
  static let igammac = Rule("IgammacBackward0") { node, g in [nil, try g.mul(gammaDensity(node, "igammac")).neg()] }

  private static func gammaDensity(_ node: RuleNode, _ name: String) throws -> Tensor {
    if node.needs(0) { throw TensorError.runtime("the derivative for '\(name): input' is not implemented.") }
    let (a, x) = (try node.saved(0), try node.saved(1))
    return try x.log().mul(a.sub(1)).sub(x).sub(a.lgamma()).exp()
  }
}
