import Nabla
import NablaSource

/// The magics that mean something without a prompt: in a notebook that runs by itself.
public enum NotebookMagics {
  /// Names and one-line descriptions.
  public static let all: [(name: String, summary: String)] = [
    ("time", "Time one statement, or with %%time the whole cell."),
    ("timeit", "Time a statement over many runs: %timeit -n LOOPS -r RUNS -q statement."),
    ("matplotlib", "Accepted and without effect: pictures are always shown inline."),
  ]

  /// Runs a magic; `nil` when there is none of this name.
  public static func run(
    _ name: String, _ argument: String, body: String?, at line: Int, named file: String, in session: Session,
    print: (String) -> Void
  ) -> Outcome? {
    switch name {
    case "matplotlib":
      return Outcome(ending: .finished)
    case "time":
      let source = body.map { SourceFile(name: file, text: $0, firstLine: line + 1) }
      let start = Timing.now
      let outcome = session.run(source ?? SourceFile(name: file, text: argument, firstLine: line), displayLast: true)
      print((Timing.now - start).report)
      return outcome
    case "timeit":
      return TimeIt.run(argument, body: body, at: line, named: file, in: session, print: print)
    default:
      return nil
    }
  }

  /// What a reader gets who misspelt a magic.
  public static func unknown(_ name: String, isCell: Bool, among names: [String], at line: Int, named file: String) -> Outcome {
    let sign = isCell ? "%%" : "%"
    var message = "\(isCell ? "cell" : "line") magic `\(sign)\(name)` not found."
    if let nearest = Spelling.closest(to: name, among: names) { message += " Did you mean: `\(sign)\(nearest)`?" }
    let failure = Failure(
      type: "UsageError", message: message, line: line,
      traceback: "  File \"\(file)\", line \(line)\nUsageError: \(message)\n")
    return Outcome(ending: .failed(failure))
  }
}
