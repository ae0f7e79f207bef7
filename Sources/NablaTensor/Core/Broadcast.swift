/// Broadcasting: shapes are aligned at their last dimensions, and a dimension of size 1 stretches.
extension Shape {
  /// The common shape of two operands.
  static func broadcast(_ a: Shape, _ b: Shape) throws -> Shape {
    if a == b { return a }
    var result = a.count >= b.count ? a : b
    let shift = a.count - b.count
    // From the last dimension: where several disagree, that one is named.
    for index in (0..<result.count).reversed() {
      let x = shift >= 0 ? index : index + shift
      let y = shift >= 0 ? index - shift : index
      let left = x >= 0 ? a[x] : 1
      let right = y >= 0 ? b[y] : 1
      if left == right || right == 1 {
        result[index] = left
      } else if left == 1 {
        result[index] = right
      } else {
        throw TensorError.broadcast(a, b, a: left, b: right, dimension: index)
      }
    }
    return result
  }

  /// Whether a tensor of shape `smaller` can be broadcast to this shape.
  public func isBroadcast(of smaller: Shape) -> Bool {
    guard smaller.count <= count else { return false }
    let shift = count - smaller.count
    for index in 0..<smaller.count where smaller[index] != 1 && smaller[index] != self[index + shift] { return false }
    return true
  }
}

extension Layout {
  /// The steps with which this layout is read as if it had the shape `target`: 0 where it is stretched.
  func strides(broadcastTo target: Shape) -> Shape {
    if shape == target { return strides }
    var result = Shape(repeating: 0, count: target.count)
    let shift = target.count - shape.count
    for index in 0..<shape.count where shape[index] != 1 || target[index + shift] == 1 {
      result[index + shift] = strides[index]
    }
    return result
  }
}
