import Glibc
import NablaInteger

/// Arithmetic of Python's integers where it differs from Swift's: floors instead of truncation, exact conversions.
public enum IntegerMath {
  /// Results longer than this many bits are refused as CPython refuses what does not fit in memory.
  public static let longestResult = 1 << 32

  /// `(a // b, a % b)` of machine integers; `nil` on overflow (`Int.min // -1`). `b` is not 0.
  @inlinable public static func floorDivide(_ a: Int, _ b: Int) -> (quotient: Int, remainder: Int)? {
    let (quotient, overflow) = a.dividedReportingOverflow(by: b)
    if overflow { return nil }
    let remainder = a &- quotient &* b
    if remainder != 0, (remainder < 0) != (b < 0) { return (quotient &- 1, remainder &+ b) }
    return (quotient, remainder)
  }

  public static func floorDivide(_ a: BigInt, _ b: BigInt) throws -> (quotient: BigInt, remainder: BigInt) {
    if b.isZero { throw TextError(.zeroDivision, "integer division or modulo by zero") }
    let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
    if !remainder.isZero, (remainder < 0) != (b < 0) { return (quotient - 1, remainder + b) }
    return (quotient, remainder)
  }

  public static func floorDivide(_ a: Double, _ b: Double) -> (quotient: Double, remainder: Double) {
    var remainder = fmod(a, b)
    var quotient = (a - remainder) / b
    if remainder != 0 {
      if (remainder < 0) != (b < 0) {
        remainder += b
        quotient -= 1
      }
    } else {
      remainder = b.sign == .minus ? -0.0 : 0.0
    }
    if quotient != 0 {
      let floored = quotient.rounded(.down)
      quotient = quotient - floored > 0.5 ? floored + 1 : floored
    } else {
      quotient = (a / b).sign == .minus ? -0.0 : 0.0
    }
    return (quotient, remainder)
  }

  public static func shiftLeft(_ value: BigInt, _ count: BigInt) throws -> BigInt {
    if count < 0 { throw TextError(.value, "negative shift count") }
    if value.isZero { return 0 }
    guard let bits = Int(exactly: count), bits <= longestResult else { throw TextError(.memory, "") }
    return value << bits
  }

  public static func shiftRight(_ value: BigInt, _ count: BigInt) throws -> BigInt {
    if count < 0 { throw TextError(.value, "negative shift count") }
    guard let bits = Int(exactly: count), bits <= value.bitLength else { return value < 0 ? -1 : 0 }
    return value >> bits
  }

  /// `base ** exponent` for an exponent that is not negative.
  public static func power(_ base: BigInt, _ exponent: BigInt) throws -> BigInt {
    if exponent.isZero || base == 1 { return 1 }
    if base.isZero { return 0 }
    if base == -1 { return exponent.isOdd ? -1 : 1 }
    guard let count = Int(exactly: exponent) else { throw TextError(.memory, "") }
    let (bits, overflow) = base.bitLength.multipliedReportingOverflow(by: count)
    if overflow || bits > longestResult { throw TextError(.memory, "") }
    if base == 2 { return BigInt(1) << count }
    return base.power(count)
  }

  /// `pow(base, exponent, modulus)`; the result has the sign of the modulus.
  public static func power(_ base: BigInt, _ exponent: BigInt, modulus: BigInt) throws -> BigInt {
    if modulus.isZero { throw TextError(.value, "pow() 3rd argument cannot be 0") }
    let positive = modulus.magnitude
    var base = base
    var exponent = exponent
    if exponent < 0 {
      // Everything is 0 modulo 1, and so is its inverse.
      let reduced = try floorDivide(base, positive).remainder
      guard let inverse = positive == 1 ? 0 : reduced.inverse(positive) else {
        throw TextError(.value, "base is not invertible for the given modulus")
      }
      base = inverse
      exponent.negate()
    }
    let reduced = try floorDivide(base, positive).remainder
    let result = reduced.power(exponent, modulus: positive)
    return modulus < 0 && !result.isZero ? result + modulus : result
  }

  // MARK: conversions

  /// The nearest double, ties to even; throws where it is out of range.
  public static func toDouble(_ value: BigInt) throws -> Double {
    guard let result = nearestDouble(value) else { throw TextError(.overflow, "int too large to convert to float") }
    return result
  }

  static func nearestDouble(_ value: BigInt) -> Double? {
    let magnitude = value.magnitude
    let bits = magnitude.bitLength
    if bits <= 64 {
      let result = Double(UInt64(truncatingIfNeeded: magnitude))
      return value < 0 ? -result : result
    }
    if bits > 1024 { return nil }
    // The top 64 bits, with anything below folded into the lowest: enough to round to 53 correctly.
    let shift = bits - 64
    var top = UInt64(truncatingIfNeeded: magnitude >> shift)
    if magnitude.trailingZeroBitCount < shift { top |= 1 }
    let result = scalbn(Double(top), Int32(shift))
    guard result.isFinite else { return nil }
    return value < 0 ? -result : result
  }

  /// `a / b`, correctly rounded also where the operands exceed a double's range.
  public static func trueDivide(_ a: BigInt, _ b: BigInt) throws -> Double {
    if b.isZero { throw TextError(.zeroDivision, "division by zero") }
    if a.isZero { return 0 }
    if a.bitLength <= 53, b.bitLength <= 53 {
      return Double(Int(truncatingIfNeeded: a)) / Double(Int(truncatingIfNeeded: b))
    }
    let tooLarge = TextError(.overflow, "integer division result too large for a float")
    let negative = (a < 0) != (b < 0)
    let difference = a.bitLength - b.bitLength
    if difference > 1025 { throw tooLarge }
    if difference < -1080 { return negative ? -0.0 : 0.0 }
    // A quotient of at least 66 bits, with the remainder folded into the lowest, rounds correctly.
    let shift = 66 - difference
    let (numerator, denominator) = shift >= 0 ? (a.magnitude << shift, b.magnitude) : (a.magnitude, b.magnitude << -shift)
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    let result = scaled(quotient, sticky: !remainder.isZero, exponent: -shift)
    guard result.isFinite else { throw tooLarge }
    return negative ? -result : result
  }

  /// `magnitude × 2^exponent`, rounded once, also among subnormal numbers.
  private static func scaled(_ magnitude: BigInt, sticky: Bool, exponent: Int) -> Double {
    let bits = magnitude.bitLength
    // The exponent of the lowest bit the result can hold decides how many bits are kept.
    let lowest = max(bits + exponent - 53, -1074)
    let drop = lowest - exponent
    guard drop > 0 else { return scalbn(Double(UInt64(truncatingIfNeeded: magnitude)), Int32(exponent)) }
    var kept = drop >= bits + 2 ? BigInt(0) : magnitude >> drop
    let rest = magnitude - (kept << drop)
    let half = BigInt(1) << (drop - 1)
    if rest > half || (rest == half && (sticky || kept.isOdd)) { kept += 1 }
    return scalbn(Double(UInt64(truncatingIfNeeded: kept)), Int32(lowest))
  }

  // MARK: exact comparison of integers and doubles

  /// -1, 0 or 1; `nil` when the double is no number.
  public static func compare(_ a: Int, _ b: Double) -> Int? {
    if b.isNaN { return nil }
    if b >= 9_223_372_036_854_775_808.0 { return -1 }
    if b < -9_223_372_036_854_775_808.0 { return 1 }
    let whole = Int(b)
    if a != whole { return a < whole ? -1 : 1 }
    let rest = b - b.rounded(.towardZero)
    return rest > 0 ? -1 : rest < 0 ? 1 : 0
  }

  public static func compare(_ a: BigInt, _ b: Double) -> Int? {
    if b.isNaN { return nil }
    if b.isInfinite { return b > 0 ? -1 : 1 }
    let whole = BigInt(b.rounded(.towardZero))
    if a != whole { return a < whole ? -1 : 1 }
    let rest = b - b.rounded(.towardZero)
    return rest > 0 ? -1 : rest < 0 ? 1 : 0
  }
}
