import Foundation
import Nabla
import Testing

/// Notebooks run by the built binary.
@Suite struct NotebookRunTests {
  let workspace: Workspace

  init() throws { workspace = try Workspace() }

  private func results(_ name: String) throws -> [Datum] {
    let datum = try #require(Datum(parsing: try workspace.read(name)))
    return try #require(datum["cells"]?.array)
  }

  static let lesson = """
    # %% [markdown]
    # # A lesson

    # %% add
    x = 1
    print("printed")
    x + 1

    # %%
    None

    # %% quiet
    y = 5;

    # %% boom
    1 / 0

    # %% after
    print("never")
    """

  @Test func cellsRunInOrderAndShowTheirValues() throws {
    try workspace.write("a.nbk", NotebookRunTests.lesson)
    let done = try workspace.nabla("run", "a.nbk")
    #expect(done.out == "printed\n2\n")
    #expect(done.err.contains("File \"a.nbk\", line 16"), "\(done.err)")
    #expect(done.err.hasSuffix("ZeroDivisionError: division by zero\n"))
    #expect(done.code == 1)
  }

  @Test func aNotebookFindsItsNeighboursWhereverItIsNamedFrom() throws {
    try FileManager.default.createDirectory(atPath: workspace.path("sub"), withIntermediateDirectories: true)
    try workspace.write("sub/neighbour.py", "value = 3\n")
    try workspace.write("sub/asks.nbk", "# %%\nimport neighbour\nprint(neighbour.value)\n#> 3\n")
    #expect(try workspace.nabla("sub/asks.nbk").out == "3\n")
    #expect(try workspace.nabla("test", "sub/asks.nbk").out == "1 notebook, 1 checks, 0 mismatches\n")
  }

  @Test func resultsSayWhatEachCellDid() throws {
    try workspace.write("a.nbk", NotebookRunTests.lesson)
    _ = try workspace.nabla("run", "--json", "r.json", "a.nbk")
    let cells = try results("r.json")
    #expect(cells.map { $0["status"]?.string } == ["ok", "ok", "ok", "error", "skipped"])
    #expect(cells.map { $0["index"] } == (0..<5).map { Datum.int($0) })
    #expect(cells.map { $0["title"]?.string } == ["add", "", "quiet", "boom", "after"])
    #expect(cells[0]["stdout"]?.string == "printed\n2\n")
    #expect(cells[3]["error"]?["type"]?.string == "ZeroDivisionError")
    #expect(cells[3]["error"]?["message"]?.string == "division by zero")
    #expect(cells[3]["error"]?["line"] == .int(16))
    #expect(cells[0]["error"] == nil)
    let filed = try workspace.read("a.out/results.json")
    #expect(filed == (try workspace.read("r.json")))
  }

  @Test func theReportIsWrittenAlsoWhenACellFails() throws {
    try workspace.write("a.nbk", NotebookRunTests.lesson)
    _ = try workspace.nabla("run", "--html", "deep.html", "a.nbk")
    let html = try workspace.read("deep.html")
    #expect(html.contains("<h1>A lesson</h1>") && html.contains("ZeroDivisionError") && html.contains("printed"))
  }

  @Test func errorsCanBeAllowed() throws {
    try workspace.write("a.nbk", NotebookRunTests.lesson)
    let done = try workspace.nabla("run", "--allow-errors", "a.nbk")
    #expect(done.out == "printed\n2\nnever\n" && done.code == 1)
  }

  @Test func tagsSayWhatMayFailAndWhatIsLeftOut() throws {
    try workspace.write(
      "a.nbk", "# %% tags=[\"raises-exception\"]\n1 / 0\n\n# %% tags=[\"skip-execution\"]\nprint('no')\n\n# %%\nprint('yes')\n")
    let done = try workspace.nabla("run", "a.nbk")
    #expect(done.out == "yes\n" && done.code == 0)
    #expect(try results("a.out/results.json").map { $0["status"]?.string } == ["ok", "skipped", "ok"])
  }

  @Test func parametersReachTheNotebook() throws {
    try workspace.write("a.nbk", "# %% tags=[\"parameters\"]\nepochs = 1\nname = 'net'\n\n# %%\nprint(epochs * 2, name)\n")
    #expect(try workspace.nabla("run", "a.nbk").out == "2 net\n")
    #expect(try workspace.nabla("run", "-p", "epochs=4", "-p", "name=big one", "a.nbk").out == "8 big one\n")
    let misspelt = try workspace.nabla("run", "-p", "epoch=4", "a.nbk")
    #expect(misspelt.err.contains("did you mean 'epochs'?") && misspelt.code == 0)
    #expect(try workspace.nabla("run", "-p", "epochs=x", "a.nbk").code == 2)
    #expect(try workspace.nabla("run", "--help-notebook", "a.nbk").out == "epochs: int = 1\nname: str = 'net'\n")
  }

  @Test func aNotebookRunsInItsOwnFolder() throws {
    try workspace.write("deep/a.nbk", "# %%\nprint(open('data.txt').read())\n")
    try workspace.write("deep/data.txt", "found")
    let done = try workspace.nabla("run", "--json", "here.json", "deep/a.nbk")
    #expect(done.out == "found\n", "\(done.err)")
    #expect(workspace.exists("here.json") && workspace.exists("deep/a.out/results.json"))
  }

  @Test func timeRunsOut() throws {
    try workspace.write("a.nbk", "# %% fast\nprint('fast')\n\n# %% slow\nwhile True:\n    pass\n")
    let done = try workspace.nabla("run", "--cell-timeout", "0.5", "a.nbk")
    #expect(done.code == 124 && done.out == "fast\n" && done.err.contains("cell 2 (slow) ran out of time"), "\(done)")
    #expect(try workspace.nabla("run", "--timeout", "0.5", "a.nbk").code == 124)
    try workspace.write("b.nbk", "# %% slow timeout=0.5\nwhile True:\n    pass\n")
    #expect(try workspace.nabla("run", "b.nbk").code == 124)
  }

  @Test func exitingFromACellIsItsError() throws {
    try workspace.write("a.nbk", "# %%\nimport sys\nsys.exit(0)\n\n# %%\nprint('never')\n")
    let done = try workspace.nabla("run", "a.nbk")
    #expect(done.code == 1 && done.out == "")
  }

  @Test func magicsOfNotebooksWorkAndOthersAreErrors() throws {
    try workspace.write("a.nbk", "# %%\n%matplotlib inline\nx = 3\n%time x + 1\n\n# %%\n%%time\nx = 4\nx\n\n# %%\n%tiem x\n")
    let done = try workspace.nabla("run", "a.nbk")
    #expect(done.out.contains("Wall time:") && done.out.contains("\n4\n"))
    #expect(done.err.contains("Did you mean: `%time`?") && done.code == 1)
  }

  @Test func theSameSeedGivesTheSameNumbers() throws {
    try workspace.write("a.nbk", "# %%\nimport random\nprint(random.random())\n")
    let first = try workspace.nabla("run", "--seed", "3", "a.nbk")
    let again = try workspace.nabla("run", "--seed", "3", "a.nbk")
    let other = try workspace.nabla("run", "--seed", "4", "a.nbk")
    #expect(first.code == 0 && first.out == again.out && first.out != other.out)
  }

  @Test func progressLeavesOnlyItsLastState() throws {
    try workspace.write("a.nbk", "# %%\nfor i in range(3):\n    print(f'\\r{i}%', end='')\nprint()\n")
    #expect(try workspace.nabla("run", "a.nbk").out == "2%\n")
  }

  @Test func aFileWithoutMarkersIsOneCell() throws {
    try workspace.write("a.nbk", "x = 20\nx + 1\n")
    #expect(try workspace.nabla("run", "a.nbk").out == "21\n")
  }

  @Test func textThatIsNoUTF8IsRefused() throws {
    try Data([0xff, 0xfe, 0x41]).write(to: URL(fileURLWithPath: workspace.path("a.nbk")))
    #expect(try workspace.nabla("run", "a.nbk").code == 2)
  }

  // MARK: nabla test, nabla convert

  @Test func pinsAreComparedAndRewrittenOnlyWhenAsked() throws {
    let wrong = "# %% sum\n1 + 1\n#> 3\n\n# %% fail\n1 / 0\n"
    try workspace.write("a.nbk", wrong)
    let done = try workspace.nabla("test", "a.nbk")
    #expect(done.code == 1 && done.out.contains("a.nbk:3: sum: should print: 3"), "\(done.out)")
    #expect(done.out.contains("a.nbk:6: fail: raised ZeroDivisionError: division by zero"))
    #expect(try workspace.read("a.nbk") == wrong)
    #expect(try workspace.nabla("test", "--update", "a.nbk").code == 1)
    #expect(
      try workspace.read("a.nbk")
        == "# %% sum\n1 + 1\n#> 2\n\n# %% fail\n1 / 0  # error: ZeroDivisionError: division by zero\n")
    #expect(try workspace.nabla("test", "a.nbk").code == 0)
    #expect(try workspace.nabla("test", "--update", "a.nbk").code == 0)
  }

  @Test func foldersOfNotebooksAreTested() throws {
    try workspace.write("n/a.nbk", "# %%\n1\n#> 1\n")
    try workspace.write("n/b/c.nbk", "# %%\n2\n#> 2\n")
    #expect(try workspace.nabla("test", "n").out == "2 notebooks, 2 checks, 0 mismatches\n")
    try workspace.write("empty/readme.txt", "")
    #expect(try workspace.nabla("test", "empty").code == 2)
  }

  @Test func notebooksAreConvertedThereAndBack() throws {
    let text = "# %% [markdown]\n# Words\n\n# %% named tags=[\"a\"]\nx = 1\n%time x\n"
    try workspace.write("a.nbk", text)
    #expect(try workspace.nabla("convert", "a.nbk", "-o", "a.ipynb").code == 0)
    #expect(try workspace.nabla("convert", "a.ipynb", "-o", "b.nbk").code == 0)
    #expect(try workspace.read("b.nbk") == text)
    #expect(try workspace.nabla("convert", "a.nbk", "-o", "a.py").code == 0)
    #expect(try workspace.read("a.py").contains("# %time x"))
  }
}
