import NablaVM

/// `operator`.
let operatorModule = NativeModule("operator", "Operators as functions.", examples: .operators) { module, _ in
  module.define(Operators.arithmetic)
  module.define(Operators.comparisons)
  module.define(Operators.containers)
  module.define(Operators.getters)
  // Under the names of the methods too: `operator.__add__`.
  let inPlace = Operators.arithmetic.map(\.name).filter { $0.hasPrefix("i") && $0 != "inv" && $0 != "invert" }
  for name in Operators.arithmetic.map(\.name) + Operators.comparisons.map(\.name)
    + ["index", "abs", "concat", "contains", "getitem", "setitem", "delitem", "iconcat", "call"]
  where name != "truth" && !name.hasPrefix("is_") || inPlace.contains(name) {
    let bare = name.hasSuffix("_") ? String(name.dropLast()) : name
    if let value = module.get(Name(name)) { module.set("__\(bare)__", value) }
  }
}

enum Operators {
  private static let names: [(BinaryOperator, String)] = [
    (.add, "add"), (.subtract, "sub"), (.multiply, "mul"), (.matrixMultiply, "matmul"), (.divide, "truediv"),
    (.floorDivide, "floordiv"), (.modulo, "mod"), (.power, "pow"), (.leftShift, "lshift"), (.rightShift, "rshift"),
    (.and, "and_"), (.or, "or_"), (.xor, "xor"),
  ]

  static var arithmetic: [Native] {
    var result: [Native] = []
    for (op, name) in names {
      result.append(
        Native(name, "(a, b, /)", "a \(op.symbol) b") { arguments, vm in
          try vm.binary(op, arguments[0], arguments[1])
        })
      let inPlace = "i" + (name.hasSuffix("_") ? String(name.dropLast()) : name)
      result.append(
        Native(inPlace, "(a, b, /)", "a \(op.symbol)= b") { arguments, vm in
          try vm.inPlace(op, arguments[0], arguments[1])
        })
    }
    for (op, name) in [(UnaryOperator.negative, "neg"), (.positive, "pos"), (.invert, "invert"), (.invert, "inv")] {
      result.append(
        Native(name, "(a, /)", "The value of \(op.symbol)a.") { arguments, vm in try vm.unary(op, arguments[0]) })
    }
    return result
  }

  static var comparisons: [Native] {
    let table: [(Comparison, String)] = [
      (.less, "lt"), (.lessOrEqual, "le"), (.equal, "eq"), (.notEqual, "ne"), (.greater, "gt"),
      (.greaterOrEqual, "ge"),
    ]
    return table.map { op, name in
      Native(name, "(a, b, /)", "a \(op.symbol) b") { arguments, vm in
        try vm.compare(op, arguments[0], arguments[1])
      }
    } + [
      Native("not_", "(a, /)", "not a") { arguments, vm in .bool(try !vm.truth(arguments[0])) },
      Native("truth", "(a, /)", "bool(a)") { arguments, vm in .bool(try vm.truth(arguments[0])) },
      Native("is_", "(a, b, /)", "a is b") { arguments, _ in .bool(arguments[0].isIdentical(to: arguments[1])) },
      Native("is_not", "(a, b, /)", "a is not b") { arguments, _ in .bool(!arguments[0].isIdentical(to: arguments[1])) },
    ]
  }

  static var containers: [Native] {
    [
      Native("index", "(a, /)", "a as an integer") { arguments, vm in
        guard let index = try vm.indexOrNil(arguments[0]) else {
          throw Raised(
            .typeError, "'\(vm.typeName(of: arguments[0]))' object cannot be interpreted as an integer")
        }
        return index
      },
      Native("abs", "(a, /)", "abs(a)") { arguments, vm in
        try vm.call(try vm.attribute(of: .object(vm.builtins), "abs"), [arguments[0]])
      },
      Native("concat", "(a, b, /)", "a + b of sequences") { arguments, vm in
        try vm.binary(.add, arguments[0], arguments[1])
      },
      Native("iconcat", "(a, b, /)", "a += b of sequences") { arguments, vm in
        for value in [arguments[0], arguments[1]] where try vm.lengthOrNil(value) == nil {
          throw Raised(.typeError, "'\(vm.typeName(of: value))' object can't be concatenated")
        }
        return try vm.inPlace(.add, arguments[0], arguments[1])
      },
      .raw("call", "(obj, /, *args, **kwargs)", "obj(*args, **kwargs)") { arguments, vm in
        guard arguments.count > 0 else {
          throw Raised(.typeError, "call() missing 1 required positional argument: 'obj'")
        }
        return try vm.call(
          arguments[0], Array(arguments.positional.dropFirst()), keywords: arguments.named.map { ($0.name, $0.value) })
      },
      Native("contains", "(a, b, /)", "b in a") { arguments, vm in .bool(try vm.contains(arguments[0], arguments[1])) },
      Native("countOf", "(a, b, /)", "How many items of a equal b.") { arguments, vm in
        var count = 0
        try vm.iterate(arguments[0]) { item in
          if try vm.equals(item, arguments[1]) { count += 1 }
          return true
        }
        return .int(count)
      },
      Native("indexOf", "(a, b, /)", "The first index of b in a.") { arguments, vm in
        // An iterator is left where the item was found.
        var index = 0
        var isFound = false
        try vm.iterate(arguments[0]) { item in
          isFound = try vm.equals(item, arguments[1])
          if !isFound { index += 1 }
          return !isFound
        }
        if isFound { return .int(index) }
        throw Raised(.valueError, "sequence.index(x): x not in sequence")
      },
      Native("getitem", "(a, b, /)", "a[b]") { arguments, vm in try vm.item(arguments[0], arguments[1]) },
      Native("setitem", "(a, b, c, /)", "a[b] = c") { arguments, vm in
        try vm.setItem(arguments[0], arguments[1], arguments[2])
        return .none
      },
      Native("delitem", "(a, b, /)", "del a[b]") { arguments, vm in
        try vm.deleteItem(arguments[0], arguments[1])
        return .none
      },
      Native("length_hint", "(obj, default=0, /)", "About how many items there are.") { arguments, vm in
        if let length = try vm.lengthOrNil(arguments[0]) { return .int(length) }
        let method = vm.type(of: arguments[0]).lookup("__length_hint__")
        if method.isUndefined { return arguments[1] }
        let hint = try vm.call(method, [arguments[0]])
        return hint.isNotImplemented ? arguments[1] : hint
      },
    ]
  }

  static var getters: [Native] {
    [
      Native("itemgetter", "(item, /, *items)", "A function that reads these items.") { arguments, vm in
        let keys = [arguments[0]] + (try vm.array(arguments[1]))
        return .object(Getter("operator.itemgetter", keys) { value, key, vm in try vm.item(value, key) })
      },
      Native("attrgetter", "(attr, /, *attrs)", "A function that reads these attributes; dots lead on.") { arguments, vm in
        let keys = [arguments[0]] + (try vm.array(arguments[1]))
        for key in keys where key.text == nil { throw Raised(.typeError, "attribute name must be a string") }
        return .object(
          Getter("operator.attrgetter", keys) { value, key, vm in
            var value = value
            for part in StrText.split(key.text ?? "", separator: ".") { value = try vm.attribute(of: value, Name(part)) }
            return value
          })
      },
      .raw("methodcaller", "(name, /, *args, **kwargs)", "A function that calls this method.") { arguments, vm in
        guard arguments.count > 0, let name = arguments[0].text else {
          throw Raised(.typeError, "methodcaller needs at least one argument, the method name")
        }
        let positional = Array(arguments.positional.dropFirst())
        let named = arguments.named
        return .object(
          Getter(
            "operator.methodcaller", [arguments[0]], holding: positional + named.map(\.value),
            keywords: named.map(\.name.text)
          ) { value, _, vm in
            try vm.callMethod(value, Name(name), positional, keywords: named.map { ($0.name, $0.value) })
          })
      },
    ]
  }
}

/// A callable that reads something from its argument: one value, or a tuple for several keys.
final class Getter: Container {
  private let name: String
  private var keys: [Value]
  /// What the closure holds, for the collector.
  private var held: [Value]
  /// The names of the last of them.
  private let keywords: [String]
  private let read: (Value, Value, Interpreter) throws -> Value

  init(
    _ name: String, _ keys: [Value], holding held: [Value] = [], keywords: [String] = [],
    _ read: @escaping (Value, Value, Interpreter) throws -> Value
  ) {
    self.name = name
    self.keys = keys
    self.held = held
    self.keywords = keywords
    self.read = read
    super.init(type: .getter)
  }

  override func visitReferences(_ visit: (Object) -> Void) { for key in keys { key.visit(visit) } }
  override func clearReferences() { keys = [] }
  override var isCallable: Bool { true }
  override func call(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    guard arguments.count == 1, arguments.keywords.isEmpty else {
      throw Raised(.typeError, "\(name.dropFirst(9)) expected 1 argument, got \(arguments.count)")
    }
    if keys.count == 1 { return try read(arguments[0], keys[0], vm) }
    return .tuple(try keys.map { try read(arguments[0], $0, vm) })
  }
  override func repr(_ vm: Interpreter) throws -> String {
    var texts = try (keys + held).map { try vm.repr($0) }
    for (index, keyword) in keywords.enumerated() {
      let place = texts.count - keywords.count + index
      texts[place] = "\(keyword)=\(texts[place])"
    }
    return "\(name)(\(texts.joined(separator: ", ")))"
  }
}

extension TypeObject {
  static let getter = TypeObject(NativeType("getter", module: "operator", isFinal: true))
}
