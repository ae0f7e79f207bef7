/// In which order of memory the results of elementwise operations lie.
///
/// As in PyTorch, a result lies as its operands do: adding to a transposed matrix gives a transposed matrix, which
/// programs see in `stride()`, `is_contiguous()` and in what `view` refuses. The order is found as its TensorIterator
/// finds it: dimensions are sorted by the operands' strides, the first operand that tells two dimensions apart decides.
enum MemoryOrder {
  /// A dense layout of `shape` for the result of operands that are not all contiguous; the operands' shapes broadcast to
  /// `shape`.
  static func layout(_ shape: Shape, _ operands: [Layout]) -> Layout {
    let rank = shape.count
    guard rank > 1 else { return Layout(shape) }
    let strides = operands.map { $0.strides(broadcastTo: shape) }

    /// Positive where `a`, counted as the faster dimension, has to come behind `b`.
    func order(_ a: Int, _ b: Int) -> Int {
      for own in strides {
        let (first, second) = (own[a], own[b])
        // A stretched dimension says nothing.
        if first == 0 || second == 0 { continue }
        if first != second { return first < second ? -1 : 1 }
        if shape[a] > shape[b] { return 1 }
      }
      return 0
    }

    // The fastest dimension first; insertion sort, which leaves what cannot be told apart in row-major order.
    var fastest = Array((0..<rank).reversed())
    for start in 1..<rank {
      var moving = start
      for place in stride(from: start - 1, through: 0, by: -1) {
        let comparison = order(fastest[place], fastest[moving])
        if comparison > 0 {
          fastest.swapAt(place, moving)
          moving = place
        } else if comparison < 0 {
          break
        }
      }
    }
    var result = Layout(shape)
    var step = 1
    for dimension in fastest {
      result.strides[dimension] = step
      step &*= max(shape[dimension], 1)
    }
    return result
  }
}

extension Layout {
  /// Whether the elements fill a stretch of memory, each place once.
  var isDense: Bool { isContiguous || !overlaps && extent == elementCount }

  /// The same shape without gaps, its dimensions in the same order in memory (`torch.preserve_format`).
  var withoutGaps: Layout { isContiguous ? Layout(shape) : MemoryOrder.layout(shape, [self]) }
}

extension Tensor {
  /// A new dense tensor for the result of an operation on this one, in its order of memory.
  func uninitializedLike(_ dtype: DType) -> Tensor {
    let result = Tensor.uninitialized(shape, dtype)
    if rank > 1, !isContiguous { result.layout = MemoryOrder.layout(shape, [layout]) }
    return result
  }

  /// The same for two operands, which broadcast to `shape`.
  @inline(__always)
  static func uninitialized(_ shape: Shape, _ dtype: DType, like a: Tensor, _ b: Tensor) -> Tensor {
    let result = uninitialized(shape, dtype)
    if shape.count > 1, !(a.isContiguous && b.isContiguous) {
      result.layout = MemoryOrder.layout(shape, [a.layout, b.layout])
    }
    return result
  }

  /// The same for three.
  static func uninitialized(_ shape: Shape, _ dtype: DType, like a: Tensor, _ b: Tensor, _ c: Tensor) -> Tensor {
    let result = uninitialized(shape, dtype)
    if shape.count > 1, !(a.isContiguous && b.isContiguous && c.isContiguous) {
      result.layout = MemoryOrder.layout(shape, [a.layout, b.layout, c.layout])
    }
    return result
  }

  /// `torch.clone`: a copy in the same order in memory.
  public func clonePreservingOrder() throws -> Tensor {
    if isContiguous || shape.contains(0) { return try clone() }
    let result = Tensor.uninitialized(shape, dtype)
    result.layout = layout.withoutGaps
    result.assign(self)
    result.record(.clone, self)
    return result
  }

  /// This fresh result, its elements moved to the order in memory of another tensor of its shape.
  func moved(toOrderOf other: Tensor) -> Tensor {
    if other.isContiguous || other.shape != shape || shape.contains(0) { return self }
    let result = other.uninitializedLike(dtype)
    result.assign(self)
    return result
  }

  /// This fresh tensor of one number in the order in memory of another of its shape.
  public func inOrder(of other: Tensor) -> Tensor {
    if !other.isContiguous, other.shape == shape, !shape.contains(0) { layout = other.layout.withoutGaps }
    return self
  }
}

