import NablaVM

/// `itertools`.
let itertoolsModule = NativeModule("itertools", "Iterators for loops.", examples: .itertools) { module, _ in
  module.define(Itertools.endless)
  module.define(Itertools.selecting)
  module.define(Itertools.grouping)
  module.define(Itertools.combining)
  module.set("chain", .object(TypeObject.chain))
}

extension TypeObject {
  static let itertoolsIterator = TypeObject(NativeType.iterator("itertools_iterator", module: "itertools"))

  /// A class, for `chain.from_iterable`.
  static let chain = TypeObject(
    NativeType(
      "chain", module: "itertools", summary: "The items of one iterable after another.",
      examples: .itertools, isFinal: true,
      new: Native("__new__", "(cls, /, *iterables)") { arguments, vm in
        .object(try Itertools.chain(arguments[1], vm))
      },
      methods: NativeType.iterator("chain").methods,
      classMethods: {
        [
          Native("from_iterable", "(cls, iterable, /)", "The items of the iterables that an iterable gives.") {
            arguments, vm in .object(try Itertools.chain(arguments[1], vm))
          }
        ]
      }))
}

enum Itertools {
  typealias Step = (ClosureIterator, Interpreter) throws -> Value?

  static func iterator(_ held: [Value], _ step: @escaping Step) -> Value {
    .object(ClosureIterator(type: .itertoolsIterator, holding: held, step))
  }

  static func chain(_ sources: Value, _ vm: Interpreter) throws -> Object {
    let outer = Value.object(try vm.iterator(sources))
    return ClosureIterator(type: .chain, holding: [outer, .none]) { iterator, vm in
      while true {
        if let inner = iterator.held[1].object, let item = try vm.next(inner) { return item }
        guard let outer = iterator.held[0].object, let next = try vm.next(outer) else { return nil }
        iterator.held[1] = .object(try vm.iterator(next))
      }
    }
  }

  static var endless: [Native] {
    [
      Native("count", "(start=0, step=1)", "start, start + step, start + 2 * step, and so on.") { arguments, _ in
        iterator([arguments[0], arguments[1]]) { iterator, vm in
          let current = iterator.held[0]
          iterator.held[0] = try vm.binary(.add, current, iterator.held[1])
          return current
        }
      },
      Native("cycle", "(iterable, /)", "The items over and over.") { arguments, vm in
        var saved = 0
        var position = 0
        return iterator([.object(try vm.iterator(arguments[0])), .list([])]) { iterator, vm in
          guard let list = iterator.held[1].as(ListObject.self) else { return nil }
          if let source = iterator.held[0].object {
            if let item = try vm.next(source) {
              list.items.append(item)
              return item
            }
            iterator.held[0] = .none
            saved = list.items.count
          }
          guard saved > 0, list.items.count == saved else { return nil }
          defer { position = (position + 1) % saved }
          return list.items[position]
        }
      },
      Native("repeat", "(object, times=<none>)", "The object over and over, or a number of times.") { arguments, vm in
        var left = arguments.isOmitted(1) ? -1 : max(0, try arguments.int(1, vm))
        return iterator([arguments[0]]) { iterator, _ in
          if left == 0 { return nil }
          if left > 0 { left -= 1 }
          return iterator.held[0]
        }
      },
    ]
  }

  static var selecting: [Native] {
    [
      Native("islice", "(iterable, /, *args)", "Items by position: stop, or start, stop and step.") { arguments, vm in
        try slice(arguments[0], try vm.array(arguments[1]), vm)
      },
      Native("takewhile", "(predicate, iterable, /)", "Items as long as the predicate holds.") { arguments, vm in
        iterator([arguments[0], .object(try vm.iterator(arguments[1]))]) { iterator, vm in
          guard let source = iterator.held[1].object, let item = try vm.next(source) else { return nil }
          return try vm.truth(vm.call(iterator.held[0], [item])) ? item : nil
        }
      },
      Native("dropwhile", "(predicate, iterable, /)", "Items from the first for which the predicate fails.") {
        arguments, vm in
        var started = false
        return iterator([arguments[0], .object(try vm.iterator(arguments[1]))]) { iterator, vm in
          guard let source = iterator.held[1].object else { return nil }
          while let item = try vm.next(source) {
            if started { return item }
            if try !vm.truth(vm.call(iterator.held[0], [item])) {
              started = true
              return item
            }
          }
          return nil
        }
      },
      Native("filterfalse", "(predicate, iterable, /)", "Items for which the predicate fails.") { arguments, vm in
        iterator([arguments[0], .object(try vm.iterator(arguments[1]))]) { iterator, vm in
          guard let source = iterator.held[1].object else { return nil }
          let test = iterator.held[0]
          while let item = try vm.next(source) {
            if try !(test.isNone ? vm.truth(item) : vm.truth(vm.call(test, [item]))) { return item }
          }
          return nil
        }
      },
      Native("compress", "(data, selectors)", "Items whose selectors are true.") { arguments, vm in
        let held: [Value] = [.object(try vm.iterator(arguments[0])), .object(try vm.iterator(arguments[1]))]
        return iterator(held) { iterator, vm in
          guard let data = iterator.held[0].object, let selectors = iterator.held[1].object else { return nil }
          while let item = try vm.next(data), let selector = try vm.next(selectors) {
            if try vm.truth(selector) { return item }
          }
          return nil
        }
      },
      Native("starmap", "(function, iterable, /)", "The function applied to each item's items.") { arguments, vm in
        iterator([arguments[0], .object(try vm.iterator(arguments[1]))]) { iterator, vm in
          guard let source = iterator.held[1].object, let item = try vm.next(source) else { return nil }
          return try vm.call(iterator.held[0], try vm.array(item))
        }
      },
    ]
  }

  private static func slice(_ source: Value, _ bounds: [Value], _ vm: Interpreter) throws -> Value {
    guard (1...3).contains(bounds.count) else {
      throw Raised(.typeError, "islice expected at least 2 arguments, got \(bounds.count + 1)")
    }
    func bound(_ value: Value, _ message: String) throws -> Int? {
      if value.isNone { return nil }
      guard case .int(let number)? = try vm.indexOrNil(value), number >= 0 else { throw Raised(.valueError, message) }
      return number
    }
    let indices = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."
    let stopMessage = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize."
    let start = bounds.count == 1 ? 0 : try bound(bounds[0], indices) ?? 0
    let stop = try bound(bounds[bounds.count == 1 ? 0 : 1], bounds.count == 1 ? stopMessage : indices)
    let step = bounds.count == 3 ? try bound(bounds[2], "Step for islice() must be a positive integer or None.") ?? 1 : 1
    if step == 0 { throw Raised(.valueError, "Step for islice() must be a positive integer or None.") }
    var wanted = start
    var position = 0
    return iterator([.object(try vm.iterator(source))]) { iterator, vm in
      guard let source = iterator.held[0].object else { return nil }
      if let stop, wanted >= stop {
        while position < stop, try vm.next(source) != nil { position += 1 }
        return nil
      }
      while let item = try vm.next(source) {
        position += 1
        if position > wanted {
          wanted = wanted.addingReportingOverflow(step).partialValue
          return item
        }
      }
      return nil
    }
  }
}
