import Glibc
import NablaTensor

/// Gradients of a list of tensors as one: `torch.nn.utils.clip_grad_norm_` and its kin. Free functions.
public enum Gradients {
  /// The norm of all gradients together; `order` is infinity for the largest value.
  public static func totalNorm(_ tensors: [Tensor], order: Double = 2) throws -> Double {
    let gradients = tensors.compactMap(\.grad)
    if order == 2 {
      var squares = 0.0
      for gradient in gradients { squares += try OptimizerKernels.sumOfSquares(gradient) }
      return squares.squareRoot()
    }
    var total = 0.0
    for gradient in gradients {
      for value in gradient.detach().doubles() {
        let size = abs(value)
        total = order == .infinity ? max(total, size) : total + pow(size, order)
      }
    }
    return order == .infinity ? total : pow(total, 1 / order)
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
        for tensor in tensors { _ = try tensor.grad?.mulInPlace(Scalar.float(scale)) }
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
