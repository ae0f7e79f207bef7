import NablaTensor
import NablaVM

/// `state_dict` and `load_state_dict`.
extension ModuleMethods {
  static var state: [Native] {
    [
      Native("state_dict", "(self, *, destination=None, prefix='', keep_vars=False)",
             "All parameters and buffers by their dotted names.") { arguments, vm in
        let destination = arguments[1].as(DictObject.self) ?? OrderedDictionaries.make(vm)
        try save(receiver(arguments, vm), arguments.string(2, vm), keep: arguments.bool(3, vm), into: destination, depth: 0)
        return .object(destination)
      },
      Native("load_state_dict", "(self, state_dict, strict=True, assign=False)",
             "Copies parameters and buffers from a dictionary.") { arguments, vm in
        let module = try receiver(arguments, vm)
        guard let dictionary = arguments[1].as(DictObject.self) else {
          throw Raised(.typeError, "Expected state_dict to be dict-like, got \(try vm.repr(.object(vm.type(of: arguments[1])))).")
        }
        return try load(module, dictionary, strict: arguments.bool(2, vm), vm)
      },
    ]
  }

  private static func save(
    _ module: NNModuleObject, _ prefix: String, keep: Bool, into destination: DictObject, depth: Int
  ) throws {
    guard depth < 500 else { throw Raised(.recursionError, "maximum recursion depth exceeded") }
    for (name, tensor, _) in ownState(module) {
      destination[prefix + name] = keep ? .object(tensor) : TensorObject.value(tensor.tensor.detach())
    }
    for (name, child) in ModuleWalk.children(module) {
      try save(child, "\(prefix)\(name).", keep: keep, into: destination, depth: depth + 1)
    }
  }

  /// A module's own parameters and buffers that are saved, in PyTorch's order.
  private static func ownState(_ module: NNModuleObject) -> [(name: String, tensor: TensorObject, isParameter: Bool)] {
    var found: [(name: String, tensor: TensorObject, isParameter: Bool)] = []
    for registry in [module.parameters, module.buffers] {
      for (key, value) in registry.pairs {
        guard case .object(let object) = key, let text = object as? StrObject, let tensor = TensorObject.from(value),
          registry === module.parameters || !module.transientBuffers.contains(text.text)
        else { continue }
        found.append((text.text, tensor, registry === module.parameters))
      }
    }
    return found
  }

  private static func load(
    _ module: NNModuleObject, _ source: DictObject, strict: Bool, _ vm: Interpreter
  ) throws -> Value {
    var missing: [String] = []
    var mismatches: [String] = []
    var known: Set<String> = []
    func visit(_ module: NNModuleObject, _ prefix: String, _ depth: Int) throws {
      guard depth < 500 else { throw Raised(.recursionError, "maximum recursion depth exceeded") }
      for (name, target, _) in ownState(module) {
        let key = prefix + name
        known.insert(key)
        guard let value = source[key] else {
          missing.append(key)
          continue
        }
        guard let given = TensorObject.from(value)?.tensor else {
          mismatches.append("While copying the parameter named \"\(key)\", expected torch.Tensor or Tensor-like object "
            + "from checkpoint but received \(try vm.repr(.object(vm.type(of: value))))")
          continue
        }
        guard given.shape == target.tensor.shape else {
          mismatches.append("size mismatch for \(key): copying a param with shape torch.Size(\(given.shape)) from "
            + "checkpoint, the shape in current model is torch.Size(\(target.tensor.shape)).")
          continue
        }
        try GradMode.disabled { _ = try target.tensor.copyInPlace(given) }
      }
      for (name, child) in ModuleWalk.children(module) { try visit(child, "\(prefix)\(name).", depth + 1) }
    }
    try TensorErrors.translate { try visit(module, "", 0) }
    var unexpected: [String] = []
    for key in source.keys {
      guard case .object(let object) = key, let text = object as? StrObject else { continue }
      if !known.contains(text.text) { unexpected.append(text.text) }
    }
    var complaints: [String] = []
    if strict {
      func quoted(_ names: [String]) -> String { names.map { "\"\($0)\"" }.joined(separator: ", ") }
      if !missing.isEmpty { complaints.append("Missing key(s) in state_dict: \(quoted(missing)). ") }
      if !unexpected.isEmpty { complaints.append("Unexpected key(s) in state_dict: \(quoted(unexpected)). ") }
    }
    complaints += mismatches
    guard complaints.isEmpty else {
      throw Raised(
        .runtimeError,
        "Error(s) in loading state_dict for \(module.type.name):\n\t" + complaints.joined(separator: "\n\t"))
    }
    return .object(IncompatibleKeys(missing: missing, unexpected: unexpected))
  }
}

/// What `load_state_dict` returns.
final class IncompatibleKeys: DerivedTuple {
  private let isComplete: Bool

  init(missing: [String], unexpected: [String]) {
    isComplete = missing.isEmpty && unexpected.isEmpty
    super.init(
      [.list(missing.map { .string($0) }), .list(unexpected.map { .string($0) })], type: IncompatibleKeys.keysType)
  }

  override func repr(_ vm: Interpreter) throws -> String {
    if isComplete { return "<All keys matched successfully>" }
    return "_IncompatibleKeys(missing_keys=\(try vm.repr(items[0])), unexpected_keys=\(try vm.repr(items[1])))"
  }

  private static let keysType = TypeObject(
    NativeType(
      "_IncompatibleKeys", module: "torch.nn.modules.module", bases: { [.tuple] },
      properties: {
        [
          NativeProperty("missing_keys") { object, _ in (object as? TupleObject)?.items.first ?? .none },
          NativeProperty("unexpected_keys") { object, _ in (object as? TupleObject)?.items.last ?? .none },
        ]
      }))
}

extension ModuleMethods {
  static var hooks: [Native] {
    [
      Native("register_forward_hook", "(self, hook, *, prepend=False, with_kwargs=False, always_call=False)",
             "Calls hook(module, args, output) after forward().") { arguments, vm in
        let module = try receiver(arguments, vm)
        let table = module.forwardHooks ?? HookTable()
        module.forwardHooks = table
        let number = table.add(arguments[1], withKeywords: try arguments.bool(3, vm), first: try arguments.bool(2, vm))
        return .object(HookHandle { [weak module] in
          table.remove(number)
          if table.isEmpty { module?.forwardHooks = nil }
        })
      },
      Native("register_forward_pre_hook", "(self, hook, *, prepend=False, with_kwargs=False)",
             "Calls hook(module, args) before forward().") { arguments, vm in
        let module = try receiver(arguments, vm)
        let table = module.forwardPreHooks ?? HookTable()
        module.forwardPreHooks = table
        let number = table.add(arguments[1], withKeywords: try arguments.bool(3, vm), first: try arguments.bool(2, vm))
        return .object(HookHandle { [weak module] in
          table.remove(number)
          if table.isEmpty { module?.forwardPreHooks = nil }
        })
      },
    ]
  }
}
