/// Anything that is not a bare number, `None` or a truth value.
///
/// The protocol of an object is its Swift methods: each built-in type overrides what it supports, and instances of
/// classes written in the language (`InstanceObject`) override all of them by looking up the dunder method in their
/// class. Methods that may meet user code take the interpreter and throw `Raised`.
///
/// The default of each says "unsupported" in CPython's words, so a type only mentions what it can do.
open class Object {
  /// The class of the object. A stored property, so that instances of user subclasses of built-in types are the
  /// built-in Swift class with another `type`.
  public final var type: TypeObject

  public init(type: TypeObject) { self.type = type }

  // MARK: attributes
  /// `self.name`, without raising: `nil` when there is none. The default looks in the type's method resolution order
  /// and binds what it finds (functions become bound methods, properties are read).
  open func attribute(_ name: Name, _ vm: Interpreter) throws -> Value? { try vm.typeAttribute(of: self, name) }
  open func setAttribute(_ name: Name, _ value: Value, _ vm: Interpreter) throws {
    try vm.defaultSetAttribute(of: self, name, value)
  }
  open func deleteAttribute(_ name: Name, _ vm: Interpreter) throws { try vm.defaultDeleteAttribute(of: self, name) }
  /// Names for `dir()` and completion that the type alone does not know.
  open func attributeNames() -> [String] { [] }

  // MARK: text
  open func repr(_ vm: Interpreter) throws -> String { vm.defaultRepr(of: self) }
  open func str(_ vm: Interpreter) throws -> String { try repr(vm) }
  open func format(_ spec: String, _ vm: Interpreter) throws -> String { try vm.defaultFormat(of: self, spec) }

  // MARK: comparison
  /// `nil` means `NotImplemented`: the interpreter then asks the other side. Identity is tried before.
  open func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? { nil }
  open func hash(_ vm: Interpreter) throws -> Int { ObjectIdentifier(self).hashValue }
  open func truth(_ vm: Interpreter) throws -> Bool { true }

  // MARK: operators; `nil` means `NotImplemented`
  open func binary(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? { nil }
  open func reflected(_ op: BinaryOperator, _ left: Value, _ vm: Interpreter) throws -> Value? { nil }
  /// `self op= right`: the default answers `nil`, and the interpreter falls back to `binary`.
  open func inPlace(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? { nil }
  open func unary(_ op: UnaryOperator, _ vm: Interpreter) throws -> Value? { nil }
  /// `__index__`, `__int__` (`exact: false`) and `__float__`; `nil` when the type has none.
  open func asIndex(_ vm: Interpreter) throws -> Value? { nil }
  open func asInt(_ vm: Interpreter) throws -> Value? { try asIndex(vm) }
  open func asFloat(_ vm: Interpreter) throws -> Double? { nil }

  // MARK: containers
  /// `len(self)`; `nil` when the type has no length.
  open func length(_ vm: Interpreter) throws -> Int? { nil }
  open func item(_ key: Value, _ vm: Interpreter) throws -> Value { throw vm.notSubscriptable(self) }
  open func setItem(_ key: Value, _ value: Value, _ vm: Interpreter) throws { throw vm.noItemAssignment(self) }
  open func deleteItem(_ key: Value, _ vm: Interpreter) throws { throw vm.noItemDeletion(self) }
  /// `value in self`; `nil` when only iteration can tell.
  open func contains(_ value: Value, _ vm: Interpreter) throws -> Bool? { nil }

  // MARK: iteration
  /// `iter(self)`; `nil` when not iterable. The default tries `__getitem__` counting from 0 where the type has it.
  open func iterator(_ vm: Interpreter) throws -> Object? { nil }
  /// The next item of an iterator; `nil` at its end (`StopIteration` is only made for programs that ask).
  open func next(_ vm: Interpreter) throws -> Value? { throw vm.notAnIterator(self) }
  open var isIterator: Bool { false }

  // MARK: calls
  open var isCallable: Bool { false }
  open func call(_ arguments: Arguments, _ vm: Interpreter) throws -> Value { throw vm.notCallable(self) }

  // MARK: context managers (natives override; the interpreter looks up the dunder methods otherwise)
  open func enter(_ vm: Interpreter) throws -> Value? { nil }
  /// `true` swallows the exception; `nil` when the type is no context manager.
  open func exit(_ raised: Raised?, _ vm: Interpreter) throws -> Bool? { nil }
}

/// Comparison operators whose result an object decides; `is` and `in` are the interpreter's.
public enum Comparison: UInt8, CaseIterable {
  case less, lessOrEqual, equal, notEqual, greater, greaterOrEqual
}

public enum BinaryOperator: UInt8, CaseIterable {
  case add, subtract, multiply, matrixMultiply, divide, floorDivide, modulo, power
  case leftShift, rightShift, and, or, xor
}

public enum UnaryOperator: UInt8, CaseIterable {
  case negative, positive, invert
}
