/// The linear layer's operation.
extension Tensor {
  /// `input @ weight.T + bias`: `F.linear`.
  ///
  /// - Shapes: input `[…, in]`, weight `[out, in]` or `[in]`, bias `[out]`; output `[…, out]`.
  /// - Throws: when the last dimension is not the layer's, naming both and how to flatten an image.
  public func linear(_ weight: Tensor, bias: Tensor? = nil) throws -> Tensor {
    guard weight.rank == 2 else {
      guard weight.rank == 1 else {
        throw TensorError.runtime("both arguments to linear need to be at least 1D, but they are \(rank)D and "
          + "\(weight.rank)D")
      }
      let product = try matmul(weight)
      return try bias.map { try product.add($0) } ?? product
    }
    let (outFeatures, inFeatures) = (weight.shape[0], weight.shape[1])
    guard rank > 0, shape[rank - 1] == inFeatures else {
      guard rank > 0 else {
        throw TensorError.runtime("both arguments to linear need to be at least 1D, but they are 0D and 2D")
      }
      throw TensorError.linear(input: shape, inFeatures: inFeatures, outFeatures: outFeatures, hasBias: bias != nil)
    }
    try Tensor.checkLinearTypes(self, weight, bias)
    if let bias, bias.rank != 1 || bias.shape[0] != outFeatures {
      return try addBias(bias, to: linear(weight), outFeatures: outFeatures)
    }
    let rows = shape.dropLast().reduce(1, &*)
    var target = shape
    target[rank - 1] = outFeatures
    try Tensor.checkAllocation(target, dtype, "linear")
    let kernel = LinearKernel(batch: rows, outputs: outFeatures, inputs: inFeatures)
    let product = try GradMode.disabled {
      guard dtype == .float32 else {
        return try MatrixProduct.multiply(reshape([rows, inFeatures]), weight.t(), bias: bias)
      }
      let (x, w, b) = (try contiguous(), try weight.contiguous(), try bias?.contiguous())
      let product = Tensor.uninitialized([rows, outFeatures], dtype)
      kernel.forward(output: product.pointer, input: x.pointer, weight: w.pointer, bias: b.map { $0.pointer })
      return product
    }
    let result = rank == 2 ? product : product.alias(Layout(target))
    let name = rank != 2 ? "UnsafeViewBackward0" : bias == nil ? "MmBackward0" : "AddmmBackward0"
    Autograd.record(name, inputs: [self, weight, bias], outputs: [result], saved: [self, weight]) { node, gradients in
      guard let gradient = gradients[0] else { return [nil, nil, nil] }
      let (input, weight) = (try node.saved(0), try node.saved(1))
      let flat = gradient.rank == 2 ? gradient : try gradient.reshape([rows, outFeatures])
      // Y = X Wᵀ + b: dX = dY W, dW = dYᵀ X, db = Σ dY
      guard !GradMode.isEnabled, gradient.dtype == .float32 else {
        return [
          node.needs(0) ? try flat.mm(weight).reshape(input.shape) : nil,
          node.needs(1) ? try flat.t().mm(input.reshape([rows, inFeatures])) : nil,
          node.needs(2) ? try flat.sum(dim: [0]) : nil,
        ]
      }
      let (g, x, w) = (try flat.contiguous(), try input.contiguous(), try weight.contiguous())
      let gradInput = node.needs(0) ? Tensor.uninitialized(input.shape, g.dtype) : nil
      let gradWeight = node.needs(1) ? Tensor.uninitialized([outFeatures, inFeatures], g.dtype) : nil
      let gradBias = node.needs(2) ? Tensor.uninitialized([outFeatures], g.dtype) : nil
      if let gradInput { kernel.inputGradient(gradInput.pointer, gradient: g.pointer, weight: w.pointer) }
      if let gradWeight { kernel.weightGradient(gradWeight.pointer, gradient: g.pointer, input: x.pointer) }
      if let gradBias { kernel.biasGradient(gradBias.pointer, gradient: g.pointer) }
      return [gradInput, gradWeight, gradBias]
    }
    return result
  }

  private func addBias(_ bias: Tensor, to product: Tensor, outFeatures: Int) throws -> Tensor {
    guard bias.rank <= product.rank else { return try bias.expand(product.shape) }
    return try product.add(bias.expand(product.shape))
  }

  private static func checkLinearTypes(_ input: Tensor, _ weight: Tensor, _ bias: Tensor?) throws {
    if input.dtype != weight.dtype {
      guard bias == nil else {
        throw TensorError.productTypes(
          "mat1 and mat2 must have the same dtype, but got \(input.dtype.scalarTypeName) and "
            + weight.dtype.scalarTypeName, input.dtype, weight.dtype)
      }
      try requireSameTypes(input, weight)
    }
    if let bias, bias.dtype != input.dtype {
      throw TensorError.productTypes(
        "self and mat2 must have the same dtype, but got \(bias.dtype.scalarTypeName) and "
          + weight.dtype.scalarTypeName, bias.dtype, weight.dtype)
    }
    guard input.dtype != .bool else { throw TensorError.notImplemented(kernel: "addmm_impl_cpu_", dtype: .bool) }
  }
}
