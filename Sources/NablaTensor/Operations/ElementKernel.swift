import CKernels

/// Loops over whole tensors, spread over the pool.
enum ElementKernel {
  /// Elements below which a loop stays on one thread: a few µs of work.
  static let grain = 1 << 15

  /// Calls `body` for pieces of `count` elements, giving the offset in bytes and the number of elements.
  @inline(__always)
  static func forEachPiece(_ count: Int, _ dtype: DType, _ body: (_ byteOffset: Int, _ count: Int) -> Void) {
    parallelFor(count, grain: grain) { body($0.lowerBound * dtype.itemSize, $0.count) }
  }

  /// `out[i] = kernel(in[i])`
  static func map(
    _ input: Tensor, _ kernel: (nabla_real, UnsafeMutableRawPointer, UnsafeRawPointer, Int) -> Void
  ) throws -> Tensor {
    // Dense elements are taken in the order of memory, whatever the order of dimensions.
    let isDense = input.isContiguous || input.layout.isDense
    let source = isDense ? input : try input.contiguous()
    let result = Tensor.uninitialized(source.shape, source.dtype)
    if isDense { result.layout.strides = source.strides }
    let (to, from, dtype) = (result.pointer, UnsafeRawPointer(source.pointer), source.dtype)
    forEachPiece(result.elementCount, dtype) { offset, count in
      kernel(dtype.real, to + offset, from + offset, count)
    }
    return result
  }

  /// `out[i] = kernel(a[i], b[i])` of two tensors of one shape and type.
  static func zip(
    _ a: Tensor, _ b: Tensor,
    _ kernel: (nabla_real, UnsafeMutableRawPointer, UnsafeRawPointer, UnsafeRawPointer, Int) -> Void
  ) throws -> Tensor {
    let isDense = a.strides == b.strides && a.layout.isDense
    let (first, second) = isDense ? (a, b) : (try a.contiguous(), try b.contiguous())
    let result = Tensor.uninitialized(first.shape, first.dtype)
    if isDense { result.layout.strides = first.strides }
    let (to, x, y, dtype) =
      (result.pointer, UnsafeRawPointer(first.pointer), UnsafeRawPointer(second.pointer), first.dtype)
    forEachPiece(result.elementCount, dtype) { offset, count in
      kernel(dtype.real, to + offset, x + offset, y + offset, count)
    }
    return result
  }
}

extension Tensor {
  /// - Throws: PyTorch's words for a type its kernel was not written for.
  func requireFloating(_ kernel: String) throws {
    guard dtype.isFloatingPoint else { throw TensorError.notImplemented(kernel: kernel, dtype: dtype) }
  }

  /// What a backward pass that has no derivative of its own says when it is to be recorded (`create_graph=True`).
  static func refuseSecondDerivative(_ function: String, _ inputs: Tensor?...) throws {
    if GradMode.isEnabled, inputs.contains(where: { $0?.requiresGrad ?? false }) {
      throw TensorError.runtime(
        "derivative for \(function) is not implemented", detail: ["a gradient of its gradient was asked for"],
        fix: "leave `create_graph=True` out, or use operations that can be differentiated twice")
    }
  }
}
