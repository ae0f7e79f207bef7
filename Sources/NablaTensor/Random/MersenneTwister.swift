/// MT19937 (Matsumoto and Nishimura 1998, doi:10.1145/272991.272995), seeded as its authors' `init_genrand` does.
struct MersenneTwister {
  private(set) var state = [UInt32](repeating: 0, count: 624)
  /// The next word of `state` to give out; 624 when a new block is due.
  private(set) var index = 624

  init(seed: UInt32) {
    state[0] = seed
    for position in 1..<624 {
      let previous = state[position - 1]
      state[position] = 1_812_433_253 &* (previous ^ (previous >> 30)) &+ UInt32(position)
    }
  }

  /// Seeded with several words, as the authors' `init_by_array` does.
  init(key: [UInt32]) {
    self.init(seed: 19_650_218)
    guard !key.isEmpty else { return }
    var (i, j) = (1, 0)
    for _ in 0..<max(624, key.count) {
      let previous = state[i - 1]
      state[i] = (state[i] ^ ((previous ^ (previous >> 30)) &* 1_664_525)) &+ key[j] &+ UInt32(j)
      i += 1
      j += 1
      if i >= 624 {
        state[0] = state[623]
        i = 1
      }
      if j >= key.count { j = 0 }
    }
    for _ in 0..<623 {
      let previous = state[i - 1]
      state[i] = (state[i] ^ ((previous ^ (previous >> 30)) &* 1_566_083_941)) &- UInt32(i)
      i += 1
      if i >= 624 {
        state[0] = state[623]
        i = 1
      }
    }
    state[0] = 0x8000_0000
  }

  init(state: [UInt32], index: Int) {
    self.state = state
    self.index = index
  }

  mutating func next() -> UInt32 {
    if index >= 624 { refill() }
    var y = state[index]
    index += 1
    y ^= y >> 11
    y ^= (y << 7) & 0x9d2c_5680
    y ^= (y << 15) & 0xefc6_0000
    return y ^ (y >> 18)
  }

  private mutating func refill() {
    state.withUnsafeMutableBufferPointer { s in
      func twist(_ a: UInt32, _ b: UInt32) -> UInt32 {
        (((a & 0x8000_0000) | (b & 0x7fff_ffff)) >> 1) ^ (b & 1 == 0 ? 0 : 0x9908_b0df)
      }
      for k in 0..<227 { s[k] = s[k + 397] ^ twist(s[k], s[k + 1]) }
      for k in 227..<623 { s[k] = s[k - 227] ^ twist(s[k], s[k + 1]) }
      s[623] = s[396] ^ twist(s[623], s[0])
    }
    index = 0
  }
}
