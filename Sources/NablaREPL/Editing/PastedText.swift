/// Text that came from a page, a chat or another session.
enum PastedText {
  /// Without the prompts that stand before every line (`In [3]: `, `   ...: `, `>>> `, `... `), where all lines have
  /// one; and without the line end behind the last line.
  static func cleaned(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.count > 1, lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    var stripped: [String] = []
    var hasPrompt = false
    for line in lines {
      if let rest = withoutPrompt(line) {
        hasPrompt = true
        stripped.append(rest)
      } else if line.allSatisfy(\.isWhitespace) {
        stripped.append("")
      } else {
        return lines.joined(separator: "\n")
      }
    }
    return (hasPrompt ? stripped : lines).joined(separator: "\n")
  }

  /// The line behind its prompt; `nil` when it has none.
  static func withoutPrompt(_ line: String) -> String? {
    for prompt in [">>> ", "... "] where line.hasPrefix(prompt) { return String(line.dropFirst(4)) }
    if line == ">>>" || line == "..." { return "" }
    let body = line.drop { $0 == " " }
    if body.hasPrefix("...:") {
      let rest = body.dropFirst(4)
      return String(rest.first == " " ? rest.dropFirst() : rest)
    }
    guard body.hasPrefix("In [") else { return nil }
    let rest = body.dropFirst(4).drop { $0.isNumber }
    guard rest.hasPrefix("]:") else { return nil }
    let code = rest.dropFirst(2)
    return String(code.first == " " ? code.dropFirst() : code)
  }
}
