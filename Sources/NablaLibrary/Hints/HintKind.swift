/// The hints there are.
enum HintKind: String, CaseIterable {
  case softmaxBeforeCrossEntropy = "cross_entropy of a softmax"
  case likelihoodOfNoLogarithms = "nll_loss of what is no log_softmax"
  case sigmoidBeforeLogits = "binary_cross_entropy_with_logits of a sigmoid"
  case gradientsAccumulate = "a step without zero_grad since the last"
  case noEvaluationMode = "evaluation with dropout or batch statistics"
  case noTrainingMode = "training without dropout or batch statistics"
  case bothStretched = "a comparison or difference in which both sides are stretched"
  case nothingToStep = "a step without any gradient"
  case backwardOfLeaf = "backward of a tensor without history"
  case lossKeepsGraph = "a sum that keeps the graph of every iteration"
  case hiddenLayers = "layers in a plain list or dictionary"
  case viewSwapsNothing = "a view where a transposition is meant"
  case viewMixesItems = "a view that mixes the items of a batch"
  case softmaxOverBatch = "a softmax over the batch"
  case imageNotFlattened = "a linear layer on the rows of images"
  case notFinite = "the first NaN or infinity"
}
