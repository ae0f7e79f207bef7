import NablaTensor
import NablaVM

/// `out=`: the result of a function written into a tensor that is there, or several into a tuple of them.
enum OutForm {
  /// The functions of `torch` that take it.
  static let names: Set<String> = Set(
    """
    abs absolute acos acosh add addbmm addcdiv addcmul addmm addmv addr alias_copy all amax amin aminmax angle any \
    as_strided_copy chain_matmul detach_copy diagonal_copy expand_copy frobenius_norm hardshrink nuclear_norm orgqr \
    permute_copy select_copy slice_copy slice_scatter split_with_sizes_copy squeeze_copy t_copy threshold transpose_copy \
    triangular_solve unbind_copy unfold_copy unsqueeze_copy view_copy arange arccos arccosh \
    arcsin arcsinh arctan arctan2 arctanh argmax argmin argsort asin asinh atan atan2 atanh baddbmm bernoulli bitwise_and \
    bitwise_left_shift bitwise_not bitwise_or bitwise_right_shift bitwise_xor bmm bucketize cat ceil cholesky_inverse \
    cholesky_solve clamp clamp_max clamp_min clip column_stack concat concatenate conj_physical copysign cos cosh cross \
    cummax cummin cumprod cumsum deg2rad diag diff digamma div divide dot dstack empty eq erf erfc erfinv exp exp2 expm1 \
    eye fix float_power floor floor_divide fmax fmin fmod frac frexp full gather gcd ge geqrf ger greater greater_equal gt \
    heaviside histc histogram hstack hypot i0 igamma igammac index_add index_copy index_reduce index_select inner inverse \
    isin isneginf isposinf kron kthvalue lcm ldexp le lerp less less_equal lgamma linspace log log10 log1p log2 \
    log_softmax logaddexp logaddexp2 logcumsumexp logical_and logical_not logical_or logical_xor logit logspace logsumexp \
    lt lu_solve lu_unpack masked_select matmul matrix_power max maximum mean median min minimum mm mode msort mul \
    multinomial multiply mv mvlgamma nan_to_num nanmean nanmedian nanquantile nansum narrow_copy ne neg negative nextafter \
    nonzero nonzero_static norm normal not_equal ones outer polygamma pow prod quantile rad2deg rand randint randn \
    randperm range reciprocal remainder renorm round row_stack rsqrt scatter scatter_add scatter_reduce searchsorted sgn \
    sigmoid sign signbit sin sinc sinh slogdet softmax sort split_copy sqrt square stack std sub subtract sum svd take \
    take_along_dim tan tanh tensordot topk tril triu true_divide trunc var vdot vstack where xlogy zeros
    """.split(separator: " ").map(String.init))

  /// The functions of `torch` that write into their first argument.
  static let inPlaceNames: Set<String> = Set(
    """
    abs acos acosh addmv arccos arccosh arcsin arcsinh arctan arctanh asin asinh atan atanh ceil clamp clamp_max clamp_min \
    clip conj_physical cos cosh deg2rad erf erfc exp exp2 expm1 fix floor frac gcd i0 lcm ldexp log log10 log1p log2 logit \
    nan_to_num neg negative rad2deg reciprocal relu round rsqrt sigmoid sin sinc sinh sqrt square tan tanh trunc xlogy
    """.split(separator: " ").map(String.init))

  /// Functions that make their result in the type of `out`.
  private static let making: Set<String> = [
    "arange", "empty", "eye", "full", "linspace", "logspace", "ones", "randperm", "range", "zeros", "cumsum", "cumprod", "eq",
    "ge", "greater", "greater_equal", "gt", "le", "less", "less_equal", "lt", "ne", "not_equal", "logical_and", "logical_not",
    "logical_or", "logical_xor",
  ]

  /// Functions whose result keeps its type: `out` must have it.
  private static let strict: Set<String> = Set(
    """
    addmm baddbmm bmm diag gather index_add index_copy index_reduce inverse log_softmax matmul mm msort mv norm renorm \
    scatter scatter_add scatter_reduce softmax take_along_dim tril triu argmax argmin isin
    """.split(separator: " ").map(String.init))

  /// Functions of one operand that keep its type, which word it another way.
  private static let sameType: Set<String> = [
    "abs", "absolute", "ceil", "conj_physical", "fix", "floor", "frac", "lerp", "neg", "negative", "round", "sgn", "sign",
    "trunc",
  ]

  private static let joining: Set<String> = [
    "cat", "column_stack", "concat", "concatenate", "dstack", "hstack", "row_stack", "stack", "vstack",
  ]

  /// - Throws: PyTorch's words where the type of `out` does not suit.
  private static func checkType(_ target: DType, _ made: DType, _ name: String) throws {
    guard target != made else { return }
    if strict.contains(name) {
      throw TensorError.runtime("Expected out tensor to have dtype \(made.cTypeName), but got \(target.cTypeName) instead")
    }
    if sameType.contains(name) {
      throw TensorError.runtime("Found dtype \(target.scalarTypeName) but expected \(made.scalarTypeName)")
    }
    switch name {
    case "amax", "amin":
      throw TensorError.runtime(
        "\(name)(): Expected the dtype for input and out to match, but got \(made.scalarTypeName) for input's dtype and "
          + "\(target.scalarTypeName) for out's dtype.")
    case "index_select": throw TensorError.runtime("index_select(): self and result must have the same scalar type")
    case "where":
      throw TensorError.runtime("Expected out type to be \(made.scalarTypeName) but got \(target.scalarTypeName)")
    case "dot", "vdot":
      throw TensorError.runtime(
        "result dtype \(target.scalarTypeName) does not match input dtype \(made.scalarTypeName)")
    case "signbit", "isposinf", "isneginf":
      throw TensorError.runtime("\(name) does not support non-boolean outputs.")
    case "all", "any":
      if target != .uint8 {
        throw TensorError.runtime("\(name) only supports bool tensor for result, got: \(target.scalarTypeName)")
      }
    case "nansum", "nanmean":
      if made.isFloat, !target.isFloat { throw TensorError.notImplemented(kernel: "nansum_cpu", dtype: target) }
    default:
      if joining.contains(name), !made.canStore(in: target) {
        throw TensorError.other(
          .typeError, "torch.cat(): input types can't be cast to the desired output type \(target.scalarTypeName)")
      }
      if name == "mean", !made.canStore(in: target) {
        throw TensorError.runtime("mean.dtype_out(): input types can't be cast to the desired output type \(target.scalarTypeName)")
      }
    }
  }

  /// Functions that compute in the type of `out` where it is not the input's.
  private static let computing: Set<String> = ["sum", "prod", "cumsum", "cumprod"]

  /// The result of a call, computed in the type of what was given for `out` where that is how PyTorch does it.
  static func result(_ call: Call, _ slot: Int, _ body: Operation.Body) throws -> Value {
    if let words = TorchCalls.words(call) { throw Raised(.typeError, words) }
    if let target = TensorObject.from(call[slot])?.tensor, computing.contains(call.operation.name), call.isTensor(0),
      try call.tensor(0).dtype != target.dtype, !call.isGiven(slot - 1)
    {
      return try call.with(first: call.tensor(0).to(target.dtype)) { try write(body($0), call, slot) }
    }
    return try write(body(call), call, slot)
  }

  /// The signature with `out` behind everything else.
  static func signature(_ signature: String) -> String {
    let inside = signature.dropLast()
    return inside + (inside.contains("*") ? "" : ", *") + ", out=None)"
  }

  /// Writes a result into what was given for `out`, which is returned in its place.
  static func write(_ result: Value, _ call: Call, _ slot: Int) throws -> Value {
    if let target = TensorObject.from(call[slot]) {
      guard let made = TensorObject.from(result) else { throw call.wrongOut(slot, "tuple of Tensors") }
      try fill(target.tensor, made.tensor, call)
      return call[slot]
    }
    guard call.isSequence(slot), let parts = result.as(TupleObject.self) else { throw call.wrongOut(slot, "Tensor") }
    let targets = try call.tensors(slot)
    guard targets.count == parts.items.count else {
      throw call.failure(
        .typeError, "\(call.operation.name)(): expected a tuple of \(parts.items.count) elements for argument 'out', got "
          + "\(targets.count)")
    }
    for (target, item) in zip(targets, parts.items) {
      guard let made = TensorObject.from(item)?.tensor else { continue }
      if target.dtype != made.dtype {
        throw TensorError.runtime(
          "Expected out tensor to have dtype \(made.dtype.cTypeName), but got \(target.dtype.cTypeName) instead")
      }
      try fill(target, made, call)
    }
    return NamedResult.retyped(parts, targets)
  }

  private static func fill(_ target: Tensor, _ made: Tensor, _ call: Call) throws {
    let name = call.operation.name
    var made = made
    if name == "clamp" || name == "clip", !call.isTensor(1), !call.isTensor(2), target.dtype != made.dtype {
      throw TensorError.runtime("Found dtype \(target.dtype.scalarTypeName) but expected \(made.dtype.scalarTypeName)")
    }
    if making.contains(name) { made = try made.to(target.dtype) } else { try checkType(target.dtype, made.dtype, name) }
    // `arange` fills what has as many elements in their shape.
    if name == "arange", made.elementCount == target.elementCount { made = try made.reshape(target.shape) }
    if GradMode.isEnabled, target.requiresGrad || made.requiresGrad {
      _ = try target.becomeResult(made, of: call.operation.name)
    }
    let before = try GradMode.disabled { try target.becomeResult(made.detach(), of: call.operation.name) }
    guard let before else { return }
    Warnings.say(
      "An output with one or more elements was resized since it had shape \(before), which does not match the required "
        + "output shape \(made.shape). This behavior is deprecated, and in a future PyTorch release outputs will not be "
        + "resized unless they have zero elements. You can explicitly reuse an out tensor t by resizing it, inplace, to "
        + "zero elements with t.resize_(0).", call.vm)
  }
}

extension Call {
  func wrongOut(_ slot: Int, _ wanted: String) -> Raised {
    failure(.typeError, "\(operation.name)(): argument 'out' must be \(wanted), not \(vm.typeName(of: self[slot]))")
  }
}
