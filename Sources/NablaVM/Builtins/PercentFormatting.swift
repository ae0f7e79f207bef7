import NablaInteger

/// `template % arguments`.
enum PercentFormatting {
  static func format(_ template: String, _ arguments: Value, _ vm: Interpreter) throws -> String {
    try format(template, arguments, bytes: false, vm)
  }

  /// Bytes pass through the same formatter as text, each as the code point of its number.
  static func format(bytes template: [UInt8], _ arguments: Value, _ vm: Interpreter) throws -> [UInt8] {
    BytesText.bytes(latin1: try format(BytesText.latin1(template), arguments, bytes: true, vm))
  }

  private static func format(
    _ template: String, _ arguments: Value, bytes: Bool, _ vm: Interpreter
  ) throws -> String {
    let parsed = PercentTemplate(template, bytes: bytes)
    var formatter = Formatter(arguments: arguments, bytes: bytes, vm: vm)
    var result = ""
    for part in parsed.parts {
      switch part {
      case .literal(let text): result += text
      case .conversion(let conversion): result += try formatter.format(conversion)
      }
    }
    if let failure = parsed.failure {
      // An unknown conversion takes its argument before it is found to be unknown.
      if failure.message.hasPrefix("unsupported") { try formatter.skip() }
      throw Raised(failure)
    }
    try formatter.checkAllUsed()
    return result
  }

  private struct Formatter {
    let arguments: Value
    /// Whether the template is of bytes.
    let bytes: Bool
    let vm: Interpreter
    /// The items of a tuple of arguments; any other value is a single argument.
    let items: [Value]
    let isTuple: Bool
    var next = 0
    var usedMapping = false

    init(arguments: Value, bytes: Bool, vm: Interpreter) {
      self.arguments = arguments
      self.bytes = bytes
      self.vm = vm
      let tuple = arguments.as(TupleObject.self)
      isTuple = tuple != nil
      items = tuple?.items ?? [arguments]
    }

    mutating func take() throws -> Value {
      guard next < items.count, !usedMapping else {
        throw Raised(.typeError, "not enough arguments for format string")
      }
      next += 1
      return items[next - 1]
    }

    mutating func skip() throws { if !usedMapping, !isMapping { _ = try take() } }

    /// Mappings (and whatever else can be indexed but is no text) may have unused items.
    func checkAllUsed() throws {
      if usedMapping || next >= items.count { return }
      if !isTuple, isMapping { return }
      throw Raised(.typeError, "not all arguments converted during \(bytes ? "bytes" : "string") formatting")
    }

    private var isMapping: Bool {
      guard let object = arguments.object, !(bytes ? object is BytesObject : object is StrObject), !isTuple else {
        return false
      }
      return !object.type.lookup(Names.getitem).isUndefined
    }

    mutating func format(_ conversion: PercentTemplate.Conversion) throws -> String {
      var conversion = conversion
      var keyed: Value?
      if let key = conversion.key {
        guard isMapping else { throw Raised(.typeError, "format requires a mapping") }
        keyed = try vm.item(arguments, bytes ? .bytes(BytesText.bytes(latin1: key)) : .string(key))
        usedMapping = true
      }
      var width = try amount(conversion.width)
      if let given = width, given < 0 {
        conversion.leftAligned = true
        width = given == Int.min ? Int.max : -given
      }
      let precision = try amount(conversion.precision).map { max(0, $0) }
      let value = try keyed ?? take()
      switch conversion.type {
      case "s" where bytes, "b":
        let text = try embedded(value)
        return try translating { try conversion.format(text: text, width: width, precision: precision) }
      case "s":
        let text = try vm.str(value)
        return try translating { try conversion.format(text: text, width: width, precision: precision) }
      case "r", "a":
        var text = try vm.repr(value)
        if bytes || conversion.type == "a" { text = StrText.escapingNonASCII(text) }
        return try translating { try conversion.format(text: text, width: width, precision: precision) }
      case "c":
        let text = try character(value)
        return try translating { try conversion.format(text: text, width: width, precision: nil) }
      case "d", "i", "u", "x", "X", "o":
        let integer = try integer(value, conversion.type)
        return try translating { try conversion.format(integer: integer, width: width, precision: precision) }
      default:
        let number = try vm.double(value)
        return try translating { try conversion.format(float: number, width: width, precision: precision) }
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
