/// Functions of iterables.
extension Builtins {
  static var iteration: [Native] {
    [
      Native("iter", "(object, sentinel=<none>, /)", "An iterator over an object, or over the results of calls.") {
        arguments, vm in
        if arguments.isOmitted(1) { return .object(try vm.iterator(arguments[0])) }
        guard let object = arguments[0].object, object.isCallable || object.type.override(Names.call) != nil else {
          throw Raised(.typeError, "iter(v, w): v must be callable")
        }
        return .object(
          ClosureIterator(type: .callableIterator, holding: [arguments[0], arguments[1]]) { iterator, vm in
            let value = try vm.call(iterator.held[0], [])
            return try vm.equals(value, iterator.held[1]) ? nil : value
          })
      },
      Native("next", "(iterator, default=<none>, /)", "The next item, or default at the end.") { arguments, vm in
        guard let iterator = arguments[0].object, vm.isIterator(iterator) else {
          throw Raised(.typeError, "'\(vm.typeName(of: arguments[0]))' object is not an iterator")
        }
        if arguments.isOmitted(1) { return try vm.nextOrStop(arguments[0]) }
        return try vm.next(iterator) ?? arguments[1]
      }.resuming(.nextOrDefault),
      Native("any", "(iterable, /)", "Whether an item is true.") { arguments, vm in
        var found = false
        try vm.iterate(arguments[0]) { item in
          found = try vm.truth(item)
          return !found
        }
        return .bool(found)
      },
      Native("all", "(iterable, /)", "Whether all items are true.") { arguments, vm in
        var holds = true
        try vm.iterate(arguments[0]) { item in
          holds = try vm.truth(item)
          return holds
        }
        return .bool(holds)
      },
      Native("sum", "(iterable, /, start=0)", "The sum of start and all items.") { arguments, vm in
        try sum(arguments[0], arguments[1], vm)
      },
      Native("sorted", "(iterable, /, *, key=None, reverse=False)", "A sorted list of the items, stably.") {
        arguments, vm in
        .list(
          try Sorting.sorted(
            try vm.array(arguments[0]), key: arguments[1], reverse: try vm.int(arguments[2]) != 0, vm))
      },
      extreme("min", .less, "The smallest item, or argument."),
      extreme("max", .greater, "The largest item, or argument."),
    ]
  }
}

extension TypeObject {
  public static let callableIterator = TypeObject(NativeType.iterator("callable_iterator"))
}
