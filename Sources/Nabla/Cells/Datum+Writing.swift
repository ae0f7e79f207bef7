extension Datum {
  /// The text of the value as Python's `json.dumps` writes it, on one line; with `indent`, over several lines.
  public func json(indent: Int? = nil, ascii: Bool = true) -> String {
    var out = ""
    write(into: &out, indent: indent, level: 0, ascii: ascii)
    return out
  }

  private func write(into out: inout String, indent: Int?, level: Int, ascii: Bool) {
    switch self {
    case .null: out += "null"
    case .bool(let value): out += value ? "true" : "false"
    case .int(let value): out += String(value)
    case .double(let value): out += Datum.text(of: value)
    case .string(let text): out += Datum.quoted(text, ascii: ascii)
    case .array(let items):
      Datum.writeBlock(items, open: "[", close: "]", into: &out, indent: indent, level: level) { item, out in
        item.write(into: &out, indent: indent, level: level + 1, ascii: ascii)
      }
    case .object(let members):
      Datum.writeBlock(members, open: "{", close: "}", into: &out, indent: indent, level: level) { member, out in
        out += Datum.quoted(member.key, ascii: ascii)
        out += ": "
        member.value.write(into: &out, indent: indent, level: level + 1, ascii: ascii)
      }
    }
  }

  private static func writeBlock<Element>(
    _ elements: [Element], open: String, close: String, into out: inout String, indent: Int?, level: Int,
    _ write: (Element, inout String) -> Void
  ) {
    out += open
    for (position, element) in elements.enumerated() {
      if position > 0 { out += indent == nil ? ", " : "," }
      if let indent { out += "\n" + String(repeating: " ", count: indent * (level + 1)) }
      write(element, &out)
    }
    if let indent, !elements.isEmpty { out += "\n" + String(repeating: " ", count: indent * level) }
    out += close
  }

  /// A number as Python's `repr` has it; JSON has no infinities, Python's dialect of it does.
  private static func text(of value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
    return "\(value)"
  }

  /// A string in double quotes; beyond ASCII escaped in UTF-16 pairs, unless asked to leave it readable.
  public static func quoted(_ text: String, ascii: Bool = true) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case "\u{8}": out += "\\b"
      case "\u{c}": out += "\\f"
      case let scalar where scalar.value < 0x20 || (ascii && scalar.value > 0x7e):
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
