import NablaInteger
import NablaVM

/// A parsed `struct` format: where each value lies and how it is written.
final class StructFormat {
  enum Kind { case signed, unsigned, pointer, float16, float32, float64, bool, character, text, pascal }

  struct Field {
    let letter: UInt8
    let kind: Kind
    let offset: Int
    /// Bytes of the value; for `s` and `p` the count.
    let size: Int
    /// How many values; `s`, `p` and `x` have a count but are one value, or none.
    let count: Int
  }

  let text: String
  let fields: [Field]
  let size: Int
  let valueCount: Int
  let isLittle: Bool
  /// Native formats check floats less strictly.
  let isNative: Bool

  static func failure(_ message: String) -> Raised {
    Raised(ExceptionObject(type: .structError, arguments: [.string(message)]))
  }

  private static var cache: [String: StructFormat] = [:]

  static func from(_ value: Value, _ vm: Interpreter) throws -> StructFormat {
    let text: String
    if let string = value.text {
      text = string
    } else if let bytes = vm.bytesLikeOrNil(value) {
      text = String(decoding: bytes, as: UTF8.self)
    } else {
      throw Raised(.typeError, "Struct() argument 1 must be a str or bytes object, not \(vm.typeName(of: value))")
    }
    if let known = cache[text] { return known }
    let format = try StructFormat(text)
    if cache.count >= 100 { cache = [:] }
    cache[text] = format
    return format
  }

  private init(_ text: String) throws {
    self.text = text
    var bytes = Array(text.utf8)[...]
    var isNative = true
    var aligns = true
    var isLittle = true
    switch bytes.first {
    case 0x40: bytes.removeFirst()
    case 0x3D, 0x3C: (isNative, aligns) = (false, false)
    case 0x3E, 0x21: (isNative, aligns, isLittle) = (false, false, false)
    default: break
    }
    if !isNative { bytes.removeFirst() }
    self.isNative = isNative
    self.isLittle = isLittle
    var fields: [Field] = []
    var offset = 0
    var values = 0
    var place = bytes.startIndex
    func grow(_ amount: Int, _ times: Int) throws {
      let (product, overflow) = amount.multipliedReportingOverflow(by: times)
      let (sum, overflows) = offset.addingReportingOverflow(product)
      if overflow || overflows { throw StructFormat.failure("total struct size too long") }
      offset = sum
    }
    while place < bytes.endIndex {
      var letter = bytes[place]
      place += 1
      if letter == 32 || (9...13).contains(letter) { continue }
      var count = 1
      if (48...57).contains(letter) {
        count = Int(letter - 48)
        while true {
          guard place < bytes.endIndex else {
            throw StructFormat.failure("repeat count given without format specifier")
          }
          letter = bytes[place]
          place += 1
          guard (48...57).contains(letter) else { break }
          let (product, overflow) = count.multipliedReportingOverflow(by: 10)
          let (sum, overflows) = product.addingReportingOverflow(Int(letter - 48))
          if overflow || overflows { throw StructFormat.failure("total struct size too long") }
          count = sum
        }
      }
      guard let size = StructFormat.size(of: letter, isNative: isNative) else {
        throw StructFormat.failure("bad char in struct format")
      }
      if aligns, size > 1 { try grow((size - offset % size) % size, 1) }
      switch letter {
      case 0x78: break
      case 0x73, 0x70:
        fields.append(Field(letter: letter, kind: StructFormat.kind(of: letter), offset: offset, size: count, count: 1))
        values += 1
      default:
        if count > 0 {
          fields.append(
            Field(letter: letter, kind: StructFormat.kind(of: letter), offset: offset, size: size, count: count))
        }
        values = values.addingReportingOverflow(count).partialValue
      }
      try grow(size, count)
    }
    self.fields = fields
    size = offset
    valueCount = values
  }

  private static func kind(of letter: UInt8) -> Kind {
    switch Unicode.Scalar(letter) {
    case "s": .text
    case "p": .pascal
    case "c": .character
    case "?": .bool
    case "e": .float16
    case "f": .float32
    case "d": .float64
    case "P": .pointer
    case "B", "H", "I", "L", "Q", "N": .unsigned
    default: .signed
    }
  }

  /// Native sizes are those of the platform's C, and are the alignment too.
  private static func size(of letter: UInt8, isNative: Bool) -> Int? {
    switch Unicode.Scalar(letter) {
    case "x", "c", "b", "B", "?", "s", "p": 1
    case "h", "H", "e": 2
    case "i", "I", "f": 4
    case "l", "L": isNative ? 8 : 4
    case "q", "Q", "d": 8
    case "n", "N", "P": isNative ? 8 : nil
    default: nil
    }
  }
}

/// Values to bytes and back.
extension StructFormat {
  func pack(_ values: ArraySlice<Value>, _ vm: Interpreter) throws -> [UInt8] {
    guard values.count == valueCount else {
      throw StructFormat.failure("pack expected \(valueCount) items for packing (got \(values.count))")
    }
    guard size < 1 << 40 else { throw Raised(.memoryError) }
    var bytes = [UInt8](repeating: 0, count: size)
    var next = values.startIndex
    for field in fields {
      for index in 0..<field.count {
        try pack(values[next], field, at: field.offset + index * field.size, into: &bytes, vm)
        next += 1
      }
    }
    return bytes
  }

  private func store(_ bits: UInt64, _ size: Int, at place: Int, into bytes: inout [UInt8]) {
    let ordered = isLittle ? bits.littleEndian : bits.byteSwapped >> UInt64(64 - 8 * size)
    withUnsafeBytes(of: ordered) { source in
      bytes.withUnsafeMutableBytes { target in
        for index in 0..<size { target[place + index] = source[index] }
      }
    }
  }

  private func pack(_ value: Value, _ field: Field, at place: Int, into bytes: inout [UInt8], _ vm: Interpreter) throws {
    switch field.kind {
    case .text, .pascal:
      guard let text = vm.bytesLikeOrNil(value) else {
        throw StructFormat.failure("argument for '\(Unicode.Scalar(field.letter))' must be a bytes object")
      }
      if field.kind == .pascal {
        guard field.size > 0 else { return }
        let count = min(text.count, field.size - 1)
        bytes[place] = UInt8(min(count, 255))
        for index in 0..<count { bytes[place + 1 + index] = text[index] }
      } else {
        for index in 0..<min(text.count, field.size) { bytes[place + index] = text[index] }
      }
    case .character:
      guard let text = vm.bytesLikeOrNil(value), text.count == 1 else {
        throw StructFormat.failure("char format requires a bytes object of length 1")
      }
      bytes[place] = text[0]
    case .bool: bytes[place] = try vm.truth(value) ? 1 : 0
    case .float16, .float32, .float64:
      guard let number = try vm.doubleOrNil(value) else { throw StructFormat.failure("required argument is not a float") }
      let isTooLarge: Bool
      let bits: UInt64
      switch field.kind {
      case .float16:
        let half = Float16(number)
        (bits, isTooLarge) = (UInt64(half.bitPattern), half.isInfinite && number.isFinite)
      case .float32:
        let single = Float(number)
        (bits, isTooLarge) = (UInt64(single.bitPattern), !isNative && single.isInfinite && number.isFinite)
      default: (bits, isTooLarge) = (number.bitPattern, false)
      }
      if isTooLarge {
        throw Raised(.overflowError, "float too large to pack with \(Unicode.Scalar(field.letter)) format")
      }
      store(bits, field.size, at: place, into: &bytes)
    case .signed, .unsigned, .pointer:
      store(try integer(value, field, vm), field.size, at: place, into: &bytes)
    }
  }

  private func integer(_ value: Value, _ field: Field, _ vm: Interpreter) throws -> UInt64 {
    guard let index = try vm.indexOrNil(value) else {
      throw StructFormat.failure("required argument is not an integer")
    }
    let bits = field.size * 8
    let isSigned = field.kind == .signed
    let isPointer = field.kind == .pointer
    if case .int(let number) = index {
      if isPointer { return UInt64(bitPattern: Int64(number)) }
      if isSigned, bits == 64 || (number >= -(1 << (bits - 1)) && number < 1 << (bits - 1)) {
        return UInt64(bitPattern: Int64(number))
      }
      if !isSigned, number >= 0, bits == 64 || number < 1 << bits { return UInt64(number) }
    } else if !isSigned || isPointer, let big = index.integer, let number = UInt(exactly: big), bits == 64 {
      return UInt64(number)
    }
    throw StructFormat.failure(outOfRange(index, Unicode.Scalar(field.letter), bits))
  }

  private func outOfRange(_ value: Value, _ letter: Unicode.Scalar, _ bits: Int) -> String {
    // CPython only tells the range where its C code had a number to compare.
    guard case .int(let number) = value else { return "argument out of range" }
    switch letter {
    case "b": return "byte format requires -128 <= number <= 127"
    case "B": return "ubyte format requires 0 <= number <= 255"
    case "h": return "short format requires -32768 <= number <= 32767"
    case "H": return "ushort format requires 0 <= number <= 65535"
    case "i", "l": return "'\(letter)' format requires \(-(1 << (bits - 1))) <= number <= \((1 << (bits - 1)) - 1)"
    case "I", "L":
      if bits == 32, number >= 0 { return "'\(letter)' format requires 0 <= number <= \((1 << bits) - 1)" }
      return "argument out of range"
    default: return "argument out of range"
    }
  }

  func unpack(_ bytes: ArraySlice<UInt8>) -> Value {
    var values: [Value] = []
    values.reserveCapacity(valueCount)
    bytes.withUnsafeBytes { bytes in
      for field in fields {
        for index in 0..<field.count { values.append(unpack(field, bytes, at: field.offset + index * field.size)) }
      }
    }
    return .tuple(values)
  }

  private func unpack(_ field: Field, _ bytes: UnsafeRawBufferPointer, at place: Int) -> Value {
    switch field.kind {
    case .text, .character: return .bytes(Array(bytes[place..<(place + field.size)]))
    case .pascal:
      guard field.size > 0 else { return .bytes([]) }
      let count = min(Int(bytes[place]), field.size - 1)
      return .bytes(Array(bytes[(place + 1)..<(place + 1 + count)]))
    default: break
    }
    var bits: UInt64 = 0
    withUnsafeMutableBytes(of: &bits) { target in
      for index in 0..<field.size { target[index] = bytes[place + (isLittle ? index : field.size - 1 - index)] }
    }
    bits = UInt64(littleEndian: bits)
    switch field.kind {
    case .bool: return .bool(bits != 0)
    case .float16: return .float(Double(Float16(bitPattern: UInt16(truncatingIfNeeded: bits))))
    case .float32: return .float(Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits))))
    case .float64: return .float(Double(bitPattern: bits))
    case .signed:
      let shift = UInt64(64 - 8 * field.size)
      return .int(Int(Int64(bitPattern: bits << shift) >> Int64(shift)))
    default: return Int(exactly: bits).map { .int($0) } ?? Value(BigInt(bits))
    }
  }
}
