/// MD5 (RFC 1321) and SHA-256 (FIPS 180-4) of a stream. torchvision publishes MD5 for its files, which guards against
/// accidents only; SHA-256 is checked as well wherever it is known. Two small functions are not worth linking OpenSSL.
public struct Digest {
  public enum Algorithm: String, Sendable { case md5 = "MD5", sha256 = "SHA-256" }

  private let algorithm: Algorithm
  private var state: [UInt32]
  private var block: [UInt8] = []
  private var length: UInt64 = 0

  public init(_ algorithm: Algorithm) {
    self.algorithm = algorithm
    switch algorithm {
    case .md5: state = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476]
    case .sha256:
      state = [
        0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
      ]
    }
    block.reserveCapacity(64)
  }

  /// The digest of `bytes` in hexadecimal.
  public static func hex(_ algorithm: Algorithm, _ bytes: [UInt8]) -> String {
    var digest = Digest(algorithm)
    bytes.withUnsafeBytes { digest.update($0) }
    return digest.finish()
  }

  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    length &+= UInt64(bytes.count)
    var place = 0
    if !block.isEmpty {
      let take = min(64 - block.count, bytes.count)
      block.append(contentsOf: bytes[0..<take])
      place = take
      guard block.count == 64 else { return }
      block.withUnsafeBytes { Self.compress(algorithm, &state, $0) }
      block.removeAll(keepingCapacity: true)
    }
    while bytes.count - place >= 64 {
      Self.compress(algorithm, &state, UnsafeRawBufferPointer(rebasing: bytes[place..<place + 64]))
      place += 64
    }
    block.append(contentsOf: bytes[place...])
  }

  public mutating func finish() -> String {
    let bits = length &* 8
    var padding: [UInt8] = [0x80]
    padding += [UInt8](repeating: 0, count: (119 - Int(length % 64)) % 64)
    for index in 0..<8 {
      let shift = UInt64(8 * (algorithm == .md5 ? index : 7 - index))
      padding.append(UInt8(truncatingIfNeeded: bits >> shift))
    }
    padding.withUnsafeBytes { update($0) }
    let digits = Array("0123456789abcdef")
    var text = ""
    for word in state {
      for index in 0..<4 {
        let byte = Int(word >> UInt32(8 * (algorithm == .md5 ? index : 3 - index)) & 255)
        text.append(digits[byte >> 4])
        text.append(digits[byte & 15])
      }
    }
    return text
  }

  private static func compress(_ algorithm: Algorithm, _ state: inout [UInt32], _ block: UnsafeRawBufferPointer) {
    switch algorithm {
    case .md5: md5(&state, block)
    case .sha256: sha256(&state, block)
    }
  }

  private static func rotateLeft(_ x: UInt32, _ n: UInt32) -> UInt32 { x << n | x >> (32 &- n) }
  private static func rotateRight(_ x: UInt32, _ n: UInt32) -> UInt32 { x >> n | x << (32 &- n) }

  private static let md5Shifts: [UInt32] = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]

  private static func md5(_ state: inout [UInt32], _ block: UnsafeRawBufferPointer) {
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    for step in 0..<64 {
      var mixed: UInt32
      let word: Int
      switch step >> 4 {
      case 0:
        mixed = (b & c) | (~b & d)
        word = step
      case 1:
        mixed = (d & b) | (~d & c)
        word = (5 * step + 1) & 15
      case 2:
        mixed = b ^ c ^ d
        word = (3 * step + 5) & 15
      default:
        mixed = c ^ (b | ~d)
        word = (7 * step) & 15
      }
      let input = UInt32(littleEndian: block.loadUnaligned(fromByteOffset: 4 * word, as: UInt32.self))
      mixed = mixed &+ a &+ md5Constants[step] &+ input
      (a, d, c) = (d, c, b)
      b = b &+ rotateLeft(mixed, md5Shifts[(step >> 4) * 4 + step & 3])
    }
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
  }

  private static func sha256(_ state: inout [UInt32], _ block: UnsafeRawBufferPointer) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { words in
      for index in 0..<16 {
        words[index] = UInt32(bigEndian: block.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self))
      }
      for index in 16..<64 {
        let x = words[index - 15]
        let y = words[index - 2]
        let s0 = rotateRight(x, 7) ^ rotateRight(x, 18) ^ (x >> 3)
        let s1 = rotateRight(y, 17) ^ rotateRight(y, 19) ^ (y >> 10)
        words[index] = words[index - 16] &+ s0 &+ words[index - 7] &+ s1
      }
      var (a, b, c, d) = (state[0], state[1], state[2], state[3])
      var (e, f, g, h) = (state[4], state[5], state[6], state[7])
      for index in 0..<64 {
        let s1 = rotateRight(e, 6) ^ rotateRight(e, 11) ^ rotateRight(e, 25)
        let choice = (e & f) ^ (~e & g)
        let first = h &+ s1 &+ choice &+ sha256Constants[index] &+ words[index]
        let s0 = rotateRight(a, 2) ^ rotateRight(a, 13) ^ rotateRight(a, 22)
        let majority = (a & b) ^ (a & c) ^ (b & c)
        let second = s0 &+ majority
        (h, g, f, e) = (g, f, e, d &+ first)
        (d, c, b, a) = (c, b, a, first &+ second)
      }
      let mixed = [a, b, c, d, e, f, g, h]
      for index in 0..<8 { state[index] &+= mixed[index] }
    }
  }

  /// ⌊2^32 · |sin(i + 1)|⌋.
  private static let md5Constants: [UInt32] = [
    0xD76A_A478, 0xE8C7_B756, 0x2420_70DB, 0xC1BD_CEEE, 0xF57C_0FAF, 0x4787_C62A, 0xA830_4613, 0xFD46_9501,
    0x6980_98D8, 0x8B44_F7AF, 0xFFFF_5BB1, 0x895C_D7BE, 0x6B90_1122, 0xFD98_7193, 0xA679_438E, 0x49B4_0821,
    0xF61E_2562, 0xC040_B340, 0x265E_5A51, 0xE9B6_C7AA, 0xD62F_105D, 0x0244_1453, 0xD8A1_E681, 0xE7D3_FBC8,
    0x21E1_CDE6, 0xC337_07D6, 0xF4D5_0D87, 0x455A_14ED, 0xA9E3_E905, 0xFCEF_A3F8, 0x676F_02D9, 0x8D2A_4C8A,
    0xFFFA_3942, 0x8771_F681, 0x6D9D_6122, 0xFDE5_380C, 0xA4BE_EA44, 0x4BDE_CFA9, 0xF6BB_4B60, 0xBEBF_BC70,
    0x289B_7EC6, 0xEAA1_27FA, 0xD4EF_3085, 0x0488_1D05, 0xD9D4_D039, 0xE6DB_99E5, 0x1FA2_7CF8, 0xC4AC_5665,
    0xF429_2244, 0x432A_FF97, 0xAB94_23A7, 0xFC93_A039, 0x655B_59C3, 0x8F0C_CC92, 0xFFEF_F47D, 0x8584_5DD1,
    0x6FA8_7E4F, 0xFE2C_E6E0, 0xA301_4314, 0x4E08_11A1, 0xF753_7E82, 0xBD3A_F235, 0x2AD7_D2BB, 0xEB86_D391,
  ]

  /// The first 32 bits of the fractions of the cube roots of the first 64 primes.
  private static let sha256Constants: [UInt32] = [
    0x428A_2F98, 0x7137_4491, 0xB5C0_FBCF, 0xE9B5_DBA5, 0x3956_C25B, 0x59F1_11F1, 0x923F_82A4, 0xAB1C_5ED5,
    0xD807_AA98, 0x1283_5B01, 0x2431_85BE, 0x550C_7DC3, 0x72BE_5D74, 0x80DE_B1FE, 0x9BDC_06A7, 0xC19B_F174,
    0xE49B_69C1, 0xEFBE_4786, 0x0FC1_9DC6, 0x240C_A1CC, 0x2DE9_2C6F, 0x4A74_84AA, 0x5CB0_A9DC, 0x76F9_88DA,
    0x983E_5152, 0xA831_C66D, 0xB003_27C8, 0xBF59_7FC7, 0xC6E0_0BF3, 0xD5A7_9147, 0x06CA_6351, 0x1429_2967,
    0x27B7_0A85, 0x2E1B_2138, 0x4D2C_6DFC, 0x5338_0D13, 0x650A_7354, 0x766A_0ABB, 0x81C2_C92E, 0x9272_2C85,
    0xA2BF_E8A1, 0xA81A_664B, 0xC24B_8B70, 0xC76C_51A3, 0xD192_E819, 0xD699_0624, 0xF40E_3585, 0x106A_A070,
    0x19A4_C116, 0x1E37_6C08, 0x2748_774C, 0x34B0_BCB5, 0x391C_0CB3, 0x4ED8_AA4A, 0x5B9C_CA4F, 0x682E_6FF3,
    0x748F_82EE, 0x78A5_636F, 0x84C8_7814, 0x8CC7_0208, 0x90BE_FFFA, 0xA450_6CEB, 0xBEF9_A3F7, 0xC671_78F2,
  ]
}
