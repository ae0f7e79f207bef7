import NablaTensor

/// What an optimiser keeps about one parameter.
public final class ParameterState {
  /// Steps made; PyTorch keeps it as a float tensor.
  public var step: Double = 0
  /// Tensors shaped like the parameter, by PyTorch's names.
  public var tensors = NamedList<Tensor>()

  public init() {}

  /// The tensor of that name, made of zeros at first use.
  func tensor(_ name: String, like parameter: Tensor) throws -> Tensor {
    if let tensor = tensors[name] { return tensor }
    let fresh = try Tensor.zeros(parameter.shape, dtype: parameter.dtype)
    tensors[name] = fresh
    return fresh
  }
}

/// The base of optimisers: parameters in groups with settings, and a state for each parameter.
///
/// Settings are read at every step, so that a scheduler or a program may change them (`optimizer.groups[0]["lr"]`).
///
/// - PyTorch: `torch.optim.Optimizer`, in its single-tensor form.
open class Optimizer: CustomStringConvertible {
  public private(set) var groups: [ParameterGroup] = []
  /// What a group gets that does not say otherwise.
  public let defaults: [(String, OptionValue)]
  private var states: [ObjectIdentifier: ParameterState] = [:]
  /// Whether the state carries a count of steps.
  open var countsSteps: Bool { true }
  /// Said when gradients of a tensor that is no leaf would be wanted.
  public init(_ groups: [ParameterGroup], defaults: [(String, OptionValue)]) throws {
    self.defaults = defaults
    guard !groups.isEmpty else {
      throw TensorError.other(.valueError, "optimizer got an empty parameter list",
                              fix: "layers kept in a plain list are invisible to their module: use `nn.ModuleList`")
    }
    for group in groups { try add(group) }
  }

  /// Adds parameters with settings of their own: `add_param_group`.
  ///
  /// - Throws: parameters that are in a group already, or are results of operations; settings out of range.
  public func add(_ group: ParameterGroup) throws {
    var options = NamedList<OptionValue>()
    for (name, value) in defaults { options[name] = group.options[name] ?? value }
    for (name, value) in group.options.entries where options[name] == nil { options[name] = value }
    var known = Set(groups.flatMap { $0.parameters.map(ObjectIdentifier.init) })
    for parameter in group.parameters {
      guard parameter.isLeaf || parameter.retainsGrad else {
        throw TensorError.other(.valueError, "can't optimize a non-leaf Tensor",
                                fix: "give the parameters themselves, not results computed from them")
      }
      guard known.insert(ObjectIdentifier(parameter)).inserted else {
        throw TensorError.other(.valueError, "some parameters appear in more than one parameter group")
      }
    }
    group.options = options
    try validate(group)
    groups.append(group)
  }

  /// Checks a group's settings. Subclasses give this.
  open func validate(_ group: ParameterGroup) throws {}

  /// Updates one parameter that has a gradient. Subclasses give this.
  open func update(_ parameter: Tensor, gradient: Tensor, group: ParameterGroup, state: ParameterState) throws {}

  /// Updates every parameter that has a gradient.
  public func step() throws {
    for group in groups {
      for parameter in group.parameters {
        guard let gradient = parameter.grad else { continue }
        let state = state(of: parameter)
        state.step += 1
        try update(parameter, gradient: gradient, group: group, state: state)
      }
    }
  }

  /// Forgets the gradients, or fills them with zeros.
  public func zeroGrad(setToNone: Bool = true) throws {
    for group in groups { try Gradients.zero(group.parameters, setToNone: setToNone) }
  }

  /// What is kept about a parameter, made when first asked for.
  public func state(of parameter: Tensor) -> ParameterState {
    let key = ObjectIdentifier(parameter)
    if let state = states[key] { return state }
    let fresh = ParameterState()
    states[key] = fresh
    return fresh
  }

  /// What is kept about a parameter, if anything yet.
  public func existingState(of parameter: Tensor) -> ParameterState? { states[ObjectIdentifier(parameter)] }

  func setState(_ state: ParameterState, of parameter: Tensor) { states[ObjectIdentifier(parameter)] = state }

  open var typeName: String { String(describing: type(of: self)) }

  /// As PyTorch prints it: the settings of each group, sorted by name.
  public var description: String {
    var text = "\(typeName) ("
    for (index, group) in groups.enumerated() {
      text += "\nParameter Group \(index)\n"
      for (name, value) in group.options.entries.sorted(by: { $0.name < $1.name }) { text += "    \(name): \(value)\n" }
    }
    return text + ")"
  }

  /// - Throws: PyTorch's `ValueError` for a setting that is negative.
  func requireNonNegative(_ group: ParameterGroup, _ name: String, _ words: String) throws {
    guard try group.number(name) >= 0 else {
      throw TensorError.other(.valueError, "Invalid \(words): \(group[name]?.description ?? "")")
    }
  }
}
