/// Making tensors from nothing but sizes and numbers.
extension Tensor {
  /// `torch.full`. The type is the number's own unless given.
  public static func full(_ shape: Shape, _ value: Scalar, dtype: DType? = nil) throws -> Tensor {
    let dtype = dtype ?? value.dtype
    try checkAllocation(shape, dtype, "full")
    let result = uninitialized(shape, dtype)
    result.assign(value)
    return result
  }

  public static func zeros(_ shape: Shape, dtype: DType = .defaultFloat) throws -> Tensor {
    try checkAllocation(shape, dtype, "zeros")
    return try full(shape, 0, dtype: dtype)
  }

  public static func ones(_ shape: Shape, dtype: DType = .defaultFloat) throws -> Tensor {
    try checkAllocation(shape, dtype, "ones")
    return try full(shape, 1, dtype: dtype)
  }

  /// A tensor without dimensions that holds one number.
  public static func scalar(_ value: Scalar, dtype: DType? = nil) -> Tensor {
    let result = uninitialized([], dtype ?? value.dtype)
    result.assign(value)
    return result
  }

  public func zerosLike(dtype: DType? = nil) throws -> Tensor { try Tensor.zeros(shape, dtype: dtype ?? self.dtype) }
  public func onesLike(dtype: DType? = nil) throws -> Tensor { try Tensor.ones(shape, dtype: dtype ?? self.dtype) }
  public func emptyLike(dtype: DType? = nil) throws -> Tensor { try Tensor.empty(shape, dtype: dtype ?? self.dtype) }
  public func fullLike(_ value: Scalar, dtype: DType? = nil) throws -> Tensor {
    try Tensor.full(shape, value, dtype: dtype ?? self.dtype)
  }

  /// `torch.arange`: from `start` in steps up to, not including, `end`. Integers give int64, a float the default float.
  public static func arange(_ start: Scalar, _ end: Scalar, step: Scalar = 1, dtype: DType? = nil) throws -> Tensor {
    let isFloat = start.isFloat || end.isFloat || step.isFloat
    let dtype = dtype ?? (isFloat ? .defaultFloat : .int64)
    guard step.double != 0 else { throw TensorError.arangeStep(isZero: true) }
    guard start.double.isFinite, end.double.isFinite else {
      throw TensorError.runtime("unsupported range: \(start) -> \(end)")
    }
    guard step.double > 0 ? end.double >= start.double : end.double <= start.double else {
      throw TensorError.arangeStep(isZero: false)
    }
    let size = ((end.double - start.double) / step.double).rounded(.up)
    guard size < 1e15 else { throw TensorError.runtime("invalid size, possible overflow?") }
    let count = Int(size)
    try checkAllocation([count], dtype, "arange")
    let result = uninitialized([count], dtype)
    if dtype.isFloat {
      let (first, by) = (start.double, step.double)
      result.fillElements { first + by * Double($0) }
    } else {
      let (first, by) = (start.int, step.int)
      result.fillIntegers { first &+ by &* $0 }
    }
    return result
  }

  /// `torch.linspace`: `steps` numbers from `start` to `end`, both included. The second half counts back from the end,
  /// as PyTorch does, so that the last number is exact.
  public static func linspace(_ start: Double, _ end: Double, steps: Int,
                              dtype: DType = .defaultFloat) throws -> Tensor {
    guard steps >= 0 else { throw TensorError.runtime("number of steps must be non-negative") }
    try checkAllocation([steps], dtype, "linspace")
    let result = uninitialized([steps], dtype)
    if dtype == .float32 {
      let step = steps > 1 ? (Float(end) - Float(start)) / Float(steps - 1) : 0
      let half = steps / 2
      result.fillElements { index in
        Double(index < half || steps == 1
          ? Float(start).addingProduct(step, Float(index)) : Float(end).addingProduct(-step, Float(steps - 1 - index)))
      }
    } else {
      let step = steps > 1 ? (end - start) / Double(steps - 1) : 0
      let half = steps / 2
      result.fillElements { index in
        index < half || steps == 1 ? start + step * Double(index) : end - step * Double(steps - 1 - index)
      }
    }
    return result
  }

  /// `torch.eye`: ones on the diagonal.
  public static func eye(_ rows: Int, _ columns: Int? = nil, dtype: DType = .defaultFloat) throws -> Tensor {
    guard rows >= 0 else { throw TensorError.runtime("n must be greater or equal to 0, got \(rows)") }
    let columns = columns ?? rows
    guard columns >= 0 else { throw TensorError.runtime("m must be greater or equal to 0, got \(columns)") }
    let result = try zeros([rows, columns], dtype: dtype)
    let count = Swift.min(rows, columns)
    if count > 0 {
      result.alias(Layout(shape: [count], strides: [columns + 1], offset: 0)).assign(Scalar.int(1))
    }
    return result
  }

  /// Sets elements of a fresh contiguous tensor from a function of their number.
  func fillElements(_ element: (Int) -> Double) {
    let count = elementCount
    switch dtype {
    case .float32:
      let target = pointer.assumingMemoryBound(to: Float.self)
      for index in 0..<count { target[index] = Float(element(index)) }
    case .float64:
      let target = pointer.assumingMemoryBound(to: Double.self)
      for index in 0..<count { target[index] = element(index) }
    case .float16:
      let target = pointer.assumingMemoryBound(to: UInt16.self)
      for index in 0..<count { target[index] = HalfPrecision.float16(Float(element(index))) }
    case .bfloat16:
      let target = pointer.assumingMemoryBound(to: UInt16.self)
      for index in 0..<count { target[index] = HalfPrecision.bfloat16(Float(element(index))) }
    default:
      fillIntegers { Scalar.float(element($0)).int }
    }
  }

  func fillIntegers(_ element: (Int) -> Int) {
    let count = elementCount
    switch dtype {
    case .int64:
      let target = pointer.assumingMemoryBound(to: Int.self)
      for index in 0..<count { target[index] = element(index) }
    case .int32:
      let target = pointer.assumingMemoryBound(to: Int32.self)
      for index in 0..<count { target[index] = Int32(truncatingIfNeeded: element(index)) }
    case .uint8:
      let target = pointer.assumingMemoryBound(to: UInt8.self)
      for index in 0..<count { target[index] = UInt8(truncatingIfNeeded: element(index)) }
    case .bool:
      let target = pointer.assumingMemoryBound(to: UInt8.self)
      for index in 0..<count { target[index] = element(index) != 0 ? 1 : 0 }
    case .int8:
      let target = pointer.assumingMemoryBound(to: Int8.self)
      for index in 0..<count { target[index] = Int8(truncatingIfNeeded: element(index)) }
    case .int16:
      let target = pointer.assumingMemoryBound(to: Int16.self)
      for index in 0..<count { target[index] = Int16(truncatingIfNeeded: element(index)) }
    case .float32, .float64, .float16, .bfloat16:
      fillElements { Double(element($0)) }
    }
  }
}
