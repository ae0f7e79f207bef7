/// What a terminal would show of a text: programs draw progress by going back to the start of a line.
public enum TerminalText {
  /// The text after carriage returns and backspaces have taken effect, without escape sequences.
  public static func settled(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 13 || $0 == 8 || $0 == 27 }) else { return text }
    var result = ""
    var isFirst = true
    for line in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
      if !isFirst { result += "\n" }
      isFirst = false
      result += settledLine(Array(line))
    }
    return result
  }

  private static func settledLine(_ scalars: [Unicode.Scalar]) -> String {
    var cells: [Unicode.Scalar] = []
    var column = 0
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      switch scalar {
      case "\r": column = 0
      case "\u{8}": column = max(0, column - 1)
      case "\u{1b}":
        // Control sequences run to their final byte; erasing the line is the only one that changes text.
        guard index < scalars.count, scalars[index] == "[" else { continue }
        index += 1
        while index < scalars.count, !(0x40...0x7e).contains(scalars[index].value) { index += 1 }
        if index < scalars.count, scalars[index] == "K" { cells.removeSubrange(min(column, cells.count)...) }
        index += 1
      default:
        if column < cells.count { cells[column] = scalar } else { cells.append(scalar) }
        column += 1
      }
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: cells)
    var result = String(text)
    if scalars.contains("\r") { while result.last == " " { result.removeLast() } }
    return result
  }
}

/// Passes a program's output on as it comes, but of progress drawn with carriage returns only the last state of a line:
/// logs and files have no use for the hundred before.
public struct ProgressCollapser {
  private var pending: [UInt8] = []

  public init() {}

  /// The text that is settled by now.
  public mutating func take(_ text: String) -> String {
    guard !pending.isEmpty || text.utf8.contains(13) else { return text }
    pending += Array(text.utf8)
    guard let end = pending.lastIndex(of: 10) else {
      // A line that never ends keeps only what shows of it.
      if pending.count > 1 << 16 {
        pending = Array((TerminalText.settled(String(decoding: pending, as: UTF8.self)) + "\r").utf8)
      }
      return ""
    }
    let settled = TerminalText.settled(String(decoding: pending[...end], as: UTF8.self))
    pending.removeSubrange(...end)
    return settled
  }

  /// What is left at the end.
  public mutating func finish() -> String {
    defer { pending = [] }
    return TerminalText.settled(String(decoding: pending, as: UTF8.self))
  }
}
