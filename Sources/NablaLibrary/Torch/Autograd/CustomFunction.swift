import NablaTensor
import NablaVM

/// `torch.autograd.Function`: a class with static methods `forward(ctx, ...)` and `backward(ctx, ...)`; `apply` runs the
/// one and records the other. With `setup_context(ctx, inputs, output)`, `forward` gets no context.
enum CustomFunction {
  static let type = TypeObject(
    NativeType(
      "Function", module: "torch.autograd.function", summary: "Base class of operations with a backward pass of their own.",
      allocate: { type, _ in InstanceObject(type: type) },
      methods: {
        [Native("__call__", "(self, *args, **kwargs)", "Fails: functions are applied, not called.") { _, _ in
          throw Raised(
            .runtimeError,
            "Legacy autograd function with non-static forward method is deprecated. Please use new-style autograd "
              + "function with static forward method. "
              + "(Example: https://pytorch.org/docs/stable/autograd.html#torch.autograd.Function)")
        }]
      },
      classMethods: { [Native.raw("apply", "(cls, *args, **kwargs)", "Runs forward() and records backward().", apply)] }))

  private static func apply(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    guard arguments.count > 0 else { throw Raised(.typeError, "apply() needs a class") }
    let function = arguments[0]
    guard let forward = try vm.attributeOrNil(of: function, "forward") else {
      throw Raised(.notImplementedError, "You must implement the forward function for custom autograd.Function.")
    }
    let setup = try vm.attributeOrNil(of: function, "setup_context")
    let given = try positional(arguments, forward, hasContext: setup == nil)
    let inputs = given.map { TensorObject.from($0)?.tensor }
    let context = FunctionContext(needs: inputs.map { $0?.requiresGrad ?? false })
    let answer = try GradMode.disabled {
      guard let setup else { return try vm.call(forward, [.object(context)] + given) }
      let answer = try vm.call(forward, given)
      _ = try vm.call(setup, [.object(context), .tuple(given), answer])
      return answer
    }
    let outputs = (answer.as(TupleObject.self)?.items ?? [answer]).compactMap { TensorObject.from($0)?.tensor }
    try checkDirty(context, inputs, outputs)
    // What forward() gave back unchanged must not lose its own history, what it wrote into gets a new one.
    let results = outputs.map { output in
      inputs.contains { $0 === output } && !context.dirty.contains { $0 === output } ? output.detach() : output
    }
    try TensorErrors.translate { try record(function, context, inputs, outputs, results, vm) }
    guard let tuple = answer.as(TupleObject.self) else { return results.first.map { TensorObject.value($0) } ?? answer }
    var position = -1
    return .tuple(tuple.items.map { item in
      guard TensorObject.from(item) != nil else { return item }
      position += 1
      return TensorObject.value(results[position])
    })
  }

  /// The arguments in the order of forward()'s parameters.
  private static func positional(_ arguments: Arguments, _ forward: Value, hasContext: Bool) throws -> [Value] {
    var given = Array(arguments.positional.dropFirst())
    var named = arguments.named
    guard !named.isEmpty, let function = forward.as(FunctionObject.self) else { return given }
    for (index, parameter) in function.signature.parameters.enumerated().dropFirst(given.count + (hasContext ? 1 : 0)) {
      if named.isEmpty { break }
      if let place = named.firstIndex(where: { $0.0 == parameter.name }) {
        given.append(named.remove(at: place).1)
      } else if index < function.defaults.count, !function.defaults[index].isUndefined {
        given.append(function.defaults[index])
      }
    }
    if let (name, _) = named.first {
      throw Raised(.typeError, "forward() got an unexpected keyword argument '\(name.text)'")
    }
    return given
  }

  private static func checkDirty(_ context: FunctionContext, _ inputs: [Tensor?], _ outputs: [Tensor]) throws {
    for tensor in context.dirty {
      if !outputs.contains(where: { $0 === tensor }) {
        throw Raised(
          .runtimeError,
          "Some elements marked as dirty during the forward method were not returned as output. The inputs that are "
            + "modified inplace must all be outputs of the Function.")
      }
      if GradMode.isEnabled, tensor.isLeaf, tensor.requiresGrad {
        throw Raised(.runtimeError, "a leaf Variable that requires grad is being used in an in-place operation.")
      }
    }
  }

  private static func record(
    _ function: Value, _ context: FunctionContext, _ inputs: [Tensor?], _ outputs: [Tensor], _ results: [Tensor],
    _ vm: Interpreter
  ) throws {
    let name = "\(className(function))Backward"
    let constant = Set(outputs.indices.filter { index in context.constant.contains { $0 === outputs[index] } })
    let (saved, savedOutputs) = try context.tensorsToSave(outputs, vm)
    let node = Autograd.record(
      name, inputs: inputs, outputs: results, saved: saved, savedOutputs: savedOutputs, constant: constant
    ) { node, incoming in
      guard let backward = try vm.attributeOrNil(of: function, "backward") ?? vm.attributeOrNil(of: function, "vjp") else {
        throw Raised(
          .notImplementedError,
          "You must implement either the backward or vjp method for your custom autograd.Function to use it with "
            + "backward mode AD.")
      }
      var seeds: [Value] = [.object(context)]
      for (index, gradient) in incoming.enumerated() {
        if gradient == nil, !context.materializes { seeds.append(.none) } else {
          seeds.append(TensorObject.value(try gradient ?? node.zeros(forOutput: index)))
        }
      }
      let answer = try vm.call(backward, seeds)
      let values = answer.as(TupleObject.self)?.items ?? [answer]
      let surplus = values.dropFirst(inputs.count).contains { !$0.isNone }
      guard values.count >= inputs.count, !surplus else {
        throw Raised(
          .runtimeError,
          "function \(name) returned an incorrect number of gradients (expected \(inputs.count), got \(values.count))")
      }
      return try values.prefix(inputs.count).map { value in
        if value.isNone { return nil }
        guard let gradient = TensorObject.from(value)?.tensor else {
          throw Raised(
            .typeError, "expected Variable or None (got \(vm.typeName(of: value)))")
        }
        return gradient
      }
    }
    context.attach(node)
  }

  private static func className(_ function: Value) -> String { function.as(TypeObject.self)?.name ?? "Function" }
}
