import NablaTensor

/// An optimiser's state as it is saved: groups with parameters by number, and each numbered parameter's state.
public struct OptimizerState {
  public struct Group {
    public var options: [(name: String, value: OptionValue)]
    public var parameters: [Int]
    public init(options: [(name: String, value: OptionValue)], parameters: [Int]) {
      self.options = options
      self.parameters = parameters
    }
  }

  /// State by parameter number: tensors by name, `step` among them as a float tensor without dimensions.
  public var state: [(number: Int, tensors: [(name: String, tensor: Tensor)])]
  public var groups: [Group]

  public init(state: [(number: Int, tensors: [(name: String, tensor: Tensor)])], groups: [Group]) {
    self.state = state
    self.groups = groups
  }
}

extension Optimizer {
  /// The state, sharing memory with the optimiser: `state_dict`.
  public func stateDict() throws -> OptimizerState {
    var number = 0
    var entries: [(number: Int, tensors: [(name: String, tensor: Tensor)])] = []
    var saved: [OptimizerState.Group] = []
    for group in groups {
      var numbers: [Int] = []
      for parameter in group.parameters {
        if let state = existingState(of: parameter), countsSteps || !state.tensors.isEmpty {
          var tensors = state.tensors.entries.map { (name: $0.name, tensor: $0.value) }
          if countsSteps {
            tensors.insert((name: "step", tensor: try Tensor.full([], .float(state.step), dtype: .float32)), at: 0)
          }
          entries.append((number: number, tensors: tensors))
        }
        numbers.append(number)
        number += 1
      }
      saved.append(.init(options: group.options.entries.map { (name: $0.name, value: $0.value) }, parameters: numbers))
    }
    return OptimizerState(state: entries, groups: saved)
  }

  /// Takes a state over; its tensors are copied.
  ///
  /// - Throws: when groups or their sizes differ from this optimiser's.
  public func loadStateDict(_ saved: OptimizerState) throws {
    guard saved.groups.count == groups.count else {
      throw TensorError.other(.valueError, "loaded state dict has a different number of parameter groups")
    }
    for (group, other) in zip(groups, saved.groups) where group.parameters.count != other.parameters.count {
      throw TensorError.other(
        .valueError, "loaded state dict contains a parameter group that doesn't match the size of optimizer's group")
    }
    var byNumber: [Int: Tensor] = [:]
    for (group, other) in zip(groups, saved.groups) {
      for (parameter, number) in zip(group.parameters, other.parameters) { byNumber[number] = parameter }
      for (name, value) in other.options { group[name] = value }
    }
    for (number, tensors) in saved.state {
      guard let parameter = byNumber[number] else { continue }
      let state = ParameterState()
      for (name, tensor) in tensors {
        if name == "step" {
          state.step = try tensor.item().double
        } else {
          state.tensors[name] = try GradMode.disabled { try tensor.detach().to(parameter.dtype).clone() }
        }
      }
      setState(state, of: parameter)
    }
  }
}
