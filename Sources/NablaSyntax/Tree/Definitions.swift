import NablaSource

/// `def name(parameters) -> returns: body`, with its decorators.
public final class FunctionDefinition {
  public let scope: ScopeID
  public let name: Identifier
  public let parameters: Parameters
  public let returns: Expression?
  public let body: [Statement]

  /// From the outermost (first written, last applied) to the innermost; the `@` is no part of their spans.
  public let decorators: [Expression]

  /// From `def` to the colon: what a traceback shows of a definition.
  public let headerSpan: Span

  /// Whether `yield` or `yield from` occurs in the body itself (not in functions, lambdas, classes within; those of
  /// comprehensions are refused by the parser).
  public let isGenerator: Bool

  public init(
    scope: ScopeID, name: Identifier, parameters: Parameters, returns: Expression?, body: [Statement],
    decorators: [Expression], headerSpan: Span, isGenerator: Bool
  ) {
    self.scope = scope
    self.name = name
    self.parameters = parameters
    self.returns = returns
    self.body = body
    self.decorators = decorators
    self.headerSpan = headerSpan
    self.isGenerator = isGenerator
  }

  public var docstring: String? { body.docstring }
}

/// `class name(arguments): body`, with its decorators.
public final class ClassDefinition {
  public let scope: ScopeID
  public let name: Identifier

  /// Bases (positional and `*bases`) and keyword arguments (`metaclass=` is refused by the parser), as written.
  public let arguments: [Argument]
  public let body: [Statement]

  /// From the outermost to the innermost.
  public let decorators: [Expression]

  /// From `class` to the colon.
  public let headerSpan: Span

  public init(
    scope: ScopeID, name: Identifier, arguments: [Argument], body: [Statement], decorators: [Expression],
    headerSpan: Span
  ) {
    self.scope = scope
    self.name = name
    self.arguments = arguments
    self.body = body
    self.decorators = decorators
    self.headerSpan = headerSpan
  }

  public var docstring: String? { body.docstring }
}

/// `lambda parameters: body`.
public final class Lambda {
  public let scope: ScopeID
  public let parameters: Parameters
  public let body: Expression

  /// Whether the body contains a `yield` of its own.
  public let isGenerator: Bool

  public init(scope: ScopeID, parameters: Parameters, body: Expression, isGenerator: Bool) {
    self.scope = scope
    self.parameters = parameters
    self.body = body
    self.isGenerator = isGenerator
  }
}

/// The parameters of a function or lambda: `a, b=1, /, c, d=2, *rest, e, f=3, **options`.
///
/// The parser has checked that names are distinct and that defaults come last among the positional ones.
public struct Parameters {
  /// Those before `/`.
  public let positionalOnly: [Parameter]

  /// Those that take a position or a keyword.
  public let positional: [Parameter]

  /// `*rest`.
  public let variadic: Parameter?

  /// Those after `*` or `*rest`; any of them may have a default.
  public let keywordOnly: [Parameter]

  /// `**options`.
  public let keywords: Parameter?

  public init(
    positionalOnly: [Parameter] = [], positional: [Parameter] = [], variadic: Parameter? = nil,
    keywordOnly: [Parameter] = [], keywords: Parameter? = nil
  ) {
    self.positionalOnly = positionalOnly
    self.positional = positional
    self.variadic = variadic
    self.keywordOnly = keywordOnly
    self.keywords = keywords
  }

  /// All of them in the order of CPython's local variables: positional-only, positional, keyword-only, `*rest`,
  /// `**options`.
  public var all: [Parameter] {
    var result = positionalOnly + positional + keywordOnly
    if let variadic { result.append(variadic) }
    if let keywords { result.append(keywords) }
    return result
  }
}

/// `name: annotation = default`; the span covers all of that, and the stars of `*rest` and `**options` not.
public struct Parameter {
  public let name: Identifier
  public let annotation: Expression?
  public let defaultValue: Expression?
  public let span: Span

  public init(name: Identifier, annotation: Expression?, defaultValue: Expression?, span: Span) {
    self.name = name
    self.annotation = annotation
    self.defaultValue = defaultValue
    self.span = span
  }
}
