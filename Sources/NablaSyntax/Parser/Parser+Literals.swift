import NablaSource

/// Numbers, and strings with their concatenation.
extension Parser {
  /// CPython refuses longer decimal literals, since converting them takes quadratic time.
  static let maximumDecimalDigits = 4300

  @inline(never)
  func number(_ span: Span) throws(Mistake) -> Expression.Kind {
    let spelled = text(span)
    let letters = Array(spelled.utf8)
    var radix = 10
    if letters.count > 2, letters[0] == 0x30 {
      switch letters[1] | 0x20 {
      case 0x78: radix = 16
      case 0x6F: radix = 8
      case 0x62: radix = 2
      default: break
      }
    }
    if radix == 10, letters.contains(where: { $0 == 0x2E || $0 | 0x20 == 0x65 }) {
      let plain = letters.contains(0x5F) ? spelled.filter { $0 != "_" } : spelled
      guard let value = Double(plain) else { throw error(.invalidSyntax, span) }
      return .float(value)
    }
    var digits = radix == 10 ? spelled : String(spelled.dropFirst(2)).lowercased()
    if letters.contains(0x5F) { digits.removeAll { $0 == "_" } }
    if radix == 10, digits.utf8.count > Parser.maximumDecimalDigits {
      throw error(.tooManyDigits(digits.utf8.count), span)
    }
    return .integer(IntegerLiteral(digits: digits, radix: radix, value: Int(digits, radix: radix)))
  }

  /// One or more string literals in a row.
  @inline(never)
  mutating func strings() throws(Mistake) -> Expression {
    let start = current.span.lower
    let first = StringLiteral(current.span, file.bytes)
    if peek() != .string, !first.isFormatted {
      let token = current
      advance()
      return make(try decoded(first), token.span)
    }
    var literals: [StringLiteral] = []
    while kind == .string {
      literals.append(StringLiteral(current.span, file.bytes))
      advance()
    }
    let whole = span(from: start)
    if literals.contains(where: { $0.isBytes != first.isBytes }) { throw error(.mixedBytes, whole) }
    if first.isBytes {
      var bytes: [UInt8] = []
      for literal in literals { bytes += try StringDecoder.bytes(literal, file) }
      return make(.bytes(bytes), whole)
    }
    var pieces = FormattedPieces()
    for literal in literals {
      if literal.isFormatted {
        try formatted(literal, into: &pieces)
      } else {
        pieces.append(try StringDecoder.text(literal.content, isRaw: literal.isRaw, file))
      }
    }
    if literals.contains(where: \.isFormatted) { return make(.formatted(pieces.all), whole) }
    return make(.string(pieces.text), whole)
  }

  private func decoded(_ literal: StringLiteral) throws(Mistake) -> Expression.Kind {
    literal.isBytes
      ? .bytes(try StringDecoder.bytes(literal, file))
      : .string(try StringDecoder.text(literal.content, isRaw: literal.isRaw, file))
  }
}

/// A string token taken apart: its prefix, and what lies between the quotes.
struct StringLiteral {
  var isBytes = false
  var isRaw = false
  var isFormatted = false
  var content: Range<Int>
  var span: Span

  init(_ span: Span, _ bytes: [UInt8]) {
    self.span = span
    var lower = Int(span.lower)
    let upper = Int(span.upper)
    prefix: while lower < upper {
      switch bytes[lower] | 0x20 {
      case 0x62: isBytes = true
      case 0x72: isRaw = true
      case 0x66: isFormatted = true
      case 0x75: break
      default: break prefix
      }
      lower += 1
    }
    let quote = lower < upper ? bytes[lower] : 0
    let isTriple = upper - lower >= 6 && bytes[lower + 1] == quote && bytes[lower + 2] == quote
    let width = isTriple ? 3 : 1
    content = min(lower + width, upper)..<max(min(lower + width, upper), upper - width)
  }
}

/// Pieces of an f-string as they are found: neighbouring texts become one, empty ones none.
struct FormattedPieces {
  private(set) var pieces: [FormattedPiece] = []

  /// The text behind the last field.
  private(set) var text = ""

  mutating func append(_ more: String) { text += more }

  mutating func append(_ field: FormattedField) {
    if !text.isEmpty { pieces.append(.text(text)) }
    text = ""
    pieces.append(.field(field))
  }

  var all: [FormattedPiece] { text.isEmpty ? pieces : pieces + [.text(text)] }
}
