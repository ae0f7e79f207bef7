import NablaNN
import NablaTensor
import NablaVM

/// `torch.nn.functional`: layers without state.
enum FunctionalOperations {
  static let table: [Operation] = linear + convolutions + pooling + normalization + dropout + layout

  private static let linear: [Operation] = [
    .tensor("linear", "(input, weight, bias=None)", "input @ weightᵀ + bias.", .functional) { c in
      try c.tensor(0).linear(c.tensor(1), bias: c.optionalTensor(2))
    },
    .tensor("bilinear", "(input1, input2, weight, bias=None)", "x1ᵀ A x2 + b.", .functional) { c in
      let product = try Products.einsum("...i,oij,...j->...o", [c.tensor(0), c.tensor(2), c.tensor(1)])
      guard let bias = try c.optionalTensor(3) else { return product }
      return try product.add(bias)
    },
    .tensor(
      "embedding",
      "(input, weight, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False)",
      "The rows of a table that indices name.", .functional
    ) { c in try c.tensor(1).embedding(c.tensor(0), paddingIndex: c.optionalInt(2)) },
    .tensor(
      "scaled_dot_product_attention",
      "(query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, scale=None, enable_gqa=False)",
      "softmax(query @ keyᵀ · scale) @ value.", .functional
    ) { c in
      try Attention.scaledDotProduct(
        query: c.tensor(0), key: c.tensor(1), value: c.tensor(2), mask: c.optionalTensor(3), dropout: c.double(4),
        isCausal: c.bool(5), scale: c.optionalDouble(6))
    },
    .tensor("normalize", "(input, p=2.0, dim=1, eps=1e-12)", "Vectors divided by their norm.", .functional) { c in
      let norm = try c.tensor(0).norm(p: c.double(1), dim: c.dims(2), keepdim: true)
      return try c.tensor(0).div(norm.clamp(min: .float(c.double(3))))
    },
    .tensor("pairwise_distance", "(x1, x2, p=2.0, eps=1e-06, keepdim=False)", "The norms of the rows' differences.",
            .functional) { c in
      let difference = try c.tensor(0).sub(c.tensor(1)).add(c.double(3))
      return try difference.norm(p: c.double(2), dim: [-1], keepdim: c.bool(4))
    },
  ]

  private static let convolutions: [Operation] = [
    .tensor("conv1d", "(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1)",
            "A convolution of sequences.", [.function, .functional]) { c in
      try c.tensor(0).conv1d(
        c.tensor(1), bias: c.optionalTensor(2), stride: c.sides(3, 1)[0], padding: c.sides(4, 1)[0],
        dilation: c.sides(5, 1)[0], groups: c.int(6))
    },
    .tensor("conv2d", "(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1)",
            "A convolution of images.", [.function, .functional]) { c in
      try c.tensor(0).conv2d(
        c.tensor(1), bias: c.optionalTensor(2), stride: c.pair(3), padding: c.convolutionPadding(4), dilation: c.pair(5),
        groups: c.int(6))
    },
  ]

  private static let pooling: [Operation] = [
    Operation(
      "max_pool2d",
      "(input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False)",
      "The largest value of each window.", .functional
    ) { c in
      let (values, indices) = try PoolingCalls.max2d(
        c.tensor(0), kernel: c.pair(1), stride: c.optionalPair(2), padding: c.pair(3), dilation: c.pair(4),
        ceilMode: c.bool(5), indices: c.bool(6))
      guard let indices else { return TensorObject.value(values) }
      return .tuple([TensorObject.value(values), TensorObject.value(indices)])
    },
    .tensor(
      "max_pool1d",
      "(input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False)",
      "The largest value of each window.", .functional
    ) { c in
      try PoolingCalls.max1d(
        c.tensor(0), kernel: c.sides(1, 1)[0], stride: c.optionalSides(2, 1)?.first, padding: c.sides(3, 1)[0],
        dilation: c.sides(4, 1)[0], ceilMode: c.bool(5))
    },
    .tensor(
      "avg_pool2d",
      "(input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None)",
      "The mean of each window.", .functional
    ) { c in
      try c.tensor(0).avgPool2d(
        kernel: c.pair(1), stride: c.optionalPair(2), padding: c.pair(3), ceilMode: c.bool(4),
        countIncludePad: c.bool(5), divisorOverride: c.optionalInt(6))
    },
    .tensor(
      "avg_pool1d", "(input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True)",
      "The mean of each window.", .functional
    ) { c in
      try PoolingCalls.average1d(
        c.tensor(0), kernel: c.sides(1, 1)[0], stride: c.optionalSides(2, 1)?.first, padding: c.sides(3, 1)[0],
        ceilMode: c.bool(4), countIncludePad: c.bool(5))
    },
    .tensor("adaptive_avg_pool2d", "(input, output_size)", "Means of as many windows as asked for.", .functional) { c in
      let (height, width) = try PoolingCalls.outputSides(c[1])
      return try c.tensor(0).adaptiveAvgPool2d(height: height, width: width)
    },
    .tensor("adaptive_avg_pool1d", "(input, output_size)", "Means of as many windows as asked for.", .functional) { c in
      try PoolingCalls.adaptiveAverage1d(c.tensor(0), c.sides(1, 1)[0])
    },
  ]

  private static let normalization: [Operation] = [
    .tensor(
      "batch_norm",
      "(input, running_mean, running_var, weight=None, bias=None, training=False, momentum=0.1, eps=1e-05)",
      "Each channel normalised over the batch.", .functional
    ) { c in
      try c.tensor(0).batchNorm(
        runningMean: c.optionalTensor(1), runningVar: c.optionalTensor(2), weight: c.optionalTensor(3),
        bias: c.optionalTensor(4), training: c.bool(5), momentum: c.double(6), eps: c.double(7))
    },
    .tensor("layer_norm", "(input, normalized_shape, weight=None, bias=None, eps=1e-05)",
            "Each sample normalised over its last dimensions.", .functional) { c in
      try c.tensor(0).layerNorm(
        Shape(checking: c.ints(1)), weight: c.optionalTensor(2), bias: c.optionalTensor(3), eps: c.double(4))
    },
    .tensor("group_norm", "(input, num_groups, weight=None, bias=None, eps=1e-05)",
            "Each sample normalised over groups of channels.", .functional) { c in
      try GroupNormalization.apply(
        c.tensor(0), groups: c.int(1), weight: c.optionalTensor(2), bias: c.optionalTensor(3), eps: c.double(4))
    },
    .tensor(
      "instance_norm",
      "(input, running_mean=None, running_var=None, weight=None, bias=None, use_input_stats=True, momentum=0.1, eps=1e-05)",
      "Each channel of each sample normalised.", .functional
    ) { c in
      try GroupNormalization.apply(
        c.tensor(0), groups: c.tensor(0).rank > 1 ? c.tensor(0).shape[1] : 1, weight: c.optionalTensor(3),
        bias: c.optionalTensor(4), eps: c.double(7))
    },
  ]

  private static let dropout: [Operation] = [
    .tensor("dropout", "(input, p=0.5, training=True, inplace=False)", "Elements zeroed at random, the others scaled.",
            .functional) { c in
      try Dropouts.check(c, 1)
      return try Dropouts.elements(c.tensor(0), p: c.double(1), training: c.bool(2))
    },
    .tensor("dropout1d", "(input, p=0.5, training=True, inplace=False)", "Channels zeroed at random.", .functional,
            channelDropout),
    .tensor("dropout2d", "(input, p=0.5, training=True, inplace=False)", "Channels zeroed at random.", .functional,
            channelDropout),
  ]

  private static let layout: [Operation] = [
    .tensor("pad", "(input, pad, mode='constant', value=None)", "The tensor with a border.", .functional) { c in
      try Composed.pad(c.tensor(0), c.ints(1), mode: c.text(2), value: c.isGiven(3) ? c.double(3) : 0)
    },
    .tensor("pixel_shuffle", "(input, upscale_factor)", "Channels rearranged into a finer grid.",
            [.functional, .function]) { c in try Rearrangement.pixelShuffle(c.tensor(0), c.int(1)) },
    .tensor(
      "interpolate",
      "(input, size=None, scale_factor=None, mode='nearest', align_corners=None, recompute_scale_factor=None, "
        + "antialias=False)",
      "The images in another size.", .functional
    ) { c in
      try Rearrangement.interpolate(
        c.tensor(0), size: c.isGiven(1) ? c.sides(1, 2) : nil, scale: c.isGiven(2) ? c.doubles(2, 2) : nil,
        mode: c.text(3), alignCorners: c.bool(4))
    },
  ]

  private static func channelDropout(_ c: Call) throws -> Tensor {
    try Dropouts.check(c, 1)
    return try Dropouts.channels(c.tensor(0), p: c.double(1), training: c.bool(2))
  }
}
