import ArgumentParser
import Glibc
import Nabla
import NablaNotebook
import NablaREPL
import NablaSource

/// What a user asked for. The everyday forms (`nabla`, `nabla FILE`, `nabla run FILE`, `nabla -c CODE`) are recognised
/// by hand, which costs nothing; all with options of their own go through the argument parser.
enum Dispatch {
  static let commands = ["run", "test", "convert", "help"]

  static func run(_ arguments: [String]) -> Int32 {
    var options = Options()
    var rest = arguments[...]
    while let first = rest.first {
      switch first {
      case "-i": options.staysInteractive = true
      case "-q", "--quiet": options.isQuiet = true
      case "--no-color": Colour.isOff = true
      case "--nan=warn": options.watchesNonFinite = true
      case "--nan=off": options.watchesNonFinite = false
      case _ where first.hasPrefix("--hints="):
        guard let mode = HintMode(rawValue: String(first.dropFirst(8))) else {
          return usage("--hints takes off, on or strict, not '\(first.dropFirst(8))'")
        }
        options.hints = mode
      case "--version", "-V":
        ProcessOutput.standard.write(Version.line + "\n")
        return 0
      case "--help", "-h", "help":
        return Dispatch.help(Array(rest.dropFirst()))
      case "-c":
        rest = rest.dropFirst()
        guard let code = rest.first else { return usage("argument expected for the -c option") }
        return ScriptRun(program: "-c", arguments: Array(rest.dropFirst()), options: options).run(code: code)
      case "-":
        return ScriptRun(program: "-", arguments: Array(rest.dropFirst()), options: options).runStandardInput()
      case "run", "test", "convert":
        return command(first, Array(rest.dropFirst()), options)
      default:
        guard first.hasPrefix("-") else { return file(first, Array(rest.dropFirst()), options) }
        let known = ["-c", "-i", "-q", "--quiet", "--version", "--help", "--no-color", "--hints=off", "--nan=warn"]
        return usage("unknown option '\(first)'", nearest: Spelling.closest(to: first, among: known))
      }
      rest = rest.dropFirst()
    }
    guard isatty(0) == 1 || options.staysInteractive else {
      return ScriptRun(program: "", arguments: [], options: options).runStandardInput()
    }
    let setup = REPL.Options(
      isQuiet: options.isQuiet, hints: options.hints, watchesNonFinite: options.watchesNonFinite)
    return REPL(setup).run()
  }

  /// What stands before the program and applies to all ways to run one.
  struct Options {
    var staysInteractive = false
    var isQuiet = false
    var hints = HintMode.on
    var watchesNonFinite = false
  }

  private static func command(_ name: String, _ arguments: [String], _ options: Options) -> Int32 {
    do {
      switch name {
      case "run": return try RunCommand.execute(arguments, options)
      case "test": return try TestCommand.parse(arguments).execute()
      default: return try ConvertCommand.parse(arguments).execute()
      }
    } catch {
      let code: Int32
      let message: String
      switch name {
      case "run": (code, message) = (RunCommand.exitCode(for: error).rawValue, RunCommand.fullMessage(for: error))
      case "test": (code, message) = (TestCommand.exitCode(for: error).rawValue, TestCommand.fullMessage(for: error))
      default: (code, message) = (ConvertCommand.exitCode(for: error).rawValue, ConvertCommand.fullMessage(for: error))
      }
      (code == 0 ? ProcessOutput.standard : ProcessOutput.error).write(message + "\n")
      return code == 0 ? 0 : 2
    }
  }

  private static func file(_ path: String, _ arguments: [String], _ options: Options) -> Int32 {
    if !Files.exists(path), !path.contains("/"), !path.contains("."),
      let nearest = Spelling.closest(to: path, among: commands)
    {
      return usage("there is no command and no file '\(path)'", nearest: nearest)
    }
    return ProgramRun(path: path, arguments: arguments, options: options, settings: RunSettings()).run()
  }

  static func help(_ arguments: [String]) -> Int32 {
    switch arguments.first {
    case "run": ProcessOutput.standard.write(RunCommand.helpMessage() + "\n")
    case "test": ProcessOutput.standard.write(TestCommand.helpMessage() + "\n")
    case "convert": ProcessOutput.standard.write(ConvertCommand.helpMessage() + "\n")
    case "hints": ProcessOutput.standard.write(Usage.hints)
    case let other?:
      return usage("there is no command '\(other)'", nearest: Spelling.closest(to: other, among: commands + ["hints"]))
    case nil: ProcessOutput.standard.write(Usage.text)
    }
    return 0
  }

  static func usage(_ message: String, nearest: String? = nil) -> Int32 {
    var text = "nabla: \(message)"
    if let nearest { text += "; did you mean '\(nearest)'?" }
    ProcessOutput.error.write(text + "\nTry 'nabla --help'.\n")
    return 2
  }
}
