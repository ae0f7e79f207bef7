import Glibc

/// How gamma and beta numbers move when their parameter does and the uniform behind them stays: implicit derivatives of
/// the distribution functions (Figurnov et al. 2018, arXiv:1805.08498).
///
/// The incomplete functions are `front · fraction`, where the derivative of `front` is known and that of the fraction is
/// a central difference: it varies slowly, so eight digits are left of it.
enum GammaSlopes {
  /// ψ(x) for x > 0: moved up to where the asymptotic series holds.
  static func digamma(_ x: Double) -> Double {
    var (x, sum) = (x, 0.0)
    while x < 10 {
      sum -= 1 / x
      x += 1
    }
    let s = 1 / (x * x)
    return sum + Glibc.log(x) - 0.5 / x
      - s * (1 / 12.0 - s * (1 / 120.0 - s * (1 / 252.0 - s * (1 / 240.0 - s * (1 / 132.0)))))
  }

  private static let steps = 100_000

  /// d x / d a of a standard gamma number x of shape a.
  static func gamma(_ a: Double, _ x: Double) -> Double {
    guard a > 0, x > 0, a < .infinity, x < .infinity else { return a.isNaN || x.isNaN ? .nan : 0 }
    if a > 100_000 {
      // Wilson and Hilferty: the cube root of x / a is normal, c = 1 − 1/9a + z / 3√a.
      let c = Glibc.cbrt(x / a)
      let z = (c - 1 + 1 / (9 * a)) * 3 * a.squareRoot()
      return c * c * (c + 3 * a * (1 / (9 * a * a) - z / (6 * a * a.squareRoot())))
    }
    if x < a + 1 {
      // P = front · Σ xⁿ / ((a+1)…(a+n)), front = xᵃ e⁻ˣ / Γ(a+1).
      var (term, harmonic, sum, slope) = (1.0, 0.0, 1.0, 0.0)
      for n in 1..<steps {
        term *= x / (a + Double(n))
        harmonic += 1 / (a + Double(n))
        sum += term
        slope += term * harmonic
        if term < sum * 1e-17 { break }
      }
      return -x / a * ((Glibc.log(x) - digamma(a + 1)) * sum - slope)
    }
    // 1 − P = front · fraction, front = xᵃ e⁻ˣ / Γ(a).
    let h = 1e-5 * max(a, 1e-3)
    let change = (upperFraction(a + h, x) - upperFraction(a - h, x)) / (2 * h)
    return x * ((Glibc.log(x) - digamma(a)) * upperFraction(a, x) + change)
  }

  /// Γ(a, x) / (xᵃ e⁻ˣ) by Lentz's evaluation of its continued fraction; x > a + 1.
  private static func upperFraction(_ a: Double, _ x: Double) -> Double {
    var b = x + 1 - a
    var c = 1e300
    var d = 1 / b
    var value = d
    for n in 1..<steps {
      let k = -Double(n) * (Double(n) - a)
      b += 2
      d = 1 / guarded(k * d + b)
      c = guarded(b + k / c)
      value *= d * c
      if abs(d * c - 1) < 1e-16 { break }
    }
    return value
  }

  /// d x / d a of a Beta(a, b) number x, over 1 − x.
  static func beta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard a > 0, b > 0, x > 0, x < 1, a < .infinity, b < .infinity else { return x.isNaN || a.isNaN || b.isNaN ? .nan : 0 }
    let front = Glibc.log(x) - digamma(a) + digamma(a + b)
    let h = 1e-5 * max(a, 1e-3)
    if x < (a + 1) / (a + b + 2) {
      let value = { betaFraction($0, b, x) / $0 }
      return -x * (front * value(a) + (value(a + h) - value(a - h)) / (2 * h))
    }
    let value = { betaFraction(b, $0, 1 - x) / b }
    return x * (front * value(a) + (value(a + h) - value(a - h)) / (2 * h))
  }

  /// The continued fraction of the incomplete beta function: I = xᵃ (1−x)ᵇ / (a B(a, b)) · fraction.
  private static func betaFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
    var c = 1.0
    var d = 1 / guarded(1 - (a + b) * x / (a + 1))
    var value = d
    for n in 1..<steps {
      let m = Double(n)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / guarded(1 + even * d)
      c = guarded(1 + even / c)
      value *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / guarded(1 + odd * d)
      c = guarded(1 + odd / c)
      value *= d * c
      if abs(d * c - 1) < 1e-16 { break }
    }
    return value
  }

  private static func guarded(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
}
