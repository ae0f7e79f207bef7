import NablaTensor

/// Looks indices up in a table of vectors.
///
///     output[…, :] = weight[input[…], :]
///
/// - Shapes: input `[…]` of integers; weight `[rows, size]`; output `[…, size]`.
/// - Defaults: no padding row; weight standard normal, the padding row zero.
/// - Throws: an index beyond the table, naming it and its place.
/// - PyTorch: `torch.nn.Embedding`.
public final class Embedding: Module {
  public let numEmbeddings, embeddingDim: Int
  public let paddingIndex: Int?

  public init(
    _ numEmbeddings: Int, _ embeddingDim: Int, paddingIndex: Int? = nil, dtype: DType = .defaultFloat
  ) throws {
    if let paddingIndex, paddingIndex >= numEmbeddings || paddingIndex < -numEmbeddings {
      throw TensorError.other(.valueError, "Padding_idx must be within num_embeddings")
    }
    self.numEmbeddings = numEmbeddings
    self.embeddingDim = embeddingDim
    self.paddingIndex = paddingIndex.map { $0 < 0 ? $0 + numEmbeddings : $0 }
    super.init()
    register(parameter: try Init.newParameter([numEmbeddings, embeddingDim], dtype), as: "weight")
    try resetParameters()
  }

  public var weight: Tensor? { parameter(named: "weight") }

  public override func resetParameters() throws {
    let weight = try required("weight")
    try Init.normal(weight)
    if let paddingIndex { try GradMode.disabled { _ = try weight.select(0, paddingIndex).zeroInPlace() } }
  }

  public override func forward(_ input: Tensor) throws -> Tensor {
    try required("weight").embedding(input, paddingIndex: paddingIndex)
  }

  public override var extraRepr: String {
    "\(numEmbeddings), \(embeddingDim)" + (paddingIndex.map { ", padding_idx=\($0)" } ?? "")
  }
}
