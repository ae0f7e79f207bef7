import CKernels

/// Memory for the length of one call, from the pool that tensors use.
///
/// Safe on any thread. The contents are whatever was there before.
@inline(__always)
func withScratch<Result>(byteCount: Int, _ body: (UnsafeMutableRawPointer) throws -> Result) rethrows -> Result {
  let (pointer, sizeClass) = MemoryPool.shared.allocate(max(byteCount, 1))
  defer { MemoryPool.shared.free(pointer, sizeClass: sizeClass) }
  return try body(pointer)
}

extension DType {
  /// The element type as the kernels number it. Only the floating-point types have layer kernels.
  var real: nabla_real { rawValue }
}
