import ArgumentParser
import Glibc
import Nabla
import NablaNotebook

struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nabla test", abstract: "Run notebooks and compare what they print with what is pinned in them.",
    discussion: """
      Lines '#> …' under a cell are its output; '# error: …' at the end of a line announces the error that it raises. \
      Cells without pinned output only have to run.
      """)

  @Flag(name: .customLong("update"), help: "Rewrite the pins to what the cells do, and fail.")
  var update = false

  @Flag(name: .customLong("strict"), help: "Cells without pins must print nothing.")
  var strict = false

  @Option(name: .customLong("seed"), help: "Seed all random numbers.")
  var seed: Int?

  @Option(name: .customLong("cell-timeout"), help: "Seconds for each cell.")
  var cellTimeout: Double?

  @Argument(help: "Notebooks, or folders of them.", completion: .file(extensions: ["nbk", "py"]))
  var files: [String]

  func execute() throws -> Int32 {
    let paths = files.flatMap(TestCommand.notebooks)
    guard !paths.isEmpty else {
      ProcessOutput.error.write("nabla: there is no notebook in \(files.joined(separator: ", "))\n")
      return 2
    }
    let updates = update || getenv("NABLA_RECORD").map { String(cString: $0) == "1" } == true
    let home = Files.absolute(".")
    var failures = 0
    var checks = 0
    for path in paths {
      let full = Files.absolute(path)
      let bytes: [UInt8]
      do {
        bytes = try Files.read(full)
      } catch {
        ProcessOutput.error.write("nabla: \(error)\n")
        return 2
      }
      guard let text = String(validating: bytes, as: UTF8.self) else {
        ProcessOutput.error.write("nabla: '\(path)' is not UTF-8 text\n")
        return 2
      }
      Signals.install()
      _ = chdir(Files.folder(of: full))
      let options = PinnedRun.Options(
        isStrict: strict, seed: seed, cellTimeout: cellTimeout, folder: Files.folder(of: full))
      let run = PinnedRun(Notebook(parsing: text), path: path, options: options)
      _ = chdir(home)
      checks += run.checks
      for mismatch in run.mismatches {
        ProcessOutput.standard.write("\(path):\(mismatch.line): \(mismatch)\n")
      }
      failures += run.mismatches.count
      if updates, !run.mismatches.isEmpty {
        do {
          try AtomicFile.write(run.updated.text, to: full)
          ProcessOutput.standard.write("\(path): pins rewritten\n")
        } catch {
          ProcessOutput.error.write("nabla: \(error)\n")
          return 2
        }
      }
    }
    let files = paths.count == 1 ? "1 notebook" : "\(paths.count) notebooks"
    ProcessOutput.standard.write("\(files), \(checks) checks, \(failures) \(failures == 1 ? "mismatch" : "mismatches")\n")
    return failures == 0 ? 0 : 1
  }

  /// A file itself, or the notebooks below a folder.
  private static func notebooks(_ path: String) -> [String] {
    guard Files.isFolder(path) else { return [path] }
    return Files.list(path).flatMap { name -> [String] in
      let inside = path + "/" + name
      if Files.isFolder(inside) { return name.hasSuffix(".out") || name.hasPrefix(".") ? [] : notebooks(inside) }
      return name.hasSuffix(".nbk") ? [inside] : []
    }
  }
}
