/// `enumerate`.
public final class EnumerateIterator: Container {
  @exclusivity(unchecked) private var source: Object?
  @exclusivity(unchecked) private var count: Value

  init(_ source: Object, start: Value) {
    self.source = source
    count = start
    super.init(type: .enumerate, kind: .pairIterator)
  }

  public override var isIterator: Bool { true }
  public override func visitReferences(_ visit: (Object) -> Void) {
    if let source { visit(source) }
  }
  public override func clearReferences() { source = nil }

  public override func next(_ vm: Interpreter) throws -> Value? {
    guard let source, let item = try vm.next(source) else { return nil }
    return .pair(try takeCount(vm), item)
  }
  override func nextPair(
    _ first: UnsafeMutablePointer<Value>, _ second: UnsafeMutablePointer<Value>, _ vm: Interpreter
  ) throws -> Bool? {
    guard let source else { return false }
    if source.kind == .sequenceIterator, case .int(let current) = count, current < Int.max {
      let iterator = unsafeDowncast(source, to: SequenceIterator.self)
      if let item = iterator.peek() {
        iterator.index &+= 1
        count = .int(current &+ 1)
        second.copy(item)
        first.setTrivial(.int(current))
        return true
      }
    }
    guard let item = try vm.next(source) else { return false }
    first.set(try takeCount(vm))
    second.set(item)
    return true
  }

  private func takeCount(_ vm: Interpreter) throws -> Value {
    let current = count
    if case .int(let value) = current, value < Int.max {
      count = .int(value + 1)
    } else {
      count = try vm.binary(.add, current, .int(1))
    }
    return current
  }
}

/// `zip`.
public final class ZipIterator: Container {
  @exclusivity(unchecked) private var sources: [Object] {
    didSet { if sources.isEmpty { listSources = nil } }
  }
  private let isStrict: Bool
  /// The sources, where they are two iterators over lists or tuples.
  @exclusivity(unchecked) private var listSources: (Unmanaged<SequenceIterator>, Unmanaged<SequenceIterator>)?

  init(_ sources: [Object], strict: Bool) {
    self.sources = sources
    isStrict = strict
    if sources.count == 2, sources[0] !== sources[1], sources[0].kind == .sequenceIterator,
      sources[1].kind == .sequenceIterator
    {
      listSources = (
        Unmanaged.passUnretained(unsafeDowncast(sources[0], to: SequenceIterator.self)),
        Unmanaged.passUnretained(unsafeDowncast(sources[1], to: SequenceIterator.self))
      )
    }
    super.init(type: .zip, kind: .pairIterator)
  }

  public override var isIterator: Bool { true }
  public override func visitReferences(_ visit: (Object) -> Void) {
    for source in sources { visit(source) }
  }
  public override func clearReferences() { sources = [] }

  public override func next(_ vm: Interpreter) throws -> Value? {
    if sources.isEmpty { return nil }
    if let (left, right) = listItems {
      let pair = TupleObject.allocate(2)
      (pair.ownItems).initialize(to: left.pointee)
      (pair.ownItems + 1).initialize(to: right.pointee)
      return .object(pair)
    }
    var items: [Value] = []
    items.reserveCapacity(sources.count)
    for (index, source) in sources.enumerated() {
      guard let item = try vm.next(source) else {
        if isStrict { try checkLengths(endedAt: index, vm) }
        sources = []
        return nil
      }
      items.append(item)
    }
    return .tuple(items)
  }

  override func nextPair(
    _ first: UnsafeMutablePointer<Value>, _ second: UnsafeMutablePointer<Value>, _ vm: Interpreter
  ) throws -> Bool? {
    if let (left, right) = listItems {
      let bits = right.bits
      bits.retain()
      first.copy(left)
      second.take(bits)
      return true
    }
    guard sources.count == 2, !isStrict else { return nil }
    guard let left = try vm.next(sources[0]), sources.count == 2, let right = try vm.next(sources[1]) else {
      sources = []
      return false
    }
    first.set(left)
    second.set(right)
    return true
  }

  /// The next items of two sources that are iterators over lists or tuples and both have one left; they are taken.
  @inline(__always) private var listItems: (UnsafeMutablePointer<Value>, UnsafeMutablePointer<Value>)? {
    guard let (left, right) = listSources else { return nil }
    return left._withUnsafeGuaranteedRef { left in
      right._withUnsafeGuaranteedRef { right in
        guard let first = left.peek(), let second = right.peek() else { return nil }
        left.index &+= 1
        right.index &+= 1
        return (first, second)
      }
    }
  }

  private func checkLengths(endedAt index: Int, _ vm: Interpreter) throws {
    func others(_ count: Int) -> String { count == 1 ? "argument 1" : "arguments 1-\(count)" }
    if index > 0 {
      throw Raised(.valueError, "zip() argument \(index + 1) is shorter than \(others(index))")
    }
    for (position, source) in sources.enumerated().dropFirst() where try vm.next(source) != nil {
      throw Raised(.valueError, "zip() argument \(position + 1) is longer than \(others(position))")
    }
  }
}

/// `map`.
final class MapIterator: Container {
  private var function: Value
  private var sources: [Object]

  init(_ function: Value, _ sources: [Object]) {
    self.function = function
    self.sources = sources
    super.init(type: .map, kind: .iterator)
  }

  deinit {
    Reaper.empty(&function)
    var last = sources.map { Value.object($0) }
    sources = []
    Reaper.empty(&last)
  }

  override var isIterator: Bool { true }
  override func visitReferences(_ visit: (Object) -> Void) {
    function.visit(visit)
    for source in sources { visit(source) }
  }
  override func clearReferences() { sources = [] }

  /// StopIteration from the function ends the iteration; the next item is asked for all the same.
  override func next(_ vm: Interpreter) throws -> Value? {
    do {
      return try advance(vm)
    } catch let raised as Raised where raised.isKind(.stopIteration) {
      return nil
    }
  }

  private func advance(_ vm: Interpreter) throws -> Value? {
    if sources.count == 1 {
      if let item = try vm.next(sources[0]) { return try vm.call(function, item) }
    } else if !sources.isEmpty {
      var items: [Value] = []
      for source in sources {
        guard let item = try vm.next(source) else { break }
        items.append(item)
      }
      if items.count == sources.count { return try vm.call(function, items) }
    }
    sources = []
    return nil
  }
}

/// `filter`.
final class FilterIterator: Container {
  private var test: Value
  private var source: Object?

  init(_ test: Value, _ source: Object) {
    self.test = test
    self.source = source
    super.init(type: .filter, kind: .iterator)
  }

  deinit {
    Reaper.empty(&test)
    Reaper.empty(&source)
  }

  override var isIterator: Bool { true }
  override func visitReferences(_ visit: (Object) -> Void) {
    test.visit(visit)
    if let source { visit(source) }
  }
  override func clearReferences() { source = nil }

  /// StopIteration from the function ends the iteration; the next item is asked for all the same.
  override func next(_ vm: Interpreter) throws -> Value? {
    do {
      return try advance(vm)
    } catch let raised as Raised where raised.isKind(.stopIteration) {
      return nil
    }
  }

  private func advance(_ vm: Interpreter) throws -> Value? {
    guard let source else { return nil }
    while let item = try vm.next(source) {
      if try test.isNone ? vm.truth(item) : vm.truth(vm.call(test, item)) { return item }
      if InterruptWord.isRaised { try vm.serveInterrupt() }
    }
    self.source = nil
    return nil
  }
}

extension TypeObject {
  private static func iteratorType(
    _ name: String, _ summary: String, _ examples: Examples, _ new: Native
  ) -> TypeObject {
    TypeObject(
      NativeType(
        name, summary: summary, examples: examples, isFinal: true, new: new,
        methods: NativeType.iterator(name).methods))
  }

  public static let enumerate = iteratorType(
    "enumerate", "Pairs of a count and an item.", .enumerate,
    Native("__new__", "(cls, iterable, start=0)") { arguments, vm in
      let source = try vm.iterator(arguments[1])
      guard let start = try vm.indexOrNil(arguments[2]) else {
        throw Raised(
          .typeError, "'\(vm.typeName(of: arguments[2]))' object cannot be interpreted as an integer")
      }
      return .object(EnumerateIterator(source, start: start))
    })

  public static let zip = iteratorType(
    "zip", "Tuples of one item from each iterable, until the shortest ends.", .zip,
    Native("__new__", "(cls, /, *iterables, strict=False)") { arguments, vm in
      let sources = try (arguments[1].as(TupleObject.self)?.items ?? []).map { try vm.iterator($0) }
      return .object(ZipIterator(sources, strict: try arguments.bool(2, vm)))
    })

  public static let map = iteratorType(
    "map", "The results of a function for each item.", .map,
    Native("__new__", "(cls, /, *args)") { arguments, vm in
      let items = arguments[1].as(TupleObject.self)?.items ?? []
      guard items.count >= 2 else { throw Raised(.typeError, "map() must have at least two arguments.") }
      return .object(MapIterator(items[0], try items.dropFirst().map { try vm.iterator($0) }))
    })

  public static let filter = iteratorType(
    "filter", "The items for which a function is true.", .filter,
    Native("__new__", "(cls, function, iterable, /)") { arguments, vm in
      .object(FilterIterator(arguments[1], try vm.iterator(arguments[2])))
    })
}
