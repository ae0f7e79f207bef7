import NablaTensor
import NablaVM

/// Special functions: those of `torch` and those of `torch.special`.
enum SpecialOperations {
  static let table: [Operation] = inverseHyperbolic + functions + pairs + signs

  private static let inverseHyperbolic: [Operation] = [
    .unary("asinh", "The inverse hyperbolic sine of each element.") { try $0.asinh() },
    .unary("acosh", "The inverse hyperbolic cosine of each element.") { try $0.acosh() },
    .unary("atanh", "The inverse hyperbolic tangent of each element.") { try $0.atanh() },
    .unary("arcsinh", "The inverse hyperbolic sine of each element.") { try $0.asinh() },
    .unary("arccosh", "The inverse hyperbolic cosine of each element.") { try $0.acosh() },
    .unary("arctanh", "The inverse hyperbolic tangent of each element.") { try $0.atanh() },
    .unary("deg2rad", "Degrees as radians.") { try Composed.scaled($0, .pi / 180, "Deg2RadBackward0") },
    .unary("rad2deg", "Radians as degrees.") { try Composed.scaled($0, 180 / .pi, "Rad2DegBackward0") },
  ]

  private static let functions: [Operation] = [
    .unary("erfc", "1 - erf(x) of each element.") { try $0.erfc() },
    .unary("erfinv", "The inverse of erf of each element.") { try $0.erfinv() },
    .unary("lgamma", "log |Γ(x)| of each element.") { try $0.lgamma() },
    .unary("digamma", "The derivative of lgamma at each element.") { try $0.digamma() },
    .unary("i0", "The modified Bessel function of order 0 of each element.") { try $0.i0() },
    .unary("sinc", "sin(πx) / (πx) of each element.") { try $0.sinc() },
    .tensor("logit", "(input, eps=None)", "log(x / (1 - x)) of each element.", .all) { c in
      try c.tensor(0).logit(eps: c.optionalDouble(1))
    },
    .tensor("mvlgamma", "(input, p)", "The logarithm of the multivariate gamma function.", .all) { c in
      try c.tensor(0).mvlgamma(c.int(1))
    },
    .tensor("polygamma", "(n, input)", "The n-th derivative of digamma at each element.", .function) { c in
      try c.tensor(1).polygamma(c.int(0))
    },
    .tensor("polygamma", "(input, n)", "The n-th derivative of digamma at each element.", [.method, .inPlace]) { c in
      try c.tensor(0).polygamma(c.int(1))
    },
    Operation("frexp", "(input)", "Mantissas in [0.5, 1) and exponents of 2.", .both) { c in
      let (mantissa, exponent) = try c.tensor(0).frexp()
      return NamedResult.frexp.value([mantissa, exponent])
    },
  ]

  private static let pairs: [Operation] = [
    .tensor("xlogy", "(input, other)", "input · log(other), 0 where input is 0.", .all) { c in
      try Tensor.xlogy(c.operand(0), c.operand(1))
    },
    .tensor("logaddexp", "(input, other)", "log(exp(input) + exp(other)), without overflow.") { c in
      try c.tensor(0).logaddexp(c.tensor(1))
    },
    .tensor("logaddexp2", "(input, other)", "log2(2^input + 2^other), without overflow.") { c in
      try c.tensor(0).logaddexp2(c.tensor(1))
    },
    .tensor("copysign", "(input, other)", "The size of input with the sign of other.", .all) { c in
      try c.tensor(0).copysign(c.operand(1))
    },
    .tensor("nextafter", "(input, other)", "The next floating point number towards other.", .all) { c in
      try c.tensor(0).nextafter(c.tensor(1))
    },
    .tensor("fmax", "(input, other)", "The larger of each pair; NaN only where both are.") { c in
      try c.tensor(0).fmax(c.tensor(1))
    },
    .tensor("fmin", "(input, other)", "The smaller of each pair; NaN only where both are.") { c in
      try c.tensor(0).fmin(c.tensor(1))
    },
    .tensor("hypot", "(input, other)", "sqrt(input² + other²).", .all) { c in try c.tensor(0).hypot(c.tensor(1)) },
    .tensor("heaviside", "(input, values)", "0 left of 0, 1 right of it, values there.", .all) { c in
      try c.tensor(0).heaviside(c.tensor(1))
    },
    .tensor("gcd", "(input, other)", "The greatest common divisor of each pair.", .all) { c in
      try c.tensor(0).gcd(c.tensor(1))
    },
    .tensor("lcm", "(input, other)", "The least common multiple of each pair.", .all) { c in
      try c.tensor(0).lcm(c.tensor(1))
    },
    .tensor("ldexp", "(input, other)", "input · 2^other.", .all) { c in try c.tensor(0).ldexp(c.tensor(1)) },
    .tensor("float_power", "(input, exponent)", "input to the power of exponent, in float64.", .all) { c in
      try Tensor.floatPower(c.operand(0), c.operand(1))
    },
    .tensor("igamma", "(input, other)", "The regularised lower incomplete gamma function.", .all) { c in
      try c.tensor(0).igamma(c.tensor(1))
    },
    .tensor("igammac", "(input, other)", "The regularised upper incomplete gamma function.", .all) { c in
      try c.tensor(0).igammac(c.tensor(1))
    },
    .tensor("bitwise_left_shift", "(input, other)", "Bits moved to the left.", .all) { c in
      try Arithmetic.apply(.leftShift, c.operand(0), c.operand(1))
    },
    .tensor("bitwise_right_shift", "(input, other)", "Bits moved to the right.", .all) { c in
      try Arithmetic.apply(.rightShift, c.operand(0), c.operand(1))
    },
  ]

  private static let signs: [Operation] = [
    .unary("signbit", "Whether each element has its sign bit set.", .both) { try $0.signbit() },
    .unary("isneginf", "Whether each element is -infinity.", .both) { try $0.detach().eq(-Double.infinity) },
    .unary("isposinf", "Whether each element is infinity.", .both) { try $0.detach().eq(Double.infinity) },
    .unary("isreal", "Whether each element is real: always.", .both) { try $0.onesLike(dtype: .bool) },
    .unary("angle", "0 for each element, π for negative ones.", .both) { try Composed.angle($0) },
    .unary("conj", "The tensor itself: there are no complex tensors.", .both) { $0 },
    .unary("resolve_conj", "The tensor itself: there are no complex tensors.", .both) { $0 },
    .unary("resolve_neg", "The tensor itself: there are no complex tensors.", .both) { $0 },
    .unary("conj_physical", "The elements: there are no complex tensors.", .all) { $0 },
    .unary("real", "The tensor itself: there are no complex tensors.", .function) { $0 },
    .unary("imag", "Fails: there are no complex tensors.", .function) { _ in
      throw TensorError.other(.typeError, "imag is not implemented for tensors with non-complex dtypes.")
    },
  ]
}

/// `torch.special`.
enum SpecialModule {
  static let module = NativeModule("torch.special", "Special functions.") { module, _ in
    let shared = Operations.all.filter { $0.forms.contains(.function) && names.contains($0.name) }
    module.define((shared + table).map { $0.function(takesOut: true) })
  }

  /// Those that `torch` has under the same names.
  private static let names: Set<String> = [
    "digamma", "erf", "erfc", "erfinv", "exp2", "expm1", "i0", "log1p", "logit", "logsumexp", "polygamma", "sinc",
    "xlogy",
  ]

  private static let table: [Operation] = renamed + functions + polynomials

  private static let renamed: [Operation] = [
    .tensor("round", "(input, *, decimals=0)", "Each element rounded, halves to even.", .function) { c in
      let x = try c.tensor(0)
      guard x.dtype.isFloat else { throw TensorError.notImplemented(kernel: "round_vml_cpu", dtype: x.dtype) }
      return try x.round(decimals: c.int(1))
    },
    .unary("expit", "1 / (1 + exp(-x)) of each element.", .function) { try $0.sigmoid() },
    .unary("gammaln", "log |Γ(x)| of each element.", .function) { try $0.lgamma() },
    .unary("psi", "The derivative of gammaln at each element.", .function) { try $0.digamma() },
    .tensor("multigammaln", "(input, p)", "The logarithm of the multivariate gamma function.", .function) { c in
      try c.tensor(0).mvlgamma(c.int(1))
    },
    .tensor("gammainc", "(input, other)", "The regularised lower incomplete gamma function.", .function) { c in
      try c.tensor(0).igamma(c.tensor(1))
    },
    .tensor("gammaincc", "(input, other)", "The regularised upper incomplete gamma function.", .function) { c in
      try c.tensor(0).igammac(c.tensor(1))
    },
    .tensor("softmax", "(input, dim, *, dtype=None)", "Shares that add up to 1.", .function) { c in
      let x = try c.dtype(2).map { try c.tensor(0).to($0) } ?? c.tensor(0)
      return try x.softmax(dim: c.dim(1))
    },
    .tensor("log_softmax", "(input, dim, *, dtype=None)", "The logarithms of shares that add up to 1.", .function) { c in
      let x = try c.dtype(2).map { try c.tensor(0).to($0) } ?? c.tensor(0)
      return try x.logSoftmax(dim: c.dim(1))
    },
  ]

  private static let functions: [Operation] = [
    .unary("erfcx", "exp(x²) · erfc(x) of each element.", .function) { try $0.erfcx() },
    .unary("ndtr", "The area under the normal curve left of each element.", .function) { try $0.ndtr() },
    .unary("ndtri", "The inverse of ndtr of each element.", .function) { try $0.ndtri() },
    .unary("log_ndtr", "The logarithm of ndtr of each element.", .function) { try $0.logNdtr() },
    .unary("entr", "-x · log x of each element.", .function) { try $0.entr() },
    .unary("i0e", "exp(-|x|) · i0(x) of each element.", .function) { try $0.i0e() },
    .unary("i1", "The modified Bessel function of order 1 of each element.", .function) { try $0.i1() },
    .unary("i1e", "exp(-|x|) · i1(x) of each element.", .function) { try $0.i1e() },
    .unary("modified_bessel_i0", "The modified Bessel function I of order 0.", .function) { try $0.bessel(.i0) },
    .unary("modified_bessel_i1", "The modified Bessel function I of order 1.", .function) { try $0.bessel(.i1) },
    .unary("bessel_j0", "The Bessel function J of order 0.", .function) { try $0.bessel(.j0) },
    .unary("bessel_j1", "The Bessel function J of order 1.", .function) { try $0.bessel(.j1) },
    .unary("bessel_y0", "The Bessel function Y of order 0.", .function) { try $0.bessel(.y0) },
    .unary("bessel_y1", "The Bessel function Y of order 1.", .function) { try $0.bessel(.y1) },
    .unary("modified_bessel_k0", "The modified Bessel function K of order 0.", .function) { try $0.bessel(.k0) },
    .unary("modified_bessel_k1", "The modified Bessel function K of order 1.", .function) { try $0.bessel(.k1) },
    .unary("scaled_modified_bessel_k0", "exp(x) · K of order 0.", .function) { try $0.bessel(.scaledK0) },
    .unary("scaled_modified_bessel_k1", "exp(x) · K of order 1.", .function) { try $0.bessel(.scaledK1) },
    .unary("spherical_bessel_j0", "sin(x) / x of each element.", .function) { try $0.bessel(.sphericalJ0) },
    .tensor("xlog1py", "(input, other)", "input · log(1 + other), 0 where input is 0.", .function) { c in
      try Tensor.xlog1py(c.operand(0), c.operand(1))
    },
    .tensor("zeta", "(input, other)", "The Hurwitz zeta function.", .function) { c in
      try Tensor.zeta(c.operand(0), c.operand(1))
    },
  ]

  private static let polynomials: [Operation] =
    [
      polynomial("chebyshev_polynomial_t", .chebyshevT), polynomial("chebyshev_polynomial_u", .chebyshevU),
      polynomial("chebyshev_polynomial_v", .chebyshevV), polynomial("chebyshev_polynomial_w", .chebyshevW),
      polynomial("shifted_chebyshev_polynomial_t", .chebyshevT, shifted: true),
      polynomial("shifted_chebyshev_polynomial_u", .chebyshevU, shifted: true),
      polynomial("shifted_chebyshev_polynomial_v", .chebyshevV, shifted: true),
      polynomial("shifted_chebyshev_polynomial_w", .chebyshevW, shifted: true),
      polynomial("hermite_polynomial_h", .hermiteH), polynomial("hermite_polynomial_he", .hermiteHe),
      polynomial("laguerre_polynomial_l", .laguerreL), polynomial("legendre_polynomial_p", .legendreP),
    ]

  private static func polynomial(_ name: String, _ kind: Tensor.Polynomial, shifted: Bool = false) -> Operation {
    .tensor(name, "(input, n)", "A polynomial of degree n at each element.", .function) { c in
      var x = try c.operand(0)
      if shifted, case .tensor(let tensor) = x { x = .tensor(try tensor.to(tensor.dtype.floating)) }
      guard shifted else { return try Tensor.polynomial(kind, x, c.operand(1)) }
      let doubled = try Arithmetic.apply(.subtract, .tensor(Arithmetic.apply(.multiply, x, .scalar(.int(2)))), .scalar(.int(1)))
      return try Tensor.polynomial(kind, doubled, c.operand(1))
    }
  }
}
