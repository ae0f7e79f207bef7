import Glibc
import NablaSource

/// Depth of the native stack, and interrupts.
extension Interpreter {
  /// Where the call stands that is being executed: for natives that keep the place an object was made at.
  public var currentLocation: (file: SourceFile, span: Span)? {
    guard let frame = frames.current else { return nil }
    let code = frame.pointee.code.takeUnretainedValue()
    return (code.code.file, code.code.span(at: max(0, frame.pointee.next - code.instructions - 1)))
  }

  /// Entered by whatever can nest natively without a language frame: `repr` of nested lists, comparisons, calls of
  /// natives that call back. Counts as one level of recursion, and looks at how much native stack is left.
  @inline(__always) func enterNative(_ doing: @autoclosure () -> String) throws {
    guard hasRoomToNest else { throw recursionError(doing()) }
    frames.limit -= 1
  }

  @inline(__always) func leaveNative() { frames.limit += 1 }

  /// Another level may be entered.
  @inline(__always) var hasRoomToNest: Bool { frames.next < frames.limit && !isNativeStackLow() }

  @inline(__always) func isNativeStackLow() -> Bool {
    var marker: UInt8 = 0
    let here = withUnsafeMutablePointer(to: &marker) { UInt(bitPattern: $0) }
    return here < nativeStackLimit
  }

  /// Takes the bounds of the current thread's stack, of which the last quarter of a megabyte (or, on small stacks, the
  /// last quarter) is kept for what natives call.
  func measureNativeStack() {
    let thread = pthread_self()
    if nativeStackLimit != 0, thread == measuredThread { return }
    measuredThread = thread
    nativeStackLimit = 0
    var attributes = pthread_attr_t()
    var address: UnsafeMutableRawPointer?
    var size = 0
    guard currentThreadAttributes(pthread_self(), &attributes) == 0 else { return }
    defer { pthread_attr_destroy(&attributes) }
    guard pthread_attr_getstack(&attributes, &address, &size) == 0, let address else { return }
    nativeStackLimit = UInt(bitPattern: address) + UInt(min(size / 4, 1 << 20))
  }

  /// Called at backward jumps and calls when the word is raised.
  @inline(never) public func serveInterrupt() throws {
    let reasons = InterruptWord.take()
    if reasons.contains(.collect) { Collector.collectAutomatically(vm: self) }
    if reasons.contains(.finalize) { Finalizers.run(self) }
    if reasons.contains(.limit), let limitCheck { try limitCheck(self) }
    if reasons.contains(.keyboard) { throw Raised(.keyboardInterrupt) }
  }

  /// Runs `body` on a thread of its own whose stack is `bytes` large (only what is touched takes memory), and waits for
  /// it. Recursion of any kind then ends in `RecursionError` long before the stack does.
  public static func onLargeStack(bytes: Int = 512 << 20, _ body: @escaping () -> Void) {
    final class Box {
      let body: () -> Void
      init(_ body: @escaping () -> Void) { self.body = body }
    }
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, bytes)
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Box(body))
    let status = pthread_create(
      &thread, &attributes,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
        return nil
      }, box.toOpaque())
    if status == 0 {
      pthread_join(thread, nil)
    } else {
      // No such thread could be made (address space is limited): run here, with what stack there is.
      box.takeRetainedValue().body()
    }
  }
}

/// A GNU extension that the module map of Glibc leaves out.
@_silgen_name("pthread_getattr_np")
private func currentThreadAttributes(_ thread: pthread_t, _ attributes: UnsafeMutablePointer<pthread_attr_t>) -> Int32
