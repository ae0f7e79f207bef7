/// Rules of arithmetic. `g` is the gradient of the result; sums over broadcast dimensions are the engine's.
extension Rule {
  /// y = x in another type.
  static let toCopy = Rule("ToCopyBackward0") { _, g in [g] }
  /// y = x.
  static let clone = Rule("CloneBackward0") { _, g in [g] }
  /// y = v, x forgotten: x̄ = 0, v̄ = ȳ.
  static let copy = Rule("CopyBackwards") { node, g in [node.needs(0) ? try g.zerosLike() : nil, g] }
  /// y = constant: x̄ = 0.
  static let fill = Rule("FillBackward2") { _, g in [try g.zerosLike()] }
  static let zero = Rule("ZeroBackward0") { _, g in [try g.zerosLike()] }

  /// y = a + α·b: ā = ȳ, b̄ = α·ȳ.
  static let add = Rule("AddBackward0") { node, g in
    [g, node.needs(1) ? (node.scalar == 1 ? g : try g.mul(node.scalar)) : nil]
  }
  /// y = a − α·b: ā = ȳ, b̄ = −α·ȳ.
  static let sub = Rule("SubBackward0") { node, g in
    [g, node.needs(1) ? (node.scalar == 1 ? try g.neg() : try g.mul(-node.scalar)) : nil]
  }
  /// y = c − α·a.
  static let rsub = Rule("RsubBackward1") { node, g in
    [node.scalar == 1 ? try g.neg() : try g.mul(-node.scalar)]
  }
  /// y = a·b: ā = ȳ·b, b̄ = ȳ·a.
  static let mul = Rule("MulBackward0") { node, g in
    [node.needs(0) ? try g.mul(node.saved(1)) : nil, node.needs(1) ? try g.mul(node.saved(0)) : nil]
  }
  /// y = c·a.
  static let mulScalar = Rule("MulBackward0") { node, g in [try g.mul(node.scalar)] }
  /// y = a / b: ā = ȳ / b, b̄ = −ȳ·a / b².
  static let div = Rule("DivBackward0") { node, g in
    let b = try node.saved(1)
    return [
      node.needs(0) ? try g.div(b) : nil,
      node.needs(1) ? try g.neg().mul(node.saved(0).div(b).div(b)) : nil,
    ]
  }
  /// y = a / c.
  static let divScalar = Rule("DivBackward0") { node, g in [try g.div(node.scalar)] }
  /// y = c / a: ā = −ȳ·y / a.
  static let rdiv = Rule("MulBackward0") { node, g in [try g.neg().mul(node.saved(1)).div(node.saved(0))] }
  /// Piecewise constant: the gradient is zero.
  static let flat = Rule("DivBackward2") { node, g in
    [node.needs(0) ? try g.mul(0) : nil, node.needs(1) ? try g.mul(0) : nil]
  }
  /// y = a mod b = a − b·⌊a/b⌋: ā = ȳ, b̄ = −ȳ·⌊a/b⌋.
  static let remainderScalar = Rule("RemainderBackward0") { _, g in [g] }
  static let fmodScalar = Rule("FmodBackward0") { _, g in [g] }
  static let remainder = Rule("RemainderBackward1") { node, g in
    [g, node.needs(1) ? try g.neg().mul(node.saved(0).div(node.saved(1), rounding: .floor)) : nil]
  }
  /// y = fmod(a, b): ā = ȳ, b̄ = −ȳ·trunc(a/b).
  static let fmod = Rule("FmodBackward1") { node, g in
    [g, node.needs(1) ? try g.neg().mul(node.saved(0).div(node.saved(1), rounding: .trunc)) : nil]
  }
  /// y = aᶜ: ā = ȳ·c·aᶜ⁻¹, zero for c = 0.
  static let powScalar = Rule("PowBackward0") { node, g in
    let c = node.scalar
    if c == 0 { return [try g.mul(0)] }
    if c == 2 { return [try g.mul(node.saved(0)).mul(2.0)] }
    return [try g.mul(node.saved(0).pow(c - 1).mul(c))]
  }
  /// y = aᵇ: ā = ȳ·b·aᵇ⁻¹ (0 where b = 0), b̄ = ȳ·y·log a (0 where a = 0 and b ≥ 0).
  static let pow = Rule("PowBackward1") { node, g in
    let (a, b) = (try node.saved(0), try node.saved(1))
    var first: Tensor?
    if node.needs(0) {
      let slope = try b.mul(a.pow(b.sub(1)))
      first = try g.mul(Tensor.where(b.eq(0), slope.zerosLike(), slope))
    }
    guard node.needs(1) else { return [first, nil] }
    let slope = try node.saved(2).mul(a.log())
    let isZero = try a.eq(0).logicalAnd(b.ge(0))
    return [first, try g.mul(Tensor.where(isZero, slope.zerosLike(), slope))]
  }
  /// y = cᵇ: b̄ = ȳ·y·log c.
  static let rpow = Rule("PowBackward2") { node, g in
    let c = node.scalar
    if c == 0 {
      let b = try node.saved(0)
      let slope = try node.saved(1).mul(-Double.infinity)
      return [try g.mul(Tensor.where(b.ge(0), slope.zerosLike(), slope))]
    }
    return [try g.mul(node.saved(1)).mul(Scalar.float(logOfDouble(c)))]
  }
  /// y = max(a, b): the gradient goes to the greater; equals share it by halves.
  static let maximum = Rule("MaximumBackward0") { node, g in
    let (a, b) = (try node.saved(0), try node.saved(1))
    let shared = try Tensor.where(a.eq(b), g.div(2), g)
    return [
      node.needs(0) ? try shared.maskedFill(a.lt(b), 0) : nil,
      node.needs(1) ? try shared.maskedFill(a.gt(b), 0) : nil,
    ]
  }
  /// y = min(a, b), likewise.
  static let minimum = Rule("MinimumBackward0") { node, g in
    let (a, b) = (try node.saved(0), try node.saved(1))
    let shared = try Tensor.where(a.eq(b), g.div(2), g)
    return [
      node.needs(0) ? try shared.maskedFill(a.gt(b), 0) : nil,
      node.needs(1) ? try shared.maskedFill(a.lt(b), 0) : nil,
    ]
  }
  /// y = atan2(a, b): ā = ȳ·b / (a² + b²), b̄ = −ȳ·a / (a² + b²).
  static let atan2 = Rule("Atan2Backward0") { node, g in
    let (a, b) = (try node.saved(0), try node.saved(1))
    let scaled = try g.div(a.mul(a).add(b.mul(b)))
    return [node.needs(0) ? try scaled.mul(b) : nil, node.needs(1) ? try scaled.mul(a).neg() : nil]
  }
  /// y = √(a² + b²): ā = ȳ·a / y, b̄ = ȳ·b / y.
  static let hypot = Rule("HypotBackward0") { node, g in
    let scaled = try g.div(node.saved(2))
    return [
      node.needs(0) ? try scaled.mul(node.saved(0)) : nil, node.needs(1) ? try scaled.mul(node.saved(1)) : nil,
    ]
  }
  /// y = c ? a : b.
  static let `where` = Rule("WhereBackward0") { node, g in
    let condition = try node.saved(0)
    return [
      node.needs(0) ? try Tensor.where(condition, g, Scalar.float(0)) : nil,
      node.needs(1) ? try Tensor.where(condition, Scalar.float(0), g) : nil,
    ]
  }
  /// y = x, but constant where the mask is set.
  static let maskedFill = Rule("MaskedFillBackward0") { node, g in [try g.maskedFill(node.saved(0), 0)] }
  /// y = x held between bounds: the gradient passes where x is within them.
  static let clampScalar = Rule("ClampBackward1") { node, g in
    let x = try node.saved(0)
    let bounds = node.scalars
    let inside = try x.ge(bounds[0]).logicalAnd(x.le(bounds[1]))
    return [try Tensor.where(inside, g, Scalar.float(0))]
  }
  /// y = a + w·(b − a): ā = ȳ·(1 − w), b̄ = ȳ·w.
  static let lerpScalar = Rule("LerpBackward0") { node, g in
    [node.needs(0) ? try g.mul(1 - node.scalar) : nil, node.needs(1) ? try g.mul(node.scalar) : nil]
  }
}
