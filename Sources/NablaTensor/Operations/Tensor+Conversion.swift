/// Copies and conversions.
extension Tensor {
  /// `tensor.to(dtype)`: itself when it has the type already.
  public func to(_ dtype: DType) throws -> Tensor {
    if dtype == self.dtype { return self }
    let result = uninitializedLike(dtype)
    result.assign(self)
    result.record(.toCopy, self)
    return result
  }

  /// `tensor.clone()`: a contiguous copy, through which gradients flow.
  public func clone() throws -> Tensor {
    let result = copied()
    result.record(.clone, self)
    return result
  }

  /// `tensor.contiguous()`: itself when its elements lie in order already.
  public func contiguous() throws -> Tensor { isContiguous ? self : try clone() }

  /// `tensor.copy_(source)`: broadcast and converted.
  @discardableResult
  public func copyInPlace(_ source: Tensor) throws -> Tensor {
    guard shape.isBroadcast(of: source.shape) else {
      _ = try source.expand(shape)
      throw TensorError.inPlaceShape(output: shape, broadcast: source.shape)
    }
    let source = source.storage === storage && source.layout != layout ? source.copiedKeepingHistory() : source
    return try modify([source], needsOld: false) { old in
      let result = Tensor.uninitialized(shape, dtype)
      result.assign(source)
      result.record(.copy, old, source)
      return result
    } direct: {
      assign(source)
    }
  }

  private func copiedKeepingHistory() -> Tensor {
    let result = copied()
    result.record(.clone, self)
    return result
  }

  /// `tensor.fill_(value)`.
  @discardableResult
  public func fillInPlace(_ value: Scalar) throws -> Tensor { try fillInPlace(value, .fill) }

  private func fillInPlace(_ value: Scalar, _ rule: Rule) throws -> Tensor {
    try modify(needsOld: false) { old in
      let result = Tensor.uninitialized(shape, dtype)
      result.assign(value)
      result.record(rule, old)
      return result
    } direct: {
      assign(value)
    }
  }

  /// `tensor.zero_()`.
  @discardableResult
  public func zeroInPlace() throws -> Tensor { try fillInPlace(0, .zero) }
}
