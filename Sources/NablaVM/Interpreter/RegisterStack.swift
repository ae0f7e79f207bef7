import Glibc

/// The registers of all frames, side by side: reserved address space that the system fills page by page as it is
/// touched. Every value up to `initialized` is valid memory; nothing beyond ever was.
final class RegisterStack {
  static let capacity = 1 << 25
  let base: UnsafeMutablePointer<Value>
  let limit: UnsafeMutablePointer<Value>
  @exclusivity(unchecked) private var initialized: UnsafeMutablePointer<Value>

  init() {
    let bytes = RegisterStack.capacity * MemoryLayout<Value>.stride
    let memory = mmap(
      nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
    guard let memory, memory != MAP_FAILED else {
      // Address space is limited (ulimit -v): make do with little.
      let small = UnsafeMutablePointer<Value>.allocate(capacity: 1 << 18)
      base = small
      limit = small + (1 << 18)
      initialized = small
      return
    }
    base = memory.bindMemory(to: Value.self, capacity: RegisterStack.capacity)
    limit = base + RegisterStack.capacity
    initialized = base
  }

  /// Makes sure that everything below `end` is initialised; `false` when the stack is full.
  @inline(__always) func reserve(_ end: UnsafeMutablePointer<Value>) -> Bool {
    if end <= initialized { return true }
    return grow(end)
  }

  @inline(never) private func grow(_ end: UnsafeMutablePointer<Value>) -> Bool {
    if end > limit { return false }
    let target = min(end + 4096, limit)
    initialized.initialize(repeating: .undefined, count: target - initialized)
    initialized = target
    return true
  }
}
