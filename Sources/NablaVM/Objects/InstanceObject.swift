/// An object with attributes of its own: instances of classes written in the language, exceptions, and native types
/// that take attributes (`nn.Module`) derive from it.
///
/// Attributes lie in `slots` in the order that `shape` says. Subclasses that change how attributes are *found* pass
/// `kind: .other`; those that only change how they are set override `setAttribute`.
open class InstanceObject: Container {
  @exclusivity(unchecked) @usableFromInline final var shape: Shape
  /// As many values as the shape has names. How much memory that is follows from their number (see `capacity`), so
  /// nothing but the pointer has to be kept.
  @exclusivity(unchecked) private(set) final var slots: UnsafeMutablePointer<Value>?
  /// Once a program asked for `__dict__`, the attributes live in that dictionary, and there are no `slots`.
  @exclusivity(unchecked) final var dictionary: DictObject?
  /// Whether an attribute that exists can be overwritten by writing its slot.
  @exclusivity(unchecked) @usableFromInline final var storesPlainly = false
  /// Whether `__del__` has run, or will.
  @exclusivity(unchecked) final var isFinalized = false

  public override init(type: TypeObject, kind: ObjectKind = .instance) {
    shape = type.rootShape
    super.init(type: type, kind: kind)
    storesPlainly = kind == .instance
      && (Swift.type(of: self) == InstanceObject.self || Swift.type(of: self) == ExceptionObject.self)
  }

  deinit {
    if storesPlainly, !isFinalized, type.isHeap, type.hasDel {
      // Its state moves to an object that can still run code (see `Finalizers`).
      let heir = InstanceObject(type: type)
      heir.shape = shape
      heir.slots = slots
      heir.dictionary = dictionary
      heir.isFinalized = true
      slots = nil
      dictionary = nil
      Finalizers.enqueue(heir)
      return
    }
    dropSlots(shape.count)
    Reaper.empty(&dictionary)
  }

  open override func visitReferences(_ visit: (Object) -> Void) {
    if let slots { for index in 0..<shape.count { slots[index].visit(visit) } }
    if let dictionary { visit(dictionary) }
  }
  open override func clearReferences() {
    let count = shape.count
    dictionary = nil
    shape = type.rootShape
    dropSlots(count)
  }

  // MARK: slots

  /// 3, 7, 15, …: with the allocator's eight bytes of bookkeeping these fill its blocks.
  private static func capacity(_ count: Int) -> Int {
    var capacity = 3
    while capacity < count { capacity = capacity * 2 + 1 }
    return capacity
  }

  @inline(__always) final func slot(_ index: Int) -> Value { slots.map { $0[index] } ?? .undefined }

  /// Adds the value of an attribute that `next` has beyond the shape so far.
  final func append(_ value: Value, shape next: Shape) {
    let count = next.count - 1
    if count == 0 || count == InstanceObject.capacity(count) {
      let larger = UnsafeMutablePointer<Value>.allocate(capacity: InstanceObject.capacity(count + 1))
      if let slots {
        larger.moveInitialize(from: slots, count: count)
        slots.deallocate()
      }
      slots = larger
    }
    slots.map { ($0 + count).initialize(to: value) }
    shape = next
  }

  private func dropSlots(_ count: Int) {
    guard let slots else { return }
    self.slots = nil
    for index in 0..<count { Reaper.release((slots + index).move()) }
    slots.deallocate()
  }

  // MARK: own attributes

  /// The own attribute, without looking at the class.
  public final func ownAttribute(_ name: Name) -> Value? {
    if let slot = shape.slot(name) { return self.slot(slot) }
    return dictionary?.table.findString(name.text, hash: name.string.hashCode).map {
      dictionary?.table.entries[$0].value ?? .undefined
    }
  }

  public final func setOwnAttribute(_ name: Name, _ value: Value) {
    if let slot = shape.slot(name), let slots {
      (slots + slot).set(value)
    } else if let dictionary, !(type.isHeap && type.traits.members.contains(name)) {
      dictionary[name.text] = value
    } else {
      append(value, shape: shape.adding(name))
    }
  }

  @discardableResult public final func removeOwnAttribute(_ name: Name) -> Bool {
    if let slot = shape.slot(name), let slots {
      // The rest moves to memory of its own size.
      let count = shape.count
      let old = (slots + slot).move()
      shape = shape.removing(name)
      self.slots = nil
      if count > 1 {
        let rest = UnsafeMutablePointer<Value>.allocate(capacity: InstanceObject.capacity(count - 1))
        rest.moveInitialize(from: slots, count: slot)
        (rest + slot).moveInitialize(from: slots + slot + 1, count: count - slot - 1)
        self.slots = rest
      }
      slots.deallocate()
      _ = old
      return true
    }
    guard let dictionary, dictionary[name.text] != nil else { return false }
    dictionary[name.text] = nil
    return true
  }

  /// Own attributes in the order in which they were first set.
  public final var ownNames: [Name] {
    dictionary.map { $0.keys.compactMap { $0.text.map { Name($0) } } } ?? shape.names
  }
  open override func attributeNames() -> [String] { ownNames.map(\.text) }

  /// `__dict__`: from now on the place where the attributes live, so that changes show on both sides.
  public final func asDictionary() -> DictObject {
    if let dictionary { return dictionary }
    let result = DictObject()
    let members = type.isHeap ? type.traits.members : []
    let count = shape.count
    var kept: [(name: Name, value: Value)] = []
    for (index, name) in shape.names.enumerated() {
      if members.contains(name) {
        kept.append((name, slot(index)))
      } else {
        result.table.insert(.object(name.string), hash: name.string.hashCode, slot(index))
      }
    }
    shape = type.dictionaryShape
    dropSlots(count)
    for (name, value) in kept { append(value, shape: shape.adding(name)) }
    dictionary = result
    return result
  }

  public final func setDictionary(_ dictionary: DictObject) {
    _ = asDictionary()
    self.dictionary = dictionary
  }
}
