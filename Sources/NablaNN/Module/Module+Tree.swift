import NablaTensor

/// Walking the tree: parameters, buffers, modules and their dotted names.
extension Module {
  /// Every module below and this one, parents first, each once.
  public func namedModules(prefix: String = "") -> [(name: String, module: Module)] {
    var seen: Set<ObjectIdentifier> = []
    var result: [(name: String, module: Module)] = []
    // A stack of its own, so that a deep tree is no deep recursion.
    var waiting: [(String, Module)] = [(prefix, self)]
    while let (name, module) = waiting.popLast() {
      guard seen.insert(ObjectIdentifier(module)).inserted else { continue }
      result.append((name, module))
      for (childName, child) in module.childList.entries.reversed() {
        waiting.append((name.isEmpty ? childName : "\(name).\(childName)", child))
      }
    }
    return result
  }

  public func modules() -> [Module] { namedModules().map(\.module) }

  /// The direct children, in the order of registration, each once.
  public func namedChildren() -> [(name: String, module: Module)] {
    var seen: Set<ObjectIdentifier> = []
    return childList.entries.compactMap { entry in
      seen.insert(ObjectIdentifier(entry.value)).inserted ? (entry.name, entry.value) : nil
    }
  }

  public func children() -> [Module] { namedChildren().map(\.module) }

  /// All parameters with their dotted names; one that is shared appears under its first name only.
  public func namedParameters(prefix: String = "", recurse: Bool = true) -> [(name: String, tensor: Tensor)] {
    collect(prefix: prefix, recurse: recurse) { $0.parameterList.entries.map { ($0.name, $0.value) } }
  }

  public func parameters(recurse: Bool = true) -> [Tensor] { namedParameters(recurse: recurse).map(\.tensor) }

  /// All buffers with their dotted names.
  public func namedBuffers(prefix: String = "", recurse: Bool = true) -> [(name: String, tensor: Tensor)] {
    collect(prefix: prefix, recurse: recurse) { $0.bufferList.entries.map { ($0.name, $0.value) } }
  }

  public func buffers(recurse: Bool = true) -> [Tensor] { namedBuffers(recurse: recurse).map(\.tensor) }

  private func collect(
    prefix: String, recurse: Bool, _ members: (Module) -> [(String, Tensor?)]
  ) -> [(name: String, tensor: Tensor)] {
    var seen: Set<ObjectIdentifier> = []
    var result: [(name: String, tensor: Tensor)] = []
    for (path, module) in recurse ? namedModules(prefix: prefix) : [(prefix, self)] {
      for (name, tensor) in members(module) {
        guard let tensor, seen.insert(ObjectIdentifier(tensor)).inserted else { continue }
        result.append((path.isEmpty ? name : "\(path).\(name)", tensor))
      }
    }
    return result
  }

  /// Calls `body` with every module, children before their parents, and gives this module back.
  @discardableResult
  public func apply(_ body: (Module) throws -> Void) rethrows -> Self {
    for child in children() { try child.apply(body) }
    try body(self)
    return self
  }

  /// Puts the whole tree in training mode, or out of it.
  @discardableResult
  public func train(_ mode: Bool = true) -> Self {
    for module in modules() {
      module.training = mode
      module.trainingChanged()
    }
    return self
  }

  /// Evaluation mode: dropout passes everything, batch normalisation uses its running statistics.
  @discardableResult
  public func eval() -> Self { train(false) }

  /// Whether the parameters require gradients.
  @discardableResult
  public func setRequiresGrad(_ mode: Bool = true) throws -> Self {
    for parameter in parameters() { try parameter.setRequiresGrad(mode) }
    return self
  }

  /// Forgets the gradients of all parameters, or fills them with zeros.
  public func zeroGrad(setToNone: Bool = true) throws { try Gradients.zero(parameters(), setToNone: setToNone) }

  /// Converts floating-point parameters and buffers to another type, in place: the tensors stay the same objects.
  @discardableResult
  public func to(_ dtype: DType) throws -> Self {
    guard dtype.isFloat else {
      throw TensorError.other(.typeError, "nn.Module.to only accepts floating point or complex dtypes, but got desired "
        + "dtype=torch.\(dtype.name)")
    }
    for (_, tensor) in namedParameters() + namedBuffers() where tensor.dtype.isFloat && tensor.dtype != dtype {
      let gradient = tensor.grad
      let converted = try GradMode.disabled { try tensor.detach().to(dtype) }
      try tensor.setGrad(nil)
      tensor.setData(converted)
      if let gradient { try tensor.setGrad(GradMode.disabled { try gradient.detach().to(dtype) }) }
    }
    return self
  }
}
