import NablaVM

/// Escapes, and sets of characters.
extension RegexParser {
  private func bad(_ start: Int) -> RegexError {
    reader.error("bad escape \(reader.string(start..<reader.place))", at: start)
  }

  /// `\xhh`, `\uhhhh` and `\Uhhhhhhhh`, behind their letter.
  private mutating func hexEscape(_ letter: UInt32, _ start: Int) throws -> UInt32? {
    let digits: Int
    switch Unicode.Scalar(letter) {
    case "x": digits = 2
    case "u" where !isBytes: digits = 4
    case "U" where !isBytes: digits = 8
    default: return nil
    }
    reader.getWhile(digits, RegexReader.isHex)
    guard reader.place - start == digits + 2 else {
      throw reader.error("incomplete escape \(reader.string(start..<reader.place))", at: start)
    }
    guard let value = UInt32(reader.string((start + 2)..<reader.place), radix: 16), value <= 0x10FFFF else {
      throw bad(start)
    }
    return value
  }

  private func octal(_ start: Int) throws -> UInt32 {
    let digits = reader.string((start + 1)..<reader.place)
    guard let value = UInt32(digits, radix: 8), value <= 0o377 else {
      throw reader.error("octal escape value \\\(digits) outside of range 0-0o377", at: start)
    }
    return value
  }

  mutating func escape(_ token: ArraySlice<UInt32>) throws -> RegexNode {
    let start = token.startIndex
    let letter = token[start + 1]
    if let category = RegexCategory(letter) { return .category(category, flags) }
    switch Unicode.Scalar(letter) {
    case "A": return .place(.textStart, flags)
    case "Z": return .place(.textEnd, flags)
    case "b": return .place(.boundary, flags)
    case "B": return .place(.noBoundary, flags)
    default: break
    }
    if let simple = RegexReader.simpleEscape(letter) { return literal(simple) }
    if let value = try hexEscape(letter, start) { return literal(value) }
    if letter == 48 {
      reader.getWhile(2, RegexReader.isOctal)
      return literal(try octal(start))
    }
    if RegexReader.isDigit(letter) { return try reference(start, letter) }
    if RegexReader.isLetter(letter) { throw bad(start) }
    return literal(letter)
  }

  /// `\1`, or an octal number where three octal digits follow the backslash.
  private mutating func reference(_ start: Int, _ first: UInt32) throws -> RegexNode {
    if let second = reader.next, RegexReader.isDigit(second) {
      reader.place += 1
      if RegexReader.isOctal(first), RegexReader.isOctal(second), let third = reader.next, RegexReader.isOctal(third) {
        reader.place += 1
        return literal(try octal(start))
      }
    }
    let index = Int(reader.string((start + 1)..<reader.place)) ?? Int.max
    guard index < groupCount else { throw reader.error("invalid group reference \(index)", at: start + 1) }
    return try checkedReference(index, at: start)
  }

  // MARK: sets

  private mutating func setItem(_ token: ArraySlice<UInt32>) throws -> RegexNode.SetItem {
    let start = token.startIndex
    guard token.count == 2 else { return single(token[start]) }
    let letter = token[start + 1]
    if let category = RegexCategory(letter) { return .category(category) }
    if letter == 0x62 { return single(8) }
    if let simple = RegexReader.simpleEscape(letter) { return single(simple) }
    if let value = try hexEscape(letter, start) { return single(value) }
    if RegexReader.isOctal(letter) {
      reader.getWhile(2, RegexReader.isOctal)
      return single(try octal(start))
    }
    if RegexReader.isDigit(letter) || RegexReader.isLetter(letter) { throw bad(start) }
    return single(letter)
  }

  private mutating func single(_ character: UInt32) -> RegexNode.SetItem {
    _ = literal(character)
    return .range(character, character)
  }

  /// Behind `[`.
  mutating func set() throws -> RegexNode {
    let here = reader.place - 1
    let isNegated = reader.match("^")
    var items: [RegexNode.SetItem] = []
    while true {
      let start = reader.place
      guard let token = try reader.get() else { throw reader.error("unterminated character set", at: here) }
      if token.count == 1, token.first == 0x5D, !items.isEmpty { break }
      let low = try setItem(token)
      guard reader.match("-") else {
        items.append(low)
        continue
      }
      let first = reader.string(start..<min(start + token.count, reader.place))
      guard let token = try reader.get() else { throw reader.error("unterminated character set", at: here) }
      let second = String(codePoints: token)
      if token.count == 1, token.first == 0x5D {
        items += [low, .range(0x2D, 0x2D)]
        break
      }
      let high = try setItem(token)
      guard case .range(let bottom, _) = low, case .range(let top, _) = high, bottom <= top else {
        let length = first.unicodeScalars.count + 1 + token.count
        throw reader.error("bad character range \(first)-\(second)", at: reader.place - length)
      }
      items.append(.range(bottom, top))
    }
    return .set(items, isNegated: isNegated, flags)
  }
}
