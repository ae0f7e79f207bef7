/// The order in which a tensor's dimensions lie in memory, for copies that keep it (`torch.preserve_format`).
extension Layout {
  /// The same shape without gaps, its dimensions in the same order in memory.
  ///
  /// Dimensions without a step of their own (stretched ones) keep their place; of equal steps the smaller size lies
  /// inside.
  var withoutGaps: Layout {
    if isContiguous { return Layout(shape) }
    var order = Array((0..<rank).reversed())
    func comes(_ a: Int, before b: Int) -> Int {
      let (x, y) = (strides[a], strides[b])
      if x == 0 || y == 0 { return 0 }
      if x != y { return x < y ? -1 : 1 }
      return shape[a] > shape[b] ? 1 : 0
    }
    for start in 1..<Swift.max(rank, 1) where start < rank {
      var place = start
      for other in (0..<start).reversed() {
        let comparison = comes(order[other], before: order[place])
        if comparison > 0 {
          order.swapAt(other, place)
          place = other
        } else if comparison < 0 {
          break
        }
      }
    }
    var result = Layout(shape)
    var step = 1
    for dim in order {
      result.strides[dim] = step
      step = step.multipliedReportingOverflow(by: shape[dim]).partialValue
    }
    return result
  }
}

extension Tensor {
  /// `torch.clone`: a copy in the same order in memory.
  public func clonePreservingOrder() throws -> Tensor {
    if isContiguous || shape.contains(0) { return try clone() }
    let result = Tensor.uninitialized(shape, dtype)
    result.layout = layout.withoutGaps
    result.assign(self)
    result.record(.clone, self)
    return result
  }

  /// This fresh tensor of one number in the order in memory of another of its shape.
  public func inOrder(of other: Tensor) -> Tensor {
    if !other.isContiguous, other.shape == shape, !shape.contains(0) { layout = other.layout.withoutGaps }
    return self
  }
}
