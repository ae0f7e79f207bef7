/// Lengths, items, membership and iteration of any values.
extension Interpreter {
  public func length(_ value: Value) throws -> Int {
    if let length = try lengthOrNil(value) { return length }
    throw Raised(.typeError, "object of type '\(typeName(of: value))' has no len()")
  }

  public func lengthOrNil(_ value: Value) throws -> Int? {
    guard case .object(let object) = value else { return nil }
    if let method = object.type.override(Names.len) {
      let answer = try call(method, value)
      if case .object? = try indexOrNil(answer) {
        throw Raised(.overflowError, "cannot fit '\(typeName(of: answer))' into an index-sized integer")
      }
      let result = try int(answer)
      if result < 0 { throw Raised(.valueError, "__len__() should return >= 0") }
      return result
    }
    return try object.length(self)
  }

  public func item(_ value: Value, _ key: Value) throws -> Value {
    guard case .object(let object) = value else {
      throw Raised(.typeError, "'\(typeName(of: value))' object is not subscriptable")
    }
    if let method = object.type.override(Names.getitem) { return try call(method, value, key) }
    return try object.item(key, self)
  }

  public func setItem(_ value: Value, _ key: Value, _ newValue: Value) throws {
    guard case .object(let object) = value else {
      throw Raised(.typeError, "'\(typeName(of: value))' object does not support item assignment")
    }
    if let method = object.type.override(Names.setitem) {
      _ = try call(method, [value, key, newValue])
    } else {
      try object.setItem(key, newValue, self)
    }
  }

  public func deleteItem(_ value: Value, _ key: Value) throws {
    guard case .object(let object) = value else {
      throw Raised(.typeError, "'\(typeName(of: value))' object doesn't support item deletion")
    }
    if let method = object.type.override(Names.delitem) {
      _ = try call(method, value, key)
    } else {
      try object.deleteItem(key, self)
    }
  }

  /// `item in container`.
  public func contains(_ container: Value, _ item: Value) throws -> Bool {
    guard case .object(let object) = container else {
      throw Raised(.typeError, "argument of type '\(typeName(of: container))' is not iterable")
    }
    if let method = object.type.override(Names.contains) {
      if method.isNone { throw Raised(.typeError, "'\(typeName(of: container))' object is not a container") }
      return try truth(call(method, container, item))
    }
    if object.type.override(Names.iter) == nil, let result = try object.contains(item, self) { return result }
    guard let iterator = try iteratorOrNil(container) else {
      throw Raised(.typeError, "argument of type '\(typeName(of: container))' is not iterable")
    }
    while let candidate = try next(iterator) {
      if try equals(candidate, item) { return true }
    }
    return false
  }

  // MARK: iteration

  /// `iter(value)`.
  public func iterator(_ value: Value) throws -> Object {
    if let iterator = try iteratorOrNil(value) { return iterator }
    throw notIterable(value)
  }

  public func iteratorOrNil(_ value: Value) throws -> Object? {
    guard case .object(let object) = value else { return nil }
    let type = object.type
    if type.isHeap {
      if let method = type.override(Names.iter) {
        if method.isNone { return nil }
        let result = try call(method, value)
        guard case .object(let iterator) = result, isIterator(iterator) else {
          throw Raised(.typeError, "iter() returned non-iterator of type '\(typeName(of: result))'")
        }
        return iterator
      }
      if let iterator = try object.iterator(self) { return iterator }
      return type.override(Names.getitem) != nil ? ItemIterator(value) : nil
    }
    return try object.iterator(self)
  }

  public func isIterator(_ object: Object) -> Bool {
    object.isIterator || object.type.override(Names.next) != nil
  }

  /// The next item of an iterator, `nil` at its end.
  public func next(_ iterator: Object) throws -> Value? {
    if iterator.kind == .generator {
      return try resume(unsafeDowncast(iterator, to: GeneratorObject.self), sending: .none)
    }
    guard iterator.type.isHeap, let method = iterator.type.override(Names.next) else { return try iterator.next(self) }
    do {
      return try call(method, .object(iterator))
    } catch let raised as Raised where raised.isKind(.stopIteration) {
      return nil
    }
  }

  /// Calls `body` with each item, until it answers `false`.
  public func iterate(_ value: Value, _ body: (Value) throws -> Bool) throws {
    if case .object(let object) = value {
      if object.kind == .tuple {
        let tuple = unsafeDowncast(object, to: TupleObject.self)
        for index in 0..<tuple.count where try !body(tuple[index]) { return }
        return
      }
      if object.kind == .list {
        let list = unsafeDowncast(object, to: ListObject.self)
        var index = 0
        while index < list.items.count {
          if try !body(list.items[index]) { return }
          index += 1
        }
        return
      }
    }
    let iterator = try iterator(value)
    while let item = try next(iterator) {
      if try !body(item) { return }
      if InterruptWord.isRaised { try serveInterrupt() }
    }
  }

  /// All items, as an array.
  public func array(_ value: Value) throws -> [Value] {
    if case .object(let object) = value {
      if object.kind == .tuple { return unsafeDowncast(object, to: TupleObject.self).items }
      if object.kind == .list { return unsafeDowncast(object, to: ListObject.self).items }
      if object.kind == .range, let items = unsafeDowncast(object, to: RangeObject.self).items { return items }
    }
    var items: [Value] = []
    try iterate(value) { item in
      items.append(item)
      return true
    }
    return items
  }
}
