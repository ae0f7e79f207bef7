/// `template.format(...)` and `format_map`.
enum TemplateFormatting {
  static func format(
    _ template: String, positional: [Value]?, named: (String) throws -> Value?, _ vm: Interpreter
  ) throws -> String {
    let parsed = try translating { try FormatTemplate(template, positional: positional != nil) }
    return try render(parsed.parts, positional ?? [], named, vm)
  }

  private static func render(
    _ parts: [FormatTemplate.Part], _ positional: [Value], _ named: (String) throws -> Value?, _ vm: Interpreter
  ) throws -> String {
    var result = ""
    for part in parts {
      switch part {
      case .literal(let text): result += text
      case .field(let field):
        let value = try reference(field, positional, named, vm)
        let spec = try render(field.spec, positional, named, vm)
        result += try vm.format(try converted(value, field.conversion, vm), spec)
      }
    }
    return result
  }

  private static func reference(
    _ field: FormatTemplate.Field, _ positional: [Value], _ named: (String) throws -> Value?, _ vm: Interpreter
  ) throws -> Value {
    var value: Value
    switch field.argument {
    case .position(let index):
      guard index < positional.count else {
        throw Raised(.indexError, "Replacement index \(index) out of range for positional args tuple")
      }
      value = positional[index]
    case .name(let name):
      guard let found = try named(name) else { throw Raised(.keyError, arguments: [.string(name)]) }
      value = found
    }
    for accessor in field.accessors {
      switch accessor {
      case .attribute(let name): value = try vm.attribute(of: value, Name(name))
      case .index(let index): value = try vm.item(value, .int(index))
      case .key(let key): value = try vm.item(value, .string(key))
      }
    }
    return value
  }

  private static func converted(_ value: Value, _ conversion: Unicode.Scalar?, _ vm: Interpreter) throws -> Value {
    switch conversion {
    case nil: return value
    case "r": return .string(try vm.repr(value))
    case "s": return .string(try vm.str(value))
    case "a": return .string(StrText.escapingNonASCII(try vm.repr(value)))
    case let other?:
      let shown = other.value > 32 && other.value < 127 ? String(other) : "\\x" + String(other.value, radix: 16)
      throw Raised(.valueError, "Unknown conversion specifier \(shown)")
    }
  }
}
