/// A parsed `str.format` template.
struct FormatTemplate {
  enum Accessor {
    case attribute(String)
    /// `[3]`
    case index(Int)
    /// `[name]`
    case key(String)
  }

  enum Argument {
    case position(Int)
    case name(String)
  }

  final class Field {
    let argument: Argument
    let accessors: [Accessor]
    let conversion: Unicode.Scalar?
    /// The specification, itself a template.
    let spec: [Part]
    /// The same where it has no fields.
    let plainSpec: StrObject?

    init(_ argument: Argument, _ accessors: [Accessor], _ conversion: Unicode.Scalar?, _ spec: [Part]) {
      self.argument = argument
      self.accessors = accessors
      self.conversion = conversion
      self.spec = spec
      if spec.count == 1, case .literal(let text) = spec[0] { plainSpec = text } else { plainSpec = nil }
    }
  }

  enum Part {
    case literal(StrObject)
    case field(Field)
  }

  let parts: [Part]

  /// Parses the template. `positional` is false for `format_map`, which knows names only.
  init(_ text: String, positional: Bool = true) throws {
    var parser = Parser(numbering: .undecided, positional: positional)
    parts = try parser.parse(Array(text.unicodeScalars), depth: 2)
  }

  struct Parser {
    enum Numbering { case undecided, automatic(Int), manual }
    var numbering: Numbering
    let positional: Bool

    mutating func parse(_ text: [Unicode.Scalar], depth: Int) throws -> [Part] {
      guard depth > 0 else { throw TextError(.value, "Max string recursion exceeded") }
      var parts: [Part] = []
      var literal = String.UnicodeScalarView()
      var index = 0
      while index < text.count {
        let scalar = text[index]
        index += 1
        guard scalar == "{" || scalar == "}" else {
          literal.append(scalar)
          continue
        }
        if index < text.count, text[index] == scalar {
          literal.append(scalar)
          index += 1
          continue
        }
        if scalar == "}" { throw TextError(.value, "Single '}' encountered in format string") }
        if index == text.count { throw TextError(.value, "Single '{' encountered in format string") }
        if !literal.isEmpty {
          parts.append(.literal(StrObject(String(literal))))
          literal = String.UnicodeScalarView()
        }
        parts.append(.field(try field(text, &index, depth: depth)))
      }
      if !literal.isEmpty { parts.append(.literal(StrObject(String(literal)))) }
      return parts
    }

    /// From behind `{` to behind the matching `}`.
    private mutating func field(_ text: [Unicode.Scalar], _ index: inout Int, depth: Int) throws -> Field {
      let start = index
      var inBrackets = false
      name: while index < text.count {
        switch text[index] {
        case "{": throw TextError(.value, "unexpected '{' in field name")
        case "[": inBrackets = true
        case "]": inBrackets = false
        case "}", ":", "!": if !inBrackets { break name }
        default: break
        }
        index += 1
      }
      guard index < text.count else { throw TextError(.value, "expected '}' before end of string") }
      let name = Array(text[start..<index])
      var conversion: Unicode.Scalar?
      if text[index] == "!" {
        index += 1
        guard index < text.count else {
          throw TextError(.value, "end of string while looking for conversion specifier")
        }
        conversion = text[index]
        index += 1
        guard index < text.count else { throw TextError(.value, "unmatched '{' in format spec") }
        if text[index] != ":" && text[index] != "}" {
          throw TextError(.value, "expected ':' after conversion specifier")
        }
      }
      var spec: [Unicode.Scalar] = []
      if text[index] == ":" {
        index += 1
        let specStart = index
        var nesting = 1
        while index < text.count {
          if text[index] == "{" { nesting += 1 }
          if text[index] == "}" {
            nesting -= 1
            if nesting == 0 { break }
          }
          index += 1
        }
        guard index < text.count else { throw TextError(.value, "unmatched '{' in format spec") }
        spec = Array(text[specStart..<index])
      }
      index += 1
      let (argument, accessors) = try reference(name)
      let parts = spec.isEmpty ? [] : try parse(spec, depth: depth - 1)
      return Field(argument, accessors, conversion, parts)
    }

    private mutating func reference(_ text: [Unicode.Scalar]) throws -> (Argument, [Accessor]) {
      let end = text.firstIndex { $0 == "." || $0 == "[" } ?? text.count
      let first = Array(text[..<end])
      let argument: Argument
      if first.isEmpty {
        argument = .position(try nextAutomatic())
      } else if let position = try Self.integer(first) {
        if case .automatic = numbering {
          throw TextError(
            .value, "cannot switch from automatic field numbering to manual field specification")
        }
        numbering = .manual
        try requirePositional()
        argument = .position(position)
      } else {
        argument = .name(StrText.string(first))
      }
      return (argument, try accessors(text, from: end))
    }

    private mutating func nextAutomatic() throws -> Int {
      try requirePositional()
      switch numbering {
      case .manual:
        throw TextError(.value, "cannot switch from manual field specification to automatic field numbering")
      case .undecided:
        numbering = .automatic(1)
        return 0
      case .automatic(let next):
        numbering = .automatic(next + 1)
        return next
      }
    }

    private func requirePositional() throws {
      if !positional { throw TextError(.value, "Format string contains positional fields") }
    }

    private func accessors(_ text: [Unicode.Scalar], from start: Int) throws -> [Accessor] {
      var result: [Accessor] = []
      var index = start
      while index < text.count {
        if text[index] == "." {
          let begin = index + 1
          index = text[begin...].firstIndex { $0 == "." || $0 == "[" } ?? text.count
          if begin == index { throw TextError(.value, "Empty attribute in format string") }
          result.append(.attribute(StrText.string(text[begin..<index])))
        } else if text[index] == "[" {
          let begin = index + 1
          guard let close = text[begin...].firstIndex(of: "]") else {
            throw TextError(.value, "Missing ']' in format string")
          }
          if begin == close { throw TextError(.value, "Empty attribute in format string") }
          let inner = Array(text[begin..<close])
          if let position = try Self.integer(inner) {
            result.append(.index(position))
          } else {
            result.append(.key(StrText.string(inner)))
          }
          index = close + 1
        } else {
          throw TextError(.value, "Only '.' or '[' may follow ']' in format field specifier")
        }
      }
      return result
    }

    private static func integer(_ text: [Unicode.Scalar]) throws -> Int? {
      var value = 0
      for scalar in text {
        guard let digit = CodePoint.decimalValue(scalar) else { return nil }
        let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
        let (sum, carry) = scaled.addingReportingOverflow(digit)
        if overflow || carry { throw TextError(.value, "Too many decimal digits in format string") }
        value = sum
      }
      return text.isEmpty ? nil : value
    }
  }
}
