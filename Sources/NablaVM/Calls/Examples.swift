/// One example for each entry of a table of declarations, a line each: the name, what to type, what it shows.
///
///     append: x = [1]; x.append(2); x => [1, 2]
///
/// They stand in `__doc__`, in `help()` and behind `x?`, and the tests run every one.
public struct Examples: ExpressibleByStringLiteral {
  public struct Example {
    public let code: String
    public let result: String

    /// As a session shows it, statement by statement.
    public var transcript: String {
      let statements = StrText.split(code, separator: "; ").map { ">>> " + $0 }
      return statements.joined(separator: "\n") + "\n" + result
    }
  }

  private let text: String

  public init(stringLiteral text: String) { self.text = text }
  public init(_ text: String) { self.text = text }

  public static let none = Examples("")

  public static func + (left: Examples, right: Examples) -> Examples { Examples(left.text + "\n" + right.text) }

  /// The names that have an example, in order.
  public var names: [String] { lines.map { StrText.partition($0, ": ", last: false)?.0 ?? $0 } }

  /// The example of a name; `nil` when there is none, or when its line is not of the form above.
  public subscript(name: String) -> Example? {
    guard let line = lines.first(where: { $0.hasPrefix(name + ": ") }),
      let (_, rest) = StrText.partition(line, ": ", last: false),
      let (code, result) = StrText.partition(rest, " => ", last: true)
    else { return nil }
    return Example(code: code, result: result)
  }

  private var lines: [String] {
    StrText.splitLines(text, keepingEnds: false).map { StrText.strip($0) }.filter { !$0.isEmpty }
  }

  /// A summary with the example of a name under it.
  func documentation(_ summary: String, of name: String) -> String {
    guard let example = self[name] else { return summary }
    return summary.isEmpty ? example.transcript : summary + "\n\n" + example.transcript
  }
}
