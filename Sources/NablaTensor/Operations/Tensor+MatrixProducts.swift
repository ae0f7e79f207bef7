/// Products of vectors, matrices and batches of matrices.
extension Tensor {
  /// `a @ b`: `torch.matmul`.
  ///
  /// Vectors count as a row on the left and a column on the right; leading dimensions beyond two are a batch and
  /// broadcast.
  ///
  /// - Shapes: `[…, n, k]` and `[…, k, m]` give `[…, n, m]`; `[k]` and `[k]` give a scalar.
  /// - Throws: shapes that do not fit, in PyTorch's words, and which transposition would; types that differ.
  public func matmul(_ other: Tensor) throws -> Tensor {
    guard rank > 0, other.rank > 0 else {
      throw TensorError.runtime("both arguments to matmul need to be at least 1D, but they are \(rank)D and "
        + "\(other.rank)D", fix: "`*` multiplies by a scalar")
    }
    switch (rank, other.rank) {
    case (1, 1): return try dot(other)
    case (2, 1): return try mv(other)
    case (2, 2): return try mm(other)
    case (1, 2): return try unsqueeze(0).mm(other).squeeze([0]).named("SqueezeBackward4")
    case (1, _): return try unsqueeze(0).matmul(other).squeeze([-2]).named("UnsafeViewBackward0")
    case (_, 1): return try foldedProduct(other.unsqueeze(1), vector: other)
    case (_, 2): return try foldedProduct(other, vector: nil)
    default: return try batchedProduct(other)
    }
  }

  /// `torch.mm`: the product of two matrices.
  public func mm(_ other: Tensor) throws -> Tensor {
    guard rank == 2 else { throw TensorError.runtime("mm: self must be a matrix, got \(rank)-D tensor") }
    guard other.rank == 2 else { throw TensorError.runtime("mm: mat2 must be a matrix, got \(other.rank)-D tensor") }
    guard shape[1] == other.shape[0] else {
      throw TensorError.product("mm", (shape[0], shape[1]), (other.shape[0], other.shape[1]), a: shape, b: other.shape)
    }
    try Tensor.requireSameTypes(self, other)
    let result = try MatrixProduct.multiply(self, other)
    Autograd.record("MmBackward0", inputs: [self, other], outputs: [result], saved: [self, other]) { node, gradients in
      guard let gradient = gradients[0] else { return [nil, nil] }
      // C = A B: dA = dC Bᵀ, dB = Aᵀ dC
      return [
        node.needs(0) ? try gradient.mm(node.saved(1).t()) : nil,
        node.needs(1) ? try node.saved(0).t().mm(gradient) : nil,
      ]
    }
    return result
  }

  /// `torch.mv`: a matrix times a vector.
  public func mv(_ vector: Tensor) throws -> Tensor {
    if rank == 0 { throw TensorError.other(.indexError, "Dimension specified as 0 but tensor has no dimensions") }
    guard rank == 2, vector.rank == 1 else {
      throw TensorError.runtime("vector + matrix @ vector expected, got 1, \(rank), \(vector.rank)")
    }
    guard shape[1] == vector.shape[0] else {
      throw TensorError.matrixVector(matrix: (shape[0], shape[1]), vector: vector.shape[0])
    }
    guard dtype == vector.dtype else {
      throw TensorError.productTypes(
        "addmv input tensors must have the same dtype, but got \(vector.dtype.scalarTypeName), "
          + "\(dtype.scalarTypeName), and \(vector.dtype.scalarTypeName)", dtype, vector.dtype)
    }
    try Tensor.requireSameTypes(self, vector)
    let result = try GradMode.disabled { try MatrixProduct.multiply(self, vector.unsqueeze(1)).squeeze([1]).detach() }
    Autograd.record("MvBackward0", inputs: [self, vector], outputs: [result], saved: [self, vector]) { node, gradients in
      guard let gradient = gradients[0] else { return [nil, nil] }
      return [
        node.needs(0) ? try gradient.unsqueeze(1).mul(node.saved(1).unsqueeze(0)) : nil,
        node.needs(1) ? try node.saved(0).t().mv(gradient) : nil,
      ]
    }
    return result
  }

  /// `torch.dot`: the sum of the products of two vectors' elements.
  public func dot(_ other: Tensor) throws -> Tensor {
    guard rank == 1, other.rank == 1 else {
      throw TensorError.runtime("1D tensors expected, but got \(rank)D and \(other.rank)D tensors")
    }
    guard dtype == other.dtype else {
      throw TensorError.productTypes(
        "dot : expected both vectors to have same dtype, but found \(dtype.scalarTypeName) and "
          + other.dtype.scalarTypeName, dtype, other.dtype)
    }
    guard shape[0] == other.shape[0] else { throw TensorError.dot(shape[0], other.shape[0]) }
    guard dtype != .bool else { throw TensorError.notImplemented(kernel: "dot", dtype: dtype) }
    let result = try GradMode.disabled {
      try MatrixProduct.multiply(unsqueeze(0), other.unsqueeze(1)).reshape([]).detach()
    }
    Autograd.record("DotBackward0", inputs: [self, other], outputs: [result], saved: [self, other]) { node, gradients in
      guard let gradient = gradients[0] else { return [nil, nil] }
      return [
        node.needs(0) ? try gradient.mul(node.saved(1)) : nil, node.needs(1) ? try gradient.mul(node.saved(0)) : nil,
      ]
    }
    return result
  }

  /// `torch.bmm`: the products of two batches of matrices, one by one.
  public func bmm(_ other: Tensor) throws -> Tensor {
    guard rank == 3 else { throw TensorError.runtime("batch1 must be a 3D tensor") }
    guard other.rank == 3 else { throw TensorError.runtime("batch2 must be a 3D tensor") }
    guard shape[0] == other.shape[0], shape[2] == other.shape[1] else {
      throw TensorError.batches(
        expected: (shape[0], shape[2]), got: (other.shape[0], other.shape[1]), a: shape, b: other.shape)
    }
    return try batchedProduct(other, name: "BmmBackward0")
  }

  /// `beta · self + alpha · (mat1 @ mat2)`: `torch.addmm`.
  public func addmm(_ mat1: Tensor, _ mat2: Tensor, beta: Scalar = 1, alpha: Scalar = 1) throws -> Tensor {
    guard mat1.rank == 2, mat2.rank == 2 else {
      throw TensorError.runtime("addmm: \(mat1.rank == 2 ? "mat2" : "self") must be a matrix, got "
        + "\(mat1.rank == 2 ? mat2.rank : mat1.rank)-D tensor")
    }
    guard mat1.shape[1] == mat2.shape[0] else {
      throw TensorError.product(
        "addmm", (mat1.shape[0], mat1.shape[1]), (mat2.shape[0], mat2.shape[1]), a: mat1.shape, b: mat2.shape)
    }
    let target: Shape = [mat1.shape[0], mat2.shape[1]]
    let base = try expand(target)
    let product = try mat1.mm(mat2)
    let scaled = alpha == 1 ? product : try product.mul(alpha)
    if beta.double == 0 { return try scaled.clone().named("AddmmBackward0") }
    return try (beta == 1 ? base : base.mul(beta)).add(scaled).named("AddmmBackward0")
  }

  /// A batch times one matrix: its rows are multiplied all at once.
  private func foldedProduct(_ matrix: Tensor, vector: Tensor?) throws -> Tensor {
    let k = shape[rank - 1]
    let rows = shape.dropLast().reduce(1, &*)
    guard k == matrix.shape[0] else {
      if let vector { throw TensorError.matrixVector(matrix: (rows, k), vector: vector.shape[0]) }
      throw TensorError.product("mm", (rows, k), (matrix.shape[0], matrix.shape[1]), a: shape, b: matrix.shape)
    }
    var target = shape
    if vector == nil { target[rank - 1] = matrix.shape[1] } else { target.remove(at: rank - 1) }
    return try reshape([rows, k]).mm(matrix).reshape(target).named("UnsafeViewBackward0")
  }

  /// A product for each place of the broadcast batch.
  private func batchedProduct(_ other: Tensor, name: String = "UnsafeViewBackward0") throws -> Tensor {
    let (a, b) = (Shape(shape.dropLast(2)), Shape(other.shape.dropLast(2)))
    let batch = try Shape.broadcast(a, b)
    let (k, rows) = (shape[rank - 1], other.shape[other.rank - 2])
    guard k == rows else {
      throw TensorError.batches(
        expected: (batch.elementCount, k), got: (batch.elementCount, rows), a: shape, b: other.shape)
    }
    guard dtype == other.dtype else {
      throw TensorError.productTypes(
        "expected scalar type \(dtype.scalarTypeName) but found \(other.dtype.scalarTypeName)", dtype, other.dtype)
    }
    guard dtype != .bool else { throw TensorError.notImplemented(kernel: "bmm", dtype: dtype) }
    let result = try MatrixProduct.multiplyBatches(self, other, batch: batch)
    Autograd.record(name, inputs: [self, other], outputs: [result], saved: [self, other]) { node, gradients in
      guard let gradient = gradients[0] else { return [nil, nil] }
      return [
        node.needs(0) ? try gradient.matmul(node.saved(1).transpose(-1, -2)) : nil,
        node.needs(1) ? try node.saved(0).transpose(-1, -2).matmul(gradient) : nil,
      ]
    }
    return result
  }

  static func requireSameTypes(_ a: Tensor, _ b: Tensor) throws {
    guard a.dtype == b.dtype else {
      throw TensorError.productTypes(
        "expected m1 and m2 to have the same dtype, but got: \(a.dtype.cTypeName) != \(b.dtype.cTypeName)",
        a.dtype, b.dtype)
    }
    guard a.dtype != .bool else { throw TensorError.notImplemented(kernel: "addmm_impl_cpu_", dtype: a.dtype) }
  }
}
