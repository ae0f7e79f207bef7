import NablaSource

/// Names, keywords, and strings with their prefixes.
extension Lexer {
  mutating func readName() {
    let start = position
    var packed: UInt64 = 0
    var shift: UInt64 = 0
    var current = text[position]
    while true {
      switch current {
      case 0x61...0x7A, 0x41...0x5A, 0x5F, 0x30...0x39:
        if shift < 64 { packed |= UInt64(current) << shift }
        shift += 8
        position += 1
      case 0x80...0xFF: return readWideName(start: start)
      case 0x22, 0x27:
        if shift <= 16, isStringPrefix(start..<position) { return readString(start: start) }
        return emit(.name, start)
      default:
        return emit(shift <= 64 ? keywords.kind(packed) : .name, start)
      }
      current = byte(position)
    }
  }

  /// The rest of a name that holds characters beyond ASCII; the name is checked as a whole.
  private mutating func readWideName(start: Int) {
    while position < end {
      let current = text[position]
      guard current >= 0x80 || isIdentifierByte(current) else { break }
      position += 1
    }
    var offset = start
    let bytes = UnsafeBufferPointer(rebasing: text[start..<position])
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      let width = UTF8.width(scalar)
      let properties = scalar.properties
      let isAllowed =
        scalar == "_" || (offset == start ? properties.isXIDStart : properties.isXIDContinue)
      if !isAllowed {
        let message =
          isPrintable(scalar)
          ? LexicalMessage.invalidCharacter(scalar) : LexicalMessage.invalidInvisible(scalar)
        return fail(message, offset, offset + width)
      }
      if hasCompatibilitySpelling(scalar) {
        return fail(LexicalMessage.compatibilityCharacter(scalar), offset, offset + width, rank: .whenReached)
      }
      offset += width
    }
    emit(.name, start)
  }

  /// Whether CPython, which reads names in their compatibility normal form, takes this character for another one (a
  /// full-width letter, a ligature). The standard library cannot tell the form; what folds away under compatibility
  /// but not under letter case is at least all of these.
  private func hasCompatibilitySpelling(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return false }
    if scalar == "\u{B5}" || scalar == "\u{17F}" { return true }
    for form in scalar.properties.lowercaseMapping.unicodeScalars {
      let properties = form.properties
      if properties.changesWhenNFKCCaseFolded, !properties.changesWhenCaseFolded { return true }
    }
    return false
  }

  private func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator, .spaceSeparator:
      return scalar == " "
    default: return true
    }
  }

  /// `r`, `b`, `u`, `f`, `br`, `rb`, `fr`, `rf` in any letter case.
  private func isStringPrefix(_ range: Range<Int>) -> Bool {
    let first = byte(range.lowerBound) | 0x20
    if range.count == 1 { return first == 0x72 || first == 0x62 || first == 0x75 || first == 0x66 }
    guard range.count == 2 else { return false }
    let second = byte(range.lowerBound + 1) | 0x20
    if first == 0x72 { return second == 0x62 || second == 0x66 }
    return second == 0x72 && (first == 0x62 || first == 0x66)
  }

  /// A string from its quote at the position; `start` is that of its prefix.
  mutating func readString(start: Int) {
    let quote = text[position]
    position += 1
    var isTriple = false
    if byte(position) == quote {
      if byte(position + 1) == quote {
        isTriple = true
        position += 2
      } else {
        position += 1
        return emit(.string, start)
      }
    }
    while position < end {
      let current = text[position]
      if current == 0x5C {
        // Two-byte line ends count as one character behind a backslash.
        position += 1
        if byte(position) == 0x0D, byte(position + 1) == 0x0A { position += 1 }
        position += 1
      } else if current == quote {
        if !isTriple {
          position += 1
          return emit(.string, start)
        }
        if byte(position + 1) == quote, byte(position + 2) == quote {
          position += 3
          return emit(.string, start)
        }
        position += 1
      } else if !isTriple, current == 0x0A || current == 0x0D {
        return fail(LexicalMessage.unterminatedString(line: line(position)), start, start + 1)
      } else {
        position += 1
      }
    }
    position = end
    if isTriple {
      fail(
        LexicalMessage.unterminatedTripleQuotes(line: line(lastTextOffset)), start, start + 1, isIncomplete: true)
    } else {
      fail(LexicalMessage.unterminatedString(line: line(lastTextOffset)), start, start + 1)
    }
  }

  private func line(_ offset: Int) -> Int { file.line(at: Int32(truncatingIfNeeded: offset)) }

  /// The end of the text, or the line end that ends it.
  private var lastTextOffset: Int {
    guard end > 0, text[end - 1] == 0x0A || text[end - 1] == 0x0D else { return end }
    return end - 1
  }
}

@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

@inline(__always)
func isIdentifierByte(_ byte: UInt8) -> Bool {
  isDigit(byte) || (byte | 0x20) &- 0x61 < 26 || byte == 0x5F || byte >= 0x80
}

func isHexDigit(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 0x61 < 6 }
