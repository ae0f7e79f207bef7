import CKernels

/// A row of numbers, one a channel, in the type of the tensor they belong to: mean, scale and their kin.
///
/// The few numbers per channel are computed in double precision and rounded where PyTorch rounds them: a sum, product,
/// quotient or root of two floats taken in double precision and rounded to a float is the float operation's own result.
struct ChannelValues {
  let tensor: Tensor

  init(count: Int, _ dtype: DType) { tensor = Tensor.uninitialized([count], dtype) }

  init(_ values: [Double], _ dtype: DType) {
    self.init(count: values.count, dtype)
    write(values)
  }

  var pointer: UnsafeMutableRawPointer { tensor.pointer }

  func write(_ values: [Double]) { ChannelValues.write(values, to: tensor) }

  var doubles: [Double] { ChannelValues.read(tensor) }

  /// The elements of a one-dimensional float tensor, contiguous or not.
  static func read(_ tensor: Tensor) -> [Double] {
    let count = tensor.elementCount
    let step = tensor.rank == 0 ? 1 : tensor.strides[tensor.rank - 1]
    if tensor.dtype == .float64 {
      let from = tensor.pointer.assumingMemoryBound(to: Double.self)
      return (0..<count).map { from[$0 * step] }
    }
    let from = tensor.pointer.assumingMemoryBound(to: Float.self)
    return (0..<count).map { Double(from[$0 * step]) }
  }

  static func write(_ values: [Double], to tensor: Tensor) {
    let step = tensor.rank == 0 ? 1 : tensor.strides[tensor.rank - 1]
    if tensor.dtype == .float64 {
      let to = tensor.pointer.assumingMemoryBound(to: Double.self)
      for (index, value) in values.enumerated() { to[index * step] = value }
    } else {
      let to = tensor.pointer.assumingMemoryBound(to: Float.self)
      for (index, value) in values.enumerated() { to[index * step] = Float(value) }
    }
  }
}

extension DType {
  /// A number as an element of this floating-point type holds it.
  func rounded(_ value: Double) -> Double { self == .float64 ? value : Double(Float(value)) }
}
