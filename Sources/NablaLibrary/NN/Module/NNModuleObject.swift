import NablaTensor
import NablaVM

/// An instance of `torch.nn.Module`: of a layer written in Swift, or of a class written in the language.
///
/// Parameters, buffers and submodules live in dictionaries of the language (`_parameters`, `_buffers`, `_modules`), as
/// in PyTorch, and are found after the instance's own attributes and the class's. Layers written in Swift keep their
/// configuration in ordinary attributes and their weights in `_parameters`, and read both at each call: so whatever a
/// program assigns takes effect.
final class NNModuleObject: InstanceObject {
  let parameters = DictObject()
  let buffers = DictObject()
  let modules = DictObject()
  /// Buffers that stay out of `state_dict`.
  var transientBuffers: Set<String> = []
  var training = true
  /// `Module.__init__` ran: parameters and modules may be assigned.
  var isInitialized = false
  var forwardHooks: HookTable?
  var forwardPreHooks: HookTable?
  /// The class's `forward` at the last call, and the layer it belongs to where it is a native one.
  private unowned(unsafe) var lastForward: Object?
  private var layer: LayerType?

  init(type: TypeObject) { super.init(type: type, kind: .other) }

  override func visitReferences(_ visit: (Object) -> Void) {
    super.visitReferences(visit)
    visit(parameters)
    visit(buffers)
    visit(modules)
    forwardHooks?.visit(visit)
    forwardPreHooks?.visit(visit)
  }

  override func clearReferences() {
    super.clearReferences()
    parameters.clearReferences()
    buffers.clearReferences()
    modules.clearReferences()
    forwardHooks = nil
    forwardPreHooks = nil
  }

  // MARK: attributes
  override func attribute(_ name: Name, _ vm: Interpreter) throws -> Value? {
    if let own = ownAttribute(name) { return own }
    if let found = registered(name) { return found }
    switch name {
    case NNNames.training: return .bool(training)
    case NNNames.parameters: return .object(parameters)
    case NNNames.buffers: return .object(buffers)
    case NNNames.modules: return .object(modules)
    default: return try super.attribute(name, vm)
    }
  }

  func registered(_ name: Name) -> Value? {
    let key = Value.object(name.string)
    return modules.peek(key) ?? parameters.peek(key) ?? buffers.peek(key)
  }

  /// As PyTorch's `__setattr__`: parameters and modules go into their registries, and whatever held the name before
  /// gives it up.
  override func setAttribute(_ name: Name, _ value: Value, _ vm: Interpreter) throws {
    let key = Value.object(name.string)
    if case .object(let object) = value {
      if let parameter = object as? TensorObject, parameter.tensor.isParameter {
        try requireInitialized("parameters")
        forget(name)
        try parameters.set(key, value, vm)
        return
      }
      if let module = object as? NNModuleObject {
        try requireInitialized("module")
        forget(name, keeping: modules)
        try modules.set(key, .object(module), vm)
        return
      }
    }
    if parameters.peek(key) != nil {
      guard value.isNone else {
        throw Raised(.typeError, "cannot assign '\(describe(value, vm))' as parameter '\(name.text)' "
          + "(torch.nn.Parameter or None expected)")
      }
      return try parameters.set(key, value, vm)
    }
    if modules.peek(key) != nil {
      guard value.isNone else {
        throw Raised(.typeError, "cannot assign '\(describe(value, vm))' as child module '\(name.text)' "
          + "(torch.nn.Module or None expected)")
      }
      return try modules.set(key, value, vm)
    }
    if buffers.peek(key) != nil {
      guard value.isNone || TensorObject.from(value) != nil else {
        throw Raised(.typeError, "cannot assign '\(describe(value, vm))' as buffer '\(name.text)' "
          + "(torch.Tensor or None expected)")
      }
      return try buffers.set(key, value, vm)
    }
    if name == NNNames.training {
      training = try vm.truth(value)
      return
    }
    try super.setAttribute(name, value, vm)
  }

  override func deleteAttribute(_ name: Name, _ vm: Interpreter) throws {
    let key = Value.object(name.string)
    for registry in [parameters, buffers, modules] where registry.peek(key) != nil {
      try registry.remove(key, vm)
      return
    }
    try super.deleteAttribute(name, vm)
  }

  /// Before `Module.__init__` there is nowhere to put a module: almost always a missing `super().__init__()`.
  private func requireInitialized(_ what: String) throws {
    guard !isInitialized else { return }
    throw Raised(.attributeError, "cannot assign \(what) before Module.__init__() call", details: [
      "\(type.name).__init__ must call `super().__init__()` before it assigns layers or parameters"
    ])
  }

  private func forget(_ name: Name, keeping kept: DictObject? = nil) {
    removeOwnAttribute(name)
    for registry in [parameters, buffers, modules] where registry !== kept { registry[name.text] = nil }
  }

  /// As PyTorch's messages name a value's class.
  private func describe(_ value: Value, _ vm: Interpreter) -> String {
    if let tensor = TensorObject.from(value) { return tensor.tensor.dtype.tensorTypeName }
    return vm.typeName(of: value)
  }

  override func attributeNames() -> [String] {
    var names = super.attributeNames() + ["training", "_parameters", "_buffers", "_modules"]
    for registry in [parameters, buffers, modules] {
      for key in registry.keys { if case .object(let object) = key, let text = object as? StrObject { names.append(text.text) } }
    }
    return names
  }

  override func repr(_ vm: Interpreter) throws -> String { try ModuleRepr.text(of: self, vm) }
  override func hash(_ vm: Interpreter) throws -> Int { identityHash }
  override func truth(_ vm: Interpreter) throws -> Bool { try length(vm).map { $0 != 0 } ?? true }

  // MARK: calls
  override var isCallable: Bool { true }

  override func call(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    ModuleTrail.enter(self, arguments)
    do {
      let result = forwardHooks == nil && forwardPreHooks == nil
        ? try forward(arguments, vm) : try callWithHooks(arguments, vm)
      ModuleTrail.leave(self, result)
      return result
    } catch {
      throw ModuleTrail.fail(self, error, vm)
    }
  }

  /// Runs `forward` without hooks.
  func forward(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    let found = type.lookup(NNNames.forward)
    guard case .object(let function) = found else {
      if found.isUndefined, ownAttribute(NNNames.forward) == nil {
        throw Raised(.notImplementedError, "Module [\(type.name)] is missing the required \"forward\" function")
      }
      return try vm.call(vm.attribute(of: .object(self), NNNames.forward), arguments)
    }
    if function !== lastForward {
      lastForward = function
      layer = LayerType.owning(found)
    }
    if let layer, let result = try layer.apply(self, arguments, vm) { return result }
    if ownAttribute(NNNames.forward) != nil {
      return try vm.call(vm.attribute(of: .object(self), NNNames.forward), arguments)
    }
    return try vm.call(found, prepending: .object(self), arguments)
  }

  // MARK: containers
  override func length(_ vm: Interpreter) throws -> Int? { try ModuleContainers.length(self, vm) }
  override func item(_ key: Value, _ vm: Interpreter) throws -> Value { try ModuleContainers.item(self, key, vm) }
  override func setItem(_ key: Value, _ value: Value, _ vm: Interpreter) throws {
    try ModuleContainers.setItem(self, key, value, vm)
  }
  override func deleteItem(_ key: Value, _ vm: Interpreter) throws { try ModuleContainers.deleteItem(self, key, vm) }
  override func contains(_ value: Value, _ vm: Interpreter) throws -> Bool? {
    try ModuleContainers.contains(self, value, vm)
  }
  override func iterator(_ vm: Interpreter) throws -> Object? { try ModuleContainers.iterator(self, vm) }

  /// `sequential + sequential`, `list + list`.
  override func binary(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    guard op == .add, ModuleContainers.kind(self) == .list else { return nil }
    return try vm.callMethod(.object(self), "__add__", [right])
  }
}

/// Names that module look-ups compare with.
enum NNNames {
  static let training: Name = "training"
  static let parameters: Name = "_parameters"
  static let buffers: Name = "_buffers"
  static let modules: Name = "_modules"
  static let forward: Name = "forward"
  static let extraRepr: Name = "extra_repr"
}
