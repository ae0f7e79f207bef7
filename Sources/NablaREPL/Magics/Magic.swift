import Nabla
import NablaNotebook

/// A command of the prompt: `%name argument`.
struct Magic {
  let name: String
  let usage: String
  let summary: String
  let run: (_ repl: REPL, _ argument: String, _ body: String?) -> Outcome

  init(
    _ name: String, _ usage: String, _ summary: String,
    _ run: @escaping (_ repl: REPL, _ argument: String, _ body: String?) -> Outcome
  ) {
    self.name = name
    self.usage = usage
    self.summary = summary
    self.run = run
  }

  static let all: [Magic] = variableMagics + historyMagics + environmentMagics

  static let names: [String] = (all.map(\.name) + NotebookMagics.all.map(\.name)).sorted()
}

extension Outcome {
  /// A magic that did what it was asked.
  static let done = Outcome(ending: .finished)

  /// A magic that was asked wrongly.
  static func usage(_ message: String) -> Outcome {
    let failure = Failure(type: "UsageError", message: message, line: nil, traceback: "UsageError: \(message)\n")
    return Outcome(ending: .failed(failure))
  }
}
