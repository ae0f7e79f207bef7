import NablaTensor
import NablaVM

extension ModuleMethods {
  static var walking: [Native] {
    [
      Native("parameters", "(self, recurse=True)", "The parameters, for an optimiser.") { arguments, vm in
        let root = try receiver(arguments, vm)
        try TrainingHints.willGiveParameters(root, vm)
        let found = try ModuleWalk.members(root, prefix: "", recurse: arguments.bool(1, vm)) { $0.parameters }
        return Iterators.over(found.map { .object($0.tensor) })
      },
      Native("named_parameters", "(self, prefix='', recurse=True, remove_duplicate=True)", "The parameters with their names.")
      { arguments, vm in
        let found = try ModuleWalk.members(
          receiver(arguments, vm), prefix: arguments.string(1, vm), recurse: arguments.bool(2, vm),
          once: arguments.bool(3, vm)) { $0.parameters }
        return Iterators.over(found.map { .tuple([.string($0.name), .object($0.tensor)]) })
      },
      Native("buffers", "(self, recurse=True)", "The buffers, such as running statistics.") { arguments, vm in
        let found = try ModuleWalk.members(receiver(arguments, vm), prefix: "", recurse: arguments.bool(1, vm)) { $0.buffers }
        return Iterators.over(found.map { .object($0.tensor) })
      },
      Native("named_buffers", "(self, prefix='', recurse=True, remove_duplicate=True)", "The buffers with their names.")
      { arguments, vm in
        let found = try ModuleWalk.members(
          receiver(arguments, vm), prefix: arguments.string(1, vm), recurse: arguments.bool(2, vm),
          once: arguments.bool(3, vm)) { $0.buffers }
        return Iterators.over(found.map { .tuple([.string($0.name), .object($0.tensor)]) })
      },
      Native("children", "(self)", "The modules directly below this one.") { arguments, vm in
        Iterators.over(try distinctChildren(receiver(arguments, vm)).map { .object($0.module) })
      },
      Native("named_children", "(self)", "The modules directly below this one, with their names.") { arguments, vm in
        Iterators.over(try distinctChildren(receiver(arguments, vm)).map { .tuple([.string($0.name), .object($0.module)]) })
      },
      Native("modules", "(self)", "This module and all below it.") { arguments, vm in
        Iterators.over(try ModuleWalk.modules(receiver(arguments, vm)).map { .object($0.module) })
      },
      Native("named_modules", "(self, memo=None, prefix='', remove_duplicate=True)", "This module and all below it, with their paths.")
      { arguments, vm in
        let found = try ModuleWalk.modules(
          receiver(arguments, vm), prefix: arguments.string(2, vm), once: arguments.bool(3, vm))
        return Iterators.over(found.map { .tuple([.string($0.name), .object($0.module)]) })
      },
      Native("get_submodule", "(self, target)", "The module at a dotted path.") { arguments, vm in
        .object(try ModuleWalk.submodule(receiver(arguments, vm), arguments.string(1, vm), vm))
      },
      Native("get_parameter", "(self, target)", "The parameter at a dotted path.") { arguments, vm in
        try member(receiver(arguments, vm), arguments.string(1, vm), "nn.Parameter", vm) { $0.parameters }
      },
      Native("get_buffer", "(self, target)", "The buffer at a dotted path.") { arguments, vm in
        try member(receiver(arguments, vm), arguments.string(1, vm), "a buffer", vm) { $0.buffers }
      },
      Native("__dir__", "(self)", "All names.") { arguments, vm in
        let module = try receiver(arguments, vm)
        var names = Set(module.attributeNames())
        for type in module.type.order { for name in type.table.names { names.insert(name.text) } }
        return .list(names.sorted().map { .string($0) })
      },
    ]
  }

  private static func distinctChildren(_ module: NNModuleObject) -> [(name: String, module: NNModuleObject)] {
    var seen: Set<ObjectIdentifier> = []
    return ModuleWalk.children(module).filter { seen.insert(ObjectIdentifier($0.module)).inserted }
  }

  private static func member(
    _ root: NNModuleObject, _ target: String, _ kind: String, _ vm: Interpreter, _ registry: (NNModuleObject) -> DictObject
  ) throws -> Value {
    var path = target.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let last = path.popLast() ?? ""
    let module = try ModuleWalk.submodule(root, path.joined(separator: "."), vm)
    guard let value = try module.attribute(Name(last), vm) else {
      throw Raised(.attributeError, "\(module.type.name) has no attribute `\(last)`")
    }
    guard registry(module)[last] != nil else {
      throw Raised(.attributeError, "`\(last)` is not \(kind == "a buffer" ? "a buffer" : "an \(kind)")")
    }
    return value
  }

  static var registering: [Native] {
    [
      Native("register_parameter", "(self, name, param)", "Adds a parameter.") { arguments, vm in
        let module = try receiver(arguments, vm)
        let name = try registrableName(arguments[1], "parameter", module, module.parameters, vm)
        if !arguments[2].isNone {
          guard let tensor = TensorObject.from(arguments[2]), tensor.tensor.isParameter else {
            throw Raised(.typeError, "cannot assign '\(className(arguments[2], vm))' object to parameter '\(name)' "
              + "(torch.nn.Parameter or None required)")
          }
        }
        module.parameters[name] = arguments[2]
        return .none
      },
      Native("register_buffer", "(self, name, tensor, persistent=True)", "Adds a buffer.") { arguments, vm in
        let module = try receiver(arguments, vm)
        let name = try registrableName(arguments[1], "buffer", module, module.buffers, vm)
        guard arguments[2].isNone || TensorObject.from(arguments[2]) != nil else {
          throw Raised(.typeError, "cannot assign '\(className(arguments[2], vm))' object to buffer '\(name)' "
            + "(torch Tensor or None required)")
        }
        module.buffers[name] = arguments[2]
        if try arguments.bool(3, vm) { module.transientBuffers.remove(name) } else { module.transientBuffers.insert(name) }
        return .none
      },
      Native("add_module", "(self, name, module)", "Adds a submodule.", addModule),
      Native("register_module", "(self, name, module)", "Adds a submodule.", addModule),
    ]
  }

  private static func addModule(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    let module = try receiver(arguments, vm)
    guard arguments[2].isNone || arguments[2].as(NNModuleObject.self) != nil else {
      throw Raised(.typeError, "\(vm.typeName(of: arguments[2])) is not a Module subclass")
    }
    let name = try registrableName(arguments[1], "module", module, module.modules, vm)
    module.modules[name] = arguments[2]
    return .none
  }

  private static func registrableName(
    _ value: Value, _ kind: String, _ module: NNModuleObject, _ own: DictObject, _ vm: Interpreter
  ) throws -> String {
    guard case .object(let object) = value, let text = object as? StrObject else {
      throw Raised(.typeError, "\(kind) name should be a string. Got \(vm.typeName(of: value))")
    }
    let name = text.text
    guard module.isInitialized else {
      throw Raised(.attributeError, "cannot assign \(kind) before Module.__init__() call")
    }
    if own[name] == nil, try module.attribute(Name(name), vm) != nil {
      throw Raised(.keyError, "attribute '\(name)' already exists")
    }
    if name.contains(".") {
      throw Raised(.keyError, kind == "module" ? "module name can't contain \".\", got: \(name)" : "\(kind) name can't contain \".\"")
    }
    if name.isEmpty { throw Raised(.keyError, "\(kind) name can't be empty string \"\"") }
    return name
  }

  static func className(_ value: Value, _ vm: Interpreter) -> String {
    TensorObject.from(value)?.tensor.dtype.tensorTypeName ?? vm.typeName(of: value)
  }
}
