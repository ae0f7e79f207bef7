/// `sorted` and `list.sort`.
enum Sorting {
  /// Stable, also in reverse. Swift's sort is a merge sort that calls the comparison as it needs; numbers and strings
  /// among themselves compare without the interpreter.
  static func sorted(_ items: [Value], key: Value, reverse: Bool, _ vm: Interpreter) throws -> [Value] {
    if key.isNone || key.isUndefined {
      return try order(items, by: { $0 }, reverse: reverse, vm)
    }
    var keyed: [(key: Value, item: Value)] = []
    keyed.reserveCapacity(items.count)
    for item in items { keyed.append((try vm.call(key, [item]), item)) }
    return try order(keyed, by: \.key, reverse: reverse, vm).map(\.item)
  }

  private static func order<Element>(
    _ elements: [Element], by key: (Element) -> Value, reverse: Bool, _ vm: Interpreter
  ) throws -> [Element] {
    switch homogeneous(elements, key) {
    case .ints:
      return elements.sorted { a, b in
        guard case .int(let a) = key(a), case .int(let b) = key(b) else { return false }
        return reverse ? b < a : a < b
      }
    case .floats:
      return elements.sorted { a, b in
        guard case .float(let a) = key(a), case .float(let b) = key(b) else { return false }
        return reverse ? b < a : a < b
      }
    case .texts:
      return elements.sorted { a, b in
        guard let a = key(a).text, let b = key(b).text else { return false }
        return reverse ? StrText.less(b, a) : StrText.less(a, b)
      }
    case .mixed:
      return try elements.sorted { a, b in
        try reverse ? vm.less(key(b), key(a)) : vm.less(key(a), key(b))
      }
    }
  }

  private enum Kind { case ints, floats, texts, mixed }

  private static func homogeneous<Element>(_ elements: [Element], _ key: (Element) -> Value) -> Kind {
    func kind(_ value: Value) -> Kind {
      switch value {
      case .int: .ints
      case .float(let number): number.isNaN ? .mixed : .floats
      case .object(let object): object.kind == .str ? .texts : .mixed
      default: .mixed
      }
    }
    guard let first = elements.first else { return .mixed }
    let wanted = kind(key(first))
    return wanted != .mixed && elements.allSatisfy { kind(key($0)) == wanted } ? wanted : .mixed
  }
}
