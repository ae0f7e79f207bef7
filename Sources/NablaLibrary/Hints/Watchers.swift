import NablaTensor
import NablaVM

/// Which operations and layers are looked at after they ran, by their names in the tables.
enum Watchers {
  typealias OperationWatcher = (_ call: Call, _ result: Value) throws -> Void
  typealias LayerWatcher = (_ layer: NNModuleObject, _ call: Call, _ result: Value) throws -> Void

  static let operations: [String: OperationWatcher] = [
    "cross_entropy": { call, _ in try LossHints.crossEntropy(call) },
    "nll_loss": { call, result in try LossHints.likelihood(call, result) },
    "binary_cross_entropy_with_logits": { call, _ in try LossHints.logits(call) },
    "view": { call, result in try ShapeHints.reshaped(call, result) },
    "reshape": { call, result in try ShapeHints.reshaped(call, result) },
    "flatten": { call, result in try ShapeHints.flattened(call, result) },
    "softmax": { call, _ in try ShapeHints.softmax(call.tensor(0), dim: call.optionalInt(1), call.vm) },
    "log_softmax": { call, _ in try ShapeHints.softmax(call.tensor(0), dim: call.optionalInt(1), call.vm) },
  ]

  static let layers: [String: LayerWatcher] = [
    "CrossEntropyLoss": { _, call, _ in try LossHints.crossEntropy(call) },
    "NLLLoss": { _, call, result in try LossHints.likelihood(call, result) },
    "BCEWithLogitsLoss": { _, call, _ in try LossHints.logits(call) },
    "Softmax": { layer, call, _ in try ShapeHints.softmax(call.tensor(0), dim: layer.optionalInt("dim"), call.vm) },
    "LogSoftmax": { layer, call, _ in try ShapeHints.softmax(call.tensor(0), dim: layer.optionalInt("dim"), call.vm) },
    "Linear": { _, call, _ in try ShapeHints.linear(call) },
    "Dropout": modes, "Dropout1d": modes, "Dropout2d": modes, "BatchNorm1d": modes, "BatchNorm2d": modes,
  ]

  private static let modes: LayerWatcher = { layer, call, _ in try TrainingHints.ran(layer, call) }
}
