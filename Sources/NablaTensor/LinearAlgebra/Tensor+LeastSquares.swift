/// Least squares.
extension Tensor {
  public struct LeastSquares {
    public let solution, residuals, rank, singularValues: Tensor
  }

  /// `torch.linalg.lstsq`: X that makes ‖A·X − B‖ least, and of several the shortest.
  ///
  /// Whatever the driver's name, the singular values decide (LAPACK's gelsd); what else is returned is the driver's.
  public func lstsq(_ other: Tensor, rcond: Double? = nil, driver: String? = nil) throws -> LeastSquares {
    guard rank >= 2 else { throw TensorError.runtime("torch.linalg.lstsq: input must have at least 2 dimensions.") }
    guard other.rank >= 1 else { throw TensorError.runtime("torch.linalg.lstsq: other must have at least 1 dimension.") }
    guard dtype == other.dtype else {
      throw TensorError.runtime("torch.linalg.lstsq: Expected input and other to have the same dtype, but got input's dtype "
        + "\(dtype.scalarTypeName) and other's dtype \(other.dtype.scalarTypeName)")
    }
    try Lapack.check(self, "torch.linalg.lstsq", square: false, name: "input")
    let name = driver ?? "gelsy"
    guard ["gels", "gelsy", "gelsd", "gelss"].contains(name) else {
      throw TensorError.runtime("torch.linalg.lstsq: parameter `driver` should be one of (gels, gelsy, gelsd, gelss)")
    }
    let isVector = rank - 1 == other.rank && Array(other.shape) == Array(shape.dropLast())
    let right = isVector ? try other.unsqueeze(-1) : other
    guard right.rank >= 2, right.rows == rows else {
      throw TensorError.runtime(
        "torch.linalg.lstsq: input.size(-2) should match other.size(\(isVector ? -1 : -2))")
    }
    let (a, b) = try Tensor.commonBatch(self, right)
    let (m, n, rhs) = (rows, columns, b.columns)
    let k = Swift.min(m, n)
    let epsilon = dtype == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
    let limit = rcond ?? epsilon * Double(Swift.max(m, n))
    // B and X share their room, which is as high as the higher one.
    let high = Swift.max(m, n)
    let room = try b.columnMajor(high, rhs)
    room.assign(Scalar.int(0))
    try room.alias(room.narrow(-2, 0, m).layout).assign(b)
    let matrix = a.columnMajorCopy()
    let s = Tensor.uninitialized(a.batched(k), dtype)
    var ranks = [Int](repeating: 0, count: a.matrixCount)
    let (rowCount, columnCount, sides, leading) =
      (try Lapack.size(m), try Lapack.size(n), try Lapack.size(rhs), try Lapack.size(Swift.max(high, 1)))
    func run<Real: LapackReal>(_: Real.Type) {
      for number in ranks.indices where k > 0 {
        var (integers, found, work) = (Int32(0), Int32(0), Real.zero)
        let (pa, pb, ps) =
          (matrix.matrix(number, Real.self), room.matrix(number, Real.self), s.line(number, Real.self))
        _ = Real.gelsd(
          rowCount, columnCount, sides, pa, pb, leading, ps, Real(limit), &found, &work, -1, &integers)
        Lapack.room(Int32.self, Int(integers)) { integers in
          Lapack.room(Real.self, Int(work)) {
            _ = Real.gelsd(
              rowCount, columnCount, sides, pa, pb, leading, ps, Real(limit), &found, $0, Int32(work), integers)
          }
        }
        ranks[number] = Int(found)
      }
    }
    Lapack.withType(dtype) { run(Float.self) } double: { run(Double.self) }
    let solution = try GradMode.disabled { try room.narrow(-2, 0, n).contiguous().detach() }
    let residuals: Tensor
    if m > n, name != "gelsy", ranks.allSatisfy({ $0 == n }) {
      residuals = try GradMode.disabled { try a.detach().matmul(solution).sub(b.detach()).square().sum(dim: [-2]) }
    } else {
      residuals = try Tensor.empty([0], dtype: dtype)
    }
    Autograd.record("LinalgLstsqBackward0", inputs: [a, b], outputs: [solution], saved: [a, b]) { node, gradients in
      guard let g = gradients[0] else { return [nil, nil] }
      let (a, b) = (try node.saved(0), try node.saved(1))
      let p = try a.pinv()
      return [
        node.needs(0) ? try Tensor.pinvGradient(a, p, g.matmul(b.mT)) : nil, node.needs(1) ? try p.mT.matmul(g) : nil,
      ]
    }
    let empty = try Tensor.empty([0], dtype: .int64)
    return LeastSquares(
      solution: isVector ? try solution.squeeze([-1]) : solution, residuals: residuals,
      rank: name == "gels" ? empty : try Tensor(ranks).reshape(a.batchShape),
      singularValues: name == "gelsd" || name == "gelss" ? s : try Tensor.empty([0], dtype: dtype))
  }
}
