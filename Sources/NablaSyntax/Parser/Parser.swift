import NablaSource

/// Builds the syntax tree of a source text: `try Parser.parse(file)`.
///
/// Recursive descent for statements, Pratt's operator precedence for expressions, over tokens that were all read
/// before. Chains that lean to the left are built by loops; whatever nests for real is counted (`maximumNesting`), so
/// that no input overflows the native stack.
///
/// Errors follow CPython 3.11: the same words at the same place wherever its grammar has a rule for the mistake. Its
/// parser first reads without such rules and then a second time with them; here each rule is asked where reading
/// fails (`Parser+Mistakes.swift`), so correct programs pay nothing. Mistakes that CPython only finds after parsing
/// (`'return' outside function`, duplicate parameters, patterns that hide others, stars in targets, misplaced walruses
/// and yields) are kept in `deferred` until the text has been read to its end.
///
/// Left to the resolver, which knows scopes: all errors of `global` and `nonlocal` (used or assigned before, also a
/// parameter, annotated, no binding found, at module level).
///
/// At its limits of nesting the parser needs about a megabyte of native stack.
public struct Parser {
  public enum Mode: Hashable, Sendable {
    /// A file or a notebook's cell.
    case module

    /// What was typed at a prompt: the same language; only do the lexer's errors further down not take precedence.
    case interactive
  }

  /// How deep expressions may nest in each other, counted in operators, brackets, lambdas and conditionals together.
  /// Brackets alone are limited to 200 and blocks to 100, as in CPython.
  public static let maximumNesting = 600

  /// Parses a whole text.
  public static func parse(_ file: SourceFile, mode: Mode = .module) throws(Diagnostic) -> Module {
    let stream = Lexer.tokenize(file)
    var parser = Parser(file: file, stream: stream)
    do throws(Mistake) {
      return try parser.module()
    } catch {
      throw SyntaxHints.explain(parser.preferred(error.diagnostic, mode: mode), stream.tokens, file)
    }
  }

  // MARK: - State

  let file: SourceFile
  var tokens: [Token]
  var failure: LexicalFailure?
  var index = 0

  /// The kind of the token at `index`.
  var kind: TokenKind

  /// The end of the token before the one at `index`.
  var previousEnd: Int32 = 0

  /// How deep expressions nest here, against `maximumNesting`.
  var nesting = 0

  /// How many brackets are open here.
  var bracketDepth = 0

  /// The furthest token that was looked at, for the precedence of errors.
  var furthest = 0

  /// The token at which the last element of the latest list without brackets began, for `mistakenTarget`.
  var lastElement = 0

  /// Reading ahead on trial: mistakes are not explained, only noticed.
  var isTrial = false

  var scopeCount = 1
  var expressionCount: Int32 = 0
  var contexts: [Context] = [Context(kind: .module)]

  /// The first mistakes that are reported only when everything else is well: those about scopes, and others.
  var deferredScope: Diagnostic?
  var deferred: Diagnostic?

  /// A scope with statements (or a lambda) that is being read.
  struct Context {
    enum Kind: Hashable {
      case module, function, lambda, classBody
    }
    var kind: Kind
    var loops = 0
    var isGenerator = false
  }

  /// A walrus's target, and the span of the whole.
  struct Walrus {
    var target: Identifier
    var span: Span
  }

  /// The walruses and yields of the expression statement that is being read, as far as no lambda holds them: what
  /// comprehensions must not contain is checked when they end.
  var walruses: [Walrus] = []
  var yields: [Span] = []

  init(file: SourceFile, stream: TokenStream) {
    self.file = file
    self.tokens = stream.tokens
    self.failure = stream.failure
    self.kind = stream.tokens.first?.kind ?? .endOfFile
    if tokens.isEmpty { tokens = [Token(.endOfFile, 0, 0)] }
  }

  private mutating func module() throws(Mistake) -> Module {
    var body: [Statement] = []
    var endsWithSemicolon = false
    while kind != .endOfFile {
      endsWithSemicolon = try statement(into: &body)
    }
    try checkFutureImports(body)
    if let mistake = deferredScope ?? deferred { throw Mistake(mistake) }
    return Module(
      file: file, body: body, scopeCount: scopeCount, expressionCount: Int(expressionCount),
      endsWithSemicolon: endsWithSemicolon)
  }

  /// Which error to report, the parser's or the lexer's: CPython, having found a syntax error, reads the tokens of the
  /// rest of the text and prefers an error there; a bracket that is open at the end only when it was opened on a line
  /// above the error.
  private func preferred(_ error: Diagnostic, mode: Mode) -> Diagnostic {
    guard let failure, mode == .module, error != failure.diagnostic else { return error }
    if error.message == SyntaxMessage.unexpectedIndent.text { return error }
    if tokens[min(max(furthest, index), tokens.count - 1)].kind == .failure { return failure.diagnostic }
    switch failure.rank {
    case .whenReached: return error
    case .beforeParser: return failure.diagnostic
    case .unclosed:
      let reached = tokens[min(max(furthest, index), tokens.count - 1)].span.lower
      let isBelow = file.line(at: reached) > file.line(at: failure.diagnostic.span.lower)
      return isBelow ? failure.diagnostic : error
    }
  }
}

// MARK: - Tokens

extension Parser {
  @inline(__always)
  var current: Token { tokens[index] }

  /// The kind of a token further on; the last one repeats.
  func peek(_ distance: Int = 1) -> TokenKind {
    let target = index + distance
    return target < tokens.count ? tokens[target].kind : tokens[tokens.count - 1].kind
  }

  @inline(__always)
  mutating func advance() {
    previousEnd = tokens[index].span.upper
    if index + 1 < tokens.count { index += 1 }
    kind = tokens[index].kind
  }

  /// Moves past a token of this kind, if it is there.
  @inline(__always)
  mutating func accept(_ wanted: TokenKind) -> Bool {
    guard kind == wanted else { return false }
    advance()
    return true
  }

  /// Moves past a token that must be there; anything else is just "invalid syntax".
  @inline(__always)
  mutating func expect(_ wanted: TokenKind) throws(Mistake) {
    guard kind == wanted else { throw unexpected() }
    advance()
  }

  /// Moves past a token that must be there, which the error names.
  mutating func demand(_ wanted: TokenKind, _ spelling: String) throws(Mistake) {
    guard kind == wanted else {
      if kind == .failure { throw unexpected() }
      throw error(.expected(spelling), place)
    }
    advance()
  }

  mutating func identifier() throws(Mistake) -> Identifier {
    guard kind == .name else { throw unexpected() }
    let token = current
    advance()
    return Identifier(text(token.span), token.span)
  }

  @inline(__always)
  func text(_ span: Span) -> String {
    let lower = Int(span.lower)
    let upper = Int(span.upper)
    guard lower <= upper, upper <= file.bytes.count else { return "" }
    return file.bytes.withUnsafeBufferPointer { String(decoding: $0[lower..<upper], as: UTF8.self) }
  }

  /// Whether a token is a name of this spelling: for the soft keywords.
  func isName(_ spelling: StaticString, at place: Int) -> Bool {
    guard place < tokens.count, tokens[place].kind == .name else { return false }
    let span = tokens[place].span
    guard span.count == spelling.utf8CodeUnitCount, Int(span.upper) <= file.bytes.count else { return false }
    return spelling.withUTF8Buffer { letters in
      for offset in 0..<letters.count where file.bytes[Int(span.lower) + offset] != letters[offset] { return false }
      return true
    }
  }

  /// From the start of a token that was read before to the end of the last one read.
  @inline(__always)
  func span(from start: Int32) -> Span { Span(lower: start, upper: max(previousEnd, start)) }

  @inline(__always)
  mutating func make(_ kind: Expression.Kind, _ span: Span) -> Expression {
    let id = expressionCount
    expressionCount &+= 1
    return Expression(kind, span, id: id)
  }

  mutating func newScope() -> ScopeID {
    let scope = scopeCount
    scopeCount += 1
    return scope
  }
}

// MARK: - Errors

/// A diagnostic in a box: what the parser's functions throw among themselves. A pointer travels in a register, where
/// the whole value would take room in the stack frame of every call that can throw, and frames are what limits how
/// deep a program may nest.
final class Mistake: Error {
  let diagnostic: Diagnostic

  init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }

  var message: String { diagnostic.message }
}

extension Parser {
  @inline(never)
  func error(_ message: SyntaxMessage, _ span: Span, kind: String = "SyntaxError") -> Mistake {
    Mistake(Diagnostic(kind: kind, message: message.text, span: span, isIncomplete: isAtEnd))
  }

  /// The error for a token that fits nowhere.
  @inline(never)
  func unexpected() -> Mistake {
    switch kind {
    case .failure:
      if let failure { return Mistake(failure.diagnostic) }
      return error(.invalidSyntax, current.span)
    case .indent: return error(.unexpectedIndent, current.span, kind: "IndentationError")
    case .dedent where !isAtEnd || index == 0 || tokens[index - 1].kind == .newline:
      return error(.unexpectedUnindent, place, kind: "IndentationError")
    case .keywordNot where index > 0 && tokens[index - 1].kind.endsExpression:
      // Only `in` could follow, so what follows is to blame.
      return error(.invalidSyntax, tokens[min(index + 1, tokens.count - 1)].span)
    case .keywordAsync, .keywordAwait: return refusalOfAsync()
    default: return error(.invalidSyntax, place)
    }
  }

  /// Where to place an error at the current token: at the end of the text, that is the end of the last line of code.
  var place: Span {
    guard kind == .endOfFile || kind == .dedent, isAtEnd else { return current.span }
    var last = index
    while last > 0, tokens[last].kind == .endOfFile || tokens[last].kind == .dedent { last -= 1 }
    return tokens[last].kind == .newline ? tokens[last].span : current.span
  }

  /// The first character at the place: what should have been indented.
  var firstCharacter: Span { Span(lower: place.lower, upper: min(place.lower + 1, max(place.upper, place.lower))) }

  /// Whether only the end of the text follows, so that more text could mend the error.
  var isAtEnd: Bool {
    var place = index
    while place < tokens.count {
      switch tokens[place].kind {
      case .endOfFile: return true
      case .dedent: place += 1
      default: return false
      }
    }
    return true
  }

  /// Keeps a mistake for the end of the text; the first one counts.
  @inline(never)
  mutating func postpone(_ message: SyntaxMessage, _ span: Span) {
    if message.concernsScopes {
      if deferredScope == nil { deferredScope = Diagnostic(message: message.text, span: span) }
    } else if deferred == nil {
      deferred = Diagnostic(message: message.text, span: span)
    }
  }

  @inline(__always)
  mutating func enter() throws(Mistake) {
    nesting += 1
    if nesting > Parser.maximumNesting { throw error(.tooDeep, current.span) }
  }

  @inline(__always)
  mutating func leave() { nesting -= 1 }

  /// Reads ahead, and stays there: false and as if nothing had happened where that fails.
  @inline(never)
  mutating func reads(_ read: (inout Parser) throws(Mistake) -> Void) -> Bool {
    let result: Void? = trial(read)
    return result != nil
  }

  /// Whether reading ahead would succeed.
  @inline(never)
  func wouldRead(_ read: (inout Parser) throws(Mistake) -> Void) -> Bool {
    var copy = self
    return copy.reads(read)
  }

  /// Reads ahead: nil and as if nothing had happened where that fails.
  @inline(never)
  mutating func trial<Value>(_ read: (inout Parser) throws(Mistake) -> Value) -> Value? {
    var copy = self
    copy.isTrial = true
    do throws(Mistake) {
      let value = try read(&copy)
      copy.furthest = max(furthest, copy.index, copy.furthest)
      copy.isTrial = isTrial
      self = copy
      return value
    } catch {
      furthest = max(furthest, copy.index, copy.furthest)
      return nil
    }
  }
}
