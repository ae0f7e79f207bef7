/// JSON as headers of data files use it.
enum JSONValue: Equatable {
  case null
  case bool(Bool)
  case number(Double)
  case text(String)
  case list([JSONValue])
  case object([(key: String, value: JSONValue)])

  static func == (a: JSONValue, b: JSONValue) -> Bool {
    switch (a, b) {
    case (.null, .null): return true
    case (.bool(let x), .bool(let y)): return x == y
    case (.number(let x), .number(let y)): return x == y
    case (.text(let x), .text(let y)): return x == y
    case (.list(let x), .list(let y)): return x == y
    case (.object(let x), .object(let y)): return x.map(\.key) == y.map(\.key) && x.map(\.value) == y.map(\.value)
    default: return false
    }
  }

  subscript(key: String) -> JSONValue? {
    guard case .object(let pairs) = self else { return nil }
    return pairs.last { $0.key == key }?.value
  }

  var string: String? {
    if case .text(let text) = self { return text }
    return nil
  }

  /// A list of whole numbers that doubles hold exactly.
  var integers: [Int]? {
    guard case .list(let items) = self else { return nil }
    var result: [Int] = []
    for item in items {
      guard case .number(let number) = item, abs(number) <= 0x1p53, let whole = Int(exactly: number) else { return nil }
      result.append(whole)
    }
    return result
  }
}

/// RFC 8259, nested at most 32 deep.
struct JSONReader {
  private var reader: ByteReader
  private var depth = 0

  static func parse(_ bytes: ArraySlice<UInt8>, format: String, file: String) throws -> JSONValue {
    var parser = JSONReader(reader: ByteReader(Array(bytes), format: format, file: file))
    let value = try parser.value()
    parser.space()
    guard parser.reader.remaining == 0 else { throw parser.reader.failure("Something follows the JSON value.") }
    return value
  }

  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      default:
        if scalar.value < 0x20 {
          let digits = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }

  private var next: UInt8? { reader.remaining > 0 ? reader.bytes[reader.offset] : nil }

  private mutating func space() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { _ = try? reader.byte() }
  }

  private mutating func expect(_ word: StaticString) throws {
    for wanted in word.description.utf8 {
      guard try reader.byte() == wanted else { throw reader.failure("The JSON is damaged: '\(word)' is expected.") }
    }
  }

  private mutating func value() throws -> JSONValue {
    space()
    guard depth < 32 else { throw reader.failure("The JSON is nested too deeply.") }
    depth += 1
    defer { depth -= 1 }
    switch next {
    case UInt8(ascii: "{"):
      _ = try reader.byte()
      var pairs: [(key: String, value: JSONValue)] = []
      space()
      if next == UInt8(ascii: "}") {
        _ = try reader.byte()
        return .object(pairs)
      }
      while true {
        space()
        let key = try text()
        space()
        try expect(":")
        pairs.append((key, try value()))
        space()
        if next == UInt8(ascii: ",") {
          _ = try reader.byte()
        } else {
          try expect("}")
          return .object(pairs)
        }
      }
    case UInt8(ascii: "["):
      _ = try reader.byte()
      var items: [JSONValue] = []
      space()
      if next == UInt8(ascii: "]") {
        _ = try reader.byte()
        return .list(items)
      }
      while true {
        items.append(try value())
        space()
        if next == UInt8(ascii: ",") {
          _ = try reader.byte()
        } else {
          try expect("]")
          return .list(items)
        }
      }
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "t"):
      try expect("true")
      return .bool(true)
    case UInt8(ascii: "f"):
      try expect("false")
      return .bool(false)
    case UInt8(ascii: "n"):
      try expect("null")
      return .null
    default:
      let start = reader.offset
      while let byte = next, (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte) { _ = try reader.byte() }
      guard let number = Double(String(decoding: reader.bytes[start..<reader.offset], as: UTF8.self)) else {
        throw reader.failure("The JSON is damaged.", at: start)
      }
      return .number(number)
    }
  }

  private mutating func text() throws -> String {
    try expect("\"")
    var bytes: [UInt8] = []
    while true {
      let byte = try reader.byte()
      if byte == UInt8(ascii: "\"") { return String(decoding: bytes, as: UTF8.self) }
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        continue
      }
      switch try reader.byte() {
      case UInt8(ascii: "n"): bytes.append(0x0A)
      case UInt8(ascii: "t"): bytes.append(0x09)
      case UInt8(ascii: "r"): bytes.append(0x0D)
      case UInt8(ascii: "b"): bytes.append(0x08)
      case UInt8(ascii: "f"): bytes.append(0x0C)
      case UInt8(ascii: "u"): bytes += Array(String(try escape()).utf8)
      case let other: bytes.append(other)
      }
    }
  }

  private mutating func escape() throws -> Character {
    func unit() throws -> UInt32 {
      guard let value = UInt32(String(decoding: try reader.take(4), as: UTF8.self), radix: 16) else {
        throw reader.failure("The JSON has a damaged \\u escape.")
      }
      return value
    }
    let first = try unit()
    var code = first
    if (0xD800..<0xDC00).contains(first), reader.remaining >= 6, next == UInt8(ascii: "\\") {
      try reader.skip(2)
      code = 0x10000 + ((first & 0x3FF) << 10) + (try unit() & 0x3FF)
    }
    return Character(Unicode.Scalar(code) ?? "\u{FFFD}")
  }
}
