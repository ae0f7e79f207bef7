/// Methods of `bytes` and `bytearray` that convert, replace, strip, pad and test.
extension BytesMethods {
  /// The separator of `hex`: one ASCII character, or none.
  static func hexSeparator(_ value: Value, _ vm: Interpreter) throws -> String {
    guard let text = value.text ?? value.byteSource.map(BytesText.latin1) else {
      throw Raised(.typeError, "sep must be str or bytes.")
    }
    if text.isEmpty { return text }
    guard text.unicodeScalars.count == 1 else { throw Raised(.valueError, "sep must be length 1.") }
    guard StrText.isASCII(text) else { throw Raised(.valueError, "sep must be ASCII.") }
    return text
  }

  static func converting(_ table: Table) -> [Native] {
    [
      table.define("decode", "(self, encoding='utf-8', errors='strict')", "The text that the bytes encode.") {
        bytes, arguments, vm in
        let encoding = try arguments.string(1, vm)
        let errors = try arguments.string(2, vm)
        return .string(try translating { try TextCoding.decode(bytes.bytes, encoding, errors) })
      },
      table.define(
        "hex", "(self, sep='', bytes_per_sep=1)",
        "Two hexadecimal digits for each byte, with a separator between groups counted from the end."
      ) { bytes, arguments, vm in
        let separator = try hexSeparator(arguments[1], vm)
        return .string(BytesText.hex(bytes.bytes, separator: separator, group: try arguments.int(2, vm)))
      },
      table.define("translate", "(self, table, /, delete=b'')", "Each byte replaced by the table's, some deleted.") {
        bytes, arguments, vm in
        let map = arguments.isNone(1) ? nil : try operand(arguments[1], vm)
        if let map, map.count != 256 {
          throw Raised(.valueError, "translation table must be 256 characters long")
        }
        let doomed = arguments.isOmitted(2) ? [] : Set(try operand(arguments[2], vm))
        return bytes.like(bytes.bytes.lazy.filter { !doomed.contains($0) }.map { map?[Int($0)] ?? $0 })
      },
    ]
  }

  private static func stripper(_ table: Table, _ name: String, _ summary: String, left: Bool, right: Bool) -> Native {
    table.define(name, "(self, bytes=None, /)", summary) { bytes, arguments, vm in
      let set = arguments.isNone(1) ? nil : Set(try operand(arguments[1], vm))
      let drops = { (byte: UInt8) in set.map { $0.contains(byte) } ?? BytesText.isSpace(byte) }
      return bytes.like(BytesText.strip(bytes.bytes, drops, left: left, right: right))
    }
  }

  /// `before` says how much of the padding goes in front, given all of it and the width.
  private static func padder(
    _ table: Table, _ name: String, _ summary: String, before: @escaping (_ padding: Int, _ width: Int) -> Int
  ) -> Native {
    table.define(name, "(self, width, fillchar=b' ', /)", summary) { bytes, arguments, vm in
      let width = try arguments.int(1, vm)
      var fill: UInt8 = 32
      if !arguments.isOmitted(2) {
        guard let given = arguments[2].as(BytesObject.self)?.bytes, given.count == 1 else {
          throw Raised(
            .typeError,
            "\(name)() argument 2 must be a byte string of length 1, not \(vm.typeName(of: arguments[2]))")
        }
        fill = given[0]
      }
      guard width <= 1 << 32 else { throw Raised(.memoryError) }
      let padding = width > bytes.bytes.count ? width - bytes.bytes.count : 0
      let front = before(padding, width)
      return bytes.like(
        [UInt8](repeating: fill, count: front) + bytes.bytes + [UInt8](repeating: fill, count: padding - front))
    }
  }

  private static func mapper(
    _ table: Table, _ name: String, _ summary: String, _ change: @escaping ([UInt8]) -> [UInt8]
  ) -> Native {
    table.define(name, "(self, /)", summary) { bytes, _, _ in bytes.like(change(bytes.bytes)) }
  }

  static func shaping(_ table: Table) -> [Native] {
    [
      table.define("replace", "(self, old, new, count=-1, /)", "A copy with all or the first occurrences replaced.") {
        bytes, arguments, vm in
        bytes.like(
          BytesText.replace(
            bytes.bytes, try operand(arguments[1], vm), try operand(arguments[2], vm), limit: try arguments.int(3, vm)))
      },
      stripper(table, "strip", "A copy without white space, or given bytes, at both ends.", left: true, right: true),
      stripper(table, "lstrip", "A copy without white space, or given bytes, in front.", left: true, right: false),
      stripper(table, "rstrip", "A copy without white space, or given bytes, at the end.", left: false, right: true),
      table.define("removeprefix", "(self, prefix, /)", "A copy without the prefix, if it is there.") {
        bytes, arguments, vm in
        let prefix = try operand(arguments[1], vm)
        return bytes.like(bytes.bytes.starts(with: prefix) ? Array(bytes.bytes.dropFirst(prefix.count)) : bytes.bytes)
      },
      table.define("removesuffix", "(self, suffix, /)", "A copy without the suffix, if it is there.") {
        bytes, arguments, vm in
        let suffix = try operand(arguments[1], vm)
        let has = bytes.bytes.suffix(suffix.count).elementsEqual(suffix)
        return bytes.like(has ? Array(bytes.bytes.dropLast(suffix.count)) : bytes.bytes)
      },
      padder(table, "ljust", "A copy padded at the end to a width.") { _, _ in 0 },
      padder(table, "rjust", "A copy padded in front to a width.") { padding, _ in padding },
      padder(table, "center", "A copy padded on both sides to a width.") { padding, width in
        // Of an odd padding the larger part goes in front when the width is odd, as for text.
        padding / 2 + (padding & width & 1)
      },
      table.define("zfill", "(self, width, /)", "A copy with zeros in front up to a width, behind a sign.") {
        bytes, arguments, vm in
        let width = try arguments.int(1, vm)
        guard width <= 1 << 32 else { throw Raised(.memoryError) }
        return bytes.like(BytesText.zeroFilled(bytes.bytes, width: width))
      },
      table.define("expandtabs", "(self, tabsize=8)", "A copy with tabs replaced by spaces up to the next column.") {
        bytes, arguments, vm in
        guard let result = BytesText.expandTabs(bytes.bytes, size: try arguments.int(1, vm)) else {
          throw Raised(.overflowError, "result too long")
        }
        return bytes.like(result)
      },
      mapper(table, "upper", "A copy with ASCII letters in upper case.") { $0.map(BytesText.upper) },
      mapper(table, "lower", "A copy with ASCII letters in lower case.") { $0.map(BytesText.lower) },
      mapper(table, "swapcase", "A copy with the case of ASCII letters exchanged.") {
        $0.map { BytesText.isUpper($0) ? BytesText.lower($0) : BytesText.upper($0) }
      },
      mapper(table, "title", "A copy with each word starting in upper case, the rest in lower.", BytesText.title),
      mapper(table, "capitalize", "A copy with the first letter in upper case, the rest in lower.") { bytes in
        bytes.prefix(1).map(BytesText.upper) + bytes.dropFirst().map(BytesText.lower)
      },
    ]
  }

  private static func test(
    _ table: Table, _ name: String, _ summary: String, _ holds: @escaping ([UInt8]) -> Bool
  ) -> Native {
    table.define(name, "(self, /)", summary) { bytes, _, _ in .bool(holds(bytes.bytes)) }
  }

  /// Whether there are bytes and all pass.
  private static func every(_ passes: @escaping (UInt8) -> Bool) -> ([UInt8]) -> Bool {
    { bytes in !bytes.isEmpty && bytes.allSatisfy(passes) }
  }

  static func testing(_ table: Table) -> [Native] {
    [
      test(table, "isalpha", "Whether all bytes are ASCII letters.", every(BytesText.isLetter)),
      test(table, "isdigit", "Whether all bytes are ASCII digits.", every(BytesText.isDigit)),
      test(
        table, "isalnum", "Whether all bytes are ASCII letters or digits.",
        every { BytesText.isLetter($0) || BytesText.isDigit($0) }),
      test(table, "isspace", "Whether all bytes are ASCII white space.", every(BytesText.isSpace)),
      test(table, "isascii", "Whether all bytes are below 128; so is nothing at all.") { $0.allSatisfy { $0 < 128 } },
      test(table, "isupper", "Whether there are letters and all are upper case.") {
        $0.contains(where: BytesText.isUpper) && !$0.contains(where: BytesText.isLower)
      },
      test(table, "islower", "Whether there are letters and all are lower case.") {
        $0.contains(where: BytesText.isLower) && !$0.contains(where: BytesText.isUpper)
      },
      test(table, "istitle", "Whether upper-case letters start words and only they do.", BytesText.isTitle),
    ]
  }

  /// Made for either type: `fromhex` answers the class that was asked.
  static var classMethods: [Native] {
    [
      Native(
        "fromhex", "(cls, string, /)",
        "The bytes that hexadecimal digits spell; white space between them is skipped."
      ) { arguments, vm in
        let bytes = try parse(hex: try arguments.string(1, vm))
        return arguments[0].as(TypeObject.self) === TypeObject.bytearray
          ? .object(ByteArrayObject(bytes)) : .bytes(bytes)
      }
    ]
  }

  private static func parse(hex: String) throws -> [UInt8] {
    var result: [UInt8] = []
    var pending: UInt8?
    let text = Array(hex.unicodeScalars)
    func wrong(_ index: Int) -> Raised {
      Raised(.valueError, "non-hexadecimal number found in fromhex() arg at position \(index)")
    }
    for (index, scalar) in text.enumerated() {
      if pending == nil, scalar.isASCII, BytesText.isSpace(UInt8(scalar.value)) { continue }
      guard scalar.isASCII, let digit = NumberText.digitValue(UInt8(scalar.value)), digit < 16 else {
        throw wrong(index)
      }
      if let high = pending {
        result.append(high << 4 | UInt8(digit))
        pending = nil
      } else {
        pending = UInt8(digit)
      }
    }
    if pending != nil { throw wrong(text.count) }
    return result
  }

  static let maketrans = Native(
    "maketrans", "(frm, to, /)", "A table for translate that maps each byte of frm to the one of to."
  ) { arguments, vm in
    let from = try operand(arguments[0], vm)
    let to = try operand(arguments[1], vm)
    guard from.count == to.count else { throw Raised(.valueError, "maketrans arguments must have same length") }
    var table = (0...255).map { UInt8($0) }
    for (source, target) in zip(from, to) { table[Int(source)] = target }
    return .bytes(table)
  }
}
