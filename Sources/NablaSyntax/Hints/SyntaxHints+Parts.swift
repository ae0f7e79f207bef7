import NablaSource

/// Statements of a wrong form, and parts that are missing.
extension SyntaxHints {
  func importForms() -> String? {
    guard isPlain else { return nil }
    switch kind(at: first) {
    case .keywordImport:
      if kind() == .keywordFrom, kind(1) == .name {
        return "Did you mean 'from \(text(1)) import \(text(-1))'?"
      }
      if kind() == .string, place == first + 1 { return "A module's name has no quotes." }
      if kind() == .star { return "Did you mean 'from module import *'?" }
      if kind() == .newline, place == first + 1 { return "The module's name is missing." }
    case .keywordFrom:
      if kind() == .newline, kind(-1) == .keywordImport { return "What to import is missing." }
      if kind() == .newline, !holds(.keywordImport), place > first + 1 {
        return "Did you mean 'from \(text(at: first + 1)) import name'?"
      }
    default: break
    }
    return nil
  }

  /// `raise ValueError, "text"`.
  func raiseForm() -> String? {
    guard isPlain, kind(at: first) == .keywordRaise, kind() == .comma, place == first + 2, kind(-1) == .name else {
      return nil
    }
    return "Did you mean 'raise \(text(-1))(...)'?"
  }

  /// `except ValueError, e:`.
  func exceptForm() -> String? {
    guard error.message == SyntaxMessage.multipleExceptTypes.text, kind(at: first) == .keywordExcept else { return nil }
    guard end == first + 5, kind(at: first + 1) == .name, kind(at: first + 3) == .name else { return nil }
    let (type, name) = (text(at: first + 1), text(at: first + 3))
    return name.first?.isLowercase == true
      ? "Did you mean 'except \(type) as \(name):'?" : "Did you mean 'except (\(type), \(name)):'?"
  }

  /// An operand, a condition, an element that is not there.
  func missingPart() -> String? {
    guard isPlain, place > first else { return nil }
    let before = kind(-1)
    let isAtEnd = kind() == .newline || kind() == .endOfFile
    switch before {
    case .keywordIf, .keywordElif, .keywordWhile:
      if kind() == .colon, place == first + 1 { return "The condition is missing." }
    case .keywordIn:
      if kind() == .colon, kind(at: first) == .keywordFor { return "What to loop over is missing behind 'in'." }
    case .keywordDef:
      if kind() == .leftParenthesis { return "The function's name is missing." }
    case .dot:
      if isAtEnd { return "A name is missing behind '.'." }
    case .comma:
      if kind() == .comma { return "Something is missing between the commas." }
    case .leftBracket:
      if kind() == .rightBracket { return "The index is missing." }
    case .keywordNot:
      // A space where `!=` or `not in` was meant.
      if place - 2 >= first, kind(-2).endsExpression { return "Did you mean '!=', 'not in' or 'is not'?" }
    default: break
    }
    if kind().isReserved, holds(.keywordLambda, beforePlace: true), kind().startsStatement {
      return "A lambda is one expression; a statement needs 'def'."
    }
    if isAtEnd, before.isOperator || before.isReserved && error.message == SyntaxMessage.invalidSyntax.text {
      return "Something is missing behind '\(text(-1))'."
    }
    if before.isOperator, kind().isOperator, place - 2 >= first, kind(-2).endsExpression {
      return "Something is missing between '\(text(-1))' and '\(text())'."
    }
    if before == .equal, kind().isOperator { return "Something is missing before '\(text())'." }
    return nil
  }
}

extension TokenKind {
  /// Needs something behind it.
  var isOperator: Bool {
    switch self {
    case .plus, .minus, .star, .doubleStar, .slash, .doubleSlash, .percent, .at, .leftShift, .rightShift, .ampersand,
      .bar, .caret, .tilde, .less, .greater, .lessEqual, .greaterEqual, .equalEqual, .notEqual, .equal, .plusEqual,
      .minusEqual, .starEqual, .slashEqual, .keywordAnd, .keywordOr, .keywordNot, .keywordIs, .keywordIn:
      return true
    default: return false
    }
  }

  fileprivate var startsStatement: Bool {
    switch self {
    case .keywordReturn, .keywordRaise, .keywordAssert, .keywordDel, .keywordPass, .keywordBreak, .keywordContinue,
      .keywordGlobal, .keywordImport, .keywordWhile, .keywordTry, .keywordWith:
      return true
    default: return false
    }
  }
}
