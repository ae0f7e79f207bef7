/// Text under a format specification, and the padding that all types share.
extension FormatSpec {
  public func format(text: String) throws -> String {
    if let type, type != "s" { throw unknownCode("str") }
    switch sign {
    case .space: throw TextError(.value, "Space not allowed in string format specifier")
    case .plus, .minus: throw TextError(.value, "Sign not allowed in string format specifier")
    case nil: break
    }
    if coercesNegativeZero {
      throw TextError(.value, "Negative zero coercion (z) not allowed in string format specifier")
    }
    if alternate { throw TextError(.value, "Alternate form (#) not allowed in string format specifier") }
    if alignment == .afterSign { throw TextError(.value, "'=' alignment not allowed in string format specifier") }
    try refuseSeparator("s")
    var text = text
    if let precision { text = StrText.prefix(text, precision) }
    return try padded(text, default: .left)
  }

  /// `text` filled up to the width; `=` has been dealt with by then.
  func padded(_ text: String, default preset: Alignment) throws -> String {
    guard let width else { return text }
    let missing = width - StrText.count(text)
    guard missing > 0 else { return text }
    guard width <= Self.longestWidth else { throw TextError(.memory, "") }
    let left: Int
    switch alignment ?? preset {
    case .left: left = 0
    case .right, .afterSign: left = missing
    case .center: left = missing / 2
    }
    return StrText.repeated(fill, left) + text + StrText.repeated(fill, missing - left)
  }
}
