/// Derivatives of activations by operations that can be differentiated themselves.
extension Tensor {
  /// Φ(x) + x·φ(x).
  static func geluSlope(_ x: Tensor) throws -> Tensor {
    let area = try x.mul(0.7071067811865476).erf().add(1).mul(0.5)
    return try area.add(x.mul(x.square().mul(-0.5).exp()).mul(0.3989422804014327))
  }

  /// Of x/2·(1 + tanh u), u = β·(x + κ·x³).
  static func geluTanhSlope(_ x: Tensor) throws -> Tensor {
    let (beta, kappa) = (0.7978845608028654, 0.044715)
    let square = try x.square()
    let t = try x.add(x.mul(square).mul(kappa)).mul(beta).tanh()
    let inner = try square.mul(3 * kappa).add(1).mul(beta)
    return try t.add(1).add(x.mul(t.square().rsub(1)).mul(inner)).mul(0.5)
  }

  /// σ·(1 + x·(1 − σ)).
  static func siluSlope(_ x: Tensor) throws -> Tensor {
    let s = try x.sigmoid()
    return try s.mul(x.mul(s.rsub(1)).add(1))
  }

  /// t + x·(1 − t²)·σ(x), t = tanh(softplus(x)).
  static func mishSlope(_ x: Tensor) throws -> Tensor {
    let t = try x.softplus().tanh()
    return try t.add(x.mul(t.square().rsub(1)).mul(x.sigmoid()))
  }
}
