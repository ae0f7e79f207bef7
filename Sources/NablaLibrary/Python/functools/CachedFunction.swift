import NablaVM

/// What `functools.lru_cache` makes of a function: results by arguments, the least recently used dropped first.
///
/// The dictionary's order is the order of use: a hit moves its entry to the end.
final class CachedFunction: InstanceObject {
  private var function: Value
  private let limit: Int?
  private let typed: Bool
  private var results = DictObject()
  private var hits = 0
  private var misses = 0

  init(_ function: Value, limit: Int?, typed: Bool) {
    self.function = function
    self.limit = limit
    self.typed = typed
    super.init(type: .cachedFunction, kind: .other)
  }

  override func visitReferences(_ visit: (Object) -> Void) {
    super.visitReferences(visit)
    function.visit(visit)
    visit(results)
  }
  override func clearReferences() {
    super.clearReferences()
    function = .none
    results = DictObject()
  }

  override var bindsAsMethod: Bool { true }
  override var isCallable: Bool { true }
  override func call(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    let positional = arguments.positional
    let named = arguments.named
    if limit == 0 {
      misses += 1
      return try vm.call(function, positional, keywords: named.map { ($0.name, $0.value) })
    }
    let key = makeKey(positional, named, vm)
    if let found = try results.get(key, vm) {
      hits += 1
      if limit != nil {
        try results.remove(key, vm)
        try results.set(key, found, vm)
      }
      return found
    }
    misses += 1
    let result = try vm.call(function, positional, keywords: named.map { ($0.name, $0.value) })
    if let limit, results.count >= limit, try results.get(key, vm) == nil,
      let oldest = results.table.entries.first(where: { $0.isLive })?.key
    {
      try results.remove(oldest, vm)
    }
    try results.set(key, result, vm)
    return result
  }

  private func makeKey(_ positional: [Value], _ named: [(name: Name, value: Value)], _ vm: Interpreter) -> Value {
    // A single number or string is its own key; everything else goes into a tuple.
    if named.isEmpty, !typed, positional.count == 1 {
      switch positional[0] {
      case .int: return positional[0]
      case .object(let object): if object.kind == .str { return positional[0] }
      default: break
      }
    }
    var parts = positional
    if !named.isEmpty { parts.append(.object(TypeObject.cachedFunction)) }
    for pair in named { parts += [.object(pair.name.string), pair.value] }
    if typed {
      parts += positional.map { .object(vm.type(of: $0)) }
      parts += named.map { .object(vm.type(of: $0.value)) }
    }
    return .tuple(parts)
  }

  func clear() {
    results = DictObject()
    hits = 0
    misses = 0
  }

  var statistics: [Value] {
    [.int(hits), .int(misses), limit.map { .int($0) } ?? .none, .int(results.count)]
  }

  override func attribute(_ name: Name, _ vm: Interpreter) throws -> Value? {
    if name == "__wrapped__" { return ownAttribute(name) ?? function }
    return try super.attribute(name, vm)
  }

  override func repr(_ vm: Interpreter) throws -> String {
    "<functools._lru_cache_wrapper object at \(vm.address(of: self))>"
  }
}

extension TypeObject {
  static let cachedFunction = TypeObject(
    NativeType(
      "_lru_cache_wrapper", module: "functools", isFinal: true,
      methods: {
        [
          nativeMethod(
            of: CachedFunction.self, "_lru_cache_wrapper", "cache_clear", "(self)", "Forgets all results."
          ) { function, _, _ in
            function.clear()
            return .none
          },
          nativeMethod(
            of: CachedFunction.self, "_lru_cache_wrapper", "cache_statistics", "(self)",
            "(hits, misses, maxsize, currsize)"
          ) { function, _, _ in .tuple(function.statistics) },
          nativeMethod(
            of: CachedFunction.self, "_lru_cache_wrapper", "__get__", "(self, instance, owner=None, /)", ""
          ) { function, arguments, _ in
            arguments.isNone(1) ? .object(function) : .object(BoundMethod(function: .object(function), receiver: arguments[1]))
          },
        ]
      }))
}
