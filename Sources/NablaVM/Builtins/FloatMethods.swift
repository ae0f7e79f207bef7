import Glibc
import NablaInteger

/// The methods and attributes of `float`.
enum FloatMethods {
  static var all: [Native] {
    named
      + Slots.number(
        [.add, .subtract, .multiply, .divide, .floorDivide, .modulo, .power], [.negative, .positive])
  }

  private static func receiver(_ arguments: Arguments, _ vm: Interpreter) throws -> Double {
    switch arguments[0] {
    case .float(let value): return value
    case .object(let object):
      if let float = object as? FloatInstance { return float.value }
    default: break
    }
    throw Raised(
      .typeError, "descriptor '\(arguments.functionName)' for 'float' objects doesn't apply to a "
          + "'\(vm.typeName(of: arguments[0]))' object")
  }

  private static var named: [Native] {
    [
      Native("is_integer", "(self, /)", "Whether the value is a whole number.") { arguments, vm in
        let value = try receiver(arguments, vm)
        return .bool(value.isFinite && value == value.rounded())
      },
      Native("as_integer_ratio", "(self, /)", "Two integers whose quotient is exactly the value.") { arguments, vm in
        let value = try receiver(arguments, vm)
        if value.isNaN { throw Raised(.valueError, "cannot convert NaN to integer ratio") }
        if value.isInfinite { throw Raised(.overflowError, "cannot convert Infinity to integer ratio") }
        let (numerator, denominator) = ratio(value)
        return .tuple([Value(numerator), Value(denominator)])
      },
      Native("conjugate", "(self, /)", "The value itself.") { arguments, vm in .float(try receiver(arguments, vm)) },
      Native("hex", "(self, /)", "The value in hexadecimal.") { arguments, vm in
        .string(hex(try receiver(arguments, vm)))
      },
      Native("__floor__", "(self, /)") { arguments, vm in
        let value = try receiver(arguments, vm)
        return Value(try translating { try FloatText.integer(value.rounded(.down)) })
      },
      Native("__ceil__", "(self, /)") { arguments, vm in
        let value = try receiver(arguments, vm)
        return Value(try translating { try FloatText.integer(value.rounded(.up)) })
      },
    ]
  }

  static func ratio(_ value: Double) -> (BigInt, BigInt) {
    if value == 0 { return (0, 1) }
    var exponent = Int(value.exponent) - 52
    var significand = BigInt(value.significand * 4_503_599_627_370_496)
    let zeros = significand.trailingZeroBitCount
    significand >>= zeros
    exponent += zeros
    if value < 0 { significand.negate() }
    return exponent >= 0 ? (significand << exponent, 1) : (significand, BigInt(1) << -exponent)
  }

  private static func hex(_ value: Double) -> String {
    if value.isNaN || value.isInfinite { return FloatText.repr(value) }
    let sign = value.sign == .minus ? "-" : ""
    if value == 0 { return sign + "0x0.0p+0" }
    let bits = value.significandBitPattern
    let lead = value.isSubnormal ? "0" : "1"
    let digits = String(bits, radix: 16)
    let exponent = value.isSubnormal ? -1022 : Int(value.exponent)
    let padded = String(repeating: "0", count: 13 - digits.utf8.count) + digits
    return "\(sign)0x\(lead).\(padded)p\(exponent < 0 ? "-" : "+")\(exponent.magnitude)"
  }

  static var classMethods: [Native] {
    [
      Native("fromhex", "(cls, string, /)", "The number that a hexadecimal text spells.") { arguments, vm in
        .float(try translating { try FloatText.parse(hex: try arguments.string(1, vm)) })
      }
    ]
  }

  static var properties: [NativeProperty] {
    [
      NativeProperty("real", "The value itself.") { object, vm in .float(try object.asFloat(vm) ?? 0) },
      NativeProperty("imag", "0.0") { _, _ in .float(0) },
    ]
  }
}
