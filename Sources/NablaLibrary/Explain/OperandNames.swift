import NablaTensor

/// How the program calls the operands that an error speaks of: `a`, `b`, `input`, `target` and `x` in its words become
/// the program's own names.
struct OperandNames {
  private var names: [String: String] = [:]

  var isEmpty: Bool { names.isEmpty }
  subscript(operand: String) -> String? {
    get { names[operand] }
    set { names[operand] = newValue }
  }

  /// Of a shape picture or a sentence: the letter before `:` or `'s`. Of code between backticks: every name.
  func applied(to line: String) -> String {
    if names.isEmpty { return line }
    let pieces = line.split(separator: "`", omittingEmptySubsequences: false)
    return pieces.enumerated().map { index, piece in
      replaced(String(piece), everywhere: index % 2 == 1)
    }.joined(separator: "`")
  }

  private func replaced(_ text: String, everywhere: Bool) -> String {
    var result = ""
    var word = ""
    var previous: Character?
    func flush(before next: Character?) {
      guard !word.isEmpty else { return }
      let stands = everywhere ? previous != "." : (next == ":" || next == "'") && word.count == 1
      result += stands ? names[word] ?? word : word
      word = ""
    }
    for character in text {
      if character.isLetter || character.isNumber || character == "_" {
        word.append(character)
      } else {
        flush(before: character)
        result.append(character)
        previous = character
      }
    }
    flush(before: nil)
    return result
  }
}
