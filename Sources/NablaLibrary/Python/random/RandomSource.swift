import NablaData
import NablaInteger
import NablaVM

/// The state behind `random.Random`: the generator and the second value that `gauss` keeps for the next call.
struct RandomSource {
  var twister: MersenneTwister
  var gaussNext: Double?

  /// Seeds from a number; the sign does not count.
  init(seed: BigInt) {
    var key: [UInt32] = []
    for word in seed.magnitudeWords {
      key.append(UInt32(truncatingIfNeeded: word))
      key.append(UInt32(truncatingIfNeeded: word >> 32))
    }
    while key.last == 0 { key.removeLast() }
    twister = MersenneTwister(key: key)
  }

  /// Text and bytes seed as the number their bytes spell with their SHA-512 behind them.
  init(seed bytes: [UInt8]) throws {
    guard let digest = Digest(.sha512) else {
      throw Raised(.osError, "seeding from text needs libcrypto, which is not on this machine (Debian: libssl3)")
    }
    digest.update(bytes)
    var value = BigInt(0)
    for byte in bytes + digest.digest() { value = (value << 8) | BigInt(byte) }
    self.init(seed: value)
  }

  mutating func random() -> Double { twister.random() }

  /// `count` random bits, 1 to 63 of them.
  mutating func bits(_ count: Int) -> Int {
    if count <= 32 { return Int(twister.next() >> UInt32(32 - count)) }
    let low = Int(twister.next())
    let high = Int(twister.next() >> UInt32(64 - count))
    return high << 32 | low
  }

  mutating func bigBits(_ count: Int) -> BigInt {
    var words: [UInt] = []
    var remaining = count
    var half = false
    while remaining > 0 {
      var word = twister.next()
      if remaining < 32 { word >>= UInt32(32 - remaining) }
      if half { words[words.count - 1] |= UInt(word) << 32 } else { words.append(UInt(word)) }
      half.toggle()
      remaining -= 32
    }
    return BigInt(words: words)
  }

  /// A number in 0..<limit, by rejection; `limit` is positive.
  mutating func below(_ limit: Int) -> Int {
    let count = Int.bitWidth - limit.leadingZeroBitCount
    var value = bits(count)
    while value >= limit { value = bits(count) }
    return value
  }

  mutating func below(_ limit: BigInt) -> BigInt {
    if let small = Int(exactly: limit) { return BigInt(below(small)) }
    var value = bigBits(limit.bitLength)
    while value >= limit { value = bigBits(limit.bitLength) }
    return value
  }
}
