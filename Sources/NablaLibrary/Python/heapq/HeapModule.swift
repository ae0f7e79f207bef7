import NablaVM

/// `_heapq`: heaps in lists; the functions that only combine these are written in the language.
let heapCoreModule = NativeModule("_heapq", "Heaps in lists.") { module, _ in module.define(HeapFunctions.all) }

enum HeapFunctions {
  /// A comparison runs code of the program, which may change the list: then the heap has no order to keep.
  private static func checkSize(_ list: ListObject, _ size: Int) throws {
    if list.items.count != size { throw Raised(.runtimeError, "list changed size during iteration") }
  }

  /// Whether a number is less than another; `nil` when one is none, and only the program's own code can tell.
  @inline(__always)
  private static func numbers(_ a: Value, _ b: Value) -> Bool? {
    switch (a, b) {
    case (.int(let a), .int(let b)): a < b
    case (.float(let a), .float(let b)): a < b
    default: nil
    }
  }

  /// Moves the item at `place` towards the root until its parent is no larger.
  private static func siftDown(_ list: ListObject, from start: Int, at place: Int, _ order: Order) throws {
    let size = list.items.count
    // Numbers compare without running any code, so the items can be moved in place.
    var place = list.items.withUnsafeMutableBufferPointer { items in
      var place = place
      while place > start {
        let above = (place - 1) >> 1
        guard let smaller = order.isReversed ? numbers(items[above], items[place]) : numbers(items[place], items[above])
        else { break }
        if !smaller { return start }
        items.swapAt(place, above)
        place = above
      }
      return place
    }
    while place > start {
      let above = (place - 1) >> 1
      let smaller = try order.isLess(list.items[place], list.items[above])
      try checkSize(list, size)
      if !smaller { break }
      list.items.swapAt(place, above)
      place = above
    }
  }

  /// Lets the item at `place` sink: the smaller child rises until the bottom, then the item rises to its place. That
  /// takes fewer comparisons than stopping early, for most items belong near the bottom.
  private static func siftUp(_ list: ListObject, at start: Int, _ order: Order) throws {
    let size = list.items.count
    var place = list.items.withUnsafeMutableBufferPointer { items in
      var place = start
      while true {
        var child = 2 * place + 1
        guard child < size else { break }
        if child + 1 < size {
          guard
            let leftIsSmaller = order.isReversed
              ? numbers(items[child + 1], items[child]) : numbers(items[child], items[child + 1])
          else { break }
          if !leftIsSmaller { child += 1 }
        }
        items.swapAt(place, child)
        place = child
      }
      return place
    }
    while true {
      var child = 2 * place + 1
      guard child < size else { break }
      if child + 1 < size {
        let leftIsSmaller = try order.isLess(list.items[child], list.items[child + 1])
        try checkSize(list, size)
        if !leftIsSmaller { child += 1 }
      }
      list.items.swapAt(place, child)
      place = child
    }
    try siftDown(list, from: start, at: place, order)
  }

  /// How items compare: by `<`, or the other way round for heaps with the largest item first.
  private struct Order {
    let isReversed: Bool
    let vm: Interpreter

    func isLess(_ a: Value, _ b: Value) throws -> Bool { try isReversed ? vm.less(b, a) : vm.less(a, b) }
  }

  private static func define(
    _ name: String, _ signature: String, _ summary: String,
    largestFirst: Bool = false, _ body: @escaping (ListObject, Value, Order) throws -> Value
  ) -> Native {
    let takesItem = signature.contains("item")
    return Native(name, signature, summary) { arguments, vm in
      let list = try arguments.object(0, as: ListObject.self, "list", vm)
      return try body(list, takesItem ? arguments[1] : .none, Order(isReversed: largestFirst, vm: vm))
    }
  }

  static var all: [Native] {
    [
      define("heappush", "(heap, item, /)", "Adds an item to a heap.") { list, item, order in
        list.items.append(item)
        try siftDown(list, from: 0, at: list.items.count - 1, order)
        return .none
      },
      define("heappop", "(heap, /)", "Removes and returns the smallest item of a heap.") { list, _, order in
        guard let last = list.items.popLast() else { throw Raised(.indexError, "index out of range") }
        guard let first = list.items.first else { return last }
        list.items[0] = last
        try siftUp(list, at: 0, order)
        return first
      },
      define("heapreplace", "(heap, item, /)", "Removes the smallest item and adds another.") { list, item, order in
        guard let first = list.items.first else { throw Raised(.indexError, "index out of range") }
        list.items[0] = item
        try siftUp(list, at: 0, order)
        return first
      },
      define("heappushpop", "(heap, item, /)", "Adds an item, then removes the smallest.") { list, item, order in
        guard let first = list.items.first, try order.isLess(first, item), !list.items.isEmpty else { return item }
        list.items[0] = item
        try siftUp(list, at: 0, order)
        return first
      },
      define("heapify", "(heap, /)", "Makes a heap of a list, in place.") { list, _, order in
        for place in stride(from: list.items.count / 2 - 1, through: 0, by: -1) {
          guard place < list.items.count else { break }
          try siftUp(list, at: place, order)
        }
        return .none
      },
      define("_heapreplace_max", "(heap, item, /)", "Removes the largest item and adds another.", largestFirst: true) {
        list, item, order in
        guard let first = list.items.first else { throw Raised(.indexError, "index out of range") }
        list.items[0] = item
        try siftUp(list, at: 0, order)
        return first
      },
      define("_heappop_max", "(heap, /)", "Removes and returns the largest item.", largestFirst: true) {
        list, _, order in
        guard let last = list.items.popLast() else { throw Raised(.indexError, "index out of range") }
        guard let first = list.items.first else { return last }
        list.items[0] = last
        try siftUp(list, at: 0, order)
        return first
      },
      define("_heapify_max", "(heap, /)", "Makes a heap with the largest item first.", largestFirst: true) {
        list, _, order in
        for place in stride(from: list.items.count / 2 - 1, through: 0, by: -1) {
          guard place < list.items.count else { break }
          try siftUp(list, at: place, order)
        }
        return .none
      },
    ]
  }
}
