import NablaSource

/// `case pattern if guard: body`. The span starts at `case`.
public struct MatchCase {
  public let pattern: Pattern
  public let `guard`: Expression?
  public let body: [Statement]
  public let span: Span

  public init(pattern: Pattern, guard: Expression?, body: [Statement], span: Span) {
    self.pattern = pattern
    self.guard = `guard`
    self.body = body
    self.span = span
  }
}

/// A pattern of a `match` statement.
///
/// The parser has checked that no name is captured twice, that alternatives bind the same names, that a pattern that
/// matches everything comes last, and that a sequence has one star at most.
public final class Pattern {
  public let span: Span
  public let kind: Kind

  public init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
  }

  public enum Kind {
    /// Compares with `==`: a number (perhaps under a `unary` minus), a string, bytes, or a dotted name.
    case value(Expression)

    /// Compares with `is`: an expression of kind `none`, `true` or `false`.
    case singleton(Expression)

    /// `_`: matches everything, binds nothing.
    case wildcard

    /// A name: matches everything and binds it.
    case capture(Identifier)

    /// `[a, *rest, b]`, `(a, b)` or `a, b`; `star` only occurs here.
    case sequence([Pattern])

    /// `*rest`, or `*_` with nil.
    case star(Identifier?)

    /// `{key: pattern, **rest}`; keys are as in `value`, or singletons' expressions.
    case mapping(entries: [(key: Expression, pattern: Pattern)], rest: Identifier?)

    /// `Class(pattern, name=pattern)`; the class is a `name` or `attribute` expression.
    case `class`(Expression, positional: [Pattern], keywords: [(name: Identifier, pattern: Pattern)])

    /// `a | b | c`: at least two.
    case or([Pattern])

    /// `pattern as name`.
    case `as`(Pattern, Identifier)
  }
}
