/// Texts of values written where a longer one is put together: f-strings, `str.format`, `format`.
extension Interpreter {
  /// Appends `format(value, spec)`; no specification is an empty one.
  func write(_ value: Value, spec: StrObject?) throws {
    if let spec, !spec.bytes.isEmpty { return try writeFormatted(value, spec) }
    switch value {
    case .int(let number): writer.append(decimal: number)
    case .float(let number): writer.append(float: number)
    case .object(let object) where object.kind == .str:
      writer.append(unsafeDowncast(object, to: StrObject.self).bytes)
    default: writer.append(try format(value, ""))
    }
  }

  private func writeFormatted(_ value: Value, _ spec: StrObject) throws {
    switch value {
    case .int, .float, .bool: try Numbers.write(value, spec, self)
    case .object(let object) where object.kind == .str:
      let parsed = try translating { try formats.spec(spec, typeName: "str", isText: true) }
      try translating { try parsed.write(text: unsafeDowncast(object, to: StrObject.self).bytes, to: writer) }
    default: writer.append(try format(value, spec.text))
    }
  }

  /// Appends the `repr` of a value.
  func writeRepr(_ value: Value) throws {
    switch value {
    case .int(let number): writer.append(decimal: number)
    case .float(let number): writer.append(float: number)
    case .object(let object) where object.kind == .str:
      writer.append(repr: unsafeDowncast(object, to: StrObject.self).bytes)
    default: writer.append(try repr(value))
    }
  }

  // MARK: f-strings

  /// A field of an f-string: the value converted and formatted, the specification behind it. A number or a string that
  /// stays as it is needs no text of its own: `joined` writes it.
  func formatted(_ value: UnsafeMutablePointer<Value>, _ flags: Int) throws -> Value {
    var spec: StrObject?
    if flags & 4 != 0, case .object(let object) = value[1], object.kind == .str {
      spec = unsafeDowncast(object, to: StrObject.self)
      if spec?.bytes.isEmpty == true { spec = nil }
    }
    switch flags & 3 {
    case 0:
      if spec == nil {
        switch value.pointee {
        case .int, .float, .bool, .none: return value.pointee
        case .object(let object) where object.kind == .str: return value.pointee
        default: break
        }
      }
      return try writer.value { try write(value.pointee, spec: spec) }
    case 1:
      let text = Value.string(try str(value.pointee))
      return spec == nil ? text : try writer.value { try write(text, spec: spec) }
    default:
      var text = try writer.value { try writeRepr(value.pointee) }
      if flags & 3 == 3 { text = .string(StrText.escapingNonASCII(text.text ?? "")) }
      return spec == nil ? text : try writer.value { try write(text, spec: spec) }
    }
  }

  /// The parts of an f-string, one behind the other.
  func joined(_ base: UnsafeMutablePointer<Value>, _ count: Int) throws -> Value {
    if count == 1, case .object(let object) = base.pointee, object.kind == .str { return base.pointee }
    return try writer.value {
      for index in 0..<count { try write(base[index], spec: nil) }
    }
  }
}
