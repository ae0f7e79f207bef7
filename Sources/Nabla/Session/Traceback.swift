import NablaSource
import NablaVM

/// An uncaught exception as CPython 3.11 prints it: what led to it, the frames with carets under the failing part, the
/// exception, and below it what Nabla has to add.
enum Traceback {
  static func text(of exception: ExceptionObject, _ interpreter: Interpreter) -> String {
    // Causes and contexts form a chain, which a program can tie into a ring.
    var chain: [(exception: ExceptionObject, link: String)] = []
    var seen: Set<ObjectIdentifier> = []
    var next: (exception: ExceptionObject, link: String)? = (exception, "")
    while let current = next, chain.count < 100, seen.insert(ObjectIdentifier(current.exception)).inserted {
      chain.append(current)
      next = nil
      if let cause = current.exception.cause {
        next = (cause, "\nThe above exception was the direct cause of the following exception:\n\n")
      } else if let context = current.exception.context, !current.exception.suppressesContext {
        next = (context, "\nDuring handling of the above exception, another exception occurred:\n\n")
      }
    }
    var text = ""
    for (exception, link) in chain.reversed() { text += one(exception, interpreter) + link }
    return text
  }

  private static func one(_ exception: ExceptionObject, _ interpreter: Interpreter) -> String {
    var text = ""
    let frames = userFrames(exception.traceback)
    if !frames.isEmpty { text += "Traceback (most recent call last):\n" + self.frames(frames) }
    text += headline(of: exception, interpreter) + "\n"
    for line in exception.details { text += line + "\n" }
    return text
  }

  /// The frames outermost first, those inside the standard library left out: what happens there is not the reader's
  /// doing. Where nothing else is left, they stay.
  private static func userFrames(_ entries: [TracebackEntry]) -> [TracebackEntry] {
    let ordered = Array(entries.reversed())
    guard let library = StandardLibrary.folder else { return ordered }
    let own = ordered.filter { !$0.file.name.hasPrefix(library + "/") }
    return own.isEmpty ? ordered : own
  }

  /// A frame that repeats is shown three times and then counted.
  private static func frames(_ entries: [TracebackEntry]) -> String {
    var text = ""
    var last = ""
    var repeats = 0
    func flush() {
      if repeats > 3 {
        let more = repeats - 3
        text += "  [Previous line repeated \(more) more time\(more == 1 ? "" : "s")]\n"
      }
    }
    for entry in entries {
      let frame = DiagnosticRenderer.header(of: entry.span, in: entry.file, function: entry.function)
        + DiagnosticRenderer.excerpt(of: entry.span, in: entry.file, anchor: entry.anchor)
      if frame != last {
        flush()
        repeats = 0
        last = frame
      }
      repeats += 1
      if repeats <= 3 { text += frame }
    }
    flush()
    return text
  }

  /// `ValueError: text`, and the spelling that may have been meant.
  static func headline(of exception: ExceptionObject, _ interpreter: Interpreter) -> String {
    let type = exception.type
    let name = ["builtins", "__main__"].contains(type.module) ? type.qualifiedName : "\(type.module).\(type.qualifiedName)"
    // An exception may fail to say what it is; that is no reason to fail in turn.
    let message = (try? interpreter.str(.object(exception))) ?? "<exception str() failed>"
    var text = message.isEmpty ? name : "\(name): \(message)"
    if let suggestion = exception.suggestion { text += ". Did you mean: '\(suggestion)'?" }
    return text
  }
}
