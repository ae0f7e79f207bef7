import NablaBytecode

/// Where the loop is: kept apart from the frame so that it stays in machine registers. The loop never hands its cursor
/// out by reference (see `detour`); one whose address is known would live in memory.
struct Cursor {
  var ip: UnsafeMutablePointer<Instruction>
  var r: UnsafeMutablePointer<Value>
  var frame: UnsafeMutablePointer<Frame>
  var code: Unmanaged<LinkedCode>

  @inline(__always) init(_ frame: UnsafeMutablePointer<Frame>) {
    self.frame = frame
    ip = frame.pointee.next
    r = frame.pointee.registers
    code = frame.pointee.code
  }

  @inline(__always) var start: UnsafeMutablePointer<Instruction> { code._withUnsafeGuaranteedRef { $0.instructions } }

  @inline(__always) func constant(_ index: Int) -> UnsafeMutablePointer<Value> {
    code._withUnsafeGuaranteedRef { $0.constants } + index
  }
  @inline(__always) func global(_ index: Int) -> UnsafeMutablePointer<Value> {
    code._withUnsafeGuaranteedRef { $0.globals[index] }
  }
  @inline(__always) func builtin(_ index: Int) -> UnsafeMutablePointer<Value> {
    code._withUnsafeGuaranteedRef { $0.builtins[index] }
  }
  @inline(__always) func cache(_ index: UInt16) -> UnsafeMutablePointer<InlineCache> {
    code._withUnsafeGuaranteedRef { $0.caches } + Int(index)
  }

  /// Performs the jump that stands at `ip`. Linked jumps are relative to the instruction behind them.
  @inline(__always) mutating func takeJump() { ip += ip.pointee.wide &+ 1 }
  @inline(__always) mutating func skipJump() { ip += 1 }
  @inline(__always) mutating func jump(if condition: Bool) {
    if condition { takeJump() } else { skipJump() }
  }

  /// Lets `body` move a copy of the cursor, which becomes the cursor when it returns.
  @inline(__always) mutating func detour<T>(_ body: (inout Cursor) throws -> T) throws -> T {
    var copy = self
    let result = try body(&copy)
    self = copy
    return result
  }
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
    frames.current?.pointee.code._withUnsafeGuaranteedRef { $0.module }
  }

  /// Runs a function whose arguments are bound, until it returns (or yields). The registers were claimed by `push`,
  /// and are given back.
  func run(function: FunctionObject?, code: LinkedCode, registers: UnsafeMutablePointer<Value>) throws -> Value {
    try run(Entry(function: function, code: code, registers: registers))
  }

  func run(_ entry: Entry) throws -> Value {
    guard hasRoomToNest else {
      pop(to: entry.registers, used: entry.code.registerCount)
      throw recursionError()
    }
    top = entry.registers + entry.code.registerCount
    let frame = frames.next
    frames.next += 1
    frame.initialize(
      to: Frame(
        code: Unmanaged.passUnretained(entry.code), function: entry.function.map { Unmanaged.passUnretained($0) },
        registers: entry.registers, end: top, next: entry.generator?.nextInstruction ?? entry.code.instructions,
        result: entry.registers, isSpecial: true,
        extra: FrameExtra(isEntry: true, generator: entry.generator.map { Unmanaged.passUnretained($0) })))
    if let generator = entry.generator { showFrame(of: generator, at: frame) }
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
      let code = frame.pointee.code.value
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
      if let generator = frame.generator {
        generator.state = .finished
        generator.release()
        if !frame.isEntry { restoreHandled(generator) }
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
      cursor = Cursor(frame - 1)
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

  /// Gives a frame's registers back: empty of objects, though numbers may stay.
  @inline(__always) func leaveFrame(_ frame: UnsafeMutablePointer<Frame>) {
    if frame.pointee.isSpecial, let object = frame.pointee.extra.object { detach(object, from: frame) }
    var register = frame.pointee.registers
    let end = frame.pointee.end
    while register < end {
      register.dropObject()
      register += 1
    }
    frames.next = frame
    if !frame.pointee.isSpecial {
      top = (frame - 1).pointee.end
    } else {
      leaveSpecial(frame)
    }
  }

  @inline(never) private func leaveSpecial(_ frame: UnsafeMutablePointer<Frame>) {
    frame.pointee.extra.instance?.letGo()
    frame.pointee.extra.keepAlive?.letGo()
    top = frame.pointee.extra.isEntry ? frame.pointee.registers : (frame - 1).pointee.end
  }

  /// Lays a frame over the arguments at `base`: exactly the parameters.
  ///
  /// Registers above a frame belong to nobody and hold whatever was left there: the locals are emptied here, and
  /// temporaries are written before they are read.
  @inline(__always) func enterFunction(
    _ function: Unmanaged<FunctionObject>, _ code: Unmanaged<LinkedCode>, base: UnsafeMutablePointer<Value>,
    result: UnsafeMutablePointer<Value>, _ cursor: inout Cursor
  ) throws {
    cursor.frame.pointee.next = cursor.ip
    let end = base + code._withUnsafeGuaranteedRef { $0.registerCount }
    let frame = cursor.frame + 1
    guard frame < frames.limit, stack.reserve(end + 64) else { throw recursionError() }
    top = end
    var register = base + code._withUnsafeGuaranteedRef { $0.parameterCount }
    let firstTemporary = base + code._withUnsafeGuaranteedRef { $0.localCount }
    while register < firstTemporary {
      register.clear()
      register += 1
    }
    frames.next = frame + 1
    frame.pointee.code = code
    frame.pointee.function = function
    frame.pointee.registers = base
    frame.pointee.end = end
    frame.pointee.result = result
    frame.pointee.isSpecial = false
    cursor.frame = frame
    cursor.r = base
    cursor.code = code
    cursor.ip = code._withUnsafeGuaranteedRef { $0.instructions }
  }
}
