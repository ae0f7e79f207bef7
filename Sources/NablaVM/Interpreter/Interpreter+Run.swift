import NablaBytecode

/// Where the loop is: kept apart from the frame so that it stays in machine registers. The loop never hands its cursor
/// out by reference: one whose address is known would live in memory. What moves it takes it and answers it.
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
  @inline(__always) func cache(_ index: some BinaryInteger) -> UnsafeMutablePointer<InlineCache> {
    code._withUnsafeGuaranteedRef { $0.caches } + Int(index)
  }

  /// Performs the jump that stands at `ip`. Linked jumps are relative to the instruction behind them.
  @inline(__always) mutating func takeJump() { ip += ip.pointee.wide &+ 1 }
  @inline(__always) mutating func skipJump() { ip += 1 }
  @inline(__always) mutating func jump(if condition: Bool) {
    if condition { takeJump() } else { skipJump() }
  }
}

extension Interpreter {
  var currentModule: ModuleObject? {
    frames.current?.pointee.code._withUnsafeGuaranteedRef { $0.module }
  }

  /// Runs a function whose arguments are bound, until it returns. The registers were claimed by `push`, and are given
  /// back.
  func run(function: FunctionObject?, code: LinkedCode, registers: UnsafeMutablePointer<Value>) throws -> Value {
    guard hasRoomToNest else {
      pop(to: registers, used: code.registerCount)
      throw recursionError()
    }
    let end = registers + code.registerCount
    top = end
    let frame = frames.next
    frames.next = frame + 1
    frame.lay(
      Unmanaged.passUnretained(code), function.map { Unmanaged.passUnretained($0) }, registers, end: end,
      next: code.instructions, result: registers)
    frame.pointee.extra.isEntry = true
    return try run(from: frame)
  }

  /// Runs an entry frame until it is left.
  @inline(__always) func run(from frame: UnsafeMutablePointer<Frame>) throws -> Value {
    var cursor = Cursor(frame)
    do {
      return try loop(frame, &cursor)
    } catch {
      return try run(after: error, &cursor, entry: frame)
    }
  }

  /// Goes on after an error, where something handles it.
  @inline(never) func run(
    after error: Error, _ cursor: inout Cursor, entry: UnsafeMutablePointer<Frame>
  ) throws -> Value {
    var error = error
    while true {
      try unwind(error, &cursor, entry: entry)
      cursor.frame.pointee.next = cursor.ip
      do {
        return try loop(cursor.frame, &cursor)
      } catch let next {
        error = next
      }
    }
  }

  /// Gives a frame's registers back: empty of objects, though numbers may stay.
  @inline(__always) func leaveFrame(_ frame: UnsafeMutablePointer<Frame>) {
    if frame.pointee.isSpecial { return leaveSpecial(frame) }
    var register = frame.pointee.registers
    let end = frame.pointee.end
    while register < end {
      register.dropObject()
      register += 1
    }
    frames.next = frame
    top = (frame - 1).pointee.end
  }

  /// Before the registers of a frame are emptied: what shows the frame to programs takes over what they hold.
  @inline(__always) func settle(_ frame: UnsafeMutablePointer<Frame>) {
    if frame.pointee.extra.traces != nil { Trace.showAll(frame) }
    if let object = frame.pointee.extra.object { detach(object, from: frame) }
  }

  @inline(never) private func leaveSpecial(_ frame: UnsafeMutablePointer<Frame>) {
    settle(frame)
    let extra = frame.pointee.extra
    let registers = frame.pointee.registers
    let end = extra.generator.map { registers + $0._withUnsafeGuaranteedRef { $0.capacity } } ?? frame.pointee.end
    var register = registers
    while register < end {
      register.dropObject()
      register += 1
    }
    frames.next = frame
    extra.instance?.letGo()
    extra.keepAlive?.letGo()
    extra.spare?.dropObject()
    if extra.generator != nil {
      top = frame.pointee.end
    } else {
      top = extra.isEntry ? registers : (frame - 1).pointee.end
    }
    if extra.ownsGenerator { extra.generator?.letGo() }
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
