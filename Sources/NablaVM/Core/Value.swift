/// A value of the language: small ones lie in the enum itself, all others are objects.
///
/// Numbers are never boxed: that is what makes loops fast. An `int` here is the 64-bit fast path; integers beyond it
/// are `IntObject`s, and every operation that overflows must produce one, every one that shrinks back must not keep one.
@frozen public enum Value {
  /// No value: an unassigned local, an omitted argument. Never reaches a program.
  case undefined
  case none
  case bool(Bool)
  case int(Int)
  case float(Double)
  case object(Object)
}

extension Value {
  public static func string(_ text: String) -> Value { .object(StrObject.make(text)) }
  public static func list(_ items: [Value]) -> Value { .object(ListObject.make(items)) }
  public static func tuple(_ items: [Value]) -> Value { .object(TupleObject.make(items)) }
  public static func bytes(_ bytes: [UInt8]) -> Value { .object(BytesObject(bytes)) }

  @inlinable @inline(__always) public var isNone: Bool { if case .none = self { return true } else { return false } }
  @inlinable @inline(__always) public var isUndefined: Bool { if case .undefined = self { return true } else { return false } }
  /// `nil` for `.undefined`: turns a table's answer into an optional.
  @inlinable public var defined: Value? { if case .undefined = self { return nil } else { return self } }

  /// The object behind the value when it is a `T`: `value.as(ListObject.self)`.
  @inlinable public func `as`<T: Object>(_ type: T.Type) -> T? {
    if case .object(let object) = self { return object as? T } else { return nil }
  }

  @inlinable public var object: Object? { if case .object(let object) = self { return object } else { return nil } }

  /// The text of a `str`.
  @inlinable public var text: String? {
    guard case .object(let object) = self else { return nil }
    if object.kind == .str { return unsafeDowncast(object, to: StrObject.self).text }
    return (object as? StrObject)?.text
  }

  /// Python's `is`. Equal floats are identical as values of the enum; that is finer than CPython's boxes.
  @inlinable public func isIdentical(to other: Value) -> Bool {
    switch (self, other) {
    case (.undefined, .undefined), (.none, .none): return true
    case (.bool(let a), .bool(let b)): return a == b
    case (.int(let a), .int(let b)): return a == b
    case (.float(let a), .float(let b)): return a.bitPattern == b.bitPattern
    case (.object(let a), .object(let b)): return a === b
    default: return false
    }
  }
}
