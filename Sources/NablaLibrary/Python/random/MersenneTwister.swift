/// MT19937 as CPython's `random` seeds and reads it (Matsumoto and Nishimura 1998, the 2002 seeding by array).
struct MersenneTwister {
  private static let size = 624
  private static let middle = 397
  private(set) var state = [UInt32](repeating: 0, count: MersenneTwister.size)
  private(set) var position = MersenneTwister.size

  /// Seeds from the 32-bit words of a number, lowest first.
  init(key: [UInt32]) {
    let key = key.isEmpty ? [0] : key
    fill(19_650_218)
    let size = Self.size
    var i = 1
    var j = 0
    for _ in 0..<max(size, key.count) {
      let mixed = (state[i - 1] ^ (state[i - 1] >> 30)) &* 1_664_525
      state[i] = (state[i] ^ mixed) &+ key[j] &+ UInt32(truncatingIfNeeded: j)
      i += 1
      j += 1
      if i >= size {
        state[0] = state[size - 1]
        i = 1
      }
      if j >= key.count { j = 0 }
    }
    for _ in 0..<(size - 1) {
      let mixed = (state[i - 1] ^ (state[i - 1] >> 30)) &* 1_566_083_941
      state[i] = (state[i] ^ mixed) &- UInt32(truncatingIfNeeded: i)
      i += 1
      if i >= size {
        state[0] = state[size - 1]
        i = 1
      }
    }
    state[0] = 0x8000_0000
  }

  /// Restores a state that `getstate()` gave; `nil` where it is none.
  init?(state: [UInt32], position: Int) {
    guard state.count == Self.size, (0...Self.size).contains(position) else { return nil }
    self.state = state
    self.position = position
  }

  private mutating func fill(_ seed: UInt32) {
    state[0] = seed
    for i in 1..<Self.size {
      state[i] = 1_812_433_253 &* (state[i - 1] ^ (state[i - 1] >> 30)) &+ UInt32(truncatingIfNeeded: i)
    }
  }

  private mutating func refill() {
    let size = Self.size
    state.withUnsafeMutableBufferPointer { state in
      for i in 0..<size {
        let y = (state[i] & 0x8000_0000) | (state[(i + 1) % size] & 0x7FFF_FFFF)
        state[i] = state[(i + Self.middle) % size] ^ (y >> 1) ^ (y & 1 == 0 ? 0 : 0x9908_B0DF)
      }
    }
    position = 0
  }

  mutating func next() -> UInt32 {
    if position >= Self.size { refill() }
    var y = state[position]
    position += 1
    y ^= y >> 11
    y ^= (y << 7) & 0x9D2C_5680
    y ^= (y << 15) & 0xEFC6_0000
    y ^= y >> 18
    return y
  }

  /// A double in [0, 1) with 53 random bits.
  mutating func random() -> Double {
    let a = next() >> 5
    let b = next() >> 6
    return (Double(a) * 67_108_864 + Double(b)) * (1 / 9_007_199_254_740_992)
  }
}
