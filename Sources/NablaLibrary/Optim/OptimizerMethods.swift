import NablaNN
import NablaTensor
import NablaVM

/// The methods of `torch.optim.Optimizer`.
enum OptimizerMethods {
  static var all: [Native] {
    [
      Native("__init__", "(self, params, defaults)", "For optimisers written in the language.") { arguments, vm in
        let object = try arguments.receiver(OptimizerObject.self, vm)
        let defaults = arguments[2].as(DictObject.self)?.pairs ?? []
        for (key, value) in defaults { try object.defaults.set(key, value, vm) }
        for given in try ParameterArguments.groups(arguments[1], vm) { try append(given, to: object, vm) }
        return .none
      },
      Native("step", "(self, closure=None)", "Updates the parameters by their gradients.", step),
      Native("zero_grad", "(self, set_to_none=True)", "Forgets the gradients.") { arguments, vm in
        let object = try arguments.receiver(OptimizerObject.self, vm)
        let toNone = try arguments.bool(1, vm)
        try TensorErrors.translate {
          for group in object.dictionaries {
            for parameter in OptimizerObject.parameters(of: group) { try GradientClearing.clear(parameter.tensor, toNone: toNone) }
          }
        }
        return .none
      },
      Native("add_param_group", "(self, param_group)", "Adds parameters with settings of their own.") { arguments, vm in
        let object = try arguments.receiver(OptimizerObject.self, vm)
        try append(ParameterArguments.group(arguments[1], vm), to: object, vm)
        return .none
      },
      Native("state_dict", "(self)", "The state, for saving.") { arguments, vm in
        try TensorErrors.translate {
          try OptimizerState.save(arguments.receiver(OptimizerObject.self, vm), vm)
        }
      },
      Native("load_state_dict", "(self, state_dict)", "Takes a saved state over.") { arguments, vm in
        guard let saved = arguments[1].as(DictObject.self) else {
          throw Raised(.typeError, "state_dict must be a dict, not \(vm.typeName(of: arguments[1]))")
        }
        try TensorErrors.translate {
          try OptimizerState.load(arguments.receiver(OptimizerObject.self, vm), saved, vm)
        }
        return .none
      },
    ]
  }

  private static func step(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    let object = try arguments.receiver(OptimizerObject.self, vm)
    var loss = Value.none
    if !arguments.isAbsent(1) {
      // A closure computes gradients, whatever the caller's mode.
      loss = try GradMode.with(true) { try vm.call(arguments[1], []) }
    }
    guard let engine = object.engine else { throw Raised(.notImplementedError, "") }
    try TrainingHints.willStep(object, vm)
    object.steps += 1
    try TensorErrors.translate {
      try object.readSettings()
      try GradMode.disabled { try engine.step() }
    }
    return loss
  }

  private static func append(_ given: ParameterArguments.Group, to object: OptimizerObject, _ vm: Interpreter) throws {
    if let engine = object.engine {
      try TensorErrors.translate {
        try engine.add(given.group)
        object.groups.items.append(.object(OptimizerObject.dictionary(given.group, given.objects)))
      }
      return
    }
    let dictionary = DictObject()
    dictionary["params"] = .list(given.objects)
    for (name, value) in given.extra { dictionary[name] = value }
    for (key, value) in object.defaults.pairs where dictionary.peek(key) == nil { try dictionary.set(key, value, vm) }
    object.groups.items.append(.object(dictionary))
  }
}
