/// One frame that an exception passed.
struct PassedFrame {
  /// The function holds its code; that of a module is retained.
  let code: Unmanaged<LinkedCode>
  /// Retained, as are the other references here.
  let function: Unmanaged<FunctionObject>?
  let instruction: Int32
  private var localCount: Int32 = 0
  /// The variables of a frame that was left.
  private var locals: UnsafeMutablePointer<Value>?
  /// The object that shows the frame to programs, where there is one.
  var object: Unmanaged<FrameObject>?

  init(_ frame: UnsafeMutablePointer<Frame>, instruction: Int) {
    code = frame.pointee.code
    function = frame.pointee.function
    if let function { function.hold() } else { _ = code.retain() }
    self.instruction = Int32(truncatingIfNeeded: instruction)
  }

  /// Takes the variables out of the registers of a frame that is about to be left.
  mutating func takeLocals(_ registers: UnsafeMutablePointer<Value>) {
    let count = code._withUnsafeGuaranteedRef { $0.localCount }
    if count == 0 { return }
    let locals = UnsafeMutablePointer<Value>.allocate(capacity: count)
    for index in 0..<count { (locals + index).write((registers + index).takeOut()) }
    self.locals = locals
    localCount = Int32(truncatingIfNeeded: count)
  }

  /// Hands the variables over.
  mutating func moveLocals() -> [Value] {
    guard let locals else { return [] }
    let values = (0..<Int(localCount)).map { (locals + $0).move() }
    locals.deallocate()
    self.locals = nil
    return values
  }

  /// Gives everything up.
  mutating func release() {
    if let locals {
      self.locals = nil
      for index in 0..<Int(localCount) { Reaper.release((locals + index).move()) }
      locals.deallocate()
    }
    if let object {
      self.object = nil
      Reaper.release(.object(object.takeRetainedValue()))
    }
    if let function { function.letGo() } else { code.release() }
  }

  func visitReferences(_ visit: (Object) -> Void) {
    if let function { function._withUnsafeGuaranteedRef { visit($0) } }
    if let object { object._withUnsafeGuaranteedRef { visit($0) } }
    if let locals { for index in 0..<Int(localCount) { locals[index].visit(visit) } }
  }
}

/// The frames that an exception has passed, innermost first, as long as no program asks for them: most exceptions are
/// caught and forgotten, and neither tracebacks nor frame objects are ever made for them.
///
/// A trace lies in its exception. The frame it has come to (`live`) is still on the stack: the frame knows the traces
/// that end in it, for when it is left its variables must outlive it. An exception that leaves it takes them along
/// itself; otherwise objects are made then.
struct Trace {
  private(set) var count: Int32 = 0
  private var capacity: Int32 = 0
  private var passed: UnsafeMutablePointer<PassedFrame>?
  /// What the last of `passed` stands for, while it is on the stack and no object shows it.
  fileprivate var live: UnsafeMutablePointer<Frame>?
  /// Neighbours on the frame's list.
  private var previous: UnsafeMutablePointer<Trace>?
  fileprivate var next: UnsafeMutablePointer<Trace>?

  private static let usualCapacity: Int32 = 8
  /// Memory of the usual capacity that is free; each begins with the address of the next.
  @exclusivity(unchecked) private static var pool: UnsafeMutableRawPointer?

  fileprivate mutating func append(_ frame: PassedFrame) {
    if count == capacity { grow() }
    passed.map { ($0 + Int(count)).initialize(to: frame) }
    count += 1
  }

  private mutating func grow() {
    if capacity == 0 {
      capacity = Trace.usualCapacity
      if let free = Trace.pool {
        Trace.pool = free.load(as: UnsafeMutableRawPointer?.self)
        passed = free.bindMemory(to: PassedFrame.self, capacity: Int(capacity))
      } else {
        passed = .allocate(capacity: Int(capacity))
      }
      return
    }
    let larger = UnsafeMutablePointer<PassedFrame>.allocate(capacity: Int(capacity) * 2)
    if let passed { larger.moveInitialize(from: passed, count: Int(count)) }
    dropMemory()
    passed = larger
    capacity *= 2
  }

  private mutating func dropMemory() {
    guard let passed else { return }
    if capacity == Trace.usualCapacity {
      let memory = UnsafeMutableRawPointer(passed)
      memory.storeBytes(of: Trace.pool, as: UnsafeMutableRawPointer?.self)
      Trace.pool = memory
    } else {
      passed.deallocate()
    }
    self.passed = nil
  }

  fileprivate var last: UnsafeMutablePointer<PassedFrame>? { passed.map { $0 + Int(count) - 1 } }

  fileprivate mutating func link(to frame: UnsafeMutablePointer<Frame>, _ own: UnsafeMutablePointer<Trace>) {
    frame.specialize()
    let first = frame.pointee.extra.traces
    next = first
    previous = nil
    first?.pointee.previous = own
    frame.pointee.extra.traces = own
    live = frame
  }

  fileprivate mutating func unlink() {
    guard let frame = live else { return }
    live = nil
    if let previous { previous.pointee.next = next } else { frame.pointee.extra.traces = next }
    next?.pointee.previous = previous
    next = nil
    previous = nil
  }

  /// Makes objects of the frames, in front of those further in.
  mutating func show(onto inner: TracebackObject?) -> TracebackObject? {
    if let frame = live { Trace.showAll(frame) }
    guard let passed else { return inner }
    var chain = inner
    for index in 0..<Int(count) { chain = TracebackObject((passed + index).move(), next: chain) }
    count = 0
    dropMemory()
    capacity = 0
    return chain
  }

  mutating func removeAll() {
    unlink()
    guard let passed else { return }
    let count = Int(self.count)
    self.count = 0
    for index in 0..<count { passed[index].release() }
    dropMemory()
    capacity = 0
  }

  func visitReferences(_ visit: (Object) -> Void) {
    guard let passed else { return }
    for index in 0..<Int(count) { passed[index].visitReferences(visit) }
  }

  /// Gives a frame an object, which all traces that end in it get.
  @inline(never) static func showAll(_ frame: UnsafeMutablePointer<Frame>) {
    var link = frame.pointee.extra.traces
    frame.pointee.extra.traces = nil
    while let trace = link {
      link = trace.pointee.next
      trace.pointee.next = nil
      trace.pointee.previous = nil
      trace.pointee.live = nil
      trace.pointee.last?.pointee.object = Unmanaged.holding(FrameObject.of(frame))
    }
  }
}

extension UnsafeMutablePointer where Pointee == Trace {
  /// The exception came to a frame.
  func add(_ frame: UnsafeMutablePointer<Frame>, instruction: Int) {
    if let live = pointee.live { Trace.showAll(live) }
    var entry = PassedFrame(frame, instruction: instruction)
    if frame.pointee.isSpecial, let object = frame.pointee.extra.object {
      object.hold()
      entry.object = object
      pointee.append(entry)
    } else {
      pointee.append(entry)
      pointee.link(to: frame, self)
    }
  }

  /// The exception leaves the frame that it came to last, and takes its variables along unless others want them too.
  func leave(_ frame: UnsafeMutablePointer<Frame>) {
    guard pointee.live == frame, frame.pointee.extra.traces == self, pointee.next == nil,
      frame.pointee.extra.object == nil,
      frame.pointee.code._withUnsafeGuaranteedRef({ $0.code.kind != .classBody })
    else { return }
    pointee.last?.pointee.takeLocals(frame.pointee.registers)
    pointee.unlink()
  }
}
