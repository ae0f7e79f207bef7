/// A half-open range of UTF-8 offsets into the text of one `SourceFile`.
///
/// Eight bytes, so that every node, instruction and diagnostic can afford one. The file itself is known from context
/// (a module, a code object), never from the span.
public struct Span: Hashable, Sendable {
  public var lower: Int32
  public var upper: Int32

  /// Stands for "no place in particular": empty, at the very start.
  public static let none = Span(lower: 0, upper: 0)

  @inlinable
  public init(lower: Int32, upper: Int32) {
    self.lower = lower
    self.upper = upper
  }

  @inlinable
  public init(_ lower: Int, _ upper: Int) {
    self.lower = Int32(truncatingIfNeeded: lower)
    self.upper = Int32(truncatingIfNeeded: upper)
  }

  @inlinable public var isEmpty: Bool { lower >= upper }
  @inlinable public var count: Int { max(0, Int(upper) - Int(lower)) }

  /// The smallest span that covers both.
  @inlinable
  public func union(_ other: Span) -> Span {
    Span(lower: min(lower, other.lower), upper: max(upper, other.upper))
  }

  /// From the start of this span to the end of `other`, which comes later in the text.
  @inlinable
  public func through(_ other: Span) -> Span { Span(lower: lower, upper: other.upper) }

  @inlinable
  public func contains(_ other: Span) -> Bool { lower <= other.lower && other.upper <= upper }

  /// The empty span just behind this one.
  @inlinable public var end: Span { Span(lower: upper, upper: upper) }
}

/// A place as people count it: the line from 1 (plus the file's `firstLine` offset), the column from 1 by code point.
public struct Location: Hashable, Sendable {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}
