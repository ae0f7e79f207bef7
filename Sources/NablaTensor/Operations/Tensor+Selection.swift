import CKernels

/// Choosing between values: `where`, `clamp`, `masked_fill`, and mixtures of tensors.
extension Tensor {
  /// `torch.where(condition, a, b)`: broadcast, with the common type of `a` and `b`.
  public static func `where`(_ condition: Tensor, _ a: some Operand, _ b: some Operand) throws -> Tensor {
    guard condition.dtype == .bool || condition.dtype == .uint8 else {
      throw TensorError.runtime(
        "where expected condition to be a boolean tensor, but got a tensor with dtype "
          + condition.dtype.scalarTypeName, fix: "compare first, or `.bool()`")
    }
    let (a, b) = (a.operand, b.operand)
    let type = DType.result(a, b)
    let (x, y) = (a.asTensor(type), b.asTensor(type))
    let first = x.dtype == type ? x : x.converted(to: type)
    let second = y.dtype == type ? y : y.converted(to: type)
    let shape = try Shape.broadcast(Shape.broadcast(condition.shape, first.shape), second.shape)
    if shape != first.shape { try checkAllocation(shape, type, "where") }
    let result = uninitialized(shape, type, like: condition, x, y)
    choose(condition, first, second, into: result)
    result.record(.where, x, y, saved: [SavedTensor(input: condition)])
    return result
  }

  private static func choose(_ condition: Tensor, _ a: Tensor, _ b: Tensor, into out: Tensor) {
    let size = out.dtype.itemSize
    let (po, pc, pa, pb) = (out.pointer, condition.pointer, a.pointer, b.pointer)
    let shape = out.shape
    let nest = LoopNest(
      shape, out.strides, condition.layout.strides(broadcastTo: shape), a.layout.strides(broadcastTo: shape),
      b.layout.strides(broadcastTo: shape))
    let (so, sc, sa, sb) = nest.inner
    nest.run { count, o, c, i, j in
      nb_where(
        size, count, po + o * size, so, (pc + c).assumingMemoryBound(to: UInt8.self), sc, pa + i * size, sa,
        pb + j * size, sb)
    }
  }

  /// `masked_fill`: `value` where the mask is set.
  public func maskedFill(_ mask: Tensor, _ value: Scalar) throws -> Tensor {
    guard mask.dtype == .bool else {
      throw TensorError.runtime(
        "masked_fill_ only supports boolean masks, but got mask with dtype \(mask.dtype.cTypeName)")
    }
    let shape = try Shape.broadcast(mask.shape, self.shape)
    if shape != self.shape { try Tensor.checkAllocation(shape, dtype, "masked_fill") }
    let result = Tensor.uninitialized(shape, dtype)
    Tensor.choose(mask, Tensor.scalar(value, dtype: dtype), self, into: result)
    result.record(.maskedFill, self, saved: [SavedTensor(input: mask)])
    return result
  }

  /// `masked_fill` with a tensor of one element, whose gradient is the sum over the mask.
  public func maskedFill(_ mask: Tensor, _ value: Tensor) throws -> Tensor {
    guard value.rank == 0 else {
      throw TensorError.runtime(
        "masked_fill_ only supports a 0-dimensional value tensor, but got tensor with \(value.rank) dimension(s).")
    }
    guard mask.dtype == .bool else { return try maskedFill(mask, Scalar.int(0)) }
    return try Tensor.where(mask, value.to(dtype), self).named("MaskedFillBackward1")
  }

  /// `torch.clamp` with numbers.
  public func clamp(min: Scalar? = nil, max: Scalar? = nil) throws -> Tensor {
    guard min != nil || max != nil else { throw TensorError.clampWithoutBounds }
    var type = dtype
    if let min { type = DType.combine(type, min.dtype) ?? type }
    if let max { type = DType.combine(type, max.dtype) ?? type }
    if type.isHalf { return try to(.float32).clamp(min: min, max: max).to(type) }
    let x = dtype == type ? self : try to(type)
    let result: Tensor
    if type.isFloatingPoint {
      let (low, high) = (min?.double ?? -.infinity, max?.double ?? .infinity)
      if low.isNaN || high.isNaN {
        result = Tensor.uninitialized(shape, type)
        result.assign(Scalar.float(.nan))
      } else {
        result = x.clamped(low, high)
      }
      let attributes = RuleAttributes(scalars: [low, high])
      result.record(.clampScalar, x, saved: [SavedTensor(input: x)], attributes: attributes)
    } else {
      var clamped = x.detach()
      // Bounds that the type cannot hold would wrap around.
      let (least, most) = type.integerRange
      func held(_ bound: Scalar) -> Int { Swift.min(Swift.max(bound.int, least), most) }
      if let min { clamped = try clamped.maximum(held(min)) }
      if let max { clamped = try clamped.minimum(held(max)) }
      result = clamped
    }
    return result
  }

  private func clamped(_ low: Double, _ high: Double) -> Tensor {
    let out = uninitializedLike(dtype)
    let (source, target) = (pointer, out.pointer)
    let nest = LoopNest(shape, out.strides, strides)
    let (so, sx, _, _) = nest.inner
    if dtype == .float32 {
      let (x, y) = (source.assumingMemoryBound(to: Float.self), target.assumingMemoryBound(to: Float.self))
      nest.run { count, o, i, _, _ in nb_clamp_f32(count, y + o, so, x + i, sx, Float(low), Float(high)) }
    } else {
      let (x, y) = (source.assumingMemoryBound(to: Double.self), target.assumingMemoryBound(to: Double.self))
      nest.run { count, o, i, _, _ in nb_clamp_f64(count, y + o, so, x + i, sx, low, high) }
    }
    return out
  }

  /// `torch.clamp` with tensors: the gradient goes to whichever bound or value is the result.
  public func clamp(min: Tensor?, max: Tensor?) throws -> Tensor {
    guard min != nil || max != nil else { throw TensorError.clampWithoutBounds }
    var result = self
    if let min { result = try result.maximum(min) }
    if let max { result = try result.minimum(max) }
    return result.named("ClampBackward0")
  }

  /// `a + weight·(b − a)`, counted from the nearer end as PyTorch does.
  public func lerp(_ end: Tensor, weight: Double) throws -> Tensor {
    guard dtype == end.dtype else {
      throw TensorError.runtime("expected dtype \(dtype.cTypeName) for `end` but got dtype \(end.dtype.cTypeName)")
    }
    guard dtype.isFloatingPoint else { throw TensorError.notImplemented(kernel: "lerp_kernel_scalar", dtype: dtype) }
    let result = try GradMode.disabled { () throws -> Tensor in
      let (a, b) = (detach(), end.detach())
      let difference = try b.sub(a)
      return weight < 0.5
        ? try a.add(difference, alpha: .float(weight)) : try b.sub(difference, alpha: .float(1 - weight))
    }
    result.record(.lerpScalar, self, end, scalar: weight)
    return result
  }

  public func lerp(_ end: Tensor, weight: Tensor) throws -> Tensor {
    guard dtype == end.dtype else {
      throw TensorError.runtime("expected dtype \(dtype.cTypeName) for `end` but got dtype \(end.dtype.cTypeName)")
    }
    guard dtype == weight.dtype else {
      throw TensorError.runtime(
        "expected dtype \(dtype.cTypeName) for `weight` but got dtype \(weight.dtype.cTypeName)")
    }
    guard dtype.isFloatingPoint else { throw TensorError.notImplemented(kernel: "lerp_kernel_tensor", dtype: dtype) }
    _ = try Shape.broadcast(Shape.broadcast(shape, end.shape), weight.shape)
    let difference = try end.sub(self)
    let near = try add(weight.mul(difference))
    let far = try end.sub(weight.rsub(1).mul(difference))
    return try Tensor.where(weight.detach().abs().lt(0.5), near, far).named("LerpBackward1")
  }

  /// `self + value·a·b`.
  public func addcmul(_ a: Tensor, _ b: Tensor, value: Scalar = 1) throws -> Tensor {
    _ = try Shape.broadcast(Shape.broadcast(shape, a.shape), b.shape)
    let product = try a.mul(b)
    let type = DType.result(self, product)
    if type == .bool { throw TensorError.notImplemented(kernel: "addcmul_cpu_out", dtype: type) }
    return try add(product, alpha: value).named("AddcmulBackward0")
  }

  /// `self + value·a / b`.
  public func addcdiv(_ a: Tensor, _ b: Tensor, value: Scalar = 1) throws -> Tensor {
    guard a.dtype.isFloatingPoint || b.dtype.isFloatingPoint else {
      throw TensorError.runtime(
        "Integer division with addcdiv is no longer supported, and in a future  release addcdiv will perform a true "
          + "division of tensor1 and tensor2. The historic addcdiv behavior can be implemented as (input + value * "
          + "torch.trunc(tensor1 / tensor2)).to(input.dtype) for integer inputs and as (input + value * tensor1 / "
          + "tensor2) for float inputs. The future addcdiv behavior is just the latter implementation: (input + value * "
          + "tensor1 / tensor2), for all dtypes.")
    }
    _ = try Shape.broadcast(Shape.broadcast(shape, a.shape), b.shape)
    return try add(a.div(b), alpha: value).named("AddcdivBackward0")
  }
}

extension DType {
  /// The least and the greatest integer of an integer type of up to 64 bits.
  var integerRange: (Int, Int) {
    switch self {
    case .bool: return (0, 1)
    case .uint8: return (0, 255)
    default:
      let bits = itemSize * 8
      return bits >= 64 ? (Int.min, Int.max) : (-(1 << (bits - 1)), (1 << (bits - 1)) - 1)
    }
  }
}
