import Glibc
import NablaBytecode

/// One activation of language code.
struct Frame {
  var code: Unmanaged<LinkedCode>
  /// The function called, for its closure; `nil` in modules.
  var function: Unmanaged<FunctionObject>?
  var registers: UnsafeMutablePointer<Value>
  /// Where the registers of what it calls begin: behind its own last one, unless it is a generator's.
  var end: UnsafeMutablePointer<Value>
  /// Where to go on; while the frame runs the loop keeps it in a local.
  var next: UnsafeMutablePointer<Instruction>
  /// Where the caller wants the result.
  var result: UnsafeMutablePointer<Value>
  /// Whether `extra` says something; ordinary calls leave it as it is.
  var isSpecial: Bool
  var extra: FrameExtra
}

/// What few frames have.
struct FrameExtra {
  /// The frame at which `run` was entered: leaving it returns to Swift.
  var isEntry = false
  /// Whether the frame holds a reference to its generator, which nobody else may.
  var ownsGenerator = false
  /// What the caller does with the result.
  var completion = Completion.store
  /// The generator whose frame this is.
  var generator: Unmanaged<GeneratorObject>?
  /// The call is to a class, and this is the `__init__` of the object made (retained): the call's value is the object.
  var instance: Unmanaged<Object>?
  /// A function that only this frame keeps alive (retained).
  var keepAlive: Unmanaged<FunctionObject>?
  /// The object that shows the frame to programs (retained), where one was asked for.
  var object: Unmanaged<FrameObject>?
  /// The tracebacks whose outermost place is this frame, as long as no object shows it.
  var traces: UnsafeMutablePointer<Trace>?
  /// The register of the caller that holds what `next` gives at the end.
  var spare: UnsafeMutablePointer<Value>?
}

/// What a caller does with the result of a frame.
enum Completion: UInt8 {
  /// Stores it where it wants it.
  case store
  /// The frame computes an operator. When it answers `NotImplemented`, the right operand's reflected method is tried.
  case orReflected
  /// Likewise; then there is nothing left to try: the operands do not fit.
  case orUnsupported
  /// Nothing: `__exit__` without an exception.
  case discard
  /// Stores whether it is true: `__exit__` with one.
  case truth
  /// Stores it as a loop's next item: `__next__`, whose `StopIteration` is the loop's end.
  case item
  /// A generator under a `for`: its values are the loop's items, its end is the loop's.
  case iterate
  /// A generator resumed by `next` or `send`: its end is a `StopIteration`, unless there is a `spare` value.
  case resume
  /// A generator that another one delegates to: its values are handed on, its result is that of `yield from`.
  case delegate
}

extension UnsafeMutablePointer where Pointee == Frame {
  @inline(__always) var isEntry: Bool { pointee.isSpecial && pointee.extra.isEntry }
  @inline(__always) var generator: GeneratorObject? {
    pointee.isSpecial ? pointee.extra.generator?.value : nil
  }

  /// Makes the frame one that has something extra.
  @inline(__always) func specialize() {
    if pointee.isSpecial { return }
    pointee.isSpecial = true
    pointee.extra = FrameExtra()
  }

  /// Lays a frame that has something extra over registers.
  @inline(__always) func lay(
    _ code: Unmanaged<LinkedCode>, _ function: Unmanaged<FunctionObject>?, _ registers: UnsafeMutablePointer<Value>,
    end: UnsafeMutablePointer<Value>, next: UnsafeMutablePointer<Instruction>, result: UnsafeMutablePointer<Value>
  ) {
    pointee.code = code
    pointee.function = function
    pointee.registers = registers
    pointee.end = end
    pointee.next = next
    pointee.result = result
    pointee.isSpecial = true
    pointee.extra = FrameExtra()
  }
}

/// Frames in reserved memory, so that no call allocates.
struct FrameStack {
  static let capacity = 1 << 20
  let base: UnsafeMutablePointer<Frame>
  /// Behind the innermost frame.
  var next: UnsafeMutablePointer<Frame>
  /// No frame is laid here or beyond: the recursion limit, less what natives have nested.
  var limit: UnsafeMutablePointer<Frame>

  init() {
    let bytes = FrameStack.capacity * MemoryLayout<Frame>.stride
    let memory = mmap(
      nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
    if let memory, memory != MAP_FAILED {
      base = memory.bindMemory(to: Frame.self, capacity: FrameStack.capacity)
    } else {
      base = .allocate(capacity: FrameStack.capacity)
    }
    next = base
    limit = base + 1000
  }

  /// The frame that runs; `nil` when no language code does.
  var current: UnsafeMutablePointer<Frame>? { next > base ? next - 1 : nil }
}
