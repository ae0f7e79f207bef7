import Glibc
import Nabla
import NablaNotebook
import NablaSource

/// Programs in, sessions out.
extension Magic {
  static let historyMagics: [Magic] = [
    Magic("run", "%run [-t] FILE [ARGS...]", "Run a program or notebook in this session; -t tells the time.", runFile),
    Magic("save", "%save [-f] [-a] FILE [RANGES...]", "Write entries to a file; a .nbk gets a cell for each.", save),
    Magic("load", "%load FILE", "Put a file's text at the next prompt.") { repl, argument, _ in
      guard !argument.isEmpty else { return .usage("%load needs a file") }
      do {
        var text = String(decoding: try Files.read(argument), as: UTF8.self)
        while text.last?.isWhitespace == true { text.removeLast() }
        repl.prepared = text
        return .done
      } catch {
        return .usage("\(error)")
      }
    },
    Magic("history", "%history [-n] [-o] [-g TEXT] [-f FILE] [RANGES...]", "What you have entered.", history),
    Magic("tb", "%tb", "The last traceback again, in full.") { repl, _, _ in
      guard let failure = repl.lastFailure else {
        repl.out.write("No traceback available to show.\n")
        return .done
      }
      repl.out.flush()
      ProcessOutput.error.write(Colour.traceback(failure.traceback))
      return .done
    },
    Magic("xmode", "%xmode [Plain|Context|Verbose|Minimal]", "How much of a traceback to show.") { repl, argument, _ in
      let modes = REPL.TracebackMode.allCases
      guard let mode = modes.first(where: { $0.rawValue.lowercased() == argument.lowercased() }) else {
        return .usage("%xmode takes one of \(modes.map(\.rawValue).joined(separator: ", "))")
      }
      repl.tracebackMode = mode
      repl.out.write("Exception reporting mode: \(mode.rawValue)\n")
      return .done
    },
  ]

  /// The entries that words such as `1-5 7` mean; all but the one under way when there are none.
  static func entries(_ repl: REPL, _ ranges: [String]) -> [(number: Int, entry: REPL.Entry)]? {
    let past = repl.entries.count - 1
    guard !ranges.isEmpty else { return (0..<max(0, past)).map { ($0 + 1, repl.entries[$0]) } }
    var result: [(number: Int, entry: REPL.Entry)] = []
    for range in ranges {
      let ends = range.split(separator: "-", omittingEmptySubsequences: false)
      guard ends.count <= 2, let first = Int(ends[0]), first >= 1, let last = Int(ends[ends.count - 1]), last >= first
      else { return nil }
      for number in first...min(max(first, last), max(first, past)) where number <= past {
        result.append((number, repl.entries[number - 1]))
      }
    }
    return result
  }

  private static func runFile(_ repl: REPL, _ argument: String, _ body: String?) -> Outcome {
    var words = argument.split(separator: " ").map(String.init)
    var isTimed = false
    while let first = words.first, first == "-i" || first == "-t" {
      isTimed = isTimed || first == "-t"
      words.removeFirst()
    }
    guard let path = words.first else { return .usage("%run needs a file") }
    let bytes: [UInt8]
    do {
      bytes = try Files.read(path)
    } catch {
      return .usage("\(error)")
    }
    let list = words.map { Datum.quoted($0) }.joined(separator: ", ")
    _ = repl.session.run(SourceFile(name: "%run", text: "import sys; sys.argv = [\(list)]; del sys"))
    let start = Timing.now
    defer { if isTimed { repl.out.write((Timing.now - start).report) } }
    guard path.hasSuffix(".nbk") else { return repl.session.run(SourceFile(name: path, bytes: bytes)) }
    for (_, cell) in Notebook(parsing: String(decoding: bytes, as: UTF8.self)).codeCells {
      for part in CellCode(cell.source, firstLine: cell.firstLine).parts {
        let outcome: Outcome
        switch part {
        case .code(let text, let line):
          outcome = repl.session.run(SourceFile(name: path, text: text, firstLine: line), displayLast: true)
        case .magic(let name, let argument, let line):
          outcome = cellMagic(repl, name, argument, nil, line, path)
        case .cellMagic(let name, let argument, let body, let line):
          outcome = cellMagic(repl, name, argument, body, line, path)
        }
        guard case .finished = outcome.ending else { return outcome }
        if let shown = outcome.shown { repl.out.write(shown + "\n") }
      }
      if let failure = repl.session.showOpenFigures() { return Outcome(ending: .failed(failure)) }
    }
    return .done
  }

  private static func cellMagic(
    _ repl: REPL, _ name: String, _ argument: String, _ body: String?, _ line: Int, _ path: String
  ) -> Outcome {
    NotebookMagics.run(name, argument, body: body, at: line, named: path, in: repl.session, print: repl.out.write)
      ?? NotebookMagics.unknown(
        name, isCell: body != nil, among: NotebookMagics.all.map(\.name), at: line, named: path)
  }

  private static func save(_ repl: REPL, _ argument: String, _ body: String?) -> Outcome {
    var words = argument.split(separator: " ").map(String.init)
    let flags = words.filter { $0 == "-f" || $0 == "-a" }
    words.removeAll { $0 == "-f" || $0 == "-a" }
    guard var path = words.first else { return .usage("%save needs a file, and entries such as 1-5 7") }
    guard let chosen = entries(repl, Array(words.dropFirst())) else {
      return .usage("entries read like 1-5 7, not '\(words.dropFirst().joined(separator: " "))'")
    }
    guard !chosen.isEmpty else { return .usage("there are no such entries yet") }
    if !path.hasSuffix(".nbk"), !path.hasSuffix(".py") { path += ".py" }
    let isAppending = flags.contains("-a")
    if Files.exists(path), !isAppending, !flags.contains("-f") {
      guard repl.confirm("File `\(path)` exists. Overwrite (y/[N])?") else {
        repl.out.write("Operation cancelled.\n")
        return .done
      }
    }
    // Entries that failed would fail again: they are left out, unless asked for by their number alone.
    let named = Set(words.compactMap(Int.init))
    let working = chosen.filter { !$0.entry.hasFailed || named.contains($0.number) }
    // The prompt's own commands mean nothing in a file, apart from the magics that notebooks have too.
    let sources = working.map(\.entry.source).filter { source in
      guard Command(source.trimmedBlanks) == .code else { return false }
      guard source.hasPrefix("%") else { return true }
      let name = source.drop { $0 == "%" }.prefix { $0.isLetter || $0 == "_" }
      return path.hasSuffix(".nbk") && NotebookMagics.all.contains { $0.name == name }
    }
    do {
      let old = isAppending && Files.exists(path) ? String(decoding: try Files.read(path), as: UTF8.self) : ""
      let text: String
      if path.hasSuffix(".nbk") {
        var notebook = Notebook(parsing: old)
        notebook.cells += sources.map { Cell(source: $0) }
        text = notebook.text
      } else {
        text = old + sources.joined(separator: "\n") + "\n"
      }
      try AtomicFile.write(text, to: path)
    } catch {
      return .usage("\(error)")
    }
    let count = sources.count == 1 ? "1 entry was" : "\(sources.count) entries were"
    let failed = chosen.count - working.count
    let left = failed == 0 ? "" : ", \(failed) that failed left out"
    repl.out.write("\(count) written to `\(path)`\(left)\n")
    return .done
  }

  private static func history(_ repl: REPL, _ argument: String, _ body: String?) -> Outcome {
    var words = argument.split(separator: " ").map(String.init)[...]
    var showsNumbers = false
    var showsOutput = false
    var pattern: String?
    var file: String?
    var ranges: [String] = []
    while let word = words.first {
      words = words.dropFirst()
      switch word {
      case "-n": showsNumbers = true
      case "-o": showsOutput = true
      case "-g":
        pattern = words.joined(separator: " ")
        words = []
      case "-f":
        guard let name = words.first else { return .usage("-f needs a file") }
        file = name
        words = words.dropFirst()
      default: ranges.append(word)
      }
    }
    var text = ""
    if let pattern {
      // Searching looks through earlier sessions too.
      for entry in repl.history?.entries ?? [] where pattern.isEmpty || entry.range(ofText: pattern) != nil {
        text += entry + "\n"
      }
    } else {
      guard let chosen = entries(repl, ranges) else { return .usage("entries read like 1-5 7") }
      for (number, entry) in chosen {
        text += (showsNumbers ? "\(number): " : "") + entry.source + "\n"
        if showsOutput, let shown = entry.shown { text += shown + "\n" }
      }
    }
    guard let file else {
      repl.out.write(text)
      return .done
    }
    do {
      try AtomicFile.write(text, to: file)
      return .done
    } catch {
      return .usage("\(error)")
    }
  }
}
