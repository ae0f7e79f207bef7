import CKernels

/// Special functions of each element. Integers are converted to the default float first.
extension Tensor {
  /// `op` in a floating type that has a loop, given back in the one that belongs to this tensor.
  private func special(_ op: nb_special_op, _ rule: @autoclosure () -> Rule) throws -> Tensor {
    let type = dtype.floating
    let x = dtype == type ? self : try to(type)
    let result = try Tensor.apply(op, x)
    result.record(rule(), x, saved: [SavedTensor(input: x), SavedTensor(output: result)])
    return result
  }

  private static func apply(_ op: nb_special_op, _ x: Tensor) throws -> Tensor {
    guard let loop = nb_special(Int32(op.rawValue), x.dtype.code) else {
      return try apply(op, x.converted(to: .float32)).converted(to: x.dtype)
    }
    let result = x.uninitializedLike(x.dtype)
    Elementwise.run(loop, x, result)
    return result
  }

  /// log |Γ(x)|.
  public func lgamma() throws -> Tensor { try special(NB_LGAMMA, .lgamma) }
  /// The derivative of `lgamma`.
  public func digamma() throws -> Tensor { try special(NB_DIGAMMA, .digamma) }
  /// The inverse of `erf`.
  public func erfinv() throws -> Tensor { try special(NB_ERFINV, .erfinv) }
  /// exp(x²)·erfc(x).
  public func erfcx() throws -> Tensor { try special(NB_ERFCX, .erfcx) }
  /// The area under the normal curve left of x.
  public func ndtr() throws -> Tensor { try special(NB_NDTR, .ndtr) }
  /// The inverse of `ndtr`.
  public func ndtri() throws -> Tensor { try special(NB_NDTRI, .ndtri) }
  /// log of `ndtr`, far out too.
  public func logNdtr() throws -> Tensor { try special(NB_LOG_NDTR, .logNdtr) }
  /// The modified Bessel function of the first kind, order 0; `i0e` scaled by exp(-|x|).
  public func i0() throws -> Tensor { try special(NB_I0, .i0) }
  public func i0e() throws -> Tensor { try special(NB_I0E, .i0e) }
  public func i1() throws -> Tensor { try special(NB_I1, .i1) }
  public func i1e() throws -> Tensor { try special(NB_I1E, .i1e) }
  /// sin(πx) / (πx).
  public func sinc() throws -> Tensor { try special(NB_SINC, .sinc) }
  /// -x·log x.
  public func entr() throws -> Tensor { try special(NB_ENTROPY, .entr) }

  /// Bessel functions: of the first and second kind, the modified ones, and two without gradient, as in PyTorch.
  public enum Bessel: Sendable {
    case j0, j1, y0, y1, i0, i1, k0, k1, scaledK0, scaledK1, sphericalJ0
  }

  public func bessel(_ kind: Bessel) throws -> Tensor {
    let op: nb_special_op
    switch kind {
    case .j0: op = NB_BESSEL_J0
    case .j1: op = NB_BESSEL_J1
    case .y0: op = NB_BESSEL_Y0
    case .y1: op = NB_BESSEL_Y1
    case .i0: op = NB_I0
    case .i1: op = NB_I1
    case .k0: op = NB_BESSEL_K0
    case .k1: op = NB_BESSEL_K1
    case .scaledK0: op = NB_SCALED_K0
    case .scaledK1: op = NB_SCALED_K1
    case .sphericalJ0: op = NB_SPHERICAL_J0
    }
    let x = try to(dtype.floating)
    let result = try Tensor.apply(op, x)
    if let rule = Rule.bessel(kind) { result.record(rule, x, saved: [SavedTensor(input: x)]) }
    return result
  }

  /// ψ⁽ⁿ⁾(x), the n-th derivative of `digamma`.
  public func polygamma(_ order: Int) throws -> Tensor {
    guard order >= 0 else { throw TensorError.runtime("polygamma(n, x) does not support negative n.") }
    if order == 0 { return try digamma() }
    let type = dtype.floating
    let x = dtype == type ? self : try to(type)
    let result = try Tensor.special(NB_POLYGAMMA, .scalar(.int(order)), .tensor(x), type)
    result.record(.polygamma, x, saved: [SavedTensor(input: x)], attributes: RuleAttributes(numbers: [order]))
    return result
  }

  /// The logarithm of the multivariate gamma function of dimension p.
  public func mvlgamma(_ p: Int) throws -> Tensor {
    if dtype == .bool { throw TensorError.runtime("The input tensor may not be a boolean tensor.") }
    guard p >= 1 else { throw TensorError.runtime("p has to be greater than or equal to 1") }
    let x = try to(dtype.floating)
    try Tensor.checkAllocation([Swift.max(x.elementCount, 1), p, 4], .float64, "mvlgamma")
    let halves = Tensor((0..<p).map { -0.5 * Double($0) })
    let constant = Double(p) * Double(p - 1) / 4 * 1.1447298858494002
    return try x.unsqueeze(-1).add(halves.to(x.dtype)).lgamma().sum(dim: [-1]).add(constant).named("MvlgammaBackward0")
  }

  /// log(x / (1 - x)), with x held in [eps, 1 - eps] where `eps` is given.
  public func logit(eps: Double? = nil) throws -> Tensor {
    let x = try to(dtype.floating)
    let result = try GradMode.disabled { () throws -> Tensor in
      let held = try eps.map { try x.detach().clamp(min: .float($0), max: .float(1 - $0)) } ?? x.detach()
      return try held.div(held.rsub(1)).log().detach()
    }
    let attributes = RuleAttributes(scalars: eps.map { [$0, 1 - $0, 0] } ?? [0, 1, .nan])
    result.record(.logit, x, saved: [SavedTensor(input: x)], attributes: attributes)
    return result
  }

  /// Whether the sign bit is set: of -0 and of NaN too.
  public func signbit() throws -> Tensor {
    guard dtype.isFloatingPoint else { return dtype == .bool ? try Tensor.zeros(shape, dtype: .bool) : try lt(0) }
    let x = detach()
    return try Tensor.special(NB_COPYSIGN, .scalar(.int(1)), .tensor(x), dtype).lt(0)
  }
}

/// Functions of two operands.
extension Tensor {
  static func special(_ op: nb_special_binary_op, _ a: OperandValue, _ b: OperandValue, _ type: DType) throws -> Tensor {
    guard let loop = nb_special_binary(Int32(op.rawValue), type.code) else {
      if type.isHalf, op == NB_XLOGY || op == NB_XLOG1PY {
        return try roundedXlogy(a.asTensor(type), b.asTensor(type), onePlus: op == NB_XLOG1PY)
      }
      let wide: DType = type.isFloatingPoint ? .float32 : .int64
      guard type != wide, nb_special_binary(Int32(op.rawValue), wide.code) != nil else {
        throw TensorError.notImplemented(kernel: "binary_cpu", dtype: type)
      }
      return try special(op, a, b, wide).converted(to: type)
    }
    return try Elementwise.binary(loop, a, b, compute: type, result: type)
  }

  /// Either operand may be a number; floats, or the default float where both are integers.
  private static func special(
    _ op: nb_special_binary_op, _ rule: Rule?, _ a: OperandValue, _ b: OperandValue, keepsIntegers: Bool = false,
    node: String = "NotImplemented", function: String = ""
  ) throws -> Tensor {
    let type = DType.result(a, b)
    let compute = type.floating
    let (x, y) = (a.asTensor(compute), b.asTensor(compute))
    let result = try special(op, a, b, compute)
    if let rule {
      result.record(
        rule, x, y, saved: [SavedTensor(input: x), SavedTensor(input: y), SavedTensor(output: result)])
    } else if !function.isEmpty, Autograd.isRecording(x, y) {
      Autograd.record(node, inputs: [x, y], outputs: [result]) { _, _ in
        throw TensorError.runtime(function)
      }
    }
    return keepsIntegers && compute != type ? try result.to(type) : result
  }

  /// x·log y, 0 where x is 0.
  public static func xlogy(_ x: some Operand, _ y: some Operand) throws -> Tensor {
    let result = try special(NB_XLOGY, .xlogy, x.operand, y.operand)
    if case .scalar = y.operand { return result.named("XlogyBackward2") }
    if case .scalar = x.operand { return result.named("XlogyBackward1") }
    return result
  }
  public static func xlog1py(_ x: some Operand, _ y: some Operand) throws -> Tensor {
    try special(NB_XLOG1PY, .xlog1py, x.operand, y.operand)
  }
  /// The Hurwitz zeta function.
  public static func zeta(_ x: some Operand, _ q: some Operand) throws -> Tensor {
    try special(NB_ZETA, nil, x.operand, q.operand, node: "SpecialZetaBackward2",
                function: "the derivative for 'zeta' is not implemented.")
  }
  public func logaddexp(_ other: Tensor) throws -> Tensor {
    try requireFloats(other, "logaddexp_cpu")
    return try Tensor.special(NB_LOGADDEXP, .logaddexp, operand, other.operand)
  }
  public func logaddexp2(_ other: Tensor) throws -> Tensor {
    try requireFloats(other, "logaddexp2_cpu")
    return try Tensor.special(NB_LOGADDEXP2, .logaddexp2, operand, other.operand)
  }
  /// - Throws: PyTorch's words where the common type is none of floats.
  func requireFloats(_ other: Tensor, _ kernel: String) throws {
    let type = DType.result(self, other)
    guard type.isFloatingPoint else { throw TensorError.notImplemented(kernel: kernel, dtype: type) }
  }

  /// The size of this with the sign of `other`.
  public func copysign(_ other: some Operand) throws -> Tensor {
    let result = try Tensor.special(NB_COPYSIGN, .copysign, operand, other.operand)
    if case .scalar = other.operand { return result.named("CopysignBackward1") }
    return result
  }
  /// The next number that floats can hold, towards `other`.
  public func nextafter(_ other: Tensor) throws -> Tensor {
    let type = DType.result(self, other)
    guard type.isFloatingPoint || type.isHalf else { throw TensorError.notImplemented(kernel: "nextafter_cpu", dtype: type) }
    if type.isHalf { return try halfNextafter(other, type) }
    return try Tensor.special(NB_NEXTAFTER, .nextafter, operand, other.operand)
  }
  /// `maximum` and `minimum` that pass over NaN.
  public func fmax(_ other: Tensor) throws -> Tensor {
    guard DType.result(self, other).isFloatingPoint else { return try maximum(other) }
    return try Tensor.special(NB_FMAX, .fmax, operand, other.operand)
  }
  public func fmin(_ other: Tensor) throws -> Tensor {
    guard DType.result(self, other).isFloatingPoint else { return try minimum(other) }
    return try Tensor.special(NB_FMIN, .fmin, operand, other.operand)
  }
  /// 0 left of 0, 1 right of it, `values` there.
  public func heaviside(_ values: Tensor) throws -> Tensor {
    guard dtype == values.dtype else {
      throw TensorError.runtime("heaviside is not yet implemented for tensors with different dtypes.")
    }
    return try Tensor.special(NB_HEAVISIDE, nil, operand, values.operand, keepsIntegers: true,
                              function: "derivative for aten::heaviside is not implemented")
  }
  /// The regularised incomplete gamma functions.
  public func igamma(_ other: Tensor) throws -> Tensor {
    try requireFloats(other, "igamma_cpu")
    return try Tensor.special(NB_IGAMMA, .igamma, operand, other.operand)
  }
  public func igammac(_ other: Tensor) throws -> Tensor {
    try requireFloats(other, "igammac_cpu")
    return try Tensor.special(NB_IGAMMAC, .igammac, operand, other.operand)
  }
  public func gcd(_ other: Tensor) throws -> Tensor { try divisors(NB_GCD, "gcd_cpu", other) }
  public func lcm(_ other: Tensor) throws -> Tensor { try divisors(NB_LCM, "lcm_cpu", other) }

  private func divisors(_ op: nb_special_binary_op, _ kernel: String, _ other: Tensor) throws -> Tensor {
    let type = DType.result(self, other)
    _ = try Shape.broadcast(shape, other.shape)
    guard type.isInteger else { throw TensorError.notImplemented(kernel: kernel, dtype: type) }
    // In the common type, in which large operands wrap around before they are divided.
    return try Tensor.special(op, to(type).operand, other.to(type).operand, .int64).to(type)
  }

  /// self·2^other.
  public func ldexp(_ other: Tensor) throws -> Tensor {
    if other.dtype == .bool { throw TensorError.notImplemented(kernel: "ldexp_cpu_exp", dtype: .bool) }
    let product = try mul(Tensor.scalar(.float(2)).pow(other))
    // A type of half precision stays: the power's is no type that was asked for.
    return try (dtype.isHalf && !other.dtype.isFloatingPoint ? product.to(dtype) : product).named("LdexpBackward0")
  }

  /// `pow` in float64.
  public static func floatPower(_ base: some Operand, _ exponent: some Operand) throws -> Tensor {
    switch (base.operand, exponent.operand) {
    case (.tensor(let x), .tensor(let y)): return try x.to(.float64).pow(y.to(.float64))
    case (.tensor(let x), .scalar(let y)): return try x.to(.float64).pow(y.double)
    case (.scalar(let x), .tensor(let y)): return try y.to(.float64).rpow(.float(x.double))
    case (.scalar(let x), .scalar(let y)): return try Tensor.scalar(.float(x.double), dtype: .float64).pow(y.double)
    }
  }

  /// Orthogonal polynomials by degree, without gradient, as in PyTorch.
  public enum Polynomial: Sendable {
    case chebyshevT, chebyshevU, chebyshevV, chebyshevW, hermiteH, hermiteHe, laguerreL, legendreP
  }

  public static func polynomial(_ kind: Polynomial, _ x: some Operand, _ degree: some Operand) throws -> Tensor {
    let op: nb_special_binary_op
    switch kind {
    case .chebyshevT: op = NB_CHEBYSHEV_T
    case .chebyshevU: op = NB_CHEBYSHEV_U
    case .chebyshevV: op = NB_CHEBYSHEV_V
    case .chebyshevW: op = NB_CHEBYSHEV_W
    case .hermiteH: op = NB_HERMITE_H
    case .hermiteHe: op = NB_HERMITE_HE
    case .laguerreL: op = NB_LAGUERRE
    case .legendreP: op = NB_LEGENDRE
    }
    return try special(op, nil, x.operand, degree.operand)
  }

  /// Mantissas in [0.5, 1) and exponents: x = mantissa·2^exponent.
  public func frexp() throws -> (mantissa: Tensor, exponent: Tensor) {
    guard dtype.isFloatingPoint else {
      throw TensorError.runtime("torch.frexp() only supports floating-point dtypes")
    }
    let values = doubles()
    func parts(_ value: Double) -> (Double, Int) {
      guard value != 0, value.isFinite else { return (value, 0) }
      return (value.significand / 2 * (value < 0 ? -1 : 1), Int(value.exponent) + 1)
    }
    let exponents = Tensor.uninitialized(shape, .int32)
    exponents.fillIntegers { parts(values[$0]).1 }
    let mantissas = Tensor.uninitialized(shape, dtype)
    mantissas.fillElements { parts(values[$0]).0 }
    Autograd.record("FrexpBackward0", inputs: [self], outputs: [mantissas], saved: [exponents]) { node, gradients in
      guard let gradient = gradients[0] else { return [nil] }
      return [try gradient.div(Tensor.scalar(.float(2), dtype: gradient.dtype).pow(node.saved(0)))]
    }
    return (mantissas, exponents)
  }
}

extension Tensor {
  /// This fresh result of several operations, shown as the result of one: `grad_fn=<AddcmulBackward0>`.
  ///
  /// Not for views of an operand: what is returned counts as made by itself.
  public func named(_ name: String) -> Tensor {
    guard GradMode.isEnabled, gradFn != nil, let edge = gradientEdge else { return self }
    let node = RuleNode(
      Rule(name) { _, gradient in [gradient] }, edges: [edge], output: OutputMetadata(shape: shape, dtype: dtype),
      saved: [], scalar: 0, attributes: nil)
    let result = viewBase == nil ? self : alias(layout)
    result.setHistory(node)
    return result
  }

  /// This view under another name: `grad_fn=<UnfoldBackward0>`.
  public func renamedView(_ name: String) -> Tensor {
    guard let node = meta?.node as? RuleNode else { return self }
    setHistory(
      RuleNode(
        Rule(outputs: name, node.rule.body), edges: node.edges, output: node.output, saved: [], scalar: 0,
        attributes: node.attributes))
    return self
  }
}
