import Glibc

/// Numbers, digit by digit.
extension TextWriter {
  func append(decimal value: Int) {
    if value < 0 { append(UInt8(ascii: "-")) }
    append(digits: UInt64(value.magnitude))
  }

  /// Decimal digits, with zeros in front up to a number of them.
  func append(digits magnitude: UInt64, atLeast least: Int = 1) {
    reserve(max(least, 20))
    let length = max(least, TextWriter.digitCount(magnitude))
    var rest = magnitude
    var left = length
    let place = UnsafeMutableRawPointer(start + count)
    let pairs = UnsafeRawPointer(TextWriter.pairsOfDigits.utf8Start)
    while left >= 2 {
      left &-= 2
      let quotient = rest / 100
      let pair = pairs.loadUnaligned(
        fromByteOffset: Int(truncatingIfNeeded: rest &- quotient &* 100) &* 2, as: UInt16.self)
      place.storeBytes(of: pair, toByteOffset: left, as: UInt16.self)
      rest = quotient
    }
    if left > 0 { place.storeBytes(of: UInt8(truncatingIfNeeded: rest) &+ 48, as: UInt8.self) }
    count &+= length
  }

  /// "00", "01", … "99".
  private static var pairsOfDigits: StaticString {
    """
    0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
    5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899
    """
  }

  @inline(__always) private static func digitCount(_ magnitude: UInt64) -> Int {
    var count = 1
    var rest = magnitude
    while rest >= 10_000 {
      rest /= 10_000
      count &+= 4
    }
    return count &+ (rest >= 1000 ? 3 : rest >= 100 ? 2 : rest >= 10 ? 1 : 0)
  }

  /// Digits of a base that is a power of two.
  func append(digits magnitude: UInt64, bitsPerDigit bits: UInt64, upper: Bool) {
    let length = max(1, (64 - magnitude.leadingZeroBitCount + Int(bits) - 1) / Int(bits))
    reserve(length)
    let letters: UInt8 = (upper ? UInt8(ascii: "A") : UInt8(ascii: "a")) - 10
    var rest = magnitude
    var place = start + (count &+ length)
    count &+= length
    for _ in 0..<length {
      place -= 1
      let digit = UInt8(truncatingIfNeeded: rest & (1 &<< bits &- 1))
      place.pointee = digit &+ (digit < 10 ? 48 : letters)
      rest = rest &>> bits
    }
  }

  /// What `repr` shows.
  func append(float value: Double) {
    let magnitude = value.magnitude
    // Between these Swift writes the shortest digits as Python does: "0.1", "5.0".
    if magnitude >= 1e-4, magnitude < 0x1p53 {
      var text = value.description
      text.withUTF8 { append(TextBytes(start: $0.baseAddress.unsafelyUnwrapped, count: $0.count)) }
    } else {
      append(FloatText.repr(value))
    }
  }

  /// A magnitude as `FloatText.format` lays it out.
  func append(magnitude: Double, type: Character, precision: Int, alternate: Bool, addPointZero: Bool = false) {
    switch type {
    case "f" where magnitude.isFinite:
      append(fixed: magnitude, decimals: precision)
      if alternate, precision == 0 { append(UInt8(ascii: ".")) }
    case "r" where !alternate && addPointZero: append(float: magnitude)
    default:
      append(
        FloatText.format(
          magnitude, type: type, precision: precision, alternate: alternate, addPointZero: addPointZero))
    }
  }

  /// A finite magnitude with so many decimals, correctly rounded.
  func append(fixed magnitude: Double, decimals: Int) {
    guard decimals <= 17, let scaled = TextWriter.scaled(magnitude, decimals) else {
      return FloatText.fixed(magnitude, decimals: decimals).withUnsafeBufferPointer {
        append(TextBytes(start: $0.baseAddress.unsafelyUnwrapped, count: $0.count))
      }
    }
    let unit = TextWriter.powersOfTen[decimals]
    append(digits: scaled / unit)
    if decimals > 0 {
      append(UInt8(ascii: "."))
      append(digits: scaled % unit, atLeast: decimals)
    }
  }

  private static let powersOfTen: [UInt64] = (0...17).map { power in (0..<power).reduce(1) { unit, _ in unit * 10 } }

  /// `magnitude` times a power of ten as an integer, half to even on the exact value; `nil` where 64 bits are too few.
  ///
  /// A double is an integer of 53 bits times a power of two, and the products lie below 2^110: nothing is rounded but
  /// what the shift drops.
  private static func scaled(_ magnitude: Double, _ power: Int) -> UInt64? {
    guard magnitude < 9.2e18 else { return nil }
    let field = Int(magnitude.exponentBitPattern)
    let significand = magnitude.significandBitPattern | (field == 0 ? 0 : 1 << 52)
    let shift = max(field, 1) - 1075
    let (high, low) = significand.multipliedFullWidth(by: powersOfTen[power])
    let product = UInt128(high) << 64 | UInt128(low)
    if shift >= 0 {
      // No more than 2^63 times a power of ten: 121 bits.
      let result = product << UInt128(shift)
      return result >> 63 == 0 ? UInt64(truncatingIfNeeded: result) : nil
    }
    // All of it lies behind the point, by far.
    guard shift > -128 else { return 0 }
    let drop = UInt128(-shift)
    let kept = product >> drop
    guard kept >> 63 == 0 else { return nil }
    let rest = product & (1 << drop - 1)
    let half = UInt128(1) << (drop - 1)
    let result = UInt64(truncatingIfNeeded: kept)
    return rest > half || (rest == half && result & 1 == 1) ? result + 1 : result
  }
}
