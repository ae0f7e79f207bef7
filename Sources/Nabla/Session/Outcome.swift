import NablaVM

/// What became of a piece of source that a session ran.
public struct Outcome {
  public enum Ending {
    case finished
    /// An exception was raised and nobody caught it.
    case failed(Failure)
    /// `SystemExit`: the program asked to end.
    case exited(Exit)
    /// The program was stopped from outside: Ctrl-C or a time limit.
    case interrupted(Failure)
  }

  public var ending: Ending
  /// The text of the last expression's value, where it was asked for and is not `None`.
  public var shown: String?
  /// The last expression's value itself.
  public var value: Value?

  public init(ending: Ending, shown: String? = nil, value: Value? = nil) {
    self.ending = ending
    self.shown = shown
    self.value = value
  }

  public var failure: Failure? {
    switch ending {
    case .failed(let failure), .interrupted(let failure): return failure
    case .finished, .exited: return nil
    }
  }
}

/// An uncaught exception, in the words a reader sees.
public struct Failure {
  /// The exception's class: `RuntimeError`.
  public var type: String
  /// `str(exception)`.
  public var message: String
  /// The line of the running file at which it happened: the innermost one that belongs to the text that was run.
  public var line: Int?
  /// The traceback as it is printed, user frames only, ended by a newline.
  public var traceback: String

  public init(type: String, message: String, line: Int?, traceback: String) {
    self.type = type
    self.message = message
    self.line = line
    self.traceback = traceback
  }

  /// The last line of a traceback: `RuntimeError: text`.
  public var headline: String { message.isEmpty ? type : type + ": " + message }
}

/// What `sys.exit(…)` was given, as CPython treats it.
public struct Exit {
  public var code: Int32
  /// An argument that is no number is written to standard error, and the code is 1.
  public var message: String?

  public init(code: Int32, message: String? = nil) {
    self.code = code
    self.message = message
  }
}
