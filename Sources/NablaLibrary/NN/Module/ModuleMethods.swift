import NablaTensor
import NablaVM

/// The methods of `torch.nn.Module`.
enum ModuleMethods {
  static func receiver(_ arguments: Arguments, _ vm: Interpreter) throws -> NNModuleObject {
    try arguments.receiver(NNModuleObject.self, vm)
  }

  static var lifecycle: [Native] {
    [
      Native.raw("__init__", "(self)", "Makes the registries that parameters and submodules are put in.") { arguments, vm in
        let module = try receiver(arguments, vm)
        guard arguments.count == 1, arguments.keywords.isEmpty else {
          let name = module.type.name
          if let keyword = arguments.keywords.first {
            throw Raised(.typeError, "\(name).__init__() got an unexpected keyword argument '\(keyword.text)'")
          }
          throw Raised(
            .typeError, "\(name).__init__() takes 1 positional argument but \(arguments.count) were given")
        }
        module.isInitialized = true
        return .none
      },
      Native.raw("__call__", "(self, *args, **kwargs)", "Runs the hooks and forward().") { arguments, vm in
        let module = try receiver(arguments, vm)
        return try module.call(
          Arguments(base: arguments.base + 1, count: arguments.count - 1, keywords: arguments.keywords), vm)
      },
      Native("__getattr__", "(self, name)", "Looks in the registries.") { arguments, vm in
        let module = try receiver(arguments, vm)
        let name = try arguments.string(1, vm)
        if let found = module.registered(Name(name)) { return found }
        throw vm.noAttribute(.object(module), Name(name))
      },
      Native("__setattr__", "(self, name, value)", "Registers parameters and modules.") { arguments, vm in
        try receiver(arguments, vm).setAttribute(Name(arguments.string(1, vm)), arguments[2], vm)
        return .none
      },
      Native("__delattr__", "(self, name)", "Takes a parameter, module or attribute away.") { arguments, vm in
        try receiver(arguments, vm).deleteAttribute(Name(arguments.string(1, vm)), vm)
        return .none
      },
      Native("__repr__", "(self)", "The tree of modules.") { arguments, vm in
        .string(try ModuleRepr.text(of: receiver(arguments, vm), vm))
      },
      Native("extra_repr", "(self)", "What repr() shows between the parentheses; for overriding.") { _, _ in
        .string("")
      },
      Native("_get_name", "(self)", "The name of the class.") { arguments, vm in
        .string(try receiver(arguments, vm).type.name)
      },
    ]
  }

  static var modes: [Native] {
    [
      Native("train", "(self, mode=True)", "Sets training mode on this module and all below it.") { arguments, vm in
        guard case .bool(let mode) = arguments[1] else {
          throw Raised(.valueError, "training mode is expected to be boolean")
        }
        return try setMode(receiver(arguments, vm), mode, vm)
      },
      Native("eval", "(self)", "Sets evaluation mode: no dropout, running statistics used.") { arguments, vm in
        let module = try receiver(arguments, vm)
        // A class may override train(); eval() goes through it, as in PyTorch.
        return try vm.callMethod(.object(module), "train", [.bool(false)])
      },
      Native("requires_grad_", "(self, requires_grad=True)", "Switches gradients of all parameters.") { arguments, vm in
        let module = try receiver(arguments, vm)
        let mode = try arguments.bool(1, vm)
        try TensorErrors.translate {
          for tensor in try ModuleWalk.parameters(module) { try tensor.setRequiresGrad(mode) }
        }
        return arguments[0]
      },
      Native("zero_grad", "(self, set_to_none=True)", "Forgets the gradients of all parameters.") { arguments, vm in
        let clear = try arguments.bool(1, vm)
        try TensorErrors.translate {
          for tensor in try ModuleWalk.parameters(receiver(arguments, vm)) { try GradientClearing.clear(tensor, toNone: clear) }
        }
        return .none
      },
      Native("apply", "(self, fn)", "Calls fn on each submodule, then on the module itself.") { arguments, vm in
        try apply(receiver(arguments, vm), arguments[1], vm, depth: 0)
        return arguments[0]
      },
      Native("to", "(self, *args, **kwargs)", "Converts the floating point parameters and buffers.") { arguments, vm in
        let module = try receiver(arguments, vm)
        var given: [Value] = []
        if case .object(let object) = arguments[1], let items = Sequences.items(of: object) { given = items }
        if case .object(let object) = arguments[2], let keywords = object as? DictObject {
          for name in ["device", "dtype"] { if let value = keywords[name] { given.append(value) } }
        }
        for value in given {
          if case .int = value { try DeviceObject.check(value, vm) }
          guard case .object(let object) = value else { continue }
          if let dtype = object as? DTypeObject {
            guard dtype.dtype.isFloat else {
              throw Raised(.typeError, "nn.Module.to only accepts floating point or complex dtypes, "
                + "but got desired dtype=torch.\(dtype.dtype.name)")
            }
            try convert(module, dtype.dtype)
          } else if object is DeviceObject || object is StrObject {
            try DeviceObject.check(value, vm)
          } else if let tensor = object as? TensorObject {
            try convert(module, tensor.tensor.dtype)
          }
        }
        return arguments[0]
      },
      Native("half", "(self)", "Converts the parameters and buffers to float16.") { arguments, vm in
        try convert(receiver(arguments, vm), .float16)
        return arguments[0]
      },
      Native("bfloat16", "(self)", "Converts the parameters and buffers to bfloat16.") { arguments, vm in
        try convert(receiver(arguments, vm), .bfloat16)
        return arguments[0]
      },
      Native("float", "(self)", "Converts the parameters and buffers to float32.") { arguments, vm in
        try convert(receiver(arguments, vm), .float32)
        return arguments[0]
      },
      Native("double", "(self)", "Converts the parameters and buffers to float64.") { arguments, vm in
        try convert(receiver(arguments, vm), .float64)
        return arguments[0]
      },
      Native("cpu", "(self)", "The module itself: there is one device.") { arguments, _ in arguments[0] },
      Native("cuda", "(self, device=None)", "Fails: there is one device.") { _, _ in throw DeviceErrors.noDriver },
      Native("share_memory", "(self)", "The module itself: there is one process.") { arguments, vm in
        for parameter in try ModuleWalk.parameters(receiver(arguments, vm)) { parameter.storage.isShared = true }
        return arguments[0]
      },
      Native("compile", "(self, *args, **kwargs)", "Does nothing: there is nothing to compile.") { _, _ in .none },
    ]
  }

  private static func setMode(_ module: NNModuleObject, _ mode: Bool, _ vm: Interpreter) throws -> Value {
    module.training = mode
    for (_, child) in ModuleWalk.children(module) {
      if LayerType.of(child.type) != nil, !child.type.isHeap {
        _ = try setMode(child, mode, vm)
      } else {
        _ = try vm.callMethod(.object(child), "train", [.bool(mode)])
      }
    }
    return .object(module)
  }

  private static func apply(_ module: NNModuleObject, _ function: Value, _ vm: Interpreter, depth: Int) throws {
    guard depth < 500 else { throw Raised(.recursionError, "maximum recursion depth exceeded") }
    for (_, child) in ModuleWalk.children(module) { try apply(child, function, vm, depth: depth + 1) }
    _ = try vm.call(function, [.object(module)])
  }

  /// Changes the type of the floating point parameters and buffers; the objects stay the same.
  static func convert(_ module: NNModuleObject, _ dtype: DType) throws {
    try TensorErrors.translate {
      for (_, module) in try ModuleWalk.modules(module) {
        for value in module.parameters.values + module.buffers.values {
          guard let tensor = TensorObject.from(value)?.tensor, tensor.dtype.isFloat, tensor.dtype != dtype else {
            continue
          }
          let gradient = tensor.grad
          try tensor.setGrad(nil)
          try GradMode.disabled { tensor.setData(try tensor.detach().to(dtype)) }
          if let gradient { try tensor.setGrad(gradient.to(dtype)) }
        }
      }
    }
  }
}
