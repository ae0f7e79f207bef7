/// An array of numbers with a shape, which knows how it was computed when gradients are wanted.
///
/// A tensor is a layout over a storage; views (`transpose`, slices, `expand`) share the storage. Every operation is a
/// method that throws `TensorError`; in-place forms carry `InPlace` in their names. Tensors are used from one thread at
/// a time (the interpreter's); operations spread their own loops over the pool.
public final class Tensor {
  private var _storage: Storage
  public internal(set) var layout: Layout
  public internal(set) var dtype: DType

  /// What autograd knows: nil for a tensor that neither requires a gradient nor has hooks.
  var meta: AutogradMeta?

  /// For a view: the tensor whose in-place changes this one sees, and which sees this one's. Never itself a view.
  var viewBase: Tensor?
  /// The storage's version when `meta.node` was last in accord with the base's history.
  var viewVersion = 0
  /// A view made while gradients were off: writing into it with gradients on cannot be recorded.
  var viewMadeWithoutGrad = false
  /// For a view that is one of several made by one call (`unbind`, `split`): its number and the function's name.
  var viewNumber: Int?
  var viewMaker: String { viewNumber == nil ? "" : viewMakerName ?? (viewIsOfUnbind ? "Unbind" : "Split") }
  /// The function that made a view of such a view.
  var viewMakerName: String?
  var viewIsOfUnbind = false

  /// Whether this is an `nn.Parameter`: it prints and registers with modules as one.
  public var isParameter = false

  /// The host language's wrapper of this tensor, so that the same tensor always has the same identity there.
  ///
  /// Not a reference that keeps the wrapper alive. The wrapper owns the tensor, sets this when it is made and **must
  /// clear it when it goes away** (`tensor.peer = nil` in its `deinit`); reading it later would reach freed memory.
  public var peer: AnyObject? {
    get { _peer }
    set { _peer = newValue }
  }
  private unowned(unsafe) var _peer: AnyObject?

  init(storage: Storage, layout: Layout, dtype: DType) {
    _storage = storage
    self.layout = layout
    self.dtype = dtype
  }

  /// The memory. The one way to it, so that a value that is computed late can be computed here.
  public internal(set) var storage: Storage {
    get { _storage }
    set { _storage = newValue }
  }

  /// Whether no other tensor looks at this one's memory.
  func storageIsUnshared() -> Bool { viewBase == nil && isKnownUniquelyReferenced(&_storage) }

  public var shape: Shape { layout.shape }
  public var strides: Shape { layout.strides }
  public var storageOffset: Int { layout.offset }
  public var rank: Int { layout.shape.count }
  public var elementCount: Int { layout.shape.elementCount }
  public var isContiguous: Bool { layout.isContiguous }
  /// `tensor._version`: how many in-place writes the memory has seen.
  public var version: Int { storage.version }
  /// Where the program last wrote to the memory.
  public var writer: ProgramPlace { storage.writer }
  public var isView: Bool { viewBase != nil }
  /// `tensor._base`.
  public var base: Tensor? { viewBase }

  /// The address of element `[0, 0, …]`. Contiguous or not: see `strides`.
  public var pointer: UnsafeMutableRawPointer { storage.pointer + layout.offset * dtype.itemSize }
}

extension Tensor {
  /// A new contiguous tensor with uninitialised elements. Sizes must have been checked.
  static func uninitialized(_ shape: Shape, _ dtype: DType) -> Tensor {
    let bytes = shape.elementCount * dtype.itemSize
    return Tensor(storage: Storage(byteCount: bytes), layout: Layout(shape), dtype: dtype)
  }

  /// A new contiguous tensor with uninitialised elements, for operations of other targets that fill it.
  ///
  /// - Throws: negative sizes, and sizes beyond the machine's memory.
  public static func empty(_ shape: Shape, dtype: DType = .defaultFloat) throws -> Tensor {
    try checkAllocation(shape, dtype, "empty")
    return uninitialized(shape, dtype)
  }

  static func checkAllocation(_ shape: Shape, _ dtype: DType, _ operation: String) throws {
    let bytes = try shape.checkedElementCount(operation) * dtype.itemSize
    guard MemoryPool.shared.canAllocate(bytes) else { throw TensorError.outOfMemory(bytes: bytes) }
  }

  /// A tensor over memory that someone else owns, such as a mapped file.
  ///
  /// - Throws: when the shape needs more bytes than there are.
  public convenience init(borrowing pointer: UnsafeMutableRawPointer, byteCount: Int, shape: Shape, dtype: DType,
                          release: @escaping () -> Void) throws {
    let needed = try shape.checkedElementCount("from_buffer") * dtype.itemSize
    guard needed <= byteCount else { throw TensorError.tooLarge(sizes: shape) }
    let storage = Storage(borrowing: pointer, byteCount: byteCount, release: release)
    self.init(storage: storage, layout: Layout(shape), dtype: dtype)
  }

  /// Another tensor on the same memory with another layout, without history. The layout must fit the storage.
  func alias(_ layout: Layout) -> Tensor {
    Tensor(storage: storage, layout: layout, dtype: dtype)
  }

  /// Makes this tensor look at another's elements (`tensor.data = other`): shape, type and memory change, the
  /// gradient and identity stay.
  public func setData(_ other: Tensor) {
    storage = other.storage
    layout = other.layout
    dtype = other.dtype
    viewBase = nil
  }
}
