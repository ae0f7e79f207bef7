/// `sorted` and `list.sort`.
///
/// Keys are looked at once: what they are decides how they compare. Numbers and strings, and tuples of those, become
/// machine words beside their positions and are sorted without calling anything (see `WordSort`, `ColumnSort`). Keys of
/// other kinds are compared by the interpreter, pair for pair in CPython's order (see `MergeSort`).
enum Sorting {
  /// What a sort ended with: where a comparison raised, the items are all there, in the order reached by then.
  struct Outcome {
    let items: [Value]
    let error: Error?
  }

  static func sorted(_ items: [Value], key: Value, reverse: Bool, _ vm: Interpreter) throws -> [Value] {
    let outcome = try sort(items, key: key, reverse: reverse, vm)
    if let error = outcome.error { throw error }
    return outcome.items
  }

  /// Throws what the key function throws.
  static func sort(_ items: [Value], key: Value, reverse: Bool, _ vm: Interpreter) throws -> Outcome {
    if key.isNone || key.isUndefined {
      if items.count < 2 { return Outcome(items: items, error: nil) }
      return order(items, by: items, reverse: reverse, vm)
    }
    var keys: [Value] = []
    keys.reserveCapacity(items.count)
    for item in items { keys.append(try vm.call(key, item)) }
    return order(items, by: keys, reverse: reverse, vm)
  }

  private static func order(_ items: [Value], by keys: [Value], reverse: Bool, _ vm: Interpreter) -> Outcome {
    let count = keys.count
    return keys.withUnsafeBufferPointer { keys in
      guard let first = keys.baseAddress, count > 1 else { return Outcome(items: items, error: nil) }
      let keys = UnsafeMutablePointer(mutating: first)
      if let columns = ColumnSort(keys, count: count, reverse: reverse) {
        return Outcome(items: columns.sorted(items), error: nil)
      }
      return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: count) { positions in
        let places = positions.baseAddress.unsafelyUnwrapped
        // Reversed order is that of the list from its end, read from the end: so equal items stay as they are.
        for index in 0..<count {
          (places + index).initialize(to: UInt32(truncatingIfNeeded: reverse ? count - 1 - index : index))
        }
        var failure: Error?
        do {
          try MergeSort.sort(places, count: count) { try vm.less(keys + Int($0), keys + Int($1)) }
        } catch {
          failure = error
        }
        if reverse {
          var ascending = positions
          ascending.reverse()
        }
        return Outcome(items: Sorting.pick(items, places), error: failure)
      }
    }
  }

  /// The items in the order of their positions.
  static func pick(_ items: [Value], _ positions: UnsafeMutablePointer<UInt32>) -> [Value] {
    items.withUnsafeBufferPointer { source in
      BareArray.make(count: items.count) { target in
        guard let source = source.baseAddress else { return }
        for index in 0..<items.count {
          let bits = (UnsafeMutablePointer(mutating: source) + Int(positions[index])).bits
          bits.retain()
          (target + index).write(bits)
        }
      }
    }
  }
}
