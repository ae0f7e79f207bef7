import NablaNN
import NablaTensor
import NablaVM

/// The dictionaries that show an optimiser's state.
enum OptimizerState {
  /// `defaultdict(dict)`: a parameter that is not there yet gets an empty dictionary.
  static let type = TypeObject(
    NativeType(
      "defaultdict", module: "collections", bases: { [.dict] },
      allocate: { type, _ in DictObject(type: type) },
      methods: {
        [
          Native("__missing__", "(self, key)", "Makes an empty dictionary.") { arguments, vm in
            let made = DictObject()
            try arguments.receiver(DictObject.self, vm).set(arguments[1], .object(made), vm)
            return .object(made)
          },
          Native("__repr__", "(self)", "As collections.defaultdict shows itself.") { arguments, vm in
            let dictionary = try arguments.receiver(DictObject.self, vm)
            let items = try dictionary.pairs.map { "\(try vm.repr($0.key)): \(try vm.repr($0.value))" }
            return .string("defaultdict(<class 'dict'>, {\(items.joined(separator: ", "))})")
          },
        ]
      }))

  static func dictionary(_ state: ParameterState, _ engine: Optimizer) -> DictObject {
    let result = DictObject()
    if engine.countsSteps { result["step"] = TensorObject.value(Tensor.scalar(.float(state.step), dtype: .float32)) }
    for (name, tensor) in state.tensors.entries { result[name] = TensorObject.value(tensor) }
    return result
  }

  /// `state_dict()`.
  static func save(_ object: OptimizerObject, _ vm: Interpreter) throws -> Value {
    let state = DictObject()
    var groups: [Value] = []
    var number = 0
    for dictionary in object.dictionaries {
      let packed = DictObject()
      for (key, value) in dictionary.pairs where key.as(StrObject.self)?.text != "params" {
        try packed.set(key, value, vm)
      }
      var numbers: [Value] = []
      for parameter in OptimizerObject.parameters(of: dictionary) {
        if let engine = object.engine {
          if let kept = engine.existingState(of: parameter.tensor), engine.countsSteps || !kept.tensors.entries.isEmpty {
            try state.set(.int(number), .object(self.dictionary(kept, engine)), vm)
          }
        } else if let kept = try object.ownState.get(.object(parameter), vm) {
          try state.set(.int(number), kept, vm)
        }
        numbers.append(.int(number))
        number += 1
      }
      packed["params"] = .list(numbers)
      groups.append(.object(packed))
    }
    return .object(DictObject([("state", .object(state)), ("param_groups", .list(groups))]))
  }

  /// `load_state_dict(saved)`.
  static func load(_ object: OptimizerObject, _ saved: DictObject, _ vm: Interpreter) throws {
    let groups = saved["param_groups"]?.as(ListObject.self)?.items.compactMap { $0.as(DictObject.self) } ?? []
    let current = object.dictionaries
    guard groups.count == current.count else {
      throw Raised(.valueError, "loaded state dict has a different number of parameter groups")
    }
    var byNumber: [Int: TensorObject] = [:]
    for (dictionary, group) in zip(current, groups) {
      let numbers = group["params"]?.as(ListObject.self)?.items ?? []
      let parameters = OptimizerObject.parameters(of: dictionary)
      guard numbers.count == parameters.count else {
        throw Raised(
          .valueError, "loaded state dict contains a parameter group that doesn't match the size of optimizer's group")
      }
      for (number, parameter) in zip(numbers, parameters) {
        if case .int(let index) = number { byNumber[index] = parameter }
      }
      for (key, value) in group.pairs where key.as(StrObject.self)?.text != "params" { try dictionary.set(key, value, vm) }
    }
    for (key, value) in saved["state"]?.as(DictObject.self)?.pairs ?? [] {
      guard case .int(let number) = key, let parameter = byNumber[number], let entries = value.as(DictObject.self) else {
        continue
      }
      if let engine = object.engine {
        try restore(engine.state(of: parameter.tensor), entries, parameter.tensor)
      } else {
        try object.ownState.set(.object(parameter), value, vm)
      }
    }
    try object.readSettings()
  }

  private static func restore(_ state: ParameterState, _ entries: DictObject, _ parameter: Tensor) throws {
    for (key, value) in entries.pairs {
      guard let name = key.as(StrObject.self)?.text else { continue }
      if let tensor = TensorObject.from(value)?.tensor {
        if name == "step" { state.step = try tensor.item().double } else {
          state.tensors[name] = try GradMode.disabled { try tensor.detach().to(parameter.dtype).clone() }
        }
      } else if name == "step", case .int(let count) = value {
        state.step = Double(count)
      }
    }
  }
}
