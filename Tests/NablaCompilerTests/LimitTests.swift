import NablaCompiler
import NablaSource
import Testing

/// Programs that are too large in one way: each is compiled, or refused by a diagnostic with a place in the text.
@Suite struct LimitTests {
  private static func block(_ head: (Int) -> String, depth: Int, body: String) -> String {
    (0..<depth).map { String(repeating: " ", count: $0) + head($0) + "\n" }.joined()
      + String(repeating: " ", count: depth) + body + "\n"
  }

  private static func list(_ count: Int, _ item: (Int) -> String) -> String {
    (0..<count).map(item).joined(separator: ", ")
  }

  private static func lines(_ count: Int, _ line: (Int) -> String) -> String {
    (0..<count).map { line($0) + "\n" }.joined()
  }

  static let programs: [(what: String, text: String)] = [
    ("300 locals", "def f():\n" + lines(300) { "  v\($0) = \($0)" } + "  return v0 + v299\n"),
    ("5,000 locals", "def f():\n" + lines(5000) { "  v\($0) = \($0)" }),
    ("3,000 captured variables", "def f():\n" + lines(3000) { "  v\($0) = 1" } + "  def g(): return v0, "
      + list(3000) { "v\($0)" } + "\n"),
    ("70,000 constants", "x = [" + list(70_000) { "\($0 + 1000)" } + "]\n"),
    ("70,000 constants in as many lines", lines(70_000) { "x = \($0).5" }),
    ("70,000 globals", lines(70_000) { "n\($0) = \($0)" }),
    ("70,000 attributes", lines(70_000) { "a.n\($0) = \($0)" }),
    ("70,000 arguments", "f(" + list(70_000) { "\($0)" } + ")\n"),
    ("70,000 keyword arguments", "f(" + list(70_000) { "k\($0)=1" } + ")\n"),
    ("70,000 parameters", "def f(" + list(70_000) { "k\($0)" } + "): pass\n"),
    ("70,000 entries of a dictionary", "x = {" + list(70_000) { "'k\($0)': 1" } + "}\n"),
    ("70,000 names to delete", "del " + list(70_000) { "n\($0)" } + "\n"),
    ("70,000 names to import", "import " + list(70_000) { "n\($0)" } + "\n"),
    ("70,000 names to unpack into", list(70_000) { "n\($0)" } + " = x\n"),
    ("70,000 targets", String(repeating: "a = ", count: 70_000) + "1\n"),
    ("300 names around a star", list(300) { "a\($0)" } + ", *b, " + list(300) { "c\($0)" } + " = x\n"),
    ("70,000 comparisons", String(repeating: "a < ", count: 70_000) + "a\n"),
    ("70,000 fields of an f-string", "x = f'" + String(repeating: "{a}", count: 70_000) + "'\n"),
    ("a line of three million characters", "x = '" + String(repeating: "a", count: 3_000_000) + "'\n"),
    ("a jump over 120,000 instructions", "while a:\n" + lines(60_000) { _ in "  x = y + z" } + "  if q: break\n"),
    ("30,000 branches", "if a: b\n" + lines(30_000) { _ in "elif a: b" }),
    ("30,000 cases", "match a:\n" + lines(30_000) { "  case \($0): pass" }),
    ("30,000 alternatives", "match a:\n  case " + (0..<30_000).map(String.init).joined(separator: " | ") + ": pass\n"),
    ("50,000 decorators", lines(50_000) { _ in "@a" } + "def f(): pass\n"),
    ("99 loops in each other", block({ _ in "for i in x:" }, depth: 99, body: "continue")),
    ("99 functions in each other", block({ "def f\($0)(x\($0)):" }, depth: 99, body: "return x0")),
    ("99 classes in each other", block({ "class A\($0):" }, depth: 99, body: "x = 1")),
    ("99 contexts in each other", block({ _ in "with a:" }, depth: 99, body: "break_ = 1")),
    ("190 lambdas in each other", "f = " + String(repeating: "lambda x: ", count: 190) + "1\n"),
    ("60 handlers in each other", block({ _ in "try:" }, depth: 60, body: "a")
      + (0..<60).reversed().map { String(repeating: " ", count: $0) + "finally: b\n" }.joined()),
  ]

  @Test(arguments: programs.map(\.what)) func largeProgramsAreCompiledOrRefused(_ what: String) throws {
    let program = try #require(LimitTests.programs.first { $0.what == what })
    let file = SourceFile(name: "large.py", text: program.text)
    do throws(Diagnostic) {
      let code = try Compiler.compile(file)
      #expect(!code.instructions.isEmpty)
    } catch {
      #expect(error.kind == "SyntaxError" && !error.message.isEmpty)
      #expect(file.line(at: error.span.lower) >= 1)
    }
  }
}
