import Glibc

/// Draws with given probabilities.
extension Tensor {
  /// `bernoulli_(p)`: 1 with probability `p`. One double uniform for each element, 1 where it is below `p`.
  @discardableResult
  public func bernoulliInPlace(_ p: Double = 0.5, generator: Generator = .global) throws -> Tensor {
    guard p >= 0, p <= 1 else {
      throw TensorError.randomParameter(
        "bernoulli_ expects p to be in [0, 1], but got p=\(PythonFloat.formatted(p, 6, "g"))")
    }
    return try draw { target in
      target.fillIntegers { _ in generator.uniformDouble() < p ? 1 : 0 }
    }
  }

  /// `torch.bernoulli(p)`: one float uniform (double for float64) for each element.
  public static func bernoulli(_ probabilities: Tensor, generator: Generator = .global) throws -> Tensor {
    guard probabilities.dtype.isFloatingPoint else {
      throw TensorError.notImplemented(kernel: "bernoulli_tensor_cpu_p_", dtype: probabilities.dtype)
    }
    let p = probabilities.doubles()
    guard p.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
      throw TensorError.randomParameter(
        "Expected p_in >= 0 && p_in <= 1 to be true, but got false.  (Could this error message be improved?  If so, "
          + "please report an enhancement request to PyTorch.)")
    }
    let result = uninitialized(probabilities.shape, probabilities.dtype)
    if probabilities.dtype == .float32 {
      result.fillIntegers { generator.uniformFloat() < Float(p[$0]) ? 1 : 0 }
    } else {
      result.fillIntegers { generator.uniformDouble() < p[$0] ? 1 : 0 }
    }
    return result
  }

  /// `torch.multinomial`: numbers of categories, drawn with the weights of each row.
  ///
  /// One draw, or draws without replacement, are those of the greatest `weight / q` with `q` exponential; draws with
  /// replacement invert the cumulative sum.
  public static func multinomial(_ weights: Tensor, count: Int, replacement: Bool = false,
                                 generator: Generator = .global) throws -> Tensor {
    guard weights.rank == 1 || weights.rank == 2 else {
      throw TensorError.runtime("prob_dist must be 1 or 2 dim")
    }
    guard weights.dtype.isFloatingPoint else {
      throw TensorError.runtime(
        "multinomial only supports floating-point dtypes for input, got: \(weights.dtype.scalarTypeName)")
    }
    guard count > 0 else { throw TensorError.runtime("cannot sample n_sample <= 0 samples") }
    let categories = weights.shape[weights.rank - 1]
    guard replacement || count <= categories else {
      throw TensorError.runtime("cannot sample n_sample > prob_dist.size(-1) samples without replacement")
    }
    let rows = weights.rank == 1 ? 1 : weights.shape[0]
    let p = weights.doubles()
    guard p.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
      throw TensorError.runtime("probability tensor contains either `inf`, `nan` or element < 0")
    }
    for row in 0..<rows where !(p[(row * categories)..<((row + 1) * categories)].reduce(0, +) > 0) {
      throw TensorError.runtime("invalid multinomial distribution (sum of probabilities <= 0)")
    }
    let shape: Shape = weights.rank == 1 ? [count] : [rows, count]
    try checkAllocation(shape, .int64, "multinomial")
    if !replacement || count == 1 {
      let noise = try uninitialized(weights.shape, weights.dtype).exponentialInPlace(1, generator: generator)
      let ratio = try GradMode.disabled { try weights.detach().div(noise) }
      if count == 1 { return try ratio.argmax(dim: -1, keepdim: true) }
      return try ratio.topk(count, dim: -1).indices
    }
    let result = uninitialized(shape, .int64)
    let values = result.pointer.assumingMemoryBound(to: Int.self)
    let isFloat = weights.dtype == .float32
    for row in 0..<rows {
      var cumulative: [Double] = []
      cumulative.reserveCapacity(categories)
      var sum = 0.0
      for category in 0..<categories {
        let weight = p[row * categories + category]
        sum = isFloat ? Double(Float(sum) + Float(weight)) : sum + weight
        cumulative.append(sum)
      }
      for category in 0..<categories {
        cumulative[category] = isFloat ? Double(Float(cumulative[category]) / Float(sum)) : cumulative[category] / sum
      }
      for draw in 0..<count {
        let u = generator.uniformDouble()
        var (low, high) = (0, categories)
        while high > low {
          let middle = low + (high - low) / 2
          if cumulative[middle] < u { low = middle + 1 } else { high = middle }
        }
        values[row * count + draw] = Swift.min(low, categories - 1)
      }
    }
    return result
  }
}
