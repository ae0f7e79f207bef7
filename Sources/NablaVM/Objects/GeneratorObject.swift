import NablaBytecode

/// A generator: a frame that rests between `yield`s.
///
/// Its registers lie in memory of its own, also while it runs: only what it calls has registers on the stack.
public final class GeneratorObject: Container {
  enum State { case created, suspended, running, finished }

  let function: FunctionObject
  @exclusivity(unchecked) var state = State.created
  /// All registers, until the generator has finished.
  @exclusivity(unchecked) private var saved: UnsafeMutablePointer<Value>?
  /// How many registers, from the first, hold something while the generator rests; none while it runs.
  @exclusivity(unchecked) private var savedCount: Int
  let capacity: Int
  /// The function's.
  let code: Unmanaged<LinkedCode>
  /// The instruction at which to go on.
  @exclusivity(unchecked) var nextInstruction: UnsafeMutablePointer<Instruction>
  /// The register that receives what is sent.
  @exclusivity(unchecked) var resumeRegister = 0
  /// The exception that the generator is handling while it rests.
  @exclusivity(unchecked) var handled = Value.none
  /// What was being handled where it was resumed, while it runs.
  @exclusivity(unchecked) var outerHandled = Value.none
  /// What `return` gave where a native resumed it: `StopIteration.value`.
  @exclusivity(unchecked) var result = Value.none
  /// The object that shows the frame to programs, while the generator rests.
  @exclusivity(unchecked) var frameObject: FrameObject?

  /// Takes the bound arguments over, which are left as they are.
  init(_ function: FunctionObject, registers: UnsafeMutablePointer<Value>) {
    self.function = function
    let code = Unmanaged.passUnretained(function.code)
    nextInstruction = code._withUnsafeGuaranteedRef { $0.instructions }
    self.code = code
    capacity = code._withUnsafeGuaranteedRef { $0.registerCount }
    let saved = GeneratorObject.allocate(capacity)
    let parameters = code._withUnsafeGuaranteedRef { $0.parameterCount }
    savedCount = code._withUnsafeGuaranteedRef { $0.localCount }
    for index in 0..<parameters { (saved + index).initialize(to: registers[index]) }
    for index in parameters..<max(capacity, parameters) { (saved + index).initialize(to: .undefined) }
    self.saved = saved
    super.init(type: .generator, kind: .generator)
  }

  /// What rests inside a `try` or `with` has to be left before it goes (see `Finalizers`).
  var needsClosing: Bool {
    guard state == .suspended, !isFinalized, !function.code.code.handlers.isEmpty else { return false }
    let next = nextInstruction - function.code.instructions
    let index = nextInstruction.pointee.operation == .yieldFrom ? next : next - 1
    if function.code.code.handlers.contains(where: { $0.start <= index && index < $0.end }) { return true }
    return delegate.as(GeneratorObject.self)?.needsClosing ?? false
  }
  @exclusivity(unchecked) var isFinalized = false

  /// Takes the place of one that dies.
  private init(heirOf other: GeneratorObject) {
    function = other.function
    nextInstruction = other.nextInstruction
    resumeRegister = other.resumeRegister
    handled = other.handled
    saved = other.saved
    savedCount = other.savedCount
    capacity = other.capacity
    code = other.code
    state = .suspended
    other.saved = nil
    other.savedCount = 0
    super.init(type: .generator, kind: .generator)
    frameObject = other.frameObject
    other.frameObject = nil
    frameObject?.rest(in: self)
  }

  private static let usualCapacity = 8
  /// Memory of the usual capacity that is free; each begins with the address of the next.
  @exclusivity(unchecked) private static var pool: UnsafeMutableRawPointer?

  @inline(__always) private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Value> {
    if capacity > usualCapacity { return .allocate(capacity: capacity) }
    guard let free = pool else { return .allocate(capacity: usualCapacity) }
    pool = free.load(as: UnsafeMutableRawPointer?.self)
    return free.bindMemory(to: Value.self, capacity: usualCapacity)
  }

  @inline(__always) private static func deallocate(_ registers: UnsafeMutablePointer<Value>, _ capacity: Int) {
    if capacity > usualCapacity { return registers.deallocate() }
    let memory = UnsafeMutableRawPointer(registers)
    memory.storeBytes(of: pool, as: UnsafeMutableRawPointer?.self)
    pool = memory
  }

  deinit {
    if state != .finished, needsClosing { Finalizers.enqueue(GeneratorObject(heirOf: self)) }
    release()
  }

  /// Drops the registers: at the end, or when nobody will resume it.
  func release() {
    guard let registers = saved else { return }
    if let object = frameObject {
      object.takeOver(from: self)
      frameObject = nil
    }
    saved = nil
    let count = savedCount
    savedCount = 0
    for index in 0..<count { Reaper.release((registers + index).move()) }
    GeneratorObject.deallocate(registers, capacity)
  }

  func register(_ index: Int) -> Value {
    guard index < savedCount, let saved else { return .undefined }
    return saved[index]
  }

  /// Whether it can go on.
  @inline(__always) final var canResume: Bool { state == .suspended || state == .created }

  /// `gi_frame`.
  func shownFrame(_ vm: Interpreter) -> FrameObject? {
    switch state {
    case .finished: return nil
    case .running:
      var frame = vm.frames.next
      while frame > vm.frames.base {
        frame -= 1
        if frame.generator === self { return vm.frameObject(of: frame) }
      }
      return nil
    case .created, .suspended:
      if let frameObject { return frameObject }
      let object = FrameObject(self)
      frameObject = object
      return object
    }
  }

  /// What `yield from` delegates to.
  var delegate: Value {
    guard state == .suspended, nextInstruction.pointee.operation == .yieldFrom else { return .none }
    return register(Int(nextInstruction.pointee.b))
  }

  /// The registers, for the generator to run; `nil` when it has finished.
  @inline(__always) final func takeRegisters() -> UnsafeMutablePointer<Value>? {
    savedCount = 0
    return saved
  }

  /// Comes to rest: the first registers hold something, the others nothing that is needed any more.
  @inline(__always) final func rest(keeping count: Int) {
    guard let saved else { return }
    savedCount = count
    for index in count..<max(count, capacity) { (saved + index).dropObject() }
  }

  public override func visitReferences(_ visit: (Object) -> Void) {
    visit(function)
    handled.visit(visit)
    result.visit(visit)
    outerHandled.visit(visit)
    if let saved { for index in 0..<savedCount { saved[index].visit(visit) } }
    if let frameObject { visit(frameObject) }
  }
  public override func clearReferences() {
    if state == .running { return }
    state = .finished
    release()
    handled = .none
    result = .none
  }

  public override var isIterator: Bool { true }
  public override func next(_ vm: Interpreter) throws -> Value? { try vm.resume(self, sending: .none) }
  public override func repr(_ vm: Interpreter) throws -> String {
    "<generator object \(function.qualifiedName) at \(vm.address(of: self))>"
  }
  public override func attribute(_ name: Name, _ vm: Interpreter) throws -> Value? {
    if name == Names.name { return .string(function.name) }
    if name == Names.qualname { return .string(function.qualifiedName) }
    switch name.text {
    case "gi_frame": return shownFrame(vm).map { .object($0) } ?? Value.none
    case "gi_code": return .object(function.code.value)
    case "gi_running": return .bool(state == .running)
    case "gi_suspended": return .bool(state == .suspended)
    case "gi_yieldfrom": return delegate
    default: return try super.attribute(name, vm)
    }
  }
}
