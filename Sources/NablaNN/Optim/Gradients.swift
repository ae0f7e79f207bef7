import NablaTensor

/// Gradients of a list of tensors as one: `torch.nn.utils.clip_grad_norm_` and its kin. Free functions.
public enum Gradients {
  /// The norm of all gradients together; `order` is infinity for the largest value.
  public static func totalNorm(_ tensors: [Tensor], order: Double = 2) throws -> Double {
    let gradients = tensors.compactMap(\.grad)
    if order == 2 {
      return try gradients.reduce(0) { try $0 + OptimizerKernels.sumOfSquares($1) }.squareRoot()
    }
    let norms = try gradients.map { try GradMode.disabled { try $0.norm(order).item().double } }
    if order == .infinity { return norms.max() ?? 0 }
    let powers = try Tensor(norms).pow(.float(order)).sum()
    return try powers.pow(.float(1 / order)).item().double
  }

  /// Scales the gradients so that their norm together is at most `maxNorm`.
  ///
  /// - Returns: the norm before.
  @discardableResult
  public static func clipNorm(_ tensors: [Tensor], maxNorm: Double, order: Double = 2) throws -> Double {
    let norm = try totalNorm(tensors, order: order)
    let scale = maxNorm / (norm + 1e-6)
    if scale < 1 || scale.isNaN {
      try GradMode.disabled {
        for tensor in tensors { _ = try tensor.grad?.mulInPlace(.float(scale)) }
      }
    }
    return norm
  }

  /// Holds every gradient's elements within `±limit`.
  public static func clipValue(_ tensors: [Tensor], limit: Double) throws {
    try GradMode.disabled {
      for tensor in tensors { _ = try tensor.grad?.clampInPlace(min: .float(-limit), max: .float(limit)) }
    }
  }

  /// Forgets gradients, or fills them with zeros.
  public static func zero(_ tensors: [Tensor], setToNone: Bool) throws {
    for tensor in tensors {
      guard let gradient = tensor.grad else { continue }
      if setToNone {
        try tensor.setGrad(nil)
      } else {
        try GradMode.disabled { _ = try gradient.detach().zeroInPlace() }
      }
    }
  }
}
