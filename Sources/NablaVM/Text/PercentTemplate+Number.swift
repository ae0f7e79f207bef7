import NablaInteger

/// Formatting one converted value once its width and precision are known.
extension PercentTemplate.Conversion {
  public func format(text: String, width: Int?, precision: Int?) throws -> String {
    try pad(precision.map { StrText.prefix(text, $0) } ?? text, head: "", width: width, zeroFill: false)
  }

  public func format(integer value: BigInt, width: Int?, precision: Int?) throws -> String {
    var digits: String
    var prefix = ""
    switch type {
    case "x", "X":
      digits = String(value.magnitude, radix: 16, uppercase: type == "X")
      prefix = type == "X" ? "0X" : "0x"
    case "o":
      digits = String(value.magnitude, radix: 8)
      prefix = "0o"
    default: digits = try NumberText.decimal(value.magnitude)
    }
    if let precision {
      guard precision <= FormatSpec.longestWidth else { throw TextError(.overflow, "precision too large") }
      digits = StrText.repeated("0", precision - digits.utf8.count) + digits
    }
    let head = signText(negative: value < 0) + (alternate ? prefix : "")
    return try pad(digits, head: head, width: width, zeroFill: zero)
  }

  public func format(float value: Double, width: Int?, precision: Int?) throws -> String {
    let digits = precision ?? 6
    guard digits <= Int(Int32.max) else { throw TextError(.value, "precision too big") }
    guard digits <= FloatText.longestPrecision else { throw TextError(.memory, "") }
    let text = FloatText.format(
      value.magnitude, type: Character(type), precision: digits, alternate: alternate)
    return try pad(
      text, head: signText(negative: value.sign == .minus && !value.isNaN), width: width, zeroFill: zero)
  }

  private func signText(negative: Bool) -> String { negative ? "-" : plus ? "+" : space ? " " : "" }

  private func pad(_ text: String, head: String, width: Int?, zeroFill: Bool) throws -> String {
    guard let width else { return head + text }
    let missing = width - StrText.count(text) - head.utf8.count
    if missing <= 0 { return head + text }
    guard width <= FormatSpec.longestWidth else { throw TextError(.memory, "") }
    if leftAligned { return head + text + StrText.repeated(" ", missing) }
    if zeroFill { return head + StrText.repeated("0", missing) + text }
    return StrText.repeated(" ", missing) + head + text
  }
}
