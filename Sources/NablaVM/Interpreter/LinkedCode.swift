import NablaBytecode
import NablaInteger

/// Code made ready to run in one module: constants as values, globals as pointers to the module's cells, and the inline
/// caches of its instructions.
public final class LinkedCode {
  public let code: CodeObject
  public let module: ModuleObject
  public let signature: Signature
  /// Jumps are relative here, to the instruction behind them; a generator's calls know that its registers lie apart.
  @usableFromInline let instructions: UnsafeMutablePointer<Instruction>
  @usableFromInline let constants: UnsafeMutablePointer<Value>
  /// Cells of the module's namespace, by the code's `globals`.
  @usableFromInline let globals: UnsafeMutablePointer<UnsafeMutablePointer<Value>>
  /// Cells of the built-ins of the same names.
  @usableFromInline let builtins: UnsafeMutablePointer<UnsafeMutablePointer<Value>>
  @usableFromInline let caches: UnsafeMutablePointer<InlineCache>
  let names: [Name]
  let keywordLists: [[Name]]
  private var linkedCodes: [LinkedCode?]
  /// The object that shows this code to programs, while there is one.
  unowned(unsafe) var codeValue: CodeValue?
  /// By which marks of places name this code; 0 as long as there are none.
  var number: UInt32 = 0

  @usableFromInline let registerCount: Int
  @usableFromInline let parameterCount: Int
  /// Parameters and other variables, which lie in the first registers.
  let localCount: Int
  /// The number of arguments that need no binding at all; -1 when there is none.
  let plainCount: Int
  /// Called with exactly its parameters, and no generator: nothing to bind.
  @usableFromInline let isPlain: Bool
  @usableFromInline let isGenerator: Bool
  /// Called with exactly its parameters: nothing to bind, be it a generator or not.
  let takesPlainly: Bool
  let hasDefaults: Bool
  /// The defaults of a function that has none: shared by all that the code makes.
  let noDefaults: [Value]
  private let handlers: UnsafeMutablePointer<CodeObject.Handler>
  private let handlerCount: Int

  public var name: String { code.name }
  public var qualifiedName: String { code.qualifiedName }
  public var docstring: Value { code.docstring.map { .string($0) } ?? .none }

  public init(_ code: CodeObject, module: ModuleObject, builtins: AttributeTable) {
    self.code = code
    self.module = module
    signature = Signature(
      code.parameters.map { parameter in
        let kind: Signature.Kind
        switch parameter.kind {
        case .positionalOnly: kind = .positionalOnly
        case .positional: kind = .positional
        case .variadic: kind = .variadic
        case .keywordOnly: kind = .keywordOnly
        case .variadicKeywords: kind = .variadicKeywords
        }
        return Signature.Parameter(name: Name(parameter.name), kind: kind, hasDefault: parameter.hasDefault)
      })
    instructions = .allocate(capacity: code.instructions.count)
    instructions.initialize(from: code.instructions, count: code.instructions.count)
    for (index, instruction) in code.instructions.enumerated() {
      switch instruction.operation {
      case .jump, .loop:
        instructions[index] = Instruction(
          instruction.operation, instruction.a, wide: Int32(truncatingIfNeeded: instruction.wide - index - 1))
      case .call where code.isGenerator: instructions[index].operation = .callAside
      case .callMethod where code.isGenerator: instructions[index].operation = .callMethodAside
      default: break
      }
    }
    constants = .allocate(capacity: code.constants.count)
    for (index, constant) in code.constants.enumerated() {
      (constants + index).initialize(to: LinkedCode.value(of: constant))
    }
    globals = .allocate(capacity: code.globals.count)
    self.builtins = .allocate(capacity: code.globals.count)
    for (index, global) in code.globals.enumerated() {
      let name = Name(global)
      globals[index] = module.namespace.cell(name)
      self.builtins[index] = builtins.cell(name)
    }
    caches = .allocate(capacity: code.caches.count)
    for (index, name) in code.caches.enumerated() {
      (caches + index).initialize(to: InlineCache(name: Name(name)))
    }
    names = code.names.map { Name($0) }
    keywordLists = code.keywordLists.map { $0.map { Name($0) } }
    linkedCodes = [LinkedCode?](repeating: nil, count: code.codes.count)
    registerCount = max(code.registerCount, code.parameters.count)
    parameterCount = code.parameters.count
    isGenerator = code.isGenerator
    localCount = max(code.localNames.count, code.parameters.count)
    takesPlainly = signature.isPlain
    isPlain = signature.isPlain && !code.isGenerator
    plainCount = isPlain ? code.parameters.count : -1
    hasDefaults = code.parameters.contains { $0.hasDefault }
    noDefaults = code.parameters.map { _ in .undefined }
    handlerCount = code.handlers.count
    handlers = .allocate(capacity: handlerCount)
    handlers.initialize(from: code.handlers, count: handlerCount)
  }

  deinit {
    if number != 0 { CodeNumbers.remove(number) }
    instructions.deallocate()
    constants.deinitialize(count: code.constants.count)
    constants.deallocate()
    globals.deallocate()
    builtins.deallocate()
    caches.deinitialize(count: code.caches.count)
    caches.deallocate()
    handlers.deallocate()
  }

  /// Where an exception raised by an instruction is handled. Inner handlers come first.
  func handler(of instruction: Int) -> CodeObject.Handler? {
    for index in 0..<handlerCount {
      let handler = handlers + index
      if handler.pointee.start <= instruction, instruction < handler.pointee.end { return handler.pointee }
    }
    return nil
  }

  /// The code of a function defined in this one, linked at the first definition.
  func child(_ index: Int, builtins: AttributeTable) -> LinkedCode {
    if let linked = linkedCodes[index] { return linked }
    let linked = LinkedCode(code.codes[index], module: module, builtins: builtins)
    linkedCodes[index] = linked
    return linked
  }

  static func value(of constant: Constant) -> Value {
    switch constant {
    case .none: return .none
    case .ellipsis: return .ellipsis
    case .bool(let value): return .bool(value)
    case .int(let value): return .int(value)
    case .bigInt(let text):
      // Digits, or `radix:digits`.
      let parts = text.split(separator: ":")
      guard parts.count == 2, let radix = Int(parts[0]) else { return Value(BigInt(text) ?? 0) }
      return Value(BigInt(String(parts[1]), radix: radix) ?? 0)
    case .float(let bits): return .float(Double(bitPattern: bits))
    case .string(let text):
      // Strings that look like names are interned: attribute look-ups and dictionary keys then compare by identity.
      return text.utf8.count <= 20 && StrText.isASCII(text) ? .object(Name(text).string) : .string(text)
    case .bytes(let bytes): return .bytes(bytes)
    case .tuple(let items): return .tuple(items.map(value(of:)))
    }
  }
}

/// What an attribute instruction remembers of its last look-up.
@usableFromInline struct InlineCache {
  /// The method; first, so that the loop can point to it.
  @usableFromInline var value = Value.undefined
  @usableFromInline let name: Name
  /// The class's version, and the shape's identity where the attribute is the instance's own.
  @usableFromInline var version = -1
  @usableFromInline var shape = -1
  /// The slot in the instance.
  @usableFromInline var slot = 0
  /// For stores of a new attribute: the shape before and after it; `shape` is then none.
  @usableFromInline var previousShape = -1
  @usableFromInline var nextShape: Shape?

  init(name: Name) { self.name = name }
}
