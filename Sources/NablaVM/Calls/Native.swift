/// The declaration of a native function or method: what argument checking, `help()`, completion, `inspect.signature`
/// and the coverage page all read.
///
///     Native("clamp", "(input, min=None, max=None)", "Clamps all elements into [min, max].") { arguments, vm in … }
///
/// The signature is Python's own syntax, with defaults as PyTorch or CPython document them, `/` and `*` included. It is
/// parsed on the first call that needs it, never at start-up.
public struct Native {
  public typealias Body = (Arguments, Interpreter) throws -> Value

  public let name: String
  public let signature: String
  public let summary: String
  public let body: Body

  public init(_ name: String, _ signature: String, _ summary: String = "", _ body: @escaping Body) {
    self.name = name
    self.signature = signature
    self.summary = summary
    self.body = body
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
  public let build: (ModuleObject, Interpreter) throws -> Void

  public init(_ name: String, _ summary: String, build: @escaping (ModuleObject, Interpreter) throws -> Void) {
    self.name = name
    self.summary = summary
    self.build = build
  }
}
