import NablaTensor
import NablaVM

/// Activations of `torch.nn.functional`, with their `inplace` arguments and trailing-underscore forms.
enum ActivationOperations {
  static let table: [Operation] = rectifiers + smooth + normalizing

  private static let rectifiers: [Operation] = [
    activation("relu", "(input, inplace=False)", "max(x, 0) of each element.", inPlaceAt: 1) { c in
      try c.tensor(0).relu()
    },
    activation("relu6", "(input, inplace=False)", "x between 0 and 6.", inPlaceAt: 1) { c in
      try c.tensor(0).relu6()
    },
    activation("leaky_relu", "(input, negative_slope=0.01, inplace=False)", "x, or slope · x below 0.", inPlaceAt: 2) {
      c in try c.tensor(0).leakyReLU(negativeSlope: c.double(1))
    },
    activation("elu", "(input, alpha=1.0, inplace=False)", "x, or alpha · (exp(x) - 1) below 0.", inPlaceAt: 2) { c in
      try c.tensor(0).elu(alpha: c.double(1))
    },
    activation("selu", "(input, inplace=False)", "ELU scaled so that activations keep mean 0 and variance 1.",
               inPlaceAt: 1) { c in try c.tensor(0).selu() },
    activation("celu", "(input, alpha=1.0, inplace=False)", "max(0, x) + min(0, alpha · (exp(x / alpha) - 1)).",
               inPlaceAt: 2) { c in try Activations.celu(c.tensor(0), alpha: c.double(1)) },
    activation("hardtanh", "(input, min_val=-1.0, max_val=1.0, inplace=False)", "x between two limits.", inPlaceAt: 3) {
      c in try c.tensor(0).hardtanh(min: c.double(1), max: c.double(2))
    },
    activation("hardsigmoid", "(input, inplace=False)", "x / 6 + 1 / 2 between 0 and 1.", inPlaceAt: 1) { c in
      try c.tensor(0).hardsigmoid()
    },
    activation("hardswish", "(input, inplace=False)", "x · hardsigmoid(x).", inPlaceAt: 1) { c in
      try c.tensor(0).hardswish()
    },
    activation("threshold", "(input, threshold, value, inplace=False)", "x above the threshold, else the value.",
               inPlaceAt: 3) { c in
      try Activations.threshold(c.tensor(0), c.scalar(1), c.scalar(2))
    },
    activation("hardshrink", "(input, lambd=0.5)", "x, or 0 where |x| <= lambd.") { c in
      try Activations.hardshrink(c.tensor(0), c.double(1))
    },
    activation("softshrink", "(input, lambd=0.5)", "x moved towards 0 by lambd.") { c in
      try Activations.softshrink(c.tensor(0), c.double(1))
    },
    activation("prelu", "(input, weight)", "x, or weight · x below 0, with a weight for each channel.") { c in
      try Activations.prelu(c.tensor(0), c.tensor(1))
    },
  ]

  private static let smooth: [Operation] = [
    activation("gelu", "(input, *, approximate='none')", "x · Φ(x), Φ the normal distribution.") { c in
      try c.tensor(0).gelu(approximate: Activations.approximation(c.text(1)))
    },
    activation("silu", "(input, inplace=False)", "x · sigmoid(x).", inPlaceAt: 1) { c in try c.tensor(0).silu() },
    activation("mish", "(input, inplace=False)", "x · tanh(softplus(x)).", inPlaceAt: 1) { c in
      try c.tensor(0).mish()
    },
    activation("softplus", "(input, beta=1.0, threshold=20.0)", "log(1 + exp(beta · x)) / beta.") { c in
      try c.tensor(0).softplus(beta: c.double(1), threshold: c.double(2))
    },
    activation("softsign", "(input)", "x / (1 + |x|).") { c in
      try c.tensor(0).div(c.tensor(0).abs().add(1))
    },
    activation("tanhshrink", "(input)", "x - tanh(x).") { c in try c.tensor(0).sub(c.tensor(0).tanh()) },
    activation("logsigmoid", "(input)", "log(sigmoid(x)).") { c in
      try c.tensor(0).logSigmoid()
    },
    activation("glu", "(input, dim=-1)", "The first half times the sigmoid of the second.") { c in
      try Activations.glu(c.tensor(0), dim: c.int(1))
    },
  ]

  private static let normalizing: [Operation] = [
    .tensor("softmax", "(input, dim=None, _stacklevel=3, dtype=None)", "exp(x) scaled to a sum of 1 along a dimension.",
            .functional) { c in try typed(c, 3).softmax(dim: dim(c, 1, "softmax")) },
    .tensor("log_softmax", "(input, dim=None, _stacklevel=3, dtype=None)", "The logarithm of softmax, without underflow.",
            .functional) { c in try typed(c, 3).logSoftmax(dim: dim(c, 1, "log_softmax")) },
    .tensor("softmin", "(input, dim=None, _stacklevel=3, dtype=None)", "softmax of -x.", .functional) { c in
      try typed(c, 3).neg().softmax(dim: dim(c, 1, "softmin"))
    },
    .tensor("softmax", "(input, dim, dtype=None)", "exp(x) scaled to a sum of 1 along a dimension.", .both) { c in
      try typed(c, 2).softmax(dim: c.dim(1))
    },
    .tensor("log_softmax", "(input, dim, dtype=None)", "The logarithm of softmax, without underflow.", .both) { c in
      try typed(c, 2).logSoftmax(dim: c.dim(1))
    },
  ]

  /// PyTorch chooses a dimension where none is given, and warns.
  private static func dim(_ c: Call, _ index: Int, _ name: String) throws -> Int {
    if let dim = try c.optionalDim(index) { return dim }
    return try c.tensor(0).implicitSoftmaxDimension(name)
  }

  private static func typed(_ c: Call, _ index: Int) throws -> Tensor {
    guard let dtype = try c.dtype(index) else { return try c.tensor(0) }
    return try c.tensor(0).to(dtype)
  }

  private static func activation(
    _ name: String, _ signature: String, _ summary: String, inPlaceAt index: Int? = nil,
    _ body: @escaping (Call) throws -> Tensor
  ) -> Operation {
    Operation(name, signature, summary, [.functional, .functionalInPlace]) { c in
      if let index, try c.bool(index) {
        // The history wants the operation on what the tensor was.
        _ = try c.tensor(0).replaceInPlace([]) { old in
          try c.with(first: old) { try body($0) }
        }
        return c[0]
      }
      return TensorObject.value(try body(c))
    }
  }
}
