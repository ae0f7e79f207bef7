import NablaInteger

/// Numbers under a format specification.
extension FormatSpec {
  /// A number split into what padding and grouping treat differently.
  struct NumberParts {
    var sign = ""
    /// "0x" and its kin.
    var prefix = ""
    var whole: String
    /// From the point on, or the whole of "nan" and "inf".
    var rest = ""
    var groupLength = 3
  }

  public func format(integer value: BigInt, typeName: String = "int") throws -> String {
    switch type {
    case nil, "d", "n", "b", "o", "x", "X", "c": break
    case "e", "E", "f", "F", "g", "G", "%":
      return try format(float: IntegerMath.toDouble(value), typeName: "float")
    default: throw unknownCode(typeName)
    }
    if precision != nil { throw TextError(.value, "Precision not allowed in integer format specifier") }
    if coercesNegativeZero {
      throw TextError(.value, "Negative zero coercion (z) not allowed in integer format specifier")
    }
    if type == "c" { return try formatCodePoint(value) }
    var parts = NumberParts(whole: "")
    switch type {
    case "b": (parts.prefix, parts.groupLength) = ("0b", 4)
    case "o": (parts.prefix, parts.groupLength) = ("0o", 4)
    case "x": (parts.prefix, parts.groupLength) = ("0x", 4)
    case "X": (parts.prefix, parts.groupLength) = ("0X", 4)
    default: break
    }
    let radix = type == "b" ? 2 : type == "o" ? 8 : type == "x" || type == "X" ? 16 : 10
    if radix == 10 {
      parts.whole = try NumberText.decimal(value.magnitude)
    } else {
      parts.whole = String(value.magnitude, radix: radix, uppercase: type == "X")
    }
    if !alternate { parts.prefix = "" }
    parts.sign = signText(negative: value.isNegative)
    return try assemble(parts)
  }

  private func formatCodePoint(_ value: BigInt) throws -> String {
    if sign != nil { throw TextError(.value, "Sign not allowed with integer format specifier 'c'") }
    if alternate { throw TextError(.value, "Alternate form (#) not allowed with integer format specifier 'c'") }
    guard let code = UInt(exactly: value).flatMap({ UInt32(exactly: $0) }), code < 0x110000 else {
      throw TextError(.overflow, "%c arg not in range(0x110000)")
    }
    return try padded(String(Character(Unicode.Scalar(code) ?? "\u{FFFD}")), default: .right)
  }

  public func format(float value: Double, typeName: String = "float") throws -> String {
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
    var text = FloatText.format(
      value.magnitude, type: letter, precision: digits, alternate: alternate, addPointZero: addPointZero)
    if percent { text += "%" }
    var negative = value.sign == .minus && !value.isNaN
    if coercesNegativeZero, negative, !text.utf8.contains(where: { $0 >= 49 && $0 <= 57 }), value.isFinite {
      negative = false
    }
    let wholeEnd = text.utf8.firstIndex { !NumberText.isDigit($0) } ?? text.utf8.endIndex
    let parts = NumberParts(
      sign: signText(negative: negative), whole: String(text[..<wholeEnd]), rest: String(text[wholeEnd...]))
    return try assemble(parts)
  }

  private func signText(negative: Bool) -> String {
    if negative { return "-" }
    switch sign {
    case .plus: return "+"
    case .space: return " "
    default: return ""
    }
  }

  /// Sign, prefix, grouped digits and rest, padded. Zeros that fill up to the width are grouped like digits.
  private func assemble(_ parts: NumberParts) throws -> String {
    if let width, width > Self.longestWidth { throw TextError(.memory, "") }
    let head = parts.sign + parts.prefix
    var whole = parts.whole
    let mark = separator.map { String($0.rawValue) }
    if alignment == .afterSign, let width {
      let room = width - head.utf8.count - parts.rest.utf8.count
      if let mark, fill == "0" {
        whole = Self.grouped(whole, by: parts.groupLength, mark: mark, atLeast: room)
      } else {
        if let mark { whole = Self.grouped(whole, by: parts.groupLength, mark: mark) }
        let missing = room - whole.utf8.count
        if missing > 0 { return head + StrText.repeated(fill, missing) + whole + parts.rest }
      }
      return head + whole + parts.rest
    }
    if let mark { whole = Self.grouped(whole, by: parts.groupLength, mark: mark) }
    return try padded(head + whole + parts.rest, default: .right)
  }

  private static func grouped(_ digits: String, by length: Int, mark: String, atLeast width: Int = 0) -> String {
    // "nan" and "inf" have no digits to group, but are zero-filled all the same.
    var pending = Array(digits.utf8)
    if pending.isEmpty { return StrText.repeated("0", max(0, width)) }
    // Width counts marks too: grow until the grouped text is wide enough.
    func total(_ count: Int) -> Int { count + (count - 1) / length }
    var count = pending.count
    while total(count) < width { count += 1 }
    pending.insert(contentsOf: repeatElement(48, count: count - pending.count), at: 0)
    var result: [UInt8] = []
    let markBytes = Array(mark.utf8)
    for (index, byte) in pending.enumerated() {
      if index > 0, (pending.count - index) % length == 0 { result.append(contentsOf: markBytes) }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }
}
