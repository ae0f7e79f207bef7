import NablaBytecode

/// A generator: a frame that rests between `yield`s.
///
/// While it rests, the registers lie in memory of its own; to run, they are moved onto the register stack, and moved
/// back at the next `yield`.
public final class GeneratorObject: Container {
  enum State { case created, suspended, running, finished }

  let function: FunctionObject
  @exclusivity(unchecked) var state = State.created
  /// The registers while at rest.
  @exclusivity(unchecked) private var saved: UnsafeMutablePointer<Value>?
  /// Whether `saved` holds values: not while the generator runs.
  @exclusivity(unchecked) private var isSaved = true
  private let count: Int
  /// The instruction at which to go on.
  @exclusivity(unchecked) var nextInstruction: UnsafeMutablePointer<Instruction>
  /// The register that receives what is sent.
  @exclusivity(unchecked) var resumeRegister = 0
  /// The exception that the generator is handling while it rests.
  @exclusivity(unchecked) var handled = Value.none
  /// What was being handled where it was resumed, while it runs under a `for`.
  @exclusivity(unchecked) var outerHandled = Value.none
  /// What `return` gave: `StopIteration.value`.
  @exclusivity(unchecked) var result = Value.none
  /// The object that shows the frame to programs, while the generator rests.
  @exclusivity(unchecked) var frameObject: FrameObject?

  /// Takes the bound arguments over.
  init(_ function: FunctionObject, registers: UnsafeMutablePointer<Value>) {
    self.function = function
    count = function.code.registerCount
    nextInstruction = function.code.instructions
    let saved = UnsafeMutablePointer<Value>.allocate(capacity: count)
    saved.initialize(repeating: .undefined, count: count)
    for index in 0..<function.code.parameterCount { saved[index] = registers[index] }
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
    count = other.count
    nextInstruction = other.nextInstruction
    resumeRegister = other.resumeRegister
    handled = other.handled
    saved = other.saved
    state = .suspended
    other.saved = nil
    super.init(type: .generator, kind: .generator)
    frameObject = other.frameObject
    other.frameObject = nil
    frameObject?.rest(in: self)
  }

  deinit {
    if needsClosing { Finalizers.enqueue(GeneratorObject(heirOf: self)) }
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
    if isSaved { for index in 0..<count { Reaper.release((registers + index).move()) } }
    registers.deallocate()
  }

  func register(_ index: Int) -> Value {
    guard isSaved, index < count, let saved else { return .undefined }
    return saved[index]
  }

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

  func restore(to registers: UnsafeMutablePointer<Value>) {
    guard let saved else { return }
    isSaved = false
    for index in 0..<count { (registers + index).take((saved + index).bits) }
  }

  func save(from registers: UnsafeMutablePointer<Value>) {
    guard let saved else { return }
    isSaved = true
    for index in 0..<count { (saved + index).write((registers + index).takeOut()) }
  }

  public override func visitReferences(_ visit: (Object) -> Void) {
    visit(function)
    handled.visit(visit)
    result.visit(visit)
    outerHandled.visit(visit)
    if isSaved, let saved { for index in 0..<count { saved[index].visit(visit) } }
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
