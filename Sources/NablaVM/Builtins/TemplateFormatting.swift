/// `template.format(...)` and `format_map`.
enum TemplateFormatting {
  /// Where the arguments of fields come from.
  enum Source {
    /// Those of the call, behind the template itself.
    case arguments(Arguments)
    case mapping(Value)
  }

  static func format(_ template: StrObject, _ source: Source, _ vm: Interpreter) throws -> Value {
    let parsed: FormatTemplate
    if case .arguments = source {
      parsed = try translating { try vm.formats.fieldTemplates.find(template) { try FormatTemplate(template.text) } }
    } else {
      parsed = try translating { try FormatTemplate(template.text, positional: false) }
    }
    return try vm.writer.value { try write(parsed.parts, source, vm) }
  }

  private static func write(_ parts: [FormatTemplate.Part], _ source: Source, _ vm: Interpreter) throws {
    for part in parts {
      switch part {
      case .literal(let text): vm.writer.append(text.bytes)
      case .field(let field):
        var value = try argument(field, source, vm)
        if !field.accessors.isEmpty { value = try reference(value, field, vm) }
        var spec = field.plainSpec
        if spec == nil, !field.spec.isEmpty {
          spec = try vm.writer.value { try write(field.spec, source, vm) }.as(StrObject.self)
        }
        try vm.write(try converted(value, field.conversion, vm), spec: spec)
      }
    }
  }

  private static func argument(_ field: FormatTemplate.Field, _ source: Source, _ vm: Interpreter) throws -> Value {
    switch (field.argument, source) {
    case (.position(let index), .arguments(let arguments)):
      guard index < arguments.count - 1 else {
        throw Raised(.indexError, "Replacement index \(index) out of range for positional args tuple")
      }
      return arguments[index + 1]
    case (.name(let name), .arguments(let arguments)):
      guard !arguments.keywords.isEmpty, let known = Name.existing(name),
        let index = arguments.keywords.firstIndex(of: known)
      else { throw Raised(.keyError, arguments: [.string(name)]) }
      return arguments[arguments.count + index]
    case (.name(let name), .mapping(let mapping)): return try vm.item(mapping, .string(name))
    case (.position, .mapping): throw Raised(.valueError, "Format string contains positional fields")
    }
  }

  private static func reference(
    _ value: Value, _ field: FormatTemplate.Field, _ vm: Interpreter
  ) throws -> Value {
    var value = value
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
