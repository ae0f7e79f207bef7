/// Singular values, and what is measured by them.
extension Tensor {
  /// `torch.linalg.svd`: A = U·diag(S)·Vh, S falling.
  ///
  /// - Shapes: A `[…, m, n]`, k = min(m, n): U `[…, m, k]`, S `[…, k]`, Vh `[…, k, n]`; U and Vh square with
  ///   `fullMatrices`.
  public func svd(fullMatrices: Bool = true) throws -> (u: Tensor, s: Tensor, vh: Tensor) {
    let (u, s, vh) = try singularValues(vectors: true, full: fullMatrices)
    Autograd.record(
      "LinalgSvdBackward0", inputs: [self], outputs: [u, s, vh], savedOutputs: [0, 1, 2]
    ) { node, gradients in
      [try Tensor.svdGradient(node, full: fullMatrices, gradients[0], gradients[1], gradients[2])]
    }
    return (u, s, vh)
  }

  /// `torch.linalg.svdvals`.
  public func svdvals() throws -> Tensor {
    if Autograd.isRecording(self) { return try svd(fullMatrices: false).s }
    return try singularValues(vectors: false, full: false).1
  }

  private func singularValues(vectors: Bool, full: Bool) throws -> (Tensor, Tensor, Tensor) {
    try Lapack.check(self, "linalg.svd", square: false)
    let (m, n) = (rows, columns)
    let k = Swift.min(m, n)
    let (left, right) = (vectors ? (full ? m : k) : 0, vectors ? (full ? n : k) : 0)
    let source = columnMajorCopy()
    if try !source.alias(source.layout).isfinite().all().item().bool {
      throw Lapack.failure(
        "linalg.svd", self, 0, "The algorithm failed to converge because the input matrix contained non-finite values.")
    }
    let (u, vh) = (try columnMajor(m, left), try columnMajor(right, n))
    let s = Tensor.uninitialized(batched(k), dtype)
    let (rowCount, columnCount) = (try Lapack.size(m), try Lapack.size(n))
    if k == 0 {
      if full, vectors {
        u.assign(try Tensor.eye(m, dtype: dtype).expand(u.shape))
        vh.assign(try Tensor.eye(n, dtype: dtype).expand(vh.shape))
      }
      return (u, s, vh)
    }
    var failed: Int?
    func run<Real: LapackReal>(_: Real.Type) {
      Lapack.room(Int32.self, 8 * k) { integers in
        for number in 0..<matrixCount {
          let info = Lapack.withWork(Real.self) { work, size in
            Real.gesdd(
              vectors ? (full ? "A" : "S") : "N", rowCount, columnCount, source.matrix(number, Real.self),
              s.line(number, Real.self), u.matrix(number, Real.self), Swift.max(rowCount, 1),
              vh.matrix(number, Real.self), Int32(Swift.max(right, 1)), work, size, integers)
          }
          if info != 0, failed == nil { failed = number }
        }
      }
    }
    Lapack.withType(dtype) { run(Float.self) } double: { run(Double.self) }
    if let failed {
      throw Lapack.failure(
        "linalg.svd", self, failed, "The algorithm failed to converge because the input matrix is ill-conditioned or has "
          + "too many repeated singular values (error code: 1).")
    }
    return (u, s, vh)
  }

  /// With E_ij = s_j² − s_i² (1 on the diagonal) and skew(X) = X − Xᵀ:
  ///
  ///     Ā = U·[skew(Uᵀ·Ū)/E·S + S·skew(Vᵀ·V̄)/E + diag(s̄)]·Vᵀ + (I − U·Uᵀ)·Ū·S⁻¹·Vᵀ + U·S⁻¹·V̄ᵀ·(I − V·Vᵀ)
  private static func svdGradient(_ node: FunctionNode, full: Bool, _ gu: Tensor?, _ gs: Tensor?,
                                  _ gvh: Tensor?) throws -> Tensor? {
    var (u, s, vh) = (try node.saved(0), try node.saved(1), try node.saved(2))
    var (gu, gvh) = (gu, gvh)
    let (m, n) = (u.rows, vh.columns)
    let k = s.shape[s.rank - 1]
    if full {
      (u, vh) = (try u.narrow(-1, 0, k), try vh.narrow(-2, 0, k))
      (gu, gvh) = (try gu?.narrow(-1, 0, k), try gvh?.narrow(-2, 0, k))
    }
    guard gu != nil || gvh != nil else {
      guard let gs else { return nil }
      return try m >= n ? u.matmul(gs.unsqueeze(-1).mul(vh)) : u.mul(gs.unsqueeze(-2)).matmul(vh)
    }
    let identity = try Tensor.eye(k, dtype: s.dtype)
    let squares = try s.square()
    let differences = try squares.unsqueeze(-2).sub(squares.unsqueeze(-1)).add(identity)
    func skew(_ x: Tensor) throws -> Tensor { try x.sub(x.mT).div(differences) }
    let v = try vh.mT
    var middle = try gs?.diagEmbed() ?? identity.zerosLike()
    if let gu { middle = try middle.add(skew(u.mT.matmul(gu)).mul(s.unsqueeze(-2))) }
    if let gvh { middle = try middle.add(s.unsqueeze(-1).mul(skew(vh.matmul(gvh.mT)))) }
    var result = try u.matmul(middle).matmul(vh)
    if let gu, m > k {
      let outside = try gu.sub(u.matmul(u.mT.matmul(gu)))
      result = try result.add(outside.div(s.unsqueeze(-2)).matmul(vh))
    }
    if let gvh, n > k {
      let outside = try gvh.sub(gvh.matmul(v).matmul(vh))
      result = try result.add(u.matmul(outside.div(s.unsqueeze(-1))))
    }
    return result
  }

  /// The least singular value that counts: the larger of `atol` and `rtol` times the greatest.
  private func tolerance(_ s: Tensor, atol: Tensor?, rtol: Tensor?) throws -> Tensor {
    let epsilon = dtype == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
    let standard = epsilon * Double(Swift.max(rows, columns))
    let isGiven = try atol?.detach().gt(0)
    let relative: Tensor
    if let rtol { relative = rtol } else if let isGiven {
      relative = try Tensor.where(isGiven, 0.0, standard).to(s.dtype)
    } else {
      relative = Tensor.scalar(.float(standard), dtype: s.dtype)
    }
    let scaled = try s.shape.last == 0
      ? Tensor.zeros(batchShape, dtype: s.dtype) : s.amax(dim: [-1]).mul(relative)
    return try atol.map { try scaled.maximum($0.to(s.dtype)) } ?? scaled
  }

  /// `torch.linalg.matrix_rank`: how many singular values are above the tolerance.
  public func matrixRank(atol: Tensor? = nil, rtol: Tensor? = nil, hermitian: Bool = false) throws -> Tensor {
    guard dtype.isFloatingPoint else {
      throw TensorError.runtime("This function doesn't handle types other than float and double", fix: "`.float()` first")
    }
    try Lapack.check(self, "torch.linalg.matrix_rank", square: hermitian, name: "input")
    if elementCount == 0 { return try Tensor.zeros(batchShape, dtype: .int64) }
    let x = detach()
    let s = hermitian ? try x.eigvalsh().abs() : try x.svdvals()
    return try s.gt(tolerance(s, atol: atol, rtol: rtol).unsqueeze(-1)).sum(dim: [-1])
  }

  /// `torch.linalg.pinv`: the pseudo-inverse; singular values below the tolerance count as 0.
  public func pinv(atol: Tensor? = nil, rtol: Tensor? = nil, hermitian: Bool = false) throws -> Tensor {
    try Lapack.check(self, "linalg.pinv", square: hermitian)
    if elementCount == 0 { return try mT.clone() }
    let result = try GradMode.disabled { () throws -> Tensor in
      let x = detach()
      if hermitian {
        let (values, vectors) = try x.eigh()
        let small = try values.abs().le(tolerance(values.abs(), atol: atol, rtol: rtol).unsqueeze(-1))
        let inverted = try values.reciprocal().maskedFill(small, 0)
        return try vectors.mul(inverted.unsqueeze(-2)).matmul(vectors.mT)
      }
      let (u, s, vh) = try x.svd(fullMatrices: false)
      let small = try s.le(tolerance(s, atol: atol, rtol: rtol).unsqueeze(-1))
      let inverted = try s.reciprocal().maskedFill(small, 0)
      return try vh.mT.mul(inverted.unsqueeze(-2)).matmul(u.mT)
    }
    Autograd.record("LinalgPinvBackward0", inputs: [self], outputs: [result], saved: [self], savedOutputs: [0]) {
      node, gradients in
      guard let g = gradients[0] else { return [nil] }
      return [try Tensor.pinvGradient(node.saved(0), node.saved(1), g)]
    }
    return result
  }

  /// Golub and Pereyra's derivative of the pseudo-inverse P, with products kept small for wide and for tall A.
  static func pinvGradient(_ a: Tensor, _ p: Tensor, _ g: Tensor) throws -> Tensor {
    let (pt, gt) = (try p.mT, try g.mT)
    if a.rows <= a.columns {
      let k = try gt.matmul(p)
      let kpt = try k.matmul(pt)
      return try kpt.sub(a.matmul(p).matmul(kpt)).sub(p.matmul(k).mT).add(pt.matmul(p).matmul(gt.sub(k.matmul(a))))
    }
    let k = try p.matmul(gt)
    let ptk = try pt.matmul(k)
    return try ptk.sub(ptk.matmul(p).matmul(a)).sub(k.matmul(p).mT).add(gt.sub(a.matmul(k)).matmul(p).matmul(pt))
  }
}
