import NablaBytecode
import NablaSource
import NablaSyntax

/// Writes the code of one frame.
///
/// Registers: parameters first, then the other locals, then temporaries, which are used as a stack: an expression may
/// take temporaries above those in use and must give them back (`temporaries`). That arguments of a call are the topmost
/// temporaries is what lets the machine lay the callee's frame over them.
final class Emitter {
  let code: CodeObject
  let frameScope: Scope
  let scopes: [Scope?]
  let parent: Emitter?
  /// Whether annotations are kept as text.
  var postponesAnnotations: Bool { code.postponesAnnotations }
  /// Where names are looked up: the frame's scope, or that of a comprehension running inside.
  var scope: Scope
  /// The source of the instructions being written.
  var span = Span.none
  var anchor: Span?

  var nextRegister = 0
  private var registers: [ObjectIdentifier: [String: Int]] = [:]
  /// Locals that certainly have a value where code is being written: their loads need no check.
  var assigned: Set<Int> = []

  private var constants: [Constant: Int] = [:]
  private var names: [String: Int] = [:]
  private var globals: [String: Int] = [:]
  var blocks: [Block] = []
  /// Registers among the temporaries that are variables (of comprehensions), not to be overwritten as windows of calls.
  var protectedRegisters: Set<Int> = []
  var tooLarge: String?

  init(code: CodeObject, scope: Scope, scopes: [Scope?], parent: Emitter?) {
    self.code = code
    frameScope = scope
    self.scope = scope
    self.scopes = scopes
    self.parent = parent
    if let parent { code.postponesAnnotations = parent.postponesAnnotations }
    code.freeNames = scope.free.map(\.name)
    if scope.isFunctionLike { scope.bound.forEach { _ = declareLocal($0, of: scope) } }
    code.localNames = scope.isFunctionLike ? scope.bound : []
  }
}

// MARK: - Registers

extension Emitter {
  @discardableResult func declareLocal(_ name: String, of owner: Scope) -> Int {
    let register = allocate()
    registers[ObjectIdentifier(owner), default: [:]][name] = register
    return register
  }

  func register(of name: String, owner: Scope) -> Int {
    registers[ObjectIdentifier(owner)]?[name] ?? 0
  }

  func allocate(_ count: Int = 1) -> Int {
    let first = nextRegister
    nextRegister += count
    if nextRegister > code.registerCount { code.registerCount = nextRegister }
    // Two more than any instruction addresses, for the pairs that calls and slices use.
    if nextRegister > 65_000, tooLarge == nil { tooLarge = "too many variables and intermediate values (65000 at most)" }
    return first
  }

  /// Gives back all temporaries that `body` takes.
  @inline(__always) func temporaries<T>(_ body: () throws(Diagnostic) -> T) throws(Diagnostic) -> T {
    let mark = nextRegister
    defer { nextRegister = mark }
    return try body()
  }

  /// Instructions written by `body` point at this source.
  @inline(__always) func at<T>(_ place: Span, anchor: Span? = nil, _ body: () throws(Diagnostic) -> T) throws(Diagnostic) -> T {
    let outerSpan = span
    let outerAnchor = self.anchor
    span = place
    self.anchor = anchor
    defer {
      span = outerSpan
      self.anchor = outerAnchor
    }
    return try body()
  }
}

// MARK: - Writing instructions

extension Emitter {
  var here: Int { code.instructions.count }

  func append(_ instruction: Instruction) {
    if let anchor { code.anchors[code.instructions.count] = anchor }
    code.instructions.append(instruction)
    code.spans.append(span)
    if code.instructions.count > 8_000_000, tooLarge == nil { tooLarge = "the code of '\(code.name)' is too large" }
  }

  func emit(_ operation: Opcode, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0) {
    append(
      Instruction(
        operation, UInt16(truncatingIfNeeded: a), UInt16(truncatingIfNeeded: b), UInt16(truncatingIfNeeded: c)))
  }

  func emit(_ operation: Opcode, _ a: Int, wide: Int) {
    append(Instruction(operation, UInt16(truncatingIfNeeded: a), wide: Int32(truncatingIfNeeded: wide)))
  }

  func constant(_ constant: Constant) -> Int {
    if let index = constants[constant] { return index }
    let index = code.constants.count
    constants[constant] = index
    code.constants.append(constant)
    return index
  }

  /// An entry of the names, for instructions with a 16-bit or 32-bit operand.
  func name(_ name: String) -> Int {
    if let index = names[name] { return index }
    let index = code.names.count
    names[name] = index
    code.names.append(name)
    if index > 65_535, tooLarge == nil { tooLarge = "too many names in '\(code.name)' (65536 at most)" }
    return index
  }

  func global(_ name: String) -> Int {
    if let index = globals[name] { return index }
    let index = code.globals.count
    globals[name] = index
    code.globals.append(name)
    return index
  }

  /// An inline cache for an attribute instruction.
  func cache(_ name: String) -> Int {
    let index = code.caches.count
    code.caches.append(mangle(name, in: scope.className))
    if index > 65_535, tooLarge == nil { tooLarge = "too many attribute accesses in '\(code.name)' (65536 at most)" }
    return index
  }

  func move(_ from: Int, to: Int) { if from != to { emit(.move, to, from) } }

  func load(_ value: Constant, to target: Int) {
    switch value {
    case .none: emit(.loadNone, target)
    case .bool(let value): emit(value ? .loadTrue : .loadFalse, target)
    case .int(let value) where Int32(exactly: value) != nil: emit(.loadInteger, target, wide: value)
    default: emit(.loadConstant, target, wide: constant(value))
    }
  }

  func finish() throws(Diagnostic) {
    if let tooLarge { throw Diagnostic(message: tooLarge, span: code.span) }
  }
}

// MARK: - Jumps

/// A place in the code that jumps lead to, perhaps before it is known.
final class Label {
  var position: Int?
  var sources: [Int] = []
}

extension Emitter {
  func jump(_ label: Label, _ operation: Opcode = .jump) {
    label.sources.append(here)
    emit(operation, 0, wide: label.position ?? 0)
  }

  func place(_ label: Label) {
    label.position = here
    for source in label.sources {
      let old = code.instructions[source]
      code.instructions[source] = Instruction(old.operation, old.a, wide: Int32(truncatingIfNeeded: here))
    }
  }

  /// Code that may not run, or runs again: what it assigns is not certain afterwards.
  func branch(_ body: () throws(Diagnostic) -> Void) throws(Diagnostic) {
    let before = assigned
    defer { assigned = before }
    try body()
  }
}
