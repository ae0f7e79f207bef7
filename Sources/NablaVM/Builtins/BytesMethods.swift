/// The methods of `bytes`.
enum BytesMethods {
  typealias Body = (BytesObject, Arguments, Interpreter) throws -> Value

  private static func define(_ name: String, _ signature: String, _ summary: String, _ body: @escaping Body) -> Native {
    nativeMethod(of: BytesObject.self, "bytes", name, signature, summary, body)
  }

  /// `bytes(source)` of an iterable of integers.
  static func bytes(from value: Value, _ vm: Interpreter) throws -> [UInt8] {
    var result: [UInt8] = []
    try vm.iterate(value) { item in
      guard let byte = UInt8(exactly: try vm.int(item)) else {
        throw Raised(.valueError, "bytes must be in range(0, 256)")
      }
      result.append(byte)
      return true
    }
    return result
  }

  static func make(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    let source = arguments[1]
    if let text = source.text {
      guard let encoding = arguments[2].text else { throw Raised(.typeError, "string argument without an encoding") }
      return .bytes(try translating { try TextCoding.encode(text, encoding, arguments[3].text ?? "strict") })
    }
    if source.isUndefined { return .bytes([]) }
    if let bytes = source.as(BytesObject.self) { return .bytes(bytes.bytes) }
    if let method = source.object?.type.override("__bytes__") { return try vm.call(method, [source]) }
    if let index = try vm.indexOrNil(source) {
      let count = try vm.int(index)
      if count < 0 { throw Raised(.valueError, "negative count") }
      guard count <= 1 << 32 else { throw Raised(.memoryError) }
      return .bytes([UInt8](repeating: 0, count: count))
    }
    guard try vm.iteratorOrNil(source) != nil else {
      throw Raised(.typeError, "cannot convert '\(vm.typeName(of: source))' object to bytes")
    }
    return .bytes(try bytes(from: source, vm))
  }

  private static func operand(_ value: Value, _ vm: Interpreter) throws -> [UInt8] {
    guard let bytes = value.as(BytesObject.self) else {
      throw Raised(.typeError, "a bytes-like object is required, not '\(vm.typeName(of: value))'")
    }
    return bytes.bytes
  }

  static var all: [Native] {
    Slots.sequence + Slots.operators([.add, .multiply]) + asking + changing
  }

  private static var asking: [Native] {
    [
      define("decode", "(self, encoding='utf-8', errors='strict')", "The text that the bytes encode.") {
        bytes, arguments, vm in
        let encoding = try arguments.string(1, vm)
        let errors = try arguments.string(2, vm)
        return .string(try translating { try TextCoding.decode(bytes.bytes, encoding, errors) })
      },
      define("hex", "(self, sep='', /)", "Two hexadecimal digits for each byte.") { bytes, arguments, vm in
        let digits = bytes.bytes.map { StrText.hex(UInt32($0), 2) }
        return .string(digits.joined(separator: try arguments.string(1, vm)))
      },
      define("find", "(self, sub, start=None, end=None, /)", "The lowest index of sub, -1 if none.") {
        bytes, arguments, vm in
        let (start, end) = StrText.clamp(
          try vm.boundArgument(arguments[2]), try vm.boundArgument(arguments[3]), count: bytes.bytes.count)
        guard start <= end else { return .int(-1) }
        let part = Array(bytes.bytes[start..<end])
        let found = BytesOperations.firstIndex(of: try operand(arguments[1], vm), in: part)
        return .int(found.map { $0 + start } ?? -1)
      },
      define("count", "(self, sub, /)", "The number of non-overlapping occurrences.") { bytes, arguments, vm in
        let needle = try operand(arguments[1], vm)
        if needle.isEmpty { return .int(bytes.bytes.count + 1) }
        var count = 0
        var position = 0
        while let found = BytesOperations.firstIndex(of: needle, in: bytes.bytes, from: position) {
          count += 1
          position = found + needle.count
        }
        return .int(count)
      },
      define("startswith", "(self, prefix, /)", "Whether the bytes start with the prefix.") { bytes, arguments, vm in
        .bool(bytes.bytes.starts(with: try operand(arguments[1], vm)))
      },
      define("endswith", "(self, suffix, /)", "Whether the bytes end with the suffix.") { bytes, arguments, vm in
        .bool(bytes.bytes.reversed().starts(with: try operand(arguments[1], vm).reversed()))
      },
    ]
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

  private static var changing: [Native] {
    [
      define("split", "(self, sep=None, maxsplit=-1)", "The parts between separators.") { bytes, arguments, vm in
        let limit = try arguments.int(2, vm)
        if arguments.isNone(1) {
          let parts = bytes.bytes.split(maxSplits: limit < 0 ? Int.max : limit, whereSeparator: isSpace)
          return .list(parts.map { .bytes(Array($0)) })
        }
        let separator = try operand(arguments[1], vm)
        if separator.isEmpty { throw Raised(.valueError, "empty separator") }
        var parts: [Value] = []
        var position = 0
        while limit < 0 || parts.count < limit,
          let found = BytesOperations.firstIndex(of: separator, in: bytes.bytes, from: position)
        {
          parts.append(.bytes(Array(bytes.bytes[position..<found])))
          position = found + separator.count
        }
        parts.append(.bytes(Array(bytes.bytes[position...])))
        return .list(parts)
      },
      define("join", "(self, iterable, /)", "Concatenates, with these bytes between the parts.") {
        bytes, arguments, vm in
        let parts = try vm.array(arguments[1]).map { try operand($0, vm) }
        return .bytes(Array(parts.joined(separator: bytes.bytes)))
      },
      define("replace", "(self, old, new, count=-1, /)", "A copy with occurrences replaced.") { bytes, arguments, vm in
        let old = try operand(arguments[1], vm)
        let new = try operand(arguments[2], vm)
        var remaining = try arguments.int(3, vm)
        var result: [UInt8] = []
        var position = 0
        if old.isEmpty { return .bytes(bytes.bytes) }
        while remaining != 0, let found = BytesOperations.firstIndex(of: old, in: bytes.bytes, from: position) {
          result.append(contentsOf: bytes.bytes[position..<found])
          result.append(contentsOf: new)
          position = found + old.count
          remaining -= 1
        }
        return .bytes(result + bytes.bytes[position...])
      },
      define("strip", "(self, bytes=None, /)", "A copy without white space at both ends.") { bytes, arguments, vm in
        let set = arguments.isNone(1) ? nil : Set(try operand(arguments[1], vm))
        func drops(_ byte: UInt8) -> Bool { set.map { $0.contains(byte) } ?? isSpace(byte) }
        let rest = bytes.bytes.drop(while: drops)
        return .bytes(Array(rest.reversed().drop(while: drops).reversed()))
      },
      define("upper", "(self, /)", "A copy with ASCII letters in upper case.") { bytes, _, _ in
        .bytes(bytes.bytes.map { (97...122).contains($0) ? $0 - 32 : $0 })
      },
      define("lower", "(self, /)", "A copy with ASCII letters in lower case.") { bytes, _, _ in
        .bytes(bytes.bytes.map { (65...90).contains($0) ? $0 + 32 : $0 })
      },
    ]
  }

  static var classMethods: [Native] {
    [
      Native("fromhex", "(cls, string, /)", "The bytes that hexadecimal digits spell.") { arguments, vm in
        var result: [UInt8] = []
        var pending: UInt8?
        let text = Array(try arguments.string(1, vm).unicodeScalars)
        func wrong(_ index: Int) -> Raised {
          Raised(.valueError, "non-hexadecimal number found in fromhex() arg at position \(index)")
        }
        for (index, scalar) in text.enumerated() {
          if pending == nil, CodePoint.isSpace(scalar) { continue }
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
        return .bytes(result)
      }
    ]
  }
}
