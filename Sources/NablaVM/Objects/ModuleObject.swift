/// A module: a namespace in which compiled code keeps pointers to the cells of globals.
public final class ModuleObject: Container {
  public let name: String
  public let namespace = AttributeTable()
  public let summary: String
  /// Of the native functions defined in it.
  private let examples: Examples
  /// Where its source lies; `nil` for native modules.
  public var path: String?
  /// Whether it is a module of the standard library that is written in the language.
  var isStandard = false
  /// Names that are left out on purpose, each with the reason: asking for one says so.
  public var leftOut: [String: String] = [:]
  /// Whether its source is running for the first time: what lies further down is not there yet.
  public var isInitializing = false

  /// Made by an import, not by a program's `types.ModuleType(name)`.
  let isImported: Bool

  public init(_ name: String, summary: String = "", examples: Examples = .none, isImported: Bool = true) {
    self.isImported = isImported
    self.name = name
    self.examples = examples
    self.summary = summary
    super.init(type: .module, kind: .module)
    namespace.set(Names.name, .string(name))
    namespace.set(Names.doc, summary.isEmpty ? .none : .string(summary))
  }

  public func get(_ name: Name) -> Value? { namespace.get(name).defined }
  public func set(_ name: Name, _ value: Value) { namespace.set(name, value) }
  public func set(_ name: String, _ value: Value) { namespace.set(Name(name), value) }

  /// Adds functions, for the tables of native modules.
  public func define(_ natives: [Native]) {
    for native in natives {
      namespace.set(Name(native.name), .object(NativeFunction(native, module: name, examples: examples)))
    }
  }

  public func define(_ type: TypeObject) { namespace.set(Name(type.name), .object(type)) }

  public override var ownAttributes: AttributeTable? { namespace }
  public override func visitReferences(_ visit: (Object) -> Void) { namespace.visitReferences(visit) }
  public override func clearReferences() { namespace.removeAll() }

  public override func attribute(_ name: Name, _ vm: Interpreter) throws -> Value? {
    if let value = namespace.get(name).defined { return value }
    if let value = try vm.genericAttribute(of: self, name) { return value }
    // Importing asks for the attribute again.
    // PEP 562: a module may compute attributes.
    if !leftOut.isEmpty, let words = refusal(of: name.text) { throw Raised(.attributeError, words) }
    if let getattr = namespace.get(Names.getattr).defined {
      return try vm.call(getattr, [.object(name.string)])
    }
    return nil
  }

  /// What is said to a program that wants a name that is left out; `nil` for others.
  func refusal(of name: String) -> String? {
    leftOut[name].map { "'\(self.name).\(name)' is not part of Nabla: \($0)" }
  }
  public override func repr(_ vm: Interpreter) throws -> String {
    if let path { return "<module '\(name)' from '\(path)'>" }
    return isImported ? "<module '\(name)' (built-in)>" : "<module '\(name)'>"
  }
}
