import CKernels

/// A matrix as products take it: rows that lie `leading` apart, or columns that do (`transposed`).
///
/// Any view whose elements are adjacent along one of its two dimensions is taken as it lies, so that `x.T @ y` and a
/// linear layer's weight are never copied.
struct MatrixOperand {
  let pointer: UnsafeRawPointer
  let transposition: Transposition
  let leading: Int
  /// Owns the memory; the tensor itself, or its contiguous copy.
  let owner: Tensor
  /// How far apart the matrices of a batch lie, per batch dimension; 0 where one is used for all.
  let batchStrides: Shape

  /// The last two dimensions of a tensor of rank 2 or more.
  init(_ tensor: Tensor) throws {
    let rank = tensor.rank
    let (rows, columns) = (tensor.shape[rank - 2], tensor.shape[rank - 1])
    let (rowStride, columnStride) = (tensor.strides[rank - 2], tensor.strides[rank - 1])
    if columns <= 1 || columnStride == 1, rows <= 1 || rowStride >= Swift.max(columns, 1), columns > 0 {
      owner = tensor
      transposition = .none
      leading = rows <= 1 ? Swift.max(columns, 1) : rowStride
    } else if rows <= 1 || rowStride == 1, columns <= 1 || columnStride >= Swift.max(rows, 1), rows > 0 {
      owner = tensor
      transposition = .transposed
      leading = columns <= 1 ? Swift.max(rows, 1) : columnStride
    } else {
      owner = try GradMode.disabled { try tensor.contiguous() }
      transposition = .none
      leading = Swift.max(columns, 1)
    }
    pointer = UnsafeRawPointer(owner.pointer)
    batchStrides = Shape(owner.strides.dropLast(2))
  }
}

/// Products of matrices without autograd: floats by OpenBLAS, integers by a loop.
enum MatrixProduct {
  /// `a @ b` of two matrices whose shapes fit, plus a row (`bias`) where given.
  static func multiply(_ a: Tensor, _ b: Tensor, bias: Tensor? = nil) throws -> Tensor {
    let (m, k, n) = (a.shape[0], a.shape[1], b.shape[1])
    if a.dtype.isHalf {
      let (left, right) = (a.converted(to: .float32), b.converted(to: .float32))
      return try multiply(left, right, bias: bias.map { $0.converted(to: .float32) }).to(a.dtype)
    }
    guard a.dtype.isFloatingPoint else {
      let product = try multiplyIntegers(a, b)
      return try bias.map { try product.add($0) } ?? product
    }
    let result = Tensor.uninitialized([m, n], a.dtype)
    if let bias {
      let row = try GradMode.disabled { try bias.contiguous() }
      let (from, to, bytes) = (row.pointer, result.pointer, n * a.dtype.itemSize)
      for index in 0..<m { (to + index * bytes).copyMemory(from: from, byteCount: bytes) }
    }
    let (left, right) = (try MatrixOperand(a), try MatrixOperand(b))
    withExtendedLifetime((left.owner, right.owner)) {
      product(a.dtype, m, n, k, left, left.pointer, right, right.pointer, result.pointer, bias != nil, pooled: true)
    }
    return result
  }

  /// `a @ b` of two batches of matrices with broadcast leading dimensions, given as `batch`.
  static func multiplyBatches(_ a: Tensor, _ b: Tensor, batch: Shape) throws -> Tensor {
    let (m, k, n) = (a.shape[a.rank - 2], a.shape[a.rank - 1], b.shape[b.rank - 1])
    var shape = batch
    shape.append(m)
    shape.append(n)
    try Tensor.checkAllocation(shape, a.dtype, "matmul")
    guard a.dtype.isFloatingPoint else {
      let product = try multiplyBatches(a.to(.float64), b.to(.float64), batch: batch)
      return try product.to(a.dtype)
    }
    let result = Tensor.uninitialized(shape, a.dtype)
    let (left, right) = (try MatrixOperand(a), try MatrixOperand(b))
    let leftStrides = strides(left, of: a, over: batch), rightStrides = strides(right, of: b, over: batch)
    let count = batch.elementCount
    let item = a.dtype.itemSize
    let to = result.pointer
    // Many small products: one a thread. Few: each over the pool.
    let pooled = count < numThreads
    func multiply(_ index: Int) {
      var (rest, x, y) = (index, 0, 0)
      var axis = batch.count - 1
      while axis >= 0 {
        let position = rest % batch[axis]
        rest /= batch[axis]
        x += position * leftStrides[axis]
        y += position * rightStrides[axis]
        axis -= 1
      }
      product(
        a.dtype, m, n, k, left, left.pointer + x * item, right, right.pointer + y * item, to + index * m * n * item,
        false, pooled: pooled)
    }
    withExtendedLifetime((left.owner, right.owner)) {
      if pooled {
        for index in 0..<count { multiply(index) }
      } else {
        let work = Swift.max(m * n * k, 1)
        parallelFor(count, grain: Swift.max((1 << 18) / work, 1)) { for index in $0 { multiply(index) } }
      }
    }
    return result
  }

  private static func product(
    _ dtype: DType, _ m: Int, _ n: Int, _ k: Int, _ a: MatrixOperand, _ left: UnsafeRawPointer, _ b: MatrixOperand,
    _ right: UnsafeRawPointer, _ result: UnsafeMutableRawPointer, _ adds: Bool, pooled: Bool
  ) {
    if k == 0 {
      if !adds { result.initializeMemory(as: UInt8.self, repeating: 0, count: m * n * dtype.itemSize) }
      return
    }
    if pooled {
      GEMM.gemm(
        dtype, a.transposition, b.transposition, m: m, n: n, k: k, left, lda: a.leading, right, ldb: b.leading,
        beta: adds ? 1 : 0, result, ldc: n)
    } else {
      GEMM.serial(
        dtype, a.transposition, b.transposition, m: m, n: n, k: k, left, lda: a.leading, right, ldb: b.leading,
        beta: adds ? 1 : 0, result, ldc: n)
    }
  }

  private static func strides(_ operand: MatrixOperand, of tensor: Tensor, over batch: Shape) -> [Int] {
    let own = tensor.rank - 2
    return (0..<batch.count).map { axis in
      let position = axis - (batch.count - own)
      return position < 0 || tensor.shape[position] == 1 ? 0 : operand.batchStrides[position]
    }
  }

  /// Integers wrap, as in PyTorch; all of them are multiplied as 64-bit ones and narrowed at the end.
  private static func multiplyIntegers(_ a: Tensor, _ b: Tensor) throws -> Tensor {
    let left = try a.to(.int64).contiguous(), right = try b.to(.int64).contiguous()
    let (m, k, n) = (a.shape[0], a.shape[1], b.shape[1])
    let result = Tensor.uninitialized([m, n], .int64)
    nabla_multiply_i64(
      result.pointer.assumingMemoryBound(to: Int64.self), left.pointer.assumingMemoryBound(to: Int64.self),
      right.pointer.assumingMemoryBound(to: Int64.self), m, n, k)
    return try result.to(a.dtype)
  }
}
