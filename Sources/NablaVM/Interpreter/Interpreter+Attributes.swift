import NablaSource

/// Reading, writing and deleting attributes.
extension Interpreter {
  /// `value.name`; an `AttributeError` when there is none.
  public func attribute(of value: Value, _ name: Name) throws -> Value {
    if let found = try findAttribute(of: value, name) { return found }
    // A method has the attributes of its function.
    let function = value.as(BoundMethod.self)?.function.as(FunctionObject.self)
    throw noAttribute(function.map { .object($0) } ?? value, name)
  }

  /// `nil` where `hasattr` says no.
  public func attributeOrNil(of value: Value, _ name: Name) throws -> Value? {
    do {
      return try findAttribute(of: value, name)
    } catch let raised as Raised where raised.isKind(.attributeError) {
      return nil
    }
  }

  /// `nil` when there is none; an `AttributeError` only when user code raised it.
  func findAttribute(of value: Value, _ name: Name) throws -> Value? {
    guard case .object(let object) = value else {
      let type = self.type(of: value)
      let found = type.lookup(name)
      if found.isUndefined { return name == Names.class ? .object(type) : nil }
      return try bind(found, to: value, of: type)
    }
    let type = object.type
    guard type.isHeap else { return try object.attribute(name, self) }
    if type.hasGetattribute, let method = type.override(Names.getattribute) {
      do {
        return try call(method, [value, .object(name.string)])
      } catch let raised as Raised where raised.isKind(.attributeError) && type.hasGetattr {
        return try call(type.lookup(Names.getattr), [value, .object(name.string)])
      }
    }
    if !type.hasGetattr { return try object.attribute(name, self) }
    do {
      if let found = try object.attribute(name, self) { return found }
    } catch let raised as Raised where raised.isKind(.attributeError) {}
    return try call(type.lookup(Names.getattr), [value, .object(name.string)])
  }

  /// The look-up of ordinary objects: data descriptors of the class, own attributes, other attributes of the class.
  public func genericAttribute(of object: Object, _ name: Name) throws -> Value? {
    let type = object.type
    let found = type.lookup(name)
    if !found.isUndefined, isDataDescriptor(found), !isWriteOnly(found) {
      return try bind(found, to: .object(object), of: type)
    }
    if let instance = object as? InstanceObject {
      if let own = instance.ownAttribute(name) { return own }
    } else if let own = object.ownValue(name) {
      return own
    }
    if !found.isUndefined { return try bind(found, to: .object(object), of: type) }
    if name == Names.class { return .object(type) }
    if name == Names.dict, !type.isHeap || type.traits.hasDictionary {
      return dictionaryView(of: object).map { .object($0) }
    }
    return nil
  }

  func isDataDescriptor(_ value: Value) -> Bool {
    guard case .object(let object) = value else { return false }
    switch object.kind {
    case .property, .nativeProperty: return true
    case .instance, .other:
      return object.type.isHeap
        && (!object.type.lookup(Names.set).isUndefined || !object.type.lookup(Names.delete).isUndefined)
    default: return false
    }
  }

  /// A descriptor that only has `__set__` or `__delete__`: reading finds the instance's own attribute first.
  private func isWriteOnly(_ value: Value) -> Bool {
    guard case .object(let object) = value, object.kind == .instance || object.kind == .other else { return false }
    return object.type.lookup(Names.get).isUndefined
  }

  /// What reading a class's attribute through an instance (or, with `nil`, through the class `type`) gives.
  public func bind(_ found: Value, to receiver: Value?, of type: TypeObject) throws -> Value {
    guard case .object(let object) = found else { return found }
    switch object.kind {
    case .function:
      guard let receiver else { return found }
      return .object(BoundMethod(function: found, receiver: receiver))
    case .native:
      guard let receiver, unsafeDowncast(object, to: NativeFunction.self).bindsReceiver else { return found }
      return .object(BoundMethod(function: found, receiver: receiver))
    case .property:
      guard let receiver else { return found }
      return try unsafeDowncast(object, to: PropertyObject.self).read(receiver, of: type, self)
    case .member:
      guard let receiver else { return found }
      throw noAttribute(receiver, unsafeDowncast(object, to: MemberObject.self).name)
    case .nativeProperty:
      guard let receiver else { return found }
      return try unsafeDowncast(object, to: NativePropertyObject.self).property.get(boxed(receiver), self)
    case .staticMethod: return unsafeDowncast(object, to: StaticMethod.self).function
    case .classMethod:
      let function = unsafeDowncast(object, to: ClassMethod.self).function
      return .object(BoundMethod(function: function, receiver: .object(type)))
    case .instance, .other:
      if object.bindsAsMethod, let receiver { return .object(BoundMethod(function: found, receiver: receiver)) }
      guard object.type.isHeap, let get = object.type.override(Names.get) else { return found }
      return try call(get, [found, receiver ?? .none, .object(type)])
    default: return found
    }
  }

  /// An object for a value that is none, so that natives that take an `Object` serve numbers too.
  func boxed(_ value: Value) -> Object {
    switch value {
    case .object(let object): object
    case .int, .bool: IntObject(value.integer ?? 0)
    case .float(let number): FloatInstance(number, type: .float)
    case .none, .undefined: PlainObject(type: .noneType, text: "None")
    }
  }

  /// `__dict__`: the place where an object's attributes live, or a view of it; `nil` where there is none.
  func dictionaryView(of object: Object) -> DictObject? {
    if let instance = object as? InstanceObject { return instance.asDictionary() }
    if let dictionary = object as? DictInstance { return dictionary.attributesDictionary }
    return object.ownAttributes?.asDictionary()
  }

  /// `globals()`.
  public func namespaceView(_ module: ModuleObject) -> DictObject { module.namespace.asDictionary() }

  // MARK: writing

  public func setAttribute(of value: Value, _ name: Name, _ newValue: Value) throws {
    guard case .object(let object) = value else {
      if name == Names.class { throw Raised(.typeError, Interpreter.fixedClass) }
      let found = type(of: value).lookup(name)
      if found.isUndefined { throw noAttribute(value, name) }
      if found.object is NativePropertyObject {
        throw Raised(.attributeError, "attribute '\(name.text)' of '\(typeName(of: value))' objects is not writable")
      }
      throw Raised(.attributeError, "'\(typeName(of: value))' object attribute '\(name.text)' is read-only")
    }
    if object.type.isHeap, object.type.hasSetattr, let method = object.type.override(Names.setattr) {
      _ = try call(method, [value, .object(name.string), newValue])
      return
    }
    try object.setAttribute(name, newValue, self)
  }

  public func deleteAttribute(of value: Value, _ name: Name) throws {
    guard case .object(let object) = value else {
      guard type(of: value).lookup(name).as(NativePropertyObject.self) != nil else { throw noAttribute(value, name) }
      throw Raised(.attributeError, "attribute '\(name.text)' of '\(typeName(of: value))' objects is not writable")
    }
    if object.type.isHeap, object.type.traits.hasDelattr, let method = object.type.override(Names.delattr) {
      _ = try call(method, [value, .object(name.string)])
      return
    }
    try object.deleteAttribute(name, self)
  }

  public func genericSetAttribute(of object: Object, _ name: Name, _ value: Value) throws {
    let type = object.type
    let found = type.lookup(name)
    if case .object(let descriptor) = found {
      switch descriptor.kind {
      case .property:
        let property = unsafeDowncast(descriptor, to: PropertyObject.self)
        if property.setter.isNone {
          throw Raised(.attributeError, "property '\(name.text)' of '\(type.name)' object has no setter")
        }
        _ = try call(property.setter, [.object(object), value])
        return
      case .nativeProperty:
        guard let set = unsafeDowncast(descriptor, to: NativePropertyObject.self).property.set else {
          // The parts of ranges and slices are plain members in CPython, which say less.
          let isMember = object is RangeObject || object is SliceObject
          throw Raised(
            .attributeError,
            isMember ? "readonly attribute" : "attribute '\(name.text)' of '\(type.name)' objects is not writable")
        }
        return try set(object, value, self)
      case .instance, .other:
        if descriptor.type.isHeap, let set = descriptor.type.override(Names.set) {
          _ = try call(set, [found, .object(object), value])
          return
        }
        if descriptor.type.isHeap, descriptor.type.override(Names.delete) != nil {
          throw Raised(.attributeError, "__set__")
        }
      default: break
      }
    }
    if name == Names.class { return try setClass(of: object, value) }
    if type.isHeap, !type.traits.hasDictionary, !type.traits.members.contains(name) {
      if found.isUndefined { throw noAttribute(.object(object), name) }
      throw Raised(.attributeError, "'\(type.name)' object attribute '\(name.text)' is read-only")
    }
    if name == Names.dict, object is InstanceObject || object is DictInstance {
      guard let dictionary = value.as(DictObject.self) else {
        throw Raised(.typeError, "__dict__ must be set to a dictionary, not a '\(typeName(of: value))'")
      }
      (object as? InstanceObject)?.setDictionary(dictionary)
      (object as? DictInstance)?.replaceAttributes(dictionary)
      return
    }
    if let instance = object as? InstanceObject { return instance.setOwnAttribute(name, value) }
    if object.setOwnValue(name, value) { return }
    if found.isUndefined { throw noAttribute(.object(object), name) }
    throw Raised(.attributeError, "'\(type.name)' object attribute '\(name.text)' is read-only")
  }

  /// `object.__class__ = value`.
  private func setClass(of object: Object, _ value: Value) throws {
    guard let wanted = value.as(TypeObject.self) else {
      throw Raised(.typeError, "__class__ must be set to a class, not '\(typeName(of: value))' object")
    }
    let type = object.type
    guard type.isHeap, wanted.isHeap else {
      throw Raised(.typeError, Interpreter.fixedClass)
    }
    guard wanted.nativeBase === type.nativeBase, wanted.traits.hasDictionary == type.traits.hasDictionary,
      wanted.traits.members == type.traits.members
    else {
      throw Raised(
        .typeError, "__class__ assignment: '\(wanted.name)' object layout differs from '\(type.name)'")
    }
    let instance = object as? InstanceObject
    let shape = instance?.shape
    object.changeType(to: wanted)
    if let instance, let shape {
      instance.shape = shape.moved(to: wanted, hasDictionary: instance.dictionary != nil)
    }
  }

  static let fixedClass = "__class__ assignment only supported for mutable types or ModuleType subclasses"

  public func genericDeleteAttribute(of object: Object, _ name: Name) throws {
    if case .object(let descriptor) = object.type.lookup(name) {
      if let property = descriptor as? PropertyObject {
        if property.deleter.isNone {
          throw Raised(.attributeError, "property '\(name.text)' of '\(object.type.name)' object has no deleter")
        }
        _ = try call(property.deleter, [.object(object)])
        return
      }
      if descriptor.type.isHeap, let delete = descriptor.type.override(Names.delete) {
        _ = try call(delete, [.object(descriptor), .object(object)])
        return
      }
      if descriptor.type.isHeap, descriptor.type.override(Names.set) != nil {
        throw Raised(.attributeError, "__delete__")
      }
    }
    let removed = (object as? InstanceObject)?.removeOwnAttribute(name) ?? object.removeOwnValue(name)
    if removed { return }
    if object.type.lookup(name).as(MemberObject.self) != nil { throw Raised(.attributeError, name.text) }
    throw noAttribute(.object(object), name)
  }

  // MARK: classes

  func classAttribute(of type: TypeObject, _ name: Name) throws -> Value? {
    switch name {
    case Names.name: return .string(type.name)
    case Names.qualname: return .string(type.qualifiedName)
    case Names.module: return type.table.get(name).defined ?? .string(type.module)
    case Names.bases: return .tuple(type.bases.map { .object($0) })
    case Names.mro: return .tuple(type.order.map { .object($0) })
    case Names.class: return .object(type.type)
    case Names.dict: return .object(MappingProxyObject(.object(type.table.asDictionary())))
    case Names.doc: return try type.table.get(name).defined.map { try bind($0, to: nil, of: type) } ?? Value.none
    case Names.annotations: return type.table.get(name).defined ?? .object(DictObject())
    default: break
    }
    let found = type.lookup(name)
    if !found.isUndefined { return try bind(found, to: nil, of: type) }
    let meta = type.type.lookup(name)
    return meta.isUndefined ? nil : try bind(meta, to: .object(type), of: type.type)
  }

  func setClassAttribute(of type: TypeObject, _ name: Name, _ value: Value) throws {
    guard type.isHeap else {
      throw Raised(.typeError, "cannot set '\(name.text)' attribute of immutable type '\(type.name)'")
    }
    if name == Names.name, let text = value.text { type.name = text; return }
    if name == Names.qualname, let text = value.text { type.qualifiedName = text; return }
    type.define(name, value)
  }

  func deleteClassAttribute(of type: TypeObject, _ name: Name) throws {
    guard type.isHeap else {
      throw Raised(.typeError, "cannot set '\(name.text)' attribute of immutable type '\(type.name)'")
    }
    if !type.undefine(name) { throw noAttribute(.object(type), name) }
  }

  // MARK: errors

  public func noAttribute(_ value: Value, _ name: Name) -> Raised {
    let message: String
    if let type = value.as(TypeObject.self) {
      message = "type object '\(type.name)' has no attribute '\(name.text)'"
    } else if let module = value.as(ModuleObject.self) {
      message = module.isInitializing
        ? "partially initialized module '\(module.name)' has no attribute '\(name.text)' (most likely due to a circular import)"
        : "module '\(module.name)' has no attribute '\(name.text)'"
    } else {
      message = "'\(typeName(of: value))' object has no attribute '\(name.text)'"
    }
    let raised = Raised(.attributeError, message)
    raised.exception.members = [Names.plainName: .object(name.string), Names.obj: value]
    if value.isNone, let explainNone {
      let details = explainNone(self)
      if !details.isEmpty { raised.exception.details = details }
    }
    return raised
  }

  /// What `dir()` lists, unsorted.
  public func attributeNames(of value: Value) -> [String] {
    var names: [String] = []
    var seen: Set<String> = []
    func add(_ list: [String]) { for name in list where seen.insert(name).inserted { names.append(name) } }
    if case .object(let object) = value { add(object.attributeNames()) }
    // A class does not show what its own class has.
    if value.as(TypeObject.self) == nil { for type in type(of: value).order { add(type.table.names.map(\.text)) } }
    return names
  }
}
