import Glibc
import NablaVM

/// The continuous distributions, with the algorithms and the order of draws of CPython's `random`.
extension RandomObject {
  func uniform(_ low: Double, _ high: Double) throws -> Double { try low + (high - low) * random() }

  func triangular(_ low: Double, _ high: Double, _ mode: Double?) throws -> Double {
    var (low, high) = (low, high)
    var u = try random()
    if mode != nil, high == low { return low }
    var c = mode.map { ($0 - low) / (high - low) } ?? 0.5
    if u > c {
      u = 1 - u
      c = 1 - c
      swap(&low, &high)
    }
    return low + (high - low) * sqrt(u * c)
  }

  /// Kinderman and Monahan's ratio of uniforms (1977).
  func normal(_ mean: Double, _ deviation: Double) throws -> Double {
    let magic = 4 * exp(-0.5) / sqrt(2.0)
    while true {
      let u1 = try random()
      let u2 = try 1.0 - random()
      let z = magic * (u1 - 0.5) / u2
      if z * z / 4.0 <= -log(u2) { return mean + z * deviation }
    }
  }

  /// Box and Muller's pairs (1958): the second of a pair waits for the next call.
  func gauss(_ mean: Double, _ deviation: Double) throws -> Double {
    if let z = source.gaussNext {
      source.gaussNext = nil
      return mean + z * deviation
    }
    let angle = try random() * 2 * Double.pi
    let radius = try sqrt(-2.0 * log(1.0 - random()))
    source.gaussNext = sin(angle) * radius
    return mean + cos(angle) * radius * deviation
  }

  func exponential(_ rate: Double) throws -> Double { try -log(1.0 - random()) / rate }

  /// Cheng (1977) above 1, Ahrens and Dieter (1974) below; `alpha` and `beta` are positive.
  func gamma(_ alpha: Double, _ beta: Double) throws -> Double {
    if alpha > 1.0 {
      let ainv = sqrt(2.0 * alpha - 1.0)
      let bbb = alpha - log(4.0)
      let ccc = alpha + ainv
      let magic = 1.0 + log(4.5)
      while true {
        let u1 = try random()
        guard 1e-7 < u1, u1 < 0.9999999 else { continue }
        let u2 = try 1.0 - random()
        let v = log(u1 / (1.0 - u1)) / ainv
        let x = alpha * exp(v)
        let z = u1 * u1 * u2
        let r = bbb + ccc * v - x
        if r + magic - 4.5 * z >= 0.0 || r >= log(z) { return x * beta }
      }
    }
    if alpha == 1.0 { return try -log(1.0 - random()) * beta }
    while true {
      let b = (M_E + alpha) / M_E
      let p = try b * random()
      let x = p <= 1.0 ? pow(p, 1.0 / alpha) : -log((b - p) / alpha)
      let u1 = try random()
      if p > 1.0 {
        if u1 <= pow(x, alpha - 1.0) { return x * beta }
      } else if u1 <= exp(-x) {
        return x * beta
      }
    }
  }

  func beta(_ alpha: Double, _ beta: Double) throws -> Double {
    let y = try gamma(alpha, 1.0)
    return y == 0 ? 0.0 : try y / (y + gamma(beta, 1.0))
  }

  func pareto(_ alpha: Double) throws -> Double { try pow(1.0 - random(), -inverse(of: alpha)) }

  func weibull(_ alpha: Double, _ beta: Double) throws -> Double { try alpha * pow(-log(1.0 - random()), inverse(of: beta)) }

  private func inverse(of number: Double) throws -> Double {
    guard number != 0 else { throw Raised(.zeroDivisionError, "float division by zero") }
    return 1.0 / number
  }

  /// Fisher (1993); `kappa` near 0 is the uniform distribution on the circle.
  func vonMises(_ mean: Double, _ kappa: Double) throws -> Double {
    let turn = 2 * Double.pi
    if kappa <= 1e-6 { return try turn * random() }
    let s = 0.5 / kappa
    let r = s + sqrt(1.0 + s * s)
    var z: Double
    while true {
      z = try cos(Double.pi * random())
      let d = z / (r + z)
      let u2 = try random()
      if u2 < 1.0 - d * d || u2 <= (1.0 - d) * exp(d) { break }
    }
    let q = 1.0 / r
    let angle = acos((q + z) / (1.0 + q * z))
    let theta = try random() > 0.5 ? mean + angle : mean - angle
    let remainder = fmod(theta, turn)
    return remainder < 0 ? remainder + turn : remainder
  }
}
