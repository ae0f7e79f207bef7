import Nabla
import NablaNotebook
import Testing

@Suite struct JupyterTests {
  static let ipynb = """
    {"cells": [
      {"cell_type": "markdown", "metadata": {}, "source": ["# Title\\n", "text"]},
      {"cell_type": "code", "execution_count": 3, "metadata": {"tags": ["parameters"], "collapsed": true},
       "outputs": [{"output_type": "stream", "text": "1"}], "source": "x = 1\\n%time x"},
      {"cell_type": "raw", "metadata": {"title": "named"}, "source": []}
     ], "metadata": {"kernelspec": {"name": "python3"}, "language_info": {"name": "python"}},
     "nbformat": 4, "nbformat_minor": 5}
    """

  @Test func aJupyterNotebookBecomesPlainText() throws {
    let notebook = try Notebook(ipynb: JupyterTests.ipynb)
    #expect(
      notebook.text == """
        # ---
        # jupyter:
        #   kernelspec:
        #     name: "python3"
        # ---

        # %% [markdown]
        # # Title
        # text

        # %% tags=["parameters"]
        x = 1
        %time x

        # %% named [raw]

        """)
  }

  @Test func goingThereAndBackKeepsTheCells() throws {
    let notebook = try Notebook(ipynb: JupyterTests.ipynb)
    let again = try Notebook(ipynb: notebook.ipynb)
    #expect(again.text == notebook.text)
    #expect(again.ipynb == notebook.ipynb)
  }

  @Test func equalCellsHaveDifferentIds() throws {
    let root = try #require(Datum(parsing: Notebook(parsing: "# %%\nx\n\n# %%\nx\n").ipynb))
    let ids = root["cells"]?.array?.compactMap { $0["id"]?.string } ?? []
    #expect(ids.count == 2 && Set(ids).count == 2)
  }

  @Test(arguments: ["", "[]", "{", "{\"nbformat\": 3, \"cells\": []}", "{\"nbformat\": 4}"])
  func whatIsNoNotebookIsRefused(_ text: String) {
    #expect(throws: Notebook.JupyterError.self) { try Notebook(ipynb: text) }
  }

  @Test func magicsAreCommentedForPythonAndBack() {
    let text = "# %%\n%time f()\n%matplotlib inline\nx = 5\n"
    let notebook = Notebook(parsing: text)
    #expect(notebook.withMagicsCommented.text == "# %%\n# %time f()\n# %matplotlib inline\nx = 5\n")
    #expect(notebook.withMagicsCommented.withMagicsUncommented.text == text)
  }

  @Test(arguments: ["cat = torch.cat([a, b])\n", "# %d items\n", "# %time x # noescape\n", "ls = 1\n"])
  func ordinaryLinesAreNeverMagics(_ line: String) {
    #expect(Notebook(parsing: line).withMagicsUncommented.text == line)
    #expect(Notebook(parsing: line).withMagicsCommented.text == line)
  }
}
