/// Elements as Swift values, and Swift values as elements.
extension Tensor {
  /// `tensor.item()`: the only element.
  public func item() throws -> Scalar {
    guard elementCount == 1 else { throw TensorError.notOneElement(elementCount) }
    return element(at: layout.offset)
  }

  /// The truth of a tensor of one element (`if tensor:`).
  public func truth() throws -> Bool {
    guard elementCount == 1 else { throw TensorError.ambiguousTruth(elementCount) }
    return element(at: layout.offset).bool
  }

  /// The element at a position of the storage.
  func element(at offset: Int) -> Scalar {
    let base = storage.pointer
    switch dtype {
    case .float32: return .float(Double(base.assumingMemoryBound(to: Float.self)[offset]))
    case .float64: return .float(base.assumingMemoryBound(to: Double.self)[offset])
    case .int64: return .int(base.assumingMemoryBound(to: Int.self)[offset])
    case .int32: return .int(Int(base.assumingMemoryBound(to: Int32.self)[offset]))
    case .uint8: return .int(Int(base.assumingMemoryBound(to: UInt8.self)[offset]))
    case .bool: return .bool(base.assumingMemoryBound(to: UInt8.self)[offset] != 0)
    case .int8: return .int(Int(base.assumingMemoryBound(to: Int8.self)[offset]))
    case .int16: return .int(Int(base.assumingMemoryBound(to: Int16.self)[offset]))
    case .float16, .bfloat16:
      return .float(Double(HalfPrecision.float(base.assumingMemoryBound(to: UInt16.self)[offset], dtype)))
    }
  }

  /// All elements in row-major order.
  public func scalars() -> [Scalar] {
    var result: [Scalar] = []
    result.reserveCapacity(elementCount)
    forEachOffset(layout) { result.append(element(at: $0)) }
    return result
  }

  /// All elements in row-major order, as doubles.
  public func doubles() -> [Double] {
    let source = dtype == .float64 && isContiguous ? self : converted(to: .float64)
    return Array(UnsafeBufferPointer(start: source.pointer.assumingMemoryBound(to: Double.self), count: elementCount))
  }

  /// All elements in row-major order, as integers.
  public func integers() -> [Int] {
    let source = dtype == .int64 && isContiguous ? self : converted(to: .int64)
    return Array(UnsafeBufferPointer(start: source.pointer.assumingMemoryBound(to: Int.self), count: elementCount))
  }

  /// Calls `body` with the elements of a float32 tensor in row-major order: its own memory when it is contiguous, a
  /// converted copy otherwise.
  public func withFloats<Result>(_ body: (UnsafeBufferPointer<Float>) throws -> Result) rethrows -> Result {
    let source = dtype == .float32 && isContiguous ? self : converted(to: .float32)
    return try withExtendedLifetime(source) {
      try body(UnsafeBufferPointer(start: source.pointer.assumingMemoryBound(to: Float.self), count: elementCount))
    }
  }

  /// Calls `body` with the memory of a contiguous float32 tensor to write to; counts as an in-place write.
  ///
  /// - Throws: when the tensor is of another type or not contiguous.
  public func withMutableFloats<Result>(_ body: (UnsafeMutableBufferPointer<Float>) throws -> Result) throws -> Result {
    guard dtype == .float32, isContiguous else {
      throw TensorError.runtime("expected a contiguous float32 tensor, got \(dtype.name) with strides \(strides)")
    }
    defer { storage.bumpVersion() }
    return try body(
      UnsafeMutableBufferPointer(start: pointer.assumingMemoryBound(to: Float.self), count: elementCount))
  }

  /// Calls `body` with the bytes in row-major order.
  public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    let source = isContiguous ? self : copied()
    return try withExtendedLifetime(source) {
      try body(UnsafeRawBufferPointer(start: source.pointer, count: elementCount * dtype.itemSize))
    }
  }

  /// A vector of these numbers.
  public convenience init(_ values: [Float]) {
    self.init(storage: Storage(byteCount: values.count * 4), layout: Layout([values.count]), dtype: .float32)
    values.withUnsafeBytes { if let base = $0.baseAddress { pointer.copyMemory(from: base, byteCount: $0.count) } }
  }

  public convenience init(_ values: [Double]) {
    self.init(storage: Storage(byteCount: values.count * 8), layout: Layout([values.count]), dtype: .float64)
    values.withUnsafeBytes { if let base = $0.baseAddress { pointer.copyMemory(from: base, byteCount: $0.count) } }
  }

  public convenience init(_ values: [Int]) {
    self.init(storage: Storage(byteCount: values.count * 8), layout: Layout([values.count]), dtype: .int64)
    values.withUnsafeBytes { if let base = $0.baseAddress { pointer.copyMemory(from: base, byteCount: $0.count) } }
  }
}

/// Nested lists of numbers, as `torch.tensor` takes them.
public indirect enum NestedData {
  case number(Scalar)
  case list([NestedData])
  /// A tensor inside a list (`torch.tensor([t1, t2])` of zero-dimensional tensors, rows of arrays).
  case tensor(Tensor)
}

extension Tensor {
  /// `torch.tensor(data)`: the type is float when any number is, else int64, else bool.
  ///
  /// - Throws: when lists at one depth differ in length.
  public static func from(_ data: NestedData, dtype: DType? = nil) throws -> Tensor {
    var sizes: [Int] = []
    var first = data
    while true {
      if case .list(let items) = first {
        sizes.append(items.count)
        guard let next = items.first else { break }
        first = next
      } else if case .tensor(let tensor) = first {
        sizes.append(contentsOf: tensor.shape)
        break
      } else {
        break
      }
      if sizes.count > Shape.maxRank { break }
    }
    let shape = try Shape(checking: sizes)
    var numbers: [Scalar] = []
    numbers.reserveCapacity(shape.elementCount)
    var common: DType?
    try collect(data, shape, 0, &numbers, &common)
    let type = dtype ?? common ?? .defaultFloat
    let result = uninitialized(shape, type)
    result.store(numbers)
    return result
  }

  /// The recursion is as deep as the shape has dimensions.
  private static func collect(_ data: NestedData, _ shape: Shape, _ depth: Int, _ numbers: inout [Scalar],
                              _ common: inout DType?) throws {
    switch data {
    case .number(let number):
      guard depth == shape.count else {
        throw TensorError.other(.typeError, "expected a sequence at dim \(depth), got a number")
      }
      numbers.append(number)
      common = common.map { DType.promote($0, number.dtype) } ?? number.dtype
    case .tensor(let tensor):
      guard depth + tensor.rank == shape.count, Array(tensor.shape) == Array(shape.dropFirst(depth)) else {
        if tensor.elementCount == 1, depth == shape.count {
          return numbers.append(tensor.element(at: tensor.layout.offset))
        }
        throw TensorError.ragged(
          expected: depth < shape.count ? shape[depth] : 0, dimension: depth, got: tensor.shape.first ?? 0)
      }
      numbers.append(contentsOf: tensor.scalars())
      common = common.map { DType.promote($0, tensor.dtype) } ?? tensor.dtype
    case .list(let items):
      guard depth < shape.count else {
        throw TensorError.ragged(expected: 0, dimension: depth, got: items.count)
      }
      guard items.count == shape[depth] else {
        throw TensorError.ragged(expected: shape[depth], dimension: depth, got: items.count)
      }
      for item in items { try collect(item, shape, depth + 1, &numbers, &common) }
    }
  }

  /// Stores numbers into a fresh contiguous tensor.
  private func store(_ numbers: [Scalar]) {
    if dtype.isFloat {
      fillElements { numbers[$0].double }
    } else if dtype == .bool {
      fillIntegers { numbers[$0].bool ? 1 : 0 }
    } else {
      fillIntegers { numbers[$0].int }
    }
  }
}
