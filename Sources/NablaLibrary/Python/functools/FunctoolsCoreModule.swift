import NablaVM

/// `_functools`: what `functools` needs from below; the rest is written in the language.
let functoolsCoreModule = NativeModule("_functools", "Higher-order functions.", examples: .functools) { module, _ in
  module.define(TypeObject.partial)
  module.define([
    Native("reduce", "(function, iterable, initial=<none>, /)", "Combines the items from the left to one value.") {
      arguments, vm in
      var result = arguments[2].defined
      guard try vm.iteratorOrNil(arguments[1]) != nil else {
        throw Raised(.typeError, "reduce() arg 2 must support iteration")
      }
      try vm.iterate(arguments[1]) { item in
        result = try result.map { try vm.call(arguments[0], [$0, item]) } ?? item
        return true
      }
      guard let result else { throw Raised(.typeError, "reduce() of empty iterable with no initial value") }
      return result
    },
    Native("cmp_to_key", "(mycmp)", "A key function from a comparison function.") { arguments, _ in
      let comparison = arguments[0]
      return .object(ComparisonKeyMaker(comparison))
    },
    Native("lru_cache_wrapper", "(function, maxsize, typed)", "A function that remembers its results.") {
      arguments, vm in
      let limit = arguments.isNone(1) ? nil : max(0, try arguments.int(1, vm))
      return .object(CachedFunction(arguments[0], limit: limit, typed: try arguments.bool(2, vm)))
    },
  ])
}

/// `functools.partial`.
final class PartialObject: InstanceObject {
  private(set) var function: Value = .none
  private(set) var positional: [Value] = []
  private(set) var keywords: [(Name, Value)] = []

  init(type: TypeObject) { super.init(type: type, kind: .other) }

  func fill(_ arguments: Arguments, _ vm: Interpreter) throws {
    guard arguments.count > 1 else { throw Raised(.typeError, "type 'partial' takes at least one argument") }
    function = arguments[1]
    guard let object = function.object, object.isCallable || object.type.override(Names.call) != nil else {
      throw Raised(.typeError, "the first argument must be callable")
    }
    positional = (2..<arguments.count).map { arguments[$0] }
    keywords = arguments.named.map { ($0.name, $0.value) }
    // A partial of a partial is one.
    if let inner = object as? PartialObject, inner.type === type {
      function = inner.function
      positional = inner.positional + positional
      keywords = merged(inner.keywords, keywords)
    }
  }

  private func merged(_ first: [(Name, Value)], _ second: [(Name, Value)]) -> [(Name, Value)] {
    var result = first
    for (name, value) in second {
      if let index = result.firstIndex(where: { $0.0 == name }) { result[index].1 = value } else { result.append((name, value)) }
    }
    return result
  }

  override func visitReferences(_ visit: (Object) -> Void) {
    super.visitReferences(visit)
    function.visit(visit)
    for value in positional { value.visit(visit) }
    for (_, value) in keywords { value.visit(visit) }
  }
  override func clearReferences() {
    super.clearReferences()
    function = .none
    positional = []
    keywords = []
  }

  override var isCallable: Bool { true }
  override func call(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    let named = merged(keywords, arguments.named.map { ($0.name, $0.value) })
    return try vm.call(function, positional + arguments.positional, keywords: named)
  }

  override func attribute(_ name: Name, _ vm: Interpreter) throws -> Value? {
    switch name {
    case "func": return function
    case "args": return .tuple(positional)
    case "keywords": return .object(DictObject(keywords.map { ($0.0.text, $0.1) }))
    default: return try super.attribute(name, vm)
    }
  }

  override func repr(_ vm: Interpreter) throws -> String {
    try vm.guardingRepr(of: self, recursive: "functools.partial(...)") {
      var parts = [try vm.repr(function)]
      parts += try positional.map { try vm.repr($0) }
      parts += try keywords.map { "\($0.0.text)=\(try vm.repr($0.1))" }
      return "functools.partial(\(parts.joined(separator: ", ")))"
    }
  }
}

/// What `cmp_to_key` gives: makes keys that compare by calling the function.
final class ComparisonKeyMaker: Container {
  private var comparison: Value

  init(_ comparison: Value) {
    self.comparison = comparison
    super.init(type: .comparisonKeyMaker)
  }

  override func visitReferences(_ visit: (Object) -> Void) { comparison.visit(visit) }
  override func clearReferences() { comparison = .none }
  override var isCallable: Bool { true }
  override func call(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    guard arguments.count == 1 else { throw Raised(.typeError, "K() takes exactly one argument (\(arguments.count) given)") }
    return .object(ComparisonKey(comparison, arguments[0]))
  }
}

final class ComparisonKey: Container {
  private var comparison: Value
  private var value: Value

  init(_ comparison: Value, _ value: Value) {
    self.comparison = comparison
    self.value = value
    super.init(type: .comparisonKey)
  }

  override func visitReferences(_ visit: (Object) -> Void) {
    comparison.visit(visit)
    value.visit(visit)
  }
  override func clearReferences() {
    comparison = .none
    value = .none
  }
  override func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    guard let other = other.as(ComparisonKey.self) else { return nil }
    return try vm.compare(op, vm.call(comparison, [value, other.value]), .int(0))
  }
  override func attribute(_ name: Name, _ vm: Interpreter) throws -> Value? {
    try name == "obj" ? value : super.attribute(name, vm)
  }
}

extension TypeObject {
  static let partial = TypeObject(
    NativeType(
      "partial", module: "functools", summary: "A function with some arguments filled in.",
      examples: .functools,
      allocate: { type, _ in PartialObject(type: type) },
      methods: {
        [
          .raw("__init__", "(self, func, /, *args, **keywords)") { arguments, vm in
            guard let partial = arguments[0].as(PartialObject.self) else { return .none }
            try partial.fill(arguments, vm)
            return .none
          }
        ]
      }))
  static let comparisonKeyMaker = TypeObject(NativeType("KeyWrapper", module: "functools", isFinal: true))
  static let comparisonKey = TypeObject(NativeType("KeyWrapper", module: "functools", isFinal: true))
}
