import NablaSource

/// An expression. See `Module` for how to walk it, its spans and its depth.
public final class Expression {
  public let span: Span

  /// Unique within the module and below `Module.expressionCount`: an index for side tables.
  public let id: Int32

  /// How many nodes deep the left spine below this node is (see `leftSpine`); 0 where there is none.
  let spineDepth: Int32

  public private(set) var kind: Kind

  public init(_ kind: Kind, _ span: Span, id: Int32) {
    self.kind = kind
    self.span = span
    self.id = id
    if let left = kind.left {
      self.spineDepth = left.spineDepth == Int32.max ? Int32.max : left.spineDepth + 1
    } else {
      self.spineDepth = 0
    }
  }

  public enum Kind {
    // Atoms.
    case name(String)
    case none
    case `true`
    case `false`
    case ellipsis
    case integer(IntegerLiteral)
    case float(Double)

    /// Implicitly concatenated literals are one string, spanning from the first quote to the last.
    case string(String)
    case bytes([UInt8])
    case formatted([FormattedPiece])

    // Displays. Elements may be `starred`.
    case tuple([Expression])
    case list([Expression])
    case set([Expression])
    case dictionary([DictionaryItem])

    /// Lists, sets, dictionaries and generators made by `for` clauses.
    case comprehension(Comprehension)

    // Operators.
    case unary(UnaryOperator, Expression)
    case binary(Expression, BinaryOperator, Expression, operatorSpan: Span)

    /// `a and b and c`: at least two operands. `a and b or c` nests: `or(and(a, b), c)`.
    case boolean(BooleanOperator, [Expression])

    /// `first < a <= b`: at least one link.
    case compare(Expression, [Comparison])

    /// `body if test else orElse`.
    case conditional(body: Expression, test: Expression, orElse: Expression)

    /// `(name := value)`.
    case named(Identifier, Expression)

    case lambda(Lambda)

    // Access.
    case call(Call)

    /// `value.name`.
    case attribute(Expression, Identifier)

    /// `value[index]`. `a[1, 2:3]` has a `tuple` with a `slice` inside. `bracketSpan` covers `[` to `]`.
    case `subscript`(Expression, Expression, bracketSpan: Span)

    /// `lower:upper:step`; only as a subscript's index or an element of a tuple there.
    case slice(lower: Expression?, upper: Expression?, step: Expression?)

    /// `*value`, in displays, in targets, in subscripts' tuples; in calls see `Argument`.
    case starred(Expression)

    case yield(Expression?)
    case yieldFrom(Expression)
  }

  /// A left spine can be 100,000 nodes deep; releasing it node by node within each other's `deinit` would overflow the
  /// native stack. So a deep spine is unlinked here from the top, as long as nobody else holds the next node: each
  /// node is then released with no left child of its own.
  deinit {
    guard spineDepth > 32 else { return }
    var next: Expression? = takeLeft()
    // Where somebody else holds a node (a pass keeps a subtree), the rest of the spine is left alone.
    while next != nil, isKnownUniquelyReferenced(&next) { next = next?.takeLeft() }
  }

  private func takeLeft() -> Expression? {
    let left = kind.left
    kind = .none
    return left
  }
}

extension Expression.Kind {
  /// The child on which a left spine goes on.
  @inlinable
  public var left: Expression? {
    switch self {
    case .binary(let left, _, _, _): return left
    case .call(let call): return call.callee
    case .attribute(let value, _): return value
    case .subscript(let value, _, _): return value
    default: return nil
    }
  }
}

extension Expression {
  /// The chain of nodes from the innermost left operand up to this node, which comes last: for `a.b(c) + d` these are
  /// `a`, `a.b`, `a.b(c)` and the sum. Each but the first has the one before as its `kind.left`. A single node where
  /// there is no chain.
  public var leftSpine: [Expression] {
    var spine: [Expression] = [self]
    var node = self
    while let left = node.kind.left {
      spine.append(left)
      node = left
    }
    spine.reverse()
    return spine
  }
}
