import NablaSource

/// Parameters of functions and lambdas.
extension Parser {
  enum ParameterOwner {
    case function, lambda

    var closer: TokenKind { self == .function ? .rightParenthesis : .colon }
  }

  /// What has been read of a parameter list.
  private struct ParameterReader {
    var positionalOnly: [Parameter] = []
    var positional: [Parameter] = []
    var variadic: Parameter?
    var keywordOnly: [Parameter] = []
    var keywords: Parameter?
    var hasSlash = false
    var hasDefault = false

    /// A star, named or bare, has been read.
    var star: Span?
    var names: Set<String> = []
  }

  /// Up to the closing parenthesis or the lambda's colon.
  mutating func parameterList(of owner: ParameterOwner) throws(Mistake) -> Parameters {
    var reader = ParameterReader()
    while kind != owner.closer {
      switch kind {
      case .slash: try slash(&reader, owner)
      case .star: try star(&reader, owner)
      case .doubleStar: try doubleStar(&reader, owner)
      case .leftParenthesis:
        if reader.star != nil || reader.hasDefault || reader.hasSlash { throw unexpected() }
        throw parenthesizedParameters(owner)
      default: try parameter(&reader, owner)
      }
      guard accept(.comma) else { break }
    }
    if let star = reader.star, reader.variadic == nil, reader.keywordOnly.isEmpty {
      throw error(.namesMustFollowStar, star)
    }
    return Parameters(
      positionalOnly: reader.positionalOnly, positional: reader.positional, variadic: reader.variadic,
      keywordOnly: reader.keywordOnly, keywords: reader.keywords)
  }

  private mutating func name(
    _ reader: inout ParameterReader, _ owner: ParameterOwner, isVariadic: Bool = false
  ) throws(Mistake) -> (name: Identifier, annotation: Expression?) {
    let name = try identifier()
    if !reader.names.insert(name.name).inserted { postpone(.duplicateParameter(name.name), name.span) }
    if name.name == "__debug__" { postpone(.cannotAssign("__debug__"), name.span) }
    guard owner == .function, accept(.colon) else { return (name, nil) }
    if isVariadic, kind == .star { return (name, try starred()) }
    return (name, try expression())
  }

  private mutating func parameter(_ reader: inout ParameterReader, _ owner: ParameterOwner) throws(Mistake) {
    let start = current.span.lower
    let (name, annotation) = try name(&reader, owner)
    var defaultValue: Expression?
    if kind == .equal {
      let equal = current.span
      advance()
      if kind == owner.closer || kind == .comma { throw error(.expectedDefault, equal) }
      defaultValue = try expression()
    }
    let parameter = Parameter(
      name: name, annotation: annotation, defaultValue: defaultValue, span: span(from: start))
    if reader.star != nil {
      reader.keywordOnly.append(parameter)
      return
    }
    if defaultValue == nil, reader.hasDefault {
      guard kind == .comma || kind == owner.closer else { throw unexpected() }
      throw error(.nonDefaultAfterDefault, name.span.through(parameter.span))
    }
    if defaultValue != nil { reader.hasDefault = true }
    reader.positional.append(parameter)
  }

  private mutating func slash(_ reader: inout ParameterReader, _ owner: ParameterOwner) throws(Mistake) {
    let sign = current.span
    if reader.star != nil { throw error(.slashAfterStar, sign) }
    if reader.hasSlash { throw error(.slashTwice, sign) }
    if reader.positional.isEmpty {
      throw peek() == .comma ? error(.slashFirst, sign) : unexpectedAfter(1)
    }
    advance()
    if kind == .star { throw error(.commaBetweenSlashAndStar, current.span) }
    reader.hasSlash = true
    reader.positionalOnly = reader.positional
    reader.positional = []
  }

  private mutating func star(_ reader: inout ParameterReader, _ owner: ParameterOwner) throws(Mistake) {
    let sign = current.span
    if reader.star != nil { throw error(.starTwice, sign) }
    reader.star = sign
    advance()
    if kind == .comma {
      let next = peek()
      if next == owner.closer || next == .doubleStar { throw error(.namesMustFollowStar, sign) }
      return
    }
    if kind == owner.closer { throw error(.namesMustFollowStar, sign) }
    let start = current.span.lower
    let (name, annotation) = try name(&reader, owner, isVariadic: true)
    if kind == .equal { throw error(.variadicDefault, current.span) }
    reader.variadic = Parameter(name: name, annotation: annotation, defaultValue: nil, span: span(from: start))
  }

  private mutating func doubleStar(_ reader: inout ParameterReader, _ owner: ParameterOwner) throws(Mistake) {
    advance()
    let start = current.span.lower
    let (name, annotation) = try name(&reader, owner)
    reader.keywords = Parameter(name: name, annotation: annotation, defaultValue: nil, span: span(from: start))
    if kind == .equal { throw error(.keywordsDefault, current.span) }
    guard kind == .comma else { return }
    switch peek() {
    case .star, .doubleStar, .slash:
      advance()
      throw error(.afterKeywords, current.span)
    case .name:
      advance()
      let start = current.span.lower
      var ignored = ParameterReader()
      _ = try self.name(&ignored, owner)
      throw error(.afterKeywords, span(from: start))
    default: return
    }
  }

  private mutating func unexpectedAfter(_ count: Int) -> Mistake {
    for _ in 0..<count { advance() }
    return unexpected()
  }

  /// At `(` where a parameter should be: Python 2 allowed tuples there.
  private mutating func parenthesizedParameters(_ owner: ParameterOwner) -> Mistake {
    let start = current.span.lower
    let isList = reads { (parser) throws(Mistake) in
      parser.advance()
      repeat {
        if parser.kind == .rightParenthesis { break }
        _ = try parser.identifier()
      } while parser.accept(.comma)
      try parser.expect(.rightParenthesis)
    }
    if !isList { return unexpected() }
    return error(owner == .function ? .parenthesizedParameters : .parenthesizedLambdaParameters, span(from: start))
  }
}
