import NablaVM

/// Running totals, groups, pairs, copies.
extension Itertools {
  static var grouping: [Native] {
    [
      Native("accumulate", "(iterable, func=None, *, initial=None)", "Running totals, or results of a function.") {
        arguments, vm in
        var started = false
        let held: [Value] = [.object(try vm.iterator(arguments[0])), arguments[1], arguments[2]]
        return iterator(held) { iterator, vm in
          if !started {
            started = true
            if !iterator.held[2].isNone { return iterator.held[2] }
            guard let source = iterator.held[0].object, let first = try vm.next(source) else { return nil }
            iterator.held[2] = first
            return first
          }
          guard let source = iterator.held[0].object, let item = try vm.next(source) else { return nil }
          let total = iterator.held[2]
          let function = iterator.held[1]
          let result = try function.isNone ? vm.binary(.add, total, item) : vm.call(function, [total, item])
          iterator.held[2] = result
          return result
        }
      },
      Native("pairwise", "(iterable, /)", "Neighbouring items as pairs.") { arguments, vm in
        var started = false
        return iterator([.object(try vm.iterator(arguments[0])), .none]) { iterator, vm in
          guard let source = iterator.held[0].object else { return nil }
          if !started {
            guard let first = try vm.next(source) else { return nil }
            iterator.held[1] = first
            started = true
          }
          guard let item = try vm.next(source) else { return nil }
          defer { iterator.held[1] = item }
          return .tuple([iterator.held[1], item])
        }
      },
      Native("zip_longest", "(*iterables, fillvalue=None)", "As zip, until the longest ends.") { arguments, vm in
        let sources = try vm.array(arguments[0]).map { Value.object(try vm.iterator($0)) }
        let count = sources.count
        return iterator(sources + [arguments[1]]) { iterator, vm in
          var items: [Value] = []
          var found = false
          for index in 0..<count {
            if let source = iterator.held[index].object, let item = try vm.next(source) {
              items.append(item)
              found = true
            } else {
              iterator.held[index] = .none
              items.append(iterator.held[count])
            }
          }
          return found ? .tuple(items) : nil
        }
      },
      Native("tee", "(iterable, n=2, /)", "Independent iterators over the same items.") { arguments, vm in
        let count = try arguments.int(1, vm)
        if count < 0 { throw Raised(.valueError, "n must be >= 0") }
        let source = Value.object(try vm.iterator(arguments[0]))
        let buffer = Value.list([])
        return .tuple(
          (0..<count).map { _ in
            var position = 0
            return iterator([source, buffer]) { iterator, vm in
              guard let source = iterator.held[0].object, let buffer = iterator.held[1].as(ListObject.self)
              else { return nil }
              if position == buffer.items.count {
                guard let item = try vm.next(source) else { return nil }
                buffer.items.append(item)
              }
              position += 1
              return buffer.items[position - 1]
            }
          })
      },
      Native("groupby", "(iterable, key=None)", "(key, group) for runs of items with the same key.") { arguments, vm in
        // held: source, key function, the item read ahead, its key; the group under way knows its key's number.
        var hasItem = false
        var number = 0
        let held: [Value] = [.object(try vm.iterator(arguments[0])), arguments[1], .none, .none, .none]
        func advance(_ iterator: ClosureIterator, _ vm: Interpreter) throws -> Bool {
          guard let source = iterator.held[0].object, let item = try vm.next(source) else {
            hasItem = false
            return false
          }
          iterator.held[2] = item
          iterator.held[3] = iterator.held[1].isNone ? item : try vm.call(iterator.held[1], [item])
          hasItem = true
          return true
        }
        return iterator(held) { outer, vm in
          if number == 0 {
            guard try advance(outer, vm) else { return nil }
          } else {
            while hasItem, try vm.equals(outer.held[3], outer.held[4]) {
              if try !advance(outer, vm) { return nil }
            }
            if !hasItem { return nil }
          }
          number += 1
          let mine = number
          outer.held[4] = outer.held[3]
          let group = iterator([.object(outer)]) { iterator, vm in
            guard mine == number, hasItem, let outer = iterator.held[0].as(ClosureIterator.self), outer.held.count == 5,
              try vm.equals(outer.held[3], outer.held[4])
            else { return nil }
            let item = outer.held[2]
            _ = try advance(outer, vm)
            return item
          }
          return .tuple([outer.held[4], group])
        }
      },
    ]
  }
}
