import NablaNN
import NablaTensor

/// The operations of `Tests/Oracle/record_layers.py` in Swift, by the same names.
enum OperationCases {
  typealias Inputs = [String: Tensor]
  typealias Function = (Inputs) throws -> Tensor
  struct Missing: Error { let name: String }

  static func function(_ name: String) -> Function? {
    products[name] ?? convolutions[name] ?? poolings[name] ?? normalizations[name] ?? activations[name]
      ?? otherLosses[name] ?? lossFunction(name)
  }

  private static func get(_ inputs: Inputs, _ name: String) throws -> Tensor {
    guard let tensor = inputs[name] else { throw Missing(name: name) }
    return tensor
  }

  private static func unary(_ body: @escaping (Tensor) throws -> Tensor) -> Function { { try body(get($0, "x")) } }
  private static func binary(_ body: @escaping (Tensor, Tensor) throws -> Tensor) -> Function {
    { try body(get($0, "a"), get($0, "b")) }
  }

  private static let products: [String: Function] = {
    let linear: Function = { try get($0, "x").linear(get($0, "w"), bias: $0["b"]) }
    let matmul: Function = binary { try $0.matmul($1) }
    var table: [String: Function] = [:]
    for name in ["linear", "linear without bias", "linear of a batch of rows", "linear of a vector"] {
      table[name] = linear
    }
    for name in ["2x2", "1x2", "2x1", "1x1", "3x1", "1x3", "3x2", "3x3", "broadcast"] { table["matmul \(name)"] = matmul }
    table["matmul transposed"] = binary { try $0.t().matmul($1.t()) }
    table["int matmul"] = matmul
    table["bmm"] = binary { try $0.bmm($1) }
    table["addmm"] = { try get($0, "c").addmm(get($0, "a"), get($0, "b"), beta: 0.5, alpha: 2) }
    return table
  }()

  private static func conv(
    stride: Pair = 1, padding: ConvolutionPadding = .size(0), dilation: Pair = 1, groups: Int = 1
  ) -> Function {
    { inputs in
      try get(inputs, "x").conv2d(
        get(inputs, "w"), bias: inputs["b"], stride: stride, padding: padding, dilation: dilation, groups: groups)
    }
  }

  private static let convolutions: [String: Function] = {
    var table: [String: Function] = [:]
    table["conv2d"] = conv()
    table["conv2d stride padding"] = conv(stride: 2, padding: .size(1))
    table["conv2d dilation"] = conv(padding: .size(2), dilation: 2)
    table["conv2d groups"] = conv(padding: .size(1), groups: 2)
    table["conv2d depthwise"] = conv(padding: .size(1), groups: 4)
    table["conv2d rectangle"] = conv(stride: Pair(2, 1), padding: .size(Pair(0, 2)), dilation: Pair(1, 2))
    table["conv2d 1x1"] = conv()
    table["conv2d 1x1 stride"] = conv(stride: 2)
    table["conv2d unbatched"] = conv(padding: .size(1))
    table["conv2d same"] = conv(padding: .same)
    table["conv2d same even"] = conv(padding: .same)
    table["conv1d"] = { try get($0, "x").conv1d(get($0, "w"), bias: $0["b"], stride: 2, padding: 1) }
    return table
  }()

  private static let poolings: [String: Function] = {
    var table: [String: Function] = [:]
    for name in ["2", "2 wide", "2 odd", "unbatched"] { table["max_pool2d \(name)"] = unary { try $0.maxPool2d(kernel: 2) } }
    table["max_pool2d overlapping"] = unary { try $0.maxPool2d(kernel: 3, stride: 2, padding: 1) }
    table["max_pool2d dilation"] = unary { try $0.maxPool2d(kernel: 2, stride: 1, padding: 1, dilation: 2) }
    table["max_pool2d ceil"] = unary { try $0.maxPool2d(kernel: 2, ceilMode: true) }
    table["max_pool2d rectangle"] = unary { try $0.maxPool2d(kernel: Pair(3, 2), stride: Pair(2, 1)) }
    table["max_pool2d large window"] = unary { try $0.maxPool2d(kernel: 17) }
    table["max_pool2d indices"] = unary { try $0.maxPool2dWithIndices(kernel: 3, stride: 2, padding: 1).indices }
    table["avg_pool2d"] = unary { try $0.avgPool2d(kernel: 2) }
    table["avg_pool2d padding"] = unary { try $0.avgPool2d(kernel: 3, stride: 2, padding: 1) }
    table["avg_pool2d no padding counted"] = unary {
      try $0.avgPool2d(kernel: 3, stride: 2, padding: 1, countIncludePad: false)
    }
    table["avg_pool2d ceil"] = unary { try $0.avgPool2d(kernel: 3, stride: 2, padding: 1, ceilMode: true) }
    table["avg_pool2d divisor"] = unary { try $0.avgPool2d(kernel: 2, divisorOverride: 3) }
    table["adaptive_avg_pool2d 1"] = unary { try $0.adaptiveAvgPool2d(height: 1, width: 1) }
    table["adaptive_avg_pool2d 3x4"] = unary { try $0.adaptiveAvgPool2d(height: 3, width: 4) }
    table["adaptive_avg_pool2d keep"] = unary { try $0.adaptiveAvgPool2d(height: nil, width: 2) }
    return table
  }()

  private static let normalizations: [String: Function] = {
    let training: Function = {
      try get($0, "x").batchNorm(runningMean: nil, runningVar: nil, weight: $0["w"], bias: $0["b"], training: true)
    }
    var table: [String: Function] = [:]
    table["batch_norm training"] = training
    table["batch_norm of vectors"] = training
    table["batch_norm plain"] = unary { try $0.batchNorm(runningMean: nil, runningVar: nil, training: true, eps: 0.01) }
    table["batch_norm evaluation"] = { inputs in
      let x = try get(inputs, "x")
      return try x.batchNorm(
        runningMean: Tensor([0.5, -0.5, 1.0]).to(x.dtype), runningVar: Tensor([1.5, 0.5, 2.0]).to(x.dtype),
        weight: inputs["w"], bias: inputs["b"])
    }
    table["layer_norm"] = { try get($0, "x").layerNorm([5], weight: $0["w"], bias: $0["b"]) }
    table["layer_norm two dimensions"] = { try get($0, "x").layerNorm([3, 5], weight: $0["w"], bias: $0["b"]) }
    table["layer_norm plain"] = unary { try $0.layerNorm([20]) }
    table["softmax last"] = unary { try $0.softmax(dim: -1) }
    table["softmax middle"] = unary { try $0.softmax(dim: 1) }
    table["softmax first"] = unary { try $0.softmax(dim: 0) }
    table["log_softmax last"] = unary { try $0.logSoftmax(dim: -1) }
    table["log_softmax middle"] = unary { try $0.logSoftmax(dim: 1) }
    return table
  }()

  private static let activations: [String: Function] = {
    var table: [String: Function] = [:]
    table["relu"] = unary { try $0.relu() }
    table["leaky_relu"] = unary { try $0.leakyReLU(negativeSlope: 0.2) }
    table["gelu"] = unary { try $0.gelu() }
    table["gelu tanh"] = unary { try $0.gelu(approximate: .tanh) }
    table["elu"] = unary { try $0.elu(alpha: 0.7) }
    table["selu"] = unary { try $0.selu() }
    table["silu"] = unary { try $0.silu() }
    table["softplus"] = unary { try $0.softplus(beta: 2, threshold: 10) }
    table["hardtanh"] = unary { try $0.hardtanh(min: -0.5, max: 2) }
    table["relu6"] = unary { try $0.relu6() }
    table["logsigmoid"] = unary { try $0.logSigmoid() }
    table["hardsigmoid"] = unary { try $0.hardsigmoid() }
    table["hardswish"] = unary { try $0.hardswish() }
    table["mish"] = unary { try $0.mish() }
    table["sigmoid"] = unary { try $0.sigmoid() }
    table["tanh"] = unary { try $0.tanh() }
    return table
  }()

  private static let otherLosses: [String: Function] = {
    var table: [String: Function] = [:]
    table["bce_with_logits weights"] = { inputs in
      let x = try get(inputs, "x")
      return try x.binaryCrossEntropyWithLogits(
        get(inputs, "y").detach(), weight: Tensor([1.0, 2.0, 0.5, 1.0]).to(x.dtype),
        posWeight: Tensor([3.0, 1.0, 0.5, 2.0]).to(x.dtype))
    }
    table["nll of one row"] = { try get($0, "x").nllLoss(get($0, "t")) }
    table["mse broadcast"] = { try get($0, "x").mseLoss(get($0, "y")) }
    table["kl_div batchmean"] = { try get($0, "x").klDiv(get($0, "y").detach(), batchMean: true) }
    table["embedding"] = { try get($0, "w").embedding(get($0, "t")) }
    table["embedding padding"] = { try get($0, "w").embedding(get($0, "t"), paddingIndex: 1) }
    table["one_hot"] = { try get($0, "t").oneHot(5) }
    return table
  }()

  /// Names that end in a reduction.
  private static func lossFunction(_ name: String) -> Function? {
    guard let space = name.lastIndex(of: " "), let reduction = LossReduction(rawValue: String(name[name.index(after: space)...]))
    else { return nil }
    let weights = [0.5, 1.0, 2.0, 0.25]
    switch name[..<space] {
    case "nll": return { try get($0, "x").nllLoss(get($0, "t"), reduction: reduction) }
    case "cross_entropy", "cross_entropy images":
      return { try get($0, "x").crossEntropy(get($0, "t"), reduction: reduction) }
    case "cross_entropy weight ignore":
      return { inputs in
        let x = try get(inputs, "x")
        return try x.crossEntropy(
          get(inputs, "t"), weight: Tensor(weights).to(x.dtype), ignoreIndex: 2, reduction: reduction)
      }
    case "cross_entropy smoothing":
      return { try get($0, "x").crossEntropy(get($0, "t"), reduction: reduction, labelSmoothing: 0.1) }
    case "cross_entropy smoothing weight ignore":
      return { inputs in
        let x = try get(inputs, "x")
        return try x.crossEntropy(
          get(inputs, "t"), weight: Tensor(weights).to(x.dtype), ignoreIndex: 2, reduction: reduction,
          labelSmoothing: 0.2)
      }
    case "cross_entropy probabilities": return { try get($0, "x").crossEntropy(get($0, "p"), reduction: reduction) }
    case "mse": return { try get($0, "x").mseLoss(get($0, "y"), reduction: reduction) }
    case "l1": return { try get($0, "x").l1Loss(get($0, "y"), reduction: reduction) }
    case "smooth_l1": return { try get($0, "x").smoothL1Loss(get($0, "y"), reduction: reduction, beta: 0.7) }
    case "huber": return { try get($0, "x").huberLoss(get($0, "y"), reduction: reduction, delta: 0.7) }
    case "bce":
      return { try get($0, "x").sigmoid().binaryCrossEntropy(get($0, "y").detach(), reduction: reduction) }
    case "bce_with_logits":
      return { try get($0, "x").binaryCrossEntropyWithLogits(get($0, "y").detach(), reduction: reduction) }
    default: return nil
    }
  }
}
