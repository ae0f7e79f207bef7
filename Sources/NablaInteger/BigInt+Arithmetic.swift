import CGMP

extension BigInt {
  public static func + (left: BigInt, right: BigInt) -> BigInt { add(left, right, sign: 1) }
  public static func - (left: BigInt, right: BigInt) -> BigInt { add(left, right, sign: -1) }

  /// The sum with a machine integer, which is not made a `BigInt` for it.
  public func adding(_ small: Int) -> BigInt {
    var limb = small.magnitude
    return withLimbs { a, aCount in
      BigInt(capacity: Int(aCount.magnitude) + 1) { nabla_gmp_add($0, a, aCount, &limb, small.signum()) }
    }
  }

  private static func add(_ left: BigInt, _ right: BigInt, sign: Int) -> BigInt {
    left.withLimbs { a, aCount in
      right.withLimbs { b, bCount in
        BigInt(capacity: max(left.limbCount, right.limbCount) + 1) { nabla_gmp_add($0, a, aCount, b, sign * bCount) }
      }
    }
  }

  public static func * (left: BigInt, right: BigInt) -> BigInt {
    left.withLimbs { a, aCount in
      right.withLimbs { b, bCount in
        BigInt(capacity: left.limbCount + right.limbCount) { nabla_gmp_multiply($0, a, aCount, b, bCount) }
      }
    }
  }

  /// Truncating division; the remainder has the sign of the dividend. The divisor is not zero.
  public func quotientAndRemainder(dividingBy divisor: BigInt) -> (quotient: BigInt, remainder: BigInt) {
    precondition(!divisor.isZero, "division by zero")
    if limbCount < divisor.limbCount { return (.zero, self) }
    var quotientCount = 0
    var remainder = BigInt.zero
    let quotient = withLimbs { a, aCount in
      divisor.withLimbs { b, bCount in
        BigInt(capacity: limbCount - divisor.limbCount + 1) { q in
          remainder = BigInt(capacity: divisor.limbCount) { r in
            var count = 0
            nabla_gmp_divide(q, &quotientCount, r, &count, a, aCount, b, bCount)
            return count
          }
          return quotientCount
        }
      }
    }
    return (quotient, remainder)
  }

  public static func / (left: BigInt, right: BigInt) -> BigInt { left.quotientAndRemainder(dividingBy: right).quotient }
  public static func % (left: BigInt, right: BigInt) -> BigInt { left.quotientAndRemainder(dividingBy: right).remainder }

  public static prefix func - (value: BigInt) -> BigInt {
    value.withLimbs { source, count in
      BigInt(capacity: Int(count.magnitude)) {
        $0.update(from: source, count: Int(count.magnitude))
        return -count
      }
    }
  }

  public mutating func negate() { self = -self }
  public var magnitude: BigInt { isNegative ? -self : self }

  // MARK: powers, roots and divisors

  /// `self` to a power that is not negative; the caller has bounded the size of the result.
  public func power(_ exponent: Int) -> BigInt {
    precondition(exponent >= 0, "a negative exponent")
    return withLimbs { limbs, count in BigInt { nabla_gmp_power($0, limbs, count, UInt(exponent)) } }
  }

  /// `self ** exponent` modulo a positive `modulus`: from 0 to `modulus - 1`. The exponent is not negative.
  public func power(_ exponent: BigInt, modulus: BigInt) -> BigInt {
    precondition(!exponent.isNegative && modulus > .zero, "a negative exponent or modulus")
    return withLimbs { a, aCount in
      exponent.withLimbs { e, eCount in
        modulus.withLimbs { m, mCount in BigInt { nabla_gmp_power_modulo($0, a, aCount, e, eCount, m, mCount) } }
      }
    }
  }

  /// The inverse modulo a positive `modulus`; `nil` where there is none.
  public func inverse(_ modulus: BigInt) -> BigInt? {
    precondition(modulus > .zero, "a modulus that is not positive")
    var exists = false
    let result = combine(modulus, nabla_gmp_inverse) { exists = $0 }
    return exists ? result : nil
  }

  public func greatestCommonDivisor(with other: BigInt) -> BigInt { combine(other, nabla_gmp_greatest_common_divisor) }

  /// The integral part of the square root of what is not negative.
  public func squareRoot() -> BigInt {
    precondition(!isNegative, "the square root of a negative integer")
    return withLimbs { limbs, count in BigInt { nabla_gmp_square_root($0, limbs, count) } }
  }

  // MARK: bits, in two's complement of unlimited width

  public static func & (left: BigInt, right: BigInt) -> BigInt { left.combine(right, nabla_gmp_and) }
  public static func | (left: BigInt, right: BigInt) -> BigInt { left.combine(right, nabla_gmp_or) }
  public static func ^ (left: BigInt, right: BigInt) -> BigInt { left.combine(right, nabla_gmp_xor) }
  public static prefix func ~ (value: BigInt) -> BigInt { -value - 1 }

  private func combine(
    _ other: BigInt, _ operation: nabla_gmp_operation, _ exists: (Bool) -> Void = { _ in }
  ) -> BigInt {
    withLimbs { a, aCount in
      other.withLimbs { b, bCount in
        BigInt { exists(nabla_gmp_combine($0, operation, a, aCount, b, bCount) != 0) }
      }
    }
  }

  public static func << (value: BigInt, bits: Int) -> BigInt {
    if bits < 0 { return value >> -bits }
    if value.isZero || bits == 0 { return value }
    return value.withLimbs { limbs, count in
      BigInt(capacity: value.limbCount + bits / UInt.bitWidth + 1) { nabla_gmp_shift_left($0, limbs, count, bits) }
    }
  }

  /// Rounds down, also below zero.
  public static func >> (value: BigInt, bits: Int) -> BigInt {
    if bits < 0 { return value << -bits }
    return value.withLimbs { limbs, count in BigInt { nabla_gmp_shift_right($0, limbs, count, bits) } }
  }

  // MARK: in place

  public static func += (left: inout BigInt, right: BigInt) { left = left + right }
  public static func -= (left: inout BigInt, right: BigInt) { left = left - right }
  public static func *= (left: inout BigInt, right: BigInt) { left = left * right }
  public static func /= (left: inout BigInt, right: BigInt) { left = left / right }
  public static func %= (left: inout BigInt, right: BigInt) { left = left % right }
  public static func &= (left: inout BigInt, right: BigInt) { left = left & right }
  public static func |= (left: inout BigInt, right: BigInt) { left = left | right }
  public static func ^= (left: inout BigInt, right: BigInt) { left = left ^ right }
  public static func <<= (left: inout BigInt, bits: Int) { left = left << bits }
  public static func >>= (left: inout BigInt, bits: Int) { left = left >> bits }
}

extension BigInt: Comparable, Hashable {
  public static func == (left: BigInt, right: BigInt) -> Bool {
    left.count == right.count && (left.limbs === right.limbs || compareMagnitudes(left, right) == 0)
  }

  public static func < (left: BigInt, right: BigInt) -> Bool {
    if left.count != right.count { return left.count < right.count }
    let order = compareMagnitudes(left, right)
    return left.isNegative ? order > 0 : order < 0
  }

  /// Of integers with equally many limbs.
  private static func compareMagnitudes(_ left: BigInt, _ right: BigInt) -> Int {
    left.withLimbs { a, count in
      right.withLimbs { b, _ in Int(nabla_gmp_compare(a, b, Int(count.magnitude))) }
    }
  }

  public func hash(into hasher: inout Hasher) {
    withLimbs { limbs, count in
      hasher.combine(count)
      for index in 0..<Int(count.magnitude) { hasher.combine(limbs[index]) }
    }
  }
}
