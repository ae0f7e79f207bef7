import CPCRE2
import NablaVM

/// A pattern compiled by PCRE2 for one kind of subject and one way of matching.
final class RegexProgram {
  /// Where a match has to lie.
  enum Mode: Int { case search, match, fullMatch }

  private let code: OpaquePointer
  private let data: OpaquePointer
  private let isJIT: Bool
  /// Bytes where groups start and end in the last match, -1 for those that took no part: two for each group.
  private let places: UnsafeMutablePointer<Int>
  private let pairs: Int
  private let limits: RegexLimits

  private static let sharedLimits = RegexLimits()

  init(_ tree: RegexTree, for target: RegexEmitter.Target, _ mode: Mode) throws {
    var options = UInt32(PCRE2_DOTALL) | UInt32(PCRE2_MULTILINE) | UInt32(PCRE2_ALT_CIRCUMFLEX)
    options |= UInt32(PCRE2_NEVER_BACKSLASH_C)
    if target == .text { options |= UInt32(PCRE2_UTF) | UInt32(PCRE2_UCP) | UInt32(PCRE2_NO_UTF_CHECK) }
    if mode != .search { options |= PCRE2_ANCHORED }
    if mode == .fullMatch { options |= PCRE2_ENDANCHORED }
    var problem: Int32 = 0
    func compile(sharesRepeats: Bool) throws -> OpaquePointer? {
      var emitter = RegexEmitter(target, sharesRepeats: sharesRepeats)
      let pattern = try emitter.emit(tree)
      var place = 0
      return pattern.withUnsafeBufferPointer {
        pcre2_compile_8($0.baseAddress, $0.count, options, &problem, &place, RegexProgram.sharedLimits.compiling)
      }
    }
    var compiled = try compile(sharesRepeats: false)
    if compiled == nil, problem == PCRE2_ERROR_PATTERN_TOO_LARGE { compiled = try compile(sharesRepeats: true) }
    guard let code = compiled else { throw RegexError(message: RegexProgram.words(problem), position: nil) }
    guard let data = pcre2_match_data_create_from_pattern_8(code, nil) else {
      pcre2_code_free_8(code)
      throw Raised(.memoryError)
    }
    self.code = code
    self.data = data
    // Machine code is several times as fast; where it is not to be had, PCRE2 interprets.
    isJIT = pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE)) == 0
    limits = RegexProgram.sharedLimits
    pairs = tree.groupCount + 1
    places = .allocate(capacity: 2 * pairs)
    places.initialize(repeating: -1, count: 2 * pairs)
  }

  deinit {
    places.deallocate()
    pcre2_match_data_free_8(data)
    pcre2_code_free_8(code)
  }

  /// Where the last match starts and ends.
  var start: Int { places[0] }
  var end: Int { places[1] }
  func start(_ group: Int) -> Int { places[2 * group] }
  func end(_ group: Int) -> Int { places[2 * group + 1] }
  var offsets: [Int] { Array(UnsafeBufferPointer(start: places, count: 2 * pairs)) }

  static func words(_ number: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = pcre2_get_error_message_8(number, &buffer, buffer.count)
    return String(decoding: buffer[..<max(0, Int(count))], as: UTF8.self)
  }

  /// Looks for a match from byte `start` on. `rejectsEmpty`: not an empty one at the start.
  ///
  /// A pattern such as `(a+)+b` may take time that doubles with each character. PCRE2 counts its steps and gives up at
  /// a limit, so the search is tried with limits that grow; in between, Ctrl-C is served. All tries together take at
  /// most a fraction more than the last one.
  func match(_ subject: UnsafeBufferPointer<UInt8>, from start: Int, rejectsEmpty: Bool = false, _ vm: Interpreter) throws
    -> Bool
  {
    let options: UInt32 = rejectsEmpty ? UInt32(PCRE2_NOTEMPTY_ATSTART) : 0
    var result = run(subject, start, options, RegexLimits.first)
    if result == PCRE2_ERROR_MATCHLIMIT {
      for limit in RegexLimits.later where result == PCRE2_ERROR_MATCHLIMIT {
        if InterruptWord.isRaised { try vm.serveInterrupt() }
        result = run(subject, start, options, limit)
      }
    }
    if result == PCRE2_ERROR_NOMATCH { return false }
    guard result > 0, let vector = pcre2_get_ovector_pointer_8(data) else { throw failure(result) }
    for index in 0..<(2 * pairs) {
      let value = index < 2 * Int(result) ? vector[index] : ~0
      places[index] = value == ~0 ? -1 : Int(truncatingIfNeeded: value)
    }
    return true
  }

  private func run(_ subject: UnsafeBufferPointer<UInt8>, _ start: Int, _ options: UInt32, _ limit: UInt32) -> Int32 {
    let context = limits.matching(limit)
    let base = subject.baseAddress ?? RegexLimits.nothing
    if isJIT {
      let result = pcre2_jit_match_8(code, base, subject.count, start, options, data, context)
      // What the machine code's stack has no room for is left to the interpreter, whose memory is limited too.
      if result != PCRE2_ERROR_JIT_STACKLIMIT { return result }
    }
    let plain = options | UInt32(PCRE2_NO_UTF_CHECK) | UInt32(PCRE2_NO_JIT)
    return pcre2_match_8(code, base, subject.count, start, plain, data, context)
  }

  private func failure(_ result: Int32) -> Raised {
    guard result == PCRE2_ERROR_MATCHLIMIT || result == PCRE2_ERROR_HEAPLIMIT else {
      return Raised(.runtimeError, "the regular expression cannot be matched: \(RegexProgram.words(result))")
    }
    return Raised(
      .runtimeError,
      "the regular expression takes too many steps on this text",
      details: [
        "  A quantifier inside another one, such as (a+)+, can split a text in exponentially many ways.",
        "  Make what repeats unambiguous, or write a possessive quantifier (a++) or an atomic group (?>...).",
      ])
  }
}

/// What all programs share: newlines are line feeds, and matching is limited in steps and memory.
private final class RegexLimits {
  /// Steps of one try each; the last takes some seconds.
  static let first: UInt32 = 2_000_000
  static let later: [UInt32] = [16_000_000, 128_000_000]
  /// What an empty subject points to.
  static let nothing: UnsafePointer<UInt8> = {
    let byte = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
    byte.initialize(to: 0)
    return UnsafePointer(byte)
  }()

  let compiling: OpaquePointer?
  private let context: OpaquePointer?
  private let stack: OpaquePointer?
  private var limit: UInt32 = 0

  init() {
    compiling = pcre2_compile_context_create_8(nil)
    pcre2_set_newline_8(compiling, UInt32(PCRE2_NEWLINE_LF))
    context = pcre2_match_context_create_8(nil)
    // Kibibytes of backtracking memory.
    pcre2_set_heap_limit_8(context, 1 << 18)
    pcre2_set_depth_limit_8(context, UInt32.max)
    stack = pcre2_jit_stack_create_8(1 << 16, 1 << 26, nil)
    pcre2_jit_stack_assign_8(context, nil, stack.map { UnsafeMutableRawPointer($0) })
  }

  func matching(_ limit: UInt32) -> OpaquePointer? {
    if limit != self.limit {
      pcre2_set_match_limit_8(context, limit)
      self.limit = limit
    }
    return context
  }
}
