import Nabla
import NablaNotebook
import Testing

@Suite struct NotebookFormatTests {
  static let notebook = """
    # ---
    # title: A tour
    # jupyter:
    #   kernelspec:
    #     name: python3
    # ---

    import torch

    # %% [markdown]
    # # Heading
    #
    # Text *here*.

    # %% First cell tags=["parameters"]
    x = 1


    # %%
    text = '''
    # %% not a cell
    '''

    # %% [markdown]
    '''
    A **string** as text
    '''

    # %% [raw]
    # verbatim
    """

  @Test func cellsHaveTheirKindsTitlesSourcesAndLines() {
    let notebook = Notebook(parsing: NotebookFormatTests.notebook)
    #expect(notebook.header?.title == "A tour")
    #expect(notebook.cells.map(\.kind) == [.code, .markdown, .code, .code, .markdown, .raw])
    #expect(notebook.cells.map(\.title) == ["", "", "First cell", "", "", ""])
    #expect(
      notebook.cells.map(\.source) == [
        "import torch", "# Heading\n\nText *here*.", "x = 1", "text = '''\n# %% not a cell\n'''",
        "A **string** as text", "verbatim",
      ])
    #expect(notebook.cells.map(\.firstLine) == [8, 11, 16, 20, 26, 30])
    #expect(notebook.cells[2].tags == ["parameters"])
  }

  @Test(arguments: [
    notebook, notebook + "\n", "", "\n", "x = 1", "x = 1\n", "\n\nx = 1\n\n\n", "# %%", "# %%\n", "# %%\n\n\n\n# %%\n",
    "# ---\n# ---\n", "# ---\n# never closed\nx = 1\n", "# %% a   b=1  c\nx\n", "#%%\nx\n#%%\ny\n", "# %% k={'a':1}\n",
    "\"\"\"\n# %% inside\n\"\"\"\n# %% outside\n", "# %% [markdown]\n#no blank\n# text\n", "# %%\n%time x\n",
    "'''never closed\n# %% inside\n", "# %%\n\tx = [\n# %% in brackets\n]\n",
  ])
  func readingAndWritingGivesBackTheText(_ text: String) {
    #expect(Notebook(parsing: text).text == text)
  }

  @Test func lineEndsOfOtherSystemsBecomeLF() {
    #expect(Notebook(parsing: "# %% a\r\nx = 1\r\n\r\n# %% b\ry = 2\r").text == "# %% a\nx = 1\n\n# %% b\ny = 2\n")
  }

  @Test func aByteOrderMarkIsNotPartOfTheText() {
    #expect(Notebook(parsing: "\u{feff}# %% a\nx").cells.map(\.title) == ["a"])
  }

  /// One trailing blank line separates cells, two where the last two are blank; more belong to the source.
  @Test(arguments: [(1, "x"), (2, "x"), (3, "x\n"), (4, "x\n\n")]) func blankLinesBetweenCells(_ count: Int, _ source: String) {
    let text = "# %%\nx\n" + String(repeating: "\n", count: count) + "# %%\ny\n"
    #expect(Notebook(parsing: text).cells[0].source == source)
    #expect(Notebook(parsing: text).text == text)
  }

  @Test func madeCellsAreWrittenInTheCanonicalForm() {
    let options = CellOptions(parsing: "tags=[\"test\"]")
    let notebook = Notebook(
      header: Header(yaml: "title: Mine\n"),
      cells: [
        Cell(kind: .markdown, source: "# A\n\ntext"), Cell(title: "add", options: options, source: "1 + 1"), Cell(source: ""),
      ])
    #expect(
      notebook.text == """
        # ---
        # title: Mine
        # ---

        # %% [markdown]
        # # A
        #
        # text

        # %% add tags=["test"]
        1 + 1

        # %%

        """)
    #expect(Notebook(parsing: notebook.text).cells.map(\.source) == ["# A\n\ntext", "1 + 1", ""])
  }

  @Test func aChangedCellKeepsItsMarkerAndTheSpaceBehindIt() {
    var notebook = Notebook(parsing: "#%%  odd   title\nx = 1\n\n\n# %%\ny\n")
    notebook.cells[0] = notebook.cells[0].with(source: "x = 2\nx")
    #expect(notebook.text == "#%%  odd   title\nx = 2\nx\n\n\n# %%\ny\n")
  }

  @Test func hostileTextIsReadAndWrittenBack() {
    // Random pieces of the format in random order, with a fixed seed.
    let pieces = [
      "# %%", "# %% ", "#%%", "# ---", "\n", "\n\n", "'''", "\"\"\"", "\\", "(", ")", "[markdown]", "=", "{", "}", "\"", "'",
      "tags=[\"a\"]", "# ", "x", "\u{0}", "é", "漢", "\t", "%time", "r'''", "#> 1", "# error: X", "\u{feff}",
    ]
    var state: UInt64 = 7
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<3000 {
      var text = ""
      for _ in 0..<next(30) { text += pieces[next(pieces.count)] }
      if text.hasPrefix("\u{feff}") { continue }
      let notebook = Notebook(parsing: text)
      #expect(notebook.text == text)
      _ = notebook.withMagicsUncommented.withMagicsCommented.text
      _ = notebook.ipynb
      _ = notebook.header?.content
    }
  }

  @Test func aVeryLongOptionLineTakesNoTime() {
    let text = "# %% " + String(repeating: "a=[ ", count: 20_000)
    #expect(Notebook(parsing: text).text == text)
  }
}

@Suite struct DatumTests {
  @Test(arguments: [
    ("null", Datum.null), ("None", .null), ("true", .bool(true)), ("False", .bool(false)), ("-12", .int(-12)),
    ("1.5e3", .double(1500)), ("\"a\\u00e9\\n\"", .string("aé\n")), ("'it\\'s'", .string("it's")),
    ("\"\\ud83d\\ude00\"", .string("😀")), ("[1, [2,], ()]", .array([.int(1), .array([.int(2)]), .array([])])),
    ("{'a': 1}", .object([Datum.Member("a", .int(1))])), (" [ ] ", .array([])),
  ])
  func literalsOfBothLanguagesAreRead(_ text: String, _ value: Datum) {
    #expect(Datum(parsing: text) == value)
  }

  @Test(arguments: ["", "[", "[1,,2]", "{1: 2}", "\"open", "nope", "1 2", "{\"a\"}", "0x10", "\"\\x\"", "--1"])
  func whatIsNoLiteralIsRefused(_ text: String) {
    #expect(Datum(parsing: text) == nil)
  }

  @Test func deepNestingIsRefusedAndNotWalked() {
    #expect(Datum(parsing: String(repeating: "[", count: 100_000)) == nil)
    let deep = String(repeating: "[", count: 150) + String(repeating: "]", count: 150)
    #expect(Datum(parsing: deep) != nil)
  }

  /// Checked against `json.dumps` of CPython 3.11.
  @Test func writingIsPythons() {
    let value: Datum = .object([
      Datum.Member("a", .array([.int(1), .double(0.5), .double(1e30), .null, .bool(true)])),
      Datum.Member("é\"\n", .string("😀")),
    ])
    #expect(value.json() == "{\"a\": [1, 0.5, 1e+30, null, true], \"\\u00e9\\\"\\n\": \"\\ud83d\\ude00\"}")
    #expect(Datum.array([.int(1), .object([])]).json(indent: 1) == "[\n 1,\n {}\n]")
  }
}
