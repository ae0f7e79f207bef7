import NablaTensor

/// One setting of a parameter group, as the language's dictionary holds it.
public enum OptionValue: Equatable, Sendable, CustomStringConvertible {
  case none
  case bool(Bool)
  case number(Scalar)
  case pair(Scalar, Scalar)

  public var double: Double? {
    switch self {
    case .number(let scalar): return scalar.double
    case .bool(let flag): return flag ? 1 : 0
    default: return nil
    }
  }

  public var isTrue: Bool {
    switch self {
    case .none: return false
    case .bool(let flag): return flag
    case .number(let scalar): return scalar.double != 0
    case .pair: return true
    }
  }

  /// As Python prints it.
  public var description: String {
    switch self {
    case .none: return "None"
    case .bool(let flag): return flag ? "True" : "False"
    case .number(let scalar): return scalar.description
    case .pair(let a, let b): return "(\(a), \(b))"
    }
  }
}

/// Parameters that share their settings.
public final class ParameterGroup {
  public internal(set) var parameters: [Tensor]
  /// Settings by PyTorch's names, in PyTorch's order: `lr`, `momentum`, `weight_decay`, …
  public var options: NamedList<OptionValue>

  public init(_ parameters: [Tensor], _ options: [(String, OptionValue)] = []) {
    self.parameters = parameters
    self.options = NamedList()
    for (name, value) in options { self.options[name] = value }
  }

  /// A setting; nil where the group has none of that name.
  public subscript(name: String) -> OptionValue? {
    get { options[name] }
    set { options[name] = newValue }
  }

  /// A setting as a number.
  ///
  /// - Throws: when it is missing or no number, naming it.
  public func number(_ name: String) throws -> Double {
    guard let value = options[name]?.double else {
      throw TensorError.other(.typeError, "the parameter group's '\(name)' must be a number, got "
        + (options[name]?.description ?? "nothing"))
    }
    return value
  }

  public func flag(_ name: String) -> Bool { options[name]?.isTrue ?? false }
}
