/// The methods of `dict`.
enum DictMethods {
  typealias Body = (DictObject, Arguments, Interpreter) throws -> Value

  private static func define(_ name: String, _ signature: String, _ summary: String, _ body: @escaping Body) -> Native {
    nativeMethod(of: DictObject.self, kind: .dict, "dict", name, signature, summary, body)
  }

  static var all: [Native] { changing + asking }

  /// `dict(...)` and `update(...)`: a mapping or pairs, then keyword arguments.
  static func fill(_ dict: DictObject, _ positional: Value, _ keywords: Value, _ name: String, _ vm: Interpreter) throws {
    let arguments = positional.as(TupleObject.self)?.items ?? []
    guard arguments.count <= 1 else {
      throw Raised(.typeError, "\(name) expected at most 1 argument, got \(arguments.count)")
    }
    if let source = arguments.first { try DictOperations.update(dict, source, vm) }
    if let named = keywords.as(DictObject.self) { try DictOperations.merge(dict, named, vm) }
  }

  private static var changing: [Native] {
    [
      define("__init__", "(self, /, *args, **kwargs)", "") { dict, arguments, vm in
        try fill(dict, arguments[1], arguments[2], "dict", vm)
        return .none
      },
      define("update", "(self, /, *args, **kwargs)", "Takes over the items of a mapping or of pairs.") {
        dict, arguments, vm in
        try fill(dict, arguments[1], arguments[2], "update", vm)
        return .none
      },
      define("setdefault", "(self, key, default=None, /)", "The value of key, which is set to default if missing.") {
        dict, arguments, vm in
        let hash = try vm.hash(arguments[1])
        if let index = try dict.index(of: arguments[1], hash: hash, vm) { return dict.value(at: index) }
        dict.table.insert(arguments[1], hash: hash, arguments[2])
        return arguments[2]
      },
      define("pop", "(self, key, default=<missing>, /)", "Removes the key and returns its value, or default.") {
        dict, arguments, vm in
        if let value = try dict.remove(arguments[1], vm) { return value }
        if let fallback = arguments[2].defined { return fallback }
        throw Raised(.keyError, arguments: [arguments[1]])
      },
      define("popitem", "(self, /)", "Removes and returns the last item as a pair.") { dict, _, _ in
        guard let index = dict.table.entries.lastIndex(where: { $0.isLive }) else {
          throw Raised(.keyError, arguments: [.string("popitem(): dictionary is empty")])
        }
        let entry = dict.table.remove(at: index)
        return .pair(entry.key, entry.value)
      },
      define("clear", "(self, /)", "Removes all items.") { dict, _, _ in
        dict.removeAll()
        return .none
      },
    ]
  }

  private static var asking: [Native] {
    [
      // Written out: see `list.append`.
      Native("get", "(self, key, default=None, /)", "The value of key, or default.") { arguments, vm in
        let dict = try arguments.receiver(DictObject.self, kind: .dict, vm)
        let key = arguments.base + 1
        guard let index = try dict.index(of: key, vm) else { return arguments[2] }
        return dict.value(at: index)
      }.quick(Shortcuts.get),
      define("keys", "(self, /)", "A view of the keys.") { dict, _, _ in .object(DictViewObject(dict, .keys)) },
      define("values", "(self, /)", "A view of the values.") { dict, _, _ in .object(DictViewObject(dict, .values)) },
      define("items", "(self, /)", "A view of the (key, value) pairs.") { dict, _, _ in
        .object(DictViewObject(dict, .items))
      },
      define("copy", "(self, /)", "A shallow copy.") { dict, _, _ in .object(DictObject(dict.table)) },
      define("__reversed__", "(self, /)", "An iterator over the keys from the end.") { dict, _, _ in
        .object(Reversing.iterator(dict.keys, .dictReverseIterator))
      },
    ]
  }

  static var fromkeys: Native {
    Native("fromkeys", "(cls, iterable, value=None, /)", "A dictionary with these keys and one value.") {
      arguments, vm in
      let made = try vm.call(arguments[0], [])
      try vm.iterate(arguments[1]) { key in
        try vm.setItem(made, key, arguments[2])
        return true
      }
      return made
    }
  }

  /// The methods of the views.
  static var viewProperties: [NativeProperty] {
    [
      NativeProperty("mapping", "The dictionary that the view shows.") { object, _ in
        (object as? DictViewObject).map { .object($0.dictionary) } ?? .none
      }
    ]
  }

  static func viewMethods(_ owner: String) -> [Native] {
    let disjoint: [Native] = owner == "dict_values" ? [] : [
      Native("isdisjoint", "(self, other, /)", "Whether no element is common.") { arguments, vm in
        for item in try vm.array(arguments[1]) where try vm.contains(arguments[0], item) { return .bool(false) }
        return .bool(true)
      }
    ]
    return disjoint + [
      Slots.length, Slots.iterator, Slots.contains,
      Native("__reversed__", "(self, /)", "An iterator from the end.") { arguments, vm in
        .object(Reversing.iterator(try vm.array(arguments[0]), .dictReverseIterator))
      },
    ]
  }
}
