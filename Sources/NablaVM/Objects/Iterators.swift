/// Iterates over a list or tuple by position, so that a list may change meanwhile.
public final class SequenceIterator: Container {
  /// The list or tuple; dropped at the end, as CPython does, so that an exhausted iterator stays exhausted.
  @exclusivity(unchecked) var sequence: Value
  @exclusivity(unchecked) var index = 0

  public init(_ sequence: Value) {
    self.sequence = sequence
    let isTuple = sequence.object?.kind == .tuple
    super.init(type: isTuple ? .tupleIterator : .sequenceIterator, kind: .sequenceIterator)
  }

  public override var lengthHint: Int? {
    switch sequence.object {
    case let list as ListObject: max(0, list.items.count - index)
    case let tuple as TupleObject: max(0, tuple.count - index)
    default: 0
    }
  }

  deinit { Reaper.empty(&sequence) }

  public override var isIterator: Bool { true }
  public override func visitReferences(_ visit: (Object) -> Void) { sequence.visit(visit) }
  public override func clearReferences() { sequence = .undefined }

  public override func next(_ vm: Interpreter) throws -> Value? {
    if let item = peek() {
      index &+= 1
      return item.pointee
    }
    sequence = .undefined
    return nil
  }

  /// Where the next item lies, which stays the next one; `nil` at the end.
  @inline(__always) func peek() -> UnsafeMutablePointer<Value>? {
    guard let object = sequence.unretainedObject else { return nil }
    return object._withUnsafeGuaranteedRef { object in
      switch object.kind {
      case .list: return place(unsafeDowncast(object, to: ListObject.self).bareItems)
      case .tuple:
        let tuple = unsafeDowncast(object, to: TupleObject.self)
        return index < tuple.count ? tuple.ownItems + index : nil
      default: return peekDerived(object)
      }
    }
  }

  @inline(__always) private func place(_ items: BareArray) -> UnsafeMutablePointer<Value>? {
    index < items.count ? items.start + index : nil
  }

  @inline(never) private func peekDerived(_ object: Object) -> UnsafeMutablePointer<Value>? {
    if let list = object as? ListObject { return place(list.bareItems) }
    guard let tuple = object as? TupleObject, index < tuple.count else { return nil }
    return tuple.start + index
  }
}

/// An iterator written in Swift: `map`, `zip`, dictionary views and all others that a closure can express.
///
/// The closure must not hold objects that could hold the iterator: the collector cannot look inside. Such objects go
/// in `held`, which the closure receives.
public final class ClosureIterator: Container {
  public var held: [Value]
  private var step: ((ClosureIterator, Interpreter) throws -> Value?)?

  public init(
    type: TypeObject = .closureIterator, holding held: [Value] = [],
    _ step: @escaping (ClosureIterator, Interpreter) throws -> Value?
  ) {
    self.held = held
    self.step = step
    super.init(type: type, kind: .iterator)
  }

  deinit { Reaper.empty(&held) }

  public override var isIterator: Bool { true }
  public override func visitReferences(_ visit: (Object) -> Void) {
    for value in held { value.visit(visit) }
  }
  public override func clearReferences() {
    step = nil
    held = []
  }

  public override func next(_ vm: Interpreter) throws -> Value? {
    guard let step else { return nil }
    do {
      if let value = try step(self, vm) { return value }
    } catch let raised as Raised where raised.isKind(.stopIteration) {
      // A function that is called on the way may end the iteration; the next item is asked for all the same.
      return nil
    }
    self.step = nil
    held = []
    return nil
  }
}

/// `iter()` of an object that only has `__getitem__`.
final class ItemIterator: Container {
  var source: Value
  var index = 0

  init(_ source: Value) {
    self.source = source
    super.init(type: .itemIterator, kind: .iterator)
  }

  override var isIterator: Bool { true }
  override func visitReferences(_ visit: (Object) -> Void) { source.visit(visit) }
  override func clearReferences() { source = .undefined }

  override func next(_ vm: Interpreter) throws -> Value? {
    if source.isUndefined { return nil }
    do {
      let value = try vm.item(source, .int(index))
      index += 1
      return value
    } catch let raised as Raised where raised.isKind(.indexError) || raised.isKind(.stopIteration) {
      source = .undefined
      return nil
    }
  }
}
