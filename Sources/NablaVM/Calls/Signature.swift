/// The parameters of a function, native or not, in the order in which they are written; parameter `i` is bound to slot
/// `i`.
public final class Signature {
  public enum Kind: UInt8 {
    case positionalOnly, positional, variadic, keywordOnly, variadicKeywords
  }

  public struct Parameter {
    public let name: Name
    public let kind: Kind
    /// `.undefined` when there is none, or none that a literal can write (see `hasDefault`).
    public var defaultValue: Value
    public var hasDefault: Bool
    /// As written in a native's signature.
    public var defaultText: String?

    public init(
      name: Name, kind: Kind, defaultValue: Value = .undefined, hasDefault: Bool = false, defaultText: String? = nil
    ) {
      self.name = name
      self.kind = kind
      self.defaultValue = defaultValue
      self.hasDefault = hasDefault
      self.defaultText = defaultText
    }
  }

  public let parameters: [Parameter]
  /// Parameters that positional arguments fill: they come first.
  public let positionalCount: Int
  public let positionalOnlyCount: Int
  public let requiredPositionalCount: Int
  public let variadic: Int?
  public let variadicKeywords: Int?
  public let hasKeywordOnly: Bool
  public let isNative: Bool
  /// Whether `positionalCount` positional arguments and nothing else need no binding at all.
  public let isPlain: Bool

  /// What binding asks for, parameter by parameter: a `Parameter` has texts that would be counted as it is read.
  let names: [Name]
  let defaultValues: [Value]
  /// Parameters that a keyword can fill, as bits; of the first `Signature.bitLimit`.
  let keywordMask: UInt64
  /// Parameters that have to be given.
  let requiredMask: UInt64
  /// Signatures with more parameters are bound in the general way.
  static let bitLimit = 60

  public init(_ parameters: [Parameter], isNative: Bool = false) {
    self.parameters = parameters
    self.isNative = isNative
    let positional = parameters.prefix { $0.kind == .positional || $0.kind == .positionalOnly }
    positionalCount = positional.count
    positionalOnlyCount = positional.prefix { $0.kind == .positionalOnly }.count
    requiredPositionalCount = positional.prefix { !$0.hasDefault }.count
    variadic = parameters.firstIndex { $0.kind == .variadic }
    variadicKeywords = parameters.firstIndex { $0.kind == .variadicKeywords }
    hasKeywordOnly = parameters.contains { $0.kind == .keywordOnly }
    isPlain = positional.count == parameters.count
    names = parameters.map(\.name)
    defaultValues = parameters.map(\.defaultValue)
    var keywordMask: UInt64 = 0
    var requiredMask: UInt64 = 0
    for (index, parameter) in parameters.prefix(Signature.bitLimit).enumerated() {
      let bit: UInt64 = 1 << UInt64(index)
      if parameter.kind == .positional || parameter.kind == .keywordOnly { keywordMask |= bit }
      let isGathering = parameter.kind == .variadic || parameter.kind == .variadicKeywords
      if !parameter.hasDefault, !isGathering { requiredMask |= bit }
    }
    self.keywordMask = keywordMask
    self.requiredMask = requiredMask
  }

  /// From Python's syntax: `(a, /, b, *, c=1.0, **rest)`. What follows `->` or `:` in a parameter is skipped.
  public convenience init(parsing text: String, isNative: Bool = true) {
    var parser = SignatureParser(text)
    self.init(parser.parse(), isNative: isNative)
  }
}

/// Splits a signature at its commas, minding brackets and quotes. Signatures are our own tables, so what does not parse
/// is a mistake of ours that the tests over all tables find; here it reads as "no default that a literal can write".
private struct SignatureParser {
  private let text: [Character]

  init(_ text: String) {
    var body = text[...]
    if let open = body.firstIndex(of: "("), let close = body.lastIndex(of: ")") {
      body = body[body.index(after: open)..<close]
    }
    self.text = Array(body)
  }

  mutating func parse() -> [Signature.Parameter] {
    var parameters: [Signature.Parameter] = []
    var keywordOnly = false
    for piece in split() {
      if piece == "/" {
        parameters = parameters.map {
          Signature.Parameter(
            name: $0.name, kind: .positionalOnly, defaultValue: $0.defaultValue, hasDefault: $0.hasDefault,
            defaultText: $0.defaultText)
        }
      } else if piece == "*" {
        keywordOnly = true
      } else if piece.hasPrefix("**") {
        parameters.append(.init(name: Name(name(piece.dropFirst(2))), kind: .variadicKeywords))
      } else if piece.hasPrefix("*") {
        keywordOnly = true
        parameters.append(.init(name: Name(name(piece.dropFirst())), kind: .variadic))
      } else {
        let kind: Signature.Kind = keywordOnly ? .keywordOnly : .positional
        if let equals = piece.firstIndex(of: "=") {
          let text = trim(piece[piece.index(after: equals)...])
          parameters.append(
            .init(
              name: Name(name(piece[..<equals])), kind: kind, defaultValue: LiteralReader.read(text),
              hasDefault: true, defaultText: text))
        } else {
          parameters.append(.init(name: Name(name(piece[...])), kind: kind))
        }
      }
    }
    return parameters
  }

  private func name(_ text: Substring) -> String {
    trim(text.prefix { $0 != ":" })
  }

  private func split() -> [String] {
    var pieces: [String] = []
    var current = ""
    var depth = 0
    var quote: Character?
    for character in text {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if "([{".contains(character) {
        depth += 1
      } else if ")]}".contains(character) {
        depth -= 1
      } else if character == ",", depth == 0 {
        pieces.append(trim(current[...]))
        current = ""
        continue
      }
      current.append(character)
    }
    let last = trim(current[...])
    if !last.isEmpty { pieces.append(last) }
    return pieces
  }
}

private func trim(_ text: Substring) -> String {
  var text = text
  while text.first == " " || text.first == "\n" { text.removeFirst() }
  while text.last == " " || text.last == "\n" { text.removeLast() }
  return String(text)
}

/// Reads the literals that defaults are written in: `None`, truth values, numbers, strings, tuples of those.
enum LiteralReader {
  static func read(_ text: String) -> Value {
    switch text {
    case "None": return .none
    case "True": return .bool(true)
    case "False": return .bool(false)
    case "...": return .ellipsis
    case "()": return .object(TupleObject.empty)
    case "inf": return .float(.infinity)
    case "-inf": return .float(-.infinity)
    default: break
    }
    if let integer = Int(text) { return .int(integer) }
    if let first = text.first, first.isNumber || first == "-" || first == ".", let number = Double(text) {
      return .float(number)
    }
    if text.count >= 2, let first = text.first, first == "'" || first == "\"", text.last == first {
      return .string(unescape(text.dropFirst().dropLast()))
    }
    if text.hasPrefix("("), text.hasSuffix(")") {
      let parts = text.dropFirst().dropLast().split(separator: ",").map { read(trim($0)) }
      return parts.contains { $0.isUndefined } ? .undefined : .tuple(parts)
    }
    return .undefined
  }

  private static func unescape(_ text: Substring) -> String {
    var result = ""
    var escaped = false
    for character in text {
      if escaped {
        result.append(character == "n" ? "\n" : character == "t" ? "\t" : character)
        escaped = false
      } else if character == "\\" {
        escaped = true
      } else {
        result.append(character)
      }
    }
    return result
  }
}
