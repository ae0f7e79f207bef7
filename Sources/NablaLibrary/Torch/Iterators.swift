import NablaVM

enum Iterators {
  /// An iterator over values that were computed already.
  static func over(_ values: [Value]) -> Value {
    var position = 0
    return .object(
      ClosureIterator(holding: values) { iterator, _ in
        guard position < iterator.held.count else { return nil }
        position += 1
        return iterator.held[position - 1]
      })
  }
}

/// `collections.OrderedDict`, which `state_dict` returns.
enum OrderedDictionaries {
  static func make() -> DictObject { DictObject() }
}
