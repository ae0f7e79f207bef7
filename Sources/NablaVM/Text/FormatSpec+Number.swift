import NablaInteger

/// Numbers under a format specification.
extension FormatSpec {
  func write(integer value: Int, typeName: String = "int", to writer: TextWriter) throws {
    try writeInteger(
      isNegative: value < 0, typeName, writer, asDouble: { Double(value) }, asCode: { UInt32(exactly: value) }
    ) { bits in
      let magnitude = UInt64(value.magnitude)
      if bits == 0 {
        writer.append(digits: magnitude)
      } else {
        writer.append(digits: magnitude, bitsPerDigit: bits, upper: type == "X")
      }
    }
  }

  func write(integer value: BigInt, typeName: String = "int", to writer: TextWriter) throws {
    try writeInteger(
      isNegative: value.isNegative, typeName, writer, asDouble: { try IntegerMath.toDouble(value) },
      asCode: { UInt(exactly: value).flatMap { UInt32(exactly: $0) } }
    ) { bits in
      writer.append(
        bits == 0
          ? try NumberText.decimal(value.magnitude)
          : String(value.magnitude, radix: 1 << Int(bits), uppercase: type == "X"))
    }
  }

  /// `digits` writes the magnitude, given how many bits a digit stands for (none in base ten).
  @inline(__always) private func writeInteger(
    isNegative: Bool, _ typeName: String, _ writer: TextWriter, asDouble: () throws -> Double, asCode: () -> UInt32?,
    digits: (UInt64) throws -> Void
  ) throws {
    let bits: UInt64
    switch type {
    case nil, "d", "n", "c": bits = 0
    case "b": bits = 1
    case "o": bits = 3
    case "x", "X": bits = 4
    case "e", "E", "f", "F", "g", "G", "%": return try write(float: try asDouble(), typeName: "float", to: writer)
    default: throw unknownCode(typeName)
    }
    if precision != nil { throw TextError(.value, "Precision not allowed in integer format specifier") }
    if coercesNegativeZero {
      throw TextError(.value, "Negative zero coercion (z) not allowed in integer format specifier")
    }
    if type == "c" { return try write(codePoint: asCode(), to: writer) }
    let mark = writer.count
    writeSign(isNegative: isNegative, to: writer)
    if alternate, bits != 0, let type {
      writer.append(UInt8(ascii: "0"))
      writer.append(UInt8(ascii: type))
    }
    let whole = writer.count
    try digits(bits)
    try assemble(writer, mark, whole: whole, rest: writer.count, groupLength: bits == 0 ? 3 : 4)
  }

  private func write(codePoint: UInt32?, to writer: TextWriter) throws {
    if sign != nil { throw TextError(.value, "Sign not allowed with integer format specifier 'c'") }
    if alternate { throw TextError(.value, "Alternate form (#) not allowed with integer format specifier 'c'") }
    guard let codePoint, codePoint < 0x110000 else { throw TextError(.overflow, "%c arg not in range(0x110000)") }
    let mark = writer.count
    writer.append(String(Character(Unicode.Scalar(codePoint) ?? "\u{FFFD}")))
    try pad(writer, mark, columns: 1, default: .right)
  }

  func write(float value: Double, typeName: String = "float", to writer: TextWriter) throws {
    var value = value
    var letter: Character = "r"
    var digits = precision ?? 6
    var addPointZero = false
    var percent = false
    switch type {
    case nil:
      addPointZero = true
      if precision != nil { letter = "g" }
    case "e", "E", "f", "F", "g", "G": letter = type.map(Character.init) ?? "g"
    case "n":
      letter = "g"
    case "%":
      letter = "f"
      percent = true
      value *= 100
    default: throw unknownCode(typeName)
    }
    guard digits <= Int(Int32.max) else { throw TextError(.value, "precision too big") }
    guard digits <= FloatText.longestPrecision else { throw TextError(.memory, "") }
    if letter == "r" { digits = 0 }
    let mark = writer.count
    writeSign(isNegative: value.sign == .minus && !value.isNaN, to: writer)
    var whole = writer.count
    writer.append(
      magnitude: value.magnitude, type: letter, precision: digits, alternate: alternate, addPointZero: addPointZero)
    if coercesNegativeZero, value.sign == .minus, value.isFinite, isZero(writer.bytes(from: whole)) {
      let digits = writer.take(from: whole)
      writer.drop(to: mark)
      writeSign(isNegative: false, to: writer)
      whole = writer.count
      writer.append(digits)
    }
    if percent { writer.append(UInt8(ascii: "%")) }
    var rest = whole
    while rest < writer.count, NumberText.isDigit(writer.start[rest]) { rest += 1 }
    try assemble(writer, mark, whole: whole, rest: rest, groupLength: 3)
  }

  /// No digit is another than zero.
  private func isZero(_ text: TextBytes) -> Bool {
    for index in 0..<text.count where text[index] >= 49 && text[index] <= 57 { return false }
    return true
  }

  private func writeSign(isNegative: Bool, to writer: TextWriter) {
    if isNegative { return writer.append(UInt8(ascii: "-")) }
    switch sign {
    case .plus: writer.append(UInt8(ascii: "+"))
    case .space: writer.append(UInt8(ascii: " "))
    default: break
    }
  }

  /// What was written, sign and prefix up to `whole`, digits up to `rest`, grouped and padded. Zeros that fill up to
  /// the width are grouped like digits.
  private func assemble(
    _ writer: TextWriter, _ mark: Int, whole: Int, rest: Int, groupLength: Int
  ) throws {
    if width == nil, separator == nil { return }
    if let width, width > Self.longestWidth { throw TextError(.memory, "") }
    if alignment == .afterSign, let width {
      let room = width - (writer.count - mark) + (rest - whole)
      var digits = rest - whole
      if let separator {
        if fill == "0" {
          // "nan" and "inf" have no digits to group, but are zero-filled all the same.
          if digits == 0 { return writer.insert("0", room, at: whole) }
          // The width counts marks too: zeros are added until the grouped text is wide enough.
          let wanted = zeroFilled(digits, groupLength, room)
          writer.insert("0", wanted - digits, at: whole)
          writer.group(whole, whole + wanted, by: groupLength, separator.byte)
          return
        }
        digits += writer.group(whole, rest, by: groupLength, separator.byte)
      }
      return writer.insert(fill, room - digits, at: whole)
    }
    if let separator { writer.group(whole, rest, by: groupLength, separator.byte) }
    try pad(writer, mark, columns: writer.count - mark, default: .right)
  }

  private func zeroFilled(_ digits: Int, _ groupLength: Int, _ room: Int) -> Int {
    var count = digits
    while count + (count - 1) / groupLength < room { count += 1 }
    return count
  }
}

extension FormatSpec.Separator {
  var byte: UInt8 { self == .comma ? UInt8(ascii: ",") : UInt8(ascii: "_") }
}

extension TextWriter {
  /// Sets marks between the groups of digits that lie between two places, and says how many.
  @discardableResult func group(_ start: Int, _ end: Int, by length: Int, _ mark: UInt8) -> Int {
    let marks = (end - start - 1) / length
    guard end > start, marks > 0 else { return 0 }
    insert(" ", marks, at: end)
    var target = end + marks
    var source = end
    var inGroup = 0
    while target > source {
      if inGroup == length {
        target -= 1
        self.start[target] = mark
        inGroup = 0
      } else {
        target -= 1
        source -= 1
        self.start[target] = self.start[source]
        inGroup += 1
      }
    }
    return marks
  }
}
