import NablaNN
import NablaTensor
import NablaVM

/// An optimiser of `torch.optim`.
///
/// Its settings are visible as `param_groups`, a list of dictionaries that programs and schedulers change; each step
/// reads them. Optimisers written in Swift have an engine that updates the parameters; those written in the language
/// derive from `Optimizer` and bring their own `step`.
final class OptimizerObject: InstanceObject {
  var engine: Optimizer?
  let groups = ListObject([])
  let defaults = DictObject()
  /// What optimisers written in the language keep about each parameter.
  let ownState = DictObject(type: OptimizerState.type)
  /// Calls of `step`, for schedulers that want it called first.
  var steps = 0
  /// The first gradient at the last step, its version, and how many had been cleared by then: see `TrainingHints`.
  var lastGradient: ObjectIdentifier?
  var lastVersion = 0
  var lastClearings = 0

  init(type: TypeObject) { super.init(type: type, kind: .other) }

  override func visitReferences(_ visit: (Object) -> Void) {
    super.visitReferences(visit)
    visit(groups)
    visit(defaults)
    visit(ownState)
  }

  override func clearReferences() {
    super.clearReferences()
    groups.clearReferences()
    defaults.clearReferences()
    ownState.clearReferences()
  }

  override func attribute(_ name: Name, _ vm: Interpreter) throws -> Value? {
    switch name {
    case OptimizerNames.paramGroups: return .object(groups)
    case OptimizerNames.defaults: return .object(defaults)
    case OptimizerNames.state: return .object(engine == nil ? ownState : stateDictionary())
    default: return try super.attribute(name, vm)
    }
  }

  override func attributeNames() -> [String] { super.attributeNames() + ["param_groups", "defaults", "state"] }

  override func repr(_ vm: Interpreter) throws -> String {
    var text = "\(type.name) ("
    for (index, group) in dictionaries.enumerated() {
      text += "\nParameter Group \(index)\n"
      var lines: [(String, String)] = []
      for (key, value) in group.pairs {
        guard let name = key.as(StrObject.self)?.text, name != "params" else { continue }
        lines.append((name, try vm.str(value)))
      }
      for (name, value) in lines.sorted(by: { $0.0 < $1.0 }) { text += "    \(name): \(value)\n" }
    }
    return text + ")"
  }

  var dictionaries: [DictObject] { groups.items.compactMap { $0.as(DictObject.self) } }

  /// The parameters of a group.
  static func parameters(of group: DictObject) -> [TensorObject] {
    guard case .object(let object)? = group["params"], let items = Sequences.items(of: object) else { return [] }
    return items.compactMap { TensorObject.from($0) }
  }

  // MARK: settings
  /// Carries what programs wrote into `param_groups` over to the engine.
  func readSettings() throws {
    guard let engine else { return }
    for (group, dictionary) in zip(engine.groups, dictionaries) {
      for (name, value) in group.options.entries {
        guard let current = dictionary[name] else { continue }
        let setting = try Settings.value(current)
        if setting != value { group[name] = setting }
      }
    }
  }

  /// A dictionary that shows a group.
  static func dictionary(_ group: ParameterGroup, _ parameters: [Value]) -> DictObject {
    let dictionary = DictObject()
    dictionary["params"] = .list(parameters)
    for (name, value) in group.options.entries { dictionary[name] = Settings.value(value) }
    return dictionary
  }

  // MARK: state
  /// `optimizer.state`: what the engine keeps about each parameter.
  private func stateDictionary() -> DictObject {
    let result = DictObject(type: OptimizerState.type)
    guard let engine else { return result }
    for group in engine.groups {
      for parameter in group.parameters {
        guard let state = engine.existingState(of: parameter) else { continue }
        let object = TensorObject.of(parameter)
        result.table.insert(.object(object), hash: object.identity, .object(OptimizerState.dictionary(state, engine)))
      }
    }
    return result
  }
}

enum OptimizerNames {
  static let paramGroups: Name = "param_groups"
  static let defaults: Name = "defaults"
  static let state: Name = "state"
}

/// Settings of parameter groups between the language and the tensor half.
enum Settings {
  static func value(_ option: OptionValue) -> Value {
    switch option {
    case .none: return .none
    case .bool(let flag): return .bool(flag)
    case .number(let scalar): return TensorObject.number(scalar)
    case .pair(let a, let b): return .tuple([TensorObject.number(a), TensorObject.number(b)])
    }
  }

  static func value(_ value: Value) throws -> OptionValue {
    switch value {
    case .none, .undefined: return .none
    case .bool(let flag): return .bool(flag)
    case .int(let number): return .number(.int(number))
    case .float(let number): return .number(.float(number))
    case .object(let object):
      if let tensor = object as? TensorObject { return .number(try tensor.tensor.item()) }
      if let items = Sequences.items(of: object), items.count == 2, case .number(let a) = try self.value(items[0]),
        case .number(let b) = try self.value(items[1])
      {
        return .pair(a, b)
      }
      return .none
    }
  }
}
