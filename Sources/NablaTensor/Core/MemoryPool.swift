import Glibc
import Synchronization

/// Keeps freed blocks for the next tensor of about that size.
///
/// A training step allocates the same sizes again and again. Giving large blocks back to the system means page faults
/// and zero-filling at each use, which was a tenth of the time of a step; so they stay here, up to `cacheLimit` bytes.
///
/// Sizes are rounded up to classes, four to a doubling (at most a fifth is wasted). A free block holds the pointer to
/// the next free one of its class in its first bytes, so the lists need no memory of their own.
final class MemoryPool: @unchecked Sendable {
  static let shared = MemoryPool()

  /// Beyond this many bytes of unused blocks, freed ones go back to the system.
  static let cacheLimit = 512 << 20
  private static let classCount = 200

  private struct State: ~Copyable {
    var lists: UnsafeMutablePointer<UnsafeMutableRawPointer?>
    var cached = 0
    var inUse = 0
  }

  private let state: Mutex<State>

  private init() {
    let lists = UnsafeMutablePointer<UnsafeMutableRawPointer?>.allocate(capacity: MemoryPool.classCount)
    lists.initialize(repeating: nil, count: MemoryPool.classCount)
    state = Mutex(State(lists: lists))
  }

  /// Class 0 is 64 bytes; then 80, 96, 112, 128, 160, … in units of 16 bytes, rounded up to the alignment by malloc.
  static func sizeClass(_ byteCount: Int) -> (index: Int, size: Int) {
    if byteCount <= 64 { return (0, 64) }
    let last = byteCount - 1
    let exponent = Int.bitWidth - 1 - last.leadingZeroBitCount
    let quarter = (last >> (exponent - 2)) & 3
    let index = (exponent - 6) * 4 + quarter + 1
    return (index, (4 + quarter + 1) << (exponent - 2))
  }

  func allocate(_ byteCount: Int) -> (UnsafeMutableRawPointer, Int) {
    let (index, size) = MemoryPool.sizeClass(byteCount)
    let cached: UnsafeMutableRawPointer? = state.withLock { state in
      state.inUse += size
      guard let block = state.lists[index] else { return nil }
      state.lists[index] = block.load(as: UnsafeMutableRawPointer?.self)
      state.cached -= size
      return block
    }
    if let cached { return (cached, index) }
    var memory: UnsafeMutableRawPointer?
    if posix_memalign(&memory, 64, size) != 0 || memory == nil {
      trim()
      _ = posix_memalign(&memory, 64, size)
    }
    guard let memory else {
      // Callers check with `canAllocate` before they ask for much; what is left is a system without any memory.
      fputs("nabla: out of memory\n", stderr)
      exit(70)
    }
    return (memory, index)
  }

  func free(_ block: UnsafeMutableRawPointer, sizeClass index: Int) {
    let size = MemoryPool.size(ofClass: index)
    let keep: Bool = state.withLock { state in
      state.inUse -= size
      guard state.cached + size <= MemoryPool.cacheLimit else { return false }
      block.storeBytes(of: state.lists[index], as: UnsafeMutableRawPointer?.self)
      state.lists[index] = block
      state.cached += size
      return true
    }
    if !keep { Glibc.free(block) }
  }

  static func size(ofClass index: Int) -> Int {
    if index == 0 { return 64 }
    let exponent = (index - 1) / 4 + 6
    let quarter = (index - 1) % 4
    return (4 + quarter + 1) << (exponent - 2)
  }

  /// Gives every unused block back to the system.
  func trim() {
    state.withLock { state in
      for index in 0..<MemoryPool.classCount {
        while let block = state.lists[index] {
          state.lists[index] = block.load(as: UnsafeMutableRawPointer?.self)
          Glibc.free(block)
        }
      }
      state.cached = 0
    }
  }

  /// Bytes in tensors' hands.
  var bytesInUse: Int { state.withLock { $0.inUse } }

  /// Whether the machine could hold a block of this size at all: tensors larger than its memory are refused by name
  /// instead of bringing the process down.
  static let physicalMemory: Int = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))

  func canAllocate(_ byteCount: Int) -> Bool {
    byteCount < 1 << 20 || byteCount <= MemoryPool.physicalMemory - min(bytesInUse, MemoryPool.physicalMemory)
  }
}

/// Figures about tensors' memory, for `%whos` and limits.
public enum TensorMemory {
  /// Bytes that tensors hold now.
  public static var bytesInUse: Int { MemoryPool.shared.bytesInUse }
  /// Gives memory that no tensor uses back to the system.
  public static func trim() { MemoryPool.shared.trim() }
}
