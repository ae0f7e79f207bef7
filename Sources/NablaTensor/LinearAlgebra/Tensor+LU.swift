/// LU factors and what is computed by them: determinants, inverses, solutions.
extension Tensor {
  /// The factors in one matrix, the row swaps (counted from 1), and for each matrix where a pivot is 0 (from 1; 0: none).
  private func factoredLU() throws -> (lu: Tensor, pivots: Tensor, info: [Int32]) {
    let lu = columnMajorCopy()
    let (m, n) = (try Lapack.size(rows), try Lapack.size(columns))
    let pivots = Tensor.uninitialized(batched(Swift.min(rows, columns)).dropping(0), .int32)
    var info = [Int32](repeating: 0, count: matrixCount)
    func run<Real: LapackReal>(_: Real.Type) {
      for number in info.indices where rows > 0 && columns > 0 {
        info[number] = Real.getrf(m, n, lu.matrix(number, Real.self), pivots.line(number, Int32.self))
      }
    }
    Lapack.withType(dtype) { run(Float.self) } double: { run(Double.self) }
    return (lu, pivots, info)
  }

  /// `torch.linalg.lu_factor_ex`: factors, pivots, and whether a matrix is singular.
  public func luFactorEx(_ function: String = "linalg.lu_factor") throws -> (lu: Tensor, pivots: Tensor, info: Tensor) {
    try Lapack.check(self, function, square: false)
    let (lu, pivots, info) = try factoredLU()
    Autograd.record(
      "LinalgLuFactorExBackward0", inputs: [self], outputs: [lu], saved: [pivots], savedOutputs: [0]
    ) { node, gradients in
      guard let g = gradients[0] else { return [nil] }
      let (p, l, u) = try Tensor.luUnpack(node.saved(1), node.saved(0))
      return [try Tensor.luGradient(p, l, u, g.narrow(-1, 0, l.columns).tril(-1), g.narrow(-2, 0, u.rows).triu())]
    }
    return (lu, pivots, try Tensor(info.map { Int($0) }).to(.int32).reshape(batchShape))
  }

  /// `torch.linalg.lu_factor`.
  public func luFactor() throws -> (lu: Tensor, pivots: Tensor) {
    let (lu, pivots, info) = try luFactorEx("linalg.lu_factor")
    if let number = info.integers().firstIndex(where: { $0 > 0 }) {
      let place = info.integers()[number]
      throw TensorError.runtime(
        "torch.linalg.lu_factor: \(rank > 2 ? "(Batch element \(number)): " : "")U[\(place),\(place)] is zero and using it "
          + "on lu_solve would result in a division by zero. If you still want to perform the factorization, consider "
          + "calling linalg.lu(A, pivot) or linalg.lu_factor_ex(A, pivot)")
    }
    return (lu, pivots)
  }

  /// `torch.linalg.lu`: A = P·L·U.
  public func lu() throws -> (p: Tensor, l: Tensor, u: Tensor) {
    let (lu, pivots, _) = try luFactorEx("linalg.lu")
    let (p, l, u) = try Tensor.luUnpack(lu, pivots)
    return (p, l.named("LinalgLuBackward0"), u.named("LinalgLuBackward0"))
  }

  /// `torch.lu_unpack`: the permutation and the two triangles.
  public static func luUnpack(_ lu: Tensor, _ pivots: Tensor) throws -> (p: Tensor, l: Tensor, u: Tensor) {
    let (m, n) = (lu.rows, lu.columns)
    let k = Swift.min(m, n)
    let swaps = pivots.integers()
    var places: [Int] = []
    for number in 0..<lu.matrixCount {
      var order = Array(0..<m)
      for step in 0..<k {
        let other = swaps[number * k + step] - 1
        guard other >= 0, other < m else {
          throw TensorError.runtime("pivots passed to lu_unpack must be between 1 and LU.size(-2) inclusive")
        }
        order.swapAt(step, other)
      }
      places.append(contentsOf: order)
    }
    // Row i of P·L·U is row `order⁻¹(i)` of L·U: a one in column `step` of row `order[step]`.
    let p = try Tensor.zeros(lu.batched(m, m), dtype: lu.dtype)
    for (number, place) in places.enumerated() {
      let (matrix, step) = (number / Swift.max(m, 1), number % Swift.max(m, 1))
      p.alias(Layout(shape: [], strides: [], offset: matrix * m * m + place * m + step)).assign(Scalar.int(1))
    }
    let ones = try Tensor.eye(m, k, dtype: lu.dtype)
    let l = try lu.narrow(-1, 0, k).tril(-1).add(ones)
    return (p, l, try lu.narrow(-2, 0, k).triu())
  }

  /// A = P·L·U, square: Ā = P·L⁻ᵀ·(tril(Lᵀ·L̄, −1) + triu(Ū·Uᵀ))·U⁻ᵀ.
  ///
  /// A wide U is [U₁, U₂] with U₂ = L⁻¹·Pᵀ·A₂: A₂'s part is P·L⁻ᵀ·Ū₂, and L̄ loses L⁻ᵀ·Ū₂·U₂ᵀ. A tall L is L₁ above
  /// L₂ = A₂·U⁻¹: A₂'s part is L̄₂·U⁻ᵀ, and Ū·Uᵀ loses L₂ᵀ·L̄₂.
  private static func luGradient(_ p: Tensor, _ l: Tensor, _ u: Tensor, _ gl: Tensor, _ gu: Tensor) throws -> Tensor {
    let (m, n) = (l.rows, u.columns)
    let k = Swift.min(m, n)
    let (l1, u1) = (try l.narrow(-2, 0, k), try u.narrow(-1, 0, k))
    func square(_ gl: Tensor, _ inner: Tensor) throws -> Tensor {
      let middle = try l1.mT.matmul(gl).tril(-1).add(inner.triu())
      let left = try l1.mT.solveTriangular(middle, upper: true, unit: true)
      return try u1.mT.solveTriangular(left, upper: false, left: false)
    }
    if m < n {
      let (u2, g2) = (try u.narrow(-1, k, n - k), try gu.narrow(-1, k, n - k))
      let second = try l1.mT.solveTriangular(g2, upper: true, unit: true)
      let first = try square(gl.sub(second.matmul(u2.mT)), gu.narrow(-1, 0, k).matmul(u1.mT))
      return try p.matmul(cat([first, second], dim: -1))
    }
    if m > n {
      let (l2, g2) = (try l.narrow(-2, k, m - k), try gl.narrow(-2, k, m - k))
      let second = try u1.mT.solveTriangular(g2, upper: false, left: false)
      let first = try square(gl.narrow(-2, 0, k), gu.matmul(u1.mT).sub(l2.mT.matmul(g2)))
      return try p.matmul(cat([first, second], dim: -2))
    }
    return try p.matmul(square(gl, gu.matmul(u1.mT)))
  }

  /// `torch.linalg.det`.
  public func det() throws -> Tensor {
    try Lapack.check(self, "linalg.det")
    let result = try determinants().0
    Autograd.record("LinalgDetBackward0", inputs: [self], outputs: [result], saved: [self], savedOutputs: [0]) {
      node, gradients in
      guard let g = gradients[0] else { return [nil] }
      let (a, d) = (try node.saved(0), try node.saved(1))
      let scale = try g.unsqueeze(-1).unsqueeze(-1)
      guard try d.detach().eq(0).any().item().bool else {
        // Ā = ḡ·det A·A⁻ᵀ.
        return [try scale.mul(d.unsqueeze(-1).unsqueeze(-1)).mul(a.inverse().mT)]
      }
      // Where A is singular: the cofactors, U·diag(products of the other singular values)·Vᵀ with the sign of U and V.
      let (u, s, vh) = try a.svd(fullMatrices: false)
      let size = s.shape[s.rank - 1]
      let others = try Tensor.where(Tensor.eye(size, dtype: .bool), Scalar.float(1), s.unsqueeze(-2)).prod(dim: -1)
      let sign = try u.det().mul(vh.det()).unsqueeze(-1).unsqueeze(-1)
      return [try scale.mul(sign).mul(u.mul(others.unsqueeze(-2)).matmul(vh))]
    }
    return result
  }

  /// `torch.linalg.slogdet`: the sign of the determinant and the logarithm of its size.
  public func slogdet(_ function: String = "linalg.slogdet") throws -> (sign: Tensor, logarithm: Tensor) {
    try Lapack.check(self, function)
    let (_, sign, logarithm) = try determinants()
    Autograd.record("LinalgSlogdetBackward0", inputs: [self], outputs: [sign, logarithm], saved: [self]) {
      node, gradients in
      guard let g = gradients[1] else { return [nil] }
      return [try g.unsqueeze(-1).unsqueeze(-1).mul(node.saved(0).inverse().mT)]
    }
    return (sign, logarithm)
  }

  /// `torch.logdet`: NaN for negative determinants.
  public func logdet() throws -> Tensor {
    let (sign, logarithm) = try slogdet("logdet")
    return try Tensor.where(sign.detach().lt(0), Double.nan, logarithm)
  }

  private func determinants() throws -> (Tensor, sign: Tensor, logarithm: Tensor) {
    let (lu, pivots, _) = try factoredLU()
    let n = rows
    let (diagonal, swaps) = (try lu.diagonal(offset: 0, dim1: -2, dim2: -1).doubles(), pivots.integers())
    var (products, signs, logarithms) = ([Double](), [Double](), [Double]())
    for number in 0..<matrixCount {
      var (product, sign, logarithm) = (1.0, 1.0, 0.0)
      for index in 0..<n {
        let value = diagonal[number * n + index] * (swaps[number * n + index] == index + 1 ? 1 : -1)
        product *= value
        sign *= value == 0 ? 0 : value < 0 ? -1 : 1
        logarithm += logOfDouble(Swift.abs(value))
      }
      products.append(product)
      signs.append(sign)
      logarithms.append(logarithm)
    }
    func tensor(_ values: [Double]) throws -> Tensor { try Tensor(values).to(dtype).reshape(batchShape).copied() }
    return (try tensor(products), try tensor(signs), try tensor(logarithms))
  }

  /// `torch.linalg.inv`.
  ///
  /// - Throws: a `LinAlgError` for a singular matrix, naming the pivot that is 0.
  public func inverse(_ function: String = "linalg.inv") throws -> Tensor {
    let (result, info) = try inverseEx(function)
    if let number = info.firstIndex(where: { $0 > 0 }) {
      throw Lapack.failure(
        function, self, number, "The diagonal element \(info[number]) is zero, the inversion could not be completed because "
          + "the input matrix is singular.")
    }
    return result
  }

  /// The inverse, and for each matrix which pivot is 0 (from 1; 0: none).
  public func inverseEx(_ function: String = "linalg.inv") throws -> (Tensor, [Int]) {
    try Lapack.check(self, function)
    let (lu, pivots, info) = try factoredLU()
    let result = try identity(rows).columnMajorCopy()
    try Tensor.substitute(lu, pivots, result, transposed: false)
    // A⁻¹ = Y: Ā = −Yᵀ·Ȳ·Yᵀ.
    Autograd.record("LinalgInvExBackward0", inputs: [self], outputs: [result], savedOutputs: [0]) { node, gradients in
      guard let g = gradients[0] else { return [nil] }
      let transposed = try node.saved(0).mT
      return [try transposed.matmul(g).matmul(transposed).neg()]
    }
    return (result, info.map { Int($0) })
  }

  private static func substitute(_ lu: Tensor, _ pivots: Tensor, _ b: Tensor, transposed: Bool) throws {
    let (n, rhs) = (try Lapack.size(lu.rows), try Lapack.size(b.columns))
    func run<Real: LapackReal>(_: Real.Type) {
      for number in 0..<lu.matrixCount where n > 0 && rhs > 0 {
        _ = Real.getrs(
          transposed, n, rhs, lu.matrix(number, Real.self), pivots.line(number, Int32.self), b.matrix(number, Real.self))
      }
    }
    Lapack.withType(lu.dtype) { run(Float.self) } double: { run(Double.self) }
  }

  /// `torch.linalg.solve`: X of A·X = B, or of X·A = B with `left` false.
  ///
  /// - Shapes: A `[…, n, n]`; B `[…, n, k]`, or `[…, n]` with A's batch (or alone).
  public func solve(_ other: Tensor, left: Bool = true) throws -> Tensor {
    let (result, info) = try solveEx(other, left: left)
    if let number = info.firstIndex(where: { $0 > 0 }) {
      let place = result.rank > 2 || rank > 2 ? "(Batch element \(number)): " : ""
      throw TensorError.other(
        .linAlgError, "torch.linalg.solve: \(place)The solver failed because the input matrix is singular.")
    }
    return result
  }

  public func solveEx(_ other: Tensor, left: Bool = true) throws -> (Tensor, [Int]) {
    try Lapack.check(self, "linalg.solve")
    guard other.dtype == dtype else {
      throw TensorError.runtime("linalg.solve: Expected A and B to have the same dtype, but found A of type "
        + "\(dtype.scalarTypeName) and B of type \(other.dtype.scalarTypeName) instead")
    }
    let isVector = other.rank == 1 || (other.rank == rank - 1 && Array(other.shape) == Array(shape.dropLast()))
    let right = isVector ? try other.unsqueeze(-1) : other
    guard right.rank >= 2 else { throw TensorError.runtime("linalg.solve: The input tensor B must have at least 1 dimension.") }
    guard left ? right.rows == rows : right.columns == rows else {
      throw TensorError.runtime("linalg.solve: Incompatible shapes of A and B for the equation \(left ? "AX = B" : "XA = B") "
        + "(\(rows)x\(columns) and \(right.rows)x\(right.columns))")
    }
    guard left else {
      let (solution, info) = try mT.solveEx(right.mT)
      return (try solution.mT, info)
    }
    let (a, b) = try Tensor.commonBatch(self, right)
    let (lu, pivots, info) = try a.factoredLU()
    let solution = b.columnMajorCopy()
    try Tensor.substitute(lu, pivots, solution, transposed: false)
    // B̄ = A⁻ᵀ·X̄, Ā = −B̄·Xᵀ.
    Autograd.record("LinalgSolveExBackward0", inputs: [a, b], outputs: [solution], saved: [a], savedOutputs: [0]) {
      node, gradients in
      guard let g = gradients[0] else { return [nil, nil] }
      let first = try node.saved(0).mT.solve(g)
      return [node.needs(0) ? try first.matmul(node.saved(1).mT).neg() : nil, first]
    }
    return (isVector ? try solution.squeeze([-1]).named("LinalgSolveExBackward0") : solution, info.map { Int($0) })
  }

  /// `torch.linalg.lu_solve`.
  public static func luSolve(_ lu: Tensor, _ pivots: Tensor, _ b: Tensor, left: Bool = true,
                             adjoint: Bool = false) throws -> Tensor {
    try Lapack.check(lu, "torch.linalg.lu_solve", name: "LU")
    guard pivots.dtype == .int32 else {
      throw TensorError.runtime("linalg.lu_solve: pivots should be a Tensor of scalar type torch.int32")
    }
    let (p, l, u) = try luUnpack(lu, pivots)
    let a = try p.matmul(l).matmul(u)
    return try (adjoint ? a.mT : a).solve(b, left: left)
  }
}

extension Shape {
  /// Without the dimensions at and behind a position counted from the end; 0: all stay.
  func dropping(_ count: Int) -> Shape { Shape(self.dropLast(count)) }
}
