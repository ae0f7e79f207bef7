import NablaNN
import NablaTensor
import NablaVM

/// Layers with a weight matrix, and those that only rearrange.
enum LinearLayers {
  static let all: [LayerType] = [linear, bilinear, identity, flatten, unflatten, embedding]

  static let linear = LayerType(
    "Linear", "(in_features, out_features, bias=True, device=None, dtype=None)",
    "Applies an affine map to the last dimension: x @ weightᵀ + bias.", module: "linear", operation: "linear",
    extra: { layer, _ in
      "in_features=\(layer.int("in_features")), out_features=\(layer.int("out_features")), "
        + "bias=\(LayerText.bool(layer.tensor("bias") != nil))"
    },
    initialize: { layer, c in
      try c.device(3)
      let (inputs, outputs) = (try c.size(0), try c.size(1))
      layer.set("in_features", inputs)
      layer.set("out_features", outputs)
      let made = try Linear(inputs, outputs, bias: c.bool(2), dtype: c.dtype(4) ?? .defaultFloat)
      try layer.register(parameter: "weight", made.weight)
      try layer.register(parameter: "bias", made.bias)
    },
    forward: { layer, c in
      TensorObject.value(try c.tensor(0).linear(layer.required("weight"), bias: layer.tensor("bias")))
    })

  static let bilinear = LayerType(
    "Bilinear", "(in1_features, in2_features, out_features, bias=True, device=None, dtype=None)",
    "Applies x1ᵀ A x2 + b.", module: "linear", takes: "(input1, input2)",
    extra: { layer, vm in
      try LayerText.attributes(layer, vm, ["in1_features", "in2_features", "out_features"])
        + ", bias=\(LayerText.bool(layer.tensor("bias") != nil))"
    },
    initialize: { layer, c in
      let (first, second, outputs) = (try c.size(0), try c.size(1), try c.size(2))
      layer.set("in1_features", first)
      layer.set("in2_features", second)
      layer.set("out_features", outputs)
      let bound = 1 / Double(max(first, 1)).squareRoot()
      try layer.register(parameter: "weight", Uniform.make([outputs, first, second], bound, c.dtype(5)))
      try layer.register(parameter: "bias", c.bool(3) ? Uniform.make([outputs], bound, c.dtype(5)) : nil)
    },
    forward: { layer, c in
      let product = try Products.einsum("...i,oij,...j->...o", [c.tensor(0), layer.required("weight"), c.tensor(1)])
      guard let bias = layer.tensor("bias") else { return TensorObject.value(product) }
      return TensorObject.value(try product.add(bias))
    })

  static let identity = LayerType(
    "Identity", "(*args, **kwargs)", "Gives back its input.", module: "linear", forward: { _, c in c[0] })

  static let flatten = LayerType(
    "Flatten", "(start_dim=1, end_dim=-1)", "Makes a range of dimensions one.", module: "flatten",
    extra: { layer, vm in try LayerText.attributes(layer, vm, ["start_dim", "end_dim"]) },
    initialize: { layer, c in
      layer.set("start_dim", try c.int(0))
      layer.set("end_dim", try c.int(1))
    },
    forward: { layer, c in
      TensorObject.value(try c.tensor(0).flatten(layer.int("start_dim"), layer.int("end_dim")))
    })

  static let unflatten = LayerType(
    "Unflatten", "(dim, unflattened_size)", "Splits a dimension into several.", module: "flatten",
    extra: { layer, vm in try LayerText.attributes(layer, vm, ["dim", "unflattened_size"]) },
    initialize: { layer, c in
      layer.set("dim", try c.int(0))
      layer.set("unflattened_size", c[1])
      _ = try c.ints(1)
    },
    forward: { layer, c in
      TensorObject.value(
        try c.tensor(0).unflatten(layer.int("dim"), Shape(checking: layer.sides("unflattened_size", 1))))
    })

  static let embedding = LayerType(
    "Embedding",
    "(num_embeddings, embedding_dim, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, "
      + "sparse=False, _weight=None, _freeze=False, device=None, dtype=None)",
    "A table whose rows indices pick.", module: "sparse", operation: "embedding",
    extra: { layer, vm in
      var text = "\(layer.int("num_embeddings")), \(layer.int("embedding_dim"))"
      if let padding = layer.optionalInt("padding_idx") { text += ", padding_idx=\(padding)" }
      return text
    },
    initialize: { layer, c in
      let (count, width) = (try c.size(0), try c.size(1))
      layer.set("num_embeddings", count)
      layer.set("embedding_dim", width)
      let padding = try c.optionalInt(2).map { $0 < 0 ? $0 + count : $0 }
      layer.set("padding_idx", padding.map { .int($0) } ?? .none)
      for (offset, name) in ["max_norm", "norm_type", "scale_grad_by_freq", "sparse"].enumerated() {
        layer.set(Name(name), c[3 + offset])
      }
      if let given = try c.optionalTensor(7) {
        try layer.register(parameter: "weight", Parameters.make(given, requiresGrad: true))
      } else {
        let made = try Embedding(count, width, paddingIndex: padding, dtype: c.dtype(10) ?? .defaultFloat)
        try layer.register(parameter: "weight", made.weight)
      }
      if try c.bool(8) { try layer.required("weight").setRequiresGrad(false) }
    },
    forward: { layer, c in
      TensorObject.value(try layer.required("weight").embedding(c.tensor(0), paddingIndex: layer.optionalInt("padding_idx")))
    })
}

/// Uniform initial weights for layers that the tensor half has no class for.
enum Uniform {
  static func make(_ shape: [Int], _ bound: Double, _ dtype: DType?) throws -> Tensor {
    let tensor = try Tensor.empty(Shape(checking: shape), dtype: dtype ?? .defaultFloat)
    _ = try tensor.uniformInPlace(-bound, bound)
    return tensor
  }
}
