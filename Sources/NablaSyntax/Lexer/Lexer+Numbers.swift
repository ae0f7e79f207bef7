/// Numbers: only their extent and validity; the parser reads the value.
extension Lexer {
  mutating func readNumber() {
    let start = position
    if byte(position) == 0x30 {
      switch byte(position + 1) | 0x20 {
      case 0x78: return readRadix("hexadecimal", start, isHexDigit)
      case 0x6F: return readRadix("octal", start) { $0 &- 0x30 < 8 }
      case 0x62: return readRadix("binary", start) { $0 &- 0x30 < 2 }
      default: break
      }
      return readZeros(start)
    }
    if byte(position) != 0x2E, !readDigits() { return }
    readFraction(start)
  }

  /// A run of digits with single underscores between them; false after a failure.
  private mutating func readDigits() -> Bool {
    while true {
      while isDigit(byte(position)) { position += 1 }
      guard byte(position) == 0x5F else { return true }
      position += 1
      guard isDigit(byte(position)) else {
        failAtLastCharacter(LexicalMessage.invalidLiteral("decimal"))
        return false
      }
    }
  }

  private mutating func readRadix(_ name: String, _ start: Int, _ isAllowed: (UInt8) -> Bool) {
    position += 2
    repeat {
      if byte(position) == 0x5F { position += 1 }
      guard isAllowed(byte(position)) else {
        if isDigit(byte(position)) {
          position += 1
          return failAtLastCharacter(LexicalMessage.invalidDigit(text[position - 1], name))
        }
        return failAtLastCharacter(LexicalMessage.invalidLiteral(name))
      }
      while isAllowed(byte(position)) { position += 1 }
    } while byte(position) == 0x5F
    if isDigit(byte(position)) {
      position += 1
      return failAtLastCharacter(LexicalMessage.invalidDigit(text[position - 1], name))
    }
    if endsNumber(name) { emit(.number, start) }
  }

  /// A number that starts with 0: zero itself, a float, or the old spelling of octal numbers, which is refused.
  private mutating func readZeros(_ start: Int) {
    while true {
      while byte(position) == 0x30 { position += 1 }
      guard byte(position) == 0x5F else { break }
      position += 1
      guard isDigit(byte(position)) else {
        return failAtLastCharacter(LexicalMessage.invalidLiteral("decimal"))
      }
    }
    let zerosEnd = position
    var hasOthers = false
    if isDigit(byte(position)) {
      hasOthers = true
      if !readDigits() { return }
    }
    switch byte(position) {
    case 0x2E, 0x65, 0x45, 0x6A, 0x4A: readFraction(start)
    default:
      if hasOthers { return fail(LexicalMessage.leadingZeros, start, zerosEnd) }
      if endsNumber("decimal") { emit(.number, start) }
    }
  }

  /// What may follow the digits before the point.
  private mutating func readFraction(_ start: Int) {
    if byte(position) == 0x2E {
      position += 1
      if isDigit(byte(position)), !readDigits() { return }
    }
    if byte(position) | 0x20 == 0x65 {
      let mark = position
      position += 1
      let sign = byte(position)
      if sign == 0x2B || sign == 0x2D {
        position += 1
        guard isDigit(byte(position)) else {
          return failAtLastCharacter(LexicalMessage.invalidLiteral("decimal"))
        }
      } else if !isDigit(byte(position)) {
        position = mark
        if endsNumber("decimal") { emit(.number, start) }
        return
      }
      if !readDigits() { return }
    }
    if byte(position) | 0x20 == 0x6A {
      position += 1
      if endsNumber("imaginary") { fail(LexicalMessage.imaginary, start, position, rank: .whenReached) }
      return
    }
    if endsNumber("decimal") { emit(.number, start) }
  }

  /// Whether what follows may follow a number: no letter, unless it starts a keyword (`1if x else y`).
  private mutating func endsNumber(_ name: String) -> Bool {
    let next = byte(position)
    guard next < 0x80, isIdentifierByte(next) else { return true }
    for word in Lexer.wordsAfterNumbers where startsHere(word) { return true }
    failAtLastCharacter(LexicalMessage.invalidLiteral(name))
    return false
  }

  private func startsHere(_ word: StaticString) -> Bool {
    word.withUTF8Buffer { letters in
      for index in 0..<letters.count where byte(position + index) != letters[index] { return false }
      return true
    }
  }

  private static let wordsAfterNumbers: [StaticString] = ["and", "else", "for", "if", "in", "is", "or", "not"]
}
