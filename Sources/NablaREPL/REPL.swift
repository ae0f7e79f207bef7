import Glibc
import Nabla
import NablaNotebook
import NablaSource

/// The prompt: reads entries, runs them in one session, shows their values, and remembers all of it.
public final class REPL {
  public struct Options {
    public var isQuiet = false
    public var hints = HintMode.on
    public var watchesNonFinite = false

    public init(isQuiet: Bool = false, hints: HintMode = .on, watchesNonFinite: Bool = false) {
      self.isQuiet = isQuiet
      self.hints = hints
      self.watchesNonFinite = watchesNonFinite
    }
  }

  let options: Options
  let session: Session
  let out = ProcessOutput.standard
  var history: HistoryFile?
  /// What was entered in this session, from 1 on, and what it showed.
  var entries: [Entry] = []
  /// The last traceback, for `%tb`.
  var lastFailure: Failure?
  var tracebackMode = TracebackMode.context
  /// Text that the next prompt starts with.
  var prepared = ""
  private var isLeaving = false
  private var exitCode: Int32 = 0
  private var editor: LineEditor?
  private let pictures: PictureFolder

  struct Entry {
    var source: String
    var shown: String?
    var hasFailed = false
  }

  enum TracebackMode: String, CaseIterable { case plain = "Plain", context = "Context", verbose = "Verbose", minimal = "Minimal" }

  public init(_ options: Options = Options(), session: Session? = nil) {
    self.options = options
    let pictures = PictureFolder()
    self.pictures = pictures
    self.session = session ?? Session(
      SessionOptions(
        hints: options.hints, watchesNonFinite: options.watchesNonFinite, pictures: { png, _ in pictures.show(png) }))
  }

  public func run() -> Int32 {
    Interrupts.install()
    let editor = LineEditor(drawsEscapes: Terminal.drawsEscapes)
    self.editor = editor
    guard let editor else {
      ProcessOutput.error.write("nabla: the terminal cannot be used for editing\n")
      return 4
    }
    editor.completions = { [unowned self] in Completer(self).complete($0) }
    if let path = HistoryFile.standardPath {
      let file = HistoryFile(path: path)
      for entry in file.entries { editor.remember(entry) }
      history = file
    }
    if !options.isQuiet {
      out.write("Nabla \(Version.number). Tab completes, obj? explains, %quickref lists the rest, Ctrl-D leaves.\n")
    }
    while !isLeaving {
      out.flush()
      guard let entry = readEntry(editor) else { break }
      process(entry)
    }
    pictures.remove()
    out.flush()
    return exitCode
  }

  func leave(_ code: Int32 = 0) {
    isLeaving = true
    exitCode = code
  }

  // MARK: reading

  /// Reads lines until they make a whole entry; `nil` at the end of input.
  private func readEntry(_ editor: LineEditor) -> String? {
    let number = entries.count + 1
    let prompt = "In [\(number)]: "
    let continuation = String(repeating: " ", count: max(0, prompt.count - 5)) + "...: "
    var lines: [String] = []
    var typed = prepared
    prepared = ""
    while true {
      let text = lines.isEmpty ? prompt : continuation
      switch editor.read(prompt: Colour.prompt(text, isInput: true), typed: typed) {
      case .end:
        if lines.isEmpty {
          out.write("\n")
          return nil
        }
        return finish(lines, editor)
      case .cancelled:
        if lines.isEmpty { return "" }
        lines = []
        typed = ""
        return ""
      case .text(let line):
        let isFirst = lines.isEmpty
        // A buffer of several lines was pasted or recalled: it is an entry as it stands, if it can be one.
        let isBlock = line.contains("\n")
        lines += line.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if isFirst, line.allSatisfy(\.isWhitespace) { return "" }
        if isComplete(lines, isBlock: isBlock && isFirst) { return finish(lines, editor) }
        typed = Indentation.next(after: lines)
      }
    }
  }

  private func finish(_ lines: [String], _ editor: LineEditor) -> String {
    var lines = lines
    while lines.count > 1, lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    let entry = lines.joined(separator: "\n")
    if !entry.isEmpty {
      editor.remember(entry)
      history?.append(entry)
    }
    return entry
  }

  /// Whether the lines can run. Of a block, only a blank line tells that it has ended, or that all of it came at once.
  private func isComplete(_ lines: [String], isBlock: Bool) -> Bool {
    let text = lines.joined(separator: "\n")
    let first = lines[0]
    if first.hasPrefix("%%") { return lines.last?.allSatisfy(\.isWhitespace) == true || isBlock }
    if lines.count == 1, Command.isCommand(first) { return true }
    return session.completeness(of: isBlock ? text + "\n" : text) != .incomplete
  }

  // MARK: running

  private func process(_ entry: String) {
    let text = entry.trimmedBlanks
    guard !text.isEmpty else { return }
    if ["exit", "quit", "exit()", "quit()"].contains(text) { return leave() }
    let number = entries.count + 1
    entries.append(Entry(source: entry))
    session.begin(source: entry)
    let command = Command(text)
    switch command {
    case .help(let expression, let withSource): help(expression, withSource: withSource)
    case .shell(let line): shell(line)
    case .code: runParts(entry, number: number)
    }
    out.flush()
    out.write("\n")
  }

  /// Runs an entry that may have magics between its statements.
  private func runParts(_ entry: String, number: Int) {
    let file = "In [\(number)]"
    let parts = CellCode(entry, firstLine: 1).parts
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      let outcome: Outcome
      switch part {
      case .code(let text, let line):
        let isQuiet = text.trimmedBlanks.hasSuffix(";")
        outcome = session.run(SourceFile(name: file, text: text, firstLine: line), displayLast: isLast && !isQuiet)
      case .magic(let name, let argument, let line):
        outcome = magic(name, argument, body: nil, at: line, named: file)
      case .cellMagic(let name, let argument, let body, let line):
        outcome = magic(name, argument, body: body, at: line, named: file)
      }
      if let failure = session.showOpenFigures() { report(failure) }
      conclude(outcome, number: number)
      guard case .finished = outcome.ending else { return }
    }
  }

  private func conclude(_ outcome: Outcome, number: Int) {
    session.remember(number: number, outcome: outcome)
    switch outcome.ending {
    case .finished:
      guard let shown = outcome.shown else { return }
      entries[number - 1].shown = shown
      out.write(Colour.output("Out[\(number)]: ") + (shown.contains("\n") ? "\n" : "") + shown + "\n")
    case .failed(let failure), .interrupted(let failure):
      entries[number - 1].hasFailed = true
      report(failure)
    case .exited(let exit):
      if let message = exit.message { ProcessOutput.error.write(message + "\n") }
      leave(exit.code)
    }
  }

  func report(_ failure: Failure) {
    lastFailure = failure
    out.flush()
    let text = tracebackMode == .minimal ? failure.headline + "\n" : failure.traceback
    ProcessOutput.error.write(Colour.traceback(text))
  }

  private func magic(_ name: String, _ argument: String, body: String?, at line: Int, named file: String) -> Outcome {
    if let magic = Magic.all.first(where: { $0.name == name }) {
      return magic.run(self, argument, body)
    }
    let print: (String) -> Void = { [out] in out.write($0) }
    return NotebookMagics.run(name, argument, body: body, at: line, named: file, in: session, print: print)
      ?? NotebookMagics.unknown(name, isCell: body != nil, among: Magic.names, at: line, named: file)
  }

  private func help(_ expression: String, withSource: Bool) {
    if expression.hasPrefix("%") {
      let name = String(expression.drop { $0 == "%" })
      if let magic = Magic.all.first(where: { $0.name == name }) {
        out.write("\(magic.usage)\n  \(magic.summary)\n")
      } else if let magic = NotebookMagics.all.first(where: { $0.name == name }) {
        out.write("%\(magic.name)\n  \(magic.summary)\n")
      } else {
        out.write("There is no magic `%\(name)`.\n")
      }
    } else if let text = session.inspect(expression, withSource: withSource) {
      out.write(text.hasSuffix("\n") ? text : text + "\n")
    } else {
      var message = "Object `\(expression)` not found."
      if let nearest = Spelling.closest(to: expression, among: session.variables.map(\.name)) {
        message += " Did you mean: `\(nearest)`?"
      }
      out.write(message + "\n")
    }
  }

  private func shell(_ line: String) {
    out.flush()
    // The command gets the terminal, and Ctrl-C with it.
    let previous = signal(SIGINT, SIG_IGN)
    let status = system(line)
    signal(SIGINT, previous)
    Interrupts.install()
    let code = status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
    _ = session.run(SourceFile(name: "!", text: "_exit_code = \(code)"))
    if code != 0 { out.write("exit status \(code)\n") }
  }

  /// Asks a question that a single key answers.
  func confirm(_ question: String) -> Bool {
    out.flush()
    guard let editor, case .text(let answer) = editor.read(prompt: question + " ") else { return false }
    return ["y", "yes"].contains(answer.trimmedBlanks.lowercased())
  }
}

/// What a line is, before anything of the language looks at it.
enum Command: Equatable {
  case help(String, withSource: Bool)
  case shell(String)
  case code

  init(_ text: String) {
    guard !text.contains("\n") else {
      self = .code
      return
    }
    if text.hasPrefix("!") {
      self = .shell(String(text.dropFirst()).trimmedBlanks)
    } else if text.hasPrefix("?") {
      let rest = text.drop { $0 == "?" }
      self = .help(String(rest).trimmedBlanks, withSource: text.hasPrefix("??"))
    } else if text.hasSuffix("?"), !text.hasPrefix("#") {
      let withSource = text.hasSuffix("??")
      self = .help(String(text.dropLast(withSource ? 2 : 1)).trimmedBlanks, withSource: withSource)
    } else {
      self = .code
    }
  }

  /// A line that is whole by itself, whatever the parser would say.
  static func isCommand(_ line: String) -> Bool {
    let text = line.trimmedBlanks
    return text.hasPrefix("%") || Command(text) != .code
  }
}

extension String {
  var trimmedBlanks: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
