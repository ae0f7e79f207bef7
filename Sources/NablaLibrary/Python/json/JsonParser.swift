import NablaVM

/// Reads JSON as CPython's `json` does: the same extensions (NaN, Infinity), the same errors at the same places.
struct JsonParser {
  private let text: [Unicode.Scalar]
  private let vm: Interpreter
  var error: (String, Int) -> Error = { message, _ in Raised(.valueError, message) }
  /// Whether strings may hold line ends and tabs.
  var allowsControls = false
  var objectHook: Value = .none
  var pairsHook: Value = .none
  var floatHook: Value = .none
  var intHook: Value = .none
  var constantHook: Value = .none
  private var index = 0
  /// Equal keys share one string, as in CPython.
  private var keys: [String: Value] = [:]

  init(_ text: String, _ vm: Interpreter) {
    self.text = Array(text.unicodeScalars)
    self.vm = vm
  }

  mutating func parseAll() throws -> Value {
    if text.first == "\u{FEFF}" { throw error("Unexpected UTF-8 BOM (decode using utf-8-sig)", 0) }
    skipBlanks()
    let value = try value(depth: 0)
    skipBlanks()
    if index < text.count { throw error("Extra data", index) }
    return value
  }

  mutating func parsePrefix(from start: Int) throws -> (Value, Int) {
    index = max(0, min(start, text.count))
    return (try value(depth: 0), index)
  }

  private mutating func skipBlanks() {
    while index < text.count, [" ", "\t", "\n", "\r"].contains(text[index]) { index += 1 }
  }

  private func matches(_ word: String) -> Bool {
    let scalars = Array(word.unicodeScalars)
    return index + scalars.count <= text.count && Array(text[index..<(index + scalars.count)]) == scalars
  }

  private mutating func value(depth: Int) throws -> Value {
    guard depth < min(vm.recursionLimit, 5000) else {
      throw Raised(.recursionError, "maximum recursion depth exceeded while decoding a JSON document")
    }
    guard index < text.count else { throw error("Expecting value", index) }
    switch text[index] {
    case "\"":
      index += 1
      return .string(try string())
    case "{":
      index += 1
      return try object(depth)
    case "[":
      index += 1
      return try array(depth)
    default: break
    }
    let words: [(String, Value)] = [("null", .none), ("true", .bool(true)), ("false", .bool(false))]
    for (word, value) in words where matches(word) {
      index += word.utf8.count
      return value
    }
    let constants: [(String, Double)] = [("NaN", .nan), ("Infinity", .infinity), ("-Infinity", -.infinity)]
    for (word, value) in constants where matches(word) {
      index += word.utf8.count
      return constantHook.isNone ? .float(value) : try vm.call(constantHook, [.string(word)])
    }
    return try number()
  }

  private mutating func number() throws -> Value {
    let start = index
    var end = index
    func digit(_ position: Int) -> Bool { position < text.count && (48...57).contains(text[position].value) }
    if end < text.count, text[end] == "-" { end += 1 }
    guard digit(end) else { throw error("Expecting value", start) }
    if text[end] == "0" { end += 1 } else { while digit(end) { end += 1 } }
    var isFloat = false
    if end < text.count, text[end] == ".", digit(end + 1) {
      isFloat = true
      end += 1
      while digit(end) { end += 1 }
    }
    if end < text.count, text[end] == "e" || text[end] == "E" {
      var exponent = end + 1
      if exponent < text.count, text[exponent] == "+" || text[exponent] == "-" { exponent += 1 }
      if digit(exponent) {
        isFloat = true
        end = exponent
        while digit(end) { end += 1 }
      }
    }
    index = end
    let digits = StrText.string(text[start..<end])
    let hook = isFloat ? floatHook : intHook
    if !hook.isNone { return try vm.call(hook, [.string(digits)]) }
    if isFloat { return .float(FloatText.parse(digits) ?? 0) }
    return Value(try translating { try NumberText.parseInteger(digits, base: 10, shown: StrText.repr(digits)) })
  }

  /// From behind the opening quote to behind the closing one.
  private mutating func string() throws -> String {
    let begin = index - 1
    var result = String.UnicodeScalarView()
    while true {
      guard index < text.count else { throw error("Unterminated string starting at", begin) }
      let scalar = text[index]
      index += 1
      if scalar == "\"" { return String(result) }
      if scalar != "\\" {
        if scalar.value < 32, !allowsControls { throw error("Invalid control character at", index - 1) }
        result.append(scalar)
        continue
      }
      guard index < text.count else { throw error("Unterminated string starting at", begin) }
      let escaped = text[index]
      index += 1
      switch escaped {
      case "\"", "\\", "/": result.append(escaped)
      case "b": result.append("\u{8}")
      case "f": result.append("\u{C}")
      case "n": result.append("\n")
      case "r": result.append("\r")
      case "t": result.append("\t")
      case "u": result.append(try unicodeEscape())
      default: throw error("Invalid \\escape", index - 2)
      }
    }
  }

  private mutating func hexUnit() throws -> UInt32 {
    let start = index
    guard index + 4 <= text.count else { throw error("Invalid \\uXXXX escape", start - 1) }
    var value: UInt32 = 0
    for offset in 0..<4 {
      guard let digit = Character(text[index + offset]).hexDigitValue, text[index + offset].isASCII else {
        throw error("Invalid \\uXXXX escape", start - 1)
      }
      value = value << 4 | UInt32(digit)
    }
    index += 4
    return value
  }

  private mutating func unicodeEscape() throws -> Unicode.Scalar {
    let first = try hexUnit()
    if (0xD800..<0xDC00).contains(first), index + 1 < text.count, text[index] == "\\", text[index + 1] == "u" {
      let saved = index
      index += 2
      let second = try hexUnit()
      if (0xDC00..<0xE000).contains(second) {
        return Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)) ?? "\u{FFFD}"
      }
      index = saved
    }
    return Unicode.Scalar(first) ?? "\u{FFFD}"
  }

  private mutating func array(_ depth: Int) throws -> Value {
    var items: [Value] = []
    skipBlanks()
    if index < text.count, text[index] == "]" {
      index += 1
      return .list(items)
    }
    while true {
      items.append(try value(depth: depth + 1))
      skipBlanks()
      guard index < text.count, text[index] == "," || text[index] == "]" else {
        throw error("Expecting ',' delimiter", index)
      }
      index += 1
      if text[index - 1] == "]" { return .list(items) }
      skipBlanks()
    }
  }

  private mutating func object(_ depth: Int) throws -> Value {
    var pairs: [(Value, Value)] = []
    skipBlanks()
    if index < text.count, text[index] == "}" {
      index += 1
      return try finish(pairs)
    }
    while true {
      guard index < text.count, text[index] == "\"" else {
        throw error("Expecting property name enclosed in double quotes", index)
      }
      index += 1
      let name = try string()
      let key = keys[name] ?? .string(name)
      keys[name] = key
      skipBlanks()
      guard index < text.count, text[index] == ":" else { throw error("Expecting ':' delimiter", index) }
      index += 1
      skipBlanks()
      pairs.append((key, try value(depth: depth + 1)))
      skipBlanks()
      guard index < text.count, text[index] == "," || text[index] == "}" else {
        throw error("Expecting ',' delimiter", index)
      }
      index += 1
      if text[index - 1] == "}" { return try finish(pairs) }
      skipBlanks()
    }
  }

  private func finish(_ pairs: [(Value, Value)]) throws -> Value {
    if !pairsHook.isNone { return try vm.call(pairsHook, [.list(pairs.map { .tuple([$0.0, $0.1]) })]) }
    let dict = DictObject()
    for (key, value) in pairs { try dict.set(key, value, vm) }
    return objectHook.isNone ? .object(dict) : try vm.call(objectHook, [.object(dict)])
  }
}
