import NablaSource

/// An exception: what it was made with, what it came from, and where it passed.
open class ExceptionObject: InstanceObject {
  /// `args`.
  public final var arguments: [Value]
  public final var cause: ExceptionObject?
  public final var context: ExceptionObject?
  /// `__suppress_context__`: set by `raise … from …`.
  public final var suppressesContext = false
  /// Innermost frame first, as they are collected on the way up.
  public final var traceback: [TracebackEntry] = []
  /// Lines printed under the traceback, never part of `str(e)`: shapes, where they came from, what to change.
  public final var details: [String] = []
  /// "Did you mean: 'x'?"
  public final var suggestion: String?
  /// A module that was used without being imported.
  public final var forgottenImport: String?

  public init(type: TypeObject, arguments: [Value] = []) {
    self.arguments = arguments
    super.init(type: type)
  }

  deinit {
    Reaper.release(arguments)
    Reaper.release(object: cause)
    cause = nil
    Reaper.release(object: context)
    context = nil
  }

  open override func visitReferences(_ visit: (Object) -> Void) {
    super.visitReferences(visit)
    for value in arguments { value.visit(visit) }
    if let cause { visit(cause) }
    if let context { visit(context) }
  }
  open override func clearReferences() {
    super.clearReferences()
    arguments = []
    cause = nil
    context = nil
  }

  open override func str(_ vm: Interpreter) throws -> String {
    switch arguments.count {
    case 0: return ""
    case 1:
      // A missing key shows as it would be written, so that `''` can be seen.
      return type.isSubclass(of: ExceptionKind.keyError.type) ? try vm.repr(arguments[0]) : try vm.str(arguments[0])
    default:
      if arguments.count == 2, type.isSubclass(of: ExceptionKind.osError.type) {
        return "[Errno \(try vm.str(arguments[0]))] \(try vm.str(arguments[1]))"
      }
      if arguments.count == 3, type.isSubclass(of: ExceptionKind.osError.type) {
        return
          "[Errno \(try vm.str(arguments[0]))] \(try vm.str(arguments[1])): \(try vm.repr(arguments[2]))"
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
  /// `<module>`, `f`, `<lambda>`, `<listcomp>`.
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
