import NablaNN
import NablaTensor
import NablaVM

/// Normalisation and dropout.
enum NormalizationLayers {
  static let all: [LayerType] = [
    batchNorm("BatchNorm1d", 2...3), batchNorm("BatchNorm2d", 4...4), layerNorm, groupNorm,
    dropout("Dropout", "dropout") { input, p, training in try Dropouts.elements(input, p: p, training: training) },
    dropout("Dropout1d", "dropout1d") { input, p, training in try Dropouts.channels(input, p: p, training: training) },
    dropout("Dropout2d", "dropout2d") { input, p, training in try Dropouts.channels(input, p: p, training: training) },
  ]

  private static func batchNorm(_ name: String, _ ranks: ClosedRange<Int>) -> LayerType {
    LayerType(
      name,
      "(num_features, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True, device=None, dtype=None, *, "
        + "bias=True)",
      "Normalises each channel over the batch; keeps running statistics for evaluation.", module: "batchnorm",
      operation: "batch_norm",
      extra: { layer, vm in
        "\(layer.int("num_features")), " + (try LayerText.attributes(layer, vm, ["eps", "momentum", "affine"]))
          + ", bias=\(LayerText.bool(layer.tensor("bias") != nil)), "
          + (try LayerText.attributes(layer, vm, ["track_running_stats"]))
      },
      initialize: { layer, c in
        for (index, name) in ["num_features", "eps", "momentum", "affine", "track_running_stats"].enumerated() {
          layer.set(Name(name), c[index])
        }
        let features = try c.size(0)
        let (affine, tracks) = (try c.bool(3), try c.bool(4))
        let dtype = try c.dtype(6) ?? .defaultFloat
        try layer.register(parameter: "weight", affine ? Tensor.ones([features], dtype: dtype) : nil)
        try layer.register(parameter: "bias", affine && c.bool(7) ? Tensor.zeros([features], dtype: dtype) : nil)
        layer.register(buffer: "running_mean", tracks ? try Tensor.zeros([features], dtype: dtype) : nil)
        layer.register(buffer: "running_var", tracks ? try Tensor.ones([features], dtype: dtype) : nil)
        layer.register(buffer: "num_batches_tracked", tracks ? Tensor.scalar(0, dtype: .int64) : nil)
      },
      forward: { layer, c in
        let input = try c.tensor(0)
        guard ranks.contains(input.rank) else {
          let wanted = ranks.count == 1 ? "\(ranks.lowerBound)D" : "2D or 3D"
          throw Raised(.valueError, "expected \(wanted) input (got \(input.rank)D input)", details: ModuleTrail.lines(c.vm))
        }
        return TensorObject.value(try applyBatchNorm(layer, input))
      })
  }

  private static func applyBatchNorm(_ layer: NNModuleObject, _ input: Tensor) throws -> Tensor {
    let mean = layer.tensor("running_mean")
    let variance = layer.tensor("running_var")
    var momentum = layer.optionalDouble("momentum")
    let counter = layer.training && layer.bool("track_running_stats") ? layer.tensor("num_batches_tracked") : nil
    // Without a momentum the statistics are means over all batches so far.
    if momentum == nil, let counter { momentum = 1 / (try counter.item().double + 1) }
    let usesBatch = layer.training || (mean == nil && variance == nil)
    let result = try input.batchNorm(
      runningMean: !layer.training || layer.bool("track_running_stats") ? mean : nil,
      runningVar: !layer.training || layer.bool("track_running_stats") ? variance : nil,
      weight: layer.tensor("weight"), bias: layer.tensor("bias"), training: usesBatch, momentum: momentum ?? 0,
      eps: layer.double("eps"))
    // Once it has worked: a batch that failed is none.
    if let counter { try GradMode.disabled { _ = try counter.addInPlace(1) } }
    return result
  }

  static let layerNorm = LayerType(
    "LayerNorm", "(normalized_shape, eps=1e-05, elementwise_affine=True, bias=True, device=None, dtype=None)",
    "Normalises each sample over its last dimensions.", module: "normalization", operation: "layer_norm",
    extra: { layer, vm in
      "\(try vm.repr(layer.value("normalized_shape"))), "
        + (try LayerText.attributes(layer, vm, ["eps", "elementwise_affine"]))
        + ", bias=\(LayerText.bool(layer.tensor("bias") != nil))"
    },
    initialize: { layer, c in
      let sizes = try c.sides(0, 1)
      layer.set("normalized_shape", sizes)
      layer.set("eps", c[1])
      layer.set("elementwise_affine", c[2])
      let shape = try Shape(checking: sizes)
      let dtype = try c.dtype(5) ?? .defaultFloat
      let affine = try c.bool(2)
      try layer.register(parameter: "weight", affine ? Tensor.ones(shape, dtype: dtype) : nil)
      try layer.register(parameter: "bias", affine && c.bool(3) ? Tensor.zeros(shape, dtype: dtype) : nil)
    },
    forward: { layer, c in
      TensorObject.value(
        try c.tensor(0).layerNorm(
          Shape(checking: layer.sides("normalized_shape", 1)), weight: layer.tensor("weight"), bias: layer.tensor("bias"),
          eps: layer.double("eps")))
    })

  static let groupNorm = LayerType(
    "GroupNorm", "(num_groups, num_channels, eps=1e-05, affine=True, device=None, dtype=None, *, bias=True)",
    "Normalises each sample over groups of channels.", module: "normalization", operation: "group_norm",
    extra: { layer, vm in
      "\(layer.int("num_groups")), \(layer.int("num_channels")), "
        + (try LayerText.attributes(layer, vm, ["eps", "affine"]))
        + ", bias=\(LayerText.bool(layer.tensor("bias") != nil))"
    },
    initialize: { layer, c in
      for (index, name) in ["num_groups", "num_channels", "eps", "affine"].enumerated() { layer.set(Name(name), c[index]) }
      guard try c.int(0) > 0, try c.int(1) % c.int(0) == 0 else {
        throw c.failure(.valueError, "num_channels (\(try c.int(1))) must be divisible by num_groups (\(try c.int(0)))")
      }
      let dtype = try c.dtype(5) ?? .defaultFloat
      let affine = try c.bool(3)
      try layer.register(parameter: "weight", affine ? Tensor.ones([c.size(1)], dtype: dtype) : nil)
      try layer.register(parameter: "bias", affine && c.bool(6) ? Tensor.zeros([c.size(1)], dtype: dtype) : nil)
    },
    forward: { layer, c in
      TensorObject.value(
        try GroupNormalization.apply(
          c.tensor(0), groups: layer.int("num_groups"), weight: layer.tensor("weight"), bias: layer.tensor("bias"),
          eps: layer.double("eps")))
    })

  private static func dropout(
    _ name: String, _ operation: String, _ body: @escaping (Tensor, Double, Bool) throws -> Tensor
  ) -> LayerType {
    LayerType(
      name, "(p=0.5, inplace=False)", "Zeroes elements at random while training, and scales the others.",
      module: "dropout", operation: operation,
      extra: { layer, vm in try LayerText.attributes(layer, vm, ["p", "inplace"]) },
      initialize: { layer, c in
        try Dropouts.check(c, 0)
        ActivationLayers.store(layer, c, ["p", "inplace"])
      },
      forward: { layer, c in
        try ActivationLayers.apply(layer, c) { try body($0, layer.double("p"), layer.training) }
      })
  }
}

enum Dropouts {
  static func check(_ c: Call, _ index: Int) throws {
    let p = try c.double(index)
    guard p >= 0, p <= 1 else {
      throw c.failure(.valueError, "dropout probability has to be between 0 and 1, but got \(try c.vm.repr(c[index]))")
    }
  }

  /// One double uniform for each element decides whether it is kept; what is kept is scaled.
  static func elements(_ input: Tensor, p: Double, training: Bool) throws -> Tensor {
    guard training, p > 0 else { return input }
    if p == 1 { return try input.mul(0.0) }
    let mask = try GradMode.disabled { () -> Tensor in
      let mask = try Tensor.empty(input.shape, dtype: input.dtype).inOrder(of: input)
      _ = try mask.bernoulliInPlace(1 - p)
      return try mask.divInPlace(1 - p)
    }
    return try input.mul(mask)
  }

  /// Whole channels are dropped: one draw for each.
  static func channels(_ input: Tensor, p: Double, training: Bool) throws -> Tensor {
    guard training, p > 0, input.rank >= 2 else { return input }
    var sizes = Array(repeating: 1, count: input.rank)
    for index in 0..<2 { sizes[index] = input.shape[index] }
    let ones = try Tensor.ones(Shape(checking: sizes), dtype: input.dtype)
    return try input.mul(elements(ones, p: p, training: true))
  }
}

/// Group normalisation: mean and variance over groups of channels of each sample.
enum GroupNormalization {
  static func apply(_ input: Tensor, groups: Int, weight: Tensor?, bias: Tensor?, eps: Double) throws -> Tensor {
    guard input.rank >= 2, groups > 0, input.shape[1] % groups == 0 else {
      throw TensorError.runtime(
        "Expected number of channels in input to be divisible by num_groups, but got input of shape \(input.shape) and "
          + "num_groups=\(groups)")
    }
    let grouped = try input.reshape([input.shape[0], groups, -1])
    let mean = try grouped.mean(dim: [-1], keepdim: true)
    let centred = try grouped.sub(mean)
    let variance = try centred.square().mean(dim: [-1], keepdim: true)
    let normal = try centred.mul(variance.add(eps).rsqrt()).reshape(input.shape)
    var sizes = Array(repeating: 1, count: input.rank)
    sizes[1] = input.shape[1]
    let shape = try Shape(checking: sizes)
    let scaled = try weight.map { try normal.mul($0.view(shape)) } ?? normal
    return try bias.map { try scaled.add($0.view(shape)) } ?? scaled
  }
}
