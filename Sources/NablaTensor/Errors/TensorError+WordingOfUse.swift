/// The words of errors about values, indices, in-place writes and gradients.
extension TensorError {
  var indexReport: ErrorReport? {
    switch self {
    case .notOneElement(let count):
      return ErrorReport(.runtimeError, "a Tensor with \(count) elements cannot be converted to Scalar",
                         fix: count > 1 ? "`.mean().item()` or `.sum().item()` of it, or `.tolist()`" : nil)
    case .ambiguousTruth(let count):
      let what = count == 0 ? "no values" : "more than one value"
      return ErrorReport(.runtimeError, "Boolean value of Tensor with \(what) is ambiguous",
                         fix: "`.any()` or `.all()` says which is meant")
    case .emptyReduction(let operation, let dimension):
      if let dimension {
        return ErrorReport(.indexError, "\(operation)(): Expected reduction dim \(dimension) to have non-zero size.")
      }
      let extra = operation.hasPrefix("arg") ? "" : " Specify the reduction dim with the 'dim' argument."
      return ErrorReport(
        operation.hasPrefix("arg") ? .indexError : .runtimeError,
        "\(operation)(): Expected reduction dim to be specified for input.numel() == 0.\(extra)")
    case .clampWithoutBounds:
      return ErrorReport(.runtimeError, "torch.clamp: At least one of 'min' or 'max' must not be None")
    case .tooManyIndices(let rank): return ErrorReport(.indexError, "too many indices for tensor of dimension \(rank)")
    case .indexOutOfBounds(let index, let dimension, let size):
      return ErrorReport(
        .indexError, "index \(index) is out of bounds for dimension \(dimension) with size \(size)",
        detail: size > 0 ? ["indices there go from 0 to \(size - 1), or from -\(size) to -1"] : [])
    case .indexOfScalar:
      return ErrorReport(
        .indexError, "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to "
          + "convert a 0-dim tensor to a number")
    case .indexType:
      return ErrorReport(
        .indexError, "tensors used as indices must be long, int, byte or bool tensors", fix: "`.long()`")
    case .maskShape(let mask, let at, let indexed, let dimension):
      return ErrorReport(
        .indexError, "The shape of the mask \(mask) at index \(at) does not match the shape of the indexed tensor "
          + "\(indexed) at index \(dimension)")
    case .indexShapes(let shapes):
      return ErrorReport(
        .indexError, "shape mismatch: indexing tensors could not be broadcast together with shapes "
          + shapes.map(\.description).joined(separator: ", "))
    case .sliceStep(let step):
      return step == 0
        ? ErrorReport(.valueError, "slice step cannot be zero")
        : ErrorReport(.valueError, "step must be greater than zero", fix: "`.flip(dim)` reverses")
    case .gatherRank:
      return ErrorReport(.runtimeError, "Index tensor must have the same number of dimensions as input tensor")
    case .gatherType(let operation):
      return ErrorReport(.runtimeError, "\(operation)(): Expected dtype int32/int64 for index", fix: "`.long()`")
    case .gatherOutOfBounds(let index, let dimension, let size):
      return ErrorReport(
        .runtimeError, "index \(index) is out of bounds for dimension \(dimension) with size \(size)")
    case .gatherSize(let index, let place, let dimension, let input):
      return ErrorReport(
        .runtimeError,
        "Size does not match at dimension \(place) expected index \(index) to be no larger than self "
          + "\(input) apart from dimension \(dimension)")
    case .selectedOutOfRange(let index, let size):
      return ErrorReport(.indexError, "index out of range in self",
                         detail: ["index \(index), size \(size)"])
    case .topkRange(let k, let size):
      return ErrorReport(
        .runtimeError, "selected index k out of range", detail: ["k is \(k), the dimension has \(size)"])
    case .setItem(let value, let target):
      return ErrorReport(
        .runtimeError, "shape mismatch: value tensor of shape \(value) cannot be broadcast to indexing result of shape "
          + "\(target)")
    case .arangeStep(let isZero):
      return ErrorReport(
        .runtimeError, isZero ? "step must be nonzero" : "upper bound and lower bound inconsistent with step sign")
    case .ragged(let expected, let dimension, let got):
      return ErrorReport(
        .valueError, "expected sequence of length \(expected) at dim \(dimension) (got \(got))",
        fix: "rows of a tensor all have the same length")
    default: return nil
    }
  }

  var inPlaceReport: ErrorReport? {
    switch self {
    case .inPlaceShape(let output, let broadcast):
      return ErrorReport(
        .runtimeError, "output with shape \(output) doesn't match the broadcast shape \(broadcast)",
        fix: "an in-place operation cannot grow its tensor; use the form without the underscore")
    case .inPlaceOverlap:
      return ErrorReport(
        .runtimeError,
        "unsupported operation: more than one element of the written-to tensor refers to a single memory "
          + "location. Please clone() the tensor before performing the operation.")
    case .leafInPlace(let isView):
      return ErrorReport(
        .runtimeError, "\(isView ? "a view of a" : "a") leaf Variable that requires grad is being used in an in-place "
          + "operation.", fix: "update parameters inside `with torch.no_grad():`")
    case .noGradViewInPlace:
      return ErrorReport(
        .runtimeError, "A view was created in no_grad mode and is being modified inplace with grad mode enabled. Given "
          + "that this use case is ambiguous and error-prone, it is forbidden. You can clarify your code by moving "
          + "both the view and the inplace either both inside the no_grad block (if you don't want the inplace to be "
          + "tracked) or both outside (if you want the inplace to be tracked).")
    case .multiViewInPlace(let function, let output):
      return ErrorReport(
        .runtimeError,
        "Output \(output) of \(function) is a view and is being modified inplace. This view is the output "
          + "of a function that returns multiple views. Such functions do not allow the output views to be modified "
          + "inplace. You should replace the inplace operation by an out-of-place one.")
    default: return nil
    }
  }

  var autogradReport: ErrorReport? {
    switch self {
    case .savedTensorModified(let type, let shape, let producer, let output, let version, let expected, _, _):
      var origin = ""
      if let producer { origin = ", which is output \(output) of \(TensorError.withoutBackward(producer))," }
      return ErrorReport(
        .runtimeError,
        "one of the variables needed for gradient computation has been modified by an inplace operation: "
          + "[\(type) \(shape)]\(origin) is at version \(version); expected version \(expected) instead. Hint: enable "
          + "anomaly detection to find the operation that failed to compute its gradient, with "
          + "torch.autograd.set_detect_anomaly(True, check_nan=False).",
        fix: "use the form without the underscore (`b = b + 1` in place of `b += 1`) on what is needed later")
    case .graphFreed:
      return ErrorReport(
        .runtimeError,
        "Trying to backward through the graph a second time (or directly access saved tensors after they "
          + "have already been freed). Saved intermediate values of the graph are freed when you call .backward() or "
          + "autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if "
          + "you need to access saved tensors after calling backward.",
        fix: "a value kept from an earlier iteration leads back into its graph: `.detach()` it there")
    case .invalidGradient(let function, let input, let got, let expected):
      return ErrorReport(
        .runtimeError, "Function \(function) returned an invalid gradient at index \(input) - got \(got) but expected "
          + "shape compatible with \(expected)")
    case .assignedGradient(let expected, let got):
      return ErrorReport(
        .runtimeError, "attempting to assign a gradient of size '\(got)' to a tensor of size '\(expected)'. Please "
          + "ensure that the gradient and the tensor are the same size")
    case .assignedGradientType(let expected, let got):
      return ErrorReport(
        .runtimeError, "attempting to assign a gradient with dtype '\(got.cTypeName)' to a tensor with grad_dtype "
          + "'\(expected.scalarTypeName)'. The gradient must match the tensor's grad_dtype (defaults to the tensor's "
          + "dtype). You can set the tensor's grad_dtype attribute with a specific dtype, or None to allow any dtype. "
          + "Set grad_dtype with caution. Diverging the dtypes of a tensor and its gradient may break downstream systems "
          + "that assume they match.")
    case .requiresGradOfNonLeaf:
      return ErrorReport(
        .runtimeError, "you can only change requires_grad flags of leaf variables. If you want to use a computed "
          + "variable in a subgraph that doesn't require differentiation use var_no_grad = var.detach().")
    case .gradOfIntegers(let request):
      return ErrorReport(
        .runtimeError, request.message, fix: request == .making ? "`dtype=torch.float32`, or floats as values" : "`.float()`")
    case .detachOfView:
      return ErrorReport(
        .runtimeError, "Can't detach views in-place. Use detach() instead. If you are using DistributedDataParallel "
          + "(DDP) for training, and gradient_as_bucket_view is set as True, gradients are views of DDP buckets, and "
          + "hence detach_() cannot be called on these gradients. To fix this error, please refer to the "
          + "Optimizer.zero_grad() function in torch/optim/optimizer.py as the solution.")
    case .retainGradWithoutGrad:
      return ErrorReport(.runtimeError, "can't retain_grad on Tensor that has requires_grad=False")
    case .hookWithoutGrad:
      return ErrorReport(.runtimeError, "cannot register a hook on a tensor that doesn't require gradient")
    case .emptyInputs: return ErrorReport(.runtimeError, "`inputs` argument to `backward()` cannot be empty.")
    case .gradWithoutInputs: return ErrorReport(.runtimeError, "`inputs` argument to `grad()` cannot be empty.")
    default: return nil
    }
  }

  var restReport: ErrorReport {
    switch self {
    case .inputWithoutGrad:
      return ErrorReport(.runtimeError, "One of the differentiated Tensors does not require grad")
    case .unusedInput(let index):
      return ErrorReport(
        .runtimeError, "The differentiated Tensor at index \(index) appears to not have been used in the graph. Set "
          + "allow_unused=True if this is the desired behavior.")
    case .gradientCount(let tensors, let gradients):
      return ErrorReport(.runtimeError, "got \(tensors) tensors and \(gradients) gradients")
    case .implicitGradient(let shape):
      return ErrorReport(
        .runtimeError, "grad can be implicitly created only for scalar outputs",
        detail: ["the tensor has shape \(shape.tupleDescription)"], fix: "reduce it first: `x.mean().backward()`")
    case .mismatchedGradient(let index, let gradient, let output):
      return ErrorReport(
        .runtimeError, "Mismatch in shape: grad_output[\(index)] has a shape of torch.Size(\(gradient)) and "
          + "output[\(index)] has a shape of torch.Size(\(output)).")
    case .noGradientPath(let index):
      return ErrorReport(
        .runtimeError, "element \(index) of tensors does not require grad and does not have a grad_fn",
        fix: "no tensor it was computed from requires a gradient, or `no_grad`, `.detach()`, `.item()` or an integer "
          + "result such as `argmax` cut the way")
    case .randomRange(let from, let to):
      return ErrorReport(
        .runtimeError, "random_ expects 'from' to be less than 'to', but got from=\(from) >= to=\(to)")
    case .randomParameter(let message): return ErrorReport(.runtimeError, message)
    case .other(let exception, let message, let detail, let fix):
      return ErrorReport(exception, message, detail: detail, fix: fix)
    default: return ErrorReport(.runtimeError, "invalid operands")
    }
  }

  /// `ExpBackward0` as PyTorch names it in messages: `Exp`.
  public static func withoutBackward(_ name: String) -> String {
    guard name.hasSuffix("0") || name.hasSuffix("1") || name.hasSuffix("2") else { return name }
    let stem = name.dropLast()
    return stem.hasSuffix("Backward") ? String(stem.dropLast(8)) : name
  }
}
