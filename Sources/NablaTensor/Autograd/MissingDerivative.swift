/// Operations that have no derivative in PyTorch either: a backward pass that reaches one says so.
extension Autograd {
  public static func recordMissing(_ operation: String, inputs: [Tensor], outputs: [Tensor]) {
    guard GradMode.isEnabled, inputs.contains(where: { $0.requiresGrad }) else { return }
    record("NotImplemented", inputs: inputs, outputs: outputs) { _, _ in
      throw TensorError.runtime("derivative for aten::\(operation) is not implemented")
    }
  }
}
