/// Operators on any values, with dunder methods, reflected forms and `NotImplemented`.
extension Interpreter {
  /// `left op right`.
  public func binary(_ op: BinaryOperator, _ left: Value, _ right: Value) throws -> Value {
    if let result = Numbers.sumOfBig(op, left, right) { return result }
    if let result = try binaryOrNil(op, left, right) { return result }
    throw unsupported(op == .power ? "** or pow()" : op.symbol, left, right)
  }

  /// `left op= right`.
  public func inPlace(_ op: BinaryOperator, _ left: Value, _ right: Value) throws -> Value {
    if case .object(let object) = left {
      if let method = object.type.override(Names.inPlace(op)) {
        let result = try call(method, left, right)
        if !result.isNotImplemented { return result }
      } else if let result = try object.inPlace(op, right, self) {
        return result
      }
    }
    if let result = try binaryOrNil(op, left, right) { return result }
    throw unsupported(op == .power ? "**=" : op.symbol + "=", left, right)
  }

  private func binaryOrNil(_ op: BinaryOperator, _ left: Value, _ right: Value) throws -> Value? {
    switch (left, right) {
    case (.object, _), (_, .object): break
    case (.float(let x), .int(let y)):
      if let result = quickly(op, x, Double(y)) { return .float(result) }
      return try Numbers.binary(op, left, right, self)
    case (.int(let x), .float(let y)):
      if let result = quickly(op, Double(x), y) { return .float(result) }
      return try Numbers.binary(op, left, right, self)
    default: return try Numbers.binary(op, left, right, self)
    }
    let leftType = type(of: left)
    let rightType = type(of: right)
    // The right operand's method goes first when its class is a subclass that overrides it.
    let rightFirst =
      leftType !== rightType && rightType.isHeap && rightType.isSubclass(of: leftType)
      && rightType.override(Names.reflected(op)) != nil
      && !rightType.lookup(Names.reflected(op)).isIdentical(to: leftType.lookup(Names.reflected(op)))
    if rightFirst, let result = try reflected(op, left, right) { return result }
    if let result = try forward(op, left, right) { return result }
    if !rightFirst, leftType !== rightType || !leftType.isHeap { return try reflected(op, left, right) }
    return nil
  }

  private func quickly(_ op: BinaryOperator, _ x: Double, _ y: Double) -> Double? {
    switch op {
    case .add: x + y
    case .subtract: x - y
    case .multiply: x * y
    case .divide where y != 0: x / y
    default: nil
    }
  }

  private func forward(_ op: BinaryOperator, _ left: Value, _ right: Value) throws -> Value? {
    guard case .object(let object) = left else {
      return isNumeric(right) ? try Numbers.binary(op, left, right, self) : nil
    }
    if let method = object.type.override(Names.forward(op)) {
      let result = try call(method, left, right)
      return result.isNotImplemented ? nil : result
    }
    return try object.binary(op, right, self)
  }

  func reflected(_ op: BinaryOperator, _ left: Value, _ right: Value) throws -> Value? {
    guard case .object(let object) = right else { return nil }
    if let method = object.type.override(Names.reflected(op)) {
      let result = try call(method, right, left)
      return result.isNotImplemented ? nil : result
    }
    return try object.reflected(op, left, self)
  }

  private func isNumeric(_ value: Value) -> Bool {
    switch value {
    case .int, .float, .bool: true
    case .object(let object): object.kind == .int
    default: false
    }
  }

  public func unary(_ op: UnaryOperator, _ value: Value) throws -> Value {
    if case .object(let object) = value {
      if let method = object.type.override(Names.unary(op)) { return try call(method, value) }
      if let result = try object.unary(op, self) { return result }
    } else if let result = try Numbers.unary(op, value, self) {
      return result
    }
    throw Raised(.typeError, "bad operand type for unary \(op.symbol): '\(typeName(of: value))'")
  }

  // MARK: comparison

  public func compare(_ op: Comparison, _ left: Value, _ right: Value) throws -> Value {
    switch (left, right) {
    case (.object, _), (_, .object): break
    default:
      if let result = try Numbers.compare(op, left, right, self) { return result }
    }
    let leftType = type(of: left)
    let rightType = type(of: right)
    let rightFirst = leftType !== rightType && rightType.isHeap && rightType.isSubclass(of: leftType)
    if rightFirst, let result = try compareOne(op.swapped, right, left) { return result }
    if let result = try compareOne(op, left, right) { return result }
    if rightFirst { return try incomparable(op, left, right) }
    return try compareReflected(op, left, right)
  }

  /// What is left when the left operand's method answered `NotImplemented`.
  private func compareReflected(_ op: Comparison, _ left: Value, _ right: Value) throws -> Value {
    if let result = try compareOne(op.swapped, right, left) { return result }
    return try incomparable(op, left, right)
  }

  private func incomparable(_ op: Comparison, _ left: Value, _ right: Value) throws -> Value {
    switch op {
    case .equal: return .bool(left.isIdentical(to: right))
    case .notEqual: return .bool(!left.isIdentical(to: right))
    default:
      throw Raised(
        .typeError,
        "'\(op.symbol)' not supported between instances of '\(typeName(of: left))' and '\(typeName(of: right))'")
    }
  }

  private func compareOne(_ op: Comparison, _ left: Value, _ right: Value) throws -> Value? {
    guard case .object(let object) = left else {
      return isNumeric(right) ? try Numbers.compare(op, left, right, self) : nil
    }
    let type = object.type
    if type.isHeap {
      if let method = type.override(Names.comparison(op)) {
        let result = try call(method, left, right)
        return result.isNotImplemented ? nil : result
      }
      // `!=` without a method of its own is the opposite of `==`.
      if op == .notEqual, let method = type.override(Names.eq) {
        let result = try call(method, left, right)
        return result.isNotImplemented ? nil : .bool(try !truth(result))
      }
    }
    if object.isContainer {
      try enterNative(" in comparison")
      defer { leaveNative() }
      return try object.compare(op, right, self)
    }
    return try object.compare(op, right, self)
  }

  /// `left == right` as a truth value, identity first (as containers compare their items).
  public func equals(_ left: Value, _ right: Value) throws -> Bool {
    switch (left, right) {
    case (.int(let a), .int(let b)): return a == b
    case (.object(let a), .object(let b)):
      if a === b { return true }
      if a.kind == .str, b.kind == .str {
        return unsafeDowncast(a, to: StrObject.self).isEqual(unsafeDowncast(b, to: StrObject.self))
      }
    case (.none, .none): return true
    default:
      if left.isIdentical(to: right) { return true }
    }
    return try truth(compare(.equal, left, right))
  }

  public func less(_ left: Value, _ right: Value) throws -> Bool {
    if case .object(let a) = left, case .object(let b) = right {
      if a.kind == .str, b.kind == .str {
        return StrOperations.holds(.less, unsafeDowncast(a, to: StrObject.self), unsafeDowncast(b, to: StrObject.self))
      }
    }
    return try truth(compare(.less, left, right))
  }

  /// `left < right` after the left operand's method has answered `NotImplemented`.
  func lessReflected(_ left: Value, _ right: Value) throws -> Bool {
    try truth(compareReflected(.less, left, right))
  }

  public func hash(_ value: Value) throws -> Int {
    switch value {
    case .int(let value):
      // Modulo 2^61 - 1, as CPython; small values are their own hashes.
      if value >= 0, value < 0x1FFF_FFFF_FFFF_FFFF { return value }
      return Numbers.hash(value)
    case .object(let object):
      if object.kind == .str { return unsafeDowncast(object, to: StrObject.self).hashCode }
      if object.kind == .tuple { return try TupleOperations.hash(unsafeDowncast(object, to: TupleObject.self), self) }
      let type = object.type
      if type.isHeap, let method = try hashMethod(type) {
        if method.isNone { throw unhashable(value) }
        let result = try call(method, value)
        guard let hash = result.integer else { throw Raised(.typeError, "__hash__ method should return an integer") }
        if case .int(let small) = result { return small == -1 ? -2 : small }
        return Numbers.hash(hash)
      }
      return try object.hash(self)
    case .bool(let value): return value ? 1 : 0
    case .float(let value): return Numbers.hash(value)
    case .none, .undefined: return NumericHash.none
    }
  }

  /// A class that defines `__eq__` without `__hash__` is unhashable (`.none`); class creation sees to that.
  private func hashMethod(_ type: TypeObject) throws -> Value? { type.override(Names.hash) }

  public func truth(_ value: Value) throws -> Bool {
    switch value {
    case .bool(let value): return value
    case .int(let value): return value != 0
    case .float(let value): return value != 0
    case .none, .undefined: return false
    case .object(let object):
      let type = object.type
      if type.isHeap {
        if let method = type.override(Names.bool) {
          guard case .bool(let result) = try call(method, value) else {
            throw Raised(.typeError, "__bool__ should return bool, returned \(typeName(of: try call(method, value)))")
          }
          return result
        }
        if type.override(Names.len) != nil { return try length(value) != 0 }
      }
      return try object.truth(self)
    }
  }
}
