import NablaSource

/// A statement.
///
/// Its span runs from its first token to its last one, without the line end; a compound statement's includes its
/// blocks, a decorated definition's starts at `def` or `class` (decorators lie outside, in front).
public final class Statement {
  public let span: Span
  public let kind: Kind

  public init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
  }

  public enum Kind {
    /// An expression for its effect, or for its value as the last of a cell.
    case expression(Expression)

    /// `a = b, c = value`: targets from left to right, in the order in which they are assigned; at least one.
    /// A target is `name`, `attribute`, `subscript`, or a `tuple`/`list` of targets, one of which may be `starred`.
    case assign(targets: [Expression], value: Expression)

    /// `target: annotation = value`. The target is a `name`, `attribute` or `subscript`; `isSimple` when it is a name
    /// without parentheses (only then does it declare a variable and evaluate the annotation in modules and classes).
    case annotatedAssign(target: Expression, annotation: Expression, value: Expression?, isSimple: Bool)

    /// `target += value`. The target is a `name`, `attribute` or `subscript`; `operatorSpan` covers `+=`.
    case augmentedAssign(target: Expression, operator: BinaryOperator, operatorSpan: Span, value: Expression)

    /// `del a, b[0]`: names, attributes, subscripts, and tuples and lists of those.
    case delete([Expression])

    case pass
    case `break`
    case `continue`
    case `return`(Expression?)

    /// `raise`, `raise exception`, `raise exception from cause`.
    case raise(exception: Expression?, cause: Expression?)

    case assert(test: Expression, message: Expression?)
    case global([Identifier])
    case nonlocal([Identifier])

    /// `import a.b as c, d`.
    case `import`([ImportAlias])

    /// `from ..a.b import c as d, e`.
    case importFrom(ImportFrom)

    /// `if`, its `elif`s and `else`: at least one clause; `orElse` is nil without `else`.
    case `if`(clauses: [IfClause], orElse: [Statement]?)

    case `while`(test: Expression, body: [Statement], orElse: [Statement]?)
    case `for`(target: Expression, iterable: Expression, body: [Statement], orElse: [Statement]?)

    /// `with a as b, c: …`: at least one item.
    case with(items: [WithItem], body: [Statement])

    case `try`(Try)
    case match(subject: Expression, cases: [MatchCase])
    case function(FunctionDefinition)
    case `class`(ClassDefinition)
  }
}

// MARK: - Parts of compound statements

/// `if test: body` or `elif test: body`. The span starts at the keyword.
public struct IfClause {
  public let test: Expression
  public let body: [Statement]
  public let span: Span

  public init(test: Expression, body: [Statement], span: Span) {
    self.test = test
    self.body = body
    self.span = span
  }
}

/// `context as target`.
public struct WithItem {
  public let context: Expression
  public let target: Expression?
  public let span: Span

  public init(context: Expression, target: Expression?, span: Span) {
    self.context = context
    self.target = target
    self.span = span
  }
}

/// A `try` statement: it has handlers, or `finally`, or both; `orElse` only with handlers.
public final class Try {
  public let body: [Statement]
  public let handlers: [ExceptHandler]
  public let orElse: [Statement]?
  public let finally: [Statement]?
  /// Whether the handlers are `except*`.
  public let isGroup: Bool

  public init(
    body: [Statement], handlers: [ExceptHandler], orElse: [Statement]?, finally: [Statement]?, isGroup: Bool = false
  ) {
    self.isGroup = isGroup
    self.body = body
    self.handlers = handlers
    self.orElse = orElse
    self.finally = finally
  }
}

/// `except type as name: body`. A bare `except:` has no type, and is the last.
public struct ExceptHandler {
  public let type: Expression?
  public let name: Identifier?
  public let body: [Statement]
  public let span: Span

  public init(type: Expression?, name: Identifier?, body: [Statement], span: Span) {
    self.type = type
    self.name = name
    self.body = body
    self.span = span
  }
}

// MARK: - Imports

/// `a.b.c as name`. Without `as`, `import` binds the first component, `a`.
public struct ImportAlias {
  /// The dotted name's components; at least one. Spans cover the components.
  public let path: [Identifier]
  public let alias: Identifier?
  public let span: Span

  public init(path: [Identifier], alias: Identifier?, span: Span) {
    self.path = path
    self.alias = alias
    self.span = span
  }

  /// With dots: "a.b.c".
  public var dottedName: String { path.map(\.name).joined(separator: ".") }
}

/// `from ..module import names`.
public final class ImportFrom {
  /// The number of leading dots.
  public let level: Int

  /// The dotted name's components; empty in `from . import x`.
  public let path: [Identifier]

  /// What is imported; each name has one component. Empty with `*`.
  public let names: [ImportAlias]

  public let importsAll: Bool

  /// The dots and the dotted name.
  public let moduleSpan: Span

  public init(level: Int, path: [Identifier], names: [ImportAlias], importsAll: Bool, moduleSpan: Span) {
    self.level = level
    self.path = path
    self.names = names
    self.importsAll = importsAll
    self.moduleSpan = moduleSpan
  }

  /// Without the leading dots: "a.b.c".
  public var dottedName: String { path.map(\.name).joined(separator: ".") }
}
