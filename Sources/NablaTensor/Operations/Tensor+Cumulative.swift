import Glibc

/// Running extremes and running sums of exponentials.
extension Tensor {
  /// `cummax(dim)`: the largest so far and where it is, the last of equals; NaN stays.
  public func cummax(_ dim: Int) throws -> (values: Tensor, indices: Tensor) {
    try runningExtreme(dim, .cummax) { $0 >= $1 } integers: { $0 >= $1 }
  }

  /// `cummin(dim)`.
  public func cummin(_ dim: Int) throws -> (values: Tensor, indices: Tensor) {
    try runningExtreme(dim, .cummin) { $0 <= $1 } integers: { $0 <= $1 }
  }

  private func runningExtreme(_ dim: Int, _ rule: Rule, floats: (Double, Double) -> Bool,
                              integers: (Int, Int) -> Bool) throws -> (values: Tensor, indices: Tensor) {
    let axis = try shape.dimension(dim)
    let lines = try Lines(self, axis)
    let positions = try lines.positions { line, out in
      var best = 0
      if lines.isFloat {
        let row = lines.floats(line)
        for index in 0..<lines.length {
          if row[index].isNaN || (!row[best].isNaN && floats(row[index], row[best])) { best = index }
          out[index] = best
        }
      } else {
        let row = lines.integers(line)
        for index in 0..<lines.length {
          if integers(row[index], row[best]) { best = index }
          out[index] = best
        }
      }
    }
    let values = try GradMode.disabled { rank == 0 ? copied() : try detach().gather(axis, positions) }
    values.record(
      rule, self, saved: [SavedTensor(input: positions)], attributes: RuleAttributes(dims: [axis], shape: shape))
    return (values, positions)
  }

  /// `logcumsumexp(dim)`: log of the running sum of exponentials, without overflow.
  public func logcumsumexp(_ dim: Int) throws -> Tensor {
    guard dtype.isFloatingPoint else {
      throw TensorError.notImplemented(kernel: "logcumsumexp_out_cpu", dtype: dtype)
    }
    let axis = try shape.dimension(dim)
    let lines = try Lines(self, axis)
    let wide = Tensor.uninitialized(lines.shape, .float64)
    let target = wide.pointer.assumingMemoryBound(to: Double.self)
    for line in 0..<lines.count {
      var sum = -Double.infinity
      for (index, value) in lines.floats(line).enumerated() {
        let (low, high) = value < sum ? (value, sum) : (sum, value)
        sum = value.isNaN || sum.isNaN ? .nan : high.isInfinite ? high : high + Glibc.log1p(Glibc.exp(low - high))
        target[line * lines.length + index] = sum
      }
    }
    let result = try GradMode.disabled { () throws -> Tensor in
      let ordered = rank == 0 ? wide : try wide.movedim([-1], [axis])
      return ordered.converted(to: dtype)
    }
    result.record(
      .logcumsumexp, self, saved: [SavedTensor(input: self), SavedTensor(output: result)],
      attributes: RuleAttributes(dims: [axis]))
    return result
  }
}
