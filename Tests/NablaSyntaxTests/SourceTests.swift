import NablaSource
import NablaSyntax
import Testing

@Suite struct SourceTests {
  @Test(arguments: [
    (0, 1, 1), (1, 1, 2), (2, 2, 1), (4, 2, 2), (5, 2, 3), (7, 3, 1), (8, 3, 2), (100, 3, 2), (-1, 1, 1),
  ])
  func offsetsHaveLineAndColumn(_ offset: Int, _ line: Int, _ column: Int) {
    let file = SourceFile(name: "x", text: "a\né,\r\nb")
    #expect(file.location(at: Int32(offset)) == Location(line: line, column: column))
  }

  @Test func linesCanBeReadByTheirNumber() {
    let file = SourceFile(name: "x", text: "a\r\nb\rc\n", firstLine: 10)
    #expect((9...14).map { file.text(ofLine: $0) } == [nil, "a", "b", "c", "", nil])
    #expect(file.text(ofLine: Int.min) == nil)
    #expect(file.text(of: Span(-5, 500)) == "a\r\nb\rc\n")
  }

  @Test func bytesThatAreNoTextAreReplaced() {
    let file = SourceFile(name: "x", bytes: [0x61, 0xFF])
    #expect(file.hadInvalidUTF8)
    #expect(file.text == "a\u{FFFD}")
    #expect(!SourceFile(name: "x", bytes: Array("é".utf8)).hadInvalidUTF8)
  }

  // MARK: - Drawing

  @Test(arguments: [
    ("total = price * * count", "    total = price * * count\n                    ^\n"),
    ("if y:\n  \tx = 1 +* 2", "    x = 1 +* 2\n           ^\n"),
    ("if x:\n\tif\ty = 3: pass", "    if\ty = 3: pass\n      \t^^^^^\n"),
    ("x = \"日本\" + + *", "    x = \"日本\" + + *\n                   ^\n"),
    ("x = '日本' 日", "    x = '日本' 日\n               ^^\n"),
    ("for i in y", "    for i in y\n              ^\n"),
    ("print 'a', b  # c", "    print 'a', b  # c\n    ^^^^^^^^^^^^\n"),
  ])
  func caretsStandUnderTheMistake(_ source: String, _ expected: String) throws {
    let error = try #require(diagnostic(of: source))
    let file = SourceFile(name: "x.py", text: source)
    #expect(DiagnosticRenderer.excerpt(of: error.span, in: file, skipsWholeLine: false) == expected)
  }

  @Test func diagnosticsAreDrawnAsCPythonDrawsThem() throws {
    let file = SourceFile(name: "x.py", text: "a = 1\nif a = 2:\n    b\n")
    var error = try #require(diagnostic(of: file.text))
    #expect(
      DiagnosticRenderer.render(error, in: file) == """
          File "x.py", line 2
            if a = 2:
               ^^^^^
        SyntaxError: invalid syntax. Maybe you meant '==' or ':=' instead of '='?

        """)
    error.message = "name 'prin' is not defined"
    error.kind = "NameError"
    error.suggestion = "print"
    error.notes = ["a note"]
    #expect(
      DiagnosticRenderer.render(error, in: file).hasSuffix(
        "NameError: name 'prin' is not defined. Did you mean: 'print'?\na note\n"))
  }

  @Test func tracebacksMarkTheOperatorAndSkipWholeLines() {
    let file = SourceFile(name: "x.py", text: "  x = a[0] + b\n  f(x)\n")
    #expect(
      DiagnosticRenderer.excerpt(of: Span(6, 14), in: file, anchor: Span(11, 12))
        == "    x = a[0] + b\n        ~~~~~^~~\n")
    #expect(DiagnosticRenderer.excerpt(of: Span(17, 21), in: file) == "    f(x)\n")
    #expect(DiagnosticRenderer.excerpt(of: Span(19, 20), in: file) == "    f(x)\n      ^\n")
    #expect(
      DiagnosticRenderer.header(of: Span(17, 18), in: file, function: "g") == "  File \"x.py\", line 2, in g\n")
    // What goes on over several lines is marked on its first.
    #expect(DiagnosticRenderer.excerpt(of: Span(6, 20), in: file) == "    x = a[0] + b\n        ^^^^^^^^\n")
  }

  // MARK: - Spelling

  @Test(arguments: [
    ("prnit", "print"), ("pritn", "print"), ("Print", "print"), ("lenn", "len"), ("rang", "range"),
    ("softmx", "softmax"), ("batch-size", "batch_size"), ("Conv2D", "Conv2d"), ("relu_", "relu"),
    ("shufle", "shuffle"), ("xs", "x"),
  ])
  func slipsAreRecognised(_ word: String, _ meant: String) {
    let words = ["print", "len", "range", "softmax", "batch_size", "Conv2d", "relu", "shuffle", "x"]
    #expect(Spelling.closest(to: word, among: words) == meant)
  }

  @Test(arguments: ["completely", "y", "", "qq", "prxxxnt", String(repeating: "x", count: 5000)])
  func otherWordsAreNot(_ word: String) {
    #expect(Spelling.closest(to: word, among: ["print", "len", "range", "softmax", "x"]) == nil)
  }

  @Test func theFirstOfEquallyCloseWordsWins() {
    #expect(Spelling.closest(to: "cat", among: ["bat", "rat"]) == "bat")
    #expect(Spelling.closest(to: "cat", among: ["rats", "bat", "rat"]) == "bat")
    #expect(Spelling.closest(to: "cat", among: ["cat"]) == nil)
  }
}
