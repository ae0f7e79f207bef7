import NablaTensor
import NablaVM

/// The attributes of tensors that are computed.
enum TensorProperties {
  static let all: [NativeProperty] = layout + autograd + views

  private static func tensor(_ object: Object) -> Tensor {
    unsafeDowncast(object, to: TensorObject.self).tensor
  }

  private static func read(
    _ name: String, _ summary: String, _ get: @escaping (Tensor) throws -> Value
  ) -> NativeProperty {
    NativeProperty(name, summary) { object, _ in
      guard object is TensorObject else { return .none }
      return try TensorErrors.translate { try get(tensor(object)) }
    }
  }

  private static let layout: [NativeProperty] = [
    read("shape", "The sizes of the dimensions.") { SizeObject.value($0.shape) },
    read("dtype", "The type of the elements.") { DTypeObject.value($0.dtype) },
    read("device", "Where the tensor is.") { _ in .object(DeviceObject.cpu) },
    read("layout", "How the elements lie in memory.") { _ in .object(LayoutObject.strided) },
    read("ndim", "The number of dimensions.") { .int($0.rank) },
    read("itemsize", "The bytes an element takes.") { .int($0.dtype.itemSize) },
    read("nbytes", "The bytes all elements take.") { .int($0.elementCount * $0.dtype.itemSize) },
    read("is_cpu", "Whether the tensor is in main memory: always.") { _ in .bool(true) },
    read("is_meta", "Whether the tensor has no elements: never.") { _ in .bool(false) },
    read("is_mps", "Whether the tensor is on a GPU: never.") { _ in .bool(false) },
    read("is_xpu", "Whether the tensor is on a GPU: never.") { _ in .bool(false) },
    read("is_mkldnn", "Whether the tensor has a layout of its own: never.") { _ in .bool(false) },
    read("is_nested", "Whether the tensor is a list of tensors: never.") { _ in .bool(false) },
    read("is_sparse_csr", "Whether the tensor is sparse: never.") { _ in .bool(false) },
    read("output_nr", "Which result of its operation the tensor is.") { .int($0.outputNumber) },
    read("name", "None.") { _ in .none },
    read("is_cuda", "Whether the tensor is on a GPU: never.") { _ in .bool(false) },
    read("is_sparse", "Whether the tensor is sparse: never.") { _ in .bool(false) },
    read("is_quantized", "Whether the tensor is quantised: never.") { _ in .bool(false) },
    read("_version", "How many in-place writes the memory has seen.") {
      if $0.isInference { throw TensorError.runtime("Inference tensors do not track version counter.") }
      return .int($0.version)
    },
  ]

  private static let autograd: [NativeProperty] = [
    NativeProperty("grad", "The gradient of the last backward passes, summed.", set: { object, value, vm in
      guard let target = (object as? TensorObject)?.tensor else { return }
      if value.isNone { return try TensorErrors.translate { try target.setGrad(nil) } }
      guard let gradient = TensorObject.from(value)?.tensor else {
        throw Raised(.typeError, "assigned grad expected to be a Tensor or None but got grad of type '\(vm.typeName(of: value))'")
      }
      try TensorErrors.translate { try target.setGrad(gradient) }
    }) { object, vm in
      guard let target = (object as? TensorObject)?.tensor else { return .none }
      if !target.isLeaf, !target.retainsGrad, target.grad == nil { NonLeafGradient.warn(target, vm) }
      return TensorObject.value(target.grad)
    },
    NativeProperty("requires_grad", "Whether gradients flow to this tensor.", set: { object, value, vm in
      guard let target = (object as? TensorObject)?.tensor else { return }
      let mode = try vm.truth(value)
      try TensorErrors.translate { _ = try target.setRequiresGrad(mode, for: .property) }
    }) { object, _ in .bool((object as? TensorObject)?.tensor.requiresGrad ?? false) },
    read("is_leaf", "Whether no recorded operation made the tensor.") { .bool($0.isLeaf || !$0.requiresGrad) },
    read("retains_grad", "Whether the gradient of a result is kept.") { .bool(!$0.isLeaf && $0.retainsGrad) },
    read("grad_fn", "The operation that made the tensor.") { tensor in
      tensor.gradFn.map { .object(GradFnObject($0)) } ?? .none
    },
    NativeProperty("data", "The same elements without history.", set: { object, value, vm in
      guard let target = (object as? TensorObject)?.tensor else { return }
      guard let source = TensorObject.from(value)?.tensor else {
        throw Raised(.typeError, "Variable data has to be a tensor, but got \(vm.typeName(of: value))")
      }
      target.setData(source)
    }) { object, _ in
      (object as? TensorObject).map { TensorObject.value($0.tensor.detach()) } ?? .none
    },
    read("_base", "The tensor that this one is a view of.") { TensorObject.value($0.base) },
  ]

  private static let views: [NativeProperty] = [
    read("T", "The dimensions in reverse order.") { tensor in
      TensorObject.value(try tensor.permute((0..<tensor.rank).reversed()))
    },
    read("mT", "The last two dimensions swapped.") { tensor in
      if tensor.rank == 0 { return TensorObject.value(tensor) }
      guard tensor.rank >= 2 else {
        throw TensorError.runtime(
          "tensor.mT is only supported on matrices or batches of matrices. Got \(tensor.rank)-D tensor.")
      }
      return TensorObject.value(try tensor.transpose(-2, -1))
    },
    read("mH", "The last two dimensions swapped.") { tensor in
      if tensor.rank == 0 { return TensorObject.value(tensor) }
      guard tensor.rank >= 2 else {
        throw TensorError.runtime(
          "tensor.mH is only supported on matrices or batches of matrices. Got \(tensor.rank)-D tensor.")
      }
      return TensorObject.value(try tensor.transpose(-2, -1))
    },
    read("imag", "Fails: there are no complex tensors.") { _ in
      throw TensorError.other(.typeError, "imag is not implemented for tensors with non-complex dtypes.")
    },
    read("H", "The transpose of a matrix.") { tensor in
      if tensor.rank == 0 { return TensorObject.value(tensor) }
      guard tensor.rank == 2 else {
        throw TensorError.runtime("tensor.H is only supported on matrices (2-D tensors). Got \(tensor.rank)-D tensor."
          + (tensor.rank > 2 ? " For batches of matrices, consider using tensor.mH" : ""))
      }
      return TensorObject.value(try tensor.transpose(0, 1))
    },
    read("real", "The tensor itself: there are no complex tensors.") { TensorObject.value($0) },
  ]
}

/// `torch.strided`.
final class LayoutObject: Object {
  /// Held here: an object does not hold its class.
  static let layoutType = TypeObject(NativeType("layout", module: "torch"))
  static let strided = LayoutObject(type: layoutType)
  override func repr(_ vm: Interpreter) throws -> String { "torch.strided" }
}

/// Reading `.grad` of a result that keeps none is a mistake more often than not.
enum NonLeafGradient {
  static func warn(_ tensor: Tensor, _ vm: Interpreter) {
    guard tensor.requiresGrad else { return }
    Warnings.say(
      "The .grad attribute of a Tensor that is not a leaf Tensor is being accessed. Its .grad attribute won't be "
        + "populated during autograd.backward(). If you indeed want the .grad field to be populated for a non-leaf "
        + "Tensor, use .retain_grad() on the non-leaf Tensor. If you access the non-leaf Tensor by mistake, make sure "
        + "you access the leaf Tensor instead. See github.com/pytorch/pytorch/pull/30531 for more informations.", vm)
  }
}
