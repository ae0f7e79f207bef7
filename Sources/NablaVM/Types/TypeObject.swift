/// A class: a built-in one, declared by a `NativeType`, or one written in the language (`isHeap`).
public final class TypeObject: Container {
  public internal(set) var name: String
  public internal(set) var qualifiedName: String
  /// The name in messages, where it is not the bare one: CPython's classes in C say their module too, and the library's
  /// counterparts that are written in the language set `__tp_name__` to that.
  var messageName: String?
  /// The value of `__module__`.
  public let module: String
  /// Written in the language, so it can die, can be changed, and its instances may override anything.
  public let isHeap: Bool
  let declaration: NativeType?
  @exclusivity(unchecked) private var lazyBases: [TypeObject]?
  @exclusivity(unchecked) private var lazyOrder: [TypeObject]?
  @exclusivity(unchecked) private var lazyTable: AttributeTable?

  /// Changes whenever an attribute of the class or of an ancestor does: inline caches compare it. Unique per class, so
  /// an equal version means the same class in the same state.
  @exclusivity(unchecked) @usableFromInline private(set) var version: Int
  /// Classes that inherit directly; unowned: a class leaves its bases' lists when it dies.
  private var subclassReferences: [Unmanaged<TypeObject>] = []
  /// The first shape of instances (see `Shape`).
  @usableFromInline lazy var rootShape = Shape(root: self)
  /// How many attributes plain instances have been given: later ones have room for as many in themselves.
  @exclusivity(unchecked) var instanceRoom: UInt8 = 0
  /// The shape of instances whose attributes moved to a dictionary; never remembered by a cache.
  lazy var dictionaryShape = Shape(root: self)
  /// Which of the special attribute methods the class has; kept with the version.
  @exclusivity(unchecked) private var traitsVersion = -1
  @exclusivity(unchecked) private var cachedTraits = Traits()

  @exclusivity(unchecked) private var planVersion = -1
  @exclusivity(unchecked) private var cachedPlan = InstancePlan(initializer: nil, isPlain: false)

  static var nextVersion = 1
  /// Modules whose classes say their module in messages, as CPython's do: `'collections.deque' object is not callable`.
  private static let modulesInMessages: Set<String> = ["collections", "functools", "itertools", "numpy", "re"]

  /// A built-in class.
  public init(_ declaration: NativeType) {
    name = declaration.name
    qualifiedName = declaration.name
    module = declaration.module
    isHeap = false
    self.declaration = declaration
    if TypeObject.modulesInMessages.contains(declaration.module) {
      messageName = "\(declaration.module).\(declaration.name)"
    }
    version = TypeObject.takeVersion()
    super.init(untypedKind: .type)
    // `type` is its own class.
    classReference = declaration.isMetatype ? Unmanaged.passUnretained(self) : Unmanaged.passUnretained(TypeObject.type)
  }

  /// A class of the language; `order` must be the resolution order behind the class itself (see `resolutionOrder`).
  init(
    heap name: String, qualifiedName: String, module: String, bases: [TypeObject], order: [TypeObject],
    metaclass: TypeObject = .type
  ) {
    self.name = name
    self.qualifiedName = qualifiedName
    self.module = module
    isHeap = true
    declaration = nil
    lazyTable = AttributeTable()
    version = TypeObject.takeVersion()
    lazyBases = bases
    super.init(untypedKind: .type)
    classReference = Unmanaged.passUnretained(metaclass)
    // Never released: the metaclasses that exist belong to modules of the standard library, which stay.
    if metaclass.isHeap { _ = classReference.retain() }
    lazyOrder = [self] + order
    for base in bases { base.subclassReferences.append(Unmanaged.passUnretained(self)) }
  }

  deinit {
    for base in lazyBases ?? [] {
      base.subclassReferences.removeAll { $0.toOpaque() == Unmanaged.passUnretained(self).toOpaque() }
    }
  }

  static func takeVersion() -> Int {
    nextVersion &+= 1
    return nextVersion
  }

  public override func visitReferences(_ visit: (Object) -> Void) {
    guard isHeap else { return }
    lazyTable?.visitReferences(visit)
    for base in lazyBases ?? [] { visit(base) }
    for type in lazyOrder ?? [] { visit(type) }
  }
  public override func clearReferences() {
    guard isHeap else { return }
    lazyTable?.removeAll()
    cachedPlan = InstancePlan(initializer: nil, isPlain: false)
    planVersion = -1
    lazyOrder = [self.nativeBase]
    touch()
  }

  // MARK: the object protocol
  public override func attribute(_ name: Name, _ vm: Interpreter) throws -> Value? {
    try vm.classAttribute(of: self, name)
  }
  public override func setAttribute(_ name: Name, _ value: Value, _ vm: Interpreter) throws {
    try vm.setClassAttribute(of: self, name, value)
  }
  public override func deleteAttribute(_ name: Name, _ vm: Interpreter) throws {
    try vm.deleteClassAttribute(of: self, name)
  }
  public override func attributeNames() -> [String] { order.flatMap { $0.table.names.map(\.text) } }
  public override func repr(_ vm: Interpreter) throws -> String { "<class '\(fullName)'>" }
  public override func binary(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    op == .or ? try vm.unionType(.object(self), right) : nil
  }
  public override func reflected(_ op: BinaryOperator, _ left: Value, _ vm: Interpreter) throws -> Value? {
    op == .or ? try vm.unionType(left, .object(self)) : nil
  }
  /// `list[int]`.
  public override func item(_ key: Value, _ vm: Interpreter) throws -> Value { try vm.parameterized(self, key) }
  public override var isCallable: Bool { true }
  public override func call(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    try vm.instantiate(self, arguments)
  }
}

// MARK: - Structure

extension TypeObject {
  public var bases: [TypeObject] {
    if let lazyBases { return lazyBases }
    var bases = declaration?.bases() ?? []
    if bases.isEmpty, declaration?.isRoot != true { bases = [.object] }
    lazyBases = bases
    for base in bases { base.subclassReferences.append(Unmanaged.passUnretained(self)) }
    return bases
  }

  /// The method resolution order, the class itself first.
  public var order: [TypeObject] {
    if let lazyOrder { return lazyOrder }
    let rest = TypeObject.resolutionOrder(of: bases) ?? []
    lazyOrder = [self] + rest
    return lazyOrder ?? []
  }

  /// C3: merges the orders of the bases and the list of bases, always taking the first head that is in nobody's tail.
  /// `nil` when there is no consistent order.
  public static func resolutionOrder(of bases: [TypeObject]) -> [TypeObject]? {
    var sequences = bases.map { Array($0.order[...]) } + [bases]
    var result: [TypeObject] = []
    while true {
      sequences.removeAll { $0.isEmpty }
      if sequences.isEmpty { return result }
      guard
        let head = sequences.lazy.map({ $0[0] }).first(where: { head in
          !sequences.contains { $0.dropFirst().contains { $0 === head } }
        })
      else { return nil }
      result.append(head)
      for index in sequences.indices where sequences[index][0] === head { sequences[index].removeFirst() }
    }
  }

  /// Where there is no consistent order: the classes that are next in their sequences, and behind another in some.
  static func blockedHeads(of bases: [TypeObject]) -> [TypeObject] {
    var sequences = bases.map { Array($0.order[...]) } + [bases]
    while true {
      sequences.removeAll { $0.isEmpty }
      guard
        let head = sequences.lazy.map({ $0[0] }).first(where: { head in
          !sequences.contains { $0.dropFirst().contains { $0 === head } }
        })
      else {
        var heads: [TypeObject] = []
        for sequence in sequences where !heads.contains(where: { $0 === sequence[0] }) { heads.append(sequence[0]) }
        return heads
      }
      for index in sequences.indices where sequences[index][0] === head { sequences[index].removeFirst() }
    }
  }

  public func isSubclass(of other: TypeObject) -> Bool {
    if self === other { return true }
    return order.contains { $0 === other }
  }

  public var subclasses: [TypeObject] { subclassReferences.map { $0.takeUnretainedValue() } }

  /// The nearest ancestor (or the class itself) that a `NativeType` declares.
  public var nativeBase: TypeObject { order.first { !$0.isHeap } ?? .object }

  /// `module.name` as messages and `repr` show it; built-in names stand alone.
  public var fullName: String {
    let module = isHeap ? table.get(Names.module).text ?? module : module
    return module == "builtins" ? qualifiedName : "\(module).\(qualifiedName)"
  }
}

// MARK: - Attributes

extension TypeObject {
  /// The attributes defined by this very class. A native class fills its table when first asked.
  public var table: AttributeTable {
    if let lazyTable { return lazyTable }
    let table = AttributeTable()
    lazyTable = table
    declaration?.fill(table, of: self)
    return table
  }

  /// Finds an attribute along the resolution order, without binding it; `.undefined` when there is none.
  public func lookup(_ name: Name) -> Value {
    let entry = MethodCache.entry(version: version, name: name)
    if entry.pointee.version == version, entry.pointee.name == name, entry.pointee.start == nil {
      return entry.pointee.value
    }
    var found = Value.undefined
    for type in order {
      found = type.table.get(name)
      if !found.isUndefined { break }
    }
    MethodCache.store(entry, version: version, name: name, value: found)
    return found
  }

  /// As `lookup`, starting behind `type` in the resolution order: what `super()` does.
  public func lookup(_ name: Name, after type: TypeObject) -> Value {
    let entry = MethodCache.entry(version: version, name: name, after: type)
    if entry.pointee.version == version, entry.pointee.name == name,
      entry.pointee.start == Unmanaged.passUnretained(type).toOpaque()
    {
      return entry.pointee.value
    }
    let order = order
    guard let index = order.firstIndex(where: { $0 === type }) else { return .undefined }
    var found = Value.undefined
    for type in order[(index + 1)...] {
      found = type.table.get(name)
      if !found.isUndefined { break }
    }
    MethodCache.store(entry, version: version, name: name, after: type, value: found)
    return found
  }

  /// Sets an attribute of the class itself.
  public func define(_ name: Name, _ value: Value) {
    table.set(name, value)
    touch()
  }

  @discardableResult public func undefine(_ name: Name) -> Bool {
    defer { touch() }
    return table.remove(name)
  }

  /// Invalidates what caches know about this class and those that inherit from it.
  func touch() {
    version = TypeObject.takeVersion()
    for subclass in subclassReferences { subclass._withUnsafeGuaranteedRef { $0.touch() } }
  }

  /// A method of the language, or a native one that is not merely the Swift method under its dunder name: what an
  /// operation must call instead of the object's Swift method. `nil` means: use the Swift method.
  @inlinable public func override(_ name: Name) -> Value? {
    isHeap ? slowOverride(name) : nil
  }

  @usableFromInline func slowOverride(_ name: Name) -> Value? {
    let found = lookup(name)
    guard case .object(let object) = found else { return found.isNone ? found : nil }
    if object.kind == .native, unsafeDowncast(object, to: NativeFunction.self).isSlot { return nil }
    return found
  }

  /// How calling the class makes an instance in the ordinary way: `object.__new__`, then an `__init__` of the language.
  struct InstancePlan {
    let initializer: FunctionObject?
    /// Instances are exceptions that only keep their arguments.
    var makesException = false
    /// Instances are plain `InstanceObject`s.
    let isPlain: Bool
    /// Abstract methods are left, so there can be no instances.
    var isAbstract = false
    /// A native `__new__` that makes the whole object: no `__init__` follows.
    var constructor: NativeFunction?
  }

  var instancePlan: InstancePlan {
    if planVersion == version { return cachedPlan }
    var initializer: FunctionObject?
    var isPlain = false
    let isAbstract = isHeap && (table.get(Names.abstractMethods).as(SetObject.self)?.count ?? 0) > 0
    if isHeap, !isAbstract, type.override(Names.call) == nil, let new = lookup(Names.new).as(StaticMethod.self),
      let native = new.function.as(NativeFunction.self),
      native.isSlot
    {
      isPlain = nativeBase === TypeObject.object
      if let function = lookup(Names.`init`).as(FunctionObject.self), !function.code.isGenerator {
        initializer = function
      }
    }
    var constructor: NativeFunction?
    if !isHeap, self !== TypeObject.type, let new = lookup(Names.new).as(StaticMethod.self),
      let native = new.function.as(NativeFunction.self), !native.isSlot,
      lookup(Names.`init`).as(NativeFunction.self)?.isSlot ?? lookup(Names.`init`).isUndefined
    {
      constructor = native
    }
    cachedPlan = InstancePlan(
      initializer: initializer, makesException: isOrdinaryException(), isPlain: isPlain, isAbstract: isAbstract,
      constructor: constructor)
    planVersion = version
    return cachedPlan
  }

  /// `instancePlan.makesException`, without the rest.
  @inline(__always) var makesException: Bool {
    planVersion == version ? cachedPlan.makesException : instancePlan.makesException
  }

  private func isOrdinaryException() -> Bool {
    let base = nativeBase
    guard base.declaration?.isPlainException == true else { return false }
    if !isHeap { return true }
    func isNative(_ name: Name) -> Bool {
      let found = lookup(name)
      return (found.as(StaticMethod.self)?.function ?? found).as(NativeFunction.self) != nil
    }
    return isNative(Names.new) && isNative(Names.`init`)
  }

  struct Traits {
    var hasGetattr = false
    var hasGetattribute = false
    var hasSetattr = false
    var hasDelattr = false
    var hasDel = false
    /// The names of `__slots__`, and whether instances take others.
    var members: Set<Name> = []
    var hasDictionary = true
  }

  /// Single traits, without a copy of all: every access to an attribute, and every instance that dies, asks for one.
  @inline(__always) var hasGetattr: Bool { isCurrent ? cachedTraits.hasGetattr : traits.hasGetattr }
  @inline(__always) var hasGetattribute: Bool { isCurrent ? cachedTraits.hasGetattribute : traits.hasGetattribute }
  @inline(__always) var hasSetattr: Bool { isCurrent ? cachedTraits.hasSetattr : traits.hasSetattr }
  @inline(__always) private var isCurrent: Bool { traitsVersion == version }
  @inline(__always) var hasDel: Bool { traitsVersion == version ? cachedTraits.hasDel : traits.hasDel }

  var traits: Traits {
    if traitsVersion == version { return cachedTraits }
    var traits = Traits()
    if isHeap {
      traits.hasGetattr = slowOverride(Names.getattr) != nil
      traits.hasGetattribute = slowOverride(Names.getattribute) != nil
      traits.hasSetattr = slowOverride(Names.setattr) != nil
      traits.hasDelattr = slowOverride(Names.delattr) != nil
      traits.hasDel = slowOverride(Names.del) != nil
      traits.members = collectMembers()
      traits.hasDictionary = hasInstanceDictionary()
    }
    cachedTraits = traits
    traitsVersion = version
    return traits
  }
}
