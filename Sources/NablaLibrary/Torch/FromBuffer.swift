import NablaTensor
import NablaVM

/// `torch.frombuffer`: a tensor of the numbers that bytes hold.
///
/// On an array of NumPy it looks at the array's own memory; bytes of the language are copied, since they cannot change.
enum FromBuffer {
  static let operation = Operation(
    "frombuffer", "(buffer, *, dtype, count=-1, offset=0, requires_grad=False)", "A tensor of the numbers that bytes hold.",
    .function
  ) { c in
    guard let dtype = try c.dtype(1) else { throw c.wrongType(1, "torch.dtype") }
    let (count, offset) = (try c.int(2), try c.int(3))
    let made: Tensor
    if let array = try NumPyBridge.tensor(c[0]) {
      let flat = try array.reshape([-1])
      let length = flat.elementCount * flat.dtype.itemSize
      let taken = try size(length, count, offset, dtype)
      made = try flat.viewed(as: .uint8).narrow(0, offset, taken * dtype.itemSize).copyUnlessAligned(dtype, offset)
        .viewed(as: dtype).detach()
    } else if let bytes = c[0].as(BytesObject.self)?.bytes {
      let taken = try size(bytes.count, count, offset, dtype)
      made = try Tensor.empty([taken], dtype: dtype)
      bytes[offset..<(offset + taken * dtype.itemSize)].withUnsafeBytes { source in
        if let base = source.baseAddress { made.pointer.copyMemory(from: base, byteCount: source.count) }
      }
    } else {
      throw c.failure(.valueError, "object does not implement Python buffer protocol.")
    }
    if try c.bool(4) { try made.setRequiresGrad(true) }
    return TensorObject.value(made)
  }

  /// How many elements there are to take.
  private static func size(_ length: Int, _ count: Int, _ offset: Int, _ dtype: DType) throws -> Int {
    let item = dtype.itemSize
    guard length > 0, count != 0 else {
      throw Raised(.valueError, "both buffer length (\(length)) and count (\(count)) must not be 0")
    }
    guard offset >= 0, offset < length else {
      throw Raised(.valueError, "offset (\(offset) bytes) must be non-negative and no greater than buffer length (\(length) "
        + "bytes) minus 1")
    }
    let left = length - offset
    if count < 0 {
      guard left % item == 0 else {
        throw Raised(.valueError, "buffer length (\(left) bytes) after offset (\(offset) bytes) must be a multiple of element size "
          + "(\(item))")
      }
      return left / item
    }
    let (bytes, isTooLarge) = count.multipliedReportingOverflow(by: item)
    guard !isTooLarge, bytes <= left else {
      throw Raised(.valueError, "requested buffer length (\(count) * \(item) bytes) after offset (\(offset) bytes) must not be "
        + "greater than actual buffer length (\(length) bytes)")
    }
    return count
  }
}

extension Tensor {
  /// Elements that do not begin at a multiple of their size cannot be looked at in place.
  fileprivate func copyUnlessAligned(_ dtype: DType, _ offset: Int) throws -> Tensor {
    offset % dtype.itemSize == 0 && storageOffset % dtype.itemSize == 0 ? self : try clone()
  }
}
