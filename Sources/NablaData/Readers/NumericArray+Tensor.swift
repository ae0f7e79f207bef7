import NablaTensor

extension NumericArray {
  /// The dtype that holds these elements exactly; nil when there is none.
  public var dtype: DType? {
    switch type {
    case .bool: return .bool
    case .uint8: return .uint8
    case .int32: return .int32
    case .int64: return .int64
    case .float32: return .float32
    case .float64: return .float64
    case .int8: return .int8
    case .int16: return .int16
    case .float16: return .float16
    case .bfloat16: return .bfloat16
    case .uint16: return .int32
    case .uint32: return .int64
    case .uint64: return nil
    }
  }

  /// The array as a tensor. Types that tensors do not have become the next wider one that holds every value.
  ///
  /// - Throws: for unsigned 64-bit integers, which no dtype holds.
  public func tensor() throws -> Tensor {
    guard let dtype else {
      throw DataError.type("can't convert np.ndarray of type numpy.\(type.rawValue): no dtype of Nabla holds its values")
    }
    let shape = try Shape(checking: self.shape)
    let result = try Tensor.empty(shape, dtype: dtype)
    if dtype.itemSize == type.size {
      bytes.withUnsafeBytes { source in
        if let base = source.baseAddress { result.pointer.copyMemory(from: base, byteCount: source.count) }
      }
      if dtype == .bool {
        let flags = result.pointer.assumingMemoryBound(to: UInt8.self)
        for index in 0..<result.elementCount where flags[index] > 1 { flags[index] = 1 }
      }
      return result
    }
    let values = doubles
    for (index, value) in values.enumerated() {
      switch dtype {
      case .int32: result.pointer.assumingMemoryBound(to: Int32.self)[index] = Int32(value)
      case .int64: result.pointer.assumingMemoryBound(to: Int.self)[index] = Int(value)
      default: result.pointer.assumingMemoryBound(to: Float.self)[index] = Float(value)
      }
    }
    return result
  }

  /// The elements of a tensor, row by row.
  public init(_ tensor: Tensor) throws {
    let types: [DType: ElementType] = [
      .bool: .bool, .uint8: .uint8, .int32: .int32, .int64: .int64, .float32: .float32, .float64: .float64,
      .int8: .int8, .int16: .int16, .float16: .float16, .bfloat16: .bfloat16,
    ]
    guard let type = types[tensor.dtype],
      let array = NumericArray(type: type, shape: Array(tensor.shape), bytes: tensor.withBytes { Array($0) })
    else { throw DataError.type("A tensor of type \(tensor.dtype.name) cannot be written.") }
    self = array
  }
}

extension ByteImage {
  /// `[channels, height, width]` bytes, as `torchvision.io.read_image` gives them.
  public func tensor() throws -> Tensor {
    let result = try Tensor.empty([channels, height, width], dtype: .uint8)
    let output = result.pointer.assumingMemoryBound(to: UInt8.self)
    let plane = height * width
    for channel in 0..<channels {
      for pixel in 0..<plane { output[channel * plane + pixel] = pixels[pixel * channels + channel] }
    }
    return result
  }
}
