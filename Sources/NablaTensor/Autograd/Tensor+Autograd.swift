/// The gradient interface of tensors: `requires_grad`, `backward`, `grad`, `detach`, hooks.
extension Tensor {
  /// `tensor.grad`: the gradient accumulated so far, or nil.
  public var grad: Tensor? { meta?.grad }

  /// Sets or clears the gradient.
  ///
  /// - Throws: when shape or type differ from the tensor's.
  public func setGrad(_ gradient: Tensor?) throws {
    guard let gradient else {
      meta?.grad = nil
      return
    }
    guard gradient.shape == shape else {
      throw TensorError.assignedGradient(expected: shape, got: gradient.shape)
    }
    guard gradient.dtype == dtype else {
      throw TensorError.assignedGradientType(expected: dtype, got: gradient.dtype)
    }
    ensureMeta().grad = gradient
  }

  /// `tensor.requires_grad_(mode)` of a leaf.
  @discardableResult
  public func setRequiresGrad(_ mode: Bool = true, for request: GradRequest = .method) throws -> Tensor {
    guard isLeaf else {
      if mode { return self }
      throw TensorError.requiresGradOfNonLeaf
    }
    guard !mode || dtype.isFloat else { throw TensorError.gradOfIntegers(request) }
    if mode, isInference, !InferenceMode.isEnabled {
      throw TensorError.runtime("Setting requires_grad=True on inference tensor outside InferenceMode is not allowed.",
                                fix: "`.clone()` of it first")
    }
    if mode || meta != nil { ensureMeta().requiresGrad = mode }
    return self
  }

  /// The same elements without history. Shares memory and version: writes are seen on both sides.
  public func detach() -> Tensor { alias(layout) }

  /// Cuts this tensor itself off its history: `tensor.detach_()`.
  @discardableResult
  public func detachInPlace() throws -> Tensor {
    guard viewBase == nil else { throw TensorError.detachOfView }
    meta?.node = nil
    meta?.requiresGrad = false
    return self
  }

  /// Whether the gradient of a non-leaf is kept: `tensor.retains_grad`.
  public var retainsGrad: Bool { meta?.retainsGrad ?? false }

  /// Keeps the gradient of a tensor that is no leaf: `tensor.retain_grad()`.
  public func retainGrad() throws {
    guard requiresGrad else { throw TensorError.retainGradWithoutGrad }
    guard let node = gradFn, let meta, !meta.retainsGrad else { return }
    meta.retainsGrad = true
    node.outputHooks.append(OutputHook(output: meta.outputNumber, number: -1, isLast: true) { [weak meta] gradient in
      guard let meta else { return nil }
      if let before = meta.grad { meta.grad = try before.add(gradient) } else { meta.grad = gradient }
      return nil
    })
  }

  /// Registers a function that sees this tensor's gradient and may give another: `tensor.register_hook(f)`.
  ///
  /// - Returns: a number for `removeHook`.
  @discardableResult
  public func registerHook(_ function: @escaping (Tensor) throws -> Tensor?) throws -> Int {
    guard requiresGrad else { throw TensorError.hookWithoutGrad }
    let node = gradFn
    let meta = ensureMeta()
    meta.nextHook += 1
    if let node {
      let hook = OutputHook(output: meta.outputNumber, number: meta.nextHook, isLast: false, function: function)
      node.outputHooks.append(hook)
    } else {
      meta.hooks.append(GradientHook(number: meta.nextHook, function: function))
    }
    return meta.nextHook
  }

  /// Registers a function that is called with this leaf when a gradient was added to it.
  ///
  /// - Returns: a number for `removeHook`.
  public func registerAccumulatedHook(_ function: @escaping (Tensor) throws -> Void) throws -> Int {
    guard requiresGrad else { throw TensorError.hookWithoutGrad }
    guard isLeaf else {
      throw TensorError.runtime("post accumulate grad hooks cannot be registered on non-leaf tensors")
    }
    let meta = ensureMeta()
    meta.nextHook += 1
    meta.accumulatedHooks.append(
      GradientHook(number: meta.nextHook) { tensor in
        try function(tensor)
        return nil
      })
    return meta.nextHook
  }

  public func removeHook(_ number: Int) {
    guard let meta else { return }
    meta.accumulatedHooks.removeAll { $0.number == number }
    meta.hooks.removeAll { $0.number == number }
    meta.node?.outputHooks.removeAll { $0.number == number && $0.output == meta.outputNumber }
  }

  /// Computes the gradients of this tensor with respect to the leaves, adding them to `grad`.
  ///
  /// - Parameters:
  ///   - gradient: the gradient of this tensor, shaped like it; may be left out for a single element.
  ///   - retainGraph: keeps what the graph saved, for another backward pass; by default as `createGraph`.
  ///   - createGraph: records the backward pass, so that gradients can be differentiated again.
  ///   - inputs: where given, only these tensors accumulate gradients.
  public func backward(gradient: Tensor? = nil, retainGraph: Bool? = nil, createGraph: Bool = false,
                       inputs: [Tensor]? = nil) throws {
    try Tensor.backward([self], gradients: [gradient], retainGraph: retainGraph, createGraph: createGraph,
                        inputs: inputs)
  }

  /// `torch.autograd.backward` of several tensors.
  public static func backward(_ tensors: [Tensor], gradients: [Tensor?]? = nil, retainGraph: Bool? = nil,
                              createGraph: Bool = false, inputs: [Tensor]? = nil) throws {
    let roots = try makeRoots(tensors, gradients, createGraph: createGraph)
    let keepGraph = retainGraph ?? createGraph
    guard let inputs else {
      _ = try Engine.run(roots: roots, keepGraph: keepGraph, createGraph: createGraph)
      return
    }
    guard !inputs.isEmpty else { throw TensorError.emptyInputs }
    let edges = try inputs.map { input -> Node.Edge in
      guard let edge = input.gradientEdge else { throw TensorError.inputWithoutGrad }
      return edge
    }
    let found = try Engine.run(roots: roots, keepGraph: keepGraph, createGraph: createGraph, captures: edges)
    for (input, gradient) in zip(inputs, found) {
      guard let gradient else { continue }
      if let before = input.grad {
        input.ensureMeta().grad = try GradMode.with(createGraph) { try before.add(gradient) }
      } else {
        input.ensureMeta().grad = createGraph ? gradient : try gradient.detach().clone()
      }
    }
  }

  /// `torch.autograd.grad`: the gradients of `outputs` with respect to `inputs`, which accumulate nothing.
  ///
  /// - Returns: one for each input; nil for an input that was not used, which is an error unless `allowUnused`.
  public static func grad(outputs: [Tensor], inputs: [Tensor], gradOutputs: [Tensor?]? = nil,
                          retainGraph: Bool? = nil, createGraph: Bool = false,
                          allowUnused: Bool = false) throws -> [Tensor?] {
    guard !inputs.isEmpty else { throw TensorError.gradWithoutInputs }
    let roots = try makeRoots(outputs, gradOutputs, createGraph: createGraph)
    let edges = try inputs.map { input -> Node.Edge in
      guard let edge = input.gradientEdge else { throw TensorError.inputWithoutGrad }
      return edge
    }
    let found = try Engine.run(
      roots: roots, keepGraph: retainGraph ?? createGraph, createGraph: createGraph, captures: edges)
    if !allowUnused, let unused = found.firstIndex(where: { $0 == nil }) {
      throw TensorError.unusedInput(index: unused)
    }
    return found
  }

  private static func makeRoots(_ tensors: [Tensor], _ gradients: [Tensor?]?,
                                createGraph: Bool) throws -> [(Node.Edge, Tensor)] {
    if let gradients, gradients.count != tensors.count {
      throw TensorError.gradientCount(tensors: tensors.count, gradients: gradients.count)
    }
    var roots: [(Node.Edge, Tensor)] = []
    for (index, tensor) in tensors.enumerated() {
      let given = gradients?[index]
      if given == nil, tensor.requiresGrad, tensor.elementCount != 1 {
        throw TensorError.implicitGradient(shape: tensor.shape)
      }
      if let given, given.shape != tensor.shape {
        throw TensorError.mismatchedGradient(index: index, gradient: given.shape, output: tensor.shape)
      }
      guard let edge = tensor.gradientEdge else { throw TensorError.noGradientPath(index: index) }
      roots.append((edge, try given ?? Tensor.full(tensor.shape, 1, dtype: tensor.dtype)))
    }
    return roots
  }
}
