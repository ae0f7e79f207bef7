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
  private let count: Int
  /// The instruction at which to go on.
  @exclusivity(unchecked) var nextInstruction: UnsafeMutablePointer<Instruction>
  /// The register that receives what is sent.
  @exclusivity(unchecked) var resumeRegister = 0
  /// The exception that the generator is handling while it rests.
  @exclusivity(unchecked) var handled = Value.none
  /// What `return` gave: `StopIteration.value`.
  @exclusivity(unchecked) var result = Value.none

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

  deinit { release() }

  /// Drops the registers: at the end, or when nobody will resume it.
  func release() {
    guard let registers = saved else { return }
    saved = nil
    for index in 0..<count { Reaper.release((registers + index).move()) }
    registers.deallocate()
  }

  func restore(to registers: UnsafeMutablePointer<Value>) {
    guard let saved else { return }
    for index in 0..<count {
      registers[index] = (saved + index).move()
      (saved + index).initialize(to: .undefined)
    }
  }

  func save(from registers: UnsafeMutablePointer<Value>) {
    guard let saved else { return }
    for index in 0..<count {
      saved[index] = (registers + index).move()
      (registers + index).initialize(to: .undefined)
    }
  }

  public override func visitReferences(_ visit: (Object) -> Void) {
    visit(function)
    handled.visit(visit)
    result.visit(visit)
    if let saved { for index in 0..<count { saved[index].visit(visit) } }
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
    return try super.attribute(name, vm)
  }
}
