/// The methods of `list`.
enum ListMethods {
  typealias Body = (ListObject, Arguments, Interpreter) throws -> Value

  private static func define(_ name: String, _ signature: String, _ summary: String, _ body: @escaping Body) -> Native {
    nativeMethod(of: ListObject.self, kind: .list, "list", name, signature, summary, body)
  }

  static var all: [Native] { changing + asking }

  private static var changing: [Native] {
    [
      define("__init__", "(self, iterable=(), /)", "") { list, arguments, vm in
        let items = try vm.array(arguments[1])
        let old = list.items
        list.items = items
        _ = old
        return .none
      },
      // Written out, as the two that every loop calls: what `define` puts around a body costs as much as these do.
      Native("append", "(self, object, /)", "Adds an item at the end.") { arguments, vm in
        try arguments.receiver(ListObject.self, kind: .list, vm).append(arguments.base + 1)
        return .none
      }.quick(Shortcuts.append),
      define("extend", "(self, iterable, /)", "Adds all items of an iterable at the end.") { list, arguments, vm in
        try ListOperations.extend(list, arguments[1], vm)
        return .none
      },
      define("insert", "(self, index, object, /)", "Inserts an item before the index.") { list, arguments, vm in
        let index = try vm.int(arguments[1])
        let position = index < 0 ? max(0, index &+ list.items.count) : min(index, list.items.count)
        list.items.insert(arguments[2], at: position)
        return .none
      },
      define("pop", "(self, index=-1, /)", "Removes and returns the item at the index (the last one).") {
        list, arguments, vm in
        let index = try vm.int(arguments[1])
        if list.items.isEmpty { throw Raised(.indexError, "pop from empty list") }
        let position = index < 0 ? index &+ list.items.count : index
        guard position >= 0, position < list.items.count else {
          throw Raised(.indexError, "pop index out of range")
        }
        return position == list.items.count - 1 ? list.items.removeLast() : list.items.remove(at: position)
      },
      define("remove", "(self, value, /)", "Removes the first item that equals value.") { list, arguments, vm in
        guard
          let index = try SequenceOperations.firstIndex(
            of: arguments[1], in: list, vm)
        else { throw Raised(.valueError, "list.remove(x): x not in list") }
        if index < list.items.count { list.items.remove(at: index) }
        return .none
      },
      define("clear", "(self, /)", "Removes all items.") { list, _, _ in
        // Not the attributes that an instance of a subclass has.
        Reaper.empty(&list.items)
        return .none
      },
      define("reverse", "(self, /)", "Reverses the items in place.") { list, _, _ in
        list.items.reverse()
        return .none
      },
      define("sort", "(self, /, *, key=None, reverse=False)", "Sorts the items in place, stably.") {
        list, arguments, vm in
        // The list is empty while it is sorted, so that a comparison that looks at it sees nothing half-done.
        let items = list.items
        list.items = []
        let outcome: Sorting.Outcome
        do {
          let reverse = try vm.int(arguments[2]) != 0
          outcome = try Sorting.sort(items, key: arguments[1], reverse: reverse, vm)
        } catch {
          list.items = items
          throw error
        }
        let wasChanged = !list.items.isEmpty
        list.items = outcome.items
        if let error = outcome.error { throw error }
        if wasChanged { throw Raised(.valueError, "list modified during sort") }
        return .none
      },
    ]
  }

  private static var asking: [Native] {
    [
      define("copy", "(self, /)", "A shallow copy.") { list, _, _ in .list(list.items) },
      define("count", "(self, value, /)", "How many items equal value.") { list, arguments, vm in
        var count = 0
        var index = 0
        while index < list.items.count {
          if try SequenceOperations.isSame(list.items[index], arguments[1], vm) { count += 1 }
          index += 1
        }
        return .int(count)
      },
      define("index", "(self, value, start=0, stop=9223372036854775807, /)", "The first index of an equal item.") {
        list, arguments, vm in
        let (start, stop) = StrText.clamp(
          try vm.boundArgument(arguments[2], orNone: false), try vm.boundArgument(arguments[3], orNone: false),
          count: list.items.count)
        guard
          let index = try SequenceOperations.firstIndex(
            of: arguments[1], in: list, from: start, to: stop, vm)
        else { throw Raised(.valueError, "\(try vm.repr(arguments[1])) is not in list") }
        return .int(index)
      },
      define("__reversed__", "(self, /)", "An iterator from the end.") { list, _, _ in
        .object(Reversing.iterator(list))
      },
    ]
  }
}

/// The methods of `tuple`.
enum TupleMethods {
  typealias Body = (TupleObject, Arguments, Interpreter) throws -> Value

  private static func define(_ name: String, _ signature: String, _ summary: String, _ body: @escaping Body) -> Native {
    nativeMethod(of: TupleObject.self, kind: .tuple, "tuple", name, signature, summary, body)
  }

  static var all: [Native] {
    [
      define("count", "(self, value, /)", "How many items equal value.") { tuple, arguments, vm in
        var count = 0
        for index in 0..<tuple.count where try SequenceOperations.isSame(tuple[index], arguments[1], vm) { count += 1 }
        return .int(count)
      },
      define("index", "(self, value, start=0, stop=9223372036854775807, /)", "The first index of an equal item.") {
        tuple, arguments, vm in
        let (start, stop) = StrText.clamp(
          try vm.boundArgument(arguments[2], orNone: false), try vm.boundArgument(arguments[3], orNone: false),
          count: tuple.count)
        guard
          let index = try SequenceOperations.firstIndex(
            of: arguments[1], in: tuple, from: start, to: stop, vm)
        else { throw Raised(.valueError, "tuple.index(x): x not in tuple") }
        return .int(index)
      },
    ]
  }
}
