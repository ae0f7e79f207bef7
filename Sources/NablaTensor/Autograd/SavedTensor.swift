/// A tensor kept for the backward pass, with the version it had.
///
/// An input is kept as it is. An output is kept as an alias without history, since the output's own history is the node
/// that saves it: keeping that would make a cycle.
struct SavedTensor {
  let tensor: Tensor
  let version: Int
  /// Which output of the saving node this is; nil for an input.
  let output: Int?

  init(input: Tensor) {
    tensor = input
    version = input.storage.version
    output = nil
    if input.storage.isInference { InferenceMode.hasSaved = true }
  }

  init(output tensor: Tensor, number: Int = 0) {
    self.tensor = tensor.alias(tensor.layout)
    version = tensor.storage.version
    output = number
  }

  /// The tensor, with its history when the backward pass itself is recorded.
  ///
  /// - Throws: when it was written to since, which would make the gradient wrong.
  func unpack(for node: Node) throws -> Tensor {
    guard tensor.storage.version == version else {
      let origin = output.map { (node.name, $0) } ?? tensor.meta?.node.map { ($0.name, tensor.meta?.outputNumber ?? 0) }
      throw TensorError.savedTensorModified(
        type: tensor.dtype.tensorTypeName, shape: tensor.shape, producer: origin?.0, output: origin?.1 ?? 0,
        version: tensor.storage.version, expected: version, writer: tensor.storage.writer, user: (node.name, node.place))
    }
    guard let output, GradMode.isEnabled else { return tensor }
    let alias = tensor.alias(tensor.layout)
    alias.setHistory(node, output: output)
    return alias
  }
}
