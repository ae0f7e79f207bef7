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
      },
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
      Native("min", "(*args, key=None, default=<none>)", "The smallest item, or argument.") { arguments, vm in
        try extreme("min", .less, arguments, vm)
      },
      Native("max", "(*args, key=None, default=<none>)", "The largest item, or argument.") { arguments, vm in
        try extreme("max", .greater, arguments, vm)
      },
    ]
  }

  private static func sum(_ source: Value, _ start: Value, _ vm: Interpreter) throws -> Value {
    if start.as(StrObject.self) != nil {
      throw Raised(.typeError, "sum() can't sum strings [use ''.join(seq) instead]")
    }
    if let bytes = start.as(BytesObject.self) {
      throw Raised(.typeError, "sum() can't sum \(bytes.type.name) [use b''.join(seq) instead]")
    }
    var total = start
    try vm.iterate(source) { item in
      switch (total, item) {
      case (.int(let a), .int(let b)):
        let (sum, overflow) = a.addingReportingOverflow(b)
        total = overflow ? try vm.binary(.add, total, item) : .int(sum)
      case (.float(let a), .float(let b)): total = .float(a + b)
      default: total = try vm.binary(.add, total, item)
      }
      return true
    }
    return total
  }

  private static func extreme(_ name: String, _ op: Comparison, _ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    let positional = arguments[0].as(TupleObject.self)?.items ?? []
    if positional.isEmpty { throw Raised(.typeError, "\(name) expected at least 1 argument, got 0") }
    let fallback = arguments[2].defined
    if positional.count > 1, fallback != nil {
      throw Raised(
        .typeError, "Cannot specify a default for \(name)() with multiple positional arguments")
    }
    let key = arguments[1]
    var best: Value?
    var bestKey = Value.none
    try vm.iterate(positional.count == 1 ? positional[0] : arguments[0]) { item in
      let itemKey = key.isNone ? item : try vm.call(key, [item])
      if best == nil {
        best = item
        bestKey = itemKey
      } else if try vm.truth(vm.compare(op, itemKey, bestKey)) {
        best = item
        bestKey = itemKey
      }
      return true
    }
    if let best { return best }
    if let fallback { return fallback }
    throw Raised(.valueError, "\(name)() arg is an empty sequence")
  }
}

extension TypeObject {
  public static let callableIterator = TypeObject(NativeType.iterator("callable_iterator"))
}
