/// A node made outside the rule table: a fused operation with a hand-written backward pass, or a function of the host
/// language (`torch.autograd.Function`).
public final class FunctionNode: Node {
  public typealias Backward = (_ node: FunctionNode, _ gradients: [Tensor?]) throws -> [Tensor?]

  private let title: String
  private var savedTensors: [SavedTensor]
  private var body: Backward?
  private var isReleased = false

  init(_ name: String, edges: [Edge?], output: OutputMetadata, saved: [SavedTensor], body: @escaping Backward) {
    title = name
    savedTensors = saved
    self.body = body
    super.init(edges: edges, output: output)
  }

  public override var name: String { title }

  public override func apply(_ gradients: [Tensor?]) throws -> [Tensor?] {
    guard let body else { throw TensorError.graphFreed(node: name) }
    return try body(self, gradients)
  }

  /// What the forward pass saved, in the order given to `Autograd.record`: `saved`, then `savedOutputs`.
  ///
  /// - Throws: when the graph was freed by a backward pass, or the tensor was written to since.
  public func saved(_ index: Int) throws -> Tensor {
    guard !isReleased else { throw TensorError.graphFreed(node: name) }
    return try savedTensors[index].unpack(for: self)
  }

  /// What stands for the gradient of an output that got none.
  public func zeros(forOutput index: Int) throws -> Tensor {
    let expected = metadata(ofOutput: index)
    return try Tensor.zeros(expected.shape, dtype: expected.dtype)
  }

  override var savedForReading: [SavedTensor] { savedTensors }

  public override func releaseSaved() {
    guard !isReleased, !savedTensors.isEmpty else { return }
    isReleased = true
    ReleaseQueue.take(&savedTensors)
  }

  deinit {
    ReleaseQueue.take(&savedTensors)
    // The closure may hold tensors, and they the rest of a chain.
    ReleaseQueue.take(&body)
  }
}

/// Recording operations that are not in the rule table.
public enum Autograd {
  /// Whether an operation on these tensors must be recorded.
  public static func isRecording(_ inputs: Tensor?...) -> Bool {
    GradMode.isEnabled && inputs.contains { $0?.requiresGrad ?? false }
  }

  /// Makes `outputs` the results of an operation on `inputs`, differentiated by `backward`.
  ///
  ///     let result = fusedKernel(x, weight)             // no autograd inside, or under GradMode.disabled
  ///     Autograd.record("AddmmBackward0", inputs: [x, weight], outputs: [result], saved: [x, weight]) { node, g in
  ///       [node.needs(0) ? try g[0]?.matmul(node.saved(1).t()) : nil, …]
  ///     }
  ///
  /// Does nothing when gradients are off or no input requires one. `backward` gets the gradients of the outputs (nil
  /// where none arrived) and gives those of the inputs, nil where `node.needs(i)` is false. It should take tensors from
  /// `node.saved(i)`, never capture them, so that they are checked for in-place changes and freed after use; the
  /// engine sums what it returns over broadcast dimensions and converts its type. When the backward pass itself must be
  /// differentiable (`create_graph=True`), it must be written with differentiable operations: `GradMode.isEnabled` is
  /// true then.
  ///
  /// - Parameters:
  ///   - savedOutputs: numbers of the outputs to save; they follow `saved` in `node.saved`.
  ///   - constant: numbers of the outputs that no gradient flows through.
  /// - Returns: the node, where one was made.
  @discardableResult
  public static func record(_ name: String, inputs: [Tensor?], outputs: [Tensor], saved: [Tensor] = [],
                            savedOutputs: [Int] = [], constant: Set<Int> = [],
                            backward: @escaping FunctionNode.Backward) -> FunctionNode? {
    guard GradMode.isEnabled, let first = outputs.first, inputs.contains(where: { $0?.requiresGrad ?? false }) else {
      return nil
    }
    var kept = saved.map { SavedTensor(input: $0) }
    for number in savedOutputs where number < outputs.count {
      kept.append(SavedTensor(output: outputs[number], number: number))
    }
    let node = FunctionNode(
      name, edges: inputs.map { $0?.gradientEdge }, output: OutputMetadata(shape: first.shape, dtype: first.dtype),
      saved: kept, body: backward)
    for (number, output) in outputs.enumerated() {
      if number > 0 { node.furtherOutputs.append(OutputMetadata(shape: output.shape, dtype: output.dtype)) }
      if output.dtype.isFloat, !constant.contains(number) { output.setHistory(node, output: number) }
    }
    return node
  }
}
