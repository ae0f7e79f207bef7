import NablaSource

/// f-strings as CPython 3.11 reads them: the literal is one string token; its fields are then found by counting
/// brackets and quotes, and each field's expression is parsed on its own, as if in parentheses. (So an expression may
/// hold neither a backslash, nor a comment, nor the quotes of its string.)
extension Parser {
  mutating func formatted(_ literal: StringLiteral, into pieces: inout FormattedPieces) throws(Mistake) {
    var position = literal.content.lowerBound
    try formattedPieces(literal, &position, depth: 0, into: &pieces)
  }

  /// Text and fields up to the end of the literal or, within a format spec (`depth` above 0), to its closing brace.
  private mutating func formattedPieces(
    _ literal: StringLiteral, _ position: inout Int, depth: Int, into pieces: inout FormattedPieces
  ) throws(Mistake) {
    let end = literal.content.upperBound
    while position < end {
      let start = position
      let stop = try literalEnd(literal, &position, depth: depth)
      if stop > start {
        pieces.append(try StringDecoder.text(start..<stop, isRaw: literal.isRaw, file))
      }
      guard position < end, stop == position else { continue }
      if file.bytes[position] == 0x7D { return }
      pieces.append(try field(literal, &position, depth: depth))
    }
  }

  /// Finds the end of literal text. Behind a doubled brace the position is one further than the end of the text.
  private func literalEnd(_ literal: StringLiteral, _ position: inout Int, depth: Int) throws(Mistake) -> Int {
    let bytes = file.bytes
    let end = literal.content.upperBound
    while position < end {
      let byte = bytes[position]
      if byte == 0x5C, !literal.isRaw, position + 1 < end {
        if bytes[position + 1] == 0x4E, position + 2 < end, bytes[position + 2] == 0x7B {
          while position < end, bytes[position] != 0x7D { position += 1 }
          position = min(position + 1, end)
          continue
        }
        // A brace behind a backslash is still a brace.
        let next = bytes[position + 1]
        position += next == 0x7B || next == 0x7D ? 1 : 2
        continue
      }
      guard byte == 0x7B || byte == 0x7D else {
        position += 1
        continue
      }
      if depth == 0 {
        if position + 1 < end, bytes[position + 1] == byte {
          position += 2
          return position - 1
        }
        if byte == 0x7D { throw formattedError("single '}' is not allowed", position..<position + 1) }
      }
      return position
    }
    return position
  }

  private func formattedError(_ message: String, _ range: Range<Int>) -> Mistake {
    Mistake(
      Diagnostic(message: SyntaxMessage.formatted(message).text, span: Span(range.lowerBound, range.upperBound)))
  }

  /// A field, from its opening brace at the position to behind its closing one.
  private mutating func field(
    _ literal: StringLiteral, _ position: inout Int, depth: Int
  ) throws(Mistake) -> FormattedField {
    let bytes = file.bytes
    let end = literal.content.upperBound
    let open = position
    if depth >= 2 { throw formattedError("expressions nested too deeply", open..<open + 1) }
    position += 1
    let range = try fieldExpressionRange(&position, end)
    guard position < end else { throw formattedError("expecting '}'", open..<open + 1) }
    let expression = try fieldExpression(range, open: open)

    var sourceText: String?
    if bytes[position] == 0x3D {
      position += 1
      while position < end, StringScan.isBlank(bytes[position]) { position += 1 }
      sourceText = try StringDecoder.text(range.lowerBound..<position, isRaw: true, file)
    }
    var conversion = FormattedField.Conversion.none
    if position < end, bytes[position] == 0x21 {
      position += 1
      conversion = try fieldConversion(&position, end, open: open)
    }
    var formatSpec: [FormattedPiece]?
    if position < end, bytes[position] == 0x3A {
      position += 1
      var pieces = FormattedPieces()
      try formattedPieces(literal, &position, depth: depth + 1, into: &pieces)
      formatSpec = pieces.all
    }
    guard position < end, bytes[position] == 0x7D else {
      throw formattedError("expecting '}'", open..<open + 1)
    }
    position += 1
    if sourceText != nil, formatSpec == nil, conversion == .none { conversion = .repr }
    return FormattedField(
      expression: expression, sourceText: sourceText, conversion: conversion, formatSpec: formatSpec,
      span: Span(open, position))
  }

  private func fieldConversion(
    _ position: inout Int, _ end: Int, open: Int
  ) throws(Mistake) -> FormattedField.Conversion {
    guard position < end else { throw formattedError("expecting '}'", open..<open + 1) }
    let letter = file.bytes[position]
    let start = position
    position += 1
    switch letter {
    case 0x73: return .str
    case 0x72: return .repr
    case 0x61: return .ascii
    default:
      throw formattedError("invalid conversion character: expected 's', 'r', or 'a'", start..<start + 1)
    }
  }

  /// Finds the end of a field's expression: a `!`, `:`, `=` or `}` outside of brackets, quotes and comparisons.
  private func fieldExpressionRange(_ position: inout Int, _ end: Int) throws(Mistake) -> Range<Int> {
    var scan = StringScan(bytes: file.bytes, position: position, end: end)
    if let problem = scan.run() { throw formattedMessage(problem) }
    let range = position..<scan.position
    position = scan.position
    return range
  }

  private func formattedMessage(_ problem: StringScan.Problem) -> Mistake {
    // Two of these CPython words without its usual colon.
    switch problem.message {
    case let message where message.hasPrefix("expression part"):
      return Mistake(Diagnostic(message: "f-string " + message, span: Span(problem.place, problem.place + 1)))
    default: return formattedError(problem.message, problem.place..<problem.place + 1)
    }
  }

  /// Parses a field's expression in place: its tokens between two parentheses that stand where the braces are.
  @inline(never)
  private mutating func fieldExpression(_ range: Range<Int>, open: Int) throws(Mistake) -> Expression {
    if file.bytes[range].allSatisfy(StringScan.isBlank) {
      let next = range.upperBound
      let sign = next < file.bytes.count ? file.bytes[next] : 0x7D
      let message =
        sign == 0x7D
        ? "empty expression not allowed" : "expression required before '\(Character(Unicode.Scalar(sign)))'"
      throw formattedError(message, open..<min(next + 1, file.bytes.count))
    }
    let stream = Lexer.tokenize(fragment: range, of: file)
    var fragment: [Token] = [Token(.leftParenthesis, open, open + 1)]
    fragment.reserveCapacity(stream.tokens.count + 2)
    for token in stream.tokens {
      if token.kind == .endOfFile {
        fragment.append(Token(.rightParenthesis, range.upperBound, range.upperBound + 1))
      }
      fragment.append(token)
    }
    let outer = (tokens, failure, index, kind, previousEnd, furthest)
    tokens = fragment
    failure = stream.failure
    index = 0
    kind = .leftParenthesis
    furthest = 0
    defer { (tokens, failure, index, kind, previousEnd, furthest) = outer }
    do throws(Mistake) {
      try enter()
      let result = try operators(UInt8.max)
      leave()
      if kind != .endOfFile { throw unexpected() }
      return result
    } catch {
      var explained = error.diagnostic
      explained.isIncomplete = false
      if explained != stream.failure?.diagnostic, !error.message.hasPrefix("f-string: ") {
        explained.message = SyntaxMessage.formatted(error.message).text
      }
      throw Mistake(explained)
    }
  }
}

/// Finds the end of an expression within an f-string.
struct StringScan {
  struct Problem {
    var message: String
    var place: Int
  }

  let bytes: [UInt8]
  var position: Int
  let end: Int
  private var quote: UInt8 = 0
  private var quoteWidth = 0
  private var brackets: [UInt8] = []

  init(bytes: [UInt8], position: Int, end: Int) {
    self.bytes = bytes
    self.position = position
    self.end = end
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  mutating func run() -> Problem? {
    while position < end {
      let byte = bytes[position]
      if byte == 0x5C { return Problem(message: "expression part cannot include a backslash", place: position) }
      if quote != 0 {
        passQuoted(byte)
        continue
      }
      switch byte {
      case 0x27, 0x22:
        quote = byte
        quoteWidth = isTripled(byte) ? 3 : 1
        position += quoteWidth
        continue
      case 0x28, 0x5B, 0x7B:
        if brackets.count >= Lexer.maximumBrackets {
          return Problem(message: "too many nested parenthesis", place: position)
        }
        brackets.append(byte)
      case 0x23: return Problem(message: "expression part cannot include '#'", place: position)
      case 0x21, 0x3A, 0x7D, 0x3D, 0x3C, 0x3E:
        if !brackets.isEmpty {
          if byte == 0x7D, let problem = close(byte) { return problem }
          break
        }
        let isCompound = byte != 0x3A && byte != 0x7D && position + 1 < end && bytes[position + 1] == 0x3D
        if isCompound {
          position += 2
          continue
        }
        if byte == 0x3C || byte == 0x3E { break }
        return nil
      case 0x29, 0x5D:
        if let problem = close(byte) { return problem }
      default: break
      }
      position += 1
    }
    if quote != 0 { return Problem(message: "unterminated string", place: max(end - 1, 0)) }
    if let open = brackets.last {
      return Problem(message: "unmatched '\(Character(Unicode.Scalar(open)))'", place: max(end - 1, 0))
    }
    return nil
  }

  private func isTripled(_ byte: UInt8) -> Bool {
    position + 2 < end && bytes[position + 1] == byte && bytes[position + 2] == byte
  }

  private mutating func passQuoted(_ byte: UInt8) {
    if byte == quote, quoteWidth == 1 || isTripled(byte) {
      position += quoteWidth
      quote = 0
    } else {
      position += 1
    }
  }

  private mutating func close(_ closer: UInt8) -> Problem? {
    guard let open = brackets.popLast() else {
      return Problem(message: "unmatched '\(Character(Unicode.Scalar(closer)))'", place: position)
    }
    let wanted: UInt8 = open == 0x28 ? 0x29 : open + 2
    if closer == wanted { return nil }
    return Problem(
      message: "closing parenthesis '\(Character(Unicode.Scalar(closer)))' does not match opening parenthesis "
        + "'\(Character(Unicode.Scalar(open)))'", place: position)
  }
}
