/// The methods of `set` and `frozenset`.
enum SetMethods {
  typealias Body = (SetObject, Arguments, Interpreter) throws -> Value

  private static func define(_ name: String, _ signature: String, _ summary: String, _ body: @escaping Body) -> Native {
    nativeMethod(of: SetObject.self, kind: .set, "set", name, signature, summary, body)
  }

  static func make(_ value: Value, _ vm: Interpreter) throws -> SetObject {
    if let set = value.as(SetObject.self) { return set }
    return try SetObject(try vm.array(value), vm)
  }

  private typealias Combine = (SetObject, SetObject, TypeObject, Interpreter) throws -> SetObject

  /// A method over any number of iterables, and the same in place.
  private static func combiner(_ name: String, _ summary: String, _ combine: @escaping Combine) -> Native {
    define(name, "(self, /, *others)", summary) { set, arguments, vm in
      let type: TypeObject = set.isFrozen ? .frozenset : .set
      var result = SetOperations.copy(set, type)
      for other in arguments[1].as(TupleObject.self)?.items ?? [] {
        result = try combine(result, try make(other, vm), type, vm)
      }
      return .object(result)
    }
  }

  private typealias Update = (SetObject, SetObject, Interpreter) throws -> Void

  private static func updater(_ name: String, _ summary: String, _ update: @escaping Update) -> Native {
    define(name, "(self, /, *others)", summary) { set, arguments, vm in
      for other in arguments[1].as(TupleObject.self)?.items ?? [] { try update(set, try make(other, vm), vm) }
      return .none
    }
  }

  static var shared: [Native] {
    [
      combiner("union", "A set of the elements of all.", SetOperations.union),
      combiner("intersection", "A set of the elements common to all.", SetOperations.intersection),
      combiner("difference", "A set of the elements that are not in the others.", SetOperations.difference),
      define("symmetric_difference", "(self, other, /)", "A set of the elements in exactly one of both.") {
        set, arguments, vm in
        let type: TypeObject = set.isFrozen ? .frozenset : .set
        return .object(try SetOperations.symmetricDifference(set, try make(arguments[1], vm), type, vm))
      },
      define("isdisjoint", "(self, other, /)", "Whether no element is common.") { set, arguments, vm in
        for item in try vm.array(arguments[1]) where try set.contains(item, in: vm) { return .bool(false) }
        return .bool(true)
      },
      define("issubset", "(self, other, /)", "Whether all elements are in the other.") { set, arguments, vm in
        .bool(try SetOperations.isSubset(set, try make(arguments[1], vm), vm))
      },
      define("issuperset", "(self, other, /)", "Whether all elements of the other are here.") { set, arguments, vm in
        .bool(try SetOperations.isSubset(try make(arguments[1], vm), set, vm))
      },
      define("copy", "(self, /)", "A shallow copy.") { set, _, _ in
        set.type === TypeObject.frozenset
          ? .object(set) : .object(SetOperations.copy(set, set.isFrozen ? .frozenset : .set))
      },
    ]
  }

  static var changing: [Native] {
    [
      define("__init__", "(self, iterable=(), /)", "") { set, arguments, vm in
        set.emptyTable()
        if let other = arguments[1].as(SetObject.self) {
          set.table = other.table
        } else {
          try vm.iterate(arguments[1]) { item in
            try set.insert(item, vm)
            return true
          }
        }
        return .none
      },
      // Written out: see `list.append`.
      Native("add", "(self, element, /)", "Adds an element.") { arguments, vm in
        try arguments.receiver(SetObject.self, kind: .set, vm).insert(arguments[1], vm)
        return .none
      },
      define("discard", "(self, element, /)", "Removes an element if it is there.") { set, arguments, vm in
        try set.remove(arguments[1], vm)
        return .none
      },
      define("remove", "(self, element, /)", "Removes an element; raises KeyError if it is not there.") {
        set, arguments, vm in
        if try !set.remove(arguments[1], vm) { throw Raised(.keyError, arguments: [arguments[1]]) }
        return .none
      },
      define("pop", "(self, /)", "Removes and returns some element.") { set, _, _ in
        guard let element = set.table.popFirst() else {
          throw Raised(.keyError, arguments: [.string("pop from an empty set")])
        }
        return element
      },
      define("clear", "(self, /)", "Removes all elements.") { set, _, _ in
        set.emptyTable()
        return .none
      },
      updater("update", "Adds the elements of all.", SetOperations.unite),
      updater("intersection_update", "Keeps the elements common to all.") { set, other, vm in
        set.table = try SetOperations.intersection(set, other, .set, vm).table
      },
      updater("difference_update", "Removes the elements of the others.", SetOperations.subtract),
      define("symmetric_difference_update", "(self, other, /)", "Keeps the elements in exactly one of both.") {
        set, arguments, vm in
        try SetOperations.toggle(set, try make(arguments[1], vm), vm)
        return .none
      },
    ]
  }
}
