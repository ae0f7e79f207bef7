/// Draws diagnostics and failing places the way CPython 3.11 does.
///
///       File "x.py", line 3
///         total = price * * count
///                         ^
///     SyntaxError: invalid syntax
///
/// Source lines are shown without their indentation. Under what precedes the carets, tabs stay tabs and wide
/// characters count as two columns, so that carets sit below what they mean in a terminal.
public enum DiagnosticRenderer {
  /// The whole message, each line ended by "\n".
  public static func render(_ diagnostic: Diagnostic, in file: SourceFile) -> String {
    var result = header(of: diagnostic.span, in: file, function: nil)
    result += excerpt(of: diagnostic.span, in: file, skipsWholeLine: false)
    result += diagnostic.kind + ": " + diagnostic.message
    if let suggestion = diagnostic.suggestion { result += ". Did you mean: '\(suggestion)'?" }
    result += "\n"
    for note in diagnostic.notes { result += note + "\n" }
    return result
  }

  /// A warning in CPython's form: one line, and the source line where the text has a name of its own.
  ///
  ///     x.py:3: SyntaxWarning: "is" with a literal. Did you mean "=="?
  ///       if x is 3:
  public static func render(warning: Diagnostic, in file: SourceFile) -> String {
    let line = file.line(at: warning.span.lower)
    let head = "\(file.name):\(line): \(warning.kind): \(warning.message)\n"
    guard !file.name.hasPrefix("<"), let text = file.text(ofLine: line) else { return head }
    let shown = text.drop { $0 == " " || $0 == "\t" || $0 == "\u{0C}" }
    return shown.isEmpty ? head : head + "  \(shown)\n"
  }

  /// `  File "x.py", line 3` and, in tracebacks, `, in function`.
  public static func header(of span: Span, in file: SourceFile, function: String?) -> String {
    let place = "  File \"\(file.name)\", line \(file.line(at: span.lower))"
    guard let function else { return place + "\n" }
    return place + ", in \(function)\n"
  }

  /// The line at which a span starts and carets under the span's part of it: two lines (one, where there is nothing to
  /// mark), indented by four spaces.
  ///
  /// - Parameters:
  ///   - anchor: a part of the span that is to blame (an operator, a subscript's brackets). It gets `^`, the rest of
  ///     the span `~`, as in CPython's tracebacks.
  ///   - skipsWholeLine: leave the carets out when they would mark all of the line, as CPython's tracebacks do.
  public static func excerpt(
    of span: Span, in file: SourceFile, anchor: Span? = nil, skipsWholeLine: Bool = true
  ) -> String {
    let lineIndex = file.lineIndex(at: span.lower)
    guard let line = file.span(ofLineAt: lineIndex) else { return "" }
    let text = Array(file.text(of: line).unicodeScalars)
    let indentation = text.prefix { $0 == " " || $0 == "\t" || $0 == "\u{0C}" }.count
    let shown = text[indentation...]
    var result = "    "
    for scalar in shown { result.unicodeScalars.append(scalar) }
    while result.last == " " || result.last == "\t" { result.removeLast() }
    result += "\n"

    /// The index in `text` of an offset, cut to the line.
    func column(_ offset: Int32) -> Int {
      let cut = min(max(offset, line.lower), line.upper)
      return file.countCodePoints(Int(line.lower), Int(cut))
    }
    let lower = max(column(span.lower), indentation)
    let upper = max(column(span.upper), lower)
    if skipsWholeLine, anchor == nil, lower == indentation {
      let rest = text[min(upper, text.count)...]
      if rest.allSatisfy({ $0 == " " || $0 == "\t" }) { return result }
    }
    var marked: Range<Int>?
    if let anchor, span.contains(anchor), anchor.lower < line.upper, !anchor.isEmpty {
      marked = column(anchor.lower)..<max(column(anchor.upper), column(anchor.lower))
    }

    var carets = "    "
    for scalar in text[min(indentation, text.count)..<min(lower, text.count)] {
      if scalar == "\t" {
        carets += "\t"
      } else {
        carets += String(repeating: " ", count: DisplayWidth.of(scalar))
      }
    }
    if lower > text.count { carets += String(repeating: " ", count: lower - text.count) }
    // What takes no column (a null byte, a zero-width space) still gets its caret.
    var drew = false
    for index in lower..<upper where index < text.count && DisplayWidth.of(text[index]) > 0 {
      let mark: String = marked.map { $0.contains(index) } ?? true ? "^" : "~"
      carets += String(repeating: mark, count: DisplayWidth.of(text[index]))
      drew = true
    }
    if !drew { carets += "^" }
    return result + carets + "\n"
  }
}
