import Glibc
import Nabla
import NablaSource

/// Runs a notebook's cells in order in a fresh session.
public final class NotebookRunner {
  public struct Options {
    /// Where the notebook lies, when the caller has entered another folder since it named the path.
    public var folder: String?
    /// `sys.argv[1:]`.
    public var arguments: [String] = []
    public var seed: Int?
    /// Go on after a cell that failed.
    public var allowsErrors = false
    /// Limits in seconds, for the notebook and for each cell.
    public var timeout: Double?
    public var cellTimeout: Double?
    /// Show the value of a cell's last expression; a plain script does not.
    public var showsValues = true
    /// Where pictures go as files; `nil` keeps them in the result alone.
    public var outputFolder: String?
    /// What becomes of hints about mistakes that raise nothing.
    public var hints = HintMode.on
    /// Whether the first operation that gives a NaN or an infinity is named.
    public var watchesNonFinite = false
    /// Take the output as it comes.
    public var echo: ((String, CellResult.Output.Stream) -> Void)?
    /// Take a picture as it comes.
    public var echoPicture: ((CellResult.Picture) -> Void)?

    public init() {}
  }

  public let notebook: Notebook
  public let path: String
  private let options: Options
  /// The cell under way, while there is one.
  private var current: CellResult?

  public init(_ notebook: Notebook, path: String, options: Options = Options()) {
    self.notebook = notebook
    self.path = path
    self.options = options
  }

  /// The session that the cells share; set up by the first use.
  public private(set) lazy var session: Session = {
    Session(
      SessionOptions(
        program: path, folder: options.folder, arguments: options.arguments, seed: options.seed,
        output: { [unowned self] in self.record($0, .standard) },
        errorOutput: { [unowned self] in self.record($0, .error) },
        hints: options.hints, watchesNonFinite: options.watchesNonFinite,
        pictures: { [unowned self] in self.record(picture: $0, caption: $1) }))
  }()

  public func run() -> RunResult {
    let start = Timing.now
    var result = RunResult()
    let notebookEnd = options.timeout.map { start.wall + $0 }
    for (index, (position, cell)) in notebook.codeCells.enumerated() {
      let isOver = result.ending != .finished && !(options.allowsErrors && result.ending == .failed)
      var done = CellResult(
        index: index, position: position, title: cell.title, line: cell.firstLine, status: .skipped)
      if isOver || cell.tags.contains("skip-execution") {
        result.cells.append(done)
        continue
      }
      current = done
      let cellStart = Timing.now
      let (outcome, isLate) = run(cell, until: notebookEnd)
      flushPictures(outcome)
      done = current ?? done
      current = nil
      done.seconds = (Timing.now - cellStart).wall
      if let ending = conclude(&done, cell, outcome, isLate: isLate) {
        if result.ending == .finished || ending != .failed { result.ending = ending }
      }
      result.cells.append(done)
    }
    result.seconds = (Timing.now - start).wall
    return result
  }

  // MARK: one cell

  /// Runs a cell under its time limits; answers whether one of them ran out.
  private func run(_ cell: Cell, until notebookEnd: Double?) -> (Outcome, isLate: Bool) {
    var limits: [Double] = []
    if let limit = cell.options["timeout"]?.double ?? options.cellTimeout { limits.append(limit) }
    if let notebookEnd { limits.append(notebookEnd - Timing.now.wall) }
    guard let limit = limits.min() else { return (run(cell), false) }
    let watchdog = Watchdog(seconds: limit) { Session.interrupt() }
    let outcome = run(cell)
    return (outcome, watchdog.finish())
  }

  private func run(_ cell: Cell) -> Outcome {
    let parts = CellCode(cell.source, firstLine: cell.firstLine).parts
    for (number, part) in parts.enumerated() {
      let outcome: Outcome
      switch part {
      case .code(let text, let line):
        let file = SourceFile(name: path, text: text, firstLine: line)
        outcome = session.run(file, displayLast: options.showsValues && number == parts.count - 1)
      case .magic(let name, let argument, let line):
        outcome = magic(name, argument, body: nil, at: line)
      case .cellMagic(let name, let argument, let body, let line):
        outcome = magic(name, argument, body: body, at: line)
      }
      guard case .finished = outcome.ending else { return outcome }
      if let shown = outcome.shown { record(shown + "\n", .shown) }
    }
    return Outcome(ending: .finished)
  }

  private func magic(_ name: String, _ argument: String, body: String?, at line: Int) -> Outcome {
    NotebookMagics.run(
      name, argument, body: body, at: line, named: path, in: session, print: { record($0, .standard) })
      ?? NotebookMagics.unknown(
        name, isCell: body != nil, among: NotebookMagics.all.map(\.name), at: line, named: path)
  }

  /// Figures that are still open at a cell's end are its pictures, as they are in every notebook.
  private func flushPictures(_ outcome: Outcome) {
    if let failure = session.showOpenFigures() { record(failure.traceback, .error) }
  }

  /// Settles the cell's status; answers how the notebook ends if this ends it.
  private func conclude(_ cell: inout CellResult, _ source: Cell, _ outcome: Outcome, isLate: Bool) -> RunResult.Ending? {
    let mayRaise = source.tags.contains("raises-exception")
    switch outcome.ending {
    case .finished:
      cell.status = .ok
      if mayRaise { options.echo?("warning: \(place(cell)) is tagged raises-exception and raised nothing\n", .error) }
      return nil
    case .exited(let exit):
      // A notebook's cell that asks to exit has not done its work.
      let message = exit.message ?? String(exit.code)
      cell.error = Failure(type: "SystemExit", message: message, line: nil, traceback: "SystemExit: \(message)\n")
      cell.status = mayRaise ? .ok : .error
      report(cell)
      return mayRaise ? nil : .failed
    case .interrupted(var failure):
      cell.status = .error
      if isLate {
        failure.message = "\(place(cell)) ran out of time"
        failure.type = "TimeoutError"
        failure.traceback = timeoutTrace(failure, source)
      }
      cell.error = failure
      report(cell)
      return isLate ? .timedOut : .interrupted
    case .failed(let failure):
      cell.error = failure
      cell.status = mayRaise ? .ok : .error
      report(cell)
      return mayRaise ? nil : .failed
    }
  }

  private func place(_ cell: CellResult) -> String {
    cell.title.isEmpty ? "cell \(cell.index + 1)" : "cell \(cell.index + 1) (\(cell.title))"
  }

  private func timeoutTrace(_ failure: Failure, _ cell: Cell) -> String {
    var lines = failure.traceback.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    if lines.last?.hasPrefix("KeyboardInterrupt") == true { lines.removeLast() }
    lines.append("TimeoutError: " + failure.message)
    let opening = cell.source.split(separator: "\n").prefix(3).map { "    " + $0 }
    return (lines + ["the cell begins:"] + opening).joined(separator: "\n") + "\n"
  }

  private func report(_ cell: CellResult) {
    guard let error = cell.error else { return }
    options.echo?(error.traceback, .error)
  }

  // MARK: output

  private func record(_ text: String, _ stream: CellResult.Output.Stream) {
    options.echo?(text, stream)
    current?.append(text, to: stream)
  }

  private func record(picture png: [UInt8], caption: String) {
    guard let cell = current else { return }
    let number = cell.index + 1
    let name = "cell-\(number < 10 ? "0" : "")\(number)-\(cell.pictures.count + 1).png"
    let picture = CellResult.Picture(png: png, caption: caption, file: name, position: cell.outputs.count)
    current?.pictures.append(picture)
    if let folder = options.outputFolder {
      do {
        try Files.makeFolder(folder)
        try AtomicFile.write(png, to: folder + "/" + name)
      } catch {
        options.echo?("warning: \(error)\n", .error)
      }
    }
    options.echoPicture?(picture)
  }
}
