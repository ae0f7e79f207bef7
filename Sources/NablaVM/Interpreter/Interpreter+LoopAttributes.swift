import NablaBytecode

/// The slow paths of attribute instructions, which fill the inline caches for the fast ones.
extension Interpreter {
  @inline(never) func loadAttribute(_ i: Instruction, _ cursor: Cursor) throws -> Cursor {
    var c = cursor
    c.frame.pointee.next = c.ip
    try loadAttribute(c.r + Int(i.b), c.cache(i.c), into: c.r + Int(i.a), &c)
    return c
  }

  @inline(__always) private func loadAttribute(
    _ owner: UnsafeMutablePointer<Value>, _ cache: UnsafeMutablePointer<InlineCache>,
    into a: UnsafeMutablePointer<Value>, _ c: inout Cursor
  ) throws {
    let name = cache.pointee.name
    if case .object(let object) = owner.pointee, object.kind == .instance {
      let instance = unsafeDowncast(object, to: InstanceObject.self)
      let type = instance.type
      if instance.dictionary == nil, !type.isHeap || !type.hasGetattribute {
        let found = type.lookup(name)
        if !isDataDescriptor(found), let slot = instance.shape.slot(name) {
          cache.pointee.shape = instance.shape.id
          cache.pointee.version = type.version
          cache.pointee.slot = slot
          return a.set(instance.slot(slot))
        }
        if type.isHeap, !type.hasGetattr, try enterGetter(found, of: owner, into: a, &c) { return }
      }
    }
    a.set(try attribute(of: owner.pointee, name))
  }

  @inline(never) func storeAttribute(
    _ owner: Value, _ cache: UnsafeMutablePointer<InlineCache>, _ value: Value
  ) throws {
    let name = cache.pointee.name
    guard case .object(let object) = owner, object.kind == .instance else {
      return try setAttribute(of: owner, name, value)
    }
    let instance = unsafeDowncast(object, to: InstanceObject.self)
    let type = instance.type
    let version = type.version
    // A new attribute: the class was seen before, so was the shape; go on to the next shape.
    if cache.pointee.version == version, cache.pointee.previousShape == instance.shape.id,
      let next = cache.pointee.nextShape
    {
      return instance.append(value, shape: next)
    }
    guard instance.storesPlainly, instance.dictionary == nil, !(type.isHeap && type.hasSetattr) else {
      return try setAttribute(of: owner, name, value)
    }
    let found = type.lookup(name)
    if isDataDescriptor(found) || name == Names.class || name == Names.dict
      || (type.isHeap && !type.traits.hasDictionary && !type.traits.members.contains(name))
    {
      return try setAttribute(of: owner, name, value)
    }
    cache.pointee.version = version
    if let slot = instance.shape.slot(name) {
      cache.pointee.shape = instance.shape.id
      cache.pointee.slot = slot
      cache.pointee.previousShape = -1
      cache.pointee.nextShape = nil
      instance.setOwnAttribute(name, value)
    } else {
      cache.pointee.shape = -1
      cache.pointee.previousShape = instance.shape.id
      instance.setOwnAttribute(name, value)
      cache.pointee.nextShape = instance.shape
    }
  }

  /// Puts a method and its receiver into `target` and the register behind it, or any other attribute and nothing.
  @inline(never) func loadMethodSlowly(
    _ receiver: Value, _ cache: UnsafeMutablePointer<InlineCache>, into target: UnsafeMutablePointer<Value>
  ) throws {
    let name = cache.pointee.name
    let type = type(of: receiver)
    if !type.isHeap || !type.hasGetattribute {
      let found = type.lookup(name)
      if case .object(let function) = found, function.isMethod {
        switch receiver {
        case .object(let object):
          if object.kind == .instance {
            let instance = unsafeDowncast(object, to: InstanceObject.self)
            if instance.ownAttribute(name) == nil {
              // An instance whose attributes live in a dictionary can hide the method at any time.
              if instance.dictionary == nil {
                cache.pointee.version = type.version
                cache.pointee.shape = instance.shape.id
                cache.pointee.value = found
              }
              (target + 1).set(receiver)
              target.set(found)
              return
            }
          } else if answersOrdinarily(object), object.ownAttributes?.get(name).defined == nil {
            if object.ownAttributes == nil {
              cache.pointee.version = type.version
              cache.pointee.shape = 0
              cache.pointee.value = found
            }
            (target + 1).set(receiver)
            target.set(found)
            return
          }
        default:
          (target + 1).set(receiver)
          target.set(found)
          return
        }
      }
    }
    if case .object(let object) = receiver, object.kind == .superObject,
      unsafeDowncast(object, to: SuperObject.self).method(name, into: target)
    {
      return
    }
    let value = try attribute(of: receiver, name)
    (target + 1).clear()
    target.set(value)
  }

  /// Whether the object finds its attributes in its class: not modules, classes, `super` objects, functions, …
  private func answersOrdinarily(_ object: Object) -> Bool {
    switch object.kind {
    case .str, .int, .bytes, .list, .tuple, .dict, .set, .range, .slice, .rangeIterator, .sequenceIterator, .generator,
      .plain:
      true
    default: false
    }
  }
}

extension Object {
  /// A function that gets the instance it is read from as its first argument.
  @inline(__always) final var isMethod: Bool {
    kind == .function || (kind == .native && unsafeDowncast(self, to: NativeFunction.self).bindsReceiver)
  }
}
