import NablaTensor
import NablaVM

/// The methods of `Sequential`, `ModuleList`, `ModuleDict` and `ParameterList`.
enum ContainerMethods {
  private static func receiver(_ arguments: Arguments, _ vm: Interpreter) throws -> NNModuleObject {
    try arguments.receiver(NNModuleObject.self, vm)
  }

  private static func made(_ arguments: Arguments, _ vm: Interpreter) throws -> NNModuleObject {
    let module = try receiver(arguments, vm)
    module.isInitialized = true
    return module
  }

  /// The items of a `*args` slot.
  private static func rest(_ value: Value) -> [Value] { value.as(TupleObject.self)?.items ?? [] }

  static var sequential: [Native] {
    [
      Native("__init__", "(self, *args)", "Modules in order, or one dictionary of them.") { arguments, vm in
        let module = try made(arguments, vm)
        let given = rest(arguments[1])
        if given.count == 1, let dictionary = given[0].as(DictObject.self) {
          for (key, value) in dictionary.pairs { try module.modules.set(key, ModuleContainers.require(value, vm), vm) }
        } else {
          for (index, value) in given.enumerated() { module.modules["\(index)"] = try ModuleContainers.require(value, vm) }
        }
        return .none
      },
      Native("forward", "(self, input)", "The output of the last module.") { arguments, vm in
        var value = arguments[1]
        for step in try receiver(arguments, vm).modules.values { value = try vm.call(step, [value]) }
        return value
      },
    ] + listMethods
  }

  static var moduleList: [Native] {
    [
      Native("__init__", "(self, modules=None)", "A list of modules.") { arguments, vm in
        let module = try made(arguments, vm)
        if !arguments[1].isNone { try extend(module, arguments[1], vm) }
        return .none
      }
    ] + listMethods
  }

  private static var listMethods: [Native] {
    [
      Native("append", "(self, module)", "Adds a module at the end.") { arguments, vm in
        let list = try receiver(arguments, vm)
        list.modules["\(list.modules.count)"] = try ModuleContainers.require(arguments[1], vm)
        return arguments[0]
      },
      Native("extend", "(self, modules)", "Adds modules at the end.") { arguments, vm in
        try extend(receiver(arguments, vm), arguments[1], vm)
        return arguments[0]
      },
      Native("insert", "(self, index, module)", "Adds a module before an index.") { arguments, vm in
        let list = try receiver(arguments, vm)
        var values = list.modules.values
        let wanted = try arguments.int(1, vm)
        let index = min(max(wanted < 0 ? wanted + values.count : wanted, 0), values.count)
        values.insert(try ModuleContainers.require(arguments[2], vm), at: index)
        ModuleContainers.renumber(list.modules, values)
        return arguments[0]
      },
      Native("pop", "(self, key)", "Takes a module out.") { arguments, vm in
        let list = try receiver(arguments, vm)
        let value = try ModuleContainers.item(list, arguments[1], vm)
        try ModuleContainers.deleteItem(list, arguments[1], vm)
        return value
      },
      Native("__add__", "(self, other)", "The modules of both.") { arguments, vm in
        let list = try receiver(arguments, vm)
        let sum = NNModuleObject(type: list.type)
        sum.isInitialized = true
        try extend(sum, .object(list), vm)
        try extend(sum, arguments[1], vm)
        return .object(sum)
      },
    ] + brackets
  }

  /// `len`, brackets and iteration under their dunder names, for programs and subclasses that call them.
  private static var brackets: [Native] {
    [
      Native.slot("__len__", "(self)") { arguments, vm in
        .int(try receiver(arguments, vm).length(vm) ?? 0)
      },
      Native.slot("__getitem__", "(self, idx)") { arguments, vm in
        try receiver(arguments, vm).item(arguments[1], vm)
      },
      Native.slot("__setitem__", "(self, idx, module)") { arguments, vm in
        try receiver(arguments, vm).setItem(arguments[1], arguments[2], vm)
        return .none
      },
      Native.slot("__delitem__", "(self, idx)") { arguments, vm in
        try receiver(arguments, vm).deleteItem(arguments[1], vm)
        return .none
      },
      Native.slot("__iter__", "(self)") { arguments, vm in
        try receiver(arguments, vm).iterator(vm).map { .object($0) } ?? .none
      },
      Native.slot("__contains__", "(self, key)") { arguments, vm in
        .bool(try vm.contains(arguments[0], arguments[1]))
      },
    ]
  }

  private static func extend(_ list: NNModuleObject, _ values: Value, _ vm: Interpreter) throws {
    guard let iterator = try vm.iteratorOrNil(values) else {
      throw Raised(.typeError, "ModuleList.extend should be called with an iterable, but got \(vm.typeName(of: values))")
    }
    while let value = try iterator.next(vm) {
      list.modules["\(list.modules.count)"] = try ModuleContainers.require(value, vm)
    }
  }

  static var moduleDict: [Native] {
    [
      Native("__init__", "(self, modules=None)", "A dictionary of modules.") { arguments, vm in
        let module = try made(arguments, vm)
        if !arguments[1].isNone { try update(module, arguments[1], vm) }
        return .none
      },
      Native("update", "(self, modules)", "Adds the modules of another dictionary.") { arguments, vm in
        try update(receiver(arguments, vm), arguments[1], vm)
        return .none
      },
      Native("keys", "(self)", "The names.") { arguments, vm in .list(try receiver(arguments, vm).modules.keys) },
      Native("values", "(self)", "The modules.") { arguments, vm in .list(try receiver(arguments, vm).modules.values) },
      Native("items", "(self)", "Pairs of names and modules.") { arguments, vm in
        .list(try receiver(arguments, vm).modules.pairs.map { .tuple([$0.key, $0.value]) })
      },
      Native("pop", "(self, key)", "Takes a module out.") { arguments, vm in
        let dictionary = try receiver(arguments, vm)
        let value = try ModuleContainers.item(dictionary, arguments[1], vm)
        try ModuleContainers.deleteItem(dictionary, arguments[1], vm)
        return value
      },
      Native("clear", "(self)", "Takes all modules out.") { arguments, vm in
        try receiver(arguments, vm).modules.removeAll()
        return .none
      },
    ] + brackets
  }

  private static func update(_ dictionary: NNModuleObject, _ values: Value, _ vm: Interpreter) throws {
    var pairs: [(key: Value, value: Value)] = []
    if let other = values.as(DictObject.self) { pairs = other.pairs } else if let other = values.as(NNModuleObject.self) {
      pairs = other.modules.pairs
    } else {
      for pair in try vm.array(values) {
        let items = try vm.array(pair)
        guard items.count == 2 else {
          throw Raised(.valueError, "ModuleDict update sequence element has length \(items.count); 2 is required")
        }
        pairs.append((items[0], items[1]))
      }
    }
    for (key, value) in pairs { try dictionary.modules.set(key, ModuleContainers.require(value, vm), vm) }
  }

  static var parameterList: [Native] {
    [
      Native("__init__", "(self, values=None)", "A list of parameters.") { arguments, vm in
        let module = try made(arguments, vm)
        if !arguments[1].isNone {
          for value in try vm.array(arguments[1]) {
            module.parameters["\(module.parameters.count)"] = try parameter(value, vm)
          }
        }
        return .none
      },
      Native("append", "(self, value)", "Adds a parameter at the end.") { arguments, vm in
        let list = try receiver(arguments, vm)
        list.parameters["\(list.parameters.count)"] = try parameter(arguments[1], vm)
        return arguments[0]
      },
      Native("extend", "(self, values)", "Adds parameters at the end.") { arguments, vm in
        let list = try receiver(arguments, vm)
        for value in try vm.array(arguments[1]) {
          list.parameters["\(list.parameters.count)"] = try parameter(value, vm)
        }
        return arguments[0]
      },
    ] + brackets
  }

  /// A tensor as a parameter; parameters stay what they are.
  static func parameter(_ value: Value, _ vm: Interpreter) throws -> Value {
    guard let tensor = TensorObject.from(value) else {
      throw Raised(.typeError, "\(vm.typeName(of: value)) is not a Tensor")
    }
    if tensor.tensor.isParameter { return value }
    return try TensorErrors.translate { TensorObject.value(try Parameters.make(tensor.tensor, requiresGrad: true)) }
  }
}
