import NablaSource

/// Operators, brackets and other signs.
extension Lexer {
  mutating func readPunctuation(_ current: UInt8) {
    let start = position
    let second = byte(position + 1)
    switch current {
    case 0x28: open(.leftParenthesis)
    case 0x5B: open(.leftBracket)
    case 0x7B: open(.leftBrace)
    case 0x29: close(.rightParenthesis, matching: 0x28)
    case 0x5D: close(.rightBracket, matching: 0x5B)
    case 0x7D: close(.rightBrace, matching: 0x7B)
    case 0x2C: single(.comma)
    case 0x3B: single(.semicolon)
    case 0x7E: single(.tilde)
    case 0x3A: second == 0x3D ? double(.walrus) : single(.colon)
    case 0x2E:
      if second == 0x2E, byte(position + 2) == 0x2E {
        position += 3
        emit(.ellipsis, start)
      } else {
        single(.dot)
      }
    case 0x3D: second == 0x3D ? double(.equalEqual) : single(.equal)
    case 0x21:
      second == 0x3D ? double(.notEqual) : single(.unknown)
    case 0x2B: second == 0x3D ? double(.plusEqual) : single(.plus)
    case 0x2D: second == 0x3D ? double(.minusEqual) : second == 0x3E ? double(.arrow) : single(.minus)
    case 0x25: second == 0x3D ? double(.percentEqual) : single(.percent)
    case 0x40: second == 0x3D ? double(.atEqual) : single(.at)
    case 0x26: second == 0x3D ? double(.ampersandEqual) : single(.ampersand)
    case 0x7C: second == 0x3D ? double(.barEqual) : single(.bar)
    case 0x5E: second == 0x3D ? double(.caretEqual) : single(.caret)
    case 0x2A: repeated(current, .star, .starEqual, .doubleStar, .doubleStarEqual)
    case 0x2F: repeated(current, .slash, .slashEqual, .doubleSlash, .doubleSlashEqual)
    case 0x3C:
      second == 0x3E ? double(.unknown) : repeated(current, .less, .lessEqual, .leftShift, .leftShiftEqual)
    case 0x3E: repeated(current, .greater, .greaterEqual, .rightShift, .rightShiftEqual)
    case 0x24, 0x3F, 0x60: single(.unknown)
    default:
      position += 1
      failAtLastCharacter(LexicalMessage.invalidInvisible(Unicode.Scalar(current)))
    }
  }

  private mutating func single(_ kind: TokenKind) {
    position += 1
    emit(kind, position - 1)
  }

  private mutating func double(_ kind: TokenKind) {
    position += 2
    emit(kind, position - 2)
  }

  /// `x`, `x=`, `xx`, `xx=`.
  private mutating func repeated(
    _ sign: UInt8, _ one: TokenKind, _ oneEqual: TokenKind, _ two: TokenKind, _ twoEqual: TokenKind
  ) {
    let second = byte(position + 1)
    if second == sign {
      if byte(position + 2) == 0x3D {
        position += 3
        emit(twoEqual, position - 3)
      } else {
        double(two)
      }
    } else if second == 0x3D {
      double(oneEqual)
    } else {
      single(one)
    }
  }

  private mutating func open(_ kind: TokenKind) {
    if brackets.count >= Lexer.maximumBrackets {
      position += 1
      return failAtLastCharacter(LexicalMessage.tooManyBrackets)
    }
    brackets.append((text[position], position))
    single(kind)
  }

  private mutating func close(_ kind: TokenKind, matching opener: UInt8) {
    let closer = text[position]
    guard let open = brackets.popLast() else {
      position += 1
      return failAtLastCharacter(LexicalMessage.unmatched(closer))
    }
    guard open.character == opener else {
      let openLine = file.line(at: Int32(truncatingIfNeeded: open.offset))
      let closeLine = file.line(at: Int32(truncatingIfNeeded: position))
      position += 1
      return failAtLastCharacter(
        LexicalMessage.mismatched(closer, open.character, line: openLine == closeLine ? nil : openLine))
    }
    single(kind)
  }
}
