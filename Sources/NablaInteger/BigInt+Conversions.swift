import CGMP

extension BigInt {
  public init(_ value: Int) {
    if value == 0 {
      self = .zero
      return
    }
    self.init(capacity: 1) {
      $0[0] = value.magnitude
      return value.signum()
    }
  }

  public init(_ value: UInt) {
    self.init(capacity: 1) {
      $0[0] = value
      return value == 0 ? 0 : 1
    }
  }

  public init(_ value: UInt8) { self.init(UInt(value)) }
  public init(_ value: UInt64) { self.init(UInt(value)) }

  /// The integral part of a finite number.
  public init(_ value: Double) {
    precondition(value.isFinite, "an integer from what is not finite")
    self.init { nabla_gmp_set_double($0, value) }
  }

  /// The value of digits, `nil` where something is not a digit of the radix (2 to 36). A sign may stand before them.
  public init?(_ text: String, radix: Int = 10) {
    precondition((2...36).contains(radix), "a radix from 2 to 36")
    var digits = text.utf8[...]
    let sign = digits.first
    if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { digits = digits.dropFirst() }
    // GMP passes over white space; here only digits count.
    guard !digits.isEmpty, digits.allSatisfy({ BigInt.isDigit($0, radix) }) else { return nil }
    let value = BigInt { value in _ = String(decoding: digits, as: UTF8.self).withCString { nabla_gmp_read(value, $0, Int32(radix)) } }
    self = sign == UInt8(ascii: "-") ? -value : value
  }

  private static func isDigit(_ byte: UInt8, _ radix: Int) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte) - 48 < radix
    case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(byte) - 87 < radix
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte) - 55 < radix
    default: false
    }
  }

  /// The lowest 64 bits of the two's complement.
  fileprivate var lowest: UInt {
    withLimbs { limbs, count in count == 0 ? 0 : count < 0 ? 0 &- limbs[0] : limbs[0] }
  }
}

extension Int {
  /// `nil` beyond 64 bits.
  public init?(exactly value: BigInt) {
    switch value.count {
    case 0: self = 0
    case 1:
      guard value.lowest <= UInt(Int.max) else { return nil }
      self = Int(bitPattern: value.lowest)
    case -1:
      guard value.withLimbs({ limbs, _ in limbs[0] <= Int.min.magnitude }) else { return nil }
      self = Int(bitPattern: value.lowest)
    default: return nil
    }
  }

  public init(truncatingIfNeeded value: BigInt) { self = Int(bitPattern: value.lowest) }
}

extension UInt64 {
  public init(truncatingIfNeeded value: BigInt) { self = UInt64(value.lowest) }
}

extension UInt8 {
  public init(truncatingIfNeeded value: BigInt) { self = UInt8(truncatingIfNeeded: value.lowest) }
}

extension UInt {
  /// `nil` below zero and beyond 64 bits.
  public init?(exactly value: BigInt) {
    guard value.count == 0 || value.count == 1 else { return nil }
    self = value.lowest
  }
}

extension String {
  /// Digits in a radix from 2 to 36, with a sign below zero.
  public init(_ value: BigInt, radix: Int = 10, uppercase: Bool = false) {
    precondition((2...36).contains(radix), "a radix from 2 to 36")
    self = value.withLimbs { limbs, count in
      let capacity = nabla_gmp_digit_count(limbs, count, Int32(radix)) + 2
      return String(unsafeUninitializedCapacity: capacity) { buffer in
        let base = uppercase ? -Int32(radix) : Int32(radix)
        return buffer.withMemoryRebound(to: CChar.self) { text in
          guard let start = text.baseAddress else { return 0 }
          nabla_gmp_write(start, base, limbs, count)
          return (0..<capacity).first { start[$0] == 0 } ?? capacity
        }
      }
    }
  }
}

extension BigInt: CustomStringConvertible, ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self.init(value) }
  public var description: String { String(self) }
}
