/// Making instances and classes.
extension Interpreter {
  /// `type(*arguments)`.
  func instantiate(_ type: TypeObject, _ arguments: Arguments) throws -> Value {
    if type === TypeObject.type { return try callType(arguments) }
    let new = type.lookup(Names.new)
    var made: Value
    if let method = new.as(StaticMethod.self), let native = method.function.as(NativeFunction.self) {
      if native.isSlot {
        let object = try allocate(exceptionClass(type, arguments))
        (object as? ExceptionObject)?.arguments = arguments.positional
        made = .object(object)
      } else {
        made = try call(method.function, prepending: .object(type), arguments)
      }
    } else if new.isUndefined {
      throw Raised(.typeError, "cannot create '\(type.fullName)' instances")
    } else {
      let function = new.as(StaticMethod.self)?.function ?? new
      made = try call(function, prepending: .object(type), arguments)
      if !isInstance(made, type) { return made }
    }
    // `__new__` may have made an instance of a subclass, which brings its own.
    let initializer = self.type(of: made).lookup(Names.`init`)
    if case .object(let function) = initializer {
      if let native = function as? NativeFunction, native.isSlot {
        let takesNone = new.as(StaticMethod.self)?.function.as(NativeFunction.self)?.isSlot == true
        if takesNone, arguments.count + arguments.keywords.count > 0 {
          throw Raised(.typeError, "\(type.name)() takes no arguments")
        }
        return made
      }
      let result = try call(initializer, prepending: made, arguments)
      if !result.isNone {
        throw Raised(.typeError, "__init__() should return None, not '\(typeName(of: result))'")
      }
    }
    return made
  }

  /// `OSError(errno, text)` makes an instance of the subclass for that number.
  private func exceptionClass(_ type: TypeObject, _ arguments: Arguments) -> TypeObject {
    guard type === ExceptionKind.osError.type, arguments.count >= 2, case .int(let number) = arguments[0] else {
      return type
    }
    return ExceptionKind.systemErrors[number]?.type ?? type
  }

  /// An empty instance: `object.__new__` and its like.
  public func allocate(_ type: TypeObject) throws -> Object {
    if type.isHeap, type.instancePlan.isAbstract { throw abstractClass(type) }
    for ancestor in type.order {
      if let allocate = ancestor.declaration?.allocate { return try allocate(type, self) }
      if ancestor.declaration?.new != nil { break }
    }
    throw Raised(.typeError, "cannot create '\(type.fullName)' instances")
  }

  private func abstractClass(_ type: TypeObject) -> Raised {
    let names = ((try? array(type.table.get(Names.abstractMethods))) ?? []).compactMap(\.text)
      .sorted { StrText.less($0, $1) }
    return Raised(
      .typeError,
      "Can't instantiate abstract class \(type.name) with abstract method\(names.count == 1 ? "" : "s") "
        + names.joined(separator: ", "))
  }

  /// `type(x)` and `type(name, bases, dict)`.
  private func callType(_ arguments: Arguments) throws -> Value {
    if arguments.count == 1, arguments.keywords.isEmpty { return .object(type(of: arguments[0])) }
    guard arguments.count == 3, let name = arguments[0].text, let bases = arguments[1].as(TupleObject.self),
      let dictionary = arguments[2].as(DictObject.self)
    else { throw Raised(.typeError, "type() takes 1 or 3 arguments") }
    let metaclass = try metaclass(bases: bases.items, keywords: [])
    if metaclass !== TypeObject.type { return try call(.object(metaclass), arguments) }
    let namespace = AttributeTable()
    for (key, value) in dictionary.pairs {
      guard let key = key.text else { throw Raised(.typeError, "type() argument 3 must have string keys") }
      namespace.set(Name(key), value)
    }
    return .object(
      try makeClass(
        name: name, qualifiedName: name,
        module: namespace.get(Names.module).text ?? currentModule?.name ?? "__main__", bases: bases.items,
        keywords: arguments.named, namespace: namespace))
  }

  /// Makes the class of a `class` statement from its executed body. `cell` is the one of `__class__`, for `super()`.
  public func makeClass(
    name: String, qualifiedName: String, module: String, bases values: [Value],
    keywords: [(name: Name, value: Value)] = [], namespace: AttributeTable, metaclass: TypeObject = .type,
    cell: CellObject? = nil
  ) throws -> TypeObject {
    let (bases, originals) = try resolveBases(values)
    guard let order = TypeObject.resolutionOrder(of: bases) else {
      throw Raised(
        .typeError,
        "Cannot create a consistent method resolution\norder (MRO) for bases "
          + TypeObject.blockedHeads(of: bases).map(\.name).joined(separator: ", "))
    }
    try checkLayout(bases)
    let type = TypeObject(
      heap: name, qualifiedName: qualifiedName, module: module, bases: bases, order: order, metaclass: metaclass)
    namespace.forEach { name, value in type.table.set(name, implicitMethod(name, value)) }
    if let shown = namespace.get(Names.typeName).text, currentModule?.isStandard == true {
      type.messageName = shown
      type.table.remove(Names.typeName)
    }
    if type.table.get(Names.doc).isUndefined { type.table.set(Names.doc, .none) }
    if type.table.get(Names.module).isUndefined { type.table.set(Names.module, .string(module)) }
    if originals { type.table.set("__orig_bases__", .tuple(values)) }
    try makeMembers(of: type)
    if !type.table.get(Names.del).isUndefined { Finalizers.areUsed = true }
    // Defining equality without a hash makes instances unhashable.
    if !type.table.get(Names.eq).isUndefined, type.table.get(Names.hash).isUndefined {
      type.table.set(Names.hash, .none)
    }
    type.touch()
    cell?.value = .object(type)
    try announce(type, namespace, keywords)
    return type
  }

  private func implicitMethod(_ name: Name, _ value: Value) -> Value {
    guard value.as(FunctionObject.self) != nil else { return value }
    if name == Names.new { return .object(StaticMethod(value)) }
    if name == Names.initSubclass || name == Names.classGetitem { return .object(ClassMethod(value)) }
    return value
  }

  private func announce(
    _ type: TypeObject, _ namespace: AttributeTable, _ keywords: [(name: Name, value: Value)]
  ) throws {
    for name in namespace.names {
      guard case .object(let object) = namespace.get(name) else { continue }
      if let property = object as? PropertyObject { property.name = name.text }
      if object.type.isHeap, let method = object.type.override(Names.setName) {
        do {
          _ = try call(method, [.object(object), .object(type), .object(name.string)])
        } catch let raised as Raised where raised.isKind(.exception) {
          let wrapped = Raised(
            .runtimeError,
            "Error calling __set_name__ on '\(object.type.name)' instance '\(name.text)' in '\(type.name)'")
          wrapped.exception.cause = raised.exception
          wrapped.exception.context = raised.exception
          wrapped.exception.suppressesContext = true
          throw wrapped
        }
      }
    }
    let hook = type.lookup(Names.initSubclass, after: type)
    if !hook.isUndefined {
      _ = try call(bind(hook, to: nil, of: type), [], keywords: keywords.map { ($0.name, $0.value) })
    } else if let first = keywords.first {
      _ = first
      throw Raised(.typeError, "\(type.qualifiedName).__init_subclass__() takes no keyword arguments")
    }
  }

  func resolveBases(_ values: [Value]) throws -> (bases: [TypeObject], hadAliases: Bool) {
    var bases: [TypeObject] = []
    var hadAliases = false
    for value in values {
      var value = value
      if let alias = value.as(GenericAlias.self) {
        value = alias.origin
        hadAliases = true
      }
      guard let base = value.as(TypeObject.self) else {
        // `NamedTuple`, `Generic[T]` and their like stand for classes.
        if let method = try attributeOrNil(of: value, "__mro_entries__") {
          for entry in try array(call(method, [.tuple(values)])) {
            if let type = entry.as(TypeObject.self) { bases.append(type) }
          }
          hadAliases = true
          continue
        }
        throw Raised(
          .typeError, "bases must be types, not '\(typeName(of: value))'")
      }
      if base.declaration?.isFinal == true || base === TypeObject.bool {
        throw Raised(.typeError, "type '\(base.name)' is not an acceptable base type")
      }
      if base.isSubclass(of: .type), currentModule?.isStandard != true {
        throw Raised(.typeError, Interpreter.refusedMetaclass)
      }
      if bases.contains(where: { $0 === base }) { throw Raised(.typeError, "duplicate base class \(base.name)") }
      bases.append(base)
    }
    return (bases.isEmpty ? [.object] : bases, hadAliases)
  }

  /// Two bases that are different Swift objects cannot be one.
  private func checkLayout(_ bases: [TypeObject]) throws {
    var layout = TypeObject.object
    for base in bases {
      guard var own = base.order.first(where: { $0.declaration?.allocate != nil || $0.declaration?.new != nil })
      else { continue }
      // All exceptions are laid out alike.
      if own.isSubclass(of: ExceptionKind.baseException.type) { own = ExceptionKind.baseException.type }
      if own === TypeObject.object || layout.isSubclass(of: own) { continue }
      // All exceptions are made of the same.
      let exception = ExceptionKind.baseException.type
      if own.isSubclass(of: exception), layout.isSubclass(of: exception) { continue }
      if layout === TypeObject.object || own.isSubclass(of: layout) {
        layout = own
        continue
      }
      throw Raised(.typeError, "multiple bases have instance lay-out conflict")
    }
  }
}
