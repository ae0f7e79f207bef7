import NablaSource

/// An exception: what it was made with, what it came from, and where it passed.
open class ExceptionObject: InstanceObject {
  /// `args`.
  @exclusivity(unchecked) public final var arguments: [Value]
  @exclusivity(unchecked) public final var cause: ExceptionObject?
  @exclusivity(unchecked) public final var context: ExceptionObject?
  /// `__suppress_context__`: set by `raise … from …`.
  @exclusivity(unchecked) public final var suppressesContext = false
  /// `__traceback__`: the frames passed, collected on the way up.
  @exclusivity(unchecked) public final var trace: TracebackObject?
  /// Places that no frame stands for, in front of the frames: a mistake in a file that was imported.
  @exclusivity(unchecked) private final var places: [TracebackEntry] = []
  final var hasTraceback: Bool { trace != nil || !places.isEmpty }
  public final var traceValue: Value { trace.map { .object($0) } ?? .none }
  /// What is printed, innermost first. Setting it says what is printed in the place of the frames passed so far.
  public final var traceback: [TracebackEntry] {
    get { places + (trace?.entries.reversed() ?? []) }
    set {
      places = newValue
      trace = nil
    }
  }
  /// Lines printed under the traceback, never part of `str(e)`: shapes, where they came from, what to change.
  @exclusivity(unchecked) public final var details: [String] = []
  /// What the class has beside `args`: `name` of a `NameError`, `obj` of an `AttributeError`.
  @exclusivity(unchecked) public final var members: [Name: Value] = [:]
  /// "Did you mean: 'x'?"
  @exclusivity(unchecked) public final var suggestion: String?
  /// What was asked for an element that it has not, and the index, for the line that says what it has.
  @exclusivity(unchecked) public final var lookedUp: (container: Value, index: Value)?
  /// A module that was used without being imported.
  @exclusivity(unchecked) public final var forgottenImport: String?

  public init(type: TypeObject, arguments: [Value] = []) {
    self.arguments = arguments
    super.init(type: type)
  }

  deinit {
    Reaper.empty(&arguments)
    if !members.isEmpty {
      var values = Array(members.values)
      members = [:]
      Reaper.empty(&values)
    }
    Reaper.empty(&cause)
    Reaper.empty(&context)
    Reaper.empty(&trace)
  }

  open override func visitReferences(_ visit: (Object) -> Void) {
    super.visitReferences(visit)
    for value in arguments { value.visit(visit) }
    for value in members.values { value.visit(visit) }
    if let cause { visit(cause) }
    if let context { visit(context) }
    if let trace { visit(trace) }
    lookedUp?.container.visit(visit)
    lookedUp?.index.visit(visit)
  }
  open override func clearReferences() {
    super.clearReferences()
    arguments = []
    members = [:]
    cause = nil
    context = nil
    trace = nil
    lookedUp = nil
  }

  open override func str(_ vm: Interpreter) throws -> String {
    if let members = ExceptionGroups.members(self) {
      let count = members.exceptions.count
      return "\(members.message) (\(count) sub-exception\(count == 1 ? "" : "s"))"
    }
    switch arguments.count {
    case 0: return ""
    case 1:
      // A missing key shows as it would be written, so that `''` can be seen.
      return type.isSubclass(of: ExceptionKind.keyError.type) ? try vm.repr(arguments[0]) : try vm.str(arguments[0])
    default:
      if arguments.count == 2, type.isSubclass(of: ExceptionKind.osError.type) {
        let text = "[Errno \(try vm.str(arguments[0]))] \(try vm.str(arguments[1]))"
        guard let file = members["filename"], !file.isNone else { return text }
        guard let other = members["filename2"], !other.isNone else { return "\(text): \(try vm.repr(file))" }
        return "\(text): \(try vm.repr(file)) -> \(try vm.repr(other))"
      }
      return try vm.repr(.tuple(arguments))
    }
  }

  open override func repr(_ vm: Interpreter) throws -> String {
    let items = try arguments.map { try vm.repr($0) }
    return "\(type.name)(\(items.joined(separator: ", ")))"
  }
}

/// One frame that an exception passed.
public struct TracebackEntry {
  /// `<module>`, `f`, `<lambda>`; empty where a text could not be compiled.
  public let function: String
  public let file: SourceFile
  /// The failing sub-expression.
  public let span: Span
  /// The part of it to blame: an operator, brackets.
  public let anchor: Span?

  public init(function: String, file: SourceFile, span: Span, anchor: Span? = nil) {
    self.function = function
    self.file = file
    self.span = span
    self.anchor = anchor
  }
}
