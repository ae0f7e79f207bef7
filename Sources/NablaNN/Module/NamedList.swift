/// Values by name, in the order in which their names first came: what a module registers.
///
/// A list, not a dictionary: modules have a handful of entries, and their order is part of the result.
public struct NamedList<Value> {
  public private(set) var entries: [(name: String, value: Value)] = []

  public init() {}

  public var names: [String] { entries.map(\.name) }
  public var values: [Value] { entries.map(\.value) }
  public var isEmpty: Bool { entries.isEmpty }
  public var count: Int { entries.count }

  public func contains(_ name: String) -> Bool { entries.contains { $0.name == name } }

  /// Reading gives nil where there is no such name; writing nil removes it, writing a value keeps its place.
  public subscript(name: String) -> Value? {
    get { entries.first { $0.name == name }?.value }
    set {
      let place = entries.firstIndex { $0.name == name }
      switch (place, newValue) {
      case (let place?, let value?): entries[place].value = value
      case (let place?, nil): entries.remove(at: place)
      case (nil, let value?): entries.append((name, value))
      case (nil, nil): break
      }
    }
  }
}
