import NablaSource
import NablaVM

extension Failure {
  /// A text that is not part of the language.
  init(_ diagnostic: Diagnostic, in file: SourceFile) {
    self.init(
      type: diagnostic.kind, message: diagnostic.message, line: file.line(at: diagnostic.span.lower),
      traceback: DiagnosticRenderer.render(diagnostic, in: file))
  }

  /// An exception that nobody caught.
  init(_ raised: Raised, in file: SourceFile, _ interpreter: Interpreter) {
    let exception = raised.exception
    // An exception may fail to say what it is; that is no reason to fail in turn.
    let message = (try? interpreter.str(.object(exception))) ?? "<exception str() failed>"
    let entry = exception.traceback.first { $0.file === file }
    // What happens inside the standard library is not the reader's doing; where nothing else is left, it stays.
    if let library = StandardLibrary.folder {
      let own = exception.traceback.filter { !$0.file.name.hasPrefix(library + "/") }
      if !own.isEmpty { exception.traceback = own }
    }
    self.init(
      type: exception.type.name, message: message, line: entry.map { file.line(at: $0.span.lower) },
      traceback: interpreter.renderTraceback(exception))
  }
}

extension Exit {
  /// `SystemExit` as CPython reads its argument: nothing is 0, a number is the status, anything else is a message.
  init(_ exception: ExceptionObject, _ interpreter: Interpreter) {
    switch exception.arguments.count == 1 ? exception.arguments[0] : exception.arguments.isEmpty ? .none : .tuple(exception.arguments) {
    case .none, .undefined: self.init(code: 0)
    case .bool(let value): self.init(code: value ? 1 : 0)
    // The system keeps the low eight bits.
    case .int(let code): self.init(code: Int32(truncatingIfNeeded: code & 0xff))
    case let value: self.init(code: 1, message: (try? interpreter.str(value)) ?? "")
    }
  }
}

extension Raised {
  /// A mistake in an imported file, as an exception that the importing program can catch.
  init(_ diagnostic: Diagnostic, in file: SourceFile) {
    let kind = ExceptionKind(rawValue: diagnostic.kind) ?? .syntaxError
    self.init(kind, diagnostic.message, suggestion: diagnostic.suggestion)
    exception.details = diagnostic.notes
    let place = file.location(of: diagnostic.span)
    exception.members["filename"] = (.string(file.name))
    exception.members["lineno"] = (.int(place.line))
    exception.members["offset"] = (.int(place.column))
    exception.traceback = [TracebackEntry(function: "", file: file, span: diagnostic.span)]
  }
}
