import CReferences

/// An object with attributes of its own: instances of classes written in the language, exceptions, and native types
/// that take attributes (`nn.Module`) derive from it.
///
/// Attributes lie in `slots` in the order that `shape` says. Subclasses that change how attributes are *found* pass
/// `kind: .other`; those that only change how they are set override `setAttribute`.
open class InstanceObject: Container {
  @exclusivity(unchecked) @usableFromInline final var shape: Shape
  /// As many values as the shape has names: behind the fields of the object itself, or in memory whose size follows from
  /// their number (see `capacity`), so that nothing but the pointer has to be kept.
  @exclusivity(unchecked) private(set) final var slots: UnsafeMutablePointer<Value>?
  /// Once a program asked for `__dict__`, the attributes live in that dictionary, and there are no `slots`.
  @exclusivity(unchecked) final var dictionary: DictObject?
  /// Whether an attribute that exists can be overwritten by writing its slot.
  @exclusivity(unchecked) @usableFromInline final var storesPlainly = false
  /// Whether `__del__` has run, or will.
  @exclusivity(unchecked) final var isFinalized = false
  /// For how many values there is room behind the fields.
  @exclusivity(unchecked) fileprivate final var ownCapacity: UInt8 = 0

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
      if hasOwnSlots { moveSlots(count: shape.count, capacity: InstanceObject.capacity(shape.count)) }
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
  final func append(_ value: consuming Value, shape next: Shape) {
    let count = next.count - 1
    if count >= ownCapacity || (slots != nil && slots != ownSlots) {
      makeRoom(count)
    } else {
      slots = ownSlots
    }
    (slots.unsafelyUnwrapped + count).initialize(to: value)
    shape = next
  }

  /// Room for another value elsewhere than in the object.
  @inline(never) private final func makeRoom(_ count: Int) {
    if slots == nil || hasOwnSlots || count == InstanceObject.capacity(count) {
      moveSlots(count: count, capacity: InstanceObject.capacity(count + 1))
    }
    // Instances made from now on have the room from the start.
    if kind == .instance, type.instanceRoom <= count, count < 16 { type.instanceRoom = UInt8(count + 1) }
  }

  /// Moves the values to memory of their own.
  private final func moveSlots(count: Int, capacity: Int) {
    let larger = UnsafeMutablePointer<Value>.allocate(capacity: capacity)
    if let slots {
      larger.moveInitialize(from: slots, count: count)
      if !hasOwnSlots { slots.deallocate() }
    }
    slots = larger
  }

  private func dropSlots(_ count: Int) {
    guard let slots else { return }
    let isOwn = hasOwnSlots
    self.slots = nil
    Reaper.empty(slots, count: count)
    if !isOwn { slots.deallocate() }
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
      let isOwn = hasOwnSlots
      shape = shape.removing(name)
      self.slots = nil
      if count > 1 {
        let rest = UnsafeMutablePointer<Value>.allocate(capacity: InstanceObject.capacity(count - 1))
        rest.moveInitialize(from: slots, count: slot)
        (rest + slot).moveInitialize(from: slots + slot + 1, count: count - slot - 1)
        self.slots = rest
      }
      if !isOwn { slots.deallocate() }
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

// MARK: - Room for attributes in the object itself

extension InstanceObject {
  /// What precedes the slots of an instance that has them behind its fields.
  @inline(__always) private static var fieldSize: Int { 80 }

  @inline(__always) fileprivate final var ownSlots: UnsafeMutablePointer<Value> {
    (Unmanaged.passUnretained(self).toOpaque() + InstanceObject.fieldSize).assumingMemoryBound(to: Value.self)
  }
  @inline(__always) fileprivate final var hasOwnSlots: Bool { ownCapacity > 0 && slots == ownSlots }

  /// An instance of a class written in the language and of no native one, with as much room for attributes as instances
  /// of the class have needed so far: one allocation holds it all.
  static func make(_ type: TypeObject) -> InstanceObject {
    let room = type.instanceRoom
    if room == 0 { return InstanceObject(type: type) }
    let reference = Unmanaged.passUnretained(type)
    nabla_retain(reference.toOpaque())
    let memory = lay(
      layout(of: InstanceObject.self), size: fieldSize + Int(room) * MemoryLayout<Value>.stride,
      type: reference.toOpaque(), kind: .instance)
    let shape = Unmanaged.passUnretained(type.rootShape)
    nabla_retain(shape.toOpaque())
    memory.storeBytes(of: shape.toOpaque(), toByteOffset: fieldsStart, as: UnsafeMutableRawPointer.self)
    (memory + fieldsStart + 8).initializeMemory(as: (UInt, UInt, UInt).self, to: (0, 0, 0))
    let instance = finish(memory, as: InstanceObject.self)
    instance.storesPlainly = true
    instance.ownCapacity = room
    return instance
  }

  /// Whether instances lie as this file assumes.
  static func hasExpectedLayout() -> Bool {
    let type = TypeObject(heap: "C", qualifiedName: "C", module: "", bases: [.object], order: [.object])
    let first = InstanceObject(type: type)
    for name in ["a", "b"] { first.setOwnAttribute(Name(name), .string(name)) }
    let second = InstanceObject.make(type)
    for name in ["a", "b"] { second.setOwnAttribute(Name(name), .string(name)) }
    let isSame = second.kind == first.kind && second.isContainer && second.storesPlainly && second.dictionary == nil
      && !second.isFinalized && second.shape === first.shape && second.hasOwnSlots && !first.hasOwnSlots
    second.setOwnAttribute("c", .none)
    return isSame && instanceSize(of: InstanceObject.self) <= fieldSize && !second.hasOwnSlots
      && second.ownAttribute("a")?.text == "a" && second.ownAttribute("b")?.text == "b" && second.type === type
  }
}
