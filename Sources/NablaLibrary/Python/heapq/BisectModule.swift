import NablaVM

/// `bisect`: places in sorted lists.
let bisectModule = NativeModule("bisect", "Places in sorted lists.") { module, _ in
  module.define(BisectFunctions.all)
}

enum BisectFunctions {
  /// The place of `x` in a sorted sequence, behind equal items or before them.
  private static func place(_ arguments: Arguments, x: Value, isRight: Bool, _ vm: Interpreter) throws -> Int {
    let sequence = arguments[0]
    var low = try arguments.int(2, vm)
    if low < 0 { throw Raised(.valueError, "lo must be non-negative") }
    let list = sequence.as(ListObject.self).flatMap { $0.kind == .list ? $0 : nil }
    var high: Int
    if let limit = try arguments.optionalInt(3, vm) {
      high = limit
    } else if let list {
      high = list.items.count
    } else {
      high = try vm.length(sequence)
    }
    let key = arguments[4]
    while low < high {
      let middle = low + (high - low) / 2
      var item: Value
      if let list, middle < list.items.count {
        item = list.items[middle]
      } else {
        item = try vm.item(sequence, .int(middle))
      }
      if !key.isNone { item = try vm.call(key, [item]) }
      let isBefore: Bool
      switch (item, x) {
      case (.int(let a), .int(let b)): isBefore = isRight ? b < a : a < b
      case (.float(let a), .float(let b)): isBefore = isRight ? b < a : a < b
      default: isBefore = try isRight ? vm.less(x, item) : vm.less(item, x)
      }
      if isRight ? isBefore : !isBefore { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private static func finder(_ name: String, isRight: Bool) -> Native {
    Native(name, "(a, x, lo=0, hi=None, *, key=None)", "Where x belongs in a sorted list.") { arguments, vm in
      .int(try place(arguments, x: arguments[1], isRight: isRight, vm))
    }
  }

  private static func inserter(_ name: String, isRight: Bool) -> Native {
    Native(name, "(a, x, lo=0, hi=None, *, key=None)", "Inserts x into a sorted list.") { arguments, vm in
      let x = arguments.isNone(4) ? arguments[1] : try vm.call(arguments[4], [arguments[1]])
      let place = try place(arguments, x: x, isRight: isRight, vm)
      if let list = arguments[0].as(ListObject.self), list.kind == .list {
        list.items.insert(arguments[1], at: min(place, list.items.count))
      } else {
        _ = try vm.callMethod(arguments[0], "insert", [.int(place), arguments[1]])
      }
      return .none
    }
  }

  static var all: [Native] {
    [
      finder("bisect", isRight: true), finder("bisect_right", isRight: true), finder("bisect_left", isRight: false),
      inserter("insort", isRight: true), inserter("insort_right", isRight: true),
      inserter("insort_left", isRight: false),
    ]
  }
}
