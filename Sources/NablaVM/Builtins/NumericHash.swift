import NablaInteger

/// CPython's hashes of numbers: equal numbers of all types have equal hashes, because each is the number modulo the
/// Mersenne prime 2^61 - 1 (a fraction is its numerator times the inverse of its denominator).
public enum NumericHash {
  static let bits = 61
  static let modulus = (1 << 61) - 1

  @inlinable public static func hash(_ value: Int) -> Int {
    if value >= 0, value < (1 << 61) - 1 { return value }
    return reduced(value)
  }

  @usableFromInline static func reduced(_ value: Int) -> Int {
    let magnitude = Int(value.magnitude % UInt(modulus))
    return unreserved(value < 0 ? -magnitude : magnitude)
  }

  public static func hash(_ value: BigInt) -> Int {
    let magnitude = Int(truncatingIfNeeded: value.magnitude % BigInt(modulus))
    return unreserved(value < 0 ? -magnitude : magnitude)
  }

  /// -1 is how CPython's C code reports an error, so no hash is -1.
  static func unreserved(_ hash: Int) -> Int { hash == -1 ? -2 : hash }

  /// `nil` for NaN, whose hash is that of its identity.
  public static func hash(_ value: Double) -> Int? {
    if value.isNaN { return nil }
    if value.isInfinite { return value > 0 ? 314_159 : -314_159 }
    if value == 0 { return 0 }
    // value = significand × 2^exponent with an integer significand; multiplying by a power of two modulo 2^61 - 1 is a
    // rotation of 61 bits.
    var exponent = Int(value.exponent) - 52
    let significand = UInt64(value.significand * 4_503_599_627_370_496)
    exponent %= bits
    if exponent < 0 { exponent += bits }
    let start = significand % UInt64(modulus)
    let rotated = exponent == 0
      ? start : ((start << UInt64(exponent)) & UInt64(modulus)) | (start >> UInt64(bits - exponent))
    return unreserved(value < 0 ? -Int(rotated) : Int(rotated))
  }

  /// The hash of a tuple from its items' hashes (xxHash, as CPython 3.8 and later).
  public static func tuple<Items: Collection>(
    _ items: Items, _ hash: (Items.Element) throws -> Int
  ) rethrows -> Int {
    var sum = TupleHash()
    for item in items { sum.add(try hash(item)) }
    return sum.finish(items.count)
  }

  /// The same for items whose hashes call nothing; `nil` when one is another.
  static func tuple(_ items: UnsafeMutablePointer<Value>, count: Int) -> Int? {
    var sum = TupleHash()
    for index in 0..<count {
      guard let hash = simple(items + index) else { return nil }
      sum.add(hash)
    }
    return sum.finish(count)
  }

  /// The hash of a number, a `str` or `None`.
  @inline(__always) static func simple(_ place: UnsafeMutablePointer<Value>) -> Int? {
    switch place.pointee {
    case .int(let value): return hash(value)
    case .bool(let value): return value ? 1 : 0
    case .float(let value): return Numbers.hash(value)
    case .none, .undefined: return none
    case .object:
      return place.reference._withUnsafeGuaranteedRef { object in
        object.kind == .str ? unsafeDowncast(object, to: StrObject.self).hashCode : nil
      }
    }
  }

  /// Of `None`.
  static let none = 0x0F1C_A7B3

  private struct TupleHash {
    private var sum: UInt = 2_870_177_450_012_600_261

    @inline(__always) mutating func add(_ hash: Int) {
      sum &+= UInt(bitPattern: hash) &* 14_029_467_366_897_019_727
      sum = (sum << 31) | (sum >> 33)
      sum = sum &* 11_400_714_785_074_694_791
    }

    @inline(__always) mutating func finish(_ count: Int) -> Int {
      sum &+= UInt(count) ^ (2_870_177_450_012_600_261 ^ 3_527_539)
      return sum == UInt.max ? 1_546_275_796 : Int(bitPattern: sum)
    }
  }

  /// The hash of a frozenset, whatever the order of its items.
  public static func unordered(_ hashes: [Int]) -> Int {
    var hash: UInt = 0
    for item in hashes {
      let bits = UInt(bitPattern: item)
      hash ^= ((bits ^ 89_869_747) ^ (bits << 16)) &* 3_644_798_167
    }
    hash ^= (UInt(hashes.count) &+ 1) &* 1_927_868_237
    hash ^= (hash >> 11) ^ (hash >> 25)
    hash = hash &* 69_069 &+ 907_133_923
    return hash == UInt.max ? 590_923_713 : Int(bitPattern: hash)
  }
}
