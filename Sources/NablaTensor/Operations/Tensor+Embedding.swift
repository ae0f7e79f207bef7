import CKernels

/// Tables of vectors.
extension Tensor {
  /// The rows of this table that `indices` names: `F.embedding`.
  ///
  /// - Shapes: table `[rows, size]`, indices `[…]`; output `[…, size]`.
  /// - Parameter paddingIndex: a row whose gradient stays zero.
  /// - Throws: an index beyond the table, naming it and its place.
  public func embedding(_ indices: Tensor, paddingIndex: Int? = nil) throws -> Tensor {
    guard rank == 2 else { throw TensorError.runtime("'weight' must be 2-D") }
    guard indices.dtype == .int64 || indices.dtype == .int32 else {
      throw TensorError.runtime("Expected tensor for argument #1 'indices' to have one of the following scalar types: "
        + "Long, Int; but got \(indices.dtype.tensorTypeName) instead (while checking arguments for embedding)",
        fix: "`.long()`")
    }
    let (rows, size) = (shape[0], shape[1])
    let places = try GradMode.disabled { try indices.to(.int64).contiguous() }
    let positions = UnsafePointer(places.pointer.assumingMemoryBound(to: Int64.self))
    let count = places.elementCount
    for index in 0..<count where positions[index] < 0 || positions[index] >= Int64(rows) {
      throw TensorError.other(
        .indexError, "index out of range in self",
        detail: ["index \(positions[index]) at position \(index); the table has \(rows) rows (0 to \(rows - 1))"],
        fix: positions[index] == Int64(rows) ? "make the table one row longer: indices start at 0" : nil)
    }
    var outputShape = indices.shape
    guard outputShape.count < Shape.maxRank else { throw TensorError.tooManyDimensions(outputShape.count + 1) }
    outputShape.append(size)
    try Tensor.checkAllocation(outputShape, dtype, "embedding")
    let table = try GradMode.disabled { try contiguous() }
    let result = Tensor.uninitialized(outputShape, dtype)
    let bytes = size * dtype.itemSize
    let (to, from) = (result.pointer, table.pointer)
    parallelFor(count, grain: Swift.max((1 << 16) / Swift.max(bytes, 1), 1)) { range in
      for index in range {
        (to + index * bytes).copyMemory(from: from + Int(positions[index]) * bytes, byteCount: bytes)
      }
    }
    withExtendedLifetime(places) {}
    let (tableShape, type) = (shape, dtype)
    let skipped = paddingIndex.map { $0 < 0 ? $0 + rows : $0 }
    Autograd.record("EmbeddingBackward0", inputs: [self], outputs: [result]) { _, gradients in
      guard let gradient = gradients[0] else { return [nil] }
      try Tensor.refuseSecondDerivative("embedding_backward", gradient)
      let computing = type.computing
      let outer = try gradient.to(computing).contiguous()
      let answer = try Tensor.zeros(tableShape, dtype: computing)
      let bytes = size * computing.itemSize
      let positions = UnsafePointer(places.pointer.assumingMemoryBound(to: Int64.self))
      for index in 0..<count where Int(positions[index]) != skipped {
        nabla_accumulate(
          computing.real, answer.pointer + Int(positions[index]) * bytes, outer.pointer + index * bytes, size)
      }
      return [try answer.to(type)]
    }
    return result
  }
}
