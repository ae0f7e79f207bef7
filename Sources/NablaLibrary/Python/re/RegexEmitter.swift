import NablaVM

/// Writes a parsed pattern for PCRE2.
///
/// The compiled pattern always has PCRE2's options dotall, multiline and "alternative circumflex" on, and newlines are
/// line feeds, so that each part can be written in a form that means one thing:
///
/// | Python | PCRE2 |
/// | --- | --- |
/// | `.` (dotall: any character) | `\N` (`.`) |
/// | `^` (multiline: at each line) | `\A` (`^`) |
/// | `$` (multiline: at each line) | `\Z` (`$`) |
/// | `\Z` | `\z` |
///
/// Classes are written out where PCRE2's differ from Python's, which is in white space, and under `re.ASCII`. Letter
/// case is ignored by PCRE2, except under `re.ASCII`, where PCRE2 would let the Kelvin sign be a k.
struct RegexEmitter {
  /// What the subject is.
  enum Target {
    /// `bytes`: one character a byte.
    case bytes
    /// A `str` whose characters are all ASCII, which needs no decoding and no Unicode tables.
    case asciiText
    /// Any `str`, as UTF-8.
    case text
  }

  private let target: Target
  private var output: [UInt8] = []
  /// Whether PCRE2 ignores case at this place.
  private var isCaseless = false

  /// Whether groups that are repeated a limited number of times are written once, and called: PCRE2 copies what it
  /// repeats, and its programs are limited to 64 KB.
  private let sharesRepeats: Bool
  private var shared: [[UInt8]] = []

  init(_ target: Target, sharesRepeats: Bool = false) {
    self.target = target
    self.sharesRepeats = sharesRepeats
  }

  mutating func emit(_ tree: RegexTree) throws -> [UInt8] {
    output = []
    try emit(tree.root)
    for (index, body) in shared.enumerated() {
      write("(?(DEFINE)(?<r\(index)>")
      output += body
      write("))")
    }
    return output
  }

  /// Writes a group's body as one that is called; nothing else may refer to what it matched.
  private mutating func share(_ body: RegexNode) throws {
    let written = output
    let saved = isCaseless
    output = Array((isCaseless ? "(?i)" : "(?-i)").utf8)
    try emit(body)
    shared.append(output)
    isCaseless = saved
    output = written
    write("(?&r\(shared.count - 1))")
  }

  private mutating func write(_ text: String) { output.append(contentsOf: text.utf8) }

  private func isASCIIOnly(_ flags: RegexFlags) -> Bool { target == .bytes || flags.contains(.ascii) }

  // MARK: characters

  private mutating func character(_ value: UInt32) {
    if value < 128, let scalar = Unicode.Scalar(value) {
      if RegexReader.isLetter(value) || RegexReader.isDigit(value) || scalar == "_" || scalar == " " {
        output.append(UInt8(value))
      } else if value > 32, value < 127 {
        output += [0x5C, UInt8(value)]
      } else {
        write("\\x{\(String(value, radix: 16))}")
      }
    } else {
      write("\\x{\(String(value, radix: 16))}")
    }
  }

  /// Sets PCRE2's caselessness for what follows in this group.
  private mutating func caseless(_ wanted: Bool) {
    guard wanted != isCaseless else { return }
    isCaseless = wanted
    write(wanted ? "(?i)" : "(?-i)")
  }

  /// Whether PCRE2 shall ignore case; under `re.ASCII` both cases are written out instead.
  private func ignoresCase(_ flags: RegexFlags) -> Bool {
    flags.contains(.ignoreCase) && !(target == .text && flags.contains(.ascii))
  }

  private func writesCases(_ flags: RegexFlags) -> Bool {
    flags.contains(.ignoreCase) && target == .text && flags.contains(.ascii)
  }

  private typealias Ranges = [(UInt32, UInt32)]
  private static let unicodeSpaces: Ranges = [
    (0x09, 0x0D), (0x1C, 0x20), (0x85, 0x85), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029),
    (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000),
  ]

  private func ranges(_ kind: RegexCategory.Kind, ascii: Bool) -> Ranges {
    switch kind {
    case .digit: [(48, 57)]
    case .space: ascii ? [(9, 13), (32, 32)] : target == .text ? RegexEmitter.unicodeSpaces : [(9, 13), (28, 32)]
    case .word: [(48, 57), (65, 90), (95, 95), (97, 122)]
    }
  }

  private func complement(_ ranges: Ranges) -> Ranges {
    let top: UInt32 = target == .text ? 0x10FFFF : 0xFF
    var result: Ranges = []
    var start: UInt32 = 0
    for (low, high) in ranges {
      if low > start { result.append((start, low - 1)) }
      start = high + 1
    }
    result.append((start, top))
    return result
  }

  private mutating func range(_ low: UInt32, _ high: UInt32) {
    let top: UInt32 = target == .text ? 0x10FFFF : 0xFF
    guard low <= top else { return }
    let high = min(high, top)
    // No UTF-8 text holds a surrogate, and PCRE2 takes none.
    if target == .text, low <= 0xDFFF, high >= 0xD800 {
      if low < 0xD800 { range(low, 0xD7FF) }
      if high > 0xDFFF { range(0xE000, high) }
      return
    }
    character(low)
    if high > low {
      write("-")
      character(high)
    }
  }

  /// The inside of a set.
  private mutating func category(_ category: RegexCategory, _ flags: RegexFlags) {
    if target == .text, !flags.contains(.ascii), category.kind != .space {
      // With Unicode properties on, PCRE2's own are Python's.
      write(category.kind == .digit ? (category.isNegated ? "\\D" : "\\d") : category.isNegated ? "\\W" : "\\w")
      return
    }
    let ranges = ranges(category.kind, ascii: isASCIIOnly(flags))
    for (low, high) in category.isNegated ? complement(ranges) : ranges { range(low, high) }
  }

  private mutating func set(_ items: [RegexNode.SetItem], _ isNegated: Bool, _ flags: RegexFlags) {
    caseless(ignoresCase(flags))
    let start = output.count
    write(isNegated ? "[^" : "[")
    let opened = output.count
    for item in items {
      switch item {
      case .category(let category): self.category(category, flags)
      case .range(let low, let high):
        range(low, high)
        if writesCases(flags) {
          for (from, to, other) in [(65, 90, 97), (97, 122, 65)] as [(UInt32, UInt32, UInt32)] {
            let (first, last) = (max(low, from), min(high, to))
            if first <= last { range(first - from + other, last - from + other) }
          }
        }
      }
    }
    // A set of characters that no such subject has.
    if output.count == opened {
      output.removeSubrange(start...)
      write(isNegated ? "." : "(?!)")
      return
    }
    write("]")
  }

  // MARK: places

  private mutating func boundary(_ isNegated: Bool, _ flags: RegexFlags) {
    guard target == .text, flags.contains(.ascii) else { return write(isNegated ? "\\B" : "\\b") }
    let word = "[0-9A-Z_a-z]"
    caseless(false)
    write(
      isNegated
        ? "(?:(?<=\(word))(?=\(word))|(?<!\(word))(?!\(word)))" : "(?:(?<=\(word))(?!\(word))|(?<!\(word))(?=\(word)))")
  }

  private mutating func place(_ place: RegexNode.Place, _ flags: RegexFlags) {
    switch place {
    case .lineStart: write(flags.contains(.multiline) ? "^" : "\\A")
    case .lineEnd: write(flags.contains(.multiline) ? "$" : "\\Z")
    case .textStart: write("\\A")
    case .textEnd: write("\\z")
    case .boundary: boundary(false, flags)
    case .noBoundary: boundary(true, flags)
    }
  }

  // MARK: structure

  /// A group; PCRE2's flags end with it.
  private mutating func enclosed(_ open: String, _ body: RegexNode) throws {
    write(open)
    let saved = isCaseless
    try emit(body)
    isCaseless = saved
    write(")")
  }

  private mutating func emit(_ node: RegexNode) throws {
    switch node {
    case .literal(let value, let flags):
      if writesCases(flags), RegexReader.isLetter(value) {
        set([.range(value, value)], false, flags)
      } else if target != .text, value > 0xFF {
        write("(?!)")
      } else if target == .text, (0xD800...0xDFFF).contains(value) {
        write("(?!)")
      } else {
        caseless(ignoresCase(flags))
        character(value)
      }
    case .any(let flags): write(flags.contains(.dotAll) ? "." : "\\N")
    case .set(let items, let isNegated, let flags): set(items, isNegated, flags)
    case .category(let category, let flags):
      if target == .text, !flags.contains(.ascii), category.kind != .space {
        self.category(category, flags)
      } else {
        set([.category(category)], false, flags)
      }
    case .place(let place, let flags): self.place(place, flags)
    case .sequence(let parts): for part in parts { try emit(part) }
    case .branch(let parts): try branch(parts)
    case .group(let index, let body): try enclosed(index == nil ? "(?:" : "(", body)
    case .atomic(let body): try enclosed("(?>", body)
    case .look(let isBehind, let isNegated, let body):
      try enclosed("(?" + (isBehind ? "<" : "") + (isNegated ? "!" : "="), body)
    case .repeat(let body, let least, let most, let greed): try repetition(body, least, most, greed)
    case .reference(let index, let flags):
      caseless(flags.contains(.ignoreCase))
      write("\\g{\(index)}")
    case .conditional(let index, let yes, let no):
      try enclosed("(?(\(index))", no.map { .branch([yes, $0]) } ?? yes)
    }
  }

  private mutating func branch(_ parts: [RegexNode]) throws {
    for (index, part) in parts.enumerated() {
      // For PCRE2 too, a flag set inside one alternative holds in those behind it.
      if index > 0 { write("|") }
      try emit(part)
    }
  }

  private mutating func repetition(_ body: RegexNode, _ least: Int, _ most: Int?, _ greed: RegexNode.Greed) throws {
    guard max(least, most ?? 0) <= 65535 else {
      throw RegexError(message: "the repetition number is too large: Nabla's may be up to 65535", position: nil)
    }
    if sharesRepeats, max(least, most ?? 0) > 8, case .group(nil, let inner) = body, !inner.refersToGroups {
      try share(inner)
    } else
    // Behind `\N` PCRE2 might take a brace for the name of a character.
    if case .any(let flags) = body, !flags.contains(.dotAll) { write("[^\\n]") } else { try emit(body) }
    switch (least, most) {
    case (0, nil): write("*")
    case (1, nil): write("+")
    case (0, 1): write("?")
    case (_, nil): write("{\(least),}")
    case (_, let most?): write("{\(least),\(most)}")
    }
    switch greed {
    case .greedy: break
    case .lazy: write("?")
    case .possessive: write("+")
    }
  }
}
