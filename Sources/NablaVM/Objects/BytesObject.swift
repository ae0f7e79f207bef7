/// `bytes`; and what `bytearray` shares with it (see `ByteArrayObject`), so that whoever takes bytes takes both.
open class BytesObject: Object {
  @exclusivity(unchecked) public internal(set) final var bytes: [UInt8]

  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    super.init(type: .bytes, kind: .bytes)
  }

  init(mutable bytes: [UInt8]) {
    self.bytes = bytes
    super.init(type: .bytearray)
  }

  open override func repr(_ vm: Interpreter) throws -> String { StrText.repr(bytes: bytes) }
  open override func hash(_ vm: Interpreter) throws -> Int { bytes.withUnsafeBytes { stableHash($0) } }
  open override func truth(_ vm: Interpreter) throws -> Bool { !bytes.isEmpty }
  open override func length(_ vm: Interpreter) throws -> Int? { bytes.count }
  open override func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    BytesOperations.compare(bytes, op, other)
  }
  open override func binary(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    try BytesOperations.binary(self, op, right, vm)
  }
  open override func reflected(_ op: BinaryOperator, _ left: Value, _ vm: Interpreter) throws -> Value? {
    try BytesOperations.reflected(self, op, left, vm)
  }
  open override func item(_ key: Value, _ vm: Interpreter) throws -> Value { try BytesOperations.item(self, key, vm) }
  open override func contains(_ value: Value, _ vm: Interpreter) throws -> Bool? {
    try BytesOperations.contains(bytes, value, vm)
  }
  open override func iterator(_ vm: Interpreter) throws -> Object? { BytesOperations.iterator(self) }

  /// Other bytes of the same type: methods of a `bytearray` answer `bytearray`s.
  final func like(_ bytes: [UInt8]) -> Value {
    self is ByteArrayObject ? .object(ByteArrayObject(bytes)) : .bytes(bytes)
  }
}

/// `bytearray`: bytes that can change.
public final class ByteArrayObject: BytesObject {
  /// How many memory views look at the bytes: while there are any, the size stays.
  var exports = 0

  public override init(_ bytes: [UInt8]) { super.init(mutable: bytes) }

  public override func repr(_ vm: Interpreter) throws -> String { 
    "bytearray(\(StrText.repr(bytes: bytes, escapingSingleQuotes: true)))"
  }
  public override func hash(_ vm: Interpreter) throws -> Int { throw vm.unhashable(.object(self)) }
  public override func setItem(_ key: Value, _ value: Value, _ vm: Interpreter) throws {
    try ByteArrayOperations.setItem(self, key, value, vm)
  }
  public override func deleteItem(_ key: Value, _ vm: Interpreter) throws {
    try ByteArrayOperations.deleteItem(self, key, vm)
  }
  public override func inPlace(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    try ByteArrayOperations.inPlace(self, op, right, vm)
  }

  /// Changes the bytes, and with them perhaps their number.
  func resize(_ change: (inout [UInt8]) throws -> Void) throws {
    guard exports == 0 else {
      throw Raised(.bufferError, "Existing exports of data: object cannot be re-sized")
    }
    try change(&bytes)
  }
}

extension Value {
  /// The contents of `bytes`, a `bytearray` or a `memoryview`; `nil` for anything else.
  public var byteSource: [UInt8]? {
    guard case .object(let object) = self else { return nil }
    if let bytes = object as? BytesObject { return bytes.bytes }
    return (object as? MemoryViewObject)?.contents
  }
}
