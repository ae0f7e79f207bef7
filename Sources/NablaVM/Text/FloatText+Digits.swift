import Glibc

/// Decimal text of doubles, digit for digit as CPython prints them.
public enum FloatText {
  /// The decimal digits of a finite double without sign: `0.digits × 10^point`, as David Gay's dtoa returns them.
  struct Digits {
    /// ASCII digits without leading zeros (a single "0" for zero).
    var digits: [UInt8]
    var point: Int
  }

  /// Longest text any conversion may ask for; more would only exhaust memory.
  static let longestPrecision = 1 << 26

  /// The shortest digits that read back as `magnitude`. Swift's own `description` finds them (the closest to the exact
  /// value among the shortest, like dtoa's mode 0); only its layout differs from Python's.
  static func shortest(_ magnitude: Double) -> Digits {
    var digits: [UInt8] = []
    var point = 0
    var sawPoint = false
    var exponent = 0
    var text = magnitude.description
    text.withUTF8 { bytes in
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        if byte == UInt8(ascii: ".") {
          sawPoint = true
        } else if byte == UInt8(ascii: "e") {
          exponent = parseExponent(bytes, from: index + 1)
          break
        } else {
          if !sawPoint { point += 1 }
          digits.append(byte)
        }
        index += 1
      }
    }
    return trimmed(digits, point: point + exponent)
  }

  /// `magnitude` correctly rounded (half to even on the exact value) to `count` significant digits, at least one.
  static func rounded(_ magnitude: Double, significant count: Int) -> Digits {
    let text = print("%.*e", count - 1, magnitude)
    var digits: [UInt8] = []
    digits.reserveCapacity(count)
    var exponent = 0
    text.withUnsafeBufferPointer { bytes in
      for (index, byte) in bytes.enumerated() {
        if byte == UInt8(ascii: "e") {
          exponent = parseExponent(bytes, from: index + 1)
          break
        }
        if byte != UInt8(ascii: ".") { digits.append(byte) }
      }
    }
    return Digits(digits: digits, point: exponent + 1)
  }

  /// `magnitude` with exactly `count` decimals, correctly rounded: "12.50".
  static func fixed(_ magnitude: Double, decimals count: Int) -> [UInt8] { print("%.*f", count, magnitude) }

  /// glibc prints exactly: every digit of the binary value, rounded half to even.
  private static func print(_ format: String, _ precision: Int, _ value: Double) -> [UInt8] {
    // A double has at most 309 digits before its point; sign, point and exponent take a few more.
    let capacity = precision + 330
    return [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      let written = withVaList([Int32(truncatingIfNeeded: precision), value]) { arguments in
        buffer.withMemoryRebound(to: CChar.self) { vsnprintf($0.baseAddress, capacity, format, arguments) }
      }
      count = max(0, min(Int(written), capacity - 1))
    }
  }

  private static func parseExponent(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var value = 0
    var negative = false
    for byte in bytes[start...] {
      if byte == UInt8(ascii: "-") {
        negative = true
      } else if byte != UInt8(ascii: "+") {
        value = value * 10 + Int(byte &- 48)
      }
    }
    return negative ? -value : value
  }

  private static func trimmed(_ digits: [UInt8], point: Int) -> Digits {
    let zero = UInt8(ascii: "0")
    guard let first = digits.firstIndex(where: { $0 != zero }), let last = digits.lastIndex(where: { $0 != zero })
    else { return Digits(digits: [zero], point: 1) }
    return Digits(digits: Array(digits[first...last]), point: point - first)
  }
}
