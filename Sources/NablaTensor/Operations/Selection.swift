/// Positions chosen by index tensors: which dimensions are indexed, and with what.
///
/// The index tensors are broadcast to one shape, checked against the sizes, and negative positions counted from the
/// end. Where they stand side by side the dimensions of the index take their place; else they come first.
struct Selection {
  /// The indexed dimensions.
  private(set) var dims: [Int]
  /// The positions along each, in row-major order of `shape`.
  private(set) var positions: [Tensor]
  /// The common shape of the index tensors.
  private(set) var shape: Shape
  /// Where the index's dimensions stand in the result.
  private(set) var insertion: Int

  /// - Parameters:
  ///   - indexed: the shape of the tensor that is indexed.
  ///   - named: the dimensions as errors call them, where those differ.
  init(_ indices: [(dim: Int, tensor: Tensor)], in indexed: Shape, named: [Int]? = nil) throws {
    dims = indices.map(\.dim)
    var common = Shape()
    do {
      for index in indices { common = try Shape.broadcast(common, index.tensor.shape) }
    } catch {
      throw TensorError.indexShapes(indices.map(\.tensor.shape))
    }
    shape = common
    positions = []
    for (place, (dim, tensor)) in indices.enumerated() {
      let wide = Tensor.uninitialized(common, .int64)
      wide.assign(tensor)
      let values = wide.pointer.assumingMemoryBound(to: Int.self)
      let size = indexed[dim]
      if size == 0, wide.elementCount > 0 {
        throw TensorError.other(.indexError, "index is out of bounds for dimension with size 0")
      }
      for number in 0..<wide.elementCount {
        guard values[number] >= -size, values[number] < size else {
          throw TensorError.indexOutOfBounds(values[number], dimension: named?[place] ?? dim, size: size)
        }
        if values[number] < 0 { values[number] += size }
      }
      positions.append(wide)
    }
    let isTogether = zip(dims, dims.dropFirst()).allSatisfy { $1 == $0 + 1 }
    insertion = isTogether ? dims.first ?? 0 : 0
  }

  /// Where a mask is set.
  init(mask: Tensor) throws {
    try self.init(mask.nonzeroPositions().enumerated().map { ($0.offset, $0.element) }, in: mask.shape)
  }

  /// The shape of what is chosen from a tensor.
  func result(of indexed: Shape) throws -> Shape {
    var sizes: [Int] = []
    for dim in 0..<indexed.count where !dims.contains(dim) { sizes.append(indexed[dim]) }
    sizes.insert(contentsOf: shape, at: insertion)
    return try Shape(checking: sizes)
  }

  /// The offset of each chosen position in a layout.
  func offsets(_ layout: Layout) -> [Int] {
    var result = [Int](repeating: layout.offset, count: shape.elementCount)
    for (dim, tensor) in zip(dims, positions) {
      let values = tensor.pointer.assumingMemoryBound(to: Int.self)
      let step = layout.strides[dim]
      for number in 0..<result.count { result[number] += values[number] * step }
    }
    return result
  }

  /// The layout of the dimensions that are not indexed, from offset 0.
  func rest(_ layout: Layout) -> Layout {
    var result = Layout(shape: [], strides: [], offset: 0)
    for dim in 0..<layout.rank where !dims.contains(dim) {
      result.shape.append(layout.shape[dim])
      result.strides.append(layout.strides[dim])
    }
    return result
  }

  /// Of a result's layout: the part that steps through the index, and the part that steps through the rest.
  func parts(_ layout: Layout) -> (index: Layout, rest: Layout) {
    var index = Layout(shape: [], strides: [], offset: layout.offset)
    var rest = Layout(shape: [], strides: [], offset: 0)
    for dim in 0..<layout.rank {
      if dim >= insertion, dim < insertion + shape.count {
        index.shape.append(layout.shape[dim])
        index.strides.append(layout.strides[dim])
      } else {
        rest.shape.append(layout.shape[dim])
        rest.strides.append(layout.strides[dim])
      }
    }
    return (index, rest)
  }

  /// Pairs of positions: in the indexed tensor's layout, and in the result's.
  func forEach(_ indexed: Layout, _ result: Layout, _ body: (Int, Int) -> Void) {
    let starts = offsets(indexed)
    if starts.isEmpty { return }
    let own = rest(indexed)
    let (index, other) = parts(result)
    var number = 0
    forEachOffset(index) { start in
      let from = starts[number]
      if own.rank == 0 {
        body(from, start)
      } else {
        Tensor.walkTogether(own.shape, own, other, other) { a, b, _ in body(from + a, start + b) }
      }
      number += 1
    }
  }
}

extension Tensor {
  /// `x[selection]`.
  func taking(_ selection: Selection) throws -> Tensor {
    let target = try selection.result(of: shape)
    try Tensor.checkAllocation(target, dtype, "index")
    let result = Tensor.uninitialized(target, dtype)
    // Where the index comes first and what is left lies in order, whole blocks are copied.
    let rest = selection.rest(layout)
    let blocks = selection.insertion == 0 && rest.isContiguous
    func run<Element>(_: Element.Type) {
      let from = storage.pointer.assumingMemoryBound(to: Element.self)
      let to = result.storage.pointer.assumingMemoryBound(to: Element.self)
      if blocks {
        let starts = selection.offsets(layout)
        let length = rest.elementCount
        parallelFor(starts.count, grain: Swift.max(1, 16384 / Swift.max(length, 1))) { range in
          starts.withUnsafeBufferPointer { starts in
            for number in range {
              (to + number * length).update(from: from + starts[number], count: length)
            }
          }
        }
        return
      }
      selection.forEach(layout, result.layout) { to[$1] = from[$0] }
    }
    switch dtype.itemSize {
    case 2: run(UInt16.self)
    case 4: run(UInt32.self)
    case 8: run(UInt64.self)
    default: run(UInt8.self)
    }
    result.record(.index, self, attributes: RuleAttributes(shape: shape, selection: selection))
    return result
  }

  /// A copy with `value`, broadcast, stored or added at the chosen positions.
  func putting(_ value: Tensor, at selection: Selection, adds: Bool) throws -> Tensor {
    let result = copied()
    try result.put(value, at: selection, adds: adds)
    let attributes = RuleAttributes(shape: shape, selection: selection)
    attributes.flag = adds
    result.record(.indexPut, self, value, attributes: attributes)
    return result
  }

  /// Stores or adds into this memory, without recording or counting.
  func put(_ value: Tensor, at selection: Selection, adds: Bool) throws {
    if adds, dtype.isHalf {
      let wide = converted(to: .float32)
      try wide.put(value, at: selection, adds: true)
      return assign(wide)
    }
    let target = try selection.result(of: shape)
    guard target.isBroadcast(of: value.shape) else { throw TensorError.setItem(value: value.shape, target: target) }
    let value = value.dtype == dtype && value.storage !== storage ? value : value.converted(to: dtype)
    let wide = Layout(shape: target, strides: value.layout.strides(broadcastTo: target), offset: value.layout.offset)
    func run<Element>(_: Element.Type, _ combine: (Element, Element) -> Element) {
      let to = storage.pointer.assumingMemoryBound(to: Element.self)
      let from = value.storage.pointer.assumingMemoryBound(to: Element.self)
      selection.forEach(layout, wide) { to[$0] = combine(to[$0], from[$1]) }
    }
    switch (dtype, adds) {
    case (.float32, true): run(Float.self) { $0 + $1 }
    case (.float64, true): run(Double.self) { $0 + $1 }
    case (.int64, true): run(Int64.self) { $0 &+ $1 }
    case (.int32, true): run(Int32.self) { $0 &+ $1 }
    case (.uint8, true): run(UInt8.self) { $0 &+ $1 }
    case (.bool, true): run(UInt8.self) { $0 | $1 }
    case (.int8, true): run(Int8.self) { $0 &+ $1 }
    case (.int16, true): run(Int16.self) { $0 &+ $1 }
    case (.int16, false), (.float16, _), (.bfloat16, _): run(UInt16.self) { $1 }
    case (.float32, false), (.int32, false): run(UInt32.self) { $1 }
    case (.float64, false), (.int64, false): run(UInt64.self) { $1 }
    default: run(UInt8.self) { $1 }
    }
  }
}
