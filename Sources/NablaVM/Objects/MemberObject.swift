/// What `__slots__` leaves in a class for each of its names. The values lie with an instance's other attributes; this
/// stands for those that have none yet.
public final class MemberObject: Object {
  let name: Name
  public private(set) unowned(unsafe) var owner: TypeObject

  init(_ name: Name, owner: TypeObject) {
    self.name = name
    self.owner = owner
    super.init(type: .memberDescriptor, kind: .member)
  }

  public override func attribute(_ name: Name, _ vm: Interpreter) throws -> Value? {
    switch name {
    case Names.name: return .object(self.name.string)
    case "__objclass__": return .object(owner)
    case Names.doc: return Value.none
    default: return try super.attribute(name, vm)
    }
  }
  public override func repr(_ vm: Interpreter) throws -> String {
    "<member '\(name.text)' of '\(owner.name)' objects>"
  }
}

extension TypeObject {
  /// The names that `__slots__` of the class and its ancestors give.
  func collectMembers() -> Set<Name> {
    var members: Set<Name> = []
    for ancestor in order where ancestor.isHeap && !ancestor.table.get(Names.slots).isUndefined {
      ancestor.table.forEach { name, value in if value.as(MemberObject.self) != nil { members.insert(name) } }
    }
    return members
  }

  /// Whether instances take any attribute: some class on the way to the built-in ones has no `__slots__`.
  func hasInstanceDictionary() -> Bool {
    order.contains { ancestor in
      if ancestor.isHeap { return ancestor.table.get(Names.slots).isUndefined || ancestor.declaresDictionary }
      return ancestor.isSubclass(of: ExceptionKind.baseException.type)
        || (ancestor !== TypeObject.object && ancestor.module != "builtins")
    }
  }

  private var declaresDictionary: Bool {
    let slots = table.get(Names.slots)
    if let text = slots.text { return text == "__dict__" }
    let items = slots.as(TupleObject.self)?.items ?? slots.as(ListObject.self)?.items ?? []
    return items.contains { $0.text == "__dict__" }
  }
}

extension Interpreter {
  /// Reads `__slots__` of a new class and puts a member in its table for each name.
  func makeMembers(of type: TypeObject) throws {
    guard let slots = type.table.get(Names.slots).defined else { return }
    let names = slots.text != nil ? [slots] : try array(slots)
    for value in names {
      guard let text = value.text else {
        throw Raised(.typeError, "__slots__ items must be strings, not '\(typeName(of: value))'")
      }
      if text == "__dict__" || text == "__weakref__" { continue }
      guard !text.isEmpty, !(text.first?.isNumber ?? true), text.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
      else { throw Raised(.typeError, "__slots__ must be identifiers") }
      let bare = type.name.drop { $0 == "_" }
      let isPrivate = text.hasPrefix("__") && !text.hasSuffix("__") && !bare.isEmpty
      let name = Name(isPrivate ? "_\(bare)\(text)" : text)
      if !type.table.get(name).isUndefined {
        throw Raised(.valueError, "'\(text)' in __slots__ conflicts with class variable")
      }
      type.table.set(name, .object(MemberObject(name, owner: type)))
    }
  }
}
