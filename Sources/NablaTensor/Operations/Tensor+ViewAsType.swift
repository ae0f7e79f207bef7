/// The same bytes as elements of another type.
extension Tensor {
  /// `view(dtype)`: the last dimension grows or shrinks where the types differ in size.
  public func viewed(as type: DType) throws -> Tensor {
    if type == dtype { return alias(layout) }
    if requiresGrad, !type.isFloatingPoint {
      throw TensorError.runtime("view(dtype): only floating point tensors can require gradients")
    }
    let (own, other) = (dtype.itemSize, type.itemSize)
    var target = layout
    if own > other {
      guard rank > 0 else {
        throw TensorError.runtime("self.dim() cannot be 0 to view \(dtype.scalarTypeName) as \(type.scalarTypeName) (different element sizes)")
      }
      let ratio = own / other
      guard strides[rank - 1] == 1 else {
        throw TensorError.runtime("self.stride(-1) must be 1 to view \(dtype.scalarTypeName) as \(type.scalarTypeName) "
          + "(different element sizes), but got \(strides[rank - 1])")
      }
      target.offset *= ratio
      for index in 0..<(rank - 1) { target.strides[index] *= ratio }
      target.shape[rank - 1] *= ratio
    } else if own < other {
      let ratio = other / own
      guard rank > 0 else {
        throw TensorError.runtime("self.dim() cannot be 0 to view \(dtype.scalarTypeName) as \(type.scalarTypeName) (different element sizes)")
      }
      guard shape[rank - 1] % ratio == 0 else {
        throw TensorError.runtime("self.size(-1) must be divisible by \(ratio) to view \(dtype.scalarTypeName) as "
          + "\(type.scalarTypeName) (different element sizes), but got \(shape[rank - 1])")
      }
      guard layout.offset % ratio == 0, strides[rank - 1] == 1,
        (0..<(rank - 1)).allSatisfy({ strides[$0] % ratio == 0 })
      else {
        throw TensorError.runtime("self.storage_offset() must be divisible by \(ratio) to view \(dtype.scalarTypeName) as "
          + "\(type.scalarTypeName) (different element sizes), but got \(layout.offset)")
      }
      target.offset /= ratio
      for index in 0..<(rank - 1) { target.strides[index] /= ratio }
      target.shape[rank - 1] /= ratio
    }
    let result = Tensor(storage: storage, layout: target, dtype: type)
    return result
  }
}
