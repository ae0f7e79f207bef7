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
}
