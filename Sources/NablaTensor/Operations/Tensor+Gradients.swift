/// Derivatives of sampled functions.
extension Tensor {
  /// `torch.gradient` along one dimension: central differences inside, one-sided ones at the ends.
  ///
  /// - Parameter coordinates: where the samples are; nil: `spacing` apart.
  public func gradient(dim: Int, spacing: Double = 1, coordinates: Tensor? = nil, edgeOrder: Int = 1) throws -> Tensor {
    let axis = try shape.dimension(dim)
    guard edgeOrder == 1 || edgeOrder == 2 else {
      throw TensorError.runtime("torch.gradient only supports edge_order=1 and edge_order=2.")
    }
    guard rank > 0, shape[axis] > edgeOrder else {
      throw TensorError.runtime("torch.gradient expected each dimension size to be at least edge_order+1")
    }
    let size = shape[axis]
    func part(_ start: Int, _ length: Int = 1) throws -> Tensor { try narrow(axis, start, length) }
    let places = try coordinates?.to(dtype.floating).doubles() ?? (0..<size).map { Double($0) * spacing }
    guard places.count == size else {
      throw TensorError.runtime("torch.gradient expected the spacing tensor to have as many elements as the dimension, got "
        + "\(places.count) and \(size)")
    }
    func weights(_ values: [Double]) throws -> Tensor {
      var view = Shape(repeating: 1, count: rank)
      view[axis] = values.count
      return try Tensor(values).to(dtype.floating).reshape(view)
    }
    var pieces: [Tensor] = []
    let inner = size - 2
    if inner > 0 {
      let before = (1...inner).map { places[$0] - places[$0 - 1] }
      let behind = (1...inner).map { places[$0 + 1] - places[$0] }
      let pairs = Array(zip(before, behind))
      let a = try part(0, inner).mul(weights(pairs.map { -$1 / ($0 * ($0 + $1)) }))
      let b = try part(1, inner).mul(weights(pairs.map { ($1 - $0) / ($0 * $1) }))
      let c = try part(2, inner).mul(weights(pairs.map { $0 / ($1 * ($0 + $1)) }))
      pieces = [try a.add(b).add(c)]
    }
    func end(_ order: [Int]) throws -> Tensor {
      let steps = order.dropFirst().map { places[$0] - places[order[0]] }
      if edgeOrder == 1 { return try part(order[1]).sub(part(order[0])).div(steps[0]) }
      let (x, y) = (steps[0], steps[1])
      let first = try part(order[0]).mul(-(x + y) / (x * y))
      let second = try part(order[1]).mul(y / (x * (y - x)))
      return try first.add(second).sub(part(order[2]).mul(x / (y * (y - x))))
    }
    let last = size - 1
    let (front, back) = edgeOrder == 1 ? ([0, 1], [last, last - 1]) : ([0, 1, 2], [last, last - 1, last - 2])
    return try Tensor.cat([end(front)] + pieces + [end(back)], dim: axis)
  }
}

/// Windows for cutting signals into pieces.
extension Tensor {
  public enum Window: String, Sendable {
    case hann, hamming, blackman, bartlett
  }

  /// `torch.hann_window` and its kin; periodic windows leave out the last point of a longer symmetric one.
  public static func window(_ kind: Window, _ length: Int, periodic: Bool = true, alpha: Double = 0.54,
                            beta: Double = 0.46, dtype: DType = .defaultFloat) throws -> Tensor {
    guard dtype.isFloatingPoint else {
      throw TensorError.runtime("\(kind.rawValue)_window expects floating point dtypes, got: torch.\(dtype.name)")
    }
    guard length >= 0 else {
      throw TensorError.runtime("\(kind.rawValue)_window requires non-negative window_length, got window_length=\(length)")
    }
    if length < 2 { return try ones([length], dtype: dtype) }
    try checkAllocation([length], .float64, "window")
    let steps = Double(periodic ? length : length - 1)
    let place = try arange(0, .int(length), dtype: .float64)
    let angle = try place.mul(2 * Double.pi / steps)
    let result: Tensor
    switch kind {
    case .hann: result = try angle.cos().mul(-0.5).add(0.5)
    case .hamming: result = try angle.cos().mul(-beta).add(alpha)
    case .blackman:
      // In the window's own type: its ends are no zeros in float32, in PyTorch neither.
      result = try angle.mul(2).to(dtype).cos().mul(0.08).sub(angle.to(dtype).cos().mul(0.5)).add(0.42)
    case .bartlett: result = try place.mul(2 / steps).sub(1).abs().rsub(1)
    }
    return try result.to(dtype)
  }

  /// `torch.kaiser_window`.
  public static func kaiserWindow(_ length: Int, periodic: Bool = true, beta: Double = 12,
                                  dtype: DType = .defaultFloat) throws -> Tensor {
    guard dtype.isFloatingPoint else {
      throw TensorError.runtime("kaiser_window expects floating point dtypes, got: torch.\(dtype.name)")
    }
    guard length >= 0 else {
      throw TensorError.runtime("kaiser_window requires non-negative window_length, got window_length=\(length)")
    }
    if length < 2 { return try ones([length], dtype: dtype) }
    try checkAllocation([length], .float64, "window")
    let steps = Double(periodic ? length : length - 1)
    let ratio = try arange(0, .int(length), dtype: .float64).mul(2 / steps).sub(1)
    let top = try ratio.square().rsub(1).clamp(min: 0.0).sqrt().mul(beta).i0()
    return try top.div(Tensor.scalar(.float(beta), dtype: .float64).i0()).to(dtype)
  }
}
