import NablaSource

/// An exception: what it was made with, what it came from, and where it passed.
open class ExceptionObject: InstanceObject {
  /// `args`, where it is just one, as mostly; more are among the rare parts.
  @exclusivity(unchecked) private final var argument: Value
  public final var arguments: [Value] {
    get { argument.isUndefined ? rare?.arguments ?? [] : [argument] }
    set {
      argument = newValue.count == 1 ? newValue[0] : .undefined
      if newValue.count > 1 || rare != nil { parts.arguments = newValue.count == 1 ? [] : newValue }
    }
  }
  @exclusivity(unchecked) private final var causeReference: Unmanaged<ExceptionObject>?
  @exclusivity(unchecked) private final var contextReference: Unmanaged<ExceptionObject>?
  /// `__suppress_context__`: set by `raise … from …`.
  @exclusivity(unchecked) public final var suppressesContext = false
  /// The frames passed that no program has asked for yet; further in lie those of the traceback that was shown.
  @exclusivity(unchecked) fileprivate final var passed = Trace()
  @exclusivity(unchecked) fileprivate final var shownReference: Unmanaged<TracebackObject>?
  /// What was asked for an element that it has not, and the index, for the line that says what it has.
  @exclusivity(unchecked) fileprivate final var container = Value.undefined
  @exclusivity(unchecked) fileprivate final var index = Value.undefined
  @exclusivity(unchecked) fileprivate final var rareReference: Unmanaged<Rare>?

  public init(type: TypeObject, arguments: [Value] = []) {
    argument = arguments.count == 1 ? arguments[0] : .undefined
    super.init(type: type)
    if arguments.count > 1 { parts.arguments = arguments }
  }

  public init(type: TypeObject, argument: Value) {
    self.argument = argument
    super.init(type: type)
  }

  deinit {
    passed.removeAll()
    Reaper.empty(&argument)
    Reaper.empty(&container)
    Reaper.empty(&index)
    if causeReference != nil { ExceptionObject.drop(&causeReference) }
    if contextReference != nil { ExceptionObject.drop(&contextReference) }
    if shownReference != nil { ExceptionObject.drop(&shownReference) }
    if let rare {
      rareReference = nil
      Reaper.empty(&rare.arguments)
      var values = Array(rare.members.values)
      rare.members = [:]
      Reaper.empty(&values)
      Unmanaged.passUnretained(rare).release()
    }
  }

  /// Most exceptions have none of what these fields may hold; references counted by hand cost nothing then.
  private static func drop<Held: Object>(_ field: inout Unmanaged<Held>?) {
    guard let held = field else { return }
    field = nil
    Reaper.releaseObject(.object(held.takeRetainedValue()))
  }

  fileprivate static func replace<Held: Object>(_ field: inout Unmanaged<Held>?, by object: Held?) {
    let old = field
    field = object.map { Unmanaged.holding($0) }
    old?.letGo()
  }

  public final var cause: ExceptionObject? {
    get { causeReference?.value }
    set { ExceptionObject.replace(&causeReference, by: newValue) }
  }
  public final var context: ExceptionObject? {
    get { contextReference?.value }
    set { ExceptionObject.replace(&contextReference, by: newValue) }
  }

  open override func visitReferences(_ visit: (Object) -> Void) {
    super.visitReferences(visit)
    argument.visit(visit)
    if let rare {
      for value in rare.arguments { value.visit(visit) }
      for value in rare.members.values { value.visit(visit) }
    }
    if let cause { visit(cause) }
    if let context { visit(context) }
    passed.visitReferences(visit)
    if let shownReference { visit(shownReference.value) }
    container.visit(visit)
    index.visit(visit)
  }
  open override func clearReferences() {
    super.clearReferences()
    arguments = []
    rare?.members = [:]
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
    let arguments = arguments
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

// MARK: - Where it passed

extension ExceptionObject {
  /// `__traceback__`: asking for it makes objects of the frames passed.
  public final var trace: TracebackObject? {
    get {
      if passed.count > 0 {
        let shown = passed.show(onto: shownReference?.value)
        ExceptionObject.replace(&shownReference, by: shown)
      }
      return shownReference?.value
    }
    set {
      passed.removeAll()
      ExceptionObject.replace(&shownReference, by: newValue)
    }
  }
  public final var traceValue: Value { trace.map { .object($0) } ?? .none }
  final var hasTraceback: Bool { passed.count > 0 || shownReference != nil || rare?.places.isEmpty == false }

  /// What is printed, innermost first. Setting it says what is printed in the place of the frames passed so far.
  public final var traceback: [TracebackEntry] {
    get { (rare?.places ?? []) + (trace?.entries.reversed() ?? []) }
    set {
      if !newValue.isEmpty || rare != nil { parts.places = newValue }
      trace = nil
    }
  }

  /// The exception came to a frame.
  final func pass(_ frame: UnsafeMutablePointer<Frame>, instruction: Int) {
    // A thousand frames of a runaway recursion say as much as a million.
    if passed.count >= 3000 || shownReference.map({ $0.value.count >= 3000 }) == true { return }
    withUnsafeMutablePointer(to: &passed) { $0 }.add(frame, instruction: instruction)
  }

  /// The exception leaves a frame, which is about to be given up.
  final func leave(_ frame: UnsafeMutablePointer<Frame>) {
    withUnsafeMutablePointer(to: &passed) { $0 }.leave(frame)
  }
}

// MARK: - What few exceptions have

extension ExceptionObject {
  fileprivate final class Rare {
    /// `args`, where they are more than one.
    var arguments: [Value] = []
    /// Places that no frame stands for, in front of the frames: a mistake in a file that was imported.
    var places: [TracebackEntry] = []
    var details: [String] = []
    var members: [Name: Value] = [:]
    var suggestion: String?
    var forgottenImport: String?
  }

  fileprivate final var rare: Rare? { rareReference?.value }
  fileprivate final var parts: Rare {
    if let rare { return rare }
    let parts = Rare()
    rareReference = Unmanaged.passRetained(parts)
    return parts
  }

  /// Lines printed under the traceback, never part of `str(e)`: shapes, where they came from, what to change.
  public final var details: [String] {
    get { rare?.details ?? [] }
    set { parts.details = newValue }
  }
  /// What the class has beside `args`: `name` of a `NameError`, `obj` of an `AttributeError`.
  public final var members: [Name: Value] {
    get { rare?.members ?? [:] }
    set { parts.members = newValue }
  }
  /// "Did you mean: 'x'?"
  public final var suggestion: String? {
    get { rare?.suggestion }
    set { parts.suggestion = newValue }
  }
  /// A module that was used without being imported.
  public final var forgottenImport: String? {
    get { rare?.forgottenImport }
    set { parts.forgottenImport = newValue }
  }
  /// What was asked for an element that it has not, and the index, for the line that says what it has.
  public final var lookedUp: (container: Value, index: Value)? {
    get { container.isUndefined ? nil : (container, index) }
    set {
      container = newValue?.container ?? .undefined
      index = newValue?.index ?? .undefined
    }
  }
}

extension Object {
  /// The object as an exception; asking for the very class comes first, for casts are slow.
  @inline(__always) final var asException: ExceptionObject? {
    Swift.type(of: self) == ExceptionObject.self
      ? unsafeDowncast(self, to: ExceptionObject.self) : self as? ExceptionObject
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
