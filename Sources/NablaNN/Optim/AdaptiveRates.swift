import NablaTensor

/// Divides each gradient by a running average of its size.
///
///     v = α v + (1 − α) g²        p = p − lr · g / (√v + eps)
///
/// `centered` subtracts the square of the gradient's own average from `v`; `momentum` runs over what is subtracted.
///
/// - Defaults: `lr: 0.01, alpha: 0.99, eps: 1e-8, weightDecay: 0, momentum: 0, centered: false, maximize: false`.
/// - PyTorch: `torch.optim.RMSprop`.  Source: Hinton's lecture notes 2012; Graves 2013, arXiv:1308.0850 (centred).
public final class RMSprop: Optimizer {
  public convenience init(
    _ parameters: [Tensor], lr: Scalar = 0.01, alpha: Scalar = 0.99, eps: Scalar = 1e-8, weightDecay: Scalar = 0,
    momentum: Scalar = 0, centered: Bool = false, maximize: Bool = false
  ) throws {
    try self.init(
      groups: parameters.isEmpty ? [] : [ParameterGroup(parameters)], lr: lr, alpha: alpha, eps: eps,
      weightDecay: weightDecay, momentum: momentum, centered: centered, maximize: maximize)
  }

  public init(
    groups: [ParameterGroup], lr: Scalar = 0.01, alpha: Scalar = 0.99, eps: Scalar = 1e-8, weightDecay: Scalar = 0,
    momentum: Scalar = 0, centered: Bool = false, maximize: Bool = false
  ) throws {
    let defaults: [(String, OptionValue)] = [
      ("lr", .number(lr)), ("momentum", .number(momentum)), ("alpha", .number(alpha)), ("eps", .number(eps)),
      ("centered", .bool(centered)), ("weight_decay", .number(weightDecay)), ("capturable", .bool(false)),
      ("foreach", .none), ("maximize", .bool(maximize)), ("differentiable", .bool(false)),
    ]
    try super.init(groups, defaults: defaults)
  }

  public override func validate(_ group: ParameterGroup) throws {
    try requireNonNegative(group, "lr", "learning rate")
    try requireNonNegative(group, "eps", "epsilon value")
    try requireNonNegative(group, "momentum", "momentum value")
    try requireNonNegative(group, "weight_decay", "weight_decay value")
    try requireNonNegative(group, "alpha", "alpha value")
  }

  public override func update(
    _ parameter: Tensor, gradient: Tensor, group: ParameterGroup, state: ParameterState
  ) throws {
    let momentum = try group.number("momentum")
    let squares = try state.tensor("square_avg", like: parameter)
    let buffer = momentum > 0 ? try state.tensor("momentum_buffer", like: parameter) : nil
    let average = group.flag("centered") ? try state.tensor("grad_avg", like: parameter) : nil
    try OptimizerKernels.rmsprop(
      parameter, gradient: gradient, squareAverage: squares, gradientAverage: average, buffer: buffer,
      lr: group.number("lr"), alpha: group.number("alpha"), eps: group.number("eps"),
      weightDecay: group.number("weight_decay"), momentum: momentum, maximize: group.flag("maximize"))
  }
}

/// Divides each gradient by the root of the sum of all its squares so far.
///
///     s = s + g²        p = p − lr / (1 + (t − 1) · lrDecay) · g / (√s + eps)
///
/// - Defaults: `lr: 0.01, lrDecay: 0, weightDecay: 0, initialAccumulatorValue: 0, eps: 1e-10, maximize: false`.
/// - PyTorch: `torch.optim.Adagrad`.  Source: Duchi et al. 2011.
public final class Adagrad: Optimizer {
  public convenience init(
    _ parameters: [Tensor], lr: Scalar = 0.01, lrDecay: Scalar = 0, weightDecay: Scalar = 0,
    initialAccumulatorValue: Scalar = 0, eps: Scalar = 1e-10, maximize: Bool = false
  ) throws {
    try self.init(
      groups: parameters.isEmpty ? [] : [ParameterGroup(parameters)], lr: lr, lrDecay: lrDecay,
      weightDecay: weightDecay, initialAccumulatorValue: initialAccumulatorValue, eps: eps, maximize: maximize)
  }

  public init(
    groups: [ParameterGroup], lr: Scalar = 0.01, lrDecay: Scalar = 0, weightDecay: Scalar = 0,
    initialAccumulatorValue: Scalar = 0, eps: Scalar = 1e-10, maximize: Bool = false
  ) throws {
    let defaults: [(String, OptionValue)] = [
      ("lr", .number(lr)), ("lr_decay", .number(lrDecay)), ("eps", .number(eps)),
      ("weight_decay", .number(weightDecay)), ("initial_accumulator_value", .number(initialAccumulatorValue)),
      ("foreach", .none), ("maximize", .bool(maximize)), ("differentiable", .bool(false)), ("fused", .none),
    ]
    try super.init(groups, defaults: defaults)
  }

  public override func validate(_ group: ParameterGroup) throws {
    try requireNonNegative(group, "lr", "learning rate")
    try requireNonNegative(group, "lr_decay", "lr_decay value")
    try requireNonNegative(group, "weight_decay", "weight_decay value")
    try requireNonNegative(group, "initial_accumulator_value", "initial_accumulator_value value")
    try requireNonNegative(group, "eps", "epsilon value")
  }

  public override func update(
    _ parameter: Tensor, gradient: Tensor, group: ParameterGroup, state: ParameterState
  ) throws {
    let isFirst = state.tensors["sum"] == nil
    let sum = try state.tensor("sum", like: parameter)
    if isFirst, let start = group["initial_accumulator_value"]?.double { try Init.constant(sum, .float(start)) }
    let rate = try group.number("lr") / (1 + (state.step - 1) * group.number("lr_decay"))
    try OptimizerKernels.adagrad(
      parameter, gradient: gradient, sum: sum, lr: rate, eps: group.number("eps"),
      weightDecay: group.number("weight_decay"), maximize: group.flag("maximize"))
  }
}

/// Scales steps by the ratio of running averages of past steps and gradients.
///
///     v = ρ v + (1 − ρ) g²        d = √(u + eps) / √(v + eps) · g
///     u = ρ u + (1 − ρ) d²        p = p − lr · d
///
/// - Defaults: `lr: 1.0, rho: 0.9, eps: 1e-6, weightDecay: 0, maximize: false`.
/// - PyTorch: `torch.optim.Adadelta`.  Source: Zeiler 2012, arXiv:1212.5701.
public final class Adadelta: Optimizer {
  public convenience init(
    _ parameters: [Tensor], lr: Scalar = 1.0, rho: Scalar = 0.9, eps: Scalar = 1e-6, weightDecay: Scalar = 0,
    maximize: Bool = false
  ) throws {
    try self.init(
      groups: parameters.isEmpty ? [] : [ParameterGroup(parameters)], lr: lr, rho: rho, eps: eps,
      weightDecay: weightDecay, maximize: maximize)
  }

  public init(
    groups: [ParameterGroup], lr: Scalar = 1.0, rho: Scalar = 0.9, eps: Scalar = 1e-6, weightDecay: Scalar = 0,
    maximize: Bool = false
  ) throws {
    let defaults: [(String, OptionValue)] = [
      ("lr", .number(lr)), ("rho", .number(rho)), ("eps", .number(eps)), ("weight_decay", .number(weightDecay)),
      ("maximize", .bool(maximize)), ("capturable", .bool(false)), ("foreach", .none), ("differentiable", .bool(false)),
    ]
    try super.init(groups, defaults: defaults)
  }

  public override func validate(_ group: ParameterGroup) throws {
    try requireNonNegative(group, "lr", "learning rate")
    let rho = try group.number("rho")
    guard rho >= 0, rho <= 1 else {
      throw TensorError.other(.valueError, "Invalid rho value: \(group["rho"]?.description ?? "")")
    }
    try requireNonNegative(group, "eps", "epsilon value")
    try requireNonNegative(group, "weight_decay", "weight_decay value")
  }

  public override func update(
    _ parameter: Tensor, gradient: Tensor, group: ParameterGroup, state: ParameterState
  ) throws {
    try OptimizerKernels.adadelta(
      parameter, gradient: gradient, squareAverage: state.tensor("square_avg", like: parameter),
      deltaAverage: state.tensor("acc_delta", like: parameter), lr: group.number("lr"), rho: group.number("rho"),
      eps: group.number("eps"), weightDecay: group.number("weight_decay"), maximize: group.flag("maximize"))
  }
}
