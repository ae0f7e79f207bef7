/// What a loss does with the losses of single elements.
public enum LossReduction: String, Sendable, CaseIterable {
  case none
  case mean
  case sum

  /// - Throws: PyTorch's `ValueError` for another name.
  public init(named name: String) throws {
    guard let reduction = LossReduction(rawValue: name) else { throw TensorError.reduction(name) }
    self = reduction
  }

  /// Applies it with operations that autograd follows.
  func apply(_ losses: Tensor) throws -> Tensor {
    switch self {
    case .none: return losses
    case .mean: return try losses.mean()
    case .sum: return try losses.sum()
    }
  }
}
