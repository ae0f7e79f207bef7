import NablaTensor
import NablaVM

/// Losses, as functions and as layers: one declaration serves both.
enum LossOperations {
  static let table: [Operation] = [
    .tensor(
      "cross_entropy",
      "(input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean', "
        + "label_smoothing=0.0)",
      "The cross entropy of logits and classes.", .functional
    ) { c in
      try c.tensor(0).crossEntropy(
        c.tensor(1), weight: c.optionalTensor(2), ignoreIndex: c.int(4), reduction: c.reduction(6, 3, 5),
        labelSmoothing: c.double(7))
    },
    .tensor(
      "nll_loss",
      "(input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean')",
      "The negative log-likelihood of classes.", .functional
    ) { c in
      try c.tensor(0).nllLoss(
        c.tensor(1), weight: c.optionalTensor(2), ignoreIndex: c.int(4), reduction: c.reduction(6, 3, 5))
    },
    .tensor("mse_loss", "(input, target, size_average=None, reduce=None, reduction='mean', weight=None)",
            "The mean of the squared differences.", .functional) { c in
      try c.tensor(0).mseLoss(c.tensor(1), reduction: c.reduction(4, 2, 3))
    },
    .tensor("l1_loss", "(input, target, size_average=None, reduce=None, reduction='mean', weight=None)",
            "The mean of the absolute differences.", .functional) { c in
      try c.tensor(0).l1Loss(c.tensor(1), reduction: c.reduction(4, 2, 3))
    },
    .tensor("smooth_l1_loss", "(input, target, size_average=None, reduce=None, reduction='mean', beta=1.0)",
            "Squared below beta, absolute above.", .functional) { c in
      try c.tensor(0).smoothL1Loss(c.tensor(1), reduction: c.reduction(4, 2, 3), beta: c.double(5))
    },
    .tensor("huber_loss", "(input, target, reduction='mean', delta=1.0, weight=None)",
            "Squared below delta, linear above.", .functional) { c in
      try c.tensor(0).huberLoss(c.tensor(1), reduction: LossReduction(named: c.text(2)), delta: c.double(3))
    },
    .tensor("binary_cross_entropy", "(input, target, weight=None, size_average=None, reduce=None, reduction='mean')",
            "The cross entropy of probabilities.", .functional) { c in
      try c.tensor(0).binaryCrossEntropy(c.tensor(1), weight: c.optionalTensor(2), reduction: c.reduction(5, 3, 4))
    },
    .tensor(
      "binary_cross_entropy_with_logits",
      "(input, target, weight=None, size_average=None, reduce=None, reduction='mean', pos_weight=None)",
      "The cross entropy of the sigmoid of logits.", .functional
    ) { c in
      try c.tensor(0).binaryCrossEntropyWithLogits(
        c.tensor(1), weight: c.optionalTensor(2), reduction: c.reduction(5, 3, 4), posWeight: c.optionalTensor(6))
    },
    .tensor("kl_div", "(input, target, size_average=None, reduce=None, reduction='mean', log_target=False)",
            "The Kullback-Leibler divergence of log-probabilities.", .functional) { c in
      let batchMean = try c.text(4) == "batchmean"
      return try c.tensor(0).klDiv(
        c.tensor(1), reduction: batchMean ? .sum : c.reduction(4, 2, 3), batchMean: batchMean, logTarget: c.bool(5))
    },
  ]
}

enum LossLayers {
  static let all: [LayerType] = [
    layer("CrossEntropyLoss", "(weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean', label_smoothing=0.0)",
          "The cross entropy of logits and classes.", ["ignore_index": 2, "label_smoothing": 5], reduction: (4, 1, 3),
          buffers: ["weight": 0]) { layer, c in
      try c.tensor(0).crossEntropy(
        c.tensor(1), weight: layer.tensor("weight"), ignoreIndex: layer.int("ignore_index"), reduction: reduction(layer),
        labelSmoothing: layer.double("label_smoothing"))
    },
    layer("NLLLoss", "(weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean')",
          "The negative log-likelihood of classes.", ["ignore_index": 2], reduction: (4, 1, 3), buffers: ["weight": 0]) {
      layer, c in
      try c.tensor(0).nllLoss(
        c.tensor(1), weight: layer.tensor("weight"), ignoreIndex: layer.int("ignore_index"), reduction: reduction(layer))
    },
    layer("MSELoss", "(size_average=None, reduce=None, reduction='mean')", "The mean of the squared differences.", [:],
          reduction: (2, 0, 1)) { layer, c in try c.tensor(0).mseLoss(c.tensor(1), reduction: reduction(layer)) },
    layer("L1Loss", "(size_average=None, reduce=None, reduction='mean')", "The mean of the absolute differences.", [:],
          reduction: (2, 0, 1)) { layer, c in try c.tensor(0).l1Loss(c.tensor(1), reduction: reduction(layer)) },
    layer("SmoothL1Loss", "(size_average=None, reduce=None, reduction='mean', beta=1.0)",
          "Squared below beta, absolute above.", ["beta": 3], reduction: (2, 0, 1)) { layer, c in
      try c.tensor(0).smoothL1Loss(c.tensor(1), reduction: reduction(layer), beta: layer.double("beta"))
    },
    layer("HuberLoss", "(reduction='mean', delta=1.0)", "Squared below delta, linear above.", ["delta": 1],
          reduction: (0, nil, nil)) { layer, c in
      try c.tensor(0).huberLoss(c.tensor(1), reduction: reduction(layer), delta: layer.double("delta"))
    },
    layer("BCELoss", "(weight=None, size_average=None, reduce=None, reduction='mean')",
          "The cross entropy of probabilities.", [:], reduction: (3, 1, 2), buffers: ["weight": 0]) { layer, c in
      try c.tensor(0).binaryCrossEntropy(c.tensor(1), weight: layer.tensor("weight"), reduction: reduction(layer))
    },
    layer("BCEWithLogitsLoss", "(weight=None, size_average=None, reduce=None, reduction='mean', pos_weight=None)",
          "The cross entropy of the sigmoid of logits.", [:], reduction: (3, 1, 2), buffers: ["weight": 0, "pos_weight": 4]) {
      layer, c in
      try c.tensor(0).binaryCrossEntropyWithLogits(
        c.tensor(1), weight: layer.tensor("weight"), reduction: reduction(layer), posWeight: layer.tensor("pos_weight"))
    },
    layer("KLDivLoss", "(size_average=None, reduce=None, reduction='mean', log_target=False)",
          "The Kullback-Leibler divergence of log-probabilities.", ["log_target": 3], reduction: (2, 0, 1)) { layer, c in
      let batchMean = layer.text("reduction") == "batchmean"
      return try c.tensor(0).klDiv(
        c.tensor(1), reduction: batchMean ? .sum : reduction(layer), batchMean: batchMean,
        logTarget: layer.bool("log_target"))
    },
  ]

  private static func reduction(_ layer: NNModuleObject) throws -> LossReduction { try LossReduction(named: layer.text("reduction")) }

  /// - Parameters:
  ///   - attributes: names and the slots of their values.
  ///   - reduction: the slots of `reduction`, `size_average` and `reduce`.
  private static func layer(
    _ name: String, _ signature: String, _ summary: String, _ attributes: KeyValuePairs<String, Int>,
    reduction slots: (Int, Int?, Int?), buffers: KeyValuePairs<String, Int> = [:],
    _ body: @escaping (NNModuleObject, Call) throws -> Tensor
  ) -> LayerType {
    LayerType(
      name, signature, summary, module: "loss", operation: name, takes: "(input, target)",
      initialize: { layer, c in
        if slots.1 == nil || !(c.isGiven(slots.1 ?? 0) || c.isGiven(slots.2 ?? 0)) {
          layer.set("reduction", c[slots.0])
        } else {
          layer.set("reduction", .string(try c.reduction(slots.0, slots.1, slots.2).rawValue))
        }
        for (name, slot) in attributes { layer.set(Name(name), c[slot]) }
        for (name, slot) in buffers { layer.register(buffer: name, try c.optionalTensor(slot)) }
      },
      forward: { layer, c in TensorObject.value(try body(layer, c)) })
  }
}

extension Call {
  /// `reduction='mean'`, or what the old flags `size_average` and `reduce` say.
  func reduction(_ index: Int, _ sizeAverage: Int?, _ reduce: Int?) throws -> LossReduction {
    if let sizeAverage, let reduce, isGiven(sizeAverage) || isGiven(reduce) {
      if isGiven(reduce), try !bool(reduce) { return .none }
      return try isGiven(sizeAverage) && !bool(sizeAverage) ? .sum : .mean
    }
    return try LossReduction(named: text(index))
  }
}
