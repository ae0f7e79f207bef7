import CEditline
import Glibc

/// The keys that libedit has no command for.
extension LineEditor {
  struct Command {
    let name: String
    let help: String
    let keys: [String]
    let run: nabla_edit_function
  }

  static let commands: [Command] = [
    Command(name: "nabla-paste", help: "Insert pasted text", keys: ["\\e[200~"]) { _, _ in LineEditor.paste() },
    Command(name: "nabla-complete", help: "Complete or indent", keys: ["^I"]) { _, _ in LineEditor.complete() },
    Command(name: "nabla-cancel", help: "Drop the line", keys: ["^C"]) { _, _ in
      LineEditor.active?.cancel()
      return UInt8(CC_NEWLINE)
    },
    Command(name: "nabla-suspend", help: "Suspend the process", keys: ["^Z"]) { _, _ in
      LineEditor.active?.suspend()
      return UInt8(CC_REDISPLAY)
    },
    Command(name: "nabla-up", help: "Line above, or history", keys: ["\\e[A", "\\eOA", "^P"]) { _, _ in
      LineEditor.vertical(up: true)
    },
    Command(name: "nabla-down", help: "Line below, or history", keys: ["\\e[B", "\\eOB", "^N"]) { _, _ in
      LineEditor.vertical(up: false)
    },
    Command(name: "nabla-erase", help: "Delete a character or a step of indentation", keys: ["^?", "^H"]) { _, _ in
      LineEditor.erase()
    },
    Command(name: "nabla-prepared", help: "Insert the prepared text", keys: ["\\e[nablatext"]) { _, _ in
      if let editor = LineEditor.active { editor.insert(editor.prepared) }
      return UInt8(CC_REFRESH)
    },
    Command(name: "nabla-newline", help: "Open a line in the buffer", keys: ["\\e\\r", "\\e\\n"]) { _, _ in
      LineEditor.active?.insert("\n")
      return UInt8(CC_REFRESH)
    },
  ]

  /// Takes everything up to the end mark as text: tabs do not complete, line ends do not run.
  private static func paste() -> UInt8 {
    guard let editor = active else { return UInt8(CC_ERROR) }
    let mark = Array("\u{1b}[201~".utf8)
    var bytes: [UInt8] = []
    while let byte = editor.nextByte() {
      bytes.append(byte == 13 ? 10 : byte)
      if byte == mark[mark.count - 1], bytes.suffix(mark.count).elementsEqual(mark) {
        bytes.removeLast(mark.count)
        break
      }
    }
    let pasted = PastedText.cleaned(String(decoding: bytes, as: UTF8.self))
    // Indentation that was only offered gives way to the pasted text's own.
    let (before, after) = editor.buffer
    if after.isEmpty, !before.isEmpty, before.allSatisfy({ $0 == " " }), pasted.contains("\n") || pasted.hasPrefix(" ") {
      editor.deleteBackwards(before.count)
    }
    editor.insert(pasted)
    return UInt8(CC_REFRESH)
  }

  /// Behind blanks Tab indents; behind text it completes.
  private static func complete() -> UInt8 {
    guard let editor = active else { return UInt8(CC_ERROR) }
    let before = editor.buffer.before
    let line = before.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    if line.allSatisfy({ $0 == " " || $0 == "\t" }) {
      editor.insert(String(repeating: " ", count: 4 - line.count % 4))
      return UInt8(CC_REFRESH)
    }
    guard let found = editor.completions?(before), !found.candidates.isEmpty else { return UInt8(CC_REFRESH_BEEP) }
    let typed = String(before.suffix(found.typedCount))
    let common = found.commonStart
    if common.count > typed.count || (found.candidates.count == 1 && common != typed) {
      editor.deleteBackwards(typed.unicodeScalars.count)
      editor.insert(common)
      if found.candidates.count == 1 { return UInt8(CC_REFRESH) }
      if common != typed { return UInt8(CC_REFRESH) }
    }
    if found.candidates.count == 1 { return UInt8(CC_REFRESH) }
    editor.writeAll("\n" + Columns.text(found.labels, width: Terminal.columns))
    return UInt8(CC_REDISPLAY)
  }

  /// Up and Down move within a buffer of several lines, and through the history at its edges.
  private static func vertical(up: Bool) -> UInt8 {
    guard let editor = active else { return UInt8(CC_ERROR) }
    let (before, after) = editor.buffer
    let beforeLines = before.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    let afterLines = after.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    let column = beforeLines.last?.count ?? 0
    if up, beforeLines.count > 1 {
      let above = beforeLines[beforeLines.count - 2].count
      editor.moveCursor(by: -(column + 1 + above - min(above, column)))
      return UInt8(CC_CURSOR)
    }
    if !up, afterLines.count > 1 {
      let rest = afterLines[0].count
      editor.moveCursor(by: rest + 1 + min(afterLines[1].count, column))
      return UInt8(CC_CURSOR)
    }
    editor.push(up ? "\u{1b}[nablaup" : "\u{1b}[nabladown")
    return UInt8(CC_NORM)
  }

  private static func erase() -> UInt8 {
    guard let editor = active else { return UInt8(CC_ERROR) }
    let before = editor.buffer.before
    guard !before.isEmpty else { return UInt8(CC_ERROR) }
    let line = before.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    let isIndentation = !line.isEmpty && line.allSatisfy { $0 == " " }
    editor.deleteBackwards(isIndentation ? (line.count - 1) % 4 + 1 : 1)
    return UInt8(CC_REFRESH)
  }
}
