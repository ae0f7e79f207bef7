import Nabla
import NablaSource

/// Values given from outside for the names that a notebook's `parameters` cell sets.
public struct Parameters {
  public struct Problem: Error, CustomStringConvertible { public let description: String }

  /// The values in the order given; a name given twice keeps the last.
  public private(set) var values: [(name: String, value: Value)] = []

  /// A parameter's value, by the type that its text looks like.
  public enum Value: Equatable {
    case none, bool(Bool), int(String), float(Double), string(String)

    /// `True`, `False` and `None`, else an integer, else a float, else the text itself.
    public init(parsing text: String) {
      switch text {
      case "None": self = .none
      case "True": self = .bool(true)
      case "False": self = .bool(false)
      default:
        if let digits = Value.integer(text) {
          self = .int(digits)
        } else if let number = Value.float(text) {
          self = .float(number)
        } else {
          self = .string(text)
        }
      }
    }

    /// What `int(text)` accepts: a sign, digits, single underscores between them, blanks around.
    private static func integer(_ text: String) -> String? {
      let body = text.trimmed
      let sign = body.hasPrefix("-") ? "-" : ""
      let digits = body.hasPrefix("-") || body.hasPrefix("+") ? body.dropFirst() : body[...]
      let groups = digits.split(separator: "_", omittingEmptySubsequences: false)
      guard groups.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }) else { return nil }
      let joined = groups.joined().drop { $0 == "0" }
      return joined.isEmpty ? "0" : sign + joined
    }

    /// What `float(text)` accepts, `inf` and `nan` included.
    private static func float(_ text: String) -> Double? {
      let body = text.trimmed.lowercased()
      let unsigned = body.hasPrefix("-") || body.hasPrefix("+") ? body.dropFirst() : body[...]
      if ["inf", "infinity"].contains(unsigned) { return body.hasPrefix("-") ? -.infinity : .infinity }
      if unsigned == "nan" { return .nan }
      guard let first = unsigned.utf8.first, (48...57).contains(first) || first == UInt8(ascii: "."),
        unsigned.utf8.allSatisfy({ "0123456789.e+-".utf8.contains($0) })
      else { return nil }
      // Swift wants digits on both sides of the point, Python on one of them.
      var digits = String(unsigned)
      if digits.hasPrefix(".") { digits = "0" + digits }
      if digits.hasSuffix(".") { digits += "0" }
      if let point = digits.range(ofText: ".e") { digits.replaceSubrange(point, with: ".0e") }
      return Double(digits).map { body.hasPrefix("-") ? -$0 : $0 }
    }

    /// The value as the language writes it.
    public var literal: String {
      switch self {
      case .none: return "None"
      case .bool(let value): return value ? "True" : "False"
      case .int(let digits): return digits
      case .float(let value):
        if value.isNaN { return "float('nan')" }
        if value.isInfinite { return value < 0 ? "float('-inf')" : "float('inf')" }
        return "\(value)"
      case .string(let text): return Datum.quoted(text)
      }
    }

    /// The name of its type in messages.
    var kind: String {
      switch self {
      case .none: return "None"
      case .bool: return "bool"
      case .int: return "int"
      case .float: return "float"
      case .string: return "str"
      }
    }
  }

  public init() {}

  /// Adds `name=value`; anything else is a problem.
  public mutating func add(_ text: String, raw: Bool = false) throws {
    guard let sign = text.firstIndex(of: "=") else {
      throw Problem(description: "parameter '\(text)' should read name=value")
    }
    let name = String(text[..<sign]).trimmed
    guard Parameters.isName(name) else { throw Problem(description: "'\(name)' is no name for a parameter") }
    let value = String(text[text.index(after: sign)...])
    values.removeAll { $0.name == name }
    values.append((name, raw ? .string(value) : Value(parsing: value)))
  }

  static func isName(_ text: String) -> Bool {
    guard let first = text.first, first.isLetter || first == "_" else { return false }
    return text.dropFirst().allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
  }

  /// The notebook with a cell that sets the values behind its `parameters` cell, or at the top where it has none; and
  /// what a reader should know: names the cell does not set, with the nearest that it does.
  public func injected(into notebook: Notebook) throws -> (notebook: Notebook, warnings: [String]) {
    guard !values.isEmpty else { return (notebook, []) }
    var warnings: [String] = []
    let place = notebook.cells.firstIndex { $0.kind == .code && $0.tags.contains("parameters") }
    if let place {
      let defaults = Parameters.defaults(of: notebook.cells[place].source)
      for (name, value) in values {
        guard let standing = defaults.first(where: { $0.name == name }) else {
          var warning = "the notebook has no parameter '\(name)'"
          if let nearest = Spelling.closest(to: name, among: defaults.map(\.name)) {
            warning += "; did you mean '\(nearest)'?"
          }
          warnings.append(warning)
          continue
        }
        if let kind = standing.kind, !Parameters.accepts(kind, value) {
          throw Problem(
            description: "parameter '\(name)' is a \(value.kind) (\(value.literal)), its default a \(kind)")
        }
      }
    } else {
      warnings.append("the notebook has no cell tagged 'parameters'; the values are set before its first cell")
    }
    let lines = values.map { "\($0.name) = \($0.value.literal)" }
    let options = CellOptions(parsing: "tags=[\"injected-parameters\"]")
    let cell = Cell(title: "Parameters", options: options, source: lines.joined(separator: "\n"))
    var changed = notebook
    changed.cells.insert(cell, at: place.map { $0 + 1 } ?? 0)
    return (changed, warnings)
  }

  /// The names that a cell sets at its margin, and the type of the literal each is set to.
  public static func defaults(of source: String) -> [(name: String, kind: String?, text: String)] {
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let states = LineStates(lines)
    var found: [(name: String, kind: String?, text: String)] = []
    for (index, line) in lines.enumerated() where states[index] == .fresh {
      guard let sign = line.firstIndex(of: "=") else { continue }
      let left = line[..<sign].split(separator: ":", maxSplits: 1)
      guard let name = left.first.map({ String($0).trimmedEnd }), isName(name) else { continue }
      let right = line[line.index(after: sign)...].split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let text = right.first.map { String($0).trimmed } ?? ""
      found.append((name, kind(ofLiteral: text), text))
    }
    return found
  }

  private static func kind(ofLiteral text: String) -> String? {
    switch Datum(parsing: text) {
    case .bool: return "bool"
    case .int: return "int"
    case .double: return "float"
    case .string: return "str"
    default: return nil
    }
  }

  /// A default of some type takes a value of that type; a float also an int, anything `None`.
  private static func accepts(_ kind: String, _ value: Value) -> Bool {
    switch value {
    case .none: return true
    case .int: return kind == "int" || kind == "float"
    default: return kind == value.kind
    }
  }
}

extension String {
  /// Without the blanks at its end.
  var trimmedEnd: String {
    var text = self[...]
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
