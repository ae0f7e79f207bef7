/// Norms of vectors and matrices under `torch.linalg`'s names, and condition numbers.
extension Tensor {
  /// The order of a norm: a number, or a name.
  public enum NormOrder: Sendable {
    case number(Double)
    case frobenius
    case nuclear

    public init(_ name: String) throws {
      switch name {
      case "fro": self = .frobenius
      case "nuc": self = .nuclear
      default: throw TensorError.runtime("linalg.matrix_norm: Order \(name) not supported.")
      }
    }
  }

  /// `torch.linalg.vector_norm`.
  public func vectorNorm(_ order: Double = 2, dim: [Int]? = nil, keepdim: Bool = false,
                         dtype: DType? = nil) throws -> Tensor {
    let x = try dtype.map { try to($0) } ?? self
    if x.elementCount == 0, order.isInfinite || order < 0 {
      let mask = try shape.dimensionMask(dim)
      for index in 0..<rank where mask & (1 << index) != 0 && shape[index] == 0 {
        let number = order == .infinity ? "inf" : order == -.infinity ? "-inf" : Scalar.float(order).description
        throw TensorError.runtime(
          "linalg.vector_norm cannot compute the \(number) norm on "
            + (dim == nil ? "an empty tensor because the operation does not have an identity"
              : "the dimension \(dim?.first { $0 == index || $0 + rank == index } ?? index)because this dimension is empty and the operation does not have an identity"))
      }
    }
    return try x.norm(p: order, dim: dim, keepdim: keepdim)
  }

  /// `torch.linalg.matrix_norm` over two dimensions.
  public func matrixNorm(_ order: NormOrder = .frobenius, dim: [Int] = [-2, -1], keepdim: Bool = false,
                         dtype: DType? = nil) throws -> Tensor {
    let x = try dtype.map { try to($0) } ?? self
    guard x.rank >= 2 else {
      throw TensorError.runtime("linalg.matrix_norm: The input tensor A must have at least 2 dimensions.")
    }
    guard dim.count == 2 else {
      throw TensorError.runtime("linalg.matrix_norm: dim must be a 2-tuple. Got \(dim.map(String.init).joined(separator: " "))")
    }
    let (first, second) = (try x.shape.dimension(dim[0]), try x.shape.dimension(dim[1]))
    guard first != second else {
      throw TensorError.runtime("linalg.matrix_norm: dims must be different. Got (\(dim[0]), \(dim[1]))")
    }
    guard x.dtype.isFloatingPoint else {
      throw TensorError.other(
        .notImplementedError, "linalg.matrix_norm: Expected a floating point or complex tensor as input. Got "
          + x.dtype.scalarTypeName, fix: "`.float()` first")
    }
    if x.shape[second] == 0, case .number(let number) = order, number == 1 || number == 2 {
      // No column has a sum: the norm of nothing is 0.
      return try x.vectorNorm(2, dim: dim, keepdim: keepdim)
    }
    switch order {
    case .frobenius: return try x.vectorNorm(2, dim: dim, keepdim: keepdim)
    case .nuclear: return try x.spectral(first, second, keepdim) { try $0.sum(dim: [-1]) }
    case .number(let number):
      switch Swift.abs(number) {
      case 2: return try x.spectral(first, second, keepdim) { try number > 0 ? $0.amax(dim: [-1]) : $0.amin(dim: [-1]) }
      case 1, .infinity:
        let (summed, kept) = Swift.abs(number) == 1 ? (first, second) : (second, first)
        let sums = try x.vectorNorm(1, dim: [summed], keepdim: keepdim)
        let axis = keepdim || kept < summed ? kept : kept - 1
        return try number > 0 ? sums.amax(dim: [axis], keepdim: keepdim) : sums.amin(dim: [axis], keepdim: keepdim)
      default:
        throw TensorError.runtime("linalg.matrix_norm: Order \(number == number.rounded() && Swift.abs(number) < 1e15 ? String(Int(number)) : Scalar.float(number).description) not supported.")
      }
    }
  }

  private func spectral(_ first: Int, _ second: Int, _ keepdim: Bool, _ fold: (Tensor) throws -> Tensor) throws -> Tensor {
    let result = try fold(movedim([first, second], [-2, -1]).svdvals())
    guard keepdim else { return result }
    let (low, high) = (Swift.min(first, second), Swift.max(first, second))
    return try result.unsqueeze(low).unsqueeze(high)
  }

  /// `torch.linalg.norm`: of vectors or matrices by how many dimensions there are.
  public func linalgNorm(_ order: NormOrder? = nil, dim: [Int]? = nil, keepdim: Bool = false,
                         dtype: DType? = nil) throws -> Tensor {
    if let dim, dim.count > 2 || dim.isEmpty {
      throw TensorError.runtime("linalg.norm: If dim is specified, it must be of length 1 or 2. Got "
        + "\(Shape(dim.prefix(Shape.maxRank)))")
    }
    if dim == nil, order != nil, rank != 1, rank != 2 {
      throw TensorError.runtime(
        "linalg.norm: If dim is not specified but ord is, the input must be 1D or 2D. Got \(rank)D.")
    }
    guard let order else { return try vectorNorm(2, dim: dim, keepdim: keepdim, dtype: dtype) }
    if case .number(let number) = order {
      if (dim ?? Array(0..<rank)).count == 1 { return try vectorNorm(number, dim: dim, keepdim: keepdim, dtype: dtype) }
    }
    return try matrixNorm(order, dim: dim ?? [0, 1].map { $0 - Swift.max(rank, 2) + Swift.max(rank - 2, 0) }, keepdim: keepdim, dtype: dtype)
  }

  /// `torch.linalg.cond`: ‖A‖·‖A⁻¹‖; infinite for singular matrices.
  public func cond(_ order: NormOrder? = nil) throws -> Tensor {
    try Lapack.check(self, "linalg.cond", square: false)
    var spectral = order == nil
    if case .number(let number)? = order, Swift.abs(number) == 2 { spectral = true }
    if spectral {
      let s = try svdvals()
      guard s.shape.last != 0 else { return try Tensor.zeros(batchShape, dtype: dtype) }
      let (most, least) = (try s.select(-1, 0), try s.select(-1, -1))
      if case .number(-2)? = order { return try least.div(most) }
      return try most.div(least).named("SqueezeBackward1")
    }
    let order = order ?? .frobenius
    if case .number(let number) = order, Swift.abs(number) != 1, !number.isInfinite {
      let shown = number == number.rounded() && Swift.abs(number) < 1e15 ? String(Int(number)) : Scalar.float(number).description
      throw TensorError.other(.valueError, "linalg.cond got an invalid norm type: \(shown)")
    }
    try Lapack.check(self, "linalg.cond")
    if case .nuclear = order {
      let s = try svdvals()
      return try s.sum(dim: [-1]).mul(s.reciprocal().sum(dim: [-1]))
    }
    let (inverted, info) = try inverseEx()
    let product = try matrixNorm(order).mul(inverted.matrixNorm(order)).named("NanToNumBackward0")
    if info.allSatisfy({ $0 == 0 }) { return product }
    let singular = try Tensor(info).reshape(batchShape).ne(0)
    return try product.maskedFill(singular, .float(.infinity))
  }
}
