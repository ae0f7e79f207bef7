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
      case .tuple: unsafeDowncast(object, to: TupleObject.self).bareItems.bits(at: index)
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

  @inline(__always) func nextOfList() -> Bits? {
    reference._withUnsafeGuaranteedRef { object in
      guard object.kind == .sequenceIterator else { return nil }
      let iterator = unsafeDowncast(object, to: SequenceIterator.self)
      guard let sequence = iterator.sequence.unretainedObject else { return nil }
      return sequence._withUnsafeGuaranteedRef { sequence in
        guard sequence.kind == .list else { return nil }
        let item = unsafeDowncast(sequence, to: ListObject.self).bareItems.bits(at: iterator.index)
        if item != nil { iterator.index &+= 1 }
        return item
      }
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

/// The elements of an array that lies in an object, without the reference that reading the property would take: for as
/// long as nothing writes to the array. `hasExpectedLayout` checks that arrays lie as is assumed here.
struct BareArray {
  private let storage: UnsafeRawPointer

  @inline(__always) init(_ array: UnsafeMutablePointer<[Value]>) {
    storage = UnsafeRawPointer(array).load(as: UnsafeRawPointer.self)
  }

  @inline(__always) var count: Int { storage.load(fromByteOffset: 16, as: Int.self) }
  @inline(__always) private var elements: UnsafeMutablePointer<Value> {
    UnsafeMutableRawPointer(mutating: storage + 32).assumingMemoryBound(to: Value.self)
  }

  /// The element at an index, which may count from the end; `nil` beyond.
  @inline(__always) func bits(at index: Int) -> Bits? {
    let count = self.count
    let position = index < 0 ? index &+ count : index
    guard UInt(bitPattern: position) < UInt(bitPattern: count) else { return nil }
    return (elements + position).bits
  }

  /// Where the element lies; `nil` beyond, and when the storage is shared.
  @inline(__always) func place(at index: Int) -> UnsafeMutablePointer<Value>? {
    let count = self.count
    let position = index < 0 ? index &+ count : index
    guard UInt(bitPattern: position) < UInt(bitPattern: count), nabla_is_unique(storage) else { return nil }
    return elements + position
  }

  static func hasExpectedLayout() -> Bool {
    // Made at run time: a literal would lie in the program's constants, and never be unique.
    let list = ListObject((1...3).map { Value.int($0) })
    let bare = list.bareItems
    let isInPlace = list.items.withUnsafeBufferPointer { UnsafeRawPointer($0.baseAddress) == bare.storage + 32 }
    return isInPlace && bare.count == 3 && bare.place(at: -1) == bare.elements + 2 && bare.place(at: 3) == nil
      && ListObject([]).bareItems.count == 0
  }
}

extension ListObject {
  @inline(__always) final var bareItems: BareArray { BareArray(withUnsafeMutablePointer(to: &items) { $0 }) }
}
