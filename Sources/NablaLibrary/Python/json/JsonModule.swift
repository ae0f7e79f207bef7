import NablaVM

/// `_json`: the encoder and the parser under `json`, whose classes are written in the language.
let jsonModule = NativeModule("_json", "JSON text.") { module, _ in
  module.define([
    Native(
      "encode",
      "(obj, default, skipkeys, ensure_ascii, check_circular, allow_nan, indent, item_separator, key_separator, sort_keys)",
      "JSON text of an object.") { arguments, vm in
        var encoder = JsonEncoder(vm)
        encoder.fallback = arguments[1]
        encoder.skipsKeys = try arguments.bool(2, vm)
        encoder.escapesNonASCII = try arguments.bool(3, vm)
        encoder.allowsNaN = try arguments.bool(5, vm)
        if let text = arguments[6].text {
          encoder.indent = text
        } else if !arguments.isNone(6) {
          encoder.indent = StrText.repeated(" ", min(1 << 16, max(0, try arguments.int(6, vm))))
        }
        encoder.itemSeparator = try arguments.string(7, vm)
        encoder.keySeparator = try arguments.string(8, vm)
        encoder.sortsKeys = try arguments.bool(9, vm)
        try encoder.encode(arguments[0], depth: 0)
        return .string(encoder.text)
      },
    Native(
      "decode", "(text, error, object_hook, parse_float, parse_int, parse_constant, object_pairs_hook, partial=None, strict=True)",
      "The object that JSON text describes.") { arguments, vm in
        let text = try arguments.string(0, vm)
        var parser = JsonParser(text, vm)
        parser.error = { message, position in
          do {
            let made = try vm.call(arguments[1], [.string(message), arguments[0], .int(position)])
            return made.as(ExceptionObject.self).map { Raised($0) } ?? Raised(.valueError, message)
          } catch {
            return error
          }
        }
        parser.allowsControls = try !vm.truth(arguments[8])
        parser.objectHook = arguments[2]
        parser.floatHook = arguments[3]
        parser.intHook = arguments[4]
        parser.constantHook = arguments[5]
        parser.pairsHook = arguments[6]
        if !arguments.isNone(7) {
          let (value, end) = try parser.parsePrefix(from: try arguments.int(7, vm))
          return .tuple([value, .int(end)])
        }
        return try parser.parseAll()
      },
  ])
}

struct JsonEncoder {
  let vm: Interpreter
  var fallback: Value = .none
  var skipsKeys = false
  var escapesNonASCII = true
  var allowsNaN = true
  var indent: String?
  var itemSeparator = ", "
  var keySeparator = ": "
  var sortsKeys = false
  private(set) var text = ""
  private var open: [ObjectIdentifier] = []

  init(_ vm: Interpreter) { self.vm = vm }

  mutating func encode(_ value: Value, depth: Int) throws {
    guard max(depth, open.count) < min(vm.recursionLimit, 5000) else {
      throw Raised(.recursionError, "maximum recursion depth exceeded while encoding a JSON object")
    }
    switch value {
    case .none, .undefined: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .int(let value): text += String(value)
    case .float(let value): text += try number(value)
    case .object(let object):
      if let string = object as? StrObject {
        text += quoted(string.text)
      } else if let integer = value.integer {
        text += try translating { try NumberText.decimal(integer) }
      } else if let float = object as? FloatInstance {
        text += try number(float.value)
      } else if object is ListObject || object is TupleObject {
        try list(object, try vm.array(value), depth)
      } else if let dict = object as? DictObject {
        try dictionary(dict, depth)
      } else {
        let replaced = try guarded(object) { try vm.call(fallback, [value]) }
        open.append(ObjectIdentifier(object))
        try encode(replaced, depth: depth)
        open.removeLast()
      }
    }
  }

  private func guarded<Result>(_ object: Object, _ body: () throws -> Result) throws -> Result {
    if open.contains(ObjectIdentifier(object)) { throw Raised(.valueError, "Circular reference detected") }
    return try body()
  }

  private func number(_ value: Double) throws -> String {
    if value.isFinite { return FloatText.repr(value) }
    let word = value.isNaN ? "NaN" : value > 0 ? "Infinity" : "-Infinity"
    if !allowsNaN {
      throw Raised(.valueError, "Out of range float values are not JSON compliant")
    }
    return word
  }

  private mutating func newline(_ depth: Int) {
    guard let indent else { return }
    text += "\n" + String(repeating: indent, count: depth)
  }

  private mutating func list(_ object: Object, _ items: [Value], _ depth: Int) throws {
    if items.isEmpty {
      text += "[]"
      return
    }
    try guarded(object) {}
    open.append(ObjectIdentifier(object))
    text += "["
    for (index, item) in items.enumerated() {
      if index > 0 { text += itemSeparator }
      newline(depth + 1)
      try encode(item, depth: depth + 1)
    }
    newline(depth)
    text += "]"
    open.removeLast()
  }

  private mutating func dictionary(_ dict: DictObject, _ depth: Int) throws {
    if dict.count == 0 {
      text += "{}"
      return
    }
    try guarded(dict) {}
    open.append(ObjectIdentifier(dict))
    text += "{"
    var pairs = dict.pairs
    if sortsKeys { pairs = try pairs.sorted { try vm.less($0.key, $1.key) } }
    var isFirst = true
    for pair in pairs {
      guard let key = try keyText(pair.key) else { continue }
      if !isFirst { text += itemSeparator }
      isFirst = false
      newline(depth + 1)
      text += quoted(key) + keySeparator
      try encode(pair.value, depth: depth + 1)
    }
    if !isFirst { newline(depth) }
    text += "}"
    open.removeLast()
  }

  private func keyText(_ key: Value) throws -> String? {
    switch key {
    case .none: return "null"
    case .bool(let value): return value ? "true" : "false"
    case .float(let value): return try number(value)
    default:
      if let text = key.text { return text }
      if let integer = key.integer { return integer.description }
      if skipsKeys { return nil }
      throw Raised(
        .typeError, "keys must be str, int, float, bool or None, not \(vm.typeName(of: key))")
    }
  }

  private func quoted(_ string: String) -> String {
    var result = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{8}": result += "\\b"
      case "\u{C}": result += "\\f"
      default:
        if scalar.value < 32 || (escapesNonASCII && scalar.value > 126) {
          for unit in String(Character(scalar)).utf16 {
            let digits = String(unit, radix: 16)
            result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
          }
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
