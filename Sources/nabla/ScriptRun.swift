import Glibc
import Nabla
import NablaNotebook
import NablaREPL
import NablaSource

/// Runs source as a script: what it prints is all there is to see, and its exit status is the process's.
struct ScriptRun {
  let program: String
  let arguments: [String]
  let options: Dispatch.Options
  var seed: Int?

  func run(code: String) -> Int32 { run(SourceFile(name: "<string>", text: code)) }

  func runStandardInput() -> Int32 {
    do {
      return run(SourceFile(name: "<stdin>", bytes: try Files.read(descriptor: 0, named: "<stdin>")))
    } catch {
      ProcessOutput.error.write("nabla: \(error)\n")
      return 2
    }
  }

  func run(_ file: SourceFile) -> Int32 {
    var setup = SessionOptions(
      program: program, arguments: arguments, seed: seed, hints: options.hints, watchesNonFinite: options.watchesNonFinite)
    setup.pictures = pictureSink()
    let session = Session(setup)
    Signals.install()
    let outcome = session.run(file)
    ProcessOutput.standard.flush()
    let code = status(of: outcome)
    if options.staysInteractive {
      return REPL(REPL.Options(isQuiet: true), session: session).run()
    }
    session.finish()
    ProcessOutput.standard.flush()
    return code
  }

  private func status(of outcome: Outcome) -> Int32 {
    switch outcome.ending {
    case .finished:
      return 0
    case .failed(let failure):
      ProcessOutput.error.write(Colour.traceback(failure.traceback))
      return 1
    case .interrupted(let failure):
      ProcessOutput.error.write(Colour.traceback(failure.traceback))
      return 130
    case .exited(let exit):
      if let message = exit.message { ProcessOutput.error.write(message + "\n") }
      return exit.code
    }
  }

  /// On a terminal a script's pictures are shown in it; elsewhere they are saved, and standard error says where.
  private func pictureSink() -> (([UInt8], String) -> Void) {
    let stem = program.hasPrefix("-") || program.isEmpty ? "nabla" : Files.stem(of: program)
    let folder = Files.absolute(stem + ".out")
    var count = 0
    return { png, _ in
      count += 1
      let path = folder + "/figure-\(count).png"
      do {
        try Files.makeFolder(folder)
        try AtomicFile.write(png, to: path)
      } catch {
        ProcessOutput.error.write("warning: \(error)\n")
      }
      if ProcessOutput.standard.isTerminal {
        TerminalPicture.show(png, path: path)
      } else {
        ProcessOutput.error.write("figure saved: \(path)\n")
      }
    }
  }
}
