import Nabla
@preconcurrency import NablaNotebook
import Testing

@Suite struct ReportTests {
  static let text = """
    # %% [markdown]
    # # Title & <script>alert(1)</script>
    # [link](javascript:alert(1))

    # %% good & bad
    def f(x): return "a<b"  # why

    # %%
    1 / 0
    """

  static var report: String {
    let notebook = Notebook(parsing: text)
    let failure = Failure(type: "ZeroDivisionError", message: "division by zero", line: 9, traceback: "T\nZ: <x>\n")
    let cells = [
      CellResult(
        index: 0, position: 1, title: "good & bad", line: 6, status: .ok,
        outputs: [
          CellResult.Output(stream: .standard, text: "1%\r99%\n"), CellResult.Output(stream: .shown, text: "<b>\n"),
        ],
        pictures: [CellResult.Picture(png: [0x89, 0x50, 0x4e, 0x47], caption: "a \"plot\"", file: "c.png", position: 1)]),
      CellResult(index: 1, position: 2, title: "", line: 9, status: .error, error: failure),
    ]
    return Report(notebook, RunResult(cells: cells, ending: .failed), title: "A <run>", facts: ["seed 3"]).html
  }

  @Test func nothingInANotebookBecomesMarkupOfThePage() {
    let html = ReportTests.report
    #expect(!html.contains("<script"))
    #expect(!html.contains("javascript:"))
    #expect(!html.contains("<b>"))
    #expect(html.contains("<title>A &lt;run&gt;</title>"))
    #expect(html.contains("good &amp; bad"))
    #expect(html.contains("Z: &lt;x&gt;"))
  }

  @Test func thePageNeedsNothingFromOutside() {
    let html = ReportTests.report
    for sign in ["http://", "https://", "src=\"/", "@import", "url("] { #expect(!html.contains(sign), "\(sign)") }
    #expect(html.contains("src=\"data:image/png;base64,iVBORw==\""))
    #expect(html.contains("alt=\"a &quot;plot&quot;\""))
  }

  @Test func aFailureIsAnnouncedAtTheTopAndLinksToItsCell() throws {
    let html = ReportTests.report
    let banner = try #require(html.range(ofText: "<p class=\"failed\""))
    let cell = try #require(html.range(ofText: "id=\"cell-2\""))
    #expect(banner.lowerBound < cell.lowerBound)
    #expect(html.contains("<a href=\"#cell-2\">cell 2</a>: <code>ZeroDivisionError: division by zero</code>"))
    #expect(html.contains("class=\"cell error\""))
  }

  @Test func outputAndPicturesKeepTheirOrder() throws {
    let html = ReportTests.report
    let places = try ["99%", "<figure>", "&lt;b&gt;"].map { try #require(html.range(ofText: $0)).lowerBound }
    #expect(places == places.sorted())
    #expect(!html.contains("1%\r"))
  }

  @Test func tagsOpenAndClose() {
    var open: [String] = []
    let void: Set<String> = ["meta", "img", "!DOCTYPE", "br", "hr"]
    for piece in ReportTests.report.split(separator: "<").dropFirst() {
      guard let end = piece.firstIndex(of: ">") else {
        Issue.record("a '<' without its '>': \(piece.prefix(30))")
        continue
      }
      let name = String(piece[..<end].prefix { !$0.isWhitespace })
      if name.hasPrefix("!--") { continue }
      if name.hasPrefix("/") {
        #expect(open.popLast() == String(name.dropFirst()))
      } else if !void.contains(name) {
        open.append(name)
      }
    }
    #expect(open == [])
  }

  @Test(arguments: [
    ("x = 1", "x = <span class=\"n\">1</span>"), ("# c & d", "<span class=\"c\"># c &amp; d</span>"),
    ("def f():", "<span class=\"k\">def</span> <span class=\"d\">f</span>():"),
    ("f'{x}'", "<span class=\"s\">f&#39;{x}&#39;</span>"), ("'open", "<span class=\"s\">&#39;open</span>"),
    ("'''a\nb'''", "<span class=\"s\">&#39;&#39;&#39;a\nb&#39;&#39;&#39;</span>"), ("match = 1", "match = <span class=\"n\">1</span>"),
    ("if x is None:", "<span class=\"k\">if</span> x <span class=\"k\">is</span> <span class=\"n\">None</span>:"),
    ("'a\\", "<span class=\"s\">&#39;a\\</span>"),
  ])
  func sourceIsColouredByItsWords(_ source: String, _ html: String) {
    #expect(CodeColours.html(source) == html.replacing("&#39;", with: "'"))
  }
}

@Suite struct Base64Tests {
  @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE=")])
  func bytesBecomeText(_ text: String, _ encoded: String) { #expect(Base64.text(Array(text.utf8)) == encoded) }
}
