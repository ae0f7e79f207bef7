/// What every call of LAPACK needs: checked sizes, one of two types, and matrices in column-major order.
enum Lapack {
  /// A size as LAPACK takes it; beyond 32 bits it cannot count.
  static func size(_ count: Int) throws -> Int32 {
    guard let size = Int32(exactly: count) else { throw TensorError.tooLarge(sizes: [count]) }
    return size
  }

  /// Calls `body` with the type that belongs to a tensor.
  static func withType(_ dtype: DType, single: () throws -> Void, double: () throws -> Void) rethrows {
    if dtype == .float32 { try single() } else { try double() }
  }

  /// Room for LAPACK, at least one element, set to 0.
  static func room<Element: Numeric>(_: Element.Type, _ count: Int,
                                     _ body: (UnsafeMutablePointer<Element>) throws -> Void) rethrows {
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: Swift.max(count, 1))
    defer { memory.deallocate() }
    memory.initialize(repeating: .zero, count: Swift.max(count, 1))
    try body(memory)
  }

  /// Runs a routine twice: to ask how much room it wants, and to work in it.
  static func withWork<Real: LapackReal>(_: Real.Type, _ call: (UnsafeMutablePointer<Real>, Int32) -> Int32) -> Int32 {
    var wanted = Real.zero
    let answer = call(&wanted, -1)
    guard answer == 0, let count = Int32(exactly: wanted.rounded(.up)), count > 0 else { return answer == 0 ? -1 : answer }
    var info = Int32(0)
    room(Real.self, Int(count)) { info = call($0, count) }
    return info
  }

  /// - Throws: PyTorch's words for what is no matrix, no square one, or not of floats.
  static func check(_ a: Tensor, _ function: String, square: Bool = true, name: String = "A") throws {
    guard a.rank >= 2 else {
      throw TensorError.runtime("\(function): The input tensor \(name) must have at least 2 dimensions.")
    }
    if square {
      let (rows, columns) = (a.shape[a.rank - 2], a.shape[a.rank - 1])
      guard rows == columns else {
        throw TensorError.runtime(
          "\(function): \(name) must be batches of square matrices, but they are \(rows) by \(columns) matrices")
      }
    }
    guard a.dtype.isFloatingPoint else {
      throw TensorError.other(
        .notImplementedError, "\(function): Expected a floating point or complex tensor as input. Got "
          + a.dtype.scalarTypeName, fix: "`.float()` first")
    }
    guard a.dtype == .float32 || a.dtype == .float64 else {
      throw TensorError.runtime(
        "\(function): Low precision dtypes not supported. Got \(a.dtype.scalarTypeName)", fix: "`.float()` first")
    }
    _ = try size(a.shape[a.rank - 2])
    _ = try size(a.shape[a.rank - 1])
  }

  /// The error of one matrix of a batch: a `torch.linalg.LinAlgError`.
  static func failure(_ function: String, _ matrix: Tensor, _ number: Int, _ words: String) -> TensorError {
    let place = matrix.rank > 2 ? "(Batch element \(number)): " : ""
    return .other(.linAlgError, "\(function): \(place)\(words)")
  }
}

extension Tensor {
  var rows: Int { shape[rank - 2] }
  var columns: Int { shape[rank - 1] }
  /// How many matrices a batch has.
  var matrixCount: Int { shape.dropLast(2).reduce(1, &*) }
  var batchShape: Shape { Shape(shape.dropLast(2)) }

  /// A shape with this tensor's batch.
  func batched(_ sizes: Int...) -> Shape {
    var result = batchShape
    for size in sizes { result.append(size) }
    return result
  }

  /// A fresh copy whose matrices are column-major, as LAPACK takes them; the shape stays.
  func columnMajorCopy() -> Tensor { swappedAlias().copied().swappedAlias() }

  /// A fresh column-major tensor of this batch.
  func columnMajor(_ rows: Int, _ columns: Int) throws -> Tensor {
    let shape = batched(columns, rows)
    try Tensor.checkAllocation(shape, dtype, "empty")
    return Tensor.uninitialized(shape, dtype).swappedAlias()
  }

  private func swappedAlias() -> Tensor {
    var target = layout
    target.shape.swapAt(rank - 2, rank - 1)
    target.strides.swapAt(rank - 2, rank - 1)
    return alias(target)
  }

  /// The last two dimensions swapped.
  var mT: Tensor { get throws { try transpose(-2, -1) } }

  /// The address of a matrix of fresh column-major (or row-major) memory.
  func matrix<Real>(_ number: Int, _: Real.Type) -> UnsafeMutablePointer<Real> {
    pointer.assumingMemoryBound(to: Real.self) + number * rows * columns
  }

  /// The address of a row of fresh contiguous memory.
  func line<Element>(_ number: Int, _: Element.Type) -> UnsafeMutablePointer<Element> {
    pointer.assumingMemoryBound(to: Element.self) + number * (shape.last ?? 1)
  }

  /// Identity matrices of this batch.
  func identity(_ size: Int) throws -> Tensor { try Tensor.eye(size, dtype: dtype).expand(batched(size, size)) }

  /// Two batches of matrices stretched to one.
  static func commonBatch(_ a: Tensor, _ b: Tensor) throws -> (Tensor, Tensor) {
    if a.batchShape == b.batchShape { return (a, b) }
    let batch = try Shape.broadcast(a.batchShape, b.batchShape)
    var (first, second) = (batch, batch)
    for dim in a.shape.suffix(2) { first.append(dim) }
    for dim in b.shape.suffix(2) { second.append(dim) }
    return (try a.expand(first), try b.expand(second))
  }
}
