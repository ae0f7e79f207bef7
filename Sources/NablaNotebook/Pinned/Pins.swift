import Nabla

/// What a cell's comments say that it does.
///
///     torch.zeros(2) + 1
///     #> tensor([1., 1.])
///
///     torch.zeros(2) + torch.zeros(3)  # error: RuntimeError: The size of tensor a (2) must match …
///
/// `#>` lines are the cell's whole output, `# error: TEXT` stands on the line to which the error points and is literal,
/// `# error~ REGEX` is for text that varies, and `# tolerance: 1e-4` lets numbers differ by so much.
struct Pins {
  struct ExpectedError: Equatable {
    var text: String
    var isPattern: Bool
    /// The line of the file.
    var line: Int
  }

  var output: [String] = []
  /// The file's line of the first `#>`, or of the cell's first line where there is none.
  var outputLine: Int
  var hasOutput = false
  var errors: [ExpectedError] = []
  var tolerance: Double?

  init(_ cell: Cell) {
    outputLine = cell.firstLine
    tolerance = cell.options["tolerance"]?.double
    let lines = cell.source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let states = LineStates(lines)
    for (index, line) in lines.enumerated() where states[index] != .insideString {
      if let text = Pins.output(line) {
        if !hasOutput { outputLine = cell.firstLine + index }
        hasOutput = true
        output.append(text)
      } else if line.hasPrefix("# tolerance:"), let value = Double(String(line.dropFirst(12)).trimmed) {
        tolerance = value
      } else if let mark = Pins.mark(in: line) {
        errors.append(ExpectedError(text: mark.text, isPattern: mark.isPattern, line: cell.firstLine + index))
      }
    }
  }

  /// The text of a line of pinned output.
  static func output(_ line: String) -> String? {
    if line == "#>" { return "" }
    return line.hasPrefix("#> ") ? String(line.dropFirst(3)).trimmedEnd : nil
  }

  /// The error that the end of a line announces, and the line without it.
  static func mark(in line: String) -> (code: String, text: String, isPattern: Bool)? {
    for (sign, isPattern) in [("# error: ", false), ("# error~ ", true)] {
      guard let place = line.range(ofText: sign) else { continue }
      let text = String(line[place.upperBound...]).trimmed
      return (String(line[..<place.lowerBound]).trimmedEnd, text, isPattern)
    }
    return nil
  }

  /// The cell's source without any of its pins.
  static func stripped(_ source: String) -> [String] {
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let states = LineStates(lines)
    var kept: [String] = []
    for (index, line) in lines.enumerated() {
      guard states[index] != .insideString else {
        kept.append(line)
        continue
      }
      if output(line) != nil { continue }
      kept.append(mark(in: line)?.code ?? line)
    }
    while kept.last?.isBlank == true { kept.removeLast() }
    return kept
  }
}
