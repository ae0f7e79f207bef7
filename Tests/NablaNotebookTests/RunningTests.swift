import Nabla
@preconcurrency import NablaNotebook
import Testing

@Suite struct ParameterTests {
  /// papermill 2.6's rules for the text of a parameter.
  @Test(arguments: [
    ("True", "True"), ("False", "False"), ("None", "None"), ("3", "3"), ("-3", "-3"), ("+3", "3"), ("1_000", "1000"),
    ("007", "7"), ("0", "0"), (" 5 ", "5"), ("1e3", "1000.0"), (".5", "0.5"), ("5.", "5.0"), ("2.e1", "20.0"),
    ("inf", "float('inf')"), ("-Infinity", "float('-inf')"), ("nan", "float('nan')"), ("true", "\"true\""),
    ("1__0", "\"1__0\""), ("0x10", "\"0x10\""), ("", "\"\""), ("a'b", "\"a'b\""), ("--1", "\"--1\""), ("1-2", "\"1-2\""),
  ])
  func theTypeIsWhatTheTextLooksLike(_ text: String, _ literal: String) {
    #expect(Parameters.Value(parsing: text).literal == literal)
  }

  static let notebook = Notebook(parsing: """
    # %% tags=["parameters"]
    epochs = 1  # how long
    rate: float = 0.1
    name = "net"
    path = None

    # %%
    print(epochs)
    """)

  @Test func valuesFollowTheCellThatDeclaresThem() throws {
    var parameters = Parameters()
    try parameters.add("epochs=3")
    try parameters.add("rate=1")
    try parameters.add("epochs=4")
    let (notebook, warnings) = try parameters.injected(into: ParameterTests.notebook)
    #expect(warnings.isEmpty)
    #expect(notebook.cells.count == 3)
    #expect(notebook.cells[1].source == "rate = 1\nepochs = 4")
    #expect(notebook.cells[1].tags == ["injected-parameters"])
  }

  @Test func anUnknownNameIsWarnedAboutWithTheNearest() throws {
    var parameters = Parameters()
    try parameters.add("epoch=3")
    let (_, warnings) = try parameters.injected(into: ParameterTests.notebook)
    #expect(warnings == ["the notebook has no parameter 'epoch'; did you mean 'epochs'?"])
  }

  @Test func aValueOfAnotherTypeIsRefused() throws {
    var parameters = Parameters()
    try parameters.add("epochs=many")
    #expect(throws: Parameters.Problem.self) { try parameters.injected(into: ParameterTests.notebook) }
  }

  @Test func withoutADeclaringCellTheValuesComeFirst() throws {
    var parameters = Parameters()
    try parameters.add("x=1")
    let (notebook, warnings) = try parameters.injected(into: Notebook(parsing: "# %%\nx\n"))
    #expect(notebook.cells[0].source == "x = 1")
    #expect(warnings.count == 1)
  }

  @Test(arguments: ["epochs", "=3", "a-b=1", "1a=2", ""]) func whatIsNoAssignmentIsRefused(_ text: String) {
    var parameters = Parameters()
    #expect(throws: Parameters.Problem.self) { try parameters.add(text) }
  }
}

@Suite struct TimingTests {
  /// IPython 9's `_format_time`.
  @Test(arguments: [
    (0.0, "0 ns"), (5.33e-8, "53.3 ns"), (1.2e-3, "1.2 ms"), (0.25, "250 ms"), (1.0, "1 s"), (59.94, "59.9 s"),
    (72.0, "1min 12s"), (3600.0, "1h"), (90_061.0, "1d 1h 1min 1s"), (1.5e-10, "0.15 ns"),
  ])
  func durationsReadWell(_ seconds: Double, _ text: String) { #expect(Timing.text(seconds) == text) }

  @Test func countsAreGroupedByThousands() {
    #expect([0, 999, 1000, 10_000_000, -1234].map(Timing.grouped) == ["0", "999", "1,000", "10,000,000", "-1,234"])
  }
}

@Suite struct TerminalTextTests {
  @Test(arguments: [
    ("plain\ntext", "plain\ntext"), ("10%\r50%\r100%\n", "100%\n"), ("long text\rshort\n", "shorttext\n"),
    ("abc\u{8}d", "abd"), ("\u{1b}[31mred\u{1b}[0m", "red"), ("old\r\u{1b}[Knew", "new"), ("a\r\n", "a\n"),
    ("50%|##   |\r100%|#####|\n", "100%|#####|\n"),
  ])
  func aTerminalWouldShow(_ text: String, _ shown: String) { #expect(TerminalText.settled(text) == shown) }

  @Test func progressIsPassedOnOnceItHasSettled() {
    var collapser = ProgressCollapser()
    #expect(collapser.take("start\n") == "start\n")
    #expect(collapser.take("\r10%") == "")
    #expect(collapser.take("\r20%") == "")
    #expect(collapser.take("\r100%\nend\n") == "100%\nend\n")
    #expect(collapser.take("\rlast") == "")
    #expect(collapser.finish() == "last")
  }
}

@Suite struct MagicLineTests {
  @Test func magicsStandBetweenStretchesOfCode() {
    let parts = CellCode("x = 1\n%time f(x)\ny = (x\n% 3)\n", firstLine: 5).parts
    #expect(
      parts == [
        .code("x = 1", line: 5), .magic(name: "time", argument: "f(x)", line: 6), .code("y = (x\n% 3)\n", line: 7),
      ])
  }

  @Test func aCellMagicTakesTheRestOfTheCell() {
    #expect(
      CellCode("\n%%time -x\na\nb", firstLine: 2).parts
        == [.cellMagic(name: "time", argument: "-x", body: "a\nb", line: 3)])
  }

  @Test(arguments: ["x = 'a\n", "s = '''\n%time\n'''", "y = x \\\n% 2", "# %time x", "  %time x"])
  func otherPercentSignsAreTheLanguages(_ source: String) {
    #expect(CellCode(source, firstLine: 1).parts == [.code(source, line: 1)])
  }
}
