/// Spreads a seed's entropy over as many bits as are asked for: O'Neill's `seed_seq` in NumPy's form.
struct SeedSequence {
  private var pool = [UInt32](repeating: 0, count: 4)

  init(_ entropy: [UInt32]) {
    var constant: UInt32 = 0x43b0_d7e5
    func hash(_ value: UInt32) -> UInt32 {
      var value = value ^ constant
      constant = constant &* 0x931e_8875
      value = value &* constant
      return value ^ value >> 16
    }
    func mix(_ x: UInt32, _ y: UInt32) -> UInt32 {
      let result = 0xca01_f9dd &* x &- 0x4973_f715 &* y
      return result ^ result >> 16
    }
    for index in 0..<4 { pool[index] = hash(index < entropy.count ? entropy[index] : 0) }
    for source in 0..<4 {
      for target in 0..<4 where source != target { pool[target] = mix(pool[target], hash(pool[source])) }
    }
    for word in entropy.dropFirst(4) {
      for target in 0..<4 { pool[target] = mix(pool[target], hash(word)) }
    }
  }

  func words(_ count: Int) -> [UInt32] {
    var constant: UInt32 = 0x8b51_f9dd
    return (0..<count).map { index in
      var value = pool[index % 4] ^ constant
      constant = constant &* 0x58f3_8ded
      value = value &* constant
      return value ^ value >> 16
    }
  }
}

/// PCG64 (O'Neill 2014): a linear congruential generator of 128 bits whose output is folded and turned.
struct PermutedGenerator {
  private var state: UInt128
  private let increment: UInt128

  init(_ seed: SeedSequence) {
    let words = seed.words(8).map { UInt128($0) }
    func joined(_ start: Int) -> UInt128 {
      (words[start + 1] << 32 | words[start]) << 64 | (words[start + 3] << 32 | words[start + 2])
    }
    increment = joined(4) << 1 | 1
    state = 0
    step()
    state = state &+ joined(0)
    step()
  }

  private mutating func step() {
    state = state &* (UInt128(2_549_297_995_355_413_924) << 64 | UInt128(4_865_540_595_714_422_341)) &+ increment
  }

  mutating func next() -> UInt64 {
    step()
    let folded = UInt64(truncatingIfNeeded: state >> 64) ^ UInt64(truncatingIfNeeded: state)
    let turn = UInt64(truncatingIfNeeded: state >> 122)
    return folded >> turn | folded << ((64 - turn) & 63)
  }
}
