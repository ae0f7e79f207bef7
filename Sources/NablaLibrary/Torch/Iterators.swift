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
  static func make(_ vm: Interpreter) -> DictObject {
    guard let module = try? vm.importModule("collections"),
      let type = module.get("OrderedDict")?.as(TypeObject.self),
      let made = try? vm.call(.object(type)).as(DictObject.self)
    else { return DictObject() }
    return made
  }
}

extension Value {
  /// The name of the value's class, where no interpreter is at hand.
  var className: String {
    switch self {
    case .object(let object): return object.type.name
    case .int: return "int"
    case .float: return "float"
    case .bool: return "bool"
    case .none, .undefined: return "NoneType"
    }
  }
}
