import NablaVM

/// Parses Python's pattern syntax, with CPython's messages and positions.
///
/// PCRE2 never sees what the program wrote: it gets a pattern written anew from the tree (see `RegexEmitter`), so that
/// what only one of the two understands cannot leak through.
struct RegexParser {
  var reader: RegexReader
  let isBytes: Bool
  /// Flags of the whole pattern, and those in force at the place being read.
  private(set) var globalFlags: RegexFlags
  var flags: RegexFlags
  /// Counts the whole match as group 0.
  private(set) var groupCount = 1
  private(set) var groupNames: [(name: String, index: Int)] = []
  private var openGroups: Set<Int> = []
  /// In a look-behind: the first group that was defined inside.
  private var lookBehindGroups: Int?
  /// Numbers that conditions refer to, and where.
  private var conditionPlaces: [(index: Int, place: Int)] = []
  private(set) var isASCII = true
  private var depth = 0

  private struct NeedsVerbose: Error {}

  static func parse(_ text: [UInt32], isBytes: Bool, flags: RegexFlags) throws -> RegexTree {
    do {
      var parser = RegexParser(text, isBytes: isBytes, flags: flags)
      return try parser.parse()
    } catch is NeedsVerbose {
      var parser = RegexParser(text, isBytes: isBytes, flags: flags.union(.verbose))
      return try parser.parse()
    }
  }

  private init(_ text: [UInt32], isBytes: Bool, flags: RegexFlags) {
    reader = RegexReader(text)
    self.isBytes = isBytes
    globalFlags = flags
    self.flags = flags
  }

  private mutating func parse() throws -> RegexTree {
    let root = try alternatives(isTop: true)
    if !reader.isAtEnd { throw reader.error("unbalanced parenthesis") }
    for (index, place) in conditionPlaces where index >= groupCount {
      throw reader.error("invalid group reference \(index)", at: place)
    }
    return RegexTree(
      root: root, flags: globalFlags, groupCount: groupCount - 1, groupNames: groupNames, isASCII: isASCII)
  }

  private mutating func alternatives(isTop: Bool) throws -> RegexNode {
    // Patterns nest on the native stack.
    depth += 1
    defer { depth -= 1 }
    if depth > 200 { throw reader.error("groups nest too deeply") }
    var branches: [RegexNode] = []
    repeat {
      branches.append(try sequence(isFirst: isTop && branches.isEmpty))
    } while reader.match("|")
    return branches.count == 1 ? branches[0] : .branch(branches)
  }

  private mutating func sequence(isFirst: Bool) throws -> RegexNode {
    var parts: [RegexNode] = []
    while let next = reader.next, next != 0x7C, next != 0x29 {
      guard let token = try reader.get(), let this = token.first else { break }
      if flags.contains(.verbose) {
        if this == 32 || (9...13).contains(this) { continue }
        if this == 0x23 {
          while let token = try reader.get(), token.first != 10 {}
          continue
        }
      }
      switch Unicode.Scalar(this) {
      case "\\": parts.append(try escape(token))
      case "[": parts.append(try set())
      case ".": parts.append(.any(flags))
      case "^": parts.append(.place(.lineStart, flags))
      case "$": parts.append(.place(.lineEnd, flags))
      case "*", "+", "?", "{":
        if let repeated = try repetition(this, of: parts.last) {
          parts[parts.count - 1] = repeated
        } else {
          parts.append(literal(this))
        }
      case "(":
        if let node = try group(canSetFlags: isFirst && parts.isEmpty) { parts.append(node) }
      default: parts.append(literal(this))
      }
    }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  mutating func literal(_ character: UInt32) -> RegexNode {
    if character >= 128 { isASCII = false }
    return .literal(character, flags)
  }

  // MARK: repetition

  /// The item repeated; `nil` where a brace is only a brace.
  private mutating func repetition(_ sign: UInt32, of item: RegexNode?) throws -> RegexNode? {
    let here = reader.place
    var least = 0
    var most: Int?
    switch Unicode.Scalar(sign) {
    case "?": most = 1
    case "*": break
    case "+": least = 1
    default:
      if reader.isNext("}") { return nil }
      let low = try number()
      var high = low
      if reader.match(",") { high = try number() }
      guard reader.match("}") else {
        reader.place = here
        return nil
      }
      least = low ?? 0
      most = high
      if let most, most < least { throw reader.error("min repeat greater than max repeat", at: here) }
    }
    guard let item else { throw reader.error("nothing to repeat", at: here - 1) }
    switch item {
    case .place: throw reader.error("nothing to repeat", at: here - 1)
    case .repeat: throw reader.error("multiple repeat", at: here - 1)
    default: break
    }
    let greed: RegexNode.Greed = reader.match("?") ? .lazy : reader.match("+") ? .possessive : .greedy
    return .repeat(item, least, most, greed)
  }

  private mutating func number() throws -> Int? {
    let start = reader.place
    reader.getWhile(Int.max, RegexReader.isDigit)
    if start == reader.place { return nil }
    guard let value = Int(reader.string(start..<reader.place)), value < 4_294_967_295 else {
      throw Raised(.overflowError, "the repetition number is too large")
    }
    return value
  }

  // MARK: groups

  private mutating func group(canSetFlags: Bool) throws -> RegexNode? {
    let start = reader.place - 1
    var captures = true
    var isAtomic = false
    var name: String?
    var outer = flags
    defer { flags = outer }
    if reader.match("?") {
      guard let token = try reader.get() else { throw reader.error("unexpected end of pattern") }
      let character = token.first ?? 0
      switch Unicode.Scalar(character) {
      case "P":
        if reader.match("<") {
          name = try groupName(">")
        } else if reader.match("=") {
          return try namedReference()
        } else {
          guard let token = try reader.get() else { throw reader.error("unexpected end of pattern") }
          throw reader.error(
            "unknown extension ?P" + String(codePoints: token), at: reader.place - token.count - 2)
        }
      case ":": captures = false
      case "#":
        while true {
          guard let token = try reader.get() else { throw reader.error("missing ), unterminated comment", at: start) }
          if token.count == 1, token.first == 0x29 { return nil }
        }
      case "=", "!", "<": return try look(character, start)
      case "(": return try conditional(start)
      case ">": (captures, isAtomic) = (false, true)
      default:
        guard RegexFlags.letter(character) != nil || character == 0x2D else {
          throw reader.error("unknown extension ?" + String(codePoints: token), at: reader.place - token.count - 1)
        }
        guard let local = try inlineFlags(character) else {
          if !canSetFlags {
            throw reader.error("global flags not at the start of the expression", at: start)
          }
          // White space that was read already may have been meant as such, so the pattern is read again.
          if globalFlags.contains(.verbose), !outer.contains(.verbose) { throw NeedsVerbose() }
          outer = flags
          return nil
        }
        captures = false
        flags = local
      }
    }
    var index: Int?
    if captures {
      index = groupCount
      groupCount += 1
      if let name {
        if let earlier = groupNames.first(where: { $0.name == name }) {
          throw reader.error(
            "redefinition of group name \(StrText.repr(name)) as group \(groupCount - 1); was group \(earlier.index)",
            at: reader.place - name.unicodeScalars.count - 1)
        }
        groupNames.append((name, groupCount - 1))
      }
      openGroups.insert(groupCount - 1)
    }
    let body = try alternatives(isTop: false)
    if !reader.match(")") { throw reader.error("missing ), unterminated subpattern", at: start) }
    if let index { openGroups.remove(index) }
    return isAtomic ? .atomic(body) : .group(index, body)
  }

  private mutating func groupName(_ end: Unicode.Scalar) throws -> String {
    let name = try reader.getUntil(end, "group name")
    guard RegexReader.isIdentifier(name) else {
      throw reader.error(
        "bad character in group name \(StrText.repr(name))", at: reader.place - name.unicodeScalars.count - 1)
    }
    return name
  }

  private mutating func namedReference() throws -> RegexNode {
    let name = try groupName(")")
    let place = reader.place - name.unicodeScalars.count - 1
    guard let index = groupNames.first(where: { $0.name == name })?.index else {
      throw reader.error("unknown group name \(StrText.repr(name))", at: place)
    }
    return try checkedReference(index, at: place)
  }

  func checkedReference(_ index: Int, at place: Int) throws -> RegexNode {
    if openGroups.contains(index) { throw reader.error("cannot refer to an open group", at: place) }
    try checkLookBehind(index)
    return .reference(index, flags)
  }

  private func checkLookBehind(_ index: Int) throws {
    guard let lookBehindGroups else { return }
    if openGroups.contains(index) || index >= groupCount { throw reader.error("cannot refer to an open group") }
    if index >= lookBehindGroups {
      throw reader.error("cannot refer to group defined in the same lookbehind subpattern")
    }
  }

  private mutating func look(_ sign: UInt32, _ start: Int) throws -> RegexNode {
    var sign = sign
    let isBehind = sign == 0x3C
    let saved = lookBehindGroups
    if isBehind {
      guard let token = try reader.get(), let character = token.first else {
        throw reader.error("unexpected end of pattern")
      }
      guard character == 0x3D || character == 0x21 else {
        throw reader.error("unknown extension ?<" + String(codePoints: token), at: reader.place - token.count - 2)
      }
      sign = character
      if lookBehindGroups == nil { lookBehindGroups = groupCount }
    }
    let body = try alternatives(isTop: false)
    lookBehindGroups = saved
    if !reader.match(")") { throw reader.error("missing ), unterminated subpattern", at: start) }
    return .look(isBehind: isBehind, isNegated: sign == 0x21, body)
  }

  private mutating func conditional(_ start: Int) throws -> RegexNode {
    let name = try reader.getUntil(")", "group name")
    let place = reader.place - name.unicodeScalars.count - 1
    let index: Int
    if RegexReader.isIdentifier(name) {
      guard let known = groupNames.first(where: { $0.name == name })?.index else {
        throw reader.error("unknown group name \(StrText.repr(name))", at: place)
      }
      index = known
    } else {
      guard name.utf8.allSatisfy({ RegexReader.isDigit(UInt32($0)) }) else {
        throw reader.error("bad character in group name \(StrText.repr(name))", at: place)
      }
      index = Int(name) ?? Int.max
      if index == 0 { throw reader.error("bad group number", at: place) }
      if index >= 1_073_741_823 { throw reader.error("invalid group reference \(name)", at: place) }
      conditionPlaces.append((index, place))
    }
    try checkLookBehind(index)
    let yes = try sequence(isFirst: false)
    var no: RegexNode?
    if reader.match("|") {
      no = try sequence(isFirst: false)
      if reader.isNext("|") { throw reader.error("conditional backref with more than two branches") }
    }
    if !reader.match(")") { throw reader.error("missing ), unterminated subpattern", at: start) }
    return .conditional(index, yes, no)
  }

  // MARK: flags

  /// After `(?` and a first character: the flags of a group, or `nil` when they were the whole pattern's.
  private mutating func inlineFlags(_ first: UInt32) throws -> RegexFlags? {
    func wrong(_ message: String) -> RegexError { reader.error("bad inline flags: " + message) }
    func unknown(_ character: UInt32, _ missing: String) -> RegexError {
      let scalar = Unicode.Scalar(character) ?? " "
      return reader.error(CodePoint.isAlpha(scalar) ? "unknown flag" : missing, at: reader.place - 1)
    }
    var character = first
    var added: RegexFlags = []
    var removed: RegexFlags = []
    while character != 0x2D {
      guard let flag = RegexFlags.letter(character) else { throw unknown(character, "missing -, : or )") }
      if flag == .locale, !isBytes { throw wrong("cannot use 'L' flag with a str pattern") }
      if flag == .unicode, isBytes { throw wrong("cannot use 'u' flag with a bytes pattern") }
      added.insert(flag)
      if !flag.isDisjoint(with: .kinds), added.intersection(.kinds) != flag {
        throw wrong("flags 'a', 'u' and 'L' are incompatible")
      }
      guard let token = try reader.get(), let next = token.first else { throw reader.error("missing -, : or )") }
      character = next
      if next == 0x29 || next == 0x3A { break }
    }
    if character == 0x29 {
      globalFlags.formUnion(added)
      flags.formUnion(added)
      return nil
    }
    if character == 0x2D {
      guard let token = try reader.get(), var letter = token.first else { throw reader.error("missing flag") }
      if RegexFlags.letter(letter) == nil { throw unknown(letter, "missing flag") }
      while let flag = RegexFlags.letter(letter) {
        if !flag.isDisjoint(with: .kinds) { throw wrong("cannot turn off flags 'a', 'u' and 'L'") }
        removed.insert(flag)
        guard let token = try reader.get(), let next = token.first else { throw reader.error("missing :") }
        letter = next
        if letter == 0x3A { break }
        if RegexFlags.letter(letter) == nil { throw unknown(letter, "missing :") }
      }
      if !added.isDisjoint(with: removed) {
        throw reader.error("bad inline flags: flag turned on and off", at: reader.place - 1)
      }
    }
    var result = flags
    if !added.isDisjoint(with: .kinds) { result.subtract(.kinds) }
    return result.union(added).subtracting(removed)
  }
}
