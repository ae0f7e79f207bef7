import NablaTensor

/// A dataset that makes whole batches natively.
public protocol BatchSource: AnyObject {
  var count: Int { get }
  /// One tensor for each part of a sample (images and classes), the samples along dimension 0.
  func batch(_ indices: [Int], random: RandomSource) throws -> [Tensor]
}

/// `torch.utils.data.TensorDataset`: sample i is row i of each tensor.
public final class TensorDataset: BatchSource {
  public let tensors: [Tensor]
  public let count: Int

  public init(_ tensors: [Tensor]) throws {
    guard let first = tensors.first, tensors.allSatisfy({ $0.rank > 0 }) else {
      throw DataError.index("TensorDataset needs tensors of at least one dimension")
    }
    guard tensors.allSatisfy({ $0.shape[0] == first.shape[0] }) else {
      let sizes = tensors.map { "\($0.shape)" }.joined(separator: " and ")
      throw DataError.assertion("Size mismatch between tensors\nThe shapes are \(sizes): the first sizes must be equal.")
    }
    self.tensors = tensors
    count = first.shape[0]
  }

  public func batch(_ indices: [Int], random: RandomSource) throws -> [Tensor] {
    try tensors.map { try Self.rows($0, indices) }
  }

  /// Copies rows of a tensor into a new one.
  static func rows(_ tensor: Tensor, _ indices: [Int]) throws -> Tensor {
    let source = try tensor.contiguous()
    var shape = source.shape
    let count = shape[0]
    shape[0] = indices.count
    let result = try Tensor.empty(shape, dtype: source.dtype)
    let size = count == 0 ? 0 : source.elementCount / count * source.dtype.itemSize
    for (place, index) in indices.enumerated() {
      let row = index < 0 ? index &+ count : index
      guard row >= 0, row < count else {
        throw DataError.index("index \(index) is out of bounds for dimension 0 with size \(count)")
      }
      (result.pointer + place * size).copyMemory(from: source.pointer + row * size, byteCount: size)
    }
    return withExtendedLifetime(source) { result }
  }
}

/// `torch.utils.data.Subset`: some samples of another dataset.
public final class Subset: BatchSource {
  public let base: BatchSource
  public let indices: [Int]
  public var count: Int { indices.count }

  public init(_ base: BatchSource, indices: [Int]) {
    self.base = base
    self.indices = indices
  }

  public func batch(_ positions: [Int], random: RandomSource) throws -> [Tensor] {
    try base.batch(
      positions.map { position in
        let place = position < 0 ? position &+ indices.count : position
        guard indices.indices.contains(place) else { throw DataError.index("list index out of range") }
        return indices[place]
      }, random: random)
  }
}

/// `torch.utils.data.ConcatDataset`: one dataset after the other.
public final class ConcatDataset: BatchSource {
  public let parts: [BatchSource]
  /// Where each part ends.
  public let ends: [Int]
  public var count: Int { ends.last ?? 0 }

  public init(_ parts: [BatchSource]) throws {
    guard !parts.isEmpty else { throw DataError.assertion("datasets should not be an empty iterable") }
    self.parts = parts
    var total = 0
    ends = parts.map { part in
      total += part.count
      return total
    }
  }

  /// The part that holds a position, and the position in it.
  public func locate(_ index: Int) throws -> (part: Int, index: Int) {
    if index < 0 && -index > count {
      throw DataError.value("absolute value of index should not exceed dataset length")
    }
    let place = index < 0 ? index + count : index
    guard let part = ends.firstIndex(where: { place < $0 }) else { throw DataError.index("list index out of range") }
    return (part, place - (part == 0 ? 0 : ends[part - 1]))
  }

  public func batch(_ indices: [Int], random: RandomSource) throws -> [Tensor] {
    // Sample by sample in the order asked for, so that random transforms draw in that order.
    var columns: [[Tensor]] = []
    for index in indices {
      let (part, place) = try locate(index)
      let sample = try parts[part].batch([place], random: random)
      if columns.isEmpty { columns = sample.map { _ in [] } }
      guard sample.count == columns.count else {
        throw DataError.value("The datasets have samples of different numbers of parts: \(columns.count) and \(sample.count).")
      }
      for (column, tensor) in sample.enumerated() { columns[column].append(tensor) }
    }
    return try columns.map(stackedRows)
  }
}

/// Joins tensors of one row each.
func stackedRows(_ rows: [Tensor]) throws -> Tensor {
  guard let first = rows.first else { return try Tensor.empty([0]) }
  var shape = first.shape
  shape[0] = rows.count
  let result = try Tensor.empty(shape, dtype: first.dtype)
  let size = first.elementCount * first.dtype.itemSize
  for (place, row) in rows.enumerated() {
    guard row.shape == first.shape, row.dtype == first.dtype else {
      throw DataError.value(
        "stack expects each tensor to be equal size, but got \(Array(first.shape.dropFirst())) at entry 0 and "
          + "\(Array(row.shape.dropFirst())) at entry \(place)")
    }
    row.withBytes { if let base = $0.baseAddress { (result.pointer + place * size).copyMemory(from: base, byteCount: size) } }
  }
  return result
}
