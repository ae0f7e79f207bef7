import NablaSource

/// # The syntax tree, for those who walk it
///
/// - A `Module` holds `Statement`s, which hold `Expression`s and `Pattern`s: final classes with a `span` and a `kind`
///   to switch over. Trees are immutable; later passes keep what they find in tables of their own:
///   - by `ScopeID`, for everything that belongs to a scope. `Module`, `FunctionDefinition`, `Lambda`,
///     `ClassDefinition` and `Comprehension` have one each, from 0 (the module) up to `Module.scopeCount`, in the order
///     in which the scopes are *finished* in the source (do not read an order of nesting into them);
///   - by `Expression.id`, a number below `Module.expressionCount`, unique within the module (with gaps).
/// - Spans: a node's span lies within its parent's. Parentheses around an expression are no node and no part of its
///   span, except that a tuple's and a generator expression's span include theirs, as in CPython's `ast`. What carets
///   may want to mark separately (operators, attribute names, a call's arguments) has a span of its own.
/// - Depth: brackets nest at most 200 deep, blocks at most 100, and any mixture of expressions within expressions at
///   most `Parser.maximumNesting`, so walking the tree recursively is safe **except along left spines**: the chains
///   `a + b + c + …` (`binary`) and `a.b(c)[d].e…` (`call`, `attribute`, `subscript`) may be 100,000 nodes
///   deep on their left. Walk those with a loop: `Expression.leftSpine` gives their nodes in the order of evaluation.
///   All other repeated constructs (`and`, `or`, comparisons, `elif`, implicit concatenation, clauses of a
///   comprehension) are flat arrays.
/// - The tree is what the source says: no constant is folded, no docstring is taken out, no name is mangled.
public final class Module {
  /// The source it was parsed from; all spans are offsets into it.
  public let file: SourceFile

  public let body: [Statement]

  /// Always 0.
  public let scope: ScopeID

  /// How many scopes there are: every `ScopeID` is below this.
  public let scopeCount: Int

  /// Every `Expression.id` is below this.
  public let expressionCount: Int

  /// Whether the last statement is followed by a semicolon: notebooks then do not display its value.
  public let endsWithSemicolon: Bool

  public init(
    file: SourceFile, body: [Statement], scopeCount: Int, expressionCount: Int, endsWithSemicolon: Bool
  ) {
    self.file = file
    self.body = body
    self.scope = 0
    self.scopeCount = scopeCount
    self.expressionCount = expressionCount
    self.endsWithSemicolon = endsWithSemicolon
  }

  public var span: Span { Span(0, file.bytes.count) }
  public var docstring: String? { body.docstring }
}

/// Numbers the scopes of a module from 0.
public typealias ScopeID = Int

/// A name where it is written: a parameter, an imported name, a keyword argument's name.
public struct Identifier: Hashable, Sendable {
  public let name: String
  public let span: Span

  public init(_ name: String, _ span: Span) {
    self.name = name
    self.span = span
  }
}

extension [Statement] {
  /// The text of a leading string literal (neither bytes nor f-string), as `__doc__` has it.
  public var docstring: String? {
    guard let first, case .expression(let value) = first.kind, case .string(let text) = value.kind else { return nil }
    return text
  }
}
