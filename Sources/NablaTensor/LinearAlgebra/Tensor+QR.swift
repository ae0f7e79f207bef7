/// Orthogonal factors.
extension Tensor {
  /// Householder reflections in place of the lower triangle, R above, and their factors: `torch.geqrf`.
  public func geqrf() throws -> (a: Tensor, tau: Tensor) {
    try Lapack.check(self, "torch.geqrf", square: false, name: "input")
    let result = columnMajorCopy()
    let tau = Tensor.uninitialized(batched(Swift.min(rows, columns)), dtype)
    tau.assign(Scalar.int(0))
    let (m, n) = (try Lapack.size(rows), try Lapack.size(columns))
    func run<Real: LapackReal>(_: Real.Type) {
      for number in 0..<matrixCount where m > 0 && n > 0 {
        _ = Lapack.withWork(Real.self) {
          Real.geqrf(m, n, result.matrix(number, Real.self), tau.line(number, Real.self), $0, $1)
        }
      }
    }
    Lapack.withType(dtype) { run(Float.self) } double: { run(Double.self) }
    return (result, tau)
  }

  /// `torch.linalg.householder_product`: the first columns of the product of reflections.
  public func householderProduct(_ tau: Tensor) throws -> Tensor {
    try Lapack.check(self, "torch.linalg.householder_product", square: false, name: "input")
    guard rows >= columns else {
      throw TensorError.runtime("torch.linalg.householder_product: input.shape[-2] must be greater than or equal to "
        + "input.shape[-1]")
    }
    let k = tau.shape.last ?? 0
    guard columns >= k else {
      throw TensorError.runtime("torch.linalg.householder_product: input.shape[-1] must be greater than or equal to "
        + "tau.shape[-1]")
    }
    guard tau.rank == rank - 1, Array(tau.shape.dropLast()) == Array(batchShape) else {
      throw TensorError.runtime("torch.linalg.householder_product: Expected tau to have one dimension less than input")
    }
    guard tau.dtype == dtype else {
      throw TensorError.runtime("torch.linalg.householder_product: tau dtype \(tau.dtype.scalarTypeName) does not match "
        + "input dtype \(dtype.scalarTypeName)")
    }
    if Autograd.isRecording(self, tau) { return try productOfReflections(tau).named("LinalgHouseholderProductBackward0") }
    let factors = tau.copied()
    let result = columnMajorCopy()
    let (m, n, size) = (try Lapack.size(rows), try Lapack.size(columns), try Lapack.size(k))
    func run<Real: LapackReal>(_: Real.Type) {
      for number in 0..<matrixCount where m > 0 && n > 0 {
        _ = Lapack.withWork(Real.self) {
          Real.orgqr(m, n, size, result.matrix(number, Real.self), factors.line(number, Real.self), $0, $1)
        }
      }
    }
    Lapack.withType(dtype) { run(Float.self) } double: { run(Double.self) }
    return result
  }

  /// The same by operations that can be differentiated: (I − τ₁·v₁·v₁ᵀ)…(I − τₖ·vₖ·vₖᵀ), from the right.
  private func productOfReflections(_ tau: Tensor) throws -> Tensor {
    var product = try Tensor.eye(rows, columns, dtype: dtype).expand(batched(rows, columns))
    for number in (0..<(tau.shape.last ?? 0)).reversed() {
      let below = try narrow(-1, number, 1).tril(-1 - number)
      let one = try Tensor.eye(rows, columns, dtype: dtype).narrow(-1, number, 1)
      let v = try below.add(one)
      let scale = try tau.narrow(-1, number, 1).unsqueeze(-1)
      product = try product.sub(v.mul(scale).matmul(v.mT.matmul(product)))
    }
    return product
  }

  /// How much of the factors `qr` gives.
  public enum FactorMode: String, Sendable { case reduced, complete, r }

  /// `torch.linalg.qr`: A = Q·R with orthonormal columns in Q. Q is empty with mode r.
  public func qr(_ mode: FactorMode = .reduced) throws -> (q: Tensor, r: Tensor) {
    try Lapack.check(self, "linalg.qr", square: false)
    let (m, n) = (rows, columns)
    let k = Swift.min(m, n)
    let (reflections, tau) = try GradMode.disabled { try detach().geqrf() }
    let wide = mode == .complete ? m : k
    let r = try GradMode.disabled { try reflections.narrow(-2, 0, Swift.min(wide, m)).triu().detach() }
    if mode == .r {
      let empty = try Tensor.empty([0], dtype: dtype)
      if Autograd.isRecording(self) {
        Autograd.record("LinalgQrBackward0", inputs: [self], outputs: [r]) { _, _ in
          throw TensorError.runtime(
            "The derivative of linalg.qr depends on Q, which is not computed when mode='r'. Please use linalg.qr(A, "
              + "mode='reduced') if you are going to require gradients for any of its inputs.")
        }
      }
      return (empty, r)
    }
    let q = try GradMode.disabled { () throws -> Tensor in
      // As many columns as wanted; those beyond the reflections are filled by `orgqr`.
      let room = try columnMajor(m, wide)
      room.assign(Scalar.int(0))
      let shared = Swift.min(wide, n)
      room.alias(try room.narrow(-1, 0, shared).layout).assign(try reflections.narrow(-1, 0, shared))
      return try room.householderProduct(tau)
    }
    Autograd.record("LinalgQrBackward0", inputs: [self], outputs: [q, r], savedOutputs: [0, 1]) { node, gradients in
      if mode == .complete, m > n {
        throw TensorError.runtime(
          "The QR decomposition is not differentiable when mode='complete' and nrows > ncols.")
      }
      return [try Tensor.qrGradient(node.saved(0), node.saved(1), gradients[0], gradients[1])]
    }
    return (q, r)
  }

  /// Ā = (Q̄ + Q·sym(R·R̄ᵀ − Q̄ᵀ·Q))·R⁻ᵀ, where sym mirrors the lower triangle. A wide A = [X, Y] has R = [U, V] with
  /// V = Qᵀ·Y: Y's part is Q·V̄, and Q's gradient gains Y·V̄ᵀ.
  private static func qrGradient(_ q: Tensor, _ r: Tensor, _ gq: Tensor?, _ gr: Tensor?) throws -> Tensor {
    let (m, n) = (r.rows, r.columns)
    func mirrored(_ x: Tensor) throws -> Tensor { try x.tril().add(x.tril(-1).mT) }
    func square(_ u: Tensor, _ gu: Tensor?, _ gq: Tensor?) throws -> Tensor {
      var inner = try u.matmul(u.mT).zerosLike()
      if let gu { inner = try inner.add(u.matmul(gu.mT)) }
      if let gq { inner = try inner.sub(gq.mT.matmul(q)) }
      var outer = try q.matmul(mirrored(inner))
      if let gq { outer = try outer.add(gq) }
      return try u.mT.solveTriangular(outer, upper: false, left: false)
    }
    guard m < n else { return try square(r, gr, gq) }
    let (u, v) = (try r.narrow(-1, 0, m), try r.narrow(-1, m, n - m))
    guard let gr else {
      return try cat([square(u, nil, gq), q.matmul(v).zerosLike()], dim: -1)
    }
    let (gu, gv) = (try gr.narrow(-1, 0, m), try gr.narrow(-1, m, n - m))
    let y = try q.matmul(v)
    let moved = try y.matmul(gv.mT)
    return try cat([square(u, gu, gq.map { try $0.add(moved) } ?? moved), q.matmul(gv)], dim: -1)
  }
}
