/// The methods of `str`.
enum StrMethods {
  static var all: [Native] { searching + splitting + shaping + testing + converting }

  typealias Body = (StrObject, Arguments, Interpreter) throws -> Value

  static func define(_ name: String, _ signature: String, _ summary: String, _ body: @escaping Body) -> Native {
    Native(name, signature, summary) { arguments, vm in
      guard case .object(let object) = arguments[0] else { throw notText(arguments[0], name, vm) }
      if object.kind == .str { return try body(unsafeDowncast(object, to: StrObject.self), arguments, vm) }
      guard let string = object as? StrObject else { throw notText(arguments[0], name, vm) }
      return try body(string, arguments, vm)
    }
  }

  static func notText(_ value: Value, _ name: String, _ vm: Interpreter) -> Raised {
    Raised(.typeError, "descriptor '\(name)' for 'str' objects doesn't apply to a '\(vm.typeName(of: value))' object")
  }

  /// Where a needle begins in a part of a text, in bytes.
  private typealias Search = (TextBytes, TextBytes) -> Int

  @inline(__always) private static func string(_ value: Value) -> StrObject? {
    guard case .object(let object) = value else { return nil }
    return object.kind == .str ? unsafeDowncast(object, to: StrObject.self) : object as? StrObject
  }

  /// What is looked for; the arguments keep it.
  private static func needle(_ value: Value, _ vm: Interpreter) throws -> StrObject {
    guard let string = string(value) else { throw Raised(.typeError, "must be str, not \(vm.typeName(of: value))") }
    return string
  }

  private static func searched(_ string: StrObject, _ arguments: Arguments, _ vm: Interpreter) throws -> (
    bytes: TextBytes, offset: Int
  )? {
    if arguments.isNone(2), arguments.isNone(3) { return (string.bytes, 0) }
    return string.searched(try vm.boundArgument(arguments[2]), try vm.boundArgument(arguments[3]))
  }

  private static func finder(_ name: String, _ summary: String, raises: Bool, _ search: @escaping Search) -> Native {
    define(name, "(self, sub, start=None, end=None, /)", summary) { string, arguments, vm in
      let needle = try needle(arguments[1], vm)
      if let (bytes, offset) = try searched(string, arguments, vm) {
        let found = search(bytes, needle.bytes)
        if found >= 0 { return .int(string.point(atOffset: offset + found)) }
      }
      if raises { throw Raised(.valueError, "substring not found") }
      return .int(-1)
    }
  }

  private static func affix(_ name: String, _ summary: String, _ test: @escaping (TextBytes, TextBytes) -> Bool) -> Native {
    define(name, "(self, affix, start=None, end=None, /)", summary) { string, arguments, vm in
      let part = try searched(string, arguments, vm)
      if let affix = Self.string(arguments[1]) {
        return .bool(part.map { test($0.bytes, affix.bytes) } ?? false)
      }
      guard let choices = arguments[1].as(TupleObject.self) else {
        throw Raised(
          .typeError, "\(name) first arg must be str or a tuple of str, not \(vm.typeName(of: arguments[1]))")
      }
      for choice in choices.items {
        guard let affix = Self.string(choice) else {
          throw Raised(.typeError, "tuple for \(name) must only contain str, not \(vm.typeName(of: choice))")
        }
        if let part, test(part.bytes, affix.bytes) { return .bool(true) }
      }
      return .bool(false)
    }
  }

  private static func first(_ bytes: TextBytes, _ needle: TextBytes) -> Int {
    needle.isEmpty ? 0 : bytes.firstOffset(of: needle)
  }
  private static func last(_ bytes: TextBytes, _ needle: TextBytes) -> Int { bytes.lastOffset(of: needle) }

  static var searching: [Native] {
    [
      finder("find", "The lowest index where sub is found, -1 if none.", raises: false, first),
      finder("rfind", "The highest index where sub is found, -1 if none.", raises: false, last),
      finder("index", "The lowest index where sub is found; raises ValueError if none.", raises: true, first),
      finder("rindex", "The highest index where sub is found; raises ValueError if none.", raises: true, last),
      define("count", "(self, sub, start=None, end=None, /)", "The number of non-overlapping occurrences of sub.") {
        string, arguments, vm in
        let needle = try needle(arguments[1], vm)
        guard let (bytes, _) = try searched(string, arguments, vm) else { return .int(0) }
        return .int(needle.bytes.isEmpty ? bytes.countPoints() + 1 : bytes.occurrences(of: needle.bytes))
      },
      affix("startswith", "Whether the string starts with the prefix, or one of a tuple.") { $0.hasPrefix($1) },
      affix("endswith", "Whether the string ends with the suffix, or one of a tuple.") { $0.hasSuffix($1) },
      define("replace", "(self, old, new, count=-1, /)", "A copy with all (or the first count) occurrences replaced.") {
        string, arguments, vm in
        if let old = (arguments.base + 1).textBytes, let new = (arguments.base + 2).textBytes,
          case .int(let limit) = arguments[3], limit < 0, !old.isEmpty
        {
          return replaced(string, old, new, vm)
        }
        let old = try vm.textArgument(arguments[1], "replace() argument 1 must be str")
        let new = try vm.textArgument(arguments[2], "replace() argument 2 must be str")
        return .string(StrText.replace(string.text, old, new, try vm.int(arguments[3])))
      },
      define("removeprefix", "(self, prefix, /)", "A copy without the prefix, if it is there.") {
        string, arguments, vm in
        let prefix = try vm.textArgument(arguments[1], "removeprefix() argument must be str")
        guard StrText.hasPrefix(string.text, prefix) else { return .object(string) }
        return .string(String(decoding: string.text.utf8.dropFirst(prefix.utf8.count), as: UTF8.self))
      },
      define("removesuffix", "(self, suffix, /)", "A copy without the suffix, if it is there.") {
        string, arguments, vm in
        let suffix = try vm.textArgument(arguments[1], "removesuffix() argument must be str")
        guard StrText.hasSuffix(string.text, suffix) else { return .object(string) }
        return .string(String(decoding: string.text.utf8.dropLast(suffix.utf8.count), as: UTF8.self))
      },
    ]
  }

  private static func splitter(_ name: String, _ summary: String, last: Bool) -> Native {
    define(name, "(self, sep=None, maxsplit=-1)", summary) { string, arguments, vm in
      let limit = try vm.int(arguments[2])
      let pieces: [String]
      if arguments[1].isNone {
        if !last, limit < 0, string.isASCII { return .list(words(string.bytes, vm)) }
        pieces = last ? StrText.rsplitWords(string.text, limit: limit) : StrText.splitWords(string.text, limit: limit)
      } else {
        if !last, limit < 0, let separator = (arguments.base + 1).textBytes, !separator.isEmpty {
          return .list(self.pieces(string.bytes, separator, vm))
        }
        let separator = try vm.textArgument(arguments[1], "must be str or None")
        if separator.isEmpty { throw Raised(.valueError, "empty separator") }
        pieces = last
          ? StrText.rsplit(string.text, separator: separator, limit: limit)
          : StrText.split(string.text, separator: separator, limit: limit)
      }
      return .list(pieces.map(Value.string))
    }
  }

  private static func partitioner(_ name: String, _ summary: String, last: Bool) -> Native {
    define(name, "(self, sep, /)", summary) { string, arguments, vm in
      let separator = try vm.textArgument(arguments[1])
      if separator.isEmpty { throw Raised(.valueError, "empty separator") }
      guard let (head, tail) = StrText.partition(string.text, separator, last: last) else {
        let empty = Value.string("")
        return .tuple(last ? [empty, empty, .object(string)] : [.object(string), empty, empty])
      }
      return .tuple([.string(head), arguments[1], .string(tail)])
    }
  }

  static var splitting: [Native] {
    [
      splitter("split", "The words of the string, separated by sep or by white space.", last: false),
      splitter("rsplit", "The words of the string, split from the end.", last: true),
      partitioner("partition", "(head, sep, tail) around the first occurrence of sep.", last: false),
      partitioner("rpartition", "(head, sep, tail) around the last occurrence of sep.", last: true),
      define("splitlines", "(self, keepends=False)", "The lines of the string.") { string, arguments, vm in
        let lines = StrText.splitLines(string.text, keepingEnds: try vm.truth(arguments[1]))
        return .list(lines.map(Value.string))
      },
      define("join", "(self, iterable, /)", "Concatenates strings, with this string between them.") {
        string, arguments, vm in
        guard let items = try vm.itemsIfIterable(arguments[1]) else {
          throw Raised(.typeError, "can only join an iterable")
        }
        return try joined(items, by: string, vm)
      },
    ]
  }
}
