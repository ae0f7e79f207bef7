import Nabla

/// The indentation that the next line of a block starts with.
enum Indentation {
  static func next(after lines: [String]) -> String {
    guard let last = lines.last, !last.allSatisfy(\.isWhitespace) else { return "" }
    // Inside brackets and strings the writer knows best.
    guard LineStates(lines + [""])[lines.count] == .fresh else {
      return String(last.prefix { $0 == " " })
    }
    let states = LineStates(lines)
    let start = lines.indices.last { states[$0] == .fresh } ?? lines.count - 1
    let margin = lines[start].prefix { $0 == " " }.count
    let code = withoutComment(last)
    if code.hasSuffix(":") { return String(repeating: " ", count: margin + 4) }
    let word = lines[start].dropFirst(margin).prefix { $0.isLetter }
    let leaves = ["return", "pass", "break", "continue", "raise"].contains(String(word))
    return String(repeating: " ", count: max(0, leaves ? margin - 4 : margin))
  }

  private static func withoutComment(_ line: String) -> String {
    // A `#` in a string is rare at a line's end; getting it wrong only costs the offered indentation.
    let code = line.range(ofText: " #").map { String(line[..<$0.lowerBound]) } ?? line
    return code.trimmedBlanks
  }
}
