/// A piece of plain data: what cell options, results and converted notebooks are made of.
public indirect enum Datum: Equatable {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)
  case array([Datum])
  /// In the order of the source.
  case object([Member])

  public struct Member: Equatable {
    public var key: String
    public var value: Datum
    public init(_ key: String, _ value: Datum) { self.key = key; self.value = value }
  }
}

extension Datum {
  public var string: String? { if case .string(let text) = self { return text } else { return nil } }
  public var array: [Datum]? { if case .array(let items) = self { return items } else { return nil } }
  public var members: [Member]? { if case .object(let members) = self { return members } else { return nil } }
  public var bool: Bool? { if case .bool(let value) = self { return value } else { return nil } }

  public var double: Double? {
    switch self {
    case .int(let value): return Double(value)
    case .double(let value): return value
    default: return nil
    }
  }

  /// The value under a key of an object.
  public subscript(key: String) -> Datum? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The strings of an array of strings, or of a single string.
  public var strings: [String] {
    switch self {
    case .string(let text): return [text]
    case .array(let items): return items.compactMap(\.string)
    default: return []
    }
  }
}
