import NablaVM

/// Products, permutations and combinations, in lexicographic order of positions.
extension Itertools {
  static var combining: [Native] {
    [
      Native("product", "(*iterables, repeat=1)", "All tuples with one item of each iterable.") { arguments, vm in
        let times = try arguments.int(1, vm)
        if times < 0 { throw Raised(.valueError, "repeat argument cannot be negative") }
        let once = try vm.array(arguments[0]).map { Value.tuple(try vm.array($0)) }
        guard once.count * times < 1 << 20 else { throw Raised(.memoryError) }
        let pools = (0..<times).flatMap { _ in once }
        let sizes = pools.map { $0.as(TupleObject.self)?.items.count ?? 0 }
        var indices = [Int](repeating: 0, count: pools.count)
        return positions(pools, start: sizes.contains(0) ? nil : indices) {
          var place = indices.count - 1
          while place >= 0 {
            indices[place] += 1
            if indices[place] < sizes[place] { return indices }
            indices[place] = 0
            place -= 1
          }
          return nil
        }
      },
      Native("combinations", "(iterable, r)", "All ways to choose r items, in order.") { arguments, vm in
        try combinations(arguments, vm, repeating: false)
      },
      Native("combinations_with_replacement", "(iterable, r)", "All ways to choose r items, with repetition.") {
        arguments, vm in try combinations(arguments, vm, repeating: true)
      },
      Native("permutations", "(iterable, r=None)", "All ways to arrange r items.") { arguments, vm in
        let pool = try vm.array(arguments[0])
        let count = arguments.isNone(1) ? pool.count : try arguments.int(1, vm)
        if count < 0 { throw Raised(.valueError, "r must be non-negative") }
        var indices = Array(0..<pool.count)
        // How many items each place still has to try: an odometer over the remaining choices.
        var cycles = (0..<min(count, pool.count)).map { pool.count - $0 }
        return chosen(pool, start: count > pool.count ? nil : Array(indices.prefix(count))) {
          var place = count - 1
          while place >= 0 {
            cycles[place] -= 1
            if cycles[place] == 0 {
              let first = indices.remove(at: place)
              indices.append(first)
              cycles[place] = pool.count - place
            } else {
              indices.swapAt(place, pool.count - cycles[place])
              return Array(indices.prefix(count))
            }
            place -= 1
          }
          return nil
        }
      },
    ]
  }

  private static func combinations(_ arguments: Arguments, _ vm: Interpreter, repeating: Bool) throws -> Value {
    let pool = try vm.array(arguments[0])
    let count = try arguments.int(1, vm)
    if count < 0 { throw Raised(.valueError, "r must be non-negative") }
    let isPossible = repeating ? (count == 0 || !pool.isEmpty) : count <= pool.count
    guard count < 1 << 20 else { throw Raised(.memoryError) }
    var indices = repeating ? [Int](repeating: 0, count: count) : Array(0..<count)
    return chosen(pool, start: isPossible ? indices : nil) {
      var place = count - 1
      while place >= 0 {
        let last = repeating ? pool.count - 1 : pool.count - count + place
        if indices[place] < last { break }
        place -= 1
      }
      if place < 0 { return nil }
      indices[place] += 1
      for later in (place + 1)..<max(place + 1, count) {
        indices[later] = repeating ? indices[place] : indices[later - 1] + 1
      }
      return indices
    }
  }

  /// Tuples of one pool's items by positions.
  private static func chosen(_ pool: [Value], start: [Int]?, _ advance: @escaping () -> [Int]?) -> Value {
    var next = start
    return iterator(pool) { iterator, _ in
      guard let current = next else { return nil }
      next = advance()
      return .tuple(current.map { iterator.held[$0] })
    }
  }

  /// Tuples of one item of each pool by positions.
  private static func positions(_ pools: [Value], start: [Int]?, _ advance: @escaping () -> [Int]?) -> Value {
    var next = start
    return iterator(pools) { iterator, _ in
      guard let current = next else { return nil }
      next = advance()
      return .tuple(zip(iterator.held, current).map { pool, index in pool.as(TupleObject.self)?.items[index] ?? .none })
    }
  }
}
