import NablaBytecode

/// The arithmetic and comparisons that the loop leaves to a call: operands of different kinds, of none, and rarer
/// operators. They take registers rather than values, so that nothing is counted on the way.
extension Interpreter {
  /// What `//` and `%` give for a positive divisor.
  @inline(__always) static func floorDivision(_ x: Int, _ y: Int) -> (quotient: Int, remainder: Int) {
    let (quotient, remainder) = x.quotientAndRemainder(dividingBy: y)
    return remainder < 0 ? (quotient &- 1, remainder &+ y) : (quotient, remainder)
  }

  /// `r[a] = left op right`.
  @inline(never) func compute(
    _ op: BinaryOperator, _ left: UnsafeMutablePointer<Value>, _ right: UnsafeMutablePointer<Value>,
    into a: UnsafeMutablePointer<Value>
  ) throws {
    if let result = mixed(op, left, right) { return a.setTrivial(.float(result)) }
    a.set(try binary(op, left.pointee, right.pointee))
  }

  /// The common operators on numbers of which one is a `float`, and `/` on integers that floats hold exactly.
  @inline(__always) func mixed(
    _ op: BinaryOperator, _ left: UnsafeMutablePointer<Value>, _ right: UnsafeMutablePointer<Value>
  ) -> Double? {
    let x: Double
    let y: Double
    switch (left.pointee, right.pointee) {
    case (.float(let a), .float(let b)): (x, y) = (a, b)
    case (.float(let a), .int(let b)): (x, y) = (a, Double(b))
    case (.int(let a), .float(let b)): (x, y) = (Double(a), b)
    case (.int(let a), .int(let b)):
      guard op == .divide, a.magnitude <= 1 << 53, b.magnitude <= 1 << 53 else { return nil }
      (x, y) = (Double(a), Double(b))
    default: return nil
    }
    switch op {
    case .add: return x + y
    case .subtract: return x - y
    case .multiply: return x * y
    case .divide: return y == 0 ? nil : x / y
    default: return nil
    }
  }

  /// The forms with an immediate right operand.
  @inline(never) func computeImmediate(_ i: Instruction, _ r: UnsafeMutablePointer<Value>) throws {
    let a = r + Int(i.a)
    let left = r + Int(i.b)
    let isAddition = i.operation == .addImmediate || i.operation == .inPlaceAddImmediate
    if case .float(let x) = left.pointee {
      return a.setTrivial(.float(isAddition ? x + Double(i.signedC) : x - Double(i.signedC)))
    }
    let op: BinaryOperator = isAddition ? .add : .subtract
    if i.operation == .addImmediate || i.operation == .subtractImmediate {
      a.set(try binary(op, left.pointee, .int(i.signedC)))
    } else {
      a.set(try inPlace(op, left.pointee, .int(i.signedC)))
    }
  }

  /// `r[a] = left += right`. A string that only its register holds grows where it is, so that building one piece by
  /// piece takes time in proportion to its length.
  @inline(never) func addInPlace(
    _ left: UnsafeMutablePointer<Value>, _ right: UnsafeMutablePointer<Value>, into a: UnsafeMutablePointer<Value>
  ) throws {
    if let result = mixed(.add, left, right) { return a.setTrivial(.float(result)) }
    if a == left, left.isObject, right.isObject,
      left.reference._withUnsafeGuaranteedRef({ $0.kind == .str }),
      right.reference._withUnsafeGuaranteedRef({ $0.kind == .str }), left.isUniquelyReferenced, left != right
    {
      return left.reference._withUnsafeGuaranteedRef { string in
        right.reference._withUnsafeGuaranteedRef { other in
          unsafeDowncast(string, to: StrObject.self).append(unsafeDowncast(other, to: StrObject.self))
        }
      }
    }
    a.set(try inPlace(.add, left.pointee, right.pointee))
  }

  /// The truth of `left op right`.
  @inline(never) func holds(
    _ op: Comparison, _ left: UnsafeMutablePointer<Value>, _ right: UnsafeMutablePointer<Value>
  ) throws -> Bool {
    if let result = left.texts(right, op) ?? left.numbersOfTwoKinds(right, op) { return result }
    return try truth(compare(op, left.pointee, right.pointee))
  }

  @inline(never) func holds(_ op: Comparison, _ left: UnsafeMutablePointer<Value>, _ right: Int) throws -> Bool {
    if case .float(let x) = left.pointee { return op.holds(x, Double(right)) }
    return try truth(compare(op, left.pointee, .int(right)))
  }

  /// `item in container`.
  @inline(never) func contains(
    _ container: UnsafeMutablePointer<Value>, _ item: UnsafeMutablePointer<Value>
  ) throws -> Bool {
    if container.isObject {
      let found = try container.reference._withUnsafeGuaranteedRef { object -> Bool? in
        switch object.kind {
        case .dict: try unsafeDowncast(object, to: DictObject.self).index(of: item, self) != nil
        case .set: try unsafeDowncast(object, to: SetObject.self).contains(item.pointee, in: self)
        case .str: try StrOperations.contains(unsafeDowncast(object, to: StrObject.self), item, self)
        default: nil
        }
      }
      if let found { return found }
    }
    return try contains(container.pointee, item.pointee)
  }
}

extension UnsafeMutablePointer where Pointee == Value {
  /// Whether the object in this register is held by nothing else.
  @inline(__always) var isUniquelyReferenced: Bool { Collector.isUnique(reference) }

  /// Two strings compared.
  @inline(__always) func texts(_ other: UnsafeMutablePointer<Value>, _ op: Comparison) -> Bool? {
    guard isObject, other.isObject else { return nil }
    return reference._withUnsafeGuaranteedRef { left in
      other.reference._withUnsafeGuaranteedRef { right in
        guard left.kind == .str, right.kind == .str else { return nil }
        return StrOperations.holds(
          op, unsafeDowncast(left, to: StrObject.self), unsafeDowncast(right, to: StrObject.self))
      }
    }
  }

  /// An `int` that a float holds exactly compared with a `float`.
  @inline(__always) fileprivate func numbersOfTwoKinds(
    _ other: UnsafeMutablePointer<Value>, _ op: Comparison
  ) -> Bool? {
    switch (pointee, other.pointee) {
    case (.int(let x), .float(let y)) where x.magnitude <= 1 << 53: op.holds(Double(x), y)
    case (.float(let x), .int(let y)) where y.magnitude <= 1 << 53: op.holds(x, Double(y))
    default: nil
    }
  }
}
