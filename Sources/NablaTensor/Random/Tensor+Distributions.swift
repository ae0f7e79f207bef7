import Glibc

/// Draws from distributions that are less often used, in PyTorch's order.
extension Tensor {
  /// `torch.poisson(rates)`: products of uniforms for small rates (Knuth), Hörmann's transformed rejection for others
  /// (PTRS, doi:10.1016/0167-6687(93)90997-4).
  ///
  /// - Throws: for negative rates, and rates that are no floats.
  public static func poisson(_ rates: Tensor, generator: Generator = .global) throws -> Tensor {
    guard rates.dtype.isFloatingPoint else { throw TensorError.notImplemented(kernel: "poisson_cpu", dtype: rates.dtype) }
    let means = rates.doubles()
    guard means.allSatisfy({ $0 >= 0 }) else {
      throw TensorError.runtime("invalid Poisson rate, expected rate to be non-negative")
    }
    let result = uninitialized(rates.shape, rates.dtype)
    result.fillElements { generator.poisson(means[$0]) }
    return result
  }

  /// `geometric_(p)`: how many trials until the first success.
  @discardableResult
  public func geometricInPlace(_ p: Double, generator: Generator = .global) throws -> Tensor {
    guard p > 0, p < 1 else {
      throw TensorError.runtime("geometric_ expects p to be in (0, 1), but got p=\(PythonFloat.formatted(p, 6, "g"))")
    }
    return try draw { target in
      target.fillElements { _ in (Glibc.log(generator.uniformDouble()) / Glibc.log1p(-p)).rounded(.up) }
    }
  }

  /// `cauchy_(median, sigma)`.
  @discardableResult
  public func cauchyInPlace(_ median: Double = 0, _ sigma: Double = 1, generator: Generator = .global) throws -> Tensor {
    guard dtype.isFloat else {
      throw TensorError.runtime("Cauchy distribution is a continuous probability distribution. dtype must be a floating point but you specified \(dtype.name)")
    }
    guard sigma > 0 else {
      throw TensorError.runtime("cauchy_ expects sigma > 0.0, but found sigma=\(PythonFloat.formatted(sigma, 6, "g"))")
    }
    return try draw { target in
      target.fillElements { _ in median + sigma * Glibc.tan(Double.pi * (generator.uniformDouble() - 0.5)) }
    }
  }

  /// `log_normal_(mean, std)`: numbers whose logarithms are normal.
  @discardableResult
  public func logNormalInPlace(_ mean: Double = 1, _ std: Double = 2, generator: Generator = .global) throws -> Tensor {
    guard dtype.isFloat else { throw TensorError.notImplemented(kernel: "log_normal_cpu", dtype: dtype) }
    guard std > 0 else {
      throw TensorError.runtime("log_normal_ expects std > 0.0, but found std=\(PythonFloat.formatted(std, 6, "g"))")
    }
    return try draw { target in
      target.fillElements { _ in Glibc.exp(generator.normal() * std + mean) }
    }
  }
}

extension Generator {
  func poisson(_ mean: Double) -> Double {
    if mean == 0 { return 0 }
    if mean < 10 {
      let limit = Glibc.exp(-mean)
      var (count, product) = (0.0, 1.0)
      while true {
        product *= uniformDouble()
        guard product > limit else { return count }
        count += 1
      }
    }
    let (root, logarithm) = (mean.squareRoot(), Glibc.log(mean))
    let b = 0.931 + 2.53 * root
    let a = -0.059 + 0.02483 * b
    let inverse = 1.1239 + 1.1328 / (b - 3.4)
    let accepted = 0.9277 - 3.6224 / (b - 2)
    while true {
      let u = uniformDouble() - 0.5
      let v = uniformDouble()
      let size = 0.5 - abs(u)
      let number = ((2 * a / size + b) * u + mean + 0.43).rounded(.down)
      if size >= 0.07, v <= accepted { return number }
      if number < 0 || size < 0.013 && v > size { continue }
      if Glibc.log(v) + Glibc.log(inverse) - Glibc.log(a / (size * size) + b)
        <= -mean + number * logarithm - Glibc.lgamma(number + 1) {
        return number
      }
    }
  }
}
