import NablaSource

/// Whether what was typed at a prompt can run, wants more lines, or is wrong.
public enum Completeness: Hashable, Sendable {
  case complete

  /// More text can make it right: an open bracket, block, triple quote, a trailing backslash, a decorator without its
  /// definition.
  case incomplete

  case invalid(Diagnostic)
}

extension Parser {
  /// Judges the text typed so far. A block of several lines is only complete when a blank line follows it, so that it
  /// can go on; one on a single line (`if x: pass`) is complete at once.
  public static func completeness(of file: SourceFile) -> Completeness {
    do throws(Diagnostic) {
      _ = try parse(file, mode: .interactive)
    } catch {
      return error.isIncomplete ? .incomplete : .invalid(error)
    }
    return endsInsideBlock(file) ? .incomplete : .complete
  }

  public static func completeness(of text: String) -> Completeness {
    completeness(of: SourceFile(name: "<stdin>", text: text))
  }

  /// Whether the last line of the text is an indented one.
  private static func endsInsideBlock(_ file: SourceFile) -> Bool {
    let tokens = Lexer.tokenize(file).tokens
    guard tokens.count >= 2, tokens[tokens.count - 2].kind == .dedent else { return false }
    guard let last = tokens.last(where: { $0.kind != .endOfFile && $0.kind != .dedent && $0.kind != .newline })
    else { return false }
    // A blank line: two line ends behind the last token, with nothing between them but blanks and comments.
    let rest = file.bytes[min(Int(last.span.upper), file.bytes.count)...]
    var line: [UInt8] = []
    var lines = 0
    for byte in rest {
      if byte == 0x0A {
        if lines > 0, line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { return false }
        lines += 1
        line = []
      } else {
        line.append(byte)
      }
    }
    return true
  }
}
