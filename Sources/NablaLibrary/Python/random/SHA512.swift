import NablaInteger

/// SHA-512 (FIPS 180-4), for seeding `random` from text as CPython does.
enum SHA512 {
  static func digest(of message: [UInt8]) -> [UInt8] {
    var state: [UInt64] = [
      0x6a09_e667_f3bc_c908, 0xbb67_ae85_84ca_a73b, 0x3c6e_f372_fe94_f82b, 0xa54f_f53a_5f1d_36f1,
      0x510e_527f_ade6_82d1, 0x9b05_688c_2b3e_6c1f, 0x1f83_d9ab_fb41_bd6b, 0x5be0_cd19_137e_2179,
    ]
    // Padding: a one bit, zeros, and the length in bits as 128 bits, to whole blocks of 128 bytes.
    var padded = message
    padded.append(0x80)
    while padded.count % 128 != 112 { padded.append(0) }
    padded.append(contentsOf: repeatElement(0, count: 8))
    let length = UInt64(message.count) &* 8
    for shift in stride(from: 56, through: 0, by: -8) { padded.append(UInt8(truncatingIfNeeded: length >> UInt64(shift))) }
    var words = [UInt64](repeating: 0, count: 80)
    for block in stride(from: 0, to: padded.count, by: 128) { compress(padded, block, &words, &state) }
    var result: [UInt8] = []
    for word in state {
      for shift in stride(from: 56, through: 0, by: -8) { result.append(UInt8(truncatingIfNeeded: word >> UInt64(shift))) }
    }
    return result
  }

  private static func rotate(_ word: UInt64, _ count: UInt64) -> UInt64 { word >> count | word << (64 - count) }

  private static func compress(_ bytes: [UInt8], _ block: Int, _ w: inout [UInt64], _ state: inout [UInt64]) {
    for index in 0..<16 {
      var word: UInt64 = 0
      for offset in 0..<8 { word = word << 8 | UInt64(bytes[block + index * 8 + offset]) }
      w[index] = word
    }
    for index in 16..<80 {
      let s0 = rotate(w[index - 15], 1) ^ rotate(w[index - 15], 8) ^ (w[index - 15] >> 7)
      let s1 = rotate(w[index - 2], 19) ^ rotate(w[index - 2], 61) ^ (w[index - 2] >> 6)
      w[index] = w[index - 16] &+ s0 &+ w[index - 7] &+ s1
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for index in 0..<80 {
      let s1 = rotate(e, 14) ^ rotate(e, 18) ^ rotate(e, 41)
      let choice = (e & f) ^ (~e & g)
      let first = h &+ s1 &+ choice &+ roundConstants[index] &+ w[index]
      let s0 = rotate(a, 28) ^ rotate(a, 34) ^ rotate(a, 39)
      let majority = (a & b) ^ (a & c) ^ (b & c)
      (h, g, f, e) = (g, f, e, d &+ first)
      (d, c, b, a) = (c, b, a, first &+ s0 &+ majority)
    }
    for (index, value) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= value }
  }

  /// The first 64 bits of the fractional parts of the cube roots of the first 80 primes.
  private static let roundConstants: [UInt64] = computeRoundConstants()

  private static func computeRoundConstants() -> [UInt64] {
    var constants: [UInt64] = []
    var candidate: UInt64 = 2
    while constants.count < 80 {
      if (2..<candidate).allSatisfy({ candidate % $0 != 0 }) { constants.append(cubeRootFraction(candidate)) }
      candidate += 1
    }
    return constants
  }

  /// The largest x with (x / 2^64)^3 <= n, less its whole part: found bit by bit, comparing x^3 with n · 2^192.
  private static func cubeRootFraction(_ n: UInt64) -> UInt64 {
    let target = BigInt(n) << 192
    var root = BigInt(0)
    for bit in stride(from: 66, through: 0, by: -1) {
      let trial = root | (BigInt(1) << bit)
      if trial * trial * trial <= target { root = trial }
    }
    return UInt64(truncatingIfNeeded: root)
  }
}
