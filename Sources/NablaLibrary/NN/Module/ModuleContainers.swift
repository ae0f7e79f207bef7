import NablaVM

/// What brackets, `len`, `in` and `for` mean for `Sequential`, `ModuleList`, `ModuleDict` and `ParameterList`.
/// Classes of the language that define the dunder methods never come here.
enum ModuleContainers {
  enum Kind { case list, dict, parameters }

  static func kind(_ module: NNModuleObject) -> Kind? {
    let type = module.type
    if type.isSubclass(of: NNTypes.sequential) || type.isSubclass(of: NNTypes.moduleList) { return .list }
    if type.isSubclass(of: NNTypes.moduleDict) { return .dict }
    if type.isSubclass(of: NNTypes.parameterList) { return .parameters }
    return nil
  }

  private static func registry(_ module: NNModuleObject) -> DictObject? {
    switch kind(module) {
    case .list, .dict: return module.modules
    case .parameters: return module.parameters
    case nil: return nil
    }
  }

  static func length(_ module: NNModuleObject, _ vm: Interpreter) throws -> Int? { registry(module)?.count }

  static func iterator(_ module: NNModuleObject, _ vm: Interpreter) throws -> Object? {
    guard let registry = registry(module) else { return nil }
    let isDict = kind(module) == .dict
    return try vm.iterator(.list(isDict ? registry.keys : registry.values))
  }

  static func contains(_ module: NNModuleObject, _ value: Value, _ vm: Interpreter) throws -> Bool? {
    kind(module) == .dict ? try module.modules.get(value, vm) != nil : nil
  }

  static func item(_ module: NNModuleObject, _ key: Value, _ vm: Interpreter) throws -> Value {
    guard let registry = registry(module) else { throw vm.notSubscriptable(module) }
    if kind(module) == .dict {
      if let found = try registry.get(key, vm) { return found }
      throw Raised(.keyError, arguments: [key])
    }
    if let slice = key.as(SliceObject.self) {
      let part = try slice.resolve(count: registry.count, vm)
      let values = registry.values
      let names = registry.keys
      let result = NNModuleObject(type: module.type)
      result.isInitialized = true
      result.training = module.training
      for step in 0..<part.count {
        let index = part.start + step * part.step
        // A `Sequential` keeps the names of what is cut out of it; lists count anew.
        let keepsNames = module.type.isSubclass(of: NNTypes.sequential)
        if kind(module) == .parameters { result.parameters["\(step)"] = values[index] } else if keepsNames {
          try result.modules.set(names[index], values[index], vm)
        } else {
          result.modules["\(step)"] = values[index]
        }
      }
      return .object(result)
    }
    return registry.values[try position(key, registry.count, vm)]
  }

  static func setItem(_ module: NNModuleObject, _ key: Value, _ value: Value, _ vm: Interpreter) throws {
    guard let registry = registry(module) else { throw vm.noItemAssignment(module) }
    switch kind(module) {
    case .dict:
      try registry.set(key, require(value, vm), vm)
    case .parameters:
      try registry.set(registry.keys[position(key, registry.count, vm)], ContainerMethods.parameter(value, vm), vm)
    default:
      try registry.set(registry.keys[position(key, registry.count, vm)], require(value, vm), vm)
    }
  }

  static func deleteItem(_ module: NNModuleObject, _ key: Value, _ vm: Interpreter) throws {
    guard let registry = registry(module) else { throw try vm.noItemDeletion(module, key) }
    if kind(module) == .dict {
      guard try registry.remove(key, vm) != nil else { throw Raised(.keyError, arguments: [key]) }
      return
    }
    var values = registry.values
    if let slice = key.as(SliceObject.self) {
      let part = try slice.resolve(count: values.count, vm)
      let gone = Set((0..<part.count).map { part.start + $0 * part.step })
      values = values.indices.filter { !gone.contains($0) }.map { values[$0] }
    } else {
      values.remove(at: try position(key, values.count, vm))
    }
    renumber(registry, values)
  }

  static func renumber(_ registry: DictObject, _ values: [Value]) {
    registry.removeAll()
    for (index, value) in values.enumerated() { registry["\(index)"] = value }
  }

  static func position(_ key: Value, _ count: Int, _ vm: Interpreter) throws -> Int {
    let index = try vm.int(key)
    guard index >= -count, index < count else { throw Raised(.indexError, "index \(index) is out of range") }
    return index < 0 ? index + count : index
  }

  /// The value itself when it is a module.
  static func require(_ value: Value, _ vm: Interpreter) throws -> Value {
    if value.as(NNModuleObject.self) != nil { return value }
    if let type = value.as(TypeObject.self) {
      throw Raised(.typeError, "\(type.fullName) is not a Module subclass", details: [
        "this is the class, not a module made of it: `\(type.name)()`"
      ])
    }
    throw Raised(.typeError, "\(vm.typeName(of: value)) is not a Module subclass")
  }
}
