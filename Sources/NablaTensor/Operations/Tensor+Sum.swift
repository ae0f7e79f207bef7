import CKernels

/// Sums, means, products and what is made of them.
extension Tensor {
  /// The shape of a reduction's result.
  func reducedShape(_ mask: UInt32, keepdim: Bool) -> Shape {
    var result = Shape()
    for index in 0..<rank {
      if mask & (1 << index) == 0 { result.append(shape[index]) } else if keepdim { result.append(1) }
    }
    return result
  }

  /// How many elements go into each result.
  func reducedCount(_ mask: UInt32) -> Int {
    var count = 1
    for index in 0..<rank where mask & (1 << index) != 0 { count *= shape[index] }
    return count
  }

  /// Reduces and gives the result in `type` and in its final shape.
  func reduce(_ op: nb_reduce_op, _ mask: UInt32, keepdim: Bool, start: Double, type: DType,
              scale: Double = 1) -> Tensor {
    let sums = Reduction.run(op, self, mask: mask, start: start)
    if scale != 1, sums.dtype == .float64 {
      let values = sums.pointer.assumingMemoryBound(to: Double.self)
      for index in 0..<sums.elementCount { values[index] *= scale }
    }
    let result = sums.dtype == type ? sums : sums.converted(to: type)
    return keepdim ? result.alias(Layout(reducedShape(mask, keepdim: true))) : result
  }

  /// `sum` over all or some dimensions. Integers and bools sum in int64.
  public func sum(dim: [Int]? = nil, keepdim: Bool = false, dtype: DType? = nil) throws -> Tensor {
    let x = try dtype.map { try to($0) } ?? self
    let mask = try shape.dimensionMask(dim)
    let type = dtype ?? (self.dtype.isFloat ? self.dtype : .int64)
    let result = x.reduce(NB_SUM, mask, keepdim: keepdim, start: 0, type: type)
    result.record(
      dim == nil ? .sum : .sumDims, x,
      attributes: RuleAttributes(dims: Tensor.list(mask), shape: shape, flag: keepdim))
    return result
  }

  /// Sums over the dimensions in which `target` was broadcast to this shape.
  public func sum(to target: Shape) throws -> Tensor {
    let extra = rank - target.count
    var dims: [Int] = []
    for index in 0..<rank where index < extra || (target[index - extra] == 1 && shape[index] != 1) {
      dims.append(index)
    }
    if dims.isEmpty { return self }
    return try sum(dim: dims, keepdim: true).reshape(target)
  }

  /// The dimensions a mask names.
  static func list(_ mask: UInt32) -> [Int] {
    var dims: [Int] = []
    for index in 0..<Shape.maxRank where mask & (1 << index) != 0 { dims.append(index) }
    return dims
  }

  /// `mean` over all or some dimensions; floats only.
  public func mean(dim: [Int]? = nil, keepdim: Bool = false, dtype: DType? = nil) throws -> Tensor {
    let x = try dtype.map { try to($0) } ?? self
    guard x.dtype.isFloat else { throw TensorError.meanOfIntegers(x.dtype) }
    let mask = try shape.dimensionMask(dim)
    let count = x.reducedCount(mask)
    let sums = Reduction.run(NB_SUM, x, mask: mask, start: 0)
    let values = sums.pointer.assumingMemoryBound(to: Double.self)
    let divisor = Double(count)
    for index in 0..<sums.elementCount { values[index] /= divisor }
    let flat = sums.dtype == x.dtype ? sums : sums.converted(to: x.dtype)
    let result = keepdim ? flat.alias(Layout(x.reducedShape(mask, keepdim: true))) : flat
    result.record(
      dim == nil ? .mean : .meanDims, x,
      attributes: RuleAttributes(dims: Tensor.list(mask), shape: shape, flag: keepdim))
    return result
  }
}
