import Glibc
import NablaInteger

/// `int`, `float` and `bool`: their operators, comparisons, texts and hashes.
public enum Numbers {
  /// A number in the widest form its operators need.
  enum Operand {
    case int(Int)
    case big(BigInt)
    case float(Double)
  }

  /// `nil` for what is no number; instances of subclasses count as their built-in values.
  @inline(__always) static func operand(_ value: Value) -> Operand? {
    switch value {
    case .int(let value): return .int(value)
    case .float(let value): return .float(value)
    case .bool(let value): return .int(value ? 1 : 0)
    case .object(let object):
      if object.kind == .int { return .big(unsafeDowncast(object, to: IntObject.self).value) }
      // Instances of subclasses.
      guard object.kind == .other else { return nil }
      if let big = object as? IntObject { return Int(exactly: big.value).map(Operand.int) ?? .big(big.value) }
      if let float = object as? FloatInstance { return .float(float.value) }
      return nil
    default: return nil
    }
  }

  static func big(_ operand: Operand) -> BigInt {
    switch operand {
    case .int(let value): BigInt(value)
    case .big(let value): value
    case .float: 0
    }
  }

  static func double(_ operand: Operand) throws -> Double {
    switch operand {
    case .int(let value): Double(value)
    case .big(let value): try translating { try IntegerMath.toDouble(value) }
    case .float(let value): value
    }
  }

  /// The number as a double; `nil` when it is none.
  public static func double(_ value: Value, _ vm: Interpreter) throws -> Double? {
    try operand(value).map(double)
  }

  // MARK: text

  public static func repr(_ value: Value, _ vm: Interpreter) throws -> String {
    switch value {
    case .int(let value): return String(value)
    case .bool(let value): return value ? "True" : "False"
    case .float(let value): return FloatText.repr(value)
    default:
      switch operand(value) {
      case .int(let value): return String(value)
      case .big(let value): return try translating { try NumberText.decimal(value) }
      case .float(let value): return FloatText.repr(value)
      case nil: return try vm.repr(value)
      }
    }
  }

  public static func format(_ value: Value, _ spec: String, _ vm: Interpreter) throws -> String {
    if spec.isEmpty { return try repr(value, vm) }
    return try vm.writer.value { try write(value, StrObject(spec), vm) }.text ?? ""
  }

  /// The number as a specification, not an empty one, wants it.
  static func write(_ value: Value, _ spec: StrObject, _ vm: Interpreter) throws {
    try translating {
      let parsed = try vm.formats.spec(spec, typeName: vm.typeName(of: value), isText: false)
      switch value {
      case .int(let value): return try parsed.write(integer: value, to: vm.writer)
      case .float(let value): return try parsed.write(float: value, to: vm.writer)
      default: break
      }
      let name = vm.typeName(of: value)
      switch operand(value) {
      case .int(let value): try parsed.write(integer: value, typeName: name, to: vm.writer)
      case .big(let value): try parsed.write(integer: value, typeName: name, to: vm.writer)
      case .float(let value): try parsed.write(float: value, typeName: name, to: vm.writer)
      case nil: break
      }
    }
  }

  // MARK: hashes

  public static func hash(_ value: Int) -> Int { NumericHash.hash(value) }
  public static func hash(_ value: BigInt) -> Int { NumericHash.hash(value) }
  /// NaNs have no equal, so any hash will do; theirs spread by bit pattern.
  public static func hash(_ value: Double) -> Int { NumericHash.hash(value) ?? 0 }

  // MARK: comparison

  public static func compare(
    _ op: Comparison, _ left: Value, _ right: Value, _ vm: Interpreter
  ) throws -> Value? {
    guard let a = operand(left), let b = operand(right) else { return nil }
    let order: Int?
    switch (a, b) {
    case (.int(let a), .int(let b)): return .bool(op.holds(a, b))
    case (.float(let a), .float(let b)): return .bool(op.holds(a, b))
    case (.int(let a), .float(let b)): order = IntegerMath.compare(a, b)
    case (.big(let a), .float(let b)): order = IntegerMath.compare(a, b)
    case (.float(let a), .int(let b)): order = IntegerMath.compare(b, a).map { -$0 }
    case (.float(let a), .big(let b)): order = IntegerMath.compare(b, a).map { -$0 }
    default: return .bool(op.holds(big(a), big(b)))
    }
    guard let order else { return .bool(op == .notEqual) }
    return .bool(op.holds(order, 0))
  }

  // MARK: operators with one operand

  public static func unary(_ op: UnaryOperator, _ value: Value, _ vm: Interpreter) throws -> Value? {
    guard let operand = operand(value) else { return nil }
    switch (op, operand) {
    case (.positive, .int(let value)): return .int(value)
    case (.positive, .float(let value)): return .float(value)
    case (.positive, .big(let value)): return Value(value)
    case (.negative, .int(let value)):
      return value == Int.min ? Value(-BigInt(value)) : .int(-value)
    case (.negative, .float(let value)): return .float(-value)
    case (.negative, .big(let value)): return Value(-value)
    case (.invert, .int(let value)): return .int(~value)
    case (.invert, .big(let value)): return Value(-value - 1)
    case (.invert, .float): return nil
    }
  }

  /// `abs(value)`; `nil` when it is no number.
  public static func absolute(_ value: Value) -> Value? {
    switch operand(value) {
    case .int(let value): return value == Int.min ? Value(-BigInt(value)) : .int(abs(value))
    case .big(let value): return Value(value.magnitude)
    case .float(let value): return .float(value.magnitude)
    case nil: return nil
    }
  }
}
