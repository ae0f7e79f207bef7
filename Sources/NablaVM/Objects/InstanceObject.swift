/// An object with attributes of its own: instances of classes written in the language, exceptions, and native types
/// that take attributes (`nn.Module`) derive from it.
///
/// Attributes lie in `slots` in the order that `shape` says. Subclasses that change how attributes are *found* pass
/// `kind: .other`; those that only change how they are set override `setAttribute`.
open class InstanceObject: Container {
  @exclusivity(unchecked) @usableFromInline final var shape: Shape
  @exclusivity(unchecked) @usableFromInline final var slots: [Value] = []
  /// Once a program asked for `__dict__`, the attributes live in that dictionary, and `slots` stays empty.
  @exclusivity(unchecked) final var dictionary: DictObject?
  /// Whether an attribute that exists can be overwritten by writing its slot.
  @exclusivity(unchecked) @usableFromInline final var storesPlainly = false
  /// Whether `__del__` has run, or will.
  @exclusivity(unchecked) final var isFinalized = false

  public override init(type: TypeObject, kind: ObjectKind = .instance) {
    shape = type.rootShape
    super.init(type: type, kind: kind)
    storesPlainly = Swift.type(of: self) == InstanceObject.self || Swift.type(of: self) == ExceptionObject.self
  }

  deinit {
    if type.isHeap, !isFinalized, storesPlainly, type.traits.hasDel {
      // Its state moves to an object that can still run code (see `Finalizers`).
      let heir = InstanceObject(type: type)
      heir.shape = shape
      heir.slots = slots
      heir.dictionary = dictionary
      heir.isFinalized = true
      slots = []
      dictionary = nil
      Finalizers.enqueue(heir)
      return
    }
    Reaper.release(slots)
    Reaper.release(object: dictionary)
    dictionary = nil
  }

  open override func visitReferences(_ visit: (Object) -> Void) {
    for value in slots { value.visit(visit) }
    if let dictionary { visit(dictionary) }
  }
  open override func clearReferences() {
    let old = slots
    dictionary = nil
    shape = type.rootShape
    slots = []
    Reaper.release(old)
  }

  // MARK: own attributes

  /// The own attribute, without looking at the class.
  public final func ownAttribute(_ name: Name) -> Value? {
    if let slot = shape.slot(name) { return slots[slot] }
    return dictionary?.table.findString(name.text, hash: name.string.hashCode).map {
      dictionary?.table.entries[$0].value ?? .undefined
    }
  }

  public final func setOwnAttribute(_ name: Name, _ value: Value) {
    if let slot = shape.slot(name) {
      let old = slots[slot]
      slots[slot] = value
      _ = old
    } else if let dictionary, !(type.isHeap && type.traits.members.contains(name)) {
      dictionary[name.text] = value
    } else {
      shape = shape.adding(name)
      slots.append(value)
    }
  }

  @discardableResult public final func removeOwnAttribute(_ name: Name) -> Bool {
    if let slot = shape.slot(name) {
      shape = shape.removing(name)
      let old = slots.remove(at: slot)
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
    var kept: [Value] = []
    var rest = type.dictionaryShape
    for (index, name) in shape.names.enumerated() {
      if members.contains(name) {
        rest = rest.adding(name)
        kept.append(slots[index])
      } else {
        result.table.insert(.object(name.string), hash: name.string.hashCode, slots[index])
      }
    }
    shape = rest
    slots = kept
    dictionary = result
    return result
  }

  public final func setDictionary(_ dictionary: DictObject) {
    _ = asDictionary()
    self.dictionary = dictionary
  }
}
