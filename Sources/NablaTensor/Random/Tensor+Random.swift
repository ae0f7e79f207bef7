import Glibc

/// Random tensors, drawn in PyTorch's order from PyTorch's generator.
extension Tensor {
  /// `torch.rand`: uniform in [0, 1).
  public static func rand(_ shape: Shape, dtype: DType = .defaultFloat,
                          generator: Generator = .global) throws -> Tensor {
    try checkAllocation(shape, dtype, "rand")
    return try uninitialized(shape, dtype).uniformInPlace(0, 1, generator: generator)
  }

  /// `torch.randn`: standard normal.
  public static func randn(_ shape: Shape, dtype: DType = .defaultFloat,
                           generator: Generator = .global) throws -> Tensor {
    try checkAllocation(shape, dtype, "randn")
    return try uninitialized(shape, dtype).normalInPlace(0, 1, generator: generator)
  }

  /// `torch.randint(low, high, size)`.
  public static func randint(_ low: Int, _ high: Int, _ shape: Shape, dtype: DType = .int64,
                             generator: Generator = .global) throws -> Tensor {
    try checkAllocation(shape, dtype, "randint")
    return try uninitialized(shape, dtype).randomInPlace(from: low, to: high, generator: generator)
  }

  /// `torch.randperm(n)`: Fisher and Yates from the front.
  public static func randperm(_ count: Int, dtype: DType = .int64, generator: Generator = .global) throws -> Tensor {
    guard count >= 0 else {
      throw TensorError.runtime("Trying to create tensor with negative dimension \(count): [\(count)]")
    }
    try checkAllocation([count], .int64, "randperm")
    let order = try arange(0, .int(count))
    let values = order.pointer.assumingMemoryBound(to: Int.self)
    if count > 1 {
      for position in 0..<(count - 1) {
        let other = position + Int(UInt64(generator.next32()) % UInt64(count - position))
        (values[position], values[other]) = (values[other], values[position])
      }
    }
    return try order.to(dtype)
  }

  /// `torch.normal(mean, std, size)`.
  public static func normal(_ mean: Double, _ std: Double, _ shape: Shape, dtype: DType = .defaultFloat,
                            generator: Generator = .global) throws -> Tensor {
    try checkAllocation(shape, dtype, "normal")
    return try uninitialized(shape, dtype).normalInPlace(mean, std, generator: generator)
  }

  /// `torch.normal` with a mean and a deviation for each element.
  public static func normal(_ mean: some Operand, _ std: some Operand,
                            generator: Generator = .global) throws -> Tensor {
    let (m, s) = (mean.operand, std.operand)
    let shape = try Shape.broadcast(m.tensor?.shape ?? [], s.tensor?.shape ?? [])
    let type = (m.tensor ?? s.tensor)?.dtype ?? .defaultFloat
    if let deviations = s.tensor, deviations.elementCount > 0,
      !(try deviations.detach().ge(0).all().item().bool) {
      throw TensorError.runtime("normal expects all elements of std >= 0.0")
    }
    let noise = try uninitialized(shape, type.floating).normalInPlace(0, 1, generator: generator)
    return try GradMode.disabled { try noise.mul(s).add(m) }
  }

  /// `uniform_(from, to)`.
  ///
  /// `u · (to − from) + from`, rounded once: PyTorch's loop is compiled to fused multiply-adds. With two roundings half
  /// of a layer's initial weights would be one unit of the last place off.
  @discardableResult
  public func uniformInPlace(_ from: Double = 0, _ to: Double = 1, generator: Generator = .global) throws -> Tensor {
    guard dtype.isFloat else { throw TensorError.notImplemented(kernel: "check_uniform_bounds", dtype: dtype) }
    guard from <= to else {
      let text = (PythonFloat.formatted(from, 6, "g"), PythonFloat.formatted(to, 6, "g"))
      throw TensorError.randomParameter(
        "uniform_ expects to return a [from, to) range, but found from=\(text.0) > to=\(text.1)")
    }
    return try draw { target in
      if dtype.isHalf {
        let (low, span) = (Float(from), Float(to) - Float(from))
        target.fillElements { _ in Double(low.addingProduct(generator.uniformFloat(), span)) }
      } else if dtype == .float32 {
        let (low, span) = (Float(from), Float(to) - Float(from))
        let values = target.pointer.assumingMemoryBound(to: Float.self)
        for index in 0..<target.elementCount { values[index] = low.addingProduct(generator.uniformFloat(), span) }
      } else {
        let values = target.pointer.assumingMemoryBound(to: Double.self)
        let span = to - from
        for index in 0..<target.elementCount { values[index] = from.addingProduct(generator.uniformDouble(), span) }
      }
    }
  }

  /// `random_()`, `random_(to)`, `random_(from, to)`: integers of the range, or of all the type holds.
  @discardableResult
  public func randomInPlace(from: Int = 0, to: Int? = nil, generator: Generator = .global) throws -> Tensor {
    if let to {
      guard from < to else { throw TensorError.randomRange(from: from, to: to) }
      let bound = UInt64(bitPattern: Int64(to &- from))
      return try draw { target in
        target.fillIntegers { _ in from &+ Int(bitPattern: UInt(generator.below(bound))) }
      }
    }
    return try draw { target in
      switch dtype {
      case .int64: target.fillIntegers { _ in Int(generator.next64() & 0x7fff_ffff_ffff_ffff) }
      case .int32: target.fillIntegers { _ in Int(generator.next32() & 0x7fff_ffff) }
      case .uint8: target.fillIntegers { _ in Int(generator.next32() & 0xff) }
      case .bool: target.fillIntegers { _ in Int(generator.next32() & 1) }
      case .int8: target.fillIntegers { _ in Int(generator.next32() & 0x7f) }
      case .int16: target.fillIntegers { _ in Int(generator.next32() & 0x7fff) }
      case .float16: target.fillElements { _ in Double(generator.next32() % ((1 << 11) + 1)) }
      case .bfloat16: target.fillElements { _ in Double(generator.next32() % ((1 << 8) + 1)) }
      case .float32: target.fillElements { _ in Double(generator.next32() % ((1 << 24) + 1)) }
      case .float64: target.fillElements { _ in Double(generator.next64() % ((1 << 53) + 1)) }
      }
    }
  }

  /// `exponential_(lambd)`.
  @discardableResult
  public func exponentialInPlace(_ lambda: Double = 1, generator: Generator = .global) throws -> Tensor {
    guard dtype.isFloatingPoint else { throw TensorError.notImplemented(kernel: "exponential_cpu", dtype: dtype) }
    guard lambda > 0 else {
      throw TensorError.randomParameter(
        "exponential_ expects lambda > 0.0, but found lambda=\(PythonFloat.formatted(lambda, 6, "g"))")
    }
    return try draw { target in
      target.fillElements { _ in -Glibc.log1p(-generator.uniformDouble()) / lambda }
    }
  }

  /// Fills this tensor in the order of its memory, as PyTorch does: a transposed matrix column by column.
  func draw(_ fill: (Tensor) throws -> Void) throws -> Tensor {
    if isContiguous {
      return try modify(needsOld: false) { old in
        let result = Tensor.uninitialized(shape, dtype)
        try fill(result)
        result.record(.fill, old)
        return result
      } direct: {
        try fill(self)
      }
    }
    let order = (0..<rank).sorted { strides[$0] != strides[$1] ? strides[$0] > strides[$1] : $0 < $1 }
    let inMemory = try GradMode.disabled { try detach().permute(order) }
    let fresh = Tensor.uninitialized(inMemory.shape, dtype)
    try fill(fresh)
    return try copyInPlace(fresh.permute((0..<rank).map { order.firstIndex(of: $0) ?? 0 }))
  }
}
