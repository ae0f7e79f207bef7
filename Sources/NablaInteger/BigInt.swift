import CGMP

/// An integer of any size: Python's `int` beyond 64 bits.
///
/// A sign and a magnitude over GMP's limbs, in one allocation that is never written again. GMP because the language
/// promises loops no slower than CPython's: a Swift package of arbitrary-precision integers was 5 to 40 times slower
/// than CPython on sums, products and modular powers of a few hundred digits.
///
/// Sizes are the caller's to bound: GMP ends the process when memory runs out.
public struct BigInt: @unchecked Sendable {
  /// The header is the signed count of limbs, negative for a negative integer; no leading limb is zero.
  final class Limbs: ManagedBuffer<Int, UInt> {}

  let limbs: Limbs

  init(_ limbs: Limbs) { self.limbs = limbs }

  /// Makes an integer in a buffer of `capacity` limbs; `fill` answers the signed count.
  @inline(__always) init(capacity: Int, _ fill: (UnsafeMutablePointer<UInt>) -> Int) {
    let buffer = unsafeDowncast(Limbs.create(minimumCapacity: capacity) { _ in 0 }, to: Limbs.self)
    buffer.withUnsafeMutablePointers { header, elements in header.pointee = fill(elements) }
    limbs = buffer
  }

  /// The signed count of limbs.
  @inline(__always) var count: Int { limbs.header }
  @inline(__always) var limbCount: Int { Int(limbs.header.magnitude) }

  @inline(__always) func withLimbs<Result>(_ body: (UnsafePointer<UInt>, Int) throws -> Result) rethrows -> Result {
    try limbs.withUnsafeMutablePointers { header, elements in try body(UnsafePointer(elements), header.pointee) }
  }

  public static let zero = BigInt(capacity: 0) { _ in 0 }

  public var isZero: Bool { count == 0 }
  public var isNegative: Bool { count < 0 }
  public var isOdd: Bool { withLimbs { $1 != 0 && $0[0] & 1 == 1 } }

  /// How many bits the magnitude takes: Python's `bit_length`.
  public var bitLength: Int {
    withLimbs { limbs, count in
      let size = Int(count.magnitude)
      return size == 0 ? 0 : size * UInt.bitWidth - limbs[size - 1].leadingZeroBitCount
    }
  }

  /// The zero bits below the lowest set one; 0 for zero.
  public var trailingZeroBitCount: Int {
    withLimbs { limbs, count in
      guard let index = (0..<Int(count.magnitude)).first(where: { limbs[$0] != 0 }) else { return 0 }
      return index * UInt.bitWidth + limbs[index].trailingZeroBitCount
    }
  }

  /// The limbs of the magnitude, lowest first, without leading zeros; none for zero.
  public var magnitudeWords: [UInt] {
    withLimbs { Array(UnsafeBufferPointer(start: $0, count: Int($1.magnitude))) }
  }

  /// A non-negative integer of these limbs, lowest first.
  public init(words: [UInt]) {
    self.init(capacity: words.count) { limbs in
      for (index, word) in words.enumerated() { limbs[index] = word }
      return nabla_gmp_normalized(limbs, words.count)
    }
  }

  /// Runs `body` on an `mpz_t` and takes over what is in it then.
  init(_ body: (mpz_ptr) -> Void) {
    var value = __mpz_struct()
    nabla_gmp_start(&value)
    defer { nabla_gmp_finish(&value) }
    body(&value)
    let count = nabla_gmp_count(&value)
    let source = nabla_gmp_limbs(&value)
    self.init(capacity: Int(count.magnitude)) { limbs in
      if let source { limbs.update(from: source, count: Int(count.magnitude)) }
      return count
    }
  }
}
