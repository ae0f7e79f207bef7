import Glibc
import NablaSource

/// What is known about the terminal without asking it: asking costs a round trip at start-up.
public enum Terminal {
  static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  static var columns: Int {
    var size = winsize()
    if ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return variable("COLUMNS").flatMap(Int.init) ?? 80
  }

  /// Whether escape sequences mean something.
  static var drawsEscapes: Bool {
    isatty(1) == 1 && variable("TERM").map { $0 != "dumb" && !$0.isEmpty } ?? false
  }
}

/// Colours, where they are wanted.
public enum Colour {
  /// Set by `--no-color`.
  public static var isOff = false

  static func isOn(_ descriptor: Int32) -> Bool {
    guard !isOff, isatty(descriptor) == 1, (Terminal.variable("NO_COLOR") ?? "").isEmpty else { return false }
    return Terminal.variable("TERM").map { $0 != "dumb" && !$0.isEmpty } ?? false
  }

  /// A traceback with its last line and its carets in red.
  public static func traceback(_ text: String) -> String {
    guard isOn(2) else { return text }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (index, line) in lines.enumerated() {
      let isCaret = !line.isEmpty && line.allSatisfy { " \t^~".contains($0) }
      let name = line.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
      let isHeadline = !name.isEmpty && name.first?.isUppercase == true
        && (line.count == name.count || line.dropFirst(name.count).hasPrefix(": "))
      if isCaret || isHeadline {
        // Only the exception's name stands out; its message stays easy to read.
        let cut = isCaret ? line.count : name.count
        lines[index] = "\u{1b}[31m" + line.prefix(cut) + "\u{1b}[0m" + line.dropFirst(cut)
      }
    }
    return lines.joined(separator: "\n")
  }

  /// A prompt; `\u{1}` marks what takes no room on the line.
  static func prompt(_ text: String, isInput: Bool) -> String {
    guard isOn(1) else { return text }
    let code = isInput ? "32" : "31"
    return "\u{1}\u{1b}[\(code)m\u{1}" + text + "\u{1}\u{1b}[0m\u{1}"
  }

  static func output(_ text: String) -> String { isOn(1) ? "\u{1b}[31m" + text + "\u{1b}[0m" : text }
}

/// Words in columns, as `ls` has them.
enum Columns {
  static func text(_ words: [String], width: Int) -> String {
    guard !words.isEmpty else { return "" }
    let limited = words.prefix(200)
    let cell = (limited.map { DisplayWidth.of($0) }.max() ?? 0) + 2
    let perLine = max(1, width / cell)
    let lines = (limited.count + perLine - 1) / perLine
    var result = ""
    for line in 0..<lines {
      var text = ""
      for column in 0..<perLine {
        let index = column * lines + line
        guard index < limited.count else { continue }
        let word = limited[index]
        text += word + String(repeating: " ", count: max(0, cell - DisplayWidth.of(word)))
      }
      while text.last == " " { text.removeLast() }
      result += text + "\n"
    }
    if words.count > limited.count { result += "… and \(words.count - limited.count) more\n" }
    return result
  }
}
