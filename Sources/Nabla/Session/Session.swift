import NablaSource

/// A running program: its `__main__` module, what it printed, the pictures it drew.
///
///     let session = Session(SessionOptions(program: "tour.nbk"))
///     let outcome = session.run(SourceFile(name: "tour.nbk", text: "1 + 1"), displayLast: true)
///     outcome.shown  // "2"
public final class Session {
  public let options: SessionOptions

  public init(_ options: SessionOptions = SessionOptions()) {
    self.options = options
  }

  /// Compiles and runs a source text in the session's `__main__` module.
  public func run(_ file: SourceFile, displayLast: Bool = false) -> Outcome {
    let failure = Failure(type: "SystemError", message: "no machine", line: nil, traceback: "SystemError: no machine\n")
    return Outcome(ending: .failed(failure))
  }

  /// Shows the figures that are still open, as the end of a cell does.
  public func showOpenFigures() -> Failure? { nil }

  /// Stops what runs, as Ctrl-C does. May be called from any thread and from a signal handler.
  public static func interrupt() {}

  public enum Completeness: Equatable { case complete, incomplete, invalid }

  /// Whether a text typed at a prompt can run, or wants another line.
  public func completeness(of text: String) -> Completeness { .complete }

  /// What could stand at the end of a text.
  public func complete(_ textBeforeCursor: String) -> (typedCount: Int, candidates: [(word: String, label: String)]) {
    (0, [])
  }

  /// What there is to say about an expression's value; `nil` when there is no such value.
  public func inspect(_ expression: String, withSource: Bool) -> String? { nil }

  public struct Variable {
    public var name: String
    public var type: String
    public var info: String
  }

  /// The names that the user has set.
  public var variables: [Variable] { [] }

  /// Forgets everything the user has set.
  public func reset() {}

  /// Binds `_`, `__`, `_N`, `In` and `Out` after an entry has run.
  public func remember(number: Int, source: String, outcome: Outcome) {}

  /// A picture as lines of coloured half-blocks.
  public static func halfBlocks(png: [UInt8], columns: Int) -> String? { nil }
}
