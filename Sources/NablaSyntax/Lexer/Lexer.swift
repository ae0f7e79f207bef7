import NablaSource

/// Splits a text into tokens, all at once: `Lexer.tokenize(file)`.
///
/// Follows CPython's tokenizer in what it accepts, in the words of its errors and in where it places them. It stops at
/// the first error, which becomes a `failure` token; whether that error or one of the parser's is reported is decided
/// by its rank.
///
/// Indentation is counted twice, with tabs to multiples of eight and with tabs as one column; where the two disagree
/// about an order, the indentation means different things in different editors: a TabError.
public struct Lexer {
  let file: SourceFile
  let text: UnsafeBufferPointer<UInt8>
  let keywords: KeywordTable

  /// The offset at which reading ends.
  let end: Int

  /// A part of an f-string, read as if in parentheses: no lines, no indentation.
  let isFragment: Bool

  var position: Int
  var tokens: [Token] = []
  var failure: LexicalFailure?

  /// Open brackets: the character and its offset.
  var brackets: [(character: UInt8, offset: Int)] = []

  var indents: [Int] = [0]
  var alternativeIndents: [Int] = [0]
  var isAtLineStart = true

  /// CPython's limits.
  static let maximumBrackets = 200
  static let maximumIndents = 100

  private init(_ file: SourceFile, _ text: UnsafeBufferPointer<UInt8>, range: Range<Int>, isFragment: Bool) {
    self.file = file
    self.text = text
    self.keywords = KeywordTable.shared
    self.position = range.lowerBound
    self.end = range.upperBound
    self.isFragment = isFragment
  }

  package static func tokenize(_ file: SourceFile) -> TokenStream {
    file.bytes.withUnsafeBufferPointer { text in
      var lexer = Lexer(file, text, range: 0..<text.count, isFragment: false)
      lexer.tokens.reserveCapacity(text.count / 4 + 16)
      lexer.run()
      return TokenStream(tokens: lexer.tokens, failure: lexer.failure)
    }
  }

  /// The tokens of an expression within an f-string; the range lies within the file.
  static func tokenize(fragment range: Range<Int>, of file: SourceFile) -> TokenStream {
    file.bytes.withUnsafeBufferPointer { text in
      var lexer = Lexer(file, text, range: range.clamped(to: 0..<text.count), isFragment: true)
      lexer.run()
      return TokenStream(tokens: lexer.tokens, failure: lexer.failure)
    }
  }

  // MARK: - Reading

  /// The byte at an offset; 0 at the end. (Texts hold no zero bytes: that is checked first.)
  @inline(__always)
  func byte(_ offset: Int) -> UInt8 { offset < end ? text[offset] : 0 }

  @inline(__always)
  mutating func emit(_ kind: TokenKind, _ start: Int) {
    tokens.append(Token(kind, start, position))
  }

  mutating func fail(
    _ message: String, _ lower: Int, _ upper: Int, kind: String = "SyntaxError",
    rank: LexicalFailure.Rank = .beforeParser, isIncomplete: Bool = false
  ) {
    guard failure == nil else { return }
    let span = Span(lower, upper)
    failure = LexicalFailure(
      diagnostic: Diagnostic(kind: kind, message: message, span: span, isIncomplete: isIncomplete), rank: rank)
    tokens.append(Token(.failure, lower, upper))
  }

  /// Fails at the character that was read last, as CPython's tokenizer does.
  mutating func failAtLastCharacter(_ message: String) {
    var lower = max(position - 1, 0)
    while lower > 0, lower < end, text[lower] & 0xC0 == 0x80 { lower -= 1 }
    fail(message, lower, max(position, lower + 1))
  }

  private mutating func run() {
    if file.isTooLong { return fail(LexicalMessage.tooLong, 0, 0) }
    if let (byte, offset) = file.invalidByte {
      let message = LexicalMessage.notUTF8(byte, file: file.name, line: file.line(at: offset))
      return fail(message, Int(offset), Int(offset) + 1)
    }
    if !isFragment {
      if let zero = text.firstIndex(of: 0) { return fail(LexicalMessage.nullByte, zero, zero + 1) }
      // A byte order mark.
      if end >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF { position = 3 }
    }
    isAtLineStart = !isFragment
    while failure == nil {
      if isAtLineStart {
        isAtLineStart = false
        readIndentation()
        if failure != nil { return }
      }
      if !readToken() { return }
    }
  }

  /// Reads one token, blank or comment; false at the end.
  @inline(__always)
  private mutating func readToken() -> Bool {
    var current = byte(position)
    while current == 0x20 || current == 0x09 || current == 0x0C {
      position += 1
      current = byte(position)
    }
    switch current {
    case 0:
      readEnd()
      return false
    case 0x61...0x7A, 0x41...0x5A, 0x5F, 0x80...0xFF: readName()
    case 0x30...0x39: readNumber()
    case 0x22, 0x27: readString(start: position)
    case 0x23: skipComment()
    case 0x0A, 0x0D: readLineEnd()
    case 0x5C: readContinuation()
    case 0x2E where isDigit(byte(position + 1)): readNumber()
    default: readPunctuation(current)
    }
    return failure == nil
  }

  // MARK: - Lines

  mutating func skipComment() {
    while position < end, text[position] != 0x0A, text[position] != 0x0D { position += 1 }
  }

  /// Moves past "\n", "\r\n" or "\r" at the position.
  mutating func skipLineEnd() {
    if byte(position) == 0x0D, byte(position + 1) == 0x0A { position += 1 }
    if position < end { position += 1 }
  }

  private mutating func readLineEnd() {
    let start = position
    skipLineEnd()
    if isFragment || !brackets.isEmpty { return }
    // Lines of blanks and comments are no lines.
    if let last = tokens.last?.kind, last != .newline, last != .indent, last != .dedent {
      tokens.append(Token(.newline, start, start + 1))
    }
    isAtLineStart = true
  }

  private mutating func readContinuation() {
    let start = position
    position += 1
    let next = byte(position)
    guard next == 0x0A || next == 0x0D else {
      position = start + 1
      if position >= end { return readEndBehindBackslash(start) }
      return fail(LexicalMessage.afterContinuation, position, position + 1, rank: .whenReached)
    }
    skipLineEnd()
    if position >= end { readEndBehindBackslash(start) }
  }

  private mutating func readEndBehindBackslash(_ start: Int) {
    if !brackets.isEmpty { return readEnd() }
    fail(LexicalMessage.unexpectedEnd, start + 1, start + 1, rank: .whenReached, isIncomplete: true)
  }

  private mutating func readEnd() {
    position = end
    if let open = brackets.last {
      return fail(
        LexicalMessage.neverClosed(open.character), open.offset, open.offset + 1, rank: .unclosed, isIncomplete: true)
    }
    if !isFragment {
      if let last = tokens.last?.kind, last != .newline, last != .indent, last != .dedent { emit(.newline, end) }
      while indents.count > 1 {
        indents.removeLast()
        emit(.dedent, end)
      }
    }
    emit(.endOfFile, end)
  }

  // MARK: - Indentation

  private mutating func readIndentation() {
    var column = 0
    var alternative = 0
    // Where a backslash follows the indentation, the first line's counts.
    var kept: (column: Int, alternative: Int)?
    reading: while true {
      switch byte(position) {
      case 0x20:
        column += 1
        alternative += 1
        position += 1
      case 0x09:
        column = (column / 8 + 1) * 8
        alternative += 1
        position += 1
      case 0x0C:
        column = 0
        alternative = 0
        position += 1
      case 0x5C:
        if kept == nil, column > 0 { kept = (column, alternative) }
        readContinuation()
        if failure != nil { return }
      default: break reading
      }
    }
    switch byte(position) {
    case 0x23, 0x0A, 0x0D, 0: return
    default: break
    }
    if let kept {
      column = kept.column
      alternative = kept.alternative
    }
    guard let current = indents.last, let currentAlternative = alternativeIndents.last else { return }
    if column == current {
      if alternative != currentAlternative { failTabs() }
    } else if column > current {
      if indents.count >= Lexer.maximumIndents { return failIndentation(LexicalMessage.tooManyIndents) }
      if alternative <= currentAlternative { return failTabs() }
      indents.append(column)
      alternativeIndents.append(alternative)
      emit(.indent, position)
    } else {
      while let top = indents.last, indents.count > 1, column < top {
        indents.removeLast()
        alternativeIndents.removeLast()
        emit(.dedent, position)
      }
      if column != indents.last { return failIndentation(LexicalMessage.unindentMismatch) }
      if alternative != alternativeIndents.last { failTabs() }
    }
  }

  /// CPython places a mismatch at the end of the line, the other errors of indentation at its start.
  private mutating func failIndentation(_ message: String, kind: String = "IndentationError") {
    var place = position
    if message == LexicalMessage.unindentMismatch {
      while place < end, text[place] != 0x0A, text[place] != 0x0D { place += 1 }
    } else {
      while place > 0, text[place - 1] != 0x0A, text[place - 1] != 0x0D { place -= 1 }
    }
    // The pending dedents are not seen any more.
    while tokens.last?.kind == .dedent { tokens.removeLast() }
    fail(message, place, place, kind: kind, rank: .whenReached)
  }

  private mutating func failTabs() { failIndentation(LexicalMessage.inconsistentTabs, kind: "TabError") }
}
