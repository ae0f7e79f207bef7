/// A source of random numbers: `torch.Generator`. Its streams are PyTorch's CPU streams, bit for bit.
public final class Generator {
  /// The generator of all calls that name none, seeded like PyTorch's own at start.
  nonisolated(unsafe) public static let global = Generator(seed: 67_280_421_310_721)

  private var twister: MersenneTwister
  public private(set) var initialSeed: UInt64
  /// The second of a pair of normal numbers, kept for the next call.
  private var cachedNormal: Double?

  public init(seed: UInt64 = 67_280_421_310_721) {
    initialSeed = seed
    twister = MersenneTwister(seed: UInt32(truncatingIfNeeded: seed))
  }

  /// `manual_seed`: negative seeds wrap around, as in PyTorch.
  public func manualSeed(_ seed: Int) {
    initialSeed = UInt64(bitPattern: Int64(seed))
    twister = MersenneTwister(seed: UInt32(truncatingIfNeeded: seed))
    cachedNormal = nil
  }

  /// Starts from several words at once, as NumPy seeds from arrays.
  public func seed(key: [UInt32]) throws {
    guard !key.isEmpty, key.count < 1 << 31 else { throw TensorError.runtime("Seed must be non-empty") }
    twister = MersenneTwister(key: key)
    cachedNormal = nil
  }

  /// 32 random bits.
  @inline(__always)
  public func next32() -> UInt32 { twister.next() }

  /// 64 random bits: the first draw is the high half.
  @inline(__always)
  public func next64() -> UInt64 {
    let high = UInt64(twister.next())
    return high << 32 | UInt64(twister.next())
  }

  /// A float in [0, 1) with 24 random bits.
  @inline(__always)
  public func uniformFloat() -> Float { Float(next32() & 0xff_ffff) * 0x1p-24 }

  /// A double in [0, 1) with 53 random bits.
  @inline(__always)
  public func uniformDouble() -> Double { Double(next64() & 0x1f_ffff_ffff_ffff) * 0x1p-53 }

  /// A standard normal number: Box and Muller's pairs, the second kept.
  func normal() -> Double {
    if let cached = cachedNormal {
      cachedNormal = nil
      return cached
    }
    let u1 = uniformDouble()
    let u2 = uniformDouble()
    let radius = (-2 * Glibc.log1p(-u2)).squareRoot()
    let theta = 2 * Double.pi * u1
    cachedNormal = radius * Glibc.sin(theta)
    return radius * Glibc.cos(theta)
  }

  /// A number below `bound`, as `randint` draws it: 64 bits where the range needs them.
  @inline(__always)
  func below(_ bound: UInt64) -> UInt64 {
    bound >= 1 << 32 ? next64() % bound : UInt64(next32()) % bound
  }
}

import Glibc

/// The state as bytes: `get_state`, `set_state`, in the layout PyTorch saves.
extension Generator {
  static let stateSize = 5056

  /// Seed, words left in the block, whether seeded, the next word, the 624 words, the kept normal number.
  public func state() -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Generator.stateSize)
    func put(_ value: UInt64, _ count: Int = 8) {
      for shift in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * shift))) }
    }
    put(initialSeed)
    put(UInt64(624 - twister.index + 1), 4)
    put(1, 4)
    put(UInt64(twister.index == 624 ? 0 : twister.index))
    for word in twister.state { put(UInt64(word)) }
    put(0)
    put(cachedNormal?.bitPattern ?? 0)
    put(0)
    put(cachedNormal == nil ? 0 : 1, 4)
    put(0, 4)
    put(0)
    return bytes
  }

  /// Puts back what `state` gave.
  ///
  /// - Throws: when the bytes are no such state.
  public func setState(_ bytes: [UInt8]) throws {
    guard bytes.count == Generator.stateSize else {
      throw TensorError.runtime(
        "Expected either a CPUGeneratorImplStateLegacy of size 5048 or a CPUGeneratorImplState of size 5056 but found "
          + "the input RNG state size to be \(bytes.count)")
    }
    func take(_ offset: Int, _ count: Int = 8) -> UInt64 {
      var value: UInt64 = 0
      for index in (0..<count).reversed() { value = value << 8 | UInt64(bytes[offset + index]) }
      return value
    }
    let left = Int(take(8, 4))
    let next = Int(truncatingIfNeeded: take(16))
    guard left >= 1, left <= 624, next >= 0, next <= 624 else { throw TensorError.runtime("Invalid mt19937 state") }
    let words = (0..<624).map { UInt32(truncatingIfNeeded: take(24 + 8 * $0)) }
    initialSeed = take(0)
    twister = MersenneTwister(state: words, index: left == 1 ? 624 : next)
    cachedNormal = take(24 + 624 * 8 + 24, 4) != 0 ? Double(bitPattern: take(24 + 624 * 8 + 8)) : nil
  }

  /// A copy that continues from the same place.
  public func copy() -> Generator {
    let copy = Generator(seed: initialSeed)
    copy.twister = twister
    copy.cachedNormal = cachedNormal
    return copy
  }
}
