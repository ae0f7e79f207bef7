import NablaSource

/// An integer literal: the value where it fits 64 bits, and the digits for any size.
public struct IntegerLiteral: Hashable, Sendable {
  /// Without prefix and underscores, lower case, not empty.
  public let digits: String

  /// 2, 8, 10 or 16.
  public let radix: Int

  /// Nil when it exceeds `Int.max`.
  public let value: Int?

  public init(digits: String, radix: Int, value: Int?) {
    self.digits = digits
    self.radix = radix
    self.value = value
  }
}

/// An entry of a dictionary display: `key: value`, or `**mapping`.
public enum DictionaryItem {
  case pair(key: Expression, value: Expression)
  case unpack(Expression)
}

/// A call. Its expression's span runs from the callee's start to the closing parenthesis.
public final class Call {
  public let callee: Expression

  /// In the order as written, which is the order of evaluation but for CPython's rule that all positional ones come
  /// first (a `*` may follow a keyword argument).
  public let arguments: [Argument]

  /// From `(` to `)`.
  public let argumentsSpan: Span

  public init(callee: Expression, arguments: [Argument], argumentsSpan: Span) {
    self.callee = callee
    self.arguments = arguments
    self.argumentsSpan = argumentsSpan
  }
}

/// One argument of a call or of a class's parentheses.
public struct Argument {
  public enum Kind {
    case positional
    case keyword(Identifier)
    /// `*value`
    case unpack
    /// `**value`
    case unpackMapping
  }

  public let kind: Kind
  public let value: Expression

  /// All of it: `name=value`, `*value`.
  public let span: Span

  public init(kind: Kind, value: Expression, span: Span) {
    self.kind = kind
    self.value = value
    self.span = span
  }
}

/// `[element for target in iterable if condition …]` and its three siblings.
///
/// The first clause's iterable is evaluated in the enclosing scope, all else in the comprehension's own. The parser has
/// refused `yield` within, and walrus targets that rebind a loop variable.
public final class Comprehension {
  public enum Kind: Hashable, Sendable {
    case list, set, dictionary, generator
  }

  public let scope: ScopeID
  public let kind: Kind

  /// What is collected; the key in a dictionary comprehension.
  public let element: Expression

  /// The value in a dictionary comprehension, otherwise nil.
  public let value: Expression?

  /// At least one.
  public let clauses: [ComprehensionClause]

  public init(
    scope: ScopeID, kind: Kind, element: Expression, value: Expression?, clauses: [ComprehensionClause]
  ) {
    self.scope = scope
    self.kind = kind
    self.element = element
    self.value = value
    self.clauses = clauses
  }
}

/// `for target in iterable if a if b`.
public struct ComprehensionClause {
  public let target: Expression
  public let iterable: Expression
  public let conditions: [Expression]
  public let span: Span

  public init(target: Expression, iterable: Expression, conditions: [Expression], span: Span) {
    self.target = target
    self.iterable = iterable
    self.conditions = conditions
    self.span = span
  }
}

/// A piece of an f-string: literal text (decoded, never empty) or `{expression=!r:spec}`.
public enum FormattedPiece {
  case text(String)
  case field(FormattedField)
}

/// `{expression=!r:spec}`.
public final class FormattedField {
  public enum Conversion: Hashable, Sendable {
    case none, str, repr, ascii
  }

  public let expression: Expression

  /// With `=`: the source text from behind the brace through the `=` and the blanks after it, to be shown in front of
  /// the value.
  public let sourceText: String?

  /// As it applies: with `=` and neither conversion nor format spec this is `.repr`.
  public let conversion: Conversion

  /// The pieces of the format spec, which may hold fields themselves; nil without a colon.
  public let formatSpec: [FormattedPiece]?

  /// From `{` to `}`.
  public let span: Span

  public init(
    expression: Expression, sourceText: String?, conversion: Conversion, formatSpec: [FormattedPiece]?, span: Span
  ) {
    self.expression = expression
    self.sourceText = sourceText
    self.conversion = conversion
    self.formatSpec = formatSpec
    self.span = span
  }
}

/// One link of a comparison chain: `< operand`.
public struct Comparison {
  public let `operator`: ComparisonOperator
  public let operatorSpan: Span
  public let operand: Expression

  public init(operator: ComparisonOperator, operatorSpan: Span, operand: Expression) {
    self.operator = `operator`
    self.operatorSpan = operatorSpan
    self.operand = operand
  }
}
