import NablaTensor

enum Attention {
  /// softmax(query @ keyᵀ · scale + mask) @ value
  static func scaledDotProduct(
    query: Tensor, key: Tensor, value: Tensor, mask: Tensor?, dropout: Double, isCausal: Bool, scale: Double?
  ) throws -> Tensor {
    guard query.rank >= 2, key.rank >= 2, value.rank >= 2 else {
      throw TensorError.runtime("scaled_dot_product_attention: inputs must have at least 2 dimensions")
    }
    let factor = scale ?? 1 / Double(max(query.shape[query.rank - 1], 1)).squareRoot()
    var scores = try query.mul(factor).matmul(key.transpose(-2, -1))
    if isCausal {
      let allowed = try Tensor.ones([query.shape[query.rank - 2], key.shape[key.rank - 2]], dtype: .bool).tril()
      scores = try scores.maskedFill(allowed.logicalNot(), .float(-.infinity))
    }
    if let mask {
      scores = mask.dtype == .bool
        ? try scores.maskedFill(mask.logicalNot(), .float(-.infinity)) : try scores.add(mask)
    }
    var weights = try scores.softmax(dim: -1)
    if dropout > 0 { weights = try Dropouts.elements(weights, p: dropout, training: true) }
    return try weights.matmul(value)
  }
}
