import NablaBytecode

/// Where the loop is: kept apart from the frame so that it stays in machine registers.
struct Cursor {
  var ip: UnsafeMutablePointer<Instruction>
  var r: UnsafeMutablePointer<Value>
  var frame: UnsafeMutablePointer<Frame>
  var start: UnsafeMutablePointer<Instruction>
  var constants: UnsafeMutablePointer<Value>
  var globals: UnsafeMutablePointer<UnsafeMutablePointer<Value>>
  var caches: UnsafeMutablePointer<InlineCache>

  @inline(__always) init(_ frame: UnsafeMutablePointer<Frame>) {
    self.frame = frame
    ip = frame.pointee.next
    r = frame.pointee.registers
    let code = frame.pointee.code
    start = code._withUnsafeGuaranteedRef { $0.instructions }
    constants = code._withUnsafeGuaranteedRef { $0.constants }
    globals = code._withUnsafeGuaranteedRef { $0.globals }
    caches = code._withUnsafeGuaranteedRef { $0.caches }
  }

  /// Performs the jump that stands at `ip`.
  @inline(__always) mutating func takeJump() { ip = start + ip.pointee.wide }
  @inline(__always) mutating func skipJump() { ip += 1 }
}

/// The frame a run starts with.
struct Entry {
  let function: FunctionObject?
  let code: LinkedCode
  let registers: UnsafeMutablePointer<Value>
  var generator: GeneratorObject?
  var raising: Raised?
}

extension Interpreter {
  var currentModule: ModuleObject? {
    frames.count > 0 ? frames.base[frames.count - 1].code._withUnsafeGuaranteedRef { $0.module } : nil
  }

  /// Runs a function whose arguments are bound, until it returns (or yields). The registers were claimed by `push`,
  /// and are given back.
  func run(function: FunctionObject?, code: LinkedCode, registers: UnsafeMutablePointer<Value>) throws -> Value {
    try run(Entry(function: function, code: code, registers: registers))
  }

  func run(_ entry: Entry) throws -> Value {
    do {
      try enterNative("")
    } catch {
      pop(to: entry.registers, used: entry.code.registerCount)
      throw error
    }
    defer { leaveNative() }
    top = entry.registers + entry.code.registerCount
    let frame = frames.base + frames.count
    frames.count += 1
    frame.initialize(
      to: Frame(
        code: Unmanaged.passUnretained(entry.code), function: entry.function.map { Unmanaged.passUnretained($0) },
        registers: entry.registers, end: top, next: entry.generator?.nextInstruction ?? entry.code.instructions, result: nil,
        generator: entry.generator.map { Unmanaged.passUnretained($0) }, isEntry: true, instance: nil, keepAlive: nil, object: nil))
    if let generator = entry.generator, let object = generator.frameObject {
      object.resume(on: frame)
      frame.pointee.object = Unmanaged.passRetained(object)
      generator.frameObject = nil
    }
    var cursor = Cursor(frame)
    var raising: Error? = entry.raising
    return try withExtendedLifetime(entry) {
      while true {
        do {
          if let error = raising {
            raising = nil
            throw error
          }
          return try loop(&cursor)
        } catch {
          try unwind(error, &cursor, entry: frame)
        }
      }
    }
  }

  /// Finds the handler of an exception that was raised at the cursor, leaving frames on the way; throws when it leaves
  /// the entry frame.
  @inline(never) private func unwind(
    _ error: Error, _ cursor: inout Cursor, entry: UnsafeMutablePointer<Frame>
  ) throws {
    let raised = (error as? Raised) ?? Raised(.runtimeError, "\(error)")
    var exception = raised.exception
    var isNew = true
    while true {
      let frame = cursor.frame
      let code = frame.pointee.code.takeUnretainedValue()
      let index = max(0, cursor.ip - cursor.start - 1)
      let operation = code.instructions[index].operation
      if isNew, !exception.hasTraceback { setContext(of: exception) }
      frame.pointee.next = cursor.ip
      // Raised again, an exception has been at this place already; one that `raise` itself made has not.
      let isAgain = operation == .reraise || operation == .raiseAgain && exception.hasTraceback
      if !isNew || !isAgain { record(exception, frame, index) }
      isNew = false
      if let handler = code.code.handlers.first(where: { $0.start <= index && index < $0.end }) {
        cursor.r[handler.register] = .object(exception)
        cursor.ip = code.instructions + handler.target
        return
      }
      if let generator = frame.pointee.generator?.takeUnretainedValue() {
        generator.state = .finished
        generator.release()
        if exception.type.isSubclass(of: ExceptionKind.stopIteration.type) {
          let replacement = Raised(.runtimeError, "generator raised StopIteration").exception
          replacement.cause = exception
          replacement.context = exception
          replacement.suppressesContext = true
          exception = replacement
        }
      }
      let isEntry = frame == entry
      leaveFrame(frame)
      if isEntry { throw Raised(exception) }
      cursor = Cursor(frames.base + frames.count - 1)
    }
  }

  private func record(_ exception: ExceptionObject, _ frame: UnsafeMutablePointer<Frame>, _ index: Int) {
    // A thousand frames of a runaway recursion say as much as a million.
    if let trace = exception.trace, trace.count >= 3000 { return }
    exception.trace = TracebackObject(frame: frameObject(of: frame), instruction: index, next: exception.trace)
  }

  /// The exception being handled becomes the context of a new one.
  func setContext(of exception: ExceptionObject) {
    guard case .object(let object) = handled, object !== exception, let current = object as? ExceptionObject else {
      return
    }
    // Never a cycle: if the new one is already somewhere in the chain, the chain is cut there.
    var link: ExceptionObject? = current
    var steps = 0
    while let next = link, steps < 10_000 {
      if next.context === exception { next.context = nil }
      link = next.context
      steps += 1
    }
    exception.context = current
  }

  /// Gives a frame's registers back.
  @inline(__always) func leaveFrame(_ frame: UnsafeMutablePointer<Frame>) {
    if let object = frame.pointee.object { detach(object, from: frame) }
    var register = frame.pointee.registers
    let end = frame.pointee.end
    while register < end {
      register.clear()
      register += 1
    }
    if let instance = frame.pointee.instance { instance.release() }
    if let function = frame.pointee.keepAlive { function.release() }
    frames.count -= 1
    depth -= frame.pointee.isEntry ? 0 : 1
    if frame.pointee.isEntry {
      top = frame.pointee.registers
    } else {
      top = (frame - 1).pointee.end
    }
  }

  /// Lays a frame over the arguments at `base`: `count` of them, exactly the parameters.
  @inline(__always) func enterFunction(
    _ function: Unmanaged<FunctionObject>, _ code: Unmanaged<LinkedCode>, base: UnsafeMutablePointer<Value>,
    count: Int, result: UnsafeMutablePointer<Value>, instance: Unmanaged<Object>?, _ cursor: inout Cursor
  ) throws {
    cursor.frame.pointee.next = cursor.ip
    let registers = code._withUnsafeGuaranteedRef { $0.registerCount }
    guard depth < recursionLimit, stack.reserve(base + registers + 64) else {
      instance?.release()
      throw recursionError()
    }
    // What the caller left above the arguments; all beyond its own registers holds nothing already.
    var register = base + count
    while register < top {
      register.clear()
      register += 1
    }
    top = base + registers
    depth += 1
    let frame = cursor.frame + 1
    frames.count += 1
    frame.initialize(
      to: Frame(
        code: code, function: function, registers: base, end: top, next: code._withUnsafeGuaranteedRef { $0.instructions },
        result: result, generator: nil, isEntry: false, instance: instance, keepAlive: nil, object: nil))
    cursor = Cursor(frame)
  }
}
