import NablaVM

/// `re.Pattern`.
final class PatternObject: Object {
  let pattern: Value
  let flags: Int
  let tree: RegexTree
  let isText: Bool
  private var programs: [RegexProgram?] = Array(repeating: nil, count: 6)
  let groupIndex: [String: Int]
  /// The names of groups by number, None for those that have none.
  let groupNameValues: [Value]

  private init(_ pattern: Value, flags: Int, _ tree: RegexTree, isText: Bool) {
    self.pattern = pattern
    self.flags = flags
    self.tree = tree
    self.isText = isText
    groupIndex = Dictionary(tree.groupNames.map { ($0.name, $0.index) }, uniquingKeysWith: { first, _ in first })
    var names = [Value](repeating: .none, count: tree.groupCount + 1)
    for (name, index) in tree.groupNames { names[index] = .string(name) }
    groupNameValues = names
    super.init(type: .regexPattern, kind: .plain)
  }

  // MARK: compiling

  private struct Key: Hashable {
    let pattern: Object
    let flags: Int
    let isText: Bool

    func hash(into hasher: inout Hasher) {
      hasher.combine(flags)
      if let string = pattern as? StrObject { hasher.combine(string.hashCode) }
      if let bytes = pattern as? BytesObject { hasher.combine(bytes.bytes) }
    }
    static func == (a: Key, b: Key) -> Bool {
      guard a.flags == b.flags, a.isText == b.isText else { return false }
      if let a = a.pattern as? StrObject, let b = b.pattern as? StrObject { return a.isEqual(b) }
      if let a = a.pattern as? BytesObject, let b = b.pattern as? BytesObject { return a.bytes == b.bytes }
      return false
    }
  }

  private static var cache: [Key: PatternObject] = [:]
  /// Patterns kept, as in CPython.
  private static let cacheLimit = 512

  static func purge() {
    cache = [:]
    recent = Array(repeating: nil, count: recent.count)
  }

  /// The patterns compiled last, by the very object that the program passed: a literal is the same object each time,
  /// and its text need not be looked at.
  private static var recent: [(source: Object, flags: Int, pattern: PatternObject)?] = Array(repeating: nil, count: 64)

  /// The compiled pattern of `re`'s functions: a pattern object is taken as it is, text is compiled once.
  static func from(_ value: Value, flags: Value, _ vm: Interpreter) throws -> PatternObject {
    let number = flags.isUndefined || flags.isNone ? 0 : try vm.int(flags)
    let slot = value.object.map { ($0.identity >> 4) & 63 } ?? 0
    if case .object(let object) = value, let entry = recent[slot], entry.source === object, entry.flags == number {
      return entry.pattern
    }
    let pattern = try find(value, flags: number, vm)
    if case .object(let object) = value, object.kind == .str || object.kind == .bytes {
      recent[slot] = (object, number, pattern)
    }
    return pattern
  }

  private static func find(_ value: Value, flags number: Int, _ vm: Interpreter) throws -> PatternObject {
    if let pattern = value.as(PatternObject.self) {
      if number != 0 { throw Raised(.valueError, "cannot process flags argument with a compiled pattern") }
      return pattern
    }
    let isText: Bool
    if value.as(StrObject.self) != nil {
      isText = true
    } else if value.as(BytesObject.self) != nil {
      isText = false
    } else {
      _ = try vm.hash(value)
      throw Raised(.typeError, "first argument must be string or compiled pattern")
    }
    guard let object = value.object else { throw Raised(.typeError, "first argument must be string or compiled pattern") }
    // A bytearray may change, so it is no key: CPython's words for it are those of a dictionary.
    if !isText { _ = try vm.hash(value) }
    let key = Key(pattern: object, flags: number, isText: isText)
    if let known = cache[key] { return known }
    let pattern = try compile(value, flags: number, isText: isText, vm)
    if cache.count >= cacheLimit, let any = cache.keys.first { cache[any] = nil }
    cache[key] = pattern
    return pattern
  }

  private static func compile(_ value: Value, flags number: Int, isText: Bool, _ vm: Interpreter) throws -> PatternObject {
    var flags = RegexFlags(rawValue: number)
    if flags.contains(.debug) { throw Raised(.notImplementedError, "re.DEBUG is not part of Nabla") }
    let text: [UInt32]
    if let string = value.as(StrObject.self) {
      if flags.contains(.locale) { throw Raised(.valueError, "cannot use LOCALE flag with a str pattern") }
      text = string.scalars
    } else {
      if flags.contains(.unicode) { throw Raised(.valueError, "cannot use UNICODE flag with a bytes pattern") }
      text = try vm.bytesLike(value).map(UInt32.init)
    }
    do {
      let tree = try RegexParser.parse(text, isBytes: !isText, flags: flags)
      flags.formUnion(tree.flags)
      if flags.contains([.ascii, .unicode]) { throw Raised(.valueError, "ASCII and UNICODE flags are incompatible") }
      if flags.contains([.ascii, .locale]) { throw Raised(.valueError, "ASCII and LOCALE flags are incompatible") }
      if isText, !flags.contains(.ascii) { flags.insert(.unicode) }
      try tree.root.checkLookBehinds()
      let pattern = PatternObject(value, flags: flags.rawValue, tree, isText: isText)
      // What PCRE2 refuses is told now and not at the first match.
      _ = try pattern.program(.search, isASCII: isText && tree.isASCII)
      return pattern
    } catch let error as RegexError {
      throw RegexErrors.raised(error, pattern: value, text: text)
    }
  }

  func program(_ mode: RegexProgram.Mode, isASCII: Bool) throws -> RegexProgram {
    let usesASCII = isASCII && isText && tree.isASCII
    let index = mode.rawValue * 2 + (usesASCII ? 1 : 0)
    if let program = programs[index] { return program }
    let target: RegexEmitter.Target = !isText ? .bytes : usesASCII ? .asciiText : .text
    do {
      let program = try RegexProgram(tree, for: target, mode)
      programs[index] = program
      return program
    } catch let error as RegexError {
      throw RegexErrors.raised(error, pattern: pattern, text: [])
    }
  }

  // MARK: matching

  func subject(_ value: Value, _ vm: Interpreter) throws -> RegexSubject {
    let subject = try RegexSubject(value, vm)
    if subject.isText != isText {
      throw Raised(
        .typeError,
        isText
          ? "cannot use a string pattern on a bytes-like object" : "cannot use a bytes pattern on a string-like object")
    }
    return subject
  }

  /// One match, or `nil`.
  func find(_ mode: RegexProgram.Mode, _ value: Value, _ start: Value, _ end: Value, _ vm: Interpreter) throws
    -> MatchObject?
  {
    if start.isUndefined || start.isNone || start.isZero, end.isUndefined || end.isNone {
      let subject = try subject(value, vm)
      let program = try program(mode, isASCII: subject.isASCII)
      guard try subject.withBytes({ try program.match($0, from: 0, vm) }) else { return nil }
      return MatchObject(self, subject, program.offsets, 0, subject.count)
    }
    let scan = try RegexScan(self, value, start, end, vm, mode: mode)
    return try scan.next(vm) ? scan.match : nil
  }

  // MARK: the object protocol

  override func repr(_ vm: Interpreter) throws -> String {
    var shown = flags
    if isText { shown &= ~RegexFlags.unicode.rawValue }
    var text = try vm.repr(pattern)
    if StrText.count(text) > 200 { text = StrText.prefix(text, 200) }
    return "re.compile(\(text)\(shown == 0 ? "" : ", " + RegexFlagObject.text(shown, RegexFlags.names)))"
  }

  override func hash(_ vm: Interpreter) throws -> Int { try vm.hash(pattern) ^ flags }
  override func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    guard op == .equal || op == .notEqual, let other = other.as(PatternObject.self) else { return nil }
    let same = flags == other.flags && isText == other.isText
    let equal = try same && vm.equals(pattern, other.pattern)
    return .bool(equal == (op == .equal))
  }
}

/// `re.error`.
enum RegexErrors {
  static func raised(_ error: RegexError, pattern: Value, text: [UInt32]) -> Raised {
    let exception = ExceptionObject(type: .regexError)
    fill(exception, error.message, pattern, error.position, text)
    return Raised(exception)
  }

  static func fill(
    _ exception: ExceptionObject, _ message: String, _ pattern: Value, _ position: Int?, _ text: [UInt32]
  ) {
    exception.setOwnAttribute("msg", .string(message))
    exception.setOwnAttribute("pattern", pattern)
    exception.setOwnAttribute("pos", position.map { .int($0) } ?? .none)
    var shown = message
    var line: Int?
    var column: Int?
    if let position {
      let before = text.prefix(max(0, position))
      line = before.filter { $0 == 10 }.count + 1
      column = position - (before.lastIndex(of: 10) ?? -1)
      shown += " at position \(position)"
      if text.contains(10), let line, let column { shown += " (line \(line), column \(column))" }
    }
    exception.setOwnAttribute("lineno", line.map { .int($0) } ?? .none)
    exception.setOwnAttribute("colno", column.map { .int($0) } ?? .none)
    exception.arguments = [.string(shown)]
  }
}

extension RegexNode {
  /// A look-behind must know how far to look.
  func checkLookBehinds() throws {
    var groups: [Int: (Int, Int?)] = [:]
    _ = width(&groups)
    try check(groups)
  }

  private func check(_ groups: [Int: (Int, Int?)]) throws {
    switch self {
    case .literal, .any, .set, .category, .place, .reference: break
    case .sequence(let parts), .branch(let parts): for part in parts { try part.check(groups) }
    case .group(_, let body), .atomic(let body), .repeat(let body, _, _, _): try body.check(groups)
    case .conditional(_, let yes, let no):
      try yes.check(groups)
      try no?.check(groups)
    case .look(let isBehind, _, let body):
      if isBehind {
        var known = groups
        let (least, most) = body.width(&known)
        if least != most {
          throw RegexError(message: "look-behind requires fixed-width pattern", position: nil)
        }
      }
      try body.check(groups)
    }
  }
}

extension TypeObject {
  static let regexError = TypeObject(
    NativeType(
      "error", module: "re", bases: { [ExceptionKind.exception.type] },
      summary: "Raised for a pattern that is none.",
      allocate: { type, _ in ExceptionObject(type: type) },
      methods: {
        [
          Native("__init__", "(self, msg, pattern=None, pos=None)") { arguments, vm in
            let exception = try arguments.receiver(ExceptionObject.self, vm)
            let text = arguments[2].as(StrObject.self)?.scalars ?? vm.bytesLikeOrNil(arguments[2])?.map(UInt32.init) ?? []
            let position = arguments.isNone(2) ? nil : try arguments.optionalInt(3, vm)
            RegexErrors.fill(exception, try vm.str(arguments[1]), arguments[2], position, text)
            return .none
          }
        ]
      }))
}

extension Value {
  fileprivate var isZero: Bool { if case .int(0) = self { return true } else { return false } }
}
