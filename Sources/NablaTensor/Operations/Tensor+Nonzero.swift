/// Where elements are not zero, and counts of values.
extension Tensor {
  /// The positions of the elements that are not 0, one vector for each dimension.
  func nonzeroPositions() -> [Tensor] {
    var lists = [[Int]](repeating: [], count: rank)
    let mask = dtype == .bool && isContiguous ? self : converted(to: .bool)
    let values = mask.pointer.assumingMemoryBound(to: UInt8.self)
    if rank == 1 {
      for number in 0..<elementCount where values[number] != 0 { lists[0].append(number) }
    } else {
      let steps = shape.contiguousStrides
      for number in 0..<elementCount where values[number] != 0 {
        for dim in 0..<rank { lists[dim].append(number / steps[dim] % shape[dim]) }
      }
    }
    return lists.map { Tensor($0) }
  }

  /// `nonzero()`: a row of positions for each element that is not 0.
  public func nonzero() throws -> Tensor {
    if rank == 0 { return try Tensor.zeros([try item().bool ? 1 : 0, 0], dtype: .int64) }
    return try Tensor.stack(nonzeroPositions(), dim: 1)
  }

  /// `nonzero(as_tuple=True)`.
  public func nonzeroTuple() throws -> [Tensor] {
    if rank == 0 { return try unsqueeze(0).nonzeroTuple() }
    return nonzeroPositions()
  }

  /// `masked_select(mask)`: a vector of the elements where the mask, broadcast, is set.
  public func maskedSelect(_ mask: Tensor) throws -> Tensor {
    guard mask.dtype == .bool else { throw TensorError.runtime("masked_select: expected BoolTensor for mask") }
    let common = try Shape.broadcast(mask.shape, shape)
    let (wide, flags) = (try expand(common), try mask.expand(common))
    if common.isEmpty { return try wide.unsqueeze(0).maskedSelect(flags.unsqueeze(0)) }
    let result = try GradMode.disabled { try wide.detach().taking(Selection(mask: flags)) }
    result.record(.maskedSelect, wide, saved: [SavedTensor(input: flags)])
    return result
  }

  /// `one_hot(classes)`.
  public func oneHot(_ classes: Int = -1) throws -> Tensor {
    guard dtype == .int64 else {
      throw TensorError.runtime("one_hot is only applicable to index tensor of type LongTensor.")
    }
    if elementCount == 0, classes <= 0 {
      throw TensorError.runtime("Can not infer total number of classes from empty tensor.")
    }
    let values = integers()
    guard values.allSatisfy({ $0 >= 0 }) else { throw TensorError.runtime("Class values must be non-negative.") }
    let most = values.max() ?? -1
    guard most < 1 << 48 else { throw TensorError.tooLarge(sizes: [most]) }
    let count = classes == -1 ? most + 1 : classes
    guard count > 0 else { throw TensorError.runtime("num_classes should be positive") }
    guard most < count else { throw TensorError.runtime("Class values must be smaller than num_classes.") }
    guard rank < Shape.maxRank else { throw TensorError.tooManyDimensions(rank + 1) }
    var target = shape
    target.append(count)
    let result = try Tensor.zeros(target, dtype: .int64)
    let flags = result.pointer.assumingMemoryBound(to: Int.self)
    for (number, value) in values.enumerated() { flags[number * count + value] = 1 }
    return result
  }

  /// `bincount(weights, minlength)`.
  public func bincount(weights: Tensor? = nil, minLength: Int = 0) throws -> Tensor {
    guard !dtype.isFloatingPoint, dtype != .bool else {
      throw TensorError.notImplemented(kernel: "bincount_cpu", dtype: dtype)
    }
    guard minLength >= 0 else { throw TensorError.runtime("minlength should be >= 0") }
    let values = integers()
    guard rank == 1 || elementCount == 0, values.allSatisfy({ $0 >= 0 }) else {
      throw TensorError.runtime("bincount only supports 1-d non-negative integral inputs.")
    }
    let most = values.max() ?? -1
    guard most < 1 << 48 else { throw TensorError.tooLarge(sizes: [most]) }
    let size = Swift.max(most + 1, minLength)
    guard let weights else {
      let result = try Tensor.zeros([size], dtype: .int64)
      let counts = result.pointer.assumingMemoryBound(to: Int.self)
      values.withUnsafeBufferPointer { for value in $0 { counts[value] += 1 } }
      return result
    }
    guard weights.shape == shape else {
      throw TensorError.runtime("weights should be 1-d and have the same length as input")
    }
    let sums = try Tensor.zeros([size], dtype: .float64)
    let target = sums.pointer.assumingMemoryBound(to: Double.self)
    let added = weights.doubles()
    values.withUnsafeBufferPointer { values in
      added.withUnsafeBufferPointer { added in
        for number in 0..<Swift.min(values.count, added.count) { target[values[number]] += added[number] }
      }
    }
    return weights.dtype == .float32 ? try sums.to(.float32) : sums
  }

  /// `torch.histc`: counts of values in equal bins between `low` and `high`.
  public func histc(bins: Int = 100, low: Double = 0, high: Double = 0) throws -> Tensor {
    guard dtype.isFloatingPoint else { throw TensorError.notImplemented(kernel: dtype == .bool ? "linspace_cpu" : "histogram_cpu", dtype: dtype) }
    guard bins > 0 else { throw TensorError.runtime("torch.histogram(): bins must be > 0, but got \(bins) for dimension 0") }
    try Tensor.checkAllocation([bins, 4], .float64, "histc")
    let values = doubles()
    var (low, high) = (low, high)
    if low == high, let least = values.min(), let most = values.max() { (low, high) = (least, most) }
    if low == high { (low, high) = (low - 1, high + 1) }
    guard low.isFinite, high.isFinite, (high - low).isFinite else {
      throw TensorError.runtime("range of [\(low), \(high)] is not finite")
    }
    guard low < high else { throw TensorError.runtime("torch.histc: max must be larger than min") }
    let result = try Tensor.zeros([bins], dtype: dtype)
    var counts = [Double](repeating: 0, count: bins)
    for value in values where value >= low && value <= high {
      counts[Swift.min(bins - 1, Int((value - low) / (high - low) * Double(bins)))] += 1
    }
    result.fillElements { counts[$0] }
    return result
  }
}
