import ArgumentParser
import Nabla
import NablaNotebook

struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nabla convert", abstract: "Convert between .nbk, .ipynb and .py; the extensions say which way.")

  @Option(name: [.customShort("o"), .customLong("output")], help: "The file to write.", completion: .file())
  var output: String

  @Argument(help: "The file to read.", completion: .file(extensions: ["nbk", "py", "ipynb"]))
  var file: String

  func execute() throws -> Int32 {
    do {
      let bytes = try Files.read(file)
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw ValidationError("'\(file)' is not UTF-8 text")
      }
      let notebook = file.hasSuffix(".ipynb") ? try Notebook(ipynb: text) : Notebook(parsing: text)
      let written: String
      if output.hasSuffix(".ipynb") {
        written = notebook.ipynb
      } else if output.hasSuffix(".py") {
        written = notebook.withMagicsCommented.text
      } else {
        written = file.hasSuffix(".py") ? notebook.withMagicsUncommented.text : notebook.text
      }
      try AtomicFile.write(written, to: output)
      return 0
    } catch let error as ValidationError {
      throw error
    } catch {
      ProcessOutput.error.write("nabla: \(error)\n")
      return 2
    }
  }
}
