/// A parsed `%` format string: literal text and conversions.
struct PercentTemplate {
  enum Amount {
    case fixed(Int)
    /// `*`: taken from the arguments.
    case argument
  }

  /// Complete once parsed; an object, so that handing it on copies nothing.
  final class Conversion {
    /// `%(key)s`
    fileprivate(set) var key: String?
    fileprivate(set) var leftAligned = false
    fileprivate(set) var plus = false
    fileprivate(set) var space = false
    fileprivate(set) var alternate = false
    fileprivate(set) var zero = false
    fileprivate(set) var width: Amount?
    fileprivate(set) var precision: Amount?
    fileprivate(set) var type: Unicode.Scalar

    init(type: Unicode.Scalar) { self.type = type }
  }

  enum Part {
    case literal(StrObject)
    /// A conversion that says nothing but its type.
    case plain(Unicode.Scalar)
    case conversion(Conversion)
  }

  private(set) var parts: [Part] = []
  /// An error in the format itself shows only when the parts before it have been formatted, as in CPython.
  private(set) var failure: TextError?

  /// - Parameter bytes: Whether the template is of `bytes`, which know `%b` too.
  init(_ text: String, bytes: Bool = false) {
    let scalars = Array(text.unicodeScalars)
    var literal = String.UnicodeScalarView()
    var index = 0
    func flush(_ parts: inout [Part]) {
      if !literal.isEmpty { parts.append(.literal(StrObject(String(literal)))) }
      literal = String.UnicodeScalarView()
    }
    while index < scalars.count {
      if scalars[index] != "%" {
        literal.append(scalars[index])
        index += 1
        continue
      }
      index += 1
      if index < scalars.count, scalars[index] == "%" {
        literal.append("%")
        index += 1
        continue
      }
      flush(&parts)
      do {
        let start = index
        let conversion = try Self.conversion(scalars, &index, bytes)
        parts.append(index == start + 1 ? .plain(conversion.type) : .conversion(conversion))
      } catch {
        failure = error as? TextError
        return
      }
    }
    flush(&parts)
  }

  private static func conversion(_ text: [Unicode.Scalar], _ index: inout Int, _ bytes: Bool) throws -> Conversion {
    let result = Conversion(type: "s")
    if index < text.count, text[index] == "(" { result.key = try key(text, &index) }
    flags: while index < text.count {
      switch text[index] {
      case "-": result.leftAligned = true
      case "+": result.plus = true
      case " ": result.space = true
      case "#": result.alternate = true
      case "0": result.zero = true
      default: break flags
      }
      index += 1
    }
    result.width = try amount(text, &index, "width too big")
    if index < text.count, text[index] == "." {
      index += 1
      result.precision = try amount(text, &index, "precision too big") ?? .fixed(0)
    }
    // C's length modifiers mean nothing here.
    if index < text.count, "hlL".unicodeScalars.contains(text[index]) { index += 1 }
    guard index < text.count else { throw TextError(.value, "incomplete format") }
    result.type = text[index]
    // A percent sign stands for itself only right behind the first one.
    if !"diuoxXeEfFgGcrsa".unicodeScalars.contains(result.type), !(bytes && result.type == "b") {
      let shown = result.type.value >= 32 && result.type.value < 127 ? String(result.type) : "?"
      let code = String(result.type.value, radix: 16)
      throw TextError(.value, "unsupported format character '\(shown)' (0x\(code)) at index \(index)")
    }
    index += 1
    return result
  }

  /// Parentheses nest inside a key.
  private static func key(_ text: [Unicode.Scalar], _ index: inout Int) throws -> String {
    index += 1
    let start = index
    var depth = 1
    while index < text.count {
      if text[index] == "(" { depth += 1 }
      if text[index] == ")" {
        depth -= 1
        if depth == 0 { break }
      }
      index += 1
    }
    guard index < text.count else { throw TextError(.value, "incomplete format key") }
    index += 1
    return StrText.string(text[start..<(index - 1)])
  }

  private static func amount(_ text: [Unicode.Scalar], _ index: inout Int, _ tooBig: String) throws -> Amount? {
    if index < text.count, text[index] == "*" {
      index += 1
      return .argument
    }
    var value: Int?
    while index < text.count, text[index].value >= 48, text[index].value <= 57 {
      let (scaled, overflow) = (value ?? 0).multipliedReportingOverflow(by: 10)
      let (sum, carry) = scaled.addingReportingOverflow(Int(text[index].value) - 48)
      if overflow || carry { throw TextError(.value, tooBig) }
      value = sum
      index += 1
    }
    return value.map(Amount.fixed)
  }
}
