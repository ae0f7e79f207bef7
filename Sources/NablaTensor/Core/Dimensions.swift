/// Dimensions as programs name them: negative ones count from the end.
extension Shape {
  /// The dimension `dim` of a tensor of this rank, non-negative. A scalar takes 0 and -1, as in PyTorch.
  func dimension(_ dim: Int) throws -> Int {
    let limit = Swift.max(count, 1)
    guard dim >= -limit, dim < limit else { throw TensorError.dimensionOutOfRange(dim, rank: count) }
    return dim < 0 ? dim + limit : dim
  }

  /// A set of dimensions as bits; nil or none means all.
  func dimensionMask(_ dims: [Int]?) throws -> UInt32 {
    guard let dims, !dims.isEmpty else { return UInt32((1 << count) - 1) }
    var mask: UInt32 = 0
    for dim in dims {
      let index = try dimension(dim)
      guard mask & (1 << index) == 0 else { throw TensorError.repeatedDimension(index) }
      mask |= 1 << index
    }
    return count == 0 ? 0 : mask
  }
}
