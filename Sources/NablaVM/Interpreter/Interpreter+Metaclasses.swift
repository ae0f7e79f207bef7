/// Classes of classes. Only modules of the standard library may write one (`enum` and `abc` do): a program's own are
/// refused, since they could change what every class means. What follows from having one is CPython's: a class inherits
/// its metaclass, the metaclass's `__prepare__` gives the mapping that the class body fills, and calling the metaclass
/// makes the class.
extension Interpreter {
  /// The metaclass of a class with these bases and keywords: the most derived one.
  func metaclass(bases: [Value], keywords: [(name: Name, value: Value)]) throws -> TypeObject {
    var result = TypeObject.type
    if let given = keywords.first(where: { $0.name == Names.metaclass })?.value {
      guard let type = given.as(TypeObject.self), type.isSubclass(of: .type) else {
        throw Raised(.typeError, Interpreter.refusedMetaclass)
      }
      result = type
    }
    for base in bases {
      let origin = base.as(GenericAlias.self)?.origin ?? base
      guard let own = origin.as(TypeObject.self)?.type, own !== result, !result.isSubclass(of: own) else { continue }
      guard own.isSubclass(of: result) else {
        throw Raised(
          .typeError,
          "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of "
            + "all its bases")
      }
      result = own
    }
    return result
  }

  static let refusedMetaclass = "metaclasses are not part of Nabla"

  /// What `__prepare__` gives for the body of a class; `nil` where the metaclass has none.
  func preparedNamespace(
    _ metaclass: TypeObject, name: String, bases: [Value], keywords: [(name: Name, value: Value)]
  ) throws -> DictObject? {
    guard metaclass.isHeap, !metaclass.lookup(Names.prepare).isUndefined else { return nil }
    let made = try call(
      attribute(of: .object(metaclass), Names.prepare), [.string(name), .tuple(bases)],
      keywords: keywords.map { ($0.name, $0.value) })
    guard let mapping = made.as(DictObject.self) else {
      throw Raised(.typeError, "\(metaclass.name).__prepare__() must return a mapping, not \(typeName(of: made))")
    }
    return mapping
  }

  /// Makes a class by calling its metaclass, once its body has filled the namespace.
  func makeClass(
    by metaclass: TypeObject, name: String, qualifiedName: String, module: String, bases values: [Value],
    keywords: [(name: Name, value: Value)], namespace: NamespaceObject, cell: CellObject?
  ) throws -> TypeObject {
    let (bases, hadAliases) = try resolveBases(values)
    let mapping = namespace.mapping ?? DictObject()
    func set(_ key: Name, _ value: Value) { mapping.table.insert(.object(key.string), hash: key.string.hashCode, value) }
    if namespace.mapping == nil { namespace.table.forEach { set($0, $1) } }
    set(Names.module, .string(module))
    set(Names.qualname, .string(qualifiedName))
    if hadAliases { set("__orig_bases__", .tuple(values)) }
    if let cell { set(Names.classCell, .object(cell)) }
    let made = try call(
      .object(metaclass), [.string(name), .tuple(bases.map { .object($0) }), .object(mapping)],
      keywords: keywords.map { ($0.name, $0.value) })
    guard let type = made.as(TypeObject.self) else {
      throw Raised(.typeError, "\(metaclass.name) made an object of class '\(typeName(of: made))', not a class")
    }
    return type
  }

  /// `type.__new__(metaclass, name, bases, namespace)`.
  func newClass(_ arguments: Arguments) throws -> Value {
    guard arguments.count > 0, let metaclass = arguments[0].as(TypeObject.self), metaclass.isSubclass(of: .type) else {
      throw Raised(.typeError, "type.__new__(X): X is not a type object")
    }
    guard arguments.count == 4, let name = arguments[1].text, let bases = arguments[2].as(TupleObject.self),
      let dictionary = arguments[3].as(DictObject.self)
    else { throw Raised(.typeError, "type.__new__() takes exactly 3 arguments (\(arguments.count - 1) given)") }
    let namespace = AttributeTable()
    var qualifiedName = name
    var cell: CellObject?
    for (key, value) in dictionary.pairs {
      guard let key = key.text else { throw Raised(.typeError, "type() argument 3 must have string keys") }
      switch Name(key) {
      case Names.qualname: qualifiedName = value.text ?? name
      case Names.classCell: cell = value.as(CellObject.self)
      case let key: namespace.set(key, value)
      }
    }
    let module = namespace.get(Names.module).text ?? currentModule?.name ?? "__main__"
    return .object(
      try makeClass(
        name: name, qualifiedName: qualifiedName, module: module, bases: bases.items, keywords: arguments.named,
        namespace: namespace, metaclass: metaclass, cell: cell))
  }
}
