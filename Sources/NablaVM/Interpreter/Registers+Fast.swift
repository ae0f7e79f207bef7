import CReferences

/// What the loop does on the spot with the objects in registers: each answers `nil` where a method of the interpreter
/// has to look closer, and none counts a reference, calls back or releases anything.
extension UnsafeMutablePointer where Pointee == Value {
  /// Both as numbers of the same kind.
  @inline(__always) func numbers<T>(
    _ other: UnsafeMutablePointer<Value>, _ ints: (Int, Int) -> T, _ floats: (Double, Double) -> T
  ) -> T? {
    if case .int(let x) = pointee, case .int(let y) = other.pointee { return ints(x, y) }
    if case .float(let x) = pointee, case .float(let y) = other.pointee { return floats(x, y) }
    return nil
  }

  // MARK: attributes

  /// The slot of an instance's attribute that the cache remembers.
  @inline(__always) func slot(_ cache: UnsafeMutablePointer<InlineCache>) -> UnsafeMutablePointer<Value>? {
    guard isObject else { return nil }
    return reference._withUnsafeGuaranteedRef { object in
      guard object.kind == .instance else { return nil }
      let instance = unsafeDowncast(object, to: InstanceObject.self)
      guard cache.pointee.shape == instance.shape.id, cache.pointee.version == instance.type.version else { return nil }
      return instance.slots.map { $0 + cache.pointee.slot }
    }
  }

  /// The method that the cache remembers for the object.
  @inline(__always) func method(_ cache: UnsafeMutablePointer<InlineCache>) -> UnsafeMutablePointer<Value>? {
    guard isObject else { return nil }
    return reference._withUnsafeGuaranteedRef { object in
      guard cache.pointee.version == object.type.version else { return nil }
      let shape = object.kind == .instance ? unsafeDowncast(object, to: InstanceObject.self).shape.id : 0
      guard cache.pointee.shape == shape else { return nil }
      // The value is the cache's first field.
      return UnsafeMutableRawPointer(cache).assumingMemoryBound(to: Value.self)
    }
  }

  /// The contents of a cell.
  @inline(__always) var cellContents: UnsafeMutablePointer<Value> {
    reference._withUnsafeGuaranteedRef { unsafeDowncast($0, to: CellObject.self).contents }
  }

  // MARK: items

  /// The element of a list or tuple.
  @inline(__always) func element(_ key: UnsafeMutablePointer<Value>) -> Bits? {
    guard isObject, case .int(let index) = key.pointee else { return nil }
    return reference._withUnsafeGuaranteedRef { object in
      switch object.kind {
      case .list: unsafeDowncast(object, to: ListObject.self).bareItems.bits(at: index)
      case .tuple: unsafeDowncast(object, to: TupleObject.self).bits(at: index)
      default: nil
      }
    }
  }

  /// Where the element of a list lies, if nothing else shares the list's storage.
  @inline(__always) func place(_ key: UnsafeMutablePointer<Value>) -> UnsafeMutablePointer<Value>? {
    guard isObject, case .int(let index) = key.pointee else { return nil }
    return reference._withUnsafeGuaranteedRef { object in
      guard object.kind == .list else { return nil }
      return unsafeDowncast(object, to: ListObject.self).bareItems.place(at: index)
    }
  }

  // MARK: iteration

  @inline(__always) func nextOfRange() -> Int? {
    reference._withUnsafeGuaranteedRef { object in
      guard object.kind == .rangeIterator else { return nil }
      let iterator = unsafeDowncast(object, to: RangeIterator.self)
      guard iterator.remaining > 0 else { return nil }
      iterator.remaining &-= 1
      let value = iterator.nextValue
      iterator.nextValue = value &+ iterator.step
      return value
    }
  }

  /// Of a list, or a character of ASCII text.
  @inline(__always) func nextOfList() -> Bits? {
    reference._withUnsafeGuaranteedRef { object in
      guard object.kind == .sequenceIterator else {
        return object.kind == .textIterator ? unsafeDowncast(object, to: StrIterator.self).nextShared() : nil
      }
      let iterator = unsafeDowncast(object, to: SequenceIterator.self)
      guard let item = iterator.peek() else { return nil }
      iterator.index &+= 1
      return item.bits
    }
  }
}

extension Value {
  /// The object, not retained: valid as long as the value stays where it is.
  @inline(__always) var unretainedObject: Unmanaged<Object>? {
    if case .object(let object) = self { return Unmanaged.passUnretained(object) }
    return nil
  }
}
