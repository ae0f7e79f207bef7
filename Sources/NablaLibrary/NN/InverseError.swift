import Glibc
import NablaTensor

/// The inverse of the error function, for truncated normal numbers: Winitzki's approximation, made exact by three of
/// Newton's steps.
enum InverseError {
  static func errorFunction(_ x: Double) -> Double { erf(x) }

  static func value(_ y: Double) -> Double {
    if y >= 1 { return .infinity }
    if y <= -1 { return -.infinity }
    if y == 0 { return 0 }
    let a = 0.147
    let logarithm = log(1 - y * y)
    let half = 2 / (.pi * a) + logarithm / 2
    var x = ((half * half - logarithm / a).squareRoot() - half).squareRoot() * (y < 0 ? -1 : 1)
    for _ in 0..<3 {
      let error = erf(x) - y
      x -= error / (2 / Double.pi.squareRoot() * exp(-x * x))
    }
    return x
  }

  static func apply(_ tensor: Tensor) throws -> Tensor {
    let values = tensor.doubles().map(value)
    return try Tensor(values).to(tensor.dtype).view(tensor.shape)
  }
}
