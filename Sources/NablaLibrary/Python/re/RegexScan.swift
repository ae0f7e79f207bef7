import NablaVM

/// Walks through a subject from match to match, as `finditer`, `findall`, `split` and `sub` do: an empty match may
/// follow another match, but not at the place of an empty one.
final class RegexScan {
  let pattern: PatternObject
  let subject: RegexSubject
  private let program: RegexProgram
  /// In bytes, as are all that follow.
  let start: Int
  let end: Int
  private(set) var place: Int
  private var rejectsEmpty = false
  /// In code points, as the program gave them.
  private let firstIndex: Int
  private let lastIndex: Int

  init(
    _ pattern: PatternObject, _ value: Value, _ start: Value, _ end: Value, _ vm: Interpreter,
    mode: RegexProgram.Mode = .search
  ) throws {
    self.pattern = pattern
    subject = try pattern.subject(value, vm)
    let first = start.isNone || start.isUndefined ? 0 : min(max(0, try vm.boundArgument(start) ?? 0), subject.count)
    let last = end.isNone || end.isUndefined
      ? subject.count : min(max(0, try vm.boundArgument(end) ?? 0), subject.count)
    firstIndex = first
    lastIndex = last
    self.end = last == subject.count ? subject.byteCount : subject.byte(at: last)
    self.start = subject.byte(at: first)
    place = self.start
    program = try pattern.program(mode, isASCII: subject.isASCII)
  }

  /// Over a whole text.
  convenience init(_ pattern: PatternObject, _ value: Value, _ vm: Interpreter) throws {
    try self.init(pattern, value, .none, .none, vm)
  }

  /// Bytes where groups of the current match start and end.
  var offsets: [Int] { program.offsets }
  var matchStart: Int { program.start }
  var matchEnd: Int { program.end }
  func start(_ group: Int) -> Int { program.start(group) }
  func end(_ group: Int) -> Int { program.end(group) }

  func next(_ vm: Interpreter) throws -> Bool { try subject.withBytes { try next($0, vm) } }

  func next(_ bytes: UnsafeBufferPointer<UInt8>, _ vm: Interpreter) throws -> Bool {
    guard place <= end else { return false }
    let visible = UnsafeBufferPointer(rebasing: bytes[..<end])
    guard try program.match(visible, from: place, rejectsEmpty: rejectsEmpty, vm) else {
      place = end + 1
      return false
    }
    place = program.end
    rejectsEmpty = program.start == place
    return true
  }

  var match: MatchObject {
    MatchObject(pattern, subject, program.offsets, firstIndex, lastIndex)
  }

  /// The current match as `findall` gives it: the whole, the only group, or a tuple of all groups.
  func found(_ bytes: UnsafeBufferPointer<UInt8>) -> Value {
    func part(_ group: Int) -> Value {
      let start = program.start(group)
      return start < 0 ? subject.emptyValue : subject.slice(start, program.end(group), bytes)
    }
    switch pattern.tree.groupCount {
    case 0: return part(0)
    case 1: return part(1)
    case let count: return .tuple((1...count).map(part))
    }
  }
}
