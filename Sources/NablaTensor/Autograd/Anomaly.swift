/// `torch.autograd.detect_anomaly()`: backward passes stop at the first operation that gives a NaN, and operations
/// remember which line of the program they come from.
public enum Anomaly {
  nonisolated(unsafe) public static var isDetected = false
  nonisolated(unsafe) public static var checksNaN = true
  /// Tells where the program is, several lines in the form of a traceback; set by the language.
  nonisolated(unsafe) public static var trace: () -> String? = { nil }
  /// Hears which operation failed, and where it was recorded.
  nonisolated(unsafe) public static var report: (_ operation: String, _ trace: String?) -> Void = { _, _ in }

  static func check(_ gradients: [Tensor?], of node: Node) throws {
    guard checksNaN else { return }
    for (index, gradient) in gradients.enumerated() {
      guard let gradient, gradient.dtype.isFloatingPoint, node.needs(index) else { continue }
      let hasNaN = try GradMode.disabled { try gradient.detach().isnan().any().item() == .bool(true) }
      if hasNaN {
        report(node.name, node.trace)
        throw TensorError.runtime("Function '\(node.name)' returned nan values in its \(index)th output.")
      }
    }
  }
}
