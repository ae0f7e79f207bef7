/// A function written in Swift, as a value.
public final class NativeFunction: Object {
  public let native: Native
  /// The Swift function itself.
  let body: Native.Body
  /// The class it is a method of; `nil` for functions of modules.
  public private(set) unowned(unsafe) var owner: TypeObject?
  /// Whether reading it from an instance binds it.
  public let bindsReceiver: Bool
  /// Whether it only exposes an object's Swift method under its dunder name (see `TypeObject.override`).
  public let isSlot: Bool
  public let module: String?
  /// `__new__` of a class: its first argument has to be that class or one below it.
  let isConstructor: Bool
  /// Whether it takes its arguments as they come, however many.
  let takesAny: Bool
  /// The loop performs the call itself when the argument is a generator.
  let resumption: Resumption
  let shortcut: Shortcut?
  private let moduleExamples: Examples
  private var lazySignature: Signature?

  public init(
    _ native: Native, owner: TypeObject? = nil, bindsReceiver: Bool = false, module: String? = nil,
    examples: Examples = .none
  ) {
    self.native = native
    body = native.body
    self.owner = owner
    self.bindsReceiver = bindsReceiver
    isSlot = native.isSlot
    takesAny = native.isRaw && !native.isSlot
    isConstructor = owner != nil && !bindsReceiver && native.name == "__new__"
    self.module = module
    resumption = native.resumption
    shortcut = native.shortcut
    moduleExamples = examples
    let isMethod = owner != nil && bindsReceiver
    super.init(
      type: isMethod ? (native.isSlot ? .wrapperDescriptor : .methodDescriptor) : .builtinFunction, kind: .native)
  }

  public var name: String { native.name }
  public var qualifiedName: String { owner.map { "\($0.name).\(native.name)" } ?? native.name }

  /// The number of arguments that need no binding at all; -1 when there is none, or the signature was not read yet.
  @exclusivity(unchecked) private(set) var plainCount = -1
  /// The same, for those whose receiver or class needs no check either.
  @exclusivity(unchecked) private(set) var directCount = -1

  /// Whether so many arguments need no binding, and the first no check.
  @inline(__always) func isDirect(_ count: Int) -> Bool { directCount == count || takesAny && !isConstructor }

  public var signature: Signature {
    if let lazySignature { return lazySignature }
    let signature = Signature(parsing: native.signature, isNative: true)
    lazySignature = signature
    if signature.isPlain, !native.isRaw {
      plainCount = signature.parameters.count
      if !isSlot, !isConstructor { directCount = plainCount }
    }
    return signature
  }

  /// Where the function's example stands, if it has one.
  public var examples: Examples { owner?.declaration?.examples ?? moduleExamples }
  /// `__doc__`: what the declaration says, and the example.
  public var documentation: String { examples.documentation(native.summary, of: native.name) }

  public override func attribute(_ name: Name, _ vm: Interpreter) throws -> Value? {
    switch name {
    case Names.name: return .string(self.name)
    case Names.qualname: return .string(qualifiedName)
    case Names.doc:
      let documentation = documentation
      return documentation.isEmpty ? Value.none : .string(documentation)
    case Names.module: return module.map { .string($0) } ?? (owner.map { .string($0.module) } ?? .string("builtins"))
    default: return try super.attribute(name, vm)
    }
  }
  public override func repr(_ vm: Interpreter) throws -> String {
    if let owner, bindsReceiver {
      return native.name.hasPrefix("__")
        ? "<slot wrapper '\(name)' of '\(owner.name)' objects>" : "<method '\(name)' of '\(owner.name)' objects>"
    }
    return "<built-in function \(name)>"
  }
  public override var isCallable: Bool { true }
  public override func call(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    try vm.callNative(self, arguments)
  }
}
