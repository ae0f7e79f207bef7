import Foundation
import Nabla
import NablaNotebook
import Testing

/// The language's tests and the documentation: notebooks that say what they print. The folders are listed, never kept by
/// hand.
@Suite struct GoldenTests {
  static let files = ["Tests/Golden", "docs"].flatMap { Repository.files(in: $0, extensions: ["nbk"]) }

  static var records: Bool { ProcessInfo.processInfo.environment["NABLA_RECORD"] == "1" }

  @Test func thereAreGoldenFiles() {
    for folder in ["Tests/Golden/", "docs/"] { #expect(GoldenTests.files.contains { $0.hasPrefix(folder) }) }
  }

  @Test(arguments: files) func cellsBehaveAsWritten(_ path: String) throws {
    let full = Repository.root + "/" + path
    let notebook = Notebook(parsing: try Repository.text(of: path))
    let run = PinnedRun(notebook, path: full, options: PinnedRun.Options(isStrict: true, cellTimeout: 60))
    for mismatch in run.mismatches {
      Issue.record(
        "\(mismatch)", sourceLocation: SourceLocation(fileID: path, filePath: full, line: max(1, mismatch.line), column: 1))
    }
    // Recording never passes unseen: the mismatches above have failed the test already.
    if GoldenTests.records, !run.mismatches.isEmpty { try AtomicFile.write(run.updated.text, to: full) }
  }

  /// A harness that finds nothing proves nothing: these notebooks are wrong, each in one way.
  @Test(arguments: [
    ("# %% wrong output\nprint(1)\n#> 2\n", 3), ("# %% missing output\nx = 1\n#> 1\n", 3),
    ("# %% extra output\nprint(1)\n", 2), ("# %% extra error\n1 / 0\n", 2),
    ("# %% error that never comes\nx = 1  # error: ValueError: x\n", 2),
    ("# %% wrong error\n1 / 0  # error: ValueError: x\n", 2),
    ("# %% wrong line\nx = 1  # error: ZeroDivisionError: division by zero\n1 / 0\n", 2),
    ("# %% syntax\nx = = 1\n", 2),
  ])
  func whatIsWrongIsReported(_ text: String, _ line: Int) {
    let run = PinnedRun(Notebook(parsing: text), path: "wrong.nbk", options: PinnedRun.Options(isStrict: true))
    #expect(run.mismatches.map(\.line).contains(line), "\(run.mismatches)")
  }

  @Test(arguments: [
    "# %%\nprint(1)\n#> 1\n", "# %%\n1 + 1\n#> 2\n", "# %%\nx = 1\n", "# %%\n1 / 0  # error: ZeroDivisionError: division by zero\n",
    "# %%\nx = = 1  # error: SyntaxError: invalid syntax\n", "# %%\nx = 5\n\n# %%\nx\n#> 5\n",
    "# %%\nnope  # error: NameError: name 'nope' is not defined\n\n# %%\n2\n#> 2\n",
  ])
  func whatIsRightIsSilent(_ text: String) {
    let run = PinnedRun(Notebook(parsing: text), path: "right.nbk", options: PinnedRun.Options(isStrict: true))
    #expect(run.mismatches.isEmpty, "\(run.mismatches)")
  }
}
