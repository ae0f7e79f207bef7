/// `bytes`.
open class BytesObject: Object {
  public final let bytes: [UInt8]

  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    super.init(type: .bytes, kind: .bytes)
  }

  open override func repr(_ vm: Interpreter) throws -> String { BytesOperations.repr(bytes) }
  open override func hash(_ vm: Interpreter) throws -> Int { bytes.withUnsafeBytes { stableHash($0) } }
  open override func truth(_ vm: Interpreter) throws -> Bool { !bytes.isEmpty }
  open override func length(_ vm: Interpreter) throws -> Int? { bytes.count }
  open override func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    try BytesOperations.compare(self, op, other, vm)
  }
  open override func binary(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    try BytesOperations.binary(self, op, right, vm)
  }
  open override func reflected(_ op: BinaryOperator, _ left: Value, _ vm: Interpreter) throws -> Value? {
    try BytesOperations.reflected(self, op, left, vm)
  }
  open override func item(_ key: Value, _ vm: Interpreter) throws -> Value { try BytesOperations.item(self, key, vm) }
  open override func contains(_ value: Value, _ vm: Interpreter) throws -> Bool? {
    try BytesOperations.contains(self, value, vm)
  }
  open override func iterator(_ vm: Interpreter) throws -> Object? {
    SequenceIterator(.tuple(bytes.map { .int(Int($0)) }))
  }
}
