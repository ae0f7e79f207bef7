import NablaVM

/// `_collections`: `deque`, `defaultdict` and counting; the rest of `collections` is written in the language.
let collectionsCoreModule = NativeModule("_collections", "Containers.") { module, _ in
  module.define(TypeObject.deque)
  module.define(TypeObject.defaultdict)
  module.define([
    Native("count_elements", "(mapping, iterable, /)", "Counts items in a mapping.") { arguments, vm in
      guard let counts = arguments[0].as(DictObject.self) else {
        throw Raised(.typeError, "count_elements() needs a dict")
      }
      try vm.iterate(arguments[1]) { item in
        let hash = try vm.hash(item)
        if let index = try counts.table.find(item, hash: hash, vm) {
          let old = counts.table.entries[index].value
          if case .int(let count) = old, count < Int.max {
            counts.table.setValue(at: index, .int(count + 1))
          } else {
            counts.table.setValue(at: index, try vm.binary(.add, old, .int(1)))
          }
        } else {
          counts.table.insert(item, hash: hash, .int(1))
        }
        return true
      }
      return .none
    }
  ])
}

/// `collections.defaultdict`: reading a missing key calls the factory and keeps its result.
final class DefaultDictObject: DictObject {
  var factory: Value = .none

  override func visitReferences(_ visit: (Object) -> Void) {
    super.visitReferences(visit)
    factory.visit(visit)
  }

  /// Merging gives another with the same factory.
  override func binary(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    guard op == .or, let other = right.as(DictObject.self) else { return nil }
    return .object(try merged(self, other, vm))
  }
  override func reflected(_ op: BinaryOperator, _ left: Value, _ vm: Interpreter) throws -> Value? {
    guard op == .or, let other = left.as(DictObject.self) else { return nil }
    return .object(try merged(other, self, vm))
  }

  private func merged(_ first: DictObject, _ second: DictObject, _ vm: Interpreter) throws -> DefaultDictObject {
    let result = DefaultDictObject(type: type)
    result.factory = factory
    for (key, value) in first.pairs + second.pairs { try result.set(key, value, vm) }
    return result
  }

  override func repr(_ vm: Interpreter) throws -> String {
    try vm.guardingRepr(of: self, recursive: "defaultdict(..., {...})") {
      var items: [String] = []
      for pair in pairs { items.append("\(try vm.repr(pair.key)): \(try vm.repr(pair.value))") }
      return "\(type.name)(\(try vm.repr(factory)), {\(items.joined(separator: ", "))})"
    }
  }
}

extension TypeObject {
  static let defaultdict = TypeObject(
    NativeType(
      "defaultdict", module: "collections", bases: { [.dict] },
      summary: "A dictionary that makes missing values with a factory.",
      allocate: { type, _ in DefaultDictObject(type: type) },
      methods: { DefaultDictMethods.all },
      properties: {
        [
          NativeProperty(
            "default_factory", "Makes missing values.",
            set: { object, value, _ in (object as? DefaultDictObject)?.factory = value },
            get: { object, _ in (object as? DefaultDictObject)?.factory ?? .none })
        ]
      }))
}

enum DefaultDictMethods {
  static var all: [Native] {
    [
      Native("__init__", "(self, default_factory=None, /, *args, **kwargs)", "") { arguments, vm in
        let dict = try arguments.receiver(DefaultDictObject.self, vm)
        let factory = arguments[1]
        guard factory.isNone || factory.object?.isCallable == true || factory.object?.type.override(Names.call) != nil
        else { throw Raised(.typeError, "first argument must be callable or None") }
        dict.factory = factory
        let update = try vm.attribute(of: .object(TypeObject.dict), "update")
        let named = arguments[3].as(DictObject.self)?.pairs ?? []
        _ = try vm.call(
          update, [.object(dict)] + (try vm.array(arguments[2])),
          keywords: named.map { (Name($0.key.text ?? ""), $0.value) })
        return .none
      },
      Native("__missing__", "(self, key, /)", "Makes the value of a missing key.") { arguments, vm in
        let dict = try arguments.receiver(DefaultDictObject.self, vm)
        if dict.factory.isNone { throw Raised(.keyError, arguments: [arguments[1]]) }
        let value = try vm.call(dict.factory, [])
        try vm.setItem(arguments[0], arguments[1], value)
        return value
      },
      Native("copy", "(self)", "A shallow copy.") { arguments, vm in
        let dict = try arguments.receiver(DefaultDictObject.self, vm)
        let result = DefaultDictObject(type: dict.type)
        result.factory = dict.factory
        result.table = dict.table
        return .object(result)
      },
    ]
  }
}
