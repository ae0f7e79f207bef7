import CKernels

/// `add_`, `mul_` and their kin. The tensor keeps its type and shape.
extension Tensor {
  @discardableResult
  public func addInPlace(_ other: some Operand, alpha: Scalar = 1) throws -> Tensor {
    if dtype.isHalf, alpha.double != 1 {
      return try replaceInPlace([other.operand.tensor].compactMap { $0 }) { try $0.add(other, alpha: alpha) }
    }
    return try arithmeticInPlace(alpha.double == 1 ? NB_ADD : NB_ADD_SCALED, other.operand, alpha: alpha.double) { old in
      try old.add(other, alpha: alpha)
    }
  }

  @discardableResult
  public func subInPlace(_ other: some Operand, alpha: Scalar = 1) throws -> Tensor {
    if dtype == .bool { throw TensorError.boolSubtraction }
    if case .tensor(let other) = other.operand, other.dtype == .bool { _ = try sub(other) }
    if dtype.isHalf, alpha.double != 1 {
      return try replaceInPlace([other.operand.tensor].compactMap { $0 }) { try $0.sub(other, alpha: alpha) }
    }
    return try arithmeticInPlace(alpha.double == 1 ? NB_SUB : NB_ADD_SCALED, other.operand, alpha: -alpha.double) {
      try $0.sub(other, alpha: alpha)
    }
  }

  @discardableResult
  public func mulInPlace(_ other: some Operand) throws -> Tensor {
    try arithmeticInPlace(NB_MUL, other.operand) { try $0.mul(other) }
  }

  @discardableResult
  public func divInPlace(_ other: some Operand, rounding: RoundingMode? = nil) throws -> Tensor {
    if let rounding {
      return try replaceInPlace([other.operand.tensor].compactMap { $0 }) { try $0.div(other, rounding: rounding) }
    }
    if !dtype.isFloat { throw TensorError.cannotCast(from: DType.defaultFloat, to: dtype) }
    return try arithmeticInPlace(NB_DIV, other.operand) { try $0.div(other) }
  }

  /// `op` straight on this memory where the common type is the tensor's own, else computed apart and converted.
  private func arithmeticInPlace(_ op: nb_binary_op, _ other: OperandValue, alpha: Double = 1,
                                 recorded: (Tensor) throws -> Tensor) throws -> Tensor {
    let type = DType.result(operand, other)
    if case .tensor(let b) = other { _ = try Shape.broadcast(shape, b.shape) }
    guard type.canCast(to: dtype) else { throw TensorError.cannotCast(from: type, to: dtype) }
    var other = other
    var operands: [Tensor] = []
    if case .tensor(let b) = other {
      let common = try Shape.broadcast(shape, b.shape)
      guard common == shape else { throw TensorError.inPlaceShape(output: shape, broadcast: common) }
      operands = [b]
      // Shifted over itself, the loop would read what it has written.
      if b.storage === storage, b.layout != layout { other = .tensor(b.copiedWithHistory()) }
    }
    return try modify(operands, recorded: recorded) {
      if type == dtype {
        _ = try Elementwise.binary(op, operand, other, compute: type, result: type, alpha: alpha, into: self)
      } else {
        assign(try Elementwise.binary(op, operand, other, compute: type, result: type, alpha: alpha))
      }
    }
  }

  private func copiedWithHistory() -> Tensor {
    let copy = copied()
    copy.record(.clone, self)
    return copy
  }

  /// Any operation in place: computed apart, then moved in. `others` are its further operands.
  @discardableResult
  public func replaceInPlace(_ others: [Tensor] = [], _ operation: (Tensor) throws -> Tensor) throws -> Tensor {
    try modify(others, recorded: operation) {
      let result = try GradMode.disabled { try operation(self) }
      guard result.shape == shape else { throw TensorError.inPlaceShape(output: shape, broadcast: result.shape) }
      guard result.dtype.canCast(to: dtype) else { throw TensorError.cannotCast(from: result.dtype, to: dtype) }
      assign(result)
    }
  }

  /// A function of one operand straight on this memory.
  private func functionInPlace(_ op: nb_unary_op, _ recorded: (Tensor) throws -> Tensor) throws -> Tensor {
    guard dtype.isFloat else { throw TensorError.cannotCast(from: dtype.floating, to: dtype) }
    return try modify(recorded: recorded) { _ = try Elementwise.unary(op, self, result: dtype, into: self) }
  }

  @discardableResult public func expInPlace() throws -> Tensor { try functionInPlace(NB_EXP) { try $0.exp() } }
  @discardableResult public func logInPlace() throws -> Tensor { try functionInPlace(NB_LOG) { try $0.log() } }
  @discardableResult public func sqrtInPlace() throws -> Tensor { try functionInPlace(NB_SQRT) { try $0.sqrt() } }
  @discardableResult public func rsqrtInPlace() throws -> Tensor { try functionInPlace(NB_RSQRT) { try $0.rsqrt() } }
  @discardableResult public func sinInPlace() throws -> Tensor { try functionInPlace(NB_SIN) { try $0.sin() } }
  @discardableResult public func cosInPlace() throws -> Tensor { try functionInPlace(NB_COS) { try $0.cos() } }
  @discardableResult public func tanhInPlace() throws -> Tensor { try functionInPlace(NB_TANH) { try $0.tanh() } }
  @discardableResult public func sigmoidInPlace() throws -> Tensor {
    try functionInPlace(NB_SIGMOID) { try $0.sigmoid() }
  }
  @discardableResult public func reluInPlace() throws -> Tensor {
    try modify { old in
      try old.relu()
    } direct: {
      _ = try Elementwise.unary(NB_RELU, self, result: dtype, into: self)
    }
  }
  @discardableResult public func negInPlace() throws -> Tensor { try replaceInPlace { try $0.neg() } }
  @discardableResult public func absInPlace() throws -> Tensor { try replaceInPlace { try $0.abs() } }
  @discardableResult public func clampInPlace(min: Scalar? = nil, max: Scalar? = nil) throws -> Tensor {
    try replaceInPlace { try $0.clamp(min: min, max: max) }
  }
  @discardableResult public func powInPlace(_ exponent: some Operand) throws -> Tensor {
    try replaceInPlace([exponent.operand.tensor].compactMap { $0 }) { try $0.pow(exponent) }
  }
  @discardableResult public func maskedFillInPlace(_ mask: Tensor, _ value: Scalar) throws -> Tensor {
    try replaceInPlace { try $0.maskedFill(mask, value) }
  }
  /// `addcmul_`: adds `value·a·b`.
  @discardableResult public func addcmulInPlace(_ a: Tensor, _ b: Tensor, value: Scalar = 1) throws -> Tensor {
    try replaceInPlace([a, b]) { try $0.addcmul(a, b, value: value) }
  }
  /// `addcdiv_`: adds `value·a/b`.
  @discardableResult public func addcdivInPlace(_ a: Tensor, _ b: Tensor, value: Scalar = 1) throws -> Tensor {
    try replaceInPlace([a, b]) { try $0.addcdiv(a, b, value: value) }
  }
  /// `lerp_`: moves towards `end`.
  @discardableResult public func lerpInPlace(_ end: Tensor, weight: Double) throws -> Tensor {
    try replaceInPlace([end]) { try $0.lerp(end, weight: weight) }
  }
}
