import NablaInteger

/// Writing one converted value once its width and precision are known.
///
/// A width that came out negative asks for what a `-` in front of it does.
extension PercentTemplate.Conversion {
  func write(text: TextBytes, width: Int?, precision: Int?, to writer: TextWriter) throws {
    let mark = writer.count
    writer.append(precision.map { text[0..<text.offset(ofPoint: $0)] } ?? text)
    try pad(writer, mark, head: 0, width: width, zeroFill: false)
  }

  func write(integer value: Int, width: Int?, precision: Int?, to writer: TextWriter) throws {
    try writeInteger(isNegative: value < 0, width, precision, writer) {
      let magnitude = UInt64(value.magnitude)
      switch type {
      case "x", "X": writer.append(digits: magnitude, bitsPerDigit: 4, upper: type == "X")
      case "o": writer.append(digits: magnitude, bitsPerDigit: 3, upper: false)
      default: writer.append(digits: magnitude)
      }
    }
  }

  func write(integer value: BigInt, width: Int?, precision: Int?, to writer: TextWriter) throws {
    try writeInteger(isNegative: value.isNegative, width, precision, writer) {
      switch type {
      case "x", "X": writer.append(String(value.magnitude, radix: 16, uppercase: type == "X"))
      case "o": writer.append(String(value.magnitude, radix: 8))
      default: writer.append(try NumberText.decimal(value.magnitude))
      }
    }
  }

  @inline(__always) private func writeInteger(
    isNegative: Bool, _ width: Int?, _ precision: Int?, _ writer: TextWriter, digits: () throws -> Void
  ) throws {
    let mark = writer.count
    writeSign(isNegative: isNegative, to: writer)
    if alternate, type == "x" || type == "X" || type == "o" {
      writer.append(UInt8(ascii: "0"))
      writer.append(UInt8(ascii: type))
    }
    let head = writer.count
    try digits()
    if let precision {
      guard precision <= FormatSpec.longestWidth else { throw TextError(.overflow, "precision too large") }
      writer.insert("0", precision - (writer.count - head), at: head)
    }
    try pad(writer, mark, head: head - mark, width: width, zeroFill: zero)
  }

  func write(float value: Double, width: Int?, precision: Int?, to writer: TextWriter) throws {
    let digits = precision ?? 6
    guard digits <= Int(Int32.max) else { throw TextError(.value, "precision too big") }
    guard digits <= FloatText.longestPrecision else { throw TextError(.memory, "") }
    let mark = writer.count
    writeSign(isNegative: value.sign == .minus && !value.isNaN, to: writer)
    let head = writer.count - mark
    writer.append(magnitude: value.magnitude, type: Character(type), precision: digits, alternate: alternate)
    try pad(writer, mark, head: head, width: width, zeroFill: zero)
  }

  private func writeSign(isNegative: Bool, to writer: TextWriter) {
    if isNegative {
      writer.append(UInt8(ascii: "-"))
    } else if plus {
      writer.append(UInt8(ascii: "+"))
    } else if space {
      writer.append(UInt8(ascii: " "))
    }
  }

  private func pad(_ writer: TextWriter, _ mark: Int, head: Int, width: Int?, zeroFill: Bool) throws {
    guard let given = width else { return }
    let width = given < 0 ? (given == Int.min ? Int.max : -given) : given
    let missing = width - writer.bytes(from: mark).countPoints()
    if missing <= 0 { return }
    guard width <= FormatSpec.longestWidth else { throw TextError(.memory, "") }
    if leftAligned || given < 0 { return writer.insert(" ", missing, at: writer.count) }
    writer.insert(zeroFill ? "0" : " ", missing, at: zeroFill ? mark + head : mark)
  }
}
