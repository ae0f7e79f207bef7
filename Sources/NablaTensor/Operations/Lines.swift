/// A tensor read along one dimension, line by line.
///
/// For operations that need every element of a line at once and compare or count rather than calculate: elements are
/// doubles or 64-bit integers, which hold those of every type, in contiguous memory with the dimension last.
struct Lines {
  let axis: Int
  /// The shape with the dimension last.
  let shape: Shape
  let length: Int
  let count: Int
  let isFloat: Bool
  private let values: Tensor

  init(_ tensor: Tensor, _ axis: Int) throws {
    self.axis = axis
    isFloat = tensor.dtype.isFloat
    let moved = tensor.rank == 0 ? tensor : try GradMode.disabled { try tensor.detach().movedim([axis], [-1]) }
    shape = moved.shape
    length = shape.last ?? 1
    count = length == 0 ? 0 : shape.elementCount / length
    values = moved.converted(to: isFloat ? .float64 : .int64)
  }

  func floats(_ line: Int) -> UnsafeBufferPointer<Double> {
    UnsafeBufferPointer(start: values.pointer.assumingMemoryBound(to: Double.self) + line * length, count: length)
  }

  func integers(_ line: Int) -> UnsafeBufferPointer<Int> {
    UnsafeBufferPointer(start: values.pointer.assumingMemoryBound(to: Int.self) + line * length, count: length)
  }

  /// A position for each element, from `body`, in the tensor's own order of dimensions.
  func positions(_ body: (_ line: Int, _ out: UnsafeMutablePointer<Int>) -> Void) throws -> Tensor {
    let result = Tensor.uninitialized(shape, .int64)
    let target = result.pointer.assumingMemoryBound(to: Int.self)
    for line in 0..<count { body(line, target + line * length) }
    return try restored(result)
  }

  /// A position for each line; the dimension stays with size 1.
  func position(_ body: (_ line: Int) -> Int) throws -> Tensor {
    var short = shape
    if short.count > 0 { short[short.count - 1] = 1 }
    let result = Tensor.uninitialized(short, .int64)
    let target = result.pointer.assumingMemoryBound(to: Int.self)
    for line in 0..<short.elementCount { target[line] = body(line) }
    return try restored(result)
  }

  private func restored(_ tensor: Tensor) throws -> Tensor {
    if shape.isEmpty { return tensor }
    return try GradMode.disabled { try tensor.movedim([-1], [axis]).contiguous().detach() }
  }
}
