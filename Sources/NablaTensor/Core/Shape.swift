/// The sizes of a tensor's dimensions, or the steps between neighbours along them.
///
/// A value of up to `Shape.maxRank` integers kept inline: making, copying and comparing shapes never touches the heap.
/// Sizes that come from outside go through `init(checking:)`; `reshape`'s and `expand`'s arguments may hold -1.
public struct Shape: RandomAccessCollection, MutableCollection, Hashable, Sendable {
  /// Tensors have at most this many dimensions.
  public static let maxRank = 8

  @usableFromInline var sizes: InlineArray<8, Int>
  public private(set) var count: Int

  @inlinable public var startIndex: Int { 0 }
  public var endIndex: Int { count }

  /// The shape of a scalar.
  public init() {
    sizes = InlineArray(repeating: 0)
    count = 0
  }

  public init(repeating value: Int, count: Int) {
    precondition(count >= 0 && count <= Shape.maxRank, "a shape has at most \(Shape.maxRank) dimensions")
    sizes = InlineArray(repeating: 0)
    for index in 0..<count { sizes[index] = value }
    self.count = count
  }

  /// For sizes made by our own code; sizes from outside go through `init(checking:)`.
  public init<Sizes: Collection>(_ sizes: Sizes) where Sizes.Element == Int {
    precondition(sizes.count <= Shape.maxRank, "a shape has at most \(Shape.maxRank) dimensions")
    self.init()
    for size in sizes { append(size) }
  }

  /// Throws when there are more than `maxRank` sizes.
  public init<Sizes: Collection>(checking sizes: Sizes) throws where Sizes.Element == Int {
    guard sizes.count <= Shape.maxRank else { throw TensorError.tooManyDimensions(sizes.count) }
    self.init()
    for size in sizes { append(size) }
  }

  public subscript(index: Int) -> Int {
    get {
      precondition(index >= 0 && index < count)
      return sizes[index]
    }
    set {
      precondition(index >= 0 && index < count)
      sizes[index] = newValue
    }
  }

  public mutating func append(_ size: Int) {
    precondition(count < Shape.maxRank)
    sizes[count] = size
    count += 1
  }

  public mutating func insert(_ size: Int, at index: Int) {
    precondition(count < Shape.maxRank && index <= count)
    var position = count
    while position > index {
      sizes[position] = sizes[position - 1]
      position -= 1
    }
    sizes[index] = size
    count += 1
  }

  @discardableResult
  public mutating func remove(at index: Int) -> Int {
    precondition(index < count)
    let removed = sizes[index]
    for position in index..<(count - 1) { sizes[position] = sizes[position + 1] }
    count -= 1
    sizes[count] = 0
    return removed
  }

  public static func == (a: Shape, b: Shape) -> Bool {
    guard a.count == b.count else { return false }
    for index in 0..<a.count where a.sizes[index] != b.sizes[index] { return false }
    return true
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    for index in 0..<count { hasher.combine(sizes[index]) }
  }

  /// The product of the sizes. They were checked when the tensor was made: no overflow.
  public var elementCount: Int {
    var product = 1
    for index in 0..<count { product &*= sizes[index] }
    return product
  }

  /// The product of the sizes, or an error when one is negative or the product is beyond what memory can hold.
  public func checkedElementCount(_ operation: String) throws -> Int {
    var product = 1
    var overflowed = false
    for index in 0..<count {
      guard sizes[index] >= 0 else { throw TensorError.negativeSize(operation: operation, sizes: self) }
      let (next, overflow) = product.multipliedReportingOverflow(by: sizes[index])
      product = next
      overflowed = overflowed || overflow
    }
    if contains(0) { return 0 }
    guard !overflowed, product < 1 << 48 else { throw TensorError.tooLarge(sizes: self) }
    return product
  }

  /// Row-major steps for these sizes.
  public var contiguousStrides: Shape {
    var strides = self
    var step = 1
    var index = count - 1
    while index >= 0 {
      strides.sizes[index] = step
      step &*= Swift.max(sizes[index], 1)
      index -= 1
    }
    return strides
  }
}

extension Shape: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: Int...) { self.init(elements) }
}

extension Shape: CustomStringConvertible {
  /// `[2, 3]`, as PyTorch's messages have it.
  public var description: String { "[" + map(String.init).joined(separator: ", ") + "]" }

  /// `(2, 3)`, `(2,)`, as Python writes a tuple.
  public var tupleDescription: String {
    count == 1 ? "(\(self[0]),)" : "(" + map(String.init).joined(separator: ", ") + ")"
  }

  /// `2x3`, as messages about matrices have it.
  public var crossDescription: String { map(String.init).joined(separator: "x") }
}
