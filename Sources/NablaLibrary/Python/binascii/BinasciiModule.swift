import NablaData
import NablaVM

/// `binascii`: bytes as text and back.
let binasciiModule = NativeModule("binascii", "Bytes as text and back.") { module, _ in
  module.set("Error", .object(TypeObject.binasciiError))
  module.define(BinasciiFunctions.all)
}

extension TypeObject {
  static let binasciiError = TypeObject(
    NativeType(
      "Error", module: "binascii", bases: { [ExceptionKind.valueError.type] },
      allocate: { type, _ in ExceptionObject(type: type) }))
}

enum BinasciiFunctions {
  private static func failure(_ message: String) -> Raised {
    Raised(ExceptionObject(type: .binasciiError, arguments: [.string(message)]))
  }

  /// Bytes, or text that must be ASCII.
  private static func ascii(_ value: Value, _ vm: Interpreter) throws -> [UInt8] {
    if let text = value.text {
      guard StrText.isASCII(text) else {
        throw Raised(.valueError, "string argument should contain only ASCII characters")
      }
      return Array(text.utf8)
    }
    if let bytes = vm.bytesLikeOrNil(value) { return bytes }
    throw Raised(
      .typeError, "argument should be bytes, buffer or ASCII string, not '\(vm.typeName(of: value))'")
  }

  private static let digits = Array("0123456789abcdef".utf8)

  private static func hexlify(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    let bytes = try vm.bytesLike(arguments[0])
    var separator: UInt8?
    if !arguments.isOmitted(1) {
      let given = arguments[1].text.map { Array($0.utf8) } ?? vm.bytesLikeOrNil(arguments[1])
      guard let given else { throw Raised(.typeError, "sep must be str or bytes.") }
      guard given.count == 1 else { throw Raised(.valueError, "sep must be length 1.") }
      guard given[0] < 128 else { throw Raised(.valueError, "sep must be ASCII.") }
      separator = given[0]
    }
    let step = try arguments.int(2, vm)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count * 2)
    for (index, byte) in bytes.enumerated() {
      // Groups are counted from the right, from the left for a negative step.
      if let separator, step != 0, index > 0,
        (step > 0 ? (bytes.count - index) % step : index % step.magnitudeClamped) == 0
      {
        result.append(separator)
      }
      result += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return .bytes(result)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }

  private static func unhexlify(_ text: [UInt8]) throws -> Value {
    if text.count % 2 != 0 { throw failure("Odd-length string") }
    var result: [UInt8] = []
    result.reserveCapacity(text.count / 2)
    for index in stride(from: 0, to: text.count, by: 2) {
      guard let high = digit(text[index]), let low = digit(text[index + 1]) else {
        throw failure("Non-hexadecimal digit found")
      }
      result.append(high << 4 | low)
    }
    return .bytes(result)
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let sextets: [UInt8] = {
    var table = [UInt8](repeating: 255, count: 256)
    for (index, letter) in alphabet.enumerated() { table[Int(letter)] = UInt8(index) }
    return table
  }()

  private static func encode(_ bytes: [UInt8], newline: Bool) -> Value {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count / 3 * 4 + 5)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = bytes[start..<min(start + 3, bytes.count)]
      var bits: UInt32 = 0
      for byte in part { bits = bits << 8 | UInt32(byte) }
      bits <<= UInt32(8 * (3 - part.count))
      for index in 0..<4 {
        result.append(index <= part.count ? alphabet[Int(bits >> UInt32(18 - 6 * index) & 63)] : 0x3D)
      }
    }
    if newline { result.append(10) }
    return .bytes(result)
  }

  private static func decode(_ text: [UInt8], strict: Bool) throws -> Value {
    var result: [UInt8] = []
    var bits: UInt32 = 0
    var quad = 0
    var padding = 0
    for (index, byte) in text.enumerated() {
      if byte == 0x3D {
        if strict, index == 0 { throw failure("Leading padding not allowed") }
        if quad >= 2 {
          padding += 1
          if quad + padding >= 4 {
            if strict, index + 1 < text.count { throw failure("Excess data after padding") }
            return .bytes(result)
          }
        } else if strict {
          throw failure("Discontinuous padding not allowed")
        }
        continue
      }
      let sextet = sextets[Int(byte)]
      if sextet == 255 {
        if strict { throw failure("Only base64 data is allowed") }
        continue
      }
      if strict, padding > 0 { throw failure("Discontinuous padding not allowed") }
      padding = 0
      bits = bits << 6 | UInt32(sextet)
      quad += 1
      switch quad {
      case 2: result.append(UInt8(truncatingIfNeeded: bits >> 4))
      case 3: result.append(UInt8(truncatingIfNeeded: bits >> 2))
      case 4:
        result.append(UInt8(truncatingIfNeeded: bits))
        quad = 0
      default: break
      }
    }
    if quad == 1 {
      throw failure(
        "Invalid base64-encoded string: number of data characters (\(result.count / 3 * 4 + 1)) cannot be 1 more than "
          + "a multiple of 4")
    }
    if quad != 0 { throw failure("Incorrect padding") }
    return .bytes(result)
  }

  static var all: [Native] {
    let hex = "(data, sep=<none>, bytes_per_sep=1)"
    return [
      Native("hexlify", hex, "Bytes as hexadecimal digits.") { try hexlify($0, $1) },
      Native("b2a_hex", hex, "Bytes as hexadecimal digits.") { try hexlify($0, $1) },
      Native("unhexlify", "(hexstr, /)", "Bytes from hexadecimal digits.") { try unhexlify(ascii($0[0], $1)) },
      Native("a2b_hex", "(hexstr, /)", "Bytes from hexadecimal digits.") { try unhexlify(ascii($0[0], $1)) },
      Native("b2a_base64", "(data, /, *, newline=True)", "Bytes as a line of base64.") { arguments, vm in
        encode(try vm.bytesLike(arguments[0]), newline: try arguments.bool(1, vm))
      },
      Native("a2b_base64", "(data, /, *, strict_mode=False)", "Bytes from base64.") { arguments, vm in
        try decode(try ascii(arguments[0], vm), strict: try arguments.bool(1, vm))
      },
      Native("crc32", "(data, crc=0, /)", "The CRC-32 of bytes.") { arguments, vm in
        let start = UInt32(truncatingIfNeeded: try arguments.int(1, vm))
        return .int(Int(ZlibStream.crc32(try vm.bytesLike(arguments[0]), start)))
      },
    ]
  }
}

extension Int {
  /// The magnitude, at least 1.
  fileprivate var magnitudeClamped: Int { Swift.max(1, Int(clamping: magnitude)) }
}
