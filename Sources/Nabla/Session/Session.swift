import NablaBytecode
import NablaCompiler
import NablaLibrary
import NablaSource
import NablaSyntax
import NablaVM

/// A running program: its `__main__` module, what it printed, the pictures it drew.
///
///     let session = Session(SessionOptions(program: "tour.nbk"))
///     let outcome = session.run(SourceFile(name: "tour.nbk", text: "1 + 1"), displayLast: true)
///     outcome.shown  // "2"
public final class Session {
  public let options: SessionOptions
  let interpreter: Interpreter
  /// The module `__main__`, whose namespace holds the program's globals.
  let main = ModuleObject("__main__")
  private let loader: SourceLoader
  /// Names in `__main__` that nobody typed.
  var hiddenNames: Set<String> = []
  /// Whether a cell has said `from __future__ import annotations`: it holds for those that follow, as at a prompt.
  private var postponesAnnotations = false

  public init(_ options: SessionOptions = SessionOptions()) {
    self.options = options
    interpreter = Interpreter(modules: Session.nativeModules)
    loader = SourceLoader(
      folders: Session.folders(options), library: options.standardLibrary ?? StandardLibrary.folder)
    interpreter.loader = loader
    hints = options.hints
    interpreter.output = options.output ?? { ProcessOutput.standard.write($0) }
    if options.output == nil { interpreter.flushOutput = { ProcessOutput.standard.flush() } }
    interpreter.errorOutput = options.errorOutput ?? { text in
      // What was printed before comes before, also where both streams go to one place.
      ProcessOutput.standard.flush()
      ProcessOutput.error.write(text)
    }
    interpreter.addModule(main)
    if let program = options.program, !program.hasPrefix("-"), !program.isEmpty {
      main.set("__file__", .string(program))
    }
    Pictures.sink = options.pictures
    prepare()
    hiddenNames = Set(main.namespace.names.map(\.text))
  }

  deinit {
    if options.pictures != nil { Pictures.sink = nil }
  }

  /// Where modules are looked for: beside the program, then in the standard library.
  private static func folders(_ options: SessionOptions) -> [String] {
    var folders: [String] = []
    if let folder = options.folder {
      folders.append(folder)
    } else if let program = options.program, !program.hasPrefix("-"), let slash = program.lastIndex(of: "/") {
      folders.append(slash == program.startIndex ? "/" : String(program[..<slash]))
    } else {
      folders.append(".")
    }
    // The program may change its folder; its neighbours stay where they are.
    folders = folders.map(SourceLoader.absolute)
    if let library = options.standardLibrary ?? StandardLibrary.folder { folders.append(library) }
    return folders
  }

  // MARK: running

  /// Compiles and runs a source text in the session's `__main__` module.
  public func run(_ file: SourceFile, displayLast: Bool = false) -> Outcome {
    do {
      let code = try Session.compile(file, displaysLast: displayLast, postponesAnnotations: postponesAnnotations)
      postponesAnnotations = code.postponesAnnotations
      Session.tell(code.warnings, in: file, interpreter)
      let value = try interpreter.execute(code, in: main)
      guard displayLast, !value.isNone, !value.isUndefined else { return Outcome(ending: .finished) }
      return Outcome(ending: .finished, shown: try interpreter.repr(value), value: value)
    } catch let diagnostic as Diagnostic {
      return Outcome(ending: .failed(Failure(diagnostic, in: file)))
    } catch let raised as Raised {
      if !displayLast, let outcome = shownByProgram(raised, in: file) { return outcome }
      return outcome(of: raised, in: file)
    } catch {
      let text = "SystemError: \(error)"
      return Outcome(
        ending: .failed(Failure(type: "SystemError", message: "\(error)", line: nil, traceback: text + "\n")))
    }
  }

  /// Writes what the compiler finds suspicious to standard error, as CPython does before the text runs.
  static func tell(_ warnings: [Diagnostic], in file: SourceFile, _ interpreter: Interpreter) {
    for warning in warnings { interpreter.errorOutput(DiagnosticRenderer.render(warning: warning, in: file)) }
  }

  static func compile(
    _ file: SourceFile, displaysLast: Bool, postponesAnnotations: Bool = false
  ) throws -> CodeObject {
    try Compiler.compile(file, mode: displaysLast ? .cell : .module, postponesAnnotations: postponesAnnotations)
  }

  private func outcome(of raised: Raised, in file: SourceFile) -> Outcome {
    if raised.isKind(.systemExit) { return Outcome(ending: .exited(Exit(raised.exception, interpreter))) }
    let failure = Failure(raised, in: file, interpreter)
    return Outcome(ending: raised.isKind(.keyboardInterrupt) ? .interrupted(failure) : .failed(failure))
  }

  /// What a program that put its own function into `sys.excepthook` ends with; `nil` where that does not serve.
  private func shownByProgram(_ raised: Raised, in file: SourceFile) -> Outcome? {
    let exception = raised.exception
    guard !raised.isKind(.systemExit), let sys = interpreter.modules["sys"],
      let hook = sys.get("excepthook"), let own = sys.get("__excepthook__"), !hook.isIdentical(to: own),
      (try? interpreter.call(hook, [.object(exception.type), .object(exception), exception.traceValue])) != nil
    else { return nil }
    var failure = Failure(raised, in: file, interpreter)
    failure.traceback = ""
    return Outcome(ending: .failed(failure))
  }

  /// The program is over: what its globals hold goes, and says goodbye where it has a `__del__`.
  public func finish() {
    if let module = interpreter.modules["atexit"] { _ = try? interpreter.callMethod(.object(module), "_run_exitfuncs") }
    interpreter.finish(main)
  }

  /// Stops what runs, as Ctrl-C does. May be called from any thread and from a signal handler.
  public static func interrupt() { InterruptWord.raise(.keyboard) }

  /// Shows the figures that are still open, as the end of a cell does.
  public func showOpenFigures() -> Failure? {
    do {
      try Pictures.showOpenFigures?()
      return nil
    } catch let raised as Raised {
      return Failure(raised, in: SourceFile(name: "<figures>", text: ""), interpreter)
    } catch {
      return Failure(type: "SystemError", message: "\(error)", line: nil, traceback: "SystemError: \(error)\n")
    }
  }

  // MARK: preparing

  /// What is set before the program's first line: its arguments and its seed.
  private func prepare() {
    let words = [options.program ?? ""] + options.arguments
    set(arguments: words)
    if let sys = try? interpreter.importModule("sys") {
      sys.set("path", .list(Session.folders(options).map { .string($0) }))
    }
    if let seed = options.seed {
      let text = """
        import torch as _torch, random as _random
        _torch.manual_seed(\(seed)); _random.seed(\(seed))
        del _torch, _random
        """
      _ = run(SourceFile(name: "<seed>", text: text))
    }
  }

  /// Sets `sys.argv`.
  public func set(arguments: [String]) {
    guard let sys = try? interpreter.importModule("sys") else { return }
    sys.set("argv", .list(arguments.map { .string($0) }))
  }
}
