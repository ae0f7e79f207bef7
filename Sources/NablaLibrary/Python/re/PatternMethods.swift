import NablaVM

/// Matching, finding, splitting and replacing: the methods of patterns, which `re`'s functions share.
enum PatternMethods {
  private static func define(
    _ name: String, _ signature: String, _ summary: String,
    _ body: @escaping (PatternObject, Arguments, Interpreter) throws -> Value
  ) -> Native {
    nativeMethod(of: PatternObject.self, "re.Pattern", name, signature, summary, body)
  }

  static var all: [Native] {
    let range = "(self, /, string, pos=0, endpos=<end>)"
    return [
      define("match", range, "A match at the start of the text, or None.") { pattern, arguments, vm in
        try pattern.find(.match, arguments[1], arguments[2], arguments[3], vm).map { .object($0) } ?? .none
      },
      define("fullmatch", range, "A match of the whole text, or None.") { pattern, arguments, vm in
        try pattern.find(.fullMatch, arguments[1], arguments[2], arguments[3], vm).map { .object($0) } ?? .none
      },
      define("search", range, "The first match anywhere in the text, or None.") { pattern, arguments, vm in
        try pattern.find(.search, arguments[1], arguments[2], arguments[3], vm).map { .object($0) } ?? .none
      },
      define("findall", range, "The texts of all matches.") { pattern, arguments, vm in
        try findAll(pattern, arguments[1], arguments[2], arguments[3], vm)
      },
      define("finditer", range, "An iterator over all matches.") { pattern, arguments, vm in
        try iterate(pattern, arguments[1], arguments[2], arguments[3], vm)
      },
      define("split", "(self, /, string, maxsplit=0)", "The text cut at all matches.") { pattern, arguments, vm in
        try split(pattern, arguments[1], limit: try arguments.int(2, vm), vm)
      },
      define("sub", "(self, /, repl, string, count=0)", "The text with matches replaced.") { pattern, arguments, vm in
        try replace(pattern, arguments[1], arguments[2], limit: try arguments.int(3, vm), vm).value
      },
      define("subn", "(self, /, repl, string, count=0)", "(text, how many matches were replaced).") {
        pattern, arguments, vm in
        let (value, count) = try replace(pattern, arguments[1], arguments[2], limit: try arguments.int(3, vm), vm)
        return .tuple([value, .int(count)])
      },
      define("__copy__", "(self)", "The pattern itself.") { pattern, _, _ in .object(pattern) },
      define("__deepcopy__", "(self, memo, /)", "The pattern itself.") { pattern, _, _ in .object(pattern) },
    ]
  }

  static func findAll(_ pattern: PatternObject, _ value: Value, _ start: Value, _ end: Value, _ vm: Interpreter) throws
    -> Value
  {
    let scan = try RegexScan(pattern, value, start, end, vm)
    var found: [Value] = []
    try scan.subject.withBytes { bytes in
      while try scan.next(bytes, vm) { found.append(scan.found(bytes)) }
    }
    return .list(found)
  }

  static func iterate(_ pattern: PatternObject, _ value: Value, _ start: Value, _ end: Value, _ vm: Interpreter) throws
    -> Value
  {
    let scan = try RegexScan(pattern, value, start, end, vm)
    return .object(
      ClosureIterator { _, vm in try scan.next(vm) ? .object(scan.match) : nil })
  }

  static func split(_ pattern: PatternObject, _ value: Value, limit: Int, _ vm: Interpreter) throws -> Value {
    let scan = try RegexScan(pattern, value, vm)
    let subject = scan.subject
    var parts: [Value] = []
    var last = 0
    var count = 0
    try subject.withBytes { bytes in
      while limit == 0 || count < limit, try scan.next(bytes, vm) {
        parts.append(subject.slice(last, scan.matchStart, bytes))
        for group in stride(from: 1, through: pattern.tree.groupCount, by: 1) {
          let start = scan.start(group)
          parts.append(start < 0 ? .none : subject.slice(start, scan.end(group), bytes))
        }
        last = scan.matchEnd
        count += 1
      }
      parts.append(subject.slice(last, bytes.count, bytes))
    }
    return .list(parts)
  }

  static func replace(_ pattern: PatternObject, _ replacement: Value, _ value: Value, limit: Int, _ vm: Interpreter)
    throws -> (value: Value, count: Int)
  {
    let scan = try RegexScan(pattern, value, vm)
    let subject = scan.subject
    var output = RegexOutput(isText: pattern.isText)
    var last = 0
    var count = 0
    func copy(_ bytes: UnsafeBufferPointer<UInt8>, to end: Int) {
      output.append(UnsafeBufferPointer(rebasing: bytes[last..<end]))
    }
    if isCallable(replacement) {
      while limit == 0 || count < limit, try scan.next(vm) {
        let match = scan.match
        try subject.withBytes { copy($0, to: match.offsets[0]) }
        let result = try vm.call(replacement, [.object(match)])
        // None, as in CPython, leaves nothing.
        if !result.isNone { try append(result, to: &output, count, vm) }
        last = match.offsets[1]
        count += 1
      }
      try subject.withBytes { copy($0, to: $0.count) }
    } else {
      let template = try RegexTemplate.parse(replacement, pattern, vm)
      try subject.withBytes { bytes in
        while limit == 0 || count < limit, try scan.next(bytes, vm) {
          copy(bytes, to: scan.matchStart)
          template.append(to: &output, bytes, start: scan.start, end: scan.end)
          last = scan.matchEnd
          count += 1
        }
        copy(bytes, to: bytes.count)
      }
    }
    return (count == 0 && value.object?.kind != .other ? value : output.value, count)
  }

  private static func isCallable(_ value: Value) -> Bool {
    guard let object = value.object, !(object is StrObject) else { return false }
    return object.isCallable || object.type.override(Names.call) != nil
  }

  private static func append(_ value: Value, to output: inout RegexOutput, _ count: Int, _ vm: Interpreter) throws {
    if output.isText, let text = value.text {
      output.append(text)
    } else if !output.isText, let bytes = vm.bytesLikeOrNil(value) {
      output.append(bytes)
    } else {
      let expected = output.isText ? "str instance" : "a bytes-like object"
      throw Raised(
        .typeError, "sequence item \(2 * count + 1): expected \(expected), \(vm.typeName(of: value)) found")
    }
  }

  static var properties: [NativeProperty] {
    func part(_ name: String, _ summary: String, _ read: @escaping (PatternObject) -> Value) -> NativeProperty {
      NativeProperty(name, summary) { object, _ in (object as? PatternObject).map(read) ?? .none }
    }
    return [
      part("pattern", "What the pattern was compiled from.") { $0.pattern },
      part("flags", "The flags.") { .int($0.flags) },
      part("groups", "How many groups capture.") { .int($0.tree.groupCount) },
      part("groupindex", "The numbers of named groups.") { pattern in
        .object(DictObject(pattern.tree.groupNames.map { ($0.name, .int($0.index)) }))
      },
    ]
  }
}

extension TypeObject {
  static let regexPattern = TypeObject(
    NativeType(
      "Pattern", module: "re", summary: "A compiled regular expression.", isFinal: true,
      methods: { PatternMethods.all }, classMethods: { [] }, properties: { PatternMethods.properties }))
}
