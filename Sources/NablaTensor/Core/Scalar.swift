/// A number of the host language, as an operand: weaker than any tensor of its category (see `DType+Promotion`).
public enum Scalar: Equatable, Sendable {
  case int(Int)
  case float(Double)
  case bool(Bool)

  /// The type a tensor made of this number gets.
  public var dtype: DType {
    switch self {
    case .int: return .int64
    case .float: return .defaultFloat
    case .bool: return .bool
    }
  }

  public var double: Double {
    switch self {
    case .int(let value): return Double(value)
    case .float(let value): return value
    case .bool(let value): return value ? 1 : 0
    }
  }

  /// Truncated towards zero as C does; out of range and NaN give `Int.min`, as on x86.
  public var int: Int {
    switch self {
    case .int(let value): return value
    case .float(let value): return Int(exactly: value.rounded(.towardZero)) ?? Int.min
    case .bool(let value): return value ? 1 : 0
    }
  }

  public var bool: Bool {
    switch self {
    case .int(let value): return value != 0
    case .float(let value): return value != 0
    case .bool(let value): return value
    }
  }

  public var isFloat: Bool {
    if case .float = self { return true }
    return false
  }
}

extension Scalar: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral {
  public init(integerLiteral value: Int) { self = .int(value) }
  public init(floatLiteral value: Double) { self = .float(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension Scalar: CustomStringConvertible {
  public var description: String {
    switch self {
    case .int(let value): return "\(value)"
    // Swift writes the shortest digits that give the number back, as Python does.
    case .float(let value): return "\(value)"
    case .bool(let value): return value ? "True" : "False"
    }
  }
}
