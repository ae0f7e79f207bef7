/// One instruction of the register machine: eight bytes, an operation and three 16-bit operands. `b` and `c` together
/// are one 32-bit operand (`wide`) where an instruction says so.
@frozen public struct Instruction: Hashable, Sendable {
  public var operation: Opcode
  public var a: UInt16
  public var b: UInt16
  public var c: UInt16

  @inlinable public init(_ operation: Opcode, _ a: UInt16 = 0, _ b: UInt16 = 0, _ c: UInt16 = 0) {
    self.operation = operation
    self.a = a
    self.b = b
    self.c = c
  }

  @inlinable public init(_ operation: Opcode, _ a: UInt16, wide: Int32) {
    self.operation = operation
    self.a = a
    let bits = UInt32(bitPattern: wide)
    b = UInt16(truncatingIfNeeded: bits)
    c = UInt16(truncatingIfNeeded: bits >> 16)
  }

  @inlinable @inline(__always) public var wide: Int { Int(Int32(bitPattern: UInt32(b) | UInt32(c) << 16)) }
  @inlinable @inline(__always) public var signedC: Int { Int(Int16(bitPattern: c)) }
  @inlinable @inline(__always) public var signedB: Int { Int(Int16(bitPattern: b)) }
}
