import Glibc

/// A block of memory that tensors look into, and the count of writes to it.
///
/// The block is 64-byte aligned and comes from `MemoryPool`, or belongs to someone else: a mapped file, a buffer that
/// the `owner` keeps alive. Views share the storage and so its `version`, which the tape compares before it uses what
/// it saved.
public final class Storage {
  public let pointer: UnsafeMutableRawPointer
  public let byteCount: Int
  /// Grows with every in-place write.
  public internal(set) var version = 0
  /// Made in inference mode: outside of it nobody writes here, and no operation saves what lies here.
  let isInference = InferenceMode.isEnabled
  /// What `share_memory_()` was asked for. There is one process, so nobody else looks.
  public var isShared = false
  /// Where the program last wrote while operations were recorded.
  var writer = ProgramPlace.nowhere

  private let sizeClass: Int
  private let release: (() -> Void)?

  /// Uninitialised memory from the pool.
  public init(byteCount: Int) {
    self.byteCount = byteCount
    (pointer, sizeClass) = MemoryPool.shared.allocate(byteCount)
    release = nil
  }

  /// Memory that belongs to someone else, such as a mapped file; `release` runs when no tensor looks at it any more.
  public init(borrowing pointer: UnsafeMutableRawPointer, byteCount: Int, release: @escaping () -> Void) {
    self.pointer = pointer
    self.byteCount = byteCount
    sizeClass = -1
    self.release = release
  }

  deinit {
    if let release { release() } else { MemoryPool.shared.free(pointer, sizeClass: sizeClass) }
  }

  /// To be called by whoever writes into the memory of an existing tensor.
  public func bumpVersion() { version &+= 1 }
}
