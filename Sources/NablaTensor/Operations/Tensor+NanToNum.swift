import CKernels

/// `torch.nan_to_num`: NaN and the infinities replaced, by 0 and the type's greatest numbers where nothing is said.
extension Tensor {
  public func nanToNum(nan: Double = 0, positive: Double? = nil, negative: Double? = nil) throws -> Tensor {
    guard dtype.isFloat else { return try clone() }
    let greatest = dtype.greatestFinite
    let (high, low) = (positive ?? greatest, negative ?? -greatest)
    let result: Tensor
    if dtype.isHalf {
      result = try detach().to(.float32).nanToNum(nan: nan, positive: high, negative: low).to(dtype)
    } else {
      result = Tensor.uninitialized(shape, dtype).inOrder(of: self)
      let nest = LoopNest(shape, result.strides, strides)
      let (so, sx, _, _) = nest.inner
      if dtype == .float32 {
        let x = pointer.assumingMemoryBound(to: Float.self), y = result.pointer.assumingMemoryBound(to: Float.self)
        nest.run { count, o, i, _, _ in nb_nan_to_num_f32(count, y + o, so, x + i, sx, Float(nan), Float(high), Float(low)) }
      } else {
        let x = pointer.assumingMemoryBound(to: Double.self), y = result.pointer.assumingMemoryBound(to: Double.self)
        nest.run { count, o, i, _, _ in nb_nan_to_num_f64(count, y + o, so, x + i, sx, nan, high, low) }
      }
    }
    result.record(.nanToNum, self, saved: [SavedTensor(input: self)])
    return result
  }
}

extension DType {
  /// The greatest number of a type of floats.
  var greatestFinite: Double {
    switch self {
    case .float16: return 65504
    case .bfloat16: return 3.3895313892515355e38
    case .float32: return Double(Float.greatestFiniteMagnitude)
    default: return Double.greatestFiniteMagnitude
    }
  }
}
