import Nabla
@preconcurrency import NablaNotebook
import Testing

/// Tests of the harness that the golden tests stand on: whatever differs must be reported, at the right line.
@Suite struct PinnedTests {
  static func result(
    _ notebook: Notebook, _ cells: [(output: String, error: Failure?)]
  ) -> RunResult {
    var results: [CellResult] = []
    for (index, (position, cell)) in notebook.codeCells.enumerated() {
      let (output, error) = cells[index]
      results.append(
        CellResult(
          index: index, position: position, title: cell.title, line: cell.firstLine, status: error == nil ? .ok : .error,
          outputs: output.isEmpty ? [] : [CellResult.Output(stream: .standard, text: output)], error: error))
    }
    return RunResult(cells: results)
  }

  static func failure(_ type: String, _ message: String, line: Int, hint: String = "") -> Failure {
    Failure(type: type, message: message, line: line, traceback: "Traceback:\n\(type): \(message)\(hint)\n")
  }

  static func mismatches(
    _ text: String, _ cells: [(output: String, error: Failure?)], isStrict: Bool = true
  ) -> [String] {
    let notebook = Notebook(parsing: text)
    return PinnedRun(notebook, result(notebook, cells), isStrict: isStrict).mismatches.map { "\($0.line): \($0.message)" }
  }

  @Test func whatAgreesIsSilent() {
    #expect(PinnedTests.mismatches("# %%\nprint(1)\n#> 1\n", [("1\n", nil)]) == [])
    #expect(PinnedTests.mismatches("# %%\nx = 1\n", [("", nil)]) == [])
    let error = PinnedTests.failure("NameError", "name 'n' is not defined", line: 3)
    #expect(PinnedTests.mismatches("# %%\nx = 1\nn  # error: NameError: name 'n' is not defined\n", [("", error)]) == [])
  }

  @Test func aWrongLineIsReportedAtThatLine() {
    #expect(
      PinnedTests.mismatches("# %%\nprint(1, 2)\n#> 1\n#> 3\n", [("1\n2\n", nil)])
        == ["4: should print: 3\n  but printed: 2"])
  }

  @Test func missingAndExtraOutputAreReported() {
    #expect(PinnedTests.mismatches("# %%\nx\n#> 1\n#> 2\n", [("1\n", nil)]) == ["4: should print: 2"])
    #expect(
      PinnedTests.mismatches("# %%\nx\n#> 1\n", [("1\n2\n3\n", nil)])
        == ["3: prints 2 lines more than is pinned, first: 2"])
    #expect(PinnedTests.mismatches("# %%\nx\n", [("1\n", nil)]) == ["2: prints a line more than is pinned, first: 1"])
    #expect(PinnedTests.mismatches("# %%\nx\n", [("1\n", nil)], isStrict: false) == [])
  }

  @Test func anErrorMustBeAnnouncedAndAnAnnouncedErrorMustCome() {
    let error = PinnedTests.failure("ValueError", "no", line: 2)
    #expect(PinnedTests.mismatches("# %%\nf()\n", [("", error)]) == ["2: raised ValueError: no"])
    #expect(
      PinnedTests.mismatches("# %%\nf()  # error: ValueError: no\n", [("", nil)])
        == ["2: should raise: ValueError: no\n  but raised nothing"])
    #expect(
      PinnedTests.mismatches("# %%\nf()  # error: ValueError: yes\n", [("", error)])
        == ["2: should raise: ValueError: yes\n  but raised: ValueError: no"])
  }

  @Test func anErrorOnAnotherLineIsReported() {
    let error = PinnedTests.failure("ValueError", "no", line: 3)
    #expect(
      PinnedTests.mismatches("# %%\nf()  # error: ValueError: no\ng()\n", [("", error)])
        == ["2: should raise here, but the error points to line 3"])
  }

  @Test func onlyOneErrorCanBeAnnounced() {
    let error = PinnedTests.failure("E", "1", line: 2)
    #expect(
      PinnedTests.mismatches("# %%\nf()  # error: E: 1\ng()  # error: E: 2\n", [("", error)])
        == ["3: a cell stops at its first error, so it can announce only one"])
  }

  @Test func theHintBehindAMessageMayBePinnedOrNot() {
    let error = PinnedTests.failure("NameError", "name 'x' is not defined", line: 2, hint: ". Did you mean: 'y'?")
    for text in ["NameError: name 'x' is not defined", "NameError: name 'x' is not defined. Did you mean: 'y'?"] {
      #expect(PinnedTests.mismatches("# %%\nx  # error: \(text)\n", [("", error)]) == [])
    }
  }

  @Test func patternsAreForTextThatVaries() {
    let error = PinnedTests.failure("OSError", "at 0x7f", line: 2)
    #expect(PinnedTests.mismatches("# %%\nx  # error~ OSError: at 0x[0-9a-f]+\n", [("", error)]) == [])
    #expect(PinnedTests.mismatches("# %%\nx  # error~ ValueError.*\n", [("", error)]).count == 1)
    #expect(PinnedTests.mismatches("# %%\nx  # error~ [\n", [("", error)]).count == 1)
  }

  @Test(arguments: [
    ("loss 0.1234", "loss 0.1235", true), ("loss 0.12", "loss 0.13", false), ("a 1", "b 1", false), ("1 2", "1", false),
    ("tensor([ 1., -2.])", "tensor([1.00001, -2.])", true), ("1e-3", "1.05e-3", true), ("1000.0", "1000.05", true),
    ("nan", "nan", true), ("x 1", "x nan", false),
  ])
  func numbersAgreeWithinTheTolerance(_ expected: String, _ got: String, _ agrees: Bool) {
    #expect(PinnedRun.agrees(expected, got, tolerance: 2e-4) == agrees)
    #expect(PinnedRun.agrees(expected, got, tolerance: nil) == (expected == got))
  }

  @Test func aCellCanStateItsTolerance() {
    #expect(PinnedTests.mismatches("# %%\n# tolerance: 1e-2\nx\n#> 0.500\n", [("0.501\n", nil)]) == [])
    #expect(PinnedTests.mismatches("# %% tolerance=1e-2\nx\n#> 0.500\n", [("0.501\n", nil)]) == [])
    #expect(PinnedTests.mismatches("# %%\n# tolerance: 1e-4\nx\n#> 0.500\n", [("0.501\n", nil)]).count == 1)
  }

  @Test func pinsInsideStringsAreText() {
    #expect(PinnedTests.mismatches("# %%\ns = '''\n#> 1\n# error: X\n'''\n", [("", nil)]) == [])
  }

  @Test func recordingWritesWhatHappened() {
    let text = "#%% one\nprint(1)\n#> 2\n\n\n# %% two\nx = 1\nn  # error: E: old\n\n# %% three\ny\n#> 3\n"
    let notebook = Notebook(parsing: text)
    let error = PinnedTests.failure("NameError", "name 'n' is not defined", line: 8)
    let run = PinnedRun(
      notebook, PinnedTests.result(notebook, [("1\n\n5\n", nil), ("", error), ("3\n", nil)]), isStrict: true)
    #expect(
      run.updated.text
        == "#%% one\nprint(1)\n#> 1\n#>\n#> 5\n\n\n# %% two\nx = 1\nn  # error: NameError: name 'n' is not defined\n\n"
        + "# %% three\ny\n#> 3\n")
    let reread = Notebook(parsing: run.updated.text)
    let again = PinnedRun(
      reread, PinnedTests.result(reread, [("1\n\n5\n", nil), ("", error.at(10)), ("3\n", nil)]), isStrict: true)
    #expect(again.mismatches.map(\.message) == [])
  }
}

extension Failure {
  func at(_ line: Int) -> Failure { Failure(type: type, message: message, line: line, traceback: traceback) }
}
