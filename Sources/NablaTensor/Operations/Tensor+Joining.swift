/// Putting tensors together, and repeating, rolling, flipping them.
extension Tensor {
  /// `torch.cat`: along a dimension that exists; empty vectors are passed over, as in PyTorch.
  public static func cat(_ tensors: [Tensor], dim: Int = 0) throws -> Tensor {
    guard let first = tensors.first else { throw TensorError.emptyList(operation: "cat") }
    for tensor in tensors where tensor.rank == 0 {
      let number = tensors.firstIndex { $0 === tensor } ?? 0
      throw TensorError.runtime(
        "zero-dimensional tensor (at position \(number)) cannot be concatenated", fix: "`torch.stack` joins scalars")
    }
    let type = tensors.dropFirst().reduce(first.dtype) { DType.promote($0, $1.dtype) }
    let used = tensors.filter { $0.shape != [0] }
    guard let model = used.first else { return try Tensor.empty([0], dtype: type) }
    let axis = try model.shape.dimension(dim)
    var shape = model.shape
    shape[axis] = 0
    for (number, tensor) in tensors.enumerated() where tensor.shape != [0] {
      guard tensor.rank == model.rank else {
        throw TensorError.catDimensions(first: model.rank, other: tensor.rank)
      }
      for index in 0..<model.rank where index != axis && tensor.shape[index] != model.shape[index] {
        throw TensorError.catSizes(
          dimension: axis, expected: model.shape[index], got: tensor.shape[index], number: number,
          shapes: tensors.map(\.shape))
      }
      shape[axis] += tensor.shape[axis]
    }
    try checkAllocation(shape, type, "cat")
    let result = uninitialized(shape, type)
    var start = 0
    var bounds: [Int] = []
    for tensor in tensors {
      bounds.append(start)
      if tensor.shape == [0] { continue }
      var part = result.layout
      part.shape[axis] = tensor.shape[axis]
      part.offset += start * part.strides[axis]
      result.alias(part).assign(tensor)
      start += tensor.shape[axis]
    }
    bounds.append(start)
    let attributes = RuleAttributes(numbers: bounds)
    attributes.dims = [axis]
    // Vectors without elements take no part, whatever the rank of the others.
    attributes.scalars = tensors.map { $0.shape == [0] ? 1 : 0 }
    result.record(.cat, inputs: tensors, attributes: attributes)
    return result
  }

  /// `torch.stack`: along a new dimension.
  public static func stack(_ tensors: [Tensor], dim: Int = 0) throws -> Tensor {
    guard let first = tensors.first else { throw TensorError.emptyList(operation: "stack") }
    for (number, tensor) in tensors.enumerated() where tensor.shape != first.shape {
      throw TensorError.stackSizes(first: first.shape, other: tensor.shape, number: number)
    }
    guard first.rank < Shape.maxRank else { throw TensorError.tooManyDimensions(first.rank + 1) }
    guard dim >= -(first.rank + 1), dim <= first.rank else {
      throw TensorError.dimensionOutOfRange(dim, rank: first.rank + 1)
    }
    let axis = dim < 0 ? dim + first.rank + 1 : dim
    let type = tensors.dropFirst().reduce(first.dtype) { DType.promote($0, $1.dtype) }
    var shape = first.shape
    shape.insert(tensors.count, at: axis)
    try checkAllocation(shape, type, "stack")
    let result = uninitialized(shape, type)
    for (number, tensor) in tensors.enumerated() {
      var part = result.layout
      part.offset += number * part.strides[axis]
      part.shape.remove(at: axis)
      part.strides.remove(at: axis)
      result.alias(part).assign(tensor)
    }
    result.record(.stack, inputs: tensors, attributes: RuleAttributes(dims: [axis]))
    return result
  }

  /// `repeat(sizes)`: copies side by side.
  public func repeated(_ sizes: [Int]) throws -> Tensor {
    guard sizes.count >= rank else { throw TensorError.repeatDims }
    guard sizes.count <= Shape.maxRank else { throw TensorError.tooManyDimensions(sizes.count) }
    var padded = shape
    while padded.count < sizes.count { padded.insert(1, at: 0) }
    var target = padded
    for (index, size) in sizes.enumerated() {
      guard size >= 0 else {
        throw TensorError.runtime("Trying to create tensor with negative dimension \(size): \(Shape(sizes))")
      }
      let (product, overflow) = padded[index].multipliedReportingOverflow(by: size)
      if overflow { throw TensorError.tooLarge(sizes: Shape(sizes)) }
      target[index] = product
    }
    try Tensor.checkAllocation(target, dtype, "repeat")
    let result = Tensor.uninitialized(target, dtype)
    // Each dimension seen as (copies, own size): twice the rank, copied dimension by dimension of copies.
    var source = layout
    while source.rank < sizes.count {
      source.shape.insert(1, at: 0)
      source.strides.insert(0, at: 0)
    }
    if result.elementCount > 0 {
      let copies = Layout(Shape(sizes))
      for number in 0..<copies.elementCount {
        var part = result.layout
        var rest = number
        for index in (0..<sizes.count).reversed() {
          part.offset += (rest % sizes[index]) * padded[index] * part.strides[index]
          rest /= sizes[index]
          part.shape[index] = padded[index]
        }
        result.alias(part).assign(alias(source))
      }
    }
    result.record(.repeat, self, attributes: RuleAttributes(numbers: sizes, shape: shape))
    return result
  }

  /// `torch.tile`: `repeat` with missing leading ones.
  public func tile(_ sizes: [Int]) throws -> Tensor {
    try repeated([Int](repeating: 1, count: Swift.max(0, rank - sizes.count)) + sizes)
  }

  /// `repeat_interleave(count, dim)`: each element several times in a row.
  public func repeatInterleave(_ count: Int, dim: Int? = nil) throws -> Tensor {
    guard count >= 0 else { throw TensorError.runtime("Repeats must be non-negative") }
    guard let dim else { return try reshape([-1]).repeatInterleave(count, dim: 0) }
    let axis = try shape.dimension(dim)
    if rank == 0 { throw TensorError.dimensionOutOfRange(1, rank: 0) }
    let x = self
    guard x.rank < Shape.maxRank else { throw TensorError.tooManyDimensions(x.rank + 1) }
    var wide = x.shape
    wide.insert(count, at: axis + 1)
    var target = x.shape
    let (product, overflow) = target[axis].multipliedReportingOverflow(by: count)
    if overflow { throw TensorError.tooLarge(sizes: wide) }
    target[axis] = product
    try Tensor.checkAllocation(target, dtype, "repeat_interleave")
    return try x.unsqueeze(axis + 1).expand(wide).clone().view(target)
  }

  /// `repeat_interleave(counts, dim)`: each as often as its count says.
  public func repeatInterleave(_ counts: Tensor, dim: Int? = nil) throws -> Tensor {
    guard let dim else { return try reshape([-1]).repeatInterleave(counts, dim: 0) }
    guard counts.dtype == .int64 || counts.dtype == .int32 else {
      throw TensorError.runtime("repeats has to be Long or Int tensor")
    }
    guard counts.rank <= 1 else { throw TensorError.runtime("repeats must be 0-dim or 1-dim tensor") }
    let axis = try shape.dimension(dim)
    let numbers = counts.integers()
    if counts.elementCount == 1, let only = numbers.first { return try repeatInterleave(only, dim: dim) }
    guard rank > 0, numbers.count == shape[axis] else {
      throw TensorError.runtime(
        "repeats must have the same size as input along dim, but got repeats.size(0) = \(numbers.count) and "
          + "input.size(\(axis)) = \(rank > 0 ? shape[axis] : 1)")
    }
    var total = 0
    for number in numbers {
      guard number >= 0 else { throw TensorError.runtime("repeats can not be negative") }
      let (sum, overflow) = total.addingReportingOverflow(number)
      guard !overflow else { throw TensorError.tooLarge(sizes: [number]) }
      total = sum
    }
    try Tensor.checkAllocation([total], .int64, "repeat_interleave")
    var positions: [Int] = []
    for (position, number) in numbers.enumerated() {
      positions.append(contentsOf: repeatElement(position, count: number))
    }
    return try indexSelect(axis, Tensor(positions))
  }

  /// `flip(dims)`.
  public func flip(_ dims: [Int]) throws -> Tensor {
    let mask = dims.isEmpty ? 0 : try shape.dimensionMask(dims)
    let result = uninitializedLike(dtype)
    if elementCount > 0 {
      // Written backwards: the target starts at the end of each flipped dimension and steps down.
      var target = result.layout
      for index in 0..<rank where mask & (1 << index) != 0 {
        target.offset += (shape[index] - 1) * target.strides[index]
        target.strides[index] = -target.strides[index]
      }
      result.alias(target).assign(self)
    }
    result.record(.flip, self, attributes: RuleAttributes(dims: Tensor.list(mask)))
    return result
  }

  /// `roll(shifts, dims)`; without dims over the flattened tensor.
  public func roll(_ shifts: [Int], dims: [Int]? = nil) throws -> Tensor {
    guard let dims, !dims.isEmpty else {
      guard shifts.count == 1 else { throw TensorError.rollDims(shifts: shifts.count, dims: 0) }
      return try flatten().roll(shifts, dims: [0]).view(shape).named("RollBackward0")
    }
    guard shifts.count == dims.count else { throw TensorError.rollDims(shifts: shifts.count, dims: dims.count) }
    var result = try GradMode.disabled { try detach().clone() }
    if rank == 0 {
      throw TensorError.other(.indexError, "Dimension specified as \(dims[0]) but tensor has no dimensions")
    }
    for (shift, dim) in zip(shifts, dims) {
      let axis = try shape.dimension(dim)
      let size = rank == 0 ? 1 : shape[axis]
      guard size > 1 else { continue }
      let step = ((shift % size) + size) % size
      if step == 0 { continue }
      result = try GradMode.disabled {
        try Tensor.cat([result.narrow(axis, size - step, step), result.narrow(axis, 0, size - step)], dim: axis)
      }
    }
    let attributes = RuleAttributes(numbers: shifts)
    attributes.dims = dims
    result.record(.roll, self, attributes: attributes)
    return result
  }

  /// `tril(diagonal)`: zeros above a diagonal.
  public func tril(_ diagonal: Int = 0) throws -> Tensor { try triangle(diagonal, isLower: true) }

  /// `triu(diagonal)`: zeros below a diagonal.
  public func triu(_ diagonal: Int = 0) throws -> Tensor { try triangle(diagonal, isLower: false) }

  private func triangle(_ diagonal: Int, isLower: Bool) throws -> Tensor {
    guard rank >= 2 else { throw TensorError.needsMatrix(operation: isLower ? "tril" : "triu") }
    let result = copied()
    let (rows, columns) = (shape[rank - 2], shape[rank - 1])
    let size = dtype.itemSize
    // Far beyond either corner it makes no difference how far.
    let diagonal = Swift.min(Swift.max(diagonal, -rows - 1), columns + 1)
    for matrix in 0..<(elementCount == 0 ? 0 : elementCount / (rows * columns)) {
      for row in 0..<rows {
        let start = result.pointer + (matrix * rows + row) * columns * size
        let edge = row + diagonal
        if isLower {
          let first = Swift.min(Swift.max(edge + 1, 0), columns)
          (start + first * size).initializeMemory(as: UInt8.self, repeating: 0, count: (columns - first) * size)
        } else {
          start.initializeMemory(as: UInt8.self, repeating: 0, count: Swift.min(Swift.max(edge, 0), columns) * size)
        }
      }
    }
    result.record(isLower ? .tril : .triu, self, attributes: RuleAttributes(numbers: [diagonal]))
    return result
  }

  /// `diag`: the diagonal of a matrix, or the matrix of a diagonal.
  public func diag(_ offset: Int = 0) throws -> Tensor {
    switch rank {
    case 1: return try diagEmbed(offset: offset)
    case 2: return try diagonal(offset: offset).clone().named("DiagonalBackward0_copy")
    default: throw TensorError.diagRank(rank)
    }
  }

  /// `diag_embed`: the last dimension on the diagonal of matrices.
  public func diagEmbed(offset: Int = 0) throws -> Tensor {
    guard rank >= 1, rank < Shape.maxRank else { throw TensorError.diagRank(rank) }
    let (size, overflow) = shape[rank - 1].addingReportingOverflow(Int(Swift.min(offset.magnitude, 1 << 40)))
    guard !overflow else { throw TensorError.tooLarge(sizes: shape) }
    var target = shape
    target[rank - 1] = size
    target.append(size)
    try Tensor.checkAllocation(target, dtype, "diag_embed")
    let result = try Tensor.zeros(target, dtype: dtype)
    let diagonal = try GradMode.disabled { try result.diagonal(offset: offset, dim1: rank - 1, dim2: rank) }
    result.alias(diagonal.layout).assign(self)
    result.record(.diagEmbed, self, attributes: RuleAttributes(numbers: [offset, rank - 1, rank]))
    return result
  }

  /// `torch.outer`.
  public func outer(_ other: Tensor) throws -> Tensor {
    guard rank == 1 else {
      throw TensorError.rankMismatch(operation: "outer", expected: "1-D argument self", got: rank)
    }
    guard other.rank == 1 else {
      throw TensorError.rankMismatch(operation: "outer", expected: "1-D argument vec2", got: other.rank)
    }
    return try unsqueeze(1).mul(other)
  }

  /// `torch.broadcast_to`.
  public func broadcast(to shape: Shape) throws -> Tensor { try expand(shape) }

  /// `torch.broadcast_tensors`.
  public static func broadcast(_ tensors: [Tensor]) throws -> [Tensor] {
    let shape = try tensors.reduce(Shape()) { try Shape.broadcast($0, $1.shape) }
    return try tensors.map { $0.shape == shape ? $0 : try $0.expand(shape) }
  }

  /// `torch.meshgrid`; `indexing` "ij" or "xy".
  public static func meshgrid(_ tensors: [Tensor], xy: Bool = false) throws -> [Tensor] {
    guard tensors.count <= Shape.maxRank else { throw TensorError.tooManyDimensions(tensors.count) }
    if xy, tensors.count >= 2 {
      var swapped = tensors
      swapped.swapAt(0, 1)
      var grids = try meshgrid(swapped)
      grids.swapAt(0, 1)
      return grids
    }
    if let first = tensors.first, tensors.contains(where: { $0.dtype != first.dtype }) {
      throw TensorError.runtime("meshgrid expects all tensors to have the same dtype")
    }
    let shape = Shape(tensors.map { Swift.max($0.elementCount, $0.rank == 0 ? 1 : 0) })
    return try tensors.enumerated().map { number, tensor in
      guard tensor.rank <= 1 else {
        throw TensorError.runtime(
          "torch.meshgrid: Expected 0D or 1D tensor in the tensor list but got: \(tensor.shape)")
      }
      var view = Shape(repeating: 1, count: shape.count)
      view[number] = tensor.elementCount
      return try tensor.view(view).expand(shape)
    }
  }
}
