import NablaTensor

/// Adaptive moments.
///
///     m = β₁ m + (1 − β₁) g        v = β₂ v + (1 − β₂) g²
///     p = p − lr · m / (1 − β₁ᵗ) / (√(v / (1 − β₂ᵗ)) + eps)
///
/// with `g` the gradient plus `weightDecay · p`; with `amsgrad` the largest `v` so far takes the place of `v`.
///
/// - Defaults: `lr: 0.001, betas: (0.9, 0.999), eps: 1e-8, weightDecay: 0, amsgrad: false, maximize: false`.
/// - PyTorch: `torch.optim.Adam`.  Source: Kingma and Ba 2014, arXiv:1412.6980; Reddi et al. 2018 (amsgrad).
open class Adam: Optimizer {
  public convenience init(
    _ parameters: [Tensor], lr: Scalar = 0.001, betas: (Scalar, Scalar) = (0.9, 0.999), eps: Scalar = 1e-8,
    weightDecay: Scalar? = nil, amsgrad: Bool = false, maximize: Bool = false
  ) throws {
    try self.init(
      groups: parameters.isEmpty ? [] : [ParameterGroup(parameters)], lr: lr, betas: betas, eps: eps,
      weightDecay: weightDecay, amsgrad: amsgrad, maximize: maximize)
  }

  public required init(
    groups: [ParameterGroup], lr: Scalar = 0.001, betas: (Scalar, Scalar) = (0.9, 0.999), eps: Scalar = 1e-8,
    weightDecay: Scalar? = nil, amsgrad: Bool = false, maximize: Bool = false
  ) throws {
    let defaults: [(String, OptionValue)] = [
      ("lr", .number(lr)), ("betas", .pair(betas.0, betas.1)), ("eps", .number(eps)),
      ("weight_decay", .number(weightDecay ?? Self.defaultWeightDecay)), ("amsgrad", .bool(amsgrad)),
      ("maximize", .bool(maximize)), ("foreach", .none), ("capturable", .bool(false)),
      ("differentiable", .bool(false)), ("fused", .none), ("decoupled_weight_decay", .bool(Self.decouplesWeightDecay)),
    ]
    try super.init(groups, defaults: defaults)
  }

  class var defaultWeightDecay: Scalar { 0 }
  class var decouplesWeightDecay: Bool { false }

  public override func validate(_ group: ParameterGroup) throws {
    try requireNonNegative(group, "lr", "learning rate")
    try requireNonNegative(group, "eps", "epsilon value")
    let (first, second) = try betas(group)
    for (index, beta) in [first, second].enumerated() where !(beta.double >= 0 && beta.double < 1) {
      throw TensorError.other(.valueError, "Invalid beta parameter at index \(index): \(beta)")
    }
    try requireNonNegative(group, "weight_decay", "weight_decay value")
  }

  private func betas(_ group: ParameterGroup) throws -> (Scalar, Scalar) {
    guard case .pair(let first, let second)? = group["betas"] else {
      throw TensorError.other(.typeError, "the parameter group's 'betas' must be a pair of numbers")
    }
    return (first, second)
  }

  public override func update(
    _ parameter: Tensor, gradient: Tensor, group: ParameterGroup, state: ParameterState
  ) throws {
    let (first, second) = try betas(group)
    try OptimizerKernels.adam(
      parameter, gradient: gradient, average: state.tensor("exp_avg", like: parameter),
      squareAverage: state.tensor("exp_avg_sq", like: parameter),
      maxAverage: group.flag("amsgrad") ? state.tensor("max_exp_avg_sq", like: parameter) : nil, count: state.step,
      lr: group.number("lr"), beta1: first.double, beta2: second.double, eps: group.number("eps"),
      weightDecay: group.number("weight_decay"), decoupled: group.flag("decoupled_weight_decay"),
      maximize: group.flag("maximize"))
  }
}

/// Adam whose weight decay shrinks the parameters themselves: `p = p · (1 − lr · weightDecay)` before each step.
///
/// - Defaults: as `Adam`, with `weightDecay: 0.01`.
/// - PyTorch: `torch.optim.AdamW`.  Source: Loshchilov and Hutter 2017, arXiv:1711.05101.
public final class AdamW: Adam {
  override class var defaultWeightDecay: Scalar { 0.01 }
  override class var decouplesWeightDecay: Bool { true }
}
