import NablaInteger
import Testing

/// Laws of arithmetic over integers of all sizes and signs, and what only long ones can get wrong. The values of the
/// language's operators are tested against CPython in `Tests/Golden/language/numbers.nbk`.
@Suite struct BigIntTests {
  /// Around the borders of limbs, and sparse and dense ones beyond.
  static let samples: [BigInt] = {
    let positive: [BigInt] =
      [0, 1, 2, 7, BigInt(Int.max), BigInt(UInt.max), BigInt(UInt.max) + 1, BigInt(1) << 127, (BigInt(1) << 128) - 1]
      + [BigInt(3).power(200), BigInt(1) << 1000, (BigInt(1) << 640) - (BigInt(1) << 300) + 5]
    return positive + positive.dropFirst().map { -$0 }
  }()

  @Test func sumsUndoDifferences() {
    for a in BigIntTests.samples {
      for b in BigIntTests.samples {
        #expect(a + b - b == a)
        #expect(a - b == -(b - a))
        #expect((a - a).isZero)
        #expect((a < b) == (a - b).isNegative)
        #expect((a == b) == (a - b).isZero)
      }
    }
  }

  @Test func quotientTimesDivisorAndRemainderIsTheDividend() {
    for a in BigIntTests.samples {
      for b in BigIntTests.samples where !b.isZero {
        let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
        #expect(quotient * b + remainder == a)
        #expect(remainder.magnitude < b.magnitude)
        #expect(remainder.isZero || remainder.isNegative == a.isNegative)
        #expect((a * b).quotientAndRemainder(dividingBy: b) == (a, 0))
      }
    }
  }

  @Test func productsDistribute() {
    for a in BigIntTests.samples {
      for b in BigIntTests.samples {
        #expect(a * b == b * a)
        #expect((a + b) * (a - b) == a * a - b * b)
      }
    }
  }

  @Test func bitsAreThoseOfTwosComplement() {
    for a in BigIntTests.samples {
      #expect(~a == -a - 1)
      for b in BigIntTests.samples {
        #expect((a & b) + (a | b) == a + b)
        #expect((a ^ b) == (a | b) - (a & b))
      }
      for bits in [0, 1, 63, 64, 65, 200] {
        #expect((a << bits) >> bits == a)
        #expect(a << bits == a * BigInt(2).power(bits))
        // Rounding down: what is left is never negative.
        let rest = a - ((a >> bits) << bits)
        #expect(!rest.isNegative && rest < BigInt(1) << bits)
      }
    }
  }

  @Test(arguments: [2, 8, 10, 16, 36]) func textReadsBack(_ radix: Int) {
    for a in BigIntTests.samples {
      #expect(BigInt(String(a, radix: radix), radix: radix) == a)
      #expect(BigInt(String(a, radix: radix, uppercase: true), radix: radix) == a)
    }
  }

  @Test(arguments: ["", "-", "+", " 1", "1 ", "1_000", "0x10", "12a", "--1"])
  func whatIsNotDigitsIsNoInteger(_ text: String) { #expect(BigInt(text) == nil) }

  @Test func onlyWhatFitsBecomesAMachineInteger() {
    for value in [0, 1, -1, Int.max, Int.min] { #expect(Int(exactly: BigInt(value)) == value) }
    #expect(Int(exactly: BigInt(Int.max) + 1) == nil)
    #expect(Int(exactly: BigInt(Int.min) - 1) == nil)
    #expect(UInt(exactly: BigInt(UInt.max)) == UInt.max)
    #expect(UInt(exactly: BigInt(-1)) == nil)
    #expect(Int(truncatingIfNeeded: (BigInt(1) << 64) - 5) == -5)
    #expect(Int(truncatingIfNeeded: -(BigInt(1) << 64) - 5) == -5)
  }

  @Test func powersRootsAndDivisors() {
    let modulus = (BigInt(1) << 127) - 1
    for a in BigIntTests.samples {
      // Fermat: the modulus is prime.
      #expect((a.power(modulus, modulus: modulus) - a).quotientAndRemainder(dividingBy: modulus).remainder.isZero)
      if let inverse = a.inverse(modulus) { #expect((a * inverse - 1) % modulus == 0) }
      let root = a.magnitude.squareRoot()
      #expect(root * root <= a.magnitude && (root + 1) * (root + 1) > a.magnitude)
      for b in BigIntTests.samples where !b.isZero {
        let divisor = a.greatestCommonDivisor(with: b)
        #expect((a % divisor).isZero && (b % divisor).isZero && !divisor.isNegative)
      }
    }
    #expect(BigInt(6).inverse(9) == nil)
    #expect(BigInt(0).bitLength == 0 && BigInt(-8).bitLength == 4 && (BigInt(1) << 64).bitLength == 65)
  }

  @Test func equalIntegersHashAlike() {
    for a in BigIntTests.samples { #expect((a + 1 - 1).hashValue == a.hashValue) }
  }
}
