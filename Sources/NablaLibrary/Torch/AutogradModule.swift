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
    module.define([GradModeObject.noGrad, GradModeObject.enableGrad, GradModeObject.setGradEnabled, AutogradFunction.type])
    module.define(
      [Native("Variable", "(data, requires_grad=False)", "The tensor itself.") { arguments, vm in
        guard let tensor = TensorObject.from(arguments[0])?.tensor else {
          throw Raised(.typeError, "Variable data has to be a tensor, but got \(vm.typeName(of: arguments[0]))")
        }
        if try arguments.bool(1, vm) { try TensorErrors.translate { _ = try tensor.setRequiresGrad(true) } }
        return arguments[0]
      }])
    module.set("set_detect_anomaly", .object(NativeFunction(Native("set_detect_anomaly", "(mode)") { _, _ in .none })))
  }

  private static func list(_ c: Call, _ index: Int) throws -> [Tensor] {
    c.isTensor(index) ? [try c.tensor(index)] : try c.tensors(index)
  }

  private static func gradients(_ c: Call) throws -> Value {
    let retain: Bool? = c.isGiven(3) ? try c.bool(3) : nil
    let seeds = try c.isGiven(2) ? list(c, 2).map { Optional($0) } : nil
    let found = try Tensor.grad(
      outputs: list(c, 0), inputs: list(c, 1), gradOutputs: seeds, retainGraph: retain, createGraph: c.bool(4),
      allowUnused: c.bool(5))
    return .tuple(found.map { TensorObject.value($0) })
  }
}

/// `torch.autograd.Function`: a class with static methods `forward(ctx, ...)` and `backward(ctx, ...)`; `apply` runs the
/// one and records the other.
enum AutogradFunction {
  static let type = TypeObject(
    NativeType(
      "Function", module: "torch.autograd.function", summary: "Base class of operations with a backward pass of their own.",
      allocate: { type, _ in InstanceObject(type: type) },
      classMethods: { [Native("apply", "(cls, *args)", "Runs forward() and records backward().", apply)] }))

  private static func apply(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    let function = arguments[0]
    let given = arguments[1].as(TupleObject.self)?.items ?? []
    let inputs = given.map { TensorObject.from($0)?.tensor }
    let context = FunctionContext(needs: inputs.map { $0?.requiresGrad ?? false })
    let forward = try vm.attribute(of: function, "forward")
    let answer = try GradMode.disabled { try vm.call(forward, [.object(context)] + given) }
    let outputs = (answer.as(TupleObject.self)?.items ?? [answer]).compactMap { TensorObject.from($0)?.tensor }
    // What forward() gave back unchanged must not lose its own history.
    let results = outputs.map { output in inputs.contains { $0 === output } ? output.detach() : output }
    try TensorErrors.translate {
      Autograd.record("\(className(function))Backward", inputs: inputs, outputs: results) { node, incoming in
        let backward = try vm.attribute(of: function, "backward")
        var seeds: [Value] = [.object(context)]
        for (index, gradient) in incoming.enumerated() {
          seeds.append(TensorObject.value(try gradient ?? Tensor.zeros(results[index].shape, dtype: results[index].dtype)))
        }
        let answer = try vm.call(backward, seeds)
        var gradients = (answer.as(TupleObject.self)?.items ?? [answer]).map { TensorObject.from($0)?.tensor }
        guard gradients.count >= inputs.count else {
          throw Raised(
            .runtimeError,
            "function \(className(function))Backward returned an incorrect number of gradients (expected "
              + "\(inputs.count), got \(gradients.count))")
        }
        gradients = Array(gradients.prefix(inputs.count))
        return gradients
      }
    }
    if let tuple = answer.as(TupleObject.self) {
      var position = -1
      return .tuple(tuple.items.map { item in
        guard TensorObject.from(item) != nil else { return item }
        position += 1
        return TensorObject.value(results[position])
      })
    }
    return results.first.map { TensorObject.value($0) } ?? answer
  }

  private static func className(_ function: Value) -> String { function.as(TypeObject.self)?.name ?? "Function" }
}

/// `ctx`.
final class FunctionContext: InstanceObject {
  private let needs: [Bool]
  private(set) var saved: [Value] = []

  init(needs: [Bool]) {
    self.needs = needs
    super.init(type: FunctionContext.contextType)
  }

  override func visitReferences(_ visit: (Object) -> Void) {
    super.visitReferences(visit)
    for value in saved { value.visit(visit) }
  }

  override func clearReferences() {
    super.clearReferences()
    saved = []
  }

  private static let contextType = TypeObject(
    NativeType(
      "FunctionCtx", module: "torch.autograd.function", summary: "What forward() keeps for backward().",
      methods: {
        [
          Native("save_for_backward", "(self, *tensors)", "Keeps tensors for backward().") { arguments, vm in
            try arguments.receiver(FunctionContext.self, vm).saved = arguments[1].as(TupleObject.self)?.items ?? []
            return .none
          },
          Native("mark_non_differentiable", "(self, *args)", "Accepted.") { _, _ in .none },
          Native("set_materialize_grads", "(self, value)", "Accepted.") { _, _ in .none },
        ]
      },
      properties: {
        [
          NativeProperty("saved_tensors") { object, _ in .tuple((object as? FunctionContext)?.saved ?? []) },
          NativeProperty("needs_input_grad") { object, _ in
            .tuple((object as? FunctionContext)?.needs.map { .bool($0) } ?? [])
          },
        ]
      }))
}
