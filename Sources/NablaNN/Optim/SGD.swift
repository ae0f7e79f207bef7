import NablaTensor

/// Stochastic gradient descent.
///
///     g = gradient + weightDecay · p
///     v = momentum · v + (1 − dampening) · g        (v = g at the first step)
///     p = p − lr · v                                (Nesterov: p − lr · (g + momentum · v))
///
/// - Defaults: `lr: 0.001, momentum: 0, dampening: 0, weightDecay: 0, nesterov: false, maximize: false`.
/// - Throws: negative settings; Nesterov without momentum or with dampening.
/// - PyTorch: `torch.optim.SGD`.  Source: Sutskever et al. 2013.
public final class SGD: Optimizer {
  public convenience init(
    _ parameters: [Tensor], lr: Scalar = 0.001, momentum: Scalar = 0, dampening: Scalar = 0, weightDecay: Scalar = 0,
    nesterov: Bool = false, maximize: Bool = false
  ) throws {
    try self.init(
      groups: parameters.isEmpty ? [] : [ParameterGroup(parameters)], lr: lr, momentum: momentum, dampening: dampening,
      weightDecay: weightDecay, nesterov: nesterov, maximize: maximize)
  }

  public init(
    groups: [ParameterGroup], lr: Scalar = 0.001, momentum: Scalar = 0, dampening: Scalar = 0, weightDecay: Scalar = 0,
    nesterov: Bool = false, maximize: Bool = false
  ) throws {
    let defaults: [(String, OptionValue)] = [
      ("lr", .number(lr)), ("momentum", .number(momentum)), ("dampening", .number(dampening)),
      ("weight_decay", .number(weightDecay)), ("nesterov", .bool(nesterov)), ("maximize", .bool(maximize)),
      ("foreach", .none), ("differentiable", .bool(false)), ("fused", .none),
    ]
    try super.init(groups, defaults: defaults)
  }

  public override var countsSteps: Bool { false }

  public override func validate(_ group: ParameterGroup) throws {
    try requireNonNegative(group, "lr", "learning rate")
    try requireNonNegative(group, "momentum", "momentum value")
    try requireNonNegative(group, "weight_decay", "weight_decay value")
    let (momentum, dampening) = (try group.number("momentum"), try group.number("dampening"))
    if group.flag("nesterov"), momentum <= 0 || dampening != 0 {
      throw TensorError.other(.valueError, "Nesterov momentum requires a momentum and zero dampening")
    }
  }

  public override func update(
    _ parameter: Tensor, gradient: Tensor, group: ParameterGroup, state: ParameterState
  ) throws {
    let momentum = try group.number("momentum")
    let isFirst = state.tensors["momentum_buffer"] == nil
    let buffer = momentum == 0 ? nil : try state.tensor("momentum_buffer", like: parameter)
    try OptimizerKernels.sgd(
      parameter, gradient: gradient, buffer: buffer, lr: group.number("lr"), momentum: momentum,
      dampening: group.number("dampening"), weightDecay: group.number("weight_decay"), nesterov: group.flag("nesterov"),
      maximize: group.flag("maximize"), isFirst: isFirst)
  }
}
