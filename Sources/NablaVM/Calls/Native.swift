/// The declaration of a native function or method: what argument checking, `help()`, completion, `inspect.signature`
/// and the coverage page all read.
///
///     Native("clamp", "(input, min=None, max=None)", "Clamps all elements into [min, max].") { arguments, vm in … }
///
/// The signature is Python's own syntax, with defaults as PyTorch or CPython document them, `/` and `*` included. It is
/// parsed on the first call that needs it, never at start-up. A method's first parameter is `self` (a class method's
/// `cls`), written out.
public struct Native {
  public typealias Body = (Arguments, Interpreter) throws -> Value

  public let name: String
  public let signature: String
  public let summary: String
  /// Only exposes the Swift method of an object under its dunder name (`list.__getitem__`): operations call the Swift
  /// method itself. Made by `Native.slot`.
  public let isSlot: Bool
  /// Receives its arguments as the caller wrote them, keywords included, and binds them itself.
  public let isRaw: Bool
  public let body: Body
  /// The loop performs the call itself when the argument is a generator.
  private(set) var resumption = Resumption.none
  private(set) var shortcut: Shortcut?

  public init(_ name: String, _ signature: String, _ summary: String = "", _ body: @escaping Body) {
    self.init(name: name, signature: signature, summary: summary, isSlot: false, isRaw: false, body: body)
  }

  init(name: String, signature: String, summary: String, isSlot: Bool, isRaw: Bool, body: @escaping Body) {
    self.name = name
    self.signature = signature
    self.summary = summary
    self.isSlot = isSlot
    self.isRaw = isRaw
    self.body = body
  }

  func resuming(_ resumption: Resumption) -> Native {
    var native = self
    native.resumption = resumption
    return native
  }

  func quick(_ shortcut: @escaping Shortcut) -> Native {
    var native = self
    native.shortcut = shortcut
    return native
  }

  /// For the few that pass their arguments on unseen (`functools.partial` objects, `super().__init__`).
  public static func raw(_ name: String, _ signature: String, _ summary: String = "", _ body: @escaping Body) -> Native {
    Native(name: name, signature: signature, summary: summary, isSlot: false, isRaw: true, body: body)
  }
}

/// A computed attribute of a native type; `set` is `nil` where it is read-only.
public struct NativeProperty {
  public typealias Getter = (Object, Interpreter) throws -> Value
  public typealias Setter = (Object, Value, Interpreter) throws -> Void

  public let name: String
  public let summary: String
  public let get: Getter
  public let set: Setter?

  public init(_ name: String, _ summary: String = "", set: Setter? = nil, get: @escaping Getter) {
    self.name = name
    self.summary = summary
    self.get = get
    self.set = set
  }
}

/// A module written in Swift: a name and a function that fills its namespace at the first `import`.
public struct NativeModule {
  public let name: String
  public let summary: String
  public let examples: Examples
  public let build: (ModuleObject, Interpreter) throws -> Void

  public init(
    _ name: String, _ summary: String, examples: Examples = .none,
    build: @escaping (ModuleObject, Interpreter) throws -> Void
  ) {
    self.name = name
    self.summary = summary
    self.examples = examples
    self.build = build
  }
}
