import NablaTensor
import NablaVM

/// `torch.autograd`: gradients as values, and operations whose backward pass a program writes.
enum AutogradModule {
  static let module = NativeModule("torch.autograd", "Gradients.") { module, vm in
    module.define([
      Operation(
        "grad",
        "(outputs, inputs, grad_outputs=None, retain_graph=None, create_graph=False, allow_unused=None, "
          + "is_grads_batched=False, materialize_grads=False)",
        "The gradients of outputs with respect to inputs.", .function, gradients
      ).function(),
      Operation("backward", "(tensors, grad_tensors=None, retain_graph=None, create_graph=False, inputs=None)",
                "Computes the gradients of the leaves.", .function) { c in
        let retain: Bool? = c.isGiven(2) ? try c.bool(2) : nil
        let given = try c.isGiven(1) ? list(c, 1).map { Optional($0) } : nil
        try Tensor.backward(list(c, 0), gradients: given, retainGraph: retain, createGraph: c.bool(3))
        return .none
      }.function(),
    ])
    module.define([
      GradModeObject.noGrad, GradModeObject.enableGrad, GradModeObject.setGradEnabled, GradModeObject.inferenceMode,
      CustomFunction.type, FunctionContext.contextType,
    ])
    module.define(
      [Native("Variable", "(data, requires_grad=False)", "The tensor itself.") { arguments, vm in
        guard let tensor = TensorObject.from(arguments[0])?.tensor else {
          throw Raised(.typeError, "Variable data has to be a tensor, but got \(vm.typeName(of: arguments[0]))")
        }
        if try arguments.bool(1, vm) { try TensorErrors.translate { _ = try tensor.setRequiresGrad(true) } }
        return arguments[0]
      }])
    module.define([AnomalyMode.detect, AnomalyMode.set])
    AnomalyMode.listen()
    // Written in the language, and read only by programs that use them.
    module.defineLazily([
      "functional": "torch.autograd.functional", "function": "torch.autograd.function",
      "grad_mode": "torch.autograd.grad_mode", "gradcheck": "torch.autograd._gradcheck",
      "gradgradcheck": "torch.autograd._gradcheck",
    ])
  }

  private static func list(_ c: Call, _ index: Int) throws -> [Tensor] {
    c.isTensor(index) ? [try c.tensor(index)] : try c.tensors(index)
  }

  private static func gradients(_ c: Call) throws -> Value {
    let retain: Bool? = c.isGiven(3) ? try c.bool(3) : nil
    let (outputs, inputs) = (try list(c, 0), try list(c, 1))
    let materializes = try c.bool(7)
    if try c.isGiven(5) && !c.bool(5) && materializes {
      throw Raised(.valueError, "Expected allow_unused to be True or not passed when materialize_grads=True, but got: allow_unused=False.")
    }
    let allowsUnused = try c.bool(5) || materializes
    func find(_ seeds: [Tensor?]?, keeping: Bool?) throws -> [Tensor?] {
      let found = try Tensor.grad(
        outputs: outputs, inputs: inputs, gradOutputs: seeds, retainGraph: keeping, createGraph: c.bool(4),
        allowUnused: allowsUnused)
      guard materializes else { return found }
      return try zip(found, inputs).map { try $0 ?? Tensor.zeros($1.shape, dtype: $1.dtype) }
    }
    let seeds = try c.isGiven(2) ? list(c, 2).map { Optional($0) } : nil
    guard try c.bool(6), let batches = seeds else {
      return .tuple(try find(seeds, keeping: retain).map { TensorObject.value($0) })
    }
    // One pass for each entry of the batch, the first dimension of every seed.
    let counts = batches.map { seed in seed.flatMap { $0.rank > 0 ? $0.shape[0] : nil } }
    guard let count = counts.first ?? nil, counts.allSatisfy({ $0 == count }) else {
      throw TensorError.runtime("If `is_grads_batched=True`, we interpret the first dimension of each grad_output as the batch dimension.")
    }
    var columns = [[Tensor?]](repeating: [], count: inputs.count)
    for entry in 0..<count {
      let row = try batches.map { try $0?.select(0, entry) }
      let keeping = try entry < count - 1 || retain ?? c.bool(4)
      for (column, gradient) in try find(row, keeping: keeping).enumerated() { columns[column].append(gradient) }
    }
    return .tuple(try columns.map { column in
      let present = column.compactMap { $0 }
      return try present.count == column.count && !column.isEmpty ? TensorObject.value(Tensor.stack(present, dim: 0)) : .none
    })
  }
}

extension ModuleObject {
  /// Names of this module that live in others, which are imported when a program first asks for them.
  func defineLazily(_ homes: [String: String]) {
    let owner = name
    define([
      Native("__getattr__", "(name, /)", "Imports what was not needed so far.") { arguments, vm in
        let name = try vm.textArgument(arguments[0])
        guard let home = homes[name] else {
          // With what a misspelt name is compared with.
          if let module = vm.modules[owner] { throw vm.noAttribute(.object(module), Name(name)) }
          throw Raised(.attributeError, "module '\(owner)' has no attribute '\(name)'")
        }
        let module = Value.object(try vm.importModule(home))
        return home == "\(owner).\(name)" ? module : try vm.attribute(of: module, Name(name))
      }
    ])
  }
}
