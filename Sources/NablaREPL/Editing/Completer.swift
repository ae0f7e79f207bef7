import Nabla
import NablaNotebook

/// Completes what is before the cursor: magics, files after some magics and inside quotes, else what the session knows.
struct Completer {
  let repl: REPL

  init(_ repl: REPL) { self.repl = repl }

  func complete(_ text: String) -> Completion {
    let line = String(text.split(separator: "\n", omittingEmptySubsequences: false).last ?? "")
    if line.hasPrefix("%") || line.hasPrefix("!") {
      if let blank = line.lastIndex(of: " ") { return path(String(line[line.index(after: blank)...])) }
      guard line.hasPrefix("%") else { return path(String(line.dropFirst())) }
      let signs = String(line.prefix { $0 == "%" })
      let names = Magic.names.map { signs + $0 }.filter { $0.hasPrefix(line) }.sorted()
      return Completion(typedCount: line.count, candidates: names)
    }
    let found = repl.session.complete(text)
    if found.candidates.isEmpty, let quote = openQuote(line) {
      return path(String(line[line.index(after: quote)...]))
    }
    return Completion(
      typedCount: found.typedCount, candidates: found.candidates.map(\.word), labels: found.candidates.map(\.label))
  }

  /// Where a string begins that the line leaves open.
  private func openQuote(_ line: String) -> String.Index? {
    var open: String.Index?
    var quote: Character?
    for index in line.indices {
      let character = line[index]
      if let current = quote {
        if character == current { (quote, open) = (nil, nil) }
      } else if character == "\"" || character == "'" {
        (quote, open) = (character, index)
      }
    }
    return open
  }

  private func path(_ typed: String) -> Completion {
    let slash = typed.lastIndex(of: "/")
    let folder = slash.map { String(typed[...$0]) } ?? ""
    let start = slash.map { String(typed[typed.index(after: $0)...]) } ?? typed
    let names = Files.list(folder.isEmpty ? "." : folder).filter {
      $0.hasPrefix(start) && (!$0.hasPrefix(".") || start.hasPrefix("."))
    }
    let words = names.map { folder + $0 + (Files.isFolder(folder + $0) ? "/" : "") }
    return Completion(typedCount: typed.count, candidates: words, labels: names)
  }
}
