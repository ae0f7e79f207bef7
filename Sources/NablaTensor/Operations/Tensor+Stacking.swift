/// Joining with the shapes that their names say, and combinations of elements.
extension Tensor {
  /// `torch.atleast_1d` and its kin.
  public func atLeast(dimensions: Int) throws -> Tensor {
    switch (dimensions, rank) {
    case (1, 0): return try reshape([1])
    case (2, 0): return try reshape([1, 1])
    case (2, 1): return try unsqueeze(0)
    case (3, 0): return try reshape([1, 1, 1])
    case (3, 1): return try unsqueeze(0).unsqueeze(-1)
    case (3, 2): return try unsqueeze(-1)
    default: return self
    }
  }

  public static func hstack(_ tensors: [Tensor]) throws -> Tensor {
    guard !tensors.isEmpty else { throw TensorError.emptyList(operation: "hstack") }
    let parts = try tensors.map { try $0.atLeast(dimensions: 1) }
    return try cat(parts, dim: parts.first?.rank == 1 ? 0 : 1)
  }

  public static func vstack(_ tensors: [Tensor]) throws -> Tensor {
    guard !tensors.isEmpty else { throw TensorError.emptyList(operation: "vstack") }
    return try cat(tensors.map { try $0.atLeast(dimensions: 2) }, dim: 0)
  }

  public static func dstack(_ tensors: [Tensor]) throws -> Tensor {
    guard !tensors.isEmpty else { throw TensorError.emptyList(operation: "dstack") }
    return try cat(tensors.map { try $0.atLeast(dimensions: 3) }, dim: 2)
  }

  /// `torch.column_stack`: vectors become columns.
  public static func columnStack(_ tensors: [Tensor]) throws -> Tensor {
    guard !tensors.isEmpty else { throw TensorError.emptyList(operation: "column_stack") }
    return try cat(tensors.map { try $0.rank < 2 ? $0.reshape([$0.elementCount, 1]) : $0 }, dim: 1)
  }

  /// `torch.block_diag`: matrices along the diagonal of a larger one.
  public static func blockDiagonal(_ tensors: [Tensor]) throws -> Tensor {
    if tensors.isEmpty { return try Tensor.zeros([1, 0]) }
    var blocks: [Tensor] = []
    for (number, tensor) in tensors.enumerated() {
      guard tensor.rank <= 2 else {
        throw TensorError.runtime("torch.block_diag: Input tensors must have 2 or fewer dimensions. Input \(number) has "
          + "\(tensor.rank) dimensions")
      }
      blocks.append(try tensor.atLeast(dimensions: 2))
    }
    let columns = blocks.reduce(0) { $0 &+ $1.shape[1] }
    let type = blocks.dropFirst().reduce(blocks[0].dtype) { DType.promote($0, $1.dtype) }
    var start = 0
    var rows: [Tensor] = []
    for block in blocks {
      let (height, width) = (block.shape[0], block.shape[1])
      rows.append(
        try cat([
          Tensor.zeros([height, start], dtype: type), block.to(type),
          Tensor.zeros([height, columns - start - width], dtype: type),
        ], dim: 1))
      start += width
    }
    return try cat(rows, dim: 0).named("BlockDiagBackward0")
  }

  /// `torch.cartesian_prod`: every choice of one element of each vector, a row each.
  public static func cartesianProduct(_ tensors: [Tensor]) throws -> Tensor {
    for tensor in tensors where tensor.rank != 1 {
      throw TensorError.runtime("Expect a 1D vector, but got shape \(tensor.shape)")
    }
    if tensors.count == 1 { return tensors[0] }
    return try stack(meshgrid(tensors).map { try $0.flatten() }, dim: 1)
  }

  /// `torch.combinations(r, with_replacement)`: rows of r elements in their order.
  public func combinations(_ count: Int = 2, withReplacement: Bool = false) throws -> Tensor {
    guard rank == 1 else { throw TensorError.runtime("Expect a 1D vector, but got shape \(shape)") }
    guard count >= 0 else { throw TensorError.runtime("Expect a non-negative number, but got \(count)") }
    if count == 0 { return try Tensor.empty([0], dtype: dtype) }
    let size = shape[0]
    var rows = 1.0
    for index in 0..<Swift.min(count, 64) {
      rows *= withReplacement ? Double(size + index) / Double(index + 1) : Double(Swift.max(size - index, 0)) / Double(index + 1)
    }
    guard rows * Double(count) < Double(1 << 40) else { throw TensorError.tooLarge(sizes: [Int.max]) }
    try Tensor.checkAllocation([Int(rows), count], .int64, "combinations")
    var places: [Int] = []
    var choice = withReplacement ? [Int](repeating: 0, count: count) : Array(0..<count)
    if withReplacement ? size > 0 : count <= size {
      // Counts up from the right: the last place that can still move does, those behind it follow.
      while true {
        places.append(contentsOf: choice)
        var place = count - 1
        while place >= 0, choice[place] == (withReplacement ? size - 1 : size - count + place) { place -= 1 }
        if place < 0 { break }
        choice[place] += 1
        for next in (place + 1)..<Swift.max(count, place + 1) {
          choice[next] = withReplacement ? choice[place] : choice[next - 1] + 1
        }
      }
    }
    return try indexSelect(0, Tensor(places)).reshape([places.count / count, count]).named("IndexBackward0")
  }

  /// `torch.vander`: the powers of each element, falling unless `increasing`.
  public func vander(_ count: Int? = nil, increasing: Bool = false) throws -> Tensor {
    guard rank == 1 else { throw TensorError.runtime("x must be a one-dimensional tensor.") }
    let columns = count ?? shape[0]
    guard columns >= 0 else { throw TensorError.runtime("N must be non-negative.") }
    let type: DType = dtype.isFloat ? dtype : .int64
    try Tensor.checkAllocation([shape[0], columns], type, "vander")
    let exponents = try Tensor.arange(0, .int(columns), dtype: type)
    let ordered = increasing ? exponents : try exponents.flip([0])
    return try to(type).unsqueeze(1).pow(ordered)
  }

  /// `torch.diagflat`: all elements on the diagonal of a matrix.
  public func diagflat(_ offset: Int = 0) throws -> Tensor { try flatten().diagEmbed(offset: offset) }

  /// `torch.diag_embed` with the diagonal along any two dimensions of the result.
  public func diagEmbed(offset: Int, dim1: Int, dim2: Int) throws -> Tensor {
    guard rank < Shape.maxRank else { throw TensorError.diagRank(rank) }
    if rank == 0 { throw TensorError.dimensionOutOfRange(dim1, rank: 0) }
    let target = Shape(repeating: 1, count: rank + 1)
    let (first, second) = (try target.dimension(dim1), try target.dimension(dim2))
    guard first != second else { throw TensorError.sameDiagonal(dim1, dim2) }
    let plain = try diagEmbed(offset: first < second ? offset : 0 &- offset)
    var order = [Int](repeating: -1, count: rank + 1)
    (order[Swift.min(first, second)], order[Swift.max(first, second)]) = (rank - 1, rank)
    var rest = (0..<(rank - 1)).makeIterator()
    for index in order.indices where order[index] < 0 { order[index] = rest.next() ?? 0 }
    return order == Array(0...rank) ? plain : try plain.permute(order)
  }
}
