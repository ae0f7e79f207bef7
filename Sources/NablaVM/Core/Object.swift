/// Anything that is not a bare number, `None` or a truth value.
///
/// The protocol of an object is its Swift methods: each built-in type overrides what it supports. Callers that hold a
/// value go through the interpreter (`vm.item(value, key)`), which first looks for a dunder method when the class was
/// written in the language; an object of a user's subclass of `list` therefore stays a `ListObject`. Methods that may
/// meet user code take the interpreter and throw `Raised`.
///
/// The default of each says "unsupported" in CPython's words, so a type only mentions what it can do.
open class Object {
  /// The class, held strongly only when it can die: the built-in classes are immortal, and counting references to them
  /// would cost every string and list two atomic operations.
  @exclusivity(unchecked) @usableFromInline final var classReference: Unmanaged<TypeObject>

  /// What the interpreter loop switches on instead of casting.
  public final let kind: ObjectKind
  /// Whether this is a `Container`.
  public internal(set) final var isContainer = false

  public init(type: TypeObject, kind: ObjectKind = .other) {
    classReference = Unmanaged.passUnretained(type)
    self.kind = kind
    if type.isHeap { classReference.hold() }
  }

  /// An instance of a built-in class, which lives for ever.
  init(builtIn type: Unmanaged<TypeObject>, kind: ObjectKind) {
    classReference = type
    self.kind = kind
  }

  /// For the first classes, which exist before the class of classes does.
  init(untypedKind kind: ObjectKind) {
    classReference = Unmanaged.fromOpaque(Object.noClass)
    self.kind = kind
  }

  private static let noClass = UnsafeRawPointer(UnsafeMutableRawPointer.allocate(byteCount: 16, alignment: 16))

  deinit {
    if kind != .type, classReference._withUnsafeGuaranteedRef({ $0.isHeap }) { classReference.letGo() }
  }

  /// The class of the object: for an instance of a user's subclass of a built-in type that subclass.
  @inlinable public final var type: TypeObject { classReference._withUnsafeGuaranteedRef { $0 } }

  /// `self.__class__ = type`.
  public final func changeType(to type: TypeObject) {
    let old = classReference
    classReference = Unmanaged.passUnretained(type)
    if type.isHeap { classReference.hold() }
    if old._withUnsafeGuaranteedRef({ $0.isHeap }) { old.letGo() }
  }

  // MARK: attributes
  /// `self.name`, without raising: `nil` when there is none. The default looks in the instance's own attributes and the
  /// type's method resolution order and binds what it finds (functions become bound methods, properties are read).
  open func attribute(_ name: Name, _ vm: Interpreter) throws -> Value? { try vm.genericAttribute(of: self, name) }
  open func setAttribute(_ name: Name, _ value: Value, _ vm: Interpreter) throws {
    try vm.genericSetAttribute(of: self, name, value)
  }
  open func deleteAttribute(_ name: Name, _ vm: Interpreter) throws { try vm.genericDeleteAttribute(of: self, name) }
  /// Names for `dir()` and completion that the type alone does not know.
  open func attributeNames() -> [String] { ownAttributes?.names.map(\.text) ?? [] }
  /// Where attributes set by programs live (`__dict__`); `nil` for objects that take none.
  open var ownAttributes: AttributeTable? { nil }
  /// One of them, without looking at the class.
  open func ownValue(_ name: Name) -> Value? { ownAttributes?.get(name).defined }
  /// Sets one; `false` for objects that take none.
  open func setOwnValue(_ name: Name, _ value: Value) -> Bool {
    guard let table = ownAttributes else { return false }
    table.set(name, value)
    return true
  }
  /// Whether there was one.
  open func removeOwnValue(_ name: Name) -> Bool { ownAttributes?.remove(name) ?? false }

  // MARK: text
  open func repr(_ vm: Interpreter) throws -> String { vm.defaultRepr(of: self) }
  open func str(_ vm: Interpreter) throws -> String { try repr(vm) }
  open func format(_ spec: String, _ vm: Interpreter) throws -> String { try vm.defaultFormat(of: self, spec) }

  // MARK: comparison
  /// `nil` means `NotImplemented`: the interpreter then asks the other side, and for `==` falls back on identity.
  open func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? { nil }
  open func hash(_ vm: Interpreter) throws -> Int { identityHash }
  open func truth(_ vm: Interpreter) throws -> Bool { try length(vm).map { $0 != 0 } ?? true }

  /// Whether the object goes before a list or tuple to its left in operators: arrays of numbers take them as arrays.
  open var takesSequences: Bool { false }

  // MARK: operators; `nil` means `NotImplemented`
  open func binary(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? { nil }
  open func reflected(_ op: BinaryOperator, _ left: Value, _ vm: Interpreter) throws -> Value? { nil }
  /// `self op= right`: the default answers `nil`, and the interpreter falls back to `binary`.
  open func inPlace(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? { nil }
  open func unary(_ op: UnaryOperator, _ vm: Interpreter) throws -> Value? { nil }
  /// `__index__`, `__int__` and `__float__`; `nil` when the type has none.
  open func asIndex(_ vm: Interpreter) throws -> Value? { nil }
  open func asInt(_ vm: Interpreter) throws -> Value? { try asIndex(vm) }
  open func asFloat(_ vm: Interpreter) throws -> Double? { nil }

  // MARK: containers
  /// `len(self)`; `nil` when the type has no length.
  open func length(_ vm: Interpreter) throws -> Int? { nil }
  open func item(_ key: Value, _ vm: Interpreter) throws -> Value { throw vm.notSubscriptable(self) }
  open func setItem(_ key: Value, _ value: Value, _ vm: Interpreter) throws { throw vm.noItemAssignment(self) }
  open func deleteItem(_ key: Value, _ vm: Interpreter) throws { throw try vm.noItemDeletion(self, key) }
  /// `value in self`; `nil` when only iteration can tell.
  open func contains(_ value: Value, _ vm: Interpreter) throws -> Bool? { nil }

  // MARK: iteration
  /// `iter(self)`; `nil` when not iterable.
  open func iterator(_ vm: Interpreter) throws -> Object? { isIterator ? self : nil }
  /// The next item of an iterator; `nil` at its end (`StopIteration` is only made for programs that ask).
  open func next(_ vm: Interpreter) throws -> Value? { throw vm.notAnIterator(self) }
  open var isIterator: Bool { false }
  /// How many items an iterator over a container still has (`__length_hint__`); `nil` when it cannot know.
  open var lengthHint: Int? { nil }
  /// The next item of a `.pairIterator`, taken apart: `false` at its end, `nil` when this one gives no pairs.
  func nextPair(
    _ first: UnsafeMutablePointer<Value>, _ second: UnsafeMutablePointer<Value>, _ vm: Interpreter
  ) throws -> Bool? { nil }

  /// Whether a sequence pattern of `match` applies.
  open var matchesSequence: Bool { false }

  // MARK: calls
  /// Whether reading it through an instance of a class that has it makes a method.
  open var bindsAsMethod: Bool { false }
  open var isCallable: Bool { false }
  open func call(_ arguments: Arguments, _ vm: Interpreter) throws -> Value { throw vm.notCallable(.object(self)) }

  // MARK: context managers (natives override; the interpreter looks up the dunder methods otherwise)
  open func enter(_ vm: Interpreter) throws -> Value? { nil }
  /// `true` swallows the exception; `nil` when the type is no context manager.
  open func exit(_ raised: Raised?, _ vm: Interpreter) throws -> Bool? { nil }
}

extension Object {
  /// CPython's: the address, rotated so that its low zero bits do not collide.
  public final var identityHash: Int {
    let address = UInt(bitPattern: Unmanaged.passUnretained(self).toOpaque())
    return Int(bitPattern: (address >> 4) | (address << 60))
  }

  /// `id(self)`.
  public final var identity: Int { Int(bitPattern: Unmanaged.passUnretained(self).toOpaque()) }
}

/// The built-in types that the interpreter loop treats specially. Set only for objects of exactly that type: an
/// instance of a user's subclass of `list` is `.other`, so a fast path can never skip an overridden method.
public enum ObjectKind: UInt8 {
  case other, str, int, bytes, list, tuple, dict, set, range, slice, function, native, boundMethod, type, module
  /// An `InstanceObject` whose attributes are found the ordinary way: shape first, then class.
  case instance
  /// A native object, of whatever room, that finds its attributes in its class and takes none of its own: its methods
  /// are called without being looked up each time.
  case plain
  /// A dictionary that shows a namespace (`globals()`).
  case namespaceView
  case superObject
  /// A name of `__slots__` in its class.
  case member
  case property, nativeProperty, staticMethod, classMethod, cell, generator, iterator, rangeIterator, sequenceIterator
  /// Over the characters of ASCII text.
  case textIterator
  /// One that may give pairs: see `nextPair`.
  case pairIterator
}

/// Comparison operators whose result an object decides; `is` and `in` are the interpreter's.
public enum Comparison: UInt8, CaseIterable {
  case less, lessOrEqual, equal, notEqual, greater, greaterOrEqual

  public var symbol: String {
    switch self {
    case .less: "<"
    case .lessOrEqual: "<="
    case .equal: "=="
    case .notEqual: "!="
    case .greater: ">"
    case .greaterOrEqual: ">="
    }
  }

  /// The operator with its sides exchanged: `a < b` is `b > a`.
  public var swapped: Comparison {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .equal: .equal
    case .notEqual: .notEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }

  @inlinable public func holds<T: Comparable>(_ left: T, _ right: T) -> Bool {
    switch self {
    case .less: left < right
    case .lessOrEqual: left <= right
    case .equal: left == right
    case .notEqual: left != right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }
}

public enum BinaryOperator: UInt8, CaseIterable {
  case add, subtract, multiply, matrixMultiply, divide, floorDivide, modulo, power
  case leftShift, rightShift, and, or, xor

  public var symbol: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .matrixMultiply: "@"
    case .divide: "/"
    case .floorDivide: "//"
    case .modulo: "%"
    case .power: "**"
    case .leftShift: "<<"
    case .rightShift: ">>"
    case .and: "&"
    case .or: "|"
    case .xor: "^"
    }
  }
}

public enum UnaryOperator: UInt8, CaseIterable {
  case negative, positive, invert

  public var symbol: String {
    switch self {
    case .negative: "-"
    case .positive: "+"
    case .invert: "~"
    }
  }
}
