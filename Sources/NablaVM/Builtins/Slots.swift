/// The Swift methods of built-in objects under their dunder names: what `hasattr(x, "__len__")`, `super().__getitem__(k)`
/// and `list.__len__` find. They call the object's own Swift method, never an override in a subclass.
public enum Slots {
  private static func own(_ arguments: Arguments, _ vm: Interpreter) -> Object { vm.boxed(arguments[0]) }

  static let length: Native = .slot("__len__", "(self, /)") { arguments, vm in
    .int(try own(arguments, vm).length(vm) ?? 0)
  }
  static let item: Native = .slot("__getitem__", "(self, key, /)") { arguments, vm in
    try own(arguments, vm).item(arguments[1], vm)
  }
  static let setItem: Native = .slot("__setitem__", "(self, key, value, /)") { arguments, vm in
    try own(arguments, vm).setItem(arguments[1], arguments[2], vm)
    return .none
  }
  static let deleteItem: Native = .slot("__delitem__", "(self, key, /)") { arguments, vm in
    try own(arguments, vm).deleteItem(arguments[1], vm)
    return .none
  }
  static let contains: Native = .slot("__contains__", "(self, value, /)") { arguments, vm in
    if let answer = try own(arguments, vm).contains(arguments[1], vm) { return .bool(answer) }
    for item in try vm.array(arguments[0]) where try vm.equals(item, arguments[1]) { return .bool(true) }
    return .bool(false)
  }
  static let iterator: Native = .slot("__iter__", "(self, /)") { arguments, vm in
    guard let iterator = try own(arguments, vm).iterator(vm) else { throw vm.notIterable(arguments[0]) }
    return .object(iterator)
  }

  static func comparison(_ op: Comparison) -> Native {
    .slot(Names.comparison(op).text, "(self, value, /)") { arguments, vm in
      try own(arguments, vm).compare(op, arguments[1], vm) ?? .notImplemented
    }
  }
  static let ordering: [Native] = Comparison.allCases.map(comparison)
  static let equality: [Native] = [comparison(.equal), comparison(.notEqual)]

  static func binary(_ op: BinaryOperator) -> Native {
    .slot(Names.forward(op).text, "(self, value, /)") { arguments, vm in
      if arguments[0].object == nil {
        return try Numbers.binary(op, arguments[0], arguments[1], vm) ?? .notImplemented
      }
      return try own(arguments, vm).binary(op, arguments[1], vm) ?? .notImplemented
    }
  }
  static func reflected(_ op: BinaryOperator) -> Native {
    .slot(Names.reflected(op).text, "(self, value, /)") { arguments, vm in
      if arguments[0].object == nil {
        return try Numbers.binary(op, arguments[1], arguments[0], vm) ?? .notImplemented
      }
      return try own(arguments, vm).reflected(op, arguments[1], vm) ?? .notImplemented
    }
  }
  static func inPlace(_ op: BinaryOperator) -> Native {
    .slot(Names.inPlace(op).text, "(self, value, /)") { arguments, vm in
      try own(arguments, vm).inPlace(op, arguments[1], vm) ?? .notImplemented
    }
  }
  static func unary(_ op: UnaryOperator) -> Native {
    .slot(Names.unary(op).text, "(self, /)") { arguments, vm in
      try Numbers.unary(op, arguments[0], vm) ?? .notImplemented
    }
  }

  static var sequence: [Native] { [length, item, contains, iterator] + ordering }
  static func operators(_ ops: [BinaryOperator]) -> [Native] { ops.map(binary) + ops.map(reflected) }

  /// What numbers have; `ops` are their operators.
  static func number(_ ops: [BinaryOperator], _ unaries: [UnaryOperator]) -> [Native] {
    let conversions: [Native] = [
      .slot("__bool__", "(self, /)") { arguments, vm in .bool(try own(arguments, vm).truth(vm)) },
      .slot("__abs__", "(self, /)") { arguments, _ in Numbers.absolute(arguments[0]) ?? .notImplemented },
      .slot("__int__", "(self, /)") { arguments, vm in try Numbers.truncated(arguments[0], vm) },
      .slot("__trunc__", "(self, /)") { arguments, vm in try Numbers.truncated(arguments[0], vm) },
      .slot("__float__", "(self, /)") { arguments, vm in .float(try vm.double(arguments[0])) },
      .slot("__divmod__", "(self, value, /)") { arguments, vm in
        try Numbers.divmod(arguments[0], arguments[1], vm) ?? .notImplemented
      },
      .slot("__round__", "(self, ndigits=None, /)") { arguments, vm in
        try Numbers.round(arguments[0], arguments[1], vm) ?? .notImplemented
      },
    ]
    return operators(ops) + unaries.map(unary) + ordering + conversions
  }

  /// What an object of a library has that is container and number at once, such as a tensor.
  public static var array: [Native] {
    let conversions: [Native] = [
      .slot("__bool__", "(self, /)") { arguments, vm in .bool(try own(arguments, vm).truth(vm)) },
      .slot("__int__", "(self, /)") { arguments, vm in try own(arguments, vm).asInt(vm) ?? .notImplemented },
      .slot("__float__", "(self, /)") { arguments, vm in .float(try vm.double(arguments[0])) },
      .slot("__index__", "(self, /)") { arguments, vm in try own(arguments, vm).asIndex(vm) ?? .notImplemented },
    ]
    let unaries = UnaryOperator.allCases.map { op in
      Native.slot(Names.unary(op).text, "(self, /)") { arguments, vm in
        try own(arguments, vm).unary(op, vm) ?? .notImplemented
      }
    }
    let operators = BinaryOperator.allCases
    return [length, item, setItem, contains, iterator] + comparisons + unaries + conversions
      + operators.map(binary) + operators.map(reflected) + operators.map(inPlace)
  }
  private static var comparisons: [Native] { Comparison.allCases.map(comparison) }
}
