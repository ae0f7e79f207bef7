import NablaInteger

/// `template % arguments`.
enum PercentFormatting {
  static func format(_ template: StrObject, _ arguments: Value, _ vm: Interpreter) throws -> Value {
    let parsed = vm.formats.percentTemplates.find(template) { PercentTemplate(template.text) }
    return try vm.writer.value { try write(parsed, arguments, bytes: false, vm) }
  }

  /// Bytes pass through the same formatter as text, each as the code point of its number.
  static func format(bytes template: [UInt8], _ arguments: Value, _ vm: Interpreter) throws -> [UInt8] {
    let parsed = PercentTemplate(BytesText.latin1(template), bytes: true)
    let result = try vm.writer.value { try write(parsed, arguments, bytes: true, vm) }
    return BytesText.bytes(latin1: result.text ?? "")
  }

  private static func write(
    _ template: PercentTemplate, _ arguments: Value, bytes: Bool, _ vm: Interpreter
  ) throws {
    var formatter = Formatter(arguments: arguments, bytes: bytes, vm: vm)
    for part in template.parts {
      switch part {
      case .literal(let text): vm.writer.append(text.bytes)
      case .plain(let type): try formatter.write(plain: type)
      case .conversion(let conversion): try formatter.write(conversion)
      }
    }
    if let failure = template.failure {
      // An unknown conversion takes its argument before it is found to be unknown.
      if failure.message.hasPrefix("unsupported") { try formatter.skip() }
      throw Raised(failure)
    }
    try formatter.checkAllUsed()
  }

  private struct Formatter {
    let arguments: Value
    /// Whether the template is of bytes.
    let bytes: Bool
    let vm: Interpreter
    /// The items of a tuple of arguments; any other value is a single argument.
    let tuple: TupleObject?
    let count: Int
    var next = 0
    var usedMapping = false

    init(arguments: Value, bytes: Bool, vm: Interpreter) {
      self.arguments = arguments
      self.bytes = bytes
      self.vm = vm
      if case .object(let object) = arguments, object.kind == .tuple {
        tuple = unsafeDowncast(object, to: TupleObject.self)
      } else {
        tuple = arguments.as(TupleObject.self)
      }
      count = tuple?.count ?? 1
    }

    mutating func take() throws -> Value {
      guard next < count, !usedMapping else {
        throw Raised(.typeError, "not enough arguments for format string")
      }
      next += 1
      return tuple?[next - 1] ?? arguments
    }

    mutating func skip() throws { if !usedMapping, !isMapping { _ = try take() } }

    /// Mappings (and whatever else can be indexed but is no text) may have unused items.
    func checkAllUsed() throws {
      if usedMapping || next >= count { return }
      if tuple == nil, isMapping { return }
      throw Raised(.typeError, "not all arguments converted during \(bytes ? "bytes" : "string") formatting")
    }

    private var isMapping: Bool {
      guard let object = arguments.object, !(bytes ? object is BytesObject : object is StrObject), tuple == nil else {
        return false
      }
      return !object.type.lookup(Names.getitem).isUndefined
    }

    /// A conversion that says nothing but its type.
    mutating func write(plain type: Unicode.Scalar) throws {
      let value = try take()
      switch (type, value) {
      case ("s", .object(let object)) where object.kind == .str && !bytes:
        vm.writer.append(unsafeDowncast(object, to: StrObject.self).bytes)
      case ("s", .int(let number)) where !bytes: vm.writer.append(decimal: number)
      case ("d", .int(let number)): vm.writer.append(decimal: number)
      case ("s", .float(let number)) where !bytes: vm.writer.append(float: number)
      default: try write(value, PercentTemplate.Conversion(type: type), width: nil, precision: nil)
      }
    }

    mutating func write(_ conversion: PercentTemplate.Conversion) throws {
      var keyed: Value?
      if let key = conversion.key {
        guard isMapping else { throw Raised(.typeError, "format requires a mapping") }
        keyed = try vm.item(arguments, bytes ? .bytes(BytesText.bytes(latin1: key)) : .string(key))
        usedMapping = true
      }
      let width = try amount(conversion.width)
      let precision = try amount(conversion.precision).map { max(0, $0) }
      try write(try keyed ?? take(), conversion, width: width, precision: precision)
    }

    private mutating func write(
      _ value: Value, _ conversion: PercentTemplate.Conversion, width: Int?, precision: Int?
    ) throws {
      func write(_ text: String, _ precision: Int?) throws {
        let object = StrObject(text)
        try withExtendedLifetime(object) {
          try translating {
            try conversion.write(text: object.bytes, width: width, precision: precision, to: vm.writer)
          }
        }
      }
      switch conversion.type {
      case "s" where bytes, "b": try write(try embedded(value), precision)
      case "s": try write(try vm.str(value), precision)
      case "r", "a":
        let text = try vm.repr(value)
        try write(bytes || conversion.type == "a" ? StrText.escapingNonASCII(text) : text, precision)
      case "c": try write(try character(value), nil)
      case "d", "i", "u", "x", "X", "o":
        if case .int(let small) = value {
          return try translating {
            try conversion.write(integer: small, width: width, precision: precision, to: vm.writer)
          }
        }
        let integer = try integer(value, conversion.type)
        try translating { try conversion.write(integer: integer, width: width, precision: precision, to: vm.writer) }
      default:
        let number = try vm.double(value)
        try translating { try conversion.write(float: number, width: width, precision: precision, to: vm.writer) }
      }
    }

    private mutating func amount(_ amount: PercentTemplate.Amount?) throws -> Int? {
      switch amount {
      case nil: return nil
      case .fixed(let value): return value
      case .argument:
        guard let value = try take().integer else { throw Raised(.typeError, "* wants int") }
        guard let small = Int(exactly: value) else {
          throw Raised(.overflowError, "Python int too large to convert to C ssize_t")
        }
        return small
      }
    }

    private func integer(_ value: Value, _ type: Unicode.Scalar) throws -> BigInt {
      if let integer = value.integer { return integer }
      if "xXo".unicodeScalars.contains(type) {
        if let index = try vm.indexOrNil(value)?.integer { return index }
        throw Raised(.typeError, "%\(type) format: an integer is required, not \(vm.typeName(of: value))")
      }
      if case .float(let number) = value { return try translating { try FloatText.integer(number) } }
      if let object = value.object, !(object is StrObject) {
        if let number = try vm.intOrNil(value)?.integer { return number }
      }
      throw Raised(.typeError, "%\(type) format: a real number is required, not \(vm.typeName(of: value))")
    }

    /// What `%s` writes into bytes: bytes, or what an object gives as its bytes.
    private func embedded(_ value: Value) throws -> String {
      if let source = value.byteSource { return BytesText.latin1(source) }
      if let method = value.object?.type.override("__bytes__"), let source = try vm.call(method, [value]).byteSource {
        return BytesText.latin1(source)
      }
      throw Raised(
        .typeError,
        "%b requires a bytes-like object, or an object that implements __bytes__, not '\(vm.typeName(of: value))'")
    }

    private func byte(_ value: Value) throws -> String {
      if let source = value.as(BytesObject.self)?.bytes, source.count == 1 { return BytesText.latin1(source) }
      guard let index = try vm.indexOrNil(value)?.integer else {
        throw Raised(
          .typeError, "%c requires an integer in range(256) or a single byte, not \(vm.typeName(of: value))")
      }
      guard let small = Int(exactly: index), let code = UInt8(exactly: small) else {
        throw Raised(.overflowError, "%c arg not in range(256)")
      }
      return BytesText.latin1([code])
    }

    private func character(_ value: Value) throws -> String {
      if bytes { return try byte(value) }
      if let string = value.as(StrObject.self) {
        if string.count == 1 { return string.text }
        throw Raised(.typeError, "%c requires int or char")
      }
      guard let index = try vm.indexOrNil(value)?.integer else {
        throw Raised(.typeError, "%c requires int or char")
      }
      guard let code = UInt(exactly: index).flatMap({ UInt32(exactly: $0) }), code < 0x110000 else {
        throw Raised(.overflowError, "%c arg not in range(0x110000)")
      }
      return String(codePoints: [code])
    }
  }
}
