extension Datum {
  /// Reads JSON, or a literal of Python (`True`, `None`, single quotes, tuples, trailing commas); `nil` when the text
  /// is neither, or nests deeper than 200 levels.
  public init?(parsing text: String) {
    var parser = DatumParser(Array(text.utf8))
    guard let value = parser.value(depth: 0), parser.isAtEnd else { return nil }
    self = value
  }
}

/// A recursive-descent reader of literals, over bytes.
struct DatumParser {
  private let bytes: [UInt8]
  private(set) var index = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool {
    mutating get {
      skipSpace()
      return index == bytes.count
    }
  }

  private mutating func skipSpace() {
    while index < bytes.count, [9, 10, 13, 32].contains(bytes[index]) { index += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  mutating func value(depth: Int) -> Datum? {
    guard depth < 200 else { return nil }
    skipSpace()
    guard index < bytes.count else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "["): return items(closedBy: "]", depth: depth)
    case UInt8(ascii: "("): return items(closedBy: ")", depth: depth)
    case UInt8(ascii: "{"): return object(depth: depth)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return quoted().map(Datum.string)
    default: return word()
    }
  }

  private mutating func items(closedBy close: Unicode.Scalar, depth: Int) -> Datum? {
    index += 1
    var items: [Datum] = []
    while !take(close) {
      guard let item = value(depth: depth + 1) else { return nil }
      items.append(item)
      if take(",") { continue }
      guard take(close) else { return nil }
      break
    }
    return .array(items)
  }

  private mutating func object(depth: Int) -> Datum? {
    index += 1
    var members: [Datum.Member] = []
    while !take("}") {
      guard case .string(let key)? = value(depth: depth + 1), take(":"), let item = value(depth: depth + 1) else {
        return nil
      }
      members.append(Datum.Member(key, item))
      if take(",") { continue }
      guard take("}") else { return nil }
      break
    }
    return .object(members)
  }

  private mutating func quoted() -> String? {
    let quote = bytes[index]
    index += 1
    var units: [UInt16] = []
    var start = index
    func text(_ end: Int) -> [UInt16] { Array(String(decoding: bytes[start..<end], as: UTF8.self).utf16) }
    while index < bytes.count, bytes[index] != quote {
      guard bytes[index] == UInt8(ascii: "\\") else { index += 1; continue }
      units += text(index)
      index += 1
      guard index < bytes.count else { return nil }
      let escape = bytes[index]
      index += 1
      switch escape {
      case UInt8(ascii: "n"): units.append(10)
      case UInt8(ascii: "t"): units.append(9)
      case UInt8(ascii: "r"): units.append(13)
      case UInt8(ascii: "b"): units.append(8)
      case UInt8(ascii: "f"): units.append(12)
      case UInt8(ascii: "u"):
        guard index + 4 <= bytes.count,
          let unit = UInt16(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
        else { return nil }
        units.append(unit)
        index += 4
      case UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "\""), UInt8(ascii: "'"): units.append(UInt16(escape))
      default: return nil
      }
      start = index
    }
    guard index < bytes.count else { return nil }
    units += text(index)
    index += 1
    return String(decoding: units, as: UTF16.self)
  }

  private mutating func word() -> Datum? {
    let start = index
    while index < bytes.count, !",]}): \t\r\n".utf8.contains(bytes[index]) { index += 1 }
    let word = String(decoding: bytes[start..<index], as: UTF8.self)
    switch word {
    case "": return nil
    case "true", "True": return .bool(true)
    case "false", "False": return .bool(false)
    case "null", "None": return .null
    case "NaN", "nan": return .double(.nan)
    case "Infinity": return .double(.infinity)
    case "-Infinity": return .double(-.infinity)
    default: break
    }
    if let value = Int(word) { return .int(value) }
    guard word.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }), let value = Double(word) else { return nil }
    return .double(value)
  }
}
