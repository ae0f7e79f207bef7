import CEditline
import Glibc
import Nabla

/// One line of input from a terminal, through libedit: editing, history, search, completion, bracketed paste.
///
/// libedit reads one buffer per call, which may hold several lines (pasted, or recalled from the history). Its C
/// callbacks carry no Swift context, so the one editor of the process is found through `LineEditor.active`.
final class LineEditor {
  enum Line {
    case text(String)
    /// Ctrl-C: what was typed is dropped.
    case cancelled
    /// Ctrl-D on an empty line.
    case end
  }

  static private(set) weak var active: LineEditor?

  private let editor: OpaquePointer
  private let past: OpaquePointer
  /// The prompt, kept alive for libedit, which reads it on every redraw.
  private var prompt: UnsafeMutablePointer<CChar>?
  /// Answers what could stand at the cursor: the text before it, and the candidates' common start position in it.
  var completions: ((_ textBeforeCursor: String) -> Completion)?
  let isTerminal: Bool
  private let drawsEscapes: Bool
  private var wasCancelled = false
  /// What the next line starts with.
  private(set) var prepared = ""

  /// - Parameter drawsEscapes: the terminal understands escape sequences (not `TERM=dumb`).
  init?(drawsEscapes: Bool) {
    self.drawsEscapes = drawsEscapes
    isTerminal = isatty(0) == 1 && isatty(1) == 1
    LineEditor.useUTF8()
    guard let editor = el_init("nabla", stdin, stdout, stderr), let past = history_init() else { return nil }
    self.editor = editor
    self.past = past
    LineEditor.active = self
    configure()
  }

  deinit {
    history_end(past)
    el_end(editor)
    free(prompt)
  }

  /// Names and text may hold any character, whatever the locale says.
  private static func useUTF8() {
    setlocale(LC_CTYPE, "")
    guard let set = nl_langinfo(nl_item(CODESET)), String(cString: set) != "UTF-8" else { return }
    if setlocale(LC_CTYPE, "C.UTF-8") == nil { setlocale(LC_CTYPE, "en_US.UTF-8") }
  }

  private func configure() {
    nabla_el_prompt(editor, { _ in LineEditor.active?.prompt }, 1)
    nabla_el_editor(editor, "emacs")
    nabla_el_signal(editor, 0)
    nabla_history_size(past, HistoryFile.limit)
    nabla_history_unique(past, 1)
    nabla_el_history(editor, past)
    nabla_el_read(editor) { editor, character in LineEditor.read(editor, character) }
    // Keys come as characters while a line is edited, Ctrl-C too: no signal arrives half-way through a redraw.
    nabla_el_quiet_signals(editor)
    for command in LineEditor.commands {
      nabla_el_command(editor, command.name, command.help, command.run)
      for key in command.keys { nabla_el_bind(editor, key, command.name) }
    }
    for (key, command) in LineEditor.bindings { nabla_el_bind(editor, key, command) }
  }

  private static let bindings: [(String, String)] = [
    ("^R", "em-inc-search-prev"), ("^W", "ed-delete-prev-word"), ("\\e[3~", "ed-delete-next-char"),
    ("\\e[H", "ed-move-to-beg"), ("\\e[F", "ed-move-to-end"), ("\\e[1~", "ed-move-to-beg"), ("\\e[4~", "ed-move-to-end"),
    ("\\e[1;5C", "em-next-word"), ("\\e[1;5D", "ed-prev-word"), ("\\eb", "ed-prev-word"), ("\\ef", "em-next-word"),
    // What Up and Down mean on the first and the last line of a buffer.
    ("\\e[nablaup", "ed-prev-history"), ("\\e[nabladown", "ed-next-history"),
  ]

  // MARK: reading

  /// Asks for a line. `typed` is text that stands there already: indentation, or what `%load` read.
  func read(prompt text: String, typed: String = "") -> Line {
    free(prompt)
    prompt = strdup(text)
    wasCancelled = false
    prepared = typed
    if !typed.isEmpty { el_push(editor, "\u{1b}[nablatext") }
    nabla_history_rewind(past)
    setPaste(true)
    var count: Int32 = 0
    let line = el_gets(editor, &count)
    setPaste(false)
    if wasCancelled {
      writeAll("\n")
      el_reset(editor)
      return .cancelled
    }
    guard let line, count > 0 else { return .end }
    var result = String(cString: line)
    if result.hasSuffix("\n") { result.removeLast() }
    return .text(result)
  }

  func remember(_ entry: String) { nabla_history_enter(past, entry) }

  /// Tells the terminal to mark pasted text, so that its tabs and line ends are text and not commands.
  private func setPaste(_ on: Bool) {
    if isTerminal, drawsEscapes { writeAll(on ? "\u{1b}[?2004h" : "\u{1b}[?2004l") }
  }

  func writeAll(_ text: String) {
    fflush(stdout)
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { Glibc.write(1, $0.baseAddress, bytes.count) }
  }

  // MARK: the buffer

  /// The text being edited, before and behind the cursor.
  var buffer: (before: String, after: String) {
    guard let info = el_line(editor) else { return ("", "") }
    func text(_ start: UnsafePointer<CChar>, _ end: UnsafePointer<CChar>) -> String {
      let count = max(0, end - start)
      return String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
    }
    guard let start = info.pointee.buffer, let cursor = info.pointee.cursor, let end = info.pointee.lastchar else {
      return ("", "")
    }
    return (text(start, cursor), text(cursor, end))
  }

  func insert(_ text: String) { el_insertstr(editor, text) }

  func deleteBackwards(_ count: Int) { if count > 0 { el_deletestr(editor, Int32(clamping: count)) } }

  func moveCursor(by distance: Int) { el_cursor(editor, Int32(clamping: distance)) }

  func push(_ keys: String) { el_push(editor, keys) }

  /// Leaves and re-enters the mode in which single keys are read.
  func suspend() {
    nabla_el_prepare(editor, 0)
    kill(0, SIGTSTP)
    nabla_el_prepare(editor, 1)
  }

  func cancel() { wasCancelled = true }

  /// Reads one byte for the paste command, which handles its own characters; `nil` at the end of input.
  func nextByte() -> UInt8? {
    var byte: UInt8 = 0
    while true {
      let count = Glibc.read(0, &byte, 1)
      if count == 1 { return byte }
      if count < 0, errno == EINTR { continue }
      return nil
    }
  }

  // MARK: characters

  /// Set by the window-size signal; libedit is told before the next key.
  static var windowChanged = false

  /// Reads one character for libedit.
  private static func read(_ editor: OpaquePointer?, _ character: UnsafeMutablePointer<wchar_t>?) -> Int32 {
    guard let active, let character else { return -1 }
    if windowChanged {
      windowChanged = false
      el_resize(editor)
    }
    guard let first = active.nextByte() else { return 0 }
    var count = 0
    var value = UInt32(first)
    if first >= 0xf0, first < 0xf8 { (count, value) = (3, UInt32(first & 7)) }
    if first >= 0xe0, first < 0xf0 { (count, value) = (2, UInt32(first & 15)) }
    if first >= 0xc0, first < 0xe0 { (count, value) = (1, UInt32(first & 31)) }
    for _ in 0..<count {
      guard let next = active.nextByte() else { return 0 }
      value = value << 6 | UInt32(next & 63)
    }
    let isLone = first >= 0x80 && count == 0
    character.pointee = wchar_t(bitPattern: isLone || Unicode.Scalar(value) == nil ? 0xfffd : value)
    return 1
  }
}
