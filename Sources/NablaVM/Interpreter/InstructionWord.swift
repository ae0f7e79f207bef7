import NablaBytecode

/// An instruction as the loop reads it: in one piece, from which each operation takes what it needs. Read field by field,
/// all fields would be loaded and widened in front of the jump to the operation.
struct InstructionWord {
  private let bits: UInt64

  @inline(__always) init(_ place: UnsafeMutablePointer<Instruction>) {
    bits = UnsafeRawPointer(place).load(as: UInt64.self)
  }

  @inline(__always) var operation: Opcode { unsafeBitCast(UInt8(truncatingIfNeeded: bits), to: Opcode.self) }
  @inline(__always) var a: Int { Int(UInt16(truncatingIfNeeded: bits >> 16)) }
  @inline(__always) var b: Int { Int(UInt16(truncatingIfNeeded: bits >> 32)) }
  @inline(__always) var c: Int { Int(truncatingIfNeeded: bits >> 48) }
  @inline(__always) var signedB: Int { Int(Int16(truncatingIfNeeded: bits >> 32)) }
  @inline(__always) var signedC: Int { Int(bitPattern: UInt(bits)) >> 48 }
  @inline(__always) var wide: Int { Int(bitPattern: UInt(bits)) >> 32 }

  /// For the functions that carry out what the loop does not.
  @inline(__always) var instruction: Instruction { unsafeBitCast(bits, to: Instruction.self) }

  /// Whether instructions lie as is assumed here.
  static func hasExpectedLayout() -> Bool {
    guard MemoryLayout<Instruction>.size == 8, MemoryLayout<Instruction>.stride == 8, MemoryLayout<Opcode>.size == 1
    else { return false }
    return Opcode.allCases.allSatisfy { operation in
      var instruction = Instruction(operation, 0xFEDC, 0xBA98, 0x8654)
      let word = withUnsafeMutablePointer(to: &instruction) { InstructionWord($0) }
      return word.operation == operation && word.a == 0xFEDC && word.b == 0xBA98 && word.c == 0x8654
        && word.signedB == instruction.signedB && word.signedC == instruction.signedC && word.wide == instruction.wide
        && word.instruction == instruction
    }
  }
}
