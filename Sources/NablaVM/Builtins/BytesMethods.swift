/// The methods that `bytes` and `bytearray` share. Each is declared once, for an owner that is named in messages; what
/// they answer is of the receiver's own type.
enum BytesMethods {
  typealias Body = (BytesObject, Arguments, Interpreter) throws -> Value

  /// Declares methods of one of the two types.
  struct Table {
    let owner: String
    var isArray: Bool { owner == "bytearray" }

    func define(_ name: String, _ signature: String, _ summary: String, _ body: @escaping Body) -> Native {
      nativeMethod(of: BytesObject.self, owner, name, signature, summary) { bytes, arguments, vm in
        guard bytes is ByteArrayObject == isArray else {
          throw Raised(
            .typeError, "descriptor '\(name)' for '\(owner)' objects doesn't apply to a '\(bytes.type.name)' object")
        }
        return try body(bytes, arguments, vm)
      }
    }
  }

  static func all(_ owner: String) -> [Native] {
    let table = Table(owner: owner)
    return Slots.sequence + Slots.operators([.add, .multiply, .modulo]) + searching(table) + splitting(table)
      + converting(table) + shaping(table) + testing(table)
  }

  // MARK: reading arguments

  /// `bytes(source)` of an iterable of integers.
  static func bytes(from value: Value, _ vm: Interpreter, message: String = "bytes must be in range(0, 256)") throws
    -> [UInt8]
  {
    var result: [UInt8] = []
    try vm.iterate(value) { item in
      guard let index = try vm.indexOrNil(item) else {
        throw Raised(.typeError, "'\(vm.typeName(of: item))' object cannot be interpreted as an integer")
      }
      guard case .int(let number) = index, let byte = UInt8(exactly: number) else { throw Raised(.valueError, message) }
      result.append(byte)
      return true
    }
    return result
  }

  static func make(_ arguments: Arguments, isArray: Bool, _ vm: Interpreter) throws -> [UInt8] {
    let source = arguments[1]
    if let text = source.text {
      guard let encoding = arguments[2].text else { throw Raised(.typeError, "string argument without an encoding") }
      return try translating { try TextCoding.encode(text, encoding, arguments[3].text ?? "strict") }
    }
    if !arguments.isOmitted(2) { throw Raised(.typeError, "encoding without a string argument") }
    if !arguments.isOmitted(3) { throw Raised(.typeError, "errors without a string argument") }
    if source.isUndefined { return [] }
    if !isArray, let method = source.object?.type.override("__bytes__") {
      let made = try vm.call(method, [source])
      guard let bytes = made.as(BytesObject.self), bytes.type !== TypeObject.bytearray else {
        throw Raised(.typeError, "__bytes__ returned non-bytes (type \(vm.typeName(of: made)))")
      }
      return bytes.bytes
    }
    if let bytes = source.byteSource { return bytes }
    if let index = try vm.indexOrNil(source) {
      let count = try vm.int(index)
      if count < 0 { throw Raised(.valueError, "negative count") }
      guard count <= 1 << 32 else { throw Raised(.memoryError) }
      return [UInt8](repeating: 0, count: count)
    }
    guard try vm.iteratorOrNil(source) != nil else {
      throw Raised(
        .typeError, "cannot convert '\(vm.typeName(of: source))' object to \(isArray ? "bytearray" : "bytes")")
    }
    return try bytes(from: source, vm, message: "\(isArray ? "byte" : "bytes") must be in range(0, 256)")
  }

  static func operand(_ value: Value, _ vm: Interpreter) throws -> [UInt8] {
    guard let bytes = value.byteSource else {
      throw Raised(.typeError, "a bytes-like object is required, not '\(vm.typeName(of: value))'")
    }
    return bytes
  }

  /// What is searched for: bytes, or one byte by its number.
  private static func needle(_ value: Value, _ vm: Interpreter) throws -> [UInt8] {
    if let bytes = value.byteSource { return bytes }
    guard try vm.indexOrNil(value) != nil else {
      throw Raised(
        .typeError, "argument should be integer or bytes-like object, not '\(vm.typeName(of: value))'")
    }
    return [try BytesOperations.byte(value, vm)]
  }

  private static func bounds(_ bytes: BytesObject, _ arguments: Arguments, _ vm: Interpreter) throws -> (Int, Int) {
    StrText.clamp(
      try vm.boundArgument(arguments[2]), try vm.boundArgument(arguments[3]), count: bytes.bytes.count)
  }

  // MARK: searching

  private static func finder(_ table: Table, _ name: String, _ summary: String, last: Bool, raises: Bool) -> Native {
    table.define(name, "(self, sub, start=None, end=None, /)", summary) { bytes, arguments, vm in
      let needle = try needle(arguments[1], vm)
      let (start, end) = try bounds(bytes, arguments, vm)
      if let found = BytesText.find(needle, in: bytes.bytes, from: start, to: end, last: last) { return .int(found) }
      if raises { throw Raised(.valueError, "subsection not found") }
      return .int(-1)
    }
  }

  private static func affix(_ table: Table, _ name: String, _ summary: String, last: Bool) -> Native {
    table.define(name, "(self, affix, start=None, end=None, /)", summary) { bytes, arguments, vm in
      let (start, end) = try bounds(bytes, arguments, vm)
      func matches(_ affix: [UInt8]) -> Bool {
        guard start <= end, affix.count <= end - start else { return false }
        let part = bytes.bytes[start..<end]
        return last ? part.suffix(affix.count).elementsEqual(affix) : part.starts(with: affix)
      }
      if let choices = arguments[1].as(TupleObject.self) {
        for choice in choices.items where matches(try operand(choice, vm)) { return .bool(true) }
        return .bool(false)
      }
      guard let affix = arguments[1].byteSource else {
        throw Raised(
          .typeError, "\(name) first arg must be bytes or a tuple of bytes, not \(vm.typeName(of: arguments[1]))")
      }
      return .bool(matches(affix))
    }
  }

  private static func searching(_ table: Table) -> [Native] {
    [
      finder(
        table, "find", "The lowest index of sub, bytes or one byte's number; -1 if none.",
        last: false, raises: false),
      finder(
        table, "rfind", "The highest index of sub, bytes or one byte's number; -1 if none.",
        last: true, raises: false),
      finder(
        table, "index", "The lowest index of sub; raises ValueError if there is none.",
        last: false, raises: true),
      finder(
        table, "rindex", "The highest index of sub; raises ValueError if there is none.",
        last: true, raises: true),
      table.define(
        "count", "(self, sub, start=None, end=None, /)", "The number of non-overlapping occurrences of sub."
      ) { bytes, arguments, vm in
        let needle = try needle(arguments[1], vm)
        let (start, end) = try bounds(bytes, arguments, vm)
        return .int(BytesText.occurrences(of: needle, in: bytes.bytes, from: start, to: end))
      },
      affix(table, "startswith", "Whether the bytes start with a prefix, or with one of a tuple.", last: false),
      affix(table, "endswith", "Whether the bytes end with a suffix, or with one of a tuple.", last: true),
    ]
  }

  // MARK: splitting and joining

  private static func splitter(_ table: Table, _ name: String, _ summary: String, last: Bool) -> Native {
    table.define(name, "(self, sep=None, maxsplit=-1)", summary) { bytes, arguments, vm in
      let limit = try arguments.int(2, vm)
      if arguments.isNone(1) {
        let words = last
          ? BytesText.rsplitWords(bytes.bytes, limit: limit) : BytesText.splitWords(bytes.bytes, limit: limit)
        return .list(words.map(bytes.like))
      }
      let separator = try operand(arguments[1], vm)
      if separator.isEmpty { throw Raised(.valueError, "empty separator") }
      return .list(
        BytesText.split(bytes.bytes, separator: separator, limit: limit, last: last).map(bytes.like))
    }
  }

  private static func partitioner(_ table: Table, _ name: String, _ summary: String, last: Bool) -> Native {
    table.define(name, "(self, sep, /)", summary) { bytes, arguments, vm in
      let separator = try operand(arguments[1], vm)
      if separator.isEmpty { throw Raised(.valueError, "empty separator") }
      guard let found = BytesText.find(separator, in: bytes.bytes, to: bytes.bytes.count, last: last) else {
        let (whole, empty) = (bytes.like(bytes.bytes), bytes.like([]))
        return .tuple(last ? [empty, empty, whole] : [whole, empty, empty])
      }
      return .tuple([
        bytes.like(Array(bytes.bytes[..<found])), bytes.like(separator),
        bytes.like(Array(bytes.bytes[(found + separator.count)...])),
      ])
    }
  }

  private static func splitting(_ table: Table) -> [Native] {
    [
      splitter(table, "split", "The parts between separators, or between white space.", last: false),
      splitter(table, "rsplit", "The parts between separators, split from the end.", last: true),
      partitioner(table, "partition", "(head, sep, tail) around the first separator.", last: false),
      partitioner(table, "rpartition", "(head, sep, tail) around the last separator.", last: true),
      table.define("splitlines", "(self, keepends=False)", "The lines, with their ends if asked.") {
        bytes, arguments, vm in
        .list(BytesText.lines(bytes.bytes, keepingEnds: try arguments.bool(1, vm)).map(bytes.like))
      },
      table.define("join", "(self, iterable_of_bytes, /)", "Concatenates, with these bytes between the parts.") {
        bytes, arguments, vm in
        guard let items = try vm.itemsIfIterable(arguments[1]) else {
          throw Raised(.typeError, "can only join an iterable")
        }
        var parts: [[UInt8]] = []
        for (index, item) in items.enumerated() {
          guard let part = item.byteSource else {
            throw Raised(
              .typeError,
              "sequence item \(index): expected a bytes-like object, \(vm.typeName(of: item)) found")
          }
          parts.append(part)
        }
        return bytes.like(Array(parts.joined(separator: bytes.bytes)))
      },
    ]
  }
}
