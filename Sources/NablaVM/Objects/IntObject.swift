import NablaInteger

/// An `int` beyond 64 bits, or an instance of a user's subclass of `int`.
///
/// Make values through `Value(integer)`, which keeps small ones out of objects.
open class IntObject: Object {
  public final let value: BigInt

  public init(_ value: BigInt) {
    self.value = value
    super.init(type: .int, kind: .int)
  }

  public init(_ value: BigInt, type: TypeObject) {
    self.value = value
    super.init(type: type, kind: type === TypeObject.int ? .int : .other)
  }

  /// The value as an `int` proper: what arithmetic on an instance of a subclass works with.
  public final var plain: Value { Value(value) }

  open override func repr(_ vm: Interpreter) throws -> String { try Numbers.repr(plain, vm) }
  open override func format(_ spec: String, _ vm: Interpreter) throws -> String {
    try Numbers.format(plain, spec, vm)
  }
  open override func hash(_ vm: Interpreter) throws -> Int { Numbers.hash(value) }
  open override func truth(_ vm: Interpreter) throws -> Bool { value != 0 }
  open override func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    try Numbers.compare(op, .object(self), other, vm)
  }
  open override func binary(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    try Numbers.binary(op, .object(self), right, vm)
  }
  open override func reflected(_ op: BinaryOperator, _ left: Value, _ vm: Interpreter) throws -> Value? {
    try Numbers.binary(op, left, .object(self), vm)
  }
  open override func unary(_ op: UnaryOperator, _ vm: Interpreter) throws -> Value? {
    try Numbers.unary(op, .object(self), vm)
  }
  open override func asIndex(_ vm: Interpreter) throws -> Value? { plain }
  open override func asFloat(_ vm: Interpreter) throws -> Double? { try Numbers.double(plain, vm) }
}

final class IntInstance: IntObject {
  private let attributes = AttributeTable()
  override var ownAttributes: AttributeTable? { attributes }
}

/// An instance of a user's subclass of `float`; floats themselves are never objects.
public final class FloatInstance: Object {
  public let value: Double
  private let attributes = AttributeTable()
  public override var ownAttributes: AttributeTable? { attributes }

  public init(_ value: Double, type: TypeObject) {
    self.value = value
    super.init(type: type)
  }

  public override func repr(_ vm: Interpreter) throws -> String { try Numbers.repr(.float(value), vm) }
  public override func format(_ spec: String, _ vm: Interpreter) throws -> String {
    try Numbers.format(.float(value), spec, vm)
  }
  public override func hash(_ vm: Interpreter) throws -> Int { Numbers.hash(value) }
  public override func truth(_ vm: Interpreter) throws -> Bool { value != 0 }
  public override func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    try Numbers.compare(op, .float(value), other, vm)
  }
  public override func binary(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    try Numbers.binary(op, .float(value), right, vm)
  }
  public override func reflected(_ op: BinaryOperator, _ left: Value, _ vm: Interpreter) throws -> Value? {
    try Numbers.binary(op, left, .float(value), vm)
  }
  public override func unary(_ op: UnaryOperator, _ vm: Interpreter) throws -> Value? {
    try Numbers.unary(op, .float(value), vm)
  }
  public override func asInt(_ vm: Interpreter) throws -> Value? { nil }
  public override func asFloat(_ vm: Interpreter) throws -> Double? { value }
}

extension Value {
  /// The integer in its canonical form: 64-bit where it fits.
  public init(_ integer: BigInt) {
    if let small = Int(exactly: integer) { self = .int(small) } else { self = .object(IntObject(integer)) }
  }

  /// The integer of an `int`, a `bool` or an instance of a subclass of `int`.
  public var integer: BigInt? {
    switch self {
    case .int(let value): BigInt(value)
    case .bool(let value): BigInt(value ? 1 : 0)
    case .object(let object): (object as? IntObject)?.value
    default: nil
    }
  }
}
