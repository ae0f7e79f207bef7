/// Eigenvalues and eigenvectors.
extension Tensor {
  /// `torch.linalg.eigh`: of a symmetric matrix, values rising; only one triangle is read.
  public func eigh(upper: Bool = false) throws -> (values: Tensor, vectors: Tensor) {
    let (values, vectors) = try symmetric(upper: upper, vectors: true)
    Autograd.record("LinalgEighBackward0", inputs: [self], outputs: [values, vectors], savedOutputs: [0, 1]) {
      node, gradients in
      let (l, v) = (try node.saved(0), try node.saved(1))
      // Ā = V·(diag(l̄) + (Vᵀ·V̄) / E)·Vᵀ, E_ij = l_j − l_i.
      guard let gv = gradients[1] else {
        guard let gl = gradients[0] else { return [nil] }
        return [try v.mul(gl.unsqueeze(-2)).matmul(v.mT)]
      }
      let identity = try Tensor.eye(v.rows, dtype: .bool)
      let differences = try l.unsqueeze(-2).sub(l.unsqueeze(-1)).maskedFill(identity, 1)
      var middle = try v.mT.matmul(gv).div(differences).maskedFill(identity, 0)
      if let gl = gradients[0] { middle = try middle.add(gl.diagEmbed()) }
      // Only one triangle is read, but either could have been: the gradient is symmetric.
      let whole = try v.matmul(middle).matmul(v.mT)
      return [try whole.add(whole.mT).mul(0.5)]
    }
    return (values, vectors)
  }

  /// `torch.linalg.eigvalsh`.
  public func eigvalsh(upper: Bool = false) throws -> Tensor {
    if Autograd.isRecording(self) { return try eigh(upper: upper).values }
    return try symmetric(upper: upper, vectors: false).0
  }

  private func symmetric(upper: Bool, vectors wanted: Bool) throws -> (Tensor, Tensor) {
    try Lapack.check(self, "linalg.eigh")
    let n = try Lapack.size(rows)
    let vectors = columnMajorCopy()
    let values = Tensor.uninitialized(batched(rows), dtype)
    var failed: Int?
    func run<Real: LapackReal>(_: Real.Type) {
      for number in 0..<matrixCount where n > 0 {
        var integerSize = Int32(0)
        let (a, w) = (vectors.matrix(number, Real.self), values.line(number, Real.self))
        var (work, info) = (Real.zero, Int32(0))
        info = Real.syevd(wanted, upper, n, a, w, &work, -1, &integerSize, -1)
        Lapack.room(Int32.self, Int(integerSize)) { integers in
          Lapack.room(Real.self, Int(work)) { info = Real.syevd(wanted, upper, n, a, w, $0, Int32(work), integers, integerSize) }
        }
        if info != 0, failed == nil { failed = number }
      }
    }
    Lapack.withType(dtype) { run(Float.self) } double: { run(Double.self) }
    if let failed {
      throw Lapack.failure(
        "linalg.eigh", self, failed, "The algorithm failed to converge because the input matrix is ill-conditioned or has "
          + "too many repeated eigenvalues (error code: 1).")
    }
    return (values, vectors)
  }

  /// `torch.linalg.eig` where all eigenvalues are real.
  ///
  /// - Throws: where one is not: there are no complex tensors.
  public func eig(_ function: String = "linalg.eig") throws -> (values: Tensor, vectors: Tensor) {
    try Lapack.check(self, function)
    guard try alias(layout).isfinite().all().item().bool else {
      throw TensorError.runtime("torch.\(function): input tensor should not contain infs or NaNs.")
    }
    let n = try Lapack.size(rows)
    let source = columnMajorCopy()
    let vectors = try columnMajor(rows, rows)
    let (values, imaginary) = (Tensor.uninitialized(batched(rows), dtype), Tensor.uninitialized(batched(rows), dtype))
    imaginary.assign(Scalar.int(0))
    func run<Real: LapackReal>(_: Real.Type) {
      for number in 0..<matrixCount where n > 0 {
        _ = Lapack.withWork(Real.self) {
          Real.geev(
            true, n, source.matrix(number, Real.self), values.line(number, Real.self),
            imaginary.line(number, Real.self), vectors.matrix(number, Real.self), $0, $1)
        }
      }
    }
    Lapack.withType(dtype) { run(Float.self) } double: { run(Double.self) }
    guard imaginary.doubles().allSatisfy({ $0 == 0 }) else {
      throw TensorError.runtime(
        "\(function): the eigenvalues are complex, and there are no complex tensors in Nabla",
        fix: "`torch.linalg.eigh` for a symmetric matrix; its eigenvalues are real")
    }
    Autograd.record("LinalgEigBackward0", inputs: [self], outputs: [values, vectors], savedOutputs: [0, 1]) {
      node, gradients in
      let (l, v) = (try node.saved(0), try node.saved(1))
      // Ā = V⁻ᵀ·(diag(l̄) + (Vᵀ·V̄ − Vᵀ·V·diag(Vᵀ·V̄)) / E)·Vᵀ: vectors keep their length.
      var middle: Tensor?
      if let gv = gradients[1] {
        let product = try v.mT.matmul(gv)
        let along = try v.mT.matmul(v.mul(product.diagonal(offset: 0, dim1: -2, dim2: -1).unsqueeze(-2)))
        let identity = try Tensor.eye(v.rows, dtype: .bool)
        let differences = try l.unsqueeze(-2).sub(l.unsqueeze(-1)).maskedFill(identity, 1)
        middle = try product.sub(along).div(differences).maskedFill(identity, 0)
      }
      if let gl = gradients[0] { middle = try middle.map { try $0.add(gl.diagEmbed()) } ?? gl.diagEmbed() }
      guard let middle else { return [nil] }
      return [try v.mT.solve(middle.matmul(v.mT))]
    }
    return (values, vectors)
  }
}
