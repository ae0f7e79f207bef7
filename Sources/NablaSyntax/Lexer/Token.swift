import NablaSource

/// One token: its kind and where it lies. Twelve bytes; the text is looked up where it is needed.
package struct Token: Hashable, Sendable {
  package var kind: TokenKind
  package var span: Span

  @inlinable
  init(_ kind: TokenKind, _ lower: Int, _ upper: Int) {
    self.kind = kind
    self.span = Span(lower, upper)
  }
}

/// The raw order matters to nothing but the tables built from it.
package enum TokenKind: UInt8, Hashable, Sendable, CaseIterable {
  // Layout.
  case endOfFile, newline, indent, dedent

  /// Where the lexer stopped: reading it raises `TokenStream.failure`.
  case failure

  // Atoms.
  case name, number, string

  /// `$`, `?`, `!`, `<>`: characters that belong to no token of the language.
  case unknown

  // Punctuation.
  case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
  case comma, colon, semicolon, dot, ellipsis, arrow, walrus, equal

  // Operators.
  case plus, minus, star, doubleStar, slash, doubleSlash, percent, at
  case leftShift, rightShift, ampersand, bar, caret, tilde
  case less, greater, lessEqual, greaterEqual, equalEqual, notEqual

  // Augmented assignment.
  case plusEqual, minusEqual, starEqual, doubleStarEqual, slashEqual, doubleSlashEqual, percentEqual, atEqual
  case leftShiftEqual, rightShiftEqual, ampersandEqual, barEqual, caretEqual

  // Keywords. (`match`, `case`, `_`, `print` are names.)
  case keywordFalse, keywordNone, keywordTrue, keywordAnd, keywordAs, keywordAssert, keywordAsync, keywordAwait
  case keywordBreak, keywordClass, keywordContinue, keywordDef, keywordDel, keywordElif, keywordElse, keywordExcept
  case keywordFinally, keywordFor, keywordFrom, keywordGlobal, keywordIf, keywordImport, keywordIn, keywordIs
  case keywordLambda, keywordNonlocal, keywordNot, keywordOr, keywordPass, keywordRaise, keywordReturn, keywordTry
  case keywordWhile, keywordWith, keywordYield
}

extension TokenKind {
  /// Keywords by spelling. All are ASCII and have at most eight letters, which the lexer relies on.
  package static let keywords: [(spelling: String, kind: TokenKind)] = [
    ("False", .keywordFalse), ("None", .keywordNone), ("True", .keywordTrue), ("and", .keywordAnd),
    ("as", .keywordAs), ("assert", .keywordAssert), ("async", .keywordAsync), ("await", .keywordAwait),
    ("break", .keywordBreak), ("class", .keywordClass), ("continue", .keywordContinue), ("def", .keywordDef),
    ("del", .keywordDel), ("elif", .keywordElif), ("else", .keywordElse), ("except", .keywordExcept),
    ("finally", .keywordFinally), ("for", .keywordFor), ("from", .keywordFrom), ("global", .keywordGlobal),
    ("if", .keywordIf), ("import", .keywordImport), ("in", .keywordIn), ("is", .keywordIs),
    ("lambda", .keywordLambda), ("nonlocal", .keywordNonlocal), ("not", .keywordNot), ("or", .keywordOr),
    ("pass", .keywordPass), ("raise", .keywordRaise), ("return", .keywordReturn), ("try", .keywordTry),
    ("while", .keywordWhile), ("with", .keywordWith), ("yield", .keywordYield),
  ]

  var isKeyword: Bool { rawValue >= TokenKind.keywordFalse.rawValue }

  /// Whether an expression can end with this token.
  var endsExpression: Bool {
    switch self {
    case .name, .number, .string, .rightParenthesis, .rightBracket, .rightBrace, .ellipsis, .keywordFalse,
      .keywordNone, .keywordTrue:
      return true
    default: return false
    }
  }

  /// Whether an expression can start with this token (`await`, `yield` and stars aside).
  var startsExpression: Bool {
    switch self {
    case .name, .number, .string, .leftParenthesis, .leftBracket, .leftBrace, .ellipsis, .plus, .minus, .tilde,
      .keywordFalse, .keywordNone, .keywordTrue, .keywordLambda, .keywordNot:
      return true
    default: return false
    }
  }
}

/// A finding of the lexer. Tokens end where it lies; which of it and the parser's finding is reported follows CPython.
package struct LexicalFailure {
  package enum Rank {
    /// Reported in place of an error that the parser finds earlier in the text.
    case beforeParser

    /// Reported when the parser gets there.
    case whenReached

    /// A bracket that is open at the end of the text: also in place of an error that the parser finds on a line
    /// below the bracket's.
    case unclosed
  }

  package var diagnostic: Diagnostic
  package var rank: Rank
}

/// All tokens of a text, ended by one `endOfFile` or `failure` token.
package struct TokenStream {
  package var tokens: [Token]
  package var failure: LexicalFailure?
}
