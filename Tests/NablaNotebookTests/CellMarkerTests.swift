import Nabla
import Testing

/// The grammar of the line that starts a cell. The cases were read from the behaviour of the percent format's other
/// readers (title before the word in front of the first `=`, types in brackets, and so on).
@Suite struct CellMarkerTests {
  struct Case: CustomTestStringConvertible {
    let line: String
    let marker: CellMarker?
    var testDescription: String { line }

    init(_ line: String, _ marker: CellMarker?) {
      self.line = line
      self.marker = marker
    }
  }

  static func options(_ entries: (String, Datum?)...) -> CellOptions {
    CellOptions(entries.map { CellOptions.Entry(key: $0.0, value: $0.1) })
  }

  static let markers: [Case] = [
    Case("# %%", CellMarker()),
    Case("#%%", CellMarker()),
    Case("   # %%", CellMarker()),
    Case("# %%   ", CellMarker()),
    Case("# <codecell>", CellMarker()),
    Case("# In[12]:", CellMarker()),
    Case("# In[ ]", CellMarker()),
    Case("# %% A title", CellMarker(title: "A title")),
    Case("#%% A title", CellMarker(title: "A title")),
    Case("# %%% deeper", CellMarker(title: "deeper", depth: 1)),
    Case("# %%%% deepest", CellMarker(title: "deepest", depth: 2)),
    Case("# %% [markdown]", CellMarker(kind: .markdown)),
    Case("# %% [md]", CellMarker(kind: .markdown)),
    Case("# %% Words [raw]", CellMarker(kind: .raw, title: "Words")),
    Case("# %% A title [markdown] a=1", CellMarker(kind: .markdown, title: "A title", options: options(("a", .int(1))))),
    Case("# %% tags=[\"test\"]", CellMarker(options: options(("tags", .array([.string("test")]))))),
    Case(
      "# %% Run me tags=[\"a\", \"b\"] timeout=2.5",
      CellMarker(
        title: "Run me",
        options: options(("tags", .array([.string("a"), .string("b")])), ("timeout", .double(2.5))))),
    Case("# %% a='it = {x}' b=None", CellMarker(options: options(("a", .string("it = {x}")), ("b", .null)))),
    Case("# %% key=True hidden", CellMarker(options: options(("key", .bool(true)), ("hidden", nil)))),
    Case("# %% Title {\"a\": {\"b\": [1]}}",
      CellMarker(title: "Title", options: options(("a", .object([Datum.Member("b", .array([.int(1)]))]))))),
    Case("# %% Title .class", CellMarker(title: "Title", options: options((".class", nil)))),
    Case("# %% a title with numbers 1 2", CellMarker(title: "a title with numbers 1 2")),
  ]

  @Test(arguments: markers) func aMarkerIsReadAsWritten(_ test: Case) {
    #expect(CellMarker(line: test.line) == test.marker)
  }

  @Test(arguments: [
    "# %%time", "# %%timeit x", "x = 1 # %%", "# % %", "%%", "# percent %%", "# %%%", "# In[a]:", "# In[1", "#", "",
    "print('# %%')",
  ])
  func whatLooksLikeAMarkerAndIsNone(_ line: String) {
    #expect(CellMarker(line: line) == nil)
  }

  @Test func optionsThatAreNoneAreKeptWordForWord() {
    let marker = CellMarker(line: "# %% key=[1, oops rest=")
    #expect(marker?.options.unparsed == "key=[1, oops rest=")
    #expect(marker?.line == "# %% key=[1, oops rest=")
  }

  @Test(arguments: markers) func writingAndReadingAgainChangesNothing(_ test: Case) throws {
    let marker = try #require(test.marker)
    #expect(CellMarker(line: marker.line) == marker)
  }

  @Test func whatBelongsToOneMomentIsNotWritten() {
    let marker = CellMarker(line: "# %% collapsed=true scrolled=false trusted=true execution={} kept=1 autoscroll=1")
    #expect(marker?.line == "# %% kept=1")
  }

  @Test func valuesAreWrittenAsJSON() {
    let marker = CellMarker(line: "# %% a='é' b=(1, 2) c={'k': None}")
    #expect(marker?.line == "# %% a=\"\\u00e9\" b=[1, 2] c={\"k\": null}")
  }
}
