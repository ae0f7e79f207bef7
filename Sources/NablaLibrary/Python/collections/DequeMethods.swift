import NablaVM

extension TypeObject {
  static let deque = TypeObject(
    NativeType(
      "deque", module: "collections", summary: "A sequence that is fast at both ends.",
      examples: .deque,
      allocate: { type, _ in DequeObject(type: type) }, methods: { DequeMethods.changing + DequeMethods.asking },
      properties: {
        [
          NativeProperty("maxlen", "The longest it may become.") { object, _ in
            (object as? DequeObject)?.limit.map { .int($0) } ?? .none
          }
        ]
      }))
}

enum DequeMethods {
  private static func define(
    _ name: String, _ signature: String, _ summary: String,
    _ body: @escaping (DequeObject, Arguments, Interpreter) throws -> Value
  ) -> Native {
    nativeMethod(of: DequeObject.self, "deque", name, signature, summary, body)
  }

  static var changing: [Native] {
    [
      define("__init__", "(self, iterable=(), maxlen=None)", "") { deque, arguments, vm in
        deque.removeAll()
        if !arguments.isNone(2) {
          let limit = try vm.int(arguments[2])
          if limit < 0 { throw Raised(.valueError, "maxlen must be non-negative") }
          deque.limit = limit
        }
        try vm.iterate(arguments[1]) { item in
          deque.append(item)
          return true
        }
        return .none
      },
      define("append", "(self, x, /)", "Adds an item at the right end.") { deque, arguments, _ in
        deque.append(arguments[1])
        return .none
      },
      define("appendleft", "(self, x, /)", "Adds an item at the left end.") { deque, arguments, _ in
        deque.prepend(arguments[1])
        return .none
      },
      define("extend", "(self, iterable, /)", "Adds items at the right end.") { deque, arguments, vm in
        for item in try vm.array(arguments[1]) { deque.append(item) }
        return .none
      },
      define("extendleft", "(self, iterable, /)", "Adds items at the left end, one by one.") { deque, arguments, vm in
        for item in try vm.array(arguments[1]) { deque.prepend(item) }
        return .none
      },
      define("pop", "(self)", "Removes and returns the rightmost item.") { deque, _, _ in
        guard let item = deque.popLast() else { throw Raised(.indexError, "pop from an empty deque") }
        return item
      },
      define("popleft", "(self)", "Removes and returns the leftmost item.") { deque, _, _ in
        guard let item = deque.popFirst() else { throw Raised(.indexError, "pop from an empty deque") }
        return item
      },
      define("clear", "(self)", "Removes all items.") { deque, _, _ in
        deque.removeAll()
        return .none
      },
      define("rotate", "(self, n=1, /)", "Moves n items from the right end to the left.") { deque, arguments, vm in
        let steps = try vm.int(arguments[1])
        guard deque.count > 1 else { return .none }
        let items = deque.items
        let shift = ((steps % items.count) + items.count) % items.count
        deque.items = Array(items[(items.count - shift)...] + items[..<(items.count - shift)])
        return .none
      },
      define("reverse", "(self)", "Reverses the items in place.") { deque, _, _ in
        deque.items = deque.items.reversed()
        return .none
      },
      define("insert", "(self, i, x, /)", "Inserts an item before a position.") { deque, arguments, vm in
        if let limit = deque.limit, deque.count >= limit {
          throw Raised(.indexError, "deque already at its maximum size")
        }
        let index = try vm.int(arguments[1])
        var items = deque.items
        items.insert(arguments[2], at: index < 0 ? max(0, index &+ items.count) : min(index, items.count))
        deque.items = items
        return .none
      },
      define("remove", "(self, value, /)", "Removes the first item that equals value.") { deque, arguments, vm in
        var items = deque.items
        for (index, item) in items.enumerated() where try vm.equals(item, arguments[1]) {
          items.remove(at: index)
          deque.items = items
          return .none
        }
        throw Raised(.valueError, "\(try vm.repr(arguments[1])) is not in deque")
      },
    ]
  }

  static var asking: [Native] {
    [
      define("copy", "(self)", "A shallow copy.") { deque, _, _ in .object(deque.copy(deque.items)) },
      define("__copy__", "(self)", "A shallow copy.") { deque, _, _ in .object(deque.copy(deque.items)) },
      define("count", "(self, value, /)", "How many items equal value.") { deque, arguments, vm in
        var count = 0
        for item in deque.items where try vm.equals(item, arguments[1]) { count += 1 }
        return .int(count)
      },
      define("index", "(self, value, /)", "The first index of an equal item.") { deque, arguments, vm in
        for (index, item) in deque.items.enumerated() where try vm.equals(item, arguments[1]) { return .int(index) }
        throw Raised(.valueError, "\(try vm.repr(arguments[1])) is not in deque")
      },
      define("__reversed__", "(self)", "An iterator from the right end.") { deque, _, vm in
        .object(try vm.iterator(.list(deque.items.reversed())))
      },
      .slot("__len__", "(self)") { arguments, vm in .int(try arguments.receiver(DequeObject.self, vm).count) },
      .slot("__iter__", "(self)") { arguments, vm in
        try arguments.receiver(DequeObject.self, vm).iterator(vm).map { .object($0) } ?? .none
      },
      .slot("__getitem__", "(self, key, /)") { arguments, vm in
        try arguments.receiver(DequeObject.self, vm).item(arguments[1], vm)
      },
    ]
  }
}
