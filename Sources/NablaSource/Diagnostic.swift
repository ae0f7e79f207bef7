/// Something wrong with a piece of source text, found before it runs.
///
/// A typed value that passes throw (`throws(Diagnostic)`); drawing it is `DiagnosticRenderer`'s job, and raising it as
/// an exception of the language is the machine's, which finds the class by `kind`.
public struct Diagnostic: Error, Hashable, Sendable {
  /// The name of the exception's type: "SyntaxError", "IndentationError", "TabError".
  public var kind: String

  /// The message in CPython's words where CPython has words for it. One line.
  public var message: String

  /// What is wrong; the carets go under it.
  public var span: Span

  /// Further lines for the reader: where a shape came from, what to change.
  public var notes: [String]

  /// A spelling that may have been meant; drawn as "Did you mean: 'x'?" behind the message.
  public var suggestion: String?

  /// Whether more text could still make the source valid: an open bracket, block or triple quote at the end of the
  /// text. A prompt asks for another line instead of reporting it.
  public var isIncomplete: Bool

  public init(
    kind: String = "SyntaxError", message: String, span: Span, notes: [String] = [], suggestion: String? = nil,
    isIncomplete: Bool = false
  ) {
    self.kind = kind
    self.message = message
    self.span = span
    self.notes = notes
    self.suggestion = suggestion
    self.isIncomplete = isIncomplete
  }
}
