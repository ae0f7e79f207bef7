import CKernels

/// Extremes with their positions, and running sums: along one dimension.
extension Tensor {
  /// `max(dim)`: values and indices, the first of equals.
  public func max(dim: Int, keepdim: Bool = false) throws -> (values: Tensor, indices: Tensor) {
    try extreme(dim, keepdim, "max", .maxDim, greatest: true)
  }

  public func min(dim: Int, keepdim: Bool = false) throws -> (values: Tensor, indices: Tensor) {
    try extreme(dim, keepdim, "min", .minDim, greatest: false)
  }

  private func extreme(_ dim: Int, _ keepdim: Bool, _ name: String, _ rule: @autoclosure () -> Rule,
                       greatest: Bool) throws -> (values: Tensor, indices: Tensor) {
    let index = try shape.dimension(dim)
    if rank > 0, shape[index] == 0 { throw TensorError.emptyReduction(operation: name, dimension: index) }
    let positions = extremePositions(index, greatest: greatest)
    let values = try GradMode.disabled { rank == 0 ? copied() : try detach().gather(index, positions) }
    return try finish(values, positions, index, keepdim, rule())
  }

  /// Drops the reduced dimension where asked, and records: the gradient goes to the chosen positions.
  func finish(_ values: Tensor, _ positions: Tensor, _ dim: Int, _ keepdim: Bool,
              _ rule: @autoclosure () -> Rule) throws -> (values: Tensor, indices: Tensor) {
    let flat = values.isContiguous ? values : values.copied()
    let short = rank == 0 ? shape : reducedShape(1 << dim, keepdim: keepdim)
    let result = flat.alias(Layout(short))
    result.record(
      rule(), self, saved: [SavedTensor(input: positions)],
      attributes: RuleAttributes(dims: [dim], shape: shape, flag: keepdim))
    return (result, positions.alias(Layout(short)))
  }

  /// Positions along a dimension, which keeps the size 1.
  private func extremePositions(_ dim: Int, greatest: Bool) -> Tensor {
    if rank == 0 {
      let zero = Tensor.uninitialized([], .int64)
      zero.assign(Scalar.int(0))
      return zero
    }
    if dtype.isOnlyStored { return converted(to: dtype.computing).extremePositions(dim, greatest: greatest) }
    let out = Tensor.uninitialized(reducedShape(1 << dim, keepdim: true), .int64)
    let target = out.pointer.assumingMemoryBound(to: Int.self)
    let (length, step, code, size) = (shape[dim], strides[dim], dtype.code, dtype.itemSize)
    let base = storage.pointer
    var rest = layout
    rest.shape[dim] = 1
    var number = 0
    forEachOffset(rest) { offset in
      let start = base + offset * size
      target[number] = greatest ? nb_argmax(code, length, start, step) : nb_argmin(code, length, start, step)
      number += 1
    }
    return out
  }

  /// `argmax`: over all elements in row-major order, or along a dimension.
  public func argmax(dim: Int? = nil, keepdim: Bool = false) throws -> Tensor {
    try argument(dim, keepdim, "argmax", greatest: true)
  }

  public func argmin(dim: Int? = nil, keepdim: Bool = false) throws -> Tensor {
    try argument(dim, keepdim, "argmin", greatest: false)
  }

  private func argument(_ dim: Int?, _ keepdim: Bool, _ name: String, greatest: Bool) throws -> Tensor {
    if dtype == .bool { throw TensorError.other(.notImplementedError, "\(name)(): does not support bool input") }
    guard let dim else {
      guard elementCount > 0 else { throw TensorError.emptyReduction(operation: name, dimension: nil) }
      let flat = (isContiguous ? self : copied()).alias(Layout([elementCount]))
      flat.layout.offset = isContiguous ? layout.offset : 0
      let position = flat.extremePositions(0, greatest: greatest)
      return position.alias(Layout(keepdim ? Shape(repeating: 1, count: rank) : []))
    }
    let index = try shape.dimension(dim)
    if rank > 0, shape[index] == 0 { throw TensorError.emptyReduction(operation: name, dimension: index) }
    let positions = extremePositions(index, greatest: greatest)
    return rank == 0 ? positions : positions.alias(Layout(reducedShape(1 << index, keepdim: keepdim)))
  }

  /// `cumsum` along a dimension.
  public func cumsum(_ dim: Int, dtype: DType? = nil) throws -> Tensor { try scan(dim, dtype, isSum: true) }

  /// `cumprod` along a dimension.
  public func cumprod(_ dim: Int, dtype: DType? = nil) throws -> Tensor { try scan(dim, dtype, isSum: false) }

  private func scan(_ dim: Int, _ dtype: DType?, isSum: Bool) throws -> Tensor {
    let type = dtype ?? (self.dtype.isFloat ? self.dtype : .int64)
    let index = try shape.dimension(dim)
    let x = try to(type.isFloat ? type.computing : .int64)
    let out = Tensor.uninitialized(shape, x.dtype)
    let (length, step, outStep) = rank == 0 ? (1, 1, 1) : (shape[index], x.strides[index], out.strides[index])
    var (source, target) = (x.layout, out.layout)
    if rank > 0 {
      source.shape[index] = Swift.min(1, length)
      target.shape[index] = Swift.min(1, length)
    }
    let size = x.dtype.itemSize
    let columns = rank == 0 ? 1 : shape.dropFirst(index + 1).reduce(1, &*)
    if columns > 1, x.isContiguous, elementCount > 0 {
      let step = length * columns
      for block in 0..<elementCount / step {
        let (from, to) = (x.pointer + block * step * size, out.pointer + block * step * size)
        if isSum {
          nb_cumsum_rows(x.dtype.code, length, columns, to, from)
        } else {
          nb_cumprod_rows(x.dtype.code, length, columns, to, from)
        }
      }
      return try recorded(out, x, index, type, isSum: isSum)
    }
    var starts: [Int] = []
    forEachOffset(target) { starts.append($0) }
    var number = 0
    forEachOffset(source) { offset in
      let (from, to) = (x.storage.pointer + offset * size, out.pointer + starts[number] * size)
      if isSum {
        nb_cumsum(x.dtype.code, length, to, outStep, from, step)
      } else {
        nb_cumprod(x.dtype.code, length, to, outStep, from, step)
      }
      number += 1
    }
    return try recorded(out, x, index, type, isSum: isSum)
  }

  private func recorded(_ out: Tensor, _ x: Tensor, _ index: Int, _ type: DType, isSum: Bool) throws -> Tensor {
    if isSum {
      out.record(.cumsum, x, attributes: RuleAttributes(dims: [index], shape: shape))
    } else {
      out.record(
        .cumprod, x, saved: [SavedTensor(input: x), SavedTensor(output: out)],
        attributes: RuleAttributes(dims: [index], shape: shape))
    }
    return type == out.dtype ? out : try out.to(type)
  }
}
