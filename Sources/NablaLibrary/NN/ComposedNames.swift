/// What `torch.nn` and `torch.nn.functional` have in the language: composed of other operations, in `torch.nn._composed`.
enum ComposedNames {
  private static let home = "torch.nn._composed"

  static let functions = homes(
    """
    cosine_embedding_loss gaussian_nll_loss hinge_embedding_loss margin_ranking_loss multi_margin_loss \
    multilabel_margin_loss multilabel_soft_margin_loss poisson_nll_loss soft_margin_loss triplet_margin_loss \
    triplet_margin_with_distance_loss gumbel_softmax
    """)

  static let layers = homes(
    """
    CosineEmbeddingLoss GaussianNLLLoss HingeEmbeddingLoss MarginRankingLoss MultiMarginLoss MultiLabelMarginLoss \
    MultiLabelSoftMarginLoss PoissonNLLLoss SoftMarginLoss TripletMarginLoss TripletMarginWithDistanceLoss \
    PairwiseDistance CosineSimilarity
    """)

  private static func homes(_ names: String) -> [String: String] {
    Dictionary(uniqueKeysWithValues: names.split(separator: " ").map { (String($0), home) })
  }
}
