import NablaVM

/// What replacing builds: text or bytes.
struct RegexOutput {
  let isText: Bool
  private var bytes: [UInt8] = []

  init(isText: Bool) { self.isText = isText }

  mutating func append(_ part: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: part) }
  mutating func append(_ part: [UInt8]) { bytes.append(contentsOf: part) }
  mutating func append(_ part: String) { bytes.append(contentsOf: part.utf8) }

  var value: Value { isText ? .string(String(decoding: bytes, as: UTF8.self)) : .bytes(bytes) }
}

/// A replacement with references to groups: `\1`, `\g<name>`.
struct RegexTemplate {
  private enum Part {
    case literal([UInt8])
    case group(Int)
  }
  private var parts: [Part] = []

  func append(
    to output: inout RegexOutput, _ subject: UnsafeBufferPointer<UInt8>, start: (Int) -> Int, end: (Int) -> Int
  ) {
    for part in parts {
      switch part {
      case .literal(let bytes): output.append(bytes)
      case .group(let group):
        let first = start(group)
        if first >= 0 { output.append(UnsafeBufferPointer(rebasing: subject[first..<end(group)])) }
      }
    }
  }

  static func parse(_ value: Value, _ pattern: PatternObject, _ vm: Interpreter) throws -> RegexTemplate {
    let text: [UInt32]
    if let string = value.as(StrObject.self) {
      guard pattern.isText else {
        // References alone need no text, so a template of nothing else serves for bytes too.
        var parser = RegexTemplateParser(string.scalars, pattern)
        let template = try? parser.parse()
        let place = template?.firstLiteral
        if let template, place == nil { return template }
        throw mixed(place ?? 0, "a bytes-like object", value, vm)
      }
      if !string.text.utf8.contains(0x5C) { return RegexTemplate(parts: [.literal(Array(string.text.utf8))]) }
      text = string.scalars
    } else if let bytes = vm.bytesLikeOrNil(value) {
      guard !pattern.isText else { throw mixed(1, "str instance", value, vm) }
      if !bytes.contains(0x5C) { return RegexTemplate(parts: [.literal(bytes)]) }
      text = bytes.map(UInt32.init)
    } else {
      throw Raised(.typeError, "decoding to str: need a bytes-like object, \(vm.typeName(of: value)) found")
    }
    do {
      var parser = RegexTemplateParser(text, pattern)
      return try parser.parse()
    } catch let error as RegexError {
      throw RegexErrors.raised(error, pattern: value, text: text)
    }
  }

  private static func mixed(_ index: Int, _ expected: String, _ value: Value, _ vm: Interpreter) -> Raised {
    Raised(.typeError, "sequence item \(index): expected \(expected), \(vm.typeName(of: value)) found")
  }

  fileprivate mutating func add(_ bytes: [UInt8]) {
    if case .literal(let before)? = parts.last {
      parts[parts.count - 1] = .literal(before + bytes)
    } else {
      parts.append(.literal(bytes))
    }
  }

  private var firstLiteral: Int? { parts.firstIndex { if case .literal = $0 { true } else { false } } }

  fileprivate mutating func add(group: Int) { parts.append(.group(group)) }
}

private struct RegexTemplateParser {
  private var reader: RegexReader
  private let pattern: PatternObject
  private var template = RegexTemplate()

  init(_ text: [UInt32], _ pattern: PatternObject) {
    reader = RegexReader(text)
    self.pattern = pattern
  }

  private mutating func add(_ character: UInt32) {
    template.add(pattern.isText ? Array(String(codePoints: [character]).utf8) : [UInt8(truncatingIfNeeded: character)])
  }

  private mutating func add(group: Int, at place: Int) throws {
    guard group <= pattern.tree.groupCount else { throw reader.error("invalid group reference \(group)", at: place) }
    template.add(group: group)
  }

  mutating func parse() throws -> RegexTemplate {
    while let token = try reader.get() {
      let start = token.startIndex
      guard token.count == 2 else {
        add(token[start])
        continue
      }
      let letter = token[start + 1]
      if letter == 0x67 {
        try named(start)
      } else if letter == 48 {
        reader.getWhile(2, RegexReader.isOctal)
        add((UInt32(reader.string((start + 1)..<reader.place), radix: 8) ?? 0) & 0xFF)
      } else if RegexReader.isDigit(letter) {
        try numbered(start, letter)
      } else if let simple = RegexReader.simpleEscape(letter) {
        add(simple)
      } else if letter == 0x62 {
        add(8)
      } else if RegexReader.isLetter(letter) {
        throw reader.error("bad escape \(reader.string(start..<reader.place))", at: start)
      } else {
        add(0x5C)
        add(letter)
      }
    }
    return template
  }

  private mutating func numbered(_ start: Int, _ first: UInt32) throws {
    if let second = reader.next, RegexReader.isDigit(second) {
      reader.place += 1
      if RegexReader.isOctal(first), RegexReader.isOctal(second), let third = reader.next, RegexReader.isOctal(third) {
        reader.place += 1
        let digits = reader.string((start + 1)..<reader.place)
        guard let value = UInt32(digits, radix: 8), value <= 0o377 else {
          throw reader.error("octal escape value \\\(digits) outside of range 0-0o377", at: start)
        }
        return add(value)
      }
    }
    try add(group: Int(reader.string((start + 1)..<reader.place)) ?? Int.max, at: start + 1)
  }

  private mutating func named(_ start: Int) throws {
    guard reader.match("<") else { throw reader.error("missing <") }
    let name = try reader.getUntil(">", "group name")
    let place = reader.place - name.unicodeScalars.count - 1
    if RegexReader.isIdentifier(name) {
      guard let index = pattern.groupIndex[name] else {
        throw Raised(.indexError, "unknown group name \(StrText.repr(name))")
      }
      return template.add(group: index)
    }
    guard name.utf8.allSatisfy({ RegexReader.isDigit(UInt32($0)) }), let index = Int(name) else {
      throw reader.error("bad character in group name \(StrText.repr(name))", at: place)
    }
    try add(group: index, at: place)
  }
}
