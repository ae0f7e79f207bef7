import NablaBytecode
import NablaCompiler
import NablaSource
import Testing

@Suite struct DisassemblyTests {
  static func line(_ source: String, mode: Compiler.Mode = .module) throws -> String {
    Disassembler.line(of: try Compiler.compile(SourceFile(name: "t", text: source), mode: mode))
  }

  /// What a statement leaves in registers goes at once, so that objects die where the program drops them.
  @Test(arguments: [
    ("x = 1", "loadInteger r0 1; storeGlobal r0 x; returnNone"),
    ("f(a, 2)", "loadGlobal r1 f; loadGlobal r2 a; loadInteger r3 2; call r1 2 r0; clear r0 4; returnNone"),
    ("a.b", "loadGlobal r1 a; loadAttribute r0 r1 b; clear r0 2; returnNone"),
    (
      "a.b(1)",
      "loadGlobal r1 a; loadMethod r1 r1 b; loadInteger r3 1; callMethod r1 1 r0; clear r0 4; returnNone"
    ),
    ("x += 1", "loadGlobal r0 x; inPlaceAddImmediate r0 r0 1; storeGlobal r0 x; returnNone"),
    ("a[0]", "loadGlobal r1 a; loadInteger r2 0; loadItem r0 r1 r2; clear r0 3; returnNone"),
    ("x = (1, 'a')", "loadConstant r0 (1, 'a'); storeGlobal r0 x; clear r0 1; returnNone"),
    ("1", "returnNone"),
  ])
  func modulesBecome(_ source: String, _ expected: String) throws {
    let line = try DisassemblyTests.line(source)
    #expect(line == expected)
  }

  @Test func aCellReturnsItsLastExpression() throws {
    #expect(try DisassemblyTests.line("x", mode: .cell) == "loadGlobal r0 x; return r0")
    #expect(try DisassemblyTests.line("x;", mode: .cell) == "loadGlobal r0 x; returnNone")
  }

  /// Locals are registers from the first instruction on; a loop tests at its end.
  @Test func aCountingLoopIsFourInstructionsARound() throws {
    let code = try Compiler.compile(
      SourceFile(name: "t", text: "def f(n):\n  i = 0\n  while i < n:\n    i += 1\n  return i\n"))
    let expected =
      "loadInteger r1 0; ifLess r1 r0 0; jump 7; inPlaceAddImmediate r1 r1 1; loop 5; ifLess r1 r0 1; jump 3; return r1; "
      + "returnNone"
    #expect(Disassembler.line(of: code.codes[0]) == expected)
  }

  @Test func everyInstructionHasASpan() throws {
    let code = try Compiler.compile(SourceFile(name: "t", text: "def f(a, b=2):\n  return [a for a in b if a]\n"))
    for part in [code] + code.codes { #expect(part.spans.count == part.instructions.count) }
  }
}
