import NablaTensor
import NablaVM

/// Functions of `torch` that are no operations on tensors.
enum TorchFunctions {
  static var all: [Native] { making + seeding + settings + SettingsFunctions.all + questions }

  private static var making: [Native] {
    [
      Operation("tensor", "(data, *, dtype=None, device=None, requires_grad=False, pin_memory=False)",
                "A tensor of numbers in nested lists; always a copy.", .function) { c in
        try c.device(2)
        if try c.bool(4) { throw DeviceErrors.noDriver }
        if c.isTensor(0) {
          Warnings.say(
            "To copy construct from a tensor, it is recommended to use sourceTensor.detach().clone() or "
              + "sourceTensor.detach().clone().requires_grad_(True), rather than torch.tensor(sourceTensor).", c.vm)
        }
        let made = try TensorLiteral.make(c[0], dtype: c.dtype(1), c.vm)
        if try c.bool(3) { try made.setRequiresGrad(true, for: .making) }
        return TensorObject.value(made)
      },
      Operation("as_tensor", "(data, dtype=None, device=None)", "A tensor of data, the same one where it can be.",
                .function, asTensor),
      Operation("asarray", "(data, dtype=None, device=None)", "A tensor of data, the same one where it can be.",
                .function, asTensor),
      Operation("from_numpy", "(ndarray)", "A tensor on the memory of an array of NumPy.", .function) { c in
        guard let tensor = try NumPyBridge.tensor(c[0]) else {
          throw Raised(.typeError, "expected np.ndarray (got \(c.vm.typeName(of: c[0])))")
        }
        return TensorObject.value(tensor)
      },
      FromBuffer.operation,
      Operation(
        "from_file", "(filename, shared=None, size=0, *, dtype=None, layout=None, device=None, pin_memory=False)",
        "A tensor of the numbers in a file.", .function
      ) { c in
        TensorObject.value(
          try MappedFiles.tensor(c.text(0), count: c.int(2), dtype: c.dtype(3) ?? .defaultFloat))
      },
    ].map { $0.function() }
  }

  private static func asTensor(_ c: Call) throws -> Value {
    try c.device(2)
    let dtype = try c.dtype(1)
    if c.isTensor(0) {
      let tensor = try c.tensor(0)
      return TensorObject.value(try dtype.map { try tensor.to($0) } ?? tensor)
    }
    if let tensor = try NumPyBridge.tensor(c[0]) {
      return TensorObject.value(try dtype.map { try tensor.to($0) } ?? tensor)
    }
    return TensorObject.value(try TensorLiteral.make(c[0], dtype: dtype, c.vm))
  }

  static var seeding: [Native] {
    [
      Native("manual_seed", "(seed)", "Starts the random stream that belongs to a number.") { arguments, vm in
        Generator.global.manualSeed(try arguments.int(0, vm))
        return .object(RandomGeneratorObject.standard)
      },
      Native("seed", "()", "Starts a random stream nobody can foresee.") { _, _ in
        let seed = Int.random(in: 0...Int.max)
        Generator.global.manualSeed(seed)
        return .int(seed)
      },
      Native("initial_seed", "()", "The number the random stream was started with.") { _, _ in
        .int(Int(truncatingIfNeeded: Generator.global.initialSeed))
      },
      Native("get_rng_state", "()", "The state of the random stream.") { _, _ in
        let bytes = Generator.global.state()
        return try TensorErrors.translate {
          TensorObject.value(try Tensor(bytes.map { Int($0) }).to(.uint8))
        }
      },
      Native("set_rng_state", "(new_state)", "Sets the state of the random stream.") { arguments, vm in
        guard let state = TensorObject.from(arguments[0])?.tensor, state.dtype == .uint8 else {
          throw Raised(.typeError, "expected a torch.ByteTensor, but got \(vm.typeName(of: arguments[0]))")
        }
        try TensorErrors.translate {
          try Generator.global.setState(state.integers().map { UInt8(truncatingIfNeeded: $0) })
        }
        return .none
      },
    ]
  }

  private static var settings: [Native] {
    [
      Native("get_num_threads", "()", "How many threads operations use.") { _, _ in .int(numThreads) },
      Native("set_num_threads", "(num)", "Sets how many threads operations use.") { arguments, vm in
        let count = try arguments.int(0, vm)
        guard count > 0 else { throw Raised(.runtimeError, "set_num_threads expects a positive integer") }
        numThreads = count
        return .none
      },
      Native("get_num_interop_threads", "()", "1.") { _, _ in .int(1) },
      Native("set_num_interop_threads", "(num)", "Accepted and without effect.") { _, _ in .none },
      Native("get_default_dtype", "()", "The type of floats that come without one.") { _, _ in
        DTypeObject.value(.defaultFloat)
      },
      Native("set_default_dtype", "(d)", "Sets the type of floats that come without one.") { arguments, vm in
        guard let dtype = arguments[0].as(DTypeObject.self)?.dtype else {
          throw Raised(.typeError, "invalid dtype object: only floating-point types are supported as the default type")
        }
        guard dtype.isFloat else {
          throw Raised(.typeError, "only floating-point types are supported as the default type")
        }
        DType.defaultFloat = dtype
        return .none
      },
      Native(
        "set_printoptions",
        "(precision=None, threshold=None, edgeitems=None, linewidth=None, profile=None, sci_mode=None)",
        "How tensors print.", printOptions),
    ]
  }

  private static func printOptions(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    var options = PrintOptions.current
    if !arguments.isAbsent(4) {
      options = PrintOptions()
      switch try arguments.string(4, vm) {
      case "short": (options.precision, options.edgeItems) = (2, 2)
      case "full": options.threshold = Int.max
      default: break
      }
    }
    if let precision = try arguments.optionalInt(0, vm) { options.precision = min(max(precision, 0), 100) }
    if !arguments.isAbsent(1) {
      let threshold = try arguments.double(1, vm)
      options.threshold = threshold < 1e15 ? Int(threshold) : Int.max
    }
    if let items = try arguments.optionalInt(2, vm) { options.edgeItems = max(items, 1) }
    if let width = try arguments.optionalInt(3, vm) { options.lineWidth = max(width, 1) }
    // Left out it is `None`: each call decides anew.
    options.sciMode = arguments.isAbsent(5) ? nil : try arguments.bool(5, vm)
    PrintOptions.current = options
    return .none
  }

  private static func dtype(_ value: Value, _ name: String, _ vm: Interpreter) throws -> DType {
    guard let dtype = value.as(DTypeObject.self)?.dtype else {
      throw Raised(.typeError, "\(name)(): argument must be torch.dtype, not \(vm.typeName(of: value))")
    }
    return dtype
  }

  private static var questions: [Native] {
    [
      Native("is_tensor", "(obj)", "Whether an object is a tensor.") { arguments, _ in
        .bool(TensorObject.from(arguments[0]) != nil)
      },
      Native("can_cast", "(from_, to)", "Whether results of one type may be stored in another.") { arguments, vm in
        let (from, to) = try (dtype(arguments[0], "can_cast", vm), dtype(arguments[1], "can_cast", vm))
        return .bool(from.canStore(in: to))
      },
      Native("promote_types", "(type1, type2)", "The smallest type that holds both.") { arguments, vm in
        DTypeObject.value(
          DType.promote(try dtype(arguments[0], "promote_types", vm), try dtype(arguments[1], "promote_types", vm)))
      },
      Native("is_storage", "(obj)", "Whether an object is a storage: there are none.") { _, _ in .bool(false) },
      Native("typename", "(obj)", "The name of the type of an object.") { arguments, vm in
        guard let tensor = TensorObject.from(arguments[0])?.tensor else {
          return .string(vm.typeName(of: arguments[0]))
        }
        return .string(tensor.dtype.tensorTypeName)
      },
      Native("is_grad_enabled", "()", "Whether operations are recorded.") { _, _ in .bool(GradMode.isEnabled) },
      Native("is_inference_mode_enabled", "()", "Whether inference mode is on.") { _, _ in .bool(InferenceMode.isEnabled) },
      Native("is_anomaly_enabled", "()", "Whether backward passes look for NaNs.") { _, _ in .bool(Anomaly.isDetected) },
      Native("is_anomaly_check_nan_enabled", "()", "Whether a NaN ends a backward pass.") { _, _ in
        .bool(Anomaly.checksNaN)
      },
      Native("finfo", "(type=None)", "The limits of a floating point type.") { arguments, _ in
        .object(try LimitsObject.floating(arguments[0]))
      },
      Native("iinfo", "(type)", "The limits of a whole number type.") { arguments, _ in
        .object(try LimitsObject.integer(arguments[0]))
      },
      Native("result_type", "(tensor1, tensor2)", "The type two operands are promoted to.") { arguments, vm in
        guard let a = Arithmetic.operand(arguments[0]), let b = Arithmetic.operand(arguments[1]) else {
          throw Raised(.typeError, "result_type(): arguments must be Tensors or numbers")
        }
        switch (a, b) {
        case (.tensor(let x), .tensor(let y)): return DTypeObject.value(DType.result(x, y))
        case (.tensor(let x), .scalar(let y)), (.scalar(let y), .tensor(let x)):
          return DTypeObject.value(DType.result(x, y))
        case (.scalar(let x), .scalar(let y)): return DTypeObject.value(DType.promote(x.dtype, y.dtype))
        }
      },
      Native("broadcast_shapes", "(*shapes)", "The shape that shapes are stretched to.") { arguments, vm in
        let tensors = try vm.array(arguments[0]).map { value -> Tensor in
          let sizes = try vm.array(value).map { try vm.int($0) }
          return try TensorErrors.translate { try Tensor.scalar(0).expand(Shape(checking: sizes)) }
        }
        return try TensorErrors.translate {
          guard let first = try Tensor.broadcast(tensors).first else { return SizeObject.value(Shape()) }
          return SizeObject.value(first.shape)
        }
      },
    ]
  }
}
