/// Text under a format specification, and the padding that all types share.
extension FormatSpec {
  func write(text: TextBytes, to writer: TextWriter) throws {
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
    let mark = writer.count
    var columns = text.countPoints()
    if let precision, precision < columns {
      writer.append(text[0..<text.offset(ofPoint: precision)])
      columns = precision
    } else {
      writer.append(text)
    }
    try pad(writer, mark, columns: columns, default: .left)
  }

  /// Fills what was written since up to the width; `=` has been dealt with by then.
  func pad(_ writer: TextWriter, _ mark: Int, columns: Int, default preset: Alignment) throws {
    guard let width, width > columns else { return }
    let missing = width - columns
    guard width <= Self.longestWidth else { throw TextError(.memory, "") }
    let left: Int
    switch alignment ?? preset {
    case .left: left = 0
    case .right, .afterSign: left = missing
    case .center: left = missing / 2
    }
    writer.insert(fill, left, at: mark)
    writer.insert(fill, missing - left, at: writer.count)
  }
}
