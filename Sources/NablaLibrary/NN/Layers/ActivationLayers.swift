import NablaTensor
import NablaVM

/// Activations as layers.
enum ActivationLayers {
  static let all: [LayerType] = rectifiers + smooth + normalizing

  private static let rectifiers: [LayerType] = [
    switchable("ReLU", "relu", "max(x, 0) of each element.", "relu") { _, x in try x.relu() },
    switchable("ReLU6", "relu6", "x between 0 and 6.", "relu6") { _, x in try x.relu6() },
    shaped("LeakyReLU", "(negative_slope=0.01, inplace=False)", "x, or slope · x below 0.", ["negative_slope"],
           "leaky_relu") { layer, x in try x.leakyReLU(negativeSlope: layer.double("negative_slope")) },
    shaped("ELU", "(alpha=1.0, inplace=False)", "x, or alpha · (exp(x) - 1) below 0.", ["alpha"], "elu") { layer, x in
      try x.elu(alpha: layer.double("alpha"))
    },
    switchable("SELU", "selu", "ELU scaled so that activations keep mean 0 and variance 1.", "selu") { _, x in
      try x.selu()
    },
    shaped("CELU", "(alpha=1.0, inplace=False)", "max(0, x) + min(0, alpha · (exp(x / alpha) - 1)).", ["alpha"], "celu") {
      layer, x in try Activations.celu(x, alpha: layer.double("alpha"))
    },
    LayerType(
      "Hardtanh", "(min_val=-1.0, max_val=1.0, inplace=False)", "x between two limits.", module: "activation",
      operation: "hardtanh",
      extra: { layer, vm in
        LayerText.inPlace(layer, leading: try LayerText.attributes(layer, vm, ["min_val", "max_val"]))
      },
      initialize: { layer, c in store(layer, c, ["min_val", "max_val", "inplace"]) },
      forward: { layer, c in
        try apply(layer, c) { try $0.hardtanh(min: layer.double("min_val"), max: layer.double("max_val")) }
      }),
    switchable("Hardsigmoid", "hardsigmoid", "x / 6 + 1 / 2 between 0 and 1.", "hardsigmoid") { _, x in
      try x.hardsigmoid()
    },
    switchable("Hardswish", "hardswish", "x · hardsigmoid(x).", "hardswish") { _, x in try x.hardswish() },
    LayerType(
      "Threshold", "(threshold, value, inplace=False)", "x above the threshold, else the value.", module: "activation",
      operation: "threshold",
      extra: { layer, vm in
        LayerText.inPlace(layer, leading: try LayerText.attributes(layer, vm, ["threshold", "value"]))
      },
      initialize: { layer, c in store(layer, c, ["threshold", "value", "inplace"]) },
      forward: { layer, c in
        try apply(layer, c) {
          try Activations.threshold($0, .float(layer.double("threshold")), .float(layer.double("value")))
        }
      }),
    shrinking("Hardshrink", "x, or 0 where |x| <= lambd.") { try Activations.hardshrink($0, $1) },
    shrinking("Softshrink", "x moved towards 0 by lambd.") { try Activations.softshrink($0, $1) },
    LayerType(
      "PReLU", "(num_parameters=1, init=0.25, device=None, dtype=None)", "x, or weight · x below 0.",
      module: "activation", operation: "prelu",
      extra: { layer, vm in try LayerText.attributes(layer, vm, ["num_parameters"]) },
      initialize: { layer, c in
        store(layer, c, ["num_parameters", "init"])
        try layer.register(parameter: "weight", Tensor.full(Shape(checking: [c.size(0)]), .float(c.double(1)), dtype: c.dtype(3) ?? .defaultFloat))
      },
      forward: { layer, c in TensorObject.value(try Activations.prelu(c.tensor(0), layer.required("weight"))) }),
  ]

  private static let smooth: [LayerType] = [
    plain("Sigmoid", "sigmoid", "1 / (1 + exp(-x)).") { try $0.sigmoid() },
    plain("Tanh", "tanh", "The hyperbolic tangent.") { try $0.tanh() },
    plain("LogSigmoid", "logsigmoid", "log(sigmoid(x)).") { try $0.logSigmoid() },
    plain("Tanhshrink", "tanhshrink", "x - tanh(x).") { try $0.sub($0.tanh()) },
    plain("Softsign", "softsign", "x / (1 + |x|).") { try $0.div($0.abs().add(1)) },
    switchable("SiLU", "silu", "x · sigmoid(x).", "silu") { _, x in try x.silu() },
    switchable("Mish", "mish", "x · tanh(softplus(x)).", "mish") { _, x in try x.mish() },
    LayerType(
      "GELU", "(approximate='none')", "x · Φ(x), Φ the normal distribution.", module: "activation", operation: "gelu",
      extra: { layer, vm in try LayerText.attributes(layer, vm, ["approximate"]) },
      initialize: { layer, c in store(layer, c, ["approximate"]) },
      forward: { layer, c in
        TensorObject.value(try c.tensor(0).gelu(approximate: Activations.approximation(layer.text("approximate"))))
      }),
    LayerType(
      "Softplus", "(beta=1.0, threshold=20.0)", "log(1 + exp(beta · x)) / beta.", module: "activation",
      operation: "softplus",
      extra: { layer, vm in try LayerText.attributes(layer, vm, ["beta", "threshold"]) },
      initialize: { layer, c in store(layer, c, ["beta", "threshold"]) },
      forward: { layer, c in
        TensorObject.value(try c.tensor(0).softplus(beta: layer.double("beta"), threshold: layer.double("threshold")))
      }),
    LayerType(
      "GLU", "(dim=-1)", "The first half times the sigmoid of the second.", module: "activation", operation: "glu",
      extra: { layer, vm in try LayerText.attributes(layer, vm, ["dim"]) },
      initialize: { layer, c in store(layer, c, ["dim"]) },
      forward: { layer, c in TensorObject.value(try Activations.glu(c.tensor(0), dim: layer.int("dim"))) }),
  ]

  private static let normalizing: [LayerType] = [
    along("Softmax", "softmax", "exp(x) scaled to a sum of 1 along a dimension.") { try $0.softmax(dim: $1) },
    along("LogSoftmax", "log_softmax", "The logarithm of softmax.") { try $0.logSoftmax(dim: $1) },
    along("Softmin", "softmin", "softmax of -x.") { try $0.neg().softmax(dim: $1) },
  ]

  // MARK: builders
  private static func plain(
    _ name: String, _ operation: String, _ summary: String, _ body: @escaping (Tensor) throws -> Tensor
  ) -> LayerType {
    LayerType(
      name, "(*args, **kwargs)", summary, module: "activation", operation: operation,
      forward: { _, c in TensorObject.value(try body(c.tensor(0))) })
  }

  private static func switchable(
    _ name: String, _ operation: String, _ summary: String, _ function: String,
    _ body: @escaping (NNModuleObject, Tensor) throws -> Tensor
  ) -> LayerType {
    LayerType(
      name, "(inplace=False)", summary, module: "activation", operation: operation,
      extra: { layer, _ in LayerText.inPlace(layer) },
      initialize: { layer, c in store(layer, c, ["inplace"]) },
      forward: { layer, c in try apply(layer, c) { try body(layer, $0) } })
  }

  private static func shaped(
    _ name: String, _ signature: String, _ summary: String, _ attributes: [String], _ operation: String,
    _ body: @escaping (NNModuleObject, Tensor) throws -> Tensor
  ) -> LayerType {
    LayerType(
      name, signature, summary, module: "activation", operation: operation,
      extra: { layer, vm in LayerText.inPlace(layer, leading: try LayerText.attributes(layer, vm, attributes)) },
      initialize: { layer, c in store(layer, c, attributes + ["inplace"]) },
      forward: { layer, c in try apply(layer, c) { try body(layer, $0) } })
  }

  private static func shrinking(
    _ name: String, _ summary: String, _ body: @escaping (Tensor, Double) throws -> Tensor
  ) -> LayerType {
    LayerType(
      name, "(lambd=0.5)", summary, module: "activation", operation: name.lowercased(),
      extra: { layer, vm in try vm.repr(layer.value("lambd")) },
      initialize: { layer, c in store(layer, c, ["lambd"]) },
      forward: { layer, c in TensorObject.value(try body(c.tensor(0), layer.double("lambd"))) })
  }

  private static func along(
    _ name: String, _ operation: String, _ summary: String, _ body: @escaping (Tensor, Int) throws -> Tensor
  ) -> LayerType {
    LayerType(
      name, "(dim=None)", summary, module: "activation", operation: operation,
      extra: { layer, vm in try LayerText.attributes(layer, vm, ["dim"]) },
      initialize: { layer, c in store(layer, c, ["dim"]) },
      forward: { layer, c in
        let input = try c.tensor(0)
        let dim = layer.optionalInt("dim") ?? input.implicitSoftmaxDimension(operation)
        return TensorObject.value(try body(input, dim))
      })
  }

  static func store(_ layer: NNModuleObject, _ c: Call, _ names: [String]) {
    for (index, name) in names.enumerated() { layer.set(Name(name), c[index]) }
  }

  /// Writes the result into the input where `inplace` is set.
  static func apply(_ layer: NNModuleObject, _ c: Call, _ body: (Tensor) throws -> Tensor) throws -> Value {
    let input = try c.tensor(0)
    guard layer.bool("inplace") else { return TensorObject.value(try body(input)) }
    _ = try input.replaceInPlace([]) { try body($0) }
    return c[0]
  }
}
