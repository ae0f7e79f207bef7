import NablaNN
import NablaTensor
import NablaVM

/// The modules `torch.nn` and below.
enum NNModules {
  static let nn = NativeModule("torch.nn", "Layers, losses and the base class of nets.") { module, vm in
    module.set("__path__", .list([]))
    module.define([
      NNTypes.module, NNTypes.sequential, NNTypes.moduleList, NNTypes.moduleDict, NNTypes.parameterList,
      TensorTypes.parameter,
    ])
    for layer in Layers.all { module.define(layer.type) }
    module.defineLazily(ComposedNames.layers)
    for name in ["functional", "init", "utils", "modules", "parameter"] {
      module.set(name, .object(try vm.importModule("torch.nn.\(name)")))
    }
  }

  static let functional = NativeModule("torch.nn.functional", "Layers without state.") { module, _ in
    module.define(Operations.functional)
    module.defineLazily(ComposedNames.functions)
  }

  static let modules = NativeModule("torch.nn.modules", "Where layers are defined.") { module, _ in
    for layer in Layers.all { module.define(layer.type) }
    module.define(NNTypes.module)
    module.defineLazily(ComposedNames.layers)
  }

  static let parameter = NativeModule("torch.nn.parameter", "Where Parameter is defined.") { module, _ in
    module.define(TensorTypes.parameter)
  }

  static let initialization = NativeModule("torch.nn.init", "Ways to fill weights.") { module, _ in
    module.define(InitFunctions.all)
  }

  static let utils = NativeModule("torch.nn.utils", "Helpers for gradients and parameters.") { module, _ in
    module.define([
      Native(
        "clip_grad_norm_", "(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False, foreach=None)",
        "Scales gradients so that their norm together is at most max_norm; returns the norm before."
      ) { arguments, vm in
        let tensors = try parameters(arguments[0], vm)
        let maximum = try arguments.double(1, vm)
        let order = try arguments.double(2, vm)
        return try TensorErrors.translate {
          let norm = try Gradients.clipNorm(tensors, maxNorm: maximum, order: order)
          return TensorObject.value(Tensor.scalar(.float(norm), dtype: tensors.first?.dtype ?? .float32))
        }
      },
      Native("clip_grad_value_", "(parameters, clip_value, foreach=None)", "Holds gradients within ±clip_value.") {
        arguments, vm in
        let tensors = try parameters(arguments[0], vm)
        let limit = try arguments.double(1, vm)
        try TensorErrors.translate { try Gradients.clipValue(tensors, limit: limit) }
        return .none
      },
      Native("parameters_to_vector", "(parameters)", "All parameters in one row.") { arguments, vm in
        let tensors = try parameters(arguments[0], vm)
        return try TensorErrors.translate { TensorObject.value(try Tensor.cat(tensors.map { try $0.reshape([-1]) })) }
      },
      Native("vector_to_parameters", "(vec, parameters)", "Parameters from one row.") { arguments, vm in
        guard let vector = TensorObject.from(arguments[0])?.tensor else {
          throw Raised(.typeError, "expected torch.Tensor, but got: \(vm.typeName(of: arguments[0]))")
        }
        var start = 0
        for tensor in try parameters(arguments[1], vm) {
          try TensorErrors.translate {
            let part = try vector.narrow(0, start, tensor.elementCount).view(tensor.shape)
            tensor.setData(part.detach())
          }
          start += tensor.elementCount
        }
        return .none
      },
    ])
  }

  private static func parameters(_ value: Value, _ vm: Interpreter) throws -> [Tensor] {
    if let one = TensorObject.from(value)?.tensor { return [one] }
    return try vm.array(value).map { item in
      guard let tensor = TensorObject.from(item)?.tensor else {
        throw Raised(.typeError, "expected a Tensor, but got \(vm.typeName(of: item))")
      }
      return tensor
    }
  }
}
