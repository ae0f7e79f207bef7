import CKernels

/// Runs the C loops over tensors: plans the loop nest, converts operands, shares the work out.
///
/// Nothing here is recorded for gradients; operations do that.
enum Elementwise {
  /// `op` of every element, with results of type `result`; `x` must have the type the loop computes in.
  static func unary(_ op: nb_unary_op, _ x: Tensor, result: DType, into output: Tensor? = nil) throws -> Tensor {
    if op == NB_RSQRT, x.dtype.isHalf {
      // The root is rounded before it is inverted, as in PyTorch.
      return try unary(NB_RECIPROCAL, unary(NB_SQRT, x, result: x.dtype), result: result, into: output)
    }
    if x.dtype.isOnlyStored, op != NB_COPY {
      let wide = try unary(op, x.converted(to: x.dtype.computing), result: result.computing)
      return stored(wide, result, output)
    }
    guard let loop = nb_unary(Int32(op.rawValue), x.dtype.code) else {
      throw TensorError.notImplemented(kernel: "\(Elementwise.name(op))_cpu", dtype: x.dtype)
    }
    let out = output ?? x.uninitializedLike(result)
    run(loop, x, out)
    return out
  }

  /// A result in the type that it is stored in.
  private static func stored(_ wide: Tensor, _ dtype: DType, _ output: Tensor?) -> Tensor {
    guard let output else { return wide.dtype == dtype ? wide : wide.converted(to: dtype) }
    output.assign(wide)
    return output
  }

  /// Applies a one-operand loop; `x` is broadcast to the output's shape.
  static func run(_ loop: nb_unary_fn, _ x: Tensor, _ out: Tensor) {
    let count = out.elementCount
    if count == 0 { return }
    let source = x.pointer
    let target = out.pointer
    if count <= LoopNest.grain, x.shape == out.shape, x.isContiguous, out.isContiguous {
      loop(count, target, 1, source, 1)
      return
    }
    let nest = LoopNest(out.shape, out.strides, x.layout.strides(broadcastTo: out.shape))
    let (so, sx, _, _) = nest.inner
    let outSize = out.dtype.itemSize
    let inSize = x.dtype.itemSize
    nest.run { count, o, a, _, _ in
      loop(count, target + o * outSize, so, source + a * inSize, sx)
    }
  }

  /// `op` of two operands, both converted to `compute`.
  static func binary(_ op: nb_binary_op, _ a: OperandValue, _ b: OperandValue, compute: DType, result: DType,
                     alpha: Double = 1, into output: Tensor? = nil) throws -> Tensor {
    if compute.isOnlyStored {
      let wide = try binary(op, a, b, compute: compute.computing, result: result.computing, alpha: alpha)
      return stored(wide, result, output)
    }
    guard let loop = nb_binary(Int32(op.rawValue), compute.code) else {
      if case .tensor(let a) = a, case .tensor(let b) = b { _ = try Shape.broadcast(a.shape, b.shape) }
      throw TensorError.notImplemented(kernel: "\(Elementwise.name(op))_cpu", dtype: compute)
    }
    return try binary(loop, a, b, compute: compute, result: result, alpha: alpha, into: output)
  }

  /// A loop of two operands, both converted to `compute`.
  static func binary(_ loop: nb_binary_fn, _ a: OperandValue, _ b: OperandValue, compute: DType, result: DType,
                     alpha: Double = 1, into output: Tensor? = nil) throws -> Tensor {
    switch (a, b) {
    case (.tensor(let first), .tensor(let second)):
      let a = first.dtype == compute ? first : first.converted(to: compute)
      let b = second.dtype == compute ? second : second.converted(to: compute)
      let shape = try Shape.broadcast(a.shape, b.shape)
      if shape != a.shape, shape != b.shape { try Tensor.checkAllocation(shape, result, "broadcast") }
      let out = output ?? Tensor.uninitialized(shape, result, like: first, second)
      run(loop, a, b, out, alpha)
      return out
    case (.tensor(let first), .scalar(let b)):
      let a = first.dtype == compute ? first : first.converted(to: compute)
      let out = output ?? first.uninitializedLike(result)
      b.withElement(compute) { run(loop, a, $0, scalarFirst: false, out, alpha) }
      return out
    case (.scalar(let a), .tensor(let second)):
      let b = second.dtype == compute ? second : second.converted(to: compute)
      let out = output ?? second.uninitializedLike(result)
      a.withElement(compute) { run(loop, b, $0, scalarFirst: true, out, alpha) }
      return out
    case (.scalar(let a), .scalar(let b)):
      let out = output ?? Tensor.uninitialized([], result)
      a.withElement(compute) { a in b.withElement(compute) { b in loop(1, out.pointer, 1, a, 0, b, 0, alpha) } }
      return out
    }
  }

  private static func run(_ loop: nb_binary_fn, _ a: Tensor, _ b: Tensor, _ out: Tensor, _ alpha: Double) {
    let count = out.elementCount
    if count == 0 { return }
    let (pa, pb, po) = (a.pointer, b.pointer, out.pointer)
    if count <= LoopNest.grain, out.isContiguous {
      if a.shape == b.shape, a.isContiguous, b.isContiguous {
        loop(count, po, 1, pa, 1, pb, 1, alpha)
        return
      }
      if b.elementCount == 1, a.isContiguous, a.shape == out.shape {
        loop(count, po, 1, pa, 1, pb, 0, alpha)
        return
      }
    }
    let shape = out.shape
    let nest = LoopNest(
      shape, out.strides, a.layout.strides(broadcastTo: shape), b.layout.strides(broadcastTo: shape))
    let (so, sa, sb, _) = nest.inner
    let outSize = out.dtype.itemSize
    let size = a.dtype.itemSize
    nest.run { count, o, i, j, _ in
      loop(count, po + o * outSize, so, pa + i * size, sa, pb + j * size, sb, alpha)
    }
  }

  private static func run(_ loop: nb_binary_fn, _ x: Tensor, _ scalar: UnsafeRawPointer, scalarFirst: Bool,
                          _ out: Tensor, _ alpha: Double) {
    let count = out.elementCount
    if count == 0 { return }
    let (px, po) = (x.pointer, out.pointer)
    if count <= LoopNest.grain, x.isContiguous, out.isContiguous {
      if scalarFirst {
        loop(count, po, 1, scalar, 0, px, 1, alpha)
      } else {
        loop(count, po, 1, px, 1, scalar, 0, alpha)
      }
      return
    }
    let nest = LoopNest(out.shape, out.strides, x.layout.strides(broadcastTo: out.shape))
    let (so, sx, _, _) = nest.inner
    let outSize = out.dtype.itemSize
    let size = x.dtype.itemSize
    nest.run { count, o, i, _, _ in
      if scalarFirst {
        loop(count, po + o * outSize, so, scalar, 0, px + i * size, sx, alpha)
      } else {
        loop(count, po + o * outSize, so, px + i * size, sx, scalar, 0, alpha)
      }
    }
  }

  /// As PyTorch's messages name the kernels.
  private static func name(_ op: nb_binary_op) -> String {
    switch op {
    case NB_BITWISE_AND: return "bitwise_and"
    case NB_BITWISE_OR: return "bitwise_or"
    case NB_BITWISE_XOR: return "bitwise_xor"
    case NB_SHIFT_LEFT: return "lshift"
    case NB_SHIFT_RIGHT: return "rshift"
    case NB_FLOOR_DIVIDE: return "div_floor"
    case NB_REMAINDER: return "remainder"
    case NB_FMOD: return "fmod"
    case NB_POW: return "pow"
    default: return "binary"
    }
  }

  private static func name(_ op: nb_unary_op) -> String {
    switch op {
    case NB_NEG: return "neg"
    case NB_SQUARE: return "pow"
    case NB_RELU: return "clamp_min_scalar"
    case NB_BITWISE_NOT: return "bitwise_not"
    default: return "unary"
    }
  }
}

extension Tensor {
  /// The elements as another type, in fresh contiguous memory, without history.
  func converted(to dtype: DType) -> Tensor {
    let out = Tensor.uninitialized(shape, dtype)
    out.assign(self)
    return out
  }

  /// Copies `source`'s elements here, converted and broadcast. Neither recorded nor counted as a write.
  func assign(_ source: Tensor) {
    if let loop = nb_cast(source.dtype.code, dtype.code) { Elementwise.run(loop, source, self) }
  }

  /// A contiguous copy without history.
  func copied() -> Tensor { converted(to: dtype) }

  /// Sets every element, without recording or counting.
  func assign(_ value: Scalar) {
    let count = elementCount
    if count == 0 { return }
    let size = dtype.itemSize
    let target = pointer
    value.withElement(dtype) { element in
      if isContiguous, count <= LoopNest.grain {
        nb_fill(size, count, target, 1, element)
        return
      }
      let nest = LoopNest(shape, strides, strides)
      let step = nest.inner.0
      nest.run { count, o, _, _, _ in nb_fill(size, count, target + o * size, step, element) }
    }
  }
}
