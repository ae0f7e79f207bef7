import Glibc
import NablaBytecode

/// One activation of language code.
struct Frame {
  var code: Unmanaged<LinkedCode>
  /// The function called, for its closure; `nil` in modules.
  var function: Unmanaged<FunctionObject>?
  var registers: UnsafeMutablePointer<Value>
  /// Behind the last register.
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
  /// The generator whose frame this is.
  var generator: Unmanaged<GeneratorObject>?
  /// The call is to a class, and this is the `__init__` of the object made (retained): the call's value is the object.
  var instance: Unmanaged<Object>?
  /// A function that only this frame keeps alive (retained).
  var keepAlive: Unmanaged<FunctionObject>?
  /// The object that shows the frame to programs (retained), where one was asked for.
  var object: Unmanaged<FrameObject>?
  /// The function computes an operator of the caller: what is to be tried when it answers `NotImplemented`.
  var fallback = OperatorFallback.none
}

enum OperatorFallback: UInt8 {
  case none
  /// The right operand's reflected method.
  case reflected
  /// Nothing: the operands do not fit.
  case unsupported
}

extension UnsafeMutablePointer where Pointee == Frame {
  @inline(__always) var isEntry: Bool { pointee.isSpecial && pointee.extra.isEntry }
  @inline(__always) var generator: GeneratorObject? {
    pointee.isSpecial ? pointee.extra.generator?.value : nil
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
