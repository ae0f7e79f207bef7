import Glibc
import Nabla
import NablaNotebook
import NablaREPL
import NablaSource

/// Runs a file: a notebook by its cells, anything else as a script, as CPython would.
struct ProgramRun {
  let path: String
  let arguments: [String]
  let options: Dispatch.Options
  let settings: RunSettings

  func run() -> Int32 {
    if path == "-" {
      return ScriptRun(program: "-", arguments: arguments, options: options, seed: settings.seed).runStandardInput()
    }
    let bytes: [UInt8]
    do {
      bytes = try Files.read(path)
    } catch {
      var message = "nabla: \(error)"
      let folder = Files.folder(of: path)
      if !Files.exists(path), let nearest = Spelling.closest(to: Files.name(of: path), among: Files.list(folder)) {
        message += "; did you mean '\(folder == "." ? nearest : folder + "/" + nearest)'?"
      }
      ProcessOutput.error.write(message + "\n")
      return 2
    }
    let isNotebook = path.hasSuffix(".nbk")
    guard isNotebook || settings.needsCells || settings.showsParameters else {
      let script = ScriptRun(program: path, arguments: arguments, options: options, seed: settings.seed)
      return script.run(SourceFile(name: path, bytes: bytes))
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      ProcessOutput.error.write("nabla: '\(path)' is not UTF-8 text\n")
      return 2
    }
    return runCells(of: Notebook(parsing: text), isNotebook: isNotebook)
  }

  private func runCells(of original: Notebook, isNotebook: Bool) -> Int32 {
    if settings.showsParameters {
      for cell in original.cells where cell.tags.contains("parameters") {
        for (name, kind, text) in Parameters.defaults(of: cell.source) {
          ProcessOutput.standard.write("\(name): \(kind ?? "any") = \(text)\n")
        }
      }
      return 0
    }
    let notebook: Notebook
    do {
      let injected = try settings.parameters.injected(into: original)
      notebook = injected.notebook
      for warning in injected.warnings { ProcessOutput.error.write("warning: \(warning)\n") }
    } catch {
      ProcessOutput.error.write("nabla: \(error)\n")
      return 2
    }

    // A notebook runs in its own folder; what the caller named is named from where the caller stands.
    let full = Files.absolute(path)
    let html = settings.html.map(Files.absolute)
    let json = settings.json.map(Files.absolute)
    let folder = Files.absolute(settings.outputFolder ?? Files.stem(of: path) + ".out")
    if isNotebook, chdir(Files.folder(of: full)) != 0 {
      ProcessOutput.error.write("nabla: cannot enter '\(Files.folder(of: full))'\n")
      return 2
    }
    removeOldPictures(in: folder)

    var run = NotebookRunner.Options()
    run.folder = Files.folder(of: full)
    run.arguments = arguments
    run.seed = settings.seed
    run.allowsErrors = settings.allowsErrors
    run.timeout = settings.timeout
    run.cellTimeout = settings.cellTimeout
    run.showsValues = isNotebook
    run.hints = options.hints
    run.watchesNonFinite = options.watchesNonFinite
    run.outputFolder = folder
    let echo = Echo()
    run.echo = echo.take
    run.echoPicture = { echo.take($0, in: folder) }
    let runner = NotebookRunner(notebook, path: path, options: run)
    Signals.install()
    // A reader who went away does not stop the run: its results are still written.
    signal(SIGPIPE, SIG_IGN)
    let result = runner.run()
    echo.finish()

    let title = notebook.header?.title ?? Files.name(of: Files.stem(of: path))
    var facts = [Version.line]
    if let seed = settings.seed { facts.append("seed \(seed)") }
    let report = Report(notebook, result, title: title, facts: facts)
    var code = result.exitCode
    do {
      if isNotebook || settings.outputFolder != nil {
        try Files.makeFolder(folder)
        try AtomicFile.write(result.json.json(indent: 1) + "\n", to: folder + "/results.json")
        try AtomicFile.write(report.html, to: folder + "/report.html")
      }
      if let json { try AtomicFile.write(result.json.json(indent: 1) + "\n", to: json) }
      if let html { try AtomicFile.write(report.html, to: html) }
    } catch {
      ProcessOutput.error.write("nabla: \(error)\n")
      if code == 0 { code = 2 }
    }
    if options.staysInteractive {
      return REPL(REPL.Options(isQuiet: true), session: runner.session).run()
    }
    return code
  }

  /// Pictures of an earlier run would pass for this one's.
  private func removeOldPictures(in folder: String) {
    for name in Files.list(folder) where name.hasPrefix("cell-") && name.hasSuffix(".png") {
      unlink(folder + "/" + name)
    }
  }
}

/// Passes a notebook's output on to the terminal or to whoever reads the pipe.
private final class Echo {
  private var standard = ProgressCollapser()
  private var error = ProgressCollapser()

  func take(_ text: String, _ stream: CellResult.Output.Stream) {
    switch stream {
    case .standard, .shown:
      let out = ProcessOutput.standard
      out.write(out.isTerminal ? text : standard.take(text))
    case .error:
      // What was printed before an error comes before it, also where both go to one file.
      ProcessOutput.standard.flush()
      let out = ProcessOutput.error
      out.write(out.isTerminal ? text : error.take(text))
    }
  }

  func take(_ picture: CellResult.Picture, in folder: String) {
    guard ProcessOutput.standard.isTerminal else { return }
    TerminalPicture.show(picture.png, path: folder + "/" + picture.file)
  }

  func finish() {
    ProcessOutput.standard.write(standard.finish())
    ProcessOutput.standard.flush()
    ProcessOutput.error.write(error.finish())
  }
}
