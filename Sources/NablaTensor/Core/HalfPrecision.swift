import CKernels

/// Numbers of sixteen bits: IEEE's `float16` (5 bits of exponent, 10 of fraction) and `bfloat16`, the upper half of a
/// `float32` (8 and 7).
enum HalfPrecision {
  /// To the nearest, halfway to the even one; too large becomes infinite.
  static func float16(_ value: Float) -> UInt16 { nb_float_to_half(value) }
  static func bfloat16(_ value: Float) -> UInt16 { nb_float_to_bfloat(value) }

  /// Every number of sixteen bits is one of 32.
  static func float(_ bits: UInt16, _ dtype: DType) -> Float {
    dtype == .bfloat16 ? Float(bitPattern: UInt32(bits) << 16) : nb_half_to_float(bits)
  }
}

extension Tensor {
  /// Writes a number as an element of a type of half precision.
  public static func storeHalf(_ value: Float, _ dtype: DType, at place: UnsafeMutableRawPointer) {
    place.storeBytes(
      of: dtype == .bfloat16 ? HalfPrecision.bfloat16(value) : HalfPrecision.float16(value), as: UInt16.self)
  }

  /// Reads an element of a type of half precision.
  public static func loadHalf(_ dtype: DType, at place: UnsafeRawPointer) -> Float {
    HalfPrecision.float(place.loadUnaligned(as: UInt16.self), dtype)
  }

  /// A number as a type of floats holds it.
  public static func rounded(_ value: Double, _ dtype: DType) -> Double {
    switch dtype {
    case .float16, .bfloat16:
      let bits = dtype == .bfloat16 ? HalfPrecision.bfloat16(Float(value)) : HalfPrecision.float16(Float(value))
      return Double(HalfPrecision.float(bits, dtype))
    case .float32: return Double(Float(value))
    default: return value
    }
  }

  /// The element at a position of the storage, counted in elements, which must be one of the tensor's.
  public func stored(at offset: Int) -> Scalar { element(at: offset) }
}
