import Glibc
import NablaNotebook

/// What was typed in earlier sessions, in a text file: an entry a line, with `\n` for line ends inside an entry and
/// `\\` for backslashes.
///
/// Entries are appended as they are typed, each in one write, so that several sessions share a file and a crash loses
/// nothing. Reading drops repetitions; a file that has grown past its limit is rewritten then.
final class HistoryFile {
  static let limit: Int32 = 10_000

  let path: String
  private(set) var entries: [String] = []

  /// `NABLA_HISTFILE`, or `nabla/history` in the folder for state; `nil` where there is no home.
  static var standardPath: String? {
    func variable(_ name: String) -> String? {
      getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    if let path = variable("NABLA_HISTFILE") { return path }
    if let state = variable("XDG_STATE_HOME") { return state + "/nabla/history" }
    return variable("HOME").map { $0 + "/.local/state/nabla/history" }
  }

  init(path: String) {
    self.path = path
    guard let bytes = try? Files.read(path) else { return }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    let all = lines.map { HistoryFile.decoded(String($0)) }
    // Of equal entries the latest counts.
    var seen: Set<String> = []
    entries = all.reversed().filter { seen.insert($0).inserted }.prefix(Int(HistoryFile.limit)).reversed()
    if all.count > Int(HistoryFile.limit) + 1000 {
      let text = entries.map { HistoryFile.encoded($0) + "\n" }.joined()
      try? AtomicFile.write(text, to: path)
    }
  }

  func append(_ entry: String) {
    guard !entry.isEmpty, entry != entries.last else { return }
    entries.append(entry)
    if !Files.exists(path) { try? Files.makeFolder(Files.folder(of: path)) }
    let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    defer { close(file) }
    let bytes = Array((HistoryFile.encoded(entry) + "\n").utf8)
    _ = bytes.withUnsafeBytes { write(file, $0.baseAddress, bytes.count) }
  }

  static func encoded(_ entry: String) -> String {
    entry.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
  }

  static func decoded(_ line: String) -> String {
    var result = ""
    var isEscaped = false
    for scalar in line.unicodeScalars {
      if isEscaped {
        result.unicodeScalars.append(scalar == "n" ? "\n" : scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
