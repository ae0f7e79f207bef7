import Glibc
import NablaInteger

/// Rounding to decimals, as `round(x, n)` does it: on the exact binary value, half to even.
extension FloatText {
  /// Scaling by powers of ten would round twice (`round(2.675, 2)` is 2.67); printing the digits and reading them back
  /// rounds once.
  public static func round(_ value: Double, digits: Int) throws -> Double {
    guard value.isFinite, value != 0 else { return value }
    // Beyond these every digit is kept, or none is.
    if digits > 323 { return value }
    if digits < -308 { return 0 * value }
    let result: Double
    if digits >= 0 {
      let text = fixed(value.magnitude, decimals: digits)
      result = strtod(String(decoding: text, as: UTF8.self), nil)
    } else {
      result = roundedToPower(value.magnitude, -digits)
    }
    guard result.isFinite else { throw TextError(.overflow, "rounded value too large to represent") }
    return value.sign == .minus ? -result : result
  }

  private static func roundedToPower(_ magnitude: Double, _ power: Int) -> Double {
    let unit = BigInt(10).power(power)
    // The part behind the point matters only on a tie, where it breaks it upwards.
    let whole = magnitude.rounded(.towardZero)
    let (quotient, remainder) = BigInt(whole).quotientAndRemainder(dividingBy: unit)
    let twice = remainder * 2
    var result = quotient
    if twice > unit || (twice == unit && (whole != magnitude || quotient % 2 == 1)) { result += 1 }
    return strtod((result * unit).description, nil)
  }

  /// `round(x)`: the nearest integer, ties to even.
  public static func roundToInteger(_ value: Double) throws -> BigInt {
    try integer(value.rounded(.toNearestOrEven))
  }

  /// `int(x)`: towards zero.
  public static func integer(_ value: Double) throws -> BigInt {
    if value.isNaN { throw TextError(.value, "cannot convert float NaN to integer") }
    if value.isInfinite { throw TextError(.overflow, "cannot convert float infinity to integer") }
    return BigInt(value.rounded(.towardZero))
  }
}
