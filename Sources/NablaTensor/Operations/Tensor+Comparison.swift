import CKernels

/// Comparisons, logic and bits.
extension Tensor {
  public func eq(_ other: some Operand) throws -> Tensor { try compare(NB_EQ, other.operand) }
  public func ne(_ other: some Operand) throws -> Tensor { try compare(NB_NE, other.operand) }
  public func lt(_ other: some Operand) throws -> Tensor { try compare(NB_LT, other.operand) }
  public func le(_ other: some Operand) throws -> Tensor { try compare(NB_LE, other.operand) }
  public func gt(_ other: some Operand) throws -> Tensor { try compare(NB_GT, other.operand) }
  public func ge(_ other: some Operand) throws -> Tensor { try compare(NB_GE, other.operand) }
  public func logicalAnd(_ other: some Operand) throws -> Tensor { try compare(NB_LOGICAL_AND, other.operand) }
  public func logicalOr(_ other: some Operand) throws -> Tensor { try compare(NB_LOGICAL_OR, other.operand) }
  public func logicalXor(_ other: some Operand) throws -> Tensor { try compare(NB_LOGICAL_XOR, other.operand) }

  private func compare(_ op: nb_binary_op, _ other: OperandValue) throws -> Tensor {
    try Elementwise.binary(op, operand, other, compute: DType.result(operand, other), result: .bool)
  }

  public func bitwiseAnd(_ other: some Operand) throws -> Tensor { try bits(NB_BITWISE_AND, other.operand) }
  public func bitwiseOr(_ other: some Operand) throws -> Tensor { try bits(NB_BITWISE_OR, other.operand) }
  public func bitwiseXor(_ other: some Operand) throws -> Tensor { try bits(NB_BITWISE_XOR, other.operand) }
  public func shiftLeft(_ other: some Operand) throws -> Tensor { try bits(NB_SHIFT_LEFT, other.operand) }
  public func shiftRight(_ other: some Operand) throws -> Tensor { try bits(NB_SHIFT_RIGHT, other.operand) }

  private func bits(_ op: nb_binary_op, _ other: OperandValue) throws -> Tensor {
    let type = DType.result(operand, other)
    return try Elementwise.binary(op, operand, other, compute: type, result: type)
  }

  /// `torch.isclose`: |a − b| ≤ atol + rtol·|b|, equal infinities included.
  public func isclose(_ other: Tensor, rtol: Double = 1e-5, atol: Double = 1e-8,
                      equalNaN: Bool = false) throws -> Tensor {
    guard dtype == other.dtype else { throw TensorError.dtypeMismatch(dtype, other.dtype) }
    return try GradMode.disabled {
      let (a, b) = (detach(), other.detach())
      var close = try a.eq(b)
      if dtype.isFloat {
        if equalNaN { close = try close.logicalOr(a.isnan().logicalAnd(b.isnan())) }
        let allowed = try b.abs().mul(rtol).add(atol)
        let difference = try a.sub(b).abs()
        close = try close.logicalOr(difference.isfinite().logicalAnd(difference.le(allowed)))
      } else {
        let (x, y) = (try a.to(.float64), try b.to(.float64))
        close = try close.logicalOr(x.sub(y).abs().le(y.abs().mul(rtol).add(atol)))
      }
      return close
    }
  }

  public func allclose(_ other: Tensor, rtol: Double = 1e-5, atol: Double = 1e-8,
                       equalNaN: Bool = false) throws -> Bool {
    try isclose(other, rtol: rtol, atol: atol, equalNaN: equalNaN).all().item().bool
  }

  /// `torch.equal`: the same shape and the same elements.
  public func equal(_ other: Tensor) throws -> Bool {
    guard shape == other.shape else { return false }
    return try eq(other).all().item().bool
  }
}
