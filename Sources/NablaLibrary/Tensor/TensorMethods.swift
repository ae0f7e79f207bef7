import NablaTensor
import NablaVM

/// The methods of `torch.Tensor`: those of the operation tables, and those that only make sense as methods.
enum TensorMethods {
  static var all: [Native] {
    var natives: [Native] = []
    for operation in Operations.all + CreationOperations.table {
      if operation.forms.contains(.method) { natives.append(operation.method()) }
      if operation.forms.contains(.functional), Operations.layerMethods.contains(operation.name) {
        natives.append(operation.method())
      }
      if operation.forms.contains(.inPlace) { natives.append(operation.inPlaceMethod()) }
    }
    for operation in table { natives.append(operation.method()) }
    return natives + InPlaceMethods.all + dunders
  }

  static let table: [Operation] = numbers + layout + types + autograd

  private static let numbers: [Operation] = [
    Operation("item", "(input)", "The one element as a number.", .method) { c in
      TensorObject.number(try c.tensor(0).item())
    },
    Operation("tolist", "(input)", "The elements as nested lists of numbers.", .method) { c in
      NestedLists.make(try c.tensor(0))
    },
    Operation("numpy", "(input, *, force=False)", "The elements as an array of NumPy, on the same memory.", .method) { c in
      try NumPyBridge.array(c.tensor(0), force: c.bool(1))
    },
    Operation("numel", "(input)", "The number of elements.", .both) { c in .int(try c.tensor(0).elementCount) },
    Operation("nelement", "(input)", "The number of elements.", .method) { c in .int(try c.tensor(0).elementCount) },
    Operation("is_nonzero", "(input)", "Whether the one element is nonzero.", .both) { c in
      let x = try c.tensor(0)
      if x.elementCount > 1 { throw TensorError.runtime("Boolean value of Tensor with more than one value is ambiguous") }
      return .bool(try x.item().bool)
    },
  ]

  private static let layout: [Operation] = [
    Operation("size", "(input, dim=None)", "The sizes of the dimensions, or of one.", .method) { c in
      let tensor = try c.tensor(0)
      guard let dim = try c.optionalInt(1) else { return SizeObject.value(tensor.shape) }
      let index = dim < 0 ? dim + tensor.rank : dim
      guard index >= 0, index < tensor.rank else { throw TensorError.dimensionOutOfRange(dim, rank: tensor.rank) }
      return .int(tensor.shape[index])
    },
    Operation("stride", "(input, dim=None)", "The steps between neighbours in memory.", .method) { c in
      let tensor = try c.tensor(0)
      guard let dim = try c.optionalInt(1) else { return .tuple(tensor.strides.map { .int($0) }) }
      let index = dim < 0 ? dim + tensor.rank : dim
      guard index >= 0, index < tensor.rank else { throw TensorError.dimensionOutOfRange(dim, rank: tensor.rank) }
      return .int(tensor.strides[index])
    },
    Operation("storage_offset", "(input)", "Where the first element lies in its memory.", .method) { c in
      .int(try c.tensor(0).storageOffset)
    },
    Operation("dim", "(input)", "The number of dimensions.", .method) { c in .int(try c.tensor(0).rank) },
    Operation("ndimension", "(input)", "The number of dimensions.", .method) { c in .int(try c.tensor(0).rank) },
    Operation("is_contiguous", "(input, *, memory_format=None)", "Whether the elements are in order in memory.", .method)
    { c in .bool(try c.tensor(0).isContiguous) },
    Operation("element_size", "(input)", "The bytes an element takes.", .method) { c in
      .int(try c.tensor(0).dtype.itemSize)
    },
    Operation("data_ptr", "(input)", "The address of the first element.", .method) { c in
      .int(Int(bitPattern: try c.tensor(0).pointer))
    },
    Operation("is_floating_point", "(input)", "Whether the elements are floating point numbers.", .both) { c in
      .bool(try c.tensor(0).dtype.isFloat)
    },
    Operation("is_signed", "(input)", "Whether the type has negative numbers.", .both) { c in
      let dtype = try c.tensor(0).dtype
      return .bool(dtype != .bool && dtype != .uint8)
    },
    Operation("is_same_size", "(input, other)", "Whether both have the same shape.", .both) { c in
      .bool(try c.tensor(0).shape == c.tensor(1).shape)
    },
    Operation("is_set_to", "(input, tensor)", "Whether both look at the same elements.", .method) { c in
      let (a, b) = (try c.tensor(0), try c.tensor(1))
      return .bool(a.pointer == b.pointer && a.shape == b.shape && a.strides == b.strides)
    },
    Operation("is_inference", "(input)", "Whether the tensor was made in inference mode.", .both) { c in
      .bool(try c.tensor(0).isInference)
    },
    Operation("is_conj", "(input)", "Whether the tensor is conjugated: never.", .both) { _ in .bool(false) },
    Operation("is_neg", "(input)", "Whether the tensor is negated lazily: never.", .both) { _ in .bool(false) },
    Operation("is_pinned", "(input, device=None)", "Whether the memory is pinned: never.", .method) { _ in .bool(false) },
    Operation("is_distributed", "(input)", "Whether the tensor is distributed: never.", .both) { _ in .bool(false) },
    Operation("dim_order", "(input)", "The dimensions from the outermost in memory inwards.", .method) { c in
      let steps = try c.tensor(0).strides
      return .tuple((0..<steps.count).sorted { steps[$0] != steps[$1] ? steps[$0] > steps[$1] : $0 < $1 }.map { .int($0) })
    },
    Operation("is_complex", "(input)", "Whether the elements are complex: never.", .both) { _ in .bool(false) },
    Operation("is_shared", "(input)", "Whether share_memory_() was called: there is one process.", .method) { c in
      .bool(try c.tensor(0).storage.isShared)
    },
    Operation("get_device", "(input)", "-1: the CPU.", .method) { _ in .int(-1) },
    Operation("share_memory_", "(input)", "The tensor itself: there is one process.", .method) { c in
      try c.tensor(0).storage.isShared = true
      return c[0]
    },
    Operation("pin_memory", "(input, device=None)", "Fails: there is no GPU to copy to.", .method) { _ in
      throw DeviceErrors.noDriver
    },
  ]

  private static let types: [Operation] = [
    .tensor("to", "(input, *args, dtype=None, device=None, non_blocking=False, copy=False, memory_format=None)",
            "The tensor with another type of elements.", .method) { c in
      var dtype = try c.dtype(2)
      try c.device(3)
      for value in c[1].as(TupleObject.self)?.items ?? [] {
        // A number names a GPU.
        if case .int = value { throw DeviceErrors.noDriver }
        guard case .object(let object) = value else { continue }
        if let named = object as? DTypeObject { dtype = named.dtype } else if let other = object as? TensorObject {
          dtype = other.tensor.dtype
        } else if let type = object as? TypeObject, let named = DTypeObject.ofPythonType(type) {
          dtype = named
        } else {
          try DeviceObject.check(value, c.vm)
        }
      }
      let tensor = try c.tensor(0)
      let result = try dtype.map { try tensor.to($0) } ?? tensor
      return try c.bool(5) && result === tensor ? try tensor.clone() : result
    },
    Operation("type", "(input, dtype=None)", "The name of the type, or the tensor converted to one.", .method) { c in
      guard c.isGiven(1) else { return .string(try c.tensor(0).dtype.tensorTypeName) }
      if c.isText(1) {
        let name = try c.text(1)
        if name.hasPrefix("torch.cuda.") { throw DeviceErrors.noDriver }
        guard let dtype = DType.allCases.first(where: { $0.tensorTypeName == name || "torch.\($0.name)" == name }) else {
          throw Raised(.valueError, "invalid type: '\(name)'")
        }
        return TensorObject.value(try c.tensor(0).to(dtype))
      }
      if let type = c[1].as(TypeObject.self), let dtype = TypedTensors.dtype(of: type) {
        return TensorObject.value(try c.tensor(0).to(dtype))
      }
      return TensorObject.value(try c.tensor(0).to(c.dtype(1) ?? c.tensor(0).dtype))
    },
    .tensor("type_as", "(input, other)", "The tensor with the type of another.", .method) { c in
      try c.tensor(0).to(c.tensor(1).dtype)
    },
    .unary("float", "The elements as float32.", .method) { try $0.to(.float32) },
    .unary("double", "The elements as float64.", .method) { try $0.to(.float64) },
    .unary("long", "The elements as int64.", .method) { try $0.to(.int64) },
    .unary("int", "The elements as int32.", .method) { try $0.to(.int32) },
    .unary("byte", "The elements as uint8.", .method) { try $0.to(.uint8) },
    .unary("half", "The elements as float16.", .method) { try $0.to(.float16) },
    .unary("bfloat16", "The elements as bfloat16.", .method) { try $0.to(.bfloat16) },
    .unary("short", "The elements as int16.", .method) { try $0.to(.int16) },
    .unary("char", "The elements as int8.", .method) { try $0.to(.int8) },
    .unary("bool", "Whether the elements are nonzero.", .method) { try $0.to(.bool) },
    Operation("cpu", "(input, memory_format=None)", "The tensor itself: there is one device.", .method) { c in c[0] },
    Operation("cuda", "(input, device=None, non_blocking=False, memory_format=None)", "Fails: there is one device.",
              .method) { _ in throw DeviceErrors.noDriver },
    Operation("xpu", "(input, device=None, non_blocking=False, memory_format=None)", "Fails: there is one device.",
              .method) { _ in throw DeviceErrors.absent("xpu") },
    .tensor("new_tensor", "(input, data, *, dtype=None, device=None, requires_grad=False, pin_memory=False)",
            "A tensor of data with the type of this one.", .method) { c in
      try c.device(3)
      if try c.bool(5) { throw DeviceErrors.noDriver }
      let made = try TensorLiteral.make(c[1], dtype: c.dtype(2) ?? c.tensor(0).dtype, c.vm)
      return try c.bool(4) ? made.setRequiresGrad(true) : made
    },
  ]

  private static let autograd: [Operation] = [
    Operation("backward", "(input, gradient=None, retain_graph=None, create_graph=False, inputs=None)",
              "Computes the gradients of the leaves this tensor was made from.", .method) { c in
      let retain: Bool? = c.isGiven(2) ? try c.bool(2) : nil
      try TrainingHints.willGoBackward(c)
      try c.tensor(0).backward(
        gradient: c.optionalTensor(1), retainGraph: retain, createGraph: c.bool(3),
        inputs: c.isGiven(4) ? (c.isTensor(4) ? [c.tensor(4)] : c.tensors(4)) : nil)
      return .none
    },
    .tensor("detach", "(input)", "The same elements without history.", .both) { c in try c.tensor(0).detach() },
    Operation("detach_", "(input)", "Cuts the tensor off its history.", .method) { c in
      try c.tensor(0).detachInPlace()
      return c[0]
    },
    Operation("requires_grad_", "(input, requires_grad=True)", "Switches gradients of a leaf.", .method) { c in
      try c.tensor(0).setRequiresGrad(c.bool(1))
      return c[0]
    },
    Operation("retain_grad", "(input)", "Keeps the gradient of a result.", .method) { c in
      try c.tensor(0).retainGrad()
      return .none
    },
    Operation("register_hook", "(input, hook)", "Calls a function with the gradient, which it may replace.", .method) { c in
      let tensor = try c.tensor(0)
      let (function, vm) = (c[1], c.vm)
      let number = try tensor.registerHook { gradient in
        let answer = try vm.call(function, [TensorObject.value(gradient)])
        return TensorObject.from(answer)?.tensor
      }
      return .object(HookHandle { [weak tensor] in tensor?.removeHook(number) })
    },
    Operation("register_post_accumulate_grad_hook", "(input, hook)",
              "Calls a function with the leaf each time a gradient was added to it.", .method) { c in
      let tensor = try c.tensor(0)
      let (function, vm) = (c[1], c.vm)
      let number = try tensor.registerAccumulatedHook { _ = try vm.call(function, [TensorObject.value($0)]) }
      return .object(HookHandle { [weak tensor] in tensor?.removeHook(number) })
    },
  ]

  private static let dunders: [Native] = [
    Native("__reversed__", "(self)", "The first dimension in reverse order.") { arguments, vm in
      let object = try arguments.receiver(TensorObject.self, vm)
      return try TensorErrors.translate {
        object.tensor.rank == 0 ? .object(object) : TensorObject.value(try object.tensor.flip([0]))
      }
    },
    Native("__abs__", "(self)", "The absolute values.") { arguments, vm in
      let object = try arguments.receiver(TensorObject.self, vm)
      return try TensorErrors.translate { TensorObject.value(try object.tensor.abs()) }
    },
    Native("__deepcopy__", "(self, memo)", "A copy without history.") { arguments, vm in
      let object = try arguments.receiver(TensorObject.self, vm)
      return try TensorErrors.translate { TensorObject.value(try Copies.deep(object.tensor)) }
    },
    Native("__array__", "(self, dtype=None)", "The elements as an array of NumPy.") { arguments, vm in
      try TensorErrors.translate { try NumPyBridge.array(arguments.receiver(TensorObject.self, vm).tensor, force: false) }
    },
  ]
}

enum Copies {
  /// As `copy.deepcopy` copies a tensor: its own memory, the same type, parameter or not.
  static func deep(_ tensor: Tensor) throws -> Tensor {
    guard tensor.isLeaf else {
      throw Raised(
        .runtimeError,
        "Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol at the moment.  If "
          + "you were attempting to deepcopy a module, this may be because of a torch.nn.utils.weight_norm usage, see "
          + "https://github.com/pytorch/pytorch/pull/103001")
    }
    let copy = try GradMode.disabled { try tensor.detach().clone() }
    copy.isParameter = tensor.isParameter
    if tensor.requiresGrad { try copy.setRequiresGrad(true) }
    if let gradient = tensor.grad { try copy.setGrad(GradMode.disabled { try gradient.detach().clone() }) }
    return copy
  }
}

/// `tolist()`.
enum NestedLists {
  static func make(_ tensor: Tensor) -> Value {
    let dense = tensor
    return build(dense, 0, 0)
  }

  private static func build(_ tensor: Tensor, _ dim: Int, _ offset: Int) -> Value {
    guard dim < tensor.rank else { return element(tensor, offset) }
    let step = tensor.strides[dim]
    return .list((0..<tensor.shape[dim]).map { build(tensor, dim + 1, offset + $0 * step) })
  }

  private static func element(_ tensor: Tensor, _ offset: Int) -> Value {
    let place = tensor.pointer + offset * tensor.dtype.itemSize
    switch tensor.dtype {
    case .float32: return .float(Double(place.loadUnaligned(as: Float.self)))
    case .float64: return .float(place.loadUnaligned(as: Double.self))
    case .int64: return .int(Int(place.loadUnaligned(as: Int64.self)))
    case .int32: return .int(Int(place.loadUnaligned(as: Int32.self)))
    case .uint8: return .int(Int(place.loadUnaligned(as: UInt8.self)))
    case .bool: return .bool(place.loadUnaligned(as: UInt8.self) != 0)
    case .int8: return .int(Int(place.loadUnaligned(as: Int8.self)))
    case .int16: return .int(Int(place.loadUnaligned(as: Int16.self)))
    case .float16, .bfloat16: return .float(Double(Tensor.loadHalf(tensor.dtype, at: place)))
    }
  }
}
