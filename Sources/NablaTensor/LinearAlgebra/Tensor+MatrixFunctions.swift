import Glibc

/// Powers, exponentials and other functions of matrices.
extension Tensor {
  /// `torch.linalg.matrix_power`: by squaring; negative powers are of the inverse.
  public func matrixPower(_ exponent: Int) throws -> Tensor {
    if exponent < 0 || dtype.isFloatingPoint {
      try Lapack.check(self, exponent < 0 ? "linalg.inv" : "linalg.matrix_power")
    } else {
      guard rank >= 2 else {
        throw TensorError.runtime("linalg.matrix_power: The input tensor A must have at least 2 dimensions.")
      }
      guard rows == columns else {
        throw TensorError.runtime(
          "linalg.matrix_power: A must be batches of square matrices, but they are \(rows) by \(columns) matrices")
      }
    }
    if exponent == 0 {
      let result = try identity(rows).copied()
      Autograd.record("LinalgMatrixPowerBackward0", inputs: [self], outputs: [result]) { _, gradients in
        [try gradients[0]?.zerosLike()]
      }
      return result
    }
    var base = exponent < 0 ? try inverse() : self
    var rest = exponent.magnitude
    if rest == 1 { return exponent < 0 ? base : try clone() }
    var result: Tensor?
    while rest > 0 {
      if rest & 1 == 1 { result = try result.map { try $0.matmul(base) } ?? base }
      rest >>= 1
      if rest > 0 { base = try base.matmul(base) }
    }
    return result ?? base
  }

  /// `torch.linalg.matrix_exp`: Padé's approximant of degree 13 of a matrix made small, squared up again.
  public func matrixExp() throws -> Tensor {
    try Lapack.check(self, "linalg.matrix_exp")
    if elementCount == 0 { return try clone() }
    let result = try GradMode.disabled { () throws -> Tensor in
      let x = try detach().to(.float64)
      let size = try x.abs().sum(dim: [-2]).amax(dim: [-1]).amax().item().double
      guard size.isFinite else { return try x.mul(Double.nan).to(dtype) }
      let halvings = size > 4 ? Int(Glibc.ceil(Glibc.log2(size / 4))) : 0
      let a = try x.mul(Glibc.ldexp(1, Int32(-Swift.min(halvings, 1100))))
      // Coefficients of the approximant: c_j = c_{j-1}·(q − j + 1) / (j·(2q − j + 1)).
      let degree = 13
      var (coefficient, power) = (1.0, try x.identity(rows))
      var (numerator, denominator) = (power, power)
      for j in 1...degree {
        coefficient *= Double(degree - j + 1) / Double(j * (2 * degree - j + 1))
        power = try power.matmul(a)
        let term = try power.mul(coefficient)
        numerator = try numerator.add(term)
        denominator = try j % 2 == 0 ? denominator.add(term) : denominator.sub(term)
      }
      var result = try denominator.solve(numerator)
      for _ in 0..<halvings { result = try result.matmul(result) }
      return try result.to(dtype).detach()
    }
    Autograd.record("LinalgMatrixExpBackward0", inputs: [self], outputs: [result], saved: [self]) { node, gradients in
      guard let g = gradients[0] else { return [nil] }
      // The upper right block of exp of [[Aᵀ, Ȳ], [0, Aᵀ]].
      let transposed = try node.saved(0).mT
      let n = transposed.rows
      let top = try Tensor.cat([transposed, g], dim: -1)
      let bottom = try Tensor.cat([transposed.zerosLike(), transposed], dim: -1)
      return [try Tensor.cat([top, bottom], dim: -2).matrixExp().narrow(-2, 0, n).narrow(-1, n, n)]
    }
    return result
  }

  /// `torch.linalg.multi_dot`: in the order that takes the fewest multiplications.
  public static func multiDot(_ tensors: [Tensor]) throws -> Tensor {
    guard tensors.count >= 2 else {
      throw TensorError.runtime("multi_dot(): expected at least 2 tensors but got \(tensors.count)")
    }
    var parts = tensors
    let (first, last) = (parts[0], parts[parts.count - 1])
    guard first.rank == 1 || first.rank == 2 else {
      throw TensorError.runtime("multi_dot(): the first tensor must be 1D or 2D but got \(first.rank)D")
    }
    guard last.rank == 1 || last.rank == 2 else {
      throw TensorError.runtime("multi_dot(): the last tensor must be 1D or 2D but got \(last.rank)D")
    }
    for (number, part) in parts.enumerated().dropFirst().dropLast() where part.rank != 2 {
      throw TensorError.runtime("multi_dot(): tensor \(number) must be 2D but got \(part.rank)D")
    }
    if first.rank == 1 { parts[0] = try first.unsqueeze(0) }
    if last.rank == 1 { parts[parts.count - 1] = try last.unsqueeze(-1) }
    for number in 1..<parts.count where parts[number - 1].columns != parts[number].rows {
      throw TensorError.runtime("multi_dot(): tensors \(number - 1) and \(number) with shapes \(tensors[number - 1].shape) "
        + "and \(tensors[number].shape) cannot be multiplied")
    }
    // Join the pair whose product is cheapest first: few factors, so greedily.
    while parts.count > 1 {
      let cheapest = (1..<parts.count).min {
        func cost(_ n: Int) -> Double { Double(parts[n - 1].rows) * Double(parts[n].columns) * Double(parts[n].rows) }
        return cost($0) < cost($1)
      } ?? 1
      parts[cheapest - 1] = try parts[cheapest - 1].mm(parts[cheapest])
      parts.remove(at: cheapest)
    }
    var result = parts[0]
    if first.rank == 1 { result = try result.squeeze([0]) }
    if last.rank == 1 { result = try result.squeeze([-1]) }
    return result.named("ViewBackward0")
  }

  /// `torch.linalg.tensorinv`: the inverse of the matrix of the first `ind` dimensions against the others.
  public func tensorInverse(_ count: Int = 2) throws -> Tensor {
    guard count > 0 else { throw TensorError.runtime("Expected a strictly positive integer for 'ind'") }
    let (front, back) = (shape.prefix(count), shape.dropFirst(count))
    let (a, b) = (front.reduce(1, &*), back.reduce(1, &*))
    guard a == b else {
      throw TensorError.runtime("Expected self to satisfy the requirement prod(self.shape[ind:]) == prod(self.shape[:ind]), "
        + "but got \(b) != \(a)")
    }
    return try reshape([a, b]).inverse().reshape(Shape(checking: Array(back) + Array(front)))
  }

  /// `torch.linalg.tensorsolve`: X of tensordot(A, X) = B.
  public func tensorSolve(_ other: Tensor, dims: [Int]? = nil) throws -> Tensor {
    var a = self
    if let dims { a = try a.movedim(dims, Array(0..<dims.count).map { $0 + rank - dims.count }) }
    let target = Array(a.shape.dropFirst(other.rank))
    let (n, m) = (target.reduce(1, &*), other.elementCount)
    guard n == m, a.elementCount == n &* m else {
      throw TensorError.runtime("Expected self to satisfy the requirement prod(self.shape[other.ndim:]) == "
        + "prod(self.shape[:other.ndim]), but got \(n) != \(a.shape.prefix(other.rank).reduce(1, &*))")
    }
    return try a.reshape([m, n]).solve(other.reshape([-1])).reshape(Shape(checking: target))
  }

  /// `torch.linalg.cross`: of vectors of three elements along a dimension.
  public func cross(_ other: Tensor, dim: Int = -1, _ function: String = "linalg.cross") throws -> Tensor {
    guard rank == other.rank else {
      throw TensorError.runtime("\(function): inputs must have the same number of dimensions.")
    }
    let axis = try shape.dimension(dim)
    guard rank == other.rank, axis < other.rank || other.rank == 0 else { throw TensorError.dimensionOutOfRange(dim, rank: other.rank) }
    if rank == 0 {
      throw TensorError.other(.indexError, "Dimension specified as \(dim) but tensor has no dimensions")
    }
    guard shape[axis] == 3, other.shape[axis] == 3 else {
      throw TensorError.runtime("\(function): inputs dimension \(dim) must have length 3. Got "
        + "\(rank > 0 ? shape[axis] : 1) and \(other.rank > 0 ? other.shape[axis] : 1)")
    }
    let common = try Shape.broadcast(shape, other.shape)
    if dtype == .bool { throw TensorError.notImplemented(kernel: "cross", dtype: .bool) }
    guard dtype == other.dtype else {
      throw TensorError.runtime(
        "expected scalar type \(dtype.scalarTypeName) but found \(other.dtype.scalarTypeName)")
    }
    let (a, b) = (try expand(common), try other.expand(common))
    let product = try a.roll([-1], dims: [axis]).mul(b.roll([-2], dims: [axis]))
      .sub(a.roll([-2], dims: [axis]).mul(b.roll([-1], dims: [axis])))
    return product.named("LinalgCrossBackward0")
  }

  /// `torch.renorm`: slices along a dimension scaled down to a largest norm.
  public func renorm(p: Double, dim: Int, maxNorm: Double) throws -> Tensor {
    guard rank > 1 else { throw TensorError.runtime("renorm: input needs at least 2 dimensions, got \(rank) dimensions") }
    guard p > 0 else { throw TensorError.runtime("renorm: non-positive-norm not supported") }
    guard maxNorm >= 0 else { throw TensorError.runtime("renorm: expected maxnorm to be >= 0 but got \(PythonFloat.formatted(maxNorm, 6, "g"))") }
    let axis = try shape.dimension(dim)
    let norms = try norm(p: p, dim: (0..<rank).filter { $0 != axis }, keepdim: true)
    let scale = try norms.add(1e-7).reciprocal().mul(maxNorm)
    return try mul(Tensor.where(norms.detach().gt(maxNorm), scale, Scalar.float(1))).named("RenormBackward0")
  }
}
