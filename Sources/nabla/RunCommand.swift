import ArgumentParser
import Nabla
import NablaNotebook

/// What `nabla run` can be told about a run.
struct RunSettings {
  var html: String?
  var json: String?
  var outputFolder: String?
  var allowsErrors = false
  var parameters = Parameters()
  var seed: Int?
  var timeout: Double?
  var cellTimeout: Double?
  var showsParameters = false

  /// Whether a plain script has to be run as a notebook, because something asks for its cells.
  var needsCells: Bool {
    html != nil || json != nil || !parameters.values.isEmpty || allowsErrors || timeout != nil || cellTimeout != nil
      || outputFolder != nil
  }
}

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nabla run", abstract: "Run a notebook or a program from top to bottom in a fresh session.",
    discussion: """
      A notebook's pictures and results go to NAME.out beside it. What follows FILE is the program's own.

      Exit status: 0 when all went well, 1 when a cell failed, 2 when the call was wrong or the file could not be read, \
      124 when time ran out, 130 when interrupted; a program that exits with a status of its own keeps it.
      """)

  @Option(name: .customLong("html"), help: "Write the report to this file.", completion: .file())
  var html: String?

  @Option(name: .customLong("json"), help: "Write the results of all cells to this file.", completion: .file())
  var json: String?

  @Option(name: [.customShort("o"), .customLong("output")], help: "The folder for pictures and results (NAME.out).")
  var output: String?

  @Flag(name: .customLong("allow-errors"), help: "Go on after a cell that failed.")
  var allowErrors = false

  @Option(
    name: [.customShort("p"), .customLong("parameter")], help: "Set a name of the cell tagged 'parameters': name=value.")
  var parameters: [String] = []

  @Option(name: [.customShort("r"), .customLong("raw")], help: "The same, and the value is text: name=text.")
  var rawParameters: [String] = []

  @Option(name: .customLong("seed"), help: "Seed all random numbers.")
  var seed: Int?

  @Option(name: .customLong("timeout"), help: "Seconds for the whole run.")
  var timeout: Double?

  @Option(name: .customLong("cell-timeout"), help: "Seconds for each cell.")
  var cellTimeout: Double?

  @Option(
    name: .customLong("hints"),
    help: "What becomes of hints about mistakes that raise nothing: off, on, or strict, which makes them errors.")
  var hints: String?

  @Option(name: .customLong("nan"), help: "warn: name the first operation that gives a NaN or an infinity.")
  var nan: String?

  @Flag(name: .customLong("help-notebook"), help: "List the notebook's parameters and their defaults.")
  var helpNotebook = false

  @Argument(help: "A .nbk notebook or .py program.", completion: .file(extensions: ["nbk", "py"]))
  var file: String

  /// Options whose value is the next word.
  private static let takesValue: Set<String> = [
    "--html", "--json", "-o", "--output", "-p", "--parameter", "-r", "--raw", "--seed", "--timeout", "--cell-timeout", "--hints",
    "--nan",
  ]

  /// Where the program's name stands: the first word that is no option and no option's value.
  static func positionOfFile(_ arguments: [String]) -> Int? {
    var index = 0
    while index < arguments.count {
      let word = arguments[index]
      if word == "--" { return index + 1 < arguments.count ? index + 1 : nil }
      if takesValue.contains(word) {
        index += 2
      } else if word.hasPrefix("-"), word != "-" {
        index += 1
      } else {
        return index
      }
    }
    return nil
  }

  static func execute(_ arguments: [String], _ options: Dispatch.Options) throws -> Int32 {
    let place = positionOfFile(arguments) ?? arguments.count
    let rest = Array(arguments.dropFirst(place + 1))
    // Without options there is nothing to parse.
    if place == 0, let path = arguments.first {
      return ProgramRun(path: path, arguments: rest, options: options, settings: RunSettings()).run()
    }
    let command = try RunCommand.parse(Array(arguments.prefix(place + 1)))
    var settings = RunSettings()
    var options = options
    if let hints = command.hints {
      guard let mode = HintMode(rawValue: hints) else {
        throw ValidationError("--hints takes off, on or strict, not '\(hints)'")
      }
      options.hints = mode
    }
    if let nan = command.nan {
      guard nan == "warn" || nan == "off" else { throw ValidationError("--nan takes warn or off, not '\(nan)'") }
      options.watchesNonFinite = nan == "warn"
    }
    settings.html = command.html
    settings.json = command.json
    settings.outputFolder = command.output
    settings.allowsErrors = command.allowErrors
    settings.seed = command.seed
    settings.timeout = command.timeout
    settings.cellTimeout = command.cellTimeout
    settings.showsParameters = command.helpNotebook
    do {
      for text in command.parameters { try settings.parameters.add(text) }
      for text in command.rawParameters { try settings.parameters.add(text, raw: true) }
    } catch {
      throw ValidationError("\(error)")
    }
    return ProgramRun(path: command.file, arguments: rest, options: options, settings: settings).run()
  }
}
