/// Where a tensor's elements lie in its storage: element `[i, j]` at `offset + i·strides[0] + j·strides[1]`.
///
/// Counted in elements, not bytes. Views are layouts over the same storage; they are computed here and nowhere else.
public struct Layout: Hashable, Sendable {
  public var shape: Shape
  public var strides: Shape
  public var offset: Int

  public init(_ shape: Shape) {
    self.shape = shape
    strides = shape.contiguousStrides
    offset = 0
  }

  public init(shape: Shape, strides: Shape, offset: Int) {
    self.shape = shape
    self.strides = strides
    self.offset = offset
  }

  public var rank: Int { shape.count }
  public var elementCount: Int { shape.elementCount }

  /// Whether elements follow one another in row-major order (dimensions of size 1 may have any step).
  public var isContiguous: Bool {
    var step = 1
    var index = shape.count - 1
    while index >= 0 {
      let size = shape.sizes[index]
      if size == 0 { return true }
      if size != 1 {
        if strides.sizes[index] != step { return shape.contains(0) }
        step &*= size
      }
      index -= 1
    }
    return true
  }

  /// Whether two positions may be the same element (`expand`, or strides made to overlap).
  ///
  /// Sorted by stride, each dimension must step over everything the smaller ones span.
  public var overlaps: Bool {
    if shape.contains(0) { return false }
    var used = Shape()
    for index in 0..<rank where shape[index] > 1 {
      if strides[index] == 0 { return true }
      used.append(index)
    }
    let order = used.sorted { strides[$0] < strides[$1] }
    var span = 0
    for index in order {
      if strides[index] <= span { return true }
      span += (shape[index] - 1) * strides[index]
    }
    return false
  }

  /// The elements from the first to the last one used, counted from `offset`.
  public var extent: Int {
    if shape.contains(0) { return 0 }
    var last = 0
    for index in 0..<rank { last += (shape[index] - 1) * strides[index] }
    return last + 1
  }

  /// The same positions, counted from where `base` begins.
  func relative(to base: Layout) -> Layout { Layout(shape: shape, strides: strides, offset: offset - base.offset) }
}
