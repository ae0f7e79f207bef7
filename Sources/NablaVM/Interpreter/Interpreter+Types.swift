/// Classes of values.
extension Interpreter {
  @inlinable public func type(of value: Value) -> TypeObject {
    switch value {
    case .object(let object): object.type
    case .int: .int
    case .float: .float
    case .bool: .bool
    case .none, .undefined: .noneType
    }
  }

  /// The name of a value's class, as messages have it.
  public func typeName(of value: Value) -> String {
    let type = type(of: value)
    return type.messageName ?? type.name
  }

  /// `isinstance(value, classes)`; `classes` may be a tuple or a union.
  public func isInstance(_ value: Value, _ classes: Value) throws -> Bool {
    if case .object(let object) = classes, object.kind == .type {
      let wanted = unsafeDowncast(object, to: TypeObject.self)
      if type(of: value).isSubclass(of: wanted) { return true }
      if let check = wanted.metaAttribute(Names.instancecheck) {
        return try truth(call(check, [classes, value]))
      }
      return false
    }
    if case .object(let object) = classes, let check = object.type.override(Names.instancecheck) {
      return try truth(call(check, [classes, value]))
    }
    if classes.as(GenericAlias.self) != nil {
      throw Raised(.typeError, "isinstance() argument 2 cannot be a parameterized generic")
    }
    for candidate in try classList(classes, "isinstance() arg 2 must be a type, a tuple of types, or a union")
    where try candidate.isNone && classes.as(UnionObject.self) != nil ? value.isNone : isInstance(value, candidate) {
      return true
    }
    return false
  }

  public func isInstance(_ value: Value, _ type: TypeObject) -> Bool { self.type(of: value).isSubclass(of: type) }

  public func isSubclass(_ type: TypeObject, _ classes: Value) throws -> Bool {
    if let wanted = classes.as(TypeObject.self) {
      if type.isSubclass(of: wanted) { return true }
      guard let check = wanted.metaAttribute(Names.subclasscheck) else { return false }
      return try truth(call(check, [classes, .object(type)]))
    }
    if case .object(let object) = classes, let check = object.type.override(Names.subclasscheck) {
      return try truth(call(check, [classes, .object(type)]))
    }
    if classes.as(GenericAlias.self) != nil {
      throw Raised(.typeError, "issubclass() argument 2 cannot be a parameterized generic")
    }
    for candidate in try classList(classes, "issubclass() arg 2 must be a class, a tuple of classes, or a union")
    where try candidate.isNone && classes.as(UnionObject.self) != nil
      ? type === TypeObject.noneType : isSubclass(type, candidate)
    {
      return true
    }
    return false
  }

  private func classList(_ classes: Value, _ message: String) throws -> [Value] {
    if let tuple = classes.as(TupleObject.self) { return tuple.items }
    if let union = classes.as(UnionObject.self) { return union.members }
    if let alias = classes.object, alias.type === TypeObject.genericAlias {
      throw Raised(.typeError, "\(message.prefix { $0 != " " }) argument 2 cannot be a parameterized generic")
    }
    throw Raised(.typeError, message)
  }

  /// `id(value)`.
  public func identity(of value: Value) -> Int {
    switch value {
    case .undefined: 0
    case .none: 8
    case .bool(let value): value ? 24 : 16
    case .int(let value): value &* 32 &+ 40
    case .float(let value): Int(bitPattern: UInt(truncatingIfNeeded: value.bitPattern)) &* 2 &+ 1
    case .object(let object): object.identity
    }
  }

  /// `a | b` of classes.
  func unionType(_ left: Value, _ right: Value) throws -> Value? {
    func members(_ value: Value) -> [Value]? {
      if value.isNone || value.as(TypeObject.self) != nil || value.as(GenericAlias.self) != nil { return [value] }
      return value.as(UnionObject.self)?.members
    }
    guard let first = members(left), let second = members(right) else { return nil }
    var unique: [Value] = []
    for member in first + second where try !unique.contains(where: { try equals($0, member) }) { unique.append(member) }
    return unique.count == 1 ? unique[0] : .object(UnionObject(unique))
  }

  /// `C[key]`: `__class_getitem__`, and for built-in containers an alias that annotations can hold.
  func parameterized(_ type: TypeObject, _ key: Value) throws -> Value {
    let method = type.lookup(Names.classGetitem)
    if !method.isUndefined {
      return try call(try bind(method, to: nil, of: type), [key])
    }
    if !type.isHeap { return .object(GenericAlias(origin: .object(type), argument: key)) }
    throw notSubscriptable(type)
  }
}

extension TypeObject {
  /// What a metaclass written in the language says about its classes.
  func metaAttribute(_ name: Name) -> Value? { type.override(name) }
}

/// `int | None`: only `isinstance` and annotations look at it.
public final class UnionObject: Container {
  public private(set) var members: [Value]

  init(_ members: [Value]) {
    self.members = members
    super.init(type: .unionType)
  }

  public override func visitReferences(_ visit: (Object) -> Void) { for member in members { member.visit(visit) } }
  public override func clearReferences() { members = [] }
  public override func attribute(_ name: Name, _ vm: Interpreter) throws -> Value? {
    name == "__args__"
      ? .tuple(members.map { $0.isNone ? .object(TypeObject.noneType) : $0 }) : try super.attribute(name, vm)
  }
  public override func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    guard op == .equal || op == .notEqual, let other = other.as(UnionObject.self) else { return nil }
    let same = members.count == other.members.count && members.allSatisfy { mine in
      other.members.contains { (try? vm.equals(mine, $0)) == true }
    }
    return .bool(same == (op == .equal))
  }
  public override func hash(_ vm: Interpreter) throws -> Int {
    try members.reduce(0) { $0 ^ (try vm.hash($1)) }
  }
  public override func repr(_ vm: Interpreter) throws -> String {
    try members.map { member in
      if let type = member.as(TypeObject.self) { return type.fullName }
      return member.isNone ? "None" : try vm.repr(member)
    }.joined(separator: " | ")
  }
  public override func binary(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    op == .or ? try vm.unionType(.object(self), right) : nil
  }
  public override func reflected(_ op: BinaryOperator, _ left: Value, _ vm: Interpreter) throws -> Value? {
    op == .or ? try vm.unionType(left, .object(self)) : nil
  }
}

/// `list[int]`: calling it calls the class.
public final class GenericAlias: Container {
  public private(set) var origin: Value
  public private(set) var argument: Value

  public init(origin: Value, argument: Value) {
    self.origin = origin
    self.argument = argument
    super.init(type: .genericAlias)
  }

  public override func visitReferences(_ visit: (Object) -> Void) {
    origin.visit(visit)
    argument.visit(visit)
  }
  public override func clearReferences() { argument = .none }
  public override func attribute(_ name: Name, _ vm: Interpreter) throws -> Value? {
    switch name {
    case "__origin__": return origin
    case "__args__": return argument.as(TupleObject.self) != nil ? argument : .tuple([argument])
    case "__parameters__": return .object(TupleObject.empty)
    case Names.class: return .object(type)
    default: return try vm.attributeOrNil(of: origin, name)
    }
  }
  public override func item(_ key: Value, _ vm: Interpreter) throws -> Value { .object(self) }
  public override func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    guard op == .equal || op == .notEqual, let other = other.as(GenericAlias.self) else { return nil }
    let same = try vm.equals(origin, other.origin) && vm.equals(argument, other.argument)
    return .bool(same == (op == .equal))
  }
  public override func hash(_ vm: Interpreter) throws -> Int { try vm.hash(origin) ^ vm.hash(argument) }
  public override var isCallable: Bool { true }
  public override func call(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    try vm.call(origin, arguments)
  }
  public override func binary(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    op == .or ? try vm.unionType(.object(self), right) : nil
  }
  public override func reflected(_ op: BinaryOperator, _ left: Value, _ vm: Interpreter) throws -> Value? {
    op == .or ? try vm.unionType(left, .object(self)) : nil
  }
  public override func repr(_ vm: Interpreter) throws -> String {
    func name(_ value: Value) throws -> String {
      if let type = value.as(TypeObject.self) { return type.fullName }
      if value.isEllipsis { return "..." }
      return try vm.repr(value)
    }
    let items = argument.as(TupleObject.self)?.items ?? [argument]
    return "\(try name(origin))[\(try items.map(name).joined(separator: ", "))]"
  }
}
