/// What an element of a file's array is. Wider than the tensor's dtypes: files hold what they hold.
public enum ElementType: String, Sendable, CaseIterable {
  case bool, uint8, int8, int16, uint16, int32, uint32, int64, uint64, float16, bfloat16, float32, float64

  public var size: Int {
    switch self {
    case .bool, .uint8, .int8: return 1
    case .int16, .uint16, .float16, .bfloat16: return 2
    case .int32, .uint32, .float32: return 4
    case .int64, .uint64, .float64: return 8
    }
  }
}

/// An array as a file holds it: row-major little-endian bytes with a shape.
public struct NumericArray: Equatable, Sendable {
  public let type: ElementType
  public let shape: [Int]
  public let bytes: [UInt8]

  public var count: Int { type.size == 0 ? 0 : bytes.count / type.size }

  /// Nil when the bytes do not fill the shape.
  public init?(type: ElementType, shape: [Int], bytes: [UInt8]) {
    guard checkedProduct(shape, times: type.size) == bytes.count else { return nil }
    self.type = type
    self.shape = shape
    self.bytes = bytes
  }

  public init(_ values: [Double], shape: [Int]? = nil) {
    self.type = .float64
    self.shape = shape ?? [values.count]
    self.bytes = values.withUnsafeBytes { Array($0) }
  }

  /// The elements as `Double`, whatever they were (64-bit integers beyond 2^53 are rounded).
  public var doubles: [Double] {
    bytes.withUnsafeBytes { raw in
      switch type {
      case .bool, .uint8: return raw.map { Double($0) }
      case .int8: return raw.map { Double(Int8(bitPattern: $0)) }
      case .int16: return Self.load(raw) { (value: Int16) in Double(value) }
      case .uint16: return Self.load(raw) { (value: UInt16) in Double(value) }
      case .int32: return Self.load(raw) { (value: Int32) in Double(value) }
      case .uint32: return Self.load(raw) { (value: UInt32) in Double(value) }
      case .int64: return Self.load(raw) { (value: Int64) in Double(value) }
      case .uint64: return Self.load(raw) { (value: UInt64) in Double(value) }
      case .float16: return Self.load(raw) { (bits: UInt16) in Self.half(bits) }
      case .bfloat16: return Self.load(raw) { (bits: UInt16) in Double(Float(bitPattern: UInt32(bits) << 16)) }
      case .float32: return Self.load(raw) { (value: Float) in Double(value) }
      case .float64: return Self.load(raw) { (value: Double) in value }
      }
    }
  }

  private static func load<T, R>(_ raw: UnsafeRawBufferPointer, _ convert: (T) -> R) -> [R] {
    let width = MemoryLayout<T>.size
    return (0..<raw.count / width).map { convert(raw.loadUnaligned(fromByteOffset: $0 * width, as: T.self)) }
  }

  /// IEEE half precision: 1 sign, 5 exponent and 10 fraction bits.
  static func half(_ bits: UInt16) -> Double {
    let sign: Double = bits & 0x8000 == 0 ? 1 : -1
    let exponent = Int(bits >> 10 & 31)
    let fraction = Double(bits & 1023)
    switch exponent {
    case 0: return sign * fraction * 0x1p-24
    case 31: return fraction == 0 ? sign * .infinity : .nan
    default: return sign * (1 + fraction / 1024) * Double(sign: .plus, exponent: exponent - 15, significand: 1)
    }
  }

  /// Turns big-endian elements of `width` bytes round.
  static func swapped(_ bytes: ArraySlice<UInt8>, width: Int) -> [UInt8] {
    guard width > 1 else { return Array(bytes) }
    var result = Array(bytes)
    result.withUnsafeMutableBufferPointer { buffer in
      var start = 0
      while start + width <= buffer.count {
        buffer[start..<start + width].reverse()
        start += width
      }
    }
    return result
  }
}
